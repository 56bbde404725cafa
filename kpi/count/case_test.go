package count_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
)

func wholeCase(t testing.TB) count.Case {
	t.Helper()
	start := time.Date(2025, 3, 3, 8, 0, 0, 0, time.FixedZone("", 3600))
	w, err := logistics.NewWindow(start, start.Add(4*time.Hour), logistics.By)
	if err != nil {
		t.Fatal(err)
	}
	return count.Case{
		Schema: "logistics/kpi.case/1",
		Event:  logistics.Envelope{ID: logistics.MustID("L-1/2"), Recorded: start.Add(9 * time.Hour).UTC()},
		Grain:  kpi.GrainLine, Subject: logistics.MustID("C-1"), State: count.StateCancelled,
		Placed: logistics.MustStamp("2025-02-28T17:12"), Done: logistics.MustStamp("2025-03-03T11:40[Europe/Vienna]"),
		Request: w, LatestPromise: w, Signs: "right_quantity -right_time",
		Counts:     map[string]int64{"units_ordered": 12, "units_at_first": 10},
		Quantities: map[string]logistics.Quantity{"backorder_age": logistics.MustQuantity("3 DAY")},
		Amounts:    map[string]logistics.Money{"freight": logistics.MustMoney("12.50 EUR")},
	}
}

func TestCasesWire(t *testing.T) {
	written := golden.JSON(t, wholeCase(t))
	golden.Frozen(t, "testdata/wire/v1/case.json", written)
	read, err := count.DecodeCase(written)
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/case.json", golden.JSON(t, read))
}

// TestLiveCasesAreASet adds copies, corrections and retractions in any order.
func TestLiveCasesAreASet(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		noon := time.Date(2025, 2, 1, 12, 0, 0, 0, time.UTC)
		var cases []count.Case
		want := map[logistics.ID]kpi.Signs{}
		for i := range rapid.IntRange(1, 6).Draw(r, "ids") {
			x := lineCase()
			x.Event.ID = logistics.MustID("L-" + string(rune('0'+i)))
			for version := range rapid.IntRange(1, 3).Draw(r, "versions") {
				x.Event.Recorded = noon.Add(time.Duration(version) * time.Minute)
				x.Signs = rapid.SampledFrom([]kpi.Signs{"a", "-a", ""}).Draw(r, "signs")
				cases = append(cases, x)
				want[x.Event.ID] = x.Signs
			}
			if rapid.IntRange(0, 3).Draw(r, "retracted") == 0 {
				back := count.Case{Schema: x.Schema, Event: logistics.Envelope{
					ID: logistics.MustID("R-" + string(rune('0'+i))), Recorded: noon, Retracts: x.Event.ID,
				}}
				cases = append(cases, back)
				delete(want, x.Event.ID)
			}
		}
		cases = append(cases, cases[:rapid.IntRange(0, len(cases)).Draw(r, "copies")]...)
		got := map[logistics.ID]kpi.Signs{}
		for _, x := range count.LiveCases(rapid.Permutation(cases).Draw(r, "order"), noon.Add(time.Hour)) {
			if _, twice := got[x.Event.ID]; twice {
				r.Fatalf("%s twice", x.Event.ID)
			}
			got[x.Event.ID] = x.Signs
		}
		if diff := cmp.Diff(want, got); diff != "" {
			r.Fatal(diff)
		}
	})
}

func TestLineCases(t *testing.T) {
	at := time.Date(2025, 2, 3, 9, 0, 0, 0, time.UTC)
	o := logistics.Outcome{
		Line: logistics.MustID("L-1"), Customer: subjects[0], At: at,
		Rights: logistics.Rights{}.With(
			logistics.RightTime, logistics.Missed,
		).With(logistics.RightPlace, logistics.Met),
	}
	x := count.LineCase(o)
	if err := x.Validate(); err != nil || x.Signs != "right_place -right_time" || x.Done != logistics.StampOf(at) {
		t.Errorf("%+v, %v", x, err)
	}
	o.Rights = o.Rights.With(logistics.RightCost, logistics.Waived).With(logistics.RightQuantity, logistics.NotDue)
	if x := count.LineCase(o); x.Waived != "right_cost" || x.NotDue != "right_quantity" || x.Validate() != nil {
		t.Errorf("%+v, %v", x, x.Validate())
	}
	o.Rights = logistics.EachRight(logistics.NotDue).With(logistics.RightCost, logistics.Waived)
	if x := count.LineCase(o); x.State != count.StateOpen || x.Validate() != nil {
		t.Errorf("%+v, %v", x, x.Validate())
	}
	o.Rights, o.At = logistics.EachRight(logistics.Waived), time.Time{}
	if x := count.LineCase(o); x.State != count.StateWaived || !x.Done.IsZero() {
		t.Errorf("%+v", x)
	}
}

