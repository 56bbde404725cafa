package credit_test

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/credit"
)

func TestEveryFaultOfASchedule(t *testing.T) {
	one := func(change func(*credit.Term)) credit.Schedule { return by(with(steps, change)) }
	of := func(kind credit.Kind) credit.Schedule { return by(credit.Term{Kind: kind}) }
	on := func(change func(*credit.Schedule)) credit.Schedule {
		s := schedule()
		change(&s)
		return s
	}
	for _, c := range []struct {
		name   string
		policy credit.Schedule
		want   []string
	}{
		{"nothing", credit.Schedule{}, []string{"/id", "/rounding", "/steps"}},
		{"another schema", on(func(s *credit.Schedule) { s.Schema = "x" }), []string{"/schema"}},
		{
			"steps out of order", on(func(s *credit.Schedule) { s.Steps[0], s.Steps[1] = s.Steps[1], s.Steps[0] }),
			[]string{"/steps/1/below", "/steps/1/credit"},
		},
		{
			"equal steps", on(func(s *credit.Schedule) { s.Steps[1] = s.Steps[0] }),
			[]string{"/steps/1/below", "/steps/1/credit"},
		},
		{
			"an empty step", on(func(s *credit.Schedule) { s.Steps[1] = credit.Step{} }),
			[]string{"/steps/1/below", "/steps/1/credit"},
		},
		{
			"shares out of range",
			on(func(s *credit.Schedule) { s.Steps = []credit.Step{{Below: ratio("2/1"), Credit: ratio("0/1")}} }),
			[]string{"/steps/0/below", "/steps/0/credit"},
		},
		{
			"caps", on(func(s *credit.Schedule) {
				s.Cap, s.Annual, s.CapTotal, s.Least = ratio("-1/2"), ratio("3/2"), money("-1 EUR"), money("-1 EUR")
			}),
			[]string{"/annual_cap", "/cap", "/cap_total", "/de_minimis"},
		},
		{
			"a cap below a cent", on(func(s *credit.Schedule) { s.CapTotal = money("1.001 EUR") }),
			[]string{"/cap_total"},
		},
		{
			"two currencies", on(func(s *credit.Schedule) { s.CapTotal, s.Least = money("1 EUR"), money("1 USD") }),
			[]string{"/de_minimis"},
		},
		{
			"earn-back", on(func(s *credit.Schedule) { s.EarnBack = credit.EarnBack{Periods: 121} }),
			[]string{"/earn_back/periods", "/earn_back/share", "/earn_back/target"},
		},
		{
			"earn-back at once",
			on(func(s *credit.Schedule) { s.EarnBack = credit.EarnBack{Target: ratio("98%"), Share: ratio("1")} }),
			[]string{"/earn_back/periods"},
		},
		{
			"chronic without misses", on(func(s *credit.Schedule) { s.Chronic = credit.Chronic{Periods: 3} }),
			[]string{"/chronic"},
		},
		{
			"chronic with too few periods",
			on(func(s *credit.Schedule) { s.Chronic = credit.Chronic{Misses: 3, Periods: 2} }),
			[]string{"/chronic"},
		},
		{
			"chronic for ages", on(func(s *credit.Schedule) { s.Chronic = credit.Chronic{Misses: 3, Periods: 1001} }),
			[]string{"/chronic"},
		},
		{
			"claim within hours", on(func(s *credit.Schedule) { s.Claim.Within = logistics.MustDuration("PT5H") }),
			[]string{"/claim/within"},
		},
		{
			"claim before", on(func(s *credit.Schedule) { s.Claim.Within = logistics.Days(-1) }),
			[]string{"/claim/within"},
		},
		{
			"claim any time", on(func(s *credit.Schedule) { s.Claim.Within = logistics.AnyTime() }),
			[]string{"/claim/within"},
		},
		{
			"claim before on working days", on(func(s *credit.Schedule) { s.Claim.Days = -1 }),
			[]string{"/claim/working_days"},
		},
		{"claim after ages", on(func(s *credit.Schedule) { s.Claim.Days = 3661 }), []string{"/claim/working_days"}},
		{
			"claim twice",
			on(func(s *credit.Schedule) { s.Claim = credit.Claim{Within: logistics.Days(30), Days: 15} }),
			[]string{"/claim"},
		},
		{"claim in the past", on(func(s *credit.Schedule) { s.Claim.Cycles = -1 }), []string{"/claim/cycles"}},
		{
			"claim on a day some months lack",
			on(func(s *credit.Schedule) { s.Claim = credit.Claim{Cycles: 2, CycleDay: 29} }),
			[]string{"/claim/cycle_day"},
		},
		{
			"claim from a day of no cycle", on(func(s *credit.Schedule) { s.Claim = credit.Claim{CycleDay: 5} }),
			[]string{"/claim/cycle_day"},
		},
		{"earn-back twice", on(func(s *credit.Schedule) {
			s.EarnBack = credit.EarnBack{Periods: 2, Year: true, Target: ratio("98%"), Share: ratio("1")}
		}), []string{"/earn_back/periods"}},
		{"earn-back above nothing", on(func(s *credit.Schedule) {
			s.EarnBack = credit.EarnBack{
				Year: true, Floor: ratio("2"), NotChronic: true, Target: ratio("98%"), Share: ratio("1"),
			}
		}), []string{"/earn_back/floor", "/earn_back/not_chronic"}},
		{
			"relief of all", on(func(s *credit.Schedule) { s.Relief = credit.Relief{Below: 3, Misses: 3} }),
			[]string{"/relief"},
		},
		{"relief of none", on(func(s *credit.Schedule) { s.Relief = credit.Relief{Below: 3} }), []string{"/relief"}},
		{"too many terms", on(func(s *credit.Schedule) { s.Terms = make([]credit.Term, 201) }), []string{"/terms"}},
		{"a term without a kind", of(""), []string{"/terms/0/kind"}},
		{"attainment without steps", of(credit.ByAttainment), []string{"/terms/0/steps"}},
		{"shortfall without a target", of(credit.ByShortfall), []string{"/terms/0/target"}},
		{"nothing at risk", of(credit.AtRisk), []string{"/terms/0/allocation", "/terms/0/at_risk", "/terms/0/pool"}},
		{
			"a pool below zero", by(with(atRisk, func(t *credit.Term) { t.Pool = ratio("-1") })),
			[]string{"/terms/0/pool"},
		},
		{"no points", of(credit.ByPoints), []string{"/terms/0/points"}},
		{
			"points out of order", by(credit.Term{Kind: credit.ByPoints, Points: []credit.Points{
				{From: -1, Credit: ratio("2%")},
				{From: 5, Credit: ratio("1%")},
				{From: 5, Credit: ratio("2%")},
				{From: 6},
			}}),
			[]string{
				"/terms/0/points/0/from", "/terms/0/points/1/credit", "/terms/0/points/2/from",
				"/terms/0/points/3/credit",
			},
		},
		{"no fee", of(credit.FlatFee), []string{"/terms/0/amount"}},
		{
			"a fee of nothing", by(with(fee, func(t *credit.Term) { t.Amount = money("0 USD") })),
			[]string{"/terms/0/amount"},
		},
		{
			"a fee below zero",
			by(with(fee, func(t *credit.Term) { t.Amount, t.Weight = money("-1 USD"), ratio("0/1") })),
			[]string{"/terms/0/amount", "/terms/0/weight"},
		},
		{"no share of value", of(credit.ByValue), []string{"/terms/0/share"}},
		{
			"an allowance of more than all", by(with(shrink, func(t *credit.Term) { t.Allowance = ratio("101%") })),
			[]string{"/terms/0/allowance"},
		},
		{"an unknown trigger", on(func(s *credit.Schedule) { s.Trigger = "whim" }), []string{"/trigger"}},
		{
			"an unknown trigger of a term", one(func(t *credit.Term) { t.Trigger = "whim" }),
			[]string{"/terms/0/trigger"},
		},
		{
			"a share at risk that goes by figures",
			by(with(atRisk, func(t *credit.Term) { t.Trigger = credit.OnFigures })),
			[]string{"/terms/0/trigger"},
		},
		{
			"no credit, and a share of it", by(credit.Term{Kind: credit.NoCredit, Share: ratio("1")}),
			[]string{"/terms/0/share"},
		},
		{"no share of freight", of(credit.Freight), []string{"/terms/0/share"}},
		{
			"freight with an allowance", by(with(freight, func(t *credit.Term) { t.Allowance = ratio("1%") })),
			[]string{"/terms/0/allowance"},
		},
		{"figures of every other kind", one(func(t *credit.Term) {
			t.Target, t.AtRisk, t.Pool, t.Allocation, t.Points = ratio("1"), ratio("1"), ratio("1"), ratio(
				"1",
			), points()
			t.Amount, t.Weight, t.Share, t.Allowance = money("1 EUR"), ratio("1"), ratio("1"), ratio("1")
		}), []string{
			"/terms/0/allocation", "/terms/0/allowance", "/terms/0/amount", "/terms/0/at_risk", "/terms/0/points",
			"/terms/0/pool",
			"/terms/0/share", "/terms/0/target", "/terms/0/weight",
		}},
		{
			"steps where none belong", by(with(shortfall, func(t *credit.Term) { t.Steps = steps.Steps })),
			[]string{"/terms/0/steps"},
		},
		{
			"repeats", one(func(t *credit.Term) {
				t.Repeats = []credit.Repeat{
					{Nth: 1, Factor: ratio("1/2")},
					{Nth: 1, Factor: ratio("2")},
					{Nth: 3, Factor: ratio("3/2")},
					{Nth: 4},
					{Nth: 5, Factor: ratio("-1")},
					{Nth: 6, Factor: ratio("0/1")},
				}
			}),
			[]string{
				"/terms/0/repeats/0/factor", "/terms/0/repeats/0/nth", "/terms/0/repeats/1/nth",
				"/terms/0/repeats/2/factor", "/terms/0/repeats/3/factor", "/terms/0/repeats/4/factor",
				"/terms/0/repeats/5/factor",
			},
		},
		{
			"too many repeats", one(func(t *credit.Term) { t.Repeats = make([]credit.Repeat, 51) }),
			[]string{"/terms/0/repeats"},
		},
		{
			"caps of a line", one(func(t *credit.Term) { t.Cap, t.CapShare = money("-1 EUR"), ratio("2") }),
			[]string{"/terms/0/cap", "/terms/0/cap_share"},
		},
		{
			"a cap of a line below a cent", one(func(t *credit.Term) { t.Cap = money("0.001 EUR") }),
			[]string{"/terms/0/cap"},
		},
		{
			"a fee in another currency", by(with(fee, func(t *credit.Term) { t.Cap = money("1 EUR") })),
			[]string{"/terms/0/amount"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := credit.Compile(c.policy)
			if got := paths(err); !slices.Equal(got, c.want) || !errors.Is(err, logistics.ErrInvalid) {
				t.Errorf("faults at %q, want %q: %v", got, c.want, err)
			}
		})
	}
}

