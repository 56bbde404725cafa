package logistics_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
)

// wholeOrder has every field filled.
func wholeOrder() logistics.Order {
	dock := logistics.Place{
		ID: logistics.MustID("gln:4012345000023"), Name: "Dock 4", Zone: "Europe/Berlin",
		Address: logistics.Address{
			Lines: []string{"Hafenstraße 1", "Tor <4> & 5"}, City: "Hamburg", Region: "HH", PostalCode: "20457",
			Country: "DE",
		},
	}
	return logistics.Order{
		ID:       logistics.MustID("host:O:17"),
		Customer: logistics.Party{ID: logistics.MustID("C-1001"), Role: logistics.RoleCustomer, Name: "Müller & Söhne"},
		Placed:   logistics.MustStamp("2025-03-01T10:30:00+01:00"), Confirmed: logistics.MustStamp("2025-03-01T11:00Z"),
		Lines: []logistics.OrderLine{{
			ID: logistics.MustID("1"), Product: logistics.MustID("gtin:6291041500213"),
			Quantity:  logistics.MustQuantity("2.5 KGM"),
			UnitPrice: logistics.MustMoney("0.0042 EUR"), Cancelled: logistics.MustStamp("2025-03-02"),
		}},
		Promises: []logistics.Promise{{
			Line: logistics.MustID("1"), Revision: 1, Recipient: logistics.MustID("C-1001"), Place: dock,
			From: logistics.MustStamp("2025-03-05T08:00"), To: logistics.MustStamp("2025-03-05T12:00[Europe/Berlin]"),
			End:  logistics.By,
			Cost: logistics.KnownCost(logistics.MustMoney("12.50 EUR")),
			Made: logistics.MustStamp("2025-03-01T11:00:00.5Z"), By: logistics.BySupplier,
		}},
	}
}

func wholeFulfilment() logistics.Fulfilment {
	cost, err := logistics.UnknownCost(logistics.CostSeeDocument, logistics.MustID("DN-304"))
	if err != nil {
		panic(err)
	}
	return logistics.Fulfilment{
		Event: logistics.Envelope{
			ID: logistics.MustID("E-1"), Kind: "delivered", Subject: logistics.MustID("sscc:106141412345678908"),
			At: logistics.MustStamp("2025-03-05T11:59:30"), Recorded: time.Date(2025, 3, 5, 11, 0, 0, 0, time.UTC),
			Retracts: logistics.MustID("E-0"),
		},
		Order: logistics.MustID("O-17"), Line: logistics.MustID("1"), Product: logistics.MustID("gtin:6291041500213"),
		Quantity: logistics.MustQuantity("2.5 KGM"), Condition: logistics.Damaged,
		Recipient: logistics.MustID("C-1001"),
		Place:     logistics.Place{ID: logistics.MustID("gln:4012345000023")}, Cost: cost,
	}
}

// roundTrip writes a document, holds it against the corpus, and reads it back.
func roundTrip[T any](t *testing.T, name string, document T) {
	t.Helper()
	data, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
	var plain T
	if err := json.Unmarshal(data, &plain); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if diff := cmp.Diff(document, plain); diff != "" {
		t.Errorf("%s reads back otherwise:\n%s", name, diff)
	}
}

// readsAs reads a document of the corpus that is no longer written.
func readsAs[T any](t *testing.T, name string, want T) {
	t.Helper()
	data, err := os.ReadFile("testdata/wire/v1/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var got T
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s reads otherwise:\n%s", name, diff)
	}
}

