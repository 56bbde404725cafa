package sla_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // the tests run on machines without zone files

	"pgregory.net/rapid"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla"
)

type hostZones struct{}

func (hostZones) Zone(name string) (*time.Location, error) { return time.LoadLocation(name) }

func agreement() sla.Agreement {
	all := logistics.AllRights()
	return sla.Agreement{
		ID: logistics.MustID("gold"), Version: 1,
		Period: logistics.PeriodRule{Kind: logistics.EveryMonth, Zone: "Europe/Berlin"},
		Objectives: []sla.Objective{
			{
				ID: logistics.MustID("on_time"), Rights: []logistics.Right{logistics.RightTime},
				Target: logistics.MustRatio("95%"),
			},
			{ID: logistics.MustID("perfect_line"), Rights: all[:], Target: logistics.MustRatio("90%"), MinVolume: 10},
		},
	}
}

var (
	march = logistics.MustPeriod("2025-03")
	april = time.Date(2025, 4, 1, 0, 0, 0, 0, time.UTC)
)

// outcome is a line settled at an instant with every right met but those named.
func outcome(at time.Time, missed ...logistics.Right) logistics.Outcome {
	o := logistics.Outcome{At: at, Rights: logistics.EachRight(logistics.Met)}
	for _, right := range missed {
		o.Rights = o.Rights.With(right, logistics.Missed)
	}
	return o
}

func many(n int, o logistics.Outcome) []logistics.Outcome {
	return slices.Repeat([]logistics.Outcome{o}, n)
}

func attain(t testing.TB, outcomes []logistics.Outcome, asOf time.Time) sla.Report {
	report, err := sla.Attain(agreement(), hostZones{}, nil, sla.Facts{Outcomes: outcomes}, march, asOf)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestEveryReason(t *testing.T) {
	in := time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC)
	undetermined := logistics.Outcome{At: in}
	for name, c := range map[string]struct {
		outcomes []logistics.Outcome
		asOf     time.Time
		want     [2]logistics.Verdict
		codes    []logistics.Code
	}{
		"met": {
			many(20, outcome(in)), april,
			[2]logistics.Verdict{logistics.Met, logistics.Met},
			[]logistics.Code{sla.TargetMet, sla.TargetMet},
		},
		"missed": {
			append(many(18, outcome(in)), many(2, outcome(in, logistics.RightTime))...), april,
			[2]logistics.Verdict{logistics.Missed, logistics.Met},
			[]logistics.Code{sla.TargetMissed, sla.TargetMet},
		},
		"exact": {
			append(many(19, outcome(in)), outcome(in, logistics.RightTime)), april,
			[2]logistics.Verdict{logistics.Met, logistics.Met},
			[]logistics.Code{sla.TargetMet, sla.TargetMet},
		},
		"no data": {
			nil, april,
			[2]logistics.Verdict{logistics.Undetermined, logistics.Waived},
			[]logistics.Code{sla.TargetNoData, sla.LowVolume},
		},
		"few": {
			many(9, outcome(in, logistics.RightCost)), april,
			[2]logistics.Verdict{logistics.Met, logistics.Waived},
			[]logistics.Code{sla.TargetMet, sla.LowVolume},
		},
		"not over": {
			many(9, outcome(in)), in,
			[2]logistics.Verdict{logistics.NotDue, logistics.NotDue},
			[]logistics.Code{sla.TargetNotOver, sla.TargetNotOver},
		},
		"unjudged": {
			append(many(10, outcome(in)), undetermined), april,
			[2]logistics.Verdict{logistics.Met, logistics.Met},
			[]logistics.Code{sla.TargetMet, sla.NotJudged, sla.TargetMet, sla.NotJudged},
		},
	} {
		report := attain(t, c.outcomes, c.asOf)
		var codes []logistics.Code
		for _, r := range report.Reasons() {
			codes = append(codes, r.Code)
		}
		if got := [2]logistics.Verdict{report.Attained[0].Verdict, report.Attained[1].Verdict}; got != c.want ||
			!slices.Equal(codes, c.codes) {
			t.Errorf("%s: %v by %v, want %v by %v", name, got, codes, c.want, c.codes)
		}
		if report.Verdict != logistics.And(c.want[:]...) {
			t.Errorf("%s: the agreement is %s", name, report.Verdict)
		}
	}
}

