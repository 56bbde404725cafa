package disposition

import (
	"math"

	"github.com/logicrm/logistics"
)

// ReturnlessDecision says whether an item is refunded without a return.
type ReturnlessDecision struct {
	Keep        bool        `json:"keep"`                 // the customer keeps it
	Disposition Disposition `json:"disposition,omitzero"` // it would have otherwise; "" when no way is open to it
	// what that brings, less what it costs to have the item here
	Margin logistics.Money `json:"margin,omitzero"`
	// BreakEven is the value from which on it is worth its way back; no amount when it never is, or always.
	BreakEven logistics.Money `json:"break_even,omitzero"`
	Rule      logistics.Code  `json:"rule"`                // what decided it, a code of the catalogue
	Recovery  logistics.Money `json:"recovery,omitzero"`   // of the disposition
	BringIn   logistics.Money `json:"bring_in,omitzero"`   // what it costs to have the item here
	KeepValue logistics.Money `json:"keep_value,omitzero"` // what keeping it comes to
}

// ReturnlessRefund decides whether the customer keeps an item that has not come in: so it is when the best
// way out, less what it costs to have the item here, is below what keeping it comes to. That is
// nothing, unless the policy has figures for [ReturnlessRefund]; where the policy closes that way to the
// item, the item comes back.
func (c *Chooser) ReturnlessRefund(item Item) (ReturnlessDecision, error) {
	var faults logistics.Faults
	faults.At("", c.check(item))
	if item.Inbound.IsZero() {
		faults.Required("/inbound", "what the way back costs; an item that is here cannot be kept")
	}
	if err := faults.Err(); err != nil {
		return ReturnlessDecision{}, err
	}
	a := c.asked(item)
	keeping := c.keepingWays()
	best, err := c.choose(&a, ^keeping)
	if err != nil {
		return ReturnlessDecision{}, err
	}
	r := ReturnlessDecision{
		Disposition: best.Disposition(), Margin: best.Net(), KeepValue: logistics.Minor(0, c.currency), Rule: BringItIn,
	}
	keep, err := c.choose(&a, keeping)
	if err != nil {
		return ReturnlessDecision{}, err
	}
	mayNot := keep.best == 0 && keeping != 0
	if keep.best > 0 {
		r.KeepValue = keep.net
	}
	if r.BringIn, err = a.bring(); err == nil {
		r.Recovery, err = best.net.Add(r.BringIn)
	}
	switch {
	case err != nil:
		return ReturnlessDecision{}, err
	case best.best == 0:
		r.Rule = NothingOpen
	case mayNot:
		r.Rule = MayNotKeep
	case above(r.KeepValue, r.Margin):
		r.Keep, r.Rule = true, KeepIt
	}
	if !mayNot {
		r.BreakEven, err = c.breakEven(&a)
	}
	return r, err
}

// keepingWays is the set of the way that brings nothing in, empty when the policy has none.
func (c *Chooser) keepingWays() (set uint64) {
	for i, keeping := range c.keeping {
		if keeping {
			set |= 1 << i
		}
	}
	return set
}

// line is the net recovery of a way as a function of the value of the item: slope × value + level.
type line struct{ slope, level float64 }

func (c *Chooser) line(i, recovery int, a *asked) line {
	f := &c.factors[i][recovery]
	decay, _ := a.decay.Float()
	level := f.rest
	if !c.keeping[i] {
		level -= a.inbound.Float() + a.handling.Float()
	}
	return line{float64(f.success*keeps(decay, f.weeks+c.queues[i])) + f.part, level}
}

// breakEven is the least value at which some way is not below keeping the item. Each way is a line in
// the value, so it is the first point at which one of them crosses that of keeping.
func (c *Chooser) breakEven(a *asked) (logistics.Money, error) {
	var keep line
	var ways []line
	for i := range c.policy.Options {
		k, closed := c.open(i, a)
		switch {
		case closed != 0:
		case c.keeping[i]:
			keep = c.line(i, k, a)
		default:
			ways = append(ways, c.line(i, k, a))
		}
	}
	least := math.Inf(1)
	for _, way := range ways {
		switch {
		case way.level >= keep.level:
			return logistics.Money{}, nil // worth it however little it is worth
		case way.slope > keep.slope:
			least = min(least, (keep.level-way.level)/(way.slope-keep.slope))
		}
	}
	if math.IsInf(least, 1) || least > 1e15 {
		return logistics.Money{}, nil
	}
	return c.amount(least)
}

// Reasons explains the rule with its figures.
func (r ReturnlessDecision) Reasons() []logistics.Reason {
	if r.Rule == "" {
		return nil
	}
	reason := logistics.Reason{Code: r.Rule}
	if r.Rule != NothingOpen {
		reason.Params = []logistics.Param{
			logistics.CodeParam("disposition", r.Disposition), r.Recovery.Param("recovery"),
			r.BringIn.Param("bring"),
			r.Margin.Param("margin"), r.KeepValue.Param("keep"),
		}
		if !r.BreakEven.IsZero() {
			reason.Params = append(reason.Params, r.BreakEven.Param("break_even"))
		}
	}
	return []logistics.Reason{reason}
}

// Sentences tells the reasons in a language; the zero Language is English.
func (r ReturnlessDecision) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(r.Reasons(), in)
}
