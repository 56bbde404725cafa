package score_test

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/score"
	"pgregory.net/rapid"
)

// monthOf is a hundred cases of each metric of the suppliers' card, with so many of the sort or hours
// taken; below zero there is no observation.
func monthOf(
	t testing.TB, subject logistics.ID, period logistics.Period, onTime, inFull, returned, hours int64,
) []logistics.Observation {
	t.Helper()
	var observations []logistics.Observation
	for i, num := range []int64{onTime, inFull, returned, 1000 * hours} {
		if num < 0 {
			continue
		}
		o := figureOf(metric(t, suppliers().Lines[i].Metric.String()), period, num, 100)
		o.Subject = subject
		observations = append(observations, o)
	}
	return observations
}

// played is a card with what was measured for it.
type played struct {
	card         score.Card
	metrics      []kpi.Metric
	observations []logistics.Observation // of the first subject in January
}

func (p played) score(t *rapid.T) score.Score {
	grader, err := score.Compile(p.card, nil, p.metrics...)
	need(t, err)
	score, err := grader.Score(subjects[0], nobody, january, p.observations)
	need(t, err)
	return score
}

func anyCard() *rapid.Generator[score.Card] {
	return rapid.Custom(func(t *rapid.T) score.Card {
		card := suppliers()
		card.Lines = rapid.Permutation(card.Lines).Draw(t, "lines")[:rapid.IntRange(1, 4).Draw(t, "number of lines")]
		for i := range card.Lines {
			l := &card.Lines[i]
			l.Weight = rapid.Int64Range(1, 5).Draw(t, "weight")
			if rapid.Bool().Draw(t, "no red line") {
				l.RedLine = logistics.Ratio{}
			}
		}
		card.Missing = rapid.SampledFrom([]score.MissingRule{
			score.MissingLeftOut, score.MissingIsWorst, score.MissingWithholds,
		}).Draw(t, "missing")
		card.Decimals = rapid.SampledFrom([]int{0, 0, 1, 3}).Draw(t, "decimals")
		return card
	})
}

// measuredFor is a month of a card, in which something may not have been measured.
func measuredFor(t *rapid.T, card score.Card) (metrics []kpi.Metric, observations []logistics.Observation) {
	for _, l := range card.Lines {
		m, _ := kpi.Lookup(l.Metric)
		metrics = append(metrics, m)
		how := rapid.SampledFrom([]string{"well", "well", "badly", "not", "no data"}).Draw(t, "measured")
		if how == "not" {
			continue
		}
		den := rapid.Int64Range(1, 40).Draw(t, "cases")
		few := rapid.Int64Range(0, den/8).Draw(t, "few")
		if how == "badly" {
			few = rapid.Int64Range(0, den).Draw(t, "many")
		}
		o := figureOf(m, january, few, den)
		switch {
		case how == "no data":
			o.Num, o.Den = 0, 0
		case m.Kind == kpi.KindMean:
			o.Num = den * rapid.Int64Range(200, 1000).Draw(t, "tenths")
		case m.Direction == logistics.HigherIsBetter:
			o.Num = den - few
		}
		if rapid.Bool().Draw(t, "waived") {
			o = o.Excluding("waived", 1)
		}
		observations = append(observations, o)
	}
	return metrics, rapid.Permutation(observations).Draw(t, "observations")
}

func anyPlayed() *rapid.Generator[played] {
	return rapid.Custom(func(t *rapid.T) played {
		card := anyCard().Draw(t, "card")
		metrics, observations := measuredFor(t, card)
		return played{card, metrics, observations}
	})
}

// frac is a ratio for sums; no data is nought.
func frac(r logistics.Ratio) *big.Rat {
	if r.IsZero() {
		return new(big.Rat)
	}
	return big.NewRat(r.Num(), r.Den())
}

func equal(a, b logistics.Ratio) bool { return a.IsZero() == b.IsZero() && frac(a).Cmp(frac(b)) == 0 }

func TestContributionsSumToTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlayed().Draw(t, "card")
		s := p.score(t)
		sum := new(big.Rat)
		for _, l := range s.Lines {
			sum.Add(sum, frac(l.Contribution))
			if l.Points.Num() < 0 || l.Points.Num() > l.Points.Den() || l.Points.IsZero() != l.Contribution.IsZero() {
				t.Fatalf("%v points, contribution %v", l.Points, l.Contribution)
			}
		}
		if !s.Total.IsZero() && sum.Cmp(frac(s.Total)) != 0 {
			t.Fatalf("the contributions are %v, the total %v", sum, s.Total)
		}
	})
}

func TestABetterValueNeverLowersTheScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlayed().Draw(t, "card")
		i := rapid.IntRange(0, 3).Draw(t, "which")
		if i >= len(p.observations) || p.observations[i].Den == 0 {
			return // there is nothing to better
		}
		before := p.score(t)
		p.observations = slices.Clone(p.observations)
		o := &p.observations[i]
		better := rapid.Int64Range(0, o.Den).Draw(t, "by")
		m, _ := kpi.Lookup(o.Metric)
		if m.Direction == logistics.HigherIsBetter {
			o.Num = min(o.Num+better, o.Den)
		} else {
			o.Num = max(o.Num-better, 0)
		}
		after := p.score(t)
		if order, err := after.Total.Cmp(before.Total); err == nil && order < 0 ||
			before.Total.IsZero() != after.Total.IsZero() {
			t.Fatalf("from %v down to %v", before.Total, after.Total)
		}
		if after.Colour < before.Colour {
			t.Fatalf("from %v down to %v", before.Colour, after.Colour)
		}
	})
}

func TestUnitsOfWeightDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlayed().Draw(t, "card")
		before := p.score(t)
		factor := rapid.Int64Range(2, 1000).Draw(t, "factor")
		p.card.Lines = slices.Clone(p.card.Lines)
		for i := range p.card.Lines {
			p.card.Lines[i].Weight *= factor
		}
		after := p.score(t)
		if !equal(before.Total, after.Total) || before.Colour != after.Colour || !equal(
			before.Measured, after.Measured,
		) {
			t.Fatalf("%v %v, times %d %v %v", before.Total, before.Colour, factor, after.Total, after.Colour)
		}
		for i, l := range before.Lines {
			if !equal(l.Contribution, after.Lines[i].Contribution) {
				t.Fatalf(
					"%v contributes %v, times %d %v", l.Observation.Metric, l.Contribution, factor,
					after.Lines[i].Contribution,
				)
			}
		}
	})
}

func TestOrderOfObservationsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlayed().Draw(t, "card")
		before := p.score(t)
		p.observations = rapid.Permutation(p.observations).Draw(t, "again")
		if diff := cmp.Diff(before, p.score(t)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestARedLineBlocksGreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlayed().Draw(t, "card")
		s := p.score(t)
		crossed := false
		for i, l := range s.Lines {
			red := p.card.Lines[i].RedLine
			order, err := l.Value.Cmp(red)
			if l.Direction == logistics.LowerIsBetter {
				order = -order
			}
			if l.Crossed != (err == nil && order < 0) {
				t.Fatalf("%v at a red line of %v: crossed %v", l.Value, red, l.Crossed)
			}
			crossed = crossed || l.Crossed
		}
		if crossed && s.Colour != score.Red {
			t.Fatalf("a red line is crossed and the card %v", s.Colour)
		}
		if (s.Colour == score.Undetermined) != (!crossed && s.Total.IsZero()) {
			t.Fatalf("%v at a total of %q", s.Colour, s.Total)
		}
	})
}