func TestWireDocuments(t *testing.T) {
	roundTrip(t, "order", wholeOrder())
	roundTrip(t, "order_zero", logistics.Order{Lines: []logistics.OrderLine{}, Promises: []logistics.Promise{}})
	roundTrip(t, "fulfilment", wholeFulfilment())
	kept := wholeFulfilment()
	kept.Presentation, kept.DegreeMinutes, kept.Distance = []logistics.Condition{
		logistics.WrongLabel,
	}, 301, logistics.MustQuantity("200 MTR")
	roundTrip(t, "fulfilment_kept", kept)
	roundTrip(t, "hours", logistics.Hours{
		Zone: "Europe/Berlin",
		Week: logistics.Week{
			Monday: []logistics.Shift{logistics.MustShift("08:00-12:00"), logistics.MustShift("13:00-17:30")},
			Sunday: []logistics.Shift{logistics.MustShift("22:00-30:00")},
		},
		Dates: []logistics.DayHours{
			{
				Date:   logistics.MustDate("2025-12-24"),
				Shifts: []logistics.Shift{logistics.MustShift("08:00-12:00:30")}, Note: "Christmas Eve",
			},
		},
		Holidays: []logistics.Date{logistics.MustDate("2025-12-25")},
	})
	rights := logistics.Rights{}.With(logistics.RightTime, logistics.Missed).With(logistics.RightPlace, logistics.Met)
	outcome := logistics.Outcome{
		Order: logistics.MustID("O-17"), Line: logistics.MustID("1"), Customer: logistics.MustID("C-1001"),
		At: time.Date(2025, 3, 5, 11, 0, 0, 0, time.UTC), Rights: rights, OffBy: 45,
		Ordered: logistics.MustQuantity("10 EA"), Good: logistics.MustQuantity("9 EA"),
		Value: logistics.MustMoney("120 EUR"),
	}
	// The first outcomes had a verdict of their own beside the rights, and no due date.
	readsAs(t, "outcome", outcome)
	outcome.Due = time.Date(2025, 3, 5, 10, 15, 0, 0, time.UTC)
	outcome.Rights = rights.With(logistics.RightCost, logistics.Waived).With(logistics.RightQuantity, logistics.NotDue)
	roundTrip(t, "outcome_due", outcome)
	roundTrip(t, "finding", logistics.Finding{
		Reason: logistics.Reason{
			Code: "sla.target.missed", Params: []logistics.Param{{Name: "attainment", Text: "18/20"}},
		},
		Subject: logistics.MustID("C-1001"), Severity: logistics.SeverityCritical,
		Since: time.Date(2025, 3, 31, 22, 0, 0, 0, time.UTC), Deadline: time.Date(2025, 4, 10, 22, 0, 0, 0, time.UTC),
		Party: logistics.MustID("desk-1"), Evidence: []logistics.ID{logistics.MustID("O-17")},
		Cleared: time.Date(2025, 4, 30, 22, 0, 0, 0, time.UTC),
	})
	roundTrip(t, "entitlement", logistics.Entitlement{
		Name: "priority_support", Value: "24x7", From: logistics.MustDate("2025-01-01"),
		Until:  logistics.MustDate("2026-01-01"),
		Source: logistics.MustID("gold"),
	})
	roundTrip(t, "selectors", []logistics.Selector{
		{},
		logistics.Anyone(),
		logistics.Where("tier", "gold", ""),
		logistics.Unless(logistics.Where("lane", "DE-FR")),
		logistics.Every(),
		logistics.Either(
			logistics.Where("tier", "gold"), logistics.Every(logistics.Anyone(), logistics.Where("service", "express")),
		),
	})
	roundTrip(t, "attributes", logistics.AttributesOf(map[string]string{"tier": "gold", "priority": ""}))
	roundTrip(t, "line_ref", logistics.LineRef{Order: logistics.MustID("O-17"), Line: logistics.MustID("1")})
	roundTrip(
		t, "secret_ref",
		logistics.SecretRef{ID: logistics.MustID("locker-7"), Digest: "00112233445566778899aabbccddeeff"},
	)
	roundTrip(t, "cost_in_document", logistics.KnownCost(logistics.MustMoney("12 XDR")).In(logistics.MustID("INV-9")))
	roundTrip(t, "observation", logistics.Observation{
		Metric: logistics.MustID("order_cycle_time"), Version: 2, Subject: logistics.MustID("C-1001"),
		Period: logistics.MustPeriod("2025-03"),
		Num:    1234, Den: 17, Unit: logistics.MustUnit("HUR"), Scale: 1,
		Excluded: []logistics.CodeCount{{Code: "undetermined", Count: 2}},
	})
	roundTrip(t, "tally", logistics.Tally{Good: 5, Bad: 4, Waived: 3, Undetermined: 2, NotDue: 1})
	roundTrip(t, "service_level", logistics.ServiceLevel{
		Metric: logistics.MustID("otif"), Value: logistics.MustRatio("95%"), Source: "contract", Year: 2025, N: 100,
	})
	window, err := logistics.NewWindow(
		time.Date(2025, 3, 3, 8, 0, 0, 0, time.FixedZone("", 3600)),
		time.Date(2025, 3, 3, 12, 0, 0, 0, time.FixedZone("", 3600)), logistics.Until,
	)
	if err != nil {
		t.Fatal(err)
	}
	roundTrip(
		t, "windows", []logistics.Window{window, {}, logistics.Deadline(time.Date(2025, 3, 3, 12, 0, 0, 0, time.UTC))},
	)
	roundTrip(t, "period_rules", []logistics.PeriodRule{
		{Kind: logistics.EveryMonth, Zone: "UTC", AnchorDay: 15},
		{Kind: logistics.FourFourFive, Zone: "UTC", YearStart: logistics.MustDate("2025-02-02")},
		{Kind: logistics.EveryYear, Zone: "UTC", YearMonth: 4},
		{Kind: logistics.RollingPeriod, Zone: "UTC", RollDays: 28},
	})
	roundTrip(
		t, "reasons",
		[]logistics.Reason{
			{Code: "sevenr.time.late", Path: "/deliveries/0", Params: []logistics.Param{{Name: "off", Text: "PT45M"}}},
		},
	)
	roundTrip(
		t, "steps",
		[]logistics.Step{
			{
				Name: "safety_stock", Formula: "z * sigma", Inputs: []logistics.Param{{Name: "z", Text: "1.645"}},
				Result: "42 EA",
			},
		},
	)
	roundTrip(t, "values", struct {
		Zero      logistics.Money    `json:"zero"`
		ZeroCost  logistics.CostFact `json:"zero_cost"`
		ZeroCount logistics.Quantity `json:"zero_count"`
		Absent    logistics.ID       `json:"absent"`
		Duration  logistics.Duration `json:"duration"`
		Any       logistics.Duration `json:"any"`
		NoData    logistics.Ratio    `json:"no_data"`
		Unit      logistics.Unit     `json:"unit"`
		Currency  logistics.Currency `json:"currency"`
		Faults    logistics.Faults   `json:"faults"`
	}{
		Duration: logistics.MustDuration("P1DT12H"), Any: logistics.AnyTime(), Unit: logistics.MustUnit("XPX"),
		Currency: logistics.MustCurrency("KWD"),
		Faults:   logistics.Faults{{Path: "/lines/0", Code: logistics.FaultRequired, Value: "x", Detail: "y"}},
	})
}

