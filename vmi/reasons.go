package vmi

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi/policy"
)

// The reasons. Those that end in an order name its quantity; without one of them nothing is ordered.
const (
	NoDemand          logistics.Code = "vmi.demand.none"
	MinimumHolds      logistics.Code = "vmi.reorder_point.minimum"
	PositionStale     logistics.Code = "vmi.position.stale"
	PositionUncertain logistics.Code = "vmi.position.age_uncertain"
	AboveReorderPoint logistics.Code = "vmi.position.above_reorder_point"
	OrderDue          logistics.Code = "vmi.position.at_or_below_reorder_point"
	AtTarget          logistics.Code = "vmi.position.at_target"
	PacksRoundedDown  logistics.Code = "vmi.quantity.rounded_down"
	HeldToMaximum     logistics.Code = "vmi.quantity.held_to_maximum"
	MonitorOnly       logistics.Code = "vmi.authority.monitor"
	OutsideBand       logistics.Code = "vmi.authority.outside_band"
	OrderSuggested    logistics.Code = "vmi.order.suggested"
	OrderShipped      logistics.Code = "vmi.order.shipped"
	SoldByReceipt     logistics.Code = "vmi.bill.receipt"
	SoldByConsumption logistics.Code = "vmi.bill.consumption"
	SoldByAge         logistics.Code = "vmi.bill.age"
	SoldByLoss        logistics.Code = "vmi.bill.loss"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: NoDemand, Text: "there is no demand: nothing is stocked beyond the minimum"},
		{Code: MinimumHolds, Text: "the agreed minimum of {minimum} is above the calculated reorder point of {calculated}"},
		{Code: PositionStale, Text: "the report of {reported} is older than {fresh_for} at {as_of}"},
		{Code: PositionUncertain, Text: "the report of {reported} may be older than {fresh_for} at {as_of}: its stamp is too coarse"},
		{Code: AboveReorderPoint, Text: "the inventory position of {position} is above the reorder point of {reorder_point}"},
		{Code: OrderDue, Text: "the inventory position of {position} is not above the reorder point of {reorder_point}"},
		{Code: AtTarget, Text: "the inventory position of {position} is not below the target of {target}"},
		{Code: PacksRoundedDown, Text: "{need} are needed, {wanted} are whole packs of {pack}"},
		{Code: HeldToMaximum, Text: "of {wanted} only {fitting} fit: the position of {position} shall not pass {maximum}"},
		{Code: MonitorOnly, Text: "{fitting} would be ordered, but the agreement is to monitor only"},
		{Code: OutsideBand, Text: "{projected} is not between {minimum} and {maximum}: the customer has to confirm"},
		{Code: OrderSuggested, Text: "order {quantity}, when the customer confirms: the position becomes {projected}"},
		{Code: OrderShipped, Text: "ship {quantity}: the position becomes {projected}"},
		{Code: SoldByReceipt, Text: "{quantity} of delivery {delivery} were received on {on}: {amount}"},
		{Code: SoldByConsumption, Text: "{quantity} of delivery {delivery} were used on {on}: {amount}"},
		{Code: SoldByAge, Text: "{quantity} of delivery {delivery} count as sold since {on}: {amount}"},
		{Code: SoldByLoss, Text: "{quantity} of delivery {delivery} were lost on {on}, of which the customer bears {amount}"},
	}
}

