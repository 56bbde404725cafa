package peers

import (
	"context"
	"testing"

	"github.com/qmuntal/stateless"
	"github.com/shopspring/decimal"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
	"github.com/logicrm/logistics/returns/refund"
)

// newMachine is the table of a return in stateless, with the state outside of the machine, as a host
// keeps it.
func newMachine(state *returns.State) *stateless.StateMachine {
	m := stateless.NewStateMachineWithExternalStorage(func(context.Context) (stateless.State, error) {
		return *state, nil
	}, func(_ context.Context, s stateless.State) error {
		*state = s.(returns.State)
		return nil
	}, stateless.FiringImmediate)
	for from := returns.State(0); from <= returns.StateClosed; from++ {
		c := m.Configure(from)
		for _, verb := range from.Allowed() {
			if to, _ := from.Move(verb); to != from {
				c.Permit(verb, to)
			} else {
				c.PermitReentry(verb)
			}
		}
	}
	return m
}

// journey is the way of most returns, over and over.
var journey = []struct {
	from returns.State
	verb returns.Verb
}{
	{0, returns.VerbRequest},
	{returns.StateRequested, returns.VerbApprove},
	{returns.StateApproved, returns.VerbReceive},
	{returns.StateApproved, returns.VerbDecideUnits},
	{returns.StateApproved, returns.VerbAuthoriseRefund},
	{returns.StateApproved, returns.VerbClose},
	{returns.StateClosed, returns.VerbReopen},
}

func TestBothHaveTheSameTable(t *testing.T) {
	var state returns.State
	m := newMachine(&state)
	for from := returns.State(0); from <= returns.StateClosed; from++ {
		for v := returns.VerbOpen; v <= returns.VerbTick; v++ {
			state = from
			err := m.Fire(v)
			if to, ok := from.Move(v); ok != (err == nil) || ok && to != state {
				t.Errorf("%s, %s: %s, %v; the peer %s, %v", from, v, to, ok, state, err)
			}
		}
	}
}

// BenchmarkMove is one move of the table.
func BenchmarkMove(b *testing.B) {
	var state returns.State
	m := newMachine(&state)
	ours := func(i int) {
		step := &journey[i%len(journey)]
		to, ok := step.from.Move(step.verb)
		if !ok {
			b.Fatal("refused")
		}
		state = to
	}
	our := perCall(ours)
	their := perCall(func(i int) {
		step := &journey[i%len(journey)]
		state = step.from
		if err := m.Fire(step.verb); err != nil {
			b.Fatal(err)
		}
	})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ours(i)
	}
	b.ReportMetric(their/our, "x_peer")
	b.ReportMetric(their, "peer-ns/op")
}

// unitsInDecimal is the same refund in decimals alone.
func unitsInDecimal(paid decimal.Decimal, sold, settled, now int64) decimal.Decimal {
	q := decimal.NewFromInt(sold)
	return paid.Mul(decimal.NewFromInt(settled+now)).DivRound(q, 2).Sub(
		paid.Mul(decimal.NewFromInt(settled)).DivRound(q, 2),
	)
}

func TestBothRefundTheSame(t *testing.T) {
	for paid := int64(0); paid < 3000; paid += 7 {
		for now := int64(1); now <= 12; now++ {
			got, err := refund.Units(paid, 24, 5, now, logistics.HalfUp)
			if want := unitsInDecimal(decimal.New(paid, -2), 24, 5, now); err != nil ||
				!decimal.New(got, -2).Equal(want) {
				t.Fatalf("%d of 24 for %d: %d, %v; the peer says %s", now, paid, got, err, want)
			}
		}
	}
}

// asks are refunds of a line of 24 units for 99.99: so many before, so many now.
func asks() (list [64]struct{ settled, now int64 }) {
	for i := range list {
		list[i].settled, list[i].now = int64(i%20), 1+int64(i%4)
	}
	return list
}

// BenchmarkUnits is the refund of some units of a line; one operation is a table of 64 of them, so that
// what is measured is the refund and not the call of the measure.
func BenchmarkUnits(b *testing.B) {
	var sum int64
	table := asks()
	ours := func(int) {
		for _, ask := range table {
			n, err := refund.Units(9999, 24, ask.settled, ask.now, logistics.HalfUp)
			if err != nil {
				b.Fatal(err)
			}
			sum += n
		}
	}
	our := perCall(ours)
	paid := decimal.New(9999, -2)
	var total decimal.Decimal
	their := perCall(func(int) {
		for _, ask := range table {
			total = unitsInDecimal(paid, 24, ask.settled, ask.now)
		}
	})
	b.ReportAllocs()
	for b.Loop() {
		ours(0)
	}
	if sum == 0 || total.IsZero() {
		b.Error("nothing was refunded")
	}
	b.ReportMetric(their/our, "x_peer")
	b.ReportMetric(our/float64(len(table)), "ns/refund")
	b.ReportMetric(their/float64(len(table)), "peer-ns/refund")
}
