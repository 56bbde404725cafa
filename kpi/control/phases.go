package control

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Phase is a part of a series in which the process was one: new limits are set where it was changed, and for
// no other reason.
type Phase struct {
	From    int     `json:"from"`             // the place of its first point
	Because string  `json:"because,omitzero"` // what changed the process; the first phase needs none
	Options Options `json:"options,omitzero"` // a Baseline freezes the limits after that many points of the phase
}

// PhasedChart is a chart for each phase, in order.
type PhasedChart struct {
	Phases []PhaseChart `json:"phases"`
}

// PhaseChart is a phase with its chart, whose points count from its first.
type PhaseChart struct {
	Phase
	Chart Chart `json:"chart"`
}

const maxBecause = 200

// ChartPhases cuts a series of n points into phases and draws each by itself, so that no pattern reaches
// across a change. The function draws the points from a place up to, and without, another:
//
//	control.ChartPhases(len(counts), phases, func(from, to int, o control.Options) (control.Chart, error) {
//		return control.ChartCounts(control.LaneyProportion, counts[from:to], o)
//	})
//
// The first phase begins at 0 and every further one later than the one before. All faults of the phases are
// returned, with those of each drawing below its phase.
func ChartPhases(n int, phases []Phase, draw func(from, to int, o Options) (Chart, error)) (PhasedChart, error) {
	var faults logistics.Faults
	if len(phases) == 0 {
		faults.Required("/phases", "at least one, from 0")
	}
	for i, p := range phases {
		path := "/phases/" + strconv.Itoa(i)
		switch {
		case i == 0 && p.From != 0:
			faults.OutOfRange(path+"/from", p.From, "the first phase begins at 0")
		case i > 0 && (p.From <= phases[i-1].From || p.From >= n):
			what := "must be after the phase before and within the series"
			faults.OutOfRange(path+"/from", p.From, what)
		}
		if i > 0 || p.Because != "" {
			wire.CheckText(
				path+"/because", p.Because, "say what changed the process", maxBecause,
				&faults,
			)
		}
	}
	if err := faults.Err(); err != nil {
		return PhasedChart{}, err
	}
	if draw == nil {
		return PhasedChart{}, logistics.NewFieldError(logistics.FaultRequired, "", "what draws a phase")
	}
	phased := PhasedChart{Phases: make([]PhaseChart, len(phases))}
	for i, p := range phases {
		to := n
		if i+1 < len(phases) {
			to = phases[i+1].From
		}
		chart, err := draw(p.From, to, p.Options)
		faults.At("/phases/"+strconv.Itoa(i), err)
		phased.Phases[i] = PhaseChart{p, chart}
	}
	if err := faults.Err(); err != nil {
		return PhasedChart{}, err
	}
	return phased, nil
}

// Signals is the places in the whole series of the points that are beyond a limit or at which a rule fired.
func (c PhasedChart) Signals() []int {
	signals := []int{}
	for _, p := range c.Phases {
		for _, i := range p.Chart.Signals() {
			signals = append(signals, p.From+i)
		}
	}
	return signals
}

// Draw is the charts of the phases below each other, all to one scale, with what began each.
func (c PhasedChart) Draw() string {
	var all []mark
	for _, p := range c.Phases {
		all = append(all, p.Chart.marks(p.From)...)
	}
	scale, width := scaleOf(all), widthOf(all)
	var b strings.Builder
	for i, p := range c.Phases {
		if i > 0 {
			fmt.Fprintf(&b, "  -- %s\n", p.Because)
		}
		for _, m := range p.Chart.marks(p.From) {
			scale.draw(&b, width, m)
		}
	}
	return b.String()
}
