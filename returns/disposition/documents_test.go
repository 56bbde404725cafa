package disposition_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns/disposition"
)

// TestAChoiceIsADocument: read back it has the same figures, reasons and flips, for every way of the policy.
func TestAChoiceIsADocument(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r)
		choice := d.choose(r)
		back := golden.RoundTrip(r, choice)
		if back.Disposition() != choice.Disposition() || !back.Net().Equal(choice.Net()) {
			r.Errorf(
				"%s with %s reads back as %s with %s", choice.Disposition(), choice.Net(), back.Disposition(),
				back.Net(),
			)
		}
		for _, o := range append(d.policy.Options, disposition.Option{Disposition: "of another policy"}) {
			net, ok := choice.Of(o.Disposition)
			same, okay := back.Of(o.Disposition)
			if ok != okay || ok && !net.Equal(same) {
				r.Errorf("%s has %s, %t and reads back as %s, %t", o.Disposition, net, ok, same, okay)
			}
		}
		if diff := cmp.Diff(choice.Reasons(), back.Reasons()); diff != "" {
			r.Errorf("reasons: %s", diff)
		}
		if diff := cmp.Diff(choice.Flips(), back.Flips()); diff != "" {
			r.Errorf("flips: %s", diff)
		}
	})
}

// TestResultsAreDocuments: each is written and read back as it was, and says the same.
func TestResultsAreDocuments(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r)
		c := with(r, d.policy, d.loads)
		away := d.item
		if away.Inbound.IsZero() {
			away.Inbound = logistics.MustMoney("3 EUR")
		}
		decision, err := c.ReturnlessRefund(away)
		saysTheSame(r, decision, decision.Reasons, disposition.ReturnlessDecision.Reasons, err)
		cost, err := c.BacklogCost(d.item, logistics.MustRatio("7/2"))
		saysTheSame(r, cost, cost.Reasons, disposition.BacklogCost.Reasons, err)
		worth, err := c.Inspection(d.item, []disposition.Belief{{Grade: "A", Weight: 2}, {Grade: "B", Weight: 1}})
		saysTheSame(r, worth, worth.Reasons, disposition.Inspection.Reasons, err)
		golden.RoundTrip(r, d.item)
		golden.RoundTrip(r, d.loads)
	})
	queue, err := disposition.Delay(disposition.Bench{
		Arrivals: logistics.MustRatio("20/3"), Capacity: logistics.MustRatio("7"), Value: logistics.MustMoney("80 EUR"),
		Decay: logistics.MustRatio("1%"), Rounding: logistics.HalfEven,
	})
	saysTheSame(t, queue, queue.Steps, disposition.Queue.Steps, err)
	emptied, err := disposition.Consolidate(disposition.Collection{
		Arrivals: logistics.MustRatio("20/3"), Shipment: logistics.MustMoney("45 EUR"),
		Value: logistics.MustMoney("80 EUR"),
		Decay: logistics.MustRatio("1%"), Whole: true, Rounding: logistics.HalfEven,
	})
	saysTheSame(t, emptied, emptied.Steps, disposition.Consolidation.Steps, err)
}

// saysTheSame reports what a result does not say any more when it is read back.
func saysTheSame[T any, S any](t rapid.TB, result T, says func() S, method func(T) S, err error) {
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(says(), method(golden.RoundTrip(t, result))); diff != "" {
		t.Errorf("%T: %s", result, diff)
	}
}

// TestWhatIsReadIsNotShared: whoever changes the reasons of a choice that was read changes nothing in it.
func TestWhatIsReadIsNotShared(t *testing.T) {
	choice := golden.RoundTrip(t, choose(t, laptops(), laptop("200 USD")))
	before, _ := json.Marshal(choice)
	golden.Scramble(choice.Reasons())
	golden.Scramble(choice.Flips())
	if after, _ := json.Marshal(choice); string(after) != string(before) {
		t.Errorf("%s became %s", before, after)
	}
}

// TestZeroValuesAreFaults, and never panic.
func TestZeroValuesAreFaults(t *testing.T) {
	for _, c := range []*disposition.Chooser{nil, {}} {
		_, choose := c.Choose(laptop("200 USD"))
		_, with := c.With([]disposition.Load{{Disposition: disposition.Restock}})
		_, returnless := c.ReturnlessRefund(cheap("20 USD"))
		_, backlog := c.BacklogCost(laptop("200 USD"), logistics.MustRatio("1"))
		_, inspection := c.Inspection(laptop("200 USD"), []disposition.Belief{{Grade: "A", Weight: 1}})
		for name, err := range map[string]error{
			"Choose": choose, "With": with, "ReturnlessRefund": returnless, "BacklogCost": backlog,
			"Inspection": inspection,
		} {
			if paths(err) != "/policy" || !errors.Is(err, logistics.ErrInvalid) {
				t.Errorf("%s of no policy: %v", name, err)
			}
		}
	}
	for _, choice := range []disposition.Choice{{}, golden.RoundTrip(t, disposition.Choice{})} {
		if _, ok := choice.Of(disposition.Restock); ok || choice.Disposition() != "" || !choice.Net().IsZero() {
			t.Errorf("%+v", choice)
		}
		if choice.Reasons() != nil || choice.Flips() != nil {
			t.Errorf("%+v", choice)
		}
	}
	for name, err := range map[string]error{
		"Compile":     second(disposition.Compile(disposition.Policy{})),
		"Delay":       second(disposition.Delay(disposition.Bench{})),
		"Consolidate": second(disposition.Consolidate(disposition.Collection{})),
		"Decode":      second(disposition.DecodePolicy(nil)),
	} {
		if err == nil {
			t.Errorf("%s of nothing is no fault", name)
		}
	}
	if (disposition.ReturnlessDecision{}).Reasons() != nil || (disposition.Inspection{}).Reasons() != nil {
		t.Error("no decision has reasons")
	}
	_, _ = (disposition.BacklogCost{}).Reasons(), (disposition.Flip{}).Reasons()
	_, _ = (disposition.Queue{}).Steps(), (disposition.Consolidation{}).Steps()
	_ = disposition.Dispose(0, nil)
}

func second[T any](_ T, err error) error { return err }
