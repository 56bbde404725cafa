package logistics_test

import (
	"strings"
	"testing"

	"github.com/logicrm/logistics"
)

// TestMeasuresAreToldInTheirUnit as means are: what does not come out even is rounded for people only.
func TestMeasuresAreToldInTheirUnit(t *testing.T) {
	hours, days := logistics.MustUnit("HUR"), logistics.MustUnit("DAY")
	euro, yen := logistics.MustCurrency("EUR"), logistics.MustCurrency("JPY")
	none, nothing := logistics.Unit{}, logistics.Currency{}
	catalog := logistics.NewCatalog([]logistics.ReasonText{{Code: "x.y", Text: "It took {x}."}})
	wide := strings.Repeat("7", 30)
	for _, c := range []struct {
		p           logistics.Param
		exact, told string
	}{
		{logistics.MustRatio("4850/100").MeasureParam("x", hours, nothing), "4850/100 HUR", "It took 48.5 h."},
		{logistics.MustRatio("406/3").MeasureParam("x", hours, nothing), "406/3 HUR", "It took 135.3 h."},
		{logistics.MustRatio("1/1").MeasureParam("x", days, nothing), "1/1 DAY", "It took 1 day."},
		{logistics.MustRatio("-5/2").MeasureParam("x", days, nothing), "-5/2 DAY", "It took -2.5 days."},
		{logistics.MustRatio("97/2").MeasureParam("x", none, euro), "97/2 EUR", "It took €48.50."},
		{logistics.MustRatio("-12345/7").MeasureParam("x", none, euro), "-12345/7 EUR", "It took -€1,763.57."},
		{logistics.MustRatio("100/3").MeasureParam("x", none, yen), "100/3 JPY", "It took ¥33."},
		{logistics.MustRatio("1/100000").MeasureParam("x", none, euro), "1/100000 EUR", "It took €0.00001."},
		{logistics.MustRatio("7/2").MeasureParam("x", none, nothing), "7/2", "It took 3.5."},
		{logistics.Ratio{}.MeasureParam("x", hours, nothing), "", "It took no data."},
		{
			logistics.Param{Name: "x", Figure: logistics.FigurePoints, Text: "-1.5e-05"},
			"-1.5e-05", "It took -0.002 points.",
		},
		{
			logistics.Param{
				Name: "x", Figure: logistics.FigurePoints, Text: "-1000000000000000001/6000000000000000000",
			},
			"-1000000000000000001/6000000000000000000", "It took -16.7 points.",
		},
		{
			logistics.Param{Name: "x", Figure: logistics.FigurePoints, Text: "-" + wide + "1/" + wide + "6"},
			"-" + wide + "1/" + wide + "6", "It took -100 points.",
		},
		{logistics.RightTime.Param("x"), "time", "It took right time."},
	} {
		r := logistics.Reason{Code: "x.y", Params: []logistics.Param{c.p}}
		told, err := catalog.Render(r, logistics.Language{})
		if err != nil || told != c.told || c.p.Text != c.exact {
			t.Errorf("%q is told as %q, %v; want %q of %q", c.p.Text, told, err, c.told, c.exact)
		}
	}
}

// TestMeasuresThatDifferAreToldApart like other numbers of one reason.
func TestMeasuresThatDifferAreToldApart(t *testing.T) {
	hours := logistics.MustUnit("HUR")
	catalog := logistics.NewCatalog([]logistics.ReasonText{{Code: "x.y", Text: "It took {x}, not {y}."}})
	told, err := catalog.Render(logistics.Reason{Code: "x.y", Params: []logistics.Param{
		logistics.MustRatio("48.004").MeasureParam("x", hours, logistics.Currency{}),
		logistics.MustRatio("48").MeasureParam("y", hours, logistics.Currency{}),
	}}, logistics.Language{})
	if want := "It took 48.004 h, not 48 h."; err != nil || told != want {
		t.Errorf("%q, %v; want %q", told, err, want)
	}
}
