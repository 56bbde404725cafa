package logistics_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/sentences"
)

// figure is a figure alone in a sentence.
func figure(p logistics.Param, in logistics.Language) string {
	p.Name = "x"
	told, err := logistics.NewCatalog([]logistics.ReasonText{{Code: "demo.x", Text: "- {x}"}}).Render(
		logistics.Reason{Code: "demo.x", Params: []logistics.Param{p}}, in)
	if err != nil {
		return err.Error()
	}
	return strings.TrimPrefix(told, "- ")
}

func ratioOf(text string) logistics.Ratio { return logistics.MustRatio(text) }

func TestFigures(t *testing.T) {
	berlin := time.FixedZone("CEST", 7200)
	noon := time.Date(2025, 9, 26, 12, 5, 0, 0, berlin)
	hours, err := logistics.NewWindow(noon, noon.Add(3*time.Hour), logistics.By)
	if err != nil {
		t.Fatal(err)
	}
	days, err := logistics.NewWindow(
		time.Date(2025, 9, 26, 0, 0, 0, 0, berlin), time.Date(2025, 9, 28, 0, 0, 0, 0, berlin), logistics.Until)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		p    logistics.Param
		want string
	}{
		{logistics.CountParam("x", 0), "0"},
		{logistics.CountParam("x", -12345), "-12,345"},
		{logistics.TextParam("x", "as it {is}"), "as it {is}"},
		{ratioOf("9036390/1200").Param("x"), "7,530"},
		{ratioOf("12/22").PercentParam("x"), "54.5%"},
		{ratioOf("95%").PercentParam("x"), "95%"},
		{ratioOf("99.95%").PercentParam("x"), "99.95%"},
		{ratioOf("24999/25000").PercentParam("x"), "99.996%"},
		{ratioOf("1/30000").PercentParam("x"), "0.003%"},
		{ratioOf("1/1").PercentParam("x"), "100%"},
		{ratioOf("0/7").PercentParam("x"), "0%"},
		{ratioOf("30001/30000").PercentParam("x"), "100.003%"},
		{ratioOf("-1/30000").PercentParam("x"), "-0.003%"},
		{ratioOf("-99999999/100000000").PercentParam("x"), "-99.999999%"},
		{ratioOf("1/999999999999").PercentParam("x"), "0.000001%"},
		{logistics.Ratio{}.PercentParam("x"), "no data"},
		{ratioOf("26446/100000").PointsParam("x"), "26.4 points"},
		{ratioOf("1/100").PointsParam("x"), "1 point"},
		{ratioOf("7/2").Param("x"), "3.5"},
		{ratioOf("4/1").Param("x"), "4"},
		{logistics.FloatParam("x", 1.88079360815), "1.88"},
		{logistics.FloatParam("x", 1e-20), "0"},
		{logistics.FloatParam("x", 123456789), "123,457,000"},
		{logistics.ProbabilityParam("x", 1.083e-145), "below 0.0001"},
		{logistics.ProbabilityParam("x", 0.03125), "0.031"},
		{logistics.ProbabilityParam("x", 0), "below 0.0001"},
		{logistics.ProbabilityParam("x", 0.99999), "above 0.9999"},
		{logistics.ProbabilityParam("x", 0.9999), "0.999"},
		{logistics.ProbabilityParam("x", 1), "1"},
		{logistics.MustMoney("1234.50 EUR").Param("x"), "€1,234.50"},
		{logistics.MustMoney("-0.40 USD").Param("x"), "-$0.40"},
		{logistics.MustMoney("12 CHF").Param("x"), "CHF 12.00"},
		{logistics.MustMoney("1200 JPY").Param("x"), "¥1,200"},
		{logistics.MustQuantity("108 EA").Param("x"), "108 EA"},
		{logistics.MustQuantity("1 XPX").Param("x"), "1 pallet"},
		{logistics.MustQuantity("2.5 KGM").Param("x"), "2.5 kg"},
		{logistics.MustDuration("PT62H").Param("x"), "2 days 14 h"},
		{logistics.MustDuration("PT61H31M").Param("x"), "2 days 14 h"},
		{logistics.MustDuration("PT23H59M59S").Param("x"), "1 day"},
		{logistics.MustDuration("P1DT23H45M").Param("x"), "2 days"},
		{logistics.MustDuration("PT24H").Param("x"), "1 day"},
		{logistics.MustDuration("PT45M").Param("x"), "45 min"},
		{logistics.MustDuration("PT1M30S").Param("x"), "1 min 30 s"},
		{logistics.MustDuration("PT0.2S").Param("x"), "below 1 s"},
		{logistics.MustDuration("PT0S").Param("x"), "0 min"},
		{logistics.MustDuration("P30D").Param("x"), "30 days"},
		{logistics.MustDuration("P1DT2H").Param("x"), "1 day 2 h"},
		{logistics.MustDuration("-PT2H").Param("x"), "minus 2 h"},
		{logistics.AnyTime().Param("x"), "any length of time"},
		{logistics.WorkingTimeParam("x", 62*time.Hour+30*time.Minute), "62 h 30 min"},
		{logistics.ElapsedParam("x", 25*time.Hour), "1 day 1 h"},
		{logistics.MustStamp("2025-09-27T00:00:00+02:00").Param("x"), "27 Sep 2025, 00:00 UTC+2"},
		{logistics.MustStamp("2025-09-27T08:15:00-03:30").Param("x"), "27 Sep 2025, 08:15 UTC−3:30"},
		{logistics.MustStamp("2025-09-27T08:15[America/New_York]").Param("x"), "27 Sep 2025, 08:15 New York"},
		{logistics.MustStamp("2025-09-27T08").Param("x"), "27 Sep 2025, 08:00"},
		{logistics.MustStamp("2025-09-27").Param("x"), "27 Sep 2025"},
		{logistics.InstantParam("x", noon.UTC()), "26 Sep 2025, 10:05 UTC"},
		{logistics.MustDate("2025-01-02").Param("x"), "2 Jan 2025"},
		{logistics.MustTimeOfDay("17:30").Param("x"), "17:30"},
		{hours.Param("x"), "26 Sep 2025, 12:05 to 15:05"},
		{days.Param("x"), "26 Sep 2025 to 27 Sep 2025"},
		{logistics.WholeDay(logistics.MustDate("2025-09-26"), berlin).Param("x"), "26 Sep 2025"},
		{logistics.Deadline(noon).Param("x"), figure(logistics.Deadline(noon).Param("x"), logistics.Language{})},
		{logistics.MustPeriod("2025").Param("x"), "2025"},
		{logistics.MustPeriod("2025-03").Param("x"), "Mar 2025"},
		{logistics.MustPeriod("2025-Q3").Param("x"), "Q3 2025"},
		{logistics.MustPeriod("2025-W05").Param("x"), "week 5 of 2025"},
		{logistics.MustID("gln:4012345000023").Param("x"), "GLN 4012345000023"},
		{logistics.MustID("host:a:b").Param("x"), "a:b"},
		{logistics.MustID("C-1").Param("x").Labelled("Camden Cafés"), "Camden Cafés"},
		{logistics.CodeParam("x", "order_cycle_time"), "order cycle time"},
		{logistics.CodeParam("x", logistics.TooWarm), "too warm"},
		{logistics.CodesParam("x", "a_b"), "a b"},
		{logistics.CodesParam("x", "a", "b", "c"), "a, b and c"},
		{logistics.Param{Figure: logistics.FigureMoney, Text: "lots"}, "lots"},
		{logistics.Param{Figure: "of_later", Text: "42"}, "42"},
	} {
		if got := figure(c.p, logistics.Language{}); got != c.want {
			t.Errorf("%s %q reads %q, want %q", c.p.Figure, c.p.Text, got, c.want)
		}
	}
}

