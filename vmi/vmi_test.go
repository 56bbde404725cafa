package vmi_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/vmi"
)

type hostZones struct{}

func (hostZones) Zone(name string) (*time.Location, error) { return time.LoadLocation(name) }

var (
	morning = time.Date(2025, 3, 3, 7, 0, 0, 0, time.UTC) // 08:00 in Berlin
	later   = morning.Add(5 * time.Hour)
)

// soap is 20 pieces a day in boxes of 12, five days away, between 60 and 400 pieces.
func soap() vmi.Agreement {
	return vmi.Agreement{
		Schema: "logistics/vmi.agreement/1", ID: logistics.MustID("A-7"), Version: 3,
		Item:         logistics.MustID("gtin:6291041500213"),
		Place:        logistics.Place{ID: logistics.MustID("gln:4012345000023"), Zone: "Europe/Berlin"},
		Unit:         logistics.Each(),
		ServiceLevel: logistics.MustRatio("95%"),
		LeadTime:     vmi.LeadTime{Mean: logistics.MustQuantity("5 DAY"), SD: logistics.MustQuantity("1 DAY")},
		Review:       logistics.MustQuantity("7 DAY"), Pack: logistics.MustQuantity("12 EA"),
		PackRounding: logistics.Ceiling,
		Minimum:      logistics.MustQuantity("60 EA"), Maximum: logistics.MustQuantity("400 EA"),
		OrderUpTo: vmi.UpToReview, Authority: vmi.AuthorityPropose, FreshFor: logistics.MustDuration("P1D"),
	}
}

func with(change func(*vmi.Agreement)) vmi.Agreement {
	a := soap()
	change(&a)
	return a
}

func stock(onHand string) vmi.Position {
	return vmi.Position{OnHand: logistics.MustQuantity(onHand), Reported: logistics.MustStamp("2025-03-03T07:30:00")}
}

func daily(mean, sd string) vmi.Demand {
	return vmi.Demand{Mean: logistics.MustQuantity(mean), SD: logistics.MustQuantity(sd)}
}

func propose(t interface{ Fatal(...any) }, a vmi.Agreement, p vmi.Position, d vmi.Demand, asOf time.Time) vmi.Proposal {
	proposal, err := vmi.Propose(a, hostZones{}, p, d, asOf)
	if err != nil {
		t.Fatal(err)
	}
	return proposal
}

