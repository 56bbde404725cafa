package sevenr_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/sla/sevenr"
)

var (
	soap    = logistics.MustID("gtin:6291041500213")
	towel   = logistics.MustID("TOWEL")
	mueller = logistics.MustID("C-MUELLER")
	schmidt = logistics.MustID("C-SCHMIDT")
	dock4   = logistics.MustID("gln:4012345000023")
	dock5   = logistics.MustID("DOCK-5")
	start   = time.Date(2025, 3, 3, 8, 0, 0, 0, time.UTC)
	noon    = time.Date(2025, 3, 3, 12, 0, 0, 0, time.UTC)
	later   = time.Date(2025, 3, 9, 0, 0, 0, 0, time.UTC)
)

func window(t testing.TB) logistics.Window {
	w, err := logistics.NewWindow(start, noon, logistics.Until)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// perfect is a line on which every right is met.
func perfect(t testing.TB) sevenr.Line {
	return sevenr.Line{
		Order: logistics.MustID("O-1"), ID: logistics.MustID("1"), Customer: mueller,
		Value: logistics.MustMoney("120 EUR"),
		Promised: sevenr.Promised{
			Product: soap, Quantity: logistics.MustQuantity("10 EA"), Recipient: mueller, Place: dock4,
			Cost: logistics.KnownCost(logistics.MustMoney("120 EUR")), Window: window(t),
		},
		Deliveries: []sevenr.Delivery{{
			Product: soap, Quantity: logistics.MustQuantity("10 EA"), Condition: logistics.Intact, Recipient: mueller,
			Place: dock4,
			Cost:  logistics.KnownCost(logistics.MustMoney("120 EUR")), At: logistics.At(start.Add(time.Hour)),
		}},
	}
}

func strict() sevenr.Tolerances {
	t := sevenr.Default()
	t.Early = logistics.Duration{}
	return t
}

func tolerant() sevenr.Tolerances {
	t := sevenr.Default()
	t.Late, t.Under, t.Over = logistics.MustDuration("PT30M"), logistics.MustRatio("10%"), logistics.MustRatio("10%")
	t.PriceOver, t.PriceUnder = logistics.MustRatio("1%"), logistics.MustRatio("1%")
	t.Accepted = append(t.Accepted, logistics.WrongLabel)
	return t
}

func waiving(rights ...logistics.Right) sevenr.Tolerances {
	t := sevenr.Default()
	t.Waived = rights
	return t
}

func TestEveryReasonIsASentence(t *testing.T) {
	change := func(f func(*sevenr.Line, *sevenr.Delivery)) sevenr.Line {
		line := perfect(t)
		f(&line, &line.Deliveries[0])
		return line
	}
	cases := []struct {
		name    string
		policy  sevenr.Tolerances
		line    sevenr.Line
		asOf    time.Time
		right   logistics.Right
		verdict logistics.Verdict
		code    logistics.Code
		says    string
	}{
		{
			"early", strict(),
			change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.At = logistics.At(start.Add(-time.Hour)) }), later,
			logistics.RightTime, logistics.Missed, sevenr.TimeEarly, "Delivery 1 was 1 h early.",
		},
		{
			"late", strict(),
			change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.At = logistics.At(noon.Add(45 * time.Minute)) }), later,
			logistics.RightTime, logistics.Missed, sevenr.TimeLate, "Delivery 1 was 45 min late.",
		},
		{
			"uncertain", strict(), change(func(_ *sevenr.Line, d *sevenr.Delivery) {
				d.At = logistics.MustStamp("2025-03-03").IntervalIn(time.UTC)
			}), later, logistics.RightTime, logistics.Undetermined, sevenr.TimeUncertain,
			"The times recorded for delivery 1 and its promise are not precise enough to tell whether it was in the " +
				"promised window.",
		},
		{
			"overdue", strict(), change(func(l *sevenr.Line, _ *sevenr.Delivery) { l.Deliveries = nil }), later,
			logistics.RightTime, logistics.Missed, sevenr.TimeOverdue,
			"Nothing was delivered by the end of the promised window.",
		},
		{
			"nothing came", strict(), change(func(l *sevenr.Line, _ *sevenr.Delivery) { l.Deliveries = nil }), later,
			logistics.RightPlace, logistics.Undetermined, sevenr.NothingCame,
			"Right product, right condition, right customer, right cost and right place cannot be judged: nothing " +
				"was delivered.",
		},
		{
			"not due", strict(), change(func(l *sevenr.Line, _ *sevenr.Delivery) { l.Deliveries = nil }), start,
			logistics.RightProduct, logistics.NotDue, sevenr.NotDue,
			"The line is not judged yet: the promise is still open.",
		},
		{
			"rest not due", strict(),
			change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.Quantity = logistics.MustQuantity("4 EA") }), start,
			logistics.RightQuantity, logistics.NotDue, sevenr.NotDue,
			"The line is not judged yet: the promise is still open.",
		},
		{
			"other product", strict(), change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.Product = towel }), later,
			logistics.RightProduct, logistics.Missed, sevenr.ProductDiffers,
			"Delivery 1 contained TOWEL instead of GTIN 06291041500213.",
		},
		{
			"damaged", strict(), change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.Condition = logistics.Damaged }),
			later,
			logistics.RightCondition, logistics.Missed, sevenr.ConditionNotAccepted, "Delivery 1 arrived damaged.",
		},
		{
			"other customer", strict(), change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.Recipient = schmidt }),
			later,
			logistics.RightCustomer, logistics.Missed, sevenr.RecipientDiffers,
			"Delivery 1 went to C-SCHMIDT instead of C-MUELLER.",
		},
		{
			"other place", strict(), change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.Place = dock5 }), later,
			logistics.RightPlace, logistics.Missed, sevenr.PlaceDiffers,
			"Delivery 1 went to DOCK-5 instead of GLN 4012345000023.",
		},
		{
			"place not recorded", strict(),
			change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.Place = logistics.ID{} }), later,
			logistics.RightPlace, logistics.Undetermined, sevenr.NotRecorded,
			"Right place cannot be judged: delivery 1 has no record of it.",
		},
		{
			"place not promised", strict(),
			change(func(l *sevenr.Line, _ *sevenr.Delivery) { l.Promised.Place = logistics.ID{} }), later,
			logistics.RightPlace, logistics.Undetermined, sevenr.NotPromised,
			"Right place cannot be judged: nothing was agreed about it.",
		},
		{
			"time not recorded", strict(),
			change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.At = logistics.Interval{} }), later,
			logistics.RightTime, logistics.Undetermined, sevenr.NotRecorded,
			"Right time cannot be judged: delivery 1 has no record of it.",
		},
		{
			"time not promised", strict(),
			change(func(l *sevenr.Line, _ *sevenr.Delivery) { l.Promised.Window = logistics.Window{} }), later,
			logistics.RightTime, logistics.Undetermined, sevenr.NotPromised,
			"Right time cannot be judged: nothing was agreed about it.",
		},
		{
			"short", strict(),
			change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.Quantity = logistics.MustQuantity("9 EA") }), later,
			logistics.RightQuantity, logistics.Missed, sevenr.QuantityShort, "Only 9 EA of 10 EA delivered in time.",
		},
		{
			"over", strict(),
			change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.Quantity = logistics.MustQuantity("11 EA") }), later,
			logistics.RightQuantity, logistics.Missed, sevenr.QuantityOver,
			"11 EA delivered, more than the 10 EA ordered.",
		},
		{
			"other unit", strict(),
			change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.Quantity = logistics.MustQuantity("1 XBX") }), later,
			logistics.RightQuantity, logistics.Undetermined, sevenr.QuantityOtherUnit,
			"Delivery 1 was counted in another unit than the 10 EA ordered, so the two cannot be compared.",
		},
		{
			"absurd quantity", strict(), change(func(l *sevenr.Line, d *sevenr.Delivery) {
				d.Quantity = logistics.MustQuantity("99999999999999999999 EA")
			}), later, logistics.RightQuantity, logistics.Undetermined, sevenr.QuantityOutOfRange,
			"99,999,999,999,999,999,999 EA and 10 EA are too large to be compared.",
		},
		{
			"dearer", strict(), change(func(_ *sevenr.Line, d *sevenr.Delivery) {
				d.Cost = logistics.KnownCost(logistics.MustMoney("120.01 EUR"))
			}), later,
			logistics.RightCost, logistics.Missed, sevenr.CostOver, "€120.01 billed, more than the €120.00 payable.",
		},
		{
			"cheaper", strict(), change(func(_ *sevenr.Line, d *sevenr.Delivery) {
				d.Cost = logistics.KnownCost(logistics.MustMoney("119.99 EUR"))
			}), later,
			logistics.RightCost, logistics.Missed, sevenr.CostUnder, "Only €119.99 of the €120.00 payable billed.",
		},
		{
			"charged though free", strict(), change(func(l *sevenr.Line, _ *sevenr.Delivery) {
				l.Promised.Cost = logistics.KnownCost(logistics.MustMoney("0 EUR"))
			}), later, logistics.RightCost, logistics.Missed, sevenr.CostOver,
			"€120.00 billed, more than the €0.00 payable.",
		},
		{
			"cost unknown", strict(),
			change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.Cost = logistics.CostFact{} }), later,
			logistics.RightCost, logistics.Undetermined, sevenr.CostUnknown,
			"The cost of delivery 1 is not known: it is not recorded.",
		},
		{
			"other currency", strict(),
			change(
				func(_ *sevenr.Line, d *sevenr.Delivery) {
					d.Cost = logistics.KnownCost(logistics.MustMoney("120 USD"))
				},
			), later,
			logistics.RightCost, logistics.Undetermined, sevenr.CostOtherCurrency,
			"The bill is in another currency than the €120.00 agreed.",
		},
		{
			"waived", waiving(logistics.RightPlace),
			change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.Place = dock5 }), later,
			logistics.RightPlace, logistics.Waived, sevenr.RightWaived,
			"Right place is not judged: the agreement waives it.",
		},
		{
			"cancelled", strict(), change(func(l *sevenr.Line, _ *sevenr.Delivery) { l.Cancelled = true }), later,
			logistics.RightTime, logistics.Waived, sevenr.LineCancelled,
			"The line is not judged: the customer cancelled it.",
		},
	}
	waiting := strict()
	waiting.Billing = logistics.Days(30)
	open := func(l *sevenr.Line, d *sevenr.Delivery) {
		l.Promised.Window, d.Quantity = logistics.Window{}, logistics.MustQuantity("4 EA")
	}
	for _, more := range []struct {
		name    string
		policy  sevenr.Tolerances
		line    sevenr.Line
		right   logistics.Right
		verdict logistics.Verdict
		code    logistics.Code
		says    string
	}{
		{
			"open for ever", strict(), change(open), logistics.RightProduct, logistics.Undetermined, sevenr.StillOpen,
			"Right product, right condition, right customer, right quantity, right cost and right place cannot be " +
				"judged: " +
				"not all of the line has come, and when the promise is over is not known.",
		},
		{
			"bills may come", waiting, change(func(*sevenr.Line, *sevenr.Delivery) {}), logistics.RightCost,
			logistics.NotDue, sevenr.CostNotFinal,
			"Right cost is not judged yet: bills and credit notes are waited for until 2 Apr 2025, 09:00 UTC.",
		},
		{
			"billed too late", waiting, change(func(l *sevenr.Line, d *sevenr.Delivery) {
				d.Cost = logistics.CostFact{}
				l.Bills = []sevenr.Bill{
					{Amount: logistics.MustMoney("120 EUR"), At: logistics.At(later.AddDate(0, 2, 0))},
				}
			}), logistics.RightCost, logistics.Undetermined, sevenr.CostBilledLate,
			"Right cost cannot be judged: nothing was billed for delivery 1 by 2 Apr 2025, 09:00 UTC, and later " +
				"bills do " +
				"not count.",
		},
		{
			"credited", strict(), change(func(l *sevenr.Line, _ *sevenr.Delivery) {
				l.Bills = []sevenr.Bill{{Amount: logistics.MustMoney("-125 EUR"), At: logistics.At(start)}}
			}), logistics.RightCost, logistics.Missed, sevenr.CostCredited,
			"More was credited than billed, -€5.00 in all, where €120.00 was payable.",
		},
		{
			"came nobody knows when", waiting, change(func(l *sevenr.Line, d *sevenr.Delivery) {
				l.Promised.Window, d.At = logistics.Window{}, logistics.Interval{}
			}), logistics.RightCost, logistics.Undetermined, sevenr.CostCloseUnknown,
			"Right cost cannot be judged: when the line came is not recorded, so until when bills are waited for is " +
				"not " +
				"known.",
		},
		{
			"nobody counted", strict(),
			change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.Quantity = logistics.Quantity{} }),
			logistics.RightCost, logistics.Undetermined, sevenr.CostNothingToHold,
			"Right cost cannot be judged: how much was delivered, and so is payable, is not known.",
		},
	} {
		c := cases[0]
		if more.code == sevenr.CostBilledLate {
			c.asOf = later.AddDate(0, 3, 0)
		}
		c.name, c.policy, c.line, c.right, c.verdict = more.name, more.policy, more.line, more.right, more.verdict
		c.code, c.says = more.code, more.says
		cases = append(cases, c)
	}
	label, warm := cases[0], cases[0]
	label.name, label.right, label.code, label.says = "label", logistics.RightCondition, sevenr.ConditionNotAccepted,
		"Delivery 1 arrived wrongly labelled."
	label.line = change(func(_ *sevenr.Line, d *sevenr.Delivery) {
		d.Presentation = []logistics.Condition{logistics.Intact, logistics.WrongLabel}
	})
	warm.name, warm.right, warm.code = "too warm", logistics.RightCondition, sevenr.TemperatureExcursion
	warm.says = "Delivery 1 was outside the agreed temperature by 30.1 °C·min in total."
	warm.line = change(func(_ *sevenr.Line, d *sevenr.Delivery) { d.DegreeMinutes = 301 })
	fine := cases[0]
	fine.name, fine.right, fine.verdict, fine.code = "too fine", logistics.RightCost, logistics.Undetermined,
		sevenr.CostOutOfRange
	fine.says = "€100,000,000.000000000001 and €100,000,000.00 have too many digits to be compared."
	fine.line = change(func(l *sevenr.Line, d *sevenr.Delivery) {
		l.Promised.Cost = logistics.KnownCost(logistics.MustMoney("100000000 EUR"))
		d.Cost = logistics.KnownCost(logistics.MustMoney("100000000.000000000001 EUR"))
	})
	cases = append(cases, label, warm, fine)
	var given []logistics.Reason
	for _, c := range cases {
		result, err := sevenr.Check(c.policy, c.line, c.asOf)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := result.Of(c.right); got != c.verdict {
			t.Errorf("%s: %s, want %s", c.name, got, c.verdict)
		}
		i := slices.IndexFunc(result.Reasons(), func(r logistics.Reason) bool { return isAbout(r, c.right) })
		if i < 0 {
			t.Errorf("%s: no reason for %s", c.name, c.right)
			continue
		}
		reason := result.Reasons()[i]
		given = append(given, reason)
		if says := sevenr.Reasons().English(reason); reason.Code != c.code || says != c.says {
			t.Errorf("%s: %s %q, want %s %q", c.name, reason.Code, says, c.code, c.says)
		}
	}
	surplus := perfect(t)
	again := surplus.Deliveries[0]
	again.At = logistics.At(noon.Add(48 * time.Hour))
	surplus.Deliveries = append(surplus.Deliveries, again)
	result, err := sevenr.Check(strict(), surplus, later)
	if err != nil || result.Verdict() != logistics.Met {
		t.Errorf("what came two days later changed the verdict: %s, %v", result.Verdict(), err)
	}
	given = append(given, result.Reasons()...)
	given = append(given, ofDocuments(t)...)
	surplus.Cancelled, surplus.CancelledAt = true, logistics.At(noon.Add(time.Hour))
	result, err = sevenr.Check(strict(), surplus, later)
	if err != nil || result.Verdict() != logistics.Met {
		t.Errorf("a cancellation after the close changed the verdict: %s, %v", result.Verdict(), err)
	}
	given = append(given, result.Reasons()...)
	surplus.Promised.Window = logistics.Window{}
	surplus.Cancelled, surplus.Deliveries[0].At = false, logistics.Interval{}
	if result, err = sevenr.Check(strict(), surplus, later); err != nil {
		t.Error(err)
	}
	given = append(given, result.Reasons()...)
	sentences.Golden(t, sevenr.Reasons(), given...)
}

