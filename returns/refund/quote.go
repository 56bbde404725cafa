package refund

import "github.com/logicrm/logistics"

// PartResult is the refund of one part, before what concerns the order as a whole.
type PartResult struct {
	Line      logistics.ID        `json:"line"`
	Units     int64               `json:"units"`
	Condition logistics.Condition `json:"condition,omitzero"`
	// of the units, those refunded before they came back: they are not paid again
	Ahead   int64           `json:"ahead,omitzero"`
	Sold    int64           `json:"sold"`           // units of the line
	Settled int64           `json:"settled"`        // units of the line before this part
	Paid    logistics.Money `json:"paid"`           // for the line
	PaidTax logistics.Money `json:"paid_tax"`       // inside of it
	Gross   logistics.Money `json:"gross"`          // what was paid for the units
	Tax     logistics.Money `json:"tax"`            // inside of gross; the rest is net
	Fees    []Fee           `json:"fees,omitempty"` // in the order restocking, condition, late
	Kept    logistics.Money `json:"kept"`           // of the fees, at most gross
	Refund  logistics.Money `json:"refund"`         // gross without what is kept
}

// Result is a quote: what is refunded now, and what becomes of the rest of what was paid.
type Result struct {
	Rounding logistics.Rounding `json:"rounding,omitzero"`
	Parts    []PartResult       `json:"parts"`
	Gross    logistics.Money    `json:"gross"`                   // of all parts
	Shipping logistics.Money    `json:"shipping"`                // outbound, given back now
	Freight  Fee                `json:"return_freight,omitzero"` // the fee for the way back, as far as it is due
	// of that fee, at most what there is to keep it of
	FreightKept logistics.Money `json:"return_freight_kept"`
	Discount    Discount        `json:"discount,omitzero"` // how ClawBack came about
	// of the order discount; below zero what is given back of it again
	ClawBack logistics.Money `json:"claw_back"`
	Kept     logistics.Money `json:"kept"` // all fees
	// fees that are not kept, so that the refund is not below zero
	Forgone logistics.Money `json:"forgone"`
	Refund  logistics.Money `json:"refund"` // gross + shipping − claw-back − kept
	Paid    logistics.Money `json:"paid"`   // for the order, shipping included
	// settled before, shipping included: refunded, or kept
	Before logistics.Money `json:"before"`
	// of the units that may still come back, and of the shipping
	Returnable logistics.Money `json:"returnable"`
}

// onStack is how many lines are worked on without an allocation for them.
const onStack = 16

// Quote computes the refund of what is asked for now. All faults of terms and ask are returned, and
// then nothing else.
func Quote(terms Terms, ask Ask) (Result, error) {
	var space [onStack]account
	var faults logistics.Faults
	ledger := ledger{accounts: space[:]}
	terms.check("/terms", &faults)
	if !ledger.open(&ask, &faults) {
		return Result{}, faults.Err()
	}
	ledger.agree(&terms, &faults)
	sums := sums{before: ledger.before(terms.Rounding, &faults)}
	result := Result{Rounding: terms.Rounding, Parts: make([]PartResult, len(ask.Parts))}
	schedule := terms.fees(&ask, ledger.currency)
	list := make([]Fee, 0, len(ask.Parts)*schedule.most())
	for i := range ask.Parts {
		units, ok := ledger.take(&ask.Parts[i], i, &faults)
		if !ok || len(faults) > 0 {
			continue
		}
		from := len(list)
		list = result.Parts[i].fill(&ask, i, units, &schedule, list, &sums)
		if len(list) > from {
			result.Parts[i].Fees = list[from:len(list):len(list)]
		}
	}
	if len(faults) > 0 {
		return Result{}, faults.Err()
	}
	result.close(&ledger, &schedule, &ask, &sums)
	return result, nil
}

// agree refuses terms in another currency than that of the order.
func (l *ledger) agree(terms *Terms, faults *logistics.Faults) {
	freight, minimum := terms.Freight, terms.Promotion.Minimum
	differs := func(m logistics.Money) bool { return !m.IsZero() && !l.currency.IsZero() && m.Currency() != l.currency }
	if differs(freight) {
		faults.Mismatch("/terms/return_freight", freight, "the order is in "+l.currency.Code())
	}
	// When the two differ from each other, the terms have said so themselves.
	if differs(minimum) && (freight.IsZero() || freight.Currency() == minimum.Currency()) {
		faults.Mismatch("/terms/promotion/minimum", minimum, "the order is in "+l.currency.Code())
	}
}

// sums run over the parts, in minor units.
type sums struct{ before, gross, due, kept int64 }

// before is what earlier refunds have settled.
func (l *ledger) before(rounding logistics.Rounding, faults *logistics.Faults) int64 {
	if len(*faults) > 0 {
		return 0
	}
	total := l.shippingBack
	for i := range l.accounts {
		a := &l.accounts[i]
		total += upTo(a.settled, a.paid, a.sold, rounding)
	}
	return total
}

func (p *PartResult) fill(ask *Ask, i int, t taken, schedule *fees, list []Fee, sums *sums) []Fee {
	part, line, currency := &ask.Parts[i], &ask.Order.Lines[ask.Parts[i].Line], schedule.currency
	rounding := schedule.terms.Rounding
	gross := between(t.paid, t.sold, t.from, t.now, rounding)
	var tax int64
	if t.tax > 0 {
		tax = between(t.tax, t.sold, t.from, t.now, rounding)
	}
	list, due := schedule.of(gross, part.Condition, list)
	kept := min(due, gross)
	sums.gross += gross
	sums.due += due
	sums.kept += kept
	p.Line, p.Units, p.Condition, p.Ahead = line.ID, part.Units, part.Condition, t.ahead
	p.Sold, p.Settled, p.Paid, p.PaidTax = t.sold, t.from, line.Paid, logistics.Minor(t.tax, currency)
	p.Gross, p.Tax = logistics.Minor(gross, currency), logistics.Minor(tax, currency)
	p.Kept, p.Refund = logistics.Minor(kept, currency), logistics.Minor(gross-kept, currency)
	return list
}

// close adds what concerns the order as a whole: shipping, the order discount, the return freight. The
// discount may only take goods, the freight goods and shipping; neither takes more than there is.
func (r *Result) close(l *ledger, schedule *fees, ask *Ask, sums *sums) {
	var shipping, paid int64
	if ask.Shipping {
		shipping = l.shipping - l.shippingBack
	}
	due, discount := l.discount(&schedule.terms)
	goods := sums.gross - sums.kept
	clawBack := int64(0)
	if !schedule.terms.Promotion.Minimum.IsZero() {
		clawBack = min(due-l.clawedBack, goods)
	}
	freight, freightDue := schedule.freight(ask, l.freightBefore)
	left := goods - clawBack + shipping
	freightKept := min(freightDue, left)
	for i := range l.accounts {
		paid += l.accounts[i].paid
	}
	paid += l.shipping
	amount := func(units int64) logistics.Money { return logistics.Minor(units, l.currency) }
	r.Gross, r.Shipping, r.Freight = amount(sums.gross), amount(shipping), freight
	r.Discount, r.ClawBack = discount, amount(clawBack)
	r.FreightKept = amount(freightKept)
	r.Kept, r.Forgone = amount(sums.kept+freightKept), amount(sums.due+freightDue-sums.kept-freightKept)
	r.Refund = amount(left - freightKept)
	r.Paid, r.Before, r.Returnable = amount(paid), amount(sums.before), amount(paid-sums.before-sums.gross-shipping)
}
