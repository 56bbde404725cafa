package control_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
)

// designs are the chart of a row of the table.
type designs struct {
	ewma  control.EWMA
	cusum control.CUSUM
}

// designOf sets a chart up as a row says.
func designOf(row map[string]string) (d designs, err error) {
	of := parameters(row["param"])
	p := control.Process{Centre: number(row["center"]), Sigma: number(row["sigma"])}
	if text, ok := of["n"]; ok {
		p.Sigma /= math.Sqrt(number(text))
	}
	if row["chart"] == "ewma" {
		d.ewma, err = control.NewEWMA(p, number(of["lambda"]), number(of["nsigmas"]))
		return d, err
	}
	start := 0.0
	if text, ok := of["head.start"]; ok {
		start = number(text)
	}
	d.cusum, err = control.NewCUSUM(p, number(of["k"]), number(of["h"]), start)
	return d, err
}

// differences are the columns of a row that its chart says otherwise.
func (d *designs) differences(row map[string]string) (differs []string) {
	var got map[string]float64
	var signal bool
	if x := number(row["stat"]); row["chart"] == "ewma" {
		p, err := d.ewma.Add(x)
		if err != nil {
			return []string{err.Error()}
		}
		got, signal = map[string]float64{"v1": p.Average, "lcl": p.Lower, "ucl": p.Upper}, p.Signal
	} else {
		p, err := d.cusum.Add(x)
		if err != nil {
			return []string{err.Error()}
		}
		got, signal = map[string]float64{"v1": p.Upper, "v2": p.Lower, "lcl": -p.Decision, "ucl": p.Decision}, p.Signal
	}
	for _, column := range []string{"v1", "v2", "lcl", "ucl"} {
		g, ok := got[column]
		if blank := row[column] == ""; blank == ok || ok && !near(g, number(row[column]), 1e-10) {
			differs = append(differs, column)
		}
	}
	if signal != (row["signal"] == "1") {
		differs = append(differs, "signal")
	}
	return differs
}

func TestEWMAAndCUSUMAgainstTheOracle(t *testing.T) {
	var d designs
	passed, rows := 0, table(t, "ewma_cusum.csv.gz")
	for _, row := range rows {
		if row["i"] == "1" {
			var err error
			if d, err = designOf(row); err != nil {
				t.Fatal(row, err)
			}
		}
		if differs := d.differences(row); len(differs) > 0 {
			t.Errorf("%v: %+v: %v", row, d, differs)
			continue
		}
		passed++
	}
	t.Logf("%d rows passed of %d", passed, len(rows))
}

func TestEWMAOfWeightOneIsShewhart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ewma, err := control.NewEWMA(control.Process{Centre: 10, Sigma: 2}, 1, 3)
		for _, x := range rapid.SliceOf(rapid.Float64Range(-20, 40)).Draw(t, "x") {
			p, fault := ewma.Add(x)
			if err != nil || fault != nil || !near(p.Average, x, 1e-12) || p.Lower != 4 || p.Upper != 16 ||
				p.Signal != (x < 4 || x > 16) && math.Abs(math.Abs(x-10)-6) > 1e-9 {
				t.Fatalf("%+v of %v", p, x)
			}
		}
	})
}

func TestEWMAAndCUSUMRefuseAndGoOn(t *testing.T) {
	p := control.Process{Centre: 10, Sigma: 1}
	ewma, _ := control.NewEWMA(p, 0.2, 3)
	cusum, _ := control.NewCUSUM(p, 0.5, 5, 0)
	before, sums := ewma, cusum
	for _, x := range []float64{math.NaN(), math.Inf(1), 1e16} {
		if _, err := ewma.Add(x); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%v: %v", x, err)
		}
		if _, err := cusum.Add(x); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%v: %v", x, err)
		}
	}
	if ewma != before || cusum != sums {
		t.Error("a refused figure left a trace")
	}
	tiny, _ := control.NewCUSUM(control.Process{Sigma: 1e-9}, 0.5, 5, 0)
	if _, err := tiny.Add(1e10); !code(err, "", logistics.FaultOutOfRange) {
		t.Errorf("1e19 standard deviations: %v", err)
	}
	_, ewmaErr := control.NewEWMA(control.Process{Sigma: math.NaN()}, 0, 11)
	_, cusumErr := control.NewCUSUM(control.Process{Centre: math.Inf(1)}, -1, 0, 1)
	for i, err := range []error{ewmaErr, cusumErr} {
		var faults logistics.Faults
		if n := []int{3, 5}[i]; !errors.As(err, &faults) || len(faults) != n {
			t.Errorf("%d faults: %v", n, err)
		}
	}
}

