package vmi_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi"
	"github.com/logicrm/logistics/vmi/policy"
)

func ExamplePropose() {
	proposal, err := vmi.Propose(soap(), hostZones{}, stock("100 EA"), daily("20 EA", "6 EA"), morning)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(proposal.Action, proposal.Quantity)
	for _, sentence := range proposal.Sentences(logistics.Language{}) {
		fmt.Println("-", sentence)
	}
	for _, step := range proposal.Steps() {
		fmt.Println(step.Name, "=", step.Result)
	}
	// Output:
	// suggest 180 EA
	// - 100 EA in stock and on order is at or below the reorder point of 140 EA.
	// - Order 180 EA once the customer confirms; stock and open orders then come to 280 EA.
	// lead_time_demand = 100
	// deviation = 24.0831891576
	// safety_factor = 1.64485362695
	// safety_stock = 39.6133210344
	// calculated = 140 EA
	// reorder_point = 140 EA
	// target = 280 EA
	// inventory_position = 100 EA
	// requested = 180 EA
	// feasible = 180 EA
	// quantity = 180 EA
	// projected = 280 EA
}

func ExamplePlanner_Propose() {
	compiled, err := vmi.Compile(soap(), hostZones{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, onHand := range []string{"150 EA", "100 EA"} {
		proposal, err := compiled.Propose(stock(onHand), daily("20 EA", "6 EA"), morning)
		fmt.Println(onHand, proposal.Action, proposal.Quantity, err)
	}
	// Output:
	// 150 EA none 0 EA <nil>
	// 100 EA suggest 180 EA <nil>
}

func ExampleCompile() {
	a := soap()
	a.Maximum = logistics.MustQuantity("50 EA")
	_, err := vmi.Compile(a, hostZones{})
	fmt.Println(err)
	// Output:
	// logistics: /maximum: conflict "50 EA": below the minimum of 60 EA
}

func ExampleAgreement_Validate() {
	a := soap()
	a.Pack, a.ServiceLevel = logistics.MustQuantity("1 XBX"), logistics.MustRatio("100%")
	fmt.Println(a.Validate())
	// Output:
	// logistics: /pack: mismatch "1 XBX": must be in the unit EA
	// logistics: /service_level: out_of_range "100/100": from 50% to 99.9999%
}

func ExampleDecodeAgreement() {
	_, err := vmi.DecodeAgreement(
		[]byte(`{"schema":"logistics/vmi.agreement/1","maximun":{"value":"400","unit":"EA"}}`),
	)
	fmt.Println(err)
	// Output:
	// logistics: /authority: unknown: monitor, propose, ship_in_band or ship
	// logistics: /fresh_for: required: the maximum age of a report, or "any"
	// logistics: /id: required: id is required
	// logistics: /item: required: the id of the item
	// logistics: /lead_time/mean: required: a quantity with its unit
	// logistics: /maximun: unknown "maximun": no such field
	// logistics: /order_up_to: unknown: review_period, maximum or target
	// logistics: /pack: required: a quantity with its unit
	// logistics: /pack_rounding: required: a rounding for parts of a pack
	// logistics: /place/id: required: id is required
	// logistics: /service_level: required: a share such as 98%
	// logistics: /unit: required: the unit of the stock
	// logistics: /version: out_of_range "0": version must be 1 or greater
}

func ExampleProposal_Validate() {
	fmt.Println(len(vmi.Proposal{}.Validate().(logistics.Faults)) > 0)
	// Output:
	// true
}

func ExampleDecodeProposal() {
	kept, err := vmi.DecodeProposal(
		[]byte(
			`{"schema":"logistics/vmi.proposal/1","action":"ship","quantity":{"value":"180","unit":"EA"},` +
				`"colour":"blue"}`,
		),
	)
	fmt.Println(kept.Action, kept.Quantity, err)
	// Output:
	// unspecified  logistics: /agreement/authority: unknown: monitor, propose, ship_in_band or ship
	// logistics: /agreement/fresh_for: required: the maximum age of a report, or "any"
	// logistics: /agreement/id: required: id is required
	// logistics: /agreement/item: required: the id of the item
	// logistics: /agreement/lead_time/mean: required: a quantity with its unit
	// logistics: /agreement/order_up_to: unknown: review_period, maximum or target
	// logistics: /agreement/pack: required: a quantity with its unit
	// logistics: /agreement/pack_rounding: required: a rounding for parts of a pack
	// logistics: /agreement/place/id: required: id is required
	// logistics: /agreement/service_level: required: a share such as 98%
	// logistics: /agreement/unit: required: the unit of the stock
	// logistics: /agreement/version: out_of_range "0": version must be 1 or greater
	// logistics: /as_of: required: the time of the proposal
	// logistics: /fresh: required: one of missed, undetermined, not_due, met, waived
}

func ExampleReasons() {
	for text := range vmi.Reasons().Texts() {
		fmt.Println(text.Code)
		fmt.Println(text.Text)
		break
	}
	// Output:
	// vmi.demand.none
	// There is no demand, so nothing is stocked beyond the minimum.
}

// Stock of the supplier's is billed when it is used.
func ExampleConsignment_Fold() {
	terms := vmi.Consignment{
		Transfer: vmi.TransferOnConsumption, MaxAge: 90, Price: logistics.MustMoney("2.50 EUR"), Unit: logistics.Each(),
		Rounding: logistics.HalfUp,
	}
	ledger, err := terms.Fold([]vmi.Movement{
		{
			ID: logistics.MustID("D1"), Kind: vmi.Delivered, On: logistics.MustDate("2025-01-10"),
			Quantity: logistics.MustQuantity("100 EA"),
		},
		{
			ID: logistics.MustID("C1"), Kind: vmi.Consumed, On: logistics.MustDate("2025-01-20"),
			Quantity: logistics.MustQuantity("30 EA"),
		},
	}, logistics.MustDate("2025-04-30"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range ledger.Bill {
		fmt.Println(line.Sentence(logistics.Language{}))
	}
	// Output:
	// 30 EA of delivery D1 was used on 20 Jan 2025: €75.00 is due.
	// 70 EA of delivery D1 counts as sold from 10 Apr 2025 because of its age: €175.00 is due.
}

func ExampleConsignment_Validate() {
	fmt.Println(
		vmi.Consignment{Transfer: vmi.TransferOnReceipt, Unit: logistics.Each(), Rounding: logistics.HalfUp}.Validate(),
	)
	// Output:
	// logistics: /price: required: the price of a unit
}

// januaryLedger has one delivery, of which thirty pieces were used.
func januaryLedger() vmi.Ledger {
	terms := vmi.Consignment{
		Transfer: vmi.TransferOnConsumption, Price: logistics.MustMoney("2.50 EUR"), Unit: logistics.Each(),
		Rounding: logistics.HalfUp,
	}
	ledger, err := terms.Fold([]vmi.Movement{
		{
			ID: logistics.MustID("D1"), Kind: vmi.Delivered, On: logistics.MustDate("2025-01-10"),
			Quantity: logistics.MustQuantity("100 EA"),
		},
		{
			ID: logistics.MustID("C1"), Kind: vmi.Consumed, On: logistics.MustDate("2025-01-20"),
			Quantity: logistics.MustQuantity("30 EA"),
		},
	}, logistics.MustDate("2025-01-31"))
	if err != nil {
		panic(err)
	}
	return ledger
}

func ExampleLedger_Due() {
	lines, total := januaryLedger().Due(logistics.MustPeriod("2025-01"))
	fmt.Println(len(lines), total)
	// Output:
	// 1 75.00 EUR
}

func ExampleLedger_Ages() {
	for _, age := range januaryLedger().Ages(logistics.MustDate("2025-03-01"), 0, 30, 60) {
		fmt.Println(age.Days, age.Quantity)
	}
	// Output:
	// 0 0 EA
	// 30 70 EA
	// 60 0 EA
}

func ExampleBillLine_Reason() {
	reason := januaryLedger().Bill[0].Reason()
	fmt.Println(reason.Code, reason.Param("amount"))
	// Output:
	// vmi.bill.consumption 75.00 EUR
}

// Eleven pieces are on the books and not in the store.
func ExampleReconcile() {
	got, err := vmi.Reconcile(vmi.Balance{
		Opening: logistics.MustQuantity("240 EA"), Received: logistics.MustQuantity("120 EA"),
		Sold:   logistics.MustQuantity("97 EA"),
		Ending: logistics.MustQuantity("252 EA"),
	}, logistics.MustQuantity("5 EA"))
	fmt.Println(got.Books, got.Residual, err)
	// Output:
	// missed -11 EA <nil>
}

func ExamplePlanner_Project() {
	compiled, err := vmi.Compile(soap(), hostZones{})
	if err != nil {
		fmt.Println(err)
		return
	}
	days, err := compiled.Project(stock("90 EA"), daily("20 EA", "6 EA"), nil, logistics.MustDate("2025-03-03"), 3)
	for _, d := range days {
		fmt.Println(d.Date, d.Stock, d.Below)
	}
	fmt.Println(err)
	// Output:
	// 2025-03-03 70 EA false
	// 2025-03-04 50 EA true
	// 2025-03-05 30 EA true
	// <nil>
}

// Many items at once, as numbers.
func ExamplePlan() {
	rows := []vmi.Row{{
		Demand: policy.Demand{MeanPerDay: 20, SDPerDay: 6}, Lead: policy.LeadTime{MeanDays: 5, SDDays: 1},
		Service: 0.95, Review: 7,
		Pack: 12, Minimum: 60, Maximum: 400, OnHand: 100,
	}}
	out := make([]vmi.Planned, len(rows))
	err := vmi.Plan(rows, out)
	fmt.Printf("%d packs up to %.0f, reorder point %.0f %v\n", out[0].Packs, out[0].Target, out[0].ReorderPoint, err)
	// Output:
	// 15 packs up to 280, reorder point 140 <nil>
}
