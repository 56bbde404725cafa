package disposition_test

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/disposition"
)

// TestFloatsNeverDecideBetweenHugeFigures: where a float has no room for cents, the exact figures decide.
func TestFloatsNeverDecideBetweenHugeFigures(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		amount := func(most int64, label string) logistics.Money {
			return logistics.Minor(rapid.Int64Range(0, most).Draw(r, label), logistics.MustCurrency("EUR"))
		}
		const huge = 9e18
		it := disposition.Item{Value: amount(100_00, "value"), Grade: "A", Inbound: amount(100_00, "inbound")}
		costs := int64(200_00)
		switch rapid.IntRange(0, 2).Draw(r, "huge") {
		case 0:
			it.Value = amount(huge, "huge value")
		case 1:
			it.Inbound = amount(huge, "huge inbound")
		default:
			costs = huge
		}
		p := policy()
		p.Options = nil
		for _, way := range []disposition.Disposition{"a", "b", "c", disposition.ReturnlessRefund} {
			o := option(way, "0 EUR")
			o.Cost = amount(costs, "cost")
			share := rapid.SampledFrom([]string{
				"1/3", "3333333333333333/10000000000000000", "333333333333333333/1000000000000000000", "99/300",
			}).Draw(r, "share")
			o.Recovery = []disposition.Recovery{{Grade: "A", Share: logistics.MustRatio(share)}}
			p.Options = append(p.Options, o)
		}
		choice := choose(r, p, it)
		for _, o := range p.Options {
			net, _ := choice.Of(o.Disposition)
			if order, err := net.Cmp(choice.Net()); err != nil || order > 0 {
				r.Fatalf("%s chosen with %s, %s has %s", choice.Disposition(), choice.Net(), o.Disposition, net)
			}
		}
	})
}

// TestExactFiguresKeepEveryCent: a float of this size has no room for cents, and a fraction of 19 digits
// none for an exact product.
func TestExactFiguresKeepEveryCent(t *testing.T) {
	one := func(success, share string) disposition.Policy {
		p := policy()
		p.Options = []disposition.Option{option(disposition.Restock, "0 EUR", "A="+share)}
		p.Options[0].Recovery[0].Success = logistics.MustRatio(success)
		return p
	}
	if net := choose(
		t, one("1/2", "1/1"), item("12345678901234567.89 EUR", "A"),
	).Net(); net.String() != "6172839450617283.95 EUR" {
		t.Errorf("half of it is %s", net)
	}
	fine := one("4611686018427387904/9223372036854775807", "4611686018427387904/9223372036854775807")
	fine.Options[0].Recovery[0].Fallback = logistics.MustMoney("8 EUR")
	if net := choose(t, fine, item("200 EUR", "A")).Net(); net.String() != "54.00 EUR" {
		t.Errorf("a quarter, and half of the fallback, is %s", net)
	}
}

func TestAnItemThatLosesEverything(t *testing.T) {
	it := laptop("200 USD")
	it.Decay = logistics.MustRatio("100%")
	choice := choose(t, laptops(), it)
	if net, _ := choice.Of(disposition.Restock); choice.Disposition() != disposition.VendorCredit ||
		net.String() != "-5.00 USD" || choice.Flips() != nil {
		t.Errorf("%s, restocking brings %s", choice.Disposition(), net)
	}
}

func TestFlipsAtTheEdge(t *testing.T) {
	p := laptops()
	way := func(way disposition.Disposition, cost, share, weeks string) disposition.Option {
		return disposition.Option{
			Disposition: way, Cost: logistics.MustMoney(cost),
			Recovery: []disposition.Recovery{
				{Grade: "A", Share: logistics.MustRatio(share), Weeks: logistics.MustRatio(weeks)},
			},
		}
	}
	for _, c := range []struct {
		options []disposition.Option
		want    []disposition.Flip
	}{
		// In the end the chosen way comes down to the other, and never below it.
		{[]disposition.Option{way("a", "2 USD", "10%", "0"), way("b", "2 USD", "0%", "0")}, nil},
		// Without its week the other would tie, and not win.
		{
			[]disposition.Option{way("a", "9 USD", "60%", "0"), way("b", "9 USD", "60%", "1")},
			[]disposition.Flip{{Path: "a", Winner: "b", Weeks: 1, Beyond: true}},
		},
		// Of two that tie the other wins as soon as the first waits.
		{
			[]disposition.Option{way("a", "9 USD", "60%", "0"), way("b", "9 USD", "60%", "0")},
			[]disposition.Flip{{Path: "a", Winner: "b", Beyond: true}},
		},
	} {
		p.Options = c.options
		flips := choose(t, p, laptop("200 USD")).Flips()
		if len(flips) != len(c.want) {
			t.Errorf("%+v, want %+v", flips, c.want)
			continue
		}
		for i, flip := range flips {
			if flip.Weeks = float64(int(flip.Weeks*1e6+0.5)) / 1e6; flip != c.want[i] {
				t.Errorf("%+v, want %+v", flip, c.want[i])
			}
		}
	}
	queue := with(t, laptops(), []disposition.Load{
		{Disposition: disposition.Refurbish, Queue: logistics.MustRatio("8")},
		{Disposition: disposition.Restock, Left: new(int64(0))},
	})
	choice, err := queue.Choose(laptop("200 USD"))
	if err != nil {
		t.Fatal(err)
	}
	// With its queue refurbishing brings 98.55: the vendor's credit, 120 less 9, may wait until it brings no more.
	if flip := choice.Flips()[1]; flip.Now != 12 || flip.Path != disposition.Refurbish {
		t.Errorf("%+v", flip)
	}
	if flip := choice.Flips()[0]; flip.Winner != disposition.Refurbish || flip.Weeks < 10.90 || flip.Weeks > 10.91 {
		t.Errorf("%+v", flip)
	}
}