// TestTheStricterRedLineHolds whether it is that of the card or that of the target.
func TestTheStricterRedLineHolds(t *testing.T) {
	m := metric(t, "on_time_delivery")
	for _, c := range []struct {
		ofCard, ofTarget string
		value            int64
		crossed          bool
	}{
		{"70%", "80%", 79, true},
		{"70%", "80%", 80, false},
		{"80%", "70%", 79, true},
		{"80%", "70%", 80, false},
		{"", "80%", 79, true},
		{"80%", "", 79, true},
		{"", "", 0, false},
	} {
		card := suppliers()
		card.Lines = card.Lines[:1]
		card.Lines[0].RedLine = logistics.MustRatio(c.ofCard)
		card.Green, card.Amber = logistics.MustRatio("0%"), logistics.MustRatio("0%")
		targets := targetsOf(t, listOf(goal(nobody, nobody, "2025-01-01", "", "90%", c.ofTarget)), m)
		s, err := graderOf(t, card, targets).Score(subjects[0], nobody, january, monthOf(
			t, subjects[0], january, c.value, -1, -1, -1,
		))
		want := score.Green
		if c.crossed {
			want = score.Red
		}
		if err != nil || s.Colour != want || s.Lines[0].Crossed != c.crossed || s.Lines[0].Target.String() != "90/100" {
			t.Errorf("%+v: %v, %v", c, s.Colour, err)
		}
	}
}

// TestDirectionsMirrorInScores by turning every sign of means.
func TestDirectionsMirrorInScores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var down, up played
		down.card = suppliers()
		down.card.Lines = nil
		for _, id := range []string{"order_cycle_time", "dispatch_time", "delivery_time"} {
			m, _ := kpi.Lookup(logistics.MustID(id))
			l := cardLine(id, rapid.Int64Range(1, 5).Draw(t, "weight"), "96", "24", rapid.SampledFrom([]string{
				"", "80", "120",
			}).Draw(t, "red line"))
			o := figureOf(m, january, rapid.Int64Range(-500, 5000).Draw(t, "tenths"), rapid.Int64Range(1, 5).Draw(
				t, "cases",
			))
			down.card.Lines, down.metrics = append(down.card.Lines, l), append(down.metrics, m)
			down.observations = append(down.observations, o)
			m.Direction = logistics.HigherIsBetter
			for _, r := range []*logistics.Ratio{&l.Worst, &l.Best, &l.RedLine} {
				*r, _ = logistics.NewRatio(-r.Num(), r.Den())
			}
			o.Num = -o.Num
			up.card.Lines, up.metrics, up.observations = append(up.card.Lines, l), append(up.metrics, m), append(
				up.observations, o,
			)
		}
		lines := up.card.Lines
		down.card.Decimals = rapid.IntRange(0, 2).Draw(t, "decimals")
		up.card = down.card
		up.card.Lines = lines
		a, b := down.score(t), up.score(t)
		if !equal(a.Total, b.Total) || a.Colour != b.Colour {
			t.Fatalf("lower is better %v %v, higher %v %v", a.Total, a.Colour, b.Total, b.Colour)
		}
		for i := range a.Lines {
			if !equal(a.Lines[i].Points, b.Lines[i].Points) || a.Lines[i].Crossed != b.Lines[i].Crossed {
				t.Fatalf("lower is better %+v, higher %+v", a.Lines[i], b.Lines[i])
			}
		}
	})
}

// again does the sum of a score by hand, from its reasons alone.
func again(t *rapid.T, reasons []logistics.Reason) (total *big.Rat, colour score.Colour) {
	sum, crossed, missing, weights := new(big.Rat), false, false, int64(0)
	for _, r := range reasons {
		switch r.Code {
		case score.ScoreLine:
			worst, best := exactly(r, "worst"), exactly(r, "best")
			points := new(big.Rat).Sub(exactly(r, "value"), worst)
			points.Quo(points, new(big.Rat).Sub(best, worst))
			if points.Sign() < 0 {
				points.SetInt64(0)
			}
			if points.Cmp(big.NewRat(1, 1)) > 0 {
				points.SetInt64(1)
			}
			decimals, _ := strconv.Atoi(r.Param("decimals"))
			points = nearest(points, decimals)
			if told := frac(logistics.MustRatio(r.Param("points"))); told.Cmp(points) != 0 {
				t.Fatalf("%v points in %+v", points, r)
			}
			weight, _ := strconv.ParseInt(r.Param("weight"), 10, 64)
			weights, _ = strconv.ParseInt(r.Param("of"), 10, 64)
			part := points.Mul(points, big.NewRat(weight, weights))
			if told := frac(logistics.MustRatio(r.Param("contribution"))); told.Cmp(part) != 0 {
				t.Fatalf("a contribution of %v in %+v", part, r)
			}
			sum.Add(sum, part)
		case score.ScoreMissing:
			missing = missing || r.Param("rule") == "withhold"
			if r.Param("rule") == "worst" {
				weights = -1 // known to count
			}
		case score.RedLineCrossed:
			crossed = true
		case score.ScoreGreen, score.ScoreAmber, score.ScoreRed:
			colour = score.Red
			if sum.Cmp(frac(logistics.MustRatio(r.Param("amber")))) >= 0 {
				colour = score.Amber
			}
			if sum.Cmp(frac(logistics.MustRatio(r.Param("green")))) >= 0 {
				colour = score.Green
			}
		}
	}
	if missing || weights == 0 {
		sum, colour = nil, score.Undetermined
	}
	if crossed {
		colour = score.Red
	}
	return sum, colour
}

