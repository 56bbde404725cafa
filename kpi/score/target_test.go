package score_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/score"
	"pgregory.net/rapid"
)

var (
	gold    = logistics.MustID("gold")
	silver  = logistics.MustID("silver")
	nobody  logistics.ID
	lastDay = newYear.AddDays(365)
)

// goal is a target of on-time delivery.
func goal(tier, subject logistics.ID, from, until, value, redLine string) score.Target {
	target := score.Target{
		Metric: logistics.MustID("on_time_delivery"), Version: 1, Tier: tier, Subject: subject,
		From:  logistics.MustDate(from),
		Value: logistics.MustRatio(value), RedLine: logistics.MustRatio(redLine),
	}
	if until != "" {
		target.Until = logistics.MustDate(until)
	}
	return target
}

func listOf(targets ...score.Target) score.TargetList {
	return score.TargetList{Schema: "logistics/kpi.targets/1", Targets: targets}
}

// agreed is a list with a general target, one of a tier and one of a customer.
func agreed() score.TargetList {
	return listOf(
		goal(nobody, nobody, "2024-01-01", "2025-02-15", "92%", "80%"),
		goal(nobody, nobody, "2025-02-15", "", "94%", "85%"),
		goal(gold, nobody, "2025-01-01", "", "97%", ""),
		goal(nobody, subjects[1], "2025-01-01", "2025-02-01", "99%", "95%"),
	)
}

func targetsOf(t testing.TB, list score.TargetList, metrics ...kpi.Metric) *score.Targets {
	t.Helper()
	targets, err := list.Compile(metrics...)
	if err != nil {
		t.Fatal(err)
	}
	return targets
}

// anyTargets follow each other within each series, with days between them that have none.
func anyTargets() *rapid.Generator[score.TargetList] {
	return rapid.Custom(func(t *rapid.T) score.TargetList {
		list := listOf()
		for _, of := range [][2]logistics.ID{{}, {gold}, {silver}, {nobody, subjects[0]}, {nobody, subjects[1]}} {
			days := rapid.SliceOfNDistinct(rapid.IntRange(0, 120), 0, 6, rapid.ID[int]).Draw(t, "days")
			slices.Sort(days)
			for i := 0; i+1 < len(days); i++ {
				if rapid.Bool().Draw(t, "gap") {
					continue
				}
				target := score.Target{
					Metric: logistics.MustID("on_time_delivery"), Version: 1, Tier: of[0], Subject: of[1],
					From: newYear.AddDays(days[i]), Until: newYear.AddDays(days[i+1]),
				}
				if i+2 == len(days) && rapid.Bool().Draw(t, "open") {
					target.Until = logistics.Date{}
				}
				percent := rapid.Int64Range(90, 93).Draw(t, "value")
				target.Value, _ = logistics.NewRatio(percent, 100)
				if rapid.Bool().Draw(t, "red line") {
					target.RedLine, _ = logistics.NewRatio(percent-10, 100)
				}
				list.Targets = append(list.Targets, target)
			}
		}
		list.Targets = append(list.Targets, goal(nobody, subjects[2], "2025-01-01", "", "90%", ""))
		return listOf(rapid.Permutation(list.Targets).Draw(t, "targets")...)
	})
}

// scan is InForce without an index.
func scan(list score.TargetList, subject, tier logistics.ID, on logistics.Date) (found score.Target, ok bool) {
	rank := 0
	for _, target := range list.Targets {
		if target.From.Compare(on) > 0 || !target.Until.IsZero() && target.Until.Compare(on) <= 0 {
			continue
		}
		r := 1
		switch {
		case !target.Subject.IsZero() && target.Subject == subject:
			r = 3
		case !target.Tier.IsZero() && target.Tier == tier:
			r = 2
		case !target.Subject.IsZero() || !target.Tier.IsZero():
			continue
		}
		if r > rank {
			rank, found, ok = r, target, true
		}
	}
	return found, ok
}

func TestTargetsAgreeWithAScan(t *testing.T) {
	m := metric(t, "on_time_delivery")
	rapid.Check(t, func(t *rapid.T) {
		list := anyTargets().Draw(t, "list")
		targets, err := list.Compile(m)
		need(t, err)
		for range 20 {
			subject := rapid.SampledFrom(append(subjects, nobody)).Draw(t, "subject")
			tier := rapid.SampledFrom([]logistics.ID{nobody, gold, silver, logistics.MustID("bronze")}).Draw(t, "tier")
			on := newYear.AddDays(rapid.IntRange(0, 125).Draw(t, "day"))
			got, ok := targets.InForce(m.ID, m.Version, subject, tier, on)
			want, known := scan(list, subject, tier, on)
			if ok != known || got != want {
				t.Fatalf("for %v of %v on %v: %+v, by scan %+v", subject, tier, on, got, want)
			}
		}
		if _, ok := targets.InForce(m.ID, 2, subjects[2], nobody, lastDay); ok {
			t.Fatal("found a target of another version")
		}
	})
}

