package sla_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla"
	"github.com/logicrm/logistics/sla/sevenr"
)

func outcomes() *rapid.Generator[[]logistics.Outcome] {
	return rapid.SliceOfN(rapid.Custom(func(r *rapid.T) logistics.Outcome {
		o := outcome(
			time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).Add(
				time.Duration(rapid.IntRange(0, 8000).Draw(r, "hour")) * time.Hour,
			),
		)
		if rapid.Bool().Draw(r, "late") {
			o = outcome(o.At, logistics.RightTime)
		}
		if rapid.IntRange(0, 9).Draw(r, "pending") == 0 {
			o.At = time.Time{}
		}
		o.Customer = logistics.MustID(rapid.SampledFrom([]string{"C-1", "C-2", "C-3"}).Draw(r, "customer"))
		return o
	}), 0, 40)
}

func evaluator(t testing.TB) *sla.Evaluator {
	t.Helper()
	e, err := sla.Compile(agreement(), hostZones{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func newBook(t interface{ Fatal(...any) }, e *sla.Evaluator) *sla.Book {
	book, err := e.NewBook()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func TestNoBookOfRollingPeriods(t *testing.T) {
	rolling := agreement()
	rolling.Period = logistics.PeriodRule{Kind: logistics.RollingPeriod, Zone: "UTC", RollDays: 28}
	e, err := sla.Compile(rolling, hostZones{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.NewBook(); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a book of overlapping periods: %v", err)
	}
}

func TestBooksCountCases(t *testing.T) {
	e, err := sla.Compile(timed(timerRule()), hostZones{}, sla.Clocks{office: officeHours(t)})
	if err != nil {
		t.Fatal(err)
	}
	book := newBook(t, e)
	good := sla.Case{Objective: logistics.MustID("resolution"), At: berlin(t, "03-28 16:00"), Verdict: logistics.Met}
	bad := good
	bad.Verdict = logistics.Missed
	if err := book.AddCase(logistics.MustID("C-1"), good); err != nil {
		t.Fatal(err)
	}
	if err := book.AddCase(logistics.MustID("C-1"), bad); err != nil {
		t.Fatal(err)
	}
	if err := book.RemoveCase(logistics.MustID("C-1"), bad); err != nil {
		t.Fatal(err)
	}
	if err := book.AddCase(logistics.MustID("C-1"), sla.Case{Objective: logistics.MustID("resolution")}); err != nil {
		t.Fatal(err)
	}
	reports := book.Reports(april)
	if len(reports) != 1 || reports[0].Report.Attained[2].Tally != (logistics.Tally{Good: 1}) || book.Undated() != 1 {
		t.Errorf("%+v, %d undated", reports, book.Undated())
	}
}

func TestBooksAgreeWithAttain(t *testing.T) {
	e := evaluator(t)
	rapid.Check(t, func(r *rapid.T) {
		all := outcomes().Draw(r, "outcomes")
		book := newBook(r, e)
		for i := range all {
			book.Add(&all[i])
		}
		asOf := april
		counted := int64(0)
		for _, c := range book.Reports(asOf) {
			var own []logistics.Outcome
			for _, o := range all {
				if o.Customer == c.Customer {
					own = append(own, o)
				}
			}
			want, err := e.Attain(sla.Facts{Outcomes: own}, c.Report.Period, asOf)
			if err != nil {
				r.Fatal(err)
			}
			if diff := cmp.Diff(want, c.Report); diff != "" {
				r.Fatal(diff)
			}
			counted += c.Report.Attained[0].Tally.Total()
		}
		if counted+book.Undated() != int64(len(all)) {
			r.Fatalf("%d counted and %d undated of %d", counted, book.Undated(), len(all))
		}
	})
}

func TestBooksMergeAndSubtract(t *testing.T) {
	e := evaluator(t)
	rapid.Check(t, func(r *rapid.T) {
		all, wrong := outcomes().Draw(r, "outcomes"), outcomes().Draw(r, "wrong")
		whole, left, right := newBook(r, e), newBook(r, e), newBook(r, e)
		for i := range all {
			whole.Add(&all[i])
			if rapid.Bool().Draw(r, "left") {
				left.Add(&all[i])
			} else {
				right.Add(&all[i])
			}
		}
		if err := right.Merge(left); err != nil {
			r.Fatal(err)
		}
		if diff := cmp.Diff(whole.Reports(april), right.Reports(april)); diff != "" {
			r.Fatal(diff)
		}
		for i := range wrong {
			right.Add(&wrong[i])
		}
		for i := range wrong {
			right.Remove(&wrong[i])
		}
		if diff := cmp.Diff(whole.Reports(april), right.Reports(april)); diff != "" {
			r.Fatal(diff)
		}
	})
	other := agreement()
	other.Version = 2
	second, err := sla.Compile(other, hostZones{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := newBook(t, e).Merge(newBook(t, second)); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("books of two versions: %v", err)
	}
}

// TestASentinelDateIsUndated: a date that means "never" neither makes a report of its own nor divides another, and it
// can be taken out again.
func TestASentinelDateIsUndated(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		e := evaluator(t)
		clean, book := newBook(r, e), newBook(r, e)
		sentinel := time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
		all := outcomes().Draw(r, "outcomes")
		for i := range all {
			clean.Add(&all[i])
			book.Add(&all[i])
			never := all[i]
			never.Due, never.At = sentinel.Add(-time.Duration(i%3)*time.Second), sentinel
			book.Add(&never)
		}
		if diff := cmp.Diff(clean.Reports(april), book.Reports(april)); diff != "" {
			r.Fatal(diff)
		}
		if book.Undated() != clean.Undated()+int64(len(all)) {
			r.Fatalf("%d undated, without sentinels %d of %d", book.Undated(), clean.Undated(), len(all))
		}
	})
}

// BenchmarkLinesToAttainment takes prepared lines through the seven Rs into the books of ten thousand
// customers and twelve months.
func BenchmarkLinesToAttainment(b *testing.B) {
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		b.Fatal(err)
	}
	e := evaluator(b)
	const customers, kinds = 10000, 1 << 16
	ids := make([]logistics.ID, customers)
	for i := range ids {
		ids[i] = logistics.MustID(
			"C-" + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676%26)),
		)
	}
	product, place := logistics.MustID("gtin:6291041500213"), logistics.MustID("gln:4012345000023")
	quantity, cost := logistics.MustQuantity("10 EA"), logistics.KnownCost(logistics.MustMoney("120 EUR"))
	lines := make([]sevenr.Line, kinds)
	deliveries := make([]sevenr.Delivery, kinds)
	state := uint64(1)
	for i := range lines {
		state = state*6364136223846793005 + 1442695040888963407
		day := time.Date(2025, 1, 1+int(state>>33)%365, 0, 0, 0, 0, time.UTC)
		window, err := logistics.NewWindow(day, day.AddDate(0, 0, 1), logistics.Until)
		if err != nil {
			b.Fatal(err)
		}
		customer := ids[int(state>>17)%customers]
		deliveries[i] = sevenr.Delivery{
			Product: product, Quantity: quantity, Condition: logistics.Intact, Recipient: customer, Place: place,
			Cost: cost,
			At:   logistics.At(day.Add(time.Duration(state>>40%30) * time.Hour)),
		}
		lines[i] = sevenr.Line{
			Customer: customer, Deliveries: deliveries[i : i+1],
			Promised: sevenr.Promised{
				Product: product, Quantity: quantity, Recipient: customer, Place: place, Cost: cost, Window: window,
			},
		}
	}
	asOf := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	book := newBook(b, e)
	i := 0
	for b.Loop() {
		result, err := checker.Check(lines[i&(kinds-1)], asOf)
		if err != nil {
			b.Fatal(err)
		}
		o := result.Outcome()
		book.Add(&o)
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "Mlines/s")
}
