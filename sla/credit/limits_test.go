package credit_test

import (
	"slices"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/credit"
)

func TestTheCapIsSplitOverTheLines(t *testing.T) {
	s := settle(
		t, charge("otif", 80, 20, "1000 EUR"), charge("damage", 96, 4, "500 EUR"), charge("reply", 100, 0, "500 EUR"),
	)
	// 25% of 1000 and 5% of 500 are 275; the cap is 15% of 2000, 300: it does not bind.
	if s.Total.String() != "275.00 EUR" || s.Cap.String() != "300.00 EUR" || s.Limits != nil {
		t.Errorf("total %s, cap %s, limits %v", s.Total, s.Cap, s.Limits)
	}
	s = settle(t, charge("otif", 80, 20, "1000 EUR"), charge("damage", 92, 8, "1000.01 EUR"))
	// 250 and 100 are 350; 15% of 2000.01 is 300.0015, so 300: by 250 to 100, 214.29 and 85.71.
	if s.Total.String() != "300.00 EUR" || s.Lines[0].Amount.String() != "214.29 EUR" ||
		s.Lines[1].Amount.String() != "85.71 EUR" {
		t.Errorf("total %s of %s and %s", s.Total, s.Lines[0].Amount, s.Lines[1].Amount)
	}
	want := []string{
		"Otif: a credit of €250.00 is due (€1,000.00 × 25%).",
		"Damage: a credit of €100.00 is due (€1,000.01 × 10%).",
		"Credits of €350.00 are limited to €300.00, the cap for the period.",
		"Otif: of the credit of €250.00, €214.29 is paid.",
		"Damage: of the credit of €100.00, €85.71 is paid.",
	}
	if told := s.Sentences(logistics.Language{}); !slices.Equal(told, want) {
		t.Errorf("sentences %q", told)
	}
}

