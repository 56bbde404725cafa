package credit

import (
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// raw is a credit before any cap, as a product of shares of a base: exact until it is rounded once.
type raw struct {
	base    logistics.Money
	factors []logistics.Ratio
	formula string
	inputs  []logistics.Param
	below   logistics.Ratio // the level that was missed, for the kinds that have one
	credit  logistics.Ratio // the share of the step, for the kinds that have steps
}

func start(name string, base logistics.Money) raw {
	inputs := make([]logistics.Param, 1, 2) // of most kinds there is one factor
	inputs[0] = base.Param(name)
	return raw{base: base, formula: name, inputs: inputs}
}

// times is a share as a factor.
func (r *raw) times(name string, factor logistics.Ratio) { r.factor(factor, factor.PercentParam(name)) }

func (r *raw) factor(factor logistics.Ratio, told logistics.Param) {
	r.factors = append(r.factors, factor)
	r.inputs = append(r.inputs, told)
	r.formula += " * " + told.Name
}

// compute is the raw credit of a charge on what was charged; ok is false when the figures give none.
func (t *Term) compute(c *Charge, charges logistics.Money) (r raw, ok bool, err error) {
	switch t.Kind {
	case ByShortfall:
		return t.shortfall(c, charges)
	case AtRisk:
		r = start("charges", charges)
		r.times("at_risk", t.AtRisk)
		r.times("pool", t.Pool)
		r.times("allocation", t.Allocation)
		return r, c.Verdict == logistics.Missed, nil
	case ByPoints:
		for _, row := range slices.Backward(t.Points) {
			if c.Points >= row.From {
				r = start("charges", charges)
				r.times("credit", row.Credit)
				r.credit = row.Credit
				return r, true, nil
			}
		}
		return raw{}, false, nil
	case FlatFee:
		units, err := logistics.NewRatio(c.Failing, 1)
		r = start("fee", t.Amount)
		r.factor(units, logistics.CountParam("failing", c.Failing))
		if !t.Weight.IsZero() {
			r.factor(t.Weight, t.Weight.Param("weight"))
		}
		return r, c.Failing > 0, err
	case ByValue:
		return t.value(c)
	case Freight:
		r = start("freight", c.Freight)
		r.times("share", t.Share)
		return r, c.Freight.Sign() > 0, nil
	default:
		step, found := stepFor(t.Steps, c.Tally.Attainment())
		r = start("charges", charges)
		r.times("credit", step.Credit)
		r.below, r.credit = step.Below, step.Credit
		return r, found, nil
	}
}

// stepFor finds the lowest step the attainment is below.
func stepFor(steps []Step, attainment logistics.Ratio) (Step, bool) {
	for _, step := range slices.Backward(steps) {
		if order, err := attainment.Cmp(step.Below); err == nil && order < 0 {
			return step, true
		}
	}
	return Step{}, false
}

func (t *Term) shortfall(c *Charge, charges logistics.Money) (raw, bool, error) {
	attained := c.Tally.Attainment()
	if order, err := attained.Cmp(t.Target); err != nil || order >= 0 {
		return raw{}, false, nil
	}
	lacking, err := minus(t.Target, attained)
	if err != nil {
		return raw{}, false, err
	}
	r := start("charges", charges)
	r.times("shortfall", lacking)
	r.below = t.Target
	return r, true, nil
}

// value is a share of the value of what failed, beyond the allowance. The allowance is not rounded: the
// base is held in multiples of its denominator, which the last factor takes out again.
func (t *Term) value(c *Charge) (raw, bool, error) {
	r := start("failing_value", c.FailingValue)
	if t.Allowance.IsZero() {
		r.times("share", t.Share)
		return r, c.FailingValue.Sign() > 0, nil
	}
	failed, err := c.FailingValue.Times(t.Allowance.Den())
	if err != nil {
		return raw{}, false, err
	}
	free, err := c.Value.Times(t.Allowance.Num())
	if err != nil {
		return raw{}, false, err
	}
	if r.base, err = failed.Sub(free); err != nil {
		return raw{}, false, err
	}
	unit, err := logistics.NewRatio(1, t.Allowance.Den())
	r.factors = append(r.factors, unit)
	r.formula = "(failing_value - allowance * value)"
	r.inputs = append(
		r.inputs, t.Allowance.PercentParam("allowance"), c.Value.Param("value"),
	)
	r.times("share", t.Share)
	return r, r.base.Sign() > 0, err
}

// repeat is the factor of a miss that is not the first.
func (t *Term) repeat(misses int64) (factor logistics.Ratio, ok bool) {
	for _, r := range slices.Backward(t.Repeats) {
		if misses >= r.Nth {
			return r.Factor, true
		}
	}
	return logistics.Ratio{}, false
}

// amount multiplies the factors into one ratio, exactly, and rounds once.
func (r *raw) amount(rounding logistics.Rounding) (logistics.Money, error) {
	num, den := int64(1), int64(1)
	for _, f := range r.factors {
		across, down := gcd(num, f.Den()), gcd(f.Num(), den)
		n, numErr := times(num/across, f.Num()/down)
		d, denErr := times(den/down, f.Den()/across)
		if numErr != nil || denErr != nil {
			return logistics.Money{}, tooFine(f)
		}
		num, den = n, d
	}
	share, err := logistics.NewRatio(num, den)
	if err != nil {
		return logistics.Money{}, err
	}
	return r.base.Share(share, rounding)
}

// minus is a − b over the least common denominator.
func minus(a, b logistics.Ratio) (logistics.Ratio, error) {
	common := gcd(a.Den(), b.Den())
	den, denErr := times(a.Den(), b.Den()/common)
	left, leftErr := times(a.Num(), b.Den()/common)
	right, rightErr := times(b.Num(), a.Den()/common)
	if denErr != nil || leftErr != nil || rightErr != nil {
		return logistics.Ratio{}, tooFine(b)
	}
	return logistics.NewRatio(left-right, den)
}

func tooFine(r logistics.Ratio) error {
	return logistics.NewFieldError(
		logistics.FaultOutOfRange, r.String(), "the shares are too fine to combine in 64 bits",
	)
}

func times(a, b int64) (int64, error) { return exact.MulDiv(a, b, 1, exact.Down) }

// gcd is the greatest common divisor of two numbers that are not below zero and not both zero.
func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
