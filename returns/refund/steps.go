package refund

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/logicrm/logistics"
)

// Steps is the calculation from top to bottom: each part, by its number from 1, then the order.
// Its last line proves that nothing was lost.
func (r Result) Steps() []logistics.Step {
	s := steps{rounding: logistics.CodeParam("rounding", r.Rounding.String())}
	gross := make([]logistics.Param, len(r.Parts))
	fees := make([]logistics.Param, len(r.Parts))
	for i := range r.Parts {
		gross[i], fees[i] = s.part(&r.Parts[i], "_of_part_"+strconv.Itoa(i+1))
	}
	s.order(&r, gross, fees)
	return s.list
}

type steps struct {
	rounding logistics.Param
	list     []logistics.Step
}

func (s *steps) add(formula string, result logistics.Param, inputs ...logistics.Param) {
	s.list = append(
		s.list,
		logistics.Step{Name: result.Name, Formula: formula, Inputs: inputs, Result: result.Text, Figure: result.Figure},
	)
}

// part adds the steps of one part, and returns its gross and what is kept of it.
func (s *steps) part(p *PartResult, mark string) (gross, kept logistics.Param) {
	paid, sold, settled, now := p.Paid.Param("paid"), logistics.CountParam("sold", p.Sold), logistics.CountParam(
		"settled", p.Settled,
	), logistics.CountParam("now", p.Units-p.Ahead)
	gross = p.Gross.Param("gross" + mark)
	if p.Ahead > 0 {
		s.add("units - ahead", now, logistics.CountParam("units", p.Units), logistics.CountParam("ahead", p.Ahead))
	}
	s.add(
		"round(paid * (settled + now) / sold) - round(paid * settled / sold)", gross, paid, settled, now, sold,
		s.rounding,
	)
	if p.PaidTax.Sign() > 0 {
		s.add("round(paid_tax * (settled + now) / sold) - round(paid_tax * settled / sold)",
			p.Tax.Param("tax"+mark), p.PaidTax.Param("paid_tax"), settled, now, sold, s.rounding)
	}
	kept = p.Kept.Param("kept" + mark)
	if len(p.Fees) == 0 {
		return gross, kept
	}
	fees, names := make([]logistics.Param, 0, len(p.Fees)+1), make([]string, 0, len(p.Fees))
	for _, f := range p.Fees {
		name := string(f.Code[strings.LastIndexByte(string(f.Code), '.')+1:])
		fee := f.Amount.Param(name + mark)
		if f.Waived != "" {
			s.add("waived", fee, logistics.CodeParam("cause", f.Waived))
		} else {
			s.add("round(gross"+mark+" * rate)", fee, gross, f.Rate.PercentParam("rate"), s.rounding)
		}
		fees, names = append(fees, fee), append(names, fee.Name)
	}
	s.add("min("+strings.Join(names, " + ")+", gross"+mark+")", kept, append(fees, gross)...)
	s.add("gross"+mark+" - kept"+mark, p.Refund.Param("refund"+mark), gross, kept)
	return gross, kept
}

func (s *steps) order(r *Result, gross, fees []logistics.Param) {
	paid, before, returnable := r.Paid.Param("paid"), r.Before.Param("before"), r.Returnable.Param("returnable")
	goods, shipping, kept := r.Gross.Param("gross"), r.Shipping.Param("shipping"), r.Kept.Param("kept")
	clawBack, refund := r.ClawBack.Param("claw_back"), r.Refund.Param("refund")
	s.add(total(gross), goods, gross...)
	s.discount(r, clawBack, goods, fees)
	freight := []logistics.Param{}
	formula := total(fees)
	if r.Freight.Code != "" {
		fee := r.Freight.Amount.Param("return_freight")
		if r.Freight.Waived != "" {
			s.add("waived", fee, logistics.CodeParam("cause", r.Freight.Waived))
		}
		freight = append(freight, fee, goods, shipping, clawBack)
		formula = "min(" + total(fees) + " + return_freight, gross + shipping - claw_back)"
	}
	s.add(formula, kept, append(fees, freight...)...)
	s.add("gross + shipping - claw_back - kept", refund, goods, shipping, clawBack, kept)
	s.add("paid - before - gross - shipping", returnable, paid, before, goods, shipping)
	s.add("before + refund + kept + claw_back + returnable", paid, before, refund, kept, clawBack, returnable)
}

// total is the sum of some figures, in their names.
func total(of []logistics.Param) string {
	names := make([]string, len(of))
	for i := range of {
		names[i] = of[i].Name
	}
	return cmp.Or(strings.Join(names, " + "), "0")
}

// discount adds how the claw-back came about; without a minimum there is none.
func (s *steps) discount(r *Result, clawBack, goods logistics.Param, fees []logistics.Param) {
	d := r.Discount
	if d.Minimum.IsZero() {
		return
	}
	due, listKept := d.Due.Param("claw_back_due"), d.ListKept.Param("list_kept")
	if order, _ := d.ListKept.Cmp(d.Minimum); order >= 0 {
		s.add("0, because list_kept is not below minimum", due, listKept, d.Minimum.Param("minimum"))
	} else {
		s.add(
			"max(share - max(paid_goods - list_kept, 0), 0)", due, listKept, d.Share.Param("share"),
			d.Paid.Param("paid_goods"),
		)
	}
	inputs := append([]logistics.Param{due, d.Before.Param("clawed_back"), goods}, fees...)
	var of strings.Builder
	of.WriteString("gross")
	for _, fee := range fees {
		of.WriteString(" - " + fee.Name)
	}
	s.add("min(claw_back_due - clawed_back, "+of.String()+")", clawBack, inputs...)
}
