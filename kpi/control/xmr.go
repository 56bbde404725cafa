package control

import (
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
)

// Pattern is why a point of an XmR chart is not left to chance. The zero Pattern is none.
type Pattern uint8

// The patterns; where several hold, the first of them is given.
const (
	BeyondLimit Pattern = iota + 1 // the point itself
	Trend                          // one of 7 in a row that rise, or that fall
	TwoInThree                     // one of 2 close to a limit, among 3 on that side
	Shift                          // one of 7 in a row on a side of the mean
)

var patternNames = []string{"unspecified", "beyond_limit", "trend", "two_in_three", "shift"}

// String is the text on the wire.
func (p Pattern) String() string { return enum.Name(p, patternNames) }

// MarshalText refuses the zero Pattern.
func (p Pattern) MarshalText() ([]byte, error) { return wire.EnumText(p, patternNames) }

// UnmarshalText reads the form of String.
func (p *Pattern) UnmarshalText(text []byte) error { return wire.ParseEnum(p, patternNames, text) }

// Variation is what a point means for the service. The zero Variation is none.
type Variation uint8

// The kinds of variation.
const (
	CommonCause  Variation = iota + 1 // chance: nothing to explain
	Improvement                       // a pattern in the direction that is better
	Concern                           // a pattern in the direction that is worse
	NeutralHigh                       // a pattern upwards, where no direction is better
	NeutralLow                        // a pattern downwards, where no direction is better
	SpecialCause                      // a pattern that has no side
	Missing                           // no cases, so nothing to judge
)

var variationNames = []string{
	"unspecified", "common_cause", "improvement", "concern", "neutral_high", "neutral_low", "special_cause",
	"missing",
}

// String is the text on the wire.
func (v Variation) String() string { return enum.Name(v, variationNames) }

// MarshalText refuses the zero Variation.
func (v Variation) MarshalText() ([]byte, error) { return wire.EnumText(v, variationNames) }

// UnmarshalText reads the form of String.
func (v *Variation) UnmarshalText(text []byte) error { return wire.ParseEnum(v, variationNames, text) }

// Assurance is whether a process can be relied on for a target. The zero Assurance is that there is no
// target, or no better direction.
type Assurance uint8

// The kinds of assurance.
const (
	ConsistentPass Assurance = iota + 1 // the limits are on the good side of the target
	ConsistentFail                      // they are on the bad side: only another process will meet it
	Inconsistent                        // the target is within the limits: it is met or missed by chance
)

var assuranceNames = []string{"unspecified", "consistent_pass", "consistent_fail", "inconsistent"}

// String is the text on the wire.
func (a Assurance) String() string { return enum.Name(a, assuranceNames) }

// MarshalText refuses the zero Assurance.
func (a Assurance) MarshalText() ([]byte, error) { return wire.EnumText(a, assuranceNames) }

// UnmarshalText reads the form of String.
func (a *Assurance) UnmarshalText(text []byte) error { return wire.ParseEnum(a, assuranceNames, text) }

// Aim is which way is better and what is wanted. The zero Aim has neither.
type Aim struct {
	Direction logistics.Direction `json:"direction,omitempty"`
	Target    *float64            `json:"target,omitempty"` // nil is no target
	// how many of the first values the limits are from; 0 is all
	Baseline int  `json:"baseline,omitzero"`
	Screen   bool `json:"screen,omitzero"` // leave moving ranges above their own limit out, once
	// what people call the values, such as the names of their periods: none, or one for each
	Labels []string `json:"labels,omitempty"`
}

// XmRPoint is one value of an XmR chart.
type XmRPoint struct {
	Value     float64   `json:"value"`
	Pattern   Pattern   `json:"pattern,omitzero"`
	High      bool      `json:"high,omitzero"` // the pattern is upwards
	Variation Variation `json:"variation"`
}

// XmRChart is a series of single values with what each means for the service.
type XmRChart struct {
	Mean      float64             `json:"mean"`
	Lower     float64             `json:"lower"`
	Upper     float64             `json:"upper"`
	Direction logistics.Direction `json:"direction,omitempty"`
	Target    *float64            `json:"target,omitempty"`
	Assurance Assurance           `json:"assurance,omitzero"`
	Points    []XmRPoint          `json:"points"`
	Labels    []string            `json:"labels,omitempty"` // of the points, where they have any
}

// The factors of the XmR chart, as its practice has them.
const (
	xmrLimit  = 2.66
	xmrScreen = 3.267
	xmrRun    = 7
)

// XmR draws single values by the practice of service improvement: limits at 2.66 mean moving ranges, every
// point of a pattern labelled, and a verdict on the target. A [Watch] labels only the end of a pattern. Where the
// baseline does not vary the limits are its value, and what is off it to the worse side is beyond them.
func XmR(values []float64, aim Aim) (XmRChart, error) {
	if err := aim.check(values); err != nil {
		return XmRChart{}, err
	}
	base := values
	if aim.Baseline > 0 {
		base = values[:aim.Baseline]
	}
	c := XmRChart{
		Direction: aim.Direction, Points: make([]XmRPoint, len(values)), Labels: slices.Clone(aim.Labels),
	}
	if aim.Target != nil {
		wanted := *aim.Target
		c.Target = &wanted
	}
	for i, x := range values {
		c.Points[i].Value = x
	}
	if slices.Min(base) == slices.Max(base) {
		c.still(values, base[0])
	} else {
		reach := xmrLimit * screened(movingRanges(base), aim.Screen, xmrScreen)
		if !(reach > 0) { // without the outliers nothing varies
			return XmRChart{}, spreadless("/values")
		}
		c.Mean = mean(base)
		c.Lower, c.Upper = c.Mean-reach, c.Mean+reach
		c.label(values)
	}
	for i := range c.Points {
		c.Points[i].Variation = aim.variation(c.Points[i].Pattern != 0, c.Points[i].High)
	}
	c.Assurance = aim.assurance(c.Lower, c.Upper)
	return c, nil
}

