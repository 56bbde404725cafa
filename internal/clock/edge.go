package clock

import "time"

// The edges are the openings and closes within the horizon. A span that starts or ends right on the
// horizon has no edge there: whether the place was open just beyond is not known.

// IsOpen reports whether t lies in a span. An opening is open, a close is not.
func (c *Clock) IsOpen(t time.Time) (bool, error) {
	second := t.Unix()
	if !c.knows(second) {
		return false, c.outside(t)
	}
	return second < c.rows[c.at(second)].closes, nil
}

// NextOpen returns the first opening at or after t, in the location of t.
func (c *Clock) NextOpen(t time.Time) (time.Time, error) {
	i, err := c.look(t)
	if err != nil {
		return time.Time{}, err
	}
	if i == 0 || c.rows[i].opens < roundUp(t) {
		i++
	}
	return c.edge(c.rows[i].opens, t)
}

// NextClose returns the first close after t, in the location of t.
func (c *Clock) NextClose(t time.Time) (time.Time, error) {
	i, err := c.look(t)
	if err != nil {
		return time.Time{}, err
	}
	if c.rows[i].closes <= t.Unix() {
		i++
	}
	return c.edge(c.rows[i].closes, t)
}

// PrevOpen returns the last opening at or before t, in the location of t.
func (c *Clock) PrevOpen(t time.Time) (time.Time, error) {
	i, err := c.look(t)
	if err != nil {
		return time.Time{}, err
	}
	return c.edge(c.rows[i].opens, t)
}

// PrevClose returns the last close at or before t, in the location of t.
func (c *Clock) PrevClose(t time.Time) (time.Time, error) {
	i, err := c.look(t)
	if err != nil {
		return time.Time{}, err
	}
	if c.rows[i].closes > t.Unix() {
		i--
	}
	return c.edge(c.rows[i].closes, t)
}

// knows reports whether a second belongs to the horizon.
func (c *Clock) knows(second int64) bool {
	return second >= c.horizon.Open && second < c.horizon.Close
}

// look returns the index of the last row that opens at or before t, 0 when there is none.
func (c *Clock) look(t time.Time) (int, error) {
	second := t.Unix()
	switch {
	case !c.knows(second):
		return 0, c.outside(t)
	case c.total == 0:
		return 0, ErrNeverOpen
	}
	return c.at(second), nil
}

// edge returns an opening or a close, unless it is none of the horizon. Both sentinels are none.
func (c *Clock) edge(second int64, t time.Time) (time.Time, error) {
	if second <= c.horizon.Open || second >= c.horizon.Close {
		return time.Time{}, c.outside(t)
	}
	return time.Unix(second, 0).In(t.Location()), nil
}