// params draws a figure of any kind.
func params() *rapid.Generator[logistics.Param] {
	return rapid.Custom(func(r *rapid.T) logistics.Param {
		n := rapid.Int64Range(-1e12, 1e12).Draw(r, "n")
		ratio, err := logistics.NewRatio(n, rapid.Int64Range(1, 1e6).Draw(r, "d"))
		if err != nil {
			r.Fatal(err)
		}
		at := time.Unix(rapid.Int64Range(-1e9, 4e9).Draw(r, "at"), 0).UTC()
		length := time.Duration(rapid.Int64Range(-1e17, 1e17).Draw(r, "length"))
		currency := logistics.MustCurrency(rapid.SampledFrom([]string{"EUR", "USD", "CHF", "JPY"}).Draw(r, "currency"))
		unit := logistics.MustUnit(rapid.SampledFrom([]string{"EA", "XPX", "KGM", "DAY"}).Draw(r, "unit"))
		period := logistics.PeriodRule{Kind: rapid.SampledFrom([]logistics.PeriodKind{
			"month", "iso_week",
		}).Draw(r, "period"), Zone: "UTC"}
		return rapid.SampledFrom([]logistics.Param{
			logistics.CountParam("x", n), ratio.Param("x"), ratio.PercentParam("x"), ratio.PointsParam("x"),
			logistics.FloatParam("x", float64(n)/1e9), logistics.ProbabilityParam("x", float64(n&0xffff)/0x10000),
			logistics.Minor(n, currency).Param("x"), logistics.Count(n, unit).Param("x"),
			logistics.ElapsedParam("x", length), logistics.WorkingTimeParam("x", length),
			logistics.Days(int(n % 1000)).Param("x"), logistics.InstantParam("x", at),
			logistics.DateOf(at, time.UTC).Param("x"),
			logistics.WholeDay(logistics.DateOf(at, time.UTC), time.UTC).Param("x"),
			period.Of(logistics.DateOf(at, time.UTC)).Param("x"), logistics.CodesParam("x", "a_b", "c", "time"),
		}).Draw(r, "param")
	})
}

