package demand_test

import (
	"math/rand/v2"
	"testing"

	"github.com/logicrm/logistics/vmi/demand"
)

func BenchmarkSmootherOf60(b *testing.B) {
	for _, method := range []demand.Method{demand.Croston, demand.SBA, demand.SBJ, demand.TSB} {
		values := allSeries(b)["rand7"].values
		s, _ := demand.NewSmoother(method, 0.1, 0.1)
		b.Run(method.String(), func(b *testing.B) {
			b.ReportAllocs()
			sum := 0.0
			for b.Loop() {
				run := s
				run.UpdateAll(values)
				sum += run.Forecast()
			}
			_ = sum
		})
	}
}

func BenchmarkHoltWintersOf144(b *testing.B) {
	values := allSeries(b)["AirPassengers"].values
	for b.Loop() {
		if _, err := demand.HoltWinters(
			values, 12, true, demand.Constants{Alpha: 0.3, Beta: 0.1, Gamma: 0.2},
		); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAutoETSOf144Months(b *testing.B) {
	values := allSeries(b)["AirPassengers"].values
	for b.Loop() {
		if _, err := demand.AutoETS(values, 12); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkForLeadTime(b *testing.B) {
	for _, class := range []string{"smooth", "erratic", "intermittent", "lumpy"} {
		r := rand.New(rand.NewPCG(1, 2))
		series := make([]float64, 365)
		for i := range series {
			series[i] = daily(class, r)
		}
		b.Run(class, func(b *testing.B) {
			for b.Loop() {
				if _, err := demand.ForLeadTime(series, 7); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
