package kpi

import (
	"cmp"
	"slices"

	"github.com/logicrm/logistics"
)

// counts is what every figure comes from: a numerator, a denominator, and what was left out of them.
type counts struct {
	num, den int64
	excluded []logistics.CodeCount // ordered by code, every count above zero
}

func (c counts) empty() bool { return c.num == 0 && c.den == 0 && len(c.excluded) == 0 }

// merged returns c with o added, or taken out. It writes to neither of them, and shares memory with c
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
	if e := checkFigures(num, den, proportion); e != nil {
		return counts{}, fault(e.Path, logistics.FaultConflict, digits(o.den), "more taken out than was added")
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

// shift returns a + b, or a − b when b is taken out; ok is false when that does not fit.
func shift(a, b int64, out bool) (sum int64, ok bool) {
	if out {
		sum = a - b
		return sum, (sum < a) == (b > 0)
	}
	sum = a + b
	return sum, (sum > a) == (b > 0)
}

// maxCodes bounds what one figure can be made to hold.
const maxCodes = 1000

// checkCode holds a code to the form of a host's id: short, printable, without blank edges.
func checkCode(code string) error {
	_, err := logistics.HostID(code)
	return err
}

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
	sum, ok := shift(have, n, false)
	switch {
	case !ok:
		return nil, fault("/excluded", logistics.FaultOutOfRange, digits(n), "the sum does not fit 64 bits")
	case sum < 0:
		return nil, fault("/excluded", logistics.FaultConflict, digits(n), "more taken out than were left out as "+code)
	case sum == 0:
		return slices.Delete(list, i, i+1), nil
	case found:
		list[i].Count = sum
		return list, nil
	case len(list) >= maxCodes:
		return nil, fault("/excluded", logistics.FaultTooMany, digits(maxCodes), "different codes for one figure")
	}
	return slices.Insert(list, i, logistics.CodeCount{Code: code, Count: sum}), nil
}
