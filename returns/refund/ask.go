package refund

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// Line is an order line. Its amounts are for all its units together.
type Line struct {
	ID      logistics.ID    `json:"id"`
	Units   int64           `json:"units"`         // sold
	List    logistics.Money `json:"list,omitzero"` // before the order discount; absent: as paid
	Paid    logistics.Money `json:"paid"`          // after all discounts, tax included
	Tax     logistics.Money `json:"tax,omitzero"`  // inside of what was paid; absent: none
	Settled int64           `json:"settled,omitzero"`
	Ahead   int64           `json:"ahead,omitzero"` // of the settled units, those refunded before they came back
}

// Part is some units of a line that come back in one condition.
type Part struct {
	Line      int                 `json:"line"` // index in the lines of the order
	Units     int64               `json:"units"`
	Condition logistics.Condition `json:"condition,omitzero"`
}

// Order is what was paid, and what earlier refunds have settled of it.
type Order struct {
	Lines        []Line          `json:"lines"`
	Shipping     logistics.Money `json:"shipping,omitzero"`      // paid
	ShippingBack logistics.Money `json:"shipping_back,omitzero"` // refunded before
	ClawedBack   logistics.Money `json:"clawed_back,omitzero"`   // of the order discount, kept before
}

// Ask is what shall be refunded now. Parts of one line are settled one after the other.
type Ask struct {
	Order    Order  `json:"order"`
	Parts    []Part `json:"parts"`
	Cause    string `json:"cause,omitzero"`     // why it comes back; the terms may waive their fees for it
	DaysLate int    `json:"days_late,omitzero"` // after the last day of the return window; 0: in time
	// what was kept before of the return freight, for this return
	FreightBefore logistics.Money `json:"freight_before,omitzero"`
	Shipping      bool            `json:"shipping,omitzero"` // give the outbound shipping back too
}

// account is a line in minor units, and how far it is settled while the parts are worked off.
type account struct {
	paid, tax, list      int64
	sold, settled, ahead int64
}

// left is how many units may still come back: those that were not refunded, and those that were
// refunded without coming back.
func (a *account) left() int64 { return a.sold - a.settled + a.ahead }

// ledger is an order in minor units.
type ledger struct {
	currency               logistics.Currency
	accounts               []account
	shipping, shippingBack int64
	clawedBack             int64
	freightBefore          int64
}

const maxLines = 100_000

// open checks the ask and takes its order over into the ledger. It is false when there is too much to
// look at.
func (l *ledger) open(ask *Ask, faults *logistics.Faults) bool {
	order := &ask.Order
	l.currency = order.currency()
	if len(order.Lines) > maxLines || len(ask.Parts) > maxLines {
		faults.TooMany(
			"/ask", max(len(order.Lines), len(ask.Parts)), "lines and parts: at most "+strconv.Itoa(maxLines)+" each",
		)
		return false
	}
	if n := len(order.Lines); n > len(l.accounts) {
		l.accounts = make([]account, n)
	} else {
		l.accounts = l.accounts[:n]
	}
	var paid, list int64
	for i := range order.Lines {
		a := &l.accounts[i]
		a.open(&order.Lines[i], l.currency, place{root: "/ask/order", name: "/lines", row: i}, faults)
		paid, list = min(paid+a.paid, mostMinor+1), min(list+a.list, mostMinor+1)
	}
	if len(*faults) == 0 { // of lines at fault the sum says nothing
		l.clawedBack = minor(order.ClawedBack, l.currency, at("/ask/order", "/clawed_back"), faults)
		if l.clawedBack > paid {
			faults.Conflict("/ask/order/clawed_back", order.ClawedBack, "more than was paid")
		}
	}
	l.freightBefore = minor(ask.FreightBefore, l.currency, at("/ask", "/freight_before"), faults)
	known := len(*faults)
	l.shipping = minor(order.Shipping, l.currency, at("/ask/order", "/shipping"), faults)
	l.shippingBack = minor(order.ShippingBack, l.currency, at("/ask/order", "/shipping_back"), faults)
	if max(paid+l.shipping, list) > mostMinor {
		faults.OutOfRange(
			"/ask/order", nil, "all amounts together: at most "+strconv.FormatInt(mostMinor, 10)+" minor units",
		)
	}
	switch sound := len(*faults) == known; {
	case sound && l.shippingBack > l.shipping:
		faults.Conflict("/ask/order/shipping_back", order.ShippingBack, "more than was paid for shipping")
	case sound && ask.Shipping && l.shippingBack > 0 && l.shippingBack == l.shipping:
		faults.Conflict("/ask/shipping", nil, "the shipping was refunded before")
	case sound && len(ask.Parts) == 0 && (!ask.Shipping || l.shipping == 0):
		faults.Required("/ask/parts", "some units, or shipping that was paid")
	}
	count(int64(ask.DaysLate), 0, math.MaxInt64, at("/ask", "/days_late"), faults)
	return true
}

