package sla

import "time"

// landing is the earliest instant, not before from, at which left more open time has passed.
func (m *machine) landing(from time.Time, left time.Duration) (time.Time, error) {
	at, err := m.track.clock.Add(from, left)
	if err == nil && at.Before(from) {
		at = from
	}
	return at, err
}

// local is an instant on the clocks of the calendar, whatever those of the facts; round the clock on those of the
// agreement.
func (m *machine) local(t time.Time) time.Time {
	loc := m.timer.zone
	if days := m.track.days; days != nil && days.Location() != nil {
		loc = days.Location()
	}
	if loc == nil || t.IsZero() {
		return t
	}
	return t.In(loc)
}

// end is when a case is due that runs on from an instant with left more open time. Where no open time lies between
// the end of its budget and the instant that its limit names, it is due at that one: at eight in the morning, and
// not at the close before; on Saturday at 24:00, and not on Friday at the close.
func (m *machine) end(from time.Time, left time.Duration) (time.Time, error) {
	at, err := m.landing(from, left)
	if err != nil || !at.Before(m.named) {
		return at, err
	}
	open, err := m.track.clock.Between(at, m.named)
	if err == nil && open == 0 {
		at = m.named
	}
	return at, err
}

// ahead is when a case is due that runs on from an instant with left more open time. On the wall clock, what is
// excluded when its time is used up does not make it late: it is due when the exclusion ends.
func (m *machine) ahead(from time.Time, left time.Duration) (time.Time, error) {
	for i := m.next; i < len(m.excl); i++ {
		x := m.excl[i]
		if !x.to.After(from) {
			continue
		}
		if x.from.After(from) {
			open, err := m.track.clock.Between(from, x.from)
			if err != nil {
				return time.Time{}, err
			}
			if open >= left {
				if due, err := m.end(from, left); err != nil || !m.onWall || due.Before(x.from) {
					return due, err
				}
			}
			left -= open
		}
		from = x.to
	}
	return m.end(from, left)
}