func TestDocumentsReportEveryFault(t *testing.T) {
	order := wholeOrder()
	order.ID, order.Customer, order.Placed = logistics.ID{}, logistics.Party{Name: "a\x00b"}, logistics.Stamp{}
	order.Lines = append(
		order.Lines, logistics.OrderLine{ID: logistics.MustID("1"), Quantity: logistics.MustQuantity("-1 EA")},
		logistics.OrderLine{},
	)
	order.Promises = append(order.Promises, order.Promises[0], logistics.Promise{
		Line: logistics.MustID("9"), From: logistics.MustStamp("2025-03-06"), To: logistics.MustStamp("2025-03-05"),
		Place: logistics.Place{
			Zone: "/etc", Address: logistics.Address{Country: "Germany", Lines: slices.Repeat([]string{"x"}, 11)},
		},
	})
	want := []string{
		"/customer/id required", "/customer/name encoding", "/id required", "/lines/1/id duplicate",
		"/lines/1/product required",
		"/lines/1/quantity out_of_range", "/lines/2/id required", "/lines/2/product required",
		"/lines/2/quantity required",
		"/placed required", "/promises/1/revision duplicate", "/promises/2/by unknown", "/promises/2/end required",
		"/promises/2/from conflict", "/promises/2/line conflict", "/promises/2/place/address/country syntax",
		"/promises/2/place/address/lines too_many", "/promises/2/place/id required", "/promises/2/place/zone syntax",
		"/promises/2/revision out_of_range",
	}
	if got := faultList(order.Validate()); !slices.Equal(got, want) {
		t.Errorf("faults\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := faultList(
		logistics.Order{Lines: make([]logistics.OrderLine, 10001)}.Validate(),
	); !slices.Contains(got, "/lines too_many") {
		t.Errorf("a huge order: %q", got)
	}
	if err := wholeOrder().Validate(); err != nil {
		t.Errorf("a whole order: %v", err)
	}
	f := wholeFulfilment()
	f.Event.Retracts = f.Event.ID
	f.Order, f.Line, f.Quantity, f.Condition = logistics.ID{}, logistics.MustID("1"), logistics.MustQuantity(
		"-1 EA",
	), "a\nb"
	f.Place.Zone = "../.."
	f.Presentation, f.DegreeMinutes, f.Distance = []logistics.Condition{""}, -1, logistics.MustQuantity("1 KGM")
	want = []string{
		"/condition encoding", "/degree_minutes out_of_range", "/distance out_of_range", "/event/retracts conflict",
		"/order required", "/place/zone syntax", "/presentation/0 out_of_range", "/quantity out_of_range",
	}
	if got := faultList(f.Validate()); !slices.Equal(got, want) {
		t.Errorf("faults %q, want %q", got, want)
	}
	if got := faultList(logistics.Fulfilment{}.Validate()); !slices.Equal(
		got,
		[]string{
			"/event/id required", "/event/recorded required", "/line required", "/order required",
		},
	) {
		t.Errorf("nothing at all: %q", got)
	}
}

func faultList(err error) []string {
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		return nil
	}
	var out []string
	for _, f := range faults {
		out = append(out, f.Path+" "+string(f.Code))
	}
	return out
}

