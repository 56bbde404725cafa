package credit_test

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/credit"
)

func TestWireSchedule(t *testing.T) {
	data, err := json.Marshal(schedule())
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/schedule.json", data)
	statement, err := json.Marshal(
		settle(t, charge("otif", 80, 20, "1000 EUR"), charge("damage", 92, 8, "1000.01 EUR")),
	)
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/statement_figures.json", statement)
	// A statement of before its inputs said what they are figures of reads and writes as it was.
	var before credit.Statement
	old, err := os.ReadFile("testdata/wire/v1/statement.json")
	if err != nil || json.Unmarshal(old, &before) != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(before)
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/statement.json", again)
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
	data, err := json.Marshal(everything())
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/schedule_of_terms.json", data)
	facts := credit.Settled{
		Period: logistics.MustPeriod("2025-03"),
		Year:   credit.Year{Period: logistics.MustPeriod("2025"), Credited: money("1 EUR"), Charges: money("2 EUR")},
		Charges: []credit.Charge{charge("otif", 80, 20, "1000 EUR"), {
			Objective: id("a"), Incident: id("1"), Invoice: id("R-1"), Charges: money("1 EUR"), Points: 1, Failing: 2,
			FailingValue: money("3 EUR"),
			Value:        money("4 EUR"), Freight: money("5 EUR"), Misses: 6, Excused: "strike",
		}},
	}
	if data, err = json.Marshal(facts); err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/settled.json", data)
	past := []credit.Past{
		{
			Period: logistics.MustPeriod("2025-03"), Year: logistics.MustPeriod("2025"),
			Tally: logistics.Tally{Good: 97, Bad: 3}, Credit: money("5 EUR"), Missed: true,
		}, {Period: logistics.MustPeriod("2025-04")},
	}
	if data, err = json.Marshal(past); err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/history.json", data)
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
		statement, err := compiled.Settle(
			logistics.MustPeriod("2025-03"),
			[]credit.Charge{charge("a", 1, 9, "100 EUR"), charge("b", 1, 2, "100 EUR")},
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
