package compare_test

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/compare"
	"github.com/logicrm/logistics/kpi/count"
	"pgregory.net/rapid"
)

func anyPatterns() *rapid.Generator[[]count.Pattern] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) count.Pattern {
		p := count.Pattern{Cases: rapid.Int64Range(0, 1000).Draw(t, "cases")}
		for _, r := range logistics.AllRights() {
			v := rapid.SampledFrom([]logistics.Verdict{logistics.Met, logistics.Missed, logistics.Undetermined}).Draw(
				t, r.String(),
			)
			p.Rights = p.Rights.With(r, v)
		}
		return p
	}), 0, 6)
}

func divided(t *rapid.T, patterns []count.Pattern) compare.Misses {
	m, err := compare.DivideMisses(patterns)
	need(t, err)
	return m
}

func TestSharesSumToTheMissedCases(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := anyPatterns().Draw(t, "patterns")
		m := divided(t, patterns)
		sum, all := new(big.Rat), int64(0)
		for _, s := range m.Shares {
			share := big.NewRat(s.Share.Num(), s.Share.Den())
			sum.Add(sum, share)
			if share.Cmp(big.NewRat(s.Alone, 1)) < 0 || share.Cmp(big.NewRat(s.Missed, 1)) > 0 || s.Missed > s.Judged {
				t.Fatalf("%+v", s)
			}
		}
		for _, p := range patterns {
			all += p.Cases
		}
		if sum.Cmp(big.NewRat(m.Missed, 1)) != 0 || m.Missed+m.Kept+m.Unjudged != all || len(m.Shares) != 7 {
			t.Fatalf("%v of %+v", sum, m)
		}
	})
}

// permutations are all orders in which the rights can come.
func permutations(rights []logistics.Right) [][]logistics.Right {
	if len(rights) == 0 {
		return [][]logistics.Right{nil}
	}
	var all [][]logistics.Right
	for i, first := range rights {
		rest := append(append([]logistics.Right{}, rights[:i]...), rights[i+1:]...)
		for _, order := range permutations(rest) {
			all = append(all, append([]logistics.Right{first}, order...))
		}
	}
	return all
}

// missedBy counts the cases that would be missed if only these rights ever were.
func missedBy(patterns []count.Pattern, rights []logistics.Right) (n int64) {
	for _, p := range patterns {
		if slices.ContainsFunc(rights, p.Rights.Missed) {
			n += p.Cases
		}
	}
	return n
}

func TestSharesAreTheAverageOfAllOrders(t *testing.T) {
	seven := logistics.AllRights()
	orders := permutations(seven[:])
	if len(orders) != 5040 {
		t.Fatalf("%d orders", len(orders))
	}
	rapid.Check(t, func(t *rapid.T) {
		patterns := anyPatterns().Draw(t, "patterns")
		added := map[logistics.Right]int64{}
		for _, order := range orders {
			before := int64(0)
			for i, r := range order {
				after := missedBy(patterns, order[:i+1])
				added[r] += after - before
				before = after
			}
		}
		for _, s := range divided(t, patterns).Shares {
			want := big.NewRat(added[s.Right], int64(len(orders)))
			if big.NewRat(s.Share.Num(), s.Share.Den()).Cmp(want) != 0 {
				t.Fatalf("%v has %v, want %v", s.Right, s.Share, want)
			}
		}
	})
}

func TestTheOrderOfPatternsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := anyPatterns().Draw(t, "patterns")
		want := divided(t, patterns)
		got := divided(t, rapid.Permutation(patterns).Draw(t, "order"))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		twice := divided(t, append(append([]count.Pattern{}, patterns...), patterns...))
		for i, s := range twice.Shares {
			one := want.Shares[i].Share
			if big.NewRat(s.Share.Num(), s.Share.Den()).Cmp(big.NewRat(2*one.Num(), one.Den())) != 0 {
				t.Fatalf("%v, twice %v", one, s.Share)
			}
		}
	})
}