func TestIDsRefuse(t *testing.T) {
	for text, want := range map[string]logistics.FaultCode{
		"": logistics.FaultRequired, " x": logistics.FaultSyntax, "a\x07": logistics.FaultEncoding,
		"a\xff":                 logistics.FaultEncoding,
		strings.Repeat("x", 65): logistics.FaultTooLong, ":x": logistics.FaultUnknown, "gtn:1": logistics.FaultUnknown,
		"gtin:": logistics.FaultRequired, "gtin:629104150021": logistics.FaultCheckDigit,
		"gtin:62910415002":   logistics.FaultSyntax,
		"gtin:629104150021x": logistics.FaultSyntax, "gln:9900357000004": logistics.FaultCheckDigit,
		"gln:401234500002":        logistics.FaultSyntax,
		"sscc:106141412345678909": logistics.FaultCheckDigit, "sscc:1": logistics.FaultSyntax,
		"grai:112345678901284": logistics.FaultSyntax,
		"grai:01234567890128§": logistics.FaultSyntax, "grai:01234567890129": logistics.FaultCheckDigit,
		"grai:0123":         logistics.FaultSyntax,
		"s10:RA473124828GB": logistics.FaultCheckDigit, "s10:ra473124829GB": logistics.FaultSyntax,
		"s10:RA47312482GB":    logistics.FaultSyntax,
		"iso6346:CSQU3054384": logistics.FaultCheckDigit, "iso6346:CSQ3054383": logistics.FaultSyntax,
		"host:": logistics.FaultRequired,
	} {
		_, err := logistics.ParseID(text)
		var fault *logistics.FieldError
		if !errors.As(err, &fault) || fault.Code != want {
			t.Errorf("ParseID(%q): %v, want %s", text, err, want)
		}
	}
	for _, text := range []string{
		"gtin:06291041500213", "gln:5412345000013", "sscc:106141412345678908", "grai:012345678901284ABC",
		"s10:EE876543216JP",
		"iso6346:APZU4812090", "host:a:b", "C 1001", "ÄÖÜ",
	} {
		id, err := logistics.ParseID(text)
		if err != nil || id.String() != text {
			t.Errorf("%q reads as %q, %v", text, id, err)
		}
	}
	if logistics.MustID("a").Compare(logistics.MustID("gln:4012345000023")) >= 0 ||
		logistics.MustID("a").Compare(logistics.MustID("b")) >= 0 {
		t.Error("ids are ordered by scheme, then value")
	}
}

func fuzzText[T interface{ String() string }](f *testing.F, parse func(string) (T, error), seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		value, err := parse(text)
		if err != nil {
			if !errors.Is(err, logistics.ErrInvalid) {
				t.Fatalf("%q: %v is no fault", text, err)
			}
			return
		}
		back, err := parse(value.String())
		if err != nil || back.String() != value.String() {
			t.Fatalf("%q became %q, then %q, %v", text, value, back, err)
		}
	})
}

func FuzzParseID(f *testing.F) {
	fuzzText(f, logistics.ParseID, "gtin:6291041500213", "host:a:b", "x")
}

func FuzzParseStamp(f *testing.F) {
	fuzzText(f, logistics.ParseStamp, "2025-03-03T14:05:09.25+05:45[Asia/Kathmandu]", "2025-03-03")
}

func FuzzParseDuration(f *testing.F) {
	fuzzText(f, logistics.ParseDuration, "P1DT12H", "-PT0.5S", "any")
}

func FuzzParsePeriod(f *testing.F) {
	fuzzText(f, logistics.ParsePeriod, "2025-W10", "2025-Q1", "2025-01-26/2025-02-23")
}

func FuzzParseRatio(f *testing.F) { fuzzText(f, logistics.ParseRatio, "19/20", "98.5%", "0.95") }

func FuzzParseShift(f *testing.F) { fuzzText(f, logistics.ParseShift, "22:00-30:00", "09:00:30-17:00") }

func FuzzMoney(f *testing.F) {
	f.Add([]byte(`{"amount":"12.50","currency":"EUR"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var m, back logistics.Money
		if json.Unmarshal(data, &m) != nil {
			return
		}
		again, err := json.Marshal(m)
		if err != nil || json.Unmarshal(again, &back) != nil || !back.Equal(m) {
			t.Fatalf("%s became %s, %v", data, again, err)
		}
	})
}