func TestTablesHaveAtMostAHundredRows(t *testing.T) {
	policy := schedule()
	policy.Terms = []credit.Term{
		{Kind: credit.ByAttainment, Objectives: []logistics.ID{id("a")}},
		{Kind: credit.ByPoints, Objectives: []logistics.ID{id("b")}},
	}
	for i := range 101 {
		share, err := logistics.NewRatio(int64(i+1), 200)
		if err != nil {
			t.Fatal(err)
		}
		level, err := logistics.NewRatio(int64(150-i), 200)
		if err != nil {
			t.Fatal(err)
		}
		policy.Terms[0].Steps = append(policy.Terms[0].Steps, credit.Step{Below: level, Credit: share})
		policy.Terms[1].Points = append(policy.Terms[1].Points, credit.Points{From: int64(i), Credit: share})
		want := []string(nil)
		if i == 100 {
			want = []string{"/terms/0/steps", "/terms/1/points"}
		}
		if got := paths(policy.Validate()); !slices.Equal(got, want) {
			t.Errorf("%d rows: faults at %q, want %q", i+1, got, want)
		}
	}
}

func TestTheBoundsThemselvesAreInOrder(t *testing.T) {
	policy := schedule()
	policy.Terms = make([]credit.Term, 200)
	for i := range policy.Terms {
		policy.Terms[i] = fee
		policy.Terms[i].Objectives = []logistics.ID{id("O-" + strconv.Itoa(i))}
	}
	policy.Terms[0].Repeats = make([]credit.Repeat, 50)
	for i := range policy.Terms[0].Repeats {
		policy.Terms[0].Repeats[i] = credit.Repeat{Nth: int64(i + 2), Factor: ratio("1")}
	}
	policy.Terms[1] = credit.Term{
		Kind: credit.ByPoints, Objectives: policy.Terms[1].Objectives, Points: []credit.Points{
			{Credit: ratio("1")}, {From: 1, Credit: ratio("1")},
		},
	}
	policy.CapTotal, policy.Least = money("0 USD"), money("0 USD")
	for _, bounds := range []credit.Schedule{
		{
			EarnBack: credit.EarnBack{Periods: 1, Target: ratio("1"), Share: ratio("1")},
			Chronic:  credit.Chronic{Misses: 1, Periods: 1}, Claim: credit.Claim{Days: 1},
		},
		{
			EarnBack: credit.EarnBack{Periods: 120, Target: ratio("1"), Share: ratio("1")},
			Chronic:  credit.Chronic{Misses: 1000, Periods: 1000}, Claim: credit.Claim{Days: 3660},
		},
	} {
		policy.EarnBack, policy.Chronic, policy.Claim = bounds.EarnBack, bounds.Chronic, bounds.Claim
		if err := policy.Validate(); err != nil {
			t.Error(err)
		}
	}
}