// isAbout reports whether a reason is one for a right. A cancelled line has one reason for all seven.
func isAbout(r logistics.Reason, right logistics.Right) bool {
	return r.Code == sevenr.LineCancelled || r.Param("right") == right.String() ||
		slices.Contains(strings.Split(r.Param("rights"), ","), "right_"+right.String())
}

func TestToleratedConditionsAndPlaces(t *testing.T) {
	policy := strict()
	policy.DegreeMinutes, policy.Geofence = 300, logistics.MustQuantity("0.2 KMT")
	policy.Accepted = append(policy.Accepted, logistics.WrongLabel)
	line := perfect(t)
	d := &line.Deliveries[0]
	d.DegreeMinutes, d.Presentation = 300, []logistics.Condition{logistics.WrongLabel}
	d.Place, d.Distance = dock5, logistics.MustQuantity("200 MTR")
	if result, err := sevenr.Check(policy, line, later); err != nil || result.Verdict() != logistics.Met ||
		!result.Outcome().Good.Equal(logistics.MustQuantity("10 EA")) {
		t.Errorf("at the edge of every tolerance: %v, %v", result.Reasons(), err)
	}
	d.Distance = logistics.MustQuantity("200.1 MTR")
	if result, _ := sevenr.Check(policy, line, later); result.Of(logistics.RightPlace) != logistics.Missed {
		t.Error("beyond the geofence is another place")
	}
	d.Distance = logistics.Quantity{}
	if result, _ := sevenr.Check(policy, line, later); result.Of(logistics.RightPlace) != logistics.Missed {
		t.Error("a distance nobody measured is not near")
	}
	d.DegreeMinutes = 301
	if result, _ := sevenr.Check(policy, line, later); result.Outcome().Good.Sign() != 0 {
		t.Error("goods that were too warm count as good")
	}
	bad := sevenr.Default()
	bad.DegreeMinutes, bad.Geofence = -1, logistics.MustQuantity("5 KGM")
	var faults logistics.Faults
	if err := bad.Validate(); !errors.As(err, &faults) || len(faults) != 2 {
		t.Errorf("two faults expected: %v", err)
	}
}

