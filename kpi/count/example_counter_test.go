package count_test

import (
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
)

// signedInTime is a metric of one's own: stops of a tour that were signed for, within a quarter of an hour of the
// window promised last. A stop that is overdue is missed, one that the customer called off is left out.
func signedInTime() kpi.Metric {
	return kpi.Metric{
		Schema: "logistics/kpi.metric/1", ID: logistics.MustID("signed_in_time"), Version: 1,
		Name:  "Signed for in time",
		Stage: kpi.Transaction, Kind: kpi.KindProportion, Direction: logistics.HigherIsBetter,
		Counting: kpi.Counting{
			Grain: "stop", Good: "signed", Basis: kpi.ByLatestPromise,
			Early: logistics.MustDuration("PT15M"), Late: logistics.MustDuration("PT15M"),
			Open: kpi.OpenMissedWhenOverdue, Dated: kpi.DatedDue,
		},
	}
}

func exampleCounter() *count.Counter {
	counter, err := count.NewCounter(monthly(), exampleZones, signedInTime(), mustLookup("on_time_delivery"))
	if err != nil {
		panic(err)
	}
	return counter
}

func mustLookup(id string) kpi.Metric {
	m, ok := kpi.Lookup(logistics.MustID(id))
	if !ok {
		panic(id)
	}
	return m
}

var (
	exampleZones = logistics.ZoneMap{"Europe/Vienna": time.FixedZone("CET", 3600)}
	evening      = time.Date(2025, 3, 3, 20, 0, 0, 0, time.UTC)
)

// stop is a stop of the third of March, to be done from eight to twelve.
func stop(id, done string, state count.State, signs kpi.Signs) count.Case {
	start := time.Date(2025, 3, 3, 8, 0, 0, 0, exampleZones["Europe/Vienna"])
	promised, err := logistics.NewWindow(start, start.Add(4*time.Hour), logistics.By)
	if err != nil {
		panic(err)
	}
	c := count.Case{
		Schema: "logistics/kpi.case/1", Grain: "stop", Subject: logistics.MustID("C-1"), State: state,
		LatestPromise: promised, Signs: signs,
	}
	c.Event.ID, c.Event.Recorded = logistics.MustID(id), evening
	if done != "" {
		c.Done = logistics.MustStamp(done)
	}
	return c
}

func exampleRows(counter *count.Counter) []count.Row {
	var rows []count.Row
	for _, c := range []count.Case{
		stop("S-1", "2025-03-03T12:10:00", count.StateDone, "signed"),
		stop("S-2", "2025-03-03T12:20:00", count.StateDone, "signed"),
		stop("S-3", "", count.StateOpen, ""), // overdue in the evening
		stop("S-4", "", count.StateCancelled, ""),
		stop("S-5", "2025-03-03T09:00:00", count.StateDone, ""), // nobody recorded whether it was signed for
	} {
		row, err := counter.Prepare(c, evening)
		if err != nil {
			panic(err)
		}
		rows = append(rows, row)
	}
	return rows
}

func showCounter(counter *count.Counter, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	observations, err := counter.Observations()
	for _, o := range observations {
		fmt.Println(o.Metric, o.Subject, o.Period, o.Ratio(), o.Excluded)
	}
	if err != nil {
		fmt.Println(err)
	}
}

func ExampleNewCounter() {
	whole := signedInTime()
	whole.Counting.Basis = ""
	_, err := count.NewCounter(monthly(), exampleZones, whole)
	fmt.Println(err)
	// Output:
	// logistics: /metrics/0/counting/early: conflict "PT15M": a tolerance needs a basis
	// logistics: /metrics/0/counting/late: conflict "PT15M": a tolerance needs a basis
}

func ExampleCounter_Prepare() {
	counter := exampleCounter()
	_, err := counter.Prepare(count.Case{Schema: "logistics/kpi.case/1", Grain: "Stop"}, evening)
	fmt.Println(err)
	// Output:
	// logistics: /event/id: required: id is required
	// logistics: /grain: required "Stop": what the case is, in lower-case letters, digits and underscores
	// logistics: /subject: required: whom or what the case is about
}

