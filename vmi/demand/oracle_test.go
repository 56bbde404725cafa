package demand_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/vmi/demand"
)

// table reads a file of cases.
func table(t testing.TB, name string) []map[string]string {
	t.Helper()
	return golden.Table(t, "testdata/"+name)
}

// figures reads a cell that holds a list; NA is NaN.
func figures(cell string) (list []float64) {
	for text := range strings.SplitSeq(cell, ";") {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			f = math.NaN()
		}
		if text != "" {
			list = append(list, f)
		}
	}
	return list
}

type observed struct {
	values []float64
	period int
}

func allSeries(t testing.TB) map[string]observed {
	all := map[string]observed{}
	for _, row := range table(t, "series.csv") {
		period, _ := strconv.Atoi(row["freq"])
		all[row["name"]] = observed{figures(row["values"]), period}
	}
	return all
}

func near(got, want, tolerance float64) bool {
	return math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))
}

func allNear(got, want []float64, tolerance float64) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		if !near(got[i], want[i], tolerance) {
			return false
		}
	}
	return true
}

func TestClassifyAgainstTheOracle(t *testing.T) {
	series, passed, rows := allSeries(t), 0, table(t, "classify.csv")
	for _, row := range rows {
		values := series[row["series"]].values
		c, err := demand.Classify(values, demand.Reading{MinDemands: 2})
		if err != nil {
			t.Fatal(err)
		}
		ok := true
		switch cells := figures(row["adi_p_tsintermittent"]); {
		case row["adi_p_tsintermittent"] == "ERROR": // the peer breaks off; here it is a class
			ok = c.Class == demand.NoDemand
		case cells[0] != cells[0]:
			ok = c.Class == demand.TooFew && strings.EqualFold(row["PKa"], c.Method.String())
		default:
			ok = near(c.Interval, cells[0], 1e-12) && near(c.VariationSq, figures(row["cv2"])[0], 1e-12) &&
				c.Class.String() == row["SBC_class4"] && strings.EqualFold(row["PKa"], c.Method.String())
		}
		if !ok {
			t.Errorf("%v: %+v", row, c)
			continue
		}
		passed++
	}
	t.Logf("%d rows passed of %d", passed, len(rows))
}

func TestSmoothersAgainstTheReference(t *testing.T) {
	series := allSeries(t)
	passed, of, left, peers, peersOf := 0, 0, 0, 0, 0
	for _, row := range table(t, "intermittent_ref.csv") {
		values := series[row["series"]].values
		name, _, _ := strings.Cut(row["method"], "(")
		var method demand.Method
		if method.UnmarshalText([]byte(name)) != nil {
			left++ // an aggregation or an optimiser of the peer's own
			continue
		}
		alpha, _ := strconv.ParseFloat(row["alpha_size"], 64)
		beta, _ := strconv.ParseFloat(row["beta_interval_or_prob"], 64)
		fit, err := demand.FitSmoother(values, demand.Options{Method: method, Alpha: alpha, Beta: beta})
		if err != nil {
			t.Fatal(err)
		}
		ok := near(fit.Forecast, figures(row["forecast"])[0], 1e-12)
		if row["impl"] != "reference" {
			peersOf++
			if ok {
				peers++
			} else if row["series"] != "negative_returns" { // the peer drops returns from the sizes only
				t.Errorf("%v: %v", row, fit.Forecast)
			}
			continue
		}
		of++
		if !ok {
			t.Errorf("%v: %v", row, fit.Forecast)
			continue
		}
		passed++
	}
	t.Logf(
		"reference: %d rows passed of %d; the other peer: %d of %d, %d of its own methods not compared", passed, of,
		peers, peersOf, left,
	)
}

func TestSmoothersAgainstTheOracle(t *testing.T) {
	series := allSeries(t)
	var fixed, fixedOf, best, bestOf, refused, refusedOf int
	for _, row := range table(t, "intermittent.csv.gz") {
		values := series[row["series"]].values
		impl, options := row["impl"], demand.Options{}
		if strings.HasSuffix(impl, "imapa optimised") || row["frc_out"] == "ERROR" {
			refusedOf++ // the peer breaks off: the result is a number here, for every method
			f, err := demand.IMAPA(values, 0, 0)
			if err == nil && !math.IsNaN(f) {
				refused++
			}
			if !strings.HasSuffix(impl, "imapa optimised") || row["frc_out"] == "ERROR" {
				continue
			}
			continue
		}
		words := strings.Fields(impl)
		name := words[len(words)-1]
		switch {
		case impl == "R forecast::croston":
			name = "croston"
		case strings.HasPrefix(impl, "tsintermittent::tsb"):
			name = "tsb"
		}
		if err := options.Method.UnmarshalText([]byte(name)); err != nil {
			t.Fatalf("%v: %v", row, err)
		}
		constants := figures(row["params"])
		options.Alpha, options.Beta = constants[0], constants[len(constants)-1]
		options.MeanStart = strings.Contains(row["options"], "init=mean")
		want, inSample := figures(row["frc_out"])[0], figures(row["in_sample"])
		if !strings.Contains(impl, "optimised") {
			fixedOf++
			fit, err := demand.FitSmoother(values, options)
			ok := err == nil && near(fit.Forecast, want, 1e-9)
			for i, f := range fit.Fitted {
				ok = ok && near(f, inSample[fit.First+i], 1e-9)
			}
			if !ok {
				t.Errorf(
					"%s %s %s: %v %v, want %v %v", row["series"], impl, row["options"], fit.Forecast, fit.Fitted, want,
					inSample,
				)
				continue
			}
			fixed++
			continue
		}
		bestOf++
		start := figures(row["initial"])
		theirs := options
		theirs.Size, theirs.Rate = start[0], start[1]
		peer, err := demand.FitSmoother(values, theirs)
		if err != nil || !near(peer.Forecast, want, 1e-9) {
			t.Errorf("%s %s: with their parameters %v, want %v: %v", row["series"], impl, peer.Forecast, want, err)
		}
		ours, err := demand.FitSmoother(
			values, demand.Options{Method: options.Method, OptimiseFor: demand.MeanAbsoluteRate},
		)
		if err != nil || ours.Value > peer.Value*(1+1e-9)+1e-12 {
			t.Errorf("%s %s: cost %v, theirs %v: %v", row["series"], impl, ours.Value, peer.Value, err)
			continue
		}
		best++
	}
	t.Logf(
		"fixed: %d rows passed of %d; optimised: %d of %d; where the peer gives no reproducible number: %d of %d "+
			"defined", fixed, fixedOf, best, bestOf, refused, refusedOf,
	)
}
