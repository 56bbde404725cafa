package clock

import "slices"

// Days is a compiled list of working days over the civil days [from, to]. It is immutable and safe for
// concurrent use. The zero value has an empty horizon.
type Days struct {
	from, to int64
	open     []int64 // ascending
}

// NewDays lists the days of [from, to) for which open holds.
func NewDays(from, to int64, open func(day int64) bool) *Days {
	d := &Days{from: from, to: to}
	for day := from; day < to; day++ {
		if open(day) {
			d.open = append(d.open, day)
		}
	}
	return d
}

// position is how many working days lie before day.
func (d *Days) position(day int64) (int, error) {
	if day < d.from || day > d.to {
		return 0, ErrHorizon
	}
	i, _ := slices.BinarySearch(d.open, day)
	return i, nil
}

// Holds reports whether day is a working day. The end of the horizon, which is a date to count up to,
// is not known itself.
func (d *Days) Holds(day int64) (bool, error) {
	if day < d.from || day >= d.to {
		return false, ErrHorizon
	}
	_, holds := slices.BinarySearch(d.open, day)
	return holds, nil
}

// Count is the number of working days of [a, b); below zero, that of [b, a) when b is before a.
func (d *Days) Count(a, b int64) (int, error) {
	i, err := d.position(a)
	if err != nil {
		return 0, err
	}
	j, err := d.position(b)
	if err != nil {
		return 0, err
	}
	return j - i, nil
}

// Offset is the nth working day after day, or before it for n below zero; for 0 it is the day itself
// when it is a working day, and the next one when it is not.
func (d *Days) Offset(day int64, n int) (int64, error) {
	i, err := d.position(day)
	if err != nil {
		return 0, err
	}
	if len(d.open) == 0 {
		return 0, ErrNeverOpen
	}
	// From a day that is no working day the next one is one step on, not none.
	if n > 0 && (i == len(d.open) || d.open[i] != day) {
		n--
	}
	if n >= len(d.open)-i || n < -i {
		return 0, ErrHorizon
	}
	return d.open[i+n], nil
}
