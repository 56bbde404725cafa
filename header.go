package logistics

import "time"

// EventHeader is what the events of every workflow have in common. It is part of the event, so that its fields
// stand beside the others on the wire.
type EventHeader struct {
	At      time.Time `json:"at,omitzero"`      // the instant of the decision, in UTC
	Actor   Actor     `json:"actor,omitzero"`   // who gave the command
	Version int64     `json:"version,omitzero"` // of the state after it: 1, 2, 3 …; absent in events of older releases
	// the policy that it was decided by; absent in events of older releases
	Policy        ID  `json:"policy,omitzero"`
	PolicyVersion int `json:"policy_version,omitzero"`
}

// Header is the header itself, so that a host can ask any event for it.
func (h EventHeader) Header() EventHeader { return h }
