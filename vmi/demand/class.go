package demand

import (
	"errors"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/enum"
)

// Class is how a demand behaves, which says which forecast and which distribution suit it.
type Class uint8

// The classes. The first four are those of Syntetos, Boylan and Croston, from easy to hard.
const (
	Smooth       Class = iota + 1 // often, and sizes vary little
	Erratic                       // often, and sizes vary much
	Intermittent                  // seldom, and sizes vary little
	Lumpy                         // seldom, and sizes vary much
	NoDemand                      // never
	TooFew                        // too few demands to say
)

var classNames = []string{"unknown", "smooth", "erratic", "intermittent", "lumpy", "no_demand", "too_few"}

var errClass = errors.New("demand: unknown class")

// String is the text on the wire; the zero value is "unknown".
func (c Class) String() string { return enum.Name(c, classNames) }

// MarshalText writes the name; the zero value is an error.
func (c Class) MarshalText() ([]byte, error) { return enum.Marshal(c, classNames, errClass) }

// UnmarshalText reads what MarshalText writes.
func (c *Class) UnmarshalText(text []byte) error {
	return enum.Unmarshal(c, classNames, text, errClass)
}

// Method is a way to forecast a demand that is often zero.
type Method uint8

// The methods.
const (
	Croston Method = iota + 1 // smoothed size over smoothed interval
	SBA                       // Croston's, times 1 − β/2, as Syntetos and Boylan correct its bias
	SBJ                       // Croston's, times 1 − β/(2−β), as Shale, Boylan and Johnston do
	TSB                       // smoothed size times smoothed probability, as Teunter, Syntetos and Babai do
	SES                       // simple exponential smoothing of everything, zeros too
)

var methodNames = []string{"unknown", "croston", "sba", "sbj", "tsb", "ses"}

var errMethod = errors.New("demand: unknown method")

// String is the text on the wire; the zero value is "unknown".
func (m Method) String() string { return enum.Name(m, methodNames) }

// MarshalText writes the name; the zero value is an error.
func (m Method) MarshalText() ([]byte, error) { return enum.Marshal(m, methodNames, errMethod) }

// UnmarshalText reads what MarshalText writes.
func (m *Method) UnmarshalText(text []byte) error {
	return enum.Unmarshal(m, methodNames, text, errMethod)
}

// Cuts between the classes, by Syntetos, Boylan and Croston.
const (
	cutInterval  = 1.32
	cutVariation = 0.49
)

// FewDemands is the usual minimum of demands that a class is read from.
const FewDemands = 10

// Reading is how a class is read off a series: texts and tools differ in their count of intervals and in
// their variance. The zero values of the choices take what is known of both.
type Reading struct {
	MinDemands int `json:"min_demands"` // fewer demands have no class; 2 or more, FewDemands being usual
	// the interval is all periods for a demand; otherwise those up to the last demand
	WholeSpan bool `json:"whole_span,omitempty"`
	// the variance is of the demands seen; otherwise of what they are a sample of, one fewer in its divisor
	Population bool `json:"population,omitempty"`
}

// Classification is the class of a series and the figures it was read from.
type Classification struct {
	Class Class `json:"class"`
	// by Petropoulos and Kourentzes; Croston when there is nothing to choose by
	Method  Method `json:"method"`
	Demands int    `json:"demands"` // observations other than zero
	Returns int    `json:"returns"` // of them below zero
	// periods for a demand, the gap before the first counted; 0 without a demand
	Interval float64 `json:"interval"`
	// the squared coefficient of variation of the sizes; 0 for fewer than two
	VariationSq  float64 `json:"variation_sq"`
	Observations int     `json:"observations"` // all of them
	Reading      Reading `json:"reading"`      // how the class was read
}

// Classify reads the class of a series. An observation other than zero is a demand; one below zero counts
// as one too, and [Clean] takes returns out before.
func Classify(series []float64, how Reading) (Classification, error) {
	var faults logistics.Faults
	checkSeries(&faults, "/series", series, 1)
	checkCount(&faults, "/min_demands", how.MinDemands, 2, mostPoints)
	if err := faults.Err(); err != nil {
		return Classification{}, err
	}
	c := Classification{Observations: len(series), Reading: how, Method: Croston}
	last, sum := 0, 0.0
	for i, y := range series {
		if y == 0 {
			continue
		}
		c.Demands++
		last, sum = i+1, sum+y
		if y < 0 {
			c.Returns++
		}
	}
	if c.Demands == 0 {
		c.Class = NoDemand
		return c, nil
	}
	divisor := c.Demands - 1
	if how.WholeSpan {
		last = len(series)
	}
	if how.Population {
		divisor++
	}
	c.Interval = float64(last) / float64(c.Demands)
	middle := sum / float64(c.Demands)
	if c.Demands > 1 && middle != 0 {
		squares := 0.0
		for _, y := range series {
			if y != 0 {
				squares += square((y - middle) / middle)
			}
		}
		c.VariationSq = squares / float64(divisor)
	}
	if c.Demands > 1 {
		c.Method = choose(c.Interval, c.VariationSq)
	}
	seldom, varied := c.Interval > cutInterval, c.VariationSq > cutVariation
	switch {
	case c.Demands < how.MinDemands:
		c.Class = TooFew
	case seldom && varied:
		c.Class = Lumpy
	case seldom:
		c.Class = Intermittent
	case varied:
		c.Class = Erratic
	default:
		c.Class = Smooth
	}
	return c, nil
}

// choose is the rule of Petropoulos and Kourentzes: smoothing when every period has a demand, and
// otherwise the correction of the bias where it lowers the error.
func choose(interval, variationSq float64) Method {
	switch {
	case interval == 1:
		return SES
	case variationSq > 2-1.5*interval:
		return SBA
	}
	return Croston
}

// Reasons says what the class was read from.
func (c Classification) Reasons() []logistics.Reason {
	code := ClassByCuts
	switch c.Class {
	case NoDemand:
		code = ClassNoDemand
	case TooFew:
		code = ClassTooFew
	}
	reasons := []logistics.Reason{{Code: code, Params: []logistics.Param{
		logistics.CodeParam("class", c.Class.String()),
		whole("demands", c.Demands), whole("observations", c.Observations), whole("minimum", c.Reading.MinDemands),
		number("interval", c.Interval), number("interval_limit", cutInterval),
		number("variation_sq", c.VariationSq), number("variation_limit", cutVariation),
	}}}
	if c.Returns > 0 {
		reasons = append(reasons, returned(c.Returns))
	}
	return reasons
}
