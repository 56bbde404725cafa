package benchmark_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi/benchmark"
)

func members() *rapid.Generator[[]benchmark.Member] {
	return rapid.Custom(func(r *rapid.T) []benchmark.Member {
		list := make([]benchmark.Member, rapid.IntRange(1, 12).Draw(r, "members"))
		for i := range list {
			total := rapid.Int64Range(0, 5000).Draw(r, "total")
			list[i] = benchmark.Member{
				ID: logistics.MustID("C" + strconv.Itoa(i)), Good: rapid.Int64Range(0, total).Draw(r, "good"),
				Total: total,
			}
		}
		list[0] = benchmark.Member{ID: list[0].ID, Good: 3, Total: 3}
		return list
	})
}

func TestAShrunkValueIsBetweenItsOwnAndTheMean(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		list := members().Draw(r, "members")
		f, err := benchmark.Rank(list, logistics.HigherIsBetter)
		if err != nil || len(f.Standings)+len(f.Unranked) != len(list) {
			r.Fatal(f, err)
		}
		mean, _ := f.Mean.Float()
		for i, s := range f.Standings {
			own := float64(s.Good) / float64(s.Total)
			if s.Value < min(own, mean)-1e-12 || s.Value > max(own, mean)+1e-12 || s.Weight < 0 || s.Weight > 1 {
				r.Fatalf("%v of %v and a mean of %v", s.Value, own, mean)
			}
			if i > 0 && s.Value > f.Standings[i-1].Value {
				r.Fatalf("%v after %v", s.Value, f.Standings[i-1].Value)
			}
			for _, other := range f.Standings {
				if other.Total > s.Total && other.Weight < s.Weight {
					r.Fatalf("%d cases weigh %v, %d cases %v", other.Total, other.Weight, s.Total, s.Weight)
				}
			}
		}
		again, err := benchmark.Rank(rapid.Permutation(list).Draw(r, "order"), logistics.HigherIsBetter)
		equal := cmp.Options{cmp.Comparer(logistics.Ratio.Equal), cmp.Comparer(logistics.ID.Equal)}
		if err != nil || !cmp.Equal(f, again, equal) {
			r.Fatalf("%+v, in another order %+v", f, again)
		}
		// Counting the bad ones instead, where fewer are better, is the same ranking.
		for i := range list {
			list[i].Good = list[i].Total - list[i].Good
		}
		bad, err := benchmark.Rank(list, logistics.LowerIsBetter)
		if err != nil || math.Abs(bad.Strength-f.Strength) > 1e-6*max(1, f.Strength) {
			r.Fatalf("strength %v, mirrored %v: %v", f.Strength, bad.Strength, err)
		}
		for i := range f.Standings {
			if math.Abs(bad.Standings[i].Value-1+f.Standings[i].Value) > 1e-9 {
				r.Fatalf("%v, mirrored %v", f.Standings[i], bad.Standings[i])
			}
		}
	})
}

func TestThreeOfThreeDoNotTopThreeHundred(t *testing.T) {
	f, err := benchmark.Rank([]benchmark.Member{
		{ID: logistics.MustID("TINY"), Good: 3, Total: 3},
		{ID: logistics.MustID("GREAT"), Good: 300, Total: 301},
		{ID: logistics.MustID("FAIR"), Good: 270, Total: 300},
		{ID: logistics.MustID("POOR"), Good: 210, Total: 300},
		{ID: logistics.MustID("NEW")},
	}, logistics.HigherIsBetter)
	if err != nil || f.Standings[0].ID != logistics.MustID("GREAT") || f.Standings[1].ID == logistics.MustID("POOR") ||
		len(f.Unranked) != 1 {
		t.Errorf("%+v, %v", f, err)
	}
}

