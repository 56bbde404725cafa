package credit

import (
	"slices"

	"github.com/logicrm/logistics"
)

// limit holds the total to the caps, one after the other, drops what is too little to pay, and splits
// what is left over the lines.
func (c *Biller) limit(s *Statement, year Year) error {
	if len(s.Lines) == 0 {
		return nil
	}
	base := s.Charges
	caps, err := c.caps(base, year)
	if err != nil {
		return err
	}
	for _, limit := range caps {
		if above(s.Total, limit.At) {
			limit.Credits = s.Total
			s.Limits = append(s.Limits, limit)
			s.Total = limit.At
		}
		if s.Cap.IsZero() || above(s.Cap, limit.At) {
			s.Cap = limit.At
		}
	}
	if least := c.schedule.Least; !least.IsZero() && s.Total.Sign() > 0 && !above(s.Total, least) {
		s.Limits = append(s.Limits, Limit{Code: TooLittle, Path: "/de_minimis", Credits: s.Total, At: least})
		s.Total = logistics.Minor(0, base.Currency())
	}
	if len(s.Limits) == 0 {
		return nil
	}
	return s.split()
}

// caps are the caps of the period and of the year, in the order they are applied.
func (c *Biller) caps(base logistics.Money, year Year) ([]Limit, error) {
	var caps []Limit
	if !c.schedule.Cap.IsZero() {
		amount, err := base.Share(c.schedule.Cap, logistics.TowardZero)
		if err != nil {
			return nil, err
		}
		caps = append(caps, Limit{Code: Capped, Path: "/cap", At: amount})
	}
	if !c.schedule.CapTotal.IsZero() {
		caps = append(caps, Limit{Code: Capped, Path: "/cap_total", At: c.schedule.CapTotal})
	}
	if !c.schedule.Annual.IsZero() && !year.Charges.IsZero() {
		amount, err := year.Charges.Share(c.schedule.Annual, logistics.TowardZero)
		if err != nil {
			return nil, err
		}
		if amount, err = amount.Sub(year.Credited); err != nil {
			return nil, err
		}
		if amount.Sign() < 0 {
			amount = logistics.Minor(0, base.Currency())
		}
		if amount, err = amount.Round(logistics.TowardZero); err != nil {
			return nil, err
		}
		caps = append(caps, Limit{Code: AnnuallyCapped, Path: "/annual_cap", At: amount})
	}
	return caps, nil
}

// split divides the total over the lines in proportion to what they had earned, by the largest remainder.
// Equal remainders are served in the order of names, so that the order of the charges does not matter.
func (s *Statement) split() error {
	places := make([]int, len(s.Lines))
	for i := range places {
		places[i] = i
	}
	byName := func(i, j int) int { return s.Lines[i].byName(&s.Lines[j]) }
	if !slices.IsSortedFunc(places, byName) {
		slices.SortFunc(places, byName)
	}
	weights := make([]int64, len(s.Lines))
	for i, at := range places {
		earned := s.Lines[at].Uncapped
		units, ok := earned.MinorUnits()
		if !ok {
			return logistics.NewFieldError(logistics.FaultOutOfRange, earned.String(), "too large to split")
		}
		weights[i] = units
	}
	parts, err := s.Total.Allocate(weights)
	if err != nil {
		return err
	}
	for i, at := range places {
		s.Lines[at].Amount = parts[i]
	}
	return nil
}

// above compares amounts whose currency is known to be the same.
func above(a, b logistics.Money) bool {
	order, err := a.Cmp(b)
	return err == nil && order > 0
}
