package sla_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla"
)

// twoTimers is an agreement with a timer of the resolution and one of the first answer.
func twoTimers(t testing.TB) *sla.Evaluator {
	t.Helper()
	a := timed(timerRule())
	a.Objectives = append(a.Objectives, sla.Objective{
		ID: logistics.MustID("answer"), Target: logistics.MustRatio("95%"), Timer: sla.TimerRule{
			Calendar: office, Start: []string{"opened"}, Stop: []string{"answered", "resolved"},
			Limits: []sla.Limit{{When: logistics.Anyone(), Within: logistics.MustDuration("PT2H")}},
		},
	})
	evaluator, err := sla.Compile(a, hostZones{}, sla.Clocks{office: officeHours(t)})
	if err != nil {
		t.Fatal(err)
	}
	return evaluator
}

// logs draws the lives of some cases, as one log.
func logs(t testing.TB) *rapid.Generator[sla.Log] {
	return rapid.Custom(func(r *rapid.T) sla.Log {
		var log sla.Log
		id := logistics.MustID
		parties := []logistics.ID{{}, id("desk"), id("customer"), id("vendor")}
		for i := range rapid.IntRange(0, 6).Draw(r, "cases") {
			id := logistics.MustID(fmt.Sprint("T-", i))
			if i == 2 { // not the host's own
				id = logistics.MustID("gln:4012345000023")
			}
			for k, e := range histories(t).Draw(r, "events") {
				e.ID = logistics.MustID(fmt.Sprint("e", i, ".", k))
				e.Party = rapid.SampledFrom(parties).Draw(r, "party")
				if rapid.IntRange(0, 5).Draw(r, "change") == 0 {
					e.Attribute, e.Value = "priority", rapid.SampledFrom([]string{"high", "week"}).Draw(r, "priority")
				}
				log.Entries = append(log.Entries, sla.Entry{Case: id, Event: e})
			}
			if rapid.IntRange(0, 4).Draw(r, "known") > 0 {
				log.Cases = append(log.Cases, sla.LogCase{
					ID: id, Subject: subject("priority", rapid.SampledFrom([]string{"", "high"}).Draw(r, "priority")),
					Exclusions: prepared(r, exclusions(t).Draw(r, "exclusions")),
				})
			}
		}
		return log
	})
}

// oneByOne judges the cases of a log alone.
func oneByOne(t *rapid.T, e *sla.Evaluator, log sla.Log, asOf time.Time) []sla.RanCase {
	var ids []logistics.ID
	for _, entry := range log.Entries {
		ids = append(ids, entry.Case)
	}
	for _, c := range log.Cases {
		ids = append(ids, c.ID)
	}
	slices.SortFunc(ids, logistics.ID.Compare)
	list := []sla.RanCase{}
	for _, id := range slices.Compact(ids) {
		line := sla.Timeline{}
		for _, entry := range log.Entries {
			if entry.Case == id {
				line.Events = append(line.Events, entry.Event)
			}
		}
		for _, c := range log.Cases {
			if c.ID == id {
				line.Subject, line.Exclusions = c.Subject, c.Exclusions
			}
		}
		at := line.Subject
		known := slices.Clone(line.Events)
		slices.SortStableFunc(known, func(a, b sla.Event) int { return a.At.Compare(b.At) })
		for _, event := range known {
			if event.Attribute != "" && !event.At.After(asOf) {
				at = at.With(event.Attribute, event.Value)
			}
		}
		for _, objective := range []string{"resolution", "answer"} {
			timer, _ := e.Timer(logistics.MustID(objective))
			x, err := timer.Explain(line, asOf)
			if err != nil {
				t.Fatal(err)
			}
			one := sla.RanCase{ID: id, Objective: logistics.MustID(objective), Subject: at, Timing: x.Timing}
			one.Used = append(one.Used, x.LostTimes()...)
			list = append(list, one)
		}
	}
	return list
}

