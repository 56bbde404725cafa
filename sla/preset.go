package sla

import (
	"slices"

	"github.com/logicrm/logistics"
)

// Preset is a timer for a promise that many agreements have. Its rule lacks a calendar and limits:
// those are what is agreed.
type Preset struct {
	Name string    `json:"name,omitzero"`
	Rule TimerRule `json:"rule"`
}

// Presets are the usual timers, by the kinds of events they run between. A host gives its events these kinds, or
// replaces those of the rule by its own; what a row lacks the timer does not do.
//
//	preset             starts             stops                             pauses                resumes
//	dispatch           order.released     shipment.dispatched               order.held            order.unheld
//	pickup             shipment.tendered  shipment.picked_up
//	transit            shipment.picked_up shipment.arrived                  customs.held          customs.released
//	delivery           order.placed       order.delivered                   order.held            order.unheld
//	first_response     case.opened        case.replied, case.resolved
//	next_response      customer.replied   case.replied, case.resolved
//	resolution         case.opened        case.resolved                     case.waiting          customer.replied
//	periodic_update    case.opened        case.resolved
//	dock_to_stock      receipt.arrived    receipt.put_away                  receipt.quarantined   receipt.released
//	proof_of_delivery  order.delivered    delivery.proven
//	claim_reply        claim.filed        claim.replied                     claim.evidence_asked  claim.evidence_given
//	rma_turnaround     return.received    return.refunded, return.replaced  return.waiting        return.resumed
//
//	preset             cancels              begins anew
//	dispatch           order.cancelled
//	pickup             shipment.cancelled
//	transit            shipment.cancelled
//	delivery           order.cancelled
//	first_response     case.void
//	next_response      case.void            customer.replied_again, a miss stays
//	resolution         case.void            case.reopened, which runs on
//	periodic_update    case.void            case.updated
//	dock_to_stock      receipt.refused
//	claim_reply        claim.withdrawn
//	rma_turnaround     return.cancelled
func Presets() []Preset {
	return []Preset{
		{
			"dispatch",
			TimerRule{
				Start: []string{"order.released"}, Stop: []string{"shipment.dispatched"}, Pause: []string{"order.held"},
				Resume: []string{"order.unheld"}, Cancel: []string{"order.cancelled"},
			},
		},
		{
			"pickup",
			TimerRule{
				Start: []string{"shipment.tendered"}, Stop: []string{"shipment.picked_up"},
				Cancel: []string{"shipment.cancelled"},
			},
		},
		{
			"transit",
			TimerRule{
				Start: []string{"shipment.picked_up"}, Stop: []string{"shipment.arrived"},
				Pause: []string{"customs.held"}, Resume: []string{"customs.released"},
				Cancel: []string{"shipment.cancelled"},
			},
		},
		{
			"delivery",
			TimerRule{
				Start: []string{"order.placed"}, Stop: []string{"order.delivered"}, Pause: []string{"order.held"},
				Resume: []string{"order.unheld"}, Cancel: []string{"order.cancelled"},
			},
		},
		{
			"first_response",
			TimerRule{
				Start: []string{"case.opened"}, Stop: []string{"case.replied", "case.resolved"},
				Cancel: []string{"case.void"},
			},
		},
		{
			"next_response",
			TimerRule{
				Start: []string{"customer.replied"}, Stop: []string{"case.replied", "case.resolved"},
				Cancel: []string{"case.void"}, Reopen: []string{"customer.replied_again"}, ReopenPolicy: FreshKeepFirst,
			},
		},
		{
			"resolution",
			TimerRule{
				Start: []string{"case.opened"}, Stop: []string{"case.resolved"}, Pause: []string{"case.waiting"},
				Resume: []string{"customer.replied"}, Cancel: []string{"case.void"}, Reopen: []string{"case.reopened"},
				ReopenPolicy: Continue,
			},
		},
		{
			"periodic_update",
			TimerRule{
				Start: []string{"case.opened"}, Stop: []string{"case.resolved"}, Reset: []string{"case.updated"},
				Cancel: []string{"case.void"},
			},
		},
		{
			"dock_to_stock",
			TimerRule{
				Start: []string{"receipt.arrived"}, Stop: []string{"receipt.put_away"},
				Pause: []string{"receipt.quarantined"}, Resume: []string{"receipt.released"},
				Cancel: []string{"receipt.refused"},
			},
		},
		{"proof_of_delivery", TimerRule{Start: []string{"order.delivered"}, Stop: []string{"delivery.proven"}}},
		{
			"claim_reply",
			TimerRule{
				Start: []string{"claim.filed"}, Stop: []string{"claim.replied"},
				Pause: []string{"claim.evidence_asked"}, Resume: []string{"claim.evidence_given"},
				Cancel: []string{"claim.withdrawn"},
			},
		},
		{
			"rma_turnaround",
			TimerRule{
				Start: []string{"return.received"}, Stop: []string{"return.refunded", "return.replaced"},
				Pause: []string{"return.waiting"}, Resume: []string{"return.resumed"},
				Cancel: []string{"return.cancelled"},
			},
		},
	}
}

// FromPreset is the rule of a preset with a calendar and limits; ok is false for a name there is not.
func FromPreset(name string, calendarID logistics.ID, limits ...Limit) (rule TimerRule, ok bool) {
	presets := Presets()
	i := slices.IndexFunc(presets, func(p Preset) bool { return p.Name == name })
	if i < 0 {
		return TimerRule{}, false
	}
	rule = presets[i].Rule
	rule.Calendar, rule.Limits = calendarID, slices.Clone(limits)
	return rule, true
}

// TierLevel is a service level for a tier.
type TierLevel struct {
	Tier  logistics.ID           `json:"tier"`
	Level logistics.ServiceLevel `json:"level"`
}

// DefaultLevels are levels to begin with, for the tiers of tier.DefaultScheme: round figures of ours,
// and so their source says.
func DefaultLevels() []TierLevel {
	level := func(tier, metric, value string) TierLevel {
		return TierLevel{logistics.MustID(tier), logistics.ServiceLevel{
			Metric: logistics.MustID(metric), Value: logistics.MustRatio(value), Source: "default of the library",
			Year: 2026,
		}}
	}
	return []TierLevel{
		level("key", "on_time_delivery", "98%"), level("key", "perfect_order", "95%"),
		level("core", "on_time_delivery", "95%"), level("core", "perfect_order", "90%"),
		level("standard", "on_time_delivery", "90%"), level("standard", "perfect_order", "85%"),
	}
}

// WithLevel is an objective with a level as its target: a benchmark, an industry standard, what
// customers say they need. The source stays with it. A level without value or source is a fault.
func (o Objective) WithLevel(level logistics.ServiceLevel) (Objective, error) {
	var faults logistics.Faults
	if level.Value.IsZero() || level.Value.Num() <= 0 || level.Value.Num() > level.Value.Den() {
		faults.OutOfRange("/value", level.Value, "above 0 and up to 100%")
	}
	if level.Source == "" {
		faults.Required("/source", "source is required")
	}
	if err := faults.Err(); err != nil {
		return Objective{}, err
	}
	o.Target, o.Source = level.Value, level
	return o, nil
}
