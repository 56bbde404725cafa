package returns

import "github.com/logicrm/logistics"

// Ledger is a line of the order in figures, over all its returns.
type Ledger struct {
	Sold        int64 `json:"sold"`
	Shipped     int64 `json:"shipped"`
	Requested   int64 `json:"requested"`
	Received    int64 `json:"received"`
	Damaged     int64 `json:"damaged"`     // of those received
	Outstanding int64 `json:"outstanding"` // of approved returns
	Settled     int64 `json:"settled"`     // without receipt
	Accepted    int64 `json:"accepted"`
	Rejected    int64 `json:"rejected"`
	Refunded    int64 `json:"refunded"`
	Replaced    int64 `json:"replaced"`
	SentBack    int64 `json:"sent_back"`
	Disposed    int64 `json:"disposed"`
	Returnable  int64 `json:"returnable"`

	Paid logistics.Money `json:"paid"`
	Back logistics.Money `json:"back"` // goods of refunds that are paid or promised, with what was kept of them
	Kept logistics.Money `json:"kept"` // fees for the goods
}

// Ledger adds up what became of a line; ok is false for a line the case does not have.
func (c Case) Ledger(line logistics.ID) (ledger Ledger, ok bool) {
	i := c.lines.Find(line)
	if i < 0 {
		return Ledger{}, false
	}
	sold := c.lines.At(i)
	ledger = Ledger{Sold: sold.Units, Shipped: sold.Shipped, Paid: sold.Paid, Back: c.nothing(), Kept: c.nothing()}
	for _, r := range c.returns.All() {
		g := r.goods(line)
		if g == nil || !r.State.Live() {
			continue
		}
		ledger.Requested += g.Requested
		ledger.Received += g.Received()
		ledger.Damaged += g.Damaged
		ledger.Settled += g.Settled
		ledger.Accepted += g.Accepted()
		ledger.Rejected += g.Rejected()
		ledger.Refunded += g.Refunded()
		ledger.Replaced += g.replaced()
		ledger.SentBack += g.SentBack
		ledger.Disposed += g.Disposed()
		if r.State == StateApproved {
			ledger.Outstanding += g.Outstanding()
		}
	}
	ledger.Returnable = sold.returnable() - ledger.Requested
	for _, p := range c.refunds.All() {
		for _, part := range p.Parts {
			if part.Line == line {
				ledger.Back, ledger.Kept = plus(ledger.Back, part.Gross), plus(ledger.Kept, part.Kept)
			}
		}
	}
	return ledger, true
}

// Account is the money of a case. What was paid is what is returned, promised or owed, what is kept,
// and what belongs to units that stay.
type Account struct {
	Captured logistics.Money `json:"captured"`
	Paid     logistics.Money `json:"paid"`    // refunds that are confirmed
	Pending  logistics.Money `json:"pending"` // refunds that are authorised
	Owed     logistics.Money `json:"owed"`    // of units that were counted, and in no refund
	Kept     logistics.Money `json:"kept"`    // fees, freight and what was clawed back
}

// Account adds up the money of a case.
func (c Case) Account() Account {
	nothing := c.nothing()
	a := Account{Captured: c.captured(), Paid: nothing, Pending: nothing, Owed: nothing, Kept: nothing}
	for _, p := range c.refunds.All() {
		switch p.State {
		case RefundPaid:
			a.Paid = plus(a.Paid, p.Amount)
		case RefundPending:
			a.Pending = plus(a.Pending, p.Amount)
		}
		if p.more != nil {
			a.Kept = plus(plus(a.Kept, p.more.Freight), p.more.ClawBack)
		}
		for _, part := range p.Parts {
			a.Kept = plus(a.Kept, part.Kept)
		}
	}
	for _, r := range c.returns.All() {
		a.Owed = plus(a.Owed, r.Owed)
	}
	return a
}
