package vmi_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi"
)

// consigned is stock of the supplier's until it is used, at 2.50 a piece; after ninety days it counts as
// sold, and of losses the customer bears half.
func consigned() vmi.Consignment {
	return vmi.Consignment{
		Transfer: vmi.TransferOnConsumption, MaxAge: 90, Losses: logistics.MustRatio("1/2"),
		Price: logistics.MustMoney("2.50 EUR"),
		Unit:  logistics.Each(), Rounding: logistics.HalfUp,
	}
}

func movement(id string, kind vmi.MovementKind, on string, n int64) vmi.Movement {
	return vmi.Movement{ID: logistics.MustID(id), Kind: kind, On: logistics.MustDate(on), Quantity: pieces(n)}
}

// bill writes the lines of a bill down.
func bill(l vmi.Ledger) (lines []string) {
	for _, b := range l.Bill {
		lines = append(lines, b.Sentence(logistics.Language{}))
	}
	return lines
}

// spring is what became of two deliveries of 100 and 50.
func spring() []vmi.Movement {
	return []vmi.Movement{
		// of D1, 70 left
		movement("D1", vmi.Delivered, "2025-01-10", 100), movement("C1", vmi.Consumed, "2025-01-20", 30),
		movement("D2", vmi.Delivered, "2025-03-01", 50),
		movement("L1", vmi.Lost, "2025-03-05", 10),     // of D1, 60 left; half of 25.00 is the customer's
		movement("R1", vmi.Returned, "2025-03-10", 20), // of D1, 40 left
		movement("F1", vmi.Found, "2025-03-12", 4),     // of D1, 44 left
		// D1 is ninety days old on the tenth of April: 44 are sold
		movement("C2", vmi.Consumed, "2025-04-15", 50), // 44 of the customer's own, 6 of D2
		movement("C3", vmi.Consumed, "2025-04-16", 60), // 44 of D2, and 16 that nobody delivered
	}
}

// TestALedgerByHand follows two deliveries of 100 and 50 through a spring.
func TestALedgerByHand(t *testing.T) {
	movements := spring()
	got, err := consigned().Fold(movements, logistics.MustDate("2025-04-30"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"30 EA of delivery D1 was used on 20 Jan 2025: €75.00 is due.",
		"10 EA of delivery D1 was lost on 5 Mar 2025: the customer's share of the loss is €12.50.",
		"44 EA of delivery D1 counts as sold from 10 Apr 2025 because of its age: €110.00 is due.",
		"6 EA of delivery D2 was used on 15 Apr 2025: €15.00 is due.",
		"44 EA of delivery D2 was used on 16 Apr 2025: €110.00 is due.",
	}
	if diff := cmp.Diff(want, bill(got)); diff != "" {
		t.Error(diff)
	}
	first, second := got.Layers[0], got.Layers[1]
	if first.Consumed.String() != "74 EA" || first.Returned.String() != "20 EA" || first.Lost.String() != "6 EA" ||
		first.Supplier.Sign() != 0 || first.Customer.Sign() != 0 ||
		second.Consumed.String() != "50 EA" || got.Unknown.String() != "16 EA" {
		t.Errorf("%+v", got)
	}
	lines, total := got.Due(logistics.MustPeriod("2025-04"))
	if len(lines) != 3 || total.String() != "235.00 EUR" {
		t.Errorf("%d lines, %s", len(lines), total)
	}
	march, err := consigned().Fold(movements, logistics.MustDate("2025-03-12"))
	if err != nil {
		t.Fatal(err)
	}
	ages := march.Ages(logistics.MustDate("2025-03-12"), 0, 30, 60)
	if ages[0].Quantity.String() != "50 EA" || ages[1].Quantity.Sign() != 0 || ages[2].Quantity.String() != "44 EA" {
		t.Errorf("%v", ages)
	}
	owned := consigned()
	owned.Transfer = vmi.TransferOnReceipt
	bought, err := owned.Fold(movements[:3], logistics.MustDate("2025-12-31"))
	if diff := cmp.Diff(
		[]string{
			"100 EA of delivery D1 was received on 10 Jan 2025: €250.00 is due.",
			"50 EA of delivery D2 was received on 1 Mar 2025: €125.00 is due.",
		}, bill(bought),
	); diff != "" || err != nil {
		t.Errorf("%s%v", diff, err)
	}
}

func movements() *rapid.Generator[[]vmi.Movement] {
	return rapid.Custom(func(r *rapid.T) []vmi.Movement {
		kinds := []vmi.MovementKind{
			vmi.Delivered, vmi.Delivered, vmi.Consumed, vmi.Consumed, vmi.Lost, vmi.Found, vmi.Returned,
		}
		start := logistics.MustDate("2025-01-01")
		var list []vmi.Movement
		for i := range rapid.IntRange(0, 25).Draw(r, "movements") {
			list = append(list, vmi.Movement{
				ID: logistics.MustID("M" + strconv.Itoa(i)), Kind: rapid.SampledFrom(kinds).Draw(r, "kind"),
				On:       start.AddDays(rapid.IntRange(0, 200).Draw(r, "day")),
				Quantity: pieces(rapid.Int64Range(0, 40).Draw(r, "units")),
			})
		}
		return list
	})
}

// TestStockIsConserved: for each layer what is there, of either owner, and what left is what came, and over
// all layers consumption and losses are what was reported, but for what nobody delivered.
func TestStockIsConserved(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		terms := consigned()
		terms.Transfer = rapid.SampledFrom(
			[]vmi.Transfer{vmi.TransferOnConsumption, vmi.TransferOnReceipt},
		).Draw(r, "transfer")
		terms.MaxAge = rapid.SampledFrom([]int{0, 30, 90}).Draw(r, "age")
		list := movements().Draw(r, "movements")
		end := logistics.MustDate("2025-12-31")
		got, err := terms.Fold(list, end)
		if err != nil {
			r.Fatal(err)
		}
		n := func(q logistics.Quantity) int64 { v, _ := q.Int(); return v }
		var out, reported, found int64
		for _, l := range got.Layers {
			if n(l.Supplier)+n(l.Customer)+n(l.Consumed)+n(l.Returned)+n(l.Lost) != n(l.Delivered) ||
				n(l.Supplier) < 0 || n(l.Customer) < 0 || n(l.Lost) < 0 {
				r.Fatalf("%+v", l)
			}
			if terms.MaxAge > 0 && end.DaysSince(l.On) >= terms.MaxAge && n(l.Supplier) > 0 {
				r.Fatalf("too old and not sold: %+v", l)
			}
			out += n(l.Consumed) + n(l.Returned) + n(l.Lost)
		}
		for _, m := range list {
			switch m.Kind {
			case vmi.Consumed, vmi.Lost, vmi.Returned:
				reported += n(m.Quantity)
			case vmi.Found:
				found += n(m.Quantity)
			}
		}
		if gap := reported - n(got.Unknown) - out; gap < 0 || gap > found {
			r.Fatalf("%d reported, %s unknown, %d out", reported, got.Unknown, out)
		}
		// A set: in any order, with copies.
		shuffled := rapid.Permutation(append(slices.Clone(list), list...)).Draw(r, "order")
		again, err := terms.Fold(shuffled, end)
		if err != nil ||
			!cmp.Equal(
				got, again, cmp.Comparer(logistics.Quantity.Equal), cmp.Comparer(logistics.Money.Equal),
				cmp.Comparer(func(a, b logistics.ID) bool { return a == b }),
				cmp.Comparer(func(a, b logistics.Date) bool { return a == b }),
			) {
			r.Fatalf("%+v, shuffled %+v: %v", got, again, err)
		}
	})
}

