package policy_test

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi/policy"
)

func paths(t *testing.T, err error) []string {
	t.Helper()
	var faults logistics.Faults
	if !errors.As(err, &faults) || !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("%v is no list of faults", err)
	}
	var list []string
	for _, f := range faults {
		list = append(list, f.Path)
	}
	return list
}

// none is a demand that nothing is known of.
var none policy.LeadTimeDemand

// strange is a demand whose figures are no numbers.
type strange struct{ policy.Distribution }

func (strange) Mean() float64     { return math.NaN() }
func (strange) Variance() float64 { return math.Inf(1) }

func TestEveryFaultOfEveryVerbIsReported(t *testing.T) {
	nan := math.NaN()
	bad := policy.Costs{Order: nan, Holding: nan, Backorder: nan}
	good := policy.Costs{Order: 1, Holding: 1, Backorder: 1}
	poisson, normal := must(policy.Poisson(5)), must(policy.Normal(50, 5))
	ten := must(policy.Poisson(10))
	nothing := must(policy.Poisson(0))
	item := policy.StockedItem{
		DemandPerYear: nan, Quantity: nan, UnitValue: nan, CarryingRate: nan, Deviation: nan, MinFactor: nan,
	}
	itemPaths := []string{
		"/item/carrying_rate", "/item/demand_per_year", "/item/deviation", "/item/min_factor", "/item/quantity",
		"/item/unit_value",
	}
	costs := []string{"/costs/backorder", "/costs/holding", "/costs/order"}
	second := func(_ any, err error) error { return err }
	for name, c := range map[string]struct {
		err  error
		want []string
	}{
		"normal":        {second(policy.Normal(nan, -1)), []string{"/deviation", "/mean"}},
		"gamma":         {second(policy.Gamma(0, 0)), []string{"/deviation", "/mean"}},
		"narrow gamma":  {second(policy.Gamma(1, 1e-5)), []string{"/deviation"}},
		"exponential":   {second(policy.Exponential(nan)), []string{"/mean"}},
		"lognormal":     {second(policy.Lognormal(nan, nan)), []string{"/deviation", "/mean"}},
		"lognormal far": {second(policy.Lognormal(1, 1e6)), []string{"/deviation"}},
		"poisson":       {second(policy.Poisson(1e9)), []string{"/mean"}},
		"negbin":        {second(policy.NegativeBinomial(nan, nan)), []string{"/mean", "/variance"}},
		"negbin equal":  {second(policy.NegativeBinomial(5, 5)), []string{"/variance"}},
		"negbin wide":   {second(policy.NegativeBinomial(5, 5e6)), []string{"/variance"}},
		"compound": {
			second(policy.CompoundPoisson(nan, []float64{nan, -1})), []string{"/orders", "/size/0", "/size/1"},
		},
		"compound none": {second(policy.CompoundPoisson(1, nil)), []string{"/size"}},
		"compound long": {second(policy.CompoundPoisson(1e6, append(make([]float64, 5000), 1))), []string{"/size"}},
		"empirical": {
			second(policy.Empirical([]float64{nan, -1}, []float64{0})),
			[]string{"/values/0", "/values/1", "/weights", "/weights"},
		},
		"no values": {second(policy.Empirical(nil, nil)), []string{"/values"}},
		"convolved": {second(policy.Convolved(nil, []float64{nan})), []string{"/daily", "/days/0"}},
		"too long": {
			second(policy.Convolved(append(make([]float64, 5000), 1), append(make([]float64, 5000), 1))),
			[]string{"/days"},
		},
		"too many": {second(policy.Convolved(make([]float64, 1<<21), []float64{1})), []string{"/daily"}},
		"over": {
			second(policy.Demand{MeanPerDay: nan, SDPerDay: nan}.Over(policy.LeadTime{MeanDays: nan, SDDays: nan})),
			[]string{"/demand/mean_per_day", "/demand/sd_per_day", "/lead/mean_days", "/lead/sd_days"},
		},
		"over much": {second(policy.Demand{MeanPerDay: 1e12}.Over(policy.LeadTime{MeanDays: 100})), []string{"/mean"}},
		"eoq": {
			second(policy.EconomicOrderQuantity(bad, nan)), []string{"/costs/holding", "/costs/order", "/rate"},
		},
		"eoqb": {second(policy.PlannedBackorders(bad, nan)), append(slices.Clone(costs), "/rate")},
		"epq": {
			second(policy.EconomicProductionQuantity(bad, nan, nan)),
			[]string{"/costs/holding", "/costs/order", "/production", "/rate"},
		},
		"epq slow": {second(policy.EconomicProductionQuantity(good, 5, 5)), []string{"/production"}},
		"lot cost": {
			second(policy.LotCost(bad, nan, nan)), []string{"/costs/holding", "/costs/order", "/quantity", "/rate"},
		},
		"all units": {
			second(policy.AllUnitsDiscount(policy.Purchase{Order: nan, Rate: nan, CarryingRate: nan})),
			[]string{"/carrying_rate", "/order", "/prices", "/rate"},
		},
		"incremental": {
			second(
				policy.IncrementalDiscount(
					policy.Purchase{
						Order: 1, Rate: 1, CarryingRate: 1,
						Prices: []policy.PriceBreak{
							{From: 1, UnitPrice: 5}, {From: 1, UnitPrice: 6}, {From: nan, UnitPrice: nan},
						},
					},
				),
			),
			[]string{
				"/prices/0/from", "/prices/1/from", "/prices/1/unit_price", "/prices/2/from", "/prices/2/unit_price",
			},
		},
		"newsvendor":     {second(policy.Newsvendor(bad, none)), append(slices.Clone(costs), "/demand")},
		"strange demand": {second(policy.Newsvendor(good, strange{})), []string{"/demand/mean", "/demand/variance"}},
		"season": {
			second(policy.SeasonQuantity(policy.Prices{Price: nan, Cost: nan, Salvage: nan}, none)),
			[]string{"/demand", "/prices/cost", "/prices/price", "/prices/salvage"},
		},
		"season loss": {
			second(policy.SeasonQuantity(policy.Prices{Price: 1, Cost: 2}, normal)), []string{"/prices/cost"},
		},
		"season scrap": {
			second(policy.SeasonQuantity(policy.Prices{Price: 3, Cost: 2, Salvage: 2}, normal)),
			[]string{"/prices/salvage"},
		},
		"reorder": {
			second(policy.OptimalReorder(bad, nan, none)), append(slices.Clone(costs), "/demand", "/rate"),
		},
		"reorder cost": {
			second(policy.ReorderCost(bad, nan, none, nan, nan)),
			append(slices.Clone(costs), "/demand", "/quantity", "/rate", "/reorder_point"),
		},
		"reorder point": {
			second(policy.BestReorderPoint(bad, nan, none, nan)),
			append(slices.Clone(costs), "/demand", "/quantity", "/rate"),
		},
		"min max": {
			second(policy.OptimalMinMax(bad, none, none, nil)), append(slices.Clone(costs), "/period", "/protection"),
		},
		"min max shares": {second(policy.OptimalMinMax(good, normal, normal, nil)), []string{"/period", "/protection"}},
		"min max none":   {second(policy.OptimalMinMax(good, nothing, poisson, nil)), []string{"/period"}},
		"min max far": {
			second(policy.OptimalMinMax(policy.Costs{Order: 1e12, Holding: 1, Backorder: 1}, poisson, poisson, nil)),
			[]string{"/costs/order"},
		},
		"min max cost": {
			second(policy.MinMaxCost(good, poisson, poisson, 0.5, nan, nil)),
			[]string{"/order_up_to", "/order_up_to", "/reorder_point"},
		},
		"min max bad":   {second(policy.MinMaxCost(bad, poisson, poisson, 1, 2, nil)), costs},
		"min max order": {second(policy.MinMaxCost(good, poisson, poisson, 3, 3, nil)), []string{"/order_up_to"}},
		"min max apart": {second(policy.MinMaxCost(good, poisson, poisson, 0, 1e6, nil)), []string{"/order_up_to"}},
		"evaluate": {
			second(policy.EvaluateReorder(none, nan, nan)), []string{"/demand", "/quantity", "/reorder_point"},
		},
		"order up to": {
			second(policy.EvaluateOrderUpTo(none, none, nan)), []string{"/lead", "/order_up_to", "/protection"},
		},
		"no review": {second(policy.EvaluateOrderUpTo(poisson, poisson, 4)), []string{"/protection"}},
		"evaluate s S": {
			second(policy.EvaluateMinMax(poisson, none, none, 1, 2, nil)), []string{"/lead", "/protection"},
		},
		"evaluate s S 2": {second(policy.EvaluateMinMax(none, poisson, ten, 1, 2, nil)), []string{"/period"}},
		"evaluate s S 3": {second(policy.EvaluateMinMax(poisson, poisson, ten, 2, 1, nil)), []string{"/order_up_to"}},
		"lots":           {second(policy.EvaluateLots(none, none, 1, 2)), []string{"/lead", "/protection"}},
		"lots shares":    {second(policy.EvaluateLots(poisson, normal, 1, 2)), []string{"/protection"}},
		"lots none":      {second(policy.EvaluateLots(poisson, ten, 1, 0)), []string{"/order_up_to"}},
		"cycle":          {second(policy.ReorderPointForCycle(none, 1)), []string{"/demand", "/service"}},
		"fill":           {second(policy.ReorderPointForFill(none, nan, 1)), []string{"/demand", "/fill", "/quantity"}},
		"lost sales": {
			second(policy.ReorderPointForLostSales(none, nan, 0)), []string{"/demand", "/fill", "/quantity"},
		},
		"to fill":      {second(policy.OrderUpToForFill(none, none, nan)), []string{"/fill", "/lead", "/protection"}},
		"cycle factor": {second(policy.CycleFactor(1)), []string{"/service"}},
		"service of":   {second(policy.CycleServiceOf(nan)), []string{"/factor"}},
		"fill factor":  {second(policy.FillFactor(nan, nan)), []string{"/deviations", "/fill"}},
		"fill of":      {second(policy.FillOf(nan, nan)), []string{"/deviations", "/factor"}},
		"simple":       {second(policy.SimpleFillFactor(nan, nan)), []string{"/deviations", "/fill"}},
		"lost factor":  {second(policy.LostSalesFactor(nan, nan)), []string{"/deviations", "/fill"}},
		"B1": {
			second(policy.StockoutCostFactor(item, nan)), append(slices.Clone(itemPaths), "/per_stockout"),
		},
		"B2":         {second(policy.UnitShortFactor(item, nan)), append(slices.Clone(itemPaths), "/per_value")},
		"B3":         {second(policy.UnitTimeShortFactor(item, nan)), append(slices.Clone(itemPaths), "/per_value")},
		"TBS":        {second(policy.StockoutIntervalFactor(item, nan)), append(slices.Clone(itemPaths), "/years")},
		"undershoot": {second(policy.WithUndershoot(none, none)), []string{"/lead", "/step"}},
		"no step":    {second(policy.WithUndershoot(poisson, nothing)), []string{"/step"}},
		"long step":  {second(policy.WithUndershoot(poisson, must(policy.Poisson(1e7)))), []string{"/step"}},
		"choose": {
			second(
				policy.Choose(
					policy.Evidence{
						Demand: policy.Demand{MeanPerDay: nan}, Lead: policy.LeadTime{MeanDays: 1}, Counted: true,
						Daily: []float64{0.5, nan}, LeadDays: []float64{-1},
					},
				),
			),
			[]string{"/daily/0", "/daily/1", "/demand/mean_per_day", "/lead", "/lead_days/0"},
		},
		"choose days": {
			second(policy.Choose(policy.Evidence{LeadDays: append(make([]float64, 40000), 1)})), []string{"/lead_days"},
		},
		"portfolio": {second(policy.LeastStock(nil, 1)), []string{"/fill", "/items"}},
		"portfolio items": {
			second(policy.LeastStock([]policy.PortfolioItem{{Rate: nan, Quantity: nan, UnitValue: nan}}, 0.9)),
			[]string{"/items/0/demand", "/items/0/quantity", "/items/0/rate", "/items/0/unit_value"},
		},
	} {
		if got := paths(t, c.err); !slices.Equal(got, c.want) {
			t.Errorf("%s: faults at %q, want %q", name, got, c.want)
		}
	}
}

