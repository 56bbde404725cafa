package claim

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/internal/workflow"
)

// Start is the event from which a limit of a [Term] counts.
type Start string

// The starts of a limit.
const (
	FromDelivery Start = "delivery"
	FromShipment Start = "shipment"
	FromExpected Start = "expected" // the delivery as it was expected: for goods that never came
)

// Limit is a length of time in calendar months and days. The zero Limit is none.
type Limit struct {
	Months int   `json:"months,omitzero"`
	Days   int   `json:"days,omitzero"`
	From   Start `json:"from,omitzero"` // in a term; the other limits say themselves from when they count
}

// IsZero reports whether there is no limit.
func (l Limit) IsZero() bool { return l == Limit{} }

// After is the last date of the limit that starts on a date; absent when there is none, or when it
// cannot be written.
func (l Limit) After(start logistics.Date) logistics.Date {
	if l.Months == 0 && l.Days == 0 {
		return logistics.Date{}
	}
	last := start.AddMonths(l.Months).AddDays(l.Days)
	if last.Compare(logistics.MustDate("9999-12-31")) > 0 {
		return logistics.Date{}
	}
	return last
}

// String is "9 months", "5 days", or both.
func (l Limit) String() string {
	text := ""
	if l.Months != 0 {
		text = strconv.Itoa(l.Months) + " months"
	}
	if l.Days != 0 {
		if text != "" {
			text += " and "
		}
		text += strconv.Itoa(l.Days) + " days"
	}
	return text
}

// Term is what holds for claims of a kind.
type Term struct {
	Kind     Kind       `json:"kind"`
	Notice   Limit      `json:"notice,omitzero"`    // to tell the other side; absent: no notice is asked for
	File     Limit      `json:"file,omitzero"`      // to file the claim; absent: at any time
	Evidence []Evidence `json:"evidence,omitempty"` // needed to file
}

// Policy is the claim terms of a party, or of a mode of carriage.
type Policy struct {
	Schema      string       `json:"schema"` // "logistics/claim.policy/1"; in Go it may be left out
	ID          logistics.ID `json:"id"`
	Version     int          `json:"version"`
	Terms       []Term       `json:"terms"`
	Acknowledge Limit        `json:"acknowledge,omitzero"` // from the filing
	Decide      Limit        `json:"decide,omitzero"`      // from the filing, or from the appeal
	Pay         Limit        `json:"pay,omitzero"`         // from the settlement
	Appeal      Limit        `json:"appeal,omitzero"`      // from the decision; absent: at any time
	Zone        string       `json:"zone,omitzero"`        // in whose days all this counts, an IANA name; absent: UTC
	// Permissions say who may do what; absent: [DefaultPermissions].
	Permissions []logistics.Permission `json:"permissions,omitempty"`
}

func document() wire.Document { return wire.Document{Name: "claim.policy"} }

// MarshalJSON writes the policy with its schema.
func (p Policy) MarshalJSON() ([]byte, error) {
	type plain Policy
	p.Schema = document().Written(p.Schema)
	return json.Marshal(plain(p))
}

// DecodePolicy reads the policy strictly. All faults are returned.
func DecodePolicy(data []byte) (Policy, error) {
	return wire.DecodeDocument[Policy](document(), data, wire.Strict)
}

const (
	maxTerms    = 100
	maxEvidence = 100
	maxEntries  = 1000 // documents, filings and appeals of a claim: what has no bound would be copied with every event
	maxMonths   = 1200
	maxDays     = 36525
)

