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

// local is an instant on the clocks of the calendar, whatever those of the facts.
func (m *machine) local(t time.Time) time.Time {
	if days := m.track.days; days != nil && !t.IsZero() {
		if loc := days.Location(); loc != nil {
			return t.In(loc)
		}
	}
	return t
}

// dueAsNamed puts the due date where the limit names it, when no open time lies between: at eight in the morning,
// and not at the close before.
func (m *machine) dueAsNamed() error {
	r := &m.result
	if r.Due.IsZero() || !r.Due.Before(m.named) {
		return nil
	}
	open, err := m.track.clock.Between(r.Due, m.named)
	if err == nil && open == 0 {
		r.Due = m.named
	}
	return err
}

// ahead is when left more open time will have passed if the time runs on from an instant.
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
				break
			}
			left -= open
		}
		from = x.to
	}
	return m.landing(from, left)
}
