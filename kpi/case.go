package kpi

import (
	"encoding/json"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/history"
	"github.com/logicrm/logistics/internal/wire"
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
	Schema        string                        `json:"schema"`
	Event         logistics.Envelope            `json:"event"` // At is not used: the days are below
	Grain         Grain                         `json:"grain"`
	Subject       logistics.ID                  `json:"subject"` // whose figure it is
	State         State                         `json:"state,omitzero"`
	Placed        logistics.Stamp               `json:"placed,omitzero"`
	Done          logistics.Stamp               `json:"done,omitzero"` // delivered, answered, paid: when it was over
	Request       logistics.Window              `json:"request,omitzero"`
	FirstPromise  logistics.Window              `json:"first_promise,omitzero"`
	LatestPromise logistics.Window              `json:"latest_promise,omitzero"`
	Signs         Signs                         `json:"signs,omitzero"`
	Counts        map[string]int64              `json:"counts,omitempty"` // values already in the unit of the metrics that read them
	Quantities    map[string]logistics.Quantity `json:"quantities,omitempty"`
	Amounts       map[string]logistics.Money    `json:"amounts,omitempty"`
}

func caseDocument() wire.Document { return wire.Document{Name: "kpi.case"} }

// DecodeCase reads a fact: fields it does not know are passed over. All faults are returned.
func DecodeCase(data []byte) (Case, error) {
	return wire.DecodeDocument[Case](caseDocument(), data, wire.Tolerant)
}

// Validate reports every fault.
func (c Case) Validate() error {
	var faults logistics.Faults
	caseDocument().Check(c.Schema, &faults)
	if c.Event.ID.IsZero() {
		faults.Add("/event/id", logistics.FaultRequired, "", "a case is known by its id")
	}
	if !c.Event.Retracts.IsZero() {
		return faults.Err() // it says nothing else
	}
	if !isName(string(c.Grain)) {
		faults.Add("/grain", logistics.FaultRequired, string(c.Grain), "what the case is: small letters, digits and underscores")
	}
	if c.Subject.IsZero() {
		faults.Add("/subject", logistics.FaultRequired, "", "whose figure it is")
	}
	oneOf("/state", c.State, &faults, StateDone, StateOpen, StateCancelled, StateWaived)
	if c.State == StateOpen && !c.Done.IsZero() {
		faults.Add("/done", logistics.FaultConflict, c.Done.String(), "an open case is not done")
	}
	faults.At("/signs", c.Signs.Validate())
	return faults.Err()
}

// due is the promise of a basis; without one, the latest that is known.
func (c *Case) due(basis Basis) logistics.Window {
	switch basis {
	case ByRequest:
		return c.Request
	case ByFirstPromise:
		return c.FirstPromise
	case ByLatestPromise:
		return c.LatestPromise
	}
	for _, w := range [...]logistics.Window{c.LatestPromise, c.FirstPromise} {
		if !w.IsZero() {
			return w
		}
	}
	return c.Request
}

// LiveCases are the cases that hold at asOf. Cases form a set: copies count once, of two with one id the one
// recorded later holds, and what was retracted by then is gone. The order they came in does not matter.
func LiveCases(cases []Case, asOf time.Time) []Case {
	return history.Live(history.Kind[Case]{
		Envelope: func(c *Case) *logistics.Envelope { return &c.Event },
		Canonical: func(c *Case) []byte {
			canonical, _ := json.Marshal(c)
			return canonical
		},
	}, cases, asOf)
}
