package sevenr_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/sevenr"
)

// judged draws outcomes of random lines in a few orders.
func judged(t testing.TB) *rapid.Generator[[]logistics.Outcome] {
	return rapid.Custom(func(r *rapid.T) []logistics.Outcome {
		var outcomes []logistics.Outcome
		for range rapid.IntRange(0, 25).Draw(r, "n") {
			result, err := sevenr.Check(tolerant(), lines(t).Draw(r, "line"), later)
			if err != nil {
				r.Fatal(err)
			}
			o := result.Outcome()
			o.Order = rapid.SampledFrom(
				[]logistics.ID{logistics.MustID("A"), logistics.MustID("B"), logistics.MustID("C"), {}},
			).Draw(r, "order")
			outcomes = append(outcomes, o)
		}
		return outcomes
	})
}

// TestResultsAreDocuments: what was judged and kept has the same verdicts, reasons and figures.
func TestResultsAreDocuments(t *testing.T) {
	golden.Survives(t, sevenr.Result{})
	rapid.Check(t, func(r *rapid.T) {
		line := lines(t).Draw(r, "line")
		golden.Survives(r, line)
		result, err := sevenr.Check(tolerant(), line, later)
		if err != nil {
			r.Fatal(err)
		}
		golden.Survives(r, result)
		golden.Survives(r, result.Outcome())
		outcomes := judged(t).Draw(r, "outcomes")
		orders, err := logistics.JoinLines(outcomes)
		if err != nil {
			r.Fatal(err)
		}
		golden.Survives(r, orders)
		golden.Survives(r, sevenr.Pareto(outcomes))
		if levels, err := sevenr.LevelsOf(outcomes, logistics.RightTime); err == nil {
			golden.Survives(r, levels)
		}
		components, err := sevenr.ComponentsOf(outcomes)
		if err != nil {
			r.Fatal(err)
		}
		golden.Survives(r, components)
	})
}

func TestOnTimeInFullLiesBetweenItsBounds(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		// Over lines on which both rights were judged the bounds of Fréchet hold.
		outcomes := slices.DeleteFunc(judged(t).Draw(r, "outcomes"), func(o logistics.Outcome) bool {
			return !o.Rights.Judged(logistics.RightTime) || !o.Rights.Judged(logistics.RightQuantity)
		})
		n := int64(len(outcomes))
		onTime := sevenr.LineTally(outcomes, logistics.RightTime).Good
		inFull := sevenr.LineTally(outcomes, logistics.RightQuantity).Good
		both := sevenr.LineTally(outcomes, logistics.RightTime, logistics.RightQuantity).Good
		if both > min(onTime, inFull) || both < onTime+inFull-n {
			r.Fatalf("%d on time, %d in full, %d both, of %d", onTime, inFull, both, n)
		}
	})
}

func TestComponentsBoundTheJointRate(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c, err := sevenr.ComponentsOf(judged(t).Draw(r, "outcomes"))
		if err != nil {
			r.Fatal(err)
		}
		for _, part := range []logistics.Tally{c.InFull, c.ToCommitment, c.Documentation, c.Condition} {
			if c.Joint.Good > part.Good || part.Bad > c.Joint.Bad || part.Total() != c.Joint.Total() {
				r.Fatalf("joint %+v, part %+v", c.Joint, part)
			}
		}
		if c.Product < 0 || c.Product > 1 || math.IsNaN(c.Product) {
			r.Fatalf("product %v", c.Product)
		}
	})
}

func TestParetoCountsEveryMiss(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		outcomes := judged(t).Draw(r, "outcomes")
		rows := sevenr.Pareto(outcomes)
		missed := int64(0)
		for _, o := range outcomes {
			missed += int64(o.Rights.MissedCount())
		}
		sum := int64(0)
		for i, row := range rows {
			sum += row.Missed
			if row.Missed != sevenr.LineTally(outcomes, row.Right).Bad || row.Alone > row.Missed || i > 0 &&
				row.Missed > rows[i-1].Missed {
				r.Fatalf("%+v", rows)
			}
		}
		if sum != missed || len(rows) > 0 && rows[len(rows)-1].Cumulative != logistics.MustRatio("1/1") &&
			rows[len(rows)-1].Cumulative.Num() != missed {
			r.Fatalf("%d misses, the rows have %d", missed, sum)
		}
	})
}

