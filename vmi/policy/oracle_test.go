package policy_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/vmi/policy"
)

// record is a row of a table, its cells by the name of their column.
type record map[string]string

func records(t *testing.T, name string) []record {
	t.Helper()
	var out []record
	for _, row := range golden.Table(t, "testdata/"+name+".csv") {
		out = append(out, row)
	}
	return out
}

func (r record) number(column string) float64 {
	f, err := strconv.ParseFloat(r[column], 64)
	if err != nil {
		return math.NaN()
	}
	return f
}

func (r record) numbers(column string) []float64 {
	var list []float64
	for part := range strings.SplitSeq(r[column], ";") {
		f, err := strconv.ParseFloat(part, 64)
		if err != nil {
			f = math.NaN()
		}
		list = append(list, f)
	}
	return list
}

func near(got, want, tolerance float64) bool { return math.Abs(got-want) <= tolerance*math.Abs(want) }

// tally counts the rows that a check passes and logs the sum.
type tally struct {
	t              *testing.T
	passed, failed int
}

func newTally(t *testing.T) *tally {
	s := &tally{t: t}
	t.Cleanup(func() { t.Logf("%d of %d rows", s.passed, s.passed+s.failed) })
	return s
}

func (s *tally) row(ok bool, row any, got ...any) {
	if ok {
		s.passed++
		return
	}
	s.failed++
	s.t.Errorf("%v: got %v", row, got)
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func TestEconomicOrderQuantityAgainstTheOracle(t *testing.T) {
	rows := newTally(t)
	for _, r := range records(t, "vmi_eoq") {
		costs := policy.Costs{Order: r.number("K"), Holding: r.number("h"), Backorder: r.number("p")}
		rate := r.number("lambda")
		var lot policy.Lot
		var err error
		switch r["func"] {
		case "eoq":
			lot, err = policy.EconomicOrderQuantity(costs, rate)
		case "eoqb":
			lot, err = policy.PlannedBackorders(costs, rate)
		case "epq":
			lot, err = policy.EconomicProductionQuantity(costs, rate, r.number("prod_rate"))
		case "eoq_cost_at_Q":
			lot.Quantity = r.number("Q_in")
			lot.Cost, err = policy.LotCost(costs, rate, lot.Quantity)
		default:
			t.Fatal(r)
		}
		ok := err == nil && near(lot.Quantity, r.number("Q"), 1e-12) && near(lot.Cost, r.number("cost"), 1e-12)
		if r["backorder_fraction"] != "" {
			ok = ok && near(lot.BackorderShare, r.number("backorder_fraction"), 1e-12)
		}
		rows.row(ok, r, lot, err)
	}
}

func TestDiscountsAgainstTheOracle(t *testing.T) {
	rows := newTally(t)
	for _, r := range records(t, "vmi_eoq_discounts") {
		p := policy.Purchase{Order: r.number("K"), Rate: r.number("lambda"), CarryingRate: r.number("h_rate")}
		prices := r.numbers("unit_costs")
		for i, from := range r.numbers("breakpoints") {
			p.Prices = append(p.Prices, policy.PriceBreak{From: from, UnitPrice: prices[i]})
		}
		verb := policy.AllUnitsDiscount
		if r["func"] == "incremental" {
			verb = policy.IncrementalDiscount
		}
		lot, err := verb(p)
		rows.row(err == nil && near(lot.Quantity, r.number("Q"), 1e-10) && near(lot.Cost, r.number("cost"), 1e-12) &&
			float64(lot.Price) == r.number("region"), r, lot, err)
	}
}

func TestNewsvendorAgainstTheOracle(t *testing.T) {
	rows := newTally(t)
	for _, r := range records(t, "vmi_newsvendor") {
		h, p, mean, sd := r.number("h"), r.number("p"), r.number("mean"), r.number("sd")
		costs := policy.Costs{Holding: h, Backorder: p}
		var level policy.StockLevel
		var err error
		switch {
		case r["func"] == "normal":
			law := must(
				policy.Demand{MeanPerDay: mean, SDPerDay: sd}.Over(
					policy.LeadTime{MeanDays: r.number("lead_time") + 1},
				),
			)
			level, err = policy.Newsvendor(costs, law)
		case r["func"] == "poisson":
			level, err = policy.Newsvendor(costs, must(policy.Poisson(mean*(r.number("lead_time")+1))))
			if level.Level != r.number("S") {
				level.Cost = -1
			}
		default: // price, cost, salvage in the columns of h, p and the lead time; the cost is the profit
			lot, fault := policy.SeasonQuantity(
				policy.Prices{Price: h, Cost: p, Salvage: r.number("lead_time")}, must(policy.Normal(mean, sd)),
			)
			level.Level, level.Cost, err = lot.Quantity, lot.Profit, fault
		}
		rows.row(
			err == nil && near(level.Level, r.number("S"), 1e-12) && near(level.Cost, r.number("cost"), 1e-12), r,
			level, err,
		)
	}
}

func TestNormalReorderPolicyAgainstTheOracle(t *testing.T) {
	rows := newTally(t)
	for _, r := range records(t, "vmi_rq_normal") {
		costs := policy.Costs{Order: r.number("K"), Holding: r.number("h"), Backorder: r.number("p")}
		rate, lead := r.number("lambda"), r.number("L")
		law := must(policy.Normal(rate*lead, r.number("tau")*math.Sqrt(lead)))
		got, err := policy.OptimalReorder(costs, rate, law)
		ok := err == nil && near(got.Cost, r.number("opt_cost"), 1e-12) &&
			near(got.ReorderPoint, r.number("opt_r"), 1e-8) && near(got.Quantity, r.number("opt_Q"), 1e-8)
		// The rules of thumb of the table cost at our ReorderCost what they cost there.
		for _, rule := range []string{"eil", "eoqb", "eoqss", "loss"} {
			if r[rule+"_r"] == "" {
				continue
			}
			at, err := policy.ReorderCost(costs, rate, law, r.number(rule+"_r"), r.number(rule+"_Q"))
			ok = ok && err == nil && near(at.Cost, r.number(rule+"_exactcost"), 1e-12)
		}
		// r of the planned-backorder quantity, and of the economic order quantity with safety stock.
		lot := must(policy.PlannedBackorders(costs, rate))
		best, err := policy.BestReorderPoint(costs, rate, law, lot.Quantity)
		ok = ok && err == nil && math.Abs(best.ReorderPoint-r.number("eoqb_r")) < 1e-6*lot.Quantity &&
			near(best.Cost, r.number("eoqb_exactcost"), 1e-12)
		base := must(policy.Newsvendor(costs, law))
		ok = ok && near(base.Level, r.number("eoqss_r"), 1e-12) &&
			near(must(policy.EconomicOrderQuantity(costs, rate)).Quantity, r.number("eoqss_Q"), 1e-12)
		rows.row(ok, r, got, best, err)
	}
}

func TestPoissonReorderPolicyAgainstTheOracle(t *testing.T) {
	rows := newTally(t)
	for _, r := range records(t, "vmi_rq_poisson") {
		costs := policy.Costs{Order: r.number("K"), Holding: r.number("h"), Backorder: r.number("p")}
		rate := r.number("lambda")
		law := must(policy.Poisson(rate * r.number("L")))
		got, err := policy.OptimalReorder(costs, rate, law)
		at, err2 := policy.ReorderCost(costs, rate, law, r.number("r"), r.number("Q"))
		again, err3 := policy.ReorderCost(costs, rate, law, got.ReorderPoint, got.Quantity)
		rows.row(err == nil && err2 == nil && err3 == nil && near(got.Cost, r.number("cost"), 1e-10) &&
			near(at.Cost, r.number("cost"), 1e-10) && near(again.Cost, got.Cost, 1e-12), r, got, at, again)
	}
}

func TestMinMaxAgainstTheOracle(t *testing.T) {
	rows := newTally(t)
	var scratch policy.Scratch
	for _, r := range records(t, "vmi_sS") {
		costs := policy.Costs{Order: r.number("K"), Holding: r.number("h"), Backorder: r.number("p")}
		var law policy.Distribution
		if r["dist"] == "poisson" {
			law = must(policy.Poisson(r.number("mean")))
		} else {
			law = must(policy.Convolved(r.numbers("pmf"), []float64{0, 1}))
		}
		got, err := policy.OptimalMinMax(costs, law, law, &scratch)
		at, err2 := policy.MinMaxCost(costs, law, law, r.number("s"), r.number("S"), nil)
		rows.row(
			err == nil && err2 == nil && near(got.Cost, r.number("cost"), 1e-11) &&
				near(at.Cost, r.number("cost"), 1e-11), r, got, at, err,
		)
	}
}

// fields reads "a=1;b=2".
func fields(text string) map[string]float64 {
	out := map[string]float64{}
	for part := range strings.SplitSeq(text, ";") {
		name, value, _ := strings.Cut(part, "=")
		out[name], _ = strconv.ParseFloat(value, 64)
	}
	return out
}

func TestServiceAgainstTheOracle(t *testing.T) {
	rows := newTally(t)
	for _, r := range records(t, "vmi_service") {
		got := serviceFigures(t, r["func"], fields(r["inputs"]))
		want := r.numbers("outputs")
		ok := len(got) == len(want)
		for i := range want {
			if ok && !math.IsNaN(want[i]) {
				ok = near(got[i], want[i], 1e-12) || r["func"] == "RS" && near(got[i], want[i], 1e-11)
			} else if ok {
				ok = math.IsNaN(got[i])
			}
		}
		rows.row(ok, r, got)
	}
}

func serviceFigures(t *testing.T, function string, in map[string]float64) []float64 {
	switch function {
	case "ss_csl":
		l := level(
			t, policy.Demand{MeanPerDay: in["mu_d"], SDPerDay: in["sd_d"]},
			policy.LeadTime{MeanDays: in["L"], SDDays: in["sd_L"]}, policy.CycleService(in["P1"]),
		)
		return []float64{l.Deviation(), l.SafetyFactor(), l.SafetyStock(), l.ReorderPoint()}
	case "sQ_fillrate_target":
		mu, sigma, q, p2 := in["mu"], in["sigma"], in["Q"], in["P2"]
		law := must(policy.Normal(mu, sigma))
		s := must(policy.ReorderPointForFill(law, q, p2))
		simple := must(policy.SimpleFillFactor(q/sigma, p2))
		return []float64{
			must(policy.FillFactor(q/sigma, p2)), s, simple, mu + simple*sigma,
			(must(policy.ReorderPointForLostSales(law, q, p2)) - mu) / sigma,
			must(policy.EvaluateReorder(law, s, q)).ShortPerCycle,
		}
	case "sQ_evaluate":
		law := must(policy.Normal(in["mu"], in["sigma"]))
		p := must(policy.EvaluateReorder(law, in["s"], in["Q"]))
		return []float64{
			(in["s"] - in["mu"]) / in["sigma"], p.CycleService, p.FillRate, 1 - p.ShortPerCycle/in["Q"],
			p.ShortPerCycle, p.Backorders, p.OnHand,
		}
	case "RS":
		day := policy.Demand{MeanPerDay: in["d"], SDPerDay: in["sd"]}
		lead := must(day.Over(policy.LeadTime{MeanDays: in["L"]}))
		protection := must(day.Over(policy.LeadTime{MeanDays: in["L"] + in["R"]}))
		l := level(t, day, policy.LeadTime{MeanDays: in["L"] + in["R"]}, policy.CycleService(in["target"]))
		p := must(policy.EvaluateOrderUpTo(lead, protection, l.ReorderPoint()))
		return []float64{
			l.SafetyFactor(), l.ReorderPoint(), p.FillRate, l.SafetyStock(),
			must(policy.OrderUpToForFill(lead, protection, in["target"])),
		}
	case "SPP_rules":
		item := policy.StockedItem{
			DemandPerYear: in["D"], Quantity: in["Q"], UnitValue: in["v"], CarryingRate: in["r"],
			Deviation: in["sigmaL"], MinFactor: 38,
		}
		var out []float64
		for _, f := range []policy.Factor{
			must(policy.StockoutCostFactor(item, in["B1"])), must(policy.UnitShortFactor(item, in["B2"])),
			must(policy.UnitTimeShortFactor(item, in["B3"])), must(policy.StockoutIntervalFactor(item, in["TBS"])),
		} {
			if f.Reason == policy.FactorAtMinimum {
				f.Value = math.NaN()
			}
			out = append(out, f.Value)
		}
		return out
	case "poisson_rQ":
		law := must(policy.Poisson(in["muL"]))
		s := must(policy.ReorderPointForCycle(law, policy.CycleService(in["P1"])))
		p := must(policy.EvaluateReorder(law, s, in["Q"]))
		return []float64{s, p.CycleService, p.FillRate}
	case "gamma_sQ":
		sd := in["cv"] * in["muL"]
		law := must(policy.Gamma(in["muL"], sd))
		s := must(policy.ReorderPointForCycle(law, policy.CycleService(in["P1"])))
		p := must(policy.EvaluateReorder(law, s, in["Q"]))
		return []float64{in["muL"] * in["muL"] / sd / sd, sd * sd / in["muL"], s, p.ShortPerCycle, p.FillRate}
	}
	t.Fatal(function)
	return nil
}
