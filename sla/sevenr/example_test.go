package sevenr_test

import (
	"fmt"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/sevenr"
)

type hostZones struct{}

func (hostZones) Zone(name string) (*time.Location, error) { return time.LoadLocation(name) }

// documents are an order and what became of it: the promise was moved with the customer's agreement,
// the scan at the dock has no zone, and the first report of the delivery was taken back.
func documents() (logistics.Order, []logistics.Fulfilment) {
	dock := logistics.Place{ID: logistics.MustID("gln:4012345000023"), Zone: "Europe/Berlin"}
	promise := logistics.Promise{
		Line: logistics.MustID("1"), Revision: 1, Recipient: logistics.MustID("C-MUELLER"), Place: dock,
		From: logistics.MustStamp("2025-03-04"), To: logistics.MustStamp("2025-03-04"), End: logistics.Until,
		Cost: logistics.KnownCost(logistics.MustMoney("120 EUR")), Made: logistics.MustStamp("2025-03-01T10:00Z"),
		By: logistics.BySupplier,
	}
	moved := promise
	moved.Revision, moved.By = 2, logistics.ByCustomer
	moved.From, moved.To = logistics.MustStamp("2025-03-05T08:00"), logistics.MustStamp("2025-03-05T12:00")
	order := logistics.Order{
		ID: logistics.MustID("O-1"), Customer: logistics.Party{ID: logistics.MustID("C-MUELLER")},
		Placed: logistics.MustStamp("2025-03-01T09:30Z"),
		Lines: []logistics.OrderLine{{
			ID: logistics.MustID("1"), Product: logistics.MustID("gtin:6291041500213"),
			Quantity:  logistics.MustQuantity("10 EA"),
			UnitPrice: logistics.MustMoney("12 EUR"),
		}},
		Promises: []logistics.Promise{promise, moved},
	}
	delivery := logistics.Fulfilment{
		Event: logistics.Envelope{
			ID: logistics.MustID("E-2"), At: logistics.MustStamp("2025-03-05T12:20:00"),
			Recorded: time.Date(2025, 3, 5, 12, 0, 0, 0, time.UTC),
		},
		Order: order.ID, Line: logistics.MustID("1"), Product: logistics.MustID("gtin:6291041500213"),
		Quantity: logistics.MustQuantity("9 EA"), Condition: logistics.Intact, Recipient: logistics.MustID("C-MUELLER"),
		Place: dock,
		Cost:  logistics.KnownCost(logistics.MustMoney("120 EUR")),
	}
	mistaken := delivery
	mistaken.Event.ID, mistaken.Event.At = logistics.MustID("E-1"), logistics.MustStamp("2025-03-04T09:00")
	retraction := logistics.Fulfilment{Event: logistics.Envelope{
		ID: logistics.MustID("E-3"), Recorded: time.Date(2025, 3, 5, 13, 0, 0, 0, time.UTC),
		Retracts: logistics.MustID("E-1"),
	}}
	return order, []logistics.Fulfilment{retraction, delivery, mistaken, delivery} // late, twice, in any order
}

func Example() {
	order, fulfilments := documents()
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		fmt.Println(err)
		return
	}
	lines, err := checker.Lines(order, fulfilments, hostZones{}, asOf)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range lines {
		result, err := checker.Check(line, asOf)
		fmt.Println(result.Line(), result.Verdict(), err)
		for _, reason := range result.Reasons() {
			fmt.Println("-", sevenr.Reasons().English(reason))
		}
	}
	// Output:
	// 1 missed <nil>
	// - None of 10 EA delivered in time.
	// - €120.00 billed, more than the €108.00 payable.
	// - Delivery 1 was 20 min late.
}