// TestTheStrengthIsThatOfTheLawDrawnFrom: members whose shares follow a beta law of 30 cases.
func TestTheStrengthIsThatOfTheLawDrawnFrom(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	list := make([]benchmark.Member, 20_000)
	for i := range list {
		// A beta variable of whole parameters a and b is the a-th smallest of a+b-1 uniform ones.
		uniform := make([]float64, 29)
		for k := range uniform {
			uniform[k] = r.Float64()
		}
		slices.Sort(uniform)
		share, total := uniform[23], int64(5+r.IntN(100))
		list[i] = benchmark.Member{ID: logistics.MustID("C" + strconv.Itoa(i)), Total: total}
		for range total {
			if r.Float64() < share {
				list[i].Good++
			}
		}
	}
	f, err := benchmark.Rank(list, logistics.HigherIsBetter)
	if mean, _ := f.Mean.Float(); err != nil || math.Abs(f.Strength-30) > 1.5 || math.Abs(mean-0.8) > 0.005 {
		t.Errorf("strength %v, mean %v, want 30 and 0.8: %v", f.Strength, mean, err)
	}
}

func someOptions() *rapid.Generator[[]benchmark.Option] {
	return rapid.Custom(func(r *rapid.T) []benchmark.Option {
		list := make([]benchmark.Option, rapid.IntRange(1, 12).Draw(r, "options"))
		for i := range list {
			list[i] = benchmark.Option{
				ID:      logistics.MustID("O" + strconv.Itoa(i)),
				Cost:    logistics.Minor(rapid.Int64Range(0, 2000).Draw(r, "cost"), logistics.MustCurrency("EUR")),
				Service: percent(rapid.IntRange(0, 100).Draw(r, "service")),
			}
		}
		return list
	})
}

// TestNothingBeatsAnEfficientOption compares each option with every other.
func TestNothingBeatsAnEfficientOption(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		list := someOptions().Draw(r, "options")
		f, err := benchmark.Efficient(rapid.Permutation(list).Draw(r, "order"))
		if err != nil || len(f.Steps)+len(f.Dominated) != len(list) {
			r.Fatal(f, err)
		}
		compare := func(a, b benchmark.Option) (cost, service int) {
			cost, _ = a.Cost.Cmp(b.Cost)
			service, _ = a.Service.Cmp(b.Service)
			return cost, service
		}
		for _, s := range f.Steps {
			for _, o := range list {
				if cost, service := compare(o, s.Option); cost <= 0 && service >= 0 && (cost < 0 || service > 0) {
					r.Fatalf("%+v beats %+v", o, s)
				}
			}
		}
		for _, d := range f.Dominated {
			i := slices.IndexFunc(f.Steps, func(s benchmark.Step) bool { return s.ID == d.By })
			if i < 0 {
				r.Fatalf("%s is beaten by %s, which is not efficient", d.ID, d.By)
			}
			if cost, service := compare(f.Steps[i].Option, d.Option); cost > 0 || service < 0 {
				r.Fatalf("%+v does not beat %+v", f.Steps[i], d)
			}
		}
		worth := rapid.Int64Range(0, 500).Draw(r, "worth")
		best, err := f.Choose(logistics.Minor(worth, logistics.MustCurrency("EUR")))
		if err != nil {
			r.Fatal(err)
		}
		left := func(o benchmark.Option) int64 {
			cents, _ := o.Cost.MinorUnits()
			return worth*o.Service.Num()*(100/o.Service.Den()) - cents
		}
		for _, o := range list {
			if left(o) > left(best.Option) {
				r.Fatalf("%+v leaves %d, %+v only %d", o, left(o), best, left(best.Option))
			}
		}
	})
}

