package returns_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
)

// sound are facts against which no rule speaks a day after the delivery.
func sound() returns.Facts {
	line := order().Lines[0]
	return returns.Facts{Line: &line, Authorised: true, History: returns.History{Returns: 1}}
}

func codes(findings []returns.Finding) (list []logistics.Code) {
	for _, f := range findings {
		list = append(list, f.Reason.Code)
	}
	return list
}

// against breaks one rule each.
var against = []struct {
	code    logistics.Code
	outcome returns.Eligibility
	change  logistics.Code
	staff   bool // may pass over it
	how     func(*returns.Facts)
}{
	{returns.OrderIncomplete, returns.Ineligible, returns.ChangeComplete, false, func(f *returns.Facts) {
		f.Incomplete = true
	}},
	{returns.ProductFinal, returns.Ineligible, returns.ChangeNothing, false, func(f *returns.Facts) {
		f.Line.Final = true
	}},
	{returns.SupportOver, returns.Ineligible, returns.ChangeNothing, false, func(f *returns.Facts) {
		f.Line.SupportEnds = stamp(-1)
	}},
	{returns.AuthorisationMissing, returns.Ineligible, returns.ChangeAuthorise, true, func(f *returns.Facts) {
		f.Authorised = false
	}},
	{returns.RefundedBefore, returns.ForReview, returns.ChangeNothing, false, func(f *returns.Facts) {
		f.Refunded = true
	}},
	{returns.NotShipped, returns.ForReview, returns.ChangeShip, false, func(f *returns.Facts) {
		f.Line.Shipped = 0
	}},
	{returns.WindowOver, returns.Ineligible, returns.ChangeStaff, true, func(f *returns.Facts) {
		f.Line.Delivered = stamp(-60)
	}},
	{returns.TooManyReturns, returns.ForReview, returns.ChangeStaff, true, func(f *returns.Facts) {
		f.History.Returns = 6
	}},
	{returns.TooHighValue, returns.ForReview, returns.ChangeStaff, true, func(f *returns.Facts) {
		f.Value = logistics.MustMoney("500.01 EUR")
	}},
}

// TestEveryRuleIsNamed breaks any number of rules at once: all of them are named, in the order of the
// list, whatever else is broken, and the worst outcome decides. Adding a rule that passes changes nothing.
func TestEveryRuleIsNamed(t *testing.T) {
	policy := compiled(t, shop())
	rapid.Check(t, func(t *rapid.T) {
		facts := sound()
		staff := rapid.Bool().Draw(t, "staff")
		if staff {
			facts.Actor = logistics.ActorStaff
		}
		var want, over []logistics.Code
		outcome := returns.Eligible
		for _, rule := range against {
			if !rapid.Bool().Draw(t, string(rule.code)) {
				continue
			}
			rule.how(&facts)
			if staff && rule.staff {
				over = append(over, rule.code)
				continue
			}
			want = append(want, rule.code)
			if rule.outcome == returns.Ineligible || outcome == returns.Eligible {
				outcome = rule.outcome
			}
		}
		got := assess(t, policy, facts, day(1))
		if got.Eligibility != outcome || !slices.Equal(codes(got.Findings), want) ||
			!slices.Equal(codes(got.Overridden), over) {
			t.Fatalf(
				"%s %v, overridden %v; want %s %v, overridden %v", got.Eligibility, codes(got.Findings),
				codes(got.Overridden), outcome, want, over,
			)
		}
		for _, f := range got.Findings {
			for _, rule := range against {
				if rule.code == f.Reason.Code &&
					(f.Change != rule.change || f.Eligibility != rule.outcome || f.Override != rule.staff) {
					t.Fatalf("%+v", f)
				}
			}
		}
		if len(got.Reasons()) != len(want) {
			t.Fatalf("%d reasons", len(got.Reasons()))
		}
	})
}

