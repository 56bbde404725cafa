package count

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
)

var fiveVerdicts = []logistics.Verdict{
	logistics.Missed, logistics.Undetermined, logistics.NotDue, logistics.Met, logistics.Waived,
}

func anyJudged(t *rapid.T) logistics.Outcome {
	o := logistics.Outcome{Verdict: rapid.SampledFrom(fiveVerdicts).Draw(t, "verdict")}
	for _, r := range logistics.AllRights() {
		o.Rights = o.Rights.With(r, rapid.SampledFrom(fiveVerdicts).Draw(t, "right"))
	}
	return o
}

// TestLinesTogetherHaveTheLeastOfTheirVerdicts compares the bits with verdict by verdict, right by right.
func TestLinesTogetherHaveTheLeastOfTheirVerdicts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all joint
		var whole []logistics.Verdict
		of := map[logistics.Right][]logistics.Verdict{}
		for range rapid.IntRange(0, 5).Draw(t, "lines") {
			o := anyJudged(t)
			v := rapid.SampledFrom(append(fiveVerdicts, 0)).Draw(t, "as a whole")
			all |= jointOf(&o, v)
			whole = append(whole, v)
			for _, r := range logistics.AllRights() {
				of[r] = append(of[r], o.Judge(r))
			}
		}
		if got, want := all.verdict(), logistics.And(whole...); got != want {
			t.Fatalf("%v of %v, want %v", got, whole, want)
		}
		var want logistics.Rights
		for _, r := range logistics.AllRights() {
			want = want.With(r, logistics.And(of[r]...))
		}
		if got := all.rights(); got != want {
			t.Fatalf("%v of %v, want %v", got, of, want)
		}
	})
}

// TestRightsOfLinesByNumberAreThoseOfRights, which know of no line that is waived.
func TestRightsOfLinesByNumberAreThoseOfRights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, want := joint(0), logistics.AllMet(
			logistics.RightProduct, logistics.RightCondition, logistics.RightCustomer, logistics.RightQuantity,
			logistics.RightCost, logistics.RightPlace, logistics.RightTime)
		for range rapid.IntRange(1, 5).Draw(t, "lines") {
			rights := anyJudged(t).Rights
			all, want = all|jointOfRights(rights), want.And(rights)
		}
		if got := all.rights(); got != want {
			t.Fatalf("%v, want %v", got, want)
		}
		judged := rapid.Uint8Range(1, 127).Draw(t, "asked")
		asked, err := logistics.RightsOf(judged, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := all.all(joint(judged)); got != want.Joint(asked) {
			t.Fatalf("%v of %v, want %v", got, asked, want.Joint(asked))
		}
	})
}

// TestJoiningOrdersIsASemilattice: commutative, associative, idempotent, and no lines are its identity.
func TestJoiningOrdersIsASemilattice(t *testing.T) {
	order := func(t *rapid.T, label string) numbered {
		var n numbered
		for range rapid.IntRange(0, 2).Draw(t, label) {
			n.join(numbered{
				subject: uint32(rapid.IntRange(0, 2).Draw(t, "subject")),
				day:     uint32(rapid.IntRange(0, 5).Draw(t, "day")),
				lines:   jointOfRights(anyJudged(t).Rights),
			})
		}
		return n
	}
	join := func(a, b numbered) numbered { a.join(b); return a }
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := order(t, "a"), order(t, "b"), order(t, "c")
		if join(a, b) != join(b, a) || join(join(a, b), c) != join(a, join(b, c)) || join(a, a) != a ||
			join(a, numbered{}) != a || join(numbered{}, a) != a {
			t.Fatalf("%+v, %+v, %+v", a, b, c)
		}
	})
}
