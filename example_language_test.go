package logistics_test

import (
	"fmt"
	"time"

	"github.com/logicrm/logistics"
)

// tell is a sentence of one figure, {x}.
func tell(sentence string, x logistics.Param) {
	catalog := logistics.NewCatalog([]logistics.ReasonText{{Code: "demo.x", Text: sentence}})
	fmt.Println(catalog.English(logistics.Reason{Code: "demo.x", Params: []logistics.Param{x}}))
}

func ExampleNewCatalog() {
	catalog := logistics.NewCatalog(
		[]logistics.ReasonText{{Code: "dock.closed", Text: "Dock {dock} is closed because of {cause}."}},
		logistics.Term{Key: "stock_taking", Name: "stock-taking", Meaning: "Everything is being counted."},
	)
	fmt.Println(catalog.English(logistics.Reason{Code: "dock.closed", Params: []logistics.Param{
		logistics.MustID("D-7").Param("dock"), logistics.CodeParam("cause", "stock_taking"),
	}}))
	// Output:
	// Dock D-7 is closed because of stock-taking.
}

func ExampleFormats() {
	german := logistics.Formats().Translation("de") // English, for a translator to work on
	german.Texts["logistics.date"] = "{day}. {month} {year}"
	german.Texts["logistics.money.sign"] = "{sign}{amount} {symbol}"
	german.Terms["month.3"] = logistics.Wording{Name: "März"}
	language, err := logistics.NewLanguage(german, logistics.Translation{
		Language: "de", Texts: map[logistics.Code]string{"demo.due": "{amount}, fällig am {on}."},
	})
	catalog := logistics.NewCatalog([]logistics.ReasonText{{Code: "demo.due", Text: "{amount}, due on {on}."}})
	told, _ := catalog.Render(logistics.Reason{Code: "demo.due", Params: []logistics.Param{
		logistics.MustMoney("1234.50 EUR").Param("amount"), logistics.MustDate("2025-03-03").Param("on"),
	}}, language)
	fmt.Println(told, err)
	// Output:
	// 1.234,50 €, fällig am 3. März 2025. <nil>
}

func ExampleNewLanguage() {
	catalog := logistics.NewCatalog([]logistics.ReasonText{{
		Code: "demo.open", Text: "{units, plural, one {# unit is} other {# units are}} missing.",
	}})
	polish, err := logistics.NewLanguage(logistics.Translation{
		Language: "pl",
		Texts: map[logistics.Code]string{
			"demo.open": "{units, plural, one {Brakuje # sztuki} few {Brakują # sztuki} many {Brakuje # sztuk} " +
				"other {Brakuje # sztuki}}.",
		},
	})
	told, _ := catalog.Render(
		logistics.Reason{Code: "demo.open", Params: []logistics.Param{logistics.CountParam("units", 3)}}, polish)
	fmt.Println(polish.Tag(), told, err)
	// Output:
	// pl Brakują 3 sztuki. <nil>
}

func ExampleDecodeTranslation() {
	_, err := logistics.DecodeTranslation([]byte(`{
		"schema": "logistics/translation/1", "language": "de",
		"texts": {"sevenr.time.late": "Lieferung {delivery kam zu spät."}
	}`))
	fmt.Println(err)
	// Output:
	// logistics: /texts/sevenr.time.late: syntax: an opening brace without a closing one
}

func ExampleTranslation_Validate() {
	err := logistics.Translation{Language: "de", Texts: map[logistics.Code]string{
		"demo.x": "{units, plural, one {# Stück}}",
	}}.Validate()
	fmt.Println(err)
	// Output:
	// logistics: /texts/demo.x: syntax: {units} has no form other
}

func ExampleCatalog_Check() {
	catalog := logistics.NewCatalog([]logistics.ReasonText{
		{Code: "demo.late", Text: "Delivery {delivery} was {off} late."}, {Code: "demo.lost", Text: "It is lost."},
	})
	fmt.Println(catalog.Check(logistics.Translation{
		Language: "de", Texts: map[logistics.Code]string{"demo.late": "Lieferung {delivery} kam {zeit} zu spät."},
	}))
	// Output:
	// logistics: /texts/demo.late: unknown "{zeit}": no figure of this reason
	// logistics: /texts/demo.late: required: {off}, which the English sentence tells
	// logistics: /texts/demo.lost: required: a sentence for this code
}

