package vmi

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Transfer is when ownership of goods passes to the customer.
type Transfer string

// The transfers. Who plans the stock and who owns it are two questions: an agreement may have either.
const (
	TransferOnReceipt     Transfer = "receipt"     // no consignment: what arrives is sold
	TransferOnConsumption Transfer = "consumption" // what is taken is sold then
)

// Consignment says who owns the stock at the customer, and what is billed when.
type Consignment struct {
	Transfer Transfer `json:"transfer"`
	// days in the store after which stock counts as sold; absent: never
	MaxAge   int                `json:"max_age,omitzero"`
	Losses   logistics.Ratio    `json:"losses,omitzero"` // the customer's share of what is lost; absent: none
	Price    logistics.Money    `json:"price"`           // of a unit
	Unit     logistics.Unit     `json:"unit"`
	Rounding logistics.Rounding `json:"rounding"` // of a line of the bill
}

// Validate reports every fault.
func (c Consignment) Validate() error {
	var faults logistics.Faults
	if c.Transfer != TransferOnReceipt && c.Transfer != TransferOnConsumption {
		faults.Unknown("/transfer", c.Transfer, "receipt or consumption")
	}
	if c.MaxAge < 0 || c.MaxAge > maxDays {
		faults.OutOfRange("/max_age", c.MaxAge, "0 to 36525 days")
	}
	if !c.Losses.IsZero() && (c.Losses.Num() < 0 || c.Losses.Num() > c.Losses.Den()) {
		faults.OutOfRange("/losses", c.Losses, "0% to 100%")
	}
	switch {
	case c.Price.IsZero():
		faults.Required("/price", "the price of a unit")
	case c.Price.Sign() < 0:
		faults.OutOfRange("/price", c.Price, "must be 0 or greater")
	}
	if c.Unit.IsZero() {
		faults.Required("/unit", "the unit of the stock")
	}
	if !c.Rounding.Valid() {
		faults.Required("/rounding", "a rounding for the lines of the bill")
	}
	return faults.Err()
}

// MovementKind is what happened to stock at the customer.
type MovementKind string

// The kinds of movement, in the order in which those of one day count.
const (
	Delivered MovementKind = "delivered" // into the store: a layer of its own
	Found     MovementKind = "found"     // at a count: back into the oldest layer that lost some
	Returned  MovementKind = "returned"  // to the supplier: of its own stock, the oldest first
	Consumed  MovementKind = "consumed"  // used or sold: the oldest first
	Lost      MovementKind = "lost"      // at a count, or broken: the oldest first
)

var movementOrder = []MovementKind{Delivered, Found, Returned, Consumed, Lost}

// Movement is one fact about stock at the customer.
type Movement struct {
	ID       logistics.ID       `json:"id"`
	Kind     MovementKind       `json:"kind"`
	On       logistics.Date     `json:"on"`
	Quantity logistics.Quantity `json:"quantity"`
}

// Layer is one delivery, and what became of it. Delivered is the sum of all the others.
type Layer struct {
	Delivery  logistics.ID       `json:"delivery"`
	On        logistics.Date     `json:"on"`
	Delivered logistics.Quantity `json:"delivered"`
	Supplier  logistics.Quantity `json:"supplier"` // in the store, and the supplier's
	Customer  logistics.Quantity `json:"customer"` // in the store, and the customer's
	Consumed  logistics.Quantity `json:"consumed"`
	Returned  logistics.Quantity `json:"returned"`
	Lost      logistics.Quantity `json:"lost"`
}

// BillLine is what the customer owes for: what a self-billing customer writes down by itself.
type BillLine struct {
	On       logistics.Date     `json:"on"`
	Delivery logistics.ID       `json:"delivery"`
	Why      logistics.Code     `json:"why"`
	Quantity logistics.Quantity `json:"quantity"`
	Amount   logistics.Money    `json:"amount"`
}

// Ledger is who owns what of the stock at a customer, layer by layer, the oldest first.
type Ledger struct {
	Layers  []Layer            `json:"layers,omitempty"`
	Bill    []BillLine         `json:"bill,omitempty"` // by date, then layer
	Unknown logistics.Quantity `json:"unknown"`        // consumed, lost or returned, and never delivered
}

