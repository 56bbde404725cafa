package credit_test

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/credit"
)

// twin settles in fractions without a bound, line after line, and looks everything up anew.
type twin struct {
	policy credit.Schedule
	bill   credit.Bill
}

func fraction(r logistics.Ratio) *big.Rat { return big.NewRat(r.Num(), r.Den()) }

func cents(m logistics.Money) *big.Rat {
	if m.IsZero() {
		return new(big.Rat)
	}
	return new(big.Rat).Mul(m.Decimal().Rat(), big.NewRat(100, 1))
}

func product(factors ...*big.Rat) *big.Rat {
	out := big.NewRat(1, 1)
	for _, f := range factors {
		out.Mul(out, f)
	}
	return out
}

// down takes cents to whole ones.
func down(x *big.Rat) *big.Rat { return new(big.Rat).SetInt(new(big.Int).Quo(x.Num(), x.Denom())) }

func least(a, b *big.Rat) *big.Rat {
	if b.Cmp(a) < 0 {
		return b
	}
	return a
}

func (w twin) charged(of logistics.ID) *big.Rat {
	sum := new(big.Rat)
	for _, in := range w.bill.Invoices {
		if of.IsZero() || in.ID == of {
			sum.Add(sum, cents(in.Amount))
		}
	}
	return sum
}

func (w twin) term(objective logistics.ID) credit.Term {
	for _, t := range w.policy.Terms {
		if slices.Contains(t.Objectives, objective) {
			if t.Trigger == "" {
				t.Trigger = w.policy.Trigger
			}
			return t
		}
	}
	return credit.Term{Kind: credit.ByAttainment, Steps: w.policy.Steps, Trigger: w.policy.Trigger}
}

// earned is the credit of a charge before the caps of the period, in whole cents.
func (w twin) earned(c credit.Charge) *big.Rat {
	t, base := w.term(c.Objective), w.charged(c.Invoice)
	judged := c.Verdict == logistics.Missed || c.Verdict == logistics.Met && t.Trigger == credit.OnFigures
	if !judged || c.Excused != "" {
		return new(big.Rat)
	}
	factor := big.NewRat(1, 1)
	for _, r := range t.Repeats {
		if c.Misses >= r.Nth {
			factor = fraction(r.Factor)
		}
	}
	// round takes an amount, of which a cent is the hundredth.
	amount := new(big.Rat).SetInt(round(product(w.raw(t, c, base), factor, big.NewRat(1, 100)), w.policy.Rounding))
	if !t.Cap.IsZero() {
		amount = least(amount, cents(t.Cap))
	}
	if !t.CapShare.IsZero() {
		amount = least(amount, down(product(base, fraction(t.CapShare))))
	}
	return amount
}

// raw is what the figures give, in cents and parts of them.
func (w twin) raw(t credit.Term, c credit.Charge, base *big.Rat) *big.Rat {
	nothing := new(big.Rat)
	attained := nothing
	if judged := c.Tally.Good + c.Tally.Bad; judged > 0 {
		attained = big.NewRat(c.Tally.Good, judged)
	} else if t.Kind == credit.ByAttainment || t.Kind == credit.ByShortfall {
		return nothing
	}
	share := nothing
	switch t.Kind {
	case credit.ByAttainment:
		for _, s := range t.Steps {
			if attained.Cmp(fraction(s.Below)) < 0 {
				share = fraction(s.Credit)
			}
		}
	case credit.ByShortfall:
		if lacking := new(big.Rat).Sub(fraction(t.Target), attained); lacking.Sign() > 0 {
			share = lacking
		}
	case credit.AtRisk:
		if c.Verdict == logistics.Missed {
			share = product(fraction(t.AtRisk), fraction(t.Pool), fraction(t.Allocation))
		}
	case credit.ByPoints:
		for _, p := range t.Points {
			if c.Points >= p.From {
				share = fraction(p.Credit)
			}
		}
	case credit.FlatFee:
		weight := big.NewRat(1, 1)
		if !t.Weight.IsZero() {
			weight = fraction(t.Weight)
		}
		return product(cents(t.Amount), big.NewRat(c.Failing, 1), weight)
	case credit.ByValue:
		base, share = cents(c.FailingValue), fraction(t.Share)
		if !t.Allowance.IsZero() {
			base = new(big.Rat).Sub(base, product(cents(c.Value), fraction(t.Allowance)))
		}
		if base.Sign() < 0 {
			return nothing
		}
	case credit.Freight:
		base, share = cents(c.Freight), fraction(t.Share)
	}
	return product(base, share)
}

