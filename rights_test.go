package logistics_test

import (
	"errors"
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

// TestBitsAreTheRights tries every pair of bytes there is.
func TestBitsAreTheRights(t *testing.T) {
	good := 0
	for both := range 1 << 16 {
		judged, missed := uint8(both>>8), uint8(both)
		want, known := logistics.Rights{}, judged < 128
		for i, right := range logistics.AllRights() {
			switch wasJudged, wasMissed := judged>>i&1 == 1, missed>>i&1 == 1; {
			case wasJudged && wasMissed:
				want = want.With(right, logistics.Missed)
			case wasJudged:
				want = want.With(right, logistics.Met)
			case wasMissed:
				known = false
			}
		}
		known = known && missed < 128
		rights, err := logistics.RightsOf(judged, missed)
		if known != (err == nil) || !known && (!rights.Equal(logistics.Rights{}) || !errors.Is(err, logistics.ErrInvalid)) {
			t.Fatalf("%07b %07b are %v, %v", judged, missed, rights, err)
		}
		if !known {
			continue
		}
		good++
		if j, m := rights.Bits(); rights != want || j != judged || m != missed {
			t.Fatalf("%07b %07b are %v and %07b %07b, want %v", judged, missed, rights, j, m, want)
		}
	}
	if good != 2187 { // each of the seven is met, missed or not judged
		t.Errorf("%d patterns", good)
	}
}

func TestRightsOfSaysWhichBitsAreWrong(t *testing.T) {
	for _, c := range []struct {
		judged, missed uint8
		want           string
	}{
		{128, 0, `logistics: out_of_range "128": seven rights are seven bits`},
		{255, 255, `logistics: out_of_range "255": seven rights are seven bits`},
		{127, 128, `logistics: conflict "128": only what was judged can be missed`},
		{2, 1, `logistics: conflict "1": only what was judged can be missed`},
	} {
		if _, err := logistics.RightsOf(c.judged, c.missed); err == nil || err.Error() != c.want {
			t.Errorf("%d, %d: %v", c.judged, c.missed, err)
		}
	}
}
