package sevenr_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/sevenr"
)

// papers draws documents around the arrival of a delivery.
func papers(came time.Time) *rapid.Generator[[]sevenr.Document] {
	return rapid.SliceOfN(rapid.Custom(func(r *rapid.T) sevenr.Document {
		at := came.Add(time.Duration(rapid.IntRange(-4, 12).Draw(r, "hours")) * time.Hour)
		doc := sevenr.Document{
			Kind: rapid.SampledFrom(
				[]logistics.DocumentKind{logistics.ShipNotice, logistics.DeliveryProof},
			).Draw(r, "kind"),
			At:       logistics.At(at),
			Quantity: logistics.Count(int64(rapid.IntRange(0, 12).Draw(r, "says")), logistics.Each()),
		}
		switch rapid.IntRange(0, 7).Draw(r, "odd") {
		case 0:
			doc.Quantity = logistics.Quantity{}
		case 1:
			wide, err := logistics.NewInterval(at, at.Add(3*time.Hour))
			if err != nil {
				r.Fatal(err)
			}
			doc.At = wide
		}
		return doc
	}), 0, 3)
}

// announced is a policy that asks for a notice an hour before and a proof six hours after each delivery.
func announced() sevenr.Tolerances {
	policy := strict()
	policy.Documents = []sevenr.DocumentRule{
		{Kind: logistics.ShipNotice, By: logistics.MustDuration("-PT1H"), Quantity: true},
		{Kind: logistics.DeliveryProof, By: logistics.MustDuration("PT6H")},
	}
	return policy
}

type documentCase struct {
	name    string
	change  func(line *sevenr.Line, d *sevenr.Delivery)
	asOf    time.Time
	verdict logistics.Verdict
	says    string
}

func documentCases() []documentCase {
	notice := func(d *sevenr.Delivery) *sevenr.Document { return &d.Documents[0] }
	proof := func(d *sevenr.Delivery) *sevenr.Document { return &d.Documents[1] }
	return []documentCase{
		{"as agreed", func(*sevenr.Line, *sevenr.Delivery) {}, later, logistics.Met, ""},
		{
			"no notice", func(_ *sevenr.Line, d *sevenr.Delivery) {
				d.Documents = d.Documents[1:]
			}, later, logistics.Missed,
			"The advance ship notice for delivery 1 was due by 3 Mar 2025, 07:00 UTC and is missing.",
		},
		{
			"notice at its end", func(_ *sevenr.Line, d *sevenr.Delivery) {
				notice(d).At = logistics.At(start.Add(-time.Hour))
			}, later, logistics.Met, "",
		},
		{
			"notice a second late", func(_ *sevenr.Line, d *sevenr.Delivery) {
				notice(d).At = logistics.At(start.Add(time.Second - time.Hour))
			}, later, logistics.Missed,
			"The advance ship notice for delivery 1 was 1 s late: it was due by 3 Mar 2025, 07:00 UTC.",
		},
		{
			"notice of another quantity", func(_ *sevenr.Line, d *sevenr.Delivery) {
				notice(d).Quantity = logistics.MustQuantity("12 EA")
			}, later, logistics.Missed,
			"The advance ship notice for delivery 1 says 12 EA, but 10 EA came.",
		},
		{
			"a notice put right in time", func(_ *sevenr.Line, d *sevenr.Delivery) {
				wrong := *notice(d)
				wrong.Quantity = logistics.MustQuantity("12 EA")
				d.Documents = append(d.Documents, wrong)
			}, later, logistics.Met, "",
		},
		{
			"a notice that names no quantity", func(_ *sevenr.Line, d *sevenr.Delivery) {
				notice(d).Quantity = logistics.Quantity{}
			}, later, logistics.Undetermined,
			"The advance ship notice for delivery 1 cannot be judged: how much it announces or how much came is not " +
				"recorded, or in another unit.",
		},
		{
			"a notice in another unit", func(_ *sevenr.Line, d *sevenr.Delivery) {
				notice(d).Quantity = logistics.MustQuantity("10 KGM")
			}, later, logistics.Undetermined, "",
		},
		{
			"proof not due", func(_ *sevenr.Line, d *sevenr.Delivery) { d.Documents = d.Documents[:1] },
			start.Add(6 * time.Hour), logistics.NotDue,
			"The proof of delivery for delivery 1 is not judged yet: it is due by 3 Mar 2025, 14:00 UTC.",
		},
		{
			"proof missing", func(_ *sevenr.Line, d *sevenr.Delivery) { d.Documents = d.Documents[:1] },
			start.Add(6*time.Hour + 1), logistics.Missed,
			"The proof of delivery for delivery 1 was due by 3 Mar 2025, 14:00 UTC and is missing.",
		},
		{
			"proof of some time that day", func(_ *sevenr.Line, d *sevenr.Delivery) {
				proof(d).At = logistics.MustStamp("2025-03-03").IntervalIn(time.UTC)
			}, later, logistics.Undetermined,
			"The proof of delivery for delivery 1 cannot be judged: when it was received is not recorded precisely " +
				"enough to " +
				"tell whether that was by 3 Mar 2025, 14:00 UTC.",
		},
		{
			"proof of no time", func(_ *sevenr.Line, d *sevenr.Delivery) { proof(d).At = logistics.Interval{} }, later,
			logistics.Undetermined,
			"The proof of delivery for delivery 1 cannot be judged: when it was received is not recorded precisely " +
				"enough to " +
				"tell whether that was by 3 Mar 2025, 14:00 UTC.",
		},
		{
			"a delivery without a time", func(_ *sevenr.Line, d *sevenr.Delivery) {
				d.At = logistics.Interval{}
			}, later,
			logistics.Undetermined,
			"The advance ship notice for delivery 1 cannot be judged: when the delivery came is not recorded.",
		},
		{
			"more is to come", func(l *sevenr.Line, _ *sevenr.Delivery) {
				l.Promised.Quantity = logistics.MustQuantity("20 EA")
			}, start.Add(time.Hour), logistics.NotDue,
			"The advance ship notice for delivery 1 is not judged yet: not all of the line has come.",
		},
		{
			"no end is known", func(l *sevenr.Line, _ *sevenr.Delivery) {
				l.Promised.Quantity, l.Promised.Window = logistics.MustQuantity("20 EA"), logistics.Window{}
			}, later, logistics.Undetermined,
			"The advance ship notice for delivery 1 cannot be judged: whether more can come is not known.",
		},
		{
			"nothing yet", func(l *sevenr.Line, _ *sevenr.Delivery) { l.Deliveries = nil }, start, logistics.NotDue,
			"The advance ship notice is not judged yet: not all of the line has come.",
		},
		{
			"nothing at all", func(l *sevenr.Line, _ *sevenr.Delivery) { l.Deliveries = nil }, later,
			logistics.Undetermined, "The advance ship notice cannot be judged: nothing was delivered.",
		},
		{
			"cancelled", func(l *sevenr.Line, _ *sevenr.Delivery) { l.Cancelled = true }, later, logistics.Waived, "",
		},
	}
}

