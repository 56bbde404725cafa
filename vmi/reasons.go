package vmi

import (
	"strings"

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
	NotEffective      logistics.Code = "vmi.agreement.not_effective"
	FrozenPeriod      logistics.Code = "vmi.agreement.frozen"
	NotAnOrderDay     logistics.Code = "vmi.agreement.not_an_order_day"
	SupplyTooLate     logistics.Code = "vmi.position.supply_too_late"
	RaisedToMinimum   logistics.Code = "vmi.quantity.raised_to_least"
	CutToMaximumOrder logistics.Code = "vmi.quantity.held_to_most"
	MinimumDoesNotFit logistics.Code = "vmi.quantity.least_does_not_fit"
	PassesMaximum     logistics.Code = "vmi.quantity.passes_maximum"
	BeyondLiability   logistics.Code = "vmi.quantity.beyond_liability"
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

// Reasons gives every reason, from the levels to the order. They are a function of the fields, so they
// can be given for a proposal that was kept.
func (p Proposal) Reasons() []logistics.Reason {
	reasons := make([]logistics.Reason, 0, 6)
	give := func(code logistics.Code, path string, params ...logistics.Param) {
		reasons = append(reasons, logistics.Reason{Code: code, Path: path, Params: params})
	}
	position := p.InventoryPosition.Param("position")
	if p.Demand.Mean.Sign() == 0 {
		give(NoDemand, "/demand/mean")
	}
	if more(p.ReorderPoint, p.Calculated) {
		give(
			MinimumHolds, "/agreement/minimum", p.ReorderPoint.Param("minimum"),
			p.Calculated.Param("calculated"),
		)
	}
	if p.Fresh != logistics.Met {
		code := PositionStale
		if p.Fresh == logistics.Undetermined {
			code = PositionUncertain
		}
		give(
			code, "/position/reported", p.Position.Reported.Param("reported"), p.Agreement.FreshFor.Param("fresh_for"),
			logistics.InstantParam("as_of", p.AsOf),
		)
	}
	p.calendar(give)
	need, _ := p.Target.Sub(p.InventoryPosition) // one unit: never fails
	switch {
	case more(p.InventoryPosition, p.ReorderPoint):
		give(AboveReorderPoint, "/position", position, p.ReorderPoint.Param("reorder_point"))
	case need.Sign() <= 0:
		give(OrderDue, "/position", position, p.ReorderPoint.Param("reorder_point"))
		give(AtTarget, "/position", position, p.Target.Param("target"))
	default:
		give(OrderDue, "/position", position, p.ReorderPoint.Param("reorder_point"))
		if more(need, p.Requested) {
			give(
				PacksRoundedDown, "/agreement/pack", need.Param("need"), p.Requested.Param("requested"),
				p.Agreement.Pack.Param("pack"),
			)
		}
	}
	p.sizes(give)
	if p.Agreement.Authority == AuthorityMonitor && p.Feasible.Sign() > 0 {
		give(MonitorOnly, "/agreement/authority", p.Feasible.Param("feasible"))
	}
	order := []logistics.Param{p.Quantity.Param("quantity"), p.Projected.Param("projected")}
	switch p.Action {
	case SuggestOrder:
		if p.Agreement.Authority == AuthorityShip {
			give(
				OutsideBand, "/agreement/authority", order[1], p.Minimum.Param("minimum"),
				p.Maximum.Param("maximum"),
			)
		}
		give(OrderSuggested, "/quantity", order...)
	case ShipOrder:
		give(OrderShipped, "/quantity", order...)
	}
	return reasons
}

// calendar gives what the agreement says of the date, and of supply that does not count.
func (p Proposal) calendar(give func(logistics.Code, string, ...logistics.Param)) {
	today := p.Today.Param("today")
	switch p.Closed {
	case NotEffective:
		give(NotEffective, "/agreement/effective", today, p.Agreement.Effective.Param("effective"))
	case FrozenPeriod:
		var frozen logistics.Period
		for _, period := range p.Agreement.Frozen {
			if period.Contains(p.Today) {
				frozen = period
			}
		}
		give(FrozenPeriod, "/agreement/frozen", today, frozen.Param("frozen"))
	case NotAnOrderDay:
		give(
			NotAnOrderDay, "/agreement/order_on", logistics.CodesParam("order_days", p.Agreement.OrderOn...),
			logistics.CodeParam("weekday", weekdays[p.Today.Weekday()]),
		)
	}
	if p.LateSupply.Sign() > 0 {
		give(
			SupplyTooLate, "/position", p.LateSupply.Param("late"), logistics.CodeParam("include", p.Agreement.Include),
		)
	}
}

// sizes gives what became of the quantity on its way from requested to feasible, and what it comes to.
func (p Proposal) sizes(give func(logistics.Code, string, ...logistics.Param)) {
	a, position := &p.Agreement, p.InventoryPosition.Param("position")
	switch {
	case more(p.Rounded, p.Requested):
		give(
			RaisedToMinimum, "/agreement/minimum_order", p.Requested.Param("requested"),
			p.Rounded.Param("rounded"), a.MinimumOrder.Param("minimum"),
		)
	case more(p.Requested, p.Rounded):
		give(
			CutToMaximumOrder, "/agreement/maximum_order", p.Requested.Param("requested"),
			p.Rounded.Param("rounded"), a.MaximumOrder.Param("maximum"),
		)
	}
	if more(p.Rounded, p.Feasible) {
		if p.Feasible.Sign() == 0 && a.MinimumOrder.Sign() > 0 {
			give(
				MinimumDoesNotFit, "/agreement/minimum_order", a.MinimumOrder.Param("minimum"), position,
				p.Maximum.Param("maximum"),
			)
		} else {
			give(
				HeldToMaximum, "/agreement/maximum", p.Rounded.Param("requested"), p.Feasible.Param("feasible"),
				position, p.Maximum.Param("maximum"),
			)
		}
	}
	if p.Quantity.Sign() <= 0 {
		return
	}
	if !p.Maximum.IsZero() && more(p.Projected, p.Maximum) {
		give(PassesMaximum, "/agreement/maximum", p.Projected.Param("projected"), p.Maximum.Param("maximum"))
	}
	if days := inDays(a.Liability); days.Num() > 0 {
		if most, err := p.Demand.Mean.Share(days, decimals, logistics.Ceiling); err == nil && more(p.Projected, most) {
			give(
				BeyondLiability, "/agreement/liability_days", p.Projected.Param("projected"), most.Param("cap"),
				a.Liability.Param("days"),
			)
		}
	}
}

// more reports whether a is above b, two quantities of one unit.
func more(a, b logistics.Quantity) bool {
	order, err := a.Cmp(b)
	return err == nil && order > 0
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
		steps = append(steps, logistics.Step{
			Name: name, Formula: formula, Inputs: inputs, Result: result.String(), Figure: logistics.FigureQuantity,
		})
	}
	position, target := p.InventoryPosition.Param("inventory_position"), p.Target.Param("target")
	expected, safety := steps[0], steps[len(steps)-2]
	steps = steps[:len(steps)-1] // the last line is the sum, which is taken in quantities here
	step("calculated", "lead_time_demand + safety_stock, rounded up", p.Calculated,
		logistics.Param{Name: expected.Name, Figure: logistics.FigureNumber, Text: expected.Result},
		logistics.Param{Name: safety.Name, Figure: logistics.FigureNumber, Text: safety.Result})
	calculated := p.Calculated.Param("calculated")
	if p.Minimum.IsZero() {
		step("reorder_point", "calculated", p.ReorderPoint, calculated)
	} else {
		step(
			"reorder_point", "calculated, but at least minimum", p.ReorderPoint, calculated, p.Minimum.Param("minimum"),
		)
	}
	switch {
	case p.Demand.Mean.Sign() == 0:
		step("target", "reorder_point", p.Target, p.ReorderPoint.Param("reorder_point"))
	case a.OrderUpTo == UpToMaximum:
		step("target", "maximum", p.Target, p.Maximum.Param("maximum"))
	case a.OrderUpTo == UpToTarget:
		step("target", "agreed_target", p.Target, a.Target.Param("agreed_target"))
	default:
		step("target", "reorder_point + mean * review_period, rounded up", p.Target,
			p.ReorderPoint.Param("reorder_point"), p.Demand.Mean.Param("mean"),
			a.Review.Param("review_period"))
	}
	p.positionStep(step)
	step(
		"requested",
		"target - inventory_position, in multiples of pack, "+rounded(a.PackRounding)+
			", when inventory_position is at or below reorder_point",
		p.Requested, target, position, a.Pack.Param("pack"), p.ReorderPoint.Param("reorder_point"),
	)
	from := p.Requested.Param("requested")
	formula, inputs := "requested, in whole packs", []logistics.Param{from}
	if !a.MinimumOrder.IsZero() {
		formula, inputs = formula+", at least minimum_order", append(inputs, a.MinimumOrder.Param("minimum_order"))
	}
	if !a.MaximumOrder.IsZero() {
		formula, inputs = formula+", at most maximum_order", append(inputs, a.MaximumOrder.Param("maximum_order"))
	}
	if len(inputs) > 1 {
		step("rounded", formula, p.Rounded, inputs...)
		from = p.Rounded.Param("rounded")
	}
	if p.Maximum.IsZero() {
		step("feasible", from.Name, p.Feasible, from)
	} else {
		step(
			"feasible", from.Name+", without the packs that would exceed maximum", p.Feasible, from,
			p.Maximum.Param("maximum"),
		)
	}
	step(
		"quantity", "feasible, when the stock report is fresh and the agreement allows the order", p.Quantity,
		p.Feasible.Param("feasible"),
	)
	step("projected", "inventory_position + quantity", p.Projected, position, p.Quantity.Param("quantity"))
	return steps
}

