package sevenr_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/sevenr"
)

// TestManyOrdersAreJudgedAsEachAlone: what is kept from one promise to the next is never that of another.
func TestManyOrdersAreJudgedAsEachAlone(t *testing.T) {
	template, own := documents()
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		t.Fatal(err)
	}
	stamps := []string{"2025-03-03", "2025-03-04", "2025-03-04T12:00", "2025-03-05T08:00", "2025-03-05T12:00:00Z"}
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(r *rapid.T) {
		var orders []logistics.Order
		var fulfilments []logistics.Fulfilment
		for i := range rapid.IntRange(1, 3).Draw(r, "orders") {
			order := template
			order.ID, order.Lines, order.Promises = logistics.MustID("O-"+string(rune('a'+i))), nil, nil
			for k := range rapid.IntRange(1, 3).Draw(r, "lines") {
				line, promise, came := template.Lines[0], template.Promises[0], own[1]
				line.ID = logistics.MustID(string(rune('1' + k)))
				promise.Line = line.ID
				from := rapid.IntRange(0, 3).Draw(r, "from")
				promise.From = logistics.MustStamp(stamps[from])
				promise.To = logistics.MustStamp(stamps[rapid.IntRange(from, 4).Draw(r, "to")])
				promise.End = rapid.SampledFrom([]logistics.EndRule{logistics.Until, logistics.By}).Draw(r, "end")
				promise.Place.Zone = rapid.SampledFrom([]string{"Europe/Berlin", "UTC", ""}).Draw(r, "zone")
				order.Lines, order.Promises = append(order.Lines, line), append(order.Promises, promise)
				came.Event.ID = logistics.MustID("E-" + order.ID.Value() + line.ID.Value())
				came.Order, came.Line, came.Place.Zone = order.ID, line.ID, ""
				came.Event.At = logistics.MustStamp(rapid.SampledFrom(stamps).Draw(r, "came"))
				fulfilments = append(fulfilments, came)
			}
			orders = append(orders, order)
		}
		together, err := checker.Judge(orders, fulfilments, hostZones{}, asOf)
		if err != nil {
			r.Skip(err) // a window that ends before it begins
		}
		for i, order := range orders {
			for k := range order.Lines {
				one := order
				one.Lines, one.Promises = order.Lines[k:k+1], order.Promises[k:k+1]
				var its []logistics.Fulfilment
				for _, f := range fulfilments {
					if f.Order == one.ID && f.Line == one.Lines[0].ID {
						its = append(its, f)
					}
				}
				alone, err := checker.Judge([]logistics.Order{one}, its, hostZones{}, asOf)
				if err != nil {
					r.Fatal(err)
				}
				if diff := cmp.Diff(alone[0].Lines[0].Outcome(), together[i].Lines[k].Outcome()); diff != "" {
					r.Fatal(diff)
				}
			}
		}
	})
}

// TestOtherProductsAndUnitsAreNoQuantityOfThisOne; a product that nobody recorded is taken for the promised one.
func TestOtherProductsAndUnitsAreNoQuantityOfThisOne(t *testing.T) {
	six, four := logistics.MustQuantity("6 EA"), logistics.MustQuantity("4 EA")
	for _, c := range []struct {
		name            string
		change          func(d *sevenr.Delivery)
		verdict         logistics.Verdict
		delivered, good string
	}{
		{"the promised one", func(*sevenr.Delivery) {}, logistics.Met, "10 EA", "10 EA"},
		{"another product", func(d *sevenr.Delivery) { d.Product = towel }, logistics.Missed, "6 EA", "6 EA"},
		{"no product", func(d *sevenr.Delivery) { d.Product = logistics.ID{} }, logistics.Met, "10 EA", "6 EA"},
		{
			"another unit", func(d *sevenr.Delivery) { d.Quantity = logistics.MustQuantity("4 KGM") },
			logistics.Undetermined, "6 EA", "6 EA",
		},
	} {
		line := perfect(t)
		first := line.Deliveries[0]
		first.Quantity, first.Cost = four, logistics.CostFact{}
		c.change(&first)
		second := line.Deliveries[0]
		second.Quantity = six
		line.Deliveries = []sevenr.Delivery{first, second} // whatever is wrong with the first, the second counts
		result, err := sevenr.Check(strict(), line, later)
		if err != nil {
			t.Fatal(err)
		}
		if result.Of(logistics.RightQuantity) != c.verdict || result.Outcome().Good.String() != c.good {
			t.Errorf(
				"%s: %s with %s good, want %s with %s", c.name, result.Of(logistics.RightQuantity),
				result.Outcome().Good, c.verdict, c.good,
			)
		}
		for _, reason := range result.Reasons() {
			if d := reason.Param("delivered"); reason.Code == sevenr.QuantityShort && d != c.delivered {
				t.Errorf("%s: %s delivered, want %s", c.name, d, c.delivered)
			}
		}
	}
}

