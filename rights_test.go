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

func ExampleEachRight() {
	cancelled := logistics.EachRight(logistics.Waived)
	delivered := logistics.EachRight(logistics.Met).With(logistics.RightTime, logistics.Missed)
	fmt.Println(delivered.And(cancelled))
	fmt.Println(cancelled.Verdict(), delivered.And(cancelled).Verdict())
	// Output:
	// product condition customer quantity cost place -time
	// waived missed
}

func anyVerdict() *rapid.Generator[logistics.Verdict] {
	return rapid.SampledFrom([]logistics.Verdict{
		logistics.Met, logistics.Met, logistics.Missed, logistics.Undetermined, logistics.NotDue, logistics.Waived,
	})
}

func anyRights() *rapid.Generator[logistics.Rights] {
	return rapid.Custom(func(r *rapid.T) logistics.Rights {
		rights := logistics.EachRight(anyVerdict().Draw(r, "of most"))
		for range rapid.IntRange(0, 7).Draw(r, "others") {
			all := logistics.AllRights()
			rights = rights.With(rapid.SampledFrom(all[:]).Draw(r, "right"), anyVerdict().Draw(r, "verdict"))
		}
		return rights
	})
}

// TestRightsAreSevenVerdicts holds the bits against seven verdicts in a list.
func TestRightsAreSevenVerdicts(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var rights logistics.Rights
		naive := map[logistics.Right]logistics.Verdict{}
		for _, right := range logistics.AllRights() {
			naive[right] = logistics.Undetermined
		}
		for range rapid.IntRange(0, 12).Draw(r, "changes") {
			right := logistics.Right(rapid.IntRange(0, 8).Draw(r, "right"))
			v := logistics.Verdict(rapid.IntRange(0, 6).Draw(r, "verdict"))
			rights = rights.With(right, v)
			if _, known := naive[right]; known {
				naive[right] = logistics.And(v) // none of the five is undetermined
			}
		}
		var asked []logistics.Right
		var verdicts []logistics.Verdict
		for _, right := range logistics.AllRights() {
			if got := rights.Of(right); got != naive[right] {
				r.Fatalf("%s of %q is %s, want %s", right, rights, got, naive[right])
			}
			if rapid.Bool().Draw(r, "asked") {
				asked, verdicts = append(asked, right), append(verdicts, naive[right])
			}
		}
		want := logistics.And(verdicts...)
		if got := rights.Judge(asked...); got != want {
			r.Fatalf("%v of %q is %s, want %s", asked, rights, got, want)
		}
		if got := rights.Joint(logistics.AllMet(asked...)); got != want {
			r.Fatalf("%v of %q are %s together, want %s", asked, rights, got, want)
		}
		text, err := rights.MarshalText()
		var back logistics.Rights
		if err != nil || back.UnmarshalText(text) != nil || back != rights {
			r.Fatalf("%q reads back as %q, %v", rights, back, err)
		}
	})
}

// TestRightsOfTwoLinesAreTheirVerdicts takes right by right.
func TestRightsOfTwoLinesAreTheirVerdicts(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a, b, c := anyRights().Draw(r, "a"), anyRights().Draw(r, "b"), anyRights().Draw(r, "c")
		both := a.And(b)
		for _, right := range logistics.AllRights() {
			if got, want := both.Of(right), logistics.And(a.Of(right), b.Of(right)); got != want {
				r.Fatalf("%s of %q and %q is %s, want %s", right, a, b, got, want)
			}
		}
		if both != b.And(a) || both.And(c) != a.And(b.And(c)) || a.And(a) != a {
			r.Fatal("the order of lines matters")
		}
		if a.And(logistics.EachRight(logistics.Waived)) != a {
			r.Fatalf("a line that was cancelled changes %q", a)
		}
	})
}

func TestWhatIsNoRightIsUndetermined(t *testing.T) {
	met := logistics.EachRight(logistics.Met)
	for _, none := range []logistics.Right{0, 8, 9, 255} {
		if met.Of(none) != logistics.Undetermined || met.Judge(none) != logistics.Undetermined ||
			met.Judge(logistics.RightTime, none) != logistics.Undetermined {
			t.Errorf("right %d of %q is judged", none, met)
		}
	}
	missed := met.With(logistics.RightTime, logistics.Missed)
	if missed.Judge(logistics.RightTime, 9) != logistics.Missed {
		t.Error("a miss is a miss whatever else is asked")
	}
	if met.Judge() != logistics.Waived || met.Joint(logistics.AllMet()) != logistics.Waived {
		t.Error("nothing asked is waived")
	}
	if (logistics.Rights{}).Verdict() != logistics.Undetermined {
		t.Error("nothing known is undetermined")
	}
	for _, text := range []string{"time time", "time -time", "-time=missed", "time=perhaps", "speed", "time="} {
		if err := new(logistics.Rights).UnmarshalText([]byte(text)); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%q is read: %v", text, err)
		}
	}
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
		if known != (err == nil) || !known &&
			(!rights.Equal(logistics.Rights{}) || !errors.Is(err, logistics.ErrInvalid)) {
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
		{128, 0, `logistics: out_of_range "128": only the seven lowest bits may be set`},
		{255, 255, `logistics: out_of_range "255": only the seven lowest bits may be set`},
		{127, 128, `logistics: conflict "128": a right that was not judged cannot be missed`},
		{2, 1, `logistics: conflict "1": a right that was not judged cannot be missed`},
	} {
		if _, err := logistics.RightsOf(c.judged, c.missed); err == nil || err.Error() != c.want {
			t.Errorf("%d, %d: %v", c.judged, c.missed, err)
		}
	}
}
