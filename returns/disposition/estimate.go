package disposition

import "math"

// factors are a recovery in floats: success × value × (1 − decay)^weeks + part × value + rest.
type factors struct{ success, part, rest, weeks float64 }

// factorsOf prepares every recovery of an option, less its cost.
func factorsOf(o *Option) []factors {
	all := make([]factors, len(o.Recovery))
	for i := range o.Recovery {
		r := &o.Recovery[i]
		f := &all[i]
		f.success, _ = r.Share.Float()
		f.weeks, _ = r.Weeks.Float()
		if p, ok := r.Success.Float(); ok {
			f.success *= p
			share, _ := r.FallbackShare.Float()
			f.part, f.rest = (1-p)*share, (1-p)*r.Fallback.Float()
		}
		f.rest -= o.Cost.Float()
	}
	return all
}

// coarse is where floats are too coarse for money: above it they hold no hundredth of a cent.
const coarse = 1e12

// isCoarse reports whether an amount of the policy is that large.
func (c *Chooser) isCoarse() bool {
	for _, recoveries := range c.factors {
		for _, f := range recoveries {
			if math.Abs(f.rest) >= coarse {
				return true
			}
		}
	}
	return false
}

// contenders is the set of open ways that can be best. A figure is rounded to the minor unit, which
// moves it by less than one; so a way that is estimated more than two units below another can neither
// beat it nor tie with it, and its exact figure need not be computed. Where floats cannot tell, every
// way is in the set.
func (c *Chooser) contenders(a *asked) (set uint64) {
	value, bring := a.value.Float(), a.inbound.Float()+a.handling.Float()
	decay, _ := a.decay.Float()
	if c.coarse || value >= coarse || bring >= coarse || decay == 1 {
		return math.MaxUint64
	}
	var estimates [maxOptions]float64
	best := math.Inf(-1)
	fading := math.Log1p(-decay)
	for i := range c.factors {
		k, closed := c.open(i, a)
		if closed != 0 {
			estimates[i] = math.Inf(-1)
			continue
		}
		f := &c.factors[i][k]
		estimate := f.part*value + f.rest + f.success*value*math.Exp(fading*(f.weeks+c.queues[i]))
		if !c.keeping[i] {
			estimate -= bring
		}
		estimates[i], best = estimate, max(best, estimate)
	}
	for i := range c.factors {
		if estimates[i] > best-c.margin {
			set |= 1 << i
		}
	}
	return set
}
