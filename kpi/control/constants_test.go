package control_test

import (
	"errors"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
)

func TestConstantsAgainstTheOracle(t *testing.T) {
	passed, cells := 0, 0
	for _, row := range table(t, "constants.csv") {
		c, err := control.ConstantsOf(int(number(row["n"])))
		if err != nil {
			t.Fatal(err)
		}
		for name, got := range map[string]float64{
			"d2": c.MeanRange, "c4": c.Unbias, "A2": c.A2, "A3": c.A3, "B3": c.B3, "B4": c.B4, "B5": c.B5, "B6": c.B6,
			"E2": c.E2,
		} {
			if cells++; near(got, number(row[name]), 1e-9) {
				passed++
			} else {
				t.Errorf("%s(%s) = %v, want %s", name, row["n"], got, row[name])
			}
		}
		for name, got := range map[string]float64{"d3": c.RangeSigma, "D1": c.D1, "D2": c.D2, "D3": c.D3, "D4": c.D4} {
			if cells++; near(got, number(row[name]), 1e-7) {
				passed++
			} else {
				t.Errorf("%s(%s) = %v, want %s", name, row["n"], got, row[name])
			}
		}
	}
	t.Logf("%d cells passed of %d", passed, cells)
}

func TestConstantsHaveADomain(t *testing.T) {
	for _, n := range []int{-1, 0, 1, 1001} {
		if _, err := control.ConstantsOf(n); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%d: %v", n, err)
		}
	}
}

func TestLargerSubgroupsHaveWiderRanges(t *testing.T) {
	last := control.Constants{}
	for n := 2; n <= 1000; n = n*3/2 + 1 {
		c, err := control.ConstantsOf(n)
		if err != nil || c.MeanRange <= last.MeanRange || c.Unbias <= last.Unbias || c.Unbias >= 1 ||
			c.RangeSigma <= 0 {
			t.Fatalf("%d: %+v after %+v: %v", n, c, last, err)
		}
		last = c
	}
}