func TestLevelsByHand(t *testing.T) {
	line := func(order, quantity string, missed bool, good, ordered, value string) logistics.Outcome {
		v := logistics.Met
		if missed {
			v = logistics.Missed
		}
		return logistics.Outcome{
			Order: logistics.MustID(order), Rights: logistics.Rights{}.With(logistics.RightQuantity, v),
			Good: logistics.MustQuantity(good), Ordered: logistics.MustQuantity(ordered),
			Value: logistics.MustMoney(value),
		}
	}
	outcomes := []logistics.Outcome{
		line("A", "", false, "10 EA", "10 EA", "100 EUR"), line("A", "", true, "6 EA", "10 EA", "50 EUR"),
		line("B", "", true, "12 EA", "10 EA", "30 EUR"), line("B", "", false, "2 XCS", "2 XCS", "20 EUR"),
		{Order: logistics.MustID("C"), Value: logistics.MustMoney("999 EUR")},
	}
	l, err := sevenr.LevelsOf(outcomes, logistics.RightQuantity)
	if err != nil {
		t.Fatal(err)
	}
	// 10 + 6 + 10 of 30 pieces, the overage of B left out; 2 of 2 cases; 120 of 200 euros.
	if l.Lines.Attainment() != logistics.MustRatio("2/4") || l.Orders.Good != 0 || l.Orders.Bad != 2 ||
		l.Units[0].Share() != logistics.MustRatio("26/30") || l.Units[1].Share() != logistics.MustRatio("2/2") ||
		l.Value != logistics.MustRatio("120/200") {
		t.Errorf("%+v, %s, %s", l, l.Units[0].Share(), l.Value)
	}
	outcomes = append(outcomes, line("D", "", false, "1 EA", "1 EA", "5 USD"))
	if l, err := sevenr.LevelsOf(outcomes, logistics.RightQuantity); err != nil || !l.Value.IsZero() {
		t.Errorf("a share of two currencies: %s, %v", l.Value, err)
	}
}

// retailers are programmes as they are told of: figures at second hand, with their source and dates.
func retailers() []sevenr.Programme {
	base := sevenr.Programme{
		Schema: "logistics/sevenr.programme/1", Zone: "America/Chicago", Source: "trade press, 2024",
		Overage: sevenr.OverageIgnored, Rounding: logistics.HalfUp,
	}
	onTime, inFull, before, after := base, base, base, base
	onTime.ID, onTime.Name, onTime.From = logistics.MustID(
		"grocer-on-time",
	), "prepaid, on time", logistics.MustDate("2024-02-01")
	onTime.Rights, onTime.Target, onTime.Charge = []logistics.Right{
		logistics.RightTime,
	}, logistics.MustRatio("90%"), logistics.MustRatio("3%")
	inFull.ID, inFull.Name, inFull.Early = logistics.MustID("grocer-in-full"), "in full", logistics.AnyTime()
	inFull.Late, inFull.Closes = logistics.AnyTime(), logistics.Days(5) // however late, but not for ever
	inFull.Rights, inFull.Target, inFull.Charge = []logistics.Right{
		logistics.RightQuantity,
	}, logistics.MustRatio("95%"), logistics.MustRatio("3%")
	before.ID, before.Name, before.Until = logistics.MustID(
		"store-late-5",
	), "late, until August 2024", logistics.MustDate("2024-08-04")
	before.Rights, before.Target, before.Charge = []logistics.Right{
		logistics.RightTime,
	}, logistics.MustRatio("100%"), logistics.MustRatio("5%")
	after = before
	after.ID, after.From, after.Until, after.Charge = logistics.MustID(
		"store-late-3",
	), before.Until, logistics.Date{}, logistics.MustRatio("3%")
	return []sevenr.Programme{onTime, inFull, before, after}
}

