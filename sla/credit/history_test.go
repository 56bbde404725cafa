package credit_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/credit"
)

// months is a history from January 2025 on: an attainment in percent for each month, and what it earned.
func months(credits map[int]string, attained ...int64) []credit.Past {
	out := make([]credit.Past, len(attained))
	for i, percent := range attained {
		period, err := logistics.Month(2025, time.Month(i+1))
		if err != nil {
			panic(err)
		}
		out[i].Period = period
		if percent >= 0 {
			out[i].Tally = logistics.Tally{Good: percent, Bad: 100 - percent}
		}
		if amount, ok := credits[i]; ok {
			out[i].Credit, out[i].Missed = money(amount), true
		}
	}
	return out
}

func TestEarnedBack(t *testing.T) {
	const noData = -1
	for _, c := range []struct {
		name    string
		history []credit.Past
		back    string
	}{
		{"no history", nil, ""},
		{"too early", months(map[int]string{0: "100 EUR"}, 90, 99), ""},
		{"two months at the target", months(map[int]string{0: "100 EUR"}, 90, 98, 99), "50.00 EUR"},
		{"and more of them", months(map[int]string{0: "100 EUR"}, 90, 98, 99, 99, 90), "50.00 EUR"},
		{"the first is below", months(map[int]string{0: "100 EUR"}, 90, 97, 99, 99), ""},
		{"the second is below", months(map[int]string{0: "100 EUR"}, 90, 99, 97, 99), ""},
		{"the second has no data", months(map[int]string{0: "100 EUR"}, 90, 99, noData, 99), ""},
		{
			"two credits, the later comes back", months(map[int]string{0: "100 EUR", 1: "30 EUR"}, 90, 95, 99, 99),
			"15.00 EUR",
		},
		{
			"two credits, both come back", months(map[int]string{0: "100 EUR", 3: "30 EUR"}, 90, 99, 99, 95, 99, 99),
			"65.00 EUR",
		},
		{
			"rounded toward zero, each credit",
			months(map[int]string{0: "0.03 EUR", 3: "0.03 EUR"}, 90, 99, 99, 95, 99, 99), "0.02 EUR",
		},
		{"a credit of nothing", months(map[int]string{0: "0 EUR"}, 90, 99, 99), ""},
		{"a month is lacking", slices.Delete(months(map[int]string{0: "100 EUR"}, 90, 99, 99, 99), 1, 2), ""},
	} {
		policy := schedule()
		policy.EarnBack = credit.EarnBack{Periods: 2, Target: ratio("98%"), Share: ratio("50%")}
		compiled, err := credit.Compile(policy)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := compiled.EarnedBack(c.history); err != nil || back.String() != c.back {
			t.Errorf("%s: %q, %v; want %q", c.name, back, err, c.back)
		}
	}
	compiled, err := credit.Compile(schedule())
	if err != nil {
		t.Fatal(err)
	}
	if back, err := compiled.EarnedBack(months(map[int]string{0: "100 EUR"}, 90, 99, 99)); err != nil ||
		!back.IsZero() {
		t.Errorf("without the rule %s comes back, %v", back, err)
	}
}

// yearly is a history of quarters of 2025, then the first of 2026: what was good of a hundred in each.
func yearly(credits map[int]string, good ...int64) []credit.Past {
	out := make([]credit.Past, len(good))
	start := logistics.MustDate("2025-01-01")
	for i, n := range good {
		out[i].Period, _ = logistics.NewPeriod(start, start.AddMonths(3))
		out[i].Year = logistics.MustPeriod("2025")
		if i > 3 {
			out[i].Year = logistics.MustPeriod("2026")
		}
		out[i].Tally = logistics.Tally{Good: n, Bad: 100 - n}
		if amount, ok := credits[i]; ok {
			out[i].Credit, out[i].Missed = money(amount), true
		}
		start = start.AddMonths(3)
	}
	return out
}

