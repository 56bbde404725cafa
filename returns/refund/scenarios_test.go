package refund_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

// scenario is a case of the corpus of the returns package: facts, and steps with what they must give.
type scenario struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"`
	Title string `json:"title"`
	Given struct {
		Currency string `json:"currency"`
		Lines    []struct {
			Line  string `json:"line"`
			Qty   int64  `json:"qty"`
			Gross string `json:"gross"` // before the order discount
			Tax   string `json:"tax"`   // inside
		} `json:"lines"`
		OrderDiscount  string `json:"order_discount"`
		DiscountPolicy struct {
			Kind    string `json:"kind"`
			Minimum string `json:"minimum"`
		} `json:"discount_policy"`
		Fees struct {
			Restocking string            `json:"restocking_percent"`
			Freight    string            `json:"return_shipping"`
			Waived     []string          `json:"waived_reasons"`
			Grades     map[string]string `json:"grade_percent"`
			Late       []struct {
				Until   *int   `json:"until_days"`
				Percent string `json:"percent"`
			} `json:"late"`
		} `json:"fees"`
		Captured     string           `json:"captured"`
		Refunded     map[string]int64 `json:"already_refunded"` // units, before they came back
		Shipping     string           `json:"shipping"`
		ShippingBack string           `json:"shipping_already_refunded"`
		Payments     []struct {
			ID       string `json:"id"`
			Captured string `json:"captured"`
			Refunded string `json:"refunded"`
		} `json:"payments"`
		ShippedDaysAgo int    `json:"shipped_days_ago"`
		LimitDays      int    `json:"limit_days"`
		Preferred      string `json:"preferred"`
		Returned       string `json:"returned_value"`
		New            string `json:"new_value"`
		Freight        string `json:"return_freight"`
	} `json:"given"`
	Steps []step `json:"steps"`
}

type step struct {
	Do         string                     `json:"do"`
	Line       string                     `json:"line"`
	Qty        int64                      `json:"qty"`
	Shipping   bool                       `json:"shipping"`
	Amount     string                     `json:"amount"`
	Reason     string                     `json:"reason"`
	DaysLate   int                        `json:"days_late"`
	Grade      string                     `json:"grade"`
	Prefer     string                     `json:"prefer"`
	Partitions [][]int64                  `json:"partitions"`
	Expect     map[string]json.RawMessage `json:"expect"`
}

// the operations of the corpus that are about money; the others are those of the returns package.
var operations = []string{
	"refund_units", "refund_amount", "return_units", "quote", "discount_shares", "refund_partitions", "allocate",
	"choose_method", "settle",
}