// cases is a line of so many cases, due on a date.
func cases(t testing.TB, due string, ordered, delivered int64, late time.Duration, value string) sevenr.Line {
	t.Helper()
	loc, err := time.LoadLocation("America/Chicago")
	if err != nil {
		t.Fatal(err)
	}
	day := logistics.WholeDay(logistics.MustDate(due), loc)
	unit := logistics.MustUnit("XCS")
	return sevenr.Line{
		Value:    logistics.MustMoney(value),
		Promised: sevenr.Promised{Product: soap, Quantity: logistics.Count(ordered, unit), Window: day},
		Deliveries: []sevenr.Delivery{{
			Product: soap, Quantity: logistics.Count(delivered, unit), Condition: logistics.Intact,
			At: logistics.At(day.From().Add(9*time.Hour + late)),
		}},
	}
}

func TestProgrammesByHand(t *testing.T) {
	scorer, err := sevenr.CompileProgrammes(retailers(), hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	asOf := time.Date(2024, 12, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name    string
		lines   []sevenr.Line
		charges [4]string
		shares  [4]string
	}{
		// 910 of 1,000 cases on time: the goal of 90 % is reached and nothing is charged; in full all are.
		{
			"on time 91%",
			[]sevenr.Line{
				cases(t, "2024-09-02", 910, 910, 0, "9100 USD"),
				cases(t, "2024-09-03", 90, 90, 24*time.Hour, "900 USD"),
			},
			[4]string{"0.00 USD", "0.00 USD", "", "27.00 USD"},
			[4]string{"910/1000", "1000/1000", "", "910/1000"},
		},
		// 8,999 of 10,000: 3 % of the 10,010 dollars that came late.
		{
			"on time 89.99%",
			[]sevenr.Line{
				cases(t, "2024-09-02", 8999, 8999, 0, "89990 USD"),
				cases(t, "2024-09-03", 1001, 1001, 24*time.Hour, "10010 USD"),
			},
			[4]string{"300.30 USD", "0.00 USD", "", "300.30 USD"},
			[4]string{"8999/10000", "10000/10000", "", "8999/10000"},
		},
		// 949 of 1,000 in full; the 51 short cases are worth 510 dollars. More than ordered earns nothing.
		{
			"in full 94.9%",
			[]sevenr.Line{
				cases(t, "2024-03-02", 500, 449, 0, "5000 USD"), cases(t, "2024-03-02", 500, 600, 0, "5000 USD"),
			},
			[4]string{"0.00 USD", "15.30 USD", "0.00 USD", ""},
			[4]string{"1000/1000", "949/1000", "1000/1000", ""},
		},
		// Due on the last day of the old rule: 5 % of 10,000.
		{
			"late on August 3",
			[]sevenr.Line{cases(t, "2024-08-03", 10, 10, 24*time.Hour, "10000 USD")},
			[4]string{"300.00 USD", "0.00 USD", "500.00 USD", ""},
			[4]string{"0/10", "10/10", "0/10", ""},
		},
		{
			"late on August 4",
			[]sevenr.Line{cases(t, "2024-08-04", 10, 10, 24*time.Hour, "10000 USD")},
			[4]string{"300.00 USD", "0.00 USD", "", "300.00 USD"},
			[4]string{"0/10", "10/10", "", "0/10"},
		},
		{
			"before any but one",
			[]sevenr.Line{cases(t, "2024-01-31", 10, 10, 0, "10000 USD")},
			[4]string{"", "0.00 USD", "0.00 USD", ""},
			[4]string{"", "10/10", "10/10", ""},
		},
	} {
		scores, err := scorer.Score(c.lines, asOf)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		for i, s := range scores {
			if s.Charge.String() != c.charges[i] || s.Share.String() != c.shares[i] {
				t.Errorf(
					"%s, %s: %s at %s, want %s at %s", c.name, s.Programme, s.Charge, s.Share, c.charges[i],
					c.shares[i],
				)
			}
		}
	}
	fails := retailers()[1]
	fails.Overage = sevenr.OverageFails
	strictScorer, err := sevenr.CompileProgrammes([]sevenr.Programme{fails}, hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	scores, err := strictScorer.Score([]sevenr.Line{cases(t, "2024-03-02", 500, 600, 0, "5000 USD")}, asOf)
	if err != nil || scores[0].Share != logistics.MustRatio("0/500") {
		t.Errorf("overfilled: %+v, %v", scores, err)
	}
	if _, err := scorer.Score(
		[]sevenr.Line{{Promised: sevenr.Promised{Window: window(t)}}}, asOf,
	); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a line without quantity: %v", err)
	}
}

func TestProgrammesReportEveryFault(t *testing.T) {
	bad := sevenr.Programme{
		From: logistics.MustDate("2024-02-01"), Until: logistics.MustDate("2024-01-01"), Rights: []logistics.Right{0},
		Early: logistics.MustDuration("-P1D"),
		Under: logistics.MustRatio("-1/2"), Charge: logistics.MustRatio("2/1"),
	}
	_, err := sevenr.CompileProgrammes([]sevenr.Programme{retailers()[0], bad}, hostZones{})
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	var got []string
	for _, f := range faults {
		got = append(got, f.Path)
	}
	want := []string{
		"/1/charge", "/1/early", "/1/id", "/1/overage", "/1/rights/0", "/1/rounding", "/1/source", "/1/target",
		"/1/under", "/1/until", "/1/zone",
	}
	if !slices.Equal(got, want) {
		t.Errorf("faults at %q, want %q", got, want)
	}
}

func TestWireProgramme(t *testing.T) {
	data, err := json.Marshal(retailers()[2])
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/programme.json", data)
	back, err := sevenr.DecodeProgramme(data)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := json.Marshal(back); string(again) != string(data) {
		t.Errorf("%s reads back as %s", data, again)
	}
}

func FuzzDecodeProgramme(f *testing.F) {
	seed, _ := json.Marshal(retailers()[0])
	f.Add(seed)
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := sevenr.DecodeProgramme(data)
		if err != nil {
			return
		}
		scorer, err := sevenr.CompileProgrammes([]sevenr.Programme{p}, hostZones{})
		if err != nil {
			return
		}
		if _, err := scorer.Score([]sevenr.Line{cases(t, "2024-09-02", 10, 9, 0, "100 USD")}, later); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkScoreFourProgrammes(b *testing.B) {
	scorer, err := sevenr.CompileProgrammes(retailers(), hostZones{})
	if err != nil {
		b.Fatal(err)
	}
	all := slices.Repeat([]sevenr.Line{cases(b, "2024-09-02", 10, 9, 0, "100 USD")}, 1000)
	asOf := time.Date(2024, 12, 1, 0, 0, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := scorer.Score(all, asOf); err != nil {
			b.Fatal(err)
		}
	}
}

// TestATakenBackRetractionTakesNothingBack: a delivery that was retracted by mistake counts again.
func TestATakenBackRetractionTakesNothingBack(t *testing.T) {
	order, fulfilments := documents()
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		t.Fatal(err)
	}
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	retracted := fulfilments[0]
	again := logistics.Fulfilment{Event: logistics.Envelope{
		ID: logistics.MustID("again"), Recorded: retracted.Event.Recorded, Retracts: retracted.Event.ID,
	}}
	for _, list := range [][]logistics.Fulfilment{
		append(slices.Clone(fulfilments), again), append([]logistics.Fulfilment{again}, fulfilments...),
	} {
		lines, err := checker.Lines(order, list, hostZones{}, asOf)
		if err != nil || len(lines[0].Deliveries) != 2 {
			t.Errorf("%d deliveries, %v", len(lines[0].Deliveries), err)
		}
	}
}

// TestWhatNobodyCompiledChecksNothing, and what cannot have been delivered is no delivery.
func TestWhatNobodyCompiledChecksNothing(t *testing.T) {
	five := logistics.MustQuantity("5 EA")
	line := sevenr.Line{Promised: sevenr.Promised{Quantity: five, Window: logistics.Deadline(noon)}}
	var none *sevenr.Checker
	for _, checker := range []*sevenr.Checker{none, {}} {
		if _, err := checker.Check(line, noon); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%v", err)
		}
		if _, err := checker.Lines(logistics.Order{}, nil, nil, noon); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%v", err)
		}
	}
	result, err := sevenr.Check(sevenr.Default(), line, time.Time{})
	if err != nil || result.Verdict() != logistics.Undetermined {
		t.Errorf("at no instant: %v, %v", result.Verdict(), err)
	}
	line.Deliveries = []sevenr.Delivery{{At: logistics.At(noon), Quantity: logistics.MustQuantity("-5 EA")}}
	_, err = sevenr.Check(sevenr.Default(), line, noon)
	if want := "/deliveries/0/quantity"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("fewer than nothing delivered: %v", err)
	}
}
