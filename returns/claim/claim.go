package claim

import (
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/workflow"
)

// Claim is one claim, as its events left it. It is a value: [Evolve] makes a new one, and what its methods return is
// fresh. The zero Claim has not been opened. A claim is kept as a document by json.Marshal, and taken up again by
// [DecodeClaim].
type Claim struct {
	facts     facts
	log       workflow.Log[Event]
	replaying bool // its lists are nobody else's
}

// facts are what a claim knows, as a document has it.
type facts struct {
	ID            logistics.ID       `json:"claim,omitzero"`
	State         State              `json:"state,omitzero"`
	Against       Against            `json:"against,omitzero"`
	Party         logistics.ID       `json:"party,omitzero"`
	Kind          Kind               `json:"kind,omitzero"`
	Reference     logistics.ID       `json:"reference,omitzero"`
	Return        logistics.ID       `json:"return,omitzero"`
	Number        logistics.ID       `json:"number,omitzero"`
	Policy        logistics.ID       `json:"policy,omitzero"`
	PolicyVersion int                `json:"policy_version,omitzero"`
	Claimed       logistics.Money    `json:"claimed,omitzero"`
	Accepted      logistics.Money    `json:"accepted,omitzero"`
	Paid          logistics.Money    `json:"paid,omitzero"`
	Ground        Ground             `json:"ground,omitzero"`
	Rounds        int                `json:"rounds,omitzero"` // times it was filed or appealed
	Dates         Dates              `json:"dates,omitzero"`
	DueBy         DueBy              `json:"deadlines,omitzero"`
	Required      []Evidence         `json:"required,omitempty"`
	Documents     []Document         `json:"documents,omitempty"`
	Missed        []Deadline         `json:"missed,omitempty"`
	Overridden    []logistics.Reason `json:"overridden,omitempty"`
}

// Dates are the days on which something happened; what has not happened is absent.
type Dates struct {
	Shipped      logistics.Date `json:"shipped,omitzero"`
	Delivered    logistics.Date `json:"delivered,omitzero"`
	Expected     logistics.Date `json:"expected,omitzero"` // the delivery as it was promised
	Opened       logistics.Date `json:"opened,omitzero"`
	Notice       logistics.Date `json:"notice,omitzero"`
	Filed        logistics.Date `json:"filed,omitzero"`
	Acknowledged logistics.Date `json:"acknowledged,omitzero"`
	Decided      logistics.Date `json:"decided,omitzero"`   // the last decision; absent while one is waited for
	Accepted     logistics.Date `json:"accepted,omitzero"`  // the last settlement
	Appealed     logistics.Date `json:"appealed,omitzero"`  // the last appeal
	Concluded    logistics.Date `json:"concluded,omitzero"` // paid in full or declined; absent while it goes on
}

// DueBy are the last days of what has to happen; absent ones are not set.
type DueBy struct {
	Notice      logistics.Date `json:"notice_by,omitzero"`
	File        logistics.Date `json:"file_by,omitzero"`
	Acknowledge logistics.Date `json:"acknowledge_by,omitzero"`
	Decide      logistics.Date `json:"decide_by,omitzero"`
	Pay         logistics.Date `json:"pay_by,omitzero"`
	Appeal      logistics.Date `json:"appeal_by,omitzero"`
}

// ID is the id of the claim; absent for a claim that was not opened.
func (c Claim) ID() logistics.ID { return c.facts.ID }

// State is how far it has come.
func (c Claim) State() State { return c.facts.State }

// Version is the number of events so far.
func (c Claim) Version() int64 { return c.log.Version() }

// Decided reports whether a command of the id was decided before.
func (c Claim) Decided(command logistics.ID) bool { return c.log.Decided(command) }

// Against is what the other side is.
func (c Claim) Against() Against { return c.facts.Against }

// Party is the other side.
func (c Claim) Party() logistics.ID { return c.facts.Party }

// Kind is what the claim is about.
func (c Claim) Kind() Kind { return c.facts.Kind }

// Reference is the waybill, invoice or order it is about.
func (c Claim) Reference() logistics.ID { return c.facts.Reference }

// Return is the return it came up in; absent when there is none.
func (c Claim) Return() logistics.ID { return c.facts.Return }

// Number is the one under which the other side keeps it.
func (c Claim) Number() logistics.ID { return c.facts.Number }

// Policy is the policy by whose terms it was opened, and the version of the policy.
func (c Claim) Policy() (id logistics.ID, version int) { return c.facts.Policy, c.facts.PolicyVersion }

// Claimed is what is asked for.
func (c Claim) Claimed() logistics.Money { return c.facts.Claimed }

// Accepted is what the other side accepted; nothing before a settlement.
func (c Claim) Accepted() logistics.Money { return c.facts.Accepted }

// Paid is what came in.
func (c Claim) Paid() logistics.Money { return c.facts.Paid }

// Outstanding is what was accepted and has not been paid.
func (c Claim) Outstanding() logistics.Money { return c.facts.outstanding() }

// Ground is why the other side declined, the last time it did.
func (c Claim) Ground() Ground { return c.facts.Ground }

// Dates are the days on which something happened.
func (c Claim) Dates() Dates { return c.facts.Dates }

// DueBy are the last days of what has to happen.
func (c Claim) DueBy() DueBy { return c.facts.DueBy }

// Required is the evidence that is needed to file.
func (c Claim) Required() []Evidence { return slices.Clone(c.facts.Required) }

// Documents are those that were put to the claim, in their order.
func (c Claim) Documents() []Document { return slices.Clone(c.facts.Documents) }

// Missed are the deadlines that a [Tick] found, the earliest first.
func (c Claim) Missed() []Deadline { return slices.Clone(c.facts.Missed) }

// Overridden is what was late or lacking, and passed over.
func (c Claim) Overridden() []logistics.Reason { return clonedReasons(c.facts.Overridden) }

// Lacking lists the evidence that is needed to file and is not there.
func (c Claim) Lacking() []Evidence {
	var lacking []Evidence
	for _, e := range c.facts.Required {
		if !slices.ContainsFunc(c.facts.Documents, func(d Document) bool { return d.Evidence == e }) {
			lacking = append(lacking, e)
		}
	}
	return lacking
}

func (f *facts) outstanding() logistics.Money { return minus(f.Accepted, f.Paid) }

// open reports whether something was not accepted that can be appealed.
func (f *facts) open() bool {
	order, err := f.Accepted.Cmp(f.Claimed)
	return err == nil && order < 0
}

// rest is the state of a claim that was decided: by what was accepted and what of it was paid.
func (f *facts) rest() State {
	switch {
	case f.Accepted.Sign() <= 0:
		return StateDeclined
	case f.outstanding().Sign() <= 0:
		return StatePaid
	default:
		return StateSettled
	}
}

// minus takes off an amount of the same currency. Decide never books another one; an event that came
// from elsewhere and does is passed over.
func minus(a, b logistics.Money) logistics.Money {
	if left, err := a.Sub(b); err == nil {
		return left
	}
	return a
}

func clonedReasons(reasons []logistics.Reason) []logistics.Reason {
	out := slices.Clone(reasons)
	for i := range out {
		out[i].Params = slices.Clone(out[i].Params)
	}
	return out
}
