package kpi

import (
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// CheckFigures refuses a numerator and denominator that no counting of the kind can give. A denominator of 0 is right
// only where the numerator is 0 as well.
func (k Kind) CheckFigures(num, den int64) error {
	switch {
	case den < 0:
		return fault("/den", logistics.FaultOutOfRange, digits(den), "must be 0 or greater")
	case den == 0 && num != 0:
		return fault("/num", logistics.FaultConflict, digits(num), "the denominator is 0 but the numerator is not")
	case num < 0 && k == KindProportion:
		return fault("/num", logistics.FaultOutOfRange, digits(num), "must be 0 or greater")
	case num > den && k == KindProportion:
		return fault("/num", logistics.FaultConflict, digits(num), "must not exceed the denominator")
	}
	return nil
}

// CheckValue refuses a value that no figure of the metric can have. An absent one is none.
func (m Metric) CheckValue(value logistics.Ratio) error {
	if m.Kind == KindProportion && (value.Num() < 0 || value.Num() > value.Den()) {
		return fault("", logistics.FaultOutOfRange, value.String(), "0 to 100%")
	}
	return nil
}

// CheckMerge reports every way in which figures of another definition cannot be added to those of this one.
func (m Metric) CheckMerge(o Metric) error {
	var faults logistics.Faults
	m.checkSame(head{o.ID, o.Version, o.Unit, o.Currency, o.Scale}, &faults)
	if o.Kind != m.Kind {
		faults.Mismatch("/kind", o.Kind, "the kind here is "+string(m.Kind))
	}
	if !o.Quantile.Equal(m.Quantile) {
		faults.Mismatch("/quantile", o.Quantile, "the share here is "+m.Quantile.String())
	}
	if o.Counting != m.Counting {
		faults.Mismatch("/counting", o.Counting.Grain, "the counting here is different")
	}
	return faults.Err()
}

// CheckObservation reports every way in which an observation is not one of this metric.
func (m Metric) CheckObservation(o logistics.Observation) error {
	var faults logistics.Faults
	m.checkSame(head{o.Metric, o.Version, o.Unit, o.Currency, o.Scale}, &faults)
	if o.Subject.IsZero() {
		faults.Required("/subject", "whom or what the figure is of")
	}
	if o.Period.IsZero() {
		faults.Required("/period", "which period the figure is of")
	}
	faults.At("", m.Kind.CheckFigures(o.Num, o.Den))
	for i, c := range o.Excluded {
		path := "/excluded/" + strconv.Itoa(i)
		faults.At(path+"/code", wire.CheckCode(c.Code))
		if c.Count < 1 {
			faults.OutOfRange(path+"/count", digits(c.Count), "at least 1")
		}
	}
	return faults.Err()
}

// head is what says which metric a figure is of.
type head struct {
	id       logistics.ID
	version  int
	unit     logistics.Unit
	currency logistics.Currency
	scale    int
}

// checkSame reports every way in which a head is not that of this metric.
func (m *Metric) checkSame(o head, faults *logistics.Faults) {
	mismatch := func(path, value, here string) {
		faults.Mismatch(path, value, "the "+path[1:]+" here is "+here)
	}
	if o.id != m.ID {
		mismatch("/metric", o.id.String(), m.ID.String())
	}
	if o.version != m.Version {
		mismatch("/version", strconv.Itoa(o.version), strconv.Itoa(m.Version))
	}
	if o.unit != m.Unit {
		mismatch("/unit", o.unit.Code(), strconv.Quote(m.Unit.Code()))
	}
	if o.currency != m.Currency {
		mismatch("/currency", o.currency.Code(), strconv.Quote(m.Currency.Code()))
	}
	if o.scale != m.Scale {
		mismatch("/scale", strconv.Itoa(o.scale), strconv.Itoa(m.Scale))
	}
}

func fault(path string, code logistics.FaultCode, value, detail string) error {
	e := logistics.NewFieldError(code, value, detail)
	e.Path = path
	return e
}

func digits(n int64) string { return strconv.FormatInt(n, 10) }
