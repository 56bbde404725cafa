package returns

// extend moves a deadline. What was noted of it is forgotten.
func (c *Case) extend(e *Extend) {
	r := c.change(e.Return)
	if r == nil {
		return
	}
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
	case ClockHold:
		c.hold(e)
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
