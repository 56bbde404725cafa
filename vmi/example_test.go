package vmi_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi"
)

func ExamplePropose() {
	proposal, err := vmi.Propose(soap(), hostZones{}, stock("100 EA"), daily("20 EA", "6 EA"), morning)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(proposal.Action, proposal.Quantity)
	for _, reason := range proposal.Reasons() {
		fmt.Println("-", vmi.Reasons().Render(reason))
	}
	for _, step := range proposal.Steps() {
		fmt.Println(step.Name, "=", step.Result)
	}
	// Output:
	// suggest 180 EA
	// - the inventory position of 100 EA is not above the reorder point of 140 EA
	// - order 180 EA, when the customer confirms: the position becomes 280 EA
	// lead_time_demand = 100
	// deviation = 24.0831891576
	// safety_factor = 1.64485362695
	// safety_stock = 39.6133210344
	// calculated = 140 EA
	// reorder_point = 140 EA
	// target = 280 EA
	// inventory_position = 100 EA
	// wanted = 180 EA
	// fitting = 180 EA
	// quantity = 180 EA
	// projected = 280 EA
}

func ExampleCompiled_Propose() {
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
	// logistics: /pack: mismatch "1 XBX": in the unit EA
	// logistics: /service_level: out_of_range "100/100": from 50% to 99.9999%
}

func ExampleDecodeAgreement() {
	_, err := vmi.DecodeAgreement([]byte(`{"schema":"logistics/vmi.agreement/1","maximun":{"value":"400","unit":"EA"}}`))
	fmt.Println(err)
	// Output:
	// logistics: /maximun: unknown "maximun": no such field
}

func ExampleDecodeProposal() {
	kept, err := vmi.DecodeProposal([]byte(`{"schema":"logistics/vmi.proposal/1","action":"ship","quantity":{"value":"180","unit":"EA"},"colour":"blue"}`))
	fmt.Println(kept.Action, kept.Quantity, err)
	// Output:
	// ship 180 EA <nil>
}

func ExampleReasons() {
	fmt.Println(len(vmi.Reasons()), vmi.Reasons()[0].Code)
	// Output:
	// 13 vmi.demand.none
}
