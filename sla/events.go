package sla

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/history"
	"github.com/logicrm/logistics/internal/wire"
)

// Event is something that happened to a case, at an instant.
type Event struct {
	ID       logistics.ID `json:"id,omitzero"` // counts once in a case
	Kind     string       `json:"kind,omitzero"`
	At       time.Time    `json:"at,omitzero"`
	Recorded time.Time    `json:"recorded,omitzero"` // when it became known
	Party    logistics.ID `json:"party,omitzero"`    // with whom the case lies from then on; absent: as before
	// Attribute is what of the subject changes, whatever the kind: its priority. Value is what it is from then on;
	// of several values at one instant the last in the order of text holds.
	Attribute string `json:"attribute,omitzero"`
	Value     string `json:"value,omitzero"`
}

// Exclusion is a stretch of time that does not count: maintenance, force majeure, the customer's doing.
type Exclusion struct {
	From   time.Time    `json:"from"`
	To     time.Time    `json:"to"`
	Reason string       `json:"reason"`
	Party  logistics.ID `json:"party,omitzero"`
}

// Events prepares the events of a case known at asOf: duplicates and retractions sorted out, stamps resolved, in the
// order of time. Of two contents under one id the one recorded later holds, of two recorded at once the greater. A
// stamp that is coarser than a minute, or has neither zone nor offset, is a fault: give it the zone of its place
// first. All faults are returned, by the position of the envelope. Its subject is passed over.
func Events(envelopes []logistics.Envelope, zones logistics.Zones, asOf time.Time) ([]Event, error) {
	kind := history.Kind[logistics.Envelope]{
		Envelope:  func(e *logistics.Envelope) *logistics.Envelope { return e },
		Canonical: canonical,
	}
	var faults logistics.Faults
	for i := range envelopes {
		e := &envelopes[i]
		path := "/" + strconv.Itoa(i)
		faults.At(path, e.Validate())
		_, hasOffset := e.At.Offset()
		switch {
		case e.At.IsZero():
		case e.At.Precision() < logistics.PrecisionMinute:
			faults.Conflict(path+"/at", e.At, "too coarse for a timer: a time of day is required")
		case !hasOffset && e.At.Zone() == "":
			faults.Add(path+"/at", logistics.FaultRequired, e.At.String(), "neither zone nor offset")
		default:
			_, err := e.At.Interval(zones)
			faults.At(path+"/at", err)
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	live := history.Live(kind, envelopes, asOf)
	events := make([]Event, 0, len(live))
	for _, e := range live {
		at, err := e.At.Interval(zones)
		if err != nil {
			return nil, err
		}
		events = append(events, Event{ID: e.ID, Kind: e.Kind, At: at.Earliest(), Recorded: e.Recorded})
	}
	slices.SortFunc(events, byTime)
	return events, nil
}

// canonical are bytes that differ when envelopes do.
func canonical(e *logistics.Envelope) []byte {
	text := e.Kind + "\x00" + e.Subject.String() + "\x00" + e.At.String() + "\x00" + e.Retracts.String()
	return append([]byte(text), "\x00"+strconv.FormatInt(e.Recorded.UnixNano(), 10)...)
}

// byTime is a total order: by time, and within an instant by what is told, so that the order of arrival never
// matters. What the events of one instant do is not decided here but by [machine.arrange].
func byTime(a, b Event) int {
	if order := a.At.Compare(b.At); order != 0 {
		return order
	}
	return cmp.Or(
		cmp.Compare(a.Kind, b.Kind), a.Party.Compare(b.Party), cmp.Compare(a.Attribute, b.Attribute),
		cmp.Compare(a.Value, b.Value), a.ID.Compare(b.ID), a.Recorded.Compare(b.Recorded),
	)
}

// ascending reports whether every event is later than the one before.
func ascending(events []Event) bool {
	for i := 1; i < len(events); i++ {
		if !events[i-1].At.Before(events[i].At) {
			return false
		}
	}
	return true
}

// inOrder returns the events in the order of time: as they are when each is later than the one before, which is
// what apart says, else sorted into scratch, which grows where it is too small.
func inOrder(events, scratch []Event) (sorted []Event, apart bool) {
	if ascending(events) {
		return events, true
	}
	sorted = append(scratch[:0], events...)
	slices.SortFunc(sorted, byTime)
	return sorted, ascending(sorted)
}

// together is how many events happened at the instant of the first.
func together(events []Event) int {
	n := 1
	for n < len(events) && events[n].At.Equal(events[0].At) {
		n++
	}
	return n
}

// span is a stretch of time that is excluded.
type span struct{ from, to time.Time }

// Exclusions are prepared: sorted, overlaps joined. The zero Exclusions exclude nothing.
type Exclusions struct {
	spans  []span
	pieces []piece
	all    []Exclusion
}

// piece is a stretch that is excluded for one reason: of several exclusions that of the one that began first.
type piece struct {
	from, to time.Time
	why      *Exclusion
}

// List is what was excluded, as it was given.
func (x Exclusions) List() []Exclusion { return slices.Clone(x.all) }

// MarshalJSON writes the list.
func (x Exclusions) MarshalJSON() ([]byte, error) {
	return json.Marshal(append([]Exclusion{}, x.all...))
}

// UnmarshalJSON reads the list and prepares it.
func (x *Exclusions) UnmarshalJSON(data []byte) error {
	list, err := wire.Decode[[]Exclusion](data, wire.Tolerant)
	if err != nil {
		return err
	}
	read, err := NewExclusions(list)
	if err != nil {
		return err
	}
	*x = read
	return nil
}

// NewExclusions prepares a list of exclusions; overlapping ones count once. All faults are returned.
func NewExclusions(list []Exclusion) (Exclusions, error) {
	var faults logistics.Faults
	for i, e := range list {
		path := "/" + strconv.Itoa(i)
		if e.From.IsZero() || !e.To.After(e.From) {
			faults.Conflict(path+"/to", e.To.Format(time.RFC3339), "ends before it starts")
		}
		if e.Reason == "" {
			faults.Required(path+"/reason", "a reason is required")
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
	x.pieces = piecesOf(x.all)
	return x, nil
}

// piecesOf cuts sorted exclusions into pieces. Those before the one that holds have ended.
func piecesOf(all []Exclusion) []piece {
	pieces := make([]piece, 0, len(all))
	var at time.Time
	for i := range all {
		e := &all[i]
		if !e.To.After(at) {
			continue
		}
		if e.From.After(at) {
			at = e.From
		}
		pieces = append(pieces, piece{at, e.To, e})
		at = e.To
	}
	return pieces
}