// Reasons gives every reason, from the levels to the order. They are a function of the fields, so they
// can be given for a proposal that was kept.
func (p Proposal) Reasons() []logistics.Reason {
	reasons := make([]logistics.Reason, 0, 6)
	give := func(code logistics.Code, path string, params ...logistics.Param) {
		reasons = append(reasons, logistics.Reason{Code: code, Path: path, Params: params})
	}
	position := quantity("position", p.InventoryPosition)
	if p.Demand.Mean.Sign() == 0 {
		give(NoDemand, "/demand/mean")
	}
	if more(p.ReorderPoint, p.Calculated) {
		give(MinimumHolds, "/agreement/minimum", quantity("minimum", p.ReorderPoint), quantity("calculated", p.Calculated))
	}
	if p.Fresh != logistics.Met {
		code := PositionStale
		if p.Fresh == logistics.Undetermined {
			code = PositionUncertain
		}
		give(code, "/position/reported", logistics.Param{Name: "reported", Text: p.Position.Reported.String()},
			logistics.Param{Name: "fresh_for", Text: p.Agreement.FreshFor.String()},
			logistics.Param{Name: "as_of", Text: logistics.StampOf(p.AsOf).String()})
	}
	need, _ := p.Target.Sub(p.InventoryPosition) // one unit: never fails
	switch {
	case more(p.InventoryPosition, p.ReorderPoint):
		give(AboveReorderPoint, "/position", position, quantity("reorder_point", p.ReorderPoint))
	case need.Sign() <= 0:
		give(OrderDue, "/position", position, quantity("reorder_point", p.ReorderPoint))
		give(AtTarget, "/position", position, quantity("target", p.Target))
	default:
		give(OrderDue, "/position", position, quantity("reorder_point", p.ReorderPoint))
		if more(need, p.Wanted) {
			give(PacksRoundedDown, "/agreement/pack", quantity("need", need), quantity("wanted", p.Wanted), quantity("pack", p.Agreement.Pack))
		}
	}
	if more(p.Wanted, p.Fitting) {
		give(HeldToMaximum, "/agreement/maximum", quantity("wanted", p.Wanted), quantity("fitting", p.Fitting), position, quantity("maximum", p.Agreement.Maximum))
	}
	if p.Agreement.Authority == AuthorityMonitor && p.Fitting.Sign() > 0 {
		give(MonitorOnly, "/agreement/authority", quantity("fitting", p.Fitting))
	}
	order := []logistics.Param{quantity("quantity", p.Quantity), quantity("projected", p.Projected)}
	switch p.Action {
	case SuggestOrder:
		if p.Agreement.Authority == AuthorityShip {
			give(OutsideBand, "/agreement/authority", order[1], quantity("minimum", p.Agreement.Minimum), quantity("maximum", p.Agreement.Maximum))
		}
		give(OrderSuggested, "/quantity", order...)
	case ShipOrder:
		give(OrderShipped, "/quantity", order...)
	}
	return reasons
}

// more reports whether a is above b, two quantities of one unit.
func more(a, b logistics.Quantity) bool {
	order, err := a.Cmp(b)
	return err == nil && order > 0
}

func quantity(name string, q logistics.Quantity) logistics.Param {
	return logistics.Param{Name: name, Text: q.String()}
}

// Steps is the calculation from top to bottom: the statistics of the reorder point, then the quantities.
func (p Proposal) Steps() []logistics.Step {
	a := p.Agreement
	service, _ := a.ServiceLevel.Float() // a proposal was made under an agreement in order
	level, err := policy.ReorderPoint(
		policy.Demand{MeanPerDay: p.Demand.Mean.Float(), SDPerDay: p.Demand.SD.Float()},
		policy.LeadTime{MeanDays: a.LeadTime.Mean.Float(), SDDays: a.LeadTime.SD.Float()}, policy.CycleService(service))
	if err != nil {
		return nil // not a proposal of this package
	}
	steps := level.Steps()
	step := func(name, formula string, result logistics.Quantity, inputs ...logistics.Param) {
		steps = append(steps, logistics.Step{Name: name, Formula: formula, Inputs: inputs, Result: result.String()})
	}
	position, target := quantity("inventory_position", p.InventoryPosition), quantity("target", p.Target)
	expected, safety := steps[0], steps[len(steps)-2]
	steps = steps[:len(steps)-1] // the last line is the sum, which is taken in quantities here
	step("calculated", "lead_time_demand + safety_stock rounded up", p.Calculated,
		logistics.Param{Name: expected.Name, Text: expected.Result}, logistics.Param{Name: safety.Name, Text: safety.Result})
	step("reorder_point", "max(calculated, minimum)", p.ReorderPoint, quantity("calculated", p.Calculated), quantity("minimum", a.Minimum))
	switch {
	case p.Demand.Mean.Sign() == 0:
		step("target", "reorder_point", p.Target, quantity("reorder_point", p.ReorderPoint))
	case a.OrderUpTo == UpToMaximum:
		step("target", "maximum", p.Target, quantity("maximum", a.Maximum))
	default:
		step("target", "reorder_point + mean * review_period rounded up", p.Target,
			quantity("reorder_point", p.ReorderPoint), quantity("mean", p.Demand.Mean), quantity("review_period", a.Review))
	}
	step("inventory_position", "on_hand + on_order - allocated", p.InventoryPosition,
		quantity("on_hand", p.Position.OnHand), quantity("on_order", p.Position.OnOrder), quantity("allocated", p.Position.Allocated))
	step("wanted", "target - inventory_position in packs, "+a.PackRounding.String()+", when inventory_position <= reorder_point", p.Wanted,
		target, position, quantity("pack", a.Pack))
	step("fitting", "wanted without the packs above maximum", p.Fitting, quantity("wanted", p.Wanted), quantity("maximum", a.Maximum))
	step("quantity", "fitting, when the report is fresh and the authority allows", p.Quantity, quantity("fitting", p.Fitting))
	step("projected", "inventory_position + quantity", p.Projected, position, quantity("quantity", p.Quantity))
	return steps
}