// settle is what each charge earned and what is paid for it.
func (w twin) settle() (earned, paid []*big.Rat) {
	name := func(i int) string {
		c := w.bill.Charges[i]
		return strings.Join([]string{c.Objective.String(), c.Incident.String(), c.Invoice.String()}, "\x00")
	}
	for _, c := range w.bill.Charges {
		earned = append(earned, w.earned(c))
	}
	for i, c := range w.bill.Charges {
		for j, o := range w.bill.Charges {
			if i == j || c.Incident.IsZero() || o.Incident != c.Incident {
				continue
			}
			if order := earned[j].Cmp(earned[i]); order > 0 || order == 0 && name(j) < name(i) {
				earned[i] = new(big.Rat)
			}
		}
	}
	total := new(big.Rat)
	for _, e := range earned {
		total.Add(total, e)
	}
	paying := w.limited(total)
	parts, left := make([]*big.Rat, len(earned)), new(big.Rat).Set(paying)
	order := make([]int, len(earned))
	for i, e := range earned {
		order[i], parts[i] = i, new(big.Rat)
		if total.Sign() > 0 {
			parts[i] = new(big.Rat).Quo(product(e, paying), total)
		}
		paid = append(paid, down(parts[i]))
		left.Sub(left, paid[i])
	}
	slices.SortFunc(order, func(i, j int) int {
		lacking := func(k int) *big.Rat { return new(big.Rat).Sub(parts[k], paid[k]) }
		if c := lacking(j).Cmp(lacking(i)); c != 0 {
			return c
		}
		return strings.Compare(name(i), name(j))
	})
	for _, i := range order {
		if left.Sign() > 0 {
			paid[i] = new(big.Rat).Add(paid[i], big.NewRat(1, 1))
			left.Sub(left, big.NewRat(1, 1))
		}
	}
	return earned, paid
}

// limited is a total after the caps of the period and the year, and the least amount.
func (w twin) limited(total *big.Rat) *big.Rat {
	if !w.policy.Cap.IsZero() {
		total = least(total, down(product(w.charged(logistics.ID{}), fraction(w.policy.Cap))))
	}
	if !w.policy.CapTotal.IsZero() {
		total = least(total, cents(w.policy.CapTotal))
	}
	if !w.policy.Annual.IsZero() && !w.bill.Year.Charges.IsZero() {
		left := product(cents(w.bill.Year.Charges), fraction(w.policy.Annual))
		left.Sub(down(left), cents(w.bill.Year.Credited))
		if left.Sign() < 0 {
			left = new(big.Rat)
		}
		total = least(total, left)
	}
	if !w.policy.Least.IsZero() && total.Cmp(cents(w.policy.Least)) <= 0 {
		return new(big.Rat)
	}
	return total
}

func TestASettlementIsThatOfItsTwin(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := twin{schedules().Draw(r, "schedule"), bills().Draw(r, "bill")}
		s, err := credit.Settle(w.policy, w.bill)
		if err != nil {
			r.Fatal(err)
		}
		earned, paid := w.settle()
		for i, line := range s.Lines {
			if cents(line.Uncapped).Cmp(earned[i]) != 0 || cents(line.Amount).Cmp(paid[i]) != 0 {
				r.Fatalf("line %d, %s: %s earned, %s paid; the twin has %s and %s cents",
					i, line.Why, line.Uncapped, line.Amount, earned[i], paid[i])
			}
		}
	})
}