// TestAnOutcomeIsDatedByWhatCameLast, at the latest it can have come.
func TestAnOutcomeIsDatedByWhatCameLast(t *testing.T) {
	line := perfect(t)
	wide, err := logistics.NewInterval(start.Add(-time.Hour), start.Add(2*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	first := line.Deliveries[0]
	first.Quantity, first.At = logistics.MustQuantity("4 EA"), wide
	line.Deliveries[0].Quantity, line.Deliveries[0].At = logistics.MustQuantity("6 EA"), logistics.At(start)
	line.Deliveries = append(line.Deliveries, first)
	result, err := sevenr.Check(strict(), line, later)
	if err != nil {
		t.Fatal(err)
	}
	if at := result.Outcome().At; !at.Equal(start.Add(2 * time.Hour)) {
		t.Errorf("dated %s", at)
	}
}

// TestADistanceThatIsNoLengthIsNotNear.
func TestADistanceThatIsNoLengthIsNotNear(t *testing.T) {
	policy := strict()
	policy.Geofence = logistics.MustQuantity("0.2 KMT")
	for distance, want := range map[string]logistics.Verdict{
		"150 MTR": logistics.Met, "250 MTR": logistics.Missed, "1 KGM": logistics.Missed,
	} {
		line := perfect(t)
		line.Deliveries[0].Place, line.Deliveries[0].Distance = towel, logistics.MustQuantity(distance)
		result, err := sevenr.Check(policy, line, later)
		if err != nil || result.Of(logistics.RightPlace) != want {
			t.Errorf("%s: %s, want %s: %v", distance, result.Of(logistics.RightPlace), want, err)
		}
	}
}

// TestAllFaultsOfManyOrdersAreTold, those after the first too.
func TestAllFaultsOfManyOrdersAreTold(t *testing.T) {
	order, fulfilments := documents()
	nowhere := fulfilments[1]
	nowhere.Event.ID, nowhere.Place.Zone = logistics.MustID("E-9"), "Mars/Olympus"
	_, err := sevenr.Judge(
		sevenr.Default(), []logistics.Order{order, order, order}, append(fulfilments, nowhere), hostZones{}, later,
	)
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	for _, want := range []string{"/orders/1/id: duplicate", "/orders/2/id: duplicate"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %s in %v", want, err)
		}
	}
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	if _, err := sevenr.Judge(
		sevenr.Default(), []logistics.Order{order}, append(fulfilments, nowhere), hostZones{}, asOf,
	); err == nil || !strings.Contains(err.Error(), "/fulfilments/4/event/at") {
		t.Errorf("a zone nobody knows: %v", err)
	}
}

// TestARetractionOfARetractionFindsItsOrder, where neither says which it is.
func TestARetractionOfARetractionFindsItsOrder(t *testing.T) {
	order, fulfilments := documents()
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	back := func(id, what string) logistics.Fulfilment {
		return logistics.Fulfilment{Event: logistics.Envelope{
			ID: logistics.MustID(id), Recorded: asOf.Add(-time.Hour), Retracts: logistics.MustID(what),
		}}
	}
	delivered := fulfilments[1]
	list := []logistics.Fulfilment{back("X-3", "X-2"), back("X-2", "X-1"), back("X-1", "E-2"), delivered}
	for n, came := range []bool{true, false, true, false} {
		judged, err := sevenr.Judge(sevenr.Default(), []logistics.Order{order}, list[3-n:], hostZones{}, asOf)
		if err != nil {
			t.Fatal(err)
		}
		if got := judged[0].Lines[0].Of(logistics.RightProduct) == logistics.Met; got != came {
			t.Errorf("with %d retractions the delivery counts: %v", n, got)
		}
	}
}

// TestACostThatNobodySaidIsUnknown also where bills are waited for and none came.
func TestACostThatNobodySaidIsUnknown(t *testing.T) {
	waiting := strict()
	waiting.Billing = logistics.Days(30)
	line := perfect(t)
	line.Deliveries[0].Cost = logistics.CostFact{}
	result, err := sevenr.Check(waiting, line, later.AddDate(0, 3, 0))
	if err != nil {
		t.Fatal(err)
	}
	reasons := result.Reasons()
	if len(reasons) != 1 || reasons[0].Code != sevenr.CostUnknown {
		t.Errorf("%v", reasons)
	}
}

// TestCreditsWhereNothingIsPayable: goods that were not accepted, and a credit note.
func TestCreditsWhereNothingIsPayable(t *testing.T) {
	for billed, want := range map[string]logistics.Code{
		"-5 EUR": sevenr.CostCredited, "5 EUR": sevenr.CostOver, "0 EUR": "",
	} {
		line := perfect(t)
		line.Deliveries[0].Condition = logistics.Damaged
		line.Deliveries[0].Cost = logistics.KnownCost(logistics.MustMoney(billed))
		result, err := sevenr.Check(strict(), line, later)
		if err != nil {
			t.Fatal(err)
		}
		got := logistics.Code("")
		for _, reason := range result.Reasons() {
			if strings.HasPrefix(string(reason.Code), "sevenr.cost.") {
				got = reason.Code
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", billed, got, want)
		}
	}
}

// TestClocksThatNobodyKnowsAreComparedWithThemselvesAlone: a stamp without a zone says something of a promise that was
// written by the same clock, and nothing for certain of one with a zone or of one that has it at one end.
func TestClocksThatNobodyKnowsAreComparedWithThemselvesAlone(t *testing.T) {
	const bare, zoned = "2025-03-05T08:00", "2025-03-05T08:00:00Z"
	order, fulfilments := documents()
	promise, came := order.Promises[0], fulfilments[1]
	promise.Place.Zone, came.Place.Zone = "", ""
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		from, to, at string
		want         logistics.Verdict
	}{
		{bare, "2025-03-05T12:00", "2025-03-05T09:00", logistics.Met},
		{bare, "2025-03-05T12:00", "2025-03-05T13:00", logistics.Missed},
		{bare, "2025-03-05T12:00", "2025-03-05T09:00:00Z", logistics.Undetermined},
		{zoned, "2025-03-05T12:00:00Z", "2025-03-05T09:00:00Z", logistics.Met},
		{zoned, "2025-03-05T12:00:00Z", "2025-03-05T09:00", logistics.Undetermined},
		{bare, "2025-03-05T12:00:00Z", "2025-03-05T09:00", logistics.Undetermined},
		{bare, "2025-03-05T12:00:00Z", "2025-03-05T09:00:00Z", logistics.Undetermined},
		{zoned, "2025-03-05T12:00", "2025-03-05T09:00", logistics.Undetermined},
		{zoned, "2025-03-05T12:00", "2025-03-05T09:00:00Z", logistics.Undetermined},
		{"", "2025-03-05T12:00", "2025-03-05T09:00", logistics.Met},
		{"", "2025-03-05T12:00:00Z", "2025-03-07T09:00", logistics.Missed},
	} {
		promise.From, promise.To = logistics.Stamp{}, logistics.MustStamp(c.to)
		if c.from != "" {
			promise.From = logistics.MustStamp(c.from)
		}
		came.Event.At, order.Promises = logistics.MustStamp(c.at), []logistics.Promise{promise}
		policy := sevenr.Default()
		policy.Early = logistics.Duration{}
		judged, err := sevenr.Judge(
			policy, []logistics.Order{order}, []logistics.Fulfilment{came}, hostZones{}, asOf,
		)
		if err != nil {
			t.Fatal(err)
		}
		if got := judged[0].Lines[0].Of(logistics.RightTime); got != c.want {
			t.Errorf("promised from %s to %s, came %s: %s, want %s", c.from, c.to, c.at, got, c.want)
		}
	}
}

// TestACancellationCountsFromItsInstant: before it the line is judged as if nobody knew; what was missed by then stays
// missed, and after the promise was closed it changes nothing.
func TestACancellationCountsFromItsInstant(t *testing.T) {
	const early, overdue, late = "2025-03-03T10:00Z", "2025-03-05T12:30+01:00", "2025-03-08T10:00Z"
	order, fulfilments := documents() // until 5 March, noon; nine of ten came twenty minutes late
	policy := sevenr.Default()
	policy.Closes = logistics.MustDuration("P2D")
	for _, c := range []struct {
		cancelled, asOf string
		came            bool
		want            string
	}{
		{early, "2025-03-03T09:00:00Z", true, "not_due"},
		{early, "2025-03-03T11:00:00Z", true, "waived"},
		{early, "2025-03-10T00:00:00Z", true, "waived"},
		{overdue, "2025-03-05T11:15:00Z", false, "missed"}, // overdue, and not cancelled yet
		{overdue, "2025-03-10T00:00:00Z", false, "missed"}, // it was overdue when it was called off
		{late, "2025-03-07T00:00:00Z", true, "missed"},
		{late, "2025-03-10T00:00:00Z", true, "missed"},
	} {
		order.Lines[0].Cancelled = logistics.MustStamp(c.cancelled)
		list := fulfilments[:1]
		if c.came {
			list = fulfilments
		}
		asOf := logistics.MustStamp(c.asOf).IntervalIn(nil).Earliest()
		judged, err := sevenr.Judge(policy, []logistics.Order{order}, list, hostZones{}, asOf)
		if err != nil {
			t.Fatal(err)
		}
		if got := judged[0].Verdict().String(); got != c.want {
			t.Errorf("cancelled %s, as of %s: %s, want %s: %q", c.cancelled, c.asOf, got, c.want,
				judged[0].Sentences(logistics.Language{}))
		}
	}
}

// TestARevisionCountsFromWhenItWasMade, not before.
func TestARevisionCountsFromWhenItWasMade(t *testing.T) {
	order, fulfilments := documents()
	order.Promises[1].Made = logistics.MustStamp("2025-03-05T10:00Z") // the customer agrees to the next day
	for asOf, want := range map[string]string{
		"2025-03-05T09:30:00Z": "2025-03-04", "2025-03-05T10:30:00Z": "2025-03-05",
		"2025-03-10T00:00:00Z": "2025-03-05",
	} {
		at := logistics.MustStamp(asOf).IntervalIn(nil).Earliest()
		judged, err := sevenr.Judge(sevenr.Default(), []logistics.Order{order}, fulfilments, hostZones{}, at)
		if err != nil {
			t.Fatal(err)
		}
		if due := judged[0].Lines[0].Outcome().Due.Format(time.DateOnly); due != want {
			t.Errorf("as of %s due %s, want %s", asOf, due, want)
		}
	}
}

// TestDocumentsAreDueOnTheClockOfThePromise, however their delivery was written down.
func TestDocumentsAreDueOnTheClockOfThePromise(t *testing.T) {
	order, fulfilments := documents()
	order.Promises = order.Promises[:1]
	order.Promises[0].From, order.Promises[0].To = logistics.MustStamp("2025-03-29"), logistics.MustStamp("2025-03-29")
	came := fulfilments[1]
	came.Documents = []logistics.Document{{
		Kind: logistics.DeliveryProof, At: logistics.MustStamp("2025-03-31T12:30:00Z"), // 14:30 there, in summer
	}}
	policy := sevenr.Default()
	policy.Documents = []sevenr.DocumentRule{{Kind: logistics.DeliveryProof, By: logistics.Days(2)}}
	for _, at := range []string{
		"2025-03-29T14:00:00", "2025-03-29T14:00:00+01:00", "2025-03-29T13:00:00Z",
		"2025-03-29T14:00:00[Europe/Berlin]",
	} {
		came.Event.At = logistics.MustStamp(at)
		judged, err := sevenr.Judge(
			policy, []logistics.Order{order}, []logistics.Fulfilment{came}, hostZones{},
			time.Date(2025, 4, 10, 0, 0, 0, 0, time.UTC),
		)
		if err != nil {
			t.Fatal(err)
		}
		if v := judged[0].Documentation(); v != logistics.Missed {
			t.Errorf("came %s: %s", at, v)
		}
	}
}

// TestGoodsOfNoInstantCloseAPromiseAtItsEnd: until then more can come, and bills are waited for from then on.
func TestGoodsOfNoInstantCloseAPromiseAtItsEnd(t *testing.T) {
	policy := strict()
	policy.Billing = logistics.Days(10)
	line := perfect(t)
	line.Deliveries[0].At = logistics.Interval{}
	line.Bills = []sevenr.Bill{{Amount: logistics.MustMoney("10 EUR"), At: logistics.At(noon.AddDate(0, 0, 3))}}
	for hours, want := range map[int][2]logistics.Verdict{
		-1: {logistics.NotDue, logistics.NotDue}, 24: {logistics.Met, logistics.NotDue},
		24 * 20: {logistics.Met, logistics.Missed},
	} {
		result, err := sevenr.Check(policy, line, noon.Add(time.Duration(hours)*time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		if q, c := result.Of(logistics.RightQuantity), result.Of(logistics.RightCost); q != want[0] || c != want[1] {
			t.Errorf("%d h after the end: quantity %s, cost %s, want %v", hours, q, c, want)
		}
	}
}

// TestFaultsOfLinesAreToldBesideOthers.
func TestFaultsOfLinesAreToldBesideOthers(t *testing.T) {
	order, fulfilments := documents()
	stray, below := fulfilments[1], fulfilments[1]
	stray.Event.ID, stray.Line = logistics.MustID("E-7"), logistics.MustID("77")
	below.Event.ID, below.Quantity = logistics.MustID("E-8"), logistics.MustQuantity("-1 EA")
	_, err := sevenr.Judge(
		sevenr.Default(), []logistics.Order{order}, []logistics.Fulfilment{stray, below}, hostZones{}, later,
	)
	for _, want := range []string{"/fulfilments/0/line: conflict", "/fulfilments/1/quantity: out_of_range"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %s in %v", want, err)
		}
	}
}

// TestProgrammesOfOneIDFollowEachOther: where two are in force on one date, each line would be charged twice.
func TestProgrammesOfOneIDFollowEachOther(t *testing.T) {
	date := logistics.MustDate
	version := func(from, until string) sevenr.Programme {
		p := retailers()[0]
		p.From, p.Until = logistics.Date{}, logistics.Date{}
		if from != "" {
			p.From = date(from)
		}
		if until != "" {
			p.Until = date(until)
		}
		return p
	}
	other := version("2025-03-01", "")
	other.ID = logistics.MustID("another")
	for _, c := range []struct {
		list []sevenr.Programme
		want []string
	}{
		{[]sevenr.Programme{version("", "2025-01-01"), version("2025-01-01", ""), other}, nil},
		{[]sevenr.Programme{version("2025-01-01", ""), version("", "2025-01-01")}, nil},
		{[]sevenr.Programme{version("", ""), version("", "")}, []string{"/1/from"}},
		{[]sevenr.Programme{version("2025-02-01", ""), version("", "2025-03-01")}, []string{"/0/from"}},
		{
			[]sevenr.Programme{
				version("", "2026-01-01"), version("2025-02-01", "2025-03-01"), version("2025-06-01", ""),
			},
			[]string{"/1/from", "/2/from"},
		},
	} {
		_, err := sevenr.CompileProgrammes(c.list, hostZones{})
		var faults logistics.Faults
		errors.As(err, &faults)
		var got []string
		for _, f := range faults {
			got = append(got, f.Path)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Error(diff, err)
		}
	}
}

// TestAScoreTellsWhatItDoesNotKnow: lines without a value or a window, lines given twice, lines that are not due.
func TestAScoreTellsWhatItDoesNotKnow(t *testing.T) {
	programme := retailers()[0]
	programme.From, programme.Until = logistics.Date{}, logistics.Date{}
	auditor, err := sevenr.CompileProgrammes([]sevenr.Programme{programme}, hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	bad := perfect(t)
	bad.Deliveries, bad.Value = nil, logistics.MustMoney("100 USD")
	silent, undated := bad, bad
	silent.ID, silent.Value = logistics.MustID("2"), logistics.Money{}
	undated.ID, undated.Promised.Window = logistics.MustID("3"), logistics.Window{}
	asOf := later.AddDate(0, 3, 0)
	scores, err := auditor.Score([]sevenr.Line{bad, silent, undated}, asOf)
	if err != nil || scores[0].Unvalued != 1 || scores[0].Undated != 1 || scores[0].Lines.Bad != 2 {
		t.Errorf("%+v, %v", scores, err)
	}
	if _, err := auditor.Score([]sevenr.Line{bad, silent, bad, silent}, asOf); err == nil ||
		!strings.Contains(err.Error(), "/2/id: duplicate") || !strings.Contains(err.Error(), "/3/id: duplicate") {
		t.Errorf("lines given twice: %v", err)
	}
	scores, err = auditor.Score([]sevenr.Line{bad}, start.Add(-time.Hour))
	if err != nil || scores[0].Verdict != logistics.NotDue {
		t.Errorf("%+v, %v", scores, err)
	}
	var nobody sevenr.Auditor
	if _, err := nobody.Score(nil, asOf); err == nil {
		t.Error("the zero auditor scored")
	}
}
