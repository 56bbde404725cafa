package control_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
)

// backlog are the orders that wait in the evening: what is left over is there the next day as well.
func backlog() []float64 {
	return []float64{
		210, 221, 226, 219, 208, 204, 197, 188, 190, 199, 207, 216, 228, 233, 229, 224,
		217, 209, 201, 203, 196, 189, 184, 193, 205, 211, 214, 222, 227, 220, 212, 206,
	}
}

func ExampleIndependent() {
	i, err := control.Independent(backlog(), 0, logistics.Ratio{})
	fmt.Printf(
		"%v, correlation %.2f, limits %.0f%% as wide, lag %d, p %.1g, %v\n", i.Dependent, i.Correlation, 100*i.Width,
		i.Lag, i.P, err,
	)
	chart, _ := control.ChartValues(control.Individuals, backlog(), control.Options{})
	fmt.Println(len(chart.Signals()), "signals on a chart that takes independence for granted")
	_, err = control.Independent(backlog()[:4], 0, logistics.Ratio{})
	fmt.Println(err)
	// Output:
	// true, correlation 0.84, limits 40% as wide, lag 6, p 2e-13, <nil>
	// 6 signals on a chart that takes independence for granted
	// logistics: /values: required "4": at least 5 values
}

func ExampleIndependence_Reasons() {
	i, _ := control.Independent(backlog(), 0, logistics.Ratio{})
	for _, r := range i.Reasons() {
		fmt.Println(r.Code, r.Param("correlation"))
	}
	// Output:
	// control.independence.dependent 0.84296
	// control.independence.limits_too_narrow 0.84296
}

func ExampleIndependence_Sentences() {
	i, _ := control.Independent(backlog(), 0, logistics.Ratio{})
	for _, sentence := range i.Sentences(logistics.Language{}) {
		tell(sentence)
	}
	// Output:
	// Points depend on those before them (Ljung–Box Q 71.1 over 6 lags of 32 points, p below 0.0001,
	//   95% confidence); neighbouring points have a correlation of 0.843.
	// Neighbouring points are alike (correlation 0.843): limits from moving ranges are 39.6% as wide as
	//   they should be and flag ordinary points.
}
