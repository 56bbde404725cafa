package sla_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla"
)

// versions are agreements as they pile up over the years.
func versions() []sla.Agreement {
	day := func(s string) time.Time { return logistics.MustDate(s).Start(time.UTC) }
	make := func(id string, version int, from, until, recorded string, applies logistics.Selector) sla.Agreement {
		a := agreement()
		a.ID, a.Version, a.Applies = logistics.MustID(id), version, applies
		if from != "" {
			a.From = logistics.MustDate(from)
		}
		if until != "" {
			a.Until = logistics.MustDate(until)
		}
		if recorded != "" {
			a.Recorded = day(recorded)
		}
		return a
	}
	key := logistics.Where("tier", "key")
	return []sla.Agreement{
		make("key", 1, "2024-01-01", "", "2023-12-01", key),
		make("key", 2, "2025-01-01", "", "2024-12-15", key),
		make("key", 3, "2025-01-01", "", "2025-03-01", key), // put right in March, in force since January
		make("air", 1, "", "2025-01-01", "", logistics.Where("service", "air")),
		make("blank", 1, "", "", "", logistics.Selector{}),
		make("everybody", 1, "", "", "", logistics.Anyone()),
	}
}

func TestSelectTellsWhyOthersLose(t *testing.T) {
	key := subject("tier", "key", "service", "air")
	for _, c := range []struct {
		name, on, known string
		subject         logistics.Attributes
		chosen          int
		codes           []logistics.Code
	}{
		{
			"what holds in spring", "2025-04-01", "2025-04-02", key, 2,
			[]logistics.Code{
				sla.Superseded, sla.Superseded, sla.Chosen, sla.NotInForce, sla.NotForAnybody, sla.BehindOther,
			},
		},
		{
			"what was known in February", "2025-02-01", "2025-02-02", key, 1,
			[]logistics.Code{
				sla.Superseded, sla.Chosen, sla.NotYetKnown, sla.NotInForce, sla.NotForAnybody, sla.BehindOther,
			},
		},
		{
			"what February looks like today", "2025-02-01", "2025-06-01", key, 2,
			[]logistics.Code{
				sla.Superseded, sla.Superseded, sla.Chosen, sla.NotInForce, sla.NotForAnybody, sla.BehindOther,
			},
		},
		{
			"the year before", "2024-06-01", "2024-06-02", key, 0,
			[]logistics.Code{
				sla.Chosen, sla.NotYetKnown, sla.NotYetKnown, sla.BehindOther, sla.NotForAnybody, sla.BehindOther,
			},
		},
		{
			"somebody else", "2025-04-01", "2025-04-02", subject("tier", "core"), 5,
			[]logistics.Code{sla.Superseded, sla.Superseded, sla.NotFor, sla.NotInForce, sla.NotForAnybody, sla.Chosen},
		},
		{"nobody knows who", "2025-04-01", "2025-04-02", logistics.Attributes{}, 5, []logistics.Code{
			sla.Superseded, sla.Superseded, sla.NotKnownFor, sla.NotInForce, sla.NotForAnybody, sla.Chosen,
		}},
	} {
		s := sla.Select(versions(), c.subject, logistics.MustDate(c.on), logistics.MustDate(c.known).Start(time.UTC))
		var codes []logistics.Code
		for _, r := range s.Reasons {
			codes = append(codes, r.Code)
			if text := sla.Reasons().English(r); text == "" {
				t.Errorf("%s has no sentence", r.Code)
			}
		}
		if !s.Found || s.Position != c.chosen || !slices.Equal(codes, c.codes) {
			t.Errorf("%s: %d by %v, want %d by %v", c.name, s.Position, codes, c.chosen, c.codes)
		}
	}
	blank := versions()[4:5]
	if s := sla.Select(blank, plain(), logistics.MustDate("2025-01-01"), april); s.Found || s.Position != -1 {
		t.Error("a blank condition matched")
	}
	if s := sla.Select(blank, logistics.Attributes{}, logistics.MustDate("2025-01-01"), april); s.Found ||
		s.Position != -1 {
		t.Errorf("a blank agreement is for nobody: %+v", s)
	}
}

