package tier

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// Facts is what is known of one customer at a review.
type Facts struct {
	Customer     logistics.ID            `json:"customer"`
	Observations []logistics.Observation `json:"observations"`
}

// sum is what the observations of one metric come to.
type sum struct {
	num, den int64
	unit     logistics.Unit
	currency logistics.Currency
	scale    int
	seen     bool
}

// value is the sum as the bands are written; ok is false when it does not fit.
func (s *sum) value() (value logistics.Ratio, ok bool) {
	value = logistics.Observation{Num: s.num, Den: s.den, Scale: s.scale}.Value()
	return value, s.den == 0 || !value.IsZero()
}

const maxScale = 9

// gather adds the observations of each criterion's metric.
func (e *Assessor) gather(facts *Facts, sums []sum) error {
	var faults logistics.Faults
	if facts.Customer.IsZero() {
		faults.Required("/customer", "the customer to be assessed")
	}
	for i := range facts.Observations {
		o := &facts.Observations[i]
		if o.Subject != facts.Customer {
			faults.Mismatch(place(i, "/subject"), o.Subject, "must be about customer "+facts.Customer.String())
			continue
		}
		k, ok := e.criteria[o.Metric]
		if !ok {
			continue
		}
		if version := e.scheme.Criteria[k].MetricVersion; o.Version != version {
			faults.Mismatch(place(i, "/version"), o.Version, "the scheme asks for version "+strconv.Itoa(version))
			continue
		}
		if fault := sums[k].add(o); fault != nil {
			faults.At(place(i, ""), fault)
		}
	}
	return faults.Err()
}

// place is only called where there is a fault, so that facts in order cost no text.
func place(i int, field string) string { return "/observations/" + strconv.Itoa(i) + field }

// add adds an observation. Figures count from zero up in the denominator, so it cannot fall.
func (s *sum) add(o *logistics.Observation) *logistics.FieldError {
	switch {
	case o.Den < 0:
		return fault("/den", logistics.FaultOutOfRange, strconv.FormatInt(o.Den, 10), "must be 0 or greater")
	case o.Den == 0 && o.Num != 0:
		return fault(
			"/num", logistics.FaultConflict, strconv.FormatInt(o.Num, 10),
			"the denominator is 0 but the numerator is not",
		)
	case o.Scale < 0 || o.Scale > maxScale:
		return fault("/scale", logistics.FaultOutOfRange, strconv.Itoa(o.Scale), "0 to 9")
	case s.seen && o.Unit != s.unit:
		return fault(
			"/unit", logistics.FaultMismatch, o.Unit.Code(),
			"other observations of this metric have the unit "+strconv.Quote(s.unit.Code()),
		)
	case s.seen && o.Currency != s.currency:
		return fault(
			"/currency", logistics.FaultMismatch, o.Currency.Code(),
			"other observations of this metric have the currency "+strconv.Quote(s.currency.Code()),
		)
	case s.seen && o.Scale != s.scale:
		return fault(
			"/scale", logistics.FaultMismatch, strconv.Itoa(o.Scale),
			"other observations of this metric have the scale "+strconv.Itoa(s.scale),
		)
	case o.Den > math.MaxInt64-s.den:
		return fault("/den", logistics.FaultOutOfRange, strconv.FormatInt(o.Den, 10), "the sum does not fit 64 bits")
	}
	num := s.num + o.Num
	if (num > s.num) != (o.Num > 0) {
		return fault("/num", logistics.FaultOutOfRange, strconv.FormatInt(o.Num, 10), "the sum does not fit 64 bits")
	}
	*s = sum{num, s.den + o.Den, o.Unit, o.Currency, o.Scale, true}
	return nil
}

func fault(path string, code logistics.FaultCode, value, detail string) *logistics.FieldError {
	e := logistics.NewFieldError(code, value, detail)
	e.Path = path
	return e
}