// TestBuiltInEnglishIsItsTable: what is written without reading the formats is what the formats say.
func TestBuiltInEnglishIsItsTable(t *testing.T) {
	catalog := logistics.NewCatalog([]logistics.ReasonText{{
		Code: "demo.x", Text: "It: {x, plural, =0 {none} one {just {x}} other {# and {x}}}, {x}.",
	}})
	read, err := logistics.NewLanguage(catalog.Translation("en"), logistics.Formats().Translation("en"))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(r *rapid.T) {
		reason := logistics.Reason{Code: "demo.x", Params: []logistics.Param{params().Draw(r, "param")}}
		built, err := catalog.Render(reason, logistics.Language{})
		if err != nil {
			r.Fatal(err)
		}
		told, err := catalog.Render(reason, read)
		if err != nil || told != built {
			r.Fatalf("%v: built in %q, by the table %q, %v", reason.Params, built, told, err)
		}
		if fault := sentences.NotPlain(built); fault != "" {
			r.Fatalf("%v has %s: %s", reason.Params, fault, built)
		}
	})
}

// TestOnlyAllAndNothingReadSo: a share that is neither 0 nor 1 never reads as 0 % or 100 %.
func TestOnlyAllAndNothingReadSo(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		den := rapid.Int64Range(1, 1e9).Draw(r, "den")
		num := rapid.OneOf(
			rapid.Int64Range(0, den), rapid.Just(int64(1)), rapid.Just(den-1), rapid.Just(den),
		).Draw(r, "num")
		share, err := logistics.NewRatio(num, den)
		if err != nil {
			r.Fatal(err)
		}
		told := figure(share.PercentParam("x"), logistics.Language{})
		if (told == "0%") != (num == 0) || (told == "100%") != (num == den) {
			r.Fatalf("%s reads %s", share, told)
		}
	})
}

// TestFiguresThatDifferAreToldApart, so that no sentence says that 95 % is below 95 %.
func TestFiguresThatDifferAreToldApart(t *testing.T) {
	catalog := logistics.NewCatalog([]logistics.ReasonText{{Code: "demo.x", Text: "{a}|{b}"}})
	rapid.Check(t, func(r *rapid.T) {
		draw := func(name string) logistics.Ratio {
			ratio, err := logistics.NewRatio(
				rapid.Int64Range(0, 10000).Draw(r, name), rapid.Int64Range(1, 10000).Draw(r, name+"/"),
			)
			if err != nil {
				r.Fatal(err)
			}
			return ratio
		}
		a, b := draw("a"), draw("b")
		for _, pair := range [][2]logistics.Param{
			{a.PercentParam("a"), b.PercentParam("b")},
			{a.PointsParam("a"), b.PointsParam("b")},
			{
				a.MeasureParam("a", logistics.Unit{}, logistics.MustCurrency("EUR")),
				b.MeasureParam("b", logistics.Unit{}, logistics.MustCurrency("EUR")),
			},
		} {
			told, err := catalog.Render(logistics.Reason{Code: "demo.x", Params: pair[:]}, logistics.Language{})
			if err != nil {
				r.Fatal(err)
			}
			first, second, _ := strings.Cut(told, "|")
			if strings.EqualFold(first, second) != a.Equal(b) {
				r.Fatalf("%s and %s read %s", a, b, told)
			}
		}
	})
}

