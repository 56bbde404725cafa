package refund

import (
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// Terms are what a policy says about a refund.
type Terms struct {
	Fee      logistics.Ratio    `json:"fee,omitzero"` // kept, as a share of the gross amount; absent is none
	Rounding logistics.Rounding `json:"rounding"`
}

// Line is an order line of which units come back.
type Line struct {
	Paid    logistics.Money `json:"paid"`    // for all units together
	Sold    int64           `json:"sold"`    // units
	Settled int64           `json:"settled"` // units of earlier refunds
	Now     int64           `json:"now"`     // units to refund
}

// Result is a quote: the four parts of what was paid.
type Result struct {
	Terms      Terms           `json:"terms"`
	Line       Line            `json:"line"`
	Before     logistics.Money `json:"before"`     // gross amount of the units settled before
	Gross      logistics.Money `json:"gross"`      // of the units now: refund and fee
	Kept       logistics.Money `json:"kept"`       // the fee
	Refund     logistics.Money `json:"refund"`     // gross without the fee
	Returnable logistics.Money `json:"returnable"` // gross amount of the units that may still come back
}

// Units is the gross amount, in minor units, of the next now units of a line for which paid minor units
// were paid, when settled of its sold units were refunded before.
func Units(paid, sold, settled, now int64, rounding logistics.Rounding) (int64, error) {
	amount, err := exact.CumulativeShare(paid, settled, now, sold, exact.Mode(rounding))
	if err != nil || paid < 0 {
		return 0, logistics.NewFieldError(logistics.FaultOutOfRange, "",
			"an amount not below zero, a rounding, and 0 <= settled <= settled + now <= sold")
	}
	return amount, nil
}

// Quote computes the refund of the units now.
func Quote(terms Terms, line Line) (Result, error) {
	paid, whole := line.Paid.MinorUnits()
	before, beforeErr := Units(paid, line.Sold, 0, line.Settled, terms.Rounding)
	gross, grossErr := Units(paid, line.Sold, line.Settled, line.Now, terms.Rounding)
	kept, keptErr := exact.MulDiv(gross, terms.Fee.Num(), max(terms.Fee.Den(), 1), exact.Mode(terms.Rounding))
	if !whole || line.Paid.IsZero() || line.Now < 1 || beforeErr != nil || grossErr != nil || keptErr != nil || !terms.fair() {
		return Result{}, faultsOf(terms, line)
	}
	currency := line.Paid.Currency()
	return Result{
		Terms: terms, Line: line,
		Before: logistics.Minor(before, currency), Gross: logistics.Minor(gross, currency),
		Kept: logistics.Minor(kept, currency), Refund: logistics.Minor(gross-kept, currency),
		Returnable: logistics.Minor(paid-before-gross, currency),
	}, nil
}

// fair reports whether the fee is a share; none is.
func (t Terms) fair() bool { return t.Fee.Num() >= 0 && t.Fee.Num() <= t.Fee.Den() }

func faultsOf(terms Terms, line Line) error {
	var faults logistics.Faults
	if !terms.fair() {
		faults.Add("/terms/fee", logistics.FaultOutOfRange, terms.Fee.String(), "from 0 to 100%")
	}
	if terms.Rounding < logistics.HalfEven || terms.Rounding > logistics.Floor {
		faults.Add("/terms/rounding", logistics.FaultRequired, "", "how amounts are rounded to the minor unit")
	}
	_, whole := line.Paid.MinorUnits()
	switch {
	case line.Paid.IsZero():
		faults.Add("/line/paid", logistics.FaultRequired, "", "an amount with its currency")
	case line.Paid.Sign() < 0:
		faults.Add("/line/paid", logistics.FaultOutOfRange, line.Paid.String(), "not below zero")
	case !whole:
		faults.Add("/line/paid", logistics.FaultOutOfRange, line.Paid.String(), "whole minor units")
	}
	for _, count := range []struct {
		path         string
		value, least int64
	}{{"/line/sold", line.Sold, 1}, {"/line/settled", line.Settled, 0}, {"/line/now", line.Now, 1}} {
		if count.value < count.least {
			faults.Add(count.path, logistics.FaultOutOfRange, strconv.FormatInt(count.value, 10), "at least "+strconv.FormatInt(count.least, 10))
		}
	}
	if line.Sold >= 1 && line.Settled >= 0 && line.Now >= 1 && line.Now > line.Sold-line.Settled {
		faults.Add("/line/now", logistics.FaultConflict, strconv.FormatInt(line.Now, 10),
			"only "+strconv.FormatInt(max(line.Sold-line.Settled, 0), 10)+" units are left")
	}
	return faults.Err()
}

// Steps is the calculation from top to bottom; its last line proves that nothing was lost.
func (r Result) Steps() []logistics.Step {
	money := func(name string, m logistics.Money) logistics.Param {
		return logistics.Param{Name: name, Text: m.String()}
	}
	units := func(name string, n int64) logistics.Param {
		return logistics.Param{Name: name, Text: strconv.FormatInt(n, 10)}
	}
	paid, sold, settled, now := money("paid", r.Line.Paid), units("sold", r.Line.Sold), units("settled", r.Line.Settled), units("now", r.Line.Now)
	fee := logistics.Param{Name: "fee", Text: r.Terms.Fee.String()}
	rounding := logistics.Param{Name: "rounding", Text: r.Terms.Rounding.String()}
	before, gross := money("before", r.Before), money("gross", r.Gross)
	kept, refund, returnable := money("kept", r.Kept), money("refund", r.Refund), money("returnable", r.Returnable)
	return []logistics.Step{
		{Name: "before", Formula: "round(paid * settled / sold)", Inputs: []logistics.Param{paid, settled, sold, rounding}, Result: before.Text},
		{
			Name: "gross", Formula: "round(paid * (settled + now) / sold) - before",
			Inputs: []logistics.Param{paid, settled, now, sold, before, rounding}, Result: gross.Text,
		},
		{Name: "kept", Formula: "round(gross * fee)", Inputs: []logistics.Param{gross, fee, rounding}, Result: kept.Text},
		{Name: "refund", Formula: "gross - kept", Inputs: []logistics.Param{gross, kept}, Result: refund.Text},
		{Name: "returnable", Formula: "paid - before - gross", Inputs: []logistics.Param{paid, before, gross}, Result: returnable.Text},
		{Name: "paid", Formula: "before + refund + kept + returnable", Inputs: []logistics.Param{before, refund, kept, returnable}, Result: paid.Text},
	}
}
