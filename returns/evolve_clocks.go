package returns

import "time"

// extend moves a deadline. What was noted of it is forgotten.
func (c *Case) extend(e *Extend) {
	r := c.change(e.Return)
	if r == nil {
		return
	}
	r.noted &^= e.Clock.bit()
	if e.Clock == ClockHold {
		c.hold(e)
		return
	}
	c.setDue(r, e.Clock, e.Until)
}

// setDue sets a deadline of a return.
func (c *Case) setDue(r *record, clock Clock, at time.Time) {
	if now := r.of(clock); now != nil && *now != at {
		*c.rest(r).of(clock) = at
	}
}

// hold moves the deadline of every advance replacement of a return.
func (c *Case) hold(e *Extend) {
	if c.replay != nil {
		for i := range c.replay.outbounds {
			c.replay.outbounds[i].hold(e)
		}
		return
	}
	for i := range c.outbounds.Len() {
		if o := c.outbounds.At(i); o.Return == e.Return && !o.HoldUntil.IsZero() {
			c.outbounds.Change(i).hold(e)
		}
	}
}

func (s *shipment) hold(e *Extend) {
	if s.Return == e.Return && !s.HoldUntil.IsZero() {
		s.HoldUntil, s.noted = e.Until, false
	}
}

// note keeps that a deadline is known to be overdue.
func (c *Case) note(e *Overdue) {
	if e.Clock == ClockHold {
		if o := c.changeOutbound(e.Outbound); o != nil {
			o.noted = true
		}
		return
	}
	if r := c.change(e.Return); r != nil {
		r.noted |= e.Clock.bit()
	}
}