var demoTexts = []logistics.ReasonText{
	{Code: "demo.late", Text: "{units, plural, one {# unit} other {# units}} of {line} came {off} late."},
	{Code: "demo.why", Text: "{cause, select, damaged {It was broken.} other {The cause is {cause}.}}"},
}

var demoTerms = []logistics.Term{{Key: "too_late", Name: "lateness", Meaning: "It came too late."}}

func TestCheckListsWhatATranslationLacks(t *testing.T) {
	catalog := logistics.NewCatalog(demoTexts, demoTerms...)
	if err := catalog.Check(catalog.Translation("en")); err != nil {
		t.Errorf("the catalogue against itself: %v", err)
	}
	polish := catalog.Translation("pl")
	if err := catalog.Check(polish); !slices.Equal(faultsOf(err), []string{
		"/texts/demo.late required the plural form few of {units}",
		"/texts/demo.late required the plural form many of {units}",
	}) {
		t.Errorf("Polish with English forms: %q", faultsOf(err))
	}
	german := logistics.Translation{
		Language: "de",
		Texts: map[logistics.Code]string{
			"demo.late": "{units} Stück von {zeile} kamen zu spät.", "demo.new": "{x", "demo.unknown": "Neu.",
		},
		Terms: map[string]logistics.Wording{"too_late": {Name: "Verspätung"}, "other": {}},
	}
	if err := catalog.Check(german); !slices.Equal(faultsOf(err), []string{
		"/terms/other unknown no term of this catalogue",
		"/terms/other/name required what people call it",
		"/terms/too_late/meaning required what this code means",
		"/texts/demo.late required {line}, which the English sentence tells",
		"/texts/demo.late required {off}, which the English sentence tells",
		"/texts/demo.late unknown no figure of this reason",
		"/texts/demo.new syntax an opening brace without a closing one",
		"/texts/demo.new unknown no code of this catalogue",
		"/texts/demo.unknown unknown no code of this catalogue",
		"/texts/demo.why required a sentence for this code",
	}) {
		t.Errorf("%q", faultsOf(err))
	}
}

func faultsOf(err error) (list []string) {
	var faults logistics.Faults
	errors.As(err, &faults)
	for _, f := range faults {
		list = append(list, f.Path+" "+string(f.Code)+" "+f.Detail)
	}
	slices.Sort(list)
	return list
}

// TestWhatCannotBeToldIsNotTold: a brace never reaches a customer, and nothing disappears.
func TestWhatCannotBeToldIsNotTold(t *testing.T) {
	catalog := logistics.NewCatalog(demoTexts, demoTerms...)
	translation := logistics.Translation{Language: "de", Texts: map[logistics.Code]string{
		"demo.late": "{units} Stück von {zeile}.", "demo.why": "Wegen {cause}.",
	}, Terms: map[string]logistics.Wording{"too_late": {Name: "Verspätung"}}}
	german, err := logistics.NewLanguage(translation)
	if err != nil {
		t.Fatal(err)
	}
	late := logistics.Reason{Code: "demo.late", Params: []logistics.Param{
		logistics.CountParam("units", 1), logistics.MustID("L-1").Param("line"), logistics.Days(2).Param("off"),
	}}
	for _, c := range []struct {
		name   string
		reason logistics.Reason
		in     logistics.Language
		want   string
		fault  logistics.FaultCode
	}{
		{"a misspelt figure: English", late, german, "1 unit of L-1 came 2 days late.", ""},
		{"translated", logistics.Reason{
			Code: "demo.why", Params: []logistics.Param{logistics.CodeParam("cause", "too_late")},
		}, german, "Wegen Verspätung.", ""},
		{"selected", logistics.Reason{
			Code: "demo.why", Params: []logistics.Param{logistics.CodeParam("cause", "damaged")},
		}, logistics.Language{}, "It was broken.", ""},
		{"a term", logistics.Reason{
			Code: "demo.why", Params: []logistics.Param{logistics.CodeParam("cause", "too_late")},
		}, logistics.Language{}, "The cause is lateness.", ""},
		{"without its figures", logistics.Reason{Code: "demo.late"}, german, "demo.late", logistics.FaultRequired},
		{"of another room", logistics.Reason{
			Code: "sevenr.time.late", Params: []logistics.Param{logistics.Days(2).Param("off")},
		}, german, "sevenr.time.late off=P2D", logistics.FaultUnknown},
	} {
		told, err := catalog.Render(c.reason, c.in)
		var fault *logistics.FieldError
		code := logistics.FaultCode("")
		if errors.As(err, &fault) {
			code = fault.Code
		}
		if told != c.want || code != c.fault {
			t.Errorf("%s: %q, %v", c.name, told, err)
		}
	}
	if !german.Translates("demo.late") || german.Translates("demo.none") ||
		(logistics.Language{}).Translates("demo.late") {
		t.Error("what is translated is not what was given")
	}
}