func ExampleChecker_Lines() {
	order, fulfilments := documents()
	tolerances := sevenr.Default()
	for _, commitment := range []sevenr.Commitment{sevenr.FirstPromise, sevenr.AgreedPromise} {
		tolerances.Commitment = commitment
		checker, err := sevenr.Compile(tolerances)
		if err != nil {
			fmt.Println(err)
			return
		}
		lines, err := checker.Lines(order, fulfilments, hostZones{}, time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC))
		fmt.Println(commitment, lines[0].Promised.Window.To(), len(lines[0].Deliveries), err)
	}
	// Output:
	// first 2025-03-05 00:00:00 +0100 CET 1 <nil>
	// agreed 2025-03-05 12:00:00 +0100 CET 1 <nil>
}

func ExampleCheck() {
	promised, _ := logistics.NewWindow(start, noon, logistics.Until)
	line := sevenr.Line{
		Promised:   sevenr.Promised{Quantity: logistics.MustQuantity("10 EA"), Window: promised},
		Deliveries: []sevenr.Delivery{{At: logistics.At(noon), Quantity: logistics.MustQuantity("10 EA")}},
	}
	result, err := sevenr.Check(sevenr.Default(), line, noon)
	fmt.Println(
		result.Of(logistics.RightTime), result.Of(logistics.RightQuantity), result.Of(logistics.RightPlace), err,
	)
	// Output:
	// missed missed undetermined <nil>
}

func ExampleChecker_Check() {
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = checker.Check(sevenr.Line{}, noon)
	fmt.Println(err)
	// Output:
	// logistics: required: a promised quantity above zero
}

func ExampleDefault() {
	policy := sevenr.Default()
	fmt.Println(policy.Early, policy.Late, policy.Accepted, policy.Commitment)
	// Output:
	// any PT0S [intact] agreed
}

func ExampleCompile() {
	_, err := sevenr.Compile(sevenr.Tolerances{Commitment: "second"})
	fmt.Println(err)
	// Output:
	// logistics: /accepted_conditions: required: at least one condition is acceptable
	// logistics: /commitment: unknown "second": first, agreed or last
	// logistics: /id: required: id is required
}

func ExampleTolerances_Validate() {
	policy := sevenr.Default()
	policy.Late = logistics.MustDuration("-PT5M")
	fmt.Println(policy.Validate())
	// Output:
	// logistics: /late: out_of_range "-PT5M": a tolerance is not below zero
}

func ExampleDecodeTolerances() {
	_, err := sevenr.DecodeTolerances([]byte(`{"schema":"logistics/sevenr.tolerances/1","erly":"P1D","late":"1 day"}`))
	fmt.Println(err)
	// Output:
	// logistics: /accepted_conditions: required: at least one condition is acceptable
	// logistics: /commitment: unknown: first, agreed or last
	// logistics: /erly: unknown "erly": no such field
	// logistics: /id: required: id is required
	// logistics: /late: syntax "1 day": a duration like P2D or PT1H30M
}

func ExampleLineTally() {
	outcomes := []logistics.Outcome{
		{
			Rights: logistics.Rights{}.With(logistics.RightTime, logistics.Met).With(
				logistics.RightQuantity, logistics.Met,
			),
		},
		{
			Rights: logistics.Rights{}.With(logistics.RightTime, logistics.Met).With(
				logistics.RightQuantity, logistics.Missed,
			),
		},
	}
	fmt.Println(sevenr.LineTally(outcomes, logistics.RightTime).Attainment())
	// on time and in full
	fmt.Println(sevenr.LineTally(outcomes, logistics.RightTime, logistics.RightQuantity).Attainment())
	// Output:
	// 2/2
	// 1/2
}

func ExampleOrderTally() {
	onTime := logistics.Rights{}.With(logistics.RightTime, logistics.Met)
	late := logistics.Rights{}.With(logistics.RightTime, logistics.Missed)
	tally, err := sevenr.OrderTally([]logistics.Outcome{
		{Order: logistics.MustID("A"), Rights: onTime},
		{Order: logistics.MustID("A"), Rights: late},
		{Order: logistics.MustID("B"), Rights: onTime},
	}, logistics.RightTime)
	fmt.Println(tally.Attainment(), err)
	// Output:
	// 1/2 <nil>
}