func TestEveryReasonIsASentence(t *testing.T) {
	usual := daily("20 EA", "6 EA")
	at := func(stamp string) vmi.Position {
		p := stock("100 EA")
		p.Reported = logistics.MustStamp(stamp)
		return p
	}
	ship := func(a *vmi.Agreement) { a.Authority = vmi.AuthorityShip }
	late := stock("100 EA")
	late.Receipts = []vmi.Receipt{{Quantity: pieces(50), Due: logistics.MustDate("2025-06-01")}}
	cases := []struct {
		name      string
		agreement vmi.Agreement
		position  vmi.Position
		demand    vmi.Demand
		action    vmi.Action
		quantity  string
		code      logistics.Code
		says      string
	}{
		{
			"suggested", soap(), stock("100 EA"), usual, vmi.SuggestOrder, "180 EA",
			vmi.OrderSuggested, "Order 180 EA once the customer confirms; stock and open orders then come to 280 EA.",
		},
		{
			"due", soap(), stock("140 EA"), usual, vmi.SuggestOrder, "144 EA",
			vmi.OrderDue, "140 EA in stock and on order is at or below the reorder point of 140 EA.",
		},
		{
			"not due", soap(), stock("141 EA"), usual, vmi.NoOrder, "0 EA",
			vmi.AboveReorderPoint,
			"141 EA in stock and on order is above the reorder point of 140 EA: no order is due.",
		},
		{
			"no demand", soap(), stock("60 EA"), daily("0 EA", "0 EA"), vmi.NoOrder, "0 EA",
			vmi.NoDemand, "There is no demand, so nothing is stocked beyond the minimum.",
		},
		{
			"minimum without demand", soap(), stock("50 EA"), daily("0 EA", "0 EA"), vmi.SuggestOrder, "12 EA",
			vmi.MinimumHolds, "The agreed minimum of 60 EA applies: it is above the calculated reorder point of 0 EA.",
		},
		{
			"at target", soap(), stock("60 EA"), daily("0 EA", "0 EA"), vmi.NoOrder, "0 EA",
			vmi.AtTarget, "No order is needed: 60 EA in stock and on order reaches the target of 60 EA.",
		},
		{
			"stale", soap(), at("2025-03-02T07:59:59"), usual, vmi.NoOrder, "0 EA",
			vmi.PositionStale,
			"Nothing is ordered: the stock report of 2 Mar 2025, 07:59 was more than 1 day old on 3 Mar 2025, " +
				"08:00 UTC+1.",
		},
		{
			"too coarse", soap(), at("2025-03-02"), usual, vmi.NoOrder, "0 EA",
			vmi.PositionUncertain,
			"Nothing is ordered: the stock report says 2 Mar 2025, which is not exact enough to tell whether it " +
				"was more than 1 day old on 3 Mar 2025, 08:00 UTC+1.",
		},
		{
			"rounded down", with(func(a *vmi.Agreement) { a.PackRounding = logistics.Floor }), stock("100 EA"), usual,
			vmi.SuggestOrder, "180 EA",
			vmi.OrderSuggested, "Order 180 EA once the customer confirms; stock and open orders then come to 280 EA.",
		},
		{
			"a part is left out", with(func(a *vmi.Agreement) { a.PackRounding = logistics.Floor }), stock("99 EA"),
			usual, vmi.SuggestOrder, "180 EA",
			vmi.PacksRoundedDown, "181 EA is needed; the order is rounded down to 180 EA, in packs of 12 EA.",
		},
		{
			"maximum", with(func(a *vmi.Agreement) { a.Maximum = logistics.MustQuantity("278 EA") }), stock("100 EA"),
			usual, vmi.SuggestOrder, "168 EA",
			vmi.HeldToMaximum,
			"Only 168 EA of the 180 EA fit: with 100 EA in stock and on order, more would exceed the maximum of " +
				"278 EA.",
		},
		{
			"monitor", with(func(a *vmi.Agreement) { a.Authority = vmi.AuthorityMonitor }), stock("100 EA"), usual,
			vmi.NoOrder, "0 EA",
			vmi.MonitorOnly, "180 EA would be ordered, but the agreement allows monitoring only.",
		},
		{
			"ships", with(ship), stock("100 EA"), usual, vmi.ShipOrder, "180 EA",
			vmi.OrderShipped, "Ship 180 EA; stock and open orders then come to 280 EA.",
		},
		{
			"outside the band", with(func(a *vmi.Agreement) {
				ship(a)
				a.Maximum, a.Pack = logistics.MustQuantity("70 EA"), logistics.MustQuantity("50 EA")
			}), stock("5 EA"), usual, vmi.SuggestOrder, "50 EA",
			vmi.OutsideBand,
			"The customer has to confirm: 55 EA in stock and on order would be outside the agreed band of 60 EA " +
				"to 70 EA.",
		},
		{
			"not in force", with(func(a *vmi.Agreement) { a.Effective = logistics.MustPeriod("2024") }),
			stock("100 EA"), usual, vmi.NoOrder, "0 EA",
			vmi.NotEffective, "No order may be placed on 3 Mar 2025: the agreement runs for 2024.",
		},
		{
			"frozen", with(func(a *vmi.Agreement) { a.Frozen = []logistics.Period{logistics.MustPeriod("2025-03")} }),
			stock("100 EA"), usual, vmi.NoOrder, "0 EA",
			vmi.FrozenPeriod, "No order may be placed or changed on 3 Mar 2025: orders are frozen for Mar 2025.",
		},
		{
			"another weekday", with(func(a *vmi.Agreement) { a.OrderOn = []vmi.Weekday{"tuesday"} }), stock("100 EA"),
			usual, vmi.NoOrder, "0 EA",
			vmi.NotAnOrderDay, "Orders are placed on Tuesday, not on Monday.",
		},
		{
			"late supply", with(func(a *vmi.Agreement) { a.Include = vmi.IncludeHorizon }), late, usual,
			vmi.SuggestOrder, "180 EA",
			vmi.SupplyTooLate,
			"50 EA on the way is not counted: it is due after the end of the lead time and review period.",
		},
		{
			"only stock in the store", with(func(a *vmi.Agreement) { a.Include = vmi.IncludeNone }), late, usual,
			vmi.SuggestOrder, "180 EA",
			vmi.SupplyTooLate, "50 EA on the way is not counted: only stock in the store counts.",
		},
		{
			"several order days",
			with(func(a *vmi.Agreement) { a.OrderOn = []vmi.Weekday{"tuesday", "thursday", "friday"} }),
			stock("100 EA"), usual, vmi.NoOrder, "0 EA",
			vmi.NotAnOrderDay, "Orders are placed on Tuesday, Thursday and Friday, not on Monday.",
		},
		{
			"nothing fits", with(func(a *vmi.Agreement) { a.Maximum = logistics.MustQuantity("110 EA") }),
			stock("100 EA"), usual, vmi.NoOrder, "0 EA", vmi.HeldToMaximum,
			"None of the 180 EA fits: with 100 EA in stock and on order, more would exceed the maximum of 110 EA.",
		},
		{
			"the least order", with(func(a *vmi.Agreement) { a.MinimumOrder = pieces(200) }), stock("100 EA"), usual,
			vmi.SuggestOrder, "204 EA",
			vmi.RaisedToMinimum,
			"The order is raised from 180 EA to 204 EA to meet the minimum order quantity of 200 EA.",
		},
		{
			"the most of an order", with(func(a *vmi.Agreement) { a.MaximumOrder = pieces(100) }), stock("100 EA"),
			usual, vmi.SuggestOrder, "96 EA",
			vmi.CutToMaximumOrder,
			"The order is reduced from 180 EA to 96 EA to keep to the maximum order quantity of 100 EA.",
		},
		{
			"the least order does not fit", with(func(a *vmi.Agreement) { a.MinimumOrder = pieces(360) }),
			stock("100 EA"), usual, vmi.NoOrder, "0 EA",
			vmi.MinimumDoesNotFit,
			"The minimum order quantity of 360 EA does not fit: together with 100 EA in stock and on order it would " +
				"exceed the maximum of 400 EA.",
		},
		{
			"the least order is made all the same",
			with(func(a *vmi.Agreement) { a.MinimumOrder, a.OnConflict = pieces(360), vmi.ConflictExceed }),
			stock("100 EA"), usual,
			vmi.SuggestOrder, "360 EA", vmi.PassesMaximum,
			"With this order stock and open orders come to 460 EA, above the maximum of 400 EA.",
		},
		{
			"liability", with(func(a *vmi.Agreement) { a.Liability = logistics.MustQuantity("10 DAY") }),
			stock("100 EA"), usual, vmi.SuggestOrder, "180 EA",
			vmi.BeyondLiability,
			"With this order stock and open orders come to 280 EA, more than the 200 EA that the customer is " +
				"liable for (10 days of demand).",
		},
	}
	var given []logistics.Reason
	for _, c := range cases {
		p := propose(t, c.agreement, c.position, c.demand, morning)
		if p.Action != c.action || p.Quantity.String() != c.quantity {
			t.Errorf("%s: %s %s, want %s %s: %v", c.name, p.Action, p.Quantity, c.action, c.quantity, p.Reasons())
		}
		i := slices.IndexFunc(p.Reasons(), func(r logistics.Reason) bool { return r.Code == c.code })
		if i < 0 {
			t.Errorf("%s: %s is not among %v", c.name, c.code, p.Reasons())
			continue
		}
		if says := p.Sentences(logistics.Language{})[i]; says != c.says {
			t.Errorf("%s: %q, want %q", c.name, says, c.says)
		}
		given = append(given, p.Reasons()...)
	}
	given = append(given, measured(t).Reasons()...)
	for _, transfer := range []vmi.Transfer{vmi.TransferOnReceipt, vmi.TransferOnConsumption} {
		terms := consigned()
		terms.Transfer = transfer
		ledger, err := terms.Fold(spring(), logistics.MustDate("2025-04-30"))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range ledger.Bill {
			given = append(given, line.Reason())
		}
	}
	sentences.Golden(t, vmi.Reasons(), given...)
}