func TestLanguagesAreMadeOfTranslationsOfOneLanguage(t *testing.T) {
	for name, c := range map[string]struct {
		given []logistics.Translation
		want  []string
	}{
		"nothing": {nil, []string{" required a translation"}},
		"two languages": {
			[]logistics.Translation{{Language: "de"}, {Language: "fr"}},
			[]string{"/1/language mismatch all translations are of one language"},
		},
		"no language": {
			[]logistics.Translation{{Language: "no language"}},
			[]string{"/0/language syntax a BCP 47 tag, like de or pt-BR"},
		},
		"two ways": {
			[]logistics.Translation{
				{Language: "de", Texts: map[logistics.Code]string{"a.b": "So."}},
				{Language: "de", Texts: map[logistics.Code]string{"a.b": "Anders."}},
			},
			[]string{"/1/texts/a.b conflict translated in two ways"},
		},
	} {
		if _, err := logistics.NewLanguage(c.given...); !slices.Equal(faultsOf(err), c.want) {
			t.Errorf("%s: %q", name, faultsOf(err))
		}
	}
}

func TestTranslationsAreDocuments(t *testing.T) {
	translation := logistics.NewCatalog(demoTexts, demoTerms...).Translation("pt-BR")
	golden.Frozen(t, "testdata/wire/v1/translation.json", golden.JSON(t, translation))
	data, err := os.ReadFile("testdata/wire/v1/translation.json")
	if err != nil {
		t.Fatal(err)
	}
	back, err := logistics.DecodeTranslation(data)
	if diff := cmp.Diff(translation, back); err != nil || diff != "" {
		t.Errorf("%v (-sent +read):\n%s", err, diff)
	}
	for text, want := range map[string]string{
		`{"schema":"logistics/translation/1","language":"de","texts":{"a.b":"{x"}}`: "/texts/a.b syntax",
		`{"schema":"logistics/translation/2","language":"de"}`:                      "/schema unsupported",
		`{"language":"de"}`: "/schema required",
		`{"schema":"logistics/translation/1","language":"de","texts":{"a.b":"1","a.b":"2"}}`: "/texts/a.b duplicate",
		`{"schema":"logistics/translation/1","language":"de","text":{}}`:                     " syntax",
		`{"schema":"logistics/translation/1","language":"de"} {}`:                            " syntax",
		`[]`: " syntax", ``: " syntax",
	} {
		_, err := logistics.DecodeTranslation([]byte(text))
		if list := faultsOf(err); len(list) != 1 || !strings.HasPrefix(list[0], want) {
			t.Errorf("%s: %q, want %s", text, list, want)
		}
	}
}