func TestKeepingThatIsWorthSomething(t *testing.T) {
	p := policy()
	p.Options = []disposition.Option{
		option(disposition.Restock, "2 EUR", "A=100%"), option(disposition.ReturnlessRefund, "0 EUR", "A=10%"),
	}
	away := item("13.88 EUR", "A")
	away.Inbound = logistics.MustMoney("10.50 EUR")
	r, err := with(t, p, nil).ReturnlessRefund(away) // 13.88 − 12.50 is 1.38, below 1.39
	if err != nil || !r.Keep || r.BreakEven.String() != "13.89 EUR" {
		t.Errorf("%+v, %v", r, err)
	}
	away.Value = logistics.MustMoney("13.89 EUR")
	if r, err = with(t, p, nil).ReturnlessRefund(away); err != nil || r.Keep {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestOfEqualWaysTheEarlierWaits(t *testing.T) {
	p := policy()
	p.Options = []disposition.Option{option("a", "2 EUR", "A=10%"), option("b", "2 EUR", "A=10%")}
	if w, err := with(t, p, nil).BacklogCost(item("10 EUR", "A"), logistics.MustRatio("7")); err != nil ||
		w.Disposition != "a" || w.Instead != "a" {
		t.Errorf("%+v, %v", w, err)
	}
}

// TestTheBoundsOfExpectations has the largest of everything, and one more.
func TestTheBoundsOfExpectations(t *testing.T) {
	p := policy()
	p.Options[0].Recovery[0].Weeks = logistics.MustRatio("520")
	for i := range 64 {
		k := i % 4
		p.Options[k].ClosedTo = append(p.Options[k].ClosedTo, disposition.Hazard(strconv.Itoa(i)))
	}
	if err := p.Validate(); err != nil {
		t.Error(err)
	}
	flagged := item("200 EUR", "A")
	flagged.Hazards = []disposition.Hazard{"63"} // the last bit
	if choice := choose(t, p, flagged); choice.Disposition() != disposition.Restock {
		t.Errorf("%s", choice.Disposition())
	}
	if _, ok := choose(t, p, flagged).Of(disposition.Liquidate); ok {
		t.Error("the 64th hazard closes nothing")
	}
	p.Options[4].ClosedTo = []disposition.Hazard{"one more", "", "one more"}
	p.Options[0].Recovery[0].Weeks = logistics.MustRatio("520.1")
	if got := paths(p.Validate()); got != "/options /options/0/recovery/0/weeks /options/4/closed_to/1 "+
		"/options/4/closed_to/2" {
		t.Errorf("faults at %s", got)
	}
	c := with(t, policy(), []disposition.Load{{Disposition: disposition.Restock, Queue: logistics.MustRatio("520")}})
	if choice, err := c.Choose(item("200 EUR", "A")); err != nil || choice.Disposition() != disposition.Restock {
		t.Errorf("%s, %v", choice.Disposition(), err)
	}
	var beliefs []disposition.Belief
	for i := range 64 {
		beliefs = append(beliefs, disposition.Belief{Grade: disposition.Grade(strconv.Itoa(i)), Weight: 1})
	}
	if n, err := c.Inspection(item("1 EUR", ""), beliefs); err != nil || n.Disposition != "" {
		t.Errorf("%+v, %v", n, err)
	}
	if _, err := c.Inspection(
		item("1 EUR", ""), append(beliefs, disposition.Belief{Grade: "A", Weight: 1}),
	); paths(err) != "/beliefs" {
		t.Errorf("faults at %s", paths(err))
	}
}

func TestEveryFaultOfAnExpectationIsReported(t *testing.T) {
	p := laptops()
	r := &p.Options[0].Recovery[0]
	r.Success, r.Weeks = logistics.MustRatio("101%"), logistics.MustRatio("-1")
	r.Fallback, r.FallbackShare = logistics.MustMoney("1 EUR"), logistics.MustRatio("-1%")
	p.Options[1].Recovery[0].Success = logistics.Ratio{}
	if got := paths(p.Validate()); got != "/options/0/recovery/0/fallback /options/0/recovery/0/fallback_share "+
		"/options/0/recovery/0/fallback_share "+
		"/options/0/recovery/0/success /options/0/recovery/0/weeks /options/1/recovery/0/success" {
		t.Errorf("faults at %s", got)
	}
	c := with(t, laptops(), nil)
	it := laptop("1 USD")
	it.Decay, it.Handling = logistics.MustRatio("101%"), logistics.MustMoney("1 EUR")
	if _, err := c.Choose(it); paths(err) != "/decay /handling" {
		t.Errorf("faults at %s", paths(err))
	}
}