func TestOpenOrdersAreNotOrderedAgain(t *testing.T) {
	p := stock("100 EA")
	first := propose(t, soap(), p, daily("20 EA", "6 EA"), morning)
	p.OnOrder = first.Quantity
	if second := propose(t, soap(), p, daily("20 EA", "6 EA"), morning); second.Action != vmi.NoOrder {
		t.Errorf("ordered again: %v", second.Reasons())
	}
	p.Allocated = logistics.MustQuantity("150 EA")
	if third := propose(t, soap(), p, daily("20 EA", "6 EA"), morning); third.InventoryPosition.String() != "130 EA" ||
		third.Action != vmi.SuggestOrder {
		t.Errorf("position %s: %v", third.InventoryPosition, third.Reasons())
	}
}

// TestWhatTheAgreementSaysOfAnOrder takes the rules one at a time, by hand: the position is 100, the reorder
// point 140, the target 280.
func TestWhatTheAgreementSaysOfAnOrder(t *testing.T) {
	usual := daily("20 EA", "6 EA")
	day := logistics.MustQuantity
	dated := stock("60 EA")
	dated.Receipts = []vmi.Receipt{
		{Quantity: pieces(25), Due: logistics.MustDate("2025-03-15")},
		{Quantity: pieces(40), Due: logistics.MustDate("2025-03-16")},
	}
	for name, c := range map[string]struct {
		change   func(*vmi.Agreement)
		position vmi.Position
		action   vmi.Action
		quantity string
	}{
		"a minimum of ten days is 200, and the target goes with it": {func(a *vmi.Agreement) {
			a.Minimum, a.MinimumDays = logistics.Quantity{}, day("10 DAY")
		}, stock("100 EA"), vmi.SuggestOrder, "240 EA"},
		"a maximum of twelve days is 240": {func(a *vmi.Agreement) {
			a.Maximum, a.MaximumDays = logistics.Quantity{}, day("12 DAY")
		}, stock("100 EA"), vmi.SuggestOrder, "132 EA"},
		"up to a maximum of twelve days": {func(a *vmi.Agreement) {
			a.Maximum, a.MaximumDays, a.OrderUpTo = logistics.Quantity{}, day("12 DAY"), vmi.UpToMaximum
		}, stock("100 EA"), vmi.SuggestOrder, "132 EA"},
		"a target of 300": {
			func(a *vmi.Agreement) {
				a.OrderUpTo, a.Target = vmi.UpToTarget, pieces(300)
			}, stock("100 EA"), vmi.SuggestOrder, "204 EA",
		},
		"a soft maximum is passed": {
			func(a *vmi.Agreement) {
				a.Maximum, a.SoftMaximum = pieces(200), true
			}, stock("100 EA"), vmi.SuggestOrder, "180 EA",
		},
		"ship whatever is due": {
			func(a *vmi.Agreement) { a.Authority = vmi.AuthorityShipAll }, stock("100 EA"), vmi.ShipOrder, "180 EA",
		},
		"ship, but not the conflict": {func(a *vmi.Agreement) {
			a.Authority, a.MinimumOrder, a.OnConflict = vmi.AuthorityShipAll, pieces(360), vmi.ConflictPropose
		}, stock("100 EA"), vmi.SuggestOrder, "360 EA"},
		"monday is a day": {
			func(a *vmi.Agreement) {
				a.OrderOn = []vmi.Weekday{"friday", "monday"}
			}, stock("100 EA"), vmi.SuggestOrder, "180 EA",
		},
		// Twelve days on, the fifteenth, is in the horizon of lead time and review, the day after is not.
		"the horizon": {func(a *vmi.Agreement) { a.Include = vmi.IncludeHorizon }, dated, vmi.SuggestOrder, "204 EA"},
		"all supply":  {func(*vmi.Agreement) {}, dated, vmi.SuggestOrder, "156 EA"},
		"no supply": {func(a *vmi.Agreement) { a.Include = vmi.IncludeNone }, func() vmi.Position {
			p := dated
			p.OnOrder = pieces(500)
			return p
		}(), vmi.SuggestOrder, "228 EA"},
		"proposals always count": {func(a *vmi.Agreement) { a.Include = vmi.IncludeNone }, func() vmi.Position {
			p := stock("100 EA")
			p.Proposed = pieces(180)
			return p
		}(), vmi.NoOrder, "0 EA"},
		"what is held or waits is not there": {func(*vmi.Agreement) {}, func() vmi.Position {
			p := stock("150 EA")
			p.Held, p.Backorders = pieces(30), pieces(20)
			return p
		}(), vmi.SuggestOrder, "180 EA"},
	} {
		p := propose(t, with(c.change), c.position, usual, morning)
		if p.Action != c.action || p.Quantity.String() != c.quantity {
			t.Errorf("%s: %s %s, want %s %s: %v", name, p.Action, p.Quantity, c.action, c.quantity, p.Reasons())
		}
		if steps := p.Steps(); steps[len(steps)-1].Result != p.Projected.String() {
			t.Errorf("%s: the steps end in %v", name, steps[len(steps)-1])
		}
	}
}

