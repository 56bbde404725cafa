package sevenr_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/sevenr"
)

// parts draws a line of ten units and some deliveries and bills in any order, before, in and after the window.
func parts(t testing.TB) *rapid.Generator[sevenr.Line] {
	return rapid.Custom(func(r *rapid.T) sevenr.Line {
		line := perfect(t)
		if rapid.IntRange(0, 5).Draw(r, "no window") == 0 {
			line.Promised.Window = logistics.Window{}
		}
		base := line.Deliveries[0]
		line.Deliveries = nil
		for range rapid.IntRange(0, 12).Draw(r, "deliveries") {
			d := base
			units := rapid.IntRange(0, 12).Draw(r, "units")
			d.Quantity = logistics.Count(int64(units), d.Quantity.Unit())
			d.Cost = logistics.KnownCost(logistics.Minor(int64(units)*1200, logistics.MustCurrency("EUR")))
			at := start.Add(time.Duration(rapid.IntRange(-3, 60).Draw(r, "hours")) * time.Hour)
			d.At = logistics.At(at)
			if rapid.IntRange(0, 9).Draw(r, "undated") == 0 {
				d.At = logistics.Interval{}
			}
			switch rapid.IntRange(0, 9).Draw(r, "kind") {
			case 0:
				d.Condition = logistics.Damaged
			case 1:
				d.Product = towel
			case 2:
				d.Quantity = logistics.Quantity{}
			case 3:
				d.Place = logistics.ID{}
			case 4:
				d.Cost = logistics.CostFact{}
			case 5:
				wide, err := logistics.NewInterval(at, at.Add(2*time.Hour))
				if err != nil {
					r.Fatal(err)
				}
				d.At = wide
			}
			d.Documents = papers(at).Draw(r, "documents")
			line.Deliveries = append(line.Deliveries, d)
		}
		for range rapid.IntRange(0, 2).Draw(r, "bills") {
			line.Bills = append(line.Bills, sevenr.Bill{
				Amount: logistics.Minor(
					int64(rapid.IntRange(-5, 12).Draw(r, "billed"))*1200, logistics.MustCurrency("EUR"),
				),
				At:    logistics.At(start.Add(time.Duration(rapid.IntRange(-3, 60).Draw(r, "billed at")) * time.Hour)),
				Final: rapid.Bool().Draw(r, "final"),
			})
		}
		if rapid.IntRange(0, 5).Draw(r, "cancelled") == 0 {
			line.Cancelled = true
			line.CancelledAt = logistics.At(start.Add(time.Duration(rapid.IntRange(-3, 60).Draw(r, "at")) * time.Hour))
		}
		return line
	})
}

func policies() *rapid.Generator[sevenr.Tolerances] {
	return rapid.Custom(func(r *rapid.T) sevenr.Tolerances {
		p := rapid.SampledFrom(
			[]sevenr.Tolerances{strict(), tolerant(), waiving(logistics.RightCost)},
		).Draw(r, "policy")
		if rapid.Bool().Draw(r, "patient") {
			p.Closes = logistics.Days(1)
		}
		if rapid.Bool().Draw(r, "billing") {
			p.Billing = logistics.MustDuration("PT12H")
		}
		p.CostBasis = rapid.SampledFrom(
			[]sevenr.CostBasis{"", sevenr.PayAccepted, sevenr.PayDelivered, sevenr.PaySurplus, sevenr.PayOrdered},
		).Draw(r, "basis")
		p.Documents = rapid.SampledFrom([][]sevenr.DocumentRule{
			nil,
			{{Kind: logistics.ShipNotice, By: logistics.MustDuration("-PT1H"), Quantity: true}},
			{{Kind: logistics.DeliveryProof, By: logistics.MustDuration("PT6H")}, {Kind: logistics.ShipNotice}},
		}).Draw(r, "asked for")
		return p
	})
}

// known is what of a line had happened at an instant.
func known(line sevenr.Line, at time.Time) sevenr.Line {
	line.Deliveries = slices.DeleteFunc(slices.Clone(line.Deliveries), func(d sevenr.Delivery) bool {
		return d.At.Earliest().After(at)
	})
	for i := range line.Deliveries {
		d := &line.Deliveries[i]
		d.Documents = slices.DeleteFunc(
			slices.Clone(d.Documents), func(p sevenr.Document) bool { return p.At.Earliest().After(at) },
		)
	}
	if line.CancelledAt.Earliest().After(at) {
		line.Cancelled, line.CancelledAt = false, logistics.Interval{}
	}
	line.Bills = slices.DeleteFunc(
		slices.Clone(line.Bills), func(b sevenr.Bill) bool { return b.At.Earliest().After(at) },
	)
	return line
}