func FuzzDecodeTranslation(f *testing.F) {
	seed, err := json.Marshal(logistics.Formats().Translation("de"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add(
		[]byte(
			`{"schema":"logistics/translation/1","language":"de","texts":{"a":"{n, plural, one {#} other {'{' {x}}}"}}`,
		),
	)
	f.Add([]byte(`{"schema":"logistics/translation/1","language":"de","texts":{"a":"1","a":"2"}} {}`))
	f.Add([]byte(`{"schema":"logistics/translation/1","language":"AA","texts":{}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		translation, err := logistics.DecodeTranslation(data)
		if err != nil {
			return
		}
		language, err := logistics.NewLanguage(translation)
		if err != nil {
			t.Fatalf("decoded and refused: %v", err)
		}
		for code, text := range translation.Texts {
			catalog := logistics.NewCatalog([]logistics.ReasonText{{Code: code, Text: text}})
			_, _ = catalog.Render(logistics.Reason{Code: code, Params: []logistics.Param{
				logistics.CountParam("n", 1), logistics.TextParam("x", "y"),
			}}, language)
		}
		written, err := json.Marshal(translation)
		if err != nil {
			t.Fatal(err)
		}
		again, err := logistics.DecodeTranslation(written)
		if err != nil || !cmp.Equal(again, translation, cmpopts.EquateEmpty()) {
			t.Fatalf("%s reads as %v, %v", written, again, err)
		}
	})
}

// BenchmarkRender is one reason with three figures and a plural, and the same in a translation.
func BenchmarkRender(b *testing.B) {
	catalog := logistics.NewCatalog(demoTexts, demoTerms...)
	german, err := logistics.NewLanguage(logistics.Formats().Translation("de"), logistics.Translation{
		Language: "de", Texts: map[logistics.Code]string{
			"demo.late": "{units, plural, one {# Stück} other {# Stück}} von {line} kam {off} zu spät.",
		},
	})
	if err != nil {
		b.Fatal(err)
	}
	reason := logistics.Reason{Code: "demo.late", Params: []logistics.Param{
		logistics.CountParam("units", 24), logistics.MustID("L-1").Param("line"),
		logistics.ElapsedParam("off", 62*time.Hour),
	}}
	for name, in := range map[string]logistics.Language{"english": {}, "german": german} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := catalog.Render(reason, in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestATermStaysInItsRoom: what one room calls "open" is not what another does, in no language.
func TestATermStaysInItsRoom(t *testing.T) {
	texts := func(code logistics.Code) []logistics.ReasonText {
		return []logistics.ReasonText{{Code: code, Text: "It is {state}."}}
	}
	shop := logistics.NewCatalog(texts("shop.state"), logistics.Term{Key: "open", Name: "open for customers"})
	claim := logistics.NewCatalog(texts("claim.state"), logistics.Term{Key: "open", Name: "not decided"})
	german, err := logistics.NewLanguage(logistics.Translation{
		Language: "de", Texts: map[logistics.Code]string{"shop.state": "Es ist {state}."},
		Terms: map[string]logistics.Wording{"open": {Name: "geöffnet"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	state := logistics.CodeParam("state", "open")
	for _, c := range []struct {
		catalog logistics.Catalog
		code    logistics.Code
		want    string
	}{
		{shop, "shop.state", "Es ist geöffnet."},
		{claim, "claim.state", "It is not decided."},
		{claim.With(shop), "shop.state", "Es ist geöffnet."},
	} {
		told, err := c.catalog.Render(logistics.Reason{Code: c.code, Params: []logistics.Param{state}}, german)
		if told != c.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", c.code, told, err, c.want)
		}
	}
	if told := claim.Figure(state, german); told != "not decided" {
		t.Errorf("alone it is %q", told)
	}
	if told := shop.Figure(state, german); told != "geöffnet" {
		t.Errorf("alone it is %q", told)
	}
}

// TestSentencesHaveBounds holds that nothing a translator or a fact sends makes a sentence, a list or a fault much
// longer than itself.
func TestSentencesHaveBounds(t *testing.T) {
	keys := strings.Repeat(" one {x}", 200)
	bad := logistics.Translation{Language: "de", Texts: map[logistics.Code]string{
		"demo.keys":  "{n, plural," + keys + " other {x}}",
		"demo.forms": "{n, plural," + strings.Repeat(" k {}", 300) + " other {x}}",
		"demo.name":  "{" + strings.Repeat("n", 1500) + "}",
		"demo.deep":  strings.Repeat("{n, plural, other {", 60) + strings.Repeat("}}", 60),
	}}
	err := bad.Validate()
	for code := range bad.Texts {
		if err == nil || !strings.Contains(err.Error(), string(code)) {
			t.Errorf("%s is no fault: %v", code, err)
		}
	}
	if err != nil && len(err.Error()) > 4096 {
		t.Errorf("the faults of %d sentences are told in %d bytes", len(bad.Texts), len(err.Error()))
	}

	double := logistics.Translation{Language: "de", Texts: map[logistics.Code]string{
		"logistics.list": "{list}{list}, {next}", "logistics.list.end": "{list} und {next}",
	}}
	in, err := logistics.NewLanguage(double)
	if err != nil {
		t.Fatal(err)
	}
	codes := make([]logistics.Code, 500)
	for i := range codes {
		codes[i] = "too_warm"
	}
	if told := figure(logistics.CodesParam("x", codes...), in); len(told) > 64<<10 {
		t.Errorf("%d codes are told in %d bytes", len(codes), len(told))
	}
}

func TestPluralsFollowTheNumberThatIsShown(t *testing.T) {
	c := logistics.NewCatalog(
		[]logistics.ReasonText{{Code: "demo.x", Text: "{n, plural, one {# unit} other {# units}}."}},
	)
	for text, want := range map[string]string{
		"1": "1 unit.", "10004/10000": "1 unit.", "2": "2 units.", "14/10": "1.4 units.", "-1": "-1 unit.",
	} {
		p := logistics.Param{Name: "n", Figure: logistics.FigureNumber, Text: text}
		if got := c.English(logistics.Reason{Code: "demo.x", Params: []logistics.Param{p}}); got != want {
			t.Errorf("%s reads %q, want %q", text, got, want)
		}
	}
}

func TestTheMinusOfTheLanguage(t *testing.T) {
	for _, tag := range []string{"ar", "fa", "he", "sv", "de", "hi"} {
		in, err := logistics.NewLanguage(logistics.Translation{Language: tag})
		if err != nil {
			t.Fatal(err)
		}
		told, less := figure(logistics.MustMoney("5 EUR").Param("x"), in), figure(
			logistics.MustMoney("-5 EUR").Param("x"), in,
		)
		if !utf8.ValidString(less) || len(less) <= len(told) || !strings.HasSuffix(less, told) {
			t.Errorf("%s: 5 EUR reads %q and -5 EUR %q", tag, told, less)
		}
	}
}

// TestCheckOfWhatATranslatorBegins holds that the document to begin with says what is still to do, and that it is
// whole in English.
func TestCheckOfWhatATranslatorBegins(t *testing.T) {
	c := logistics.NewCatalog([]logistics.ReasonText{
		{Code: "demo.late", Text: "The delivery came {late} after the promised time."},
		{Code: "demo.cause", Text: "{cause, select, damaged {It was damaged.} other {It was {cause}.}}"},
	})
	if err := c.Check(c.Translation("en")); err != nil {
		t.Errorf("the English document: %v", err)
	}
	for _, tag := range []string{"de", "pl"} {
		err := c.Check(c.Translation(tag))
		if err == nil || !strings.Contains(err.Error(), "/texts/demo.late") {
			t.Errorf("%s: the sentences are still English: %v", tag, err)
		}
	}
	german := c.Translation("de")
	german.Texts["demo.late"] = "Die Lieferung kam {late} nach der zugesagten Zeit."
	german.Texts["demo.cause"] = "{cause, select, broken {Sie war zerbrochen.} other {Sie war {cause}.}}"
	err := c.Check(german)
	if err == nil || !strings.Contains(err.Error(), "form broken of {cause}") {
		t.Errorf("a form for a code that nobody has: %v", err)
	}
	german.Texts["demo.cause"] = "{cause, select, too_warm {Sie war zu warm.} other {Sie war {cause}.}}"
	if err := c.Check(german); err != nil {
		t.Errorf("a form for a code that is known: %v", err)
	}
}

func TestMembersTwiceInAnyCase(t *testing.T) {
	_, err := logistics.DecodeTranslation([]byte(
		`{"schema":"logistics/translation/1","language":"de","texts":{},"TEXTS":{"a.b":"c"}}`))
	if err == nil || !strings.Contains(err.Error(), "/TEXTS") {
		t.Errorf("texts and TEXTS: %v", err)
	}
}

// TestARoomKeepsItsWords holds that a code is told with the words of the table that has its sentence.
func TestARoomKeepsItsWords(t *testing.T) {
	say := func(code logistics.Code, word string) logistics.Catalog {
		return logistics.NewCatalog(
			[]logistics.ReasonText{{Code: code, Text: "It is {state}."}}, logistics.Term{Key: "held", Name: word},
		)
	}
	both := say("a.state", "kept back").With(say("b.state", "in the hand"))
	for code, want := range map[logistics.Code]string{"a.state": "It is kept back.", "b.state": "It is in the hand."} {
		r := logistics.Reason{
			Code: code, Params: []logistics.Param{logistics.CodeParam[logistics.Code]("state", "held")},
		}
		if got := both.English(r); got != want {
			t.Errorf("%s reads %q, want %q", code, got, want)
		}
	}
}

func TestABareReasonIsOneLine(t *testing.T) {
	r := logistics.Reason{Code: "other.code", Params: []logistics.Param{logistics.TextParam("note", "a\nb\x1b[0m")}}
	if got := (logistics.Catalog{}).English(r); strings.ContainsAny(got, "\n\x1b") {
		t.Errorf("%q", got)
	}
}
