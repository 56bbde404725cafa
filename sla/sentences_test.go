package sla_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/sla"
)

func TestEveryReasonIsASentence(t *testing.T) {
	in := time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC)
	late := outcome(in, logistics.RightTime)
	var given []logistics.Reason
	for _, c := range []struct {
		outcomes []logistics.Outcome
		asOf     time.Time
	}{
		{many(20, outcome(in)), april},
		{append(many(19, outcome(in)), late), april},
		{append(many(470, outcome(in)), many(30, late)...), april},
		{append(many(18, outcome(in)), many(2, late)...), april},
		{nil, april},
		{many(9, outcome(in)), april},
		{many(9, outcome(in)), in},
		{nil, in},
		{append(many(10, outcome(in)), logistics.Outcome{At: in}), april},
	} {
		report := attain(t, c.outcomes, c.asOf)
		given = append(given, report.Reasons()...)
		if told := report.Sentences(logistics.Language{}); len(told) != len(report.Reasons()) {
			t.Errorf("%d sentences of %d reasons", len(told), len(report.Reasons()))
		}
	}
	for _, c := range []struct {
		on, known string
		subject   logistics.Attributes
	}{
		{"2025-04-01", "2025-04-02", subject("tier", "key", "service", "air")},
		{"2025-02-01", "2025-02-02", subject("tier", "core")},
		{"2025-04-01", "2025-04-02", logistics.Attributes{}},
	} {
		s := sla.Select(versions(), c.subject, logistics.MustDate(c.on), logistics.MustDate(c.known).Start(time.UTC))
		given = append(given, s.Reasons...)
		if told := s.Sentences(logistics.Language{}); len(told) != len(s.Reasons) {
			t.Errorf("%d sentences of %d reasons", len(told), len(s.Reasons))
		}
	}
	for _, governs := range []sla.Governs{sla.AtStart, sla.AtDue} {
		for _, due := range []string{"2025-01-10", "2026-01-10"} {
			s := sla.Governing(
				changed(governs), plain(), logistics.MustDate("2024-12-20"), logistics.MustDate(due), april,
			)
			given = append(given, s.Reasons...)
		}
	}
	opened := events(t, "opened 03-28 10:00")
	for _, asOf := range []string{"03-31 10:30", "04-02 16:00"} {
		timing := judge(t, timerRule(), plain(), opened, sla.Exclusions{}, berlin(t, asOf))
		if f, ok := timing.Finding(logistics.MustID("T-1"), logistics.MustRatio("1/4"), berlin(t, asOf)); ok {
			given = append(given, f.Reason)
		}
	}
	given = append(given, caseReasons(t)...)
	sentences.Golden(t, sla.Reasons(), given...)
}