func TestEarnedBackOverTheYear(t *testing.T) {
	rule := credit.EarnBack{Year: true, Target: ratio("95%"), Share: ratio("50%")}
	floor, calm := rule, rule
	floor.Floor, calm.NotChronic = ratio("85%"), true
	unknown := yearly(map[int]string{1: "100 EUR"}, 98, 90, 98, 98)
	unknown[1].Year = logistics.Period{}
	quiet := yearly(map[int]string{1: "100 EUR"}, 100, 80, 100, 100)
	quiet[3].Tally = logistics.Tally{} // 280 of 300 is under 95 %
	big := yearly(map[int]string{1: "100 EUR"}, 80, 80, 80, 100)
	big[3].Tally.Good = 9900 // 10,140 of 10,200: the mean of the four would be 85 %
	for _, c := range []struct {
		name    string
		rule    credit.EarnBack
		history []credit.Past
		back    string
	}{
		{"380 of 400", rule, yearly(map[int]string{1: "100 EUR"}, 97, 90, 97, 96), "50.00 EUR"},
		{"379 of 400", rule, yearly(map[int]string{1: "100 EUR"}, 97, 90, 97, 95), ""},
		{"the year is not over", rule, yearly(map[int]string{1: "100 EUR"}, 100, 90, 100), ""},
		{
			"a quarter is lacking", rule, slices.Delete(yearly(map[int]string{1: "100 EUR"}, 100, 90, 100, 100), 2, 3),
			"",
		},
		{
			"the next year is another one", rule, yearly(map[int]string{1: "100 EUR", 4: "7 EUR"}, 97, 90, 97, 96, 90),
			"50.00 EUR",
		},
		{"which year is not said", rule, unknown, ""},
		{"a quarter without data", rule, quiet, ""},
		{"tallies, not levels, have a mean", rule, big, "50.00 EUR"},
		{
			"both credits of the year", rule, yearly(map[int]string{0: "10 EUR", 1: "0.03 EUR"}, 92, 92, 100, 100),
			"5.01 EUR",
		},
		{
			"not the credit below the floor", floor,
			yearly(map[int]string{0: "10 EUR", 1: "100 EUR"}, 85, 84, 100, 100), "",
		},
		{
			"only the one at the floor", floor, yearly(map[int]string{0: "10 EUR", 1: "100 EUR"}, 96, 84, 100, 100),
			"5.00 EUR",
		},
		{"not the second miss", calm, yearly(map[int]string{0: "10 EUR", 1: "100 EUR"}, 92, 92, 100, 100), "5.00 EUR"},
	} {
		policy := schedule()
		policy.EarnBack, policy.Chronic = c.rule, credit.Chronic{Misses: 2, Periods: 2}
		compiled, err := credit.Compile(policy)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := compiled.EarnedBack(c.history); err != nil || back.String() != c.back {
			t.Errorf("%s: %q, %v; want %q", c.name, back, err, c.back)
		}
	}
}

// TestALowVolumeIsRelieved takes an objective of 95 % with fewer than 40 events a month: two misses of
// them are 94.4 %, which one more event would have hidden.
func TestALowVolumeIsRelieved(t *testing.T) {
	policy := schedule()
	policy.Relief = credit.Relief{Below: 40, Misses: 2}
	for _, c := range []struct {
		good, bad int64
		why       logistics.Code
	}{
		{34, 2, credit.Relieved},
		{37, 2, credit.Relieved},
		{38, 2, credit.StepApplied}, // 40 are not fewer
		{33, 3, credit.StepApplied}, // three are not two
		{36, 0, credit.NoStep},      // the target is above the table
		{0, 0, credit.NoData},
	} {
		statement, err := settleBy(
			policy, logistics.MustPeriod("2025-03"), []fact{charge("otif", c.good, c.bad, "1000 EUR")},
		)
		if err != nil {
			t.Fatal(err)
		}
		if line := statement.Lines[0]; line.Why != c.why || (line.Amount.Sign() > 0) != (c.why == credit.StepApplied) {
			t.Errorf("%d of %d: %s, %s; want %s", c.good, c.good+c.bad, line.Why, line.Amount, c.why)
		}
	}
}

