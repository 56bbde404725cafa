package control

import (
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
)

// Kind is a kind of control chart. The zero Kind is none.
type Kind uint8

// The kinds of chart, by what they are drawn from.
const (
	XBar              Kind = iota + 1 // subgroups: their means
	Range                             // subgroups: their ranges
	StandardDeviation                 // subgroups: their standard deviations
	Individuals                       // values: themselves, over the moving range
	MovingRange                       // values: each against the one before
	Time                              // values: times between rare events, judged as x^(1/3.6)
	Gap                               // values: cases between rare events, a geometric distribution
	Proportion                        // counts: the p chart, good cases among all
	Number                            // counts: the np chart, the same as a number
	Events                            // counts: the c chart, events in equal areas of opportunity
	Rate                              // counts: the u chart, events for each unit of opportunity
	LaneyProportion                   // counts: p′, with the variation between the points
	LaneyRate                         // counts: u′, with the variation between the points
	IndividualsPrime                  // counts: I′, the moving range weighted by the sizes
)

var kindNames = []string{
	"unspecified", "x_bar", "range", "standard_deviation", "individuals", "moving_range", "time", "gap",
	"proportion", "number", "events", "rate", "laney_proportion", "laney_rate", "individuals_prime",
}

// String is the text on the wire.
func (k Kind) String() string { return enum.Name(k, kindNames) }

// MarshalText refuses the zero Kind.
func (k Kind) MarshalText() ([]byte, error) { return wire.EnumText(k, kindNames) }

// UnmarshalText reads the form of String.
func (k *Kind) UnmarshalText(text []byte) error { return wire.ParseEnum(k, kindNames, text) }

// proportion tells whether the statistic is a part of a whole, which no limit may exceed.
func (k Kind) proportion() bool { return k == Proportion || k == LaneyProportion }

// rate tells whether the statistic is of sizes that need not be whole.
func (k Kind) rate() bool { return k == Rate || k == LaneyRate || k == IndividualsPrime }

// Estimator is how the spread of a process is estimated. The zero Estimator is the usual one of the chart:
// standard deviations for [StandardDeviation], else ranges.
type Estimator uint8

// The estimators.
const (
	AverageRange     Estimator = iota + 1 // mean of the ranges ÷ d2, of values the moving ranges
	MedianRange                           // median of the moving ranges of values, which outliers hardly move
	AverageDeviation                      // mean of the standard deviations ÷ c4
	PooledDeviation                       // root of the pooled variance ÷ c4
)

var estimatorNames = []string{"unspecified", "average_range", "median_range", "average_deviation", "pooled_deviation"}

// String is the text on the wire.
func (e Estimator) String() string { return enum.Name(e, estimatorNames) }

// MarshalText refuses the zero Estimator.
func (e Estimator) MarshalText() ([]byte, error) { return wire.EnumText(e, estimatorNames) }

// UnmarshalText reads the form of String.
func (e *Estimator) UnmarshalText(text []byte) error { return wire.ParseEnum(e, estimatorNames, text) }

// Centring is where the centre line of ranges and standard deviations is when subgroups have different
// sizes. The zero Centring is [EachOfItsOwn].
type Centring uint8

// The ways to set the centre line.
const (
	EachOfItsOwn Centring = iota + 1 // what is to be expected of a subgroup of the size: d2·σ or c4·σ
	AllOfOne                         // one for all points, Σn·s ÷ Σn over the baseline, as R's qcc does
)

var centringNames = []string{"unspecified", "each_of_its_own", "all_of_one"}

// String is the text on the wire.
func (c Centring) String() string { return enum.Name(c, centringNames) }

// MarshalText refuses the zero Centring.
func (c Centring) MarshalText() ([]byte, error) { return wire.EnumText(c, centringNames) }

// UnmarshalText reads the form of String.
func (c *Centring) UnmarshalText(text []byte) error { return wire.ParseEnum(c, centringNames, text) }
