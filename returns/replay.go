package returns

import (
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/workflow"
)

// replay is what a case is made of while a history is replayed: plain lists, which nobody else sees and which are
// changed in place. Their elements have lists of their own, taken from a few large ones.
type replay struct {
	returns   []record
	refunds   []payment
	outbounds []shipment

	ofReturns, ofRefunds, ofOutbounds older

	none  rest // of returns that have nothing of it yet
	rests stock[rest]
	goods stock[Goods]
	lots  stock[Lot]
	parts stock[RefundPart]
}

// begin is the case before a history, with room for what it will hold.
func begin(events []Event) Case {
	var returns, refunds, outbounds int
	for _, e := range events {
		switch e.(type) {
		case Requested, SplitOff:
			returns++
		case RefundAuthorised:
			refunds++
		case OutboundPlanned:
			outbounds++
		}
	}
	state := Case{replay: &replay{
		returns: make([]record, 0, returns), refunds: make([]payment, 0, refunds),
		outbounds: make([]shipment, 0, outbounds),
		// Most returns have one line, found in one condition, and most refunds are of one.
		rests: stock[rest]{most: returns}, goods: stock[Goods]{most: returns}, lots: stock[Lot]{most: returns},
		parts: stock[RefundPart]{most: refunds},
	}}
	state.log.Begin(len(events))
	return state
}

// finish ends a replay.
func (c *Case) finish() {
	from := c.replay
	c.count(from.returns, from.refunds)
	c.returns, c.refunds = workflow.ListOf(from.returns), workflow.ListOf(from.refunds)
	c.outbounds = workflow.ListOf(from.outbounds)
	c.log.Finish()
	c.replay = nil
}

// near is how many elements at the end are looked at one by one: most is said of what came last.
const near = 8

// record is the position of a return.
func (r *replay) record(id logistics.ID) int {
	for i := len(r.returns) - 1; i >= max(len(r.returns)-near, 0); i-- {
		if r.returns[i].ID == id {
			return i
		}
	}
	return r.ofReturns.find(len(r.returns)-near, id, func(i int) logistics.ID { return r.returns[i].ID })
}

// payment is the position of a refund.
func (r *replay) payment(id logistics.ID) int {
	for i := len(r.refunds) - 1; i >= max(len(r.refunds)-near, 0); i-- {
		if r.refunds[i].ID == id {
			return i
		}
	}
	return r.ofRefunds.find(len(r.refunds)-near, id, func(i int) logistics.ID { return r.refunds[i].ID })
}

// shipment is the position of an outbound.
func (r *replay) shipment(id logistics.ID) int {
	for i := len(r.outbounds) - 1; i >= max(len(r.outbounds)-near, 0); i-- {
		if r.outbounds[i].ID == id {
			return i
		}
	}
	return r.ofOutbounds.find(len(r.outbounds)-near, id, func(i int) logistics.ID { return r.outbounds[i].ID })
}

// older are the positions of elements that are not near the end. They are written down when one is asked for.
type older struct {
	at    map[logistics.ID]int
	known int // of the elements, from the start
}

// find is the position of an id before the end of what is older; -1 when it is not there.
func (o *older) find(end int, id logistics.ID, key func(int) logistics.ID) int {
	if end <= 0 {
		return -1
	}
	if o.at == nil {
		o.at = make(map[logistics.ID]int, end)
	}
	for ; o.known < end; o.known++ {
		o.at[key(o.known)] = o.known
	}
	if i, ok := o.at[id]; ok {
		return i
	}
	return -1
}

// stock is room for elements of which some were taken. Without a stock each taking is made by itself.
type stock[T any] struct {
	left []T
	most int // elements that are made at once
}

// take makes so many elements.
func (s *stock[T]) take(n int) []T {
	if n > len(s.left) {
		s.left = make([]T, max(n, s.most))
	}
	taken := s.left[:n:n]
	s.left = s.left[n:]
	return taken
}

// The places of a case, in a replay and otherwise. What is written to is a copy of the case's own.

// find is a return, to be read; nil when there is none.
func (c *Case) find(id logistics.ID) *record {
	if c.replay != nil {
		if i := c.replay.record(id); i >= 0 {
			return &c.replay.returns[i]
		}
		return nil
	}
	if i := c.returns.Find(id); i >= 0 {
		return c.returns.At(i)
	}
	return nil
}

// change is a return, to be written to; nil when there is none. What its lines count for is counted anew at the end
// of the event.
func (c *Case) change(id logistics.ID) *record {
	if c.replay != nil {
		return c.find(id)
	}
	i := c.returns.Find(id)
	if i < 0 {
		return nil
	}
	if c.after == nil || c.after.ID != id {
		c.before = c.returns.At(i)
		c.after = c.returns.Change(i)
	}
	return c.after
}

// extend adds an element to a list that was made with room for it.
func extend[T any](list *[]T) *T {
	n := len(*list)
	*list = (*list)[:n+1]
	return &(*list)[n]
}

// addReturn is a new return.
func (c *Case) addReturn() *record {
	if r := c.replay; r != nil {
		added := extend(&r.returns)
		added.rest = &r.none
		return added
	}
	r := c.returns.Add()
	r.rest = new(rest)
	return r
}

// rest is the rest of a return that may be written to.
func (c *Case) rest(r *record) *rest {
	if c.replay != nil && r.rest == &c.replay.none {
		r.rest = &c.replay.rests.take(1)[0]
	}
	return r.rest
}

func (c *Case) findRefund(id logistics.ID) *payment {
	if c.replay != nil {
		if i := c.replay.payment(id); i >= 0 {
			return &c.replay.refunds[i]
		}
		return nil
	}
	if i := c.refunds.Find(id); i >= 0 {
		return c.refunds.At(i)
	}
	return nil
}

func (c *Case) changeRefund(id logistics.ID) *payment {
	if c.replay != nil {
		return c.findRefund(id)
	}
	if i := c.refunds.Find(id); i >= 0 {
		return c.refunds.Change(i)
	}
	return nil
}

func (c *Case) addRefund() *payment {
	if r := c.replay; r != nil {
		return extend(&r.refunds)
	}
	return c.refunds.Add()
}

func (c *Case) findOutbound(id logistics.ID) *shipment {
	if c.replay != nil {
		if i := c.replay.shipment(id); i >= 0 {
			return &c.replay.outbounds[i]
		}
		return nil
	}
	if i := c.outbounds.Find(id); i >= 0 {
		return c.outbounds.At(i)
	}
	return nil
}

func (c *Case) changeOutbound(id logistics.ID) *shipment {
	if c.replay != nil {
		return c.findOutbound(id)
	}
	if i := c.outbounds.Find(id); i >= 0 {
		return c.outbounds.Change(i)
	}
	return nil
}

func (c *Case) addOutbound() *shipment {
	if r := c.replay; r != nil {
		return extend(&r.outbounds)
	}
	return c.outbounds.Add()
}

// ledgers are the goods of a new return.
func (c *Case) ledgers(n int) []Goods {
	if c.replay == nil {
		return make([]Goods, n)
	}
	goods := c.replay.goods.take(n)
	for i := range goods {
		goods[i].Lots = c.replay.lots.take(1)[:0]
	}
	return goods
}

// parts are those of a refund, in a list of its own.
func (c *Case) parts(parts []RefundPart) []RefundPart {
	if c.replay == nil || len(parts) == 0 {
		return slices.Clone(parts)
	}
	own := c.replay.parts.take(len(parts))
	copy(own, parts)
	return own
}