// rounded says in words how parts of a pack are rounded; what is requested is above zero.
func rounded(mode logistics.Rounding) string {
	switch mode {
	case logistics.Ceiling, logistics.AwayFromZero:
		return "rounded up"
	case logistics.Floor, logistics.TowardZero:
		return "rounded down"
	}
	return "rounded to the nearest"
}

// positionStep shows only the parts there are, so that the line reads as the stock is.
func (p Proposal) positionStep(step func(name, formula string, result logistics.Quantity, inputs ...logistics.Param)) {
	at := &p.Position
	var formula strings.Builder
	formula.WriteString("on_hand")
	inputs := []logistics.Param{at.OnHand.Param("on_hand")}
	var due logistics.Quantity
	for _, r := range at.Receipts {
		if sum, err := due.Add(r.Quantity); err == nil {
			due = sum
		}
	}
	for _, part := range []struct {
		sign, name string
		q          logistics.Quantity
	}{
		{" + ", "on_order", at.OnOrder},
		{" - ", "allocated", at.Allocated},
		{" + ", "receipts", due},
		{" - ", "late_supply", p.LateSupply},
		{" + ", "proposed", at.Proposed},
		{" - ", "held", at.Held},
		{" - ", "backorders", at.Backorders},
	} {
		if part.q.Sign() != 0 {
			formula.WriteString(part.sign + part.name)
			inputs = append(inputs, part.q.Param(part.name))
		}
	}
	step("inventory_position", formula.String(), p.InventoryPosition, inputs...)
}
