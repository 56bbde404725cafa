package logistics

// Direction says which way a figure improves.
type Direction string

// The directions.
const (
	HigherIsBetter Direction = "higher_is_better"
	LowerIsBetter  Direction = "lower_is_better"
)

// Observation is one measurement: what rooms hand to kpi and tier. Numerator and denominator stay
// apart, so that observations of one metric can be added and never averaged.
type Observation struct {
	Metric   ID          `json:"metric"`             // id of the metric
	Version  int         `json:"version"`            // of its definition; versions are never mixed
	Subject  ID          `json:"subject"`            // the customer, supplier, place it is about
	Period   Period      `json:"period"`             // the dates it covers
	Num      int64       `json:"num"`                // in Unit × 10^-Scale
	Den      int64       `json:"den"`                // a count; 0 is no data
	Unit     Unit        `json:"unit,omitzero"`      // of the numerator; none for a proportion
	Currency Currency    `json:"currency,omitzero"`  // of the numerator where it is money, and then Unit is none
	Scale    int         `json:"scale,omitzero"`     // decimals of the numerator
	Excluded []CodeCount `json:"excluded,omitempty"` // what was left out, by reason, ordered by code
}

// Ratio is numerator ÷ denominator, without the scale.
func (o Observation) Ratio() Ratio {
	if o.Den <= 0 {
		return Ratio{}
	}
	return Ratio{o.Num, o.Den}
}

// Value is the measured value as an exact ratio with the scale applied; no data stays no data.
func (o Observation) Value() Ratio {
	if o.Den <= 0 {
		return Ratio{}
	}
	den := o.Den
	for range o.Scale {
		if den > (1<<63-1)/10 {
			return Ratio{}
		}
		den *= 10
	}
	return Ratio{o.Num, den}
}

// Excluding returns the observation with n more left out for a reason.
func (o Observation) Excluding(code string, n int64) Observation {
	o.Excluded = addCount(append([]CodeCount(nil), o.Excluded...), code, n)
	return o
}

// ServiceLevel is a level of service somebody set or measured: a benchmark, an industry standard, a
// target. Its source is part of it.
type ServiceLevel struct {
	Metric ID     `json:"metric"`
	Value  Ratio  `json:"value"`
	Source string `json:"source"`     // who says so
	Year   int    `json:"year"`       // when it was measured or set
	N      int64  `json:"n,omitzero"` // how many cases stand behind it; 0 is not known
}
