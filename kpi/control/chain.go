package control

import (
	"slices"

	"github.com/logicrm/logistics"
)

// ARLOfRules is the average number of points to the first signal of a set of rules, when the process is
// shift standard deviations from its centre: exactly, from the Markov chain of the zones that the last
// points were in. Rules are used from the first point on, where a [Watch] waits for a whole window. Nelson's
// rules 3, 4, 7 and 8 are not of that kind or need more states than can be kept; they are refused.
func ARLOfRules(rules RuleSet, shift float64) (float64, error) {
	var faults logistics.Faults
	checkShift(shift, &faults)
	switch beyond := rules &^ (WesternElectric | Rules(Nelson1, Nelson2, Nelson5, Nelson6)); {
	case rules == 0:
		faults.Required("/rules", "at least one rule")
	case rules&^allRules != 0:
		faults.Unknown("/rules", int(rules), "contains bits of no known rule")
	case beyond != 0:
		what := "only the Western Electric rules and Nelson's 1, 2, 5 and 6"
		faults.Unsupported("/rules", beyond, what)
	}
	if err := faults.Err(); err != nil {
		return 0, err
	}
	next := zoneChain(rules)
	next = merged(next)
	chance := zoneChances(shift)
	rows := make([][]float64, len(next))
	for i := range next {
		rows[i] = make([]float64, len(next))
		for zone, to := range next[i] {
			if to >= 0 {
				rows[i][to] += chance[zone]
			}
		}
	}
	return finite(solve(len(next), func(i, j int) float64 { return rows[i][j] })[0])
}

// zones are those a point can be in: beyond 3, 2 to 3, 1 to 2 and within 1, above and below.
const zones = 8

// zoneChances is how likely each zone is.
func zoneChances(shift float64) (chance [zones]float64) {
	for k := range zones / 2 {
		_, inner := normal(float64(k) - shift)
		innerBelow, _ := normal(-float64(k) - shift)
		outer, outerBelow := 0.0, 0.0
		if k < 3 {
			_, outer = normal(float64(k+1) - shift)
			outerBelow, _ = normal(-float64(k+1) - shift)
		}
		chance[k], chance[zones/2+k] = inner-outer, innerBelow-outerBelow
	}
	return chance
}

// zoneState is what the rules remember: the last points beyond 2 and 1, and the run on a side.
type zoneState struct {
	above2, below2, above1, below1 uint32
	run                            int // positive above
}

// step takes a point in a zone; alarm is that a rule fires.
func (s zoneState) step(rules RuleSet, zone int) (after zoneState, alarm bool) {
	depth, above := zone%(zones/2), zone < zones/2
	a, b := bit(above), bit(!above)
	beyond1, beyond2 := bit(depth >= 1), bit(depth >= 2)
	s.above1, s.below1 = s.above1<<1|beyond1&a, s.below1<<1|beyond1&b
	s.above2, s.below2 = s.above2<<1|beyond2&a, s.below2<<1|beyond2&b
	switch {
	case above:
		s.run = max(s.run, 0) + 1
	default:
		s.run = min(s.run, 0) - 1
	}
	two, four := Rules(WesternElectric2, Nelson5), Rules(WesternElectric3, Nelson6)
	length := max(s.run, -s.run)
	alarm = rules&Rules(WesternElectric1, Nelson1) != 0 && depth == 3 ||
		rules&two != 0 && most(s.above2, 3, 2)|most(s.below2, 3, 2) != 0 ||
		rules&four != 0 && most(s.above1, 5, 4)|most(s.below1, 5, 4) != 0 ||
		rules.Has(WesternElectric4) && length >= 8 || rules.Has(Nelson2) && length >= 9
	// What no rule of the set will look at again is forgotten.
	s.above2, s.below2 = s.above2&3, s.below2&3
	s.above1, s.below1 = s.above1&15, s.below1&15
	if rules&two == 0 {
		s.above2, s.below2 = 0, 0
	}
	if rules&four == 0 {
		s.above1, s.below1 = 0, 0
	}
	if !rules.Has(WesternElectric4) && !rules.Has(Nelson2) {
		s.run = 0
	}
	return s, alarm
}

// zoneChain lists what follows each state for every zone, -1 for an alarm. The first state is the start.
func zoneChain(rules RuleSet) [][zones]int {
	states, place := []zoneState{{}}, map[zoneState]int{{}: 0}
	var next [][zones]int
	for i := 0; i < len(states); i++ {
		var to [zones]int
		for zone := range zones {
			after, alarm := states[i].step(rules, zone)
			if alarm {
				to[zone] = -1
				continue
			}
			at, known := place[after]
			if !known {
				at = len(states)
				states, place[after] = append(states, after), at
			}
			to[zone] = at
		}
		next = append(next, to)
	}
	return next
}

// merged joins states that no future tells apart, by refining a partition until it is stable. Alarms are
// apart from the beginning; the start stays first.
func merged(next [][zones]int) [][zones]int {
	class, classes := make([]int, len(next)), 1
	signature := func(i int) [zones + 1]int {
		s := [zones + 1]int{class[i]}
		for zone, to := range next[i] {
			s[zone+1] = -1
			if to >= 0 {
				s[zone+1] = class[to]
			}
		}
		return s
	}
	for {
		refined, seen := make([]int, len(next)), map[[zones + 1]int]int{}
		for i := range next {
			s := signature(i)
			if _, known := seen[s]; !known {
				seen[s] = len(seen)
			}
			refined[i] = seen[s]
		}
		class = refined
		if len(seen) == classes {
			break
		}
		classes = len(seen)
	}
	small := make([][zones]int, classes)
	for i := range slices.Backward(next) {
		s := signature(i)
		small[class[i]] = [zones]int(s[1:])
	}
	return small
}
