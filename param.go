package logistics

import (
	"cmp"
	"strconv"
	"strings"
	"time"
)

// Figure is what a parameter is a figure of: how people are told it. An open vocabulary; a figure of a kind
// that is not listed is told as it is written.
type Figure string

// The kinds of figures, with the canonical text each has.
const (
	FigureText        Figure = ""            // as it is: the text of a host
	FigureCount       Figure = "count"       // a whole number: "24"
	FigureNumber      Figure = "number"      // a fraction or a decimal: "9036390/1200", "1.88"
	FigurePercent     Figure = "percent"     // a share: "19/20" is 95 %
	FigurePoints      Figure = "points"      // hundredths, told as points: "1/40" is 2.5 points
	FigureProbability Figure = "probability" // from 0 to 1: "0.0312"
	FigureMoney       Figure = "money"       // "12.50 EUR"
	FigureQuantity    Figure = "quantity"    // "108 EA"
	FigureMeasure     Figure = "measure"     // a fraction of a unit or a currency: "4850/100 HUR" is 48.5 h
	FigureDuration    Figure = "duration"    // that passes on any clock: "PT62H" is 2 days 14 h
	FigureWorkingTime Figure = "working"     // of open hours, which are no days: "PT62H" is 62 h
	FigureInstant     Figure = "instant"     // a [Stamp], on the clock of the place: "2025-03-03T17:00:00+01:00"
	FigureDate        Figure = "date"        // "2025-03-03"
	FigureTime        Figure = "time"        // of the day: "17:00"
	FigureWindow      Figure = "window"      // two instants with a slash, the second the last one inside
	FigurePeriod      Figure = "period"      // a [Period]: "2025-Q3"
	FigureID          Figure = "id"          // an [ID]
	FigureCode        Figure = "code"        // a word of a vocabulary: "right_time", told by its term
	FigureCodes       Figure = "codes"       // some of them, with commas
	FigureRight       Figure = "right"       // a [Right]: "time", told as right time
	FigureFormula     Figure = "formula"     // in the names of the other figures: "charges * credit"
)

// Param is a named figure of a reason or step, exact and in the canonical text of its type, so that whoever
// reads it can calculate again. What people read of it is made by a [Catalog].
type Param struct {
	Name   string `json:"name"`
	Figure Figure `json:"figure,omitempty"`
	Text   string `json:"text"`
	// Label is what people call an id, a code or a text, where the facts say so: a metric, a customer, a product.
	Label string `json:"label,omitempty"`
}

// Labelled is the parameter with what people call it.
func (p Param) Labelled(label string) Param {
	p.Label = label
	return p
}

// TextParam is a text of the host, told as it is.
func TextParam(name, text string) Param { return Param{Name: name, Text: text} }

// CountParam is a whole number.
func CountParam(name string, n int64) Param {
	return Param{Name: name, Figure: FigureCount, Text: strconv.FormatInt(n, 10)}
}

// CodeParam is a word of a vocabulary.
func CodeParam[T ~string](name string, code T) Param {
	return Param{Name: name, Figure: FigureCode, Text: string(code)}
}

// CodesParam are words of a vocabulary, in their order.
func CodesParam[T ~string](name string, codes ...T) Param {
	texts := make([]string, len(codes))
	for i, code := range codes {
		texts[i] = string(code)
	}
	return Param{Name: name, Figure: FigureCodes, Text: strings.Join(texts, ",")}
}

// FormulaParam is a formula in the names of the other figures of its reason or step, told with the figures.
func FormulaParam(name, formula string) Param {
	return Param{Name: name, Figure: FigureFormula, Text: formula}
}

// FloatParam is a figure of statistics, to six digits.
func FloatParam(name string, x float64) Param {
	return Param{Name: name, Figure: FigureNumber, Text: sixDigits(x)}
}

// ProbabilityParam is a probability of statistics, to six digits.
func ProbabilityParam(name string, p float64) Param {
	return Param{Name: name, Figure: FigureProbability, Text: sixDigits(p)}
}

func sixDigits(x float64) string { return strconv.FormatFloat(x+0, 'g', 6, 64) } // no negative zero

// InstantParam is an instant on the clock of its location.
func InstantParam(name string, t time.Time) Param { return StampOf(t).Param(name) }

// WorkingTimeParam is a length of open hours. What has no text as a [Duration] is cut to a century.
func WorkingTimeParam(name string, d time.Duration) Param {
	return Param{Name: name, Figure: FigureWorkingTime, Text: exactly(d).String()}
}

// exactly is a length of time, cut to a century.
func exactly(d time.Duration) Duration { return Duration{exact: min(max(d, -century), century)} }

// ElapsedParam is a length of time on any clock, like [WorkingTimeParam].
func ElapsedParam(name string, d time.Duration) Param { return exactly(d).Param(name) }

// Param is the amount as a figure.
func (m Money) Param(name string) Param {
	return Param{Name: name, Figure: FigureMoney, Text: m.String()}
}

// Param is the quantity as a figure.
func (q Quantity) Param(name string) Param {
	return Param{Name: name, Figure: FigureQuantity, Text: q.String()}
}

// Param is the ratio as a number: 7/2 is 3.5.
func (r Ratio) Param(name string) Param {
	return Param{Name: name, Figure: FigureNumber, Text: r.String()}
}

// PercentParam is the ratio as a share: 7/8 is 87.5 %.
func (r Ratio) PercentParam(name string) Param {
	return Param{Name: name, Figure: FigurePercent, Text: r.String()}
}

// PointsParam is the ratio in points, hundredths of the whole: 7/8 is 87.5 points.
func (r Ratio) PointsParam(name string) Param {
	return Param{Name: name, Figure: FigurePoints, Text: r.String()}
}

// MeasureParam is the ratio in a unit, or in a currency where there is no unit, as means are: 4850/100 hours.
func (r Ratio) MeasureParam(name string, unit Unit, currency Currency) Param {
	text := r.String()
	if of := cmp.Or(unit.Code(), currency.Code()); text != "" && of != "" {
		text += " " + of
	}
	return Param{Name: name, Figure: FigureMeasure, Text: text}
}

// Param is the length of time as a figure.
func (d Duration) Param(name string) Param {
	return Param{Name: name, Figure: FigureDuration, Text: d.String()}
}

// Param is the time as it was written down, as a figure.
func (s Stamp) Param(name string) Param {
	return Param{Name: name, Figure: FigureInstant, Text: s.String()}
}

// Param is the date as a figure.
func (d Date) Param(name string) Param {
	return Param{Name: name, Figure: FigureDate, Text: d.String()}
}

// Param is the time of day as a figure.
func (t TimeOfDay) Param(name string) Param {
	return Param{Name: name, Figure: FigureTime, Text: t.String()}
}

// Param is the period as a figure.
func (p Period) Param(name string) Param {
	return Param{Name: name, Figure: FigurePeriod, Text: p.String()}
}

// Param is the id as a figure.
func (id ID) Param(name string) Param { return Param{Name: name, Figure: FigureID, Text: id.String()} }

// Param is the window as a figure: from its first instant to the last one inside.
func (w Window) Param(name string) Param {
	var text string
	if !w.IsZero() {
		text = stampText(w.from) + "/" + stampText(w.Last())
	}
	return Param{Name: name, Figure: FigureWindow, Text: text}
}

func stampText(t time.Time) string { return StampOf(t).String() }
