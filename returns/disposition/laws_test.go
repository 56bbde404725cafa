package disposition_test

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/disposition"
)

// naive is the expected net recovery in plain floats, written a second time from the formula.
func naive(d drawn, option disposition.Option) (net float64, open bool) {
	i := slices.IndexFunc(option.Recovery, func(r disposition.Recovery) bool { return r.Grade == d.item.Grade })
	k := slices.IndexFunc(d.loads, func(l disposition.Load) bool { return l.Disposition == option.Disposition })
	keep := option.Disposition == disposition.ReturnlessRefund
	switch {
	case i < 0, keep && d.item.Inbound.IsZero(), k >= 0 && d.loads[k].Left != nil && *d.loads[k].Left == 0:
		return 0, false
	}
	for _, hazard := range d.item.Hazards {
		if slices.Contains(option.ClosedTo, hazard) {
			return 0, false
		}
	}
	float := func(r logistics.Ratio, absent float64) float64 {
		if f, ok := r.Float(); ok {
			return f
		}
		return absent
	}
	y, value := option.Recovery[i], d.item.Value.Float()
	p, weeks := float(y.Success, 1), float(y.Weeks, 0)
	if k >= 0 {
		weeks += float(d.loads[k].Queue, 0)
	}
	fallback := y.Fallback.Float() + float(y.FallbackShare, 0)*value
	net = p*float(y.Share, 0)*value*math.Pow(1-float(d.item.Decay, 0), weeks) + (1-p)*fallback - option.Cost.Float()
	if !keep {
		net -= d.item.Inbound.Float() + d.item.Handling.Float()
	}
	return net, true
}

// TestTheBestIsTheArgMax goes through all ways by the naive formula. The figures may differ by the
// rounding of the policy, which is less than a cent.
func TestTheBestIsTheArgMax(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r)
		choice := d.choose(r)
		best := math.Inf(-1)
		for _, option := range d.policy.Options {
			net, open := naive(d, option)
			got, ok := choice.Of(option.Disposition)
			if ok != open || open && math.Abs(got.Float()-net) >= 0.0100001 {
				r.Fatalf("%s: %s, %v; by hand %v, %v", option.Disposition, got, ok, net, open)
			}
			if open {
				best = max(best, net)
			}
		}
		var highest logistics.Money
		for _, option := range d.policy.Options {
			net, ok := choice.Of(option.Disposition)
			if order, err := net.Cmp(highest); ok && (highest.IsZero() || err == nil && order > 0) {
				highest = net
			}
		}
		if !highest.Equal(choice.Net()) {
			r.Fatalf("%s chosen with %s, some way has %s", choice.Disposition(), choice.Net(), highest)
		}
		if (choice.Disposition() == "") != math.IsInf(best, -1) {
			r.Fatalf("%q is best", choice.Disposition())
		}
		if choice.Disposition() != "" && math.Abs(choice.Net().Float()-best) >= 0.0100001 {
			r.Fatalf("%s with %s, the best of all is %v", choice.Disposition(), choice.Net(), best)
		}
	})
}

func TestTiesGoToTheEarlierWay(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r)
		choice := d.choose(r)
		for _, option := range d.policy.Options {
			if option.Disposition == choice.Disposition() {
				break
			}
			if net, ok := choice.Of(option.Disposition); ok && net.Equal(choice.Net()) {
				r.Fatalf("%s chosen, %s stands before it with as much", choice.Disposition(), option.Disposition)
			}
		}
	})
}

func TestTakingAwayAnotherWayNeverChangesTheChoice(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r)
		choice := d.choose(r)
		for _, o := range d.policy.Options {
			if o.Disposition == choice.Disposition() {
				continue
			}
			if again := d.without(o.Disposition).choose(r); again.Disposition() != choice.Disposition() ||
				!again.Net().Equal(choice.Net()) {
				r.Fatalf("%s without %s, %s with it", again.Disposition(), o.Disposition, choice.Disposition())
			}
		}
	})
}

