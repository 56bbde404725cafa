package benchmark_test

import (
	"fmt"
	"strings"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/benchmark"
)

// tell writes a reason in lines that fit a page.
func tell(text string) {
	for len(text) > 100 {
		at := strings.LastIndex(text[:100], " ")
		fmt.Println(text[:at])
		text = "  " + text[at+1:]
	}
	fmt.Println(text)
}

func carriers() []benchmark.Member {
	return []benchmark.Member{
		{ID: logistics.MustID("NORTH"), Good: 1188, Total: 1240},
		{ID: logistics.MustID("SOUTH"), Good: 861, Total: 990},
		{ID: logistics.MustID("HARBOUR"), Good: 302, Total: 310},
		{ID: logistics.MustID("NEWCOMER"), Good: 4, Total: 4},
	}
}

func efficient() []benchmark.Option {
	frontier, err := benchmark.Efficient(networks())
	if err != nil {
		panic(err)
	}
	return frontier.Options()
}

func customers() []benchmark.Item {
	return []benchmark.Item{
		{ID: logistics.MustID("MILL"), Effort: 9_000, Result: 61_000},
		{ID: logistics.MustID("BAKERY"), Effort: 11_000, Result: 20_500},
		{ID: logistics.MustID("KIOSK"), Effort: 42_000, Result: 9_500},
		{ID: logistics.MustID("WEBSHOP"), Effort: 38_000, Result: 9_000},
	}
}

func ExampleDecodeReference() {
	reference, err := benchmark.DecodeReference([]byte(`{
		"schema": "logistics/benchmark.reference/1",
		"metric": "on_time_delivery", "direction": "higher_is_better",
		"source": "Carriers' Yearbook", "year": 2024, "n": 212, "between": "interpolate",
		"quantiles": [
			{"share": "20%", "value": "85%"}, {"share": "50%", "value": "93%"}, {"share": "80%", "value": "98.2%"}
		]
	}`))
	fmt.Println(reference.Source, reference.Year, len(reference.Quantiles), err)
	_, err = benchmark.DecodeReference([]byte(
		`{"schema": "logistics/benchmark.reference/1", "metrics": "on_time_delivery"}`,
	))
	fmt.Println(err)
	// Output:
	// Carriers' Yearbook 2024 3 <nil>
	// logistics: /between: required: one of only_bounds, interpolate
	// logistics: /direction: unknown: higher_is_better or lower_is_better
	// logistics: /metric: required: the metric that was measured
	// logistics: /metrics: unknown "metrics": no such field
	// logistics: /quantiles: required: at least one quantile
	// logistics: /source: required: who measured it
	// logistics: /year: out_of_range "0": 1900 to 9999
}

func ExampleReference_Validate() {
	reference := onTime()
	reference.Quantiles[1].Value = logistics.MustRatio("80%")
	fmt.Println(reference.Validate())
	// Output:
	// logistics: /quantiles/1/value: conflict "80/100": must not be below the value before it, 85/100
}

