package kpi

import (
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
)

// Stage is the part of customer service a metric belongs to. The zero Stage is none.
type Stage uint8

// The stages, in the order a customer meets them.
const (
	PreTransaction  Stage = iota + 1 // before the order: policy, availability, being reachable
	Transaction                      // from order to delivery
	PostTransaction                  // after delivery: invoices, returns, claims, complaints
)

var stageNames = []string{"unspecified", "pre_transaction", "transaction", "post_transaction"}

// String is the text on the wire.
func (s Stage) String() string { return enum.Name(s, stageNames) }

// MarshalText refuses the zero Stage.
func (s Stage) MarshalText() ([]byte, error) { return wire.EnumText(s, stageNames) }

// UnmarshalText reads the form of String.
func (s *Stage) UnmarshalText(text []byte) error { return wire.ParseEnum(s, stageNames, text) }