func TestAFasterPathNeverLowersTheFigure(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r)
		before := d.choose(r)
		i := rapid.IntRange(0, len(d.policy.Options)-1).Draw(r, "way")
		option := d.policy.Options[i]
		option.Recovery = slices.Clone(option.Recovery)
		for k := range option.Recovery {
			if weeks := option.Recovery[k].Weeks; weeks.Den() > 0 {
				option.Recovery[k].Weeks, _ = logistics.NewRatio(
					rapid.Int64Range(0, weeks.Num()).Draw(r, "faster"), weeks.Den(),
				)
			}
		}
		d.policy.Options = slices.Clone(d.policy.Options)
		d.policy.Options[i] = option
		after := d.choose(r)
		slow, open := before.Of(option.Disposition)
		fast, _ := after.Of(option.Disposition)
		if order, err := fast.Cmp(slow); open && (err != nil || order < 0) {
			r.Fatalf("%s: %s, with a faster path %s", option.Disposition, slow, fast)
		}
	})
}

// TestTheFigureIsTheExpectationRoundedOnce computes whole weeks in fractions.
func TestTheFigureIsTheExpectationRoundedOnce(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p, i := policy(), items().Draw(r, "item")
		p.Rounding = rapid.SampledFrom([]logistics.Rounding{logistics.HalfUp, logistics.Floor, logistics.Ceiling}).Draw(
			r, "rounding",
		)
		i.Inbound, i.Handling, i.Hazards = logistics.Money{}, logistics.Money{}, nil
		y := anyRecovery(r, i.Grade)
		y.Weeks, _ = logistics.NewRatio(rapid.Int64Range(0, 30).Draw(r, "whole weeks"), 1)
		p.Options = []disposition.Option{
			{Disposition: disposition.Restock, Cost: logistics.MustMoney("0 EUR"), Recovery: []disposition.Recovery{y}},
		}

		fraction := func(q logistics.Ratio, absent int64) *big.Rat {
			if q.IsZero() {
				return big.NewRat(absent, 1)
			}
			return big.NewRat(q.Num(), q.Den())
		}
		cents := func(m logistics.Money) *big.Rat { n, _ := m.MinorUnits(); return big.NewRat(n, 1) }
		success, keeps := fraction(y.Success, 1), new(big.Rat).Sub(big.NewRat(1, 1), fraction(i.Decay, 0))
		x := new(big.Rat).Mul(new(big.Rat).Mul(success, fraction(y.Share, 0)), cents(i.Value))
		for range y.Weeks.Num() {
			x.Mul(x, keeps)
		}
		left := new(big.Rat).Add(cents(y.Fallback), new(big.Rat).Mul(fraction(y.FallbackShare, 0), cents(i.Value)))
		x.Add(x, left.Mul(left, new(big.Rat).Sub(big.NewRat(1, 1), success)))

		got, _ := choose(r, p, i).Net().MinorUnits()
		off, _ := new(big.Rat).Sub(big.NewRat(got, 1), x).Float64()
		const hair = 1e-6 // of a cent: the crossing
		ok := map[logistics.Rounding]bool{
			logistics.HalfUp: math.Abs(off) <= 0.5+hair, logistics.Floor: off <= hair && off > -1,
			logistics.Ceiling: off >= -hair && off < 1,
		}[p.Rounding]
		if !ok {
			r.Fatalf("%d cents by %s, exactly %s", got, p.Rounding, x.FloatString(8))
		}
	})
}

// TestReasonsSuffice redoes the sum of every way by hand, and takes the first of the highest.
func TestReasonsSuffice(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r)
		choice := d.choose(r)
		var way string
		var best logistics.Money
		seen := map[string]bool{}
		for _, reason := range choice.Reasons() {
			seen[reason.Param("disposition")] = true
			if reason.Param("net") == "" {
				continue // not open
			}
			number := func(name string, absent float64) float64 {
				if f, ok := logistics.MustRatio(reason.Param(name)).Float(); ok {
					return f
				}
				return absent
			}
			amount := func(name string) logistics.Money {
				if reason.Param(name) == "" {
					return logistics.Money{}
				}
				return logistics.MustMoney(reason.Param(name))
			}
			value, p := amount("value").Float(), number("success", 1)
			byHand := p*number("share", 0)*value*math.Pow(1-number("decay", 0), number("weeks", 0)+number("queue", 0)) +
				(1-p)*(amount("fallback").Float()+number("fallback_share", 0)*value)
			recovered := amount("recovered")
			net, _ := recovered.Sub(amount("cost"))
			net, _ = net.Sub(amount("inbound"))
			if math.Abs(byHand-recovered.Float()) >= 0.0100001 || net.String() != reason.Param("net") {
				r.Fatalf("%v: by hand %v recovered, %s left", reason, byHand, net)
			}
			if order, err := net.Cmp(best); way == "" || err == nil && order > 0 {
				way, best = reason.Param("disposition"), net
			}
		}
		if len(seen) != len(d.policy.Options) {
			r.Fatalf("%d of %d ways are explained", len(seen), len(d.policy.Options))
		}
		if way != string(choice.Disposition()) || !best.Equal(choice.Net()) {
			r.Fatalf("%s with %s chosen, the reasons say %s with %s", choice.Disposition(), choice.Net(), way, best)
		}
	})
}