func TestFaultsOfAHistory(t *testing.T) {
	policy := schedule()
	policy.EarnBack = credit.EarnBack{Periods: 1, Target: ratio("98%"), Share: ratio("1")}
	compiled, err := credit.Compile(policy)
	if err != nil {
		t.Fatal(err)
	}
	history := months(map[int]string{0: "-1 EUR"}, 90, 99, 99)
	history[1].Period = logistics.Period{}
	history[2].Period = history[0].Period
	history = append(history, history[0])
	if _, err := compiled.EarnedBack(history); !slices.Equal(
		paths(err), []string{"/0/credit", "/1/period", "/3/credit", "/3/period"},
	) {
		t.Errorf("faults at %q: %v", paths(err), err)
	}
	if _, err := compiled.EarnedBack(
		months(map[int]string{0: "1 EUR", 2: "1 USD"}, 90, 99, 90, 99),
	); !slices.Equal(paths(err), []string{"/2/credit"}) {
		t.Errorf("two currencies: %v", err)
	}
}

func TestChronic(t *testing.T) {
	at := func(missed ...int) []credit.Past {
		history := months(nil, 99, 99, 99, 99, 99, 99)
		for _, i := range missed {
			history[i].Missed = true
		}
		return history
	}
	policy := schedule()
	policy.Chronic = credit.Chronic{Misses: 3, Periods: 5}
	compiled, err := credit.Compile(policy)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		history []credit.Past
		want    bool
	}{
		{"nothing", nil, false},
		{"two misses", at(4, 5), false},
		{"three misses", at(1, 3, 5), true},
		{"three misses, one too old", at(0, 3, 5), false},
		{"three misses of three", at(0, 1, 2)[:3], true},
	} {
		if got := compiled.IsChronic(c.history); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	plain, err := credit.Compile(schedule())
	if err != nil {
		t.Fatal(err)
	}
	if plain.IsChronic(at(0, 1, 2, 3, 4, 5)) {
		t.Error("chronic without a rule")
	}
}

// weekdays are Monday to Friday.
type weekdays struct{ logistics.WorkingDays }

func (weekdays) Offset(d logistics.Date, n int) (logistics.Date, error) {
	for n > 0 && !d.IsZero() {
		if d = d.AddDays(1); d.Weekday() != time.Saturday && d.Weekday() != time.Sunday {
			n--
		}
	}
	if d.IsZero() {
		return d, logistics.ErrHorizon
	}
	return d, nil
}

func TestClaimBy(t *testing.T) {
	friday := logistics.MustDate("2025-02-28")
	last := logistics.MustDate("9999-12-30")
	for _, c := range []struct {
		name  string
		claim credit.Claim
		after logistics.Date
		days  logistics.WorkingDays
		want  string
		err   error
	}{
		{"no claim needed", credit.Claim{}, friday, nil, "", nil},
		{"civil days", credit.Claim{Within: logistics.Days(30)}, friday, nil, "2025-03-30", nil},
		{
			"civil days, whatever the calendar",
			credit.Claim{Within: logistics.Days(1)},
			friday,
			weekdays{},
			"2025-03-01", nil,
		},
		{"working days", credit.Claim{Days: 6}, friday, weekdays{}, "2025-03-10", nil},
		{"open every day", credit.Claim{Days: 6}, friday, logistics.RoundTheClock{}, "2025-03-06", nil},
		{"working days without a calendar", credit.Claim{Days: 6}, friday, nil, "", logistics.ErrInvalid},
		{"after no date", credit.Claim{Within: logistics.Days(30)}, logistics.Date{}, nil, "", logistics.ErrInvalid},
		{"no date left", credit.Claim{Within: logistics.Days(30)}, last, nil, "", logistics.ErrHorizon},
		{
			"in the first billing month of the year",
			credit.Claim{Cycles: 2},
			logistics.MustDate("2025-01-31"), nil,
			"2025-03-31", nil,
		},
		{"on its first day", credit.Claim{Cycles: 2}, logistics.MustDate("2024-12-01"), nil, "2025-02-28", nil},
		{
			"the day before the cycle begins",
			credit.Claim{Cycles: 2, CycleDay: 15},
			logistics.MustDate("2025-01-14"),
			nil, "2025-03-14", nil,
		},
		{
			"the day it begins",
			credit.Claim{Cycles: 2, CycleDay: 15},
			logistics.MustDate("2025-01-15"), nil,
			"2025-04-14", nil,
		},
		{"no billing month left", credit.Claim{Cycles: 2}, last, nil, "", logistics.ErrHorizon},
		{"no working day left", credit.Claim{Days: 6}, last, weekdays{}, "", logistics.ErrHorizon},
	} {
		policy := schedule()
		policy.Claim = c.claim
		compiled, err := credit.Compile(policy)
		if err != nil {
			t.Fatal(err)
		}
		got, ok, err := compiled.ClaimBy(c.after, c.days)
		if !errors.Is(err, c.err) || got.String() != c.want || ok != (c.want != "") {
			t.Errorf("%s: %s, %v, %v; want %s", c.name, got, ok, err, c.want)
		}
	}
}

