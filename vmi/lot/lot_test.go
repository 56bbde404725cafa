package lot_test

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/vmi/lot"
)

// table reads a file of cases; a cell that holds a list has its elements between semicolons.
func table(t testing.TB, name string) (rows []map[string][]float64) {
	t.Helper()
	for _, record := range golden.Table(t, "testdata/"+name) {
		row := map[string][]float64{}
		for column, cell := range record {
			for text := range strings.SplitSeq(cell, ";") {
				if f, err := strconv.ParseFloat(text, 64); err == nil {
					row[column] = append(row[column], f)
				}
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// at is the figure of a period: a list has one for each, a single one holds for all.
func at(list []float64, i int) float64 {
	if len(list) == 1 {
		return list[0]
	}
	return list[i]
}

func near(got, want, tolerance float64) bool {
	return math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))
}

func TestWagnerWhitinAgainstTheOracle(t *testing.T) {
	passed, rows := 0, table(t, "wagner_whitin.csv")
	for i, row := range rows {
		periods := make([]lot.Period, len(row["demand"]))
		for k, d := range row["demand"] {
			periods[k] = lot.Period{Demand: d, Setup: at(row["K"], k), Holding: at(row["h"], k), Price: at(row["c"], k)}
		}
		plan, err := lot.WagnerWhitin(periods)
		var w lot.Work
		alone, _ := w.WagnerWhitin(periods)
		if want := row["cost"][0]; err != nil || !near(plan.Cost(), want, 1e-9) || !near(alone, want, 1e-9) {
			t.Errorf("row %d: %v and %v, want %v: %v", i, plan.Cost(), alone, want, err)
			continue
		}
		passed++
	}
	t.Logf("%d rows passed of %d", passed, len(rows))
}

func TestJointReplenishmentAgainstTheOracle(t *testing.T) {
	passed, rows := 0, table(t, "joint_replenishment.csv")
	for i, row := range rows {
		items := make([]lot.Member, len(row["k"]))
		for k := range items {
			items[k] = lot.Member{Setup: row["k"][k], Holding: row["h"][k], Demand: row["lambda"][k]}
		}
		silver, err := lot.SilverCycle(row["K"][0], items)
		if err != nil || !near(silver.Cost, row["silver_cost"][0], 1e-10) ||
			!near(silver.Base, row["silver_T"][0], 1e-10) {
			t.Errorf(
				"row %d: heuristic %v every %v, want %v every %v: %v", i, silver.Cost, silver.Base,
				row["silver_cost"][0], row["silver_T"][0], err,
			)
			continue
		}
		for k := range items {
			if float64(silver.Multiples[k]) != row["silver_m"][k] || !near(silver.Lots[k], row["silver_Q"][k], 1e-10) {
				t.Errorf("row %d: multiples %v, lots %v", i, silver.Multiples, silver.Lots)
			}
		}
		best, err := lot.JointReplenishment(row["K"][0], items)
		want := row["silver_cost"][0]
		if optimum := row["opt_cost"]; len(optimum) > 0 {
			want = optimum[0]
			if !near(best.Cost, want, 1e-10) {
				t.Errorf("row %d: best %v, want %v", i, best.Cost, want)
				continue
			}
		}
		if err != nil || best.Cost > want*(1+1e-10) {
			t.Errorf("row %d: best %v, want %v: %v", i, best.Cost, want, err)
			continue
		}
		passed++
	}
	t.Logf("%d rows passed of %d", passed, len(rows))
}

func anyPeriods(most int) *rapid.Generator[[]lot.Period] {
	return rapid.Custom(func(t *rapid.T) []lot.Period {
		list := make([]lot.Period, rapid.IntRange(1, most).Draw(t, "periods"))
		for i := range list {
			list[i] = lot.Period{
				Demand:  float64(rapid.SampledFrom([]int{0, 0, 1, 3, 7, 12}).Draw(t, "demand")),
				Setup:   float64(rapid.IntRange(0, 40).Draw(t, "setup")),
				Holding: float64(rapid.IntRange(0, 4).Draw(t, "holding")) / 2,
				Price:   float64(rapid.IntRange(0, 5).Draw(t, "price")),
			}
		}
		return list
	})
}

// everyPlan tries every set of periods with an order, each covering up to the next one.
func everyPlan(periods []lot.Period) float64 {
	least := math.Inf(1)
	for set := range 1 << len(periods) {
		total, stock, met := 0.0, 0.0, true
		for i, p := range periods {
			if set>>i&1 == 1 {
				q := 0.0
				for k := i; k < len(periods) && (k == i || set>>k&1 == 0); k++ {
					q += periods[k].Demand
				}
				if q > 0 {
					total += p.Setup + p.Price*q
				}
				stock += q
			}
			if stock -= p.Demand; stock < 0 {
				met = false
				break
			}
			total += p.Holding * stock
		}
		if met {
			least = math.Min(least, total)
		}
	}
	return least
}

func TestWagnerWhitinIsTheBestOfEveryPlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		periods := anyPeriods(9).Draw(t, "periods")
		plan, err := lot.WagnerWhitin(periods)
		if err != nil || !near(plan.Cost(), everyPlan(periods), 1e-12) {
			t.Fatalf("%v, want %v: %v", plan.Cost(), everyPlan(periods), err)
		}
		longer, err := lot.WagnerWhitin(append(periods, lot.Period{Setup: 3, Holding: 1}, lot.Period{}))
		if err != nil || !near(longer.Cost(), plan.Cost(), 1e-12) {
			t.Fatalf("%v with periods without demand after it, %v without", longer.Cost(), plan.Cost())
		}
	})
}