// Validate reports every fault.
func (p Policy) Validate() error {
	var faults logistics.Faults
	document().Head(wire.Head{Schema: p.Schema, ID: p.ID, Version: p.Version}, &faults)
	if len(p.Terms) == 0 || len(p.Terms) > maxTerms {
		faults.OutOfRange("/terms", len(p.Terms), "1 to 100 kinds of claim")
	}
	for i, term := range p.Terms[:min(len(p.Terms), maxTerms)] {
		path := "/terms/" + strconv.Itoa(i)
		if term.Kind == "" || slices.ContainsFunc(p.Terms[:i], func(o Term) bool { return o.Kind == term.Kind }) {
			faults.Duplicate(path+"/kind", term.Kind, "each kind once, none empty")
		}
		term.Notice.validate(path+"/notice", true, &faults)
		term.File.validate(path+"/file", true, &faults)
		if len(term.Evidence) > maxEvidence {
			faults.TooMany(path+"/evidence", len(term.Evidence), "at most 100")
		}
		for k, e := range term.Evidence[:min(len(term.Evidence), maxEvidence)] {
			if e == "" || slices.Contains(term.Evidence[:k], e) {
				faults.Duplicate(path+"/evidence/"+strconv.Itoa(k), e, "each kind of evidence once, none empty")
			}
		}
	}
	p.Acknowledge.validate("/acknowledge", false, &faults)
	p.Decide.validate("/decide", false, &faults)
	p.Pay.validate("/pay", false, &faults)
	p.Appeal.validate("/appeal", false, &faults)
	workflow.CompilePermissions(p.Permissions, actions(), "/permissions", &faults)
	return faults.Err()
}

func (l Limit) validate(path string, starts bool, faults *logistics.Faults) {
	if l.IsZero() {
		return
	}
	if l.Months < 0 || l.Months > maxMonths {
		faults.OutOfRange(path+"/months", l.Months, "from 0 to 1200")
	}
	if l.Days < 0 || l.Days > maxDays {
		faults.OutOfRange(path+"/days", l.Days, "from 0 to 36525")
	}
	if l.Months == 0 && l.Days == 0 {
		faults.Required(path, "months, days or both")
	}
	switch {
	case !starts && l.From != "":
		faults.Conflict(path+"/from", l.From, "this limit counts from what it answers")
	case starts && l.From == "":
		faults.Required(path+"/from", "delivery, shipment or expected")
	case starts && l.From != FromDelivery && l.From != FromShipment && l.From != FromExpected:
		faults.Unknown(path+"/from", l.From, "delivery, shipment or expected")
	}
}

// Compile prepares the policy; it returns every fault. The zone is looked up in zones, which a policy without one does
// not need.
func Compile(p Policy, zones logistics.Zones) (*Rules, error) {
	var faults logistics.Faults
	faults.At("", p.Validate())
	clock := time.UTC
	if p.Zone != "" {
		clock = faults.Zone("/zone", zones, p.Zone)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	p.Terms = slices.Clone(p.Terms)
	for i := range p.Terms {
		p.Terms[i].Evidence = slices.Clone(p.Terms[i].Evidence)
	}
	table := p.Permissions
	if len(table) == 0 {
		table = DefaultPermissions()
	}
	p.Permissions = nil // what is asked is the table made ready
	return &Rules{p, clock, workflow.CompilePermissions(table, actions(), "/permissions", &faults)}, faults.Err()
}

// Rules are a [Policy] that was found in order: what a claim is decided by. They are immutable and safe for
// concurrent use. The zero Rules decide nothing: they are a fault wherever they are given.
type Rules struct {
	policy      Policy
	clock       *time.Location
	permissions workflow.Permissions
}

// ready reports whether these are the rules of a policy.
func (r *Rules) ready() bool { return r != nil && r.clock != nil }

// term is what holds for a kind; nil when the policy does not say.
func (r *Rules) term(kind Kind) *Term {
	for i := range r.policy.Terms {
		if r.policy.Terms[i].Kind == kind {
			return &r.policy.Terms[i]
		}
	}
	return nil
}

// RightOverride is the right to pass over what is late or lacking.
const RightOverride = "override"

const rightOverride = verbs - 1 // its place among the actions, behind the commands

// actions are what an actor may do: the commands by their names, then the right.
func actions() []string { return append(slices.Clone(verbNames[1:]), RightOverride) }

// action is the place of a verb among the actions.
func action(v Verb) int { return int(v) - 1 }

// DefaultPermissions is the table of who may do what under a policy without one: everybody gives every command and
// has the right beyond them. A host that knows its actors gives a table of its own: an actor without a row may do
// nothing.
func DefaultPermissions() []logistics.Permission {
	var table []logistics.Permission
	for _, actor := range []logistics.Actor{
		"", logistics.ActorCustomer, logistics.ActorStaff, logistics.ActorWarehouse, logistics.ActorCarrier,
		logistics.ActorSystem,
	} {
		table = append(table, logistics.Permission{Actor: actor, May: actions()})
	}
	return table
}