// TestPerfectOrdersOfCasesAreThoseOfOutcomes counts the same lines by both ways into a cube.
func TestPerfectOrdersOfCasesAreThoseOfOutcomes(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		outcomes := rapid.SliceOfN(anyOutcome(), 0, 20).Draw(r, "outcomes")
		var dated []logistics.Outcome
		for i, o := range outcomes {
			if o.Due.IsZero() && (o.At.IsZero() || o.Verdict() == logistics.NotDue) {
				continue // a case needs a day
			}
			o.Line = logistics.MustID("L-" + string(rune('a'+i)))
			dated = append(dated, o)
		}
		m := metric(t, "perfect_order")
		want, _, err := count.FromOutcomes(m, months, vienna, dated)
		need(r, err)
		cases, err := count.OrderCases(dated)
		need(r, err)
		c := newCounter(t, m)
		need(r, c.Add(prepared(r, c, cases)))
		got, err := c.Cube(m.ID)
		need(r, err)
		if diff := cmp.Diff(want.Observations(), got.Observations(), ids); diff != "" {
			r.Fatal(diff)
		}
	})
}

func FuzzDecodeCase(f *testing.F) {
	f.Add(golden.JSON(f, wholeCase(f)))
	f.Add(golden.JSON(f, lineCase()))
	f.Add([]byte(`{"schema":"logistics/kpi.case/1","event":{"id":"L-2","retracts":"L-1"}}`))
	metrics := everyCounting()
	f.Fuzz(func(t *testing.T, data []byte) {
		x, err := count.DecodeCase(data)
		if err != nil {
			return
		}
		c := newCounter(t, metrics...)
		row, err := c.Prepare(x, midFebruary)
		if err != nil {
			return
		}
		if err := c.Add([]count.Row{row}); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Observations(); err != nil {
			t.Fatal(err)
		}
		if err := c.Remove([]count.Row{row}); err != nil && !isFault(err, "/rows/0", outOfRange) {
			t.Fatal(err)
		} else if o, _ := c.Observations(); err == nil && len(o) > 0 {
			t.Fatalf("%v are left", o)
		}
	})
}

// TestLinesOfTwoOrdersAreTwoCases though both are line 1, and what takes one back leaves the other.
func TestLinesOfTwoOrdersAreTwoCases(t *testing.T) {
	noon := time.Date(2025, 2, 3, 12, 0, 0, 0, time.UTC)
	of := func(order string) count.Case {
		c := count.LineCase(logistics.Outcome{
			Order: logistics.MustID(order), Line: logistics.MustID("1"), Customer: subjects[0], At: noon,
			Rights: logistics.AllMet(logistics.RightTime),
		})
		c.Event.Recorded = noon
		return c
	}
	a, b := of("A"), of("B")
	if a.Order != logistics.MustID("A") || a.Event.ID != logistics.MustID("1") || a.Validate() != nil {
		t.Errorf("%+v, %v", a, a.Validate())
	}
	live := count.LiveCases([]count.Case{b, a, b}, noon)
	if len(live) != 2 || live[0].Order != a.Order || live[1].Order != b.Order {
		t.Fatalf("%+v", live)
	}
	back := count.Case{Schema: a.Schema, Order: b.Order, Event: logistics.Envelope{
		ID: logistics.MustID("R-1"), Recorded: noon, Retracts: b.Event.ID,
	}}
	if live = count.LiveCases([]count.Case{back, a, b}, noon); len(live) != 1 || live[0].Order != a.Order {
		t.Fatalf("after B's line was taken back: %+v", live)
	}
	corrected := a
	corrected.Event.Recorded, corrected.Signs = noon.Add(time.Hour), "-right_time"
	live = count.LiveCases([]count.Case{corrected, a, b}, noon.Add(time.Hour))
	if len(live) != 2 || live[0].Order != b.Order || live[1].Signs != "-right_time" {
		t.Fatalf("after A's line was corrected: %+v", live)
	}
}
