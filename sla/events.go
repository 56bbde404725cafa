package sla

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/history"
)

// Event is something that happened to a case, at an instant.
type Event struct {
	ID    logistics.ID
	Kind  string
	At    time.Time
	Party logistics.ID // with whom the case lies from then on; absent: as before
}

// Exclusion is a stretch of time that does not count: maintenance, force majeure, the customer's doing.
type Exclusion struct {
	From   time.Time    `json:"from"`
	To     time.Time    `json:"to"`
	Reason string       `json:"reason"`
	Party  logistics.ID `json:"party,omitzero"`
}

// Events prepares the events known at asOf: duplicates and retractions sorted out, stamps resolved, in
// the order of time. A stamp too coarse to time by, or without zone or offset, is a fault: give it the
// zone of its place first. The subject of the envelope is passed over.
func Events(envelopes []logistics.Envelope, zones logistics.Zones, asOf time.Time) ([]Event, error) {
	kind := history.Kind[logistics.Envelope]{
		Envelope:  func(e *logistics.Envelope) *logistics.Envelope { return e },
		Canonical: canonical,
	}
	live := history.Live(kind, envelopes, asOf)
	events := make([]Event, 0, len(live))
	var faults logistics.Faults
	for _, e := range live {
		at, err := e.At.Interval(zones)
		switch {
		case err != nil:
			faults.At(logistics.Pointer(e.ID.String())+"/at", err)
			continue
		case at.Latest().Sub(at.Earliest()) >= time.Hour:
			faults.Add(logistics.Pointer(e.ID.String())+"/at", logistics.FaultConflict, e.At.String(), "too coarse to time by, or without zone")
			continue
		}
		events = append(events, Event{ID: e.ID, Kind: e.Kind, At: at.Earliest()})
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(events, byTime)
	return events, nil
}

// canonical are bytes that differ when envelopes do.
func canonical(e *logistics.Envelope) []byte {
	text := e.Kind + "\x00" + e.Subject.String() + "\x00" + e.At.String() + "\x00" + e.Retracts.String()
	return append([]byte(text), "\x00"+strconv.FormatInt(e.Recorded.UnixNano(), 10)...)
}

func byTime(a, b Event) int {
	return cmp.Or(a.At.Compare(b.At), a.ID.Compare(b.ID))
}

// ordered reports whether events are in the order of time, without one twice.
func ordered(events []Event) bool {
	for i := 1; i < len(events); i++ {
		switch order := events[i-1].At.Compare(events[i].At); {
		case order > 0:
			return false
		case order == 0 && !events[i].ID.IsZero() && events[i-1].ID.Compare(events[i].ID) >= 0:
			return false
		}
	}
	return true
}

// inOrder returns the events in the order of time and each id once: as they are when they are so, else
// sorted into scratch, which grows where it is too small.
func inOrder(events, scratch []Event) []Event {
	if ordered(events) {
		return events
	}
	sorted := append(scratch[:0], events...)
	slices.SortStableFunc(sorted, byTime)
	return slices.CompactFunc(sorted, func(a, b Event) bool { return a == b && !a.ID.IsZero() })
}

// span is a stretch of time that is excluded.
type span struct{ from, to time.Time }

// Exclusions are prepared: sorted, overlaps joined. The zero Exclusions exclude nothing.
type Exclusions struct {
	spans []span
	all   []Exclusion
}

// NewExclusions prepares a list of exclusions; overlapping ones count once. All faults are returned.
func NewExclusions(list []Exclusion) (Exclusions, error) {
	var faults logistics.Faults
	for i, e := range list {
		path := "/" + strconv.Itoa(i)
		if e.From.IsZero() || !e.To.After(e.From) {
			faults.Add(path+"/to", logistics.FaultConflict, e.To.Format(time.RFC3339), "ends before it starts")
		}
		if e.Reason == "" {
			faults.Add(path+"/reason", logistics.FaultRequired, "", "why the time does not count")
		}
	}
	if err := faults.Err(); err != nil {
		return Exclusions{}, err
	}
	x := Exclusions{all: slices.Clone(list)}
	slices.SortStableFunc(x.all, func(a, b Exclusion) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	for _, e := range x.all {
		if n := len(x.spans); n > 0 && !e.From.After(x.spans[n-1].to) {
			if e.To.After(x.spans[n-1].to) {
				x.spans[n-1].to = e.To
			}
			continue
		}
		x.spans = append(x.spans, span{e.From, e.To})
	}
	return x, nil
}

// at names the exclusion that holds at an instant; of several the one that began first.
func (x Exclusions) at(t time.Time) Exclusion {
	for _, e := range x.all {
		if !t.Before(e.From) && t.Before(e.To) {
			return e
		}
	}
	return Exclusion{}
}