func ExampleCounter_Add() {
	counter := exampleCounter()
	showCounter(counter, counter.Add(exampleRows(counter)))
	// Output:
	// signed_in_time C-1 2025-03 1/3 [{cancelled 1} {undetermined 1}]
}

// S-2 was signed for after all at ten to twelve: what was counted goes out as it was and in as it is.
func ExampleCounter_Remove() {
	counter := exampleCounter()
	rows := exampleRows(counter)
	if err := counter.Add(rows); err != nil {
		fmt.Println(err)
	}
	if err := counter.Remove(rows[1:2]); err != nil {
		fmt.Println(err)
	}
	corrected, err := counter.Prepare(stop("S-2", "2025-03-03T11:50:00", count.StateDone, "signed"), evening)
	if err != nil {
		fmt.Println(err)
	}
	showCounter(counter, counter.Add([]count.Row{corrected}))
	// Output:
	// signed_in_time C-1 2025-03 2/3 [{cancelled 1} {undetermined 1}]
}

func ExampleCounter_Merge() {
	north, south := exampleCounter(), exampleCounter()
	for _, depot := range []*count.Counter{north, south} {
		if err := depot.Add(exampleRows(depot)); err != nil {
			fmt.Println(err)
		}
	}
	showCounter(north, north.Merge(south))
	// Output:
	// signed_in_time C-1 2025-03 2/6 [{cancelled 2} {undetermined 2}]
}

func ExampleCounter_Cube() {
	counter := exampleCounter()
	if err := counter.Add(exampleRows(counter)); err != nil {
		fmt.Println(err)
	}
	cube, err := counter.Cube(logistics.MustID("signed_in_time"))
	if err != nil {
		fmt.Println(err)
		return
	}
	total, err := cube.Total(logistics.MustID("C-1"))
	fmt.Println(total.Ratio(), err)
	_, err = counter.Cube(logistics.MustID("in_full"))
	fmt.Println(err)
	// Output:
	// 1/3 <nil>
	// logistics: /metric: unknown "in_full": this counter does not have the metric
}

func ExampleCounter_Observations() {
	counter := exampleCounter()
	observations, err := counter.Observations()
	fmt.Println(len(observations), err)
	// Output:
	// 0 <nil>
}

func ExampleDecodeCase() {
	c, err := count.DecodeCase([]byte(`{
		"schema": "logistics/kpi.case/1", "event": {"id": "R-7", "recorded": "2025-03-10T09:00:00Z"},
		"grain": "return", "subject": "C-1", "done": "2025-03-09",
		"signs": "refunded", "quantities": {"cycle_time": {"value": "6", "unit": "DAY"}}
	}`))
	fmt.Println(c.Grain, c.Done, c.Signs, c.Quantities["cycle_time"], err)
	// Output:
	// return 2025-03-09 refunded 6 DAY <nil>
}

func ExampleCase_Validate() {
	fmt.Println(stop("S-6", "2025-03-03", count.StateOpen, "signed -signed").Validate())
	// Output:
	// logistics: /done: conflict "2025-03-03": an open case cannot be done
	// logistics: /signs: duplicate "signed": a sign is listed once
}

func ExampleLiveCases() {
	first, second := stop("S-1", "2025-03-03T12:10:00", count.StateDone, ""), stop(
		"S-1", "2025-03-03T12:10:00", count.StateDone, "signed",
	)
	second.Event.Recorded = evening.Add(time.Minute)
	for _, c := range count.LiveCases([]count.Case{second, first, second}, evening.Add(time.Hour)) {
		fmt.Println(c.Event.ID, c.Signs)
	}
	// Output:
	// S-1 signed
}

