package logistics

import (
	"strconv"
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
	lines := make(map[ID]bool, len(o.Lines))
	for i, line := range o.Lines {
		path := "/lines/" + strconv.Itoa(i)
		line.validate(path, &faults)
		if lines[line.ID] {
			faults.Duplicate(path+"/id", line.ID, "another line has this id")
		}
		lines[line.ID] = true
	}
	o.validatePromises(lines, &faults)
	return faults.Err()
}

func (l OrderLine) validate(path string, faults *Faults) {
	if l.ID.IsZero() {
		faults.Required(path+"/id", "id is required")
	}
	if l.Product.IsZero() {
		faults.Required(path+"/product", "product and quantity are required")
	}
	checkQuantity(path, l.Quantity, faults)
}

func (o Order) validatePromises(lines map[ID]bool, faults *Faults) {
	type revision struct {
		line ID
		n    int
	}
	seen := make(map[revision]bool, len(o.Promises))
	for i, p := range o.Promises {
		path := "/promises/" + strconv.Itoa(i)
		p.validate(path, faults)
		if !lines[p.Line] {
			faults.Conflict(path+"/line", p.Line, "no such line")
		}
		if key := (revision{p.Line, p.Revision}); seen[key] {
			faults.Duplicate(path+"/revision", p.Revision, "the line has this revision already")
		} else {
			seen[key] = true
		}
	}
}

func (p Promise) validate(path string, faults *Faults) {
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