// TestAVerdictThatWasGivenStays: whatever happens after an instant changes no verdict given at it, and no right that
// was met or missed once is anything else later, in whatever order things happen.
func TestAVerdictThatWasGivenStays(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		line, policy := parts(t).Draw(r, "line"), policies().Draw(r, "policy")
		checker, err := sevenr.Compile(policy)
		if err != nil {
			r.Fatal(err)
		}
		given := map[logistics.Right]logistics.Verdict{}
		documents := logistics.NotDue
		for hour := -4; hour <= 100; hour += 2 {
			asOf := start.Add(time.Duration(hour)*time.Hour + time.Minute)
			all, err := checker.Check(line, asOf)
			if err != nil {
				r.Fatal(err)
			}
			then, err := checker.Check(known(line, asOf), asOf)
			if err != nil {
				r.Fatal(err)
			}
			for _, right := range logistics.AllRights() {
				v := all.Of(right)
				if v != then.Of(right) {
					r.Fatalf("%s at %s: %s, and %s by what had happened", right, asOf, v, then.Of(right))
				}
				if before, ok := given[right]; ok && before != v {
					r.Fatalf("%s was %s and is %s at %s", right, before, v, asOf)
				}
				if v.Decided() {
					given[right] = v
				}
			}
			v := all.Documentation()
			if v != then.Documentation() {
				r.Fatalf("documents at %s: %s, and %s by what had happened", asOf, v, then.Documentation())
			}
			if documents.Decided() && v != documents {
				r.Fatalf("documents were %s and are %s at %s", documents, v, asOf)
			}
			documents = v
		}
	})
}

// TestTheOrderOfFactsDoesNotMatter in which a host gives them.
func TestTheOrderOfFactsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		line, policy := parts(t).Draw(r, "line"), policies().Draw(r, "policy")
		other := line
		other.Deliveries = rapid.Permutation(line.Deliveries).Draw(r, "deliveries")
		other.Bills = rapid.Permutation(line.Bills).Draw(r, "bills")
		for i := range other.Deliveries {
			d := &other.Deliveries[i]
			d.Documents = rapid.Permutation(d.Documents).Draw(r, "documents")
		}
		asOf := start.Add(time.Duration(rapid.IntRange(-4, 100).Draw(r, "as of")) * time.Hour)
		a, errA := sevenr.Check(policy, line, asOf)
		b, errB := sevenr.Check(policy, other, asOf)
		if errA != nil || errB != nil || a.Rights() != b.Rights() || a.Documentation() != b.Documentation() ||
			!a.Outcome().Good.Equal(b.Outcome().Good) {
			r.Fatalf("%v and %v (%v, %v)", a.Rights(), b.Rights(), errA, errB)
		}
	})
}