func TestCapabilityAgainstTheOracle(t *testing.T) {
	all, passed, rows := datasets(t), 0, table(t, "capability.csv")
	for _, row := range rows {
		name := strings.TrimSuffix(strings.TrimSuffix(row["dataset"], "_phase1"), "_1_40")
		values := all[name].values[:int(number(row["n"]))]
		r, err := control.Capability(values, number(row["sigma_within"]), control.Specification{
			Lower: number(row["LSL"]), Upper: number(row["USL"]), Target: number(row["target"]),
		})
		if err != nil {
			t.Fatal(err)
		}
		for column, got := range map[string]float64{
			"mean": r.Mean, "sigma_overall": r.Overall, "Cp": r.Cp, "Cp_lo": r.CpInterval[0], "Cp_hi": r.CpInterval[1],
			"Cpu": r.Cpu, "Cpl": r.Cpl, "Cpk": r.Cpk, "Cpk_lo": r.CpkInterval[0], "Cpk_hi": r.CpkInterval[1],
			"Cpm": r.Cpm,
			"Pp":  r.Pp, "Ppk": r.Ppk, "exp_lt_LSL_pct": 100 * r.Below, "exp_gt_USL_pct": 100 * r.Above,
			"obs_lt_LSL_pct": 100 * r.BelowSeen, "obs_gt_USL_pct": 100 * r.AboveSeen,
			"sigma_level_within": r.SigmaLevel, "dpmo_within": r.DPMO,
		} {
			if !near(got, number(row[column]), 1e-10) {
				t.Errorf("%s %s: %v, want %s", row["dataset"], column, got, row[column])
				continue
			}
			passed++
		}
	}
	t.Logf("%d cells passed in %d rows", passed, len(rows))
}

func TestDispersionAgainstTheOracle(t *testing.T) {
	all, passed, rows := datasets(t), 0, table(t, "overdispersion.csv")
	for _, row := range rows {
		kind := control.Events
		if row["dataset"] == "logi_late_orders" {
			kind = control.Proportion
		}
		counts := all[row["dataset"]].counts
		d, err := control.DispersionOf(kind, counts)
		if err != nil || !near(d.MeanSize, number(row["stat"]), 1e-9) ||
			!near(d.MeanSize/float64(d.DegreesOfFreedom), number(row["ratio"]), 1e-9) ||
			math.Abs(d.P-number(row["p"])) > 1e-9 {
			t.Errorf("%v: %+v, %v", row, d, err)
			continue
		}
		passed++
	}
	t.Logf("%d rows passed of %d", passed, len(rows))
}

func TestDispersionOfEqualSizesIsThatOfTheMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ofFifty := func(n int64) control.Count { return control.Count{Events: n, Size: 50} }
		events := rapid.Map(rapid.Int64Range(1, 40), ofFifty)
		counts := rapid.SliceOfN(events, 2, 30).Draw(t, "counts")
		d, err := control.DispersionOf(control.Proportion, counts)
		if err != nil || !near(d.Statistic, d.MeanSize, 1e-9) || !near(d.P+d.PLess, 1, 1e-9) {
			t.Fatalf("%+v, %v", d, err)
		}
	})
}

// TestOpenSpecificationIsTheNearSideOfAFarOne moves the other limit so far away that nothing is beyond it.
func TestOpenSpecificationIsTheNearSideOfAFarOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := append(series(t), -1) // one that differs
		upper := float64(rapid.IntRange(0, 120).Draw(t, "upper"))
		far, err := control.Capability(values, 7, control.Specification{Lower: -1e6, Upper: upper, Target: -1})
		open, other := control.Capability(values, 7, control.Specification{Upper: upper, OpenBelow: true})
		if err != nil || other != nil || open.Cpk != far.Cpk || open.Ppk != far.Ppk || open.Above != far.Above ||
			open.Below != 0 ||
			open.AboveSeen != far.AboveSeen || open.BelowSeen != 0 || open.CpkInterval != far.CpkInterval ||
			open.Cp != 0 || open.Cpl != 0 {
			t.Fatalf("%+v and %+v: %v, %v", open, far, err, other)
		}
		mirrored := make([]float64, len(values))
		for i, x := range values {
			mirrored[i] = -x
		}
		below, err := control.Capability(mirrored, 7, control.Specification{Lower: -upper, OpenAbove: true})
		if err != nil || below.Cpk != open.Cpk || below.DPMO != open.DPMO || below.BelowSeen != open.AboveSeen {
			t.Fatalf("%+v and %+v: %v", open, below, err)
		}
	})
}

func TestStreamsDoNotAllocate(t *testing.T) {
	p := control.Process{Centre: 10, Sigma: 1}
	ewma, first := control.NewEWMA(p, 0.2, 3)
	cusum, second := control.NewCUSUM(p, 0.5, 5, 0)
	if err := errors.Join(first, second); err != nil {
		t.Fatal(err)
	}
	n := testing.AllocsPerRun(100, func() {
		_, first = ewma.Add(10.5)
		_, second = cusum.Add(9.5)
	})
	if n != 0 || first != nil || second != nil {
		t.Errorf("%v allocations a point: %v, %v", n, first, second)
	}
}
