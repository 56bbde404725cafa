package disposition

import (
	"math"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// The ways a way can be closed to an item: a set of bits.
const (
	goodsHere uint8 = 1 << iota
	hazardous
	quotaUsedUp
	gradeNotListed
)

// asked is an item as the figures need it: without lists, so that a [Choice] can hold it.
type asked struct {
	value, inbound, handling logistics.Money
	decay                    logistics.Ratio
	grade                    Grade
	hazards                  uint64
}

func (c *Chooser) asked(item Item) asked {
	return asked{
		value: item.Value, inbound: item.Inbound, handling: item.Handling, decay: item.Decay, grade: item.Grade,
		hazards: c.flags(item.Hazards),
	}
}

// bring is what it costs to have the item here, for every way but keeping it.
func (a *asked) bring() (logistics.Money, error) { return a.inbound.Add(a.handling) }

// figure is the expected net recovery of one way, or why it is closed.
type figure struct {
	closed           uint8
	recovery         *Recovery
	recovered, bring logistics.Money
	net              logistics.Money
}

// open finds the recovery of a way for an item, and what closes it.
func (c *Chooser) open(i int, a *asked) (recovery int, closed uint8) {
	if c.keeping[i] && a.inbound.IsZero() {
		return 0, goodsHere // and nothing else matters
	}
	if c.closed[i]&a.hazards != 0 {
		closed |= hazardous
	}
	if left := c.loads[i].Left; left != nil && *left == 0 {
		closed |= quotaUsedUp
	}
	recoveries := c.policy.Options[i].Recovery
	for k := range recoveries {
		if recoveries[k].Grade == a.grade {
			return k, closed
		}
	}
	return 0, closed | gradeNotListed
}

func (c *Chooser) figure(i int, a *asked) (f figure, err error) {
	k, closed := c.open(i, a)
	if closed != 0 {
		return figure{closed: closed}, nil
	}
	option := &c.policy.Options[i]
	f.recovery = &option.Recovery[k]
	if !c.keeping[i] {
		f.bring, err = a.bring()
	}
	if err == nil {
		f.recovered, err = c.recovered(i, f.recovery, a)
	}
	if err == nil {
		f.net, err = f.recovered.Sub(option.Cost)
	}
	if err == nil {
		f.net, err = f.net.Sub(f.bring)
	}
	return f, err
}

// recovered is what a way is expected to recover, rounded once. Where nothing decays on the way it is
// computed exactly; a power of the decay is a float.
func (c *Chooser) recovered(i int, r *Recovery, a *asked) (logistics.Money, error) {
	if a.decay.Num() != 0 && (r.Weeks.Num() != 0 || c.loads[i].Queue.Num() != 0) {
		decay, _ := a.decay.Float()
		success, fixed := spread(r, a.value.Float())
		return c.amount(float64(success*keeps(decay, c.weeks(i, r))) + fixed)
	}
	if r.Success.IsZero() {
		return a.value.Share(r.Share, c.policy.Rounding)
	}
	if m, err := c.exactly(r, a.value); err == nil {
		return m, nil
	}
	success, fixed := spread(r, a.value.Float()) // shares too fine for 34 digits
	return c.amount(success + fixed)
}

// exactly is success × share × value + (1 − success) × fallback over a common denominator.
func (c *Chooser) exactly(r *Recovery, value logistics.Money) (logistics.Money, error) {
	fails := exact.Int(r.Success.Den() - r.Success.Num())
	left, num, den := r.Fallback, int64(1), int64(1)
	if !r.FallbackShare.IsZero() {
		left, num, den = value, r.FallbackShare.Num(), r.FallbackShare.Den()
	}
	var p product
	top := p.add(
		p.of(number(value), exact.Int(r.Success.Num()), exact.Int(r.Share.Num()), exact.Int(den)),
		p.of(number(left), fails, exact.Int(num), exact.Int(r.Share.Den())),
	)
	bottom := p.of(exact.Int(r.Success.Den()), exact.Int(r.Share.Den()), exact.Int(den))
	if p.err != nil {
		return logistics.Money{}, p.err
	}
	n, err := top.Ratio(exact.Int(1), bottom, c.currency.Digits(), exact.Mode(c.policy.Rounding))
	if err != nil {
		return logistics.Money{}, err
	}
	return money(n, c.currency)
}

// product multiplies and adds, and keeps the first error.
type product struct{ err error }

func (p *product) of(n exact.Num, factors ...exact.Num) exact.Num {
	for _, factor := range factors {
		if p.err == nil {
			n, p.err = n.Mul(factor)
		}
	}
	return n
}

func (p *product) add(a, b exact.Num) exact.Num {
	if p.err == nil {
		a, p.err = a.Add(b)
	}
	return a
}

// spread is what a way recovers of a value with success, before any decay, and what it recovers without.
// The conversions keep the compiler from fusing operations, so that every machine has the same bits.
func spread(r *Recovery, value float64) (success, fixed float64) {
	share, _ := r.Share.Float()
	if r.Success.IsZero() {
		return float64(share * value), 0
	}
	p, _ := r.Success.Float()
	left := r.Fallback.Float()
	if g, ok := r.FallbackShare.Float(); ok {
		left = float64(g * value)
	}
	return float64(float64(p*share) * value), float64((1 - p) * left)
}

// weeks is how long a way takes, its queue included.
func (c *Chooser) weeks(i int, r *Recovery) float64 {
	weeks, _ := r.Weeks.Float()
	return weeks + c.queues[i]
}

// keeps is what is left of a value after so many weeks of decay: (1 − decay)^weeks.
func keeps(decay, weeks float64) float64 {
	left := 1 - decay
	if weeks != math.Trunc(weeks) {
		return math.Pow(left, weeks)
	}
	power := 1.0
	for n := int(weeks); n > 0; n >>= 1 { // whole weeks: products alone, which no machine computes otherwise
		if n&1 == 1 {
			power *= left
		}
		left *= left
	}
	return power
}

// amount is the crossing from floats to money. It goes by a millionth of the minor unit, so that an
// amount in whole minor units is one even where its float is a hair below.
func (c *Chooser) amount(x float64) (logistics.Money, error) {
	return crossing(x, c.currency, c.policy.Rounding)
}

func crossing(x float64, currency logistics.Currency, rounding logistics.Rounding) (logistics.Money, error) {
	n, err := exact.FromFloat(x, currency.Digits()+6, exact.HalfEven)
	if err == nil {
		n, err = n.Round(currency.Digits(), exact.Mode(rounding))
	}
	if err != nil {
		return logistics.Money{}, tooLong(err)
	}
	return money(n, currency)
}

func tooLong(err error) error {
	return logistics.NewFieldError(logistics.FaultTooLong, "", err.Error())
}

// number is the amount of m; no amount is nothing.
func number(m logistics.Money) exact.Num {
	if units, ok := m.MinorUnits(); ok {
		n, _ := exact.New(units, m.Currency().Digits()) // at most 4 decimals
		return n
	}
	n, _ := exact.FromDecimal(m.Decimal()) // within the bounds: it was money
	return n
}

func money(n exact.Num, currency logistics.Currency) (logistics.Money, error) {
	if units, ok := n.Units(currency.Digits()); ok {
		return logistics.Minor(units, currency), nil
	}
	return logistics.MoneyFromDecimal(n.Decimal(), currency)
}