func TestAPerfectLineHasNoReasons(t *testing.T) {
	result, err := sevenr.Check(strict(), perfect(t), later)
	if err != nil {
		t.Fatal(err)
	}
	if result.Verdict() != logistics.Met || len(result.Reasons()) != 0 || result.Rights().JudgedCount() != 7 ||
		result.Rights().MissedCount() != 0 {
		t.Errorf("%s, %v", result.Verdict(), result.Reasons())
	}
	outcome := result.Outcome()
	if outcome.OffBy != 0 || !outcome.Good.Equal(logistics.MustQuantity("10 EA")) ||
		outcome.At != start.Add(time.Hour) {
		t.Errorf("outcome %+v", outcome)
	}
}

func TestDeliveriesInPartsAreOneLine(t *testing.T) {
	line := perfect(t)
	first := line.Deliveries[0]
	first.Quantity = logistics.MustQuantity("6 EA")
	first.Cost = logistics.KnownCost(logistics.MustMoney("72 EUR"))
	second := first
	second.Quantity = logistics.MustQuantity("4 EA")
	second.Cost = logistics.KnownCost(logistics.MustMoney("48 EUR"))
	line.Deliveries = []sevenr.Delivery{first, second}
	if result, err := sevenr.Check(strict(), line, later); err != nil || result.Verdict() != logistics.Met {
		t.Errorf("two parts in time: %v, %v", result.Reasons(), err)
	}
	line.Deliveries[1].At = logistics.At(noon.Add(90 * time.Second))
	patient := strict()
	patient.Closes = logistics.Days(2) // what is late still counts, and is late
	result, err := sevenr.Check(patient, line, later)
	if err != nil || result.Of(logistics.RightTime) != logistics.Missed || result.Outcome().OffBy != 2 ||
		result.OffBy() != 90*time.Second {
		t.Errorf("a late part: %v, %v, %d minutes", result.Reasons(), err, result.Outcome().OffBy)
	}
	if path := result.Reasons()[0].Path; path != "/deliveries/1" {
		t.Errorf("the reason points at %s", path)
	}
	line.Deliveries[1].Product = towel
	result, _ = sevenr.Check(strict(), line, later)
	if result.Of(logistics.RightQuantity) != logistics.Missed {
		t.Error("another product was counted as quantity")
	}
	outcome := result.Outcome()
	if !outcome.Good.Equal(logistics.MustQuantity("6 EA")) {
		t.Errorf("good %s", outcome.Good)
	}
}

