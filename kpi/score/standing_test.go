package score_test

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/score"
	"pgregory.net/rapid"
)

// field is a card with a month of several subjects.
type field struct {
	card    score.Card
	metrics []kpi.Metric
	months  [][]logistics.Observation
}

func anyField() *rapid.Generator[field] {
	return rapid.Custom(func(t *rapid.T) field {
		f := field{card: anyCard().Draw(t, "card")}
		f.card.Decimals = rapid.SampledFrom([]int{0, 1}).Draw(t, "tenths")
		for i := range rapid.IntRange(0, 5).Draw(t, "subjects") {
			var month []logistics.Observation
			f.metrics, month = measuredFor(t, f.card)
			for j := range month {
				month[j].Subject = logistics.MustID("S-" + strconv.Itoa(i))
				if month[j].Scale == 1 && month[j].Den > 0 {
					month[j].Num, month[j].Den = month[j].Num/month[j].Den*10, 10
				}
			}
			f.months = append(f.months, month)
		}
		return f
	})
}

func (f field) scores(t *rapid.T) []score.Score {
	grader, err := score.Compile(f.card, nil, f.metrics...)
	need(t, err)
	var scores []score.Score
	for i, month := range f.months {
		s, err := grader.Score(logistics.MustID("S-"+strconv.Itoa(i)), nobody, january, month)
		need(t, err)
		scores = append(scores, s)
	}
	return scores
}

func ranked(t *rapid.T, scores []score.Score) []score.Standing {
	standings, err := score.Rank(scores)
	need(t, err)
	return standings
}

// TestPlacesAgreeWithCounting the scores that are ahead.
func TestPlacesAgreeWithCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyField().Draw(t, "field")
		if len(f.months) == 0 {
			return
		}
		scores := f.scores(t)
		standings := ranked(t, scores)
		for i, s := range standings {
			place, total := 1, s.Score.Total
			for _, other := range scores {
				if order, err := other.Total.Cmp(total); err == nil && order > 0 {
					place++
				}
			}
			if total.IsZero() {
				place = 0
			}
			if s.Place != place {
				t.Fatalf("%v is at place %d, not %d", total, s.Place, place)
			}
			follows := i+1 < len(standings) && standings[i+1].Place > 0
			if follows != (s.Lead.Basis != "") || follows && s.Lead.Over != standings[i+1].Score.Subject {
				t.Fatalf("a lead of %+v", s.Lead)
			}
		}
		if diff := cmp.Diff(standings, ranked(t, rapid.Permutation(scores).Draw(t, "again"))); diff != "" {
			t.Fatal(diff)
		}
	})
}

// reweighed is the total of a score on the same card with another weight in a line.
func reweighed(s score.Score, metric logistics.ID, weight *big.Rat) *big.Rat {
	sum, weights := new(big.Rat), new(big.Rat)
	for _, l := range s.Lines {
		w := big.NewRat(l.Weight, 1)
		if l.Observation.Metric == metric {
			w = weight
		}
		if l.Points.IsZero() {
			continue
		}
		weights.Add(weights, w)
		sum.Add(sum, new(big.Rat).Mul(w, frac(l.Points)))
	}
	return sum.Quo(sum, weights)
}

