package promise

import (
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// The reasons. Each is a delay: without any of them an order is worked on at once, and delivered after
// the days of handling and transit.
const (
	AfterCutOff    logistics.Code = "promise.order.after_cut_off"
	NoShipDay      logistics.Code = "promise.order.no_ship_day"
	NoCarrierDay   logistics.Code = "promise.carrier.no_run"
	NoReceivingDay logistics.Code = "promise.receiver.closed"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: AfterCutOff, Text: "ordered at {order}, after the cut-off of {limit}: work starts on {start}"},
		{Code: NoShipDay, Text: "nothing ships on {ordered}: work starts on {start}"},
		{Code: NoCarrierDay, Text: "the carrier does not run on {ship}: it takes over on {hand_over}"},
		{Code: NoReceivingDay, Text: "nothing is received on {arrive}: delivery is on {deliver}"},
	}
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
		add(NoShipDay, date("ordered", d.Ordered), date("start", d.Start))
	default:
		add(AfterCutOff, instant("order", d.Order), instant("limit", d.Limit), date("start", d.Start))
	}
	if d.HandOver != d.Ship {
		add(NoCarrierDay, date("ship", d.Ship), date("hand_over", d.HandOver))
	}
	if d.Deliver != d.Arrive {
		add(NoReceivingDay, date("arrive", d.Arrive), date("deliver", d.Deliver))
	}
	return reasons
}

// Steps shows each move with what went into it.
func (d Dates) Steps() []logistics.Step {
	start := logistics.Step{
		Name: "start", Formula: "first ship day from ordered", Inputs: []logistics.Param{date("ordered", d.Ordered)},
		Result: d.Start.String(),
	}
	if !d.Limit.IsZero() {
		start.Formula = "ordered, when order < limit; else the next ship day"
		start.Inputs = append(start.Inputs, instant("order", d.Order), instant("limit", d.Limit))
	}
	return []logistics.Step{
		start,
		{
			Name: "ship", Formula: "start + handling_days, in ship days",
			Inputs: []logistics.Param{date("start", d.Start), days("handling_days", d.Handling)},
			Result: d.Ship.String(),
		},
		{
			Name: "hand_over", Formula: "first carrier day from ship", Inputs: []logistics.Param{date("ship", d.Ship)},
			Result: d.HandOver.String(),
		},
		{
			Name: "arrive", Formula: "hand_over + transit_days, in carrier days",
			Inputs: []logistics.Param{date("hand_over", d.HandOver), days("transit_days", d.Transit)},
			Result: d.Arrive.String(),
		},
		{
			Name: "deliver", Formula: "first receiving day from arrive",
			Inputs: []logistics.Param{date("arrive", d.Arrive)}, Result: d.Deliver.String(),
		},
	}
}

func date(name string, d logistics.Date) logistics.Param {
	return logistics.Param{Name: name, Text: d.String()}
}

func days(name string, n int) logistics.Param {
	return logistics.Param{Name: name, Text: strconv.Itoa(n)}
}

// instant is written on the wall of the place that ships.
func instant(name string, t time.Time) logistics.Param {
	return logistics.Param{Name: name, Text: t.Format(time.RFC3339Nano)}
}
