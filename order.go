package logistics

import (
	"slices"
	"time"
)

// Order is what a customer asked for, with what was promised in answer. It holds what was agreed and
// nothing of what happened: that is a [Fulfilment].
type Order struct {
	ID        ID          `json:"id"`
	Customer  Party       `json:"customer"`
	Placed    Stamp       `json:"placed"`
	Confirmed Stamp       `json:"confirmed,omitzero"` // when it was acknowledged to the customer
	Lines     []OrderLine `json:"lines"`
	Promises  []Promise   `json:"promises"`
}

// OrderLine is one product of an order.
type OrderLine struct {
	ID        ID       `json:"id"`
	Product   ID       `json:"product"`
	Quantity  Quantity `json:"quantity"`
	UnitPrice Money    `json:"unit_price,omitzero"`
	Cancelled Stamp    `json:"cancelled,omitzero"` // when the customer called it off
}

// Promiser is who wanted a promise to be as it is.
type Promiser string

// The promisers.
const (
	BySupplier Promiser = "supplier" // offered or moved by the supplier
	ByCustomer Promiser = "customer" // asked for, or agreed to, by the customer
)

// Promise is a commitment on one line. Revisions of a line's promise are numbered from 1; none is ever
// overwritten, so that the first promise, the last, and the last that the customer agreed to can each
// be held against what happened.
type Promise struct {
	Line      ID       `json:"line"`
	Revision  int      `json:"revision"`
	Recipient ID       `json:"recipient,omitzero"` // who is to receive the goods
	Place     Place    `json:"place"`
	From      Stamp    `json:"from,omitzero"` // start of the window; absent: any earlier time will do
	To        Stamp    `json:"to"`            // end of the window
	End       EndRule  `json:"end"`
	Cost      CostFact `json:"cost,omitzero"` // what the line is to cost the customer
	Made      Stamp    `json:"made"`
	By        Promiser `json:"by"`
}

// Window resolves the promise to instants. Stamps without a zone take on that of the place; without
// that they are read on one unknown clock, as if in UTC, which still compares rightly with whatever
// was stamped by the same clock. An end that names a date includes that date; one that names a time
// ends there, to the second: "until 12:00" is over at 12:00:00.
func (p Promise) Window(zones Zones) (Window, error) {
	end := p.To
	if end.precision > PrecisionDay {
		end.precision = max(end.precision, PrecisionSecond)
	}
	to, err := p.interval(end, "/to", zones)
	if err != nil {
		return Window{}, err
	}
	last, rule := to.latest, p.End
	if end.precision == PrecisionDay {
		last, rule = last.Add(1), Until // where the next date begins
	}
	if p.From.IsZero() {
		return NewWindow(time.Time{}, last, rule)
	}
	from, err := p.interval(p.From, "/from", zones)
	if err != nil {
		return Window{}, err
	}
	return NewWindow(from.earliest, last, rule)
}

func (p Promise) interval(s Stamp, path string, zones Zones) (Interval, error) {
	i, err := s.OnClockOf(p.Place, zones)
	if err != nil {
		var faults Faults
		faults.At(path, err)
		return Interval{}, faults.Err()
	}
	return i, nil
}

const maxLines = 10000

// Validate reports every fault of the order.
func (o Order) Validate() error {
	var faults Faults
	if o.ID.IsZero() {
		faults.Required("/id", "id is required")
	}
	o.Customer.validate("/customer", &faults)
	if o.Placed.IsZero() {
		faults.Required("/placed", "when the order was placed")
	}
	switch {
	case len(o.Lines) == 0:
		faults.Required("/lines", "at least one line")
	case len(o.Lines) > maxLines || len(o.Promises) > 10*maxLines:
		faults.TooMany("/lines", len(o.Lines), "at most 10000 lines and 100000 promises")
		return faults.Err()
	}
	var lines seen[ID]
	for i := range o.Lines {
		before := len(faults)
		o.Lines[i].validate("", &faults)
		if lines.add(o.Lines[i].ID) {
			faults.Duplicate("/id", o.Lines[i].ID, "another line has this id")
		}
		faults.below(before, "/lines/", i)
	}
	var revisions seen[revision]
	for i := range o.Promises {
		before := len(faults)
		p := &o.Promises[i]
		p.validate("", &faults)
		if !lines.has(p.Line) {
			faults.Conflict("/line", p.Line, "no such line")
		}
		if revisions.add(revision{p.Line, p.Revision}) {
			faults.Duplicate("/revision", p.Revision, "the line has this revision already")
		}
		faults.below(before, "/promises/", i)
	}
	return faults.Err()
}

// revision of the promise on a line.
type revision struct {
	line ID
	n    int
}

// seen holds what was seen: a few in a list, which costs nothing to make, many in a table.
type seen[K comparable] struct {
	list [16]K
	n    int
	many map[K]bool
}

func (s *seen[K]) has(key K) bool {
	return s.many[key] || slices.Contains(s.list[:s.n], key)
}

// add reports whether the key was there before.
func (s *seen[K]) add(key K) bool {
	switch {
	case s.has(key):
		return true
	case s.n < len(s.list):
		s.list[s.n] = key
		s.n++
		return false
	case s.many == nil:
		s.many = make(map[K]bool)
	}
	s.many[key] = true
	return false
}

func (l *OrderLine) validate(path string, faults *Faults) {
	if l.ID.IsZero() {
		faults.Required(path+"/id", "id is required")
	}
	if l.Product.IsZero() {
		faults.Required(path+"/product", "product and quantity are required")
	}
	checkQuantity(path, l.Quantity, faults)
}

func (p *Promise) validate(path string, faults *Faults) {
	if p.Revision < 1 {
		faults.OutOfRange(path+"/revision", p.Revision, "revision must be 1 or greater")
	}
	if p.To.IsZero() {
		faults.Required(path+"/to", "when the promise ends")
	}
	if p.End != Until && p.End != By {
		faults.Required(path+"/end", "until or by")
	}
	if p.From.after(p.To) {
		faults.Conflict(path+"/from", p.From, "starts after it ends")
	}
	if p.By != BySupplier && p.By != ByCustomer {
		faults.Unknown(path+"/by", p.By, "supplier or customer")
	}
	p.Place.validate(path+"/place", faults)
}
