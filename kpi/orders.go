package kpi

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// Orders gathers the lines of orders in whatever order they come, by number, and gives one [Entry] for each
// order in the end: its rights are those of all lines together, its day is the last of theirs. It does not
// matter how lines are split over several and merged, nor how often a line is added: copies change nothing.
// For the same reason a line cannot be taken out. Where the lines of an order follow each other,
// [Grid.AddOrders] needs no memory for them.
type Orders struct {
	gathered []gathered
}

// gathered is what is known of an order.
type gathered struct {
	subject uint32
	day     uint32
	rights  logistics.Rights
	lines   bool // it has some
	torn    bool // they have different subjects
}

const mostOrders = 1 << 28

// NewOrders has room for n orders, numbered from 0: at most 2^28.
func NewOrders(n int) (*Orders, error) {
	if n < 0 || n > mostOrders {
		return nil, fault("/n", logistics.FaultOutOfRange, strconv.Itoa(n), "0 to 2^28 orders")
	}
	return &Orders{make([]gathered, n)}, nil
}

// Add gathers lines: orders[i] is the order of entries[i]. On a fault nothing is added. It does not allocate.
func (o *Orders) Add(entries []Entry, orders []uint32) error {
	if len(orders) != len(entries) {
		return fault("/orders", logistics.FaultMismatch, strconv.Itoa(len(orders)), "an order for each of "+strconv.Itoa(len(entries))+" entries")
	}
	for i, n := range orders {
		if int64(n) >= int64(len(o.gathered)) {
			return fault("/orders/"+strconv.Itoa(i), logistics.FaultOutOfRange, digits(int64(n)), "there is room for "+strconv.Itoa(len(o.gathered))+" orders")
		}
	}
	for i := range entries {
		e := &entries[i]
		o.gathered[orders[i]].join(gathered{subject: e.Subject, day: e.Day, rights: e.Rights, lines: true})
	}
	return nil
}

// join is commutative, associative and idempotent, with no lines as its identity.
func (g *gathered) join(o gathered) {
	switch {
	case !o.lines:
	case !g.lines:
		*g = o
	default:
		g.torn = g.torn || o.torn || g.subject != o.subject
		g.subject = max(g.subject, o.subject)
		g.day = max(g.day, o.day)
		g.rights = g.rights.And(o.rights)
	}
}

// Merge adds what another has gathered, with the same numbers for the same orders.
func (o *Orders) Merge(other *Orders) error {
	if len(other.gathered) != len(o.gathered) {
		return fault("/orders", logistics.FaultMismatch, strconv.Itoa(len(other.gathered)), "there is room for "+strconv.Itoa(len(o.gathered))+" orders here")
	}
	for i := range o.gathered {
		o.gathered[i].join(other.gathered[i])
	}
	return nil
}

// Entries are the orders that have lines, by number, for [Grid.Add]; they are appended to dst. Orders whose
// lines have different subjects are faults, all of them, and then nothing is appended.
func (o *Orders) Entries(dst []Entry) ([]Entry, error) {
	var faults logistics.Faults
	for i := range o.gathered {
		if o.gathered[i].torn {
			faults.Add("/orders/"+strconv.Itoa(i)+"/subject", logistics.FaultConflict, digits(int64(o.gathered[i].subject)), "its lines have different subjects")
		}
	}
	if err := faults.Err(); err != nil {
		return dst, err
	}
	for i := range o.gathered {
		if g := &o.gathered[i]; g.lines {
			dst = append(dst, Entry{Subject: g.subject, Day: g.day, Rights: g.rights})
		}
	}
	return dst, nil
}
