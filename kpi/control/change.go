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
// makes the points up to the signal the most likely, each with the weight that its size gives it; missing points
// have none. The likelihood is the normal one, around the centre line of the frozen limits. It is where to look for
// a cause, not a proof of one. A chart of numbers has no one level; draw it as a proportion. Where the baseline does
// not vary there is no likelihood: every point off the centre line is a change.
func (c Chart) Change(signal int) (Change, error) {
	if err := c.checkChange(signal); err != nil {
		return Change{}, err
	}
	// From the signal backwards, everything in standard errors of the signal: the sum of the deviations by their
	// weights, and the weights, which are inverse variances.
	best, unit := Change{From: signal, Evidence: -1}, c.Points[signal].Sigma
	sum, weights, levels := 0.0, 0.0, 0.0
	for i := signal; i >= 0; i-- {
		p := c.Points[i]
		if p.Z == nil {
			continue // a point that weighs nothing
		}
		precision, level := unit/p.Sigma, p.Stat
		if c.Limits.Kind == Time {
			// Times are judged transformed, where the standard error is the same for all.
			precision, level = 1, c.Limits.Centre+*p.Z*c.Limits.Sigma
		}
		sum += precision * *p.Z
		weights += precision * precision
		levels += precision * precision * level
		if evidence := sum * sum / weights / 2; evidence > best.Evidence {
			best = Change{From: i, Level: levels / weights, Evidence: evidence}
		}
	}
	if c.Limits.Kind == Time {
		best.Level = math.Pow(math.Max(0, best.Level), power)
	}
	if !(math.Abs(best.Level) <= mostLimit*mostLimit) || !(best.Evidence >= 0 && best.Evidence <= math.MaxFloat64) {
		return Change{}, logistics.NewFieldError(logistics.FaultOutOfRange, "", "points must come from a chart")
	}
	return best, nil
}

// checkChange refuses charts and points of which there is no change to estimate.
func (c Chart) checkChange(signal int) error {
	switch {
	case c.Limits.Kind == Number:
		return wrongKind(c.Limits.Kind, "only charts whose points share a level")
	case signal < 0 || signal >= len(c.Points):
		return logistics.NewFieldError(logistics.FaultOutOfRange, strconv.Itoa(signal), "a point of the chart")
	}
	var faults logistics.Faults
	for i, p := range c.Points[:signal+1] {
		if p.check(i, &faults) && p.Z != nil && p.Sigma == 0 && c.Limits.Kind != Time {
			faults.Conflict("/points/"+strconv.Itoa(i)+"/z", text(*p.Z), "there is none without a standard error")
		}
	}
	if p := c.Points[signal]; len(faults) == 0 && p.Z == nil {
		what := "a point that is missing, or of a baseline that does not vary, tells no likelihood"
		faults.Conflict("/points/"+strconv.Itoa(signal), nil, what)
	}
	return faults.Err()
}
