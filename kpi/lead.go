package kpi

import (
	"math/big"

	"github.com/logicrm/logistics"
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
	LeadDominates LeadBasis = "dominates" // no line is worse: there are no weights that would turn the two
	LeadByWeights LeadBasis = "weights"   // another weight would turn the two
	LeadUnlike    LeadBasis = "unlike"    // other lines were measured: their totals are not of the same weights
)

// lead compares a score with one that is not ahead of it.
func (s Score) lead(o Score) Lead {
	l := Lead{Over: o.Subject}
	if equalValues(s.Total, o.Total) {
		l.Basis = LeadLevel
		return l
	}
	ahead, lead := make([]*big.Rat, len(s.Lines)), new(big.Rat)
	l.Basis = LeadDominates
	for i, line := range s.Lines {
		if line.Points.IsZero() != o.Lines[i].Points.IsZero() {
			l.Basis = LeadUnlike
			return l
		}
		ahead[i] = new(big.Rat)
		if line.Points.IsZero() {
			continue
		}
		ahead[i].Sub(rational(line.Points), rational(o.Lines[i].Points))
		lead.Add(lead, new(big.Rat).Mul(ahead[i], big.NewRat(line.Weight, 1)))
		if ahead[i].Sign() < 0 {
			l.Basis = LeadByWeights
		}
	}
	if l.Basis == LeadDominates {
		return l
	}
	most, weight := new(big.Rat), new(big.Rat)
	for i, line := range s.Lines {
		differ := new(big.Rat).Abs(ahead[i])
		if differ.Cmp(most) <= 0 {
			continue
		}
		level := big.NewRat(line.Weight, 1)
		if level.Sub(level, new(big.Rat).Quo(lead, ahead[i])); level.Sign() > 0 {
			most, weight, l.Metric = differ, level, line.Observation.Metric
		}
	}
	l.Weight, _ = ratioOf(weight) // of points with few decimals and weights that are not large
	return l
}
