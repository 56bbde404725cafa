package returns

import (
	"slices"

	"github.com/logicrm/logistics"
)

// goods decides the commands that move units.
func (d *decision) goods(command Command) ([]Event, error) {
	switch c := command.(type) {
	case Dispatch:
		if r, ok := d.allowed(c.Return); ok {
			for i, item := range c.Items {
				d.within(r, i, item, NotOutstanding, func(g *Goods) int64 { return g.Requested - g.Dispatched })
			}
		}
		c.Items = slices.Clone(c.Items)
		return one(Dispatched{Command: c, EventHeader: d.header()}), nil
	case Receive:
		return d.receive(c)
	case ReportMissing:
		if r, ok := d.allowed(c.Return); ok {
			for i, item := range c.Items {
				d.within(r, i, item, NotOutstanding, func(g *Goods) int64 { return g.Outstanding() - g.Missing })
			}
		}
		c.Items = slices.Clone(c.Items)
		return one(MissingReported{Command: c, EventHeader: d.header()}), nil
	case SettleUnreceived:
		return d.settle(c)
	case Inspect:
		if g := d.goodsOf(c.Return, c.Line); g != nil {
			uninspected := min(g.Received()-g.Inspected()-lotDisposed(g, ""), g.undecided(""))
			d.here("/units", c.Line, c.Units, uninspected)
			if !g.has(c.Condition) {
				d.room("/condition", c.Return, "conditions of a line", len(g.Lots)+1)
			}
		}
		c.Evidence = slices.Clone(c.Evidence)
		return one(Inspected{Command: c, EventHeader: d.header()}), nil
	case DecideUnits:
		return d.decideUnits(c)
	case PlanOutbound:
		return d.plan(c)
	case DeliverOutbound:
		d.deliver(c)
		return one(OutboundDelivered{Command: c, EventHeader: d.header()}), nil
	case Dispose:
		d.dispose(c)
		c.Dispositions = slices.Clone(c.Dispositions)
		return one(UnitsDisposed{Command: c, EventHeader: d.header()}), nil
	case Split:
		d.split(c)
		c.Items = slices.Clone(c.Items)
		return one(SplitOff{Command: c, EventHeader: d.header()}), nil
	}
	return nil, nil
}

// goodsOf finds the ledger of a line in a return that is in a state for the command.
func (d *decision) goodsOf(id, line logistics.ID) *Goods {
	r, ok := d.allowed(id)
	if !ok {
		return nil
	}
	if g := r.goods(line); g != nil {
		return g
	}
	d.refuse(LineNotInReturn, "/line", line.Param("line"), id.Param("return"))
	return nil
}

// room refuses more entries than a return can have.
func (d *decision) room(path string, id logistics.ID, entries string, count int) {
	if count > maxEntries {
		d.refuse(
			ReturnFull, path, id.Param("return"), logistics.CodeParam("entries", entries),
			logistics.CountParam("count", int64(count)),
			logistics.CountParam("most", maxEntries),
		)
	}
}

// here refuses more units than are there for a step.
func (d *decision) here(path string, line logistics.ID, asked, open int64) {
	if asked > open {
		d.refuse(
			NotHere, path, line.Param("line"), logistics.CountParam("asked", asked),
			logistics.CountParam("open", max(open, 0)),
		)
	}
}

func lotDisposed(g *Goods, condition logistics.Condition) int64 {
	lot := g.lot(condition)
	return lot.disposed()
}

// spare is how many units can still leave a return: those that neither came nor were replaced ahead.
func (g *Goods) spare() int64 {
	return min(g.Outstanding(), g.Requested-max(g.Rejected(), g.SentBack)-g.Refunded()-g.replaced())
}

func (d *decision) receive(c Receive) ([]Event, error) {
	r, ok := d.allowed(c.Return)
	if !ok {
		return nil, nil
	}
	unexpected := len(r.Unexpected)
	var back takenBack
	for i, item := range c.Items {
		came := item.Good + item.Damaged
		switch {
		case !item.Outbound.IsZero():
			d.takeBack(r, i, item, &back)
		case item.Line.IsZero(): // a product that was not sold with the order
			unexpected++
		case r.goods(item.Line) != nil:
			d.within(r, i, Item{item.Line, came}, NotOutstanding, (*Goods).Outstanding)
		case d.state.lines.Find(item.Line) < 0:
			d.refuse(LineUnknown, itemPath(i), item.Line.Param("line"))
		default:
			unexpected++
		}
	}
	if unexpected > len(r.Unexpected) {
		d.room("/items", c.Return, "arrivals that are not part of it", unexpected)
	}
	c.Items = slices.Clone(c.Items)
	e := Received{Command: c, EventHeader: d.header()}
	var err error
	if e.InspectBy, err = d.rules.due(d.rules.policy.Limits.Inspect, d.at); err != nil {
		return nil, err
	}
	if d.rules.policy.RefundFrom == FromReceipt {
		e.RefundBy, err = d.rules.due(d.rules.policy.Limits.Refund, d.at)
	}
	return one(e), err
}

// takenBack is what earlier items of one parcel brought back of replacements.
type takenBack struct {
	outbound, line map[logistics.ID]int64
}

func (b *takenBack) add(outbound, line logistics.ID, units int64) {
	if b.outbound == nil {
		b.outbound, b.line = make(map[logistics.ID]int64), make(map[logistics.ID]int64)
	}
	b.outbound[outbound] += units
	b.line[line] += units
}