func TestDivideMissesRefusesWhatCannotBeCounted(t *testing.T) {
	missed := logistics.Rights{}.With(logistics.RightTime, logistics.Missed)
	of := func(cases ...int64) (patterns []count.Pattern) {
		for _, n := range cases {
			patterns = append(patterns, count.Pattern{Rights: missed, Cases: n})
		}
		return patterns
	}
	_, err := compare.DivideMisses(of(-1, math.MaxInt64/420, 1))
	wantFaults(t, err, "/patterns/0/cases: out_of_range", "/patterns/2/cases: out_of_range")
	m, err := compare.DivideMisses(of(math.MaxInt64 / 420))
	if err != nil || m.Shares[6].Share.Num() != math.MaxInt64/420 {
		t.Errorf("%+v, %v", m, err)
	}
	m, err = compare.DivideMisses(nil)
	if err != nil || m.Missed != 0 || len(m.Shares) != 7 || m.Shares[0].Share.String() != "0/1" ||
		m.Reasons()[0].Code != compare.MissesDivided {
		t.Errorf("%+v, %v", m, err)
	}
}

func TestRightsNotMissedHaveNoReason(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := divided(t, anyPatterns().Draw(t, "patterns"))
		sum, missed := new(big.Rat), 0
		for _, s := range m.Shares {
			if s.Missed > 0 {
				missed++
			}
		}
		for _, r := range m.Reasons() {
			if r.Code == compare.MissesRight {
				missed--
				share := logistics.MustRatio(r.Param("share"))
				sum.Add(sum, big.NewRat(share.Num(), share.Den()))
			}
		}
		if missed != 0 || sum.Cmp(big.NewRat(m.Missed, 1)) != 0 {
			t.Fatalf("%+v: %+v", m, m.Reasons())
		}
	})
}

func TestTheJointShareKeepsToItsBounds(t *testing.T) {
	whole := rapid.Custom(func(t *rapid.T) count.Pattern { // every right is judged
		p := count.Pattern{Cases: rapid.Int64Range(1, 1000).Draw(t, "cases")}
		for _, r := range logistics.AllRights() {
			p.Rights = p.Rights.With(r, rapid.SampledFrom([]logistics.Verdict{
				logistics.Met, logistics.Met, logistics.Missed,
			}).Draw(t, r.String()))
		}
		return p
	})
	rapid.Check(t, func(t *rapid.T) {
		m := divided(t, rapid.SliceOfN(whole, 1, 6).Draw(t, "patterns"))
		joint, product := big.NewRat(m.Joint().Num(), m.Joint().Den()), m.Independent()
		least := big.NewRat(1, 1)
		for _, s := range m.Shares {
			kept := big.NewRat(s.Judged-s.Missed, s.Judged)
			if joint.Cmp(kept) > 0 || product.Cmp(kept) > 0 {
				t.Fatalf("%v and %v above the %v of %v", joint, product, kept, s.Right)
			}
			least.Sub(least, big.NewRat(s.Missed, s.Judged))
		}
		if joint.Cmp(least) < 0 || product.Cmp(least) < 0 || product.Sign() < 0 {
			t.Fatalf("%v and %v below %v", joint, product, least)
		}
	})
}

// Every pattern of two rights, as often as independence has it, is the product.
func TestIndependentMissesAreTheProduct(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64Range(0, 10).Draw(t, "missed a"), rapid.Int64Range(0, 10).Draw(t, "missed b")
		verdict := map[bool]logistics.Verdict{true: logistics.Missed, false: logistics.Met}
		var patterns []count.Pattern
		for _, first := range []bool{true, false} {
			for _, second := range []bool{true, false} {
				cases := map[bool]int64{true: a, false: 10 - a}[first] * map[bool]int64{true: b, false: 10 - b}[second]
				rights := logistics.Rights{}.With(logistics.RightTime, verdict[first]).With(
					logistics.RightQuantity, verdict[second],
				)
				patterns = append(patterns, count.Pattern{Rights: rights, Cases: cases})
			}
		}
		m := divided(t, patterns)
		if m.Independent().Cmp(big.NewRat(m.Joint().Num(), m.Joint().Den())) != 0 {
			t.Fatalf("%v, independent %v", m.Joint(), m.Independent())
		}
	})
	none := compare.Misses{}
	if none.Independent() != nil || !none.Joint().IsZero() || !(compare.Misses{Kept: -1}).Joint().IsZero() {
		t.Errorf("%v %v", none.Independent(), none.Joint())
	}
}
