package calendar

import (
	"time"

	"github.com/logicrm/logistics"
)

// Count is the number of working days from a up to, and without, b; below zero when b is before a.
func (c *Clock) Count(a, b logistics.Date) (int, error) {
	n, err := c.days.Count(day(a), day(b))
	if err != nil {
		if _, first := c.days.Count(day(a), day(a)); first == nil {
			a = b
		}
		return 0, c.beyond(err, a)
	}
	return n, nil
}

// Offset is the nth working day after d, or before it for n below zero; for 0 it is d itself when d is
// a working day, and the next one when it is not.
func (c *Clock) Offset(d logistics.Date, n int) (logistics.Date, error) {
	moved, err := c.days.Offset(day(d), n)
	if err != nil {
		return logistics.Date{}, c.beyond(err, d)
	}
	return dateOf(moved), nil
}

// IsWorkingDay reports whether a shift starts on the date of which closures leave something, and the date counts.
func (c *Clock) IsWorkingDay(d logistics.Date) (bool, error) {
	holds, err := c.days.Holds(day(d))
	if err != nil {
		return false, c.beyond(err, d)
	}
	return holds, nil
}

// Roll says where a date goes that is no working day.
type Roll string

// The business-day conventions.
const (
	Following         Roll = "following"
	Preceding         Roll = "preceding"
	ModifiedFollowing Roll = "modified_following" // following, unless that is in the next month: preceding
	ModifiedPreceding Roll = "modified_preceding" // preceding, unless that is in the month before: following
)

// Roll moves a date to a working day by a convention; a working day stays where it is.
func (c *Clock) Roll(d logistics.Date, roll Roll) (logistics.Date, error) {
	step := 1
	switch roll {
	case Following, ModifiedFollowing:
	case Preceding, ModifiedPreceding:
		step = -1
	default:
		return logistics.Date{}, logistics.NewFieldError(
			logistics.FaultUnknown, string(roll), "following, preceding or either modified",
		)
	}
	switch holds, err := c.IsWorkingDay(d); {
	case err != nil:
		return logistics.Date{}, err
	case holds:
		return d, nil
	}
	moved, err := c.Offset(d, step)
	if err != nil {
		return logistics.Date{}, err
	}
	if (roll == ModifiedFollowing || roll == ModifiedPreceding) && month(moved) != month(d) {
		return c.Offset(d, -step)
	}
	return moved, nil
}

func month(d logistics.Date) time.Month {
	_, m, _ := d.Civil()
	return m
}

// OffsetRolled moves a date to a working day by a convention, and then by n working days.
func (c *Clock) OffsetRolled(d logistics.Date, n int, roll Roll) (logistics.Date, error) {
	rolled, err := c.Roll(d, roll)
	if err != nil {
		return logistics.Date{}, err
	}
	return c.Offset(rolled, n)
}
