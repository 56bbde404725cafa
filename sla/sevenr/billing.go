package sevenr

import (
	"time"

	"github.com/logicrm/logistics"
)

// costs holds what was billed against what is payable: a three-way match of order, receipt and invoice. While bills
// are waited for, nothing is missed: a credit note may still come. With known, the good quantity is that of all
// deliveries.
func (c *Checker) costs(r *Result, line *Line, k *closing, counted []int, known bool, asOf time.Time) {
	agreed, promised := line.Promised.Cost.Amount()
	if !promised {
		r.set(logistics.RightCost, logistics.Undetermined, notPromised, 0)
		return
	}
	r.agreed = agreed
	b := c.billed(line, k, counted, asOf)
	if k.closed && !b.final {
		if r.billingUntil = b.until; b.until.IsZero() {
			r.set(logistics.RightCost, logistics.Undetermined, closeUnknown, 0)
			return
		}
		r.set(logistics.RightCost, logistics.NotDue, billingOpen, 0)
		return
	}
	bills := c.charge(r, line, counted, b, asOf)
	if r.verdicts[logistics.RightCost-1] != 0 || !k.closed {
		return
	}
	if r.charged.Currency() != agreed.Currency() {
		r.set(logistics.RightCost, logistics.Undetermined, currencyDiffers, 0)
		return
	}
	payable, why := c.payable(r, line, counted, known)
	if why != none {
		r.set(logistics.RightCost, logistics.Undetermined, why, 0)
		return
	}
	r.payable = payable
	v, why := c.match(r.charged, payable, bills)
	r.set(logistics.RightCost, v, why, 0)
}

// charge adds up what was billed: with the deliveries that count, and by bills apart from them.
func (c *Checker) charge(r *Result, line *Line, counted []int, b billing, asOf time.Time) (bills int64) {
	late := false
	for i := range line.Bills {
		at := line.Bills[i].At.Earliest()
		switch {
		case !asOf.IsZero() && at.After(asOf):
		case b.ends && at.After(b.until):
			late = late || !b.until.IsZero()
		default:
			bills++
			r.bill(line.Bills[i].Amount, 0)
		}
	}
	apart := bills > 0
	for _, i := range counted {
		cost := line.Deliveries[i].Cost
		amount, known := cost.Amount()
		if known {
			bills++
			r.bill(amount, i+1)
			continue
		}
		// A delivery that says nothing of its cost is billed apart, where there are bills.
		said, why := cost.Reason(), costUnknown
		if late && said == "" {
			why = billedLate
		}
		if (!apart || said != "") && r.set(logistics.RightCost, logistics.Undetermined, why, i+1) {
			r.unknownCost = said
			if why == billedLate {
				r.billingUntil = b.until
			}
		}
	}
	return bills
}

func (r *Result) bill(amount logistics.Money, delivery int) {
	sum, err := r.charged.Add(amount)
	if err != nil {
		r.set(logistics.RightCost, logistics.Undetermined, currencyDiffers, delivery)
		return
	}
	r.charged = sum
}

// payable is the unit price of the promise for what is payable, to the minor unit.
func (c *Checker) payable(r *Result, line *Line, counted []int, known bool) (logistics.Money, cause) {
	if c.basis == PayOrdered {
		return r.agreed, none
	}
	received := logistics.Count(0, r.promised.Unit())
	if known && c.basis == PayAccepted {
		received, counted = r.good, nil // the same sum
	}
	for _, i := range counted {
		d := &line.Deliveries[i]
		switch {
		case d.Quantity.IsZero():
			return logistics.Money{}, quantityUnknown
		case otherProduct(line, d), c.basis == PayAccepted && !c.good(d):
			continue
		}
		sum, err := received.Add(d.Quantity)
		if err != nil {
			return logistics.Money{}, quantityUnknown
		}
		received = sum
	}
	if received.Equal(r.promised) {
		return r.agreed, none
	}
	share, ok := received.ShareOf(r.promised)
	switch {
	case !ok:
		return logistics.Money{}, outOfRange
	case share.Num() > share.Den() && c.basis != PaySurplus:
		return r.agreed, none
	}
	payable, err := r.agreed.Share(share, logistics.HalfEven)
	if err != nil {
		return logistics.Money{}, outOfRange
	}
	return payable, none
}

// match compares what was billed with what is payable. Each bill may have been rounded by itself: together they may be
// off by half a minor unit each. Beyond that the tolerances of price decide.
func (c *Checker) match(billed, payable logistics.Money, bills int64) (logistics.Verdict, cause) {
	if billed.Equal(payable) {
		return logistics.Met, none
	}
	if off, err := billed.Sub(payable); err == nil {
		if units, whole := off.Abs().MinorUnits(); whole && units <= bills/2 {
			return logistics.Met, none
		}
	}
	share, ok := billed.ShareOf(payable)
	switch side := sideOf(share, c.priceUnder, c.priceOver); {
	case ok && side < 0 && billed.Sign() < 0:
		return logistics.Missed, credited
	case !ok && payable.Sign() > 0:
		return logistics.Undetermined, outOfRange
	case !ok && billed.Sign() < 0:
		return logistics.Missed, credited
	case !ok && payable.Sign() == 0:
		return logistics.Missed, over
	case !ok:
		return logistics.Missed, differs
	case side > 0:
		return logistics.Missed, over
	case side < 0:
		return logistics.Missed, short
	default:
		return logistics.Met, none
	}
}
