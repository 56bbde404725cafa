package disposition

import (
	"math"
	"slices"

	"github.com/logicrm/logistics"
)

// Flip is a length of a path, queue included, at which the choice turns to another way. All else stays.
type Flip struct {
	Path   Disposition `json:"path"`            // whose path grows, or shrinks
	Winner Disposition `json:"winner"`          // which way wins then
	Weeks  float64     `json:"weeks"`           // beyond which, or within which, it wins
	Now    float64     `json:"now"`             // weeks the path takes now
	Beyond bool        `json:"beyond,omitzero"` // wins beyond so many weeks; otherwise within them
}

// Flips compares the chosen way with each other that is open: how long its own path may become before
// the other wins, and how short the other's would have to be. A flip that no length of the path leads to
// is not listed. The others come in the order of the policy.
func (c Choice) Flips() []Flip {
	if c.read != nil {
		return slices.Clone(c.read.Flips)
	}
	d, _ := c.item.decay.Float()
	if c.best == 0 || d == 0 || d == 1 {
		return nil
	}
	var flips []Flip
	chosen, _ := c.curve(c.best - 1)
	for i := range c.chooser.policy.Options {
		other, ok := c.curve(i)
		if i == c.best-1 || !ok {
			continue
		}
		// Ways that tie in whole minor units may be a hair apart either way.
		if weeks, ok := chosen.reaches(other.net(d), d); ok {
			flips = append(flips, Flip{chosen.way, other.way, max(weeks, chosen.weeks), chosen.weeks, true})
		}
		if weeks, ok := other.reaches(chosen.net(d), d); ok && weeks > 0 {
			flips = append(flips, Flip{other.way, other.way, min(weeks, other.weeks), other.weeks, false})
		}
	}
	return flips
}

// curve is the net recovery of a way as a function of the length of its path: falls × (1 − decay)^weeks
// + stays.
type curve struct {
	way                 Disposition
	falls, stays, weeks float64
}

func (c Choice) curve(i int) (curve, bool) {
	recovery, closed := c.chooser.open(i, &c.item)
	if closed != 0 {
		return curve{}, false
	}
	f, value := &c.chooser.factors[i][recovery], c.item.value.Float()
	k := curve{
		way: c.chooser.policy.Options[i].Disposition, weeks: f.weeks + c.chooser.queues[i],
		falls: f.success * value, stays: float64(f.part*value) + f.rest,
	}
	if !c.chooser.keeping[i] {
		k.stays -= c.item.inbound.Float() + c.item.handling.Float()
	}
	return k, true
}

func (k curve) net(decay float64) float64 { return k.after(decay, 0) }

// after is the net recovery when the path begins so many weeks later.
func (k curve) after(decay, weeks float64) float64 {
	return float64(k.falls*math.Pow(1-decay, k.weeks+weeks)) + k.stays
}

// reaches is the length of the path at which the net recovery is so much.
func (k curve) reaches(net, decay float64) (weeks float64, ok bool) {
	left := (net - k.stays) / k.falls
	if !(left > 0) || left > 1 { // NaN too: a way that recovers nothing with success
		return 0, false
	}
	weeks = max(math.Log(left)/math.Log(1-decay), 0)
	return weeks, !math.IsNaN(weeks) && !math.IsInf(weeks, 0) // a decay too small for floats turns nothing
}

// Reasons says what would change the choice, one line for each flip.
func (f Flip) Reasons() []logistics.Reason {
	code := FlipsWithin
	if f.Beyond {
		code = FlipsBeyond
	}
	return []logistics.Reason{{Code: code, Params: []logistics.Param{
		logistics.CodeParam("winner", f.Winner), logistics.CodeParam("path", f.Path),
		logistics.FloatParam("weeks", f.Weeks),
		logistics.FloatParam("now", f.Now),
	}}}
}

// Sentences tells the reasons in a language; the zero Language is English.
func (f Flip) Sentences(in logistics.Language) []string { return Reasons().Sentences(f.Reasons(), in) }