func TestScenarios(t *testing.T) {
	data, err := os.ReadFile("../testdata/scenarios.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Count int               `json:"count"`
		Cases []json.RawMessage `json:"cases"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	read, run := 0, 0
	for _, raw := range file.Cases {
		var s struct {
			ID    string `json:"id"`
			Kind  string `json:"kind"`
			Steps []struct {
				Do string `json:"do"`
			} `json:"steps"`
		}
		if err := json.Unmarshal(raw, &s); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains([]string{"refund", "tender", "exchange"}, s.Kind) {
			continue
		}
		read++
		if s.Kind == "exchange" && !slices.Contains(operations, s.Steps[0].Do) {
			continue
		}
		run++
		t.Run(s.ID, func(t *testing.T) {
			var full scenario
			if err := json.Unmarshal(raw, &full); err != nil {
				t.Fatal(err)
			}
			play(t, full)
		})
	}
	if run == 0 || file.Count != len(file.Cases) {
		t.Errorf("%d of %d cases ran, %d were announced", run, len(file.Cases), file.Count)
	}
	t.Logf("%d cases read, %d run", read, run)
}

// player holds what the steps of a scenario share.
type player struct {
	t        *testing.T
	s        scenario
	currency logistics.Currency
	terms    refund.Terms
	order    refund.Order
	paid     logistics.Money
	refunded logistics.Money
	tenders  []refund.Tender
}

func play(t *testing.T, s scenario) {
	p := &player{t: t, s: s}
	code := s.Given.Currency
	if code == "" {
		code = "USD"
	}
	p.currency = logistics.MustCurrency(code)
	p.refunded = logistics.Minor(0, p.currency)
	p.setTerms()
	p.setOrder()
	for _, payment := range s.Given.Payments {
		p.tenders = append(
			p.tenders,
			refund.Tender{ID: id(payment.ID), Captured: p.money(payment.Captured), Refunded: p.money(payment.Refunded)},
		)
	}
	for i, step := range s.Steps {
		got, err := p.run(step)
		if err != nil {
			got = map[string]any{"error": errorCode(err)}
			var exceeds *refund.AmountError
			var method *refund.MethodError
			if errors.As(err, &exceeds) {
				got["available"] = exceeds.Available
			}
			if errors.As(err, &method) {
				got["allowed"] = method.Allowed
			}
		}
		for view, raw := range step.Expect {
			p.compare(fmt.Sprintf("step %d (%s): %s", i+1, step.Do, view), view, raw, got)
		}
		if _, refused := step.Expect["error"]; err != nil && !refused {
			t.Errorf("step %d (%s): %v", i+1, step.Do, err)
		}
	}
}

func (p *player) money(amount string) logistics.Money {
	if amount == "" {
		return logistics.Money{}
	}
	return money(amount + " " + p.currency.Code())
}

func (p *player) setTerms() {
	given := p.s.Given
	p.terms = refund.Terms{Rounding: logistics.HalfUp, Freight: p.money(given.Fees.Freight), Waived: given.Fees.Waived}
	if given.Fees.Restocking != "" {
		p.terms.Restocking = ratio(given.Fees.Restocking + "%")
	}
	for grade, percent := range given.Fees.Grades {
		p.terms.Conditions = append(
			p.terms.Conditions, refund.ConditionFee{Condition: logistics.Condition(grade), Share: ratio(percent + "%")},
		)
	}
	for _, late := range given.Fees.Late {
		row := refund.LateFee{Share: ratio(late.Percent + "%")}
		if late.Until != nil {
			row.UntilDays = *late.Until
		}
		p.terms.Late = append(p.terms.Late, row)
	}
	if given.DiscountPolicy.Kind == "claw_back" {
		p.terms.Promotion.Minimum = p.money(given.DiscountPolicy.Minimum)
	}
}

func (p *player) setOrder() {
	given := p.s.Given
	p.order = refund.Order{Shipping: p.money(given.Shipping), ShippingBack: p.money(given.ShippingBack)}
	p.paid = p.order.Shipping
	shares := p.shares()
	for i, line := range given.Lines {
		gross := p.money(line.Gross)
		paid := sum(p.t, gross, shares[i].Neg())
		tax := p.money(line.Tax)
		if ratio, ok := paid.ShareOf(gross); ok && !tax.IsZero() {
			var err error
			if tax, err = tax.Share(ratio, logistics.HalfUp); err != nil {
				p.t.Fatal(err)
			}
		}
		ahead := given.Refunded[line.Line]
		p.order.Lines = append(p.order.Lines, refund.Line{
			ID: id(line.Line), Units: line.Qty, List: gross, Paid: paid, Tax: tax, Settled: ahead, Ahead: ahead,
		})
		p.paid = sum(p.t, p.paid, paid)
	}
}

// shares of the order discount by the gross of the lines.
func (p *player) shares() []logistics.Money {
	given := p.s.Given
	weights := make([]logistics.Money, len(given.Lines))
	for i, line := range given.Lines {
		weights[i] = p.money(line.Gross)
	}
	discount := p.money(given.OrderDiscount)
	if discount.IsZero() {
		discount = logistics.Minor(0, p.currency)
	}
	shares, err := refund.Shares(discount, weights)
	if err != nil {
		p.t.Fatal(err)
	}
	return shares
}

func (p *player) run(s step) (map[string]any, error) {
	switch s.Do {
	case "refund_units", "return_units", "quote":
		return p.quote(s)
	case "refund_partitions":
		return p.partitions(s)
	case "discount_shares":
		by := map[string]logistics.Money{}
		total := logistics.Minor(0, p.currency)
		for i, share := range p.shares() {
			by[p.s.Given.Lines[i].Line] = share
			total = sum(p.t, total, share)
		}
		return map[string]any{"shares": by, "sum": total}, nil
	case "refund_amount":
		captured := p.paid
		if p.s.Given.Captured != "" {
			captured = p.money(p.s.Given.Captured)
		}
		amount := p.money(s.Amount)
		if err := refund.CheckAmount(amount, sum(p.t, captured, p.refunded.Neg())); err != nil {
			return nil, err
		}
		p.refunded = sum(p.t, p.refunded, amount)
		return map[string]any{
			"refund": amount, "cumulative": p.refunded, "available": sum(p.t, captured, p.refunded.Neg()),
		}, nil
	case "allocate":
		var prefer logistics.ID
		if s.Prefer != "" {
			prefer = id(s.Prefer)
		}
		portions, err := refund.Allocate(p.money(s.Amount), p.tenders, prefer)
		split := map[string]logistics.Money{}
		for _, portion := range portions {
			split[portion.Tender.String()] = portion.Amount
			at := slices.IndexFunc(p.tenders, func(t refund.Tender) bool { return t.ID == portion.Tender })
			p.tenders[at].Refunded = sum(p.t, p.tenders[at].Refunded, portion.Amount)
		}
		return map[string]any{"split": split}, err
	case "choose_method":
		limit := refund.MoneyBack{Days: p.s.Given.LimitDays}
		method, err := refund.ChooseMethod(limit, p.s.Given.ShippedDaysAgo, refund.Method(p.s.Given.Preferred))
		return map[string]any{"method": method, "allowed": limit.Allowed(p.s.Given.ShippedDaysAgo)}, err
	case "settle":
		settled, err := refund.Settle(p.money(p.s.Given.Returned), p.money(p.s.Given.New), p.money(p.s.Given.Freight))
		return map[string]any{
			"difference": settled.Difference, "direction": settled.Direction, "auto_charge": false,
		}, err
	default:
		p.t.Fatalf("no operation %q", s.Do)
		return nil, nil
	}
}

// quote runs the step against the order; all but a quote also settle it.
func (p *player) quote(s step) (map[string]any, error) {
	ask := refund.Ask{Order: p.order, Cause: s.Reason, DaysLate: s.DaysLate, Shipping: s.Shipping}
	if s.Line != "" || s.Qty != 0 {
		at := slices.IndexFunc(p.order.Lines, func(l refund.Line) bool { return l.ID == id(s.Line) })
		ask.Parts = []refund.Part{{Line: at, Units: s.Qty, Condition: logistics.Condition(s.Grade)}}
	}
	q, err := refund.Quote(p.terms, ask)
	if err != nil {
		return nil, err
	}
	views := map[string]any{
		"refund": q.Refund, "fee": q.Kept, "fee_forgone": q.Forgone, "claw_back": q.ClawBack, "shipping": q.Shipping,
	}
	if len(q.Parts) > 0 {
		net := sum(p.t, q.Parts[0].Gross, q.Parts[0].Tax.Neg())
		views["tax"], views["net"], views["gross"] = q.Parts[0].Tax, net, q.Parts[0].Gross
	}
	if s.Do != "quote" {
		p.order, p.refunded = settled(p.t, ask, q), sum(p.t, p.refunded, q.Refund)
	}
	views["cumulative"] = p.refunded
	return views, nil
}

// partitions refunds the line anew in each partition: in those that are given, or in all there are.
func (p *player) partitions(s step) (map[string]any, error) {
	line := slices.IndexFunc(p.order.Lines, func(l refund.Line) bool { return s.Line == "" || l.ID == id(s.Line) })
	all := s.Partitions
	if len(all) == 0 {
		all = compositions(p.order.Lines[line].Units)
	}
	var total logistics.Money
	for _, parts := range all {
		order, refunded := p.order, logistics.Minor(0, p.currency)
		for _, units := range parts {
			ask := refund.Ask{Order: order, Parts: []refund.Part{{Line: line, Units: units}}}
			q, err := refund.Quote(p.terms, ask)
			if err != nil {
				return nil, err
			}
			order, refunded = settled(p.t, ask, q), sum(p.t, refunded, q.Refund)
		}
		if !total.IsZero() && !total.Equal(refunded) {
			p.t.Errorf("%v gives %s, others %s", parts, refunded, total)
		}
		total = refunded
	}
	return map[string]any{"sum": total, "cumulative": total, "refund": total, "each_sum": total}, nil
}

// compositions are all ordered partitions of n, for a small n.
func compositions(n int64) [][]int64 {
	if n == 0 {
		return [][]int64{nil}
	}
	var all [][]int64
	for first := int64(1); first <= n && first <= 10; first++ {
		for _, rest := range compositions(n - first) {
			all = append(all, append([]int64{first}, rest...))
		}
	}
	return all
}

func (p *player) compare(about, view string, raw json.RawMessage, got map[string]any) {
	p.t.Helper()
	if view == "each_within_minor_unit_of" {
		var want string
		if err := json.Unmarshal(raw, &want); err != nil {
			p.t.Fatal(err)
		}
		off, err := got["refund"].(logistics.Money).Sub(p.money(want))
		if order, _ := off.Abs().Cmp(logistics.Minor(1, p.currency)); err != nil || order >= 0 {
			p.t.Errorf("%s: %s is not within a minor unit of %s", about, got["refund"], want)
		}
		return
	}
	value, ok := got[view]
	if !ok {
		p.t.Errorf("%s: there is no such view, only %v", about, got)
		return
	}
	if text := p.text(value); text != canonical(p.t, raw) {
		p.t.Errorf("%s is %s, want %s", about, text, raw)
	}
}

// text is a view in the form of the corpus: amounts as text without their currency.
func (p *player) text(view any) string {
	bare := func(m logistics.Money) string { return strings.TrimSuffix(m.String(), " "+p.currency.Code()) }
	switch v := view.(type) {
	case logistics.Money:
		view = bare(v)
	case map[string]logistics.Money:
		texts := map[string]string{}
		for name, m := range v {
			texts[name] = bare(m)
		}
		view = texts
	}
	data, err := json.Marshal(view)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(data)
}

func canonical(t *testing.T, raw json.RawMessage) string {
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// errorCode is the code of the corpus for an error of this package.
func errorCode(err error) string {
	var exceeds *refund.AmountError
	var method *refund.MethodError
	switch {
	case errors.As(err, &exceeds):
		return "amount_exceeds_refundable"
	case errors.As(err, &method):
		return "method_not_allowed"
	}
	for _, known := range []struct{ fault, code string }{
		{"/amount out_of_range", "amount_invalid"},
		{"/amount required", "amount_invalid"},
		{"/ask/parts required", "empty_request"},
		{"/ask/shipping conflict", "shipping_already_refunded"},
		{"/ask/parts/0/line unknown", "unknown_line"},
		{"/ask/parts/0/units conflict", "quantity_exceeds_returnable"},
		{"/ask/parts/0/units out_of_range", "quantity_invalid"},
	} {
		if slices.Contains(paths(err), known.fault) {
			return known.code
		}
	}
	return err.Error()
}
