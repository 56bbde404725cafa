package kpi_test

import (
	"fmt"
	"slices"

	"github.com/logicrm/logistics/kpi"
)

func ExampleDefinitions() {
	for _, d := range kpi.Definitions() {
		if slices.Contains(d.Covers, kpi.TemporaryReplacement) {
			fmt.Println(d.ID, "=", d.Numerator, "÷", d.Denominator)
		}
	}
	// Output:
	// replacements_in_time = temporary replacements supplied within the agreed time ÷ temporary replacements requested
}

func ExampleElements() {
	fmt.Println(kpi.Elements()[0], len(kpi.Elements()))
	// Output:
	// lalonde_zinszer.written_policy 47
}