// lines draws lines with every kind of trouble.
func lines(t testing.TB) *rapid.Generator[sevenr.Line] {
	return rapid.Custom(func(r *rapid.T) sevenr.Line {
		line := perfect(t)
		line.Cancelled = rapid.IntRange(0, 19).Draw(r, "cancelled") == 0
		if rapid.IntRange(0, 9).Draw(r, "promise") == 0 {
			line.Promised.Recipient, line.Promised.Cost = logistics.ID{}, logistics.CostFact{}
		}
		n := rapid.IntRange(0, 3).Draw(r, "deliveries")
		line.Deliveries = nil
		for range n {
			line.Deliveries = append(line.Deliveries, sevenr.Delivery{
				Product: rapid.SampledFrom([]logistics.ID{soap, soap, soap, towel, {}}).Draw(r, "product"),
				Quantity: rapid.SampledFrom(
					[]logistics.Quantity{
						logistics.MustQuantity("10 EA"), logistics.MustQuantity("5 EA"),
						logistics.MustQuantity("9.5 EA"),
						{},
						logistics.MustQuantity("1 XBX"),
					},
				).Draw(r, "quantity"),
				Condition: rapid.SampledFrom(
					[]logistics.Condition{
						logistics.Intact, logistics.Intact, logistics.WrongLabel, logistics.Damaged, "",
					},
				).Draw(r, "condition"),
				Recipient: rapid.SampledFrom([]logistics.ID{mueller, mueller, schmidt, {}}).Draw(r, "recipient"),
				Place:     rapid.SampledFrom([]logistics.ID{dock4, dock4, dock5, {}}).Draw(r, "place"),
				Cost: rapid.SampledFrom(
					[]logistics.CostFact{
						logistics.KnownCost(logistics.MustMoney("120 EUR")),
						logistics.KnownCost(logistics.MustMoney("60.5 EUR")),
						{},
						logistics.KnownCost(logistics.MustMoney("120 USD")),
					},
				).Draw(r, "cost"),
				At: rapid.SampledFrom(
					[]logistics.Interval{
						logistics.At(start), logistics.At(noon), logistics.At(noon.Add(20 * time.Minute)),
						logistics.MustStamp("2025-03-03").IntervalIn(time.UTC),
						{},
					},
				).Draw(r, "at"),
			})
		}
		return line
	})
}

