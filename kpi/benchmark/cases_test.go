package benchmark_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/kpi/benchmark"
)

func TestEveryFault(t *testing.T) {
	broken := benchmark.Reference{N: -1, Quantiles: []benchmark.Quantile{
		{Share: ratio("50%"), Value: ratio("90%")}, {Share: ratio("40%"), Value: ratio("80%")}, {Share: ratio("100%")},
	}}
	_, position := broken.Position(logistics.Ratio{})
	_, level := onTime().Level(ratio("101%"))
	_, rank := benchmark.Rank(
		[]benchmark.Member{{}, {ID: logistics.MustID("A"), Good: 2, Total: 1}, {ID: logistics.MustID("A"), Total: -1}},
		"",
	)
	_, nobody := benchmark.Rank(nil, logistics.HigherIsBetter)
	_, options := benchmark.Efficient([]benchmark.Option{
		option("A", "1 EUR", "50%"), option("A", "-1 EUR", "101%"), option("B", "1 USD", "50%"), {},
	})
	_, none := benchmark.Efficient(nil)
	_, flat := benchmark.FitCurve([]benchmark.Option{option("A", "1 EUR", "100%"), option("B", "1 EUR", "50%")})
	_, items := benchmark.Concentrate([]benchmark.Item{{}, {ID: logistics.MustID("A"), Effort: -1}, {
		ID: logistics.MustID("A"), Effort: 1, Result: -1,
	}})
	_, check := benchmark.Concentration{}.Check(ratio("2"), logistics.Ratio{})
	_, choose := benchmark.Frontier{}.Choose(logistics.Money{})
	_, best := benchmark.Field{}.Best(logistics.ID{}, 0)
	_, cost := benchmark.Curve{}.Cost(ratio("100%"))
	_, marginal := benchmark.Curve{}.Marginal(ratio("100%"))
	_, optimum := benchmark.Curve{}.Optimum(logistics.Money{}, math.NaN())
	falling, err := benchmark.FitCurve([]benchmark.Option{
		option("A", "3 EUR", "10%"), option("B", "2 EUR", "50%"), option("C", "1 EUR", "90%"),
	})
	if err != nil {
		t.Fatal(err)
	}
	_, never := falling.Optimum(logistics.MustMoney("1 USD"), 0)
	for name, test := range map[string]struct {
		err  error
		want string
	}{
		"position": {
			position,
			"/reference/between /reference/direction /reference/metric /reference/n /reference/quantiles/1/share " +
				"/reference/quantiles/1/value /reference/quantiles/2/share /reference/quantiles/2/value " +
				"/reference/source /reference/year /value",
		},
		"level":  {level, "/share"},
		"rank":   {rank, "/direction /members/0/id /members/1/good /members/2/good /members/2/id /members/2/total"},
		"nobody": {nobody, "/members"},
		"options": {
			options,
			"/options/1/cost /options/1/id /options/1/service /options/2/cost /options/3/cost /options/3/id " +
				"/options/3/service",
		},
		"none":     {none, "/options"},
		"flat":     {flat, "/options /options/0/service"},
		"items":    {items, "/items /items /items/0 /items/0/id /items/1/effort /items/2/id /items/2/result"},
		"check":    {check, "/effort /lines /result"},
		"choose":   {choose, "/frontier /worth"},
		"best":     {best, "/field /metric /year"},
		"cost":     {cost, "/curve /service"},
		"marginal": {marginal, "/curve /service"},
		"optimum":  {optimum, "/curve /deviations /worth"},
		"never":    {never, "/curve"},
	} {
		if got := paths(test.err); got != test.want {
			t.Errorf("%s: %s\nwant %s", name, got, test.want)
		}
	}
}

func TestEnums(t *testing.T) { rules.Enum(t, benchmark.OnlyBounds, benchmark.Interpolate) }

func TestReferencesStayReadable(t *testing.T) {
	file := filepath.Join("testdata", "wire", "v1", "reference_on_time.json")
	golden.Frozen(t, file, golden.JSON(t, onTime()))
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r, err := benchmark.DecodeReference(data)
	if err != nil || r.Validate() != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, file, golden.JSON(t, r))
	strange := strings.Replace(string(data), `"source"`, `"sourced":1,"source"`, 1)
	if _, err := benchmark.DecodeReference([]byte(strange)); paths(err) != "/sourced" {
		t.Error(err)
	}
}

func FuzzDecodeReference(f *testing.F) {
	golden.FuzzDocuments(f, benchmark.DecodeReference, func(t *testing.T, r benchmark.Reference) {
		if p, err := r.Position(r.Quantiles[0].Value); err != nil || p.Estimate.IsZero() {
			t.Fatalf("%+v, %v", p, err)
		}
	}, onTime())
}
