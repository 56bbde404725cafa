package vmi

import "github.com/logicrm/logistics"

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, reasonTerms...) }

// Sentences tells the reasons in a language; the zero Language is English.
func (p Proposal) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(p.Reasons(), in)
}

// Sentence tells the reason in a language; the zero Language is English.
func (b BillLine) Sentence(in logistics.Language) string {
	return Reasons().Sentences([]logistics.Reason{b.Reason()}, in)[0]
}

// of is what a line of the bill is about.
const of = "{quantity} of delivery {delivery} "

var reasonTexts = []logistics.ReasonText{
	{Code: NoDemand, Text: "There is no demand, so nothing is stocked beyond the minimum."},
	{
		Code: MinimumHolds,
		Text: "The agreed minimum of {minimum} applies: it is above the calculated reorder point of {calculated}.",
	},
	{
		Code: PositionStale,
		Text: "Nothing is ordered: the stock report of {reported} was more than {fresh_for} old on {as_of}.",
	},
	{
		Code: PositionUncertain,
		Text: "Nothing is ordered: the stock report says {reported}, which is not exact enough to tell whether it " +
			"was more than {fresh_for} old on {as_of}.",
	},
	{
		Code: AboveReorderPoint,
		Text: "{position} in stock and on order is above the reorder point of {reorder_point}: no order is due.",
	},
	{Code: OrderDue, Text: "{position} in stock and on order is at or below the reorder point of {reorder_point}."},
	{Code: AtTarget, Text: "No order is needed: {position} in stock and on order reaches the target of {target}."},
	{
		Code: NotEffective,
		Text: "No order may be placed on {today}: the agreement runs for {effective}.",
	},
	{Code: FrozenPeriod, Text: "No order may be placed or changed on {today}: orders are frozen for {frozen}."},
	{Code: NotAnOrderDay, Text: "Orders are placed on {order_days}, not on {weekday}."},
	{
		Code: SupplyTooLate,
		Text: "{late} on the way is not counted: {include, select, horizon {it is due after the end of the lead " +
			"time and review period} other {only stock in the store counts}}.",
	},
	{
		Code: RaisedToMinimum,
		Text: "The order is raised from {requested} to {rounded} to meet the minimum order quantity of {minimum}.",
	},
	{
		Code: CutToMaximumOrder,
		Text: "The order is reduced from {requested} to {rounded} to keep to the maximum order quantity of {maximum}.",
	},
	{
		Code: MinimumDoesNotFit,
		Text: "The minimum order quantity of {minimum} does not fit: together with {position} in stock and on order " +
			"it would exceed the maximum of {maximum}.",
	},
	{
		Code: PassesMaximum,
		Text: "With this order stock and open orders come to {projected}, above the maximum of {maximum}.",
	},
	{
		Code: BeyondLiability,
		Text: "With this order stock and open orders come to {projected}, more than the {cap} that the customer is " +
			"liable for ({days} of demand).",
	},
	{Code: PacksRoundedDown, Text: "{need} is needed; the order is rounded down to {requested}, in packs of {pack}."},
	{
		Code: HeldToMaximum,
		Text: "{feasible, plural, =0 {None of the {requested} fits} one {Only {feasible} of the {requested} fits} " +
			"other {Only {feasible} of the {requested} fit}}: with {position} in stock and on order, more would " +
			"exceed the maximum of {maximum}.",
	},
	{Code: MonitorOnly, Text: "{feasible} would be ordered, but the agreement allows monitoring only."},
	{
		Code: OutsideBand,
		Text: "The customer has to confirm: {projected} in stock and on order would be outside the agreed band of " +
			"{minimum} to {maximum}.",
	},
	{
		Code: OrderSuggested,
		Text: "Order {quantity} once the customer confirms; stock and open orders then come to {projected}.",
	},
	{Code: OrderShipped, Text: "Ship {quantity}; stock and open orders then come to {projected}."},
	{Code: SoldByReceipt, Text: of + "was received on {on}: {amount} is due."},
	{Code: SoldByConsumption, Text: of + "was used on {on}: {amount} is due."},
	{Code: SoldByAge, Text: of + "counts as sold from {on} because of its age: {amount} is due."},
	{Code: SoldByLoss, Text: of + "was lost on {on}: the customer's share of the loss is {amount}."},
}

var reasonTerms = []logistics.Term{
	{Key: "mean_per_day", Name: "mean daily demand"},
	{Key: "sd_per_day", Name: "standard deviation of daily demand"},
	{Key: "lead_mean_days", Name: "mean lead time in days"},
	{Key: "lead_sd_days", Name: "standard deviation of the lead time in days"},
	{Key: "lead_time_demand", Name: "demand over the lead time"},
	{Key: "deviation", Name: "standard deviation over the lead time"},
	{Key: "calculated", Name: "calculated reorder point"},
	{Key: "mean", Name: "mean daily demand"},
	{Key: "pack", Name: "the pack size"},
	{Key: "minimum_order", Name: "the minimum order quantity"},
	{Key: "maximum_order", Name: "the maximum order quantity"},
	{Key: "minimum", Name: "the agreed minimum"},
	{Key: "maximum", Name: "the agreed maximum"},

	{Key: "monday", Name: "Monday"},
	{Key: "tuesday", Name: "Tuesday"},
	{Key: "wednesday", Name: "Wednesday"},
	{Key: "thursday", Name: "Thursday"},
	{Key: "friday", Name: "Friday"},
	{Key: "saturday", Name: "Saturday"},
	{Key: "sunday", Name: "Sunday"},
}