func documented(t testing.TB) sevenr.Line {
	line := perfect(t)
	d := &line.Deliveries[0]
	d.At = logistics.At(start)
	d.Documents = []sevenr.Document{
		{Kind: logistics.ShipNotice, At: logistics.At(start.Add(-5 * time.Hour)), Quantity: d.Quantity},
		{Kind: logistics.DeliveryProof, At: logistics.At(start.Add(time.Hour))},
	}
	return line
}

// ofDocuments are the reasons of the cases.
func ofDocuments(t *testing.T) (reasons []logistics.Reason) {
	t.Helper()
	for _, c := range documentCases() {
		line := documented(t)
		c.change(&line, &line.Deliveries[0])
		result, err := sevenr.Check(announced(), line, c.asOf)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		for _, reason := range result.Reasons() {
			if strings.HasPrefix(string(reason.Code), "sevenr.document.") {
				reasons = append(reasons, reason)
			}
		}
	}
	return reasons
}

// TestDocumentsAreJudgedBesideTheRights: a document that is late, wrong or missing is a miss of its own, which the
// seven rights do not know of, and it is one after JSON too.
func TestDocumentsAreJudgedBesideTheRights(t *testing.T) {
	for _, c := range documentCases() {
		t.Run(c.name, func(t *testing.T) {
			line := documented(t)
			c.change(&line, &line.Deliveries[0])
			result, err := sevenr.Check(announced(), line, c.asOf)
			if err != nil {
				t.Fatal(err)
			}
			without, err := sevenr.Check(strict(), line, c.asOf)
			if err != nil {
				t.Fatal(err)
			}
			if result.Documentation() != c.verdict || without.Documentation() != logistics.Waived {
				t.Errorf("%s and, unasked, %s", result.Documentation(), without.Documentation())
			}
			if result.Rights() != without.Rights() {
				t.Errorf("documents changed the rights: %s, without them %s", result.Rights(), without.Rights())
			}
			told := result.Sentences(logistics.Language{})
			if c.says != "" && !strings.Contains(strings.Join(told, "\n"), c.says) {
				t.Errorf("told %q, not %q", told, c.says)
			}
			if c.says == "" && c.verdict != logistics.Undetermined && len(told) != len(without.Reasons()) {
				t.Errorf("a reason without a miss: %q", told)
			}
			data, err := json.Marshal(result)
			if err != nil {
				t.Fatal(err)
			}
			var read sevenr.Result
			if err := json.Unmarshal(data, &read); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(told, read.Sentences(logistics.Language{})); diff != "" {
				t.Errorf("after JSON: %s", diff)
			}
			if read.Documentation() != c.verdict {
				t.Errorf("after JSON %s", read.Documentation())
			}
		})
	}
}

