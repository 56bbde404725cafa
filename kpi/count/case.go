package count

import (
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/history"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/kpi"
)

// State is how far a case has come.
type State string

// The states.
const (
	StateDone      State = "" // over, or never to be over, like a customer or a policy
	StateOpen      State = "open"
	StateCancelled State = "cancelled"
	StateWaived    State = "waived" // not to be judged: agreed away, force majeure
)

// Case is one thing that metrics count: an order line, a shipment, a call, a return. What nobody recorded
// stays absent and is never counted as good.
type Case struct {
	// "logistics/kpi.case/1"; in Go it may be left out
	Schema        string                        `json:"schema"`
	Event         logistics.Envelope            `json:"event"`          // At is not used: the days are below
	Order         logistics.ID                  `json:"order,omitzero"` // its id is unique in it; absent: everywhere
	Grain         kpi.Grain                     `json:"grain"`
	Subject       logistics.ID                  `json:"subject"` // whose figure it is
	State         State                         `json:"state,omitzero"`
	Placed        logistics.Stamp               `json:"placed,omitzero"`
	Done          logistics.Stamp               `json:"done,omitzero"` // delivered, answered, paid: when it was over
	Request       logistics.Window              `json:"request,omitzero"`
	FirstPromise  logistics.Window              `json:"first_promise,omitzero"`
	LatestPromise logistics.Window              `json:"latest_promise,omitzero"`
	Signs         kpi.Signs                     `json:"signs,omitzero"`
	Waived        kpi.Signs                     `json:"waived,omitzero"`  // signs that are not looked at: agreed away
	NotDue        kpi.Signs                     `json:"not_due,omitzero"` // not to be told yet, whatever was promised
	Counts        map[string]int64              `json:"counts,omitempty"` // in the unit of the metrics that read them
	Quantities    map[string]logistics.Quantity `json:"quantities,omitempty"`
	Amounts       map[string]logistics.Money    `json:"amounts,omitempty"`
}

func caseDocument() wire.Document { return wire.Document{Name: "kpi.case"} }

// MarshalJSON writes the fact with its schema.
func (c Case) MarshalJSON() ([]byte, error) {
	type plain Case
	c.Schema = caseDocument().Written(c.Schema)
	return json.Marshal(plain(c))
}

// DecodeCase reads a fact: fields it does not know are passed over. All faults are returned.
func DecodeCase(data []byte) (Case, error) {
	return wire.DecodeDocument[Case](caseDocument(), data, wire.Tolerant)
}

// Validate reports every fault.
func (c Case) Validate() error {
	var faults logistics.Faults
	caseDocument().Check(c.Schema, &faults)
	if c.Event.ID.IsZero() {
		faults.Required("/event/id", "id is required")
	}
	if !c.Event.Retracts.IsZero() {
		return faults.Err() // it says nothing else
	}
	if !c.Grain.Valid() {
		what := "what the case is, in lower-case letters, digits and underscores"
		faults.Add("/grain", logistics.FaultRequired, string(c.Grain), what)
	}
	if c.Subject.IsZero() {
		faults.Required("/subject", "whom or what the case is about")
	}
	wire.CheckOneOf("/state", c.State, &faults, StateDone, StateOpen, StateCancelled, StateWaived)
	if c.State == StateOpen && !c.Done.IsZero() {
		faults.Conflict("/done", c.Done, "an open case cannot be done")
	}
	well := len(faults)
	faults.At("/signs", c.Signs.Validate())
	faults.At("/waived", c.Waived.Validate())
	faults.At("/not_due", c.NotDue.Validate())
	if len(faults) == well { // each is short now, so that they may be compared with each other
		c.checkUntold("/waived", c.Waived, &faults)
		c.checkUntold("/not_due", c.NotDue, &faults)
	}
	return faults.Err()
}

// checkUntold checks signs that are neither so nor not so.
func (c *Case) checkUntold(path string, signs kpi.Signs, faults *logistics.Faults) {
	for name, so := range signs.All() {
		if !so {
			faults.Syntax(path, "-"+name, "only names, without a minus")
		}
		if c.Signs.Names(name) || path != "/waived" && c.Waived.Names(name) {
			faults.Conflict(path, name, "the sign is also given with another verdict")
		}
	}
}

// due is the promise of a basis; without one, the latest that is known.
func (c *Case) due(basis kpi.Basis) logistics.Window {
	switch basis {
	case kpi.ByRequest:
		return c.Request
	case kpi.ByFirstPromise:
		return c.FirstPromise
	case kpi.ByLatestPromise:
		return c.LatestPromise
	}
	for _, w := range [...]logistics.Window{c.LatestPromise, c.FirstPromise} {
		if !w.IsZero() {
			return w
		}
	}
	return c.Request
}

// ref is what a case is known by.
func (c *Case) ref() logistics.LineRef { return logistics.LineRef{Order: c.Order, Line: c.Event.ID} }

// LiveCases are the cases that hold at asOf. Cases form a set: copies count once, of two that are known by the same the
// one recorded later holds, and what was retracted by then is gone. The order they came in does not matter.
//
// A case is known by its id, and that of a line by order and line: ids of lines are unique within their order only.
// What corrects or retracts a line therefore names the order as well.
func LiveCases(cases []Case, asOf time.Time) []Case {
	numbers := make(map[logistics.ID]int)
	var parts [][]*Case // in the order they came, which is often the one asked for
	for i := range cases {
		order := cases[i].ref().Order
		number, known := numbers[order]
		if !known {
			number = len(parts)
			numbers[order] = number
			parts = append(parts, nil)
		}
		parts[number] = append(parts[number], &cases[i])
	}
	holding := make([]*Case, 0, len(cases))
	for _, part := range parts {
		holding = append(holding, history.Live(caseKind(), part, asOf)...)
	}
	slices.SortFunc(holding, compareCases)
	live := make([]Case, len(holding))
	for i, c := range holding {
		live[i] = *c
		live[i].Counts, live[i].Quantities = maps.Clone(c.Counts), maps.Clone(c.Quantities)
		live[i].Amounts = maps.Clone(c.Amounts)
	}
	return live
}

func caseKind() history.Kind[*Case] {
	return history.Kind[*Case]{
		Envelope: func(c **Case) *logistics.Envelope { return &(*c).Event },
		Canonical: func(c **Case) []byte {
			canonical, _ := json.Marshal(*c)
			return canonical
		},
	}
}

// compareCases orders cases as histories are: by when they happened, as far as that is told, and were recorded.
func compareCases(a, b *Case) int {
	if order := a.Event.At.Compare(b.Event.At); order != 0 {
		return order
	}
	if order := a.Event.Recorded.Compare(b.Event.Recorded); order != 0 {
		return order
	}
	if order := a.Event.ID.Compare(b.Event.ID); order != 0 {
		return order
	}
	return a.Order.Compare(b.Order)
}