// verdictOf is the table a clerk uses: each reason belongs to one verdict.
func verdictOf(code logistics.Code) logistics.Verdict {
	switch code {
	case sevenr.LineCancelled, sevenr.RightWaived:
		return logistics.Waived
	case sevenr.NotDue, sevenr.CostNotFinal:
		return logistics.NotDue
	case sevenr.NothingCame, sevenr.NotPromised, sevenr.NotRecorded, sevenr.TimeUncertain, sevenr.CostUnknown,
		sevenr.CostOtherCurrency, sevenr.CostOutOfRange, sevenr.StillOpen, sevenr.CostNothingToHold,
		sevenr.QuantityOtherUnit, sevenr.QuantityOutOfRange:
		return logistics.Undetermined
	default:
		return logistics.Missed
	}
}

func TestReasonsSuffice(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		policy := rapid.SampledFrom(
			[]sevenr.Tolerances{strict(), tolerant(), waiving(logistics.RightCost)},
		).Draw(r, "policy")
		result, err := sevenr.Check(
			policy, lines(t).Draw(r, "line"), rapid.SampledFrom([]time.Time{start, later}).Draw(r, "as of"),
		)
		if err != nil {
			r.Fatal(err)
		}
		verdicts := map[string]logistics.Verdict{}
		for _, reason := range result.Reasons() {
			for _, right := range logistics.AllRights() {
				if isAbout(reason, right) {
					verdicts[right.String()] = verdictOf(reason.Code)
				}
			}
		}
		all := make([]logistics.Verdict, 0, 7)
		for _, right := range logistics.AllRights() {
			v, ok := verdicts[right.String()]
			if !ok {
				v = logistics.Met
			}
			if v != result.Of(right) {
				r.Fatalf("%s is %s, its reasons say %s", right, result.Of(right), v)
			}
			all = append(all, v)
		}
		if logistics.And(all...) != result.Verdict() {
			r.Fatalf("the line is %s, its reasons say %s", result.Verdict(), logistics.And(all...))
		}
	})
}

