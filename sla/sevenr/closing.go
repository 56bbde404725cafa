package sevenr

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// closing is what of a line counts at an instant. A promise is closed when all of it was delivered, or when its
// window and the tolerance behind it are over; of a promise of which nothing came by then, what comes first is
// judged for what it is. What comes after a promise is closed is reported beside its verdicts and changes none.
type closing struct {
	n       int       // deliveries that count: the first of those that happened, in their order
	many    []int     // all that happened, where they are more than a few
	late    bool      // they are the first to come at all, after the promise was over
	closed  bool      // no later delivery changes a verdict
	at      time.Time // when it was closed; zero while it is open
	over    logistics.Verdict
	after   int                // deliveries that came after it was closed
	surplus logistics.Quantity // of the promised product; absent where nobody knows how much
}

// few deliveries are put in order without allocating.
const few = 8

// counted are the positions of the deliveries that count.
func (k *closing) counted(space *[few]int) []int {
	if k.many != nil {
		return k.many[:k.n]
	}
	return space[:k.n]
}

// close says which deliveries of a line count at asOf, as positions in space, the ones that count first. Deliveries
// that happened after asOf are as if nobody knew of them.
func (c *Checker) close(line *Line, asOf time.Time, space *[few]int) closing {
	window := line.Promised.Window
	k := closing{over: window.JudgeMissing(asOf, c.closes), surplus: logistics.Count(0, line.Promised.Quantity.Unit())}
	var happened []int
	if len(line.Deliveries) > few {
		k.many = inOrder(line.Deliveries, asOf)
		happened = k.many
	} else {
		happened = space[:inOrderOf(line, asOf, space)]
	}
	if window.IsZero() {
		k.complete(line, happened, asOf)
		return k
	}
	end := c.closes.AddTo(window.Last()) // the last instant at which a delivery still counts
	inTime := len(happened)
	for inTime > 0 && came(line, happened[inTime-1]).After(end) {
		inTime--
	}
	if inTime == 0 && len(happened) > 0 {
		k.late = true
		k.end(line.Deliveries[happened[0]].At.Latest(), asOf)
		k.divide(line, happened, 1)
		return k
	}
	for _, i := range happened[inTime:] {
		k.beside(line, i)
	}
	if k.complete(line, happened[:inTime], asOf); !k.closed && k.over == logistics.Missed {
		k.closed, k.at = true, end
	}
	return k
}

// inOrderOf puts the positions of a few deliveries into space, as they happened, without a closure, so that nothing
// allocates.
func inOrderOf(line *Line, asOf time.Time, space *[few]int) (n int) {
	for i := range line.Deliveries {
		at := came(line, i)
		if !asOf.IsZero() && at.After(asOf) {
			continue
		}
		m := n
		for ; m > 0 && before(&line.Deliveries[i], &line.Deliveries[space[m-1]]) < 0; m-- {
			space[m] = space[m-1]
		}
		space[m] = i
		n++
	}
	return n
}

// inOrder are the positions of many deliveries, as they happened.
func inOrder(deliveries []Delivery, asOf time.Time) []int {
	happened := make([]int, 0, len(deliveries))
	for i := range deliveries {
		if asOf.IsZero() || !deliveries[i].At.Earliest().After(asOf) {
			happened = append(happened, i)
		}
	}
	slices.SortStableFunc(happened, func(a, b int) int { return before(&deliveries[a], &deliveries[b]) })
	return happened
}

// before orders deliveries by when they can have come; of two that are alike in that both count or neither does.
func before(a, b *Delivery) int {
	if c := a.At.Earliest().Compare(b.At.Earliest()); c != 0 {
		return c
	}
	return a.At.Latest().Compare(b.At.Latest())
}

// came is the earliest that a delivery can have come; the zero time where nobody recorded it.
func came(line *Line, i int) time.Time { return line.Deliveries[i].At.Earliest() }

// complete closes the promise with the delivery by which all of it had come. Goods count whatever their condition;
// units of another product or in another unit do not.
func (k *closing) complete(line *Line, happened []int, asOf time.Time) {
	promised := line.Promised.Quantity
	sum := logistics.Count(0, promised.Unit())
	for n, i := range happened {
		d := &line.Deliveries[i]
		if d.Quantity.IsZero() || otherProduct(line, d) {
			continue
		}
		next, err := sum.Add(d.Quantity)
		if err != nil {
			continue
		}
		sum = next
		if d.At.IsZero() && !line.Promised.Window.IsZero() {
			continue // when that was is not known: the end of the promise closes it, if nothing before does
		}
		if order, err := sum.Cmp(promised); err == nil && order >= 0 {
			k.end(d.At.Latest(), asOf)
			k.divide(line, happened, n+1)
			return
		}
	}
	k.n = len(happened)
}

// end closes the promise at an instant, unless that is still to come: what was written down coarsely may not be over.
func (k *closing) end(at, asOf time.Time) {
	k.at = at
	k.closed = asOf.IsZero() || !asOf.Before(at)
}

// divide counts the first deliveries and, of the rest, what may have come with what closed the promise; it sets
// beside what came after that, which is the end of the list.
func (k *closing) divide(line *Line, happened []int, first int) {
	for k.n = first; k.n < len(happened) && !came(line, happened[k.n]).After(k.at); {
		k.n++
	}
	for _, i := range happened[k.n:] {
		k.beside(line, i)
	}
}

func (k *closing) beside(line *Line, i int) {
	k.after++
	d := &line.Deliveries[i]
	if otherProduct(line, d) || k.surplus.IsZero() {
		return
	}
	sum, err := k.surplus.Add(d.Quantity)
	if err != nil || d.Quantity.IsZero() {
		sum = logistics.Quantity{} // from here on nobody knows how much it is
	}
	k.surplus = sum
}

func otherProduct(line *Line, d *Delivery) bool {
	return !d.Product.IsZero() && !line.Promised.Product.IsZero() && d.Product != line.Promised.Product
}

// billing is what is known of the bills of a line.
type billing struct {
	final bool      // none is waited for any more
	until time.Time // up to when they count, where they do not count for ever
	ends  bool
}

// billed says up to when bills count, and whether that is over at asOf. Of a line that came nobody knows when, only a
// final bill ends the waiting; where none is waited for, what its deliveries say of their cost is all there is, and a
// bill that comes later changes no verdict.
func (c *Checker) billed(line *Line, k *closing, counted []int, asOf time.Time) billing {
	if !k.closed {
		return billing{}
	}
	if k.at.IsZero() && c.billing.IsZero() && saysCost(line, counted) {
		return billing{final: true, ends: true}
	}
	b := billing{until: c.billing.AddTo(k.at), ends: true}
	if k.at.IsZero() {
		b.until = k.at
	}
	for i := range line.Bills {
		at := line.Bills[i].At.Latest() // the first final bill ends the waiting, and never makes it longer
		known := asOf.IsZero() || !at.After(asOf)
		waited := k.at.IsZero() && !b.final
		if line.Bills[i].Final && known && (waited || !at.After(b.until)) {
			b.final, b.until = true, latest(at, k.at)
		}
	}
	b.final = b.final || !k.at.IsZero() && (c.billing.IsZero() || asOf.IsZero() || asOf.After(b.until))
	return b
}

// saysCost reports whether each of some deliveries says what it cost.
func saysCost(line *Line, counted []int) bool {
	for _, i := range counted {
		if _, known := line.Deliveries[i].Cost.Amount(); !known {
			return false
		}
	}
	return true
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
