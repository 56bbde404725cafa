package refund

import (
	"slices"

	"github.com/logicrm/logistics"
)

// Fee is one fee that the terms ask for. Of all fees together no more is kept than leaves a refund of
// nothing; see Kept and Forgone of the [Result].
type Fee struct {
	Code   logistics.Code  `json:"code"`
	Base   logistics.Money `json:"base,omitzero"` // what the rate is a share of
	Rate   logistics.Ratio `json:"rate,omitzero"` // absent for the return freight, which is an amount
	Amount logistics.Money `json:"amount"`        // rounded once; nothing when the fee is waived
	Waived string          `json:"waived,omitzero"`
}

// fees is the schedule of one ask: what it keeps of goods in each condition.
type fees struct {
	terms    Terms
	currency logistics.Currency
	late     logistics.Ratio
	waived   string // the cause, when no fee is kept for it
}

func (t *Terms) fees(ask *Ask, currency logistics.Currency) fees {
	f := fees{terms: *t, currency: currency, late: t.late(ask.DaysLate)}
	if ask.Cause != "" && slices.Contains(t.Waived, ask.Cause) {
		f.waived = ask.Cause
	}
	return f
}

// late is the share of the first row whose last day is not passed; none in time and after the last row.
func (t *Terms) late(days int) logistics.Ratio {
	if days < 1 {
		return logistics.Ratio{}
	}
	for i := range t.Late {
		if until := t.Late[i].UntilDays; until == 0 || days <= until {
			return t.Late[i].Share
		}
	}
	return logistics.Ratio{}
}

func (t *Terms) condition(c logistics.Condition) logistics.Ratio {
	for i := range t.Conditions {
		if t.Conditions[i].Condition == c {
			return t.Conditions[i].Share
		}
	}
	return logistics.Ratio{}
}

// most is how many fees the terms can ask for a part.
func (f *fees) most() int {
	n := min(len(f.terms.Conditions), 1)
	if !f.terms.Restocking.IsZero() {
		n++
	}
	if !f.late.IsZero() {
		n++
	}
	return n
}

// of appends the fees of goods to list, and returns what they sum to.
func (f *fees) of(gross int64, c logistics.Condition, list []Fee) (all []Fee, due int64) {
	list, due = f.add(list, gross, RestockingKept, f.terms.Restocking)
	if len(f.terms.Conditions) > 0 {
		var more int64
		list, more = f.add(list, gross, ConditionKept, f.terms.condition(c))
		due += more
	}
	list, more := f.add(list, gross, LateKept, f.late)
	return list, due + more
}

func (f *fees) add(list []Fee, gross int64, code logistics.Code, rate logistics.Ratio) (all []Fee, due int64) {
	if rate.IsZero() {
		return list, 0
	}
	if f.waived == "" {
		// The rate is a share, so the amount is at most gross and always fits.
		due = upTo(rate.Num(), gross, rate.Den(), f.terms.Rounding)
	}
	list = append(list, Fee{})
	fee := &list[len(list)-1]
	fee.Code, fee.Rate, fee.Waived = code, rate, f.waived
	fee.Base, fee.Amount = logistics.Minor(gross, f.currency), logistics.Minor(due, f.currency)
	return list, due
}

// freight is the return freight, once for each return: what was not kept of it with an earlier refund of the return,
// because there was too little to keep it of, is kept with the next.
func (f *fees) freight(ask *Ask, before int64) (fee Fee, due int64) {
	if f.terms.Freight.IsZero() || len(ask.Parts) == 0 {
		return Fee{}, 0
	}
	if due, _ = f.terms.Freight.MinorUnits(); due <= before {
		return Fee{}, 0
	}
	if due -= before; f.waived != "" {
		due = 0
	}
	return Fee{Code: FreightKept, Amount: logistics.Minor(due, f.currency), Waived: f.waived}, due
}