func TestWideningATolerantPolicyNeverTurnsMetToMissed(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		line := lines(t).Draw(r, "line")
		asOf := rapid.SampledFrom([]time.Time{start, later}).Draw(r, "as of")
		// The wider policy counts what the narrower one has set beside, when it closes later: here both close at once.
		first, second := sevenr.Default(), tolerant()
		first.Closes, second.Closes = logistics.Days(3), logistics.Days(3)
		narrow, err := sevenr.Check(first, line, asOf)
		if err != nil {
			r.Fatal(err)
		}
		wide, err := sevenr.Check(second, line, asOf)
		if err != nil {
			r.Fatal(err)
		}
		for _, right := range logistics.AllRights() {
			if narrow.Of(right) == logistics.Met && wide.Of(right) != logistics.Met {
				r.Fatalf("%s: met, with more tolerance %s", right, wide.Of(right))
			}
		}
	})
}

func TestPerfectImpliesEveryRight(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		result, err := sevenr.Check(tolerant(), lines(t).Draw(r, "line"), later)
		if err != nil {
			r.Fatal(err)
		}
		for _, right := range logistics.AllRights() {
			if result.Verdict() == logistics.Met && result.Of(right) != logistics.Met {
				r.Fatalf("a perfect line with %s %s", right, result.Of(right))
			}
			if result.Rights().Met(right) != (result.Of(right) == logistics.Met) {
				r.Fatalf("%s reads as %s", result.Of(right), result.Rights())
			}
		}
	})
}

