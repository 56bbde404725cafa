package count

import (
	"cmp"
	"errors"
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
	"github.com/logicrm/logistics/kpi"
)

// counts is what every figure comes from: a numerator, a denominator, and what was left out of them.
type counts struct {
	num, den int64
	excluded []logistics.CodeCount // ordered by code, every count above zero
}

func (c counts) empty() bool { return c.num == 0 && c.den == 0 && len(c.excluded) == 0 }

// merged returns c with o added, or removed. It writes to neither of them, and shares memory with c
// only where nothing of it changes.
func (c counts) merged(o counts, out, proportion bool) (counts, error) {
	num, numOK := shift(c.num, o.num, out)
	den, denOK := shift(c.den, o.den, out)
	switch {
	case !numOK:
		return counts{}, fault("/num", logistics.FaultOutOfRange, digits(o.num), "the sum does not fit 64 bits")
	case !denOK:
		return counts{}, fault("/den", logistics.FaultOutOfRange, digits(o.den), "the sum does not fit 64 bits")
	}
	// The sum of figures that can be is one that can be, so this is about taking out.
	if err := kindOf(proportion).CheckFigures(num, den); err != nil {
		var wrong *logistics.FieldError
		errors.As(err, &wrong)
		return counts{}, fault(wrong.Path, logistics.FaultConflict, digits(o.den), "cannot remove more than was added")
	}
	excluded := c.excluded
	if len(o.excluded) > 0 {
		excluded = slices.Clone(excluded)
	}
	for _, more := range o.excluded {
		n := more.Count
		if out {
			n = -n
		}
		var err error
		if excluded, err = exclude(excluded, more.Code, n); err != nil {
			return counts{}, err
		}
	}
	return counts{num, den, excluded}, nil
}

// shift returns a + b, or a − b when b is removed; ok is false when that does not fit.
func shift(a, b int64, out bool) (sum int64, ok bool) {
	if out {
		return exact.Sub(a, b)
	}
	return exact.Add(a, b)
}

// kindOf is a kind whose figures are checked as those of a proportion are, or as those of all others.
func kindOf(proportion bool) kpi.Kind {
	if proportion {
		return kpi.KindProportion
	}
	return kpi.KindRatio
}

// maxCodes bounds what one figure can be made to hold.
const maxCodes = 1000

// exclude adds n to the count of a code, in place where it can. A count that comes to nothing goes.
func exclude(list []logistics.CodeCount, code string, n int64) ([]logistics.CodeCount, error) {
	i, found := slices.BinarySearchFunc(list, code, func(c logistics.CodeCount, code string) int {
		return cmp.Compare(c.Code, code)
	})
	if n == 0 {
		return list, nil
	}
	have := int64(0)
	if found {
		have = list[i].Count
	}
	sum, ok := exact.Add(have, n)
	switch {
	case !ok:
		return nil, fault("/excluded", logistics.FaultOutOfRange, digits(n), "the sum does not fit 64 bits")
	case sum < 0:
		return nil, fault("/excluded", logistics.FaultConflict, digits(n), "cannot remove more than left out as "+code)
	case sum == 0:
		return slices.Delete(list, i, i+1), nil
	case found:
		list[i].Count = sum
		return list, nil
	case len(list) >= maxCodes:
		return nil, fault("/excluded", logistics.FaultTooMany, digits(maxCodes), "too many codes for one figure")
	}
	return slices.Insert(list, i, logistics.CodeCount{Code: code, Count: sum}), nil
}