// TestNoRuleBeatsWagnerWhitin, and every rule meets the demand from stock.
func TestNoRuleBeatsWagnerWhitin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		periods := anyPeriods(20).Draw(t, "periods")
		best, err := lot.WagnerWhitin(periods)
		if err != nil {
			t.Fatal(err)
		}
		for name, rule := range map[string]func([]lot.Period) (lot.Plan, error){
			"lot for lot": lot.LotForLot, "Silver-Meal": lot.SilverMeal, "least unit cost": lot.LeastUnitCost,
			"part period":   lot.PartPeriod,
			"three periods": func(p []lot.Period) (lot.Plan, error) { return lot.FixedPeriods(p, 3) },
		} {
			plan, err := rule(periods)
			if err != nil || plan.Cost() < best.Cost()-1e-9 {
				t.Fatalf("%s costs %v, the best %v: %v", name, plan.Cost(), best.Cost(), err)
			}
			stock := 0.0
			for i, p := range periods {
				if stock += plan.Orders[i] - p.Demand; stock < -1e-9 {
					t.Fatalf("%s: %v of period %d is not met", name, plan.Orders, i)
				}
			}
			if math.Abs(stock) > 1e-9 {
				t.Fatalf("%s leaves %v", name, stock)
			}
		}
	})
}

// TestRulesOnTheClassicExample is the twelve months of the textbook: holding 0.4, ordering 54.
func TestRulesOnTheClassicExample(t *testing.T) {
	periods := lot.Periods([]float64{10, 62, 12, 130, 154, 129, 88, 52, 124, 160, 238, 41}, 54, 0.4)
	for name, c := range map[string]struct {
		rule func([]lot.Period) (lot.Plan, error)
		want float64
	}{
		"Wagner-Whitin": {lot.WagnerWhitin, 501.2}, "Silver-Meal": {lot.SilverMeal, 501.2},
		"lot for lot":     {lot.LotForLot, 648},
		"least unit cost": {lot.LeastUnitCost, 558.8}, "part period": {lot.PartPeriod, 600},
	} {
		plan, err := c.rule(periods)
		if err != nil || !near(plan.Cost(), c.want, 1e-12) {
			t.Errorf("%s: %v with %v, want %v: %v", name, plan.Cost(), plan.Orders, c.want, err)
		}
	}
}

// everyOrder tries every order that is allowed in every period.
func everyOrder(periods []lot.Period, o lot.Order, stock int64, orders []int64) float64 {
	if len(periods) == 0 {
		return 0
	}
	least := math.Inf(1)
	for _, q := range orders {
		left := stock + q - int64(periods[0].Demand)
		if left < 0 || o.Stock > 0 && left > o.Stock {
			continue
		}
		total := periods[0].Holding*float64(left) + everyOrder(periods[1:], o, left, orders)
		if q > 0 {
			total += periods[0].Setup + periods[0].Price*float64(q)
		}
		least = math.Min(least, total)
	}
	return least
}

func TestConstrainedIsTheBestOfEveryOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		periods := anyPeriods(4).Draw(t, "periods")
		o := lot.Order{
			Minimum: rapid.Int64Range(0, 6).Draw(t, "minimum"), Multiple: rapid.Int64Range(0, 4).Draw(t, "multiple"),
			Maximum: rapid.SampledFrom([]int64{0, 8, 12, 30}).Draw(t, "maximum"),
			Stock:   rapid.SampledFrom([]int64{0, 0, 10}).Draw(t, "most"),
		}
		stock := rapid.Int64Range(0, 5).Draw(t, "stock")
		orders := []int64{0}
		for q := int64(1); q <= 50; q++ {
			if q >= o.Minimum && q%max(o.Multiple, 1) == 0 && (o.Maximum == 0 || q <= o.Maximum) {
				orders = append(orders, q)
			}
		}
		want := everyOrder(periods, o, stock, orders)
		plan, err := lot.Constrained(periods, o, stock)
		if math.IsInf(want, 1) != (err != nil) || err == nil && !near(plan.Cost(), want, 1e-9) {
			t.Fatalf("%v with %v, want %v: %v", plan.Cost(), plan.Orders, want, err)
		}
		if err == nil && o == (lot.Order{}) && stock == 0 {
			if free, _ := lot.WagnerWhitin(periods); !near(free.Cost(), plan.Cost(), 1e-9) {
				t.Fatalf("%v without constraints, %v by Wagner and Whitin", plan.Cost(), free.Cost())
			}
		}
	})
}

func families() *rapid.Generator[[]lot.Member] {
	return rapid.Custom(func(t *rapid.T) []lot.Member {
		items := make([]lot.Member, rapid.IntRange(1, 4).Draw(t, "items"))
		for i := range items {
			items[i] = lot.Member{
				Demand: rapid.Float64Range(1, 500).Draw(t, "demand"), Setup: rapid.Float64Range(0, 60).Draw(t, "setup"),
				Holding: rapid.Float64Range(0.1, 9).Draw(t, "holding"),
			}
		}
		return items
	})
}

// TestJointReplenishmentIsTheBestOfEveryCycle tries every set of multiples up to twelve.
func TestJointReplenishmentIsTheBestOfEveryCycle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items, major := families().Draw(t, "items"), rapid.Float64Range(5, 200).Draw(t, "major")
		best, err := lot.JointReplenishment(major, items)
		if err != nil {
			t.Fatal(err)
		}
		least := math.Inf(1)
		var all func(i int, fixed, holding float64)
		all = func(i int, fixed, holding float64) {
			if i == len(items) {
				least = math.Min(least, math.Sqrt(2*fixed*holding))
				return
			}
			for n := 1.0; n <= 12; n++ {
				all(i+1, fixed+items[i].Setup/n, holding+items[i].Holding*items[i].Demand*n)
			}
		}
		all(0, major, 0)
		silver, _ := lot.SilverCycle(major, items)
		power, err := lot.PowerOfTwo(major, items)
		if best.Cost > least*(1+1e-9) || best.Cost > silver.Cost*(1+1e-12) || err != nil ||
			power.Cost < best.Cost*(1-1e-9) || power.Cost > 1.0607*best.Cost {
			t.Fatalf("%v, want %v; the heuristic %v, powers of two %v", best, least, silver.Cost, power)
		}
		once := false
		for _, n := range best.Multiples {
			once = once || n == 1
		}
		if !once {
			t.Fatalf("no item is in every order: %v", best.Multiples)
		}
	})
}