func TestHeadroomIsExact(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		tally := logistics.Tally{
			Good: rapid.Int64Range(0, 400).Draw(r, "good"), Bad: rapid.Int64Range(0, 400).Draw(r, "bad"),
		}
		target := logistics.MustRatio(
			rapid.SampledFrom([]string{"95%", "98.5%", "2/3", "100%", "1/1000"}).Draw(r, "target"),
		)
		h := sla.HeadroomOf(tally, target)
		if tally.Judged() == 0 {
			if h != (sla.Headroom{}) {
				r.Fatalf("headroom of nothing: %+v", h)
			}
			return
		}
		kept := func(good, bad int64) bool {
			return logistics.Tally{Good: tally.Good + good, Bad: tally.Bad + bad}.Judge(target) == logistics.Met
		}
		switch {
		case kept(0, 0):
			if h.HitsNeeded != 0 || !kept(0, h.MissesLeft) || kept(0, h.MissesLeft+1) {
				r.Fatalf("%v at %s: %+v", tally, target, h)
			}
		case h.HitsNeeded == -1:
			if target.Num() != target.Den() {
				r.Fatalf("%v at %s can be reached", tally, target)
			}
		default:
			if h.MissesLeft != 0 || !kept(h.HitsNeeded, 0) || kept(h.HitsNeeded-1, 0) {
				r.Fatalf("%v at %s: %+v", tally, target, h)
			}
		}
		if over, err := h.Burn.Cmp(logistics.MustRatio("1/1")); err == nil && (over > 0) == kept(0, 0) {
			r.Fatalf("%v at %s burns at %s", tally, target, h.Burn)
		}
	})
	fine, coarse := logistics.MustRatio("0.950000000000"), logistics.MustRatio("95%")
	for _, tally := range []logistics.Tally{{Good: 18e6, Bad: 2e6}, {Good: 9e6, Bad: 1e6}, {Good: 1e15, Bad: 1e12}} {
		if a, b := sla.HeadroomOf(tally, fine), sla.HeadroomOf(tally, coarse); a != b {
			t.Errorf("equal targets: %+v and %+v", a, b)
		}
	}
	if h := sla.HeadroomOf(logistics.Tally{Good: 97, Bad: 3}, logistics.MustRatio("95%")); h.Budget != 5 ||
		h.Spent != 3 || h.MissesLeft != 2 || h.Burn.Percent(0) != "60%" {
		t.Errorf("%+v", h)
	}
}

func TestForecast(t *testing.T) {
	running := judge(
		t, timerRule(), subject("priority", "high"), events(t, "opened 03-28 16:00"), sla.Exclusions{},
		berlin(t, "03-28 16:30"),
	)
	sample := []time.Duration{time.Hour, 2 * time.Hour, 3 * time.Hour, 210 * time.Minute, 4 * time.Hour, 5 * time.Hour}
	f, err := running.Forecast(sample, 1.96)
	if err != nil || f.Slack != logistics.Exactly(210*time.Minute) || f.Longer != logistics.MustRatio("2/6") ||
		f.Low >= 2.0/6 || f.High <= 2.0/6 {
		t.Errorf("%+v, %v", f, err)
	}
	if f, err := running.Forecast(nil, 1.96); err != nil || !f.Longer.IsZero() || f.Low != 0 || f.High != 1 {
		t.Errorf("nothing to go by: %+v, %v", f, err)
	}
	if _, err := running.Forecast(sample, -1); err == nil {
		t.Error("an interval of negative width")
	}
	done := judge(
		t, timerRule(), plain(), events(t, "opened 03-28 16:00", "resolved 03-28 16:10"), sla.Exclusions{},
		berlin(t, "03-28 16:30"),
	)
	if _, err := done.Forecast(sample, 1.96); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a decided case was forecast: %v", err)
	}
}

func TestEveryPresetCompiles(t *testing.T) {
	for _, p := range sla.Presets() {
		rule, ok := sla.FromPreset(
			p.Name, office, sla.Limit{When: logistics.Anyone(), Within: logistics.MustDuration("PT8H")},
		)
		if !ok {
			t.Fatal(p.Name)
		}
		compiled := timer(t, rule)
		at := berlin(t, "03-28 09:00")
		list := []sla.Event{
			{ID: logistics.MustID("a"), Kind: rule.Start[0], At: at},
			{ID: logistics.MustID("b"), Kind: rule.Stop[0], At: at.Add(time.Hour)},
		}
		if got, err := compiled.Judge(sla.Timeline{Subject: plain(), Events: list}, at.Add(2*time.Hour)); err != nil ||
			got.Verdict != logistics.Met || got.Consumed != time.Hour {
			t.Errorf("%s: %+v, %v", p.Name, got, err)
		}
	}
	if _, ok := sla.FromPreset("teleport", office); ok {
		t.Error("a preset nobody wrote")
	}
}

