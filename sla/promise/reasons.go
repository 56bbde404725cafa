package promise

import "github.com/logicrm/logistics"

// The reasons of dates. Each is a delay: without any of them an order is worked on at once, and delivered after
// the days of handling and transit.
const (
	AfterCutOff    logistics.Code = "promise.order.after_cut_off"
	NotTaken       logistics.Code = "promise.order.not_taken"
	NoShipDay      logistics.Code = "promise.order.no_ship_day"
	HandlingClosed logistics.Code = "promise.handling.closed"
	Missed         logistics.Code = "promise.departure.missed"
	NoneLeaves     logistics.Code = "promise.departure.none"
	Moved          logistics.Code = "promise.departure.moved"
	NoCarrierDay   logistics.Code = "promise.carrier.no_run"
	TransitClosed  logistics.Code = "promise.transit.closed"
	NoReceivingDay logistics.Code = "promise.receiver.closed"
	ClosedDay      logistics.Code = "promise.closed.day"
	ClosedDays     logistics.Code = "promise.closed.days"
)

// The reasons of a comparison.
const (
	Keeps     logistics.Code = "promise.service.keeps"
	TooLate   logistics.Code = "promise.service.late"
	LeavesNot logistics.Code = "promise.service.no_departure"
	OrderTill logistics.Code = "promise.service.order_by"
	NoPrice   logistics.Code = "promise.service.no_price"
	Cheapest  logistics.Code = "promise.service.cheapest"
	Earliest  logistics.Code = "promise.service.earliest"
	Latest    logistics.Code = "promise.service.latest"
	NoneKeeps logistics.Code = "promise.service.none"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, reasonTerms...) }

var reasonTexts = []logistics.ReasonText{
	{
		Code: AfterCutOff,
		Text: "The order came on {order}, and had to be in before {cut_off}, so work starts on {start}.",
	},
	{Code: NotTaken, Text: "No orders are taken on {ordered} for the same day, so work starts on {start}."},
	{Code: NoShipDay, Text: "No orders are shipped on {ordered}, so work starts on {start}."},
	{
		Code: HandlingClosed,
		Text: "No work is done on {days, plural, one {# day} other {# days}} between {start} and {ready}.",
	},
	{
		Code: Missed,
		Text: "The order came on {order}, and had to be in before {limit} to leave on {missed}; it leaves on {ship}.",
	},
	{Code: NoneLeaves, Text: "Nothing leaves on {ready}; the next departure is on {departure}."},
	{Code: Moved, Text: "The departure of {planned} falls on a day without shipping; it leaves on {ship}."},
	{Code: NoCarrierDay, Text: "The carrier does not collect on {ship}; it collects on {hand_over}."},
	{
		Code: TransitClosed,
		Text: "The carrier is closed for {days, plural, one {# day} other {# days}} between {hand_over} and {arrive}.",
	},
	{
		Code: NoReceivingDay,
		Text: "The receiver does not accept deliveries on {arrive}; the delivery is due on {deliver}.",
	},
	{Code: ClosedDay, Text: "{party} is closed on {date}."},
	{Code: ClosedDays, Text: "{party} is closed from {from} to {through}."},
	{Code: Keeps, Text: "{service} delivers on {deliver}, in time for {date}."},
	{Code: TooLate, Text: "{service} delivers on {deliver}, which is after {date}."},
	{Code: LeavesNot, Text: "{service} has no departure left."},
	{
		Code: OrderTill,
		Text: "For {date}, {service} {past, select, yes {had} other {has}} to be ordered before {limit}.",
	},
	{Code: NoPrice, Text: "{service} has no price, and is left out where prices are compared."},
	{Code: Cheapest, Text: "{service} is the cheapest that keeps {date}: {price}."},
	{Code: Earliest, Text: "{service} is the first to deliver: on {deliver}."},
	{Code: Latest, Text: "{service} can be ordered last and keep {date}: before {limit}."},
	{Code: NoneKeeps, Text: "No service keeps {date}."},
}

// reasonTerms are what the lines of the calculation are called.
var reasonTerms = []logistics.Term{
	{Key: "start", Name: "start of work", Meaning: "The first day on which the order is worked on."},
	{Key: "ready", Name: "ready to leave", Meaning: "The day on which the work on the order is done."},
	{Key: "ship", Name: "shipping day", Meaning: "The day on which the goods leave."},
	{Key: "hand_over", Name: "hand-over", Meaning: "The day on which the carrier takes the goods over."},
	{Key: "arrive", Name: "arrival", Meaning: "The day on which the carrier could deliver."},
	{
		Key: "deliver", Name: "delivery",
		Meaning: "The first day on or after arrival on which the receiver takes deliveries.",
	},
	{Key: "shipper", Name: "the shipper"},
	{Key: "collection", Name: "the carrier's collection"},
	{Key: "carrier", Name: "the carrier"},
	{Key: "receiver", Name: "the receiver"},
}

// Reasons gives every delay, in the order of the moves. Closed days on the way are counted; [Scheduler.Explain] names
// them.
func (d Dates) Reasons() []logistics.Reason {
	reasons := make([]logistics.Reason, 0, 3)
	for _, of := range d.moves() {
		reasons = append(reasons, of...)
	}
	return reasons
}

