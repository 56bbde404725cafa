package vmi_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi"
)

func pieces(n int64) logistics.Quantity { return logistics.Count(n, logistics.Each()) }

func agreements() *rapid.Generator[vmi.Agreement] {
	return rapid.Custom(func(r *rapid.T) vmi.Agreement {
		a := soap()
		a.ServiceLevel = logistics.MustRatio(
			rapid.SampledFrom([]string{"50%", "80%", "95%", "99.9%"}).Draw(r, "service"),
		)
		day := logistics.MustUnit("DAY")
		a.LeadTime = vmi.LeadTime{
			Mean: logistics.Count(rapid.Int64Range(0, 60).Draw(r, "lead"), day),
			SD:   logistics.Count(rapid.Int64Range(0, 20).Draw(r, "lead sd"), day),
		}
		a.Review = logistics.Count(rapid.Int64Range(0, 30).Draw(r, "review"), day)
		a.Pack = rapid.SampledFrom(
			[]logistics.Quantity{pieces(1), pieces(12), pieces(500), logistics.MustQuantity("0.75 EA")},
		).Draw(r, "pack")
		a.PackRounding = rapid.SampledFrom(
			[]logistics.Rounding{logistics.Ceiling, logistics.Ceiling, logistics.HalfUp, logistics.Floor},
		).Draw(r, "rounding")
		least := rapid.Int64Range(0, 500).Draw(r, "minimum")
		a.Minimum, a.Maximum = pieces(least), pieces(least+rapid.Int64Range(0, 3000).Draw(r, "band"))
		a.OrderUpTo = rapid.SampledFrom([]vmi.OrderUpTo{vmi.UpToReview, vmi.UpToMaximum}).Draw(r, "up to")
		a.Authority = rapid.SampledFrom(
			[]vmi.Authority{vmi.AuthorityMonitor, vmi.AuthorityPropose, vmi.AuthorityShip},
		).Draw(r, "authority")
		if rapid.Bool().Draw(r, "sizes") {
			a.MinimumOrder = pieces(rapid.Int64Range(0, 900).Draw(r, "least order"))
			if most := rapid.Int64Range(0, 900).Draw(r, "most order"); most >= 500 {
				least, _ := a.MinimumOrder.Int()
				a.MaximumOrder = pieces(least + most)
			}
			a.OnConflict = rapid.SampledFrom([]vmi.Conflict{"", vmi.ConflictSkip}).Draw(r, "conflict")
		}
		if a.Authority != vmi.AuthorityShip && a.OrderUpTo == vmi.UpToReview && rapid.Bool().Draw(r, "no band") {
			a.Minimum, a.Maximum = logistics.Quantity{}, logistics.Quantity{}
		}
		return a
	})
}

func positions() *rapid.Generator[vmi.Position] {
	return rapid.Custom(func(r *rapid.T) vmi.Position {
		return vmi.Position{
			OnHand:    pieces(rapid.Int64Range(0, 2000).Draw(r, "on hand")),
			OnOrder:   pieces(rapid.Int64Range(0, 500).Draw(r, "on order")),
			Allocated: pieces(rapid.Int64Range(0, 500).Draw(r, "allocated")),
			Reported: logistics.MustStamp(rapid.SampledFrom([]string{
				"2025-03-03T07:30:00", "2025-03-03T07:30:00", "2025-03-03T07:30:00", "2025-03-02", "2025-02-01",
			}).Draw(r, "reported")),
		}
	})
}

func demands() *rapid.Generator[vmi.Demand] {
	return rapid.Custom(func(r *rapid.T) vmi.Demand {
		mean := rapid.Int64Range(0, 60).Draw(r, "mean")
		return vmi.Demand{Mean: pieces(mean), SD: pieces(rapid.Int64Range(0, mean).Draw(r, "sd"))}
	})
}

func TestMoreDemandNeverLowersTheReorderPoint(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a, p, d := agreements().Draw(r, "agreement"), positions().Draw(r, "position"), demands().Draw(r, "demand")
		busier := d
		busier.Mean, _ = d.Mean.Add(pieces(rapid.Int64Range(0, 50).Draw(r, "more")))
		low, high := propose(r, a, p, d, morning), propose(r, a, p, busier, morning)
		if order, err := high.ReorderPoint.Cmp(low.ReorderPoint); err != nil || order < 0 {
			r.Fatalf("%s with a demand of %s, %s with %s", low.ReorderPoint, d.Mean, high.ReorderPoint, busier.Mean)
		}
	})
}

func TestHigherServiceNeverLowersStock(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a, p, d := agreements().Draw(r, "agreement"), positions().Draw(r, "position"), demands().Draw(r, "demand")
		better := a
		better.ServiceLevel = logistics.MustRatio("99.99%")
		low, high := propose(r, a, p, d, morning), propose(r, better, p, d, morning)
		if order, err := high.ReorderPoint.Cmp(low.ReorderPoint); err != nil || order < 0 {
			r.Fatalf("%s at %s, %s at %s", low.ReorderPoint, a.ServiceLevel, high.ReorderPoint, better.ServiceLevel)
		}
		if order, err := high.Target.Cmp(low.Target); err != nil || order < 0 {
			r.Fatalf("the target falls from %s to %s", low.Target, high.Target)
		}
	})
}