// finite walks a result for a number that is none.
func finite(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Float64:
		return !math.IsNaN(v.Float()) && !math.IsInf(v.Float(), 0)
	case reflect.Struct:
		for _, field := range v.Fields() {
			if !finite(field) {
				return false
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if !finite(v.Index(i)) {
				return false
			}
		}
	}
	return true
}

// wild are figures from everywhere, mostly from where a policy has a meaning.
func wild() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.Float64Range(0.01, 1000), rapid.Float64Range(0.01, 1000), rapid.Float64Range(0.5, 1), rapid.Float64(),
		rapid.SampledFrom(
			[]float64{0, 1, -1, 1e-9, 1e12, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, 1e-320},
		),
	)
}

func TestNoVerbGivesANumberThatIsNone(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		x := func(name string) float64 { return wild().Draw(r, name) }
		var laws []policy.LeadTimeDemand
		keep := func(l policy.Distribution, err error) {
			if err == nil {
				laws = append(laws, l)
			}
		}
		keep(policy.Normal(x("mean"), x("deviation")))
		keep(policy.Gamma(x("mean"), x("deviation")))
		keep(policy.Lognormal(x("mean"), x("deviation")))
		keep(policy.Poisson(min(x("mean"), 1e5)))
		keep(policy.NegativeBinomial(min(x("mean"), 1e4), min(x("variance"), 1e6)))
		keep(policy.Empirical([]float64{x("value"), x("value")}, nil))
		laws = append(laws, policy.Distribution{})
		law := rapid.SampledFrom(laws).Draw(r, "law")
		other := rapid.SampledFrom(laws).Draw(r, "other")
		costs := policy.Costs{Order: x("order"), Holding: x("holding"), Backorder: x("backorder")}
		item := policy.StockedItem{
			DemandPerYear: x("demand"), Quantity: x("quantity"), UnitValue: x("unit value"), CarryingRate: x("rate"),
			Deviation: x("deviation"),
		}
		check := func(name string, result any, err error) {
			if !finite(reflect.ValueOf(result)) {
				r.Fatalf("%s of %s, %s: %+v, %v", name, law.Name(), other.Name(), result, err)
			}
		}
		for name, verb := range map[string]func() (any, error){
			"eoq": func() (any, error) { return policy.EconomicOrderQuantity(costs, x("rate")) },
			"epq": func() (any, error) {
				return policy.EconomicProductionQuantity(costs, x("rate"), x("production"))
			},
			"eoqb":       func() (any, error) { return policy.PlannedBackorders(costs, x("rate")) },
			"lot":        func() (any, error) { return policy.LotCost(costs, x("rate"), x("q")) },
			"newsvendor": func() (any, error) { return policy.Newsvendor(costs, law) },
			"season": func() (any, error) {
				return policy.SeasonQuantity(
					policy.Prices{Price: x("price"), Cost: x("cost"), Salvage: x("salvage")}, law,
				)
			},
			"cost":     func() (any, error) { return policy.ReorderCost(costs, x("rate"), law, x("r"), x("q")) },
			"point":    func() (any, error) { return policy.BestReorderPoint(costs, x("rate"), law, x("q")) },
			"evaluate": func() (any, error) { return policy.EvaluateReorder(law, x("r"), x("q")) },
			"up to":    func() (any, error) { return policy.EvaluateOrderUpTo(law, other, x("S")) },
			"cycle":    func() (any, error) { return policy.ReorderPointForCycle(law, policy.CycleService(x("p"))) },
			"fill":     func() (any, error) { return policy.ReorderPointForFill(law, x("q"), x("p")) },
			"lost":     func() (any, error) { return policy.ReorderPointForLostSales(law, x("q"), x("p")) },
			"to fill":  func() (any, error) { return policy.OrderUpToForFill(law, other, x("p")) },
			"factor":   func() (any, error) { return policy.FillFactor(x("q"), x("p")) },
			"fill of":  func() (any, error) { return policy.FillOf(x("q"), x("k")) },
			"simple":   func() (any, error) { return policy.SimpleFillFactor(x("q"), x("p")) },
			"lost k":   func() (any, error) { return policy.LostSalesFactor(x("q"), x("p")) },
			"B1":       func() (any, error) { return policy.StockoutCostFactor(item, x("b")) },
			"B2":       func() (any, error) { return policy.UnitShortFactor(item, x("b")) },
			"B3":       func() (any, error) { return policy.UnitTimeShortFactor(item, x("b")) },
			"TBS":      func() (any, error) { return policy.StockoutIntervalFactor(item, x("b")) },
			"portfolio": func() (any, error) {
				return policy.LeastStock(
					[]policy.PortfolioItem{
						{Demand: law, Rate: x("rate"), Quantity: x("q"), UnitValue: x("v")},
						{Demand: other, Rate: 1, Quantity: 1, UnitValue: 1},
					}, x("p"),
				)
			},
			"reorder": func() (any, error) {
				return policy.OptimalReorder(costs, x("rate"), law)
			},
		} {
			result, err := verb()
			check(name, result, err)
		}
		y := x("x")
		for _, f := range []float64{
			law.Mean(), law.Variance(), law.CDF(y), law.Quantile(y), law.Loss(y), law.Loss2(y),
		} {
			check("law", f, nil)
		}
	})
}
