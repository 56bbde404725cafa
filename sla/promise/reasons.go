package promise

import "github.com/logicrm/logistics"

// The reasons. Each is a delay: without any of them an order is worked on at once, and delivered after
// the days of handling and transit.
const (
	AfterCutOff    logistics.Code = "promise.order.after_cut_off"
	NoShipDay      logistics.Code = "promise.order.no_ship_day"
	NoCarrierDay   logistics.Code = "promise.carrier.no_run"
	NoReceivingDay logistics.Code = "promise.receiver.closed"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, reasonTerms...) }

var reasonTexts = []logistics.ReasonText{
	{
		Code: AfterCutOff,
		Text: "The order came on {order}, and had to be in before {cut_off}, so work starts on {start}.",
	},
	{Code: NoShipDay, Text: "No orders are shipped on {ordered}, so work starts on {start}."},
	{Code: NoCarrierDay, Text: "The carrier does not collect on {ship}; it collects on {hand_over}."},
	{
		Code: NoReceivingDay,
		Text: "The receiver does not accept deliveries on {arrive}; the delivery is due on {deliver}.",
	},
}

// reasonTerms are what the lines of the calculation are called.
var reasonTerms = []logistics.Term{
	{Key: "start", Name: "start of work", Meaning: "The first day on which the order is worked on."},
	{Key: "ship", Name: "shipping day", Meaning: "The day on which the goods leave."},
	{Key: "hand_over", Name: "hand-over", Meaning: "The day on which the carrier takes the goods over."},
	{Key: "arrive", Name: "arrival", Meaning: "The day on which the carrier could deliver."},
	{
		Key: "deliver", Name: "delivery",
		Meaning: "The first day on or after arrival on which the receiver takes deliveries.",
	},
}

// Reasons gives every delay, in the order of the moves.
func (d Dates) Reasons() []logistics.Reason {
	reasons := make([]logistics.Reason, 0, 3)
	add := func(code logistics.Code, params ...logistics.Param) {
		reasons = append(reasons, logistics.Reason{Code: code, Params: params})
	}
	switch {
	case d.Start == d.Ordered:
	case d.Limit.IsZero():
		add(NoShipDay, d.Ordered.Param("ordered"), d.Start.Param("start"))
	default:
		cutOff := logistics.Param{
			Name: "cut_off", Figure: logistics.FigureTime, Text: d.Limit.Format("15:04:05"),
		}
		add(AfterCutOff, logistics.InstantParam("order", d.Order), logistics.InstantParam("limit", d.Limit),
			d.Start.Param("start"), cutOff)
	}
	if d.HandOver != d.Ship {
		add(NoCarrierDay, d.Ship.Param("ship"), d.HandOver.Param("hand_over"))
	}
	if d.Deliver != d.Arrive {
		add(NoReceivingDay, d.Arrive.Param("arrive"), d.Deliver.Param("deliver"))
	}
	return reasons
}

// Steps shows each move with what went into it.
func (d Dates) Steps() []logistics.Step {
	start := logistics.Step{
		Name: "start", Formula: "first ship day from ordered", Inputs: []logistics.Param{d.Ordered.Param("ordered")},
		Figure: logistics.FigureDate, Result: d.Start.String(),
	}
	if !d.Limit.IsZero() {
		start.Formula = "ordered, when order < limit; else the next ship day"
		start.Inputs = append(
			start.Inputs, logistics.InstantParam("order", d.Order), logistics.InstantParam("limit", d.Limit),
		)
	}
	return []logistics.Step{
		start,
		{
			Name: "ship", Formula: "start + handling_days, in ship days",
			Inputs: []logistics.Param{d.Start.Param("start"), logistics.CountParam("handling_days", int64(d.Handling))},
			Figure: logistics.FigureDate, Result: d.Ship.String(),
		},
		{
			Name: "hand_over", Formula: "first carrier day from ship", Inputs: []logistics.Param{d.Ship.Param("ship")},
			Figure: logistics.FigureDate, Result: d.HandOver.String(),
		},
		{
			Name: "arrive", Formula: "hand_over + transit_days, in carrier days",
			Inputs: []logistics.Param{
				d.HandOver.Param("hand_over"), logistics.CountParam("transit_days", int64(d.Transit)),
			},
			Figure: logistics.FigureDate, Result: d.Arrive.String(),
		},
		{
			Name: "deliver", Formula: "first receiving day from arrive",
			Inputs: []logistics.Param{d.Arrive.Param("arrive")}, Figure: logistics.FigureDate,
			Result: d.Deliver.String(),
		},
	}
}

// Sentences tells the reasons in a language; the zero Language is English.
func (d Dates) Sentences(in logistics.Language) []string { return Reasons().Sentences(d.Reasons(), in) }
