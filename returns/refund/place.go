package refund

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// place is a JSON pointer in parts. It is put together only when there is a fault to report, so that
// checking what is in order costs no allocation.
type place struct {
	root, name string
	row        int // none below zero
	field      string
}

func at(root, name string) place { return place{root: root, name: name, row: -1} }

func (p place) of(field string) place {
	p.field = field
	return p
}

func (p place) String() string {
	if p.row < 0 {
		return p.root + p.name + p.field
	}
	return p.root + p.name + "/" + strconv.Itoa(p.row) + p.field
}

// mostMinor bounds every amount, and every sum of them, so that no later sum needs a check.
const mostMinor = math.MaxInt64 / 8

// minor takes an amount over in minor units. One that is absent is 0; a fault is reported at the place.
func minor(m logistics.Money, currency logistics.Currency, p place, faults *logistics.Faults) int64 {
	if m.IsZero() {
		return 0
	}
	units, whole := m.MinorUnits()
	switch {
	case m.Currency() != currency && !currency.IsZero():
		faults.Mismatch(p.String(), m, "one currency, here "+currency.Code())
	case m.Sign() < 0:
		faults.OutOfRange(p.String(), m, "not below zero")
	case !whole || units > mostMinor:
		faults.OutOfRange(p.String(), m, "whole minor units, at most "+strconv.FormatInt(mostMinor, 10))
	default:
		return units
	}
	return 0
}

// count refuses whole numbers outside of their bounds.
func count(n, least, most int64, p place, faults *logistics.Faults) bool {
	switch {
	case n < least:
		faults.OutOfRange(p.String(), n, "at least "+strconv.FormatInt(least, 10))
	case n > most:
		faults.OutOfRange(p.String(), n, "at most "+strconv.FormatInt(most, 10))
	default:
		return true
	}
	return false
}
