package score

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// Score is what a card makes of a subject in a period, with all that it was made from.
type Score struct {
	Card     logistics.ID     `json:"card"`
	Version  int              `json:"version"`        // of the card
	Label    string           `json:"label,omitzero"` // name of the card
	Subject  logistics.ID     `json:"subject"`
	Tier     logistics.ID     `json:"tier,omitzero"`
	Period   logistics.Period `json:"period"`
	Lines    []Line           `json:"lines,omitzero"` // one for each line of the card, in its order
	Total    logistics.Ratio  `json:"total,omitzero"` // the sum of the contributions, 0 to 1; absent: undetermined
	Measured logistics.Ratio  `json:"measured"`       // the weight measured of the weight of all lines
	Colour   Colour           `json:"colour"`
	Green    logistics.Ratio  `json:"green"` // of the card, as are the rest
	Amber    logistics.Ratio  `json:"amber"`
	Missing  MissingRule      `json:"missing"`
	Decimals int              `json:"decimals"`
}

// Line is what one metric adds to a score.
type Line struct {
	Judgement                    // its red line is the stricter of that of the card and that of the target
	Weight       int64           `json:"weight"` // of the card
	Worst        logistics.Ratio `json:"worst"`  // of the card
	Best         logistics.Ratio `json:"best"`   // of the card
	Missing      bool            `json:"missing,omitzero"`
	Points       logistics.Ratio `json:"points,omitzero"`       // 0 to 1; absent: not measured, and not taken as worst
	Contribution logistics.Ratio `json:"contribution,omitzero"` // points × weight ÷ the weight that counts
}

// weights are those of the lines that count, of those measured, and of all.
func (s Score) weights() (counts, measured, all int64) {
	for _, l := range s.Lines {
		all += l.Weight
		if !l.Missing {
			measured += l.Weight
		}
	}
	if s.Missing == MissingLeftOut {
		return measured, measured, all
	}
	return all, measured, all
}

// sum gives the lines their contributions, and the total where there is one, all in the smallest part that the
// decimals and the weights make. Points have six decimals at the most and the weights come to 10^8 at the
// most, so that everything fits.
func (s *Score) sum() {
	weight, measured, all := s.weights()
	s.Measured, _ = logistics.NewRatio(measured, all)
	parts := powerOfTen(s.Decimals)
	total := int64(0)
	for i := range s.Lines {
		l := &s.Lines[i]
		if n, known := partsOf(l.Points, parts); known {
			l.Contribution, _ = logistics.NewRatio(n*l.Weight, parts*weight)
			total += n * l.Weight
		}
	}
	if weight > 0 && !s.withheld() {
		s.Total, _ = logistics.NewRatio(total, parts*weight)
	}
}

func powerOfTen(decimals int) int64 {
	power := int64(1)
	for range decimals {
		power *= 10
	}
	return power
}

// partsOf is how many of the parts of one that points are; known is false for no points, and for such as are
// between two parts.
func partsOf(points logistics.Ratio, parts int64) (n int64, known bool) {
	n, err := exact.MulDiv(points.Num(), parts, points.Den(), exact.Floor)
	return n, err == nil && exact.CompareProducts(n, points.Den(), points.Num(), parts) == 0
}

// withheld reports whether a missing line keeps the total back.
func (s Score) withheld() bool { return s.Missing == MissingWithholds && s.missing() > 0 }

func (s Score) missing() (n int) {
	for _, l := range s.Lines {
		if l.Missing {
			n++
		}
	}
	return n
}

func (s Score) crossed() (n int) {
	for _, l := range s.Lines {
		if l.Crossed {
			n++
		}
	}
	return n
}

func (s Score) colour() Colour {
	switch {
	case s.crossed() > 0:
		return Red
	case s.Total.IsZero():
		return Undetermined
	case s.Total.AtLeast(s.Green):
		return Green
	case s.Total.AtLeast(s.Amber):
		return Amber
	default:
		return Red
	}
}
