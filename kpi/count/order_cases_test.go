package count_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
	"pgregory.net/rapid"
)

// lineOf is an outcome of an order, judged by seven verdicts.
func lineOf(order int, verdicts []logistics.Verdict) logistics.Outcome {
	o := logistics.Outcome{Customer: subjects[0]}
	if order > 0 {
		o.Order = logistics.MustID("O-" + strconv.Itoa(order))
	}
	for i, r := range logistics.AllRights() {
		o.Rights = o.Rights.With(r, verdicts[i])
	}
	return o
}

func anyLines() *rapid.Generator[[]logistics.Outcome] {
	verdicts := rapid.SampledFrom([]logistics.Verdict{
		logistics.Met, logistics.Met, logistics.Missed, logistics.Undetermined,
	})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) logistics.Outcome {
		return lineOf(rapid.IntRange(0, 3).Draw(t, "order"), rapid.SliceOfN(verdicts, 7, 7).Draw(t, "verdicts"))
	}), 0, 10)
}

// The twin goes through the orders of each right by itself.
func TestAnOrderMissesWhatALineMisses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		outcomes := anyLines().Draw(t, "lines")
		patterns, err := count.OrderPatterns(outcomes)
		need(t, err)
		again, err := count.OrderPatterns(rapid.Permutation(outcomes).Draw(t, "order"))
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
		all := int64(0)
		for _, p := range patterns {
			all += p.Cases
		}
		if all != int64(len(orders)) {
			t.Fatalf("%d of %d orders", all, len(orders))
		}
		for _, r := range logistics.AllRights() {
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
			for _, p := range patterns {
				if p.Rights.Missed(r) {
					missed -= p.Cases
				}
				if p.Rights.Judged(r) {
					judged -= p.Cases
				}
			}
			if missed != 0 || judged != 0 {
				t.Fatalf("%v of %+v: %d missed and %d judged are lacking", r, patterns, missed, judged)
			}
		}
	})
}

func TestWaivedLinesDoNotOpenAnOrder(t *testing.T) {
	all := slices.Repeat([]logistics.Verdict{logistics.Met}, 7)
	waived := logistics.Outcome{
		Order: logistics.MustID("O-1"), Customer: subjects[0], Rights: logistics.EachRight(logistics.Waived),
	}
	patterns, err := count.OrderPatterns([]logistics.Outcome{waived, lineOf(1, all), waived})
	if err != nil || len(patterns) != 1 || patterns[0].Rights.JudgedCount() != 7 || patterns[0].Cases != 1 {
		t.Errorf("%v, %v", patterns, err)
	}
	other := lineOf(1, all)
	other.Customer = subjects[1]
	_, err = count.OrderPatterns([]logistics.Outcome{lineOf(1, all), other})
	wantFault(t, err, "/outcomes/1/customer", conflict)
}