func TestLevelsKeepTheirSource(t *testing.T) {
	for _, l := range sla.DefaultLevels() {
		o, err := agreement().Objectives[0].WithLevel(l.Level)
		if err != nil || o.Target != l.Level.Value || o.Source.Source == "" {
			t.Errorf("%+v: %+v, %v", l, o, err)
		}
	}
	_, err := agreement().Objectives[0].WithLevel(logistics.ServiceLevel{Value: logistics.MustRatio("101%")})
	if got := paths(err); !slices.Equal(got, []string{"/source", "/value"}) {
		t.Errorf("faults at %q", got)
	}
}

func TestEventsAreReadFromEnvelopes(t *testing.T) {
	recorded := berlin(t, "03-31 12:00")
	list := []logistics.Envelope{
		{
			ID: logistics.MustID("b"), Kind: "resolved", At: logistics.MustStamp("2025-03-31T10:00[Europe/Berlin]"),
			Recorded: recorded,
		},
		{
			ID: logistics.MustID("a"), Kind: "opened", At: logistics.MustStamp("2025-03-28T15:00:00Z"),
			Recorded: recorded,
		},
		{
			ID: logistics.MustID("x"), Kind: "resolved", At: logistics.MustStamp("2025-03-28T16:00:00Z"),
			Recorded: recorded,
		},
		{ID: logistics.MustID("r"), Retracts: logistics.MustID("x"), Recorded: recorded},
		{
			ID: logistics.MustID("a"), Kind: "opened", At: logistics.MustStamp("2025-03-28T15:00:00Z"),
			Recorded: recorded,
		},
		{
			ID: logistics.MustID("late"), Kind: "opened", At: logistics.MustStamp("2025-03-27T15:00:00Z"),
			Recorded: recorded.Add(time.Hour),
		},
	}
	got, err := sla.Events(list, hostZones{}, recorded)
	if err != nil || len(got) != 2 || got[0].ID != logistics.MustID("a") || !got[1].At.Equal(berlin(t, "03-31 10:00")) {
		t.Errorf("%+v, %v", got, err)
	}
	list[0].At, list[1].At = logistics.MustStamp("2025-03-31"), logistics.MustStamp("2025-03-28T15:00:00")
	list[4].At = list[1].At
	if _, err := sla.Events(list, hostZones{}, recorded); !slices.Equal(
		paths(err), []string{"/0/at", "/1/at", "/4/at"},
	) {
		t.Errorf("a date and a time without zone: %v", err)
	}
}

func TestCasesCountWhereTheyFallDue(t *testing.T) {
	compiled := timer(t, timerRule())
	evaluator, err := sla.Compile(timed(timerRule()), hostZones{}, sla.Clocks{office: officeHours(t)})
	if err != nil {
		t.Fatal(err)
	}
	asOf := berlin(t, "05-01 09:00")
	resolution := logistics.MustID("resolution")
	var cases []sla.Case
	for i, list := range [][]sla.Event{
		events(t, "opened 03-28 16:00", "resolved 03-28 16:10"), // met, due on 2 April
		events(t, "opened 03-27 09:00", "resolved 04-10 09:00"), // missed, due on 28 March
		events(t, "opened 03-27 09:00", "resolved 03-27 10:00"), // met, due on 28 March
		events(t, "opened 03-31 16:00", "waiting 03-31 16:30"),  // paused: due in May at the earliest
		events(t, "opened 03-27 16:00", "void 03-27 16:30"),     // cancelled, due on 31 March
		{}, // not begun: of no period
	} {
		timing, err := compiled.Judge(sla.Timeline{Subject: plain(), Events: list}, asOf)
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, sla.CaseOf(logistics.MustID(string(rune('a'+i))), resolution, plain(), timing))
	}
	for period, want := range map[string]logistics.Tally{
		"2025-03": {Good: 1, Bad: 1, Waived: 1}, "2025-04": {Good: 1}, "2025-05": {NotDue: 1},
	} {
		report, err := evaluator.Attain(sla.Facts{Cases: cases}, logistics.MustPeriod(period), asOf)
		if err != nil {
			t.Fatal(err)
		}
		if got := report.Attained[2].Tally; got != want || report.Undated != 1 ||
			report.Attained[0].Tally.Total() != 0 {
			t.Errorf("%s: %+v, %d undated", period, got, report.Undated)
		}
	}
	// An objective about lines has no cases, and one that does not exist has none either.
	wrong := []sla.Case{
		cases[0], {Objective: logistics.MustID("on_time"), At: asOf}, {Objective: logistics.MustID("resolutoin")},
	}
	if _, err := evaluator.Attain(sla.Facts{Cases: wrong}, march, asOf); !slices.Equal(
		paths(err), []string{"/cases/1/objective", "/cases/2/objective"},
	) {
		t.Errorf("cases of no objective with a timer: %v", err)
	}
	book := newBook(t, evaluator)
	if err := book.AddCase(logistics.MustID("C-1"), wrong[2]); !slices.Equal(paths(err), []string{"/objective"}) {
		t.Errorf("a case of no objective in a book: %v", err)
	}
	if _, ok := evaluator.Timer(logistics.MustID("nothing")); ok {
		t.Error("a timer of no objective")
	}
	if _, ok := evaluator.Timer(logistics.MustID("on_time")); ok {
		t.Error("a timer of an objective about rights")
	}
}