// Fold adds movements up to the state at the end of a date. They are a set: in any order, in any parts,
// with copies. A movement that names an id twice with other content is a fault.
func (c Consignment) Fold(movements []Movement, asOf logistics.Date) (Ledger, error) {
	var faults logistics.Faults
	faults.At("/consignment", c.Validate())
	list := c.sorted(movements, asOf, &faults)
	if err := faults.Err(); err != nil {
		return Ledger{}, err
	}
	f := fold{terms: &c, ledger: Ledger{Unknown: logistics.Count(0, c.Unit)}}
	for _, m := range list {
		f.age(m.On)
		f.move(m)
	}
	f.age(asOf)
	slices.SortStableFunc(f.ledger.Bill, func(a, b BillLine) int { return a.On.Compare(b.On) })
	return f.ledger, f.sum.err
}

// sorted is what is known at a date, each movement once, by date and kind.
func (c *Consignment) sorted(movements []Movement, asOf logistics.Date, faults *logistics.Faults) []Movement {
	known := make(map[logistics.ID]Movement, len(movements))
	var list []Movement
	if asOf.IsZero() {
		faults.Required("/as_of", "the last date that counts")
	}
	for i, m := range movements {
		path := "/movements/" + strconv.Itoa(i)
		before, twice := known[m.ID]
		switch {
		case m.ID.IsZero():
			faults.Required(path+"/id", "id is required")
		case twice && (before.Kind != m.Kind || before.On != m.On || !before.Quantity.Equal(m.Quantity)):
			faults.Conflict(path+"/id", m.ID, "another movement has this id and other content")
		case twice:
			continue
		}
		known[m.ID] = m
		if !slices.Contains(movementOrder, m.Kind) {
			faults.Unknown(path+"/kind", m.Kind, "delivered, found, returned, consumed or lost")
		}
		if m.On.IsZero() {
			faults.Required(path+"/on", "the date of the movement")
		}
		before2 := len(*faults)
		checkQuantity(path+"/quantity", m.Quantity, c.Unit, required, maxUnits, faults)
		if len(*faults) == before2 && m.On.Compare(asOf) <= 0 {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b Movement) int {
		return cmp.Or(
			a.On.Compare(b.On), cmp.Compare(slices.Index(movementOrder, a.Kind), slices.Index(movementOrder, b.Kind)),
			cmp.Compare(a.ID.String(), b.ID.String()),
		)
	})
	return list
}

// fold is a ledger under way.
type fold struct {
	terms  *Consignment
	ledger Ledger
	sum    arithmetic
}

// age sells the stock that has been in the store too long by a date.
func (f *fold) age(by logistics.Date) {
	if f.terms.MaxAge == 0 {
		return
	}
	for i := range f.ledger.Layers {
		l := &f.ledger.Layers[i]
		if sold := l.On.AddDays(f.terms.MaxAge); l.Supplier.Sign() > 0 && !sold.IsZero() && sold.Compare(by) <= 0 {
			f.bill(sold, l, SoldByAge, l.Supplier, whole(1))
			l.Customer = f.sum.add(l.Customer, l.Supplier)
			l.Supplier = logistics.Count(0, f.terms.Unit)
		}
	}
}

func (f *fold) move(m Movement) {
	switch m.Kind {
	case Delivered:
		f.deliver(m)
	case Found:
		f.take(m, func(l *Layer) *logistics.Quantity { return &l.Lost }, f.found)
	case Returned:
		f.take(m, func(l *Layer) *logistics.Quantity { return &l.Supplier }, func(l *Layer, q logistics.Quantity) {
			l.Returned = f.sum.add(l.Returned, q)
		})
	case Consumed:
		f.use(m, SoldByConsumption, whole(1), func(l *Layer) *logistics.Quantity { return &l.Consumed })
	case Lost:
		f.use(m, SoldByLoss, f.terms.Losses, func(l *Layer) *logistics.Quantity { return &l.Lost })
	}
}

func (f *fold) deliver(m Movement) {
	nothing := logistics.Count(0, f.terms.Unit)
	f.ledger.Layers = append(f.ledger.Layers, Layer{
		Delivery: m.ID, On: m.On, Delivered: m.Quantity, Supplier: m.Quantity, Customer: nothing, Consumed: nothing,
		Returned: nothing, Lost: nothing,
	})
	if f.terms.Transfer == TransferOnReceipt {
		l := &f.ledger.Layers[len(f.ledger.Layers)-1]
		f.bill(m.On, l, SoldByReceipt, m.Quantity, whole(1))
		l.Supplier, l.Customer = nothing, m.Quantity
	}
}

