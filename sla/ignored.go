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

// same reports whether two events are one, told twice.
func same(a, b *Event) bool {
	return a.ID == b.ID && !a.ID.IsZero() && a.Kind == b.Kind && a.Party == b.Party && a.Attribute == b.Attribute &&
		a.Value == b.Value && a.At.Equal(b.At)
}

// onceEach moves what was told twice behind the others, which it counts. Equal events stand together.
func onceEach(group []Event) int {
	once := 1
	for i := 1; i < len(group); i++ {
		if same(&group[once-1], &group[i]) {
			continue
		}
		group[once], group[i] = group[i], group[once]
		once++
	}
	return once
}
