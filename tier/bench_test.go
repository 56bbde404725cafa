package tier_test

import (
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/tier"
)

// reviewed is a year of one customer, month by month.
func reviewed() tier.Facts {
	facts := tier.Facts{Customer: customer}
	for range 12 {
		facts.Observations = append(
			facts.Observations,
			observe("margin_per_month", 420_000, 1, 2),
			observe("orders_per_month", 9, 1, 0),
			observe("paid_on_time", 11, 12, 0),
			observe("return_rate", 2, 100, 0),
		)
	}
	return facts
}

func evaluator(t testing.TB) *tier.Assessor {
	t.Helper()
	e, err := tier.Compile(tier.DefaultScheme())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestAssessAllocatesItsContributionsOnly has one allocation: the list that is handed out.
func TestAssessAllocatesItsContributionsOnly(t *testing.T) {
	e, facts := evaluator(t), reviewed()
	if got := testing.AllocsPerRun(100, func() {
		if _, err := e.Assess(facts, asOf); err != nil {
			t.Fatal(err)
		}
	}); got > 1 {
		t.Errorf("Assess allocates %v times", got)
	}
}

func TestManyCriteriaAreAssessedAsFewAre(t *testing.T) {
	s := tier.DefaultScheme()
	facts := tier.Facts{Customer: customer}
	base := s.Criteria[1]
	s.Criteria = nil
	for i := range 40 {
		c := base
		c.Metric = logistics.MustID("M-" + string(rune('A'+i%26)) + string(rune('A'+i/26)))
		s.Criteria = append(s.Criteria, c)
		facts.Observations = append(facts.Observations, observe(c.Metric.String(), 8, 1, 0))
	}
	a, err := tier.Assess(s, facts, asOf)
	if err != nil || a.Tier.String() != "key" || a.Score != ratio(40*20*75, 40*20*100) {
		t.Errorf("%v in %v, %v", a.Score, a.Tier, err)
	}
}

func BenchmarkAssess(b *testing.B) {
	e := evaluator(b)
	for name, facts := range map[string]tier.Facts{
		"year":   {Customer: customer, Observations: reviewed().Observations[:4]},
		"months": reviewed(),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Assess(facts, asOf); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAssessAndExplain(b *testing.B) {
	e, facts := evaluator(b), reviewed()
	b.ReportAllocs()
	for b.Loop() {
		a, err := e.Assess(facts, asOf)
		if err != nil || len(a.Reasons()) == 0 {
			b.Fatal(err)
		}
	}
}

// BenchmarkCalibration is a fixed loop, to hold the others against on another machine.
func BenchmarkCalibration(b *testing.B) {
	x := uint64(1)
	for range b.N {
		for range 100 {
			x = x*6364136223846793005 + 1442695040888963407
		}
	}
	if x == 0 {
		b.Fatal("cannot be")
	}
}