// TestARunIsItsCasesOneByOne for any order of the log and any split of it, by cases or not, merged in any order.
func TestARunIsItsCasesOneByOne(t *testing.T) {
	e := twoTimers(t)
	rapid.Check(t, func(r *rapid.T) {
		log := logs(t).Draw(r, "log")
		asOf := berlin(t, "03-25 09:00").Add(time.Duration(rapid.IntRange(0, 25000).Draw(r, "as of")) * time.Minute)
		want := oneByOne(r, e, log, asOf)
		shuffled := sla.Log{
			Entries: rapid.Permutation(log.Entries).Draw(r, "order"),
			Cases:   rapid.Permutation(log.Cases).Draw(r, "cases"),
		}
		shards := make([]sla.Log, rapid.IntRange(1, 4).Draw(r, "machines"))
		byCase := rapid.Bool().Draw(r, "by case")
		for _, entry := range shuffled.Entries {
			to := rapid.IntRange(0, len(shards)-1).Draw(r, "to")
			if byCase {
				to = int(entry.Case.String()[2]) % len(shards)
			}
			shards[to].Entries = append(shards[to].Entries, entry)
			if rapid.IntRange(0, 3).Draw(r, "overlap") == 0 { // an event that two logs have, or one has twice
				to := rapid.IntRange(0, len(shards)-1).Draw(r, "also to")
				shards[to].Entries = append(shards[to].Entries, entry)
			}
		}
		for _, c := range shuffled.Cases {
			to := rapid.IntRange(0, len(shards)-1).Draw(r, "to")
			shards[to].Cases = append(shards[to].Cases, c)
		}
		var runs []*sla.Run
		for _, shard := range shards {
			run, err := e.Run(shard, asOf)
			if err != nil {
				r.Fatal(err)
			}
			runs = append(runs, run)
		}
		whole := runs[0]
		if rapid.Bool().Draw(r, "twice") { // a run that is merged with itself, or again, adds nothing
			runs = append(runs, runs[rapid.IntRange(0, len(runs)-1).Draw(r, "again")])
		}
		for _, next := range runs[1:] {
			before := next.Cases()
			if err := whole.Merge(next); err != nil {
				r.Fatal(err)
			}
			if diff := cmp.Diff(before, next.Cases()); diff != "" {
				r.Fatalf("the other run was changed:\n%s", diff)
			}
		}
		if diff := cmp.Diff(want, whole.Cases()); diff != "" {
			r.Fatal(diff)
		}
		// Who used the time, and what was attained, follow from the cases.
		facts := sla.Facts{Cases: []sla.Case{}}
		sums := map[sla.LostTime]time.Duration{}
		for _, c := range want {
			facts.Cases = append(facts.Cases, sla.CaseOf(c.ID, c.Objective, c.Subject, c.Timing))
			for _, u := range c.Used {
				if c.Objective == logistics.MustID("answer") {
					sums[sla.LostTime{Party: u.Party, Class: u.Class}] += u.Open.Exact()
				}
			}
		}
		if diff := cmp.Diff(facts, whole.Facts()); diff != "" {
			r.Fatal(diff)
		}
		used := whole.Used(logistics.MustID("answer"))
		for _, u := range used {
			if sums[sla.LostTime{Party: u.Party, Class: u.Class}] != u.Open.Exact() {
				r.Fatalf("%+v of %v", u, sums)
			}
		}
		if len(used) != len(sums) || whole.Faults() != nil {
			r.Fatalf("%v of %v, %v", used, sums, whole.Faults())
		}
	})
}