// still marks what is off the level of a baseline that does not vary.
func (c *XmRChart) still(values []float64, level float64) {
	c.Mean, c.Lower, c.Upper = level, level, level
	for i, x := range values {
		if worse(c.Direction, x, level) {
			c.Points[i].Pattern, c.Points[i].High = BeyondLimit, x > level
		}
	}
}

// Reasons tells the assurance, and every value that is more than chance. Values without a label count from 1 there.
func (c XmRChart) Reasons() []logistics.Reason {
	reasons := assured(c.Assurance, 0, c.Direction, c.Target, c.Lower, c.Upper)
	for i, p := range c.Points {
		if p.Pattern != 0 {
			reasons = append(reasons, told(i, labelOf(c.Labels, i), p.Variation, []string{p.Pattern.String()}))
		}
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (c XmRChart) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(c.Reasons(), in)
}

func (a *Aim) check(values []float64) error {
	var faults logistics.Faults
	faults.At("", checkSeries(values, 2))
	a.checkTarget(&faults)
	if a.Baseline != 0 && (a.Baseline < 2 || a.Baseline > len(values)) {
		faults.OutOfRange("/aim/baseline", a.Baseline, "2 up to all values; 0 is all")
	}
	checkLabels("/aim/labels", a.Labels, len(values), &faults)
	return faults.Err()
}

func (a *Aim) checkTarget(faults *logistics.Faults) {
	checkDirection("/aim/direction", a.Direction, faults)
	if a.Target != nil {
		figure("/aim/target", *a.Target, faults)
	}
}

// label marks the patterns, the weakest first, so that the strongest stays.
func (c *XmRChart) label(values []float64) {
	c.mark(values, Shift, xmrRun, func(w []float64, way float64) bool {
		return all(w, func(x float64) bool { return (x-c.Mean)*way > 0 })
	})
	// The points of this one are those close to the limit only.
	limit := c.Upper - c.Mean
	c.twoInThree(values, limit*2/3, limit)
	c.mark(values, Trend, xmrRun, func(w []float64, way float64) bool {
		for i := range w[1:] {
			if (w[i+1]-w[i])*way <= 0 {
				return false
			}
		}
		return true
	})
	c.mark(values, BeyondLimit, 1, func(w []float64, way float64) bool {
		return way > 0 && w[0] > c.Upper || way < 0 && w[0] < c.Lower
	})
}

// mark labels all points of every window of n that holds, upwards or downwards.
func (c *XmRChart) mark(values []float64, p Pattern, n int, holds func(w []float64, way float64) bool) {
	for from := 0; from+n <= len(values); from++ {
		for _, way := range []float64{1, -1} {
			if !holds(values[from:from+n], way) {
				continue
			}
			for i := range n {
				c.Points[from+i].Pattern, c.Points[from+i].High = p, way > 0
			}
		}
	}
}

// twoInThree labels points in the outer third, when two of three on a side are there.
func (c *XmRChart) twoInThree(values []float64, reach, limit float64) {
	outer := func(x, way float64) bool { return (x-c.Mean)*way > reach && (x-c.Mean)*way <= limit }
	for from := 0; from+3 <= len(values); from++ {
		w := values[from : from+3]
		for _, way := range []float64{1, -1} {
			far := 0
			for _, x := range w {
				if outer(x, way) {
					far++
				}
			}
			if far < 2 || !all(w, func(x float64) bool { return (x-c.Mean)*way > 0 }) {
				continue
			}
			for i, x := range w {
				if outer(x, way) {
					c.Points[from+i].Pattern, c.Points[from+i].High = TwoInThree, way > 0
				}
			}
		}
	}
}

func all(w []float64, holds func(x float64) bool) bool {
	return !slices.ContainsFunc(w, func(x float64) bool { return !holds(x) })
}

// variation is what a signal to a side means; it is none where there is no signal.
func (a *Aim) variation(signal, high bool) Variation {
	switch {
	case !signal:
		return CommonCause
	case a.Direction == "" && high:
		return NeutralHigh
	case a.Direction == "":
		return NeutralLow
	case high == (a.Direction == logistics.HigherIsBetter):
		return Improvement
	default:
		return Concern
	}
}

// assurance compares the target with the limits of the process.
func (a *Aim) assurance(lower, upper float64) Assurance {
	if a.Direction == "" || a.Target == nil {
		return 0
	}
	least, most := *a.Target < lower, *a.Target > upper
	if lower == upper && *a.Target == lower {
		return ConsistentPass // what has always been the target meets it
	}
	if a.Direction == logistics.LowerIsBetter {
		least, most = most, least
	}
	switch {
	case least:
		return ConsistentPass
	case most:
		return ConsistentFail
	default:
		return Inconsistent
	}
}
