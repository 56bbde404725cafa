package credit_test

import (
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/credit"
)

// told is one period of a story: its statement, and the reasons as sentences; of a correction also what it
// changes.
type told struct {
	Statement  credit.Statement   `json:"statement"`
	Difference *credit.Difference `json:"difference,omitempty"`
	Sentences  []string           `json:"sentences"`
}

// Each story is a schedule and some periods, and corrections of the first of them where there are some. Its page
// works the totals by hand and lists them in its last line, which has to agree.
func TestStories(t *testing.T) {
	for _, story := range golden.Cases(t, "testdata/stories") {
		t.Run(story.Name, func(t *testing.T) {
			policy, err := credit.DecodeSchedule(story.Read(t, "schedule.json"))
			if err != nil {
				t.Fatal(err)
			}
			compiled, err := credit.Compile(policy)
			if err != nil {
				t.Fatal(err)
			}
			statements, _, err := compiled.Simulate(billsOf(t, story, "bills.json"))
			if err != nil {
				t.Fatal(err)
			}
			var all []told
			for _, statement := range statements {
				all = append(all, told{Statement: statement, Sentences: statement.Sentences(logistics.Language{})})
			}
			if story.Has("corrections.json") {
				all = append(all, correct(t, compiled, statements[0], billsOf(t, story, "corrections.json"))...)
			}
			var totals []string
			for _, one := range all {
				totals = append(totals, one.Statement.Total.String())
			}
			if owed := "\nOwed: " + strings.Join(totals, ", ") + "\n"; !strings.HasSuffix(
				string(story.Read(t, "README.md")), owed,
			) {
				t.Errorf("the page does not end with %q", owed)
			}
			story.Expect(t, all)
		})
	}
}

// billsOf reads bills in their present form only, so that a misspelt field is not passed over.
func billsOf(t *testing.T, story golden.Case, file string) []credit.Bill {
	t.Helper()
	type present credit.Bill
	var read []present
	story.Decode(t, file, &read)
	bills := make([]credit.Bill, len(read))
	for i := range read {
		bills[i] = credit.Bill(read[i])
	}
	return bills
}

// correct tells the corrections of a statement, each against the version before.
func correct(t *testing.T, compiled *credit.Biller, closed credit.Statement, corrections []credit.Bill) []told {
	t.Helper()
	var all []told
	for _, bill := range corrections {
		next, difference, err := compiled.Revise(closed, bill)
		if err != nil {
			t.Fatal(err)
		}
		english := logistics.Language{}
		all = append(all, told{
			next, &difference, append(next.Sentences(english), difference.Sentences(english)...),
		})
		closed = next
	}
	return all
}

// A year that rolls, of which the account has not seen all: the days before the first use are deemed
// good, and downtime that was credited is taken out of what is judged afterwards.
func TestARollingYearIsATally(t *testing.T) {
	const slots = 288 // of five minutes in a day
	policy := schedule()
	policy.Steps = []credit.Step{{Below: ratio("99.95%"), Credit: ratio("10%")}}
	beforeUse := logistics.Tally{}.Count(logistics.Met, (365-100)*slots)
	used := logistics.Tally{}.Count(logistics.Met, 99*slots).Count(logistics.Missed, slots)
	year := fact{Objective: id("uptime"), Tally: beforeUse.Merge(used), Charges: money("1000 USD")}
	s, err := settleBy(policy, logistics.MustPeriod("2008-11"), []fact{year})
	if err != nil || s.Lines[0].Attainment != ratio("104832/105120") || s.Total.String() != "100.00 USD" {
		t.Fatalf("%s: %s, %v", s.Lines[0].Attainment, s.Total, err)
	}
	year.Tally = year.Tally.Sub(logistics.Tally{Bad: slots}).Count(logistics.Met, slots)
	if s, err = settleBy(policy, logistics.MustPeriod("2008-12"), []fact{year}); err != nil ||
		s.Total.Sign() != 0 || s.Lines[0].Attainment != ratio("105120/105120") {
		t.Errorf("the downtime was credited twice: %s of %s, %v", s.Total, s.Lines[0].Attainment, err)
	}
}

// Goods that have not come 30 days after the agreed limit may be treated as lost (CMR article 20(1)):
// until that date there is a delay, capped at the carriage charges, and from then on a total loss.
func TestDeemedLostIsAnObjectiveOfItsOwn(t *testing.T) {
	policy := by(with(goods, func(t *credit.Term) { t.Share, t.CapShare = ratio("1"), ratio("1") }))
	policy.Terms[0].Objectives = []logistics.ID{id("delay")}
	loss := with(goods, func(t *credit.Term) { t.Share, t.Objectives = ratio("1"), []logistics.ID{id("loss")} })
	policy.Terms = append(policy.Terms, loss)
	limit := logistics.MustDate("2025-03-03")
	for _, c := range []struct{ days, owed string }{
		{"2025-04-02", "900.00 EUR"}, // 30 days past the limit
		{"2025-04-03", "8000.00 EUR"},
	} {
		objective := id("delay")
		if logistics.MustDate(c.days).Compare(limit.AddDays(30)) > 0 {
			objective = id("loss")
		}
		s, err := settleBy(policy, logistics.MustPeriod("2025-04"), []fact{{
			Objective: objective, Charges: money("900 EUR"), FailingValue: money("8000 EUR"),
		}})
		if err != nil || s.Total.String() != c.owed {
			t.Errorf("on %s: %s, %v; want %s", c.days, s.Total, err, c.owed)
		}
	}
}