func TestRunsTellWhatTheyCannotJudge(t *testing.T) {
	a := timed(timerRule())
	a.Attributes = []sla.AttributeValues{{Name: "priority", Values: []string{"high", "planned", "today", "week"}}, {
		Name: "tier", Values: []string{"key"},
	}}
	e, err := sla.Compile(a, hostZones{}, sla.Clocks{office: officeHours(t)})
	if err != nil {
		t.Fatal(err)
	}
	asOf := berlin(t, "03-28 12:00")
	opened := events(t, "opened 03-28 09:00", "opend 03-28 09:00")
	id := logistics.MustID
	log := sla.Log{
		Entries: []sla.Entry{{id("T-1"), opened[0]}, {id("T-2"), opened[0]}, {id("T-3"), opened[1]}},
		Cases: []sla.LogCase{
			{ID: id("T-1"), Subject: subject("priority", "high")},
			{ID: id("T-2"), Subject: subject("priority", "hihg")},
			{ID: id("T-3"), Subject: plain()},
		},
	}
	run, err := e.Run(log, asOf)
	if err != nil {
		t.Fatal(err)
	}
	if cases := run.Cases(); len(cases) != 2 || cases[0].Timing.Verdict != logistics.NotDue {
		t.Errorf("%+v", cases)
	}
	if got := paths(run.Faults()); !slices.Equal(got, []string{"/cases/T-2/resolution/subject/priority"}) {
		t.Errorf("%v", run.Faults())
	}
	if got := run.Unknown(); !slices.Equal(got, []sla.KindCount{{Kind: "opend", Count: 1}}) {
		t.Errorf("%v", got)
	}
	report, err := e.Attain(run.Facts(), march, asOf)
	if err != nil || report.Attained[2].Tally != (logistics.Tally{NotDue: 1}) || report.Undated != 2 {
		t.Errorf("%+v, %v", report, err)
	}
	if list := run.Used(id("nothing")); len(list) != 0 {
		t.Errorf("%v", list)
	}
	// A calendar that ends too early is no fault of the facts.
	late := sla.Log{
		Entries: []sla.Entry{{id("T-9"), sla.Event{Kind: "opened", At: asOf.AddDate(9, 0, 0)}}},
		Cases:   []sla.LogCase{{ID: id("T-9"), Subject: plain()}},
	}
	if run, err := e.Run(late, asOf.AddDate(10, 0, 0)); err != nil || !errors.Is(run.Faults(), logistics.ErrHorizon) ||
		!strings.Contains(run.Faults().Error(), "/cases/T-9/resolution") {
		t.Errorf("%v, %v", run.Faults(), err)
	}
	twice := sla.Log{
		Entries: []sla.Entry{{Event: opened[0]}},
		Cases:   []sla.LogCase{log.Cases[0], {ID: id("T-1"), Subject: plain()}, {}},
	}
	if _, err := e.Run(twice, asOf); !slices.Equal(paths(err), []string{"/cases/1", "/cases/2/id", "/entries/0/case"}) {
		t.Errorf("%v", err)
	}
	other, err := e.Run(sla.Log{Cases: []sla.LogCase{{ID: id("T-1"), Subject: plain()}}}, asOf)
	if err != nil {
		t.Fatal(err)
	}
	later, err := e.Run(log, asOf.Add(1))
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := twoTimers(t).Run(log, asOf)
	if err != nil {
		t.Fatal(err)
	}
	for name, wrong := range map[string]*sla.Run{
		"none": nil, "of no agreement": {}, "another subject": other, "another instant": later,
		"another agreement": foreign,
	} {
		if err := run.Merge(wrong); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if cases := run.Cases(); len(cases) != 2 {
		t.Errorf("a merge that failed left %+v", cases)
	}
}

// TestOverlappingLogsCountOnce: an event in two logs, or twice in one, is one; of two contents under one id one counts.
func TestOverlappingLogsCountOnce(t *testing.T) {
	e := twoTimers(t)
	asOf := berlin(t, "03-31 12:00")
	list := events(t, "opened 03-28 09:00", "asigned 03-28 10:00", "answered 03-28 11:00", "note 04-02 09:00")
	id := logistics.MustID("T-1")
	var log sla.Log
	for _, event := range list {
		log.Entries = append(log.Entries, sla.Entry{Case: id, Event: event})
	}
	log.Cases = []sla.LogCase{{ID: id, Subject: plain()}}
	once, err := e.Run(log, asOf)
	if err != nil {
		t.Fatal(err)
	}
	want, unknown := once.Cases(), once.Unknown()
	if len(unknown) != 2 || unknown[0] != (sla.KindCount{Kind: "asigned", Count: 1}) {
		t.Fatalf("%v", unknown)
	}
	twice := log
	twice.Entries = append(slices.Clone(log.Entries), log.Entries...)
	double, err := e.Run(twice, asOf)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := e.Run(log, asOf)
	if err != nil {
		t.Fatal(err)
	}
	for name, merge := range map[string]*sla.Run{"with nothing": nil, "with itself": double, "with a copy": copied} {
		if merge != nil {
			if err := double.Merge(merge); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(want, double.Cases()); diff != "" || !slices.Equal(unknown, double.Unknown()) {
			t.Errorf("merged %s: %v\n%s", name, double.Unknown(), diff)
		}
	}
	corrected := log
	corrected.Entries = []sla.Entry{{Case: id, Event: list[1]}}
	corrected.Entries[0].Kind, corrected.Entries[0].Recorded = "assigned", asOf
	later, err := e.Run(corrected, asOf)
	if err != nil {
		t.Fatal(err)
	}
	if err := later.Merge(once); err != nil {
		t.Fatal(err)
	}
	got, note := later.Unknown(), sla.KindCount{Kind: "note", Count: 1}
	if !slices.Equal(got, []sla.KindCount{{Kind: "assigned", Count: 1}, note}) {
		t.Errorf("corrected: %v", got)
	}
	if cases := later.Cases(); cases[0].Timing.Ignored != want[0].Timing.Ignored+1 {
		t.Errorf("the content that another took the place of is not said: %+v", cases[0].Timing)
	}
}

// TestAnEntryWithoutAnInstantOrAKindIsAFault of the log, with its path, also where no calendar would miss it.
func TestAnEntryWithoutAnInstantOrAKindIsAFault(t *testing.T) {
	rule, _ := sla.FromPreset(
		"resolution", logistics.ID{}, sla.Limit{When: logistics.Anyone(), Within: logistics.MustDuration("PT4H")},
	)
	e, err := sla.Compile(timed(rule), hostZones{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	now, id := berlin(t, "03-28 09:00"), logistics.MustID("T-1")
	_, err = e.Run(sla.Log{Entries: []sla.Entry{
		{id, sla.Event{Kind: "case.opened", At: now}},
		{id, sla.Event{Kind: "case.resolved"}},
		{id, sla.Event{At: now}},
		{id, sla.Event{At: now, Attribute: "priority", Value: "high"}},
		{Event: sla.Event{}},
	}}, now)
	want := []string{"/entries/1/at", "/entries/2/kind", "/entries/4/at", "/entries/4/case", "/entries/4/kind"}
	if got := paths(err); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// bulk is a log of cases with ten events each, in the order of time as logs come.
func bulk(t testing.TB, cases int) sla.Log {
	var log sla.Log
	lives := []string{
		"opened", "waiting", "answered", "note", "waiting", "answered", "note", "waiting", "answered", "resolved",
	}
	parties := []logistics.ID{logistics.MustID("desk"), logistics.MustID("customer"), logistics.MustID("vendor")}
	start := berlin(t, "03-03 09:00")
	ids := make([]logistics.ID, cases)
	for i := range ids {
		ids[i] = logistics.MustID(fmt.Sprintf("T-%06d", i))
		log.Cases = append(log.Cases, sla.LogCase{
			ID: ids[i], Subject: subject("priority", []string{"high", ""}[i%2], "tier", []string{"key", ""}[i%3%2]),
		})
	}
	for k, kind := range lives {
		for i, id := range ids {
			log.Entries = append(log.Entries, sla.Entry{Case: id, Event: sla.Event{
				ID: logistics.MustID(
					fmt.Sprintf("%d.%d", k, i),
				),
				Kind:  kind,
				At:    start.Add(time.Duration(k*97+i%20000) * time.Minute),
				Party: parties[k%3],
			}})
		}
	}
	return log
}

// BenchmarkRun judges a million events of a hundred thousand cases on two cores: a run for each half, merged.
func BenchmarkRun(b *testing.B) {
	rule := timerRule()
	e, err := sla.Compile(timed(rule), hostZones{}, sla.Clocks{office: officeHours(b)})
	if err != nil {
		b.Fatal(err)
	}
	log := bulk(b, 100_000)
	var halves [2]sla.Log
	of := make(map[logistics.ID]int)
	for i, c := range log.Cases {
		of[c.ID] = i % 2
		halves[i%2].Cases = append(halves[i%2].Cases, c)
	}
	for _, entry := range log.Entries {
		halves[of[entry.Case]].Entries = append(halves[of[entry.Case]].Entries, entry)
	}
	asOf := berlin(b, "06-01 09:00")
	b.ReportAllocs()
	for b.Loop() {
		var runs [2]*sla.Run
		var all sync.WaitGroup
		for i := range halves {
			all.Go(func() { runs[i], _ = e.Run(halves[i], asOf) })
		}
		all.Wait()
		if err := runs[0].Merge(runs[1]); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(log.Entries)*b.N)/b.Elapsed().Seconds()/1e6, "Mevents/s")
}

// TestEntriesOfALogAreWhole: what lacks its case, its instant or its kind is told by its place in the log.
func TestEntriesOfALogAreWhole(t *testing.T) {
	at := berlin(t, "03-03 09:00")
	id := logistics.MustID("Q")
	_, err := twoTimers(t).Run(sla.Log{Entries: []sla.Entry{
		{Case: id, Event: sla.Event{Kind: "opened", At: at}},
		{Case: id, Event: sla.Event{Kind: "note"}},
		{Case: id, Event: sla.Event{At: at}},
		{Event: sla.Event{Kind: "note", At: at}},
	}}, at)
	var faults logistics.Faults
	errors.As(err, &faults)
	var paths []string
	for _, f := range faults {
		paths = append(paths, f.Path)
	}
	if diff := cmp.Diff([]string{"/entries/1/at", "/entries/2/kind", "/entries/3/case"}, paths); diff != "" {
		t.Error(diff)
	}
}
