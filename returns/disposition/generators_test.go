package disposition_test

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/disposition"
)

// with compiles a policy and loads its ways.
func with(t rapid.TB, p disposition.Policy, loads []disposition.Load) *disposition.Chooser {
	c, err := disposition.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = c.With(loads); err != nil {
		t.Fatal(err)
	}
	return c
}

// recovery reads "A 95% of 100% in 1 weeks else 20 USD".
func recovery(text string) disposition.Recovery {
	var grade, success, share, weeks, amount, currency string
	if _, err := fmt.Sscanf(
		text, "%s %s of %s in %s weeks else %s %s", &grade, &success, &share, &weeks, &amount, &currency,
	); err != nil {
		panic(err)
	}
	return disposition.Recovery{
		Grade: disposition.Grade(grade), Success: logistics.MustRatio(success), Share: logistics.MustRatio(share),
		Weeks: logistics.MustRatio(weeks), Fallback: logistics.MustMoney(amount + " " + currency),
	}
}

// laptops are the figures of a worked example: goods of 200 USD that lose a hundredth a week.
func laptops() disposition.Policy {
	option := func(way disposition.Disposition, cost string, r disposition.Recovery) disposition.Option {
		return disposition.Option{
			Disposition: way, Cost: logistics.MustMoney(cost), Recovery: []disposition.Recovery{r},
		}
	}
	certain := func(share string) disposition.Recovery {
		return disposition.Recovery{Grade: "A", Share: logistics.MustRatio(share)}
	}
	return disposition.Policy{
		Schema: "logistics/disposition.policy/1", ID: logistics.MustID("laptops"), Version: 1,
		Rounding: logistics.HalfUp,
		Options: []disposition.Option{
			option(disposition.Restock, "6 USD", recovery("A 95% of 100% in 1 weeks else 20 USD")),
			option(disposition.Refurbish, "25 USD", recovery("A 85% of 80% in 4 weeks else 20 USD")),
			option(disposition.VendorCredit, "9 USD", certain("60%")),
			option(disposition.Liquidate, "2 USD", certain("10%")),
			option("recycle", "1.50 USD", certain("0%")),
		},
	}
}

func laptop(value string) disposition.Item {
	return disposition.Item{Value: logistics.MustMoney(value), Decay: logistics.MustRatio("1%"), Grade: "A"}
}

// workshop restocks cheap goods: without success a tenth of the value is left.
func workshop() disposition.Policy {
	p := laptops()
	p.Options = []disposition.Option{{
		Disposition: disposition.Restock, Cost: logistics.MustMoney("2 USD"),
		Recovery: []disposition.Recovery{{
			Grade: "A", Share: logistics.MustRatio("100%"), Success: logistics.MustRatio("95%"),
			Weeks:         logistics.MustRatio("1"),
			FallbackShare: logistics.MustRatio("10%"),
		}},
	}}
	return p
}

func cheap(value string) disposition.Item {
	i := laptop(value)
	i.Inbound, i.Handling = logistics.MustMoney("7.50 USD"), logistics.MustMoney("3 USD")
	return i
}

func share(r *rapid.T, label string) logistics.Ratio {
	ratio, _ := logistics.NewRatio(rapid.Int64Range(0, 20).Draw(r, label), 20)
	return ratio
}

// policies draws policies with chances, paths and fallbacks, and without.
func policies() *rapid.Generator[disposition.Policy] {
	euro := logistics.MustCurrency("EUR")
	return rapid.Custom(func(r *rapid.T) disposition.Policy {
		p := policy()
		p.Rounding = rapid.SampledFrom([]logistics.Rounding{logistics.HalfUp, logistics.Floor, logistics.Ceiling}).Draw(
			r, "rounding",
		)
		p.Options = nil
		for _, way := range []disposition.Disposition{
			disposition.Restock, disposition.Refurbish, disposition.Liquidate, disposition.ReturnlessRefund,
		} {
			o := disposition.Option{
				Disposition: way, Cost: logistics.Minor(rapid.Int64Range(0, 3000).Draw(r, "cost"), euro),
			}
			if rapid.IntRange(0, 3).Draw(r, "closed") == 0 {
				o.ClosedTo = []disposition.Hazard{disposition.Recalled}
			}
			for _, grade := range []disposition.Grade{"A", "B"} {
				if grade == "B" && rapid.Bool().Draw(r, "not listed") {
					continue
				}
				o.Recovery = append(o.Recovery, anyRecovery(r, grade))
			}
			p.Options = append(p.Options, o)
		}
		return p
	})
}