// caseReasons are what is told of cases in every state, of every kind of limit and of warnings.
func caseReasons(t *testing.T) []logistics.Reason {
	t.Helper()
	var given []logistics.Reason
	rule := timerRule()
	rule.ReopenPolicy = sla.FreshKeepFirst
	rule.Limits[5].CutOff, rule.Limits[5].From = logistics.MustTimeOfDay("15:00"), sla.FromDate
	for _, l := range []sla.Limit{
		{Within: logistics.Days(30), Roll: sla.RollFollowing},
		{Within: logistics.Days(7), SameTime: true, Roll: sla.RollPreceding},
		{Days: 2, SameTime: true},
	} {
		l.When = logistics.Where("lane", "none")
		rule.Limits = append(rule.Limits, l)
		given = append(given, l.Reasons()...)
		if told := l.Sentences(logistics.Language{}); len(told) != len(l.Reasons()) {
			t.Errorf("%q", told)
		}
	}
	for _, share := range []string{"50%", "3/4", "90%"} {
		rule.Warnings = append(rule.Warnings, logistics.MustRatio(share))
	}
	compiled := timer(t, rule)
	strike := prepared(t, []sla.Exclusion{{
		From: berlin(t, "03-28 11:00"), To: berlin(t, "03-28 12:00"), Reason: "strike at the carrier",
		Party: logistics.MustID("carrier"),
	}})
	for _, c := range []struct {
		subject logistics.Attributes
		events  []string
		asOf    string
	}{
		{plain(), nil, "03-28 10:00"},
		{plain(), []string{"opened 03-28 09:00"}, "03-28 15:00"},
		{plain(), []string{"opened 03-28 09:00", "waiting 03-28 10:00"}, "03-28 15:00"},
		{
			subject("priority", "high"), []string{
				"opened 03-28 09:00", "waiting 03-28 10:00", "answered 03-28 10:30",
				"resolved 03-28 15:00",
			}, "03-28 16:00",
		},
		{subject("priority", "high"), []string{"opened 03-28 09:00", "resolved 03-28 13:00"}, "03-28 16:00"},
		{
			subject("priority", "high"), []string{
				"opened 03-24 09:00", "resolved 03-26 09:00", "reopened 03-27 09:00", "resolved 03-27 10:00",
			}, "03-28 16:00",
		},
		{plain(), []string{
			"resolved 03-28 08:00", "waiting 03-28 08:30", "opened 03-28 09:00", "assigned 03-28 09:10",
			"answered 03-28 09:20", "void 03-28 10:00", "opened 03-28 10:10",
		}, "03-28 16:00"},
		{subject("priority", "week"), []string{"opened 03-28 09:00"}, "03-28 10:00"},
		{subject("priority", "planned"), []string{"opened 03-28 09:00"}, "03-28 10:00"},
		{logistics.Attributes{}, []string{"opened 03-28 09:00"}, "03-28 10:00"},
	} {
		list := events(t, c.events...)
		for i := range list {
			list[i].Party = logistics.MustID([]string{"desk", "customer"}[i%2])
		}
		if len(list) > 3 {
			list = append(list, list[3])
			list[len(list)-1].At = list[3].At.Add(time.Minute) // and again, with another content
		}
		line, asOf := sla.Timeline{Subject: c.subject, Events: list, Exclusions: strike}, berlin(t, c.asOf)
		x, err := compiled.Explain(line, asOf)
		if err != nil {
			t.Fatal(err)
		}
		given = append(given, x.Reasons()...)
		if told := x.Timing.Sentences(logistics.Language{}); len(told) != len(x.Timing.Reasons()) {
			t.Errorf("%q", told)
		}
		warnings, err := compiled.Warnings(line, asOf)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range warnings {
			given = append(given, w.Reason())
		}
		change, missed, err := compiled.Smallest(line, asOf)
		if err != nil {
			t.Fatal(err)
		}
		if given = append(given, change.Reasons()...); missed != (len(change.Reasons()) > 0) {
			t.Errorf("%+v", change)
		}
	}
	given = append(given, changeReasons(t)...)
	missed := many(20, outcome(berlin(t, "03-10 09:00"), logistics.RightTime))
	facts := sla.Facts{Outcomes: missed, Cases: []sla.Case{{Objective: logistics.MustID("resolution")}}}
	report, err := sla.Attain(timed(rule), hostZones{}, sla.Clocks{office: officeHours(t)}, facts, march, april)
	if err != nil {
		t.Fatal(err)
	}
	return append(given, report.Reasons()...)
}

// changeReasons are what is told of cases whose limit changes, and of one that was closed on a closed day.
func changeReasons(t *testing.T) []logistics.Reason {
	t.Helper()
	var given []logistics.Reason
	for _, c := range []struct {
		carry    sla.Carry
		to, when string
	}{
		{sla.CarryTime, "", "10:00"},
		{sla.CarryShare, "", "10:00"},
		{sla.CarryTime, "", "14:00"},
		{sla.CarryTime, "none", "10:00"},
		{sla.CarryTime, "saturday", "09:00"},
	} {
		rule := timerRule()
		rule.Carry = c.carry
		rule.Limits[0].When = logistics.Where("priority", "")
		rule.Limits = append(rule.Limits, sla.Limit{
			When: logistics.Where("priority", "saturday"), Within: logistics.Days(1), Calendar: office,
		})
		compiled := timer(t, rule)
		line := sla.Timeline{
			Subject: subject("priority", "high"), Events: events(t, "opened 03-28 09:00", "resolved 03-30 15:00"),
		}
		line.Events = append(line.Events, sla.Event{
			ID: logistics.MustID(
				"raised",
			),
			Kind:      "raised",
			At:        berlin(t, "03-28 "+c.when),
			Attribute: "priority",
			Value:     c.to,
		})
		x, err := compiled.Explain(line, berlin(t, "03-31 09:00"))
		if err != nil {
			t.Fatal(err)
		}
		change, _, err := compiled.Smallest(line, berlin(t, "03-31 09:00"))
		if err != nil {
			t.Fatal(err)
		}
		given = append(append(given, x.Reasons()...), change.Reasons()...)
	}
	return given
}