// TestDocumentsBelongToThePerfectOrder: the order is as good as its rights and its documents together.
func TestDocumentsBelongToThePerfectOrder(t *testing.T) {
	order, fulfilments := documents()
	order.Promises, fulfilments = order.Promises[1:], fulfilments[1:2]
	fulfilments[0].Quantity, fulfilments[0].Event.At = order.Lines[0].Quantity, logistics.MustStamp(
		"2025-03-05T11:00:00",
	)
	fulfilments[0].Documents = []logistics.Document{{
		Kind: logistics.ShipNotice, At: logistics.MustStamp("2025-03-05T09:30:00"),
	}}
	policy := sevenr.Default()
	policy.Documents = []sevenr.DocumentRule{{Kind: logistics.ShipNotice, By: logistics.MustDuration("-PT2H")}}
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	for at, want := range map[string]logistics.Verdict{
		"2025-03-05T09:00:00": logistics.Met, "2025-03-05T09:30:00": logistics.Missed,
		"2025-03-05": logistics.Undetermined,
	} {
		fulfilments[0].Documents[0].At = logistics.MustStamp(at) // on the clock of the place
		judged, err := sevenr.Judge(policy, []logistics.Order{order}, fulfilments, hostZones{}, asOf)
		if err != nil {
			t.Fatal(err)
		}
		if o := judged[0]; o.Verdict() != logistics.Met || o.Documentation() != want || o.Perfect() != want {
			t.Errorf("%s: rights %s, documents %s, perfect %s", at, o.Verdict(), o.Documentation(), o.Perfect())
		}
		c, err := sevenr.ComponentsOfOrders(judged)
		if err != nil {
			t.Fatal(err)
		}
		var one logistics.Tally
		if c.Documentation != one.Count(want, 1) || c.Joint != one.Count(want, 1) || c.InFull.Good != 1 {
			t.Errorf("%s: %+v", at, c)
		}
	}
}

// TestPartsOfOrdersAreThoseOfTheirOutcomes where no document is asked for.
func TestPartsOfOrdersAreThoseOfTheirOutcomes(t *testing.T) {
	orders, fulfilments := large(20)
	for i := range fulfilments {
		if i%3 == 0 {
			fulfilments[i].Condition = logistics.Damaged
		}
	}
	judged, err := sevenr.Judge(
		sevenr.Default(), orders, fulfilments, hostZones{}, time.Date(2025, 3, 20, 0, 0, 0, 0, time.UTC),
	)
	if err != nil {
		t.Fatal(err)
	}
	var outcomes []logistics.Outcome
	for _, o := range judged {
		outcomes = append(outcomes, o.Outcomes()...)
	}
	a, errA := sevenr.ComponentsOf(outcomes)
	b, errB := sevenr.ComponentsOfOrders(judged)
	if errA != nil || errB != nil || a.Joint.Total() != 20 || a.Condition.Bad == 0 {
		t.Fatalf("%+v (%v, %v)", a, errA, errB)
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
	if _, err := sevenr.ComponentsOfOrders([]sevenr.OrderResult{{}}); err == nil {
		t.Error("an order without lines was rated")
	}
}

// TestDocumentRulesAreChecked: each fault with its path.
func TestDocumentRulesAreChecked(t *testing.T) {
	policy := strict()
	policy.Documents = []sevenr.DocumentRule{
		{Kind: logistics.ShipNotice}, {Kind: logistics.ShipNotice}, {}, {Kind: "permit", By: logistics.AnyTime()},
	}
	_, err := sevenr.Compile(policy)
	for _, want := range []string{
		"/documents/1/kind: duplicate", "/documents/2/kind: duplicate", "/documents/3/by: unsupported",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %s in %v", want, err)
		}
	}
}