// TestTheLoadIsFilledByNeed holds a load to its vehicles, and to the rule: no item that could take a pack
// more has less cover than an item had before its last one.
func TestTheLoadIsFilledByNeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		vehicle := lot.Size{Weight: 1000, Pallets: 33}
		candidates := make([]lot.Candidate, rapid.IntRange(1, 6).Draw(t, "items"))
		must := int64(0)
		for i := range candidates {
			c := lot.Candidate{
				Item: logistics.MustID("I" + strconv.Itoa(i)), Pack: float64(rapid.IntRange(1, 50).Draw(t, "pack")),
				Must:   rapid.Int64Range(0, 4).Draw(t, "must"),
				Stock:  float64(rapid.IntRange(-20, 400).Draw(t, "stock")),
				Demand: float64(rapid.IntRange(0, 30).Draw(t, "demand")),
				Size: lot.Size{
					Weight:  float64(rapid.IntRange(1, 200).Draw(t, "weight")),
					Pallets: float64(rapid.IntRange(0, 8).Draw(t, "pallets")) / 4,
				},
			}
			c.Max = c.Must + rapid.Int64Range(0, 30).Draw(t, "more")
			must += c.Must
			candidates[i] = c
		}
		load, err := lot.Fill(vehicle, candidates)
		if err != nil {
			t.Fatal(err)
		}
		var used lot.Size
		for i, l := range load.Items {
			used.Weight += candidates[i].Size.Weight * float64(l.Packs)
			used.Pallets += candidates[i].Size.Pallets * float64(l.Packs)
			if l.Packs < l.Must || l.Packs > candidates[i].Max || l.Must != candidates[i].Must {
				t.Fatalf("%+v of %+v", l, candidates[i])
			}
		}
		n := float64(load.Vehicles)
		if used.Weight > 1000*n+1e-6 || used.Pallets > 33*n+1e-6 || (must == 0) != (load.Vehicles == 0) {
			t.Fatalf("%+v on %d vehicles", used, load.Vehicles)
		}
		if load.Vehicles == 0 {
			return
		}
		for i, l := range load.Items {
			c := candidates[i]
			fits := used.Weight+c.Size.Weight <= 1000*n && used.Pallets+c.Size.Pallets <= 33*n
			if l.Packs == c.Max || !fits {
				continue
			}
			t.Fatalf("a pack of %+v still fits", c)
		}
		for i, l := range load.Items {
			for k, o := range load.Items {
				small := candidates[k].Size.Weight <= candidates[i].Size.Weight &&
					candidates[k].Size.Pallets <= candidates[i].Size.Pallets
				if k == i || l.Packs == l.Must || o.Packs == candidates[k].Max || !small {
					continue
				}
				if before := cover(candidates[i], l.Packs-1); cover(candidates[k], o.Packs) < before-1e-9 {
					t.Fatalf("%+v took a pack at a cover of %v, %+v was left", l, before, o)
				}
			}
		}
	})
}

func cover(c lot.Candidate, packs int64) float64 {
	if c.Demand == 0 {
		return 1e9
	}
	return (c.Stock + c.Pack*float64(packs)) / c.Demand
}

func TestProfile(t *testing.T) {
	p := lot.Profile{{Size: 6, From: 1}, {Size: 48, From: 40}, {Size: 240, From: 200}}
	for quantity, want := range map[int64]int64{
		-5: 0, 0: 0, 1: 6, 6: 6, 7: 12, 39: 42, 40: 48, 47: 48, 48: 48, 49: 54, 90: 96, 199: 204, 200: 240, 239: 240,
		240: 240, 245: 246, 441: 480, 430: 432,
	} {
		if got := p.Round(quantity); got != want {
			t.Errorf("%d becomes %d, want %d", quantity, got, want)
		}
	}
	if got := lot.Profile(nil).Round(7); got != 7 {
		t.Errorf("no profile makes %d of 7", got)
	}
	bad := lot.Profile{{Size: 0, From: 0}, {Size: 10, From: 11}, {Size: 15, From: 1}}
	if got := faults(bad.Validate()); got != "/0/from /0/size /1/from /2/size" {
		t.Errorf("%s", got)
	}
}

// faults are the paths of all faults.
func faults(err error) string {
	var list logistics.Faults
	if !errors.As(err, &list) {
		var one *logistics.FieldError
		if errors.As(err, &one) {
			return one.Path + ":" + string(one.Code)
		}
		return ""
	}
	var paths []string
	for _, f := range list {
		paths = append(paths, f.Path)
	}
	return strings.Join(paths, " ")
}

