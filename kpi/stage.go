package kpi

import (
	"slices"
	"strings"

	"github.com/logicrm/logistics"
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
func (s Stage) String() string {
	if int(s) < len(stageNames) {
		return stageNames[s]
	}
	return stageNames[0]
}

// MarshalText refuses the zero Stage.
func (s Stage) MarshalText() ([]byte, error) {
	if s < PreTransaction || s > PostTransaction {
		return nil, logistics.NewFieldError(logistics.FaultRequired, "", stageList())
	}
	return []byte(stageNames[s]), nil
}

// UnmarshalText reads the form of String.
func (s *Stage) UnmarshalText(text []byte) error {
	i := slices.Index(stageNames[1:], string(text))
	if i < 0 {
		return logistics.NewFieldError(logistics.FaultUnknown, string(text), stageList())
	}
	*s = Stage(i + 1)
	return nil
}

func stageList() string { return "one of " + strings.Join(stageNames[1:], ", ") }