func TestCapsOfThePeriodInOrder(t *testing.T) {
	year := credit.Year{Credited: money("70 EUR"), Charges: money("1000 EUR")}
	for _, c := range []struct {
		name   string
		change func(*credit.Schedule)
		year   credit.Year
		total  string
		limit  string // the least cap
		held   []string
	}{
		{"none", func(*credit.Schedule) {}, year, "100.00 EUR", "", nil},
		{
			"share", func(s *credit.Schedule) {
				s.Cap = ratio("8%")
			}, year, "80.00 EUR", "80.00 EUR", []string{"/cap 100.00 EUR to 80.00 EUR"},
		},
		{"share, just kept", func(s *credit.Schedule) { s.Cap = ratio("10%") }, year, "100.00 EUR", "100.00 EUR", nil},
		{
			"amount", func(s *credit.Schedule) {
				s.CapTotal = money("60 EUR")
			}, year, "60.00 EUR", "60.00 EUR", []string{"/cap_total 100.00 EUR to 60.00 EUR"},
		},
		{
			"amount of nothing", func(s *credit.Schedule) {
				s.CapTotal = money("0 EUR")
			}, year, "0.00 EUR", "0.00 EUR", []string{"/cap_total 100.00 EUR to 0.00 EUR"},
		},
		{
			"share, then amount", func(s *credit.Schedule) {
				s.Cap, s.CapTotal = ratio("8%"), money("60 EUR")
			}, year, "60.00 EUR", "60.00 EUR",
			[]string{"/cap 100.00 EUR to 80.00 EUR", "/cap_total 80.00 EUR to 60.00 EUR"},
		},
		{
			"an amount that no longer binds", func(s *credit.Schedule) {
				s.Cap, s.CapTotal = ratio("6%"), money("80 EUR")
			}, year, "60.00 EUR", "60.00 EUR",
			[]string{"/cap 100.00 EUR to 60.00 EUR"},
		},
		{
			"year", func(s *credit.Schedule) {
				s.Annual = ratio("12%")
			}, year, "50.00 EUR", "50.00 EUR", []string{"/annual_cap 100.00 EUR to 50.00 EUR"},
		},
		{
			"year used up", func(s *credit.Schedule) {
				s.Annual = ratio("5%")
			}, year, "0.00 EUR", "0.00 EUR", []string{"/annual_cap 100.00 EUR to 0.00 EUR"},
		},
		{"no year given", func(s *credit.Schedule) { s.Annual = ratio("5%") }, credit.Year{}, "100.00 EUR", "", nil},
		{
			"year of fine amounts", func(s *credit.Schedule) { s.Annual = ratio("12%") },
			credit.Year{Credited: money("70.001 EUR"), Charges: money("1000 EUR")},
			"49.99 EUR", "49.99 EUR",
			[]string{"/annual_cap 100.00 EUR to 49.99 EUR"},
		},
		{"all", func(s *credit.Schedule) {
			s.Cap, s.CapTotal, s.Annual, s.Least = ratio("8%"), money("60 EUR"), ratio("12%"), money("50 EUR")
		}, year, "0.00 EUR", "50.00 EUR", []string{
			"/cap 100.00 EUR to 80.00 EUR", "/cap_total 80.00 EUR to 60.00 EUR", "/annual_cap 60.00 EUR to 50.00 EUR",
			"/de_minimis 50.00 EUR to 50.00 EUR",
		}},
		{
			"just too little", func(s *credit.Schedule) {
				s.Least = money("100 EUR")
			}, year, "0.00 EUR", "", []string{"/de_minimis 100.00 EUR to 100.00 EUR"},
		},
		{"just enough", func(s *credit.Schedule) { s.Least = money("99.99 EUR") }, year, "100.00 EUR", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			policy := schedule()
			policy.Cap = logistics.Ratio{}
			c.change(&policy)
			compiled, err := credit.Compile(policy)
			if err != nil {
				t.Fatal(err)
			}
			s, err := settleYear(compiled,
				logistics.MustPeriod("2025-03"), []fact{charge("otif", 90, 10, "1000 EUR")}, c.year,
			)
			if err != nil {
				t.Fatal(err)
			}
			var held []string
			for _, limit := range s.Limits {
				held = append(held, limit.Path+" "+limit.Credits.String()+" to "+limit.At.String())
			}
			if s.Total.String() != c.total || s.Cap.String() != c.limit || !slices.Equal(held, c.held) ||
				!s.Lines[0].Amount.Equal(s.Total) || s.Uncapped.String() != "100.00 EUR" {
				t.Errorf("total %s, cap %q, limits %q", s.Total, s.Cap, held)
			}
		})
	}
}

func TestEveryLimitHasItsSentence(t *testing.T) {
	policy := schedule()
	policy.Cap, policy.Annual, policy.Least = ratio("8%"), ratio("12%"), money("60 EUR")
	compiled, err := credit.Compile(policy)
	if err != nil {
		t.Fatal(err)
	}
	s, err := settleYear(compiled, logistics.MustPeriod("2025-03"), []fact{charge("otif", 90, 10, "1000 EUR")},
		credit.Year{Credited: money("70 EUR"), Charges: money("1000 EUR")})
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		code logistics.Code
		text string
	}{
		{credit.StepApplied, "Otif: a credit of €100.00 is due (€1,000.00 × 10%)."},
		{credit.Capped, "Credits of €100.00 are limited to €80.00, the cap for the period."},
		{credit.AnnuallyCapped, "Credits of €80.00 are limited to €50.00, the amount left under the annual cap."},
		{credit.TooLittle, "Credits of €50.00 are not paid: only credits above €60.00 are paid."},
		{credit.Paid, "Otif: of the credit of €100.00, €0.00 is paid."},
	}
	for i, reason := range s.Reasons() {
		if text := credit.Reasons().English(reason); reason.Code != want[i].code || text != want[i].text {
			t.Errorf("%s: %q, want %q", reason.Code, text, want[i].text)
		}
	}
}