func TestFaultsOfTheObjectives(t *testing.T) {
	policy := by(steps)
	policy.Terms[0].Objectives = []logistics.ID{id("a"), {}, id("a")}
	policy.Terms = append(policy.Terms, policy.Terms[0], steps)
	policy.Terms[1].Objectives = []logistics.ID{id("b"), id("a")}
	want := []string{"/terms/0/objectives/1", "/terms/0/objectives/2", "/terms/1/objectives/1", "/terms/2/objectives"}
	if got := paths(policy.Validate()); !slices.Equal(got, want) {
		t.Errorf("faults at %q, want %q", got, want)
	}
}

func TestEveryFaultOfTheCharges(t *testing.T) {
	compiled, err := credit.Compile(by(shrink))
	if err != nil {
		t.Fatal(err)
	}
	of := func(change func(*fact)) fact {
		c := charge("a", 1, 1, "1 EUR")
		change(&c)
		return c
	}
	_, err = settleYear(compiled, logistics.MustPeriod("2025-03"), []fact{
		{},
		of(func(*fact) {}),
		charge("a", 1, 1, "-1 EUR"),
		charge("a", 1, 1, "1 USD"),
		charge("z", 1, 1, "1 EUR"),
		of(func(c *fact) { c.FailingValue = money("1 EUR") }),
		of(func(c *fact) {
			c.FailingValue, c.Value, c.Freight = money("1 USD"), money("-1 EUR"), money("1 USD")
		}),
		of(func(c *fact) { c.Points, c.Failing, c.Misses, c.Tally.Good = -1, -1, -1, -1 }),
		charge("a", 3, -1, "1 EUR"),
		charge("a", math.MaxInt64, 1, "1 EUR"),
		of(func(c *fact) { c.Invoice = id("R-1") }),
		of(func(c *fact) { c.Invoice = id("R-1") }),
		of(func(c *fact) { c.Verdict = logistics.Waived + 1 }),
	}, credit.Year{Credited: money("-1 EUR"), Charges: money("1 USD")})
	want := []string{
		"/charges/0/objective", "/charges/11/objective", "/charges/12/verdict", "/charges/4/objective",
		"/charges/5/value", "/charges/6/failing_value", "/charges/6/freight", "/charges/6/value", "/charges/7/failing",
		"/charges/7/misses", "/charges/7/points", "/charges/7/tally", "/charges/8/tally", "/charges/9/tally",
		"/invoices/0/amount", "/invoices/2/amount", "/invoices/3/amount", "/year/charges", "/year/credited",
	}
	if got := paths(err); !slices.Equal(got, want) {
		t.Errorf("faults at %q, want %q", got, want)
	}
	if _, err := settleBy(
		by(credit.Term{}), logistics.MustPeriod("2025-03"), nil,
	); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a bad schedule was settled: %v", err)
	}
	if _, err := settleBy(
		by(fee), logistics.MustPeriod("2025-03"), []fact{charge("a", 1, 1, "1 EUR")},
	); !slices.Equal(paths(err), []string{"/invoices/0/amount"}) {
		t.Errorf("charges in another currency than the fee: %v", err)
	}
	if _, err := settleYear(compiled,
		logistics.MustPeriod("2025-03"), nil, credit.Year{Credited: money("1 EUR"), Charges: money("1 USD")},
	); !slices.Equal(paths(err), []string{"/year/credited"}) {
		t.Errorf("a year in two currencies: %v", err)
	}
}

