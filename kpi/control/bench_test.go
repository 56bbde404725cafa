package control_test

import (
	"testing"

	"github.com/logicrm/logistics/kpi/control"
)

func BenchmarkChartCounts(b *testing.B) {
	counts := datasets(b)["logi_late_orders"].counts
	o := control.Options{Rules: control.Nelson}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := control.ChartCounts(control.LaneyProportion, counts, o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkChartSubgroups(b *testing.B) {
	groups := datasets(b)["pistonrings"].groups
	b.ReportAllocs()
	for b.Loop() {
		if _, err := control.ChartSubgroups(control.XBar, groups, control.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkXmR(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := control.XmR(hours(), control.Aim{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCUSUM(b *testing.B) {
	cusum, err := control.NewCUSUM(control.Process{Centre: 10, Sigma: 1}, 0.5, 5, 0)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cusum.Add(10.2); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkARLOfRules(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := control.ARLOfRules(control.WesternElectric, 1); err != nil {
			b.Fatal(err)
		}
	}
}
