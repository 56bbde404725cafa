package kpi_test

import (
	"encoding/json"
	"math"
	"math/big"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"pgregory.net/rapid"
)

func anyPatterns() *rapid.Generator[[]kpi.Pattern] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) kpi.Pattern {
		p := kpi.Pattern{Cases: rapid.Int64Range(0, 1000).Draw(t, "cases")}
		for _, r := range logistics.AllRights() {
			v := rapid.SampledFrom([]logistics.Verdict{logistics.Met, logistics.Missed, logistics.Undetermined}).Draw(t, r.String())
			p.Rights = p.Rights.With(r, v)
		}
		return p
	}), 0, 6)
}

func divided(t *rapid.T, patterns []kpi.Pattern) kpi.Misses {
	m, err := kpi.DivideMisses(patterns)
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
func missedBy(patterns []kpi.Pattern, rights []logistics.Right) (n int64) {
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
		twice := divided(t, append(append([]kpi.Pattern{}, patterns...), patterns...))
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
	_, err := kpi.DivideMisses([]kpi.Pattern{{missed, -1}, {missed, math.MaxInt64 / 420}, {missed, 1}})
	wantFaults(t, err, "/patterns/0/cases: out_of_range", "/patterns/2/cases: out_of_range")
	m, err := kpi.DivideMisses([]kpi.Pattern{{missed, math.MaxInt64 / 420}})
	if err != nil || m.Shares[6].Share.Num() != math.MaxInt64/420 {
		t.Errorf("%+v, %v", m, err)
	}
	m, err = kpi.DivideMisses(nil)
	if err != nil || m.Missed != 0 || len(m.Shares) != 7 || m.Shares[0].Share.String() != "0/1" || m.Reasons()[0].Code != kpi.MissesDivided {
		t.Errorf("%+v, %v", m, err)
	}
	if text, err := json.Marshal(m); err != nil {
		t.Errorf("%s, %v", text, err)
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
			if r.Code == kpi.MissesRight {
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

// lineOf is an outcome of an order, judged by seven verdicts.
func lineOf(order int, verdicts []logistics.Verdict) logistics.Outcome {
	o := logistics.Outcome{Customer: subjects[0], Verdict: logistics.And(verdicts...)}
	if order > 0 {
		o.Order = logistics.MustID("O-" + strconv.Itoa(order))
	}
	for i, r := range logistics.AllRights() {
		o.Rights = o.Rights.With(r, verdicts[i])
	}
	return o
}

func anyLines() *rapid.Generator[[]logistics.Outcome] {
	verdicts := rapid.SampledFrom([]logistics.Verdict{logistics.Met, logistics.Met, logistics.Missed, logistics.Undetermined})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) logistics.Outcome {
		return lineOf(rapid.IntRange(0, 3).Draw(t, "order"), rapid.SliceOfN(verdicts, 7, 7).Draw(t, "verdicts"))
	}), 0, 10)
}

// The twin goes through the orders of each right by itself.
func TestAnOrderMissesWhatALineMisses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		outcomes := anyLines().Draw(t, "lines")
		patterns, err := kpi.OrderPatterns(outcomes)
		need(t, err)
		again, err := kpi.OrderPatterns(rapid.Permutation(outcomes).Draw(t, "order"))
		need(t, err)
		if diff := cmp.Diff(patterns, again); diff != "" {
			t.Fatal(diff)
		}
		orders := map[string][]logistics.Outcome{}
		for i, o := range outcomes {
			key := o.Order.String()
			if o.Order.IsZero() {
				key = strconv.Itoa(i)
			}
			orders[key] = append(orders[key], o)
		}
		m := divided(t, patterns)
		if m.Missed+m.Kept+m.Unjudged != int64(len(orders)) {
			t.Fatalf("%+v of %d orders", m, len(orders))
		}
		for i, r := range logistics.AllRights() {
			missed, judged := int64(0), int64(0)
			for _, lines := range orders {
				misses := slices.ContainsFunc(lines, func(o logistics.Outcome) bool { return o.Rights.Missed(r) })
				open := slices.ContainsFunc(lines, func(o logistics.Outcome) bool { return !o.Rights.Judged(r) })
				if misses {
					missed++
				}
				if misses || !open {
					judged++
				}
			}
			if s := m.Shares[i]; s.Missed != missed || s.Judged != judged {
				t.Fatalf("%v: %+v, want %d of %d", r, s, missed, judged)
			}
		}
	})
}

func TestWaivedLinesDoNotOpenAnOrder(t *testing.T) {
	all := slices.Repeat([]logistics.Verdict{logistics.Met}, 7)
	waived := logistics.Outcome{Order: logistics.MustID("O-1"), Customer: subjects[0], Verdict: logistics.Waived}
	patterns, err := kpi.OrderPatterns([]logistics.Outcome{waived, lineOf(1, all), waived})
	if err != nil || len(patterns) != 1 || patterns[0].Rights.JudgedCount() != 7 || patterns[0].Cases != 1 {
		t.Errorf("%v, %v", patterns, err)
	}
	other := lineOf(1, all)
	other.Customer = subjects[1]
	_, err = kpi.OrderPatterns([]logistics.Outcome{lineOf(1, all), other})
	wantFaults(t, err, "/outcomes/1/customer: conflict")
}

func TestTheJointShareKeepsToItsBounds(t *testing.T) {
	whole := rapid.Custom(func(t *rapid.T) kpi.Pattern { // every right is judged
		p := kpi.Pattern{Cases: rapid.Int64Range(1, 1000).Draw(t, "cases")}
		for _, r := range logistics.AllRights() {
			p.Rights = p.Rights.With(r, rapid.SampledFrom([]logistics.Verdict{logistics.Met, logistics.Met, logistics.Missed}).Draw(t, r.String()))
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
		var patterns []kpi.Pattern
		for _, first := range []bool{true, false} {
			for _, second := range []bool{true, false} {
				cases := map[bool]int64{true: a, false: 10 - a}[first] * map[bool]int64{true: b, false: 10 - b}[second]
				rights := logistics.Rights{}.With(logistics.RightTime, verdict[first]).With(logistics.RightQuantity, verdict[second])
				patterns = append(patterns, kpi.Pattern{Rights: rights, Cases: cases})
			}
		}
		m := divided(t, patterns)
		if m.Independent().Cmp(big.NewRat(m.Joint().Num(), m.Joint().Den())) != 0 {
			t.Fatalf("%v, independent %v", m.Joint(), m.Independent())
		}
	})
	none := kpi.Misses{}
	if none.Independent() != nil || !none.Joint().IsZero() || !(kpi.Misses{Kept: -1}).Joint().IsZero() {
		t.Errorf("%v %v", none.Independent(), none.Joint())
	}
}
