package returns_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
)

// nineToFive is open from nine to five every day.
type nineToFive struct{ logistics.WorkingTime }

func (nineToFive) Add(t time.Time, d time.Duration) (time.Time, error) {
	for {
		opens := time.Date(t.Year(), t.Month(), t.Day(), 9, 0, 0, 0, t.Location())
		closes := opens.Add(8 * time.Hour)
		if t.Before(opens) {
			t = opens
		}
		if left := closes.Sub(t); left >= d {
			return t.Add(d), nil
		} else if left > 0 {
			d -= left
		}
		t = opens.AddDate(0, 0, 1)
	}
}

func due(state returns.Case) (list []string) {
	for _, d := range state.Deadlines() {
		text := string(d.Clock) + " " + d.At.Format("2006-01-02 15:04")
		if !d.Outbound.IsZero() {
			text += " for " + d.Outbound.String()
		}
		list = append(list, text)
	}
	return list
}

// TestDeadlinesRun takes one return through its clocks.
func TestDeadlinesRun(t *testing.T) {
	p := shop()
	p.Limits.Inspect = returns.Limit{Within: logistics.Exactly(16 * time.Hour), OnHours: true}
	policy, err := returns.Compile(p, logistics.ZoneMap{}, nineToFive{})
	if err != nil {
		t.Fatal(err)
	}
	var state returns.Case
	step := func(on int, c returns.Command, want ...string) {
		t.Helper()
		state = apply(t, state, by(policy, day(on)), c)
		if diff := cmp.Diff(want, due(state)); diff != "" {
			t.Errorf("after %T (-want +got):\n%s", c, diff)
		}
	}
	step(0, order())
	step(
		1, returns.Request{ID: id("ask"), Return: id("R1"), Cause: returns.CauseChangedMind, Items: items("1", 2)},
		"approve_by 2025-03-06 12:00",
	)
	step(
		1, returns.Extend{ID: id("more"), Return: id("R1"), Clock: returns.ClockApprove, Until: day(5)},
		"approve_by 2025-03-08 12:00",
	)
	step(2, returns.Approve{ID: id("yes"), Return: id("R1")}, "ship_by 2025-03-19 12:00")
	step(3, returns.Dispatch{ID: id("sent"), Return: id("R1"), Items: items("1", 1)}, "refund_by 2025-03-18 12:00")
	step(
		4, returns.Receive{ID: id("came"), Return: id("R1"), Items: came("1", 1, 0)}, "inspect_by 2025-03-09 12:00",
		"refund_by 2025-03-18 12:00",
	)
	step(
		5, returns.DecideUnits{ID: id("take"), Return: id("R1"), Line: id("1"), Accept: 1},
		"refund_by 2025-03-18 12:00",
	)
	step(
		6, returns.Receive{ID: id("came 2"), Return: id("R1"), Items: came("1", 1, 0)}, "inspect_by 2025-03-11 12:00",
		"refund_by 2025-03-18 12:00",
	)
	step(
		6, returns.DecideUnits{ID: id("take 2"), Return: id("R1"), Line: id("1"), Reject: 1},
		"refund_by 2025-03-18 12:00",
	)
	step(7, returns.AuthoriseRefund{ID: id("pay"), Refund: id("F1"), Return: id("R1")}, "refund_by 2025-03-18 12:00")
	step(8, returns.ConfirmRefund{ID: id("paid"), Refund: id("F1")})
	step(9, returns.Close{ID: id("end"), Return: id("R1")})
}

// TestARefundWaitsForTheGoods counts from the request, and waits for goods or proof of their sending.
func TestARefundWaitsForTheGoods(t *testing.T) {
	policy := compiled(t, shop())
	state := apply(t, returns.Case{}, by(policy, day(1)), approved()...)
	if diff := cmp.Diff([]string{"ship_by 2025-03-18 12:00"}, due(state)); diff != "" {
		t.Error(diff)
	}
	late := apply(
		t, state, by(policy, day(20)),
		returns.Receive{ID: id("came"), Return: id("R1"), Items: came("1", 2, 0)},
	)
	if diff := cmp.Diff([]string{"refund_by 2025-03-23 12:00", "inspect_by 2025-03-26 12:00"}, due(late)); diff != "" {
		t.Error(diff)
	}
	for from, want := range map[returns.RefundFrom]string{
		returns.FromReceipt: "refund_by 2025-03-19 12:00", returns.FromDecision: "refund_by 2025-03-20 12:00",
	} {
		p := shop()
		p.RefundFrom, p.Limits.Inspect = from, returns.Limit{}
		policy := compiled(t, p)
		state := apply(t, returns.Case{}, by(policy, day(1)), approved()...)
		state = apply(
			t, state, by(policy, day(2)),
			returns.Receive{ID: id("came"), Return: id("R1"), Items: came("1", 2, 0)},
		)
		state = apply(
			t, state, by(policy, day(3)),
			returns.DecideUnits{ID: id("take"), Return: id("R1"), Line: id("1"), Accept: 2},
		)
		if diff := cmp.Diff([]string{want}, due(state)); diff != "" {
			t.Errorf("from %s: %s", from, diff)
		}
	}
}

// TestWhatIsOverdueIsNotedOnce asks again and again, and after an extension.
func TestWhatIsOverdueIsNotedOnce(t *testing.T) {
	policy := compiled(t, shop())
	env := func(on int) returns.Env { return by(policy, day(on)) }
	state := apply(t, returns.Case{}, env(1), ahead()...)
	tick := func(n string, on int) (noted []returns.Clock) {
		t.Helper()
		events, err := returns.Decide(state, returns.Tick{ID: id(n)}, env(on))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			state = returns.Evolve(state, e)
			noted = append(noted, e.(returns.Overdue).Clock)
		}
		return noted
	}
	for i, c := range []struct {
		on   int
		want []returns.Clock
	}{{31, []returns.Clock{returns.ClockShip}}, {32, []returns.Clock{returns.ClockHold}}, {33, nil}} {
		if diff := cmp.Diff(c.want, tick("tick "+string(rune('a'+i)), c.on)); diff != "" {
			t.Errorf("day %d: %s", c.on, diff)
		}
	}
	for _, clock := range []returns.Clock{returns.ClockShip, returns.ClockHold} {
		state = apply(
			t, state, env(33),
			returns.Extend{ID: id("more " + string(clock)), Return: id("R1"), Clock: clock, Until: day(40)},
		)
	}
	if diff := cmp.Diff([]returns.Clock{returns.ClockShip, returns.ClockHold}, tick("tick z", 41)); diff != "" {
		t.Errorf("after the extension: %s", diff)
	}
}

func TestNextDueIsInOrder(t *testing.T) {
	policy := compiled(t, shop())
	var cases []returns.Case
	for _, on := range []int{3, 1, 2, 1} {
		cases = append(cases, apply(t, returns.Case{}, by(policy, day(on)), asked()...))
	}
	cases = append(cases, returns.Case{})
	var got []string
	for _, d := range returns.NextDue(cases) {
		got = append(got, d.Order.String()+" "+d.Return.String()+" "+d.At.Format(time.DateOnly))
	}
	if diff := cmp.Diff(
		[]string{"O-1 R1 2025-03-06", "O-1 R1 2025-03-06", "O-1 R1 2025-03-07", "O-1 R1 2025-03-08"}, got,
	); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]returns.Deadline{}, returns.NextDue(nil)); diff != "" {
		t.Error(diff)
	}
}
