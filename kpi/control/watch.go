package control

import (
	"math"
	"math/bits"
)

// Watch applies rules to points as they come, in constant time and memory. It is a plain value: a copy is
// a snapshot that goes on by itself. The zero Watch has no rules.
//
// A pattern is flagged at the point that completes it and at every further point of the same run.
type Watch struct {
	rules  RuleSet
	passes bool // over ties
	last   float64
	n      uint32 // points since the start or the last gap, as far as windows care

	// One bit for a point, the newest lowest.
	above, below           uint32 // on a side of the centre line
	above1, below1, within uint32 // beyond 1 on a side, or not beyond it
	above2, below2         uint32
	up, down               uint32 // against the point before
}

// NewWatch watches for a set of rules.
func NewWatch(rules RuleSet) Watch { return Watch{rules: rules & allRules} }

// Treating is the watch with a school of ties. The points so far are as they were judged.
func (w Watch) Treating(ties Ties) Watch {
	w.passes = ties == TiePasses
	return w
}

// longestWindow is more points than any rule looks at.
const longestWindow = 16

// Add takes the next point, as standard errors from its centre line, and returns the rules that fire at
// it. NaN is a gap: nothing fires, and no pattern reaches across it.
func (w *Watch) Add(z float64) RuleSet {
	if z != z {
		w.Gap()
		return 0
	}
	if w.passes {
		return w.addPassing(z)
	}
	rise := bit(z > w.last)
	fall := bit(z < w.last)
	if w.n == 0 {
		rise, fall = 0, 0
	}
	w.last = z
	w.n = min(w.n+1, longestWindow)
	size := math.Abs(z)
	beyond1, beyond2 := bit(size > 1), bit(size > 2)
	high, low := bit(z > 0), bit(z < 0)
	w.up = w.up<<1 | rise
	w.down = w.down<<1 | fall
	w.above = w.above<<1 | high
	w.below = w.below<<1 | low
	w.above1 = w.above1<<1 | beyond1&high
	w.below1 = w.below1<<1 | beyond1&low
	w.above2 = w.above2<<1 | beyond2&high
	w.below2 = w.below2<<1 | beyond2&low
	w.within = w.within<<1 | beyond1 ^ 1
	return w.fired(size > 3) & w.rules
}

// addPassing takes a point that leaves no trace in the ways of the points, and is none of their patterns, when it
// is equal to the one before.
func (w *Watch) addPassing(z float64) RuleSet {
	plain := *w
	plain.passes = false
	fired := plain.Add(z)
	if w.n > 0 && z == w.last {
		plain.up, plain.down = w.up, w.down
		fired &^= ofTies
	}
	*w = plain
	w.passes = true
	return fired
}

// Gap says that points are missing: patterns start anew.
func (w *Watch) Gap() { *w = Watch{rules: w.rules, passes: w.passes} }

// ofTies are the rules that a tie has a say in.
const ofTies = RuleSet(1)<<(Nelson3-1) | RuleSet(1)<<(Nelson4-1)

// fired reads the patterns from the bits.
func (w *Watch) fired(beyond3 bool) RuleSet {
	turns := w.up&(w.down>>1) | w.down&(w.up>>1) // against the way before
	side := run(w.above, 8) | run(w.below, 8)
	side9 := run(w.above, 9) | run(w.below, 9)
	trend := run(w.up, 5) | run(w.down, 5)
	two := (most(w.above2, 3, 2) | most(w.below2, 3, 2)) & bit(w.n >= 3)
	four := (most(w.above1, 5, 4) | most(w.below1, 5, 4)) & bit(w.n >= 5)
	mixed := run(w.above1|w.below1, 8) & bit(w.above1&0xff != 0) & bit(w.below1&0xff != 0)
	out := bit(beyond3)
	western := out | two<<1 | four<<2 | side<<3
	nelson := out | side9<<1 | trend<<2 | run(turns, 12)<<3 | two<<4 | four<<5 | run(w.within, 15)<<6 | mixed<<7
	return RuleSet(western | nelson<<4)
}

// run is 1 when the newest n bits are all set.
func run(history uint32, n uint) uint32 {
	all := uint32(1)<<n - 1
	return bit(history&all == all)
}

// most is 1 when the newest bit is set and with it at least k of the newest n.
func most(history uint32, n uint, k int) uint32 {
	return history & bit(bits.OnesCount32(history&(1<<n-1)) >= k)
}

// bit is a condition as a number; the compiler makes no branch of it.
func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// Flag applies rules to a whole series of points, each as standard errors from its centre line, and
// returns what fires at each: what a [Watch] returns for the points one by one.
func Flag(rules RuleSet, z []float64) []RuleSet {
	w := NewWatch(rules)
	fired := make([]RuleSet, len(z))
	for i, x := range z {
		fired[i] = w.Add(x)
	}
	return fired
}
