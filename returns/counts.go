package returns

import "github.com/logicrm/logistics"

// recount brings what is counted of the lines up to a return that changed. Lines of a return go, and never
// come, so those of after are some of those of before, in the same order; a new return has them all.
func (c *Case) recount(before, after *record) {
	next := 0
	for i := range before.Goods {
		g := &before.Goods[i]
		requested, settled := before.share(g)
		var stay, counted int64
		if next < len(after.Goods) && after.Goods[next].Line == g.Line {
			stay, counted = after.share(&after.Goods[next])
			next++
		}
		c.shift(g.Line, stay-requested, counted-settled)
	}
	c.recountNew(after, next)
}

// recountNew counts the lines of a return from one on.
func (c *Case) recountNew(r *record, from int) {
	for i := from; i < len(r.Goods); i++ {
		requested, settled := r.share(&r.Goods[i])
		c.shift(r.Goods[i].Line, requested, settled)
	}
}

func (c *Case) shift(id logistics.ID, requested, settled int64) {
	if requested == 0 && settled == 0 {
		return
	}
	if i := c.lines.Find(id); i >= 0 {
		l := c.lines.Change(i)
		l.requested, l.settled = l.requested+requested, l.settled+settled
	}
}

// count adds up, once, what is counted of lines and in books that were just made: nobody else has them yet.
func (c *Case) count(returns []record, refunds []payment) {
	for i := range returns {
		r := &returns[i]
		for k := range r.Goods {
			g := &r.Goods[k]
			if at := c.lines.Find(g.Line); at >= 0 {
				l := c.lines.At(at)
				requested, settled := r.share(g)
				l.requested, l.settled = l.requested+requested, l.settled+settled
			}
		}
	}
	if c.books == nil {
		return // nothing was paid for
	}
	for i := range refunds {
		c.books.add(&refunds[i])
	}
}