// TestCostIsAThreeWayMatch of order, receipt and invoice.
func TestCostIsAThreeWayMatch(t *testing.T) {
	euro := func(s string) logistics.CostFact { return logistics.KnownCost(logistics.MustMoney(s + " EUR")) }
	eighty := perfect(t)
	eighty.Promised.Quantity, eighty.Promised.Cost = logistics.MustQuantity("80 EA"), euro("800")
	part := func(units, billed string, at time.Time) sevenr.Delivery {
		d := eighty.Deliveries[0]
		d.Quantity, d.Cost, d.At = logistics.MustQuantity(units+" EA"), euro(billed), logistics.At(at)
		return d
	}
	damaged := part("40", "400", start)
	damaged.Condition = logistics.Damaged
	credit := []sevenr.Bill{{Amount: logistics.MustMoney("-400 EUR"), At: logistics.At(start)}}
	for _, c := range []struct {
		name       string
		deliveries []sevenr.Delivery
		bills      []sevenr.Bill
		change     func(*sevenr.Tolerances)
		asOf       time.Time
		want       logistics.Verdict
	}{
		{"half delivered, half billed", []sevenr.Delivery{part("40", "400", start)}, nil, nil, later, logistics.Met},
		{"half delivered, all billed", []sevenr.Delivery{part("40", "800", start)}, nil, nil, later, logistics.Missed},
		{
			"half delivered, all billed, while the rest may come",
			[]sevenr.Delivery{part("40", "800", start)},
			nil,
			nil,
			start.Add(time.Hour), logistics.NotDue,
		},
		{"all billed, half credited", []sevenr.Delivery{part("40", "800", start)}, credit, nil, later, logistics.Met},
		{"damaged units are not paid for", []sevenr.Delivery{damaged}, nil, nil, later, logistics.Missed},
		{
			"damaged units are paid for",
			[]sevenr.Delivery{damaged},
			nil,
			func(p *sevenr.Tolerances) { p.CostBasis = sevenr.PayDelivered }, later, logistics.Met,
		},
		{"more than ordered", []sevenr.Delivery{part("90", "900", start)}, nil, nil, later, logistics.Missed},
		{
			"more than ordered, by contract",
			[]sevenr.Delivery{part("90", "900", start)},
			nil,
			func(p *sevenr.Tolerances) { p.CostBasis = sevenr.PaySurplus }, later, logistics.Met,
		},
		{
			"the total, by contract",
			[]sevenr.Delivery{part("40", "800", start)},
			nil,
			func(p *sevenr.Tolerances) { p.CostBasis = sevenr.PayOrdered }, later, logistics.Met,
		},
		{
			"bills are waited for",
			[]sevenr.Delivery{part("80", "900", start)},
			nil,
			func(p *sevenr.Tolerances) { p.Billing = logistics.Days(30) }, later, logistics.NotDue,
		},
		{
			"a final bill closes the billing",
			[]sevenr.Delivery{part("80", "700", start)},
			[]sevenr.Bill{{Amount: logistics.MustMoney("100 EUR"), At: logistics.At(noon), Final: true}},
			func(p *sevenr.Tolerances) { p.Billing = logistics.Days(30) }, later, logistics.Met,
		},
		{
			"each bill is rounded by itself",
			[]sevenr.Delivery{part("20", "200.01", start), part("20", "200", start), part("40", "400", start)},
			nil,
			nil,
			later, logistics.Met,
		},
	} {
		line, policy := eighty, strict()
		line.Deliveries, line.Bills = c.deliveries, c.bills
		if c.change != nil {
			c.change(&policy)
		}
		if result, err := sevenr.Check(policy, line, c.asOf); err != nil || result.Of(logistics.RightCost) != c.want {
			t.Errorf("%s: %s, %v, want %s: %q", c.name, result.Of(logistics.RightCost), err, c.want,
				result.Sentences(logistics.Language{}))
		}
	}
}

// TestWhatIsNotCompleteIsNotGivenAVerdict, whether a little has come or nothing.
func TestWhatIsNotCompleteIsNotGivenAVerdict(t *testing.T) {
	line := perfect(t)
	line.Promised.Window = logistics.Window{}
	line.Deliveries[0].Quantity = logistics.MustQuantity("4 EA")
	for name, deliveries := range map[string][]sevenr.Delivery{"a part": line.Deliveries, "nothing": nil} {
		line.Deliveries = deliveries
		result, err := sevenr.Check(strict(), line, later)
		if err != nil || result.Of(logistics.RightQuantity) != logistics.Undetermined {
			t.Errorf("%s, and no window: %s, %v", name, result.Of(logistics.RightQuantity), err)
		}
	}
}

// TestNoProofOfDeliveryLeavesTheRestOfTheOrderJudged: a fulfilment without an instant, and a cancelled line of nothing.
func TestNoProofOfDeliveryLeavesTheRestOfTheOrderJudged(t *testing.T) {
	order, fulfilments := documents()
	fulfilments[1].Event.At = logistics.Stamp{}
	fulfilments[3].Event.At = logistics.Stamp{}
	results, err := sevenr.Judge(
		sevenr.Default(), []logistics.Order{order}, fulfilments, hostZones{},
		time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	line := results[0].Lines[0]
	if line.Of(logistics.RightTime) != logistics.Undetermined || line.Of(logistics.RightProduct) != logistics.Met {
		t.Errorf("%v: %q", line.Rights(), results[0].Sentences(logistics.Language{}))
	}
	nothing := sevenr.Line{Cancelled: true}
	if result, err := sevenr.Check(strict(), nothing, later); err != nil || result.Verdict() != logistics.Waived ||
		len(result.Reasons()) != 1 {
		t.Errorf("a cancelled line of nothing: %s, %v, %v", result.Verdict(), result.Reasons(), err)
	}
}

// TestAnyTimeLateNeedsAnEnd: half a line short, two years later, is missed.
func TestAnyTimeLateNeedsAnEnd(t *testing.T) {
	policy := strict()
	policy.Late = logistics.AnyTime()
	if _, err := sevenr.Compile(policy); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a quantity that is never final: %v", err)
	}
	policy.Closes = logistics.Days(90)
	line := perfect(t)
	line.Deliveries[0].Quantity = logistics.MustQuantity("5 EA")
	for asOf, want := range map[time.Time]logistics.Verdict{
		noon.AddDate(0, 0, 80): logistics.NotDue, noon.AddDate(2, 0, 0): logistics.Missed,
	} {
		if result, err := sevenr.Check(policy, line, asOf); err != nil || result.Of(logistics.RightQuantity) != want {
			t.Errorf("at %s: %s, %v, want %s", asOf, result.Of(logistics.RightQuantity), err, want)
		}
	}
}