func TestEveryFaultOfABill(t *testing.T) {
	euro := credit.Invoice{ID: id("R-1"), Amount: money("1 EUR")}
	judged := credit.Charge{Objective: id("a"), Verdict: logistics.Met}
	other := judged
	other.Invoice = id("R-2")
	march := logistics.MustPeriod("2025-03")
	for _, c := range []struct {
		name string
		bill credit.Bill
		want []string
	}{
		{"nothing", credit.Bill{}, []string{"/period"}},
		{"no invoices", credit.Bill{Period: march, Charges: []credit.Charge{judged}}, []string{"/invoices"}},
		{
			"no verdict",
			credit.Bill{
				Period: march, Invoices: []credit.Invoice{euro}, Charges: []credit.Charge{{Objective: id("a")}},
			},
			[]string{"/charges/0/verdict"},
		},
		{
			"an invoice twice",
			credit.Bill{Period: march, Invoices: []credit.Invoice{euro, euro}},
			[]string{"/invoices/1/id"},
		},
		{
			"invoices without names",
			credit.Bill{Period: march, Invoices: []credit.Invoice{{Amount: euro.Amount}, euro, {Amount: euro.Amount}}},
			[]string{"/invoices/0/id", "/invoices/2/id"},
		},
		{
			"amounts",
			credit.Bill{Period: march, Invoices: []credit.Invoice{
				euro,
				{ID: id("R-2")},
				{ID: id("R-3"), Amount: money("-1 EUR")},
				{ID: id("R-4"), Amount: money("1 USD")},
			}},
			[]string{"/invoices/1/amount", "/invoices/2/amount", "/invoices/3/amount"},
		},
		{
			"a share of no invoice",
			credit.Bill{Period: march, Invoices: []credit.Invoice{euro}, Charges: []credit.Charge{other}},
			[]string{"/charges/0/invoice"},
		},
	} {
		if _, err := credit.Settle(by(steps), c.bill); !slices.Equal(paths(err), c.want) {
			t.Errorf("%s: faults at %q, want %q", c.name, paths(err), c.want)
		}
	}
}

