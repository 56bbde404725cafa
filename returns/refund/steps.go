package refund

import (
	"strconv"
	"strings"

	"github.com/logicrm/logistics"
)

// Steps is the calculation from top to bottom: each part, with its number in brackets, then the order.
// Its last line proves that nothing was lost.
func (r Result) Steps() []logistics.Step {
	s := steps{rounding: text("rounding", r.Rounding.String())}
	gross := make([]logistics.Param, len(r.Parts))
	fees := make([]logistics.Param, len(r.Parts))
	for i := range r.Parts {
		gross[i], fees[i] = s.part(&r.Parts[i], "["+strconv.Itoa(i)+"]")
	}
	s.order(&r, gross, fees)
	return s.list
}

type steps struct {
	rounding logistics.Param
	list     []logistics.Step
}

func (s *steps) add(formula string, result logistics.Param, inputs ...logistics.Param) {
	s.list = append(s.list, logistics.Step{Name: result.Name, Formula: formula, Inputs: inputs, Result: result.Text})
}

// part adds the steps of one part, and returns its gross and what is kept of it.
func (s *steps) part(p *PartResult, mark string) (gross, kept logistics.Param) {
	paid, sold, settled, now := money(
		"paid", p.Paid,
	), number("sold", p.Sold), number("settled", p.Settled), number("now", p.Units-p.Ahead)
	gross = money("gross"+mark, p.Gross)
	if p.Ahead > 0 {
		s.add("units - ahead", now, number("units", p.Units), number("ahead", p.Ahead))
	}
	s.add(
		"round(paid * (settled + now) / sold) - round(paid * settled / sold)", gross, paid, settled, now, sold,
		s.rounding,
	)
	if p.PaidTax.Sign() > 0 {
		s.add("round(paid_tax * (settled + now) / sold) - round(paid_tax * settled / sold)",
			money("tax"+mark, p.Tax), money("paid_tax", p.PaidTax), settled, now, sold, s.rounding)
	}
	kept = money("kept"+mark, p.Kept)
	if len(p.Fees) == 0 {
		return gross, kept
	}
	fees, names := make([]logistics.Param, 0, len(p.Fees)+1), make([]string, 0, len(p.Fees))
	for _, f := range p.Fees {
		name := string(f.Code[strings.LastIndexByte(string(f.Code), '.')+1:])
		fee := money(name+mark, f.Amount)
		if f.Waived != "" {
			s.add("waived", fee, text("cause", f.Waived))
		} else {
			s.add("round(gross"+mark+" * rate)", fee, gross, text("rate", f.Rate.String()), s.rounding)
		}
		fees, names = append(fees, fee), append(names, fee.Name)
	}
	s.add("min("+strings.Join(names, " + ")+", gross"+mark+")", kept, append(fees, gross)...)
	s.add("gross"+mark+" - kept"+mark, money("refund"+mark, p.Refund), gross, kept)
	return gross, kept
}

func (s *steps) order(r *Result, gross, fees []logistics.Param) {
	paid, before, returnable := money("paid", r.Paid), money("before", r.Before), money("returnable", r.Returnable)
	goods, shipping, kept := money("gross", r.Gross), money("shipping", r.Shipping), money("kept", r.Kept)
	clawBack, refund := money("claw_back", r.ClawBack), money("refund", r.Refund)
	s.add("sum of gross[]", goods, gross...)
	s.discount(r, clawBack, goods, fees)
	freight := []logistics.Param{}
	formula := "sum of kept[]"
	if r.Freight.Code != "" {
		fee := money("return_freight", r.Freight.Amount)
		if r.Freight.Waived != "" {
			s.add("waived", fee, text("cause", r.Freight.Waived))
		}
		freight = append(freight, fee, goods, shipping, clawBack)
		formula = "min(sum of kept[] + return_freight, gross + shipping - claw_back)"
	}
	s.add(formula, kept, append(fees, freight...)...)
	s.add("gross + shipping - claw_back - kept", refund, goods, shipping, clawBack, kept)
	s.add("paid - before - gross - shipping", returnable, paid, before, goods, shipping)
	s.add("before + refund + kept + claw_back + returnable", paid, before, refund, kept, clawBack, returnable)
}

// discount adds how the claw-back came about; without a minimum there is none.
func (s *steps) discount(r *Result, clawBack, goods logistics.Param, fees []logistics.Param) {
	d := r.Discount
	if d.Minimum.IsZero() {
		return
	}
	due, listKept := money("claw_back_due", d.Due), money("list_kept", d.ListKept)
	if order, _ := d.ListKept.Cmp(d.Minimum); order >= 0 {
		s.add("nothing, list_kept >= minimum", due, listKept, money("minimum", d.Minimum))
	} else {
		s.add(
			"max(share - max(paid_goods - list_kept, 0), 0)", due, listKept, money("share", d.Share),
			money("paid_goods", d.Paid),
		)
	}
	inputs := append([]logistics.Param{due, money("clawed_back", d.Before), goods}, fees...)
	s.add("min(claw_back_due - clawed_back, gross - sum of kept[])", clawBack, inputs...)
}