func TestALineBelongsToTheMonthOfItsZone(t *testing.T) {
	firstOfMarch := time.Date(2025, 2, 28, 23, 0, 0, 0, time.UTC) // midnight in Berlin
	lastOfMarch := time.Date(2025, 3, 31, 21, 59, 59, 0, time.UTC)
	outcomes := []logistics.Outcome{
		outcome(firstOfMarch), outcome(firstOfMarch.Add(-1)), outcome(lastOfMarch),
		outcome(lastOfMarch.Add(time.Second)),
		{},
	}
	if got := attain(t, outcomes, april).Attained[0].Tally.Total(); got != 2 {
		t.Errorf("%d lines in March, want 2", got)
	}
	evaluator, err := sla.Compile(agreement(), hostZones{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if p := evaluator.PeriodOf(firstOfMarch); p != march {
		t.Errorf("midnight in Berlin is in %s", p)
	}
}

func TestTheOrderOfOutcomesDoesNotMatter(t *testing.T) {
	in := time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC)
	rapid.Check(t, func(r *rapid.T) {
		outcomes := many(rapid.IntRange(0, 30).Draw(r, "good"), outcome(in))
		outcomes = append(outcomes, many(rapid.IntRange(0, 30).Draw(r, "late"), outcome(in, logistics.RightTime))...)
		shuffled := rapid.Permutation(outcomes).Draw(r, "shuffled")
		a, b := attain(t, outcomes, april), attain(t, shuffled, april)
		if a.Attained[0] != b.Attained[0] || a.Attained[1] != b.Attained[1] {
			r.Fatalf("%v and %v", a, b)
		}
		// One more miss never makes a report better.
		worse := attain(t, append(outcomes, outcome(in, logistics.RightTime)), april)
		if a.Attained[0].Tally.Judged() > 0 && worse.Attained[0].Verdict > a.Attained[0].Verdict {
			r.Fatalf("%s became %s with a miss", a.Attained[0].Verdict, worse.Attained[0].Verdict)
		}
	})
}

func TestReasonsSuffice(t *testing.T) {
	in := time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC)
	verdicts := map[logistics.Code]logistics.Verdict{
		sla.TargetMet: logistics.Met, sla.TargetMissed: logistics.Missed, sla.TargetNoData: logistics.Undetermined,
		sla.TargetNotOver: logistics.NotDue, sla.TargetNotBegun: logistics.NotDue, sla.LowVolume: logistics.Waived,
	}
	rapid.Check(t, func(r *rapid.T) {
		outcomes := append(
			many(rapid.IntRange(0, 30).Draw(r, "good"), outcome(in)),
			many(rapid.IntRange(0, 3).Draw(r, "late"), outcome(in, logistics.RightTime))...,
		)
		report := attain(t, outcomes, rapid.SampledFrom([]time.Time{in, april}).Draw(r, "as of"))
		var all []logistics.Verdict
		for _, reason := range report.Reasons() {
			if v, ok := verdicts[reason.Code]; ok {
				all = append(all, v)
			}
			if target := reason.Param("target"); target != "" {
				kept := logistics.MustRatio(reason.Param("attainment")).AtLeast(logistics.MustRatio(target))
				if kept != (reason.Code == sla.TargetMet) {
					r.Fatalf("%v does not add up", reason)
				}
			}
		}
		if logistics.And(all...) != report.Verdict {
			r.Fatalf("%v give %s, the report says %s", report.Reasons(), logistics.And(all...), report.Verdict)
		}
	})
}