func TestWhatIsTooLargeOrTooFineIsAFault(t *testing.T) {
	const huge = "9999999999999999999999999999999999 EUR" // as many digits as there can be
	finest := ratio("1/1000000007000000009")
	split := schedule()
	split.CapTotal = money("1 EUR")
	fine := by(with(atRisk, func(t *credit.Term) { t.AtRisk, t.Pool, t.Allocation = finest, finest, finest }))
	for _, c := range []struct {
		name   string
		policy credit.Schedule
		facts  []fact
		want   []string
	}{
		{"factors", fine, []fact{{Objective: id("a"), Charges: money("1 EUR"), Failing: 1}}, []string{"/charges/0"}},
		{
			"shortfall", by(with(shortfall, func(t *credit.Term) { t.Target = finest })),
			[]fact{charge("a", 0, math.MaxInt64, "1 EUR")},
			[]string{"/charges/0"},
		},
		{
			"allowance of a huge value", by(with(shrink, func(t *credit.Term) { t.Allowance = ratio("3%") })),
			[]fact{
				{Objective: id("a"), Charges: money("1 EUR"), FailingValue: money("1 EUR"), Value: money(huge)},
			},
			[]string{"/charges/0"},
		},
		{
			"allowance of huge failures", by(shrink),
			[]fact{
				{Objective: id("a"), Charges: money("1 EUR"), FailingValue: money(huge), Value: money("1 EUR")},
			},
			[]string{"/charges/0"},
		},
		{
			"sum of charges", schedule(),
			[]fact{charge("a", 1, 1, huge), charge("b", 1, 1, huge)},
			[]string{"/invoices/1/amount"},
		},
		{"split", split, []fact{charge("a", 1, 1, "400000000000000000 EUR")}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := settleBy(c.policy, logistics.MustPeriod("2025-03"), c.facts)
			if got := paths(err); !slices.Equal(got, c.want) || !errors.Is(err, logistics.ErrInvalid) {
				t.Errorf("faults at %q, want %q: %v", got, c.want, err)
			}
		})
	}
}

func TestFactorsAreReducedBeforeTheyAreTooFine(t *testing.T) {
	term := with(atRisk, func(t *credit.Term) {
		t.AtRisk, t.Pool = ratio("0.100000000000"), ratio("0.500000000000")
		t.Allocation = ratio("0.400000000000")
	})
	s, err := settleBy(
		by(term), logistics.MustPeriod("2025-03"),
		[]fact{{Objective: id("a"), Charges: money("100000 EUR"), Failing: 1}},
	)
	if err != nil || s.Total.String() != "2000.00 EUR" {
		t.Errorf("%s, %v", s.Total, err)
	}
}
