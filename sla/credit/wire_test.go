package credit_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/credit"
)

// written is a value as JSON.
func written(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestWireStatement(t *testing.T) {
	facts := []fact{charge("otif", 80, 20, "1000 EUR"), charge("damage", 92, 8, "1000.01 EUR")}
	statement := settle(t, facts...)
	compiled, err := credit.Compile(schedule())
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/statement_2.json", written(t, statement))
	// Statements of before their inputs said what they are figures of, and of before lines had verdicts, read and
	// write as they were.
	for _, path := range []string{
		"testdata/wire/v1/statement.json", "testdata/wire/v1/statement_figures.json",
		"testdata/wire/v1/statement_2.json",
	} {
		var before credit.Statement
		if err := json.Unmarshal(read(t, path), &before); err != nil {
			t.Fatal(path, err)
		}
		golden.Frozen(t, path, written(t, before))
		if same, err := credit.DifferenceOf(before, before); err != nil || same.From != 1 || same.To != 1 {
			t.Errorf("%s: %v, %v", path, same, err)
		}
		// What is owed did not change with the form, nor is it another version.
		again, difference, err := compiled.Revise(before, billOf(before.Period, facts))
		if err != nil || again.Version != 1 || len(difference.Lines) != 0 || difference.Due.Sign() != 0 {
			t.Errorf("%s: version %d, %v, %v", path, again.Version, difference, err)
		}
	}
}

// TestAScheduleOfTheFirstVersionGoesByItsFigures: its charges had no verdicts.
func TestAScheduleOfTheFirstVersionGoesByItsFigures(t *testing.T) {
	for path, now := range map[string]credit.Schedule{
		"schedule": schedule(), "schedule_of_terms": everything(),
	} {
		golden.Frozen(t, "testdata/wire/v1/"+path+"_2.json", written(t, now))
		before, err := credit.DecodeSchedule(read(t, "testdata/wire/v1/"+path+".json"))
		if err != nil {
			t.Fatal(err)
		}
		said := strings.Replace(string(read(t, "testdata/wire/v1/"+path+".json")), "{", `{"trigger":"miss",`, 1)
		if s, err := credit.DecodeSchedule([]byte(said)); err != nil || s.Trigger != credit.OnMiss {
			t.Errorf("%s with a trigger reads as %q, %v", path, s.Trigger, err)
		}
		now.Trigger = credit.OnFigures
		if got, want := written(t, before), written(t, now); string(got) != string(want) {
			t.Errorf("%s reads as %s, want %s", path, got, want)
		}
	}
}

func everything() credit.Schedule {
	s := schedule()
	for i, term := range []credit.Term{
		steps, shortfall, atRisk, {Kind: credit.ByPoints, Points: points()}, fee, goods, shrink, freight,
	} {
		term.Objectives = []logistics.ID{id(string(rune('a' + i)))}
		s.Terms = append(s.Terms, term)
	}
	s.Terms[4].Weight, s.Terms[5].Cap, s.Terms[7].CapShare = ratio("1/2"), money("1000 USD"), ratio("1")
	s.Terms[0].Repeats = []credit.Repeat{{Nth: 2, Factor: ratio("2")}, {Nth: 3, Factor: ratio("3")}}
	s.CapTotal, s.Annual, s.Least = money("5000 USD"), ratio("12%"), money("1 USD")
	s.EarnBack = credit.EarnBack{Periods: 3, Target: ratio("98%"), Share: ratio("1")}
	s.Chronic, s.Claim = credit.Chronic{Misses: 3, Periods: 6}, credit.Claim{Within: logistics.Days(30)}
	return s
}

func TestWireRoundTrips(t *testing.T) {
	for _, s := range []credit.Schedule{schedule(), everything()} {
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		back, err := credit.DecodeSchedule(data)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := json.Marshal(back); string(again) != string(data) {
			t.Errorf("%s reads back as %s", data, again)
		}
	}
}

// TestABillOfChargesWithAmountsIsReadAsInvoices: the amounts mean what they meant, and the verdicts, which
// were not said, are lacking.
func TestABillOfChargesWithAmountsIsReadAsInvoices(t *testing.T) {
	var bill credit.Bill
	if err := json.Unmarshal(read(t, "testdata/wire/v1/settled.json"), &bill); err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/bill_of_settled.json", written(t, bill))
	if _, err := credit.Settle(everything(), bill); !slices.Contains(paths(err), "/charges/0/verdict") {
		t.Errorf("a charge without a verdict: %v", err)
	}
	var all credit.Bill
	err := json.Unmarshal([]byte(`{"period":"2025-03","charges":[
		{"objective":"a","charges":{"amount":"1000","currency":"EUR"}},
		{"objective":"b","charges":{"amount":"1000","currency":"EUR"}},
		{"objective":"b","invoice":"line-2","charges":{"amount":"20","currency":"EUR"}},
		{"objective":"c","invoice":"line-2","charges":{"amount":"20","currency":"EUR"}},
		{"objective":"c","incident":"1","charges":{"amount":"300","currency":"EUR"}},
		{"objective":"c","incident":"2","charges":{"amount":"300","currency":"EUR"}},
		{"objective":"c","charges":{"amount":"300","currency":"EUR"}},
		{"objective":"d"}
	]}`), &all)
	if err != nil {
		t.Fatal(err)
	}
	var of, invoices []string
	for _, c := range all.Charges {
		of = append(of, c.Invoice.String())
	}
	for _, in := range all.Invoices {
		invoices = append(invoices, in.ID.String()+" "+in.Amount.String())
	}
	on := []string{"line-1", "line-3", "line-2", "line-2", "line-5", "line-5", "line-7", ""}
	if !slices.Equal(of, on) {
		t.Errorf("charges on %q, want %q", of, on)
	}
	if want := []string{
		"line-2 20.00 EUR", "line-1 1000.00 EUR", "line-3 1000.00 EUR", "line-5 300.00 EUR",
		"line-7 300.00 EUR",
	}; !slices.Equal(invoices, want) {
		t.Errorf("invoices %q, want %q", invoices, want)
	}
	err = json.Unmarshal([]byte(`{"period":"2025-03","charges":[
		{"objective":"a","invoice":"R-1","charges":{"amount":"1","currency":"EUR"}},
		{"objective":"b","invoice":"R-1","charges":{"amount":"2","currency":"EUR"}}
	]}`), &all)
	if _, again := credit.Settle(schedule(), all); err != nil || !slices.Contains(paths(again), "/invoices/1/id") {
		t.Errorf("one invoice of two amounts: %v, %v", err, again)
	}
}

func TestWireBill(t *testing.T) {
	bill := credit.Bill{
		Period:   logistics.MustPeriod("2025-03"),
		Invoices: []credit.Invoice{{ID: id("R-1"), Amount: money("1000 EUR")}, {ID: id("R-2"), Amount: money("1 EUR")}},
		Year: credit.Year{
			Period: logistics.MustPeriod("2025"), Credited: money("1 EUR"), Charges: money("2 EUR"),
		},
		Charges: []credit.Charge{
			{Objective: id("otif"), Verdict: logistics.Missed, Tally: logistics.Tally{Good: 80, Bad: 20}},
			{
				Objective: id("a"), Incident: id("1"), Invoice: id("R-2"), Verdict: logistics.Waived, Points: 1,
				Failing: 2, FailingValue: money("3 EUR"), Value: money("4 EUR"), Freight: money("5 EUR"), Misses: 6,
				Excused: "strike",
			},
		},
	}
	golden.Frozen(t, "testdata/wire/v1/bill.json", written(t, bill))
	golden.Survives(t, bill)
	compiled, err := credit.Compile(schedule())
	if err != nil {
		t.Fatal(err)
	}
	closed, err := compiled.Settle(bill)
	if err != nil {
		t.Fatal(err)
	}
	bill.Charges[0].Tally = logistics.Tally{Good: 96, Bad: 4}
	_, difference, err := compiled.Revise(closed, bill)
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/difference.json", written(t, difference))
	golden.Survives(t, difference)
	past := []credit.Past{
		{
			Period: logistics.MustPeriod("2025-03"), Year: logistics.MustPeriod("2025"),
			Tally: logistics.Tally{Good: 97, Bad: 3}, Credit: money("5 EUR"), Missed: true,
		}, {Period: logistics.MustPeriod("2025-04")},
	}
	golden.Frozen(t, "testdata/wire/v1/history.json", written(t, past))
}

func FuzzDecodeSchedule(f *testing.F) {
	for _, s := range []credit.Schedule{schedule(), everything()} {
		seed, err := json.Marshal(s)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := credit.DecodeSchedule(data)
		if err != nil {
			return
		}
		compiled, err := credit.Compile(s)
		if err != nil {
			return
		}
		statement, err := settleOn(compiled,
			logistics.MustPeriod("2025-03"),
			[]fact{charge("a", 1, 9, "100 EUR"), charge("b", 1, 2, "100 EUR")},
		)
		if err != nil && !errors.Is(err, logistics.ErrInvalid) {
			t.Fatal(err)
		}
		for _, line := range statement.Lines {
			if line.Amount.Sign() < 0 {
				t.Fatalf("a credit of %s", line.Amount)
			}
		}
	})
}