func ExampleLineCase() {
	c := count.LineCase(logistics.Outcome{
		Order: logistics.MustID("O-7"), Line: logistics.MustID("1"), Customer: logistics.MustID("C-1"), At: evening,
		Rights: logistics.AllMet(logistics.RightQuantity).With(logistics.RightTime, logistics.Missed),
	})
	fmt.Println(c.Grain, c.Event.ID, "of", c.Order, c.Done, c.Signs)
	// Output:
	// line 1 of O-7 2025-03-03T20:00:00Z right_quantity -right_time
}

func ExampleOrderCases() {
	kept := logistics.AllMet(logistics.RightTime, logistics.RightQuantity)
	line := logistics.Outcome{
		Order: logistics.MustID("O-1"), Customer: logistics.MustID("C-1"), At: evening, Rights: kept,
	}
	late := line
	late.At, late.Rights = evening.Add(24*time.Hour), kept.With(logistics.RightTime, logistics.Missed)
	orders, err := count.OrderCases([]logistics.Outcome{line, late})
	fmt.Println(orders[0].Event.ID, orders[0].Done, orders[0].Signs, err)
	late.Customer = logistics.MustID("C-2")
	_, err = count.OrderCases([]logistics.Outcome{line, late})
	fmt.Println(err)
	// Output:
	// O-1 2025-03-04T20:00:00Z right_quantity -right_time <nil>
	// logistics: /outcomes/1/customer: conflict "C-2": the order is of C-1
}

func exampleOrders() *count.Orders {
	orders, err := count.NewOrders(2)
	if err != nil {
		panic(err)
	}
	return orders
}

func showOrders(orders *count.Orders, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	entries, err := orders.Entries(nil)
	for _, e := range entries {
		fmt.Println(e.Subject, e.Day, e.Rights)
	}
	if err != nil {
		fmt.Println(err)
	}
}

func ExampleNewOrders() {
	_, err := count.NewOrders(-1)
	fmt.Println(err)
	// Output:
	// logistics: /n: out_of_range "-1": 0 to 2^28 orders
}

func ExampleOrders_Add() {
	kept := logistics.AllMet(logistics.RightTime, logistics.RightQuantity)
	orders := exampleOrders()
	showOrders(orders, orders.Add([]count.Entry{
		{Subject: 7, Day: 30, Rights: kept},
		{Subject: 8, Day: 12, Rights: kept},
		{Subject: 7, Day: 33, Rights: kept.With(logistics.RightTime, logistics.Missed)},
	}, []uint32{1, 0, 1}))
	// Output:
	// 8 12 quantity time
	// 7 33 quantity -time
}

func ExampleOrders_Merge() {
	north, south := exampleOrders(), exampleOrders()
	if err := north.Add([]count.Entry{{Subject: 7}}, []uint32{0}); err != nil {
		fmt.Println(err)
	}
	if err := south.Add([]count.Entry{{Subject: 7, Day: 1}}, []uint32{0}); err != nil {
		fmt.Println(err)
	}
	showOrders(north, north.Merge(south))
	// Output:
	// 7 1
}

func ExampleOrders_Entries() {
	orders := exampleOrders()
	showOrders(orders, orders.Add([]count.Entry{{Subject: 7}, {Subject: 8}}, []uint32{1, 1}))
	// Output:
	// logistics: /orders/1/subject: conflict: lines of one order must have one subject
}

func ExampleOrderPatterns() {
	kept := logistics.Rights{}.With(logistics.RightQuantity, logistics.Met).With(logistics.RightTime, logistics.Met)
	of := func(order string, rights logistics.Rights) logistics.Outcome {
		return logistics.Outcome{Order: logistics.MustID(order), Customer: logistics.MustID("C-1"), Rights: rights}
	}
	patterns, err := count.OrderPatterns([]logistics.Outcome{
		of("O-1", kept), of("O-1", kept.With(logistics.RightTime, logistics.Missed)), of("O-2", kept), of("O-3", kept),
	})
	fmt.Println(patterns, err)
	// Output:
	// [{quantity -time 1} {quantity time 2}] <nil>
}