// year draws some orders with fulfilments in any order, duplicates and retractions among them.
func year(n int) ([]logistics.Order, []logistics.Fulfilment) {
	var orders []logistics.Order
	var fulfilments []logistics.Fulfilment
	for i := range n {
		order, own := documents()
		order.ID = logistics.MustID("O-" + strconv.Itoa(i))
		for _, f := range own {
			f.Event.ID = logistics.MustID(f.Event.ID.String() + "-" + strconv.Itoa(i))
			if !f.Event.Retracts.IsZero() {
				f.Event.Retracts = logistics.MustID(f.Event.Retracts.String() + "-" + strconv.Itoa(i))
			}
			if !f.Order.IsZero() {
				f.Order = order.ID
			}
			fulfilments = append(fulfilments, f)
		}
		orders = append(orders, order)
	}
	return orders, fulfilments
}

// TestManyOrdersAreJudgedAsEachByItself, whatever the order of the facts.
func TestManyOrdersAreJudgedAsEachByItself(t *testing.T) {
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(r *rapid.T) {
		orders, fulfilments := year(rapid.IntRange(1, 5).Draw(r, "orders"))
		fulfilments = rapid.Permutation(fulfilments).Draw(r, "fulfilments")
		judged, err := checker.Judge(orders, fulfilments, hostZones{}, asOf)
		if err != nil {
			r.Fatal(err)
		}
		for i, order := range orders {
			lines, err := checker.Lines(order, fulfilments, hostZones{}, asOf)
			if err != nil {
				r.Fatal(err)
			}
			for k, line := range lines {
				alone, err := checker.Check(line, asOf)
				if err != nil {
					r.Fatal(err)
				}
				if diff := cmp.Diff(alone.Reasons(), judged[i].Lines[k].Reasons()); diff != "" {
					r.Fatalf("order %s (-alone +among many):\n%s", order.ID, diff)
				}
			}
		}
	})
}

func TestFaultsOfManyOrdersComeTogether(t *testing.T) {
	orders, fulfilments := year(3)
	orders[1].Lines = nil
	orders = append(orders, orders[0])
	fulfilments[1].Order = logistics.MustID("O-9")
	_, err := sevenr.Judge(sevenr.Default(), orders, fulfilments, hostZones{}, later)
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	var got []string
	for _, f := range faults {
		got = append(got, f.Path+" "+string(f.Code))
	}
	for _, want := range []string{
		"/fulfilments/1/order unknown", "/orders/1/lines required", "/orders/3/id duplicate",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not among %q", want, got)
		}
	}
}

// TestGrowthOfManyOrders and of one order with many lines and deliveries.
func TestGrowthOfManyOrders(t *testing.T) {
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		t.Fatal(err)
	}
	golden.Growth(t, 2000, func(n int) func() {
		orders, fulfilments := year(n)
		return func() {
			if _, err := checker.Judge(orders, fulfilments, hostZones{}, asOf); err != nil {
				t.Fatal(err)
			}
		}
	})
	golden.Growth(t, 4000, func(n int) func() {
		line := perfect(t)
		for i := range n {
			d := line.Deliveries[0]
			d.At = logistics.At(start.Add(-time.Duration(i) * time.Minute))
			line.Deliveries = append(line.Deliveries, d)
		}
		return func() {
			if _, err := checker.Check(line, later); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// large is many orders of two or three lines with a fulfilment each, on one page of a host's own tables.
func large(orders int) ([]logistics.Order, []logistics.Fulfilment) {
	template, own := documents()
	template.Lines, template.Promises = template.Lines[:1], template.Promises[:1]
	proof := own[1]
	list := make([]logistics.Order, 0, orders)
	var fulfilments []logistics.Fulfilment
	n := 0
	for i := range orders {
		order := template
		order.ID, order.Lines, order.Promises = logistics.MustID("O-"+strconv.Itoa(i)), nil, nil
		day := logistics.MustDate("2025-03-03").AddDays(i % 5)
		template.Promises[0].From, template.Promises[0].To = logistics.OnDate(day), logistics.OnDate(day)
		for k := range 2 + i%2 {
			line, promise := template.Lines[0], template.Promises[0]
			line.ID = logistics.MustID(strconv.Itoa(k + 1))
			promise.Line = line.ID
			order.Lines, order.Promises = append(order.Lines, line), append(order.Promises, promise)
			f := proof
			f.Event.ID, f.Order, f.Line = logistics.MustID("E-"+strconv.Itoa(n)), order.ID, line.ID
			fulfilments = append(fulfilments, f)
			n++
		}
		list = append(list, order)
	}
	return list, fulfilments
}

// BenchmarkJudge judges orders from their documents on two cores, each half of them; it reports lines in a second.
func BenchmarkJudge(b *testing.B) {
	const half = 20_000
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		b.Fatal(err)
	}
	zones := logistics.CacheZones(hostZones{})
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	orders, fulfilments := large(half)
	b.ReportAllocs()
	for b.Loop() {
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				if _, err := checker.Judge(orders, fulfilments, zones, asOf); err != nil {
					b.Error(err)
				}
			})
		}
		both.Wait()
	}
	b.ReportMetric(float64(b.N)*2*float64(len(fulfilments))/b.Elapsed().Seconds(), "lines/s")
}

