package control_test

import (
	"encoding/json"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi/control"
)

// oracle reads the numbers of a table.
func oracle(t *testing.T, path string) (rows [][]float64) {
	t.Helper()
	_, texts := golden.Rows(t, path)
	for _, row := range texts {
		var numbers []float64
		for _, cell := range row {
			x, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				t.Fatal(err)
			}
			numbers = append(numbers, x)
		}
		rows = append(rows, numbers)
	}
	return rows
}

func TestIndependenceIsThatOfR(t *testing.T) {
	var values []float64
	for _, row := range oracle(t, "testdata/airpassengers.csv") {
		values = append(values, row[1])
	}
	rows := oracle(t, "testdata/ljungbox.csv")
	for _, row := range rows {
		i, err := control.Independent(values, int(row[0]), logistics.Ratio{})
		if err != nil || !near(i.Statistic, row[1], 1e-9) || i.P > 1e-15 || !i.Dependent || !near(
			i.Correlation, 0.94804734075249186, 1e-9,
		) {
			t.Errorf("%v: %+v, %v", row, i, err)
		}
	}
	if len(values) != 144 || len(rows) != 3 {
		t.Errorf("%d values, %d rows", len(values), len(rows))
	}
}

// moving are whole numbers that are not all the same.
func moving(t *rapid.T) []float64 {
	values := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 100), func(i int) float64 { return float64(i) }), 5, 60).Draw(
		t, "values",
	)
	values[0] = 101
	return values
}

func independence(t *rapid.T, values []float64, lag int) control.Independence {
	i, err := control.Independent(values, lag, logistics.Ratio{})
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestUnitsAndDirectionDoNotChangeDependence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := moving(t)
		lag := rapid.IntRange(0, len(values)-1).Draw(t, "lag")
		scale := rapid.SampledFrom([]float64{1024, -0.5}).Draw(t, "scale")
		other := slices.Clone(values)
		for i, x := range other {
			other[i] = scale * (x + 4096)
		}
		a := independence(t, values, lag)
		if b := independence(t, other, lag); a != b {
			t.Fatalf("%+v and %+v", a, b)
		}
		slices.Reverse(other)
		b := independence(t, other, lag)
		if !near(a.Statistic, b.Statistic, 1e-9) || !near(a.Correlation, b.Correlation, 1e-9) || a.Lag != b.Lag {
			t.Fatalf("%+v, backwards %+v", a, b)
		}
		if a.Lag != lag && lag != 0 || lag == 0 && a.Lag != min(10, len(values)/5) {
			t.Fatalf("%d of %d values: %+v", lag, len(values), a)
		}
	})
}

// The squares of the moving ranges are 2(1−r) of those of the values, but for the two ends: this is what
// the width of limits by moving ranges rests on.
func TestTheWidthIsThatOfTheMovingRanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := moving(t)
		i := independence(t, values, 0)
		mean, squares, ranges := 0.0, 0.0, 0.0
		for _, x := range values {
			mean += x / float64(len(values))
		}
		for k, x := range values {
			squares += (x - mean) * (x - mean)
			if k > 0 {
				ranges += (x - values[k-1]) * (x - values[k-1])
			}
		}
		first, last := values[0]-mean, values[len(values)-1]-mean
		if want := (ranges + first*first + last*last) / (2 * squares); !near(i.Width*i.Width, want, 1e-9) || !near(
			i.Width*i.Width, 1-i.Correlation, 1e-9,
		) {
			t.Fatalf("%+v, want %v", i, want)
		}
	})
}

// dependenceFrom recomputes the verdict from the reasons alone.
func dependenceFrom(reasons []logistics.Reason) (dependent bool, codes []logistics.Code) {
	first := reasons[0]
	p, _ := new(big.Rat).SetString(first.Param("p"))
	confidence := logistics.MustRatio(first.Param("confidence"))
	dependent = p.Cmp(big.NewRat(confidence.Den()-confidence.Num(), confidence.Den())) <= 0
	points, _ := strconv.Atoi(first.Param("points"))
	correlation, _ := strconv.ParseFloat(first.Param("correlation"), 64)
	code := control.DependenceNotShown
	if dependent {
		code = control.PointsDependent
	}
	codes = append(codes, code)
	switch far := correlation * math.Sqrt(float64(points)) / 1.959963984540054; {
	case dependent && far > 1:
		codes = append(codes, control.LimitsTooNarrow)
	case dependent && far < -1:
		codes = append(codes, control.LimitsTooWide)
	}
	if points < 20 {
		codes = append(codes, control.FewPointsToDependOn)
	}
	return dependent, codes
}

