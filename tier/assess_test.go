package tier_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"strconv"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/tier"
	"pgregory.net/rapid"
)

var (
	customer = logistics.MustID("C-1")
	asOf     = time.Date(2025, 4, 1, 0, 0, 0, 0, time.UTC)
)

// isFault reports whether err holds a fault of the path and code.
func isFault(err error, path string, code logistics.FaultCode) bool {
	var many logistics.Faults
	if errors.As(err, &many) {
		for _, e := range many {
			if e.Path == path && e.Code == code {
				return true
			}
		}
	}
	var one *logistics.FieldError
	return errors.As(err, &one) && one.Path == path && one.Code == code
}

func wantFault(t *testing.T, err error, path string, code logistics.FaultCode) {
	t.Helper()
	if !isFault(err, path, code) {
		t.Errorf("got %v, want %s at %q", err, code, path)
	}
}

func need(t *rapid.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func observe(metric string, num, den int64, scale int) logistics.Observation {
	return logistics.Observation{
		Metric: logistics.MustID(metric), Version: 1, Subject: customer, Period: logistics.MustPeriod("2025-03"),
		Num: num, Den: den, Scale: scale,
	}
}

// anyScheme has up to four criteria, with small numbers so that scores meet the edges of tiers.
func anyScheme() *rapid.Generator[tier.Scheme] {
	return rapid.Custom(func(t *rapid.T) tier.Scheme {
		s := tier.DefaultScheme()
		s.Tiers = s.Tiers[:0]
		froms := rapid.SliceOfNDistinct(rapid.Int64Range(1, 20), 0, 4, rapid.ID[int64]).Draw(t, "froms")
		top := int64(0)
		for _, n := range froms {
			top += n
		}
		left := top
		for i, n := range froms {
			s.Tiers = append(
				s.Tiers, tier.Tier{ID: logistics.MustID("T-" + strconv.Itoa(i)), Name: "tier", From: ratio(left, top)},
			)
			left -= n
		}
		s.Tiers = append(s.Tiers, tier.Tier{ID: logistics.MustID("rest"), Name: "tier", From: ratio(0, 1)})
		s.Criteria = s.Criteria[:0]
		for i := range rapid.IntRange(1, 4).Draw(t, "criteria") {
			s.Criteria = append(s.Criteria, anyCriterion(i).Draw(t, "criterion"))
		}
		need(t, s.Validate())
		return s
	})
}

func anyCriterion(i int) *rapid.Generator[tier.Criterion] {
	return rapid.Custom(func(t *rapid.T) tier.Criterion {
		c := tier.Criterion{
			Metric: logistics.MustID("M-" + strconv.Itoa(i)), MetricVersion: 1,
			Weight: rapid.Int64Range(1, 5).Draw(t, "weight"),
			Direction: rapid.SampledFrom(
				[]logistics.Direction{logistics.HigherIsBetter, logistics.LowerIsBetter},
			).Draw(t, "direction"),
			Missing: rapid.SampledFrom([]tier.MissingRule{tier.NoPoints, tier.Exclude, tier.Refuse}).Draw(t, "missing"),
		}
		points := rapid.Int64Range(20, 100).Draw(t, "points")
		bound := rapid.Int64Range(-5, 5).Draw(t, "bound")
		for range rapid.IntRange(1, 4).Draw(t, "bands") {
			c.Bands = append(c.Bands, tier.Band{Bound: ratio(bound, 3), Points: points})
			step := rapid.Int64Range(1, 4).Draw(t, "step")
			if c.Direction == logistics.LowerIsBetter {
				step = -step
			}
			bound -= step
			points -= rapid.Int64Range(1, 5).Draw(t, "fewer")
		}
		return c
	})
}

func ratio(num, den int64) logistics.Ratio {
	r, err := logistics.NewRatio(num, den)
	if err != nil {
		panic(err)
	}
	return r
}

// anyFacts has some observations of each metric the scheme insists on, and of most others.
func anyFacts(s tier.Scheme) *rapid.Generator[tier.Facts] {
	return rapid.Custom(func(t *rapid.T) tier.Facts {
		facts := tier.Facts{Customer: customer}
		for i, c := range s.Criteria {
			least := 0
			if c.Missing == tier.Refuse || i == 0 {
				least = 1 // one criterion always has data
			}
			for range rapid.IntRange(least, 3).Draw(t, "observations") {
				facts.Observations = append(facts.Observations, observe(c.Metric.String(),
					rapid.Int64Range(-30, 30).Draw(t, "num"), rapid.Int64Range(1, 5).Draw(t, "den"), 0))
			}
		}
		return facts
	})
}

func assess(t *rapid.T, s tier.Scheme, facts tier.Facts) tier.Assessment {
	t.Helper()
	a, err := tier.Assess(s, facts, asOf)
	need(t, err)
	return a
}

func rank(s tier.Scheme, id logistics.ID) int {
	for i, t := range s.Tiers {
		if t.ID == id {
			return i
		}
	}
	return -1
}

func rat(r logistics.Ratio) *big.Rat { return big.NewRat(r.Num(), r.Den()) }

// naive scores in fractions, from the scheme as it is written.
func naive(s tier.Scheme, facts tier.Facts) (score *big.Rat, id logistics.ID) {
	top, bottom := new(big.Rat), new(big.Rat)
	for _, c := range s.Criteria {
		num, den := int64(0), int64(0)
		for _, o := range facts.Observations {
			if o.Metric == c.Metric {
				num, den = num+o.Num, den+o.Den
			}
		}
		if den == 0 && c.Missing == tier.Exclude {
			continue
		}
		best := int64(0)
		for _, band := range c.Bands {
			if den == 0 {
				continue
			}
			order := big.NewRat(num, den).Cmp(rat(band.Bound))
			if c.Direction == logistics.LowerIsBetter {
				order = -order
			}
			if order >= 0 && band.Points > best {
				best = band.Points
			}
		}
		top.Add(top, big.NewRat(c.Weight*best, 1))
		bottom.Add(bottom, big.NewRat(c.Weight*100, 1))
	}
	score = top.Quo(top, bottom)
	for i := len(s.Tiers) - 1; i >= 0; i-- {
		if score.Cmp(rat(s.Tiers[i].From)) >= 0 {
			id = s.Tiers[i].ID
		}
	}
	return score, id
}

func TestAssessmentAgreesWithTheNaiveOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme().Draw(t, "scheme")
		facts := anyFacts(s).Draw(t, "facts")
		a := assess(t, s, facts)
		score, id := naive(s, facts)
		if rat(a.Score).Cmp(score) != 0 || a.Tier != id {
			t.Fatalf("%v in %v; want %v in %v", a.Score, a.Tier, score, id)
		}
	})
}

func TestContributionsSumToTheScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme().Draw(t, "scheme")
		a := assess(t, s, anyFacts(s).Draw(t, "facts"))
		sum := int64(0)
		for _, c := range a.Contributions {
			if c.Share.IsZero() {
				continue
			}
			if c.Share.Den() != a.Score.Den() {
				t.Fatalf("%v over another denominator than %v", c.Share, a.Score)
			}
			sum += c.Share.Num()
		}
		if sum != a.Score.Num() {
			t.Fatalf("the contributions come to %d, the score is %v", sum, a.Score)
		}
	})
}

func TestBetterFactsNeverLowerTheTier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme().Draw(t, "scheme")
		facts := anyFacts(s).Draw(t, "facts")
		before := assess(t, s, facts)
		i := rapid.IntRange(0, len(facts.Observations)-1).Draw(t, "which")
		more := rapid.Int64Range(0, 40).Draw(t, "more")
		for _, c := range s.Criteria {
			if c.Metric == facts.Observations[i].Metric && c.Direction == logistics.LowerIsBetter {
				more = -more
			}
		}
		facts.Observations[i].Num += more
		after := assess(t, s, facts)
		if order, err := after.Score.Cmp(before.Score); err != nil || order < 0 ||
			rank(s, after.Tier) > rank(s, before.Tier) {
			t.Fatalf("better facts move %v in %v to %v in %v", before.Score, before.Tier, after.Score, after.Tier)
		}
	})
}

func TestObservationsAreAddedAndNotAveraged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme().Draw(t, "scheme")
		facts := anyFacts(s).Draw(t, "facts")
		split := tier.Facts{Customer: customer}
		for _, o := range facts.Observations {
			part := o
			part.Num, part.Den = rapid.Int64Range(-50, 50).Draw(t, "num"), rapid.Int64Range(0, o.Den-1).Draw(t, "den")
			if part.Den == 0 {
				part.Num = 0
			}
			o.Num, o.Den = o.Num-part.Num, o.Den-part.Den
			split.Observations = append(split.Observations, part, o)
		}
		split.Observations = rapid.Permutation(split.Observations).Draw(t, "shuffled")
		// What nobody asks for is passed over.
		split.Observations = append(split.Observations, observe("something_else", 1, 2, 3))
		if x, y := text(t, assess(t, s, facts)), text(t, assess(t, s, split)); x != y {
			t.Fatalf("at once %s, in parts %s", x, y)
		}
	})
}

