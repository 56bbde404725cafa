package vmi

import (
	"slices"
	"strings"

	"github.com/logicrm/logistics"
)

// Action is what a proposal comes to.
type Action uint8

// The actions, from nothing to the most.
const (
	NoOrder      Action = iota + 1 // nothing is to be ordered
	SuggestOrder                   // an order for the customer to confirm
	ShipOrder                      // an order the supplier ships by itself
)

var actionNames = []string{"unspecified", "none", "suggest", "ship"}

// String is the text on the wire.
func (a Action) String() string {
	if int(a) < len(actionNames) {
		return actionNames[a]
	}
	return actionNames[0]
}

// MarshalText refuses the zero Action.
func (a Action) MarshalText() ([]byte, error) {
	if a == 0 || int(a) >= len(actionNames) {
		return nil, logistics.NewFieldError(logistics.FaultRequired, "", "one of "+strings.Join(actionNames[1:], ", "))
	}
	return []byte(actionNames[a]), nil
}

// UnmarshalText reads the form of String.
func (a *Action) UnmarshalText(text []byte) error {
	i := slices.Index(actionNames[1:], string(text))
	if i < 0 {
		return logistics.NewFieldError(logistics.FaultUnknown, string(text), "one of "+strings.Join(actionNames[1:], ", "))
	}
	*a = Action(i + 1)
	return nil
}
