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

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: NoDemand, Text: "there is no demand: nothing is stocked beyond the minimum"},
		{
			Code: MinimumHolds,
			Text: "the agreed minimum of {minimum} is above the calculated reorder point of {calculated}",
		},
		{Code: PositionStale, Text: "the report of {reported} is older than {fresh_for} at {as_of}"},
		{
			Code: PositionUncertain,
			Text: "the report of {reported} may be older than {fresh_for} at {as_of}: its stamp is too coarse",
		},
		{
			Code: AboveReorderPoint,
			Text: "the inventory position of {position} is above the reorder point of {reorder_point}",
		},
		{Code: OrderDue, Text: "{position} in stock and on order, at or below the reorder point of {reorder_point}"},
		{Code: AtTarget, Text: "the inventory position of {position} is not below the target of {target}"},
		{Code: NotEffective, Text: "the agreement is not in force on {today}"},
		{Code: FrozenPeriod, Text: "no order is placed or changed on {today}"},
		{Code: NotAnOrderDay, Text: "orders are not placed on a {weekday}"},
		{Code: SupplyTooLate, Text: "{late} on their way do not count"},
		{
			Code: RaisedToMinimum,
			Text: "raised from {requested} to {rounded} to meet the minimum order quantity {minimum}",
		},
		{Code: CutToMaximumOrder, Text: "reduced from {requested} to {rounded}: maximum order quantity {maximum}"},
		{
			Code: MinimumDoesNotFit,
			Text: "the minimum order quantity {minimum} does not fit: the inventory position {position} would " +
				"exceed the maximum {maximum}",
		},
		{Code: PassesMaximum, Text: "{projected} is above the maximum of {maximum}"},
		{Code: BeyondLiability, Text: "{projected} exceeds the customer's liability cap of {cap}"},
		{Code: PacksRoundedDown, Text: "{need} needed; {requested} in whole packs of {pack}"},
		{
			Code: HeldToMaximum,
			Text: "of {requested} only {feasible} fit: the inventory position {position} would exceed the maximum " +
				"{maximum}",
		},
		{Code: MonitorOnly, Text: "{feasible} would be ordered, but the agreement is to monitor only"},
		{Code: OutsideBand, Text: "{projected} is not between {minimum} and {maximum}: the customer has to confirm"},
		{Code: OrderSuggested, Text: "order {quantity}, when the customer confirms: the position becomes {projected}"},
		{Code: OrderShipped, Text: "ship {quantity}: the position becomes {projected}"},
		{Code: SoldByReceipt, Text: "{quantity} of delivery {delivery} were received on {on}: {amount}"},
		{Code: SoldByConsumption, Text: "{quantity} of delivery {delivery} were used on {on}: {amount}"},
		{Code: SoldByAge, Text: "{quantity} of delivery {delivery} count as sold since {on}: {amount}"},
		{
			Code: SoldByLoss,
			Text: "{quantity} of delivery {delivery} were lost on {on}, of which the customer bears {amount}",
		},
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
		give(
			MinimumHolds, "/agreement/minimum", quantity("minimum", p.ReorderPoint),
			quantity("calculated", p.Calculated),
		)
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
	p.calendar(give)
	need, _ := p.Target.Sub(p.InventoryPosition) // one unit: never fails
	switch {
	case more(p.InventoryPosition, p.ReorderPoint):
		give(AboveReorderPoint, "/position", position, quantity("reorder_point", p.ReorderPoint))
	case need.Sign() <= 0:
		give(OrderDue, "/position", position, quantity("reorder_point", p.ReorderPoint))
		give(AtTarget, "/position", position, quantity("target", p.Target))
	default:
		give(OrderDue, "/position", position, quantity("reorder_point", p.ReorderPoint))
		if more(need, p.Requested) {
			give(
				PacksRoundedDown, "/agreement/pack", quantity("need", need), quantity("requested", p.Requested),
				quantity("pack", p.Agreement.Pack),
			)
		}
	}
	p.sizes(give)
	if p.Agreement.Authority == AuthorityMonitor && p.Feasible.Sign() > 0 {
		give(MonitorOnly, "/agreement/authority", quantity("feasible", p.Feasible))
	}
	order := []logistics.Param{quantity("quantity", p.Quantity), quantity("projected", p.Projected)}
	switch p.Action {
	case SuggestOrder:
		if p.Agreement.Authority == AuthorityShip {
			give(
				OutsideBand, "/agreement/authority", order[1], quantity("minimum", p.Minimum),
				quantity("maximum", p.Maximum),
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
	today := logistics.Param{Name: "today", Text: p.Today.String()}
	switch p.Closed {
	case NotEffective:
		give(NotEffective, "/agreement/effective", today)
	case FrozenPeriod:
		give(FrozenPeriod, "/agreement/frozen", today)
	case NotAnOrderDay:
		give(
			NotAnOrderDay, "/agreement/order_on",
			logistics.Param{Name: "weekday", Text: string(weekdays[p.Today.Weekday()])},
		)
	}
	if p.LateSupply.Sign() > 0 {
		give(SupplyTooLate, "/position", quantity("late", p.LateSupply))
	}
}

// sizes gives what became of the quantity on its way from wanted to fitting, and what it comes to.
func (p Proposal) sizes(give func(logistics.Code, string, ...logistics.Param)) {
	a, position := &p.Agreement, quantity("position", p.InventoryPosition)
	switch {
	case more(p.Rounded, p.Requested):
		give(
			RaisedToMinimum, "/agreement/minimum_order", quantity("requested", p.Requested),
			quantity("rounded", p.Rounded), quantity("minimum", a.MinimumOrder),
		)
	case more(p.Requested, p.Rounded):
		give(
			CutToMaximumOrder, "/agreement/maximum_order", quantity("requested", p.Requested),
			quantity("rounded", p.Rounded), quantity("maximum", a.MaximumOrder),
		)
	}
	if more(p.Rounded, p.Feasible) {
		if p.Feasible.Sign() == 0 && a.MinimumOrder.Sign() > 0 {
			give(
				MinimumDoesNotFit, "/agreement/minimum_order", quantity("minimum", a.MinimumOrder), position,
				quantity("maximum", p.Maximum),
			)
		} else {
			give(
				HeldToMaximum, "/agreement/maximum", quantity("requested", p.Rounded), quantity("feasible", p.Feasible),
				position, quantity("maximum", p.Maximum),
			)
		}
	}
	if p.Quantity.Sign() <= 0 {
		return
	}
	if !p.Maximum.IsZero() && more(p.Projected, p.Maximum) {
		give(PassesMaximum, "/agreement/maximum", quantity("projected", p.Projected), quantity("maximum", p.Maximum))
	}
	if days := inDays(a.Liability); days.Num() > 0 {
		if most, err := p.Demand.Mean.Share(days, decimals, logistics.Ceiling); err == nil && more(p.Projected, most) {
			give(
				BeyondLiability, "/agreement/liability_days", quantity("projected", p.Projected), quantity("cap", most),
			)
		}
	}
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
		logistics.Param{Name: expected.Name, Text: expected.Result},
		logistics.Param{Name: safety.Name, Text: safety.Result})
	step(
		"reorder_point", "max(calculated, minimum)", p.ReorderPoint, quantity("calculated", p.Calculated),
		quantity("minimum", p.Minimum),
	)
	switch {
	case p.Demand.Mean.Sign() == 0:
		step("target", "reorder_point", p.Target, quantity("reorder_point", p.ReorderPoint))
	case a.OrderUpTo == UpToMaximum:
		step("target", "maximum", p.Target, quantity("maximum", p.Maximum))
	case a.OrderUpTo == UpToTarget:
		step("target", "target of the agreement", p.Target, quantity("target", a.Target))
	default:
		step("target", "reorder_point + mean * review_period rounded up", p.Target,
			quantity("reorder_point", p.ReorderPoint), quantity("mean", p.Demand.Mean),
			quantity("review_period", a.Review))
	}
	p.positionStep(step)
	step(
		"requested",
		"target - inventory_position in packs, "+a.PackRounding.String()+", when inventory_position <= reorder_point",
		p.Requested,
		target, position, quantity("pack", a.Pack),
	)
	from := quantity("requested", p.Requested)
	if !a.MinimumOrder.IsZero() || !a.MaximumOrder.IsZero() {
		step("rounded", "requested, not below minimum_order and not above maximum_order in packs", p.Rounded, from,
			quantity("minimum_order", a.MinimumOrder), quantity("maximum_order", a.MaximumOrder))
		from = quantity("rounded", p.Rounded)
	}
	step("feasible", from.Name+" without the packs above maximum", p.Feasible, from, quantity("maximum", p.Maximum))
	step(
		"quantity", "feasible, when the report is fresh and the authority allows", p.Quantity,
		quantity("feasible", p.Feasible),
	)
	step("projected", "inventory_position + quantity", p.Projected, position, quantity("quantity", p.Quantity))
	return steps
}

// positionStep shows only the parts there are, so that the line reads as the stock is.
func (p Proposal) positionStep(step func(name, formula string, result logistics.Quantity, inputs ...logistics.Param)) {
	at := &p.Position
	var formula strings.Builder
	formula.WriteString("on_hand + on_order - allocated")
	inputs := []logistics.Param{
		quantity("on_hand", at.OnHand), quantity("on_order", at.OnOrder), quantity("allocated", at.Allocated),
	}
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
		{" + ", "receipts", due},
		{" - ", "late_supply", p.LateSupply},
		{" + ", "proposed", at.Proposed},
		{" - ", "held", at.Held},
		{" - ", "backorders", at.Backorders},
	} {
		if part.q.Sign() != 0 {
			formula.WriteString(part.sign + part.name)
			inputs = append(inputs, quantity(part.name, part.q))
		}
	}
	step("inventory_position", formula.String(), p.InventoryPosition, inputs...)
}
