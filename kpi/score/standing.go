package score

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Standing is the place of a score among others.
type Standing struct {
	Place int   `json:"place,omitzero"` // from 1, the highest total; equal totals share one; absent: no total
	Score Score `json:"score"`
	Lead  Lead  `json:"lead,omitzero"` // over the standing that follows; absent where that has no place
}

// Rank orders the scores of one card and period, the highest total first and equal ones by subject; those
// without a total come last and have no place. A red line crossed does not cost a place: that is for the
// colour.
//
// The lead of a over b, D = Σ weight × (points of a − points of b), is cancelled by the weight of one
// line alone where that is weight − D ÷ (points of a − points of b). Of the lines for which this is above
// 0, the one told is that whose weight changes least, which is where the two differ most; of equal ones
// the first on the card. It is exact.
//
// Scores of another card, version or period are a [logistics.FaultMismatch], a subject that comes twice
// is [logistics.FaultDuplicate], and a total that is not that of its lines [logistics.FaultConflict].
func Rank(scores []Score) ([]Standing, error) {
	if err := checkScores(scores); err != nil {
		return nil, err
	}
	standings := make([]Standing, len(scores))
	for i, s := range scores {
		standings[i].Score = s.cloned()
	}
	slices.SortFunc(standings, func(a, b Standing) int {
		x, y := a.Score, b.Score
		order, err := y.Total.Cmp(x.Total)
		switch {
		case err == nil && order != 0:
			return order
		case err != nil && !x.Total.IsZero():
			return -1
		case err != nil && !y.Total.IsZero():
			return 1
		}
		return x.Subject.Compare(y.Subject)
	})
	for i := range standings {
		s := &standings[i]
		if s.Score.Total.IsZero() {
			break
		}
		s.Place = i + 1
		if i == 0 {
			continue
		}
		before := &standings[i-1]
		if before.Lead = before.Score.lead(s.Score); before.Lead.Basis == LeadLevel {
			s.Place = before.Place
		}
	}
	return standings, nil
}

// cloned keeps nothing of the caller's.
func (s Score) cloned() Score {
	s.Lines = slices.Clone(s.Lines)
	for i := range s.Lines {
		l := &s.Lines[i]
		l.Observation.Excluded, l.Changes = slices.Clone(l.Observation.Excluded), slices.Clone(l.Changes)
	}
	return s
}

func checkScores(scores []Score) error {
	var faults logistics.Faults
	seen := make(map[logistics.ID]bool, len(scores))
	for i, s := range scores {
		path := "/scores/" + strconv.Itoa(i)
		if seen[s.Subject] {
			faults.Duplicate(path+"/subject", s.Subject, "each subject has one score")
		}
		seen[s.Subject] = true
		if first := scores[0]; !s.sameCard(first) {
			what := "the scores are of card " + first.Card.String() + " version " + strconv.Itoa(first.Version)
			faults.Mismatch(path+"/card", s.Card, what)
		}
		if s.Period != scores[0].Period {
			what := "the scores are of " + scores[0].Period.String()
			faults.Mismatch(path+"/period", s.Period, what)
		}
		if !s.summedUp() {
			faults.Conflict(path+"/total", s.Total, "must be the total of the lines")
		}
	}
	return faults.Err()
}

func (s Score) sameCard(o Score) bool {
	return s.Card == o.Card && s.Version == o.Version && s.Missing == o.Missing && s.Decimals == o.Decimals &&
		slices.EqualFunc(s.Lines, o.Lines, func(a, b Line) bool {
			return a.Observation.Metric == b.Observation.Metric && a.Weight == b.Weight
		})
}

// summedUp reports whether the total is that of the lines, as it is in every score that was not tampered
// with.
func (s Score) summedUp() bool {
	if len(s.Lines) == 0 || len(s.Lines) > mostLines || s.Decimals < 1 || s.Decimals > mostDecimals {
		return false
	}
	for _, l := range s.Lines {
		measured := !l.Missing || s.Missing == MissingIsWorst
		if l.Weight < 1 || l.Weight > mostWeight || l.Points.IsZero() == measured {
			return false
		}
		if l.Points.Num() < 0 || l.Points.Num() > l.Points.Den() {
			return false
		}
		if _, known := partsOf(l.Points, powerOfTen(s.Decimals)); known == l.Points.IsZero() {
			return false
		}
	}
	again := s
	again.Lines, again.Total = slices.Clone(s.Lines), logistics.Ratio{}
	again.sum()
	return again.Total.Equal(s.Total)
}

// The reasons of a standing.
const (
	StandingPlace     logistics.Code = "score.standing.place"
	StandingWithout   logistics.Code = "score.standing.without"
	StandingLevel     logistics.Code = "score.standing.level"
	StandingDominates logistics.Code = "score.standing.dominates"
	StandingByWeights logistics.Code = "score.standing.weights"
	StandingUnlike    logistics.Code = "score.standing.unlike"
)

// Reasons tells the place, and what would level it with the next one.
func (s Standing) Reasons() []logistics.Reason {
	subject := s.Score.Subject.Param("subject")
	if s.Place == 0 {
		return []logistics.Reason{{Code: StandingWithout, Path: "/score/total", Params: []logistics.Param{subject}}}
	}
	reasons := []logistics.Reason{{Code: StandingPlace, Path: "/place", Params: []logistics.Param{
		subject, logistics.CountParam("place", int64(s.Place)), s.Score.Total.PointsParam("total"),
	}}}
	lead := logistics.Reason{Path: "/lead", Params: []logistics.Param{subject, s.Lead.Over.Param("over")}}
	switch s.Lead.Basis {
	case LeadLevel:
		lead.Code = StandingLevel
	case LeadDominates:
		lead.Code = StandingDominates
	case LeadUnlike:
		lead.Code = StandingUnlike
	case LeadByWeights:
		lead.Code = StandingByWeights
		line := s.lineOf(s.Lead.Metric)
		lead.Params = append(
			lead.Params, line.metric().Param("metric"), s.Lead.Weight.Param("at"),
			logistics.CountParam("weight", line.Weight),
		)
	default:
		return reasons
	}
	return append(reasons, lead)
}

// Sentences tells the reasons in a language; the zero Language is English.
func (s Standing) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(s.Reasons(), in)
}

// lineOf is the line of a metric; a score without it has one that weighs nothing.
func (s Standing) lineOf(metric logistics.ID) *Line {
	for i := range s.Score.Lines {
		if l := &s.Score.Lines[i]; l.Observation.Metric == metric {
			return l
		}
	}
	l := &Line{}
	l.Observation.Metric = metric
	return l
}