func TestATurningWeightLevelsTheTwo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyField().Draw(t, "field")
		if len(f.months) == 0 {
			return
		}
		standings := ranked(t, f.scores(t))
		for i, s := range standings {
			if s.Lead.Basis != score.LeadByWeights {
				continue
			}
			next := standings[i+1].Score
			at := func(metric logistics.ID, weight *big.Rat) int {
				return reweighed(s.Score, metric, weight).Cmp(reweighed(next, metric, weight))
			}
			weight, now := frac(s.Lead.Weight), new(big.Rat)
			if weight.Sign() <= 0 || at(s.Lead.Metric, weight) != 0 {
				t.Fatalf("not level at %+v", s.Lead)
			}
			for _, l := range s.Score.Lines {
				if l.Observation.Metric == s.Lead.Metric {
					now.SetInt64(l.Weight)
				}
			}
			change := new(big.Rat).Sub(weight, now)
			further := new(big.Rat).Add(weight, new(big.Rat).Mul(change, big.NewRat(1, 1000)))
			if further.Sign() > 0 && at(s.Lead.Metric, further) >= 0 {
				t.Fatalf("not turned beyond %+v", s.Lead)
			}
			// A little less of a change to any line leaves them as they are.
			change.Abs(change).Mul(change, big.NewRat(999, 1000))
			for _, l := range s.Score.Lines {
				for _, sign := range []int64{-1, 1} {
					w := new(big.Rat).Mul(change, big.NewRat(sign, 1))
					if w.Add(w, big.NewRat(l.Weight, 1)); w.Sign() > 0 && at(l.Observation.Metric, w) <= 0 {
						t.Fatalf("a weight of %v in %v is enough, not %+v", w, l.Observation.Metric, s.Lead)
					}
				}
			}
		}
	})
}

func TestNoWeightsTurnAScoreThatDominates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyField().Draw(t, "field")
		if len(f.months) == 0 {
			return
		}
		standings := ranked(t, f.scores(t))
		for i := range f.card.Lines {
			f.card.Lines[i].Weight = rapid.Int64Range(1, 100).Draw(t, "another weight")
		}
		again := map[logistics.ID]score.Score{}
		for _, s := range f.scores(t) {
			again[s.Subject] = s
		}
		for i, s := range standings {
			if s.Lead.Basis != score.LeadDominates {
				continue
			}
			if order, _ := again[s.Score.Subject].Total.Cmp(again[standings[i+1].Score.Subject].Total); order <= 0 {
				t.Fatalf("%v was turned", s.Lead)
			}
		}
	})
}