func TestOrderAndLineTallies(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var outcomes []logistics.Outcome
		for range rapid.IntRange(0, 20).Draw(r, "n") {
			result, err := sevenr.Check(tolerant(), lines(t).Draw(r, "line"), later)
			if err != nil {
				r.Fatal(err)
			}
			outcome := result.Outcome()
			outcome.Order = rapid.SampledFrom(
				[]logistics.ID{logistics.MustID("A"), logistics.MustID("B"), {}},
			).Draw(r, "order")
			outcomes = append(outcomes, outcome)
		}
		both := sevenr.LineTally(outcomes, logistics.RightTime, logistics.RightQuantity)
		onTime := sevenr.LineTally(outcomes, logistics.RightTime)
		if both.Total() != int64(len(outcomes)) || both.Good > onTime.Good {
			r.Fatalf("on time and in full %v, on time %v", both, onTime)
		}
		shuffled := slices.Clone(outcomes)
		slices.Reverse(shuffled)
		perfect, perfectErr := sevenr.PerfectOrders(outcomes)
		inTime, inTimeErr := sevenr.OrderTally(outcomes, logistics.RightTime)
		if err := errors.Join(perfectErr, inTimeErr); err != nil {
			r.Fatal(err)
		}
		if again, _ := sevenr.PerfectOrders(shuffled); again != perfect {
			r.Fatal("the order of outcomes matters")
		}
		if again, _ := sevenr.OrderTally(shuffled, logistics.RightTime); again != inTime {
			r.Fatal("the order of outcomes matters")
		}
		if perfect.Good > inTime.Good {
			r.Fatalf("more perfect orders than orders in time: %v", perfect)
		}
	})
}