func TestACurveGivesBackWhatItWasMadeOf(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		fixed, slope := rapid.Float64Range(0, 1e5).Draw(r, "fixed"), rapid.Float64Range(10, 1e4).Draw(r, "slope")
		var list []benchmark.Option
		for i, failing := range rapid.SliceOfNDistinct(rapid.IntRange(1, 99), 3, 9, rapid.ID).Draw(r, "failing") {
			cost := fixed + slope*math.Log(100/float64(failing))
			list = append(list, benchmark.Option{
				ID:      logistics.MustID("O" + strconv.Itoa(i)),
				Cost:    logistics.MustMoney(strconv.FormatFloat(cost, 'f', 8, 64) + " EUR"),
				Service: percent(100 - failing),
			})
		}
		c, err := benchmark.FitCurve(list)
		if err != nil || math.Abs(c.Fixed-fixed) > 1e-4 || math.Abs(c.Slope-slope) > 1e-4*slope || c.RSquared < 1-1e-6 {
			r.Fatalf("%+v of %v and %v: %v", c, fixed, slope, err)
		}
		at := percent(rapid.IntRange(0, 98).Draw(r, "service"))
		marginal, err := c.Marginal(at)
		if err != nil {
			r.Fatal(err)
		}
		below, _ := c.Cost(at)
		above, _ := c.Cost(ratio(strconv.FormatInt(at.Num()*10000+1, 10) + "/1000000"))
		if math.Abs((above-below)*10000-marginal) > 0.02*marginal {
			r.Fatalf("%v a point, the difference says %v", marginal, (above-below)*10000)
		}
		if marginal >= 0.01 {
			o, err := c.Optimum(logistics.MustMoney(strconv.FormatFloat(marginal, 'f', 9, 64)+" EUR"), 2)
			want, _ := at.Float()
			if err != nil || math.Abs(o.Service-want) > 1e-6 || o.Low > o.Service || o.High < o.Service {
				r.Fatalf("%+v, want %v: %v", o, want, err)
			}
		}
	})
}

func TestConcentrationAgainstTheOracle(t *testing.T) {
	rows := golden.Table(t, "testdata/pareto.csv")
	items := make([]benchmark.Item, len(rows))
	for i, row := range rows {
		n, err := strconv.ParseInt(row["count"], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		items[len(rows)-1-i] = benchmark.Item{ID: logistics.MustID(row["cause"]), Effort: 1, Result: n}
	}
	c, err := benchmark.Concentrate(items)
	if err != nil {
		t.Fatal(err)
	}
	passed := 0
	for i, row := range rows {
		l := c.Lines[i]
		share, _ := l.ResultShare.Float()
		want, _ := strconv.ParseFloat(row["cum_pct"], 64)
		if l.ID.String() != row["cause"] || strconv.FormatInt(l.ResultShare.Num(), 10) != row["cum"] ||
			math.Abs(100*share-want) > 1e-12*want {
			t.Errorf("%v, want %v", l, row)
			continue
		}
		passed++
	}
	t.Logf("%d rows passed of %d", passed, len(rows))
}

// TestNoItemsOfTheSameEffortGiveMore: of single efforts, any other choice of as many brings no more.
func TestNoItemsOfTheSameEffortGiveMore(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		items := make([]benchmark.Item, rapid.IntRange(1, 10).Draw(r, "items"))
		for i := range items {
			items[i] = benchmark.Item{
				ID: logistics.MustID("C" + strconv.Itoa(i)), Effort: 1,
				Result: rapid.Int64Range(0, 50).Draw(r, "result"),
			}
		}
		items[0].Result = 7
		c, err := benchmark.Concentrate(items)
		if err != nil {
			r.Fatal(err)
		}
		effort, result := percent(rapid.IntRange(0, 100).Draw(r, "effort")), percent(rapid.IntRange(0, 100).Draw(
			r, "wanted",
		))
		h, err := c.Check(effort, result)
		if err != nil {
			r.Fatal(err)
		}
		chosen := rapid.Permutation(items).Draw(r, "chosen")[:h.Items]
		sum := int64(0)
		for _, item := range chosen {
			sum += item.Result
		}
		if sum > h.Brings.Num() || (h.Used.Num()*100 > effort.Num()*(100/effort.Den())*h.Used.Den()) {
			r.Fatalf("%d of %+v", sum, h)
		}
		needed, _ := c.Check(h.Needed, result)
		if !needed.Holds || h.Holds != (mustCmp(h.Brings, result) >= 0) || h.Holds && mustCmp(h.Needed, effort) > 0 {
			r.Fatalf("%+v, with what is needed %+v", h, needed)
		}
	})
}

func mustCmp(a, b logistics.Ratio) int { order, _ := a.Cmp(b); return order }
