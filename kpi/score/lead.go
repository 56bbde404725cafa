package score

import (
	"math/big"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// Lead is what a score is ahead of the next one by, and the weight that would make up for it.
type Lead struct {
	Over   logistics.ID    `json:"over"` // the subject of the next one
	Basis  LeadBasis       `json:"basis"`
	Metric logistics.ID    `json:"metric,omitzero"` // of the line whose weight has to change least
	Weight logistics.Ratio `json:"weight,omitzero"` // of that line, at which the two are level; above 0
}

// LeadBasis says what a lead rests on.
type LeadBasis string

// The bases of a lead.
const (
	LeadLevel     LeadBasis = "level"     // there is none: the totals are equal
	LeadDominates LeadBasis = "dominates" // no line is worse: no choice of weights reverses the ranking
	LeadByWeights LeadBasis = "weights"   // another weight of one line makes them level
	LeadUnlike    LeadBasis = "unlike"    // different lines were measured: their totals are not of the same weights
)

// lead compares a score with one that is not ahead of it. Both are of one card, with totals that are right.
func (s Score) lead(o Score) Lead {
	l := Lead{Over: o.Subject}
	if s.Total.Equal(o.Total) {
		l.Basis = LeadLevel
		return l
	}
	parts := powerOfTen(s.Decimals)
	ahead, lead := make([]int64, len(s.Lines)), int64(0) // in parts
	l.Basis = LeadDominates
	for i, line := range s.Lines {
		if line.Points.IsZero() != o.Lines[i].Points.IsZero() {
			l.Basis = LeadUnlike
			return l
		}
		own, _ := partsOf(line.Points, parts)
		other, _ := partsOf(o.Lines[i].Points, parts)
		ahead[i] = own - other
		lead += line.Weight * ahead[i]
		if ahead[i] < 0 {
			l.Basis = LeadByWeights
		}
	}
	if l.Basis == LeadDominates {
		return l
	}
	most := int64(0)
	for i, line := range s.Lines {
		differ := max(ahead[i], -ahead[i])
		if differ <= most {
			continue
		}
		// weight − lead ÷ ahead
		if level := big.NewRat(line.Weight*ahead[i]-lead, ahead[i]); level.Sign() > 0 {
			most, l.Metric = differ, line.Observation.Metric
			if num, den, fits := exact.Terms(level); fits {
				l.Weight, _ = logistics.NewRatio(num, den)
			}
		}
	}
	return l
}
