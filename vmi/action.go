package vmi

import (
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
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
func (a Action) String() string { return enum.Name(a, actionNames) }

// MarshalText refuses the zero Action.
func (a Action) MarshalText() ([]byte, error) { return wire.EnumText(a, actionNames) }

// UnmarshalText reads the form of String.
func (a *Action) UnmarshalText(text []byte) error { return wire.ParseEnum(a, actionNames, text) }
