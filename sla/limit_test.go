package sla_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla"
	"github.com/logicrm/logistics/sla/calendar"
)

// desk is open in Berlin from Monday to Friday from eight to five.
func desk(t testing.TB) *calendar.Clock {
	t.Helper()
	clock, err := calendar.Compile(calendar.FromHours(office, logistics.Hours{
		Zone: "Europe/Berlin", Week: logistics.Weekdays(logistics.MustShift("08:00-17:00")),
	}), hostZones{}, logistics.MustDate("2022-01-01"), logistics.MustDate("2028-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	return clock
}

// at reads "2025-03-28 16:00" on the wall in Berlin.
func at(t testing.TB, s string) time.Time {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	read, err := time.ParseInLocation("2006-01-02 15:04", s, loc)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// deskTimer is the resolution of cases at the desk.
func deskTimer(t testing.TB, change func(*sla.TimerRule), limits ...sla.Limit) *sla.Timer {
	t.Helper()
	rule, _ := sla.FromPreset("resolution", office, limits...)
	if change != nil {
		change(&rule)
	}
	evaluator, err := sla.Compile(timed(rule), hostZones{}, sla.Clocks{office: desk(t)})
	if err != nil {
		t.Fatal(err)
	}
	compiled, _ := evaluator.Timer(logistics.MustID("resolution"))
	return compiled
}

// opened is a case that was opened and nothing more.
func opened(t testing.TB, when string) sla.Timeline {
	t.Helper()
	return sla.Timeline{Subject: plain(), Events: []sla.Event{{Kind: "case.opened", At: at(t, when)}}}
}

func TestLimitsByDays(t *testing.T) {
	by := func(days int, by string) sla.Limit {
		return sla.Limit{When: logistics.Anyone(), Days: days, By: logistics.MustTimeOfDay(by)}
	}
	with := func(l sla.Limit, change func(*sla.Limit)) sla.Limit {
		change(&l)
		return l
	}
	noon := func(l *sla.Limit) { l.CutOff = logistics.MustTimeOfDay("12:00") }
	date := func(l *sla.Limit) { l.From = sla.FromDate }
	thirty := sla.Limit{When: logistics.Anyone(), Within: logistics.MustDuration("P30D"), Roll: sla.RollFollowing}
	same := sla.Limit{When: logistics.Anyone(), Days: 2, SameTime: true}
	for _, c := range []struct {
		name  string
		limit sla.Limit
		start string
		due   string
	}{
		// 2026-11-28 is a Saturday.
		{"by five of a closed day", by(0, "17:00"), "2026-11-28 10:00", "2026-11-30 17:00"},
		{"by five, which has passed", by(0, "17:00"), "2026-11-25 19:00", "2026-11-26 17:00"},
		{"by three, which has passed while it is open", by(0, "15:00"), "2026-11-25 16:00", "2026-11-26 15:00"},
		{"by five today", by(0, "17:00"), "2026-11-25 16:59", "2026-11-25 17:00"},
		{"one day by noon from a Saturday", by(1, "12:00"), "2026-11-28 10:00", "2026-12-01 12:00"},
		{"one day by noon from after the close", by(1, "12:00"), "2026-11-27 17:01", "2026-12-01 12:00"},
		{"from the date of a Saturday", with(by(1, "12:00"), date), "2026-11-28 10:00", "2026-11-30 12:00"},
		{"from the date, after the close", with(by(1, "12:00"), date), "2026-11-27 17:01", "2026-11-30 12:00"},
		{"in after noon counts from the next day", with(by(0, "17:00"), noon), "2026-11-25 15:00", "2026-11-26 17:00"},
		{"in at noon is late", with(by(0, "17:00"), noon), "2026-11-25 12:00", "2026-11-26 17:00"},
		{"in by noon", with(by(0, "17:00"), noon), "2026-11-25 11:59", "2026-11-25 17:00"},
		{"in on Saturday is in on Monday morning", with(by(0, "17:00"), noon), "2026-11-28 15:00", "2026-11-30 17:00"},
		{"in after noon on Friday", with(by(0, "17:00"), noon), "2026-11-27 15:00", "2026-11-30 17:00"},
		{
			"a cut-off of the date itself", with(with(by(0, "17:00"), noon), date), "2026-11-28 15:00",
			"2026-11-30 17:00",
		},
		// 30 days after Friday 23 September 2022 is a Sunday. The end of a day is the close before it.
		{"thirty calendar days roll forward", thirty, "2022-09-23 10:00", "2022-10-24 17:00"},
		{
			"thirty calendar days roll back", with(thirty, func(l *sla.Limit) { l.Roll = sla.RollPreceding }),
			"2022-09-23 10:00", "2022-10-21 17:00",
		},
		{
			"thirty calendar days by a time",
			with(thirty, func(l *sla.Limit) { l.By = logistics.MustTimeOfDay("12:00") }),
			"2022-09-23 10:00", "2022-10-24 12:00",
		},
		{
			"thirty calendar days from a Saturday are from its date", thirty, "2022-09-24 10:00", "2022-10-24 17:00",
		},
		{
			"thirty calendar days from the opening", with(thirty, func(l *sla.Limit) { l.From = sla.FromOpening }),
			"2022-09-24 10:00", "2022-10-26 17:00",
		},
		{"two days at the same time", same, "2026-11-25 15:00", "2026-11-27 15:00"},
		{"two days at the same time over a weekend", same, "2026-11-26 15:00", "2026-11-30 15:00"},
		{"two days at the same time from a Saturday", same, "2026-11-28 10:00", "2026-12-02 08:00"},
		{"two days at the same time from the date", with(same, date), "2026-11-28 10:00", "2026-12-01 10:00"},
		{
			"seven calendar days at the same time",
			sla.Limit{When: logistics.Anyone(), Within: logistics.MustDuration("P7D"), SameTime: true},
			"2026-11-25 15:00", "2026-12-02 15:00",
		},
		{"over the change of the clocks", same, "2026-03-26 16:00", "2026-03-30 16:00"},
	} {
		compiled := deskTimer(t, nil, c.limit)
		got, err := compiled.Judge(opened(t, c.start), at(t, c.start))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if !got.Due.Equal(at(t, c.due)) || got.Verdict != logistics.NotDue {
			t.Errorf("%s: due %s (%s), want %s", c.name, got.Due, got.Verdict, c.due)
		}
		// Stopped at the instant it is kept.
		kept := opened(t, c.start)
		kept.Events = append(kept.Events, sla.Event{Kind: "case.resolved", At: at(t, c.due)})
		if got, err := compiled.Judge(kept, at(t, c.due).AddDate(0, 1, 0)); err != nil || got.Verdict != logistics.Met {
			t.Errorf("%s: stopped when due it is %s, %v", c.name, got.Verdict, err)
		}
		if told := c.limit.Sentences(logistics.Language{}); len(told) != len(c.limit.Reasons()) || len(told) < 2 {
			t.Errorf("%s: %q", c.name, told)
		}
	}
}

// TestALimitFromTheOpeningLeavesTime: whenever a case comes in, there is working time until it is due; later never
// means due earlier, and what comes in before a cut-off is due no later than what comes in after it.
func TestALimitFromTheOpeningLeavesTime(t *testing.T) {
	base := at(t, "2026-03-01 00:00")
	rapid.Check(t, func(r *rapid.T) {
		limit := sla.Limit{
			When: logistics.Anyone(), Days: rapid.IntRange(0, 4).Draw(r, "days"),
			By: logistics.MustTimeOfDay(rapid.SampledFrom([]string{"09:00", "12:00", "17:00", "24:00"}).Draw(r, "by")),
		}
		if rapid.Bool().Draw(r, "cut") {
			limit.CutOff = logistics.MustTimeOfDay(rapid.SampledFrom([]string{"10:00", "16:00"}).Draw(r, "cut-off"))
		}
		compiled := deskTimer(t, nil, limit)
		first := base.Add(time.Duration(rapid.IntRange(0, 60*24*60).Draw(r, "minute")) * time.Minute)
		second := first.Add(time.Duration(rapid.IntRange(0, 5000).Draw(r, "later")) * time.Minute)
		var due []time.Time
		for _, start := range []time.Time{first, second} {
			got, err := compiled.Judge(
				sla.Timeline{Subject: plain(), Events: []sla.Event{{Kind: "case.opened", At: start}}}, start,
			)
			if err != nil {
				r.Fatal(err)
			}
			if got.Budget <= 0 || !got.Due.After(start) {
				r.Fatalf("from %s it is due %s, in %s", start, got.Due, got.Budget)
			}
			due = append(due, got.Due)
		}
		if due[1].Before(due[0]) {
			r.Fatalf("from %s it is due %s, from %s %s", first, due[0], second, due[1])
		}
	})
}

func TestLimitsReportEveryFault(t *testing.T) {
	any, ten := logistics.Anyone(), logistics.MustTimeOfDay("10:00")
	for want, l := range map[string]sla.Limit{
		"/same_time": {When: any, Days: 1, By: ten, SameTime: true},
		"/days":      {When: any, SameTime: true},
		"/from":      {When: any, Days: 1, By: ten, From: "yesterday"},
		"/cut_off":   {When: any, Days: 1, By: ten, CutOff: logistics.MustTimeOfDay("25:00")},
		"/roll":      {When: any, Within: logistics.Days(3), Roll: "sideways"},
		"/within":    {When: any, Within: logistics.Days(3), Days: 2, By: ten},
		"/calendar":  {When: any, Within: logistics.MustDuration("PT1H"), Calendar: logistics.MustID("nowhere")},
	} {
		rule, _ := sla.FromPreset("resolution", office, l)
		_, err := sla.Compile(timed(rule), hostZones{}, sla.Clocks{office: desk(t)})
		if got := paths(err); !slices.Equal(got, []string{"/objectives/2/timer/limits/0" + want}) {
			t.Errorf("%s: %v", want, err)
		}
	}
	for name, l := range map[string]sla.Limit{
		"a roll of working days": {When: any, Days: 3, By: ten, Roll: sla.RollFollowing},
		"a start of open time":   {When: any, Within: logistics.MustDuration("PT1H"), From: sla.FromDate},
		"a day and a half":       {When: any, Within: logistics.MustDuration("P1DT12H")},
		"too many days":          {When: any, Within: logistics.Days(4000)},
	} {
		rule, _ := sla.FromPreset("resolution", office, l)
		if _, err := sla.Compile(timed(rule), hostZones{}, sla.Clocks{office: desk(t)}); len(paths(err)) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestOldLimitsKeepTheirMeaning: a document of the second version counts days from the date of the start.
func TestOldLimitsKeepTheirMeaning(t *testing.T) {
	rule, _ := sla.FromPreset(
		"resolution", office, sla.Limit{When: logistics.Anyone(), Days: 1, By: logistics.MustTimeOfDay("12:00")},
	)
	for schema, due := range map[string]string{"2": "2026-11-30 12:00", "3": "2026-12-01 12:00"} {
		data, err := json.Marshal(timed(rule))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(data), "sla.agreement/3", "sla.agreement/"+schema, 1)
		read, err := sla.DecodeAgreement([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		evaluator, err := sla.Compile(read, hostZones{}, sla.Clocks{office: desk(t)})
		if err != nil {
			t.Fatal(err)
		}
		compiled, _ := evaluator.Timer(logistics.MustID("resolution"))
		got, err := compiled.Judge(opened(t, "2026-11-28 10:00"), at(t, "2026-11-28 10:00"))
		if err != nil || !got.Due.Equal(at(t, due)) {
			t.Errorf("version %s: due %s, want %s, %v", schema, got.Due, due, err)
		}
	}
}

// TestEachLimitHasItsCalendar: the priority, tier, service and lane of a case choose the limit, and the limit the
// calendar its time is counted on.
func TestEachLimitHasItsCalendar(t *testing.T) {
	night := logistics.MustID("night")
	always, err := calendar.Compile(calendar.FromHours(night, logistics.Hours{
		Zone: "Europe/Berlin", Week: logistics.Weekdays(logistics.MustShift("00:00-24:00")),
	}), hostZones{}, logistics.MustDate("2022-01-01"), logistics.MustDate("2028-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	hours := func(s string) logistics.Duration { return logistics.MustDuration("PT" + s + "H") }
	where := logistics.Where
	rule, _ := sla.FromPreset(
		"resolution", office,
		sla.Limit{When: logistics.Anyone(), Within: hours("16")},
		sla.Limit{When: where("priority", "P1"), Within: hours("4")},
		sla.Limit{
			When: logistics.Every(where("priority", "P1"), where("tier", "key")), Within: hours("2"), Calendar: night,
		},
		sla.Limit{
			When: logistics.Every(
				where("priority", "P1"), where("tier", "key"), where("service", "air"), where("lane", "DE-FR"),
			), Within: hours("1"), Calendar: night,
		},
	)
	evaluator, err := sla.Compile(timed(rule), hostZones{}, sla.Clocks{office: desk(t), night: always})
	if err != nil {
		t.Fatal(err)
	}
	compiled, _ := evaluator.Timer(logistics.MustID("resolution"))
	for _, c := range []struct {
		subject logistics.Attributes
		limit   int
		due     string
	}{
		{plain(), 0, "2026-11-27 15:00"},
		{subject("priority", "P1"), 1, "2026-11-26 12:00"},
		{subject("priority", "P1", "tier", "key"), 2, "2026-11-25 20:00"},
		{subject("priority", "P1", "tier", "key", "service", "air"), 2, "2026-11-25 20:00"},
		{subject("priority", "P1", "tier", "key", "service", "air", "lane", "DE-FR"), 3, "2026-11-25 19:00"},
	} {
		line := opened(t, "2026-11-25 18:00")
		line.Subject = c.subject
		x, err := compiled.Explain(line, at(t, "2026-11-25 18:30"))
		if err != nil {
			t.Fatal(err)
		}
		if x.Timing.Limit != c.limit || !x.Timing.Due.Equal(at(t, c.due)) {
			t.Errorf("%s: limit %d, due %s; want %d, %s", c.subject, x.Timing.Limit, x.Timing.Due, c.limit, c.due)
		}
		if i, ok := compiled.Check(x); !ok {
			t.Errorf("%s: segment %d does not hold", c.subject, i)
		}
	}
}

// byHand finds when a limit is due as one would with a calendar on the wall, minute by minute and day by day.
func byHand(t *rapid.T, clock *calendar.Clock, l sla.Limit, start time.Time) time.Time {
	loc := clock.Location()
	isOpen := func(at time.Time) bool {
		open, err := clock.IsOpen(at)
		if err != nil {
			t.Fatal(err)
		}
		return open
	}
	works := func(d time.Time) bool { return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday }
	opening := l.From == sla.FromOpening || l.From == "" && l.Within.IsZero()
	from := start
	for opening && !isOpen(from) {
		from = from.Add(time.Minute)
	}
	// Dates are held as their noon, which no clock skips.
	local := from.In(loc)
	day := time.Date(local.Year(), local.Month(), local.Day(), 12, 0, 0, 0, loc)
	next := func() {
		for day = day.AddDate(0, 0, 1); !works(day); {
			day = day.AddDate(0, 0, 1)
		}
	}
	if l.CutOff.Seconds() != 0 && (local.Hour()*60+local.Minute())*60 >= l.CutOff.Seconds() {
		next()
	}
	if l.Within.IsZero() {
		for opening && !works(day) {
			day = day.AddDate(0, 0, 1)
		}
		for range l.Days {
			next()
		}
	} else {
		day = day.AddDate(0, 0, l.Within.Days())
		for step := map[sla.Roll]int{sla.RollFollowing: 1, sla.RollPreceding: -1}[l.Roll]; step != 0 && !works(day); {
			day = day.AddDate(0, 0, step)
		}
	}
	due := func() time.Time {
		if l.SameTime {
			return time.Date(day.Year(), day.Month(), day.Day(), local.Hour(), local.Minute(), 0, 0, loc)
		}
		return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, l.By.Seconds(), 0, loc)
	}
	endOfDay := !l.SameTime && l.By.Seconds()%(24*3600) == 0
	closes := endOfDay && !(l.Within.Days() != 0 && l.Roll == "") &&
		!(l.Within.IsZero() && l.Days == 0 && l.From == sla.FromDate) // else it can end on a closed day
	if endOfDay && l.By.Seconds() == 0 {
		l.By = logistics.MustTimeOfDay("24:00")
	}
	if opening && !due().After(from) {
		next()
	}
	at := due()
	if !at.After(start) {
		return start // it leaves no time
	}
	for closes && at.After(start) && !isOpen(at.Add(-time.Minute)) {
		at = at.Add(-time.Minute) // the end of a working day is its close
	}
	return at
}

func TestLimitsByDaysAgreeWithACalendarOnTheWall(t *testing.T) {
	clock, base := desk(t), at(t, "2026-03-01 00:00")
	rapid.Check(t, func(r *rapid.T) {
		l := sla.Limit{When: logistics.Anyone()}
		if rapid.Bool().Draw(r, "calendar days") {
			l.Within = logistics.Days(rapid.IntRange(1, 40).Draw(r, "within"))
			l.Roll = rapid.SampledFrom([]sla.Roll{"", sla.RollFollowing, sla.RollPreceding}).Draw(r, "roll")
		} else {
			l.Days = rapid.IntRange(0, 6).Draw(r, "days")
		}
		if times := []string{"09:00", "12:00", "17:00", "19:00", "24:00"}; l.Days == 0 && l.Within.IsZero() {
			l.By = logistics.MustTimeOfDay(rapid.SampledFrom(times).Draw(r, "by"))
		} else if l.SameTime = rapid.Bool().Draw(r, "same time"); !l.SameTime {
			l.By = logistics.MustTimeOfDay(rapid.SampledFrom(times).Draw(r, "by"))
		}
		l.From = rapid.SampledFrom([]sla.DaysFrom{"", sla.FromOpening, sla.FromDate}).Draw(r, "from")
		if rapid.Bool().Draw(r, "cut") {
			cut := rapid.SampledFrom([]string{"10:00", "16:00", "20:00"}).Draw(r, "cut-off")
			l.CutOff = logistics.MustTimeOfDay(cut)
		}
		start := base.Add(time.Duration(rapid.IntRange(0, 60*24*60).Draw(r, "minute")) * time.Minute)
		want := byHand(r, clock, l, start)
		got, err := deskTimer(t, nil, l).Judge(
			sla.Timeline{Subject: plain(), Events: []sla.Event{{Kind: "case.opened", At: start}}}, start,
		)
		if err != nil {
			r.Fatal(err)
		}
		open, err := clock.Between(start, want)
		if err != nil || got.Budget != open {
			r.Fatalf("%+v from %s: %s, by hand %s until %s, %v", l, start, got.Budget, open, want, err)
		}
		// Where no open time lies between, it is due at the instant the limit names, and not at the close before.
		if !got.Due.Equal(want) {
			r.Fatalf("%+v from %s: due %s, by hand %s", l, start, got.Due, want)
		}
	})
}