func anyRecovery(r *rapid.T, grade disposition.Grade) disposition.Recovery {
	y := disposition.Recovery{Grade: grade, Share: share(r, "share")}
	if rapid.Bool().Draw(r, "takes time") {
		y.Weeks, _ = logistics.NewRatio(
			rapid.Int64Range(0, 40).Draw(r, "weeks"), rapid.Int64Range(1, 3).Draw(r, "parts of a week"),
		)
	}
	if rapid.Bool().Draw(r, "certain") {
		return y
	}
	y.Success = share(r, "success")
	switch rapid.IntRange(0, 2).Draw(r, "fallback") {
	case 0:
		y.Fallback = logistics.Minor(rapid.Int64Range(-500, 5000).Draw(r, "fallback"), logistics.MustCurrency("EUR"))
	case 1:
		y.FallbackShare = share(r, "fallback share")
	}
	return y
}

func items() *rapid.Generator[disposition.Item] {
	euro := logistics.MustCurrency("EUR")
	return rapid.Custom(func(r *rapid.T) disposition.Item {
		i := disposition.Item{
			Value: logistics.Minor(rapid.Int64Range(0, 20000).Draw(r, "value"), euro),
			Grade: rapid.SampledFrom([]disposition.Grade{"A", "B"}).Draw(r, "grade"),
		}
		if rapid.Bool().Draw(r, "decays") {
			i.Decay, _ = logistics.NewRatio(rapid.Int64Range(0, 20).Draw(r, "decay"), 100)
		}
		if rapid.Bool().Draw(r, "away") {
			i.Inbound = logistics.Minor(rapid.Int64Range(0, 2000).Draw(r, "inbound"), euro)
			i.Handling = logistics.Minor(rapid.Int64Range(0, 500).Draw(r, "handling"), euro)
		}
		if rapid.IntRange(0, 3).Draw(r, "flagged") == 0 {
			i.Hazards = []disposition.Hazard{disposition.Recalled}
		}
		return i
	})
}

// loads draws how the ways of a policy stand.
func loads(p disposition.Policy) *rapid.Generator[[]disposition.Load] {
	return rapid.Custom(func(r *rapid.T) []disposition.Load {
		var all []disposition.Load
		for _, option := range p.Options {
			switch rapid.IntRange(0, 3).Draw(r, "load") {
			case 0:
				queue, _ := logistics.NewRatio(rapid.Int64Range(0, 21).Draw(r, "queue"), 7)
				all = append(all, disposition.Load{Disposition: option.Disposition, Queue: queue})
			case 1:
				all = append(all, disposition.Load{
					Disposition: option.Disposition, Left: new(rapid.Int64Range(0, 2).Draw(r, "left")),
				})
			}
		}
		return all
	})
}

// drawn is a policy with loads and an item.
type drawn struct {
	policy disposition.Policy
	loads  []disposition.Load
	item   disposition.Item
}

func draw(r *rapid.T) drawn {
	p := policies().Draw(r, "policy")
	return drawn{p, loads(p).Draw(r, "loads"), items().Draw(r, "item")}
}

func (d drawn) choose(r *rapid.T) disposition.Choice {
	choice, err := with(r, d.policy, d.loads).Choose(d.item)
	if err != nil {
		r.Fatal(err)
	}
	return choice
}

// without is the same with a way taken out.
func (d drawn) without(way disposition.Disposition) drawn {
	d.policy.Options = slices.DeleteFunc(slices.Clone(d.policy.Options), func(o disposition.Option) bool {
		return o.Disposition == way
	})
	d.loads = slices.DeleteFunc(slices.Clone(d.loads), func(l disposition.Load) bool { return l.Disposition == way })
	return d
}
