package control_test

import (
	"math"
	"strings"
	"testing"

	"github.com/logicrm/logistics/kpi/control"
)

// dataset is a series of the tables.
type dataset struct {
	groups [][]float64
	values []float64
	counts []control.Count
	trial  int // groups in the baseline; 0 is all
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

// chartOf draws what a row of the table is of.
func chartOf(d *dataset, row map[string]string, rounded bool) (control.Chart, error) {
	o := control.Options{Rounded: rounded, Baseline: d.trial, Screen: row["param"] == "screened_mr=TRUE"}
	switch {
	case strings.Contains(row["param"], "nsigmas=2"):
		o.Sigmas, o.Baseline = 2, 0
	case strings.Contains(row["param"], "UWAVE-SD"), strings.Contains(row["param"], "SD/c4"):
		o.Estimator = control.AverageDeviation
	case strings.Contains(row["param"], "RMSDF"):
		o.Estimator = control.PooledDeviation
	}
	switch row["chart"] {
	case "xbar", "R", "S":
		kinds := map[string]control.Kind{"xbar": control.XBar, "R": control.Range, "S": control.StandardDeviation}
		kind := kinds[row["chart"]]
		groups := d.groups
		if strings.Contains(row["param"], "nsigmas=2") {
			groups = groups[:25]
		}
		return control.ChartSubgroups(kind, groups, o)
	case "I", "MR", "t":
		kinds := map[string]control.Kind{"I": control.Individuals, "MR": control.MovingRange, "t": control.Time}
		kind := kinds[row["chart"]]
		return control.ChartValues(kind, d.values, o)
	default:
		kind := map[string]control.Kind{
			"p": control.Proportion, "c": control.Events, "u": control.Rate,
			"uprime": control.LaneyRate, "Iprime_pct": control.IndividualsPrime,
		}[row["chart"]]
		return control.ChartCounts(kind, d.counts, o)
	}
}

func TestLimitsAgainstTheOracle(t *testing.T) {
	all, rows := datasets(t), table(t, "limits.csv.gz")
	for _, mode := range []struct {
		name    string
		rounded bool
		within  float64
	}{{"exact", false, 5e-4}, {"rounded", true, 1e-10}} {
		passed := 0
		for _, row := range rows {
			chart, err := chartOf(all[row["dataset"]], row, mode.rounded)
			if err != nil {
				t.Fatal(row, err)
			}
			i, scale, within := int(number(row["i"]))-1, 1.0, mode.within
			if row["chart"] == "Iprime_pct" {
				scale = 100
			}
			if row["chart"] == "R" {
				within = math.Max(within, 1e-5) // its d3 has six digits
			}
			if row["chart"] == "MR" {
				i = max(i-1, 0) // the first value has no range, but the table has its limits
			}
			if row["chart"] == "t" {
				within *= 3.6 // the power of the transformation
			}
			p := chart.Points[i]
			sigma := p.Sigma
			if row["source"] == "qcc2.7" {
				sigma = chart.Limits.Sigma
			}
			ok := true
			for column, got := range map[string]float64{
				"stat": p.Stat, "center": p.Centre, "sigma": sigma, "lcl": p.Lower, "ucl": p.Upper,
			} {
				want := number(row[column])
				if row[column] == "" {
					continue
				}
				size := math.Abs(want)
				if column == "lcl" {
					size = math.Max(size, p.Centre) // a difference of two figures of this size
				}
				if math.Abs(got*scale-want) > within*size {
					ok = false
					t.Errorf(
						"%s %s %s %s %d: %s %v, want %v", mode.name, row["dataset"], row["chart"], row["param"], i,
						column, got*scale, want,
					)
				}
			}
			if p.Beyond != (row["beyond"] == "1") {
				ok = false
				t.Errorf("%s %s %s %d: beyond %v", mode.name, row["dataset"], row["chart"], i, p.Beyond)
			}
			if ok {
				passed++
			}
		}
		t.Logf("%s factors: %d rows passed of %d", mode.name, passed, len(rows))
	}
}