func ExamplePerfectOrders() {
	fmt.Println(sevenr.PerfectOrders([]logistics.Outcome{
		{Order: logistics.MustID("A"), Rights: logistics.EachRight(logistics.Met)},
		{Order: logistics.MustID("A"), Rights: logistics.EachRight(logistics.Waived)}, // cancelled
		{Order: logistics.MustID("B")}, // nothing is known
	}))
	// Output:
	// {1 0 0 1 0} <nil>
}

func ExampleReasons() {
	text, _ := sevenr.Reasons().Text(sevenr.TimeLate)
	fmt.Println(text)
	// Output:
	// Delivery {delivery} was {off} late.
}

func ExampleLevelsOf() {
	levels, err := sevenr.LevelsOf([]logistics.Outcome{{
		Order: logistics.MustID("A"), Rights: logistics.Rights{}.With(logistics.RightQuantity, logistics.Missed),
		Good: logistics.MustQuantity("9 XCS"), Ordered: logistics.MustQuantity("10 XCS"),
		Value: logistics.MustMoney("100 EUR"),
	}}, logistics.RightQuantity)
	fmt.Println(levels.Lines.Attainment(), levels.Orders.Attainment(), levels.Units[0].Share(), levels.Value, err)
	// Output:
	// 0/1 0/1 9/10 0/100 <nil>
}

func ExampleComponentsOf() {
	all := logistics.EachRight(logistics.Met)
	both := all.With(logistics.RightTime, logistics.Missed).With(logistics.RightCost, logistics.Missed)
	c, err := sevenr.ComponentsOf([]logistics.Outcome{{Rights: all}, {Rights: both}})
	fmt.Println(c.Joint.Attainment(), "joint;", c.Product, "if failures were independent;", err)
	// Output:
	// 1/2 joint; 0.25 if failures were independent; <nil>
}

