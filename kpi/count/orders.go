package count

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// Orders gathers the lines of orders in whatever order they come, by number, and gives one [Entry] for each
// order in the end: its rights are those of all lines together, its day the last of those that are not waived. It does
// not matter how lines are split over several and merged, nor how often a line is added: copies change nothing.
// For the same reason a line cannot be removed. Where the lines of an order follow each other,
// [Grid.AddOrders] needs no memory for them.
//
// Orders are made by [NewOrders]. A copy of what they point to shows what the original has gathered and refuses to be
// changed, and so do the zero Orders, which have room for none.
type Orders struct {
	self     *Orders
	gathered []numbered
}

const mostOrders = 1 << 28

// NewOrders has room for n orders, numbered from 0: at most 2^28.
func NewOrders(n int) (*Orders, error) {
	if n < 0 || n > mostOrders {
		return nil, fault("/n", logistics.FaultOutOfRange, strconv.Itoa(n), "0 to 2^28 orders")
	}
	o := &Orders{gathered: make([]numbered, n)}
	o.self = o
	return o, nil
}

// usable refuses orders that cannot be changed.
func (o *Orders) usable() error {
	if o != nil && o.self == o {
		return nil
	}
	return unmade("NewOrders")
}

// Add gathers lines: orders[i] is the order of entries[i]. On a fault nothing is added. It does not allocate.
func (o *Orders) Add(entries []Entry, orders []uint32) error {
	if err := o.usable(); err != nil {
		return err
	}
	if err := oneOrderEach(entries, orders); err != nil {
		return err
	}
	for i, n := range orders {
		if int64(n) >= int64(len(o.gathered)) {
			what := "there is room for " + strconv.Itoa(len(o.gathered)) + " orders"
			return fault("/orders/"+strconv.Itoa(i), logistics.FaultOutOfRange, digits(int64(n)), what)
		}
	}
	for i := range entries {
		o.gathered[orders[i]].join(lineOf(&entries[i]))
	}
	return nil
}

// oneOrderEach refuses lists of different lengths.
func oneOrderEach(entries []Entry, orders []uint32) error {
	if len(orders) != len(entries) {
		what := "an order for each of " + strconv.Itoa(len(entries)) + " entries"
		return fault("/orders", logistics.FaultMismatch, strconv.Itoa(len(orders)), what)
	}
	return nil
}

// Merge adds what another has gathered, with the same numbers for the same orders.
func (o *Orders) Merge(other *Orders) error {
	if err := o.usable(); err != nil {
		return err
	}
	if other == nil {
		return fault("/other", logistics.FaultRequired, "", "orders made by NewOrders")
	}
	if len(other.gathered) != len(o.gathered) {
		what := "there is room for " + strconv.Itoa(len(o.gathered)) + " orders here"
		return fault("/orders", logistics.FaultMismatch, strconv.Itoa(len(other.gathered)), what)
	}
	for i := range o.gathered {
		o.gathered[i].join(other.gathered[i])
	}
	return nil
}

// Entries are the orders that have lines, by number, for [Grid.Add]; they are appended to dst. Orders whose
// lines have different subjects are faults, all of them, and then nothing is appended.
func (o *Orders) Entries(dst []Entry) ([]Entry, error) {
	if o == nil {
		return dst, nil
	}
	var faults logistics.Faults
	for i := range o.gathered {
		if o.gathered[i].subject == torn {
			path := "/orders/" + strconv.Itoa(i) + "/subject"
			faults.Conflict(path, nil, "lines of one order must have one subject")
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
