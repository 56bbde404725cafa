package lot

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// LotForLot orders every demand in its own period.
func LotForLot(periods []Period) (Plan, error) {
	return rule(periods, func(int, int, *spell) bool { return true })
}

// FixedPeriods orders every n periods, from the first demand on.
func FixedPeriods(periods []Period, n int) (Plan, error) {
	if n < 1 || n > mostPeriods {
		return Plan{}, logistics.NewFieldError(logistics.FaultOutOfRange, strconv.Itoa(n), "1 to 10,000 periods")
	}
	return rule(periods, func(_, covered int, _ *spell) bool { return covered >= n })
}

// SilverMeal covers periods while the cost of a period falls.
func SilverMeal(periods []Period) (Plan, error) {
	return rule(periods, func(_, covered int, s *spell) bool {
		per := s.cost / float64(covered+1)
		stop := s.known && per > s.per
		s.per, s.known = per, true
		return stop
	})
}

// LeastUnitCost covers periods while the cost of a unit falls.
func LeastUnitCost(periods []Period) (Plan, error) {
	return rule(periods, func(_, _ int, s *spell) bool {
		if s.units == 0 {
			return false
		}
		per := s.cost / s.units
		stop := s.known && per > s.per
		s.per, s.known = per, true
		return stop
	})
}

// PartPeriod covers periods until holding costs as much as ordering, stopping where the two are closest.
func PartPeriod(periods []Period) (Plan, error) {
	return rule(periods, func(t, _ int, s *spell) bool {
		over := s.held - periods[t].Setup
		stop := s.known && over > 0 && over > -s.per // s.per is how far below it was
		s.per, s.known = over, true
		return stop || s.known && s.past
	})
}

// spell is one order that is being made longer.
type spell struct {
	held, cost float64 // holding; ordering and holding
	units      float64
	per        float64 // the measure of the rule for one period less
	known      bool
	past       bool // holding was at or above ordering before this period
}

// rule makes orders longer, period by period, until stop says that the period under way is not to be
// covered any more; the first demand of an order is always covered.
func rule(periods []Period, stop func(t, covered int, s *spell) bool) (Plan, error) {
	if err := check(periods); err != nil {
		return Plan{}, err
	}
	starts := make([]bool, len(periods))
	for t := 0; t < len(periods); {
		if periods[t].Demand == 0 {
			t++ // nothing to order yet
			continue
		}
		starts[t] = true
		s := spell{cost: periods[t].Setup, units: periods[t].Demand}
		carry := 0.0
		stop(t, 0, &s)
		e := t + 1
		for ; e < len(periods); e++ {
			carry += periods[e-1].Holding
			s.past = s.held >= periods[t].Setup
			s.held += carry * periods[e].Demand
			s.cost = periods[t].Setup + s.held
			s.units += periods[e].Demand
			if stop(t, e-t, &s) {
				break
			}
		}
		t = e
	}
	return cover(periods, starts), nil
}
