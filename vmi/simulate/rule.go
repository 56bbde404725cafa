package simulate

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// Kind is which of the usual stocking rules it is.
type Kind string

// The kinds.
const (
	ReorderPointLot       Kind = "s_q"   // (s,Q): at or below s one lot
	ReorderPointLots      Kind = "s_nq"  // (s,nQ): at or below s as many lots as bring it above
	ReorderPointOrderUpTo Kind = "s_s"   // (s,S): at or below s up to S
	PeriodicOrderUpTo     Kind = "r_s"   // (R,S): at every review up to S
	PeriodicReorderPoint  Kind = "r_s_s" // (R,s,S): at a review, at or below s, up to S
	BaseStock             Kind = "base"  // up to S whenever something was taken
)

// Rule is a stocking rule with its levels. A level the kind does not have is not read.
type Rule struct {
	Kind    Kind    `json:"kind"`
	Reorder float64 `json:"reorder,omitzero"` // s
	UpTo    float64 `json:"up_to,omitzero"`   // S
	Lot     float64 `json:"lot,omitzero"`     // Q
	Every   int     `json:"every,omitzero"`   // R in periods; absent: 1
}

func (r Rule) validate(faults *logistics.Faults) {
	figure := func(path string, f, minimum float64) {
		if !(f >= minimum && f <= mostFigure) {
			faults.At(path, fault("", f, strconv.FormatFloat(minimum, 'g', -1, 64)+" to 1e12"))
		}
	}
	switch r.Kind {
	case ReorderPointLot, ReorderPointLots:
		figure("/rule/reorder", r.Reorder, -mostFigure)
		if figure("/rule/lot", r.Lot, 0); r.Lot == 0 {
			faults.Required("/rule/lot", "the size of a lot")
		}
	case ReorderPointOrderUpTo, PeriodicReorderPoint:
		figure("/rule/reorder", r.Reorder, -mostFigure)
		if figure("/rule/up_to", r.UpTo, -mostFigure); r.UpTo <= r.Reorder {
			faults.Conflict("/rule/up_to", nil, "must be above the reorder point")
		}
	case PeriodicOrderUpTo, BaseStock:
		figure("/rule/up_to", r.UpTo, -mostFigure)
	default:
		faults.Unknown("/rule/kind", r.Kind, "s_q, s_nq, s_s, r_s, r_s_s or base")
	}
	if r.Every < 0 || r.Every > mostSteps {
		faults.OutOfRange("/rule/every", nil, "1 to 100,000,000 periods")
	}
}

// order is what the rule orders at an inventory position.
func (r *Rule) order(position float64) float64 {
	switch r.Kind {
	case PeriodicOrderUpTo, BaseStock:
		return math.Max(r.UpTo-position, 0)
	case ReorderPointOrderUpTo, PeriodicReorderPoint:
		if position <= r.Reorder {
			return r.UpTo - position
		}
	case ReorderPointLot:
		if position <= r.Reorder {
			return r.Lot
		}
	case ReorderPointLots:
		if position <= r.Reorder {
			return r.Lot * (math.Floor((r.Reorder-position)/r.Lot) + 1)
		}
	}
	return 0
}