func TestTolerancesReportEveryFault(t *testing.T) {
	bad := sevenr.Tolerances{
		Schema: "logistics/sevenr.tolerances/9", Early: logistics.MustDuration("-P1D"),
		Late:  logistics.MustDuration("-PT1S"),
		Under: logistics.MustRatio("-1/2"), Commitment: "second",
		Accepted: []logistics.Condition{"", "intact", "intact"},
		Waived:   []logistics.Right{logistics.RightCost, logistics.RightCost},
	}
	_, err := sevenr.Compile(bad)
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	want := []string{
		"/accepted_conditions/0", "/accepted_conditions/2", "/commitment", "/early", "/id", "/late", "/schema",
		"/under", "/waived/1",
	}
	var got []string
	for _, f := range faults {
		got = append(got, f.Path)
	}
	if !slices.Equal(got, want) {
		t.Errorf("faults at %q, want %q", got, want)
	}
	if _, err := sevenr.Check(bad, sevenr.Line{}, later); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a bad policy judged: %v", err)
	}
	if _, err := sevenr.Check(strict(), sevenr.Line{}, later); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a line without quantity: %v", err)
	}
}

func TestWireTolerances(t *testing.T) {
	full := tolerant()
	full.Waived = []logistics.Right{logistics.RightCost}
	for name, policy := range map[string]sevenr.Tolerances{
		"tolerances_2_default": sevenr.Default(), "tolerances_2_full": full,
	} {
		data, err := json.Marshal(policy)
		if err != nil {
			t.Fatal(err)
		}
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
		back, err := sevenr.DecodeTolerances(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if again, _ := json.Marshal(back); string(again) != string(data) {
			t.Errorf("%s reads back as %s", data, again)
		}
	}
}

// TestTolerancesOfBeforeKeepTheirMeaning: what was charged was held against the whole promise.
func TestTolerancesOfBeforeKeepTheirMeaning(t *testing.T) {
	for _, name := range []string{"tolerances_default", "tolerances_full"} {
		data, err := os.ReadFile("testdata/wire/v1/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		policy, err := sevenr.DecodeTolerances(data)
		if err != nil || policy.CostBasis != sevenr.PayOrdered || !policy.Closes.IsZero() {
			t.Errorf("%s: %+v, %v", name, policy, err)
		}
	}
	policy, err := sevenr.DecodeTolerances([]byte(`{"schema":"logistics/sevenr.tolerances/1","id":"x","early":"any",` +
		`"late":"any","accepted_conditions":["intact"],"commitment":"last"}`))
	if err != nil || policy.Closes != logistics.Days(36525) {
		t.Errorf("any time late: %+v, %v", policy, err)
	}
}

func TestCheckDoesNotAllocate(t *testing.T) {
	checker, err := sevenr.Compile(tolerant())
	if err != nil {
		t.Fatal(err)
	}
	line := perfect(t)
	if n := testing.AllocsPerRun(100, func() {
		result, _ := checker.Check(line, later)
		_ = result.Verdict()
		_ = result.Outcome()
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzDecodeTolerances(f *testing.F) {
	seed, _ := json.Marshal(tolerant())
	f.Add(seed)
	f.Add([]byte(`{"schema":"logistics/sevenr.tolerances/1","early":"any","early":"P1D"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		policy, err := sevenr.DecodeTolerances(data)
		if err != nil {
			return
		}
		again, err := json.Marshal(policy)
		if err != nil {
			return // a zero enumeration has no text; Validate says so
		}
		if _, err := sevenr.DecodeTolerances(again); err != nil {
			t.Fatalf("%s was read, and written as %s: %v", data, again, err)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	checker, err := sevenr.Compile(tolerant())
	if err != nil {
		b.Fatal(err)
	}
	line := perfect(b)
	b.ReportAllocs()
	for b.Loop() {
		result, err := checker.Check(line, later)
		if err != nil || result.Verdict() != logistics.Met {
			b.Fatal(err)
		}
	}
}