// takeBack refuses units that are not a replacement of this return, or more than went out for it.
func (d *decision) takeBack(r *record, i int, item Arrival, back *takenBack) {
	k := d.state.outbounds.Find(item.Outbound)
	if k < 0 || d.state.outbounds.At(k).Return != r.ID {
		d.refuse(OutboundUnknown, itemPath(i), item.Outbound.Param("outbound"))
		return
	}
	o := d.state.outbounds.At(k)
	open := o.Units - o.Back - back.outbound[o.ID]
	if o.Kind == SendBack || !o.Difference.IsZero() {
		open = 0 // the units themselves, or goods of another price: a return of their own
	}
	if g := r.goods(o.Line); g != nil {
		open = min(open, g.Replaced-back.line[o.Line])
	} else {
		open = 0
	}
	came := item.Good + item.Damaged
	if came > open {
		d.refuse(
			OutboundNotOpen, itemPath(i), item.Outbound.Param("outbound"), logistics.CountParam("asked", came),
			logistics.CountParam("open", max(open, 0)),
		)
	}
	back.add(o.ID, o.Line, came)
}

func (d *decision) settle(c SettleUnreceived) ([]Event, error) {
	g := d.goodsOf(c.Return, c.Line)
	if g == nil {
		return nil, nil
	}
	open := g.Outstanding()
	if c.As == NotSent {
		open = g.spare()
	}
	if c.Units > open {
		d.refuse(
			NotOutstanding, "/units", c.Line.Param("line"), logistics.CountParam("asked", c.Units),
			logistics.CountParam("open", max(open, 0)),
		)
	}
	e := UnreceivedSettled{Command: c, EventHeader: d.header()}
	var err error
	if d.rules.policy.RefundFrom == FromReceipt && c.As != NotSent {
		e.RefundBy, err = d.rules.due(d.rules.policy.Limits.Refund, d.at)
	}
	return one(e), err
}

// decideUnits refuses to accept what was rejected, to reject what was refunded or replaced, and to
// accept what is on its way back to the customer.
func (d *decision) decideUnits(c DecideUnits) ([]Event, error) {
	g := d.goodsOf(c.Return, c.Line)
	if g == nil {
		return nil, nil
	}
	lot, open := g.lot(c.Condition), g.undecided(c.Condition)
	overturned := max(c.Accept+c.Reject-open, 0)
	takeable := max(min(lot.Accepted-lot.Refunded, g.owed()), 0) // accepted, and nothing was promised for it
	asked := c.Accept + c.Reject + c.Review
	line := c.Line.Param("line")
	switch {
	case c.Accept > open && lot.Rejected > 0:
		d.refuse(
			RejectedFinally, "/accept", line, logistics.CountParam("rejected", lot.Rejected),
			logistics.CountParam("open", open),
		)
	case c.Accept > open, overturned > takeable, overturned > 0 && c.Review > 0, overturned == 0 && asked > open:
		d.refuse(NotUndecided, "", line, logistics.CountParam("asked", asked), logistics.CountParam("open", open))
	default:
		accepted, rejected := g.Accepted()+c.Accept-overturned, g.Rejected()+c.Reject
		if over := accepted + max(rejected, g.SentBack) - g.pool(); over > 0 {
			d.refuse(
				NotUndecided, "/accept", line, logistics.CountParam("asked", c.Accept),
				logistics.CountParam("open", max(c.Accept-over, 0)),
			)
		}
	}
	e := UnitsDecided{Command: c, EventHeader: d.header()}
	var err error
	if d.rules.policy.RefundFrom == FromDecision && c.Accept > 0 {
		e.RefundBy, err = d.rules.due(d.rules.policy.Limits.Refund, d.at)
	}
	return one(e), err
}

func (d *decision) deliver(c DeliverOutbound) {
	k := d.state.outbounds.Find(c.Outbound)
	if k < 0 {
		d.refuse(OutboundUnknown, "/outbound", c.Outbound.Param("outbound"))
		return
	}
	o := d.state.outbounds.At(k)
	if _, ok := d.allowed(o.Return); !ok {
		return
	}
	if open := o.open(); c.Units > open {
		d.refuse(
			OutboundNotOpen, "/units", c.Outbound.Param("outbound"), logistics.CountParam("asked", c.Units),
			logistics.CountParam("open", open),
		)
	}
}

func (d *decision) dispose(c Dispose) {
	g := d.goodsOf(c.Return, c.Line)
	if g == nil {
		return
	}
	var asked int64
	for _, disposed := range c.Dispositions {
		asked += disposed.Units
	}
	lot := g.lot(c.Condition)
	open := lot.Inspected - lot.disposed()
	if c.Condition == "" {
		open = g.Received() - g.Inspected() - lot.disposed()
	}
	count := len(lot.Disposed)
	for _, disposed := range c.Dispositions {
		if !lot.has(disposed.Disposition) {
			count++
		}
	}
	if count > len(lot.Disposed) {
		d.room("/ways", c.Return, "dispositions of a condition", count)
	}
	d.here("/ways", c.Line, asked, min(open, g.Received()-g.SentBack-g.Disposed()))
}

func (d *decision) split(c Split) {
	if d.state.returns.Find(c.Into) >= 0 {
		d.refuse(ReturnExists, "/into", c.Into.Param("return"))
	}
	r, ok := d.allowed(c.Return)
	if !ok {
		return
	}
	var stay int64
	for i := range r.Goods {
		stay += r.Goods[i].Requested
	}
	for i, item := range c.Items {
		d.within(r, i, item, NotOutstanding, (*Goods).spare)
		stay -= item.Units
	}
	if stay == 0 {
		d.refuse(NothingLeft, "/items", c.Return.Param("return"))
	}
}
