package sevenr_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/sevenr"
)

// promisesOf draws the revisions of two lines, in any order.
func promisesOf(r *rapid.T, base logistics.Promise) []logistics.Promise {
	var all []logistics.Promise
	for _, line := range []string{"1", "2"} {
		for revision := range rapid.IntRange(0, 4).Draw(r, "revisions of "+line) {
			p := base
			p.Line, p.Revision = logistics.MustID(line), revision+1
			p.By = rapid.SampledFrom([]logistics.Promiser{logistics.BySupplier, logistics.ByCustomer}).Draw(r, "by")
			day := logistics.MustDate("2025-03-03").AddDays(revision)
			p.From, p.To = logistics.OnDate(day), logistics.OnDate(day)
			all = append(all, p)
		}
	}
	return rapid.Permutation(all).Draw(r, "promises")
}

// twoLines is an order of two lines without promises.
func twoLines() logistics.Order {
	order, _ := documents()
	order.Promises = nil
	second := order.Lines[0]
	second.ID, second.UnitPrice = logistics.MustID("2"), logistics.Money{}
	order.Lines = append(order.Lines, second)
	return order
}

func TestTheCommitmentChoosesThePromise(t *testing.T) {
	base := func() logistics.Promise {
		order, _ := documents()
		return order.Promises[0]
	}()
	rapid.Check(t, func(r *rapid.T) {
		order := twoLines()
		order.Promises = promisesOf(r, base)
		for _, commitment := range []sevenr.Commitment{sevenr.FirstPromise, sevenr.AgreedPromise, sevenr.LastPromise} {
			policy := sevenr.Default()
			policy.Commitment = commitment
			checker, err := sevenr.Compile(policy)
			if err != nil {
				r.Fatal(err)
			}
			prepared, err := checker.Lines(order, nil, hostZones{}, later)
			if err != nil {
				r.Fatal(err)
			}
			for _, line := range prepared {
				// By hand: the revisions of the line in order, and the one the commitment means.
				own := slices.DeleteFunc(
					slices.Clone(order.Promises), func(p logistics.Promise) bool { return p.Line != line.ID },
				)
				slices.SortFunc(own, func(a, b logistics.Promise) int { return a.Revision - b.Revision })
				if len(own) == 0 {
					if !line.Promised.Window.IsZero() {
						r.Fatal("a promise from nowhere")
					}
					continue
				}
				want := own[0]
				for _, p := range own {
					if commitment == sevenr.LastPromise || commitment == sevenr.AgreedPromise &&
						p.By == logistics.ByCustomer {
						want = p
					}
				}
				window, err := want.Window(hostZones{})
				if err != nil || !line.Promised.Window.Equal(window) {
					r.Fatalf(
						"%s: revision %d is meant, the window is %s", commitment, want.Revision,
						line.Promised.Window.To(),
					)
				}
			}
		}
	})
}

func TestLinesAreReadFromDocuments(t *testing.T) {
	order, fulfilments := documents()
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		t.Fatal(err)
	}
	prepared, err := checker.Lines(order, fulfilments, hostZones{}, later)
	if err != nil || len(prepared) != 1 {
		t.Fatalf("%d lines, %v", len(prepared), err)
	}
	line := prepared[0]
	if line.Order != order.ID || line.Customer != order.Customer.ID || line.Value.String() != "120.00 EUR" ||
		line.Cancelled ||
		line.Promised.Recipient != order.Promises[0].Recipient || line.Promised.Place != order.Promises[0].Place.ID ||
		!line.Promised.Cost.Equal(order.Promises[0].Cost) {
		t.Errorf("%+v", line)
	}
	d := line.Deliveries[0]
	if len(line.Deliveries) != 1 || !d.At.Earliest().Equal(time.Date(2025, 3, 5, 11, 20, 0, 0, time.UTC)) ||
		d.Quantity.String() != "9 EA" || d.Condition != logistics.Intact {
		t.Errorf("%+v", line.Deliveries)
	}
	// A delivery at a place whose zone nobody wrote down is read on the clock of the promise.
	local := fulfilments[1]
	local.Place.Zone = ""
	prepared, err = checker.Lines(order, []logistics.Fulfilment{local}, hostZones{}, later)
	if err != nil || !prepared[0].Deliveries[0].At.Equal(d.At) {
		t.Errorf("%+v, %v", prepared, err)
	}
	// What became known later is not known yet; what belongs to another order is passed over.
	elsewhere := fulfilments[1]
	elsewhere.Event.ID, elsewhere.Order = logistics.MustID("E-9"), logistics.MustID("O-2")
	prepared, err = checker.Lines(
		order, []logistics.Fulfilment{elsewhere, fulfilments[1]}, hostZones{}, fulfilments[1].Event.Recorded.Add(-1),
	)
	if err != nil || len(prepared[0].Deliveries) != 0 {
		t.Errorf("%+v, %v", prepared, err)
	}
	prepared, err = checker.Lines(
		order, []logistics.Fulfilment{elsewhere, fulfilments[1]}, hostZones{}, fulfilments[1].Event.Recorded,
	)
	if err != nil || len(prepared[0].Deliveries) != 1 {
		t.Errorf("%+v, %v", prepared, err)
	}
	// On clocks that cannot be compared the time stays open, and a day and more apart it does not.
	for stamp, want := range map[string]logistics.Verdict{
		"2025-03-05T09:00:00": logistics.Met, "2025-03-05T12:00:00": logistics.Missed,
		"2025-03-05T09:00:00-05:00": logistics.Undetermined,
		"2025-03-06T23:00:00Z":      logistics.Missed,
	} {
		nowhere, _ := documents()
		for i := range nowhere.Promises {
			nowhere.Promises[i].Place.Zone = ""
		}
		local.Event.At = logistics.MustStamp(stamp)
		prepared, err = checker.Lines(nowhere, []logistics.Fulfilment{local}, hostZones{}, later)
		if err != nil {
			t.Fatal(err)
		}
		if result, err := checker.Check(prepared[0], later); err != nil || result.Of(logistics.RightTime) != want {
			t.Errorf(
				"%s against a clock nobody knows: %s, want %s, %v", stamp, result.Of(logistics.RightTime), want, err,
			)
		}
	}
	plain := twoLines()
	plain.Lines[1].Cancelled = logistics.MustStamp("2025-03-02")
	prepared, err = checker.Lines(plain, nil, hostZones{}, later)
	if err != nil || !prepared[1].Value.IsZero() || !prepared[1].Cancelled || prepared[0].Cancelled {
		t.Errorf("%+v, %v", prepared, err)
	}
}