// because is one reason of a move.
func because(code logistics.Code, params ...logistics.Param) []logistics.Reason {
	return []logistics.Reason{{Code: code, Params: params}}
}

// moves are the reasons of each move.
func (d Dates) moves() (of [6][]logistics.Reason) {
	if d.Start != d.Ordered {
		of[0] = d.late()
	}
	ready := d.Ship
	if !d.Departure.IsZero() {
		ready = d.Departure.Ready
		of[2] = d.leaving()
	}
	if days := ready.DaysSince(d.Start) - d.Handling; days > 0 {
		of[1] = because(
			HandlingClosed, d.Start.Param("start"), ready.Param("ready"), logistics.CountParam("days", int64(days)),
		)
	}
	if d.HandOver != d.Ship {
		of[3] = because(NoCarrierDay, d.Ship.Param("ship"), d.HandOver.Param("hand_over"))
	}
	if days := d.Arrive.DaysSince(d.HandOver) - d.Transit; days > 0 {
		of[4] = because(
			TransitClosed, d.HandOver.Param("hand_over"), d.Arrive.Param("arrive"),
			logistics.CountParam("days", int64(days)),
		)
	}
	if d.Deliver != d.Arrive {
		of[5] = because(NoReceivingDay, d.Arrive.Param("arrive"), d.Deliver.Param("deliver"))
	}
	return of
}

// late is why work does not start on the date of the order.
func (d Dates) late() []logistics.Reason {
	if d.Limit.IsZero() {
		return because(NoShipDay, d.Ordered.Param("ordered"), d.Start.Param("start"))
	}
	if h, m, s := d.Limit.Clock(); h == 0 && m == 0 && s == 0 { // a weekday without a cut-off
		return because(NotTaken, d.Ordered.Param("ordered"), d.Start.Param("start"))
	}
	cutOff := logistics.Param{Name: "cut_off", Figure: logistics.FigureTime, Text: d.Limit.Format("15:04:05")}
	return because(
		AfterCutOff, logistics.InstantParam("order", d.Order), logistics.InstantParam("limit", d.Limit),
		d.Start.Param("start"), cutOff,
	)
}

// leaving is why it does not leave on the day on which it is ready.
func (d Dates) leaving() []logistics.Reason {
	var reasons []logistics.Reason
	l := d.Departure
	first := d.Ship
	if !l.Missed.IsZero() {
		first = l.Missed
	}
	if first != l.Ready {
		reasons = because(NoneLeaves, l.Ready.Param("ready"), first.Param("departure"))
	}
	if !l.Missed.IsZero() {
		reasons = append(reasons, because(
			Missed, logistics.InstantParam("order", d.Order), logistics.InstantParam("limit", l.MissedLimit),
			l.Missed.Param("missed"), d.Ship.Param("ship"),
		)...)
	}
	if !l.Planned.IsZero() {
		reasons = append(reasons, because(Moved, l.Planned.Param("planned"), d.Ship.Param("ship"))...)
	}
	return reasons
}

// Steps shows each move with what went into it.
func (d Dates) Steps() []logistics.Step {
	start := dated("start", "first ship day from ordered", d.Start, d.Ordered.Param("ordered"))
	if !d.Limit.IsZero() {
		start.Formula = "ordered, when order < limit; else the next ship day"
		start.Inputs = append(
			start.Inputs, logistics.InstantParam("order", d.Order), logistics.InstantParam("limit", d.Limit),
		)
	}
	handling := logistics.CountParam("handling_days", int64(d.Handling))
	transit := logistics.CountParam("transit_days", int64(d.Transit))
	steps := []logistics.Step{start}
	if l := d.Departure; l.IsZero() {
		steps = append(
			steps, dated("ship", "start + handling_days, in ship days", d.Ship, d.Start.Param("start"), handling),
		)
	} else {
		steps = append(
			steps, dated("ready", "start + handling_days, in ship days", l.Ready, d.Start.Param("start"), handling),
			dated(
				"ship", "first departure from ready with order < limit", d.Ship, l.Ready.Param("ready"),
				logistics.InstantParam("order", d.Order), logistics.InstantParam("limit", l.Limit),
			),
		)
	}
	return append(
		steps, dated("hand_over", "first day of collection from ship", d.HandOver, d.Ship.Param("ship")),
		dated("arrive", "hand_over + transit_days, in carrier days", d.Arrive, d.HandOver.Param("hand_over"), transit),
		dated("deliver", "first receiving day from arrive", d.Deliver, d.Arrive.Param("arrive")),
	)
}

// dated is a step to a date.
func dated(name, formula string, result logistics.Date, inputs ...logistics.Param) logistics.Step {
	return logistics.Step{
		Name: name, Formula: formula, Inputs: inputs, Figure: logistics.FigureDate, Result: result.String(),
	}
}

// Sentences tells the reasons in a language; the zero Language is English.
func (d Dates) Sentences(in logistics.Language) []string { return Reasons().Sentences(d.Reasons(), in) }
