package returns

// extend moves a deadline. What was noted of it is forgotten.
func (c *Case) extend(e *Extend) {
	if e.Clock == ClockHold {
		c.hold(e)
	}
	c.edit(e.Return, func(r *record) {
		r.noted &^= e.Clock.bit()
		switch e.Clock {
		case ClockApprove:
			r.DueBy.Approve = e.Until
		case ClockShip:
			r.DueBy.Ship = e.Until
		case ClockInspect:
			r.DueBy.Inspect = e.Until
		case ClockRefund:
			r.DueBy.Refund = e.Until
		}
	})
}

// hold moves the deadline of every advance replacement of a return that is there.
func (c *Case) hold(e *Extend) {
	if c.returns.Find(e.Return) < 0 {
		return
	}
	for i := range c.outbounds.Len() {
		if o := c.outbounds.At(i); o.Return == e.Return && !o.HoldUntil.IsZero() {
			o := c.outbounds.Change(i)
			o.HoldUntil, o.noted = e.Until, false
		}
	}
}

// note keeps that a deadline is known to be overdue.
func (c *Case) note(e *Overdue) {
	if e.Clock == ClockHold {
		if i := c.outbounds.Find(e.Outbound); i >= 0 {
			c.outbounds.Change(i).noted = true
		}
		return
	}
	c.edit(e.Return, func(r *record) { r.noted |= e.Clock.bit() })
}