func TestLinesReportEveryFault(t *testing.T) {
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		t.Fatal(err)
	}
	faultsAt := func(order logistics.Order, fulfilments []logistics.Fulfilment, zones logistics.Zones) []string {
		_, err := checker.Lines(order, fulfilments, zones, later)
		var faults logistics.Faults
		if !errors.As(err, &faults) {
			return nil
		}
		var paths []string
		for _, f := range faults {
			paths = append(paths, f.Path)
		}
		return paths
	}
	order, fulfilments := documents()
	bad, badFulfilments := order, slices.Clone(fulfilments)
	bad.Placed = logistics.Stamp{}
	badFulfilments[1].Line = logistics.ID{}
	if got := faultsAt(bad, badFulfilments, hostZones{}); !slices.Equal(
		got, []string{"/fulfilments/1/line", "/order/placed"},
	) {
		t.Errorf("faults at %q", got)
	}
	strange := slices.Clone(fulfilments)
	strange[1].Line = logistics.MustID("7")
	if got := faultsAt(order, strange[1:2], hostZones{}); !slices.Equal(got, []string{"/fulfilments/0/line"}) {
		t.Errorf("an unknown line: %q", got)
	}
	if got := faultsAt(order, fulfilments, logistics.ZoneMap{}); !slices.Equal(
		got, []string{"/fulfilments/1/event/at", "/order/promises/1/to"},
	) {
		t.Errorf("no such zone: %q", got)
	}
	dear := twoLines()
	dear.Lines[0].UnitPrice = logistics.MustMoney("9999999999999999999999999999999999 EUR")
	dear.Lines[0].Quantity = logistics.MustQuantity("1000 EA")
	if got := faultsAt(dear, nil, hostZones{}); !slices.Equal(got, []string{"/order/lines/0/unit_price"}) {
		t.Errorf("a price beyond every bound: %q", got)
	}
}

// BenchmarkLines prepares the lines of an order of twenty from its documents; ns/line is of one of them.
func BenchmarkLines(b *testing.B) {
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		b.Fatal(err)
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		b.Fatal(err)
	}
	const lines = 20
	order, fulfilments := documents()
	line, promise, delivery := order.Lines[0], order.Promises[0], fulfilments[1]
	order.Lines, order.Promises, fulfilments = nil, nil, nil
	for i := range lines {
		id := logistics.MustID(strconv.Itoa(i + 1))
		line.ID, promise.Line, delivery.Line = id, id, id
		delivery.Event.ID = logistics.MustID("E-" + strconv.Itoa(i))
		order.Lines, order.Promises = append(order.Lines, line), append(order.Promises, promise)
		fulfilments = append(fulfilments, delivery)
	}
	zones := logistics.ZoneMap{"Europe/Berlin": berlin}
	b.ReportAllocs()
	for b.Loop() {
		prepared, err := checker.Lines(order, fulfilments, zones, later)
		if err != nil || len(prepared) != lines {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/lines, "ns/line")
}

// TestWhatNeverCameIsSettledWhenItWasDue holds a line to its own day: the instant at which a window ends that is over
// until then is of the day after, and can be of the next month.
func TestWhatNeverCameIsSettledWhenItWasDue(t *testing.T) {
	march := logistics.WholeDay(logistics.MustDate("2025-03-31"), time.UTC)
	rapid.Check(t, func(r *rapid.T) {
		line := lines(t).Draw(r, "line")
		line.Deliveries, line.Cancelled = nil, false
		if rapid.Bool().Draw(r, "march") {
			line.Promised.Window = march
		}
		asOf := start.Add(time.Duration(rapid.IntRange(0, 1000).Draw(r, "hours")) * time.Hour)
		result, err := sevenr.Check(strict(), line, asOf)
		if err != nil {
			r.Skip(err.Error())
		}
		if o := result.Outcome(); !o.At.Equal(o.Due) {
			r.Fatalf("settled at %v, due at %v", o.At, o.Due)
		}
	})
}
