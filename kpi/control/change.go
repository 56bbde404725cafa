package control

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// Change is the estimate of when a process changed: before what signalled, and by how much.
type Change struct {
	From     int     `json:"from"`     // the first point of the changed process
	Level    float64 `json:"level"`    // of the statistic since then
	Evidence float64 `json:"evidence"` // log-likelihood gained over no change at all
}

// Change estimates when the change began that signalled at a point: the start from which a lasting step
// makes the points up to the signal the most likely, each with the weight that its size gives it. The
// likelihood is the normal one, around the centre line of the frozen limits. It is where to look for a cause,
// not a proof of one. A chart of numbers has no one level; draw it as a proportion.
func (c Chart) Change(signal int) (Change, error) {
	switch {
	case c.Limits.Kind == Number:
		return Change{}, wrongKind(c.Limits.Kind, "only charts whose points share a level")
	case signal < 0 || signal >= len(c.Points):
		return Change{}, logistics.NewFieldError(
			logistics.FaultOutOfRange, strconv.Itoa(signal), "a point of the chart",
		)
	}
	// From the signal backwards: the sum of the deviations and of their weights, as inverse variances.
	best := Change{From: signal, Level: c.Points[signal].Centre, Evidence: -1}
	sum, weights, centres := 0.0, 0.0, 0.0
	for i := signal; i >= 0; i-- {
		p := c.Points[i]
		if !(p.Sigma > 0) {
			continue // a point that weighs nothing
		}
		weight, deviation, centre := 1/(p.Sigma*p.Sigma), p.Stat-p.Centre, p.Centre
		if c.Limits.Kind == Time {
			// Times are judged transformed, where the standard error is the same for all.
			weight, deviation, centre = 1, p.Z*c.Limits.Sigma, c.Limits.Centre
		}
		sum += weight * deviation
		weights += weight
		centres += weight * centre
		evidence := sum * sum / weights / 2
		if c.Limits.Kind == Time {
			evidence /= c.Limits.Sigma * c.Limits.Sigma
		}
		if evidence > best.Evidence {
			level := (centres + sum) / weights
			if c.Limits.Kind == Time {
				level = math.Pow(math.Max(0, level), power)
			}
			best = Change{From: i, Level: level, Evidence: evidence}
		}
	}
	best.Evidence = math.Max(0, best.Evidence)
	return best, nil
}