// currency of the order; none when nothing was paid at all.
func (o *Order) currency() logistics.Currency {
	for i := range o.Lines {
		if paid := o.Lines[i].Paid; !paid.IsZero() {
			return paid.Currency()
		}
	}
	return o.Shipping.Currency()
}

// open takes a line over. Of one whose units are at fault nothing is sold, so that no part is held
// against it.
func (a *account) open(line *Line, currency logistics.Currency, row place, faults *logistics.Faults) {
	if line.ID.IsZero() {
		faults.Required(row.of("/id").String(), "line is required")
	}
	known := len(*faults)
	if line.Paid.IsZero() {
		faults.Required(row.of("/paid").String(), "an amount with its currency")
	}
	a.paid = minor(line.Paid, currency, row.of("/paid"), faults)
	a.tax = minor(line.Tax, currency, row.of("/tax"), faults)
	a.list = minor(line.List, currency, row.of("/list"), faults)
	a.sold, a.settled, a.ahead = line.Units, line.Settled, line.Ahead
	if line.List.IsZero() {
		a.list = a.paid
	}
	sound := len(*faults) == known
	if sound && a.tax > a.paid {
		faults.Conflict(row.of("/tax").String(), line.Tax, "more than was paid")
	}
	if sound && a.list < a.paid {
		faults.Conflict(row.of("/list").String(), line.List, "less than was paid")
	}
	if !count(a.sold, 1, math.MaxInt64, row.of("/units"), faults) ||
		!count(a.settled, 0, a.sold, row.of("/settled"), faults) ||
		!count(a.ahead, 0, a.settled, row.of("/ahead"), faults) {
		a.sold = 0
	}
}

// taken are the units of a part, at the place in its account from which they are refunded.
type taken struct {
	*account
	from, ahead, now int64 // settled before it; refunded before it came back; to refund
}

// take settles the units of the part; a part that is not there to come back is a fault.
func (l *ledger) take(part *Part, i int, faults *logistics.Faults) (t taken, ok bool) {
	row := place{root: "/ask", name: "/parts", row: i}
	if part.Line < 0 || part.Line >= len(l.accounts) {
		faults.Unknown(row.of("/line").String(), part.Line, "no line of the order")
		return taken{}, false
	}
	a := &l.accounts[part.Line]
	if !count(part.Units, 1, math.MaxInt64, row.of("/units"), faults) || a.sold == 0 {
		return taken{}, false // of a line that is at fault nothing can be said
	}
	if part.Units > a.left() {
		faults.Conflict(
			row.of("/units").String(), part.Units, "only "+strconv.FormatInt(a.left(), 10)+" units are left",
		)
		return taken{}, false
	}
	t = taken{account: a, from: a.settled, ahead: min(part.Units, a.ahead)}
	t.now = part.Units - t.ahead
	a.ahead -= t.ahead
	a.settled += t.now
	return t, true
}