// TestTheVerdictFollowsFromTheReasons: the first of them says what a timing came to.
func TestTheVerdictFollowsFromTheReasons(t *testing.T) {
	says := map[logistics.Code]logistics.Verdict{
		sla.CaseVoid:         logistics.Waived,
		sla.CaseNoLimit:      logistics.Undetermined,
		sla.CaseBreached:     logistics.Missed,
		sla.CaseMissedBefore: logistics.Missed,
		sla.CaseLate:         logistics.Missed,
		sla.CaseKept:         logistics.Met,
		sla.CaseNotStarted:   logistics.NotDue,
		sla.CasePaused:       logistics.NotDue,
		sla.CaseRunning:      logistics.NotDue,
	}
	for _, policy := range []sla.Reopen{sla.Continue, sla.Fresh, sla.FreshKeepFirst} {
		rule := timerRule()
		rule.ReopenPolicy = policy
		compiled := timer(t, rule)
		rapid.Check(t, func(r *rapid.T) {
			who := rapid.SampledFrom([]logistics.Attributes{plain(), subject("priority", "high"), {}}).Draw(r, "who")
			list := histories(t).Draw(r, "events")
			if rapid.Bool().Draw(r, "void") {
				list = append(list, sla.Event{Kind: "void", At: berlin(t, "04-15 09:00")})
			}
			x, err := compiled.Explain(sla.Timeline{Subject: who, Events: list}, berlin(t, "04-20 12:00"))
			if err != nil {
				r.Fatal(err)
			}
			reasons := x.Reasons()
			if len(reasons) == 0 || says[reasons[0].Code] != x.Timing.Verdict {
				r.Fatalf("%s by %v", x.Timing.Verdict, reasons)
			}
			golden.Survives(r, x)
		})
	}
}

// TestASentenceIsOnOneClock: what is told of a case is told on the clocks of its calendar, or of its agreement
// where it runs round the clock, whatever zones its facts and the question come in.
func TestASentenceIsOnOneClock(t *testing.T) {
	rule, _ := sla.FromPreset(
		"resolution", logistics.ID{}, sla.Limit{When: logistics.Anyone(), Within: logistics.MustDuration("PT4H")},
	)
	evaluator, err := sla.Compile(timed(rule), hostZones{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	always, _ := evaluator.Timer(logistics.MustID("resolution"))
	limit := sla.Limit{When: logistics.Anyone(), Within: logistics.MustDuration("PT4H")}
	timers := map[string]*sla.Timer{"a calendar": deskTimer(t, nil, limit), "round the clock": always}
	for name, compiled := range timers {
		line := opened(t, "2026-11-25 08:00")
		line.Events[0].At = line.Events[0].At.In(time.FixedZone("", -3600))
		line.Events = append(line.Events, sla.Event{Kind: "case.waiting", At: at(t, "2026-11-25 10:00").UTC()})
		line.Events = append(line.Events, sla.Event{
			Kind: "customer.replied", At: at(t, "2026-11-25 11:00").In(time.FixedZone("", 5*3600)),
		})
		x, err := compiled.Explain(line, at(t, "2026-11-26 08:00").UTC())
		if err != nil {
			t.Fatal(err)
		}
		change, _, err := compiled.Smallest(line, at(t, "2026-11-26 08:00").UTC())
		if err != nil {
			t.Fatal(err)
		}
		zone := x.Timing.Due.Location().String()
		instants := []time.Time{x.Timing.Breach, change.By, change.Exclusion.From, change.Exclusion.To}
		for _, s := range x.Segments {
			instants = append(instants, s.From, s.To)
		}
		for _, at := range instants {
			if at.Location().String() != zone || zone != timed(rule).Period.Zone {
				t.Errorf("%s: %s on the clocks of %s, due on those of %s", name, at, at.Location(), zone)
			}
		}
	}
}