func TestWindow(t *testing.T) {
	zurich := time.FixedZone("", 3600)
	exact := shop()
	exact.Window = logistics.Exactly(48 * time.Hour)
	until := exact
	until.WindowEnd = logistics.Until
	for _, c := range []struct {
		name   string
		policy returns.Policy
		line   func(*returns.Sold)
		asked  time.Time
		code   logistics.Code
		ends   string
	}{
		{
			"the last second of the last day", shop(), nil, time.Date(2025, 4, 2, 23, 59, 59, 0, time.UTC), "",
			"2025-04-03T00:00:00Z",
		},
		{
			"the first second after it", shop(), nil, time.Date(2025, 4, 3, 0, 0, 0, 0, time.UTC), returns.WindowOver,
			"2025-04-03T00:00:00Z",
		},
		{"just before the end of exact time", exact, nil, day(2).Add(-1), "", "2025-03-05T12:00:00Z"},
		{"the end of exact time", exact, nil, day(2), "", "2025-03-05T12:00:00Z"},
		{"just after it", exact, nil, day(2).Add(1), returns.WindowOver, "2025-03-05T12:00:00Z"},
		{"the end of exact time that is over then", until, nil, day(2), returns.WindowOver, "2025-03-05T12:00:00Z"},
		{"just before that", until, nil, day(2).Add(-1), "", "2025-03-05T12:00:00Z"},
		{"a coarse stamp counts as its latest", shop(), func(s *returns.Sold) {
			s.Delivered = logistics.MustStamp("2025-03-03")
		}, day(30), "", "2025-04-03T00:00:00Z"},
		{"an offset is read in the zone", shop(), func(s *returns.Sold) {
			s.Delivered = logistics.StampOf(time.Date(2025, 3, 4, 0, 30, 0, 0, zurich)) // the third in UTC
		}, day(31), returns.WindowOver, "2025-04-03T00:00:00Z"},
		{"the shipment and some days for the way", shop(), func(s *returns.Sold) {
			s.Delivered = logistics.Stamp{}
		}, day(32), "", "2025-04-05T00:00:00Z"},
		{"neither is known", shop(), func(s *returns.Sold) {
			s.Delivered, s.ShippedAt = logistics.Stamp{}, logistics.Stamp{}
		}, day(1), returns.NotDelivered, ""},
		{"asked before the delivery", shop(), nil, day(-3), returns.NotDelivered, "2025-04-03T00:00:00Z"},
		{"a download is there at once", shop(), func(s *returns.Sold) {
			s.Delivered, s.ShippedAt, s.Digital, s.Shipped = logistics.Stamp{}, logistics.Stamp{}, true, 0
		}, day(400), "", ""},
		{
			"not shipped", shop(), func(s *returns.Sold) { s.Shipped = 0 }, day(1), returns.NotShipped,
			"2025-04-03T00:00:00Z",
		},
		{"no window", anytime(), nil, day(4000), "", ""},
	} {
		facts := sound()
		if c.line != nil {
			c.line(facts.Line)
		}
		got := assess(t, compiled(t, c.policy), facts, c.asked)
		var want []logistics.Code
		if c.code != "" {
			want = []logistics.Code{c.code}
		}
		ends := ""
		if !got.Ends.IsZero() {
			ends = got.Ends.Format(time.RFC3339)
		}
		if !slices.Equal(codes(got.Findings), want) || ends != c.ends {
			t.Errorf("%s: %v until %s, want %v until %s", c.name, codes(got.Findings), ends, want, c.ends)
		}
	}
	if got := assess(
		t, compiled(t, shop()), returns.Facts{History: returns.History{Returns: 1}}, day(1),
	); got.Eligibility == returns.Eligible {
		t.Errorf("nothing at all is accepted: %+v", got)
	}
}

// TestWhatStaffPassedOverIsKept looks for it in the event, where a later reader finds it.
func TestWhatStaffPassedOverIsKept(t *testing.T) {
	state := apply(t, returns.Case{}, by(compiled(t, shop()), day(1)), opened()...)
	request := asked()[1]
	events, err := returns.Decide(state, request, returns.Env{
		Policy: compiled(t, shop()), AsOf: day(40), Actor: logistics.ActorStaff, History: returns.History{Returns: 9},
	})
	if err != nil {
		t.Fatal(err)
	}
	e := events[0].(returns.Requested)
	var got []logistics.Code
	for _, r := range e.Overridden {
		got = append(got, r.Code)
	}
	if diff := cmp.Diff([]logistics.Code{returns.WindowOver, returns.TooManyReturns}, got); diff != "" ||
		len(e.Review) != 0 {
		t.Errorf("%v, review %v", got, e.Review)
	}
}

func TestCausesBreakARight(t *testing.T) {
	for cause, want := range map[returns.Cause]logistics.Right{
		returns.CauseWrongProduct: logistics.RightProduct, returns.CauseNotAsAsked: logistics.RightProduct,
		returns.CauseRecalled: logistics.RightProduct,
		returns.CauseDamaged:  logistics.RightCondition, returns.CauseDefective: logistics.RightCondition,
		returns.CauseWrongReceiver: logistics.RightCustomer, returns.CauseTooMany: logistics.RightQuantity,
		returns.CauseTooFew: logistics.RightQuantity, returns.CauseOvercharged: logistics.RightCost,
		returns.CauseMisdelivered: logistics.RightPlace, returns.CauseTooLate: logistics.RightTime,
	} {
		if got, ok := cause.Right(); !ok || got != want {
			t.Errorf("%s breaks %s, %v; want %s", cause, got, ok, want)
		}
	}
	for _, cause := range []returns.Cause{returns.CauseChangedMind, "moon phase", ""} {
		if got, ok := cause.Right(); ok {
			t.Errorf("%s breaks %s", cause, got)
		}
	}
}
