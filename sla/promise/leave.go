package promise

import (
	"errors"
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// ErrNoDeparture says that nothing leaves any more, or that nothing left before: the dates of a list are over.
var ErrNoDeparture = errors.New("logistics: no departure is left")

// schedule is [Departures], compiled: the dates the policy gives, of which the ship days decide what becomes.
type schedule struct {
	weekly  [7]bool
	monthly []monthly
	dates   []logistics.Date // in order, each once
	before  int              // dates from the cut-off to the departure
	at      logistics.TimeOfDay
	zone    *time.Location
	closed  OnClosed
}

// monthly is a day of each month: the nth weekday of it, or for a weekday below zero the nth day.
type monthly struct {
	weekday time.Weekday
	nth     int
}

// compiled are the departures with the wall of the place that ships, unless they name another.
func (d Departures) compiled(zone *time.Location) *schedule {
	s := &schedule{
		dates: slices.Clone(d.Dates), before: d.CutOff.Days, at: d.CutOff.At, zone: zone, closed: d.Closed,
	}
	for _, weekday := range d.Weekdays {
		s.weekly[slices.Index(weekdayNames(), weekday)] = true
	}
	for _, m := range d.Monthly {
		day := monthly{time.Weekday(slices.Index(weekdayNames(), m.Weekday)), m.Nth}
		if m.Day != 0 {
			day = monthly{-1, m.Day}
		}
		s.monthly = append(s.monthly, day)
	}
	slices.SortFunc(s.dates, logistics.Date.Compare)
	return s
}

// in is the day in a month; absent when the month has none.
func (m monthly) in(year int, month time.Month) logistics.Date {
	first, err := logistics.NewDate(year, month, 1)
	if err != nil {
		return logistics.Date{}
	}
	last := first.AddMonths(1).AddDays(-1)
	day := first.AddDays(m.nth - 1)
	switch {
	case m.weekday < 0 && m.nth < 0:
		day = last.AddDays(m.nth + 1)
	case m.weekday < 0:
	case m.nth > 0:
		day = first.AddDays((int(m.weekday)-int(first.Weekday())+7)%7 + 7*(m.nth-1))
	default:
		day = last.AddDays(-((int(last.Weekday()) - int(m.weekday) + 7) % 7) + 7*(m.nth+1))
	}
	if day.Compare(first) < 0 || day.Compare(last) > 0 {
		return logistics.Date{}
	}
	return day
}

// longestGap is how many months can lie between two that have a day: there is a fifth Friday, or a 31st, in each half
// of a year.
const longestGap = 6

// from is the first planned date from d on; absent when there is none. For a step of -1 it is the last one up to d.
func (s *schedule) from(d logistics.Date, step int) logistics.Date {
	var best logistics.Date
	consider := func(found logistics.Date) {
		if !found.IsZero() && (best.IsZero() || found.Compare(best)*step < 0) {
			best = found
		}
	}
	if d.IsZero() {
		return best
	}
	for i, at := 0, d; i < 7 && !at.IsZero(); i, at = i+1, at.AddDays(step) {
		if year, _, _ := at.Civil(); year <= 9999 && s.weekly[at.Weekday()] {
			consider(at)
			break
		}
	}
	year, month, _ := d.Civil()
	for _, m := range s.monthly {
		for i := range longestGap + 1 {
			months := year*12 + int(month) - 1 + i*step
			if found := m.in(months/12, time.Month(months%12+1)); !found.IsZero() && found.Compare(d)*step >= 0 {
				consider(found)
				break
			}
		}
	}
	i, exact := slices.BinarySearchFunc(s.dates, d, logistics.Date.Compare)
	if step < 0 && !exact {
		i--
	}
	if i >= 0 && i < len(s.dates) {
		consider(s.dates[i])
	}
	return best
}

// departure is one that takes place.
type departure struct{ leaves, planned logistics.Date }

// taken is a departure; where one is planned for the day on which it leaves, it is that one.
func (s *schedule) taken(leaves, planned logistics.Date) departure {
	if planned != leaves && s.from(leaves, 1) == leaves {
		planned = leaves
	}
	return departure{leaves, planned}
}

// mostDropped is how many departures in a row a look-up passes over that fall on days that are no ship days.
const mostDropped = 10000

// next is the first departure that leaves on d or later.
func (p *Scheduler) next(d logistics.Date) (departure, error) {
	ship := p.days.Ship
	first, err := ship.Offset(d, 0)
	if err != nil {
		return departure{}, err
	}
	switch p.departures.closed {
	case LeaveBefore:
		planned := p.departures.from(first, 1)
		if planned.IsZero() {
			return departure{}, ErrNoDeparture
		}
		leaves, err := upTo(ship, planned)
		return departure{leaves, planned}, err
	case LeaveAfter:
		// On the first ship day leaves what is planned from d to it, or for the closed days before d.
		if planned := p.departures.from(d, 1); !planned.IsZero() && planned.Compare(first) <= 0 {
			return p.departures.taken(first, planned), nil
		}
		last, err := ship.Offset(first, -1)
		if err != nil {
			return departure{}, err
		}
		planned := p.departures.from(last.AddDays(1), 1)
		if planned.IsZero() {
			return departure{}, ErrNoDeparture
		}
		leaves, err := ship.Offset(planned, 0)
		return p.departures.taken(leaves, planned), err
	}
	for range mostDropped {
		planned := p.departures.from(first, 1)
		if planned.IsZero() {
			break
		}
		if first, err = ship.Offset(planned, 0); err != nil || first == planned {
			return departure{first, planned}, err
		}
	}
	return departure{}, ErrNoDeparture
}

// last is the last departure that leaves on d or earlier.
func (p *Scheduler) last(d logistics.Date) (departure, error) {
	ship := p.days.Ship
	last, err := upTo(ship, d)
	if err != nil {
		return departure{}, err
	}
	switch p.departures.closed {
	case LeaveBefore:
		// On the last ship day leaves what is planned from it to d, or for the closed days after d.
		if planned := p.departures.from(d, -1); !planned.IsZero() && planned.Compare(last) >= 0 {
			return departure{last, planned}, nil
		}
		after, err := ship.Offset(last, 1)
		if err != nil {
			return departure{}, err
		}
		planned := p.departures.from(after.AddDays(-1), -1)
		if planned.IsZero() {
			return departure{}, ErrNoDeparture
		}
		leaves, err := upTo(ship, planned)
		return departure{leaves, planned}, err
	case LeaveAfter:
		planned := p.departures.from(last, -1)
		if planned.IsZero() {
			return departure{}, ErrNoDeparture
		}
		leaves, err := ship.Offset(planned, 0)
		return departure{leaves, planned}, err
	}
	for range mostDropped {
		planned := p.departures.from(last, -1)
		if planned.IsZero() {
			break
		}
		if last, err = upTo(ship, planned); err != nil || last == planned {
			return departure{last, planned}, err
		}
	}
	return departure{}, ErrNoDeparture
}

// closing is the first instant that is too late for a departure: its cut-off, with the grace, or the end of the last
// date on which the work for it can start.
func (p *Scheduler) closing(leaves logistics.Date) (time.Time, error) {
	s := p.departures
	start, err := p.days.Ship.Offset(leaves, -p.handling)
	if err != nil {
		return time.Time{}, err
	}
	limit := p.limitOf(leaves.AddDays(-s.before), s.at, s.zone)
	if end := start.AddDays(1).Start(p.days.Zone); end.Before(limit) {
		return end, nil
	}
	return limit.In(p.days.Zone), nil
}

// leave finds the departure an order takes, and the first one it missed.
func (p *Scheduler) leave(d *Dates, order time.Time) error {
	var err error
	l := &d.Departure
	if l.Ready, err = p.days.Ship.Offset(d.Start, p.handling); err != nil {
		return err
	}
	first, err := p.next(l.Ready)
	if err != nil {
		return err
	}
	taken := first
	if l.Limit, err = p.closing(taken.leaves); err != nil {
		return err
	}
	if !order.Before(l.Limit) {
		l.Missed, l.MissedLimit = first.leaves, l.Limit
		// Departures whose cut-off is on a date before that of the order are closed for sure.
		from := logistics.DateOf(order, p.departures.zone).AddDays(p.departures.before)
		if from.Compare(taken.leaves) <= 0 {
			from = taken.leaves.AddDays(1)
		}
		for !order.Before(l.Limit) {
			if taken, err = p.next(from); err != nil {
				return err
			}
			if l.Limit, err = p.closing(taken.leaves); err != nil {
				return err
			}
			from = taken.leaves.AddDays(1)
		}
	}
	d.Ship = taken.leaves
	if taken.planned != taken.leaves {
		l.Planned = taken.planned
	}
	return nil
}