func TestTheBasesOfALead(t *testing.T) {
	grader := graderOf(t, suppliers(), nil)
	month := func(subject string, onTime, inFull, returned, hours int64) score.Score {
		id := logistics.MustID(subject)
		s, err := grader.Score(id, nobody, january, monthOf(t, id, january, onTime, inFull, returned, hours))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	standings, err := score.Rank([]score.Score{
		month("F", -1, -1, -1, -1), month("A", 98, 98, 2, 60), month("B", 96, 98, 2, 60), month("C", 96, 98, 2, 60),
		month("D", 92, 99, 2, 60), month("E", 80, 90, -1, 60), month("G", -1, -1, -1, -1),
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range standings {
		line := strconv.Itoa(s.Place) + " " + s.Score.Subject.String() + " " + string(s.Lead.Basis)
		got = append(got, strings.TrimSpace(line+" "+s.Lead.Metric.String()+" "+s.Lead.Weight.String()))
	}
	// C leads D by 5 × (8/10 − 6/10) − 3 × (9/10 − 8/10) = 7/10, which on_time_delivery makes up for where it
	// weighs 5 − 7/10 ÷ 2/10.
	want := []string{
		"1 A dominates", "2 B level", "2 C weights on_time_delivery 3/2", "4 D unlike", "5 E", "0 F", "0 G",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := standings[2].Reasons()[1].Param("weight"); got != "5" {
		t.Errorf("the weight now is %s", got)
	}
	told := [][]logistics.Code{
		{score.StandingPlace, score.StandingDominates},
		{score.StandingPlace, score.StandingLevel},
		{score.StandingPlace, score.StandingByWeights},
		{score.StandingPlace, score.StandingUnlike},
		{score.StandingPlace},
		{score.StandingWithout},
		{score.StandingWithout},
	}
	for i, s := range standings {
		if diff := cmp.Diff(told[i], codes(s.Reasons())); diff != "" {
			t.Error(diff)
		}
		for _, r := range s.Reasons() {
			renders(t, r)
		}
	}
}

// TestNoWeightAtAllIsNotTold though it would be level: a line weighs something.
func TestNoWeightAtAllIsNotTold(t *testing.T) {
	card := suppliers()
	grader := graderOf(t, card, nil)
	var scores []score.Score
	for i, month := range [][4]int64{{98, 93, 2, 60}, {92, 98, 8, 60}} {
		s, err := grader.Score(subjects[i], nobody, january, monthOf(
			t, subjects[i], january, month[0], month[1], month[2], month[3],
		))
		if err != nil {
			t.Fatal(err)
		}
		scores = append(scores, s)
	}
	standings, err := score.Rank(scores)
	if err != nil {
		t.Fatal(err)
	}
	// The lead is 5 × 3/10 − 3 × 5/10 + 2 × 6/10 = 12/10: all of what return_rate gives, where the two differ
	// most. The next is in_full, at 3 + 12/10 ÷ 5/10.
	if lead := standings[0].Lead; lead.Metric.String() != "in_full" || lead.Weight.String() != "27/5" {
		t.Errorf("%+v", lead)
	}
}

func TestRankRefusesWhatDoesNotBelongTogether(t *testing.T) {
	month := func(card score.Card, subject logistics.ID, period logistics.Period) score.Score {
		s, err := graderOf(t, card, nil).Score(subject, nobody, period, monthOf(t, subject, period, 93, 97, 4, 30))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := month(suppliers(), subjects[0], january)
	other, reweighted := suppliers(), suppliers()
	other.ID, reweighted.Lines[1].Weight = logistics.MustID("carriers"), 4
	second := func() score.Score { return month(suppliers(), subjects[1], january) }
	raised, broken, weightless := second(), second(), second()
	raised.Total = logistics.MustRatio("1")
	broken.Lines[0].Points = logistics.Ratio{}
	for i := range weightless.Lines {
		weightless.Lines[i].Weight = 0
	}
	one := func(points string, weight int64) score.Score {
		s := month(suppliers(), subjects[1], january)
		s.Lines = s.Lines[:1]
		s.Lines[0].Points, s.Lines[0].Weight, s.Total = logistics.MustRatio(points), weight, logistics.MustRatio(points)
		return s
	}
	for _, fine := range []score.Score{one("0/1", 1), one("1/1", 1_000_000)} {
		if _, err := score.Rank([]score.Score{fine}); err != nil {
			t.Error(err)
		}
	}
	for _, c := range []struct {
		second score.Score
		path   string
		code   logistics.FaultCode
	}{
		{month(suppliers(), subjects[0], january), "/scores/1/subject", duplicate},
		{month(suppliers(), subjects[1], february), "/scores/1/period", mismatch},
		{month(other, subjects[1], january), "/scores/1/card", mismatch},
		{month(reweighted, subjects[1], january), "/scores/1/card", mismatch},
		{raised, "/scores/1/total", conflict},
		{broken, "/scores/1/total", conflict},
		{weightless, "/scores/1/total", conflict},
		{one("-1/2", 1), "/scores/1/total", conflict},
		{one("3/2", 1), "/scores/1/total", conflict},
		{one("1/3", 1), "/scores/1/total", conflict}, // more decimals than the card gives
		{one("1/2", 0), "/scores/1/total", conflict},
		{one("1/2", 1_000_001), "/scores/1/total", conflict},
		{score.Score{}, "/scores/1/total", conflict},
	} {
		_, err := score.Rank([]score.Score{first, c.second})
		wantFault(t, err, c.path, c.code)
	}
	if standings, err := score.Rank(nil); err != nil || standings == nil || len(standings) != 0 {
		t.Errorf("of nothing: %v, %v", standings, err)
	}
}

func TestARankingKeepsNothingItWasGiven(t *testing.T) {
	s, err := graderOf(t, suppliers(), nil).Score(subjects[0], nobody, january, monthOf(
		t, subjects[0], january, 93, 97, 4, 30,
	))
	if err != nil {
		t.Fatal(err)
	}
	scores := []score.Score{s}
	standings, err := score.Rank(scores)
	if err != nil {
		t.Fatal(err)
	}
	before := slices.Clone(standings[0].Score.Lines)
	scores[0].Lines[0].Weight = 99
	if diff := cmp.Diff(before, standings[0].Score.Lines); diff != "" {
		t.Error(diff)
	}
}