func text(t *rapid.T, a tier.Assessment) string {
	data, err := json.Marshal(a)
	need(t, err)
	return string(data)
}

func TestOnlyTheProportionOfWeightsMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme().Draw(t, "scheme")
		facts := anyFacts(s).Draw(t, "facts")
		before := assess(t, s, facts)
		times := rapid.Int64Range(1, 1000).Draw(t, "times")
		for i := range s.Criteria {
			s.Criteria[i].Weight *= times
		}
		after := assess(t, s, facts)
		if order, err := after.Score.Cmp(before.Score); err != nil || order != 0 || after.Tier != before.Tier {
			t.Fatalf("%v in %v becomes %v in %v", before.Score, before.Tier, after.Score, after.Tier)
		}
	})
}

// bestOf replaces what is known of a metric by one observation of a value.
func bestOf(facts tier.Facts, metric logistics.ID, value logistics.Ratio) tier.Facts {
	changed := tier.Facts{Customer: customer}
	for _, o := range facts.Observations {
		if o.Metric != metric {
			changed.Observations = append(changed.Observations, o)
		}
	}
	changed.Observations = append(changed.Observations, observe(metric.String(), value.Num(), value.Den(), 0))
	return changed
}

func TestAStepReachesTheNextTier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme().Draw(t, "scheme")
		facts := anyFacts(s).Draw(t, "facts")
		a := assess(t, s, facts)
		steps := map[logistics.ID]tier.Improvement{}
		for _, step := range a.Improvements() {
			steps[step.Metric] = step
		}
		for _, c := range s.Criteria {
			for _, band := range c.Bands {
				after := assess(t, s, bestOf(facts, c.Metric, band.Bound))
				reaches := rank(s, after.Tier) < rank(s, a.Tier)
				step, ok := steps[c.Metric]
				switch {
				case reaches && !ok:
					t.Fatalf("%v at %v reaches %v, and is no step", c.Metric, band.Bound, after.Tier)
				case ok && band.Points >= step.Points && !reaches:
					t.Fatalf("%v at %v does not reach the tier above %v", c.Metric, band.Bound, a.Tier)
				case ok && band.Points < step.Points && reaches:
					t.Fatalf("%v at %v is enough; the step asks for %v", c.Metric, band.Bound, step.Bound)
				}
			}
		}
		if a.Next.Tier.IsZero() != (rank(s, a.Tier) == 0) || a.Next.Tier.IsZero() && len(steps) > 0 {
			t.Fatalf("next %v, steps %v in %v", a.Next, steps, a.Tier)
		}
	})
}

func TestWhatIsLackingIsEnoughAndNoMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme().Draw(t, "scheme")
		a := assess(t, s, anyFacts(s).Draw(t, "facts"))
		if a.Next.Tier.IsZero() {
			return
		}
		enough := ratio(a.Score.Num()+a.Next.Lacking, a.Score.Den())
		short := ratio(a.Score.Num()+a.Next.Lacking-1, a.Score.Den())
		if !enough.AtLeast(a.Next.From) || short.AtLeast(a.Next.From) || a.Next.Lacking < 1 {
			t.Fatalf("%d lack from %v to %v", a.Next.Lacking, a.Score, a.Next.From)
		}
		for _, r := range a.Reasons() {
			if r.Code != tier.NextTier {
				continue
			}
			told := rat(logistics.MustRatio(r.Param("short")))
			if told.Add(told, rat(a.Score)).Cmp(rat(enough)) != 0 {
				t.Fatalf("%v is told to be %s short of %v", a.Score, r.Param("short"), enough)
			}
		}
	})
}

// tierFrom recomputes the tier from the reasons alone.
func tierFrom(t *rapid.T, reasons []logistics.Reason) string {
	top, bottom := int64(0), int64(0)
	number := func(r logistics.Reason, name string) int64 {
		n, err := strconv.ParseInt(r.Param(name), 10, 64)
		need(t, err)
		return n
	}
	score := func() logistics.Ratio { return ratio(top, bottom) }
	reached := ""
	for _, r := range reasons {
		switch r.Code {
		case tier.BandReached:
			top += number(r, "weight") * number(r, "points")
			bottom += number(r, "weight") * 100
		case tier.NoBand, tier.NoData:
			bottom += number(r, "weight") * 100
		case tier.LeftOut, tier.OneImprovement:
		case tier.Reached:
			if !score().AtLeast(logistics.MustRatio(r.Param("from"))) {
				t.Fatalf("%v is not enough for %v", score(), r)
			}
			reached = r.Param("tier")
		case tier.NextTier:
			if score().AtLeast(logistics.MustRatio(r.Param("from"))) {
				return r.Param("tier")
			}
		default:
			t.Fatalf("an unknown reason %v", r)
		}
	}
	return reached
}

