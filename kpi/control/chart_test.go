package control_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/logicrm/logistics/internal/stat"
	"github.com/logicrm/logistics/kpi/control"
)

// dataset is a series of the tables.
type dataset struct {
	groups [][]float64
	values []float64
	counts []control.Count
	trial  int // groups in the baseline, where the rows do not say; 0 is all
}

func datasets(t testing.TB) map[string]*dataset {
	all := map[string]*dataset{}
	for _, row := range table(t, "datasets.csv.gz") {
		d := all[row["dataset"]]
		if d == nil {
			d = &dataset{}
			all[row["dataset"]] = d
		}
		value := number(row["value"])
		if row["obs"] == "1" {
			d.groups = append(d.groups, nil)
			d.counts = append(d.counts, control.Count{Events: int64(value), Size: number(row["size"])})
			if row["trial"] == "1" {
				d.trial++
			}
		}
		last := len(d.groups) - 1
		d.groups[last] = append(d.groups[last], value)
		d.values = append(d.values, value)
	}
	return all
}

// parameters are what a row says of the design: "h=5;k=0.5;head.start=2.5 (FIR)".
func parameters(text string) map[string]string {
	of := map[string]string{}
	for part := range strings.SplitSeq(text, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		if fields := strings.Fields(value); len(fields) > 0 {
			value = fields[0]
		}
		of[name] = value
	}
	return of
}

// optionsOf are those that a row says, for n points.
func optionsOf(d *dataset, row map[string]string, n int) (control.Options, error) {
	of := parameters(row["param"])
	o := control.Options{Baseline: d.trial, Screen: of["screened_mr"] == "TRUE"}
	if text, ok := of["phase1"]; ok {
		o.Baseline = int(number(text))
	}
	if text, ok := of["nsigmas"]; ok {
		o.Sigmas = number(text)
	}
	if o.Baseline >= n {
		o.Baseline = 0
	}
	switch sd := of["sd"]; {
	case sd == "UWAVE-SD", sd == "SD/c4":
		o.Estimator = control.AverageDeviation
	case sd == "RMSDF":
		o.Estimator = control.PooledDeviation
	case sd == "", sd == "UWAVE-R", sd == "MR":
	default:
		return o, fmt.Errorf("unknown estimator %q", sd)
	}
	if row["chart"] == "R" || row["chart"] == "S" {
		o.Centring = control.AllOfOne // as qcc has it
	}
	text, ok := of["conf"]
	if quantile := strings.Contains(row["param"], "quantile"); !ok && !quantile {
		return o, nil
	} else if !ok {
		return o, errors.New("quantile limits without a confidence")
	}
	switch row["chart"] {
	case "p", "np", "c", "u":
		o.Within = number(text)
	case "xbar", "I":
		var err error
		o.Sigmas, err = stat.TwoSidedZ(number(text))
		return o, err
	default:
		return o, fmt.Errorf("no limits by probability for %s", row["chart"])
	}
	return o, nil
}

// chartOf draws what a row of the table is of, of the first n points that the table has.
func chartOf(d *dataset, row map[string]string, n int, rounded bool) (control.Chart, error) {
	o, err := optionsOf(d, row, n)
	if err != nil {
		return control.Chart{}, err
	}
	o.Rounded = rounded
	name := row["chart"]
	if kind, ok := map[string]control.Kind{
		"xbar": control.XBar, "R": control.Range, "S": control.StandardDeviation,
	}[name]; ok {
		return control.ChartSubgroups(kind, d.groups[:n], fitting(kind, o))
	}
	if kind, ok := map[string]control.Kind{
		"I": control.Individuals, "MR": control.MovingRange, "t": control.Time, "g": control.Gap,
	}[name]; ok {
		return control.ChartValues(kind, d.values[:n], fitting(kind, o))
	}
	kind, ok := map[string]control.Kind{
		"p": control.Proportion, "np": control.Number, "c": control.Events, "u": control.Rate,
		"pprime": control.LaneyProportion, "uprime": control.LaneyRate,
		"Iprime": control.IndividualsPrime, "Iprime_pct": control.IndividualsPrime,
	}[name]
	if !ok {
		return control.Chart{}, fmt.Errorf("unknown chart %q", name)
	}
	return control.ChartCounts(kind, d.counts[:n], fitting(kind, o))
}

// run7 tells whether a point ends seven or more in a row on one side of the centre line.
func run7(points []control.Point, i int) bool {
	for back := range 7 {
		at := i - back
		if at < 0 || (points[at].Stat-points[at].Centre)*(points[i].Stat-points[i].Centre) <= 0 {
			return false
		}
	}
	return true
}

func TestLimitsAgainstTheOracle(t *testing.T) {
	all, rows := datasets(t), table(t, "limits.csv.gz")
	of := func(row map[string]string) string {
		return row["source"] + " " + row["dataset"] + " " + row["chart"] + " " + row["param"]
	}
	points := map[string]int{}
	for _, row := range rows {
		points[of(row)]++
	}
	for _, mode := range []struct {
		name    string
		rounded bool
		within  float64
	}{{"exact", false, 5e-4}, {"rounded", true, 1e-10}} {
		passed, charts := 0, map[string]control.Chart{}
		for _, row := range rows {
			name := of(row)
			chart, ok := charts[name]
			if !ok {
				var err error
				if chart, err = chartOf(all[row["dataset"]], row, points[name], mode.rounded); err != nil {
					t.Fatal(row, err)
				}
				charts[name] = chart
			}
			if differs := differences(chart, row, mode.within); len(differs) > 0 {
				t.Errorf("%s %s point %s: %s", mode.name, name, row["i"], strings.Join(differs, ", "))
				continue
			}
			passed++
		}
		t.Logf("%s factors: %d rows passed of %d", mode.name, passed, len(rows))
	}
}

// differences are the columns of a row that a chart says otherwise.
func differences(chart control.Chart, row map[string]string, within float64) (differs []string) {
	i, scale := int(number(row["i"]))-1, 1.0
	switch row["chart"] {
	case "Iprime_pct":
		scale = 100
	case "R":
		within = math.Max(within, 1e-5) // its d3 has six digits
	case "MR":
		i = max(i-1, 0) // the first value has no range, but the table has its limits
	case "t":
		within *= 3.6 // the power of the transformation
	}
	p := chart.Points[i]
	sigma := p.Sigma
	if row["source"] == "qcc2.7" {
		sigma = chart.Limits.Sigma
	}
	for column, got := range map[string]float64{
		"stat": p.Stat, "center": p.Centre, "sigma": sigma, "lcl": p.Lower, "ucl": p.Upper,
	} {
		if row[column] == "" {
			continue
		}
		want := number(row[column])
		size := math.Abs(want)
		if column == "lcl" {
			size = math.Max(size, p.Centre) // a difference of two figures of this size
		}
		if !(math.Abs(got*scale-want) <= within*size) {
			differs = append(differs, fmt.Sprintf("%s %v, want %v", column, got*scale, want))
		}
	}
	if p.Beyond != (row["beyond"] == "1") {
		differs = append(differs, fmt.Sprintf("beyond %v", p.Beyond))
	}
	if got := run7(chart.Points, i); row["run7"] != "" && got != (row["run7"] == "1") {
		differs = append(differs, fmt.Sprintf("run7 %v", got))
	}
	return differs
}