func TestWireTimedAgreement(t *testing.T) {
	a := timed(timerRule())
	a.From, a.Until, a.Recorded = logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"), april
	a.Applies = logistics.Every(logistics.Where("customer", "C-1"), logistics.Where("lane", "BSL-ZRH"))
	o, err := a.Objectives[0].WithLevel(sla.DefaultLevels()[0].Level)
	if err != nil {
		t.Fatal(err)
	}
	a.Objectives[0] = o
	for i, l := range a.Objectives[2].Timer.Limits {
		if l.By.Seconds() != 0 { // what the first two versions meant
			a.Objectives[2].Timer.Limits[i].From = sla.FromDate
		}
	}
	reads(t, "agreement_timed", a)
	reads(t, "agreement_timed_2", a)
	for i := range a.Objectives[2].Timer.Limits {
		a.Objectives[2].Timer.Limits[i].From = ""
	}
	writes(t, "agreement_timed_3", a)
	x, err := timer(t, timerRule()).Explain(sla.Timeline{
		Subject: plain(),
		Events:  events(t, "opened 03-28 16:00", "waiting 03-28 16:30", "answered 03-31 10:00"),
	}, berlin(t, "03-31 11:00"))
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/explanation_timed_2.json", data)
	// The second had the due date under another name, and only while the case ran.
	second, err := os.ReadFile("testdata/wire/v1/explanation_timed.json")
	var old sla.Explanation
	if err != nil || json.Unmarshal(second, &old) != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(x.Timing, old.Timing, equateTimes()); diff != "" {
		t.Error(diff)
	}
	// The first explanations had the segments alone.
	first, err := os.ReadFile("testdata/wire/v1/explanation.json")
	var back sla.Explanation
	if err != nil || json.Unmarshal(first, &back) != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(x.Segments, back.Segments, equateTimes()); diff != "" {
		t.Error(diff)
	}
}

// equateTimes takes instants for equal whose zones are called otherwise.
func equateTimes() cmp.Option {
	return cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })
}

// TestResultsAreDocuments: what is read back says what was said.
func TestResultsAreDocuments(t *testing.T) {
	exclusion := sla.Exclusion{From: berlin(t, "03-28 10:00"), To: berlin(t, "03-28 11:00"), Reason: "strike"}
	x, err := timer(t, timerRule()).Explain(sla.Timeline{
		Subject: plain(), Exclusions: prepared(t, []sla.Exclusion{exclusion}),
		Events: events(t, "opened 03-28 09:00", "waiting 03-28 16:30", "answered 03-31 10:00", "resolved 04-02 16:00"),
	}, berlin(t, "04-03 11:00"))
	if err != nil {
		t.Fatal(err)
	}
	late := outcome(time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC), logistics.RightTime)
	report := attain(t, many(20, late), april)
	agreements := []sla.Agreement{agreement(), agreement()}
	golden.Survives(t, x)
	golden.Survives(t, x.Timing)
	golden.Survives(t, x.LostTimes())
	golden.Survives(t, prepared(t, []sla.Exclusion{exclusion}))
	golden.Survives(t, report)
	golden.Survives(t, sla.Select(agreements, plain(), logistics.MustDate("2025-03-01"), april))
	golden.Survives(t, sla.HeadroomOf(report.Attained[0].Tally, report.Attained[0].Target))
	golden.Survives(t, sla.CaseOf(logistics.MustID("T-1"), logistics.MustID("resolution"), plain(), x.Timing))
}