func TestEveryFault(t *testing.T) {
	nan := math.NaN()
	_, err := lot.WagnerWhitin([]lot.Period{{}, {Demand: nan, Setup: -1, Holding: math.Inf(1), Price: 2e15}})
	if got := faults(err); got != "/periods/1/demand /periods/1/holding /periods/1/price /periods/1/setup" {
		t.Errorf("%s: %v", got, err)
	}
	for name, run := range map[string]func() error{
		"/periods": func() error { _, err := lot.SilverMeal(nil); return err },
		":out_of_range": func() error {
			_, err := lot.FixedPeriods(lot.Periods([]float64{1}, 1, 1), 0)
			return err
		},
		"/items /major": func() error { _, err := lot.JointReplenishment(0, nil); return err },
		"/items/0/demand /items/0/holding /items/0/setup": func() error {
			_, err := lot.PowerOfTwo(1, []lot.Member{{Setup: -1, Holding: nan}})
			return err
		},
		":too_many": func() error {
			_, err := lot.JointReplenishment(
				1e-9, []lot.Member{{Demand: 1, Setup: 1e9, Holding: 1e-6}, {Demand: 1, Setup: 0, Holding: 1e6}},
			)
			return err
		},
		"/order/maximum /order/minimum /order/multiple /order/stock /periods/0/demand /stock": func() error {
			_, err := lot.Constrained(
				lot.Periods([]float64{1.5}, 1, 1), lot.Order{Minimum: -1, Multiple: -1, Maximum: -1, Stock: -1}, -1,
			)
			return err
		},
		"/order/maximum": func() error {
			_, err := lot.Constrained(
				lot.Periods([]float64{1}, 1, 1), lot.Order{Minimum: 5, Multiple: 4, Maximum: 7}, 0,
			)
			return err
		},
		":conflict": func() error {
			_, err := lot.Constrained(lot.Periods([]float64{9}, 1, 1), lot.Order{Maximum: 7}, 0)
			return err
		},
		"/vehicle": func() error { _, err := lot.Fill(lot.Size{}, nil); return err },
		"/candidates/0/item /candidates/0/max /candidates/0/must /candidates/0/pack /candidates/0/size " +
			"/candidates/0/stock /candidates/1/size": func() error {
			_, err := lot.Fill(lot.Size{Weight: 10}, []lot.Candidate{
				{Must: -1, Max: -2, Stock: nan, Size: lot.Size{Volume: 1}},
				{Item: logistics.MustID("x"), Pack: 1, Size: lot.Size{Weight: 11}},
			})
			return err
		},
		"/candidates": func() error {
			_, err := lot.Fill(lot.Size{Weight: 10}, []lot.Candidate{
				{Item: logistics.MustID("x"), Pack: 1, Max: 9_000_000, Size: lot.Size{Weight: 1}},
				{Item: logistics.MustID("y"), Pack: 1, Max: 9_000_000, Size: lot.Size{Weight: 1}},
			})
			return err
		},
	} {
		if err := run(); faults(err) != name || !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s, want %s: %v", faults(err), name, err)
		}
	}
	huge := lot.Periods([]float64{1e6, 1e6}, 1, 1)
	if _, err := lot.Constrained(huge, lot.Order{}, 0); faults(err) != ":too_many" {
		t.Errorf("%v", err)
	}
}

func year() []lot.Period {
	demand := make([]float64, 52)
	for i := range demand {
		demand[i] = float64((i*37)%90 + 10)
	}
	return lot.Periods(demand, 54, 0.4)
}

func TestTheCostAloneDoesNotAllocate(t *testing.T) {
	var w lot.Work
	periods := year()
	if _, err := w.WagnerWhitin(periods); err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(100, func() { _, _ = w.WagnerWhitin(periods) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkWagnerWhitin52(b *testing.B) {
	var w lot.Work
	periods := year()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := w.WagnerWhitin(periods); err != nil {
			b.Fatal(err)
		}
	}
}

// TestFiguresWithoutDigitsAreRefused: the smallest numbers there are gave costs that are no numbers.
func TestFiguresWithoutDigitsAreRefused(t *testing.T) {
	const tiny = 5e-324
	periods := []lot.Period{{Demand: tiny, Setup: 1, Holding: 1}, {Demand: 1, Setup: 1, Holding: tiny}}
	members := []lot.Member{{Demand: tiny, Setup: 1, Holding: 1}, {Demand: 1, Setup: 1, Holding: tiny}}
	_, silverMeal := lot.SilverMeal(periods)
	_, wagnerWhitin := lot.WagnerWhitin(periods)
	_, joint := lot.JointReplenishment(1, members)
	_, powers := lot.PowerOfTwo(1, members)
	for name, err := range map[string]error{
		"Silver-Meal": silverMeal, "Wagner-Whitin": wagnerWhitin, "joint": joint, "powers of two": powers,
	} {
		if !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s takes a demand of 5e-324: %v", name, err)
		}
	}
	if got := (lot.Profile{{Size: 0, From: 1}}).Round(7); got != 7 {
		t.Errorf("a profile that is not valid rounds 7 to %d", got)
	}
}