func ExampleCatalog_Figure() {
	var catalog logistics.Catalog
	fmt.Println(catalog.Figure(logistics.MustRatio("97/144").PercentParam("share"), logistics.Language{}))
	// Output:
	// 67.4%
}

func ExampleCatalog_Tell() {
	step := logistics.Step{
		Name: "safety_stock", Formula: "safety_factor * deviation",
		Inputs: []logistics.Param{
			logistics.FloatParam("safety_factor", 1.88079360815), logistics.FloatParam("deviation", 20.0611564971),
		},
		Result: "37.7308949118", Figure: logistics.FigureNumber,
	}
	fmt.Println(logistics.Catalog{}.Tell(step, logistics.Language{}))
	// Output:
	// Safety stock = safety factor × deviation = 1.88079 × 20.0612 = 37.7
}

func ExampleNewRefusal() {
	texts := logistics.NewCatalog([]logistics.ReasonText{{Code: "dock.full", Text: "Dock {dock} is full."}})
	err := logistics.NewRefusal(logistics.MustID("C-1"), []logistics.Reason{
		{Code: "dock.full", Params: []logistics.Param{logistics.MustID("D-7").Param("dock")}},
	}, texts)
	fmt.Println(err)
	// Output:
	// logistics: command refused: Dock D-7 is full.
}

func ExampleTextParam() {
	tell("The driver wrote: {x}.", logistics.TextParam("x", "gate was shut"))
	// Output:
	// The driver wrote: gate was shut.
}

func ExampleCountParam() {
	tell("{x, plural, =0 {Nothing} one {# parcel} other {# parcels}} to collect.", logistics.CountParam("x", 1200))
	// Output:
	// 1,200 parcels to collect.
}

func ExampleCodeParam() {
	tell("It arrived {x}.", logistics.CodeParam("x", logistics.TooWarm))
	// Output:
	// It arrived too warm.
}

func ExampleCodesParam() {
	tell("It differs in {x}.", logistics.CodesParam("x", "tier", "lane", "service_level"))
	// Output:
	// It differs in tier, lane and service level.
}

func ExampleFormulaParam() {
	catalog := logistics.NewCatalog([]logistics.ReasonText{{Code: "demo.credit", Text: "Credit: {formula}."}})
	fmt.Println(catalog.English(logistics.Reason{Code: "demo.credit", Params: []logistics.Param{
		logistics.FormulaParam("formula", "charges * credit"), logistics.MustMoney("24056 EUR").Param("charges"),
		logistics.MustRatio("10%").PercentParam("credit"),
	}}))
	// Output:
	// Credit: €24,056.00 × 10%.
}

func ExampleFloatParam() {
	x := logistics.FloatParam("x", 20.0611564971)
	tell("The deviation is {x}.", x)
	fmt.Println(x.Text) // for whoever recomputes
	// Output:
	// The deviation is 20.1.
	// 20.0612
}

func ExampleProbabilityParam() {
	tell("The probability is {x}.", logistics.ProbabilityParam("x", 1.083e-145))
	// Output:
	// The probability is below 0.0001.
}

func ExampleInstantParam() {
	tell("It came on {x}.", logistics.InstantParam("x", time.Date(2025, 3, 3, 16, 5, 0, 0, time.UTC)))
	// Output:
	// It came on 3 Mar 2025, 16:05 UTC.
}

func ExampleWorkingTimeParam() {
	tell("It took {x} of working time.", logistics.WorkingTimeParam("x", 62*time.Hour)) // no days: which would they be?
	// Output:
	// It took 62 h of working time.
}

func ExampleElapsedParam() {
	tell("It was {x} late.", logistics.ElapsedParam("x", 62*time.Hour))
	// Output:
	// It was 2 days 14 h late.
}