// TestTheCapHoldsAcrossAllChargesOfThePeriod takes a fee of 10,000 with a cap of 15 %, and objectives that are
// worth 1,000, 1,000 and 500.
func TestTheCapHoldsAcrossAllChargesOfThePeriod(t *testing.T) {
	three := []credit.Charge{
		{Objective: id("on_time"), Verdict: logistics.Missed, Tally: logistics.Tally{Good: 92, Bad: 8}},
		{Objective: id("in_full"), Verdict: logistics.Missed, Tally: logistics.Tally{Good: 94, Bad: 6}},
		{Objective: id("reply"), Verdict: logistics.Missed, Tally: logistics.Tally{Good: 97, Bad: 3}},
	}
	for _, c := range []struct {
		name     string
		invoices []credit.Invoice
	}{
		{"one invoice", []credit.Invoice{{Amount: money("10000 EUR")}}},
		{"one with a name", []credit.Invoice{{ID: id("R-1"), Amount: money("10000 EUR")}}},
		{"two", []credit.Invoice{
			{ID: id("R-1"), Amount: money("4000 EUR")}, {ID: id("R-2"), Amount: money("6000 EUR")},
		}},
	} {
		s, err := credit.Settle(schedule(), credit.Bill{
			Period: logistics.MustPeriod("2025-03"), Invoices: c.invoices, Charges: three,
		})
		if err != nil {
			t.Fatal(err)
		}
		var before, paid []string
		for _, line := range s.Lines {
			before, paid = append(before, line.Uncapped.String()), append(paid, line.Amount.String())
		}
		if s.Total.String() != "1500.00 EUR" || s.Charges.String() != "10000.00 EUR" ||
			!slices.Equal(before, []string{"1000.00 EUR", "1000.00 EUR", "500.00 EUR"}) ||
			!slices.Equal(paid, []string{"600.00 EUR", "600.00 EUR", "300.00 EUR"}) {
			t.Errorf("%s: %q before, %q paid, total %s", c.name, before, paid, s.Total)
		}
	}
}

// TestAChargeIsAShareOfItsInvoice: a service with a fee of its own is credited on that, and the cap is one of
// all fees.
func TestAChargeIsAShareOfItsInvoice(t *testing.T) {
	none := logistics.Tally{Bad: 1}
	bill := credit.Bill{
		Period: logistics.MustPeriod("2025-03"),
		Invoices: []credit.Invoice{
			{ID: id("carriage"), Amount: money("800 EUR")}, {ID: id("storage"), Amount: money("200 EUR")},
		},
		Charges: []credit.Charge{
			{Objective: id("on_time"), Invoice: id("carriage"), Verdict: logistics.Missed, Tally: none},
			{Objective: id("stock"), Invoice: id("storage"), Verdict: logistics.Missed, Tally: none},
		},
	}
	s, err := credit.Settle(schedule(), bill)
	if err != nil || s.Uncapped.String() != "250.00 EUR" || s.Total.String() != "150.00 EUR" ||
		s.Lines[0].Amount.String() != "120.00 EUR" || s.Lines[1].Amount.String() != "30.00 EUR" {
		t.Errorf("%s of %s, lines %v, %v", s.Total, s.Uncapped, s.Lines, err)
	}
}

// TestTheCentThatIsLeftGoesByName: a hundred over three equal lines, in whatever order they come.
func TestTheCentThatIsLeftGoesByName(t *testing.T) {
	policy := schedule()
	policy.Cap, policy.CapTotal = logistics.Ratio{}, money("100 EUR")
	for _, names := range [][]string{{"a", "b", "c"}, {"c", "b", "a"}, {"b", "c", "a"}} {
		var facts []fact
		for _, name := range names {
			facts = append(facts, charge(name, 92, 8, "1000 EUR"))
		}
		s, err := settleBy(policy, logistics.MustPeriod("2025-03"), facts)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range s.Lines {
			want := "33.33 EUR"
			if names[i] == "a" {
				want = "33.34 EUR"
			}
			if line.Amount.String() != want {
				t.Errorf("%q: %s for %s, want %s", names, line.Amount, names[i], want)
			}
		}
	}
}
