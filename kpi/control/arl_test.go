package control_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
)

func TestARLAgainstTheOracle(t *testing.T) {
	passed, rows := 0, table(t, "arl.csv")
	for _, row := range rows {
		var got float64
		var err error
		shift := number(row["shift"])
		switch name, found := strings.CutPrefix(row["chart"], "shewhart_WE_rules_"); {
		case found:
			var set control.RuleSet
			for _, digit := range name {
				set |= control.Rules(control.Rule(digit - '0'))
			}
			got, err = control.ARLOfRules(set, shift)
		case row["chart"] == "cusum_two_sided":
			got, err = control.ARLOfCUSUM(number(row["p2"]), number(row["p1"]), shift)
		case row["chart"] == "ewma_asymptotic_limits":
			got, err = control.ARLOfEWMA(number(row["p1"]), number(row["p2"]), shift)
		default:
			got, err = control.ARLOfEWMA(1, number(row["p1"]), shift)
		}
		if err != nil || math.Abs(got-number(row["arl"])) > 1e-6*number(row["arl"]) {
			t.Errorf("%v: %v, %v", row, got, err)
			continue
		}
		passed++
	}
	t.Logf("%d rows passed of %d", passed, len(rows))
}

// TestARLOfRulesIsWhatAWatchTakes plays the chain against the engine that watches real points.
func TestARLOfRulesIsWhatAWatchTakes(t *testing.T) {
	const runs = 20_000
	random := rand.New(rand.NewPCG(1, 2))
	for _, set := range []control.RuleSet{control.WesternElectric, control.Rules(
		control.Nelson1, control.Nelson2, control.Nelson6,
	)} {
		want, err := control.ARLOfRules(set, 1)
		total := 0
		for range runs {
			watch := control.NewWatch(set)
			for total++; watch.Add(random.NormFloat64()+1) == 0; total++ {
			}
		}
		// A standard error of the mean is below 1/√runs of it; whole windows at the start add a little.
		if got := float64(total) / runs; err != nil || math.Abs(got-want) > 0.04*want {
			t.Errorf("%v: %v in play, %v by the chain: %v", set, got, want, err)
		}
	}
}

func TestARLIsTheSameInTheMirrorAndFallsWithTheShift(t *testing.T) {
	for name, arl := range map[string]func(shift float64) (float64, error){
		"cusum": func(s float64) (float64, error) { return control.ARLOfCUSUM(0.5, 4, s) },
		"ewma":  func(s float64) (float64, error) { return control.ARLOfEWMA(0.2, 2.9, s) },
		"rules": func(s float64) (float64, error) { return control.ARLOfRules(control.WesternElectric, s) },
	} {
		last := math.Inf(1)
		for shift := 0.0; shift <= 4; shift += 0.5 {
			up, err := arl(shift)
			down, _ := arl(-shift)
			if err != nil || !near(up, down, 1e-9) || up >= last || up < 1 {
				t.Errorf("%s at %v: %v and %v after %v: %v", name, shift, up, down, last, err)
			}
			last = up
		}
	}
}

func TestARLHasADomain(t *testing.T) {
	_, cusum := control.ARLOfCUSUM(math.NaN(), 0, 11)
	_, ewma := control.ARLOfEWMA(0, 0, math.NaN())
	_, none := control.ARLOfRules(0, 0)
	_, trend := control.ARLOfRules(control.Nelson, 0)
	_, unknown := control.ARLOfRules(1<<15, 0)
	_, endless := control.ARLOfCUSUM(5, 100, 0)
	for i, err := range []error{cusum, ewma, none, trend, unknown, endless} {
		if !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("case %d: %v", i, err)
		}
	}
}