func TestUpToMaximum(t *testing.T) {
	a := with(func(a *vmi.Agreement) { a.OrderUpTo, a.Review = vmi.UpToMaximum, logistics.Quantity{} })
	p := propose(t, a, stock("100 EA"), daily("20 EA", "6 EA"), morning)
	if p.Target.String() != "400 EA" || p.Quantity.String() != "300 EA" {
		t.Errorf("target %s, quantity %s", p.Target, p.Quantity)
	}
	full := stock("401 EA")
	full.Allocated = logistics.MustQuantity("1 EA")
	high := with(func(a *vmi.Agreement) {
		a.OrderUpTo, a.Minimum, a.Maximum = vmi.UpToMaximum, logistics.MustQuantity("400 EA"), logistics.MustQuantity(
			"400 EA",
		)
	})
	if p := propose(t, high, full, daily("20 EA", "6 EA"), morning); p.Action != vmi.NoOrder ||
		p.Reasons()[2].Code != vmi.AtTarget {
		t.Errorf("%v", p.Reasons())
	}
	over := propose(
		t,
		with(func(a *vmi.Agreement) { a.Minimum, a.Maximum = logistics.Quantity{}, logistics.MustQuantity("90 EA") }),
		stock("100 EA"), daily("20 EA", "6 EA"), morning,
	)
	if over.Action != vmi.NoOrder || over.Feasible.Sign() != 0 || over.Requested.Sign() <= 0 {
		t.Errorf("above the maximum: %v", over.Reasons())
	}
}

// measured is a proposal of flour by weight, that its carrier brings without asking.
func measured(t *testing.T) vmi.Proposal {
	a := with(func(a *vmi.Agreement) {
		a.Unit, a.Pack = logistics.MustUnit("KGM"), logistics.MustQuantity("0.25 KGM")
		a.Minimum, a.Maximum = logistics.MustQuantity("2.5 KGM"), logistics.MustQuantity("14 KGM")
		a.Authority = vmi.AuthorityShip
	})
	return propose(t, a, stock("1 KGM"), daily("1.1 KGM", "0.3 KGM"), morning)
}

func TestMeasuredGoodsGoByThousandths(t *testing.T) {
	a := with(func(a *vmi.Agreement) {
		kilo := logistics.MustUnit("KGM")
		a.Unit, a.Pack = kilo, logistics.MustQuantity("0.25 KGM")
		a.Minimum, a.Maximum = logistics.Quantity{}, logistics.Quantity{}
		a.LeadTime.SD = logistics.Quantity{}
	})
	p := propose(t, a, stock("1 KGM"), vmi.Demand{Mean: logistics.MustQuantity("1.1 KGM")}, morning)
	// Without variation there is nothing from statistics in it: 5 × 1.1 and 7 × 1.1 are exact.
	if p.ReorderPoint.String() != "5.5 KGM" || p.Target.String() != "13.2 KGM" || p.Quantity.String() != "12.25 KGM" {
		t.Errorf("reorder point %s, target %s, quantity %s", p.ReorderPoint, p.Target, p.Quantity)
	}
	p = propose(t, a, stock("1 KGM"), daily("1.1 KGM", "0.3 KGM"), morning)
	if p.ReorderPoint.String() != "6.604 KGM" { // 5.5 + 1.6448… × √5 × 0.3
		t.Errorf("reorder point %s", p.ReorderPoint)
	}
}

func TestFreshness(t *testing.T) {
	for _, c := range []struct {
		stamp, zone string
		fresh       logistics.Duration
		want        logistics.Verdict
	}{
		{"2025-03-02T08:00:00", "Europe/Berlin", logistics.MustDuration("P1D"), logistics.Met}, // the last instant
		{"2025-03-02T07:59:59", "Europe/Berlin", logistics.MustDuration("P1D"), logistics.Missed},
		{"2025-03-02T07:00:00Z", "Europe/Berlin", logistics.MustDuration("PT24H"), logistics.Met},
		{"2025-03-02T08:00:00[Asia/Tokyo]", "Europe/Berlin", logistics.MustDuration("P1D"), logistics.Undetermined},
		{"2025-03-02T08:00:00", "", logistics.MustDuration("P1D"), logistics.Undetermined},
		{"2025-02-01", "", logistics.MustDuration("P1D"), logistics.Missed},
		{"2020-01-01", "", logistics.AnyTime(), logistics.Met},
	} {
		a := with(func(a *vmi.Agreement) { a.Place.Zone, a.FreshFor = c.zone, c.fresh })
		p := stock("100 EA")
		p.Reported = logistics.MustStamp(c.stamp)
		if got := propose(t, a, p, daily("20 EA", "6 EA"), morning).Fresh; got != c.want {
			t.Errorf("%s in %q: %s, want %s", c.stamp, c.zone, got, c.want)
		}
	}
}

// TestTheInstantIsOnTheClockOfThePlace: the age of a report reads beside the time that the report has itself.
func TestTheInstantIsOnTheClockOfThePlace(t *testing.T) {
	old := stock("100 EA")
	old.Reported = logistics.MustStamp("2025-03-01T09:30")
	for zone, want := range map[string]string{
		"Europe/Berlin":    "was more than 1 day old on 3 Mar 2025, 08:00 UTC+1.",
		"America/New_York": "was more than 1 day old on 3 Mar 2025, 02:00 UTC−5.",
		"Asia/Kolkata":     "was more than 1 day old on 3 Mar 2025, 12:30 UTC+5:30.",
		"":                 "was more than 1 day old on 3 Mar 2025, 07:00 UTC.",
	} {
		a := with(func(a *vmi.Agreement) { a.Place.Zone = zone })
		p := propose(t, a, old, daily("20 EA", "6 EA"), morning)
		want = "Nothing is ordered: the stock report of 1 Mar 2025, 09:30 " + want
		if told := p.Sentences(logistics.Language{})[0]; told != want || !p.AsOf.Equal(morning) {
			t.Errorf("%s: %q, want %q", zone, told, want)
		}
		kept := golden.RoundTrip(t, p)
		if diff := cmp.Diff(p.Sentences(logistics.Language{}), kept.Sentences(logistics.Language{})); diff != "" {
			t.Errorf("%s: a proposal that was kept says otherwise:\n%s", zone, diff)
		}
	}
}