// nearest is the number of that many decimals that is nearest, of two the even one.
func nearest(x *big.Rat, decimals int) *big.Rat {
	scale := int64(math.Pow10(decimals))
	best, apart := new(big.Rat), big.NewRat(2, 1)
	for n := range scale + 1 {
		candidate := big.NewRat(n, scale)
		off := new(big.Rat).Sub(candidate, x)
		switch order := off.Abs(off).Cmp(apart); {
		case order < 0, order == 0 && n%2 == 0:
			best, apart = candidate, off
		}
	}
	return best
}

func TestReasonsOfAScoreSuffice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyPlayed().Draw(t, "card").score(t)
		reasons := s.Reasons()
		total, colour := again(t, reasons)
		if (total == nil) != s.Total.IsZero() || total != nil && total.Cmp(frac(s.Total)) != 0 || colour != s.Colour {
			t.Fatalf("the reasons %+v give %v and %v, the score %v and %v", reasons, total, colour, s.Total, s.Colour)
		}
		lines, left := 0, 0
		for _, r := range reasons {
			switch r.Code {
			case score.ScoreLine, score.ScoreMissing:
				lines++
			case kpi.LeftOut:
				left++
			}
			renders(t, r)
		}
		for _, l := range s.Lines {
			left -= len(l.Observation.Excluded)
		}
		if lines != len(s.Lines) || left != 0 {
			t.Fatalf("%d lines and %d codes too many are told in %+v", lines, left, reasons)
		}
	})
}

func codes(reasons []logistics.Reason) (list []logistics.Code) {
	for _, r := range reasons {
		list = append(list, r.Code)
	}
	return list
}