func TestFaultsOfALedger(t *testing.T) {
	_, err := vmi.Consignment{
		MaxAge: -1, Losses: logistics.MustRatio("2"), Price: logistics.MustMoney("-1 EUR"),
	}.Fold([]vmi.Movement{
		{}, movement("A", "stolen", "2025-01-01", 1), movement("A", vmi.Lost, "2025-01-01", 1),
	}, logistics.Date{})
	want := "/as_of /consignment/losses /consignment/max_age /consignment/price /consignment/rounding " +
		"/consignment/transfer /consignment/unit " +
		"/movements/0/id /movements/0/kind /movements/0/on /movements/0/quantity /movements/1/kind " +
		"/movements/1/quantity /movements/2/id /movements/2/quantity"
	if got := listOf(err); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// listOf are the paths of all faults, in order.
func listOf(err error) string {
	var faults logistics.Faults
	errors.As(err, &faults)
	var paths []string
	for _, f := range faults {
		paths = append(paths, f.Path)
	}
	slices.Sort(paths)
	return strings.Join(paths, " ")
}

// TestReportsOfAStreamReconcile makes a report from movements and finds no residual; a piece that is
// missing shows as it is.
func TestReportsOfAStreamReconcile(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		draw := func(name string) int64 { return rapid.Int64Range(0, 500).Draw(r, name) }
		opening, received, returned, sold, withdrawn, adjusted := draw("opening"), draw("received"), draw(
			"returned",
		), draw("sold"), draw("withdrawn"), draw("adjusted")-250
		ending := opening + received + returned - sold - withdrawn + adjusted
		committed, held := draw("committed"), draw("held")
		missing := rapid.Int64Range(-3, 3).Draw(r, "missing")
		b := vmi.Balance{
			Opening: pieces(opening), Received: pieces(received), Returned: pieces(returned), Sold: pieces(sold),
			Withdrawn: pieces(withdrawn),
			Adjusted:  pieces(adjusted), Ending: pieces(ending - missing), Committed: pieces(committed),
			Held: pieces(held), Available: pieces(ending - missing - committed - held),
		}
		got, err := vmi.Reconcile(b, pieces(2))
		if err != nil {
			r.Fatal(err)
		}
		want := logistics.Met
		if missing > 2 || missing < -2 {
			want = logistics.Missed
		}
		if residual, _ := got.Residual.Int(); residual != -missing || got.Books != want ||
			got.Available != logistics.Met || got.Surplus.Sign() != 0 {
			r.Fatalf("%+v with %d missing", got, missing)
		}
	})
}