func TestAProposalIsWholePacksBelowTheMaximum(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a := agreements().Draw(r, "agreement")
		p := propose(r, a, positions().Draw(r, "position"), demands().Draw(r, "demand"), morning)
		share, ok := p.Quantity.ShareOf(a.Pack)
		if !ok || p.Quantity.Sign() < 0 || share.Num()%share.Den() != 0 {
			r.Fatalf("%s is not a multiple of %s", p.Quantity, a.Pack)
		}
		if (p.Quantity.Sign() == 0) != (p.Action == vmi.NoOrder) {
			r.Fatalf("%s %s", p.Action, p.Quantity)
		}
		if p.Quantity.Sign() > 0 && !a.Maximum.IsZero() {
			if order, err := p.Projected.Cmp(a.Maximum); err != nil || order > 0 {
				r.Fatalf("%s lifts %s above %s", p.Quantity, p.InventoryPosition, a.Maximum)
			}
		}
	})
}

func TestTheSameFactsHaveTheSameKey(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a, p, d := agreements().Draw(r, "agreement"), positions().Draw(r, "position"), demands().Draw(r, "demand")
		first, again := propose(r, a, p, d, morning), propose(r, a, p, d, later)
		same := propose(r, first.Agreement, first.Position, first.Demand, first.AsOf)
		if first.Key() != again.Key() || first.Key() != same.Key() {
			r.Fatalf("%s, %s and %s", first.Key(), again.Key(), same.Key())
		}
		if !same.Quantity.Equal(first.Quantity) || cmp.Diff(same.Reasons(), first.Reasons()) != "" {
			r.Fatalf("made again it is %s: %v", same.Quantity, same.Reasons())
		}
	})
}

func TestShortOfTheTargetThereIsAReason(t *testing.T) {
	why := map[logistics.Code]bool{
		vmi.AboveReorderPoint: true, vmi.PositionStale: true, vmi.PositionUncertain: true, vmi.PacksRoundedDown: true,
		vmi.HeldToMaximum: true, vmi.MonitorOnly: true, vmi.CutToMaximumOrder: true, vmi.MinimumDoesNotFit: true,
	}
	rapid.Check(t, func(r *rapid.T) {
		p := propose(
			r, agreements().Draw(r, "agreement"), positions().Draw(r, "position"), demands().Draw(r, "demand"), morning,
		)
		if order, err := p.Projected.Cmp(p.Target); err != nil || order >= 0 {
			return
		}
		for _, reason := range p.Reasons() {
			if why[reason.Code] {
				return
			}
		}
		r.Fatalf("%s is below the target of %s: %v", p.Projected, p.Target, p.Reasons())
	})
}

func TestMoreStockNeverRaisesTheOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a, p, d := agreements().Draw(r, "agreement"), positions().Draw(r, "position"), demands().Draw(r, "demand")
		fuller := p
		fuller.OnHand, _ = p.OnHand.Add(pieces(rapid.Int64Range(0, 500).Draw(r, "more")))
		low, high := propose(r, a, p, d, morning), propose(r, a, fuller, d, morning)
		if order, err := high.Requested.Cmp(low.Requested); err != nil || order > 0 {
			r.Fatalf(
				"%s wanted at %s, %s at %s", low.Requested, low.InventoryPosition, high.Requested,
				high.InventoryPosition,
			)
		}
	})
}

// TestReasonsSuffice recomputes action and quantity from the reasons alone.
func TestReasonsSuffice(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := propose(
			r, agreements().Draw(r, "agreement"), positions().Draw(r, "position"), demands().Draw(r, "demand"), morning,
		)
		action, quantity, held := vmi.NoOrder, "0 EA", false
		for _, reason := range p.Reasons() {
			switch reason.Code {
			case vmi.OrderSuggested:
				action, quantity = vmi.SuggestOrder, reason.Param("quantity")
			case vmi.OrderShipped:
				action, quantity = vmi.ShipOrder, reason.Param("quantity")
			case vmi.AboveReorderPoint, vmi.AtTarget, vmi.PositionStale, vmi.PositionUncertain, vmi.MonitorOnly,
				vmi.MinimumDoesNotFit:
				held = true
			case vmi.PacksRoundedDown:
				held = held || reason.Param("requested") == "0 EA"
			case vmi.HeldToMaximum:
				held = held || reason.Param("feasible") == "0 EA"
			}
		}
		if action != p.Action || quantity != p.Quantity.String() || held == (action != vmi.NoOrder) {
			r.Fatalf("%s %s, the reasons say %s %s: %v", p.Action, p.Quantity, action, quantity, p.Reasons())
		}
	})
}

// TestAnOrderEndsLessThanAPackAboveItsTarget when packs are rounded up and no least order lifts it; and not
// below the target unless a reason says so.
func TestAnOrderEndsLessThanAPackAboveItsTarget(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a := agreements().Draw(r, "agreement")
		a.MinimumOrder, a.MaximumOrder, a.OnConflict, a.PackRounding = logistics.Quantity{}, logistics.Quantity{}, "",
			logistics.Ceiling
		p := propose(r, a, positions().Draw(r, "position"), demands().Draw(r, "demand"), morning)
		if p.Quantity.Sign() == 0 {
			return
		}
		if order, err := p.InventoryPosition.Cmp(p.ReorderPoint); err != nil || order > 0 {
			r.Fatalf("an order at %s, above the reorder point of %s", p.InventoryPosition, p.ReorderPoint)
		}
		bound, err := p.Target.Add(a.Pack)
		if err != nil {
			r.Fatal(err)
		}
		if order, err := p.Projected.Cmp(bound); err != nil || order >= 0 {
			r.Fatalf(
				"%s lifts %s to %s, a pack above the target of %s", p.Quantity, p.InventoryPosition, p.Projected,
				p.Target,
			)
		}
	})
}
