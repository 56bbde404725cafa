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
			out[i].Attainment, _ = logistics.NewRatio(percent, 100)
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
		{"two credits, the later comes back", months(map[int]string{0: "100 EUR", 1: "30 EUR"}, 90, 95, 99, 99), "15.00 EUR"},
		{"two credits, both come back", months(map[int]string{0: "100 EUR", 3: "30 EUR"}, 90, 99, 99, 95, 99, 99), "65.00 EUR"},
		{"rounded toward zero, each credit", months(map[int]string{0: "0.03 EUR", 3: "0.03 EUR"}, 90, 99, 99, 95, 99, 99), "0.02 EUR"},
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
	if back, err := compiled.EarnedBack(months(map[int]string{0: "100 EUR"}, 90, 99, 99)); err != nil || !back.IsZero() {
		t.Errorf("without the rule %s comes back, %v", back, err)
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
	if _, err := compiled.EarnedBack(history); !slices.Equal(paths(err), []string{"/0/credit", "/1/period", "/3/credit", "/3/period"}) {
		t.Errorf("faults at %q: %v", paths(err), err)
	}
	if _, err := compiled.EarnedBack(months(map[int]string{0: "1 EUR", 2: "1 USD"}, 90, 99, 90, 99)); !slices.Equal(paths(err), []string{"/2/credit"}) {
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
		{"civil days, whatever the calendar", credit.Claim{Within: logistics.Days(1)}, friday, weekdays{}, "2025-03-01", nil},
		{"working days", credit.Claim{Days: 6}, friday, weekdays{}, "2025-03-10", nil},
		{"open every day", credit.Claim{Days: 6}, friday, logistics.RoundTheClock{}, "2025-03-06", nil},
		{"working days without a calendar", credit.Claim{Days: 6}, friday, nil, "", logistics.ErrInvalid},
		{"after no date", credit.Claim{Within: logistics.Days(30)}, logistics.Date{}, nil, "", logistics.ErrInvalid},
		{"no date left", credit.Claim{Within: logistics.Days(30)}, last, nil, "", logistics.ErrHorizon},
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

func TestSimulateCarriesTheYear(t *testing.T) {
	policy := schedule()
	policy.Cap, policy.Annual = logistics.Ratio{}, ratio("5%")
	compiled, err := credit.Compile(policy)
	if err != nil {
		t.Fatal(err)
	}
	// 5% of 5000 are 250. 20 were credited before, each month earns 100: 100, 100, then what is left, 30.
	year := credit.Year{Period: logistics.MustPeriod("2025"), Credited: money("20 EUR"), Charges: money("5000 EUR")}
	var history []credit.Settled
	for _, past := range months(nil, 92, 92, 92, 92) {
		history = append(history, credit.Settled{Period: past.Period, Charges: []credit.Charge{charge("otif", 92, 8, "1000 EUR")}, Year: year})
	}
	next := history[0]
	next.Period, next.Year = logistics.MustPeriod("2026-01"), credit.Year{Period: logistics.MustPeriod("2026"), Charges: money("5000 EUR")}
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
		return credit.Year{Period: logistics.MustPeriod("2025"), Credited: money("1 " + amount), Charges: money("5000 " + amount)}
	}
	statements, total, err := compiled.Simulate([]credit.Settled{
		{Period: logistics.MustPeriod("2025-01"), Charges: []credit.Charge{euros}, Year: year("EUR")},
		{Period: logistics.MustPeriod("2025-02"), Charges: []credit.Charge{{}}, Year: year("EUR")},
		{Period: logistics.MustPeriod("2025-03"), Charges: []credit.Charge{dollars}, Year: year("USD")},
		{Period: logistics.MustPeriod("2025-04"), Charges: []credit.Charge{dollars}},
		{Period: logistics.MustPeriod("2025-05"), Charges: []credit.Charge{euros}},
	})
	if statements != nil || !total.IsZero() || !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("%v, %s, %v", statements, total, err)
	}
	if got := paths(err); !slices.Equal(got, []string{"/1/0/charges", "/1/0/objective", "/2/year/credited", "/3"}) {
		t.Errorf("faults at %q: %v", got, err)
	}
	if statements, total, err := compiled.Simulate(nil); len(statements) != 0 || !total.IsZero() || err != nil {
		t.Errorf("no history: %v, %s, %v", statements, total, err)
	}
}
