package logistics_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
)

func ExampleAllMet() {
	otif := logistics.AllMet(logistics.RightTime, logistics.RightQuantity)
	var line logistics.Rights
	fmt.Println(line.Joint(otif))
	line = line.With(logistics.RightTime, logistics.Met).With(logistics.RightPlace, logistics.Missed)
	fmt.Println(line.Joint(otif))
	fmt.Println(line.With(logistics.RightQuantity, logistics.Met).Joint(otif))
	fmt.Println(line.With(logistics.RightQuantity, logistics.Missed).Joint(otif))
	// Output:
	// undetermined
	// undetermined
	// met
	// missed
}

// TestJointIsTheVerdictOfAll looks at one right after the other.
func TestJointIsTheVerdictOfAll(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var line logistics.Rights
		var of []logistics.Right
		want := logistics.Met
		for _, right := range logistics.AllRights() {
			v := rapid.SampledFrom([]logistics.Verdict{logistics.Met, logistics.Met, logistics.Met, logistics.Missed, logistics.Undetermined, logistics.Waived}).Draw(r, "verdict")
			line = line.With(right, v)
			if !rapid.Bool().Draw(r, "asked") {
				continue
			}
			of = append(of, right)
			switch {
			case v == logistics.Missed:
				want = logistics.Missed
			case v != logistics.Met && want == logistics.Met:
				want = logistics.Undetermined
			}
		}
		if got := line.Joint(logistics.AllMet(of...)); got != want {
			r.Fatalf("%s of %v is %s, want %s", line, of, got, want)
		}
	})
}