func TestWhatWasNotReportedIsUnknown(t *testing.T) {
	for name, c := range map[string]struct {
		balance          vmi.Balance
		books, available logistics.Verdict
	}{
		"nothing": {vmi.Balance{}, logistics.Undetermined, logistics.Undetermined},
		"no opening stock": {
			vmi.Balance{Sold: pieces(3), Ending: pieces(5), Available: pieces(5)},
			logistics.Undetermined,
			logistics.Met,
		},
		"nothing moved": {
			vmi.Balance{Opening: pieces(5), Ending: pieces(5)}, logistics.Undetermined, logistics.Undetermined,
		},
		"without tolerance": {
			vmi.Balance{Opening: pieces(5), Sold: pieces(1), Ending: pieces(5)},
			logistics.Missed,
			logistics.Undetermined,
		},
		"negative stock": {
			vmi.Balance{Opening: pieces(5), Sold: pieces(7), Ending: pieces(-2)}, logistics.Met, logistics.Undetermined,
		},
	} {
		got, err := vmi.Reconcile(c.balance, logistics.Quantity{})
		if err != nil || got.Books != c.books || got.Available != c.available {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	_, err := vmi.Reconcile(
		vmi.Balance{Opening: pieces(1), Received: pieces(-1), Ending: logistics.MustQuantity("1 KGM")}, pieces(-1),
	)
	if got := listOf(err); got != "/ending /received /tolerance" {
		t.Errorf("%s", got)
	}
}

func TestProjection(t *testing.T) {
	c, err := vmi.Compile(soap(), hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	p := stock("150 EA")
	p.Allocated = pieces(30)
	days, err := c.Project(p, daily("20 EA", "0 EA"), []vmi.Receipt{
		{Quantity: pieces(10), Due: logistics.MustDate("2025-03-01")},
		{Quantity: pieces(400), Due: logistics.MustDate("2025-03-09")},
	}, logistics.MustDate("2025-03-03"), 8)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range days {
		var text strings.Builder
		text.WriteString(d.Stock.String())
		for name, is := range map[string]bool{" below": d.Below, " above": d.Above, " out": d.Out} {
			if is {
				text.WriteString(name)
			}
		}
		got = append(got, text.String())
	}
	if diff := cmp.Diff(
		[]string{"110 EA", "90 EA", "70 EA", "50 EA below", "30 EA below", "10 EA below", "390 EA", "370 EA"}, got,
	); diff != "" {
		t.Error(diff)
	}
	_, err = c.Project(vmi.Position{}, vmi.Demand{}, []vmi.Receipt{{}}, logistics.Date{}, 0)
	if got := listOf(err); got != "/days /demand/mean /from /position/on_hand /receipts/0/due /receipts/0/quantity" {
		t.Errorf("%s", got)
	}
}

func TestScore(t *testing.T) {
	c, err := vmi.Compile(soap(), hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	on := func(day string, n int64) vmi.DayKnown {
		return vmi.DayKnown{Date: logistics.MustDate(day), OnHand: pieces(n)}
	}
	late := on("2025-03-05", 200)
	late.Late = true
	record := vmi.Record{
		Days: []vmi.DayKnown{
			on("2025-03-03", 60), on("2025-03-04", 59), late, on("2025-03-06", 401), on("2025-03-07", 0),
			{Date: logistics.MustDate("2025-03-08"), Unknown: true},
			on("2025-04-01", 0),
		},
		Answers: []vmi.Answer{vmi.AnswerAccepted, vmi.AnswerChanged, vmi.AnswerAccepted, vmi.AnswerRejected},
		Asked:   pieces(80), Served: pieces(76),
	}
	got := map[string]string{}
	for _, o := range c.Score(record, logistics.MustID("S-1"), logistics.MustPeriod("2025-03")) {
		got[o.Metric.String()] = strconv.FormatInt(o.Num, 10) + "/" + strconv.FormatInt(o.Den, 10)
		if o.Metric.String() == vmi.InBand && (len(o.Excluded) != 1 || o.Excluded[0].Count != 1) {
			t.Errorf("%+v", o)
		}
	}
	want := map[string]string{
		vmi.InBand: "2/5", vmi.BelowMinimum: "2/5", vmi.AboveMaximum: "1/5", vmi.StockOut: "1/5",
		vmi.ReportedInTime:    "4/6",
		vmi.ProposalsAccepted: "2/4", vmi.DemandServed: "76/80",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if none := c.Score(vmi.Record{}, logistics.MustID("S-1"), logistics.MustPeriod("2025-03")); len(none) != 0 {
		t.Errorf("%v", none)
	}
}