// take moves a quantity out of the layers, the oldest first; what they do not have is unknown.
func (f *fold) take(m Movement, from func(*Layer) *logistics.Quantity, to func(l *Layer, q logistics.Quantity)) {
	left := m.Quantity
	for i := range f.ledger.Layers {
		l := &f.ledger.Layers[i]
		there := from(l)
		q := left
		if more(q, *there) {
			q = *there
		}
		if q.Sign() <= 0 {
			continue
		}
		*there = f.sum.sub(*there, q)
		left = f.sum.sub(left, q)
		to(l, q)
	}
	if m.Kind != Found {
		f.ledger.Unknown = f.sum.add(f.ledger.Unknown, left)
	}
}

// found puts stock back where it was lost: it is the supplier's again, and what was billed for it stays.
func (f *fold) found(l *Layer, q logistics.Quantity) {
	if f.terms.Transfer == TransferOnReceipt {
		l.Customer = f.sum.add(l.Customer, q)
	} else {
		l.Supplier = f.sum.add(l.Supplier, q)
	}
}

// use takes stock of either owner, layer by layer: the customer's own first. The supplier's is billed.
func (f *fold) use(m Movement, why logistics.Code, share logistics.Ratio, into func(*Layer) *logistics.Quantity) {
	left := m.Quantity
	for i := range f.ledger.Layers {
		l := &f.ledger.Layers[i]
		for _, from := range []*logistics.Quantity{&l.Customer, &l.Supplier} {
			q := left
			if more(q, *from) {
				q = *from
			}
			if q.Sign() <= 0 {
				continue
			}
			*from, left = f.sum.sub(*from, q), f.sum.sub(left, q)
			*into(l) = f.sum.add(*into(l), q)
			if from == &l.Supplier {
				f.bill(m.On, l, why, q, share)
			}
		}
	}
	f.ledger.Unknown = f.sum.add(f.ledger.Unknown, left)
}

func (f *fold) bill(on logistics.Date, l *Layer, why logistics.Code, q logistics.Quantity, share logistics.Ratio) {
	if share.IsZero() || share.Num() == 0 {
		return
	}
	amount, err := f.terms.Price.For(q, f.terms.Rounding)
	f.sum.keep(err)
	if share.Num() != share.Den() {
		amount, err = amount.Share(share, f.terms.Rounding)
		f.sum.keep(err)
	}
	f.ledger.Bill = append(f.ledger.Bill, BillLine{On: on, Delivery: l.Delivery, Why: why, Quantity: q, Amount: amount})
}

// Due is the bill of a period, and its sum.
func (l Ledger) Due(period logistics.Period) (lines []BillLine, total logistics.Money) {
	for _, line := range l.Bill {
		if !period.Contains(line.On) {
			continue
		}
		lines = append(lines, line)
		if total.IsZero() {
			total = line.Amount
		} else if sum, err := total.Add(line.Amount); err == nil {
			total = sum
		}
	}
	return lines, total
}

// nothing is no stock in the unit of the ledger.
func (l Ledger) nothing() logistics.Quantity { return logistics.Count(0, l.Unknown.Unit()) }

// Age is the supplier's stock that has been in the store for so many days or more.
type Age struct {
	Days     int                `json:"days"`
	Quantity logistics.Quantity `json:"quantity"`
}

// Ages sorts the supplier's stock by how many days it has been in the store at a date. The days ascend; each
// entry is the stock that is at least as old as that and younger than the next.
func (l Ledger) Ages(asOf logistics.Date, days ...int) []Age {
	out := make([]Age, len(days))
	for i, d := range days {
		out[i] = Age{Days: d, Quantity: l.nothing()}
		for _, layer := range l.Layers {
			if age := asOf.DaysSince(layer.On); age >= d && (i+1 == len(days) || age < days[i+1]) &&
				layer.Supplier.Sign() > 0 {
				if sum, err := out[i].Quantity.Add(layer.Supplier); err == nil {
					out[i].Quantity = sum
				}
			}
		}
	}
	return out
}

// Reason explains a line of the bill.
func (b BillLine) Reason() logistics.Reason {
	return logistics.Reason{Code: b.Why, Params: []logistics.Param{
		b.Quantity.Param("quantity"), b.Delivery.Param("delivery"), b.On.Param("on"), b.Amount.Param("amount"),
	}}
}
