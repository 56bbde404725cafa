package sla

import (
	"time"

	"github.com/logicrm/logistics"
)

// Ignored is an event that was passed over, and why.
type Ignored struct {
	Event  logistics.ID   `json:"event,omitzero"`
	Kind   string         `json:"kind"`
	At     time.Time      `json:"at"`
	Reason logistics.Code `json:"reason"` // of [Reasons]
	State  State          `json:"state"`  // of the timer then
}

// told is the reason with its figures.
func (i Ignored) told() logistics.Reason {
	return logistics.Reason{Code: i.Reason, Params: []logistics.Param{
		logistics.TextParam("kind", i.Kind), logistics.InstantParam("at", i.At),
		logistics.CodeParam("state", i.State.String()),
	}}
}