// TestARetractionNamesTheOrderOfWhatItTakesBack holds that one which names another is a fault, and passed over by none.
func TestARetractionNamesTheOrderOfWhatItTakesBack(t *testing.T) {
	order, fulfilments := documents()
	other := order
	other.ID = logistics.MustID("O-2")
	stray := slices.Clone(fulfilments)
	for i := range stray {
		if !stray[i].Event.Retracts.IsZero() {
			stray[i].Order, stray[i].Line = other.ID, other.Lines[0].ID
		}
	}
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		t.Fatal(err)
	}
	_, many := checker.Judge([]logistics.Order{order, other}, stray, hostZones{}, asOf)
	_, one := checker.Lines(order, stray, hostZones{}, asOf)
	for _, err := range []error{many, one} {
		if err == nil || !strings.Contains(err.Error(), "/fulfilments/0/order: conflict") {
			t.Errorf("%v", err)
		}
	}
}

// TestABillHasAnAmount, as there is nothing to hold against what is payable without one.
func TestABillHasAnAmount(t *testing.T) {
	order, fulfilments := documents()
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		t.Fatal(err)
	}
	lines, err := checker.Lines(order, fulfilments, hostZones{}, asOf)
	if err != nil {
		t.Fatal(err)
	}
	lines[0].Bills = []sevenr.Bill{{}}
	if _, err := checker.Check(lines[0], asOf); err == nil || !strings.Contains(err.Error(), "/bills/0/amount") {
		t.Errorf("a bill without an amount: %v", err)
	}
}

// TestWhatCameAfterwardsIsTheirSumOrNotKnown: a delivery that nobody counted leaves it unknown, whatever comes then.
func TestWhatCameAfterwardsIsTheirSumOrNotKnown(t *testing.T) {
	order, fulfilments := documents()
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		t.Fatal(err)
	}
	lines, err := checker.Lines(order, fulfilments, hostZones{}, asOf)
	if err != nil {
		t.Fatal(err)
	}
	line := lines[0]
	line.Deliveries = line.Deliveries[:1]
	line.Deliveries[0].Quantity = line.Promised.Quantity
	add := func(day int, quantity logistics.Quantity) {
		later := line.Deliveries[0]
		later.At = logistics.StampOf(time.Date(2025, 3, day, 9, 0, 0, 0, time.UTC)).IntervalIn(time.UTC)
		later.Quantity = quantity
		line.Deliveries = append(line.Deliveries, later)
	}
	for day, want := range map[int]string{6: "2 EA", 7: "5 EA", 8: "", 9: ""} {
		line.Deliveries = line.Deliveries[:1]
		for i, q := range []string{"2 EA", "3 EA", "", "4 EA"}[:day-5] {
			var quantity logistics.Quantity
			if q != "" {
				quantity = logistics.MustQuantity(q)
			}
			add(6+i, quantity)
		}
		result, err := checker.Check(line, asOf)
		if err != nil {
			t.Fatal(err)
		}
		reasons := result.Reasons()
		last := reasons[len(reasons)-1]
		if last.Code != sevenr.AfterClose || last.Param("surplus") != want {
			t.Errorf("by the %dth: %s %q, want %q", day, last.Code, last.Param("surplus"), want)
		}
	}
}