func TestADearerWayBackNeverUnkeepsTheItem(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r)
		if d.item.Inbound.IsZero() || d.choose(r).Disposition() != disposition.ReturnlessRefund {
			return
		}
		d.item.Inbound, _ = d.item.Inbound.Add(logistics.MustMoney("5 EUR"))
		if again := d.choose(r); again.Disposition() != disposition.ReturnlessRefund {
			r.Fatalf("%s once the way back is dearer", again.Disposition())
		}
	})
}

// TestTheKeepRuleAgreesWithTheChoice: in a policy that lists keeping last, an item is kept by the rule
// exactly when that way is the best one, and without that way exactly when the best one loses money.
func TestTheKeepRuleAgreesWithTheChoice(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r)
		if d.item.Inbound.IsZero() {
			d.item.Inbound = logistics.MustMoney("4 EUR")
		}
		others := d.without(disposition.ReturnlessRefund).choose(r)
		rule, err := with(r, d.policy, d.loads).ReturnlessRefund(d.item)
		if err != nil {
			r.Fatal(err)
		}
		if others.Disposition() != "" && rule.Keep != (d.choose(r).Disposition() == disposition.ReturnlessRefund) ||
			others.Disposition() == "" && rule.Keep {
			r.Fatalf("keep is %v, %s chosen", rule.Keep, d.choose(r).Disposition())
		}
		bare := d.without(disposition.ReturnlessRefund)
		rule, err = with(r, bare.policy, bare.loads).ReturnlessRefund(d.item)
		if err != nil || rule.Keep != (others.Disposition() != "" && others.Net().Sign() < 0) ||
			rule.Disposition != others.Disposition() {
			r.Fatalf("keep is %v for %s with %s: %v", rule.Keep, others.Disposition(), others.Net(), err)
		}
		if rule.BreakEven.IsZero() {
			return
		}
		margin := func(cents int64) int64 {
			i := d.item
			i.Value, _ = rule.BreakEven.Add(logistics.Minor(cents, logistics.MustCurrency("EUR")))
			if i.Value.Sign() < 0 {
				return -1
			}
			again, err := with(r, bare.policy, bare.loads).ReturnlessRefund(i)
			if err != nil {
				r.Fatal(err)
			}
			minor, _ := again.Margin.MinorUnits()
			return minor
		}
		if above, below := margin(3), margin(-3); above < -1 || below > 1 {
			r.Fatalf("break-even at %s: %d cents above it, %d below", rule.BreakEven, above, below)
		}
	})
}

// TestAFlipIsWhereTheWinnerCatchesUp sets the path to a bit less and a bit more than the flip says.
func TestAFlipIsWhereTheWinnerCatchesUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r)
		chosen := d.choose(r)
		for _, flip := range chosen.Flips() {
			lead := func(weeks float64) float64 { // of the chosen way over the winner
				moved := d
				moved.loads = slices.DeleteFunc(slices.Clone(d.loads), func(l disposition.Load) bool {
					return l.Disposition == flip.Path
				})
				moved.policy.Options = slices.Clone(d.policy.Options)
				for i := range moved.policy.Options {
					if moved.policy.Options[i].Disposition != flip.Path {
						continue
					}
					moved.policy.Options[i].Recovery = slices.Clone(moved.policy.Options[i].Recovery)
					for k := range moved.policy.Options[i].Recovery {
						moved.policy.Options[i].Recovery[k].Weeks, _ = logistics.NewRatio(
							int64(math.Round(max(weeks, 0)*1e9)), 1e9,
						)
					}
				}
				if weeks > 520 {
					return math.NaN() // a policy does not hold such paths
				}
				after := moved.choose(r)
				a, _ := after.Of(chosen.Disposition())
				b, _ := after.Of(flip.Winner)
				return a.Float() - b.Float()
			}
			const cent = 0.02 // both figures are rounded
			if at := lead(flip.Weeks); math.Abs(at) > cent {
				r.Fatalf("%+v: at the flip the lead is %v", flip, at)
			}
			before, after := lead(flip.Weeks-1), lead(flip.Weeks+1)
			if flip.Beyond && (before < -cent || after > cent) || !flip.Beyond && (before > cent || after < -cent) {
				r.Fatalf("%+v: the lead is %v a week before and %v a week after", flip, before, after)
			}
		}
	})
}

