package score

import (
	"encoding/json"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/kpi"
)

// Card puts several metrics into one figure from 0 to 1: each is brought onto the line from its worst
// to its best value, and counts by its weight. What is in a card, and how much it counts, changes with a
// new version and never under the same one.
type Card struct {
	Schema   string          `json:"schema"` // "logistics/kpi.scorecard/1"; in Go it may be left out
	ID       logistics.ID    `json:"id"`
	Version  int             `json:"version"`
	Name     string          `json:"name"`
	Lines    []CardLine      `json:"lines"` // 1 to 100, a metric each
	Green    logistics.Ratio `json:"green"` // green from this total, 0 to 1
	Amber    logistics.Ratio `json:"amber"` // amber from this total up to Green; red below it
	Missing  MissingRule     `json:"missing"`
	Decimals int             `json:"decimals,omitzero"` // of points, 1 to 6, rounded half to even; absent: 4
}

// CardLine is what one metric counts for.
type CardLine struct {
	Metric  logistics.ID    `json:"metric"`
	Version int             `json:"version"`           // of the metric
	Weight  int64           `json:"weight"`            // 1 to 1,000,000, as a share of the weight of all lines
	Worst   logistics.Ratio `json:"worst"`             // no points here or beyond; in the unit of the metric
	Best    logistics.Ratio `json:"best"`              // all points here or beyond
	RedLine logistics.Ratio `json:"red_line,omitzero"` // a worse value makes the card red; not better than Best
}

// MissingRule says what becomes of a line that nothing was measured for.
type MissingRule string

// The rules.
const (
	MissingLeftOut   MissingRule = "leave_out" // the other lines count alone; the score says how much was measured
	MissingIsWorst   MissingRule = "worst"     // it has no points, and its weight counts
	MissingWithholds MissingRule = "withhold"  // there is no total
)

func cardDocument() wire.Document { return wire.Document{Name: "kpi.scorecard"} }

// MarshalJSON writes the card with its schema.
func (c Card) MarshalJSON() ([]byte, error) {
	type plain Card
	c.Schema = cardDocument().Written(c.Schema)
	return json.Marshal(plain(c))
}

// DecodeCard reads a card strictly: an unknown field is a fault. All faults are returned.
func DecodeCard(data []byte) (Card, error) {
	return wire.DecodeDocument[Card](cardDocument(), data, wire.Strict)
}

const (
	mostLines    = 100
	mostWeight   = 1_000_000
	mostDecimals = 6
	mostName     = 200
	decimals     = 4
)

// Validate reports every fault that the card has by itself. What the metrics have to say is for
// [Compile].
func (c Card) Validate() error {
	var faults logistics.Faults
	cardDocument().Head(wire.Head{Schema: c.Schema, ID: c.ID, Version: c.Version}, &faults)
	wire.CheckText("/name", c.Name, "name of the card", mostName, &faults)
	checkShare("/green", c.Green, &faults)
	checkShare("/amber", c.Amber, &faults)
	if order, err := c.Amber.Cmp(c.Green); err == nil && order > 0 {
		faults.Conflict("/amber", c.Amber, "must not exceed green, "+c.Green.String())
	}
	switch c.Missing {
	case MissingLeftOut, MissingIsWorst, MissingWithholds:
	default:
		faults.Unknown("/missing", c.Missing, "leave_out, worst or withhold")
	}
	if c.Decimals < 0 || c.Decimals > mostDecimals {
		faults.OutOfRange("/decimals", c.Decimals, "1 to 6; absent is 4")
	}
	switch n := len(c.Lines); {
	case n == 0:
		faults.Required("/lines", "at least one line")
	case n > mostLines:
		faults.TooMany("/lines", n, "at most 100")
		return faults.Err()
	}
	seen := make(map[logistics.ID]bool, len(c.Lines))
	for i, line := range c.Lines {
		line.validate(linePath(i), &faults)
		if seen[line.Metric] && !line.Metric.IsZero() {
			what := "a metric has one line, in one version"
			faults.Duplicate(linePath(i)+"/metric", line.Metric, what)
		}
		seen[line.Metric] = true
	}
	return faults.Err()
}

func linePath(i int) string { return "/lines/" + strconv.Itoa(i) }

func checkShare(path string, r logistics.Ratio, faults *logistics.Faults) {
	switch {
	case r.IsZero():
		faults.Required(path, "0 to 1")
	case r.Num() < 0 || r.Num() > r.Den():
		faults.OutOfRange(path, r, "0 to 1")
	}
}

func (l CardLine) validate(path string, faults *logistics.Faults) {
	if l.Metric.IsZero() {
		faults.Required(path+"/metric", "the metric of the line")
	}
	if l.Version < 1 {
		faults.OutOfRange(path+"/version", l.Version, "version must be 1 or greater")
	}
	if l.Weight < 1 || l.Weight > mostWeight {
		faults.OutOfRange(path+"/weight", digits(l.Weight), "1 to 1,000,000")
	}
	if l.Worst.IsZero() {
		faults.Required(path+"/worst", "the value that gets no points")
	}
	if l.Best.IsZero() {
		faults.Required(path+"/best", "the value that gets all points")
	}
	order, err := l.Worst.Cmp(l.Best)
	if err != nil {
		return
	}
	direction := logistics.HigherIsBetter
	switch {
	case order == 0:
		faults.Conflict(path+"/best", l.Best, "must differ from the worst value")
		return
	case order > 0:
		direction = logistics.LowerIsBetter
	}
	if order, known := compareBy(direction, l.RedLine, l.Best); known && order > 0 {
		what := "must not be better than the best value, " + l.Best.String()
		faults.Conflict(path+"/red_line", l.RedLine, what)
	}
}

// checkMetric reports what of the line does not agree with the definition of its metric.
func (l CardLine) checkMetric(m kpi.Metric, path string, faults *logistics.Faults) {
	faults.At(path+"/worst", m.CheckValue(l.Worst))
	faults.At(path+"/best", m.CheckValue(l.Best))
	faults.At(path+"/red_line", m.CheckValue(l.RedLine))
	if order, known := compareBy(m.Direction, l.Worst, l.Best); known && order > 0 {
		what := "must be better than the worst value, " + l.Worst.String() + " (" + string(m.Direction) + ")"
		faults.Conflict(path+"/best", l.Best, what)
	}
}

// Colour is the light a score shows. The zero Colour is none.
type Colour uint8

// The colours, the worst first. Undetermined stands outside of their order.
const (
	Red          Colour = iota + 1 // below amber, or a red line is crossed
	Amber                          // from amber up to green
	Green                          // from green
	Undetermined                   // there is no total to show a colour for
)

var colourNames = []string{"unspecified", "red", "amber", "green", "undetermined"}

// String is the text on the wire.
func (c Colour) String() string { return enum.Name(c, colourNames) }

// MarshalText refuses the zero Colour.
func (c Colour) MarshalText() ([]byte, error) { return wire.EnumText(c, colourNames) }

// UnmarshalText reads the form of String.
func (c *Colour) UnmarshalText(text []byte) error { return wire.ParseEnum(c, colourNames, text) }