// TestChangesWithinAreTheDaysThatDiffer holds a judgement against every single day of its period.
func TestChangesWithinAreTheDaysThatDiffer(t *testing.T) {
	m := metric(t, "on_time_delivery")
	same := func(a, b logistics.Ratio) bool {
		order, err := a.Cmp(b)
		return err == nil && order == 0 || a.IsZero() && b.IsZero()
	}
	rapid.Check(t, func(t *rapid.T) {
		list := anyTargets().Draw(t, "list")
		m.Target = rapid.SampledFrom([]logistics.Ratio{{}, logistics.MustRatio("91%")}).Draw(t, "own target")
		targets, err := list.Compile(m)
		need(t, err)
		start := rapid.IntRange(0, 100).Draw(t, "start")
		period, err := logistics.NewPeriod(newYear.AddDays(start), newYear.AddDays(start+rapid.IntRange(1, 90).Draw(
			t, "days",
		)))
		need(t, err)
		o := figureOf(m, period, rapid.Int64Range(75, 100).Draw(t, "num"), 100)
		tier := rapid.SampledFrom([]logistics.ID{nobody, gold}).Draw(t, "tier")
		j, err := targets.Judge(o, tier)
		need(t, err)
		on := func(d logistics.Date) score.Change {
			target, ok := scan(list, o.Subject, tier, d)
			if !ok {
				return score.Change{On: d, Target: m.Target}
			}
			return score.Change{On: d, Target: target.Value, RedLine: target.RedLine}
		}
		first := on(period.Start())
		held := m
		held.Target = first.Target
		reading, err := kpi.Read(held, o)
		need(t, err)
		var changes []score.Change
		last := first
		for d := period.Start(); period.Contains(d); d = d.AddDays(1) {
			if next := on(d); !same(next.Target, last.Target) || !same(next.RedLine, last.RedLine) {
				changes, last = append(changes, next), next
			}
		}
		order, err := j.Value.Cmp(first.RedLine)
		want := score.Judgement{
			Reading: reading, InForce: j.InForce, Changes: changes, RedLine: first.RedLine,
			Crossed: err == nil && order < 0,
		}
		if diff := cmp.Diff(want, j); diff != "" {
			t.Fatal(diff)
		}
		told := map[logistics.Code]int{}
		for _, r := range j.Reasons() {
			told[r.Code]++
			renders(t, r)
		}
		if told[score.TargetChanged] != len(changes) || told[score.RedLineCrossed] == 1 != j.Crossed ||
			told[score.TargetInForce] == 0 != j.InForce.Value.IsZero() {
			t.Fatalf("%v is told of %+v", told, j)
		}
	})
}

func TestARedLineItselfIsNotCrossed(t *testing.T) {
	m, late := metric(t, "on_time_delivery"), metric(t, "return_rate")
	returned := goal(nobody, nobody, "2025-01-01", "", "5%", "8%")
	returned.Metric = late.ID
	targets := targetsOf(t, listOf(append(agreed().Targets, returned)...), m, late)
	for _, c := range []struct {
		of      kpi.Metric
		num     int64
		crossed bool
	}{{m, 79, true}, {m, 80, false}, {m, 0, true}, {late, 8, false}, {late, 9, true}} {
		j, err := targets.Judge(figureOf(c.of, january, c.num, 100), silver)
		if err != nil || j.Crossed != c.crossed || j.Verdict != logistics.Missed {
			t.Errorf("%s of %d: %+v, %v", c.of.ID, c.num, j, err)
		}
	}
	j, err := targets.Judge(figureOf(m, january, 0, 0), nobody)
	if err != nil || j.Crossed || j.Verdict != logistics.Undetermined {
		t.Errorf("of nothing: %+v, %v", j, err)
	}
	if text := string(j.Reasons()[1].Code); text != "score.target.in_force" {
		t.Errorf("%s", text)
	}
}

func TestOverlapsAgreeWithEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := listOf()
		for range rapid.IntRange(1, 8).Draw(t, "targets") {
			of := rapid.SampledFrom([][2]logistics.ID{{}, {gold}, {nobody, subjects[0]}}).Draw(t, "of")
			from := newYear.AddDays(rapid.IntRange(0, 20).Draw(t, "from"))
			target := goal(of[0], of[1], from.String(), "", "95%", "")
			if days := rapid.IntRange(0, 10).Draw(t, "days"); days > 0 {
				target.Until = from.AddDays(days)
			}
			target.Version = rapid.IntRange(1, 2).Draw(t, "version")
			list.Targets = append(list.Targets, target)
		}
		want := map[string]bool{}
		for i, a := range list.Targets {
			for j, b := range list.Targets {
				order := a.From.Compare(b.From)
				earlier := order < 0 || order == 0 && i < j
				if earlier && a.Version == b.Version && a.Tier == b.Tier && a.Subject == b.Subject &&
					(a.Until.IsZero() || b.From.Compare(a.Until) < 0) {
					want["/targets/"+strconv.Itoa(j)+"/from"] = true
				}
			}
		}
		var faults logistics.Faults
		faults.At("", list.Validate())
		got := map[string]bool{}
		for _, f := range faults {
			got[f.Path] = true
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestFaultsOfTargetLists(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*score.TargetList, *score.Target)
		path   string
		code   logistics.FaultCode
	}{
		{
			"another schema", func(l *score.TargetList, _ *score.Target) {
				l.Schema = "logistics/other/1"
			}, "/schema", logistics.FaultUnsupported,
		},
		{
			"a later schema", func(l *score.TargetList, _ *score.Target) {
				l.Schema = "logistics/kpi.targets/9"
			}, "/schema", logistics.FaultUnsupported,
		},
		{
			"no targets", func(l *score.TargetList, _ *score.Target) {
				l.Targets = nil
			}, "/targets", logistics.FaultRequired,
		},
		{
			"too many", func(l *score.TargetList, _ *score.Target) {
				l.Targets = make([]score.Target, 100_001)
			}, "/targets", logistics.FaultTooMany,
		},
		{
			"no metric", func(_ *score.TargetList, g *score.Target) {
				g.Metric = nobody
			}, "/targets/1/metric", logistics.FaultRequired,
		},
		{
			"no version", func(_ *score.TargetList, g *score.Target) {
				g.Version = 0
			}, "/targets/1/version", logistics.FaultOutOfRange,
		},
		{
			"tier and subject", func(_ *score.TargetList, g *score.Target) {
				g.Tier, g.Subject = gold, subjects[0]
			}, "/targets/1/tier", logistics.FaultConflict,
		},
		{
			"no first day", func(_ *score.TargetList, g *score.Target) {
				g.From = logistics.Date{}
			}, "/targets/1/from", logistics.FaultRequired,
		},
		{
			"no day", func(_ *score.TargetList, g *score.Target) {
				g.Until = g.From
			}, "/targets/1/until", logistics.FaultConflict,
		},
		{
			"no value", func(_ *score.TargetList, g *score.Target) {
				g.Value = logistics.Ratio{}
			}, "/targets/1/value", logistics.FaultRequired,
		},
		{
			"a day too early", func(_ *score.TargetList, g *score.Target) {
				g.From = g.From.AddDays(-1)
			}, "/targets/1/from", logistics.FaultConflict,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			list := agreed()
			c.change(&list, &list.Targets[1])
			wantFault(t, list.Validate(), c.path, c.code)
			_, err := list.Compile(metric(t, "on_time_delivery"))
			wantFault(t, err, "/list"+c.path, c.code)
		})
	}
	var all logistics.Faults
	all.At("", listOf(score.Target{Tier: gold, Subject: subjects[0]}).Validate())
	if len(all) != 5 {
		t.Errorf("an empty target has %d faults: %v", len(all), all)
	}
	once := listOf(agreed().Targets[0], agreed().Targets[0], agreed().Targets[0], agreed().Targets[0])
	once.Targets[1].Version, once.Targets[2].Until, once.Targets[3].From = 0, once.Targets[2].From, logistics.Date{}
	for i, of := range []error{once.Validate(), compiling(once, metric(t, "on_time_delivery"))} {
		var few logistics.Faults
		if few.At("", of); len(few) != 3 {
			t.Errorf("%d: three targets with a fault each have %v", i, few)
		}
	}
}

func compiling(list score.TargetList, metrics ...kpi.Metric) error {
	_, err := list.Compile(metrics...)
	return err
}