func TestWhatIsMissingGoesByTheRule(t *testing.T) {
	all := monthOf(t, subjects[0], january, 90, 95, 5, 60)
	none := monthOf(t, subjects[0], january, -1, -1, -1, -1)
	some := monthOf(t, subjects[0], january, 90, -1, 5, -1)
	crossed := monthOf(t, subjects[0], january, 60, -1, 5, -1)
	line, missing := score.ScoreLine, score.ScoreMissing
	for _, c := range []struct {
		name         string
		rule         score.MissingRule
		observations []logistics.Observation
		total        string
		measured     string
		colour       score.Colour
		reasons      []logistics.Code
	}{
		{"all there", score.MissingWithholds, all, "55000/110000", "11/11", score.Red, []logistics.Code{
			line, line, line, line, score.ScoreTotal, score.ScoreRed,
		}},
		{"left out", score.MissingLeftOut, some, "35000/70000", "7/11", score.Red, []logistics.Code{
			line, missing, line, missing, score.ScoreTotal, score.ScoreRed,
		}},
		{"worst", score.MissingIsWorst, some, "35000/110000", "7/11", score.Red, []logistics.Code{
			line, missing, line, missing, score.ScoreTotal, score.ScoreRed,
		}},
		{"withheld", score.MissingWithholds, some, "", "7/11", score.Undetermined, []logistics.Code{
			line, missing, line, missing, score.ScoreWithheld,
		}},
		{"nothing, left out", score.MissingLeftOut, none, "", "0/11", score.Undetermined, []logistics.Code{
			missing, missing, missing, missing, score.ScoreUnmeasured,
		}},
		{"nothing, worst", score.MissingIsWorst, none, "0/110000", "0/11", score.Red, []logistics.Code{
			missing, missing, missing, missing, score.ScoreTotal, score.ScoreRed,
		}},
		{"nothing, withheld", score.MissingWithholds, none, "", "0/11", score.Undetermined, []logistics.Code{
			missing, missing, missing, missing, score.ScoreWithheld,
		}},
		{"withheld and crossed", score.MissingWithholds, crossed, "", "7/11", score.Red, []logistics.Code{
			line, score.RedLineCrossed, missing, line, missing, score.ScoreWithheld, score.ScoreBlocked,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			card := suppliers()
			card.Missing = c.rule
			s, err := graderOf(t, card, nil).Score(subjects[0], nobody, january, c.observations)
			if err != nil || s.Total.String() != c.total || s.Measured.String() != c.measured || s.Colour != c.colour {
				t.Errorf("%v of %v, %v, %v", s.Total, s.Measured, s.Colour, err)
			}
			if diff := cmp.Diff(c.reasons, codes(s.Reasons())); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestColoursBeginAtTheirTotals(t *testing.T) {
	card := suppliers()
	card.Lines = card.Lines[:1]
	for value, want := range map[int64]score.Colour{
		91: score.Red, 92: score.Amber, 95: score.Amber, 96: score.Green, 100: score.Green,
	} {
		s, err := graderOf(t, card, nil).Score(subjects[0], nobody, january, monthOf(
			t, subjects[0], january, value, -1, -1, -1,
		))
		if err != nil || s.Colour != want {
			t.Errorf("%d%%: %v at %v, %v", value, s.Colour, s.Total, err)
		}
		reasons := map[score.Colour]logistics.Code{
			score.Red: score.ScoreRed, score.Amber: score.ScoreAmber, score.Green: score.ScoreGreen,
		}
		reason := reasons[want]
		if got := codes(s.Reasons()); got[len(got)-1] != reason {
			t.Errorf("%d%%: %v", value, got)
		}
	}
}

func TestPointsAreRoundedHalfToEven(t *testing.T) {
	card := suppliers()
	card.Lines, card.Decimals = card.Lines[:1], 1
	for num, points := range map[int64]string{
		800: "0/10", 810: "0/10", 811: "1/10", 829: "1/10", 830: "2/10", 849: "2/10", 850: "2/10", 851: "3/10",
		989: "9/10", 991: "10/10", 1000: "10/10",
	} {
		o := figureOf(metric(t, "on_time_delivery"), january, num, 1000)
		s, err := graderOf(t, card, nil).Score(subjects[0], nobody, january, []logistics.Observation{o})
		if err != nil || s.Lines[0].Points.String() != points {
			t.Errorf("%d‰: %v points, want %s, %v", num, s.Lines[0].Points, points, err)
		}
	}
}

// TestTotalsFitWhateverTheFiguresAre scores denominators that have nothing in common, and the heaviest card there is.
func TestTotalsFitWhateverTheFiguresAre(t *testing.T) {
	card := suppliers()
	card.Decimals = 6
	for i := range card.Lines {
		card.Lines[i].Weight, card.Lines[i].RedLine = int64(1_000_000-i), logistics.Ratio{}
	}
	card.Lines[0].Worst = logistics.MustRatio("80.000001%")
	long := monthOf(t, subjects[0], january, 93, 97, 4, 30)
	for i, den := range []int64{1_000_003, 1<<61 - 1, 999_979, 1_000_033} {
		long[i].Num, long[i].Den = den/100*long[i].Num, den
	}
	s, err := graderOf(t, card, nil).Score(subjects[0], nobody, january, long)
	if err != nil || s.Total.IsZero() {
		t.Fatal(s.Total, err)
	}
	sum := new(big.Rat)
	for _, l := range s.Lines {
		if l.Contribution.IsZero() {
			t.Errorf("%s contributes nothing", l.Observation.Metric)
		}
		sum.Add(sum, frac(l.Contribution))
	}
	if sum.Cmp(frac(s.Total)) != 0 {
		t.Errorf("%v, not %v", sum, s.Total)
	}
	long[3].Den = math.MaxInt64
	_, err = graderOf(t, card, nil).Score(subjects[0], nobody, january, long)
	wantFault(t, err, "/observations/3/den", outOfRange)
}

func TestScoresRefuseWhatDoesNotBelongTogether(t *testing.T) {
	grader := graderOf(t, suppliers(), nil)
	observations := monthOf(t, subjects[0], january, 90, 95, 5, 60)
	_, err := grader.Score(nobody, nobody, logistics.Period{}, nil)
	wantFaults(t, err, "/subject: required", "/period: required")
	observations[0].Subject, observations[1].Period, observations[2].Version = subjects[1], february, 2
	observations[3].Num = -1
	more := append(observations, observations[0], figureOf(metric(t, "backorder_rate"), january, 1, 2))
	_, err = grader.Score(subjects[0], nobody, january, more)
	wantFaults(t, err,
		"/observations/0/subject: mismatch", "/observations/1/period: mismatch", "/observations/2/version: mismatch",
		"/observations/4/metric: duplicate", "/observations/5/metric: unknown")
}

func TestAGraderKeepsNothingItWasGiven(t *testing.T) {
	card, observations := suppliers(), monthOf(t, subjects[0], january, 93, 97, 4, 30)
	observations[0] = observations[0].Excluding("waived", 1)
	grader := graderOf(t, card, nil)
	card.Lines[0].Weight = 1000
	var wait sync.WaitGroup
	scores := make([]score.Score, 4)
	for i := range scores {
		wait.Go(func() { scores[i], _ = grader.Score(subjects[0], gold, january, observations) })
	}
	wait.Wait()
	observations[0].Excluded[0].Count = 99
	for _, s := range scores {
		if s.Lines[0].Weight != 5 || s.Lines[0].Observation.Excluded[0].Count != 1 {
			t.Errorf("%+v", s.Lines[0])
		}
	}
}

// BenchmarkScore is a card of four metrics, with targets.
func BenchmarkScore(b *testing.B) {
	grader := graderOf(b, suppliers(), targetsOf(b, agreed(), metric(b, "on_time_delivery")))
	observations := monthOf(b, subjects[0], february, 93, 97, 4, 30)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := grader.Score(subjects[0], gold, february, observations); err != nil {
			b.Fatal(err)
		}
	}
}

// scoreReasons are those of judgements, scores and standings, every code at least once.
func scoreReasons(t testing.TB) (reasons []logistics.Reason) {
	t.Helper()
	grader := graderOf(t, suppliers(), targetsOf(t, agreed(), metric(t, "on_time_delivery")))
	withheld := suppliers()
	withheld.Missing = score.MissingWithholds
	var scores []score.Score
	for i, month := range [][4]int64{
		{100, 100, 0, 24},
		{97, 98, 2, 40},
		{96, 98, 2, 40},
		{96, 98, 2, 40},
		{92, 99, 2, 40},
		{82, 91, 9, 90},
		{75, 95, -1, 60},
		{-1, -1, -1, -1},
	} {
		id := logistics.MustID("S-" + strconv.Itoa(i))
		observations := monthOf(t, id, february, month[0], month[1], month[2], month[3])
		s, err := grader.Score(id, silver, february, observations)
		if err != nil {
			t.Fatal(err)
		}
		scores = append(scores, s)
		kept, err := graderOf(t, withheld, nil).Score(id, silver, february, observations)
		if err != nil {
			t.Fatal(err)
		}
		reasons = slices.Concat(reasons, s.Reasons(), kept.Reasons())
		for _, l := range s.Lines {
			reasons = append(reasons, l.Reasons()...)
		}
	}
	standings, err := score.Rank(scores)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range standings {
		reasons = append(reasons, s.Reasons()...)
	}
	return reasons
}