func ExampleComponentsOfOrders() {
	order, fulfilments := documents()
	policy := sevenr.Default()
	policy.Documents = []sevenr.DocumentRule{{
		Kind: logistics.DeliveryProof, By: logistics.MustDuration("P2D"), // within two days of each delivery
	}}
	orders, err := sevenr.Judge(
		policy, []logistics.Order{order}, fulfilments, hostZones{}, time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	parts, err := sevenr.ComponentsOfOrders(orders)
	told := orders[0].Sentences(logistics.Language{})
	fmt.Println(orders[0].Documentation(), orders[0].Perfect(), parts.Documentation.Bad, err)
	fmt.Println(told[len(told)-1])
	// Output:
	// missed missed 1 <nil>
	// Line 1: The proof of delivery for delivery 1 was due by 7 Mar 2025, 12:20 UTC+1 and is missing.
}

func ExamplePareto() {
	late := logistics.Rights{}.With(logistics.RightTime, logistics.Missed)
	lateAndShort := late.With(logistics.RightQuantity, logistics.Missed)
	for _, row := range sevenr.Pareto([]logistics.Outcome{{Rights: late}, {Rights: late}, {Rights: lateAndShort}}) {
		fmt.Println(row.Right, row.Missed, row.Alone, row.Cumulative.Percent(0))
	}
	// Output:
	// time 3 2 75%
	// quantity 1 0 100%
}

func ExampleCompileProgrammes() {
	programme := retailers()[0]
	programme.Target = logistics.MustRatio("110%")
	_, err := sevenr.CompileProgrammes([]sevenr.Programme{programme}, hostZones{})
	fmt.Println(err)
	// Output:
	// logistics: /0/target: out_of_range "110/100": above 0 and up to 100%
}

func ExampleAuditor_Score() {
	scorer, err := sevenr.CompileProgrammes(retailers()[:2], hostZones{})
	if err != nil {
		fmt.Println(err)
		return
	}
	window, _ := logistics.NewWindow(start, noon, logistics.Until)
	scores, err := scorer.Score([]sevenr.Line{{
		Value:    logistics.MustMoney("1000 USD"),
		Promised: sevenr.Promised{Product: soap, Quantity: logistics.MustQuantity("100 XCS"), Window: window},
		Deliveries: []sevenr.Delivery{{
			Product: soap, Quantity: logistics.MustQuantity("90 XCS"), Condition: logistics.Intact,
			At: logistics.At(start),
		}},
	}}, later)
	for _, s := range scores {
		fmt.Println(s.Programme, s.Share, s.Verdict, s.Charge)
	}
	fmt.Println(err)
	// Output:
	// grocer-on-time 100/100 met 0.00 USD
	// grocer-in-full 90/100 missed 3.00 USD
	// <nil>
}

func ExampleProgramme_Validate() {
	programme := retailers()[0]
	programme.Source = ""
	fmt.Println(programme.Validate())
	// Output:
	// logistics: /source: required: source and date are required
}

func ExampleDecodeProgramme() {
	_, err := sevenr.DecodeProgramme(
		[]byte(`{"schema":"logistics/sevenr.programme/1","overage":"charged","chrge":"3%"}`),
	)
	fmt.Println(err)
	// Output:
	// logistics: /charge: out_of_range: 0 to 100%
	// logistics: /chrge: unknown "chrge": no such field
	// logistics: /id: required: id is required
	// logistics: /overage: unknown "charged": ignored or fails
	// logistics: /rights: required: at least one of the seven
	// logistics: /rounding: required: how a charge is rounded to the minor unit
	// logistics: /source: required: source and date are required
	// logistics: /target: out_of_range: above 0 and up to 100%
	// logistics: /zone: syntax: an IANA time zone name
}

// The first program: policy, orders, what became of them, and the result of each order with its reasons.
func ExampleJudge() {
	order, fulfilments := documents()
	results, err := sevenr.Judge(
		sevenr.Default(), []logistics.Order{order}, fulfilments, hostZones{},
		time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, result := range results {
		fmt.Println(result.ID, result.Verdict())
		for _, sentence := range result.Sentences(logistics.Language{}) {
			fmt.Println("-", sentence)
		}
	}
	// Output:
	// O-1 missed
	// - Line 1: None of 10 EA delivered in time.
	// - Line 1: €120.00 billed, more than the €108.00 payable.
	// - Line 1: Delivery 1 was 20 min late.
}

func ExampleChecker_Judge() {
	order, fulfilments := documents()
	tolerances := sevenr.Default()
	tolerances.Late = logistics.MustDuration("PT30M") // half an hour late is in time
	checker, err := sevenr.Compile(tolerances)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, day := range []int{5, 6} { // the morning of the delivery, and the day after
		results, err := checker.Judge(
			[]logistics.Order{order}, fulfilments, hostZones{}, time.Date(2025, 3, day, 6, 0, 0, 0, time.UTC),
		)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(results[0].Verdict(), results[0].Sentences(logistics.Language{}))
	}
	// Output:
	// not_due [Line 1: The line is not judged yet: the promise is still open.]
	// missed [Line 1: Only 9 EA of 10 EA delivered in time. Line 1: €120.00 billed, more than the €108.00 payable.]
}

func ExampleOrderResult_Outcome() {
	order, fulfilments := documents()
	results, err := sevenr.Judge(
		sevenr.Default(), []logistics.Order{order}, fulfilments, hostZones{},
		time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	whole, err := results[0].Outcome()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(whole.Order, whole.Ordered, whole.Verdict(), whole.Due.Format(time.RFC3339))
	// Output:
	// O-1 10 EA missed 2025-03-05T11:59:59+01:00
}