func TestTargetsMustFitTheirMetrics(t *testing.T) {
	m, slow := metric(t, "on_time_delivery"), metric(t, "order_cycle_time")
	compile := func(change func(*score.Target), metrics ...kpi.Metric) error {
		list := agreed()
		change(&list.Targets[2])
		_, err := list.Compile(metrics...)
		return err
	}
	same := func(*score.Target) {}
	hours := func(value, redLine string) func(*score.Target) {
		return func(g *score.Target) {
			g.Metric, g.Value, g.RedLine = slow.ID, logistics.MustRatio(value), logistics.MustRatio(redLine)
		}
	}
	if err := compile(hours("48", "48"), m, slow); err != nil {
		t.Error(err)
	}
	broken := slow
	broken.Name = ""
	for _, c := range []struct {
		err  error
		path string
		code logistics.FaultCode
	}{
		{compile(same), "/list/targets/0/metric", unheardOf},
		{compile(func(g *score.Target) { g.Version = 2 }, m), "/list/targets/2/metric", unheardOf},
		{
			compile(func(g *score.Target) { g.Value = logistics.MustRatio("101%") }, m), "/list/targets/2/value",
			outOfRange,
		},
		{
			compile(func(g *score.Target) { g.RedLine = logistics.MustRatio("-1%") }, m), "/list/targets/2/red_line",
			outOfRange,
		},
		{
			compile(func(g *score.Target) { g.RedLine = logistics.MustRatio("98%") }, m), "/list/targets/2/red_line",
			conflict,
		},
		{compile(hours("48", "47"), m, slow), "/list/targets/2/red_line", conflict},
		{compile(same, m, slow, m), "/metrics/2/id", duplicate},
		{compile(same, m, broken), "/metrics/1/name", required},
	} {
		wantFault(t, c.err, c.path, c.code)
	}
	targets := targetsOf(t, agreed(), m)
	_, err := targets.Judge(figureOf(slow, january, 1, 1), nobody)
	wantFault(t, err, "/metric", unheardOf)
	o := figureOf(m, january, 3, 2)
	_, err = targets.Judge(o, nobody)
	wantFault(t, err, "/num", conflict)
}

func TestTargetListWire(t *testing.T) {
	golden.Frozen(t, "testdata/wire/v1/targets_agreed.json", golden.JSON(t, agreed()))
	j, err := targetsOf(t, agreed(), metric(t, "on_time_delivery")).Judge(
		figureOf(metric(t, "on_time_delivery"), february, 70, 100), silver,
	)
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/judgement.json", golden.JSON(t, j))
	golden.Documents(t, "testdata/wire/v1/targets_*.json", 1, score.DecodeTargetList)
	data, err := json.Marshal(agreed())
	if err != nil {
		t.Fatal(err)
	}
	_, err = score.DecodeTargetList([]byte(strings.Replace(string(data), `"value"`, `"goal":1,"value"`, 1)))
	wantFault(t, err, "/targets/0/goal", unheardOf)
}

func FuzzDecodeTargetList(f *testing.F) {
	hours := goal(nobody, nobody, "2025-01-01", "", "48", "96")
	hours.Metric = logistics.MustID("order_cycle_time")
	standard := kpi.Standard()
	golden.FuzzDocuments(f, score.DecodeTargetList, func(t *testing.T, list score.TargetList) {
		targets, err := list.Compile(standard...)
		if err != nil {
			return
		}
		for _, target := range list.Targets {
			got, ok := targets.InForce(target.Metric, target.Version, target.Subject, target.Tier, target.From)
			if !ok || got != target {
				t.Fatalf("on its first day, in place of %+v: %+v", target, got)
			}
		}
	}, agreed(), listOf(hours), listOf(goal(gold, nobody, "0001-01-01", "9999-12-31", "0/7", "")))
}

func TestFindingATargetDoesNotAllocate(t *testing.T) {
	m := metric(t, "on_time_delivery")
	targets := targetsOf(t, agreed(), m)
	if got := testing.AllocsPerRun(100, func() {
		if _, ok := targets.InForce(m.ID, m.Version, subjects[0], silver, newYear); !ok {
			t.Fatal("no target")
		}
	}); got != 0 {
		t.Errorf("InForce allocates %v times", got)
	}
}

// BenchmarkInForce looks in a list of 1000 customers with a target for each of 24 months.
func BenchmarkInForce(b *testing.B) {
	m, list, ids := metric(b, "on_time_delivery"), listOf(), make([]logistics.ID, 1000)
	for i := range ids {
		ids[i] = logistics.MustID("C-" + strconv.Itoa(i))
		for month := range 24 {
			target := goal(nobody, ids[i], "2024-01-01", "", "95%", "")
			target.From, target.Until = target.From.AddMonths(month), target.From.AddMonths(month+1)
			list.Targets = append(list.Targets, target)
		}
	}
	targets := targetsOf(b, list, m)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		if _, ok := targets.InForce(m.ID, 1, ids[i*7919%len(ids)], gold, newYear.AddDays(i%300)); !ok {
			b.Fatal("no target")
		}
	}
}
