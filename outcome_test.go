package logistics_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
)

func day(d int) time.Time { return time.Date(2025, 3, d, 12, 0, 0, 0, time.UTC) }

func ExampleJoinLines() {
	line := func(id string, rights logistics.Rights, due int) logistics.Outcome {
		return logistics.Outcome{
			Order: logistics.MustID("O-1"), Line: logistics.MustID(id), Rights: rights, Due: day(due),
		}
	}
	orders, err := logistics.JoinLines([]logistics.Outcome{
		line("1", logistics.EachRight(logistics.Met), 3),
		line("2", logistics.EachRight(logistics.Waived), 31), // cancelled
		line("3", logistics.EachRight(logistics.NotDue), 10),
	})
	fmt.Println(orders[0].Ref(), orders[0].Verdict(), orders[0].Dated().Format(time.DateOnly), err)
	// Output:
	// order O-1 not_due 2025-03-10 <nil>
}

// TestACancelledLineLeavesItsOrderAsItIs is one order of two lines, by the verdict of the other.
func TestACancelledLineLeavesItsOrderAsItIs(t *testing.T) {
	cancelled := logistics.Outcome{
		Order: logistics.MustID("A"), Rights: logistics.EachRight(logistics.Waived), Due: day(20), At: day(2),
	}
	for _, v := range []logistics.Verdict{
		logistics.Met, logistics.Missed, logistics.Undetermined, logistics.NotDue, logistics.Waived,
	} {
		other := logistics.Outcome{
			Order: logistics.MustID("A"), Rights: logistics.EachRight(v), Due: day(10), At: day(1),
		}
		for _, lines := range [][]logistics.Outcome{{cancelled, other}, {other, cancelled}} {
			orders, err := logistics.JoinLines(lines)
			if err != nil || len(orders) != 1 || orders[0].Verdict() != v {
				t.Fatalf("with a line that is %s: %v, %v", v, orders, err)
			}
			if want := day(10); v != logistics.Waived && !orders[0].Due.Equal(want) {
				t.Errorf("with a line that is %s it is due %s, want %s", v, orders[0].Due, want)
			}
		}
	}
}

// joinedNaively follows the definition, an order at a time.
func joinedNaively(lines []logistics.Outcome, order logistics.ID) logistics.Outcome {
	var own []logistics.Outcome
	for _, line := range lines {
		if line.Order == order {
			own = append(own, line)
		}
	}
	out := logistics.Outcome{Order: order, Customer: own[0].Customer}
	dating := own
	for _, line := range own {
		if line.Verdict() != logistics.Waived {
			dating = nil
		}
	}
	if dating == nil {
		for _, line := range own {
			if line.Verdict() != logistics.Waived {
				dating = append(dating, line)
			}
		}
	}
	for _, line := range dating {
		if line.Due.After(out.Due) {
			out.Due = line.Due
		}
		if line.At.After(out.At) {
			out.At = line.At
		}
	}
	for _, right := range logistics.AllRights() {
		var verdicts []logistics.Verdict
		for _, line := range own {
			verdicts = append(verdicts, line.Rights.Of(right))
		}
		out.Rights = out.Rights.With(right, logistics.And(verdicts...))
	}
	units, currencies := map[logistics.Unit]bool{}, map[logistics.Currency]bool{}
	for _, line := range dating {
		if far := max(line.OffBy, -line.OffBy); far > max(out.OffBy, -out.OffBy) || far == -out.OffBy &&
			line.OffBy > 0 {
			out.OffBy = line.OffBy
		}
		units[line.Ordered.Unit()], units[line.Good.Unit()] = true, true
		currencies[line.Value.Currency()] = true
	}
	delete(units, logistics.Unit{})
	delete(currencies, logistics.Currency{})
	for _, line := range dating {
		if len(units) < 2 {
			out.Ordered, _ = out.Ordered.Add(line.Ordered)
			out.Good, _ = out.Good.Add(line.Good)
		}
		if len(currencies) < 2 {
			out.Value, _ = out.Value.Add(line.Value)
		}
	}
	return out
}

func TestOrdersAreTheirLines(t *testing.T) {
	orders := []logistics.ID{logistics.MustID("A"), logistics.MustID("B"), logistics.MustID("C")}
	rapid.Check(t, func(r *rapid.T) {
		lines := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) logistics.Outcome {
			o := logistics.Outcome{
				Order: rapid.SampledFrom(orders).Draw(r, "order"), Line: logistics.MustID("1"),
				Customer: logistics.MustID("C-1"), Rights: anyRights().Draw(r, "rights"),
				OffBy: rapid.Int64Range(-3, 3).Draw(r, "off"),
			}
			if d := rapid.IntRange(0, 5).Draw(r, "due"); d > 0 {
				o.Due = day(d)
			}
			if d := rapid.IntRange(0, 5).Draw(r, "at"); d > 0 {
				o.At = day(d)
			}
			unit := rapid.SampledFrom([]string{"1 EA", "2 EA", "3 EA", "1 KGM", ""}).Draw(r, "ordered")
			if unit != "" {
				o.Ordered, o.Good = logistics.MustQuantity(unit), logistics.MustQuantity(unit)
			}
			if value := rapid.SampledFrom([]string{"1 EUR", "2 EUR", "1 USD", ""}).Draw(r, "value"); value != "" {
				o.Value = logistics.MustMoney(value)
			}
			return o
		}), 1, 8).Draw(r, "lines")
		joined, err := logistics.JoinLines(lines)
		if err != nil {
			r.Fatal(err)
		}
		seen := map[logistics.ID]bool{}
		var want []logistics.Outcome
		for _, line := range lines {
			if !seen[line.Order] {
				seen[line.Order] = true
				want = append(want, joinedNaively(lines, line.Order))
			}
		}
		if diff := cmp.Diff(want, joined); diff != "" {
			r.Fatal(diff)
		}
	})
}

func TestLinesOfTwoCustomersAreNoOrder(t *testing.T) {
	line := logistics.Outcome{Order: logistics.MustID("A"), Customer: logistics.MustID("C-1")}
	other := line
	other.Customer = logistics.MustID("C-2")
	orders, err := logistics.JoinLines([]logistics.Outcome{line, other, line, other})
	var faults logistics.Faults
	if orders != nil || !errors.As(err, &faults) || len(faults) != 2 || faults[0].Path != "/1/customer" ||
		faults[1].Path != "/3/customer" {
		t.Errorf("%v, %v", orders, err)
	}
	line.Order, other.Order = logistics.ID{}, logistics.ID{}
	if orders, err := logistics.JoinLines([]logistics.Outcome{line, other}); err != nil || len(orders) != 2 {
		t.Errorf("lines of no order are orders of their own: %v, %v", orders, err)
	}
}