// ofYear is a bill of one charge in a year.
func ofYear(period logistics.Period, f fact, year credit.Year) credit.Bill {
	bill := billOf(period, []fact{f})
	bill.Year = year
	return bill
}

func TestSimulateCarriesTheYear(t *testing.T) {
	policy := schedule()
	policy.Cap, policy.Annual = logistics.Ratio{}, ratio("5%")
	compiled, err := credit.Compile(policy)
	if err != nil {
		t.Fatal(err)
	}
	// 5% of 5000 are 250. 20 were credited before, each month earns 100: 100, 100, then what is left, 30.
	year := credit.Year{Period: logistics.MustPeriod("2025"), Credited: money("20 EUR"), Charges: money("5000 EUR")}
	var history []credit.Bill
	for _, past := range months(nil, 92, 92, 92, 92) {
		history = append(history, ofYear(past.Period, charge("otif", 92, 8, "1000 EUR"), year))
	}
	next := history[0]
	next.Period, next.Year = logistics.MustPeriod("2026-01"), credit.Year{
		Period: logistics.MustPeriod("2026"), Charges: money("5000 EUR"),
	}
	history = append(history, next)
	check := func(want ...string) {
		t.Helper()
		statements, total, err := compiled.Simulate(history)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range statements {
			got = append(got, s.Total.String())
		}
		if got = append(got, total.String()); !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	check("100.00 EUR", "100.00 EUR", "30.00 EUR", "0.00 EUR", "100.00 EUR", "330.00 EUR")
	for i := range history {
		history[i].Year.Period = logistics.Period{} // unknown: what each period says is all there is
	}
	check("100.00 EUR", "100.00 EUR", "100.00 EUR", "100.00 EUR", "100.00 EUR", "500.00 EUR")
}

func TestFaultsOfASimulation(t *testing.T) {
	policy := schedule()
	policy.Annual = ratio("5%")
	compiled, err := credit.Compile(policy)
	if err != nil {
		t.Fatal(err)
	}
	euros, dollars := charge("otif", 92, 8, "1000 EUR"), charge("otif", 92, 8, "1000 USD")
	year := func(amount string) credit.Year {
		return credit.Year{
			Period: logistics.MustPeriod("2025"), Credited: money("1 " + amount), Charges: money("5000 " + amount),
		}
	}
	statements, total, err := compiled.Simulate([]credit.Bill{
		ofYear(logistics.MustPeriod("2025-01"), euros, year("EUR")),
		ofYear(logistics.MustPeriod("2025-02"), fact{}, year("EUR")),
		ofYear(logistics.MustPeriod("2025-03"), dollars, year("USD")),
		ofYear(logistics.MustPeriod("2025-04"), dollars, credit.Year{}),
		ofYear(logistics.MustPeriod("2025-05"), euros, credit.Year{}),
	})
	if statements != nil || !total.IsZero() || !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("%v, %s, %v", statements, total, err)
	}
	want := []string{"/1/charges/0/objective", "/1/invoices/0/amount", "/2/year/credited", "/3"}
	if got := paths(err); !slices.Equal(got, want) {
		t.Errorf("faults at %q: %v", got, err)
	}
	if statements, total, err := compiled.Simulate(nil); len(statements) != 0 || !total.IsZero() || err != nil {
		t.Errorf("no history: %v, %s, %v", statements, total, err)
	}
}