// TestProposalsAreToldInAnyLanguage: a translator has the figures that another order of words needs.
func TestProposalsAreToldInAnyLanguage(t *testing.T) {
	formats := map[logistics.Code]string{
		"logistics.date": "{day}. {month} {year}", "logistics.list.end": "{list} und {next}",
	}
	german, err := logistics.NewLanguage(logistics.Translation{
		Language: "de",
		Texts: map[logistics.Code]string{
			vmi.NotAnOrderDay: "Bestellt wird {order_days}, nicht {weekday}.",
			vmi.FrozenPeriod:  "Am {today} wird nicht bestellt: {frozen} ist gesperrt.",
			vmi.OrderDue: "Bestand und Bestellungen von {position} liegen nicht über dem Meldebestand von " +
				"{reorder_point}.",
			vmi.SupplyTooLate: "{include, select, horizon {Zu spät kommen} other {Nicht gezählt werden}} {late}.",
		},
		Terms: map[string]logistics.Wording{
			"monday": {Name: "montags"}, "tuesday": {Name: "dienstags"}, "friday": {Name: "freitags"},
		},
	}, logistics.Translation{
		Language: "de", Texts: formats, Terms: map[string]logistics.Wording{"month.3": {Name: "März"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	late := stock("100 EA")
	late.Receipts = []vmi.Receipt{{Quantity: pieces(1200), Due: logistics.MustDate("2025-06-01")}}
	for name, c := range map[string]struct {
		change func(*vmi.Agreement)
		want   []string
	}{
		"another day": {
			func(a *vmi.Agreement) { a.OrderOn = []vmi.Weekday{"tuesday", "friday"} },
			[]string{"Bestellt wird dienstags und freitags, nicht montags."},
		},
		"a frozen month": {
			func(a *vmi.Agreement) { a.Frozen = []logistics.Period{logistics.MustPeriod("2025-03")} },
			[]string{"Am 3. März 2025 wird nicht bestellt: März 2025 ist gesperrt."},
		},
		"supply that comes late": {
			func(a *vmi.Agreement) { a.Include = vmi.IncludeHorizon },
			[]string{
				"Zu spät kommen 1.200 EA.",
				"Bestand und Bestellungen von 100 EA liegen nicht über dem Meldebestand von 140 EA.",
				// What is not translated is said in English.
				"Order 180 EA once the customer confirms; stock and open orders then come to 280 EA.",
			},
		},
	} {
		told := propose(t, with(c.change), late, daily("20 EA", "6 EA"), morning).Sentences(german)
		if diff := cmp.Diff(c.want, told[:len(c.want)]); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func paths(err error) []string {
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		return nil
	}
	out := make([]string, len(faults))
	for i, f := range faults {
		out[i] = f.Path
	}
	return out
}

func TestAgreementsReportEveryFault(t *testing.T) {
	boxes := logistics.MustQuantity("1 XBX")
	for _, c := range []struct {
		name   string
		change func(*vmi.Agreement)
		want   string
	}{
		{
			"nothing", func(a *vmi.Agreement) { *a = vmi.Agreement{} },
			"/authority /fresh_for /id /item /lead_time/mean /order_up_to /pack /pack_rounding /place/id " +
				"/service_level /unit /version",
		},
		{"below zero", func(a *vmi.Agreement) {
			a.LeadTime = vmi.LeadTime{Mean: logistics.MustQuantity("-1 DAY"), SD: logistics.MustQuantity("-1 DAY")}
			a.Review, a.Pack = logistics.MustQuantity("-1 DAY"), logistics.MustQuantity("-12 EA")
			a.Minimum, a.Maximum = logistics.MustQuantity("-1 EA"), logistics.MustQuantity("-1 EA")
			a.FreshFor = logistics.MustDuration("-P1D")
		}, "/fresh_for /lead_time/mean /lead_time/sd /maximum /minimum /pack /review_period"},
		{"other units", func(a *vmi.Agreement) {
			a.LeadTime = vmi.LeadTime{Mean: logistics.MustQuantity("1 HUR"), SD: boxes}
			a.Review, a.Pack, a.Minimum, a.Maximum = boxes, boxes, boxes, boxes
		}, "/lead_time/mean /lead_time/sd /maximum /minimum /pack /review_period"},
		{"too much", func(a *vmi.Agreement) {
			a.LeadTime.Mean, a.Maximum = logistics.MustQuantity("36526 DAY"), logistics.MustQuantity("1000000000001 EA")
		}, "/lead_time/mean /maximum"},
		{"no pack", func(a *vmi.Agreement) { a.Pack = logistics.MustQuantity("0 EA") }, "/pack"},
		{"a pack too fine", func(a *vmi.Agreement) { a.Pack = logistics.MustQuantity("0.0000001 EA") }, "/pack"},
		{"maximum below minimum", func(a *vmi.Agreement) { a.Maximum = logistics.MustQuantity("59 EA") }, "/maximum"},
		{"no band", func(a *vmi.Agreement) {
			a.Authority, a.Minimum, a.Maximum = vmi.AuthorityShip, logistics.Quantity{}, logistics.Quantity{}
		}, "/maximum /minimum"},
		{
			"no maximum to fill to", func(a *vmi.Agreement) {
				a.OrderUpTo, a.Maximum = vmi.UpToMaximum, logistics.Quantity{}
			}, "/maximum",
		},
		{"no review", func(a *vmi.Agreement) { a.Review = logistics.Quantity{} }, "/review_period"},
		{
			"service below one half", func(a *vmi.Agreement) {
				a.ServiceLevel = logistics.MustRatio("49.9%")
			}, "/service_level",
		},
		{
			"service too high", func(a *vmi.Agreement) {
				a.ServiceLevel = logistics.MustRatio("99.99991%")
			}, "/service_level",
		},
		{
			"unknown words", func(a *vmi.Agreement) {
				a.Authority, a.OrderUpTo = "sail", "full"
			}, "/authority /order_up_to",
		},
		{"more unknown words", func(a *vmi.Agreement) {
			a.Include, a.OnConflict, a.OrderOn = "some", "fight", []vmi.Weekday{"monday", "someday", "monday"}
		}, "/include /on_conflict /order_on/1 /order_on/2"},
		{"no frozen period", func(a *vmi.Agreement) { a.Frozen = make([]logistics.Period, 1) }, "/frozen/0"},
		{"band twice", func(a *vmi.Agreement) {
			a.MinimumDays, a.MaximumDays = logistics.MustQuantity("9 DAY"), logistics.MustQuantity("3 DAY")
		}, "/maximum_days /maximum_days /minimum_days"},
		{"no target", func(a *vmi.Agreement) { a.OrderUpTo = vmi.UpToTarget }, "/target"},
		{"an order of less than the least", func(a *vmi.Agreement) {
			a.MinimumOrder, a.MaximumOrder = logistics.MustQuantity("50 EA"), logistics.MustQuantity("10 EA")
		}, "/maximum_order /maximum_order"},
		{"days in pieces", func(a *vmi.Agreement) { a.Liability = logistics.MustQuantity("5 EA") }, "/liability_days"},
		{"no such zone", func(a *vmi.Agreement) { a.Place.Zone = "Europe/Atlantis" }, "/place/zone"},
	} {
		_, err := vmi.Compile(with(c.change), hostZones{})
		if got := strings.Join(paths(err), " "); got != c.want {
			t.Errorf("%s: faults at %s, want %s", c.name, got, c.want)
		}
	}
	if _, err := vmi.Compile(soap(), noZones{}); strings.Join(paths(err), " ") != "/place/zone" {
		t.Errorf("with a host that finds nothing: %v", err)
	}
	if _, err := vmi.Compile(soap(), nil); strings.Join(paths(err), " ") != "/place/zone" {
		t.Errorf("without zones: %v", err)
	}
	if _, err := vmi.Propose(
		vmi.Agreement{}, nil, vmi.Position{}, vmi.Demand{}, morning,
	); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a bad agreement proposed: %v", err)
	}
}

// noZones finds nothing, and says nothing.
type noZones struct{}

func (noZones) Zone(string) (*time.Location, error) { return nil, nil }

func TestTheBoundsAreInside(t *testing.T) {
	most := with(func(a *vmi.Agreement) {
		a.Version, a.ServiceLevel = 1, logistics.MustRatio("99.9999%")
		a.LeadTime.Mean, a.Maximum = logistics.MustQuantity("36525 DAY"), logistics.MustQuantity("1000000000000 EA")
	})
	least := with(func(a *vmi.Agreement) {
		a.ServiceLevel, a.LeadTime, a.Review = logistics.MustRatio("50%"), vmi.LeadTime{
			Mean: logistics.MustQuantity("0 DAY"),
		}, logistics.MustQuantity("0 DAY")
		a.Minimum, a.Maximum = logistics.MustQuantity("0 EA"), logistics.MustQuantity("0 EA")
	})
	for _, a := range []vmi.Agreement{most, least} {
		if err := a.Validate(); err != nil {
			t.Error(err)
		}
	}
	// A band is kept at its edges: 280 pieces are projected.
	for _, edge := range []func(*vmi.Agreement){
		func(a *vmi.Agreement) { a.Maximum = logistics.MustQuantity("280 EA") },
		func(a *vmi.Agreement) {
			a.Minimum, a.Maximum, a.Review = logistics.MustQuantity("280 EA"), logistics.MustQuantity(
				"300 EA",
			), logistics.MustQuantity("0 DAY")
		},
	} {
		a := with(func(a *vmi.Agreement) { a.Authority = vmi.AuthorityShip; edge(a) })
		if p := propose(t, a, stock("100 EA"), daily("20 EA", "6 EA"), morning); p.Action != vmi.ShipOrder ||
			p.Projected.String() != "280 EA" {
			t.Errorf("%s to %s: %v", p.Action, p.Projected, p.Reasons())
		}
	}
	watch := with(func(a *vmi.Agreement) { a.Authority = vmi.AuthorityMonitor })
	for _, reason := range propose(t, watch, stock("300 EA"), daily("20 EA", "6 EA"), morning).Reasons() {
		if reason.Code == vmi.MonitorOnly {
			t.Error("nothing would be ordered, and the authority is named for it")
		}
	}
}

func TestFactsReportEveryFault(t *testing.T) {
	compiled, err := vmi.Compile(soap(), hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	box := logistics.MustQuantity("1 XBX")
	future := stock("1 EA")
	future.Reported = logistics.MustStamp("2025-03-03T08:00:01")
	for _, c := range []struct {
		position vmi.Position
		demand   vmi.Demand
		want     string
	}{
		{vmi.Position{}, vmi.Demand{}, "/demand/mean /position/on_hand /position/reported"},
		{
			vmi.Position{OnHand: box, OnOrder: box, Allocated: box, Reported: logistics.MustStamp("2025-03-03")},
			vmi.Demand{Mean: box, SD: box},
			"/demand/mean /demand/sd /position/allocated /position/on_hand /position/on_order",
		},
		{stock("-1 EA"), daily("-1 EA", "-1 EA"), "/demand/mean /demand/sd /position/on_hand"},
		{stock("2000000000000 EA"), daily("0 EA", "1 EA"), "/demand/sd /position/on_hand"},
		{future, daily("1 EA", "1 EA"), "/position/reported"},
	} {
		_, err := compiled.Propose(c.position, c.demand, morning)
		if got := strings.Join(paths(err), " "); got != c.want {
			t.Errorf("faults at %s, want %s", got, c.want)
		}
	}
	fine := stock("0.000000000001 EA")
	big := daily("999999999999 EA", "0 EA")
	if _, err := compiled.Propose(fine, big, morning); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("figures no 64 bits can hold: %v", err)
	}
}

func TestTheKeyDependsOnEveryFact(t *testing.T) {
	keys := map[string]string{}
	add := func(name string, p vmi.Proposal) {
		if other, taken := keys[p.Key()]; taken {
			t.Errorf("%s has the key of %s", name, other)
		}
		keys[p.Key()] = name
	}
	usual := daily("20 EA", "6 EA")
	base := propose(t, soap(), stock("100 EA"), usual, morning)
	if len(base.Key()) != 32 {
		t.Errorf("key %s", base.Key())
	}
	add("base", base)
	add(
		"agreement",
		propose(t, with(func(a *vmi.Agreement) { a.ID = logistics.MustID("A-8") }), stock("100 EA"), usual, morning),
	)
	add("version", propose(t, with(func(a *vmi.Agreement) { a.Version = 4 }), stock("100 EA"), usual, morning))
	add(
		"item",
		propose(
			t, with(func(a *vmi.Agreement) { a.Item = logistics.MustID("TOWEL") }), stock("100 EA"), usual, morning,
		),
	)
	add(
		"place",
		propose(
			t, with(func(a *vmi.Agreement) { a.Place.ID = logistics.MustID("DOCK") }), stock("100 EA"), usual, morning,
		),
	)
	add("on hand", propose(t, soap(), stock("101 EA"), usual, morning))
	add("mean", propose(t, soap(), stock("100 EA"), daily("21 EA", "6 EA"), morning))
	add("sd", propose(t, soap(), stock("100 EA"), daily("20 EA", "7 EA"), morning))
	p := stock("100 EA")
	p.OnOrder = logistics.MustQuantity("12 EA")
	add("on order", propose(t, soap(), p, usual, morning))
	p.OnOrder, p.Allocated = p.Allocated, p.OnOrder
	add("allocated", propose(t, soap(), p, usual, morning))
	p.Allocated, p.Reported = logistics.Quantity{}, logistics.MustStamp("2025-03-03T07:31:00")
	add("reported", propose(t, soap(), p, usual, morning))
}

func TestAction(t *testing.T) {
	rules.Enum(t, vmi.NoOrder, vmi.SuggestOrder, vmi.ShipOrder)
	if vmi.Action(99).String() != "unspecified" {
		t.Error("an unknown action has a name")
	}
}

func TestStepsEndInTheProposal(t *testing.T) {
	for _, c := range []struct {
		agreement vmi.Agreement
		demand    vmi.Demand
		target    string
	}{
		{soap(), daily("20 EA", "6 EA"), "reorder_point + mean * review_period, rounded up"},
		{with(func(a *vmi.Agreement) { a.OrderUpTo = vmi.UpToMaximum }), daily("20 EA", "6 EA"), "maximum"},
		{soap(), daily("0 EA", "0 EA"), "reorder_point"},
	} {
		p := propose(t, c.agreement, stock("50 EA"), c.demand, morning)
		formulas, results := map[string]string{}, map[string]string{}
		for _, step := range p.Steps() {
			formulas[step.Name], results[step.Name] = step.Formula, step.Result
		}
		want := map[string]string{
			"calculated": p.Calculated.String(), "reorder_point": p.ReorderPoint.String(), "target": p.Target.String(),
			"requested": p.Requested.String(),
			"feasible":  p.Feasible.String(), "quantity": p.Quantity.String(), "projected": p.Projected.String(),
			"inventory_position": p.InventoryPosition.String(),
		}
		for name, result := range want {
			if results[name] != result {
				t.Errorf("%s is %s, its step says %s", name, result, results[name])
			}
		}
		if formulas["target"] != c.target || results["safety_factor"] != "1.64485362695" {
			t.Errorf("target by %q, factor %s", formulas["target"], results["safety_factor"])
		}
	}
	if steps := (vmi.Proposal{}).Steps(); steps != nil {
		t.Errorf("a proposal of nobody has steps %v", steps)
	}
}

// TestStepsAreToldWithAllTheirFigures: what is absent stands neither in a formula nor among its figures.
func TestStepsAreToldWithAllTheirFigures(t *testing.T) {
	coming := stock("50 EA")
	coming.OnOrder, coming.Allocated = logistics.MustQuantity("24 EA"), logistics.MustQuantity("12 EA")
	for _, a := range []vmi.Agreement{
		soap(),
		with(func(a *vmi.Agreement) { a.Minimum = logistics.Quantity{} }),
		with(func(a *vmi.Agreement) { a.Maximum = logistics.Quantity{} }),
		with(func(a *vmi.Agreement) { a.OrderUpTo = vmi.UpToMaximum }),
		with(func(a *vmi.Agreement) { a.OrderUpTo, a.Target = vmi.UpToTarget, logistics.MustQuantity("200 EA") }),
		with(func(a *vmi.Agreement) { a.MinimumOrder = logistics.MustQuantity("24 EA") }),
		with(func(a *vmi.Agreement) { a.MaximumOrder = logistics.MustQuantity("96 EA") }),
	} {
		for _, at := range []struct {
			position vmi.Position
			formula  string
		}{{stock("50 EA"), "on_hand"}, {coming, "on_hand + on_order - allocated"}} {
			for _, step := range propose(t, a, at.position, daily("20 EA", "6 EA"), morning).Steps() {
				told := vmi.Reasons().Tell(step, logistics.Language{})
				if fault := sentences.NotPlain(told + "."); fault != "" {
					t.Errorf("%s has %s", told, fault)
				}
				if step.Name == "inventory_position" && step.Formula != at.formula {
					t.Errorf("the position is %q, want %q", step.Formula, at.formula)
				}
				for _, input := range step.Inputs {
					if input.Text == "" || !strings.Contains(step.Formula, input.Name) {
						t.Errorf("%s has %+v", told, input)
					}
				}
			}
		}
	}
}

func TestWireAgreementAndProposal(t *testing.T) {
	data, err := json.Marshal(soap())
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/agreement.json", data)
	back, err := vmi.DecodeAgreement(data)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := json.Marshal(back); string(again) != string(data) {
		t.Errorf("%s reads back as %s", data, again)
	}
	least := with(func(a *vmi.Agreement) {
		a.LeadTime.SD, a.Minimum, a.Maximum, a.Place.Zone = logistics.Quantity{}, logistics.Quantity{},
			logistics.Quantity{}, ""
	})
	data, err = json.Marshal(least)
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/agreement_least.json", data)

	proposal := propose(t, soap(), stock("100 EA"), daily("20 EA", "6 EA"), morning)
	data, err = json.Marshal(proposal)
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/proposal_2_local.json", data)
	// Older proposals had other names for their figures, and their instant in UTC.
	for _, name := range []string{"proposal.json", "proposal_2.json"} {
		old, err := os.ReadFile("testdata/wire/v1/" + name)
		if err != nil {
			t.Fatal(err)
		}
		first, err := vmi.DecodeProposal(old)
		if diff := cmp.Diff(proposal, first); err != nil || diff != "" {
			t.Errorf("%s reads otherwise, %v:\n%s", name, err, diff)
		}
	}
	kept, err := vmi.DecodeProposal(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(proposal.Reasons(), kept.Reasons()); diff != "" || kept.Key() != proposal.Key() {
		t.Errorf("a kept proposal has other reasons (-made +kept):\n%s", diff)
	}
	if diff := cmp.Diff(proposal.Steps(), kept.Steps()); diff != "" {
		t.Errorf("a kept proposal has other steps (-made +kept):\n%s", diff)
	}
}

func TestInputsAreNotKept(t *testing.T) {
	a := soap()
	a.Place.Address.Lines = []string{"Dock 4"}
	compiled, err := vmi.Compile(a, hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	a.Place.Address.Lines[0] = "changed"
	p, err := compiled.Propose(stock("100 EA"), daily("20 EA", "6 EA"), morning)
	if err != nil || p.Agreement.Place.Address.Lines[0] != "Dock 4" {
		t.Fatalf("%v, %v", p.Agreement.Place, err)
	}
	p.Agreement.Place.Address.Lines[0] = "changed"
	if p, _ := compiled.Propose(
		stock("100 EA"), daily("20 EA", "6 EA"), morning,
	); p.Agreement.Place.Address.Lines[0] != "Dock 4" {
		t.Error("a result is not fresh")
	}
}

func TestProposeAllocatesForTheCrossingOnly(t *testing.T) {
	compiled, err := vmi.Compile(soap(), hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	position, demand := stock("100 EA"), daily("20 EA", "6 EA")
	crossing := testing.AllocsPerRun(100, func() {
		_, _ = logistics.QuantityFromFloat(39.6133210344, logistics.Each(), 6, logistics.Ceiling)
	})
	whole := testing.AllocsPerRun(100, func() { _, _ = compiled.Propose(position, demand, morning) })
	if whole > crossing {
		t.Errorf("%v allocations, of which the crossing from statistics has %v", whole, crossing)
	}
}

func FuzzDecodeAgreement(f *testing.F) {
	seed, _ := json.Marshal(soap())
	f.Add(seed)
	f.Add([]byte(`{"schema":"logistics/vmi.agreement/1","pack":{"value":"1e9","unit":"EA"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := vmi.DecodeAgreement(data)
		if err != nil {
			return
		}
		compiled, err := vmi.Compile(a, logistics.ZoneMap{})
		if err != nil {
			return
		}
		position := vmi.Position{OnHand: logistics.Count(1, a.Unit), Reported: logistics.StampOf(morning)}
		p, err := compiled.Propose(position, vmi.Demand{Mean: logistics.Count(1, a.Unit)}, morning)
		if err != nil && !errors.Is(err, logistics.ErrInvalid) {
			t.Fatal(err)
		}
		_ = p.Reasons()
	})
}

func FuzzDecodeProposal(f *testing.F) {
	seed, _ := json.Marshal(propose(f, soap(), stock("100 EA"), daily("20 EA", "6 EA"), morning))
	f.Add(seed)
	f.Fuzz(func(_ *testing.T, data []byte) {
		p, err := vmi.DecodeProposal(data)
		if err != nil {
			return
		}
		_, _, _ = p.Reasons(), p.Steps(), p.Key() // whatever was kept, nothing panics
	})
}

func BenchmarkPropose(b *testing.B) {
	compiled, err := vmi.Compile(soap(), hostZones{})
	if err != nil {
		b.Fatal(err)
	}
	position, demand := stock("100 EA"), daily("20 EA", "6 EA")
	b.ReportAllocs()
	for b.Loop() {
		if p, err := compiled.Propose(position, demand, morning); err != nil || p.Action != vmi.SuggestOrder {
			b.Fatal(err)
		}
	}
}

func BenchmarkKey(b *testing.B) {
	p := propose(b, soap(), stock("100 EA"), daily("20 EA", "6 EA"), morning)
	b.ReportAllocs()
	for b.Loop() {
		_ = p.Key()
	}
}