func TestWaitingNeverPays(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r)
		c := with(r, d.policy, d.loads)
		days := rapid.Int64Range(0, 100).Draw(r, "days")
		short, _ := logistics.NewRatio(days, 1)
		long, _ := logistics.NewRatio(days+rapid.Int64Range(0, 100).Draw(r, "more"), 1)
		w, err := c.BacklogCost(d.item, short)
		v, verr := c.BacklogCost(d.item, long)
		if err != nil || verr != nil {
			r.Fatal(err, verr)
		}
		order, _ := v.Lost.Cmp(w.Lost)
		if w.Lost.Sign() < 0 || order < 0 {
			r.Fatalf("%s lost in %s days, %s in %s", w.Lost, short, v.Lost, long)
		}
	})
}

func TestKnowingTheGradeIsNeverWorthLessThanNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r)
		beliefs := []disposition.Belief{
			{Grade: "A", Weight: rapid.Int64Range(1, 9).Draw(r, "A")},
			{Grade: "B", Weight: rapid.Int64Range(0, 9).Draw(r, "B")},
		}
		n, err := with(r, d.policy, d.loads).Inspection(d.item, beliefs)
		if err != nil {
			r.Fatal(err)
		}
		if n.Worth.Sign() < 0 || n.Disposition == "" && !n.Worth.IsZero() {
			r.Fatalf("%+v", n)
		}
		if beliefs[1].Weight == 0 && n.Worth.Sign() != 0 {
			r.Fatalf("a grade that is known is worth %s to know", n.Worth)
		}
	})
}

// TestNoOtherPeriodIsCheaper compares with a hundred others.
func TestNoOtherPeriodIsCheaper(t *testing.T) {
	euro := logistics.MustCurrency("EUR")
	rapid.Check(t, func(r *rapid.T) {
		arrivals, _ := logistics.NewRatio(rapid.Int64Range(1, 500).Draw(r, "arrivals"), 10)
		c := disposition.Collection{
			Arrivals: arrivals, Shipment: logistics.Minor(rapid.Int64Range(1, 50000).Draw(r, "shipment"), euro),
			Holding: logistics.Minor(rapid.Int64Range(1, 500).Draw(r, "holding"), euro),
			Whole:   rapid.Bool().Draw(r, "whole"), Rounding: logistics.HalfUp,
		}
		n, err := disposition.Consolidate(c)
		if err != nil {
			r.Fatal(err)
		}
		a, _ := arrivals.Float()
		for days := 1; days <= 100; days++ {
			cost := c.Shipment.Float()/float64(days) + c.Holding.Float()*a*float64(days)/2
			if cost < n.CostPerDay.Float()-0.006 {
				r.Fatalf("%v days for %s, %d days for %v", n.Days, n.CostPerDay, days, cost)
			}
		}
		if c.Whole && (n.Days != math.Trunc(n.Days) || n.Days < 1) {
			r.Fatalf("%v whole days", n.Days)
		}
	})
}

func TestUnitsByWayAddUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		parts := rapid.SliceOfN(rapid.Int64Range(0, 50), 0, 5).Draw(r, "parts")
		var split []disposition.Units
		total := int64(0)
		for i, n := range parts {
			split = append(split, disposition.Units{Disposition: disposition.Disposition(rune('a' + i)), Units: n})
			total += n
		}
		off := rapid.Int64Range(-total, 5).Draw(r, "off")
		if err := disposition.Dispose(total+off, split); (err == nil) != (off == 0) {
			r.Fatalf("%v of %d: %v", split, total+off, err)
		}
	})
}