func TestEveryFaultIsReported(t *testing.T) {
	bad := sla.Agreement{
		Schema: "logistics/sla.agreement/9",
		Period: logistics.PeriodRule{Kind: "month", Zone: "Europe/Atlantis", AnchorDay: 30},
		Objectives: []sla.Objective{
			{
				ID: logistics.MustID("a"), Rights: []logistics.Right{logistics.RightTime, logistics.RightTime},
				Target: logistics.MustRatio("101%"),
			},
			{ID: logistics.MustID("a"), MinVolume: -1},
			{Rights: []logistics.Right{logistics.RightTime}, Target: logistics.MustRatio("1/2")},
		},
	}
	_, err := sla.Compile(bad, hostZones{}, nil)
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	var got []string
	for _, f := range faults {
		got = append(got, f.Path)
	}
	want := []string{
		"/id", "/objectives/0/rights/1", "/objectives/0/target", "/objectives/1/id", "/objectives/1/min_volume",
		"/objectives/1/rights", "/objectives/1/target", "/objectives/2/id", "/period/anchor_day", "/period/zone",
		"/schema", "/version",
	}
	if !slices.Equal(got, want) {
		t.Errorf("faults at %q, want %q", got, want)
	}
	if _, err := sla.Attain(agreement(), nil, nil, sla.Facts{}, march, april); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("no zones: %v", err)
	}
	if err := (sla.Agreement{}).Validate(); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("nothing agreed: %v", err)
	}
	for _, p := range []string{"2025", "2025-03-03", "2025-W10"} {
		if _, err := sla.Attain(
			agreement(), hostZones{}, nil, sla.Facts{}, logistics.MustPeriod(p), april,
		); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s is no month: %v", p, err)
		}
	}
	rolling := agreement()
	rolling.Period = logistics.PeriodRule{Kind: logistics.RollingPeriod, Zone: "UTC", RollDays: 28}
	if _, err := sla.Attain(
		rolling, hostZones{}, nil, sla.Facts{}, logistics.MustPeriod("2025-03-01/2025-03-29"), april,
	); err != nil {
		t.Errorf("28 days: %v", err)
	}
}

func TestTheAgreementIsNotKept(t *testing.T) {
	a := agreement()
	evaluator, err := sla.Compile(a, hostZones{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	a.Objectives[0].Rights[0] = logistics.RightCost
	a.Objectives[0].Target = logistics.MustRatio("1%")
	report, err := evaluator.Attain(
		sla.Facts{Outcomes: many(10, outcome(time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC), logistics.RightTime))},
		march, april,
	)
	if err != nil || report.Attained[0].Verdict != logistics.Missed {
		t.Errorf("a change after Compile came through: %+v, %v", report, err)
	}
}

// reads holds a document of the corpus against what it must be read as.
func reads(t *testing.T, name string, want sla.Agreement) {
	t.Helper()
	data, err := os.ReadFile("testdata/wire/v1/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	back, err := sla.DecodeAgreement(data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	want.Schema = "logistics/sla.agreement/3"
	if diff := cmp.Diff(want, back); diff != "" {
		t.Errorf("%s reads otherwise:\n%s", name, diff)
	}
}

func writes(t *testing.T, name string, a sla.Agreement) {
	t.Helper()
	data, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
	reads(t, name, a)
}

func TestWireAgreement(t *testing.T) {
	reads(t, "agreement", agreement())
	reads(t, "agreement_2", agreement())
	writes(t, "agreement_3", agreement())
	report, err := json.Marshal(attain(t, many(20, outcome(time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC))), april))
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/report.json", report)
}

func FuzzDecodeAgreement(f *testing.F) {
	seed, _ := json.Marshal(agreement())
	f.Add(seed)
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := sla.DecodeAgreement(data)
		if err != nil {
			return
		}
		if _, err := sla.Compile(a, logistics.ZoneMap{"Europe/Berlin": time.UTC}, nil); err == nil &&
			a.Validate() != nil {
			t.Fatal("compiled what does not validate")
		}
	})
}

func BenchmarkAttain(b *testing.B) {
	evaluator, err := sla.Compile(agreement(), hostZones{}, nil)
	if err != nil {
		b.Fatal(err)
	}
	outcomes := many(1000, outcome(time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := evaluator.Attain(sla.Facts{Outcomes: outcomes}, march, april); err != nil {
			b.Fatal(err)
		}
	}
}