func TestReasonsOfIndependenceSuffice(t *testing.T) {
	seen := map[logistics.Code]bool{}
	rapid.Check(t, func(t *rapid.T) {
		values := moving(t)
		switch rapid.IntRange(0, 2).Draw(t, "shape") {
		case 1: // each is half of the one before
			for i := range values[1:] {
				values[i+1] = values[i+1]/4 + values[i]
			}
		case 2: // each is on the other side
			for i := range values {
				values[i] += float64(200 * (i % 2))
			}
		}
		i := independence(t, values, 0)
		reasons := i.Reasons()
		var codes []logistics.Code
		for _, r := range reasons {
			seen[r.Code] = true
			codes = append(codes, r.Code)
			if _, err := control.Reasons().Render(r, logistics.Language{}); err != nil {
				t.Fatal(err)
			}
		}
		if dependent, want := dependenceFrom(reasons); dependent != i.Dependent || !slices.Equal(codes, want) {
			t.Fatalf("the reasons %+v say %v %v, the verdict %+v", reasons, dependent, want, i)
		}
		if text, err := json.Marshal(i); err != nil {
			t.Fatalf("%s, %v", text, err)
		}
	})
	for _, code := range []logistics.Code{
		"control.independence.dependent", "control.independence.not_shown", "control.independence.limits_too_narrow",
		"control.independence.limits_too_wide", "control.independence.few_points",
	} {
		if !seen[code] {
			t.Errorf("%s was never given", code)
		}
	}
}

func TestDependenceIsFoundAndRarelySeenWhereThereIsNone(t *testing.T) {
	const runs = 1000
	for _, c := range []struct {
		points      int
		carried     float64
		least, most int // of 1000
	}{{50, 0, 20, 75}, {200, 0, 20, 75}, {50, 0.6, 800, 1000}, {200, -0.4, 950, 1000}} {
		random, shown, width := rand.New(rand.NewPCG(4, uint64(c.points))), 0, 0.0
		for range runs {
			values, x := make([]float64, c.points), 0.0
			for i := range values {
				x = c.carried*x + random.NormFloat64()
				values[i] = x
			}
			i, err := control.Independent(values, 0, logistics.Ratio{})
			if err != nil {
				t.Fatal(err)
			}
			if i.Dependent {
				shown++
			}
			width += i.Width / runs
		}
		if shown < c.least || shown > c.most || math.Abs(width-math.Sqrt(1-c.carried)) > 0.05 {
			t.Errorf("%+v: %d shown, limits %v as wide", c, shown, width)
		}
	}
}

// A week that repeats itself depends on the seventh day before, and not on the one before.
func TestAWeekDependsOnTheOneBefore(t *testing.T) {
	var values []float64
	random := rand.New(rand.NewPCG(5, 5))
	for i := range 140 {
		values = append(values, []float64{20, 25, 18, 26, 19, 24, 14}[i%7]+random.NormFloat64())
	}
	i, err := control.Independent(values, 14, logistics.Ratio{})
	if err != nil || !i.Dependent || len(i.Reasons()) != 2 || i.Reasons()[1].Code != control.LimitsTooWide {
		t.Errorf("%+v, %v", i.Reasons(), err)
	}
	for k := range values {
		angle := 2 * math.Pi * float64(k) / 7
		values[k] = math.Cos(angle) + math.Sqrt(2.8)*math.Cos(2*angle) + random.NormFloat64()/8
	}
	i, err = control.Independent(values, 14, logistics.Ratio{})
	if err != nil || !i.Dependent || len(i.Reasons()) != 1 {
		t.Errorf("neighbours do not: %+v, %v", i.Reasons(), err)
	}
}

func TestIndependentRefuses(t *testing.T) {
	of := func(lag int, confidence string, values ...float64) error {
		_, err := control.Independent(values, lag, logistics.MustRatio(confidence))
		return err
	}
	for i, c := range []struct {
		err  error
		path string
		code logistics.FaultCode
	}{
		{of(0, "", 1, 2, 3, 4), "/values", logistics.FaultRequired},
		{of(0, "", make([]float64, 1_000_001)...), "/values", logistics.FaultTooMany},
		{of(0, "", 1, 2, math.NaN(), 4, 5), "/values/2", logistics.FaultOutOfRange},
		{of(0, "", 1, 2, 3, 4, math.Inf(1)), "/values/4", logistics.FaultOutOfRange},
		{of(0, "", 2, 2, 2, 2, 2), "/values", logistics.FaultConflict},
		{of(-1, "", 1, 2, 3, 4, 5), "/lag", logistics.FaultOutOfRange},
		{of(5, "", 1, 2, 3, 4, 5), "/lag", logistics.FaultOutOfRange},
		{of(501, "", make([]float64, 600)...), "/lag", logistics.FaultOutOfRange},
		{of(1, "100%", 1, 2, 3, 4, 5), "/confidence", logistics.FaultOutOfRange},
		{of(1, "0%", 1, 2, 3, 4, 5), "/confidence", logistics.FaultOutOfRange},
		{of(1, "9223372036854775806/9223372036854775807", 1, 2, 3, 4, 5), "/confidence", logistics.FaultOutOfRange},
		{of(1, "1/9223372036854775807", 1, 2, 3, 4, 5), "/confidence", logistics.FaultOutOfRange},
	} {
		if !code(c.err, c.path, c.code) {
			t.Errorf("case %d: %v, want %s at %q", i, c.err, c.code, c.path)
		}
	}
	if err := of(4, "", 1, 2, 3, 4, 5); err != nil {
		t.Error(err)
	}
	long := make([]float64, 1_000_000)
	for i := range long {
		long[i] = float64(i % 3)
	}
	if err := of(0, "", long...); err != nil {
		t.Error(err)
	}
	if err := of(500, "", long[:501]...); err != nil {
		t.Error(err)
	}
}