func TestReasonsSuffice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme().Draw(t, "scheme")
		a := assess(t, s, anyFacts(s).Draw(t, "facts"))
		if got := tierFrom(t, a.Reasons()); got != a.Tier.String() {
			t.Fatalf("the reasons say %s, the assessment %v", got, a.Tier)
		}
	})
}

func TestReasonsOfAnySchemeRender(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme().Draw(t, "scheme")
		a := assess(t, s, anyFacts(s).Draw(t, "facts"))
		told := a.Sentences(logistics.Language{})
		for i, r := range a.Reasons() {
			text, err := tier.Reasons().Render(r, logistics.Language{})
			if fault := sentences.NotPlain(text); err != nil || fault != "" || text != told[i] {
				t.Fatalf("%+v renders as %q, %q: %v %s", r, text, told[i], err, fault)
			}
		}
	})
}

// TestEveryReasonIsASentence reviews four customers under the default scheme, and under one without names.
func TestEveryReasonIsASentence(t *testing.T) {
	var given []logistics.Reason
	review := func(s tier.Scheme, observations ...logistics.Observation) {
		a, err := tier.Assess(s, tier.Facts{Customer: customer, Observations: observations}, asOf)
		if err != nil {
			t.Fatal(err)
		}
		given = append(given, a.Reasons()...)
	}
	s := tier.DefaultScheme()
	review(
		s, observe("margin_per_month", 9_036_390, 1200, 0), observe("paid_on_time", 11, 12, 0),
		observe("return_rate", 2, 100, 0),
	)
	review(s, observe("margin_per_month", 250, 1, 0), observe("return_rate", 60_001, 1_000_000, 0))
	review(s, observe("orders_per_month", 47, 3, 0), observe("paid_on_time", 749, 1000, 0))
	unnamed := tier.DefaultScheme()
	unnamed.Criteria[1].Name, unnamed.Criteria[1].Weight = "", 1
	unnamed.Criteria[1].Bands[3].Points, unnamed.Criteria[1].Bands[0].Points = 1, 99
	review(unnamed, observe("orders_per_month", 1, 1, 0))
	sentences.Golden(t, tier.Reasons(), given...)
}

// TestNamesCanBeTranslated: a translation names the metrics and the tiers of a scheme by their ids.
func TestNamesCanBeTranslated(t *testing.T) {
	german, err := logistics.NewLanguage(logistics.Translation{
		Language: "de",
		Texts: map[logistics.Code]string{
			tier.Reached: "Der Wert von {score} erreicht die Stufe {tier}, die bei {from} beginnt.",
		},
		Terms: map[string]logistics.Wording{"standard": {Name: "Standardkunde"}},
	}, logistics.Translation{
		Language: "de",
		Texts:    map[logistics.Code]string{"logistics.points": "{n, plural, one {# Punkt} other {# Punkten}}"},
	})
	if err != nil {
		t.Fatal(err)
	}
	a, err := tier.Assess(tier.DefaultScheme(), tier.Facts{
		Customer: customer, Observations: []logistics.Observation{observe("margin_per_month", 2500, 1, 0)},
	}, asOf)
	if err != nil {
		t.Fatal(err)
	}
	want := "Der Wert von 33,3 Punkten erreicht die Stufe Standardkunde, die bei 0 Punkten beginnt."
	if told := a.Sentences(german); told[4] != want {
		t.Errorf("%q, want %q", told[4], want)
	}
}

func TestInputIsNeitherKeptNorChanged(t *testing.T) {
	s := tier.DefaultScheme()
	e, err := tier.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	facts := tier.Facts{
		Customer: customer, Observations: []logistics.Observation{observe("margin_per_month", 12_000, 1, 0)},
	}
	before, err := e.Assess(facts, asOf)
	if err != nil {
		t.Fatal(err)
	}
	s.Criteria[0].Bands[0] = tier.Band{}
	s.Criteria[0].Weight, s.Tiers[0].From = 1, ratio(1, 1)
	after, err := e.Assess(facts, asOf)
	if err != nil || after.Tier != before.Tier || after.Score != before.Score {
		t.Errorf("%v in %v was %v in %v, %v", after.Score, after.Tier, before.Score, before.Tier, err)
	}
}