func ExampleReference_Position() {
	position, err := onTime().Position(logistics.MustRatio("9138/10324"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, sentence := range position.Sentences(logistics.Language{}) {
		tell(sentence)
	}
	// Output:
	// On-time delivery at 88.5% is at least as good as about 31.71% of the field, between 20% and 40%
	//   (Carriers' Yearbook, 2024, 212 members).
}

func ExampleReference_Level() {
	level, err := onTime().Level(logistics.MustRatio("80%"))
	fmt.Println(level.Value.Percent(1), level.Source, level.Year, err)
	_, err = onTime().Level(logistics.MustRatio("95%"))
	fmt.Println(err)
	// Output:
	// 98.2% Carriers' Yearbook 2024 <nil>
	// logistics: /share: out_of_range "95/100": beyond the quantiles of the reference
}

func ExampleGapTo() {
	level, _ := onTime().Level(logistics.MustRatio("80%"))
	gap, err := benchmark.GapTo(logistics.MustRatio("9138/10324"), level, logistics.HigherIsBetter)
	fmt.Println(gap.Reached, gap.Of10000, "orders in 10,000 more would have to be on time", err)
	// Output:
	// false 969 orders in 10,000 more would have to be on time <nil>
}

func ExampleRank() {
	field, err := benchmark.Rank(carriers(), logistics.HigherIsBetter)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range field.Standings {
		fmt.Printf("%d %-8s %4d of %4d counts as %.3f\n", s.Rank, s.ID, s.Good, s.Total, s.Value)
	}
	tell(field.Sentences(logistics.Language{})[0])
	// Output:
	// 1 HARBOUR   302 of  310 counts as 0.971
	// 2 NORTH    1188 of 1240 counts as 0.958
	// 3 NEWCOMER    4 of    4 counts as 0.938
	// 4 SOUTH     861 of  990 counts as 0.871
	// Members differ by more than chance explains: each is drawn towards the mean of 92.6% as if 20 prior
	//   cases had been observed.
}

func ExampleField_Best() {
	field, _ := benchmark.Rank(carriers(), logistics.HigherIsBetter)
	level, err := field.Best(logistics.MustID("on_time_delivery"), 2025)
	fmt.Println(level.Value.Percent(2), level.Source, level.N, err)
	// Output:
	// 97.13% internal best: HARBOUR 310 <nil>
}

func ExampleEfficient() {
	frontier, err := benchmark.Efficient(networks())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range frontier.Steps {
		fmt.Println(s.ID, s.Cost, s.Service.Percent(1))
		if !s.PerPoint.IsZero() {
			fmt.Println("  a point of it costs", s.PerPoint)
		}
	}
	for _, sentence := range frontier.Sentences(logistics.Language{})[len(frontier.Steps):] {
		tell(sentence)
	}
	// Output:
	// POST 40000.00 EUR 88.0%
	// PARCEL 52000.00 EUR 94.0%
	//   a point of it costs 2000.00 EUR
	// EXPRESS 97000.00 EUR 97.5%
	//   a point of it costs 12857.14 EUR
	// DEPOTS 110000.00 EUR 99.0%
	//   a point of it costs 8666.67 EUR
	// COURIER costs €120,000.00 at a service level of 96%: DEPOTS gives equal or better service at no
	//   higher cost.
	// COURIER costs the most, €120,000.00, and does not serve best: DEPOTS reaches 99%.
}

func ExampleFrontier_Choose() {
	frontier, _ := benchmark.Efficient(networks())
	for _, worth := range []string{"1500 EUR", "5000 EUR", "20000 EUR"} {
		best, err := frontier.Choose(logistics.MustMoney(worth))
		fmt.Println("a point is worth", worth+":", best.ID, err)
	}
	// Output:
	// a point is worth 1500 EUR: POST <nil>
	// a point is worth 5000 EUR: PARCEL <nil>
	// a point is worth 20000 EUR: DEPOTS <nil>
}

func ExampleFitCurve() {
	curve, err := benchmark.FitCurve(efficient())
	fmt.Printf(
		"%.0f + %.0f × ln(1/(1-service)), explains %.0f %%, %v\n", curve.Fixed, curve.Slope, 100*curve.RSquared, err,
	)
	// Output:
	// -26579 + 30641 × ln(1/(1-service)), explains 94 %, <nil>
}

func ExampleCurve_Cost() {
	curve, _ := benchmark.FitCurve(efficient())
	cost, err := curve.Cost(logistics.MustRatio("98%"))
	fmt.Printf("%.0f %s, %v\n", cost, curve.Currency, err)
	// Output:
	// 93291 EUR, <nil>
}

func ExampleCurve_Marginal() {
	curve, _ := benchmark.FitCurve(efficient())
	for _, service := range []string{"90%", "95%", "99%"} {
		point, err := curve.Marginal(logistics.MustRatio(service))
		fmt.Printf("at %s the next point costs %.0f, %v\n", service, point, err)
	}
	// Output:
	// at 90% the next point costs 3064, <nil>
	// at 95% the next point costs 6128, <nil>
	// at 99% the next point costs 30641, <nil>
}

func ExampleCurve_Optimum() {
	curve, _ := benchmark.FitCurve(efficient())
	optimum, err := curve.Optimum(logistics.MustMoney("8000 EUR"), 1.96)
	fmt.Printf("%.1f %% (%.1f to %.1f), %v\n", 100*optimum.Service, 100*optimum.Low, 100*optimum.High, err)
	// Output:
	// 96.2 % (94.9 to 97.5), <nil>
}

func ExampleConcentrate() {
	concentration, err := benchmark.Concentrate(customers())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range concentration.Lines {
		fmt.Println(l.ID, l.EffortShare.Percent(0), "of the cost to serve,", l.ResultShare.Percent(0), "of the profit")
	}
	// Output:
	// MILL 9% of the cost to serve, 61% of the profit
	// BAKERY 20% of the cost to serve, 82% of the profit
	// WEBSHOP 58% of the cost to serve, 90% of the profit
	// KIOSK 100% of the cost to serve, 100% of the profit
}

func ExampleConcentration_Check() {
	concentration, _ := benchmark.Concentrate(customers())
	check, err := concentration.Check(logistics.MustRatio("20%"), logistics.MustRatio("80%"))
	fmt.Println(check.Holds, err)
	for _, sentence := range check.Sentences(logistics.Language{}) {
		tell(sentence)
	}
	// Output:
	// true <nil>
	// 20% of the effort brings at least 80% of the result: the best 2 items take 20% and bring 81.5%.
}

func ExampleReasons() {
	for reason := range benchmark.Reasons().Texts() {
		if code := string(reason.Code); strings.HasPrefix(code, "benchmark.position.") {
			fmt.Println(code)
		}
	}
	// Output:
	// benchmark.position.estimated
	// benchmark.position.bounded
}

func ExamplePosition_Sentences() {
	position, _ := onTime().Position(logistics.MustRatio("99%"))
	for _, sentence := range position.Sentences(logistics.Language{}) {
		tell(sentence)
	}
	// Output:
	// On-time delivery at 99% is at least as good as 80% to 100% of the field (Carriers' Yearbook, 2024,
	//   212 members).
}

func ExampleField_Sentences() {
	field, _ := benchmark.Rank(carriers(), logistics.HigherIsBetter)
	for _, sentence := range field.Sentences(logistics.Language{}) {
		tell(sentence)
	}
	// Output:
	// Members differ by more than chance explains: each is drawn towards the mean of 92.6% as if 20 prior
	//   cases had been observed.
}

func ExampleFrontier_Sentences() {
	frontier, _ := benchmark.Efficient(networks())
	for _, sentence := range frontier.Sentences(logistics.Language{}) {
		tell(sentence)
	}
	// Output:
	// POST costs €40,000.00 at a service level of 88%: no option serves as well for less.
	// PARCEL costs €52,000.00 at a service level of 94%: no option serves as well for less.
	// EXPRESS costs €97,000.00 at a service level of 97.5%: no option serves as well for less.
	// DEPOTS costs €110,000.00 at a service level of 99%: no option serves as well for less.
	// COURIER costs €120,000.00 at a service level of 96%: DEPOTS gives equal or better service at no
	//   higher cost.
	// COURIER costs the most, €120,000.00, and does not serve best: DEPOTS reaches 99%.
}

func ExampleHolds_Sentences() {
	concentration, _ := benchmark.Concentrate(customers())
	check, _ := concentration.Check(logistics.MustRatio("20%"), logistics.MustRatio("90%"))
	for _, sentence := range check.Sentences(logistics.Language{}) {
		tell(sentence)
	}
	// Output:
	// 20% of the effort does not bring 90% of the result: the best 2 items take 20% and bring 81.5%; 58%
	//   of the effort is needed.
}
