package count_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
)

// metricOf is a metric of order lines with the counting given.
func metricOf(id string, kind kpi.Kind, c kpi.Counting) kpi.Metric {
	m := kpi.Metric{
		Schema: "logistics/kpi.metric/1", ID: logistics.MustID(id), Version: 1, Name: id, Stage: kpi.Transaction,
		Kind: kind, Direction: logistics.HigherIsBetter, Counting: c,
	}
	if c.Grain == "" {
		m.Counting.Grain = kpi.GrainLine
	}
	if kind == kpi.KindMean {
		m.Unit, m.Scale = logistics.MustUnit("HUR"), 1
	}
	return m
}

// everyCounting has a metric for everything a counting can say.
func everyCounting() []kpi.Metric {
	return []kpi.Metric{
		metricOf("good", kpi.KindProportion, kpi.Counting{Good: "a -b"}),
		metricOf("among", kpi.KindProportion, kpi.Counting{Among: "c -d", Good: "a"}),
		metricOf("request", kpi.KindProportion, kpi.Counting{
			Basis: kpi.ByRequest, Open: kpi.OpenMissedWhenOverdue, Dated: kpi.DatedDue,
		}),
		metricOf("first", kpi.KindProportion, kpi.Counting{
			Basis: kpi.ByFirstPromise, Early: logistics.AnyTime(), Late: logistics.Days(1), Good: "a",
		}),
		metricOf("latest", kpi.KindProportion, kpi.Counting{
			Basis: kpi.ByLatestPromise, Late: logistics.MustDuration("PT2H"), Cancelled: kpi.CancelledMissed,
			Dated: kpi.DatedPlaced,
		}),
		metricOf("exact", kpi.KindProportion, kpi.Counting{Basis: kpi.ByLatestPromise, Dated: kpi.DatedPlaced}),
		metricOf("early", kpi.KindProportion, kpi.Counting{
			Basis: kpi.ByLatestPromise, Early: logistics.Days(1), Dated: kpi.DatedPlaced,
		}),
		metricOf("cancelled", kpi.KindProportion, kpi.Counting{
			Good: "a", Cancelled: kpi.CancelledCounts, Open: kpi.OpenMissedWhenOverdue,
		}),
		metricOf("share", kpi.KindProportion, kpi.Counting{Numerator: "filled", Denominator: "ordered"}),
		metricOf("ratio", kpi.KindRatio, kpi.Counting{
			Numerator: "freight", Denominator: "sales", Currency: logistics.MustCurrency("EUR"), Decimals: 2,
		}),
		metricOf("mean", kpi.KindMean, kpi.Counting{Among: "c", Numerator: "hours", Cancelled: kpi.CancelledCounts}),
		metricOf("each", kpi.KindMean, kpi.Counting{
			Numerator: "hours", Denominator: "ordered", Cancelled: kpi.CancelledCounts,
		}),
	}
}

func anyWindow(t *rapid.T, name string) logistics.Window {
	if rapid.IntRange(0, 3).Draw(t, name) == 0 {
		return logistics.Window{}
	}
	start := time.Date(2025, 1, rapid.IntRange(1, 60).Draw(t, "day"), 23, 0, 0, 0, time.UTC)
	end := rapid.SampledFrom([]logistics.EndRule{logistics.Until, logistics.By}).Draw(t, "end")
	w, err := logistics.NewWindow(
		start, start.Add(time.Duration(rapid.IntRange(1, 48).Draw(t, "hours"))*time.Hour), end,
	)
	need(t, err)
	return w
}

func anyCase() *rapid.Generator[count.Case] {
	return rapid.Custom(func(t *rapid.T) count.Case {
		x := count.Case{
			Schema: "logistics/kpi.case/1", Grain: kpi.GrainLine,
			Subject: rapid.SampledFrom(subjects).Draw(t, "subject"),
			State: rapid.SampledFrom([]count.State{
				"", "", "", count.StateOpen, count.StateCancelled, count.StateWaived,
			}).Draw(t, "state"),
			Request: anyWindow(t, "request"), FirstPromise: anyWindow(t, "first"),
			LatestPromise: anyWindow(t, "latest"),
			Counts:        map[string]int64{}, Quantities: map[string]logistics.Quantity{},
			Amounts: map[string]logistics.Money{},
		}
		x.Event.ID = logistics.MustID("L")
		var signs []string
		for _, s := range []string{"a", "b", "c", "d", "read_by_nobody"} {
			switch rapid.IntRange(0, 5).Draw(t, s) {
			case 0:
			case 1, 2:
				signs = append(signs, "-"+s)
			default:
				signs = append(signs, s)
			}
		}
		x.Signs = kpi.Signs(strings.Join(signs, " "))
		for _, s := range []string{"a", "b", "c", "d"} {
			if signOf(x, s) != logistics.Undetermined {
				continue
			}
			switch rapid.IntRange(0, 3).Draw(t, s+" untold") {
			case 0:
				x.Waived = x.Waived.And(s)
			case 1:
				x.NotDue = x.NotDue.And(s)
			}
		}
		x.Placed = logistics.StampOf(time.Date(2025, 1, rapid.IntRange(1, 60).Draw(t, "placed"), 12, 0, 0, 0, time.UTC))
		if x.State != count.StateOpen && rapid.IntRange(0, 5).Draw(t, "known") > 0 {
			x.Done = logistics.MustStamp(rapid.SampledFrom([]string{
				"2025-01-31", "2025-01-31T23:30Z", "2025-02-03T10:00:00", "2025-02-14T08:15[Europe/Vienna]",
			}).Draw(t, "done"))
		}
		ordered := rapid.Int64Range(0, 20).Draw(t, "ordered")
		switch rapid.IntRange(0, 3).Draw(t, "how ordered") {
		case 0:
		case 1:
			x.Quantities["ordered"] = logistics.Count(ordered, logistics.Each())
		default:
			x.Counts["ordered"] = ordered
		}
		if rapid.Bool().Draw(t, "filled") {
			x.Counts["filled"] = rapid.Int64Range(0, ordered).Draw(t, "filled")
		}
		if rapid.Bool().Draw(t, "costs") {
			x.Amounts["freight"] = logistics.Minor(
				rapid.Int64Range(-500, 500).Draw(t, "freight"), logistics.MustCurrency("EUR"),
			)
			x.Amounts["sales"] = logistics.Minor(
				rapid.Int64Range(1, 1000).Draw(t, "sales"), logistics.MustCurrency("EUR"),
			)
		}
		if ordered > 0 && rapid.Bool().Draw(t, "hours") {
			x.Quantities["hours"] = logistics.Count(
				rapid.Int64Range(0, 1000).Draw(t, "minutes"), logistics.MustUnit("MIN"),
			)
		}
		return x
	})
}

// signOf reads a sign out of the text.
func signOf(x count.Case, name string) logistics.Verdict {
	for s := range strings.FieldsSeq(string(x.Signs)) {
		switch s {
		case name:
			return logistics.Met
		case "-" + name:
			return logistics.Missed
		}
	}
	switch {
	case slices.Contains(strings.Fields(string(x.Waived)), name):
		return logistics.Waived
	case slices.Contains(strings.Fields(string(x.NotDue)), name):
		return logistics.NotDue
	}
	return logistics.Undetermined
}

// verdictOf is the verdict on several signs that are asked for.
func verdictOf(x count.Case, asked kpi.Signs) logistics.Verdict {
	verdict := logistics.Waived
	for s := range strings.FieldsSeq(string(asked)) {
		name, not := strings.CutPrefix(s, "-")
		v := signOf(x, name)
		if not && v.Decided() {
			v = logistics.Met + logistics.Missed - v
		}
		verdict = logistics.And(verdict, v)
	}
	return verdict
}

func promise(x count.Case, b kpi.Basis) logistics.Window {
	known := map[kpi.Basis]logistics.Window{
		kpi.ByRequest: x.Request, kpi.ByFirstPromise: x.FirstPromise, kpi.ByLatestPromise: x.LatestPromise,
	}
	if b != "" {
		return known[b]
	}
	for _, b := range []kpi.Basis{kpi.ByLatestPromise, kpi.ByFirstPromise, kpi.ByRequest} {
		if w := known[b]; !w.IsZero() {
			return w
		}
	}
	return logistics.Window{}
}

// allNotDue reports whether the case says of every sign that it cannot be told yet, but for those it waives.
func allNotDue(x count.Case, signs kpi.Signs) bool {
	found := false
	for name := range signs.All() {
		switch {
		case x.Waived.Names(name):
		case x.NotDue.Names(name):
			found = true
		default:
			return false
		}
	}
	return found
}

// naiveCount is the definition of Counting, without bits: what a case adds to a metric, or the code it is left
// out with; none for a case that is not among those asked about.
func naiveCount(m kpi.Metric, x count.Case, asOf time.Time) (num, den int64, code string) {
	c := m.Counting
	asked := x
	asked.Waived = "" // of a sign that nobody looks at it is not known whether the case is asked about
	among := logistics.And(logistics.Met, verdictOf(asked, c.Among))
	w := promise(x, c.Basis)
	switch {
	case among == logistics.Missed:
		return 0, 0, ""
	case x.State == count.StateWaived || c.Good != "" && c.Basis == "" && verdictOf(x, c.Good) == logistics.Waived:
		return 0, 0, "waived"
	case x.State == count.StateCancelled && c.Cancelled == kpi.CancelledLeftOut:
		return 0, 0, "cancelled"
	case x.State == count.StateOpen:
		v := w.JudgeMissing(asOf, c.Late)
		if v == logistics.NotDue || c.Basis == "" && allNotDue(x, c.Good) {
			return 0, 0, "not_due"
		}
		if v != logistics.Missed || c.Open == kpi.OpenLeftOut {
			return 0, 0, "open"
		}
	}
	if among != logistics.Met {
		return 0, 0, "undetermined"
	}
	if x.State == count.StateOpen || x.State == count.StateCancelled && c.Cancelled == kpi.CancelledMissed {
		return 0, 1, ""
	}
	if c.Numerator != "" {
		return naiveValues(m, x)
	}
	v := verdictOf(x, c.Good)
	if c.Basis != "" {
		met := logistics.Undetermined
		if !x.Done.IsZero() {
			done := x.Done.IntervalIn(vienna["Europe/Vienna"])
			met = w.JudgeWithin(done, c.Early, c.Late)
		}
		v = logistics.And(v, met)
	}
	switch v {
	case logistics.Met:
		return 1, 1, ""
	case logistics.Missed:
		return 0, 1, ""
	}
	return 0, 0, v.String()
}

func naiveValues(m kpi.Metric, x count.Case) (num, den int64, code string) {
	value := func(name string) (int64, bool) {
		if n, ok := x.Counts[name]; ok {
			return n, true
		}
		if q, ok := x.Quantities[name]; ok {
			n, _ := q.Int()
			if name == "hours" { // minutes to tenths of an hour, half to even
				n = int64(math.RoundToEven(float64(n) / 6))
			}
			return n, true
		}
		a, ok := x.Amounts[name]
		cents, _ := a.MinorUnits()
		return cents, ok
	}
	num, ok := value(m.Counting.Numerator)
	if !ok {
		return 0, 0, "unmeasured"
	}
	if m.Counting.Denominator == "" {
		return num, 1, ""
	}
	if den, ok = value(m.Counting.Denominator); !ok {
		return 0, 0, "unmeasured"
	}
	return num, den, ""
}

// naiveMonth is the month a case belongs to.
func naiveMonth(m kpi.Metric, x count.Case) string {
	loc := vienna["Europe/Vienna"]
	day := map[string]string{}
	if w := promise(x, m.Counting.Basis); !w.IsZero() {
		end := w.To()
		if w.End() == logistics.Until {
			end = end.Add(-time.Nanosecond)
		}
		day["due"] = end.In(loc).Format("2006-01")
	}
	if !x.Done.IsZero() {
		day["done"] = x.Done.IntervalIn(loc).Earliest().In(loc).Format("2006-01")
	}
	day["placed"] = x.Placed.IntervalIn(loc).Earliest().In(loc).Format("2006-01")
	orders := map[kpi.Dated][]string{
		"": {"done", "due", "placed"}, "due": {"due", "done", "placed"}, "placed": {"placed"},
	}
	for _, by := range orders[m.Counting.Dated] {
		if day[by] != "" {
			return day[by]
		}
	}
	return ""
}

func naiveObservations(metrics []kpi.Metric, cases []count.Case, asOf time.Time) (lines []string) {
	for _, m := range metrics {
		type sums struct {
			num, den int64
			left     map[string]int64
		}
		figures := map[string]*sums{}
		for _, x := range cases {
			key := x.Subject.String() + " " + naiveMonth(m, x)
			num, den, code := naiveCount(m, x, asOf)
			if figures[key] == nil {
				figures[key] = &sums{left: map[string]int64{}}
			}
			figures[key].num += num
			figures[key].den += den
			if code != "" {
				figures[key].left[code]++
			}
		}
		for _, key := range slices.Sorted(maps.Keys(figures)) {
			f := figures[key]
			if f.num == 0 && f.den == 0 && len(f.left) == 0 {
				continue
			}
			var line strings.Builder
			line.WriteString(fmt.Sprintf("%s %s %d/%d", m.ID, key, f.num, f.den))
			for _, code := range slices.Sorted(maps.Keys(f.left)) {
				line.WriteString(fmt.Sprintf(" %s:%d", code, f.left[code]))
			}
			lines = append(lines, line.String())
		}
	}
	return lines
}

func figuresOf(t *rapid.T, c *count.Counter) (lines []string) {
	observations, err := c.Observations()
	need(t, err)
	for _, o := range observations {
		var line strings.Builder
		line.WriteString(fmt.Sprintf("%s %s %s %d/%d", o.Metric, o.Subject, o.Period, o.Num, o.Den))
		for _, e := range o.Excluded {
			line.WriteString(fmt.Sprintf(" %s:%d", e.Code, e.Count))
		}
		lines = append(lines, line.String())
	}
	return lines
}

var midFebruary = time.Date(2025, 2, 10, 12, 0, 0, 0, time.UTC)

func newCounter(t testing.TB, metrics ...kpi.Metric) *count.Counter {
	t.Helper()
	c, err := count.NewCounter(months, vienna, metrics...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func prepared(t *rapid.T, c *count.Counter, cases []count.Case) []count.Row {
	rows := make([]count.Row, len(cases))
	for i, x := range cases {
		var err error
		rows[i], err = c.Prepare(x, midFebruary)
		need(t, err)
	}
	return rows
}

// TestACounterCountsWhatItsMetricsSay compares with the words of Counting, whatever way the cases are split,
// ordered, put in too much and taken out again.
func TestACounterCountsWhatItsMetricsSay(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		metrics := rapid.Permutation(everyCounting()).Draw(r, "metrics")
		cases := rapid.SliceOfN(anyCase(), 0, 12).Draw(r, "cases")
		one, two := newCounter(t, metrics...), newCounter(t, metrics...)
		cut := rapid.IntRange(0, len(cases)).Draw(r, "cut")
		rows, more := prepared(r, one, cases[:cut]), prepared(r, two, cases[cut:])
		again := rapid.Permutation(rows).Draw(r, "order")
		again = again[:rapid.IntRange(0, len(again)).Draw(r, "again")]
		for _, err := range []error{one.Add(again), one.Add(rows), one.Remove(again), two.Add(more), two.Merge(one)} {
			need(r, err)
		}
		if diff := cmp.Diff(naiveObservations(metrics, cases, midFebruary), figuresOf(r, two)); diff != "" {
			r.Fatal(diff)
		}
	})
}

// TestAFailingCaseNeverRaisesAProportion adds a case that misses every sign and every promise.
func TestAFailingCaseNeverRaisesAProportion(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		metrics := everyCounting()
		c := newCounter(t, metrics...)
		need(r, c.Add(prepared(r, c, rapid.SliceOfN(anyCase(), 1, 8).Draw(r, "cases"))))
		before, err := c.Observations()
		need(r, err)
		bad := anyCase().Draw(r, "bad")
		bad.Waived, bad.NotDue = "", ""
		bad.State, bad.Signs, bad.Done = count.StateDone, "-a b c -d", logistics.MustStamp("2025-12-31")
		bad.Counts["filled"] = 0
		need(r, c.Add(prepared(r, c, []count.Case{bad})))
		after, err := c.Observations()
		need(r, err)
		for _, o := range before {
			m := metrics[slices.IndexFunc(metrics, func(m kpi.Metric) bool { return m.ID == o.Metric })]
			if m.Kind != kpi.KindProportion {
				continue
			}
			i := slices.IndexFunc(after, func(a logistics.Observation) bool {
				return a.Metric == o.Metric && a.Subject == o.Subject && a.Period == o.Period
			})
			if order, err := after[i].Ratio().Cmp(o.Ratio()); err == nil && order > 0 {
				r.Fatalf("%v rose to %v", o, after[i])
			}
		}
	})
}

func lineCase() count.Case {
	x := count.Case{
		Schema: "logistics/kpi.case/1", Grain: kpi.GrainLine, Subject: subjects[0],
		Done: logistics.MustStamp("2025-01-31"), Signs: "a",
	}
	x.Event.ID = logistics.MustID("L-1")
	return x
}

func TestCasesThatCannotBeCounted(t *testing.T) {
	c := newCounter(t, everyCounting()...)
	for _, f := range []struct {
		name   string
		change func(*count.Case)
		path   string
		code   logistics.FaultCode
	}{
		{
			"another schema", func(x *count.Case) {
				x.Schema = "logistics/other/1"
			}, "/schema", logistics.FaultUnsupported,
		},
		{"no id", func(x *count.Case) { x.Event.ID = logistics.ID{} }, "/event/id", logistics.FaultRequired},
		{
			"a retraction", func(x *count.Case) {
				x.Event.Retracts = logistics.MustID("L-0")
			}, "/event/retracts", logistics.FaultUnsupported,
		},
		{"no grain", func(x *count.Case) { x.Grain = "" }, "/grain", logistics.FaultRequired},
		{"a grain of capitals", func(x *count.Case) { x.Grain = "Line" }, "/grain", logistics.FaultRequired},
		{
			"a grain nobody counts", func(x *count.Case) {
				x.Grain = kpi.GrainCall
			}, "/grain", logistics.FaultUnsupported,
		},
		{"no subject", func(x *count.Case) { x.Subject = logistics.ID{} }, "/subject", logistics.FaultRequired},
		{"a state unheard of", func(x *count.Case) { x.State = "lost" }, "/state", logistics.FaultUnknown},
		{"open and done", func(x *count.Case) { x.State = count.StateOpen }, "/done", logistics.FaultConflict},
		{"a sign of capitals", func(x *count.Case) { x.Signs = "On_Time" }, "/signs", logistics.FaultSyntax},
		{"a waived sign that is so", func(x *count.Case) { x.Waived = "a" }, "/waived", logistics.FaultConflict},
		{"a waived sign that is not", func(x *count.Case) { x.Waived = "-c" }, "/waived", logistics.FaultSyntax},
		{
			"waived and not due", func(x *count.Case) {
				x.Waived, x.NotDue = "c", "c"
			}, "/not_due", logistics.FaultConflict,
		},
		{"a sign twice", func(x *count.Case) { x.Signs = "a -a" }, "/signs", logistics.FaultDuplicate},
		{"two blanks", func(x *count.Case) { x.Signs = "a  b" }, "/signs", logistics.FaultSyntax},
		{"no day", func(x *count.Case) { x.Done = logistics.Stamp{} }, "/date", logistics.FaultRequired},
		{
			"a zone nobody knows", func(x *count.Case) {
				x.Done = logistics.MustStamp("2025-01-31T10:00[Mars/Olympus]")
			}, "/done", logistics.FaultUnknown,
		},
		{
			"another currency", func(x *count.Case) {
				x.Amounts = map[string]logistics.Money{"freight": logistics.MustMoney("1 USD")}
			}, "/amounts/freight", logistics.FaultMismatch,
		},
		{"half a cent", func(x *count.Case) {
			x.Amounts = map[string]logistics.Money{"freight": logistics.MustMoney("0.005 EUR")}
		}, "/amounts/freight", outOfRange},
		{"another dimension", func(x *count.Case) {
			x.Quantities = map[string]logistics.Quantity{"hours": logistics.MustQuantity("1 KGM")}
		}, "/quantities/hours", mismatch},
		{"more hours than there are", func(x *count.Case) {
			x.Quantities = map[string]logistics.Quantity{"hours": logistics.Count(
				math.MaxInt64, logistics.MustUnit("DAY"),
			)}
		}, "/quantities/hours", outOfRange},
		{
			"the lowest number", func(x *count.Case) { x.Counts = map[string]int64{"hours": math.MinInt64} },
			"/counts/hours", outOfRange,
		},
		{
			"more filled than ordered", func(x *count.Case) { x.Counts = map[string]int64{"filled": 3, "ordered": 2} },
			"/counts/filled", conflict,
		},
		{
			"fewer than none ordered", func(x *count.Case) { x.Counts = map[string]int64{"filled": 0, "ordered": -1} },
			"/counts/ordered", outOfRange,
		},
	} {
		t.Run(f.name, func(t *testing.T) {
			x := lineCase()
			f.change(&x)
			_, err := c.Prepare(x, midFebruary)
			wantFault(t, err, f.path, f.code)
		})
	}
	if o, err := c.Observations(); err != nil || len(o) != 0 {
		t.Errorf("%v, %v", o, err)
	}
}

func TestCountersReportEveryFault(t *testing.T) {
	bare := metric(t, "in_full")
	bare.Counting = kpi.Counting{}
	_, err := count.NewCounter(
		logistics.PeriodRule{Kind: logistics.RollingPeriod, RollDays: 7, Zone: "Mars/Olympus"}, vienna, kpi.Metric{},
		bare, bare,
	)
	wantFault(t, err, "/rule/kind", unsupported)
	wantFault(t, err, "/rule/zone", unheardOf)
	wantFault(t, err, "/metrics/0/id", required)
	wantFault(t, err, "/metrics/1/counting", required)
	wantFault(t, err, "/metrics/2/id", duplicate)
	_, err = count.NewCounter(months, vienna)
	wantFault(t, err, "/metrics", required)

	var signs, values, days []kpi.Metric
	for i := range 65 {
		signs = append(signs, metricOf(fmt.Sprintf("m%d", i), kpi.KindProportion, kpi.Counting{Good: kpi.Signs(
			fmt.Sprintf("s%d", i),
		)}))
	}
	_, err = count.NewCounter(months, vienna, signs...)
	wantFault(t, err, "/metrics/63/counting/good", tooMany)
	newCounter(t, signs[:63]...) // with the promise that tells what is overdue they are 64
	for i := range 8 {
		values = append(values, metricOf(fmt.Sprintf("m%d", i), kpi.KindMean, kpi.Counting{Numerator: fmt.Sprintf(
			"v%d", i,
		)}))
	}
	_, err = count.NewCounter(months, vienna, values...)
	wantFault(t, err, "/metrics/7/counting/numerator", tooMany)
	newCounter(t, values[:7]...)
	for i := range values {
		values[i].Counting.Numerator = "v0"
	}
	newCounter(t, values...) // one value, read by all
	for i, dated := range []kpi.Dated{"", kpi.DatedDue, kpi.DatedPlaced} {
		for k, basis := range []kpi.Basis{kpi.ByRequest, kpi.ByLatestPromise} {
			days = append(days, metricOf(fmt.Sprintf("m%d%d", i, k), kpi.KindProportion, kpi.Counting{
				Basis: basis, Dated: dated,
			}))
		}
	}
	_, err = count.NewCounter(months, vienna, days...)
	wantFault(t, err, "/metrics/4/counting/dated", tooMany)
}

func TestACounterRefusesWhatIsNotItsOwn(t *testing.T) {
	c, other := newCounter(t, everyCounting()...), newCounter(t, everyCounting()[:1]...)
	good := lineCase()
	good.Signs = "a -b"
	row, err := other.Prepare(good, midFebruary)
	needs(t, err)
	wantFault(t, c.Add([]count.Row{row}), "/rows/0", mismatch)
	wantFault(t, c.Add([]count.Row{{}}), "/rows/0", mismatch)
	own, err := c.Prepare(good, midFebruary)
	needs(t, err)
	wantFault(t, c.Add([]count.Row{own, own, row}), "/rows/2", mismatch)
	wantFault(t, c.Remove([]count.Row{{}}), "/rows/0", mismatch)
	wantFault(t, other.Remove([]count.Row{row}), "/rows/0", conflict)
	x := lineCase()
	x.Signs = "-a"
	bad, err := other.Prepare(x, midFebruary)
	needs(t, err)
	needs(t, other.Add([]count.Row{row}))
	wantFault(t, other.Remove([]count.Row{bad}), "/rows/0", conflict)
	wantFault(t, c.Merge(other), "/metrics", mismatch)
	changed := everyCounting()
	changed[3].Counting.Late = logistics.Days(2)
	wantFault(t, c.Merge(newCounter(t, changed...)), "/metrics/3/counting", mismatch)
	weeks, err := count.NewCounter(
		logistics.PeriodRule{Kind: logistics.SundayWeek, Zone: "Europe/Vienna"}, vienna, everyCounting()...,
	)
	needs(t, err)
	wantFault(t, c.Merge(weeks), "/rule", mismatch)
	_, err = c.Cube(logistics.MustID("nothing_of_the_kind"))
	wantFault(t, err, "/metric", unheardOf)
	if c.Counts(kpi.GrainCall) || !c.Counts(kpi.GrainLine) {
		t.Error("lines are counted here, calls are not")
	}
	if o, err := other.Observations(); err != nil || len(o) != 1 || o[0].Num != 1 {
		t.Errorf("%v, %v", o, err)
	}
}

func TestACounterHoldsNoMoreThanFits(t *testing.T) {
	row := func(c *count.Counter, hours int64) count.Row {
		x := lineCase()
		x.Counts = map[string]int64{"hours": hours, "ordered": 1}
		r, err := c.Prepare(x, midFebruary)
		needs(t, err)
		return r
	}
	for _, most := range []int64{math.MaxInt64 - 1, 1 - math.MaxInt64} {
		c, other := newCounter(t, everyCounting()...), newCounter(t, everyCounting()...)
		needs(t, c.Add([]count.Row{row(c, most)}))
		wantFault(t, c.Add([]count.Row{row(c, most)}), "/rows/0", outOfRange)
		wantFault(t, c.Add([]count.Row{row(c, 1), row(c, 1)}), "/rows/1", outOfRange)
		wantFault(t, c.Remove([]count.Row{row(c, most)}), "/rows/0", outOfRange) // what goes out counts too
		needs(t, other.Add([]count.Row{row(other, 1)}))
		needs(t, other.Add([]count.Row{row(other, 1)}))
		wantFault(t, c.Merge(other), "", outOfRange)
		needs(t, c.Add([]count.Row{row(c, 1)})) // one more is as much as fits
		wantFault(t, c.Add([]count.Row{row(c, 1)}), "/rows/0", outOfRange)
		needs(t, c.Merge(newCounter(t, everyCounting()...)))
	}
}

// TestWhatWasNotAddedIsNotTakenOut holds for every subject, for what is counted and for what is left out.
func TestWhatWasNotAddedIsNotTakenOut(t *testing.T) {
	c := newCounter(t, everyCounting()[:2]...)
	row := func(subject int, signs kpi.Signs) count.Row {
		x := lineCase()
		x.Subject, x.Signs = subjects[subject], signs
		r, err := c.Prepare(x, midFebruary)
		needs(t, err)
		return r
	}
	good, unknown := row(0, "a -b"), row(0, "")
	needs(t, c.Add([]count.Row{good, good, unknown}))
	for _, r := range []count.Row{row(1, "a -b"), row(1, ""), row(2, "")} {
		wantFault(t, c.Remove([]count.Row{good, r}), "/rows/1", conflict)
	}
	wantFault(t, c.Remove([]count.Row{unknown, unknown}), "/rows/0", conflict)
	needs(t, c.Remove([]count.Row{good, unknown, good}))
	if o, err := c.Observations(); err != nil || len(o) != 0 {
		t.Errorf("%v, %v", o, err)
	}
}

// TestMidnightIsTheEndOfTheDayBefore dates a promise until midnight to the day that ends there.
func TestMidnightIsTheEndOfTheDayBefore(t *testing.T) {
	loc := vienna["Europe/Vienna"]
	for end, want := range map[logistics.EndRule]string{logistics.Until: "2025-01", logistics.By: "2025-02"} {
		w, err := logistics.NewWindow(time.Time{}, time.Date(2025, 2, 1, 0, 0, 0, 0, loc), end)
		needs(t, err)
		c := newCounter(t, everyCounting()[2])
		x := lineCase()
		x.Request = w
		r, err := c.Prepare(x, midFebruary)
		needs(t, err)
		needs(t, c.Add([]count.Row{r}))
		if o, err := c.Observations(); err != nil || len(o) != 1 || o[0].Period.String() != want {
			t.Errorf("%s: %v, %v", end, o, err)
		}
	}
}

// TestTheWholeCatalogueCounts prepares one counter of every definition.
func TestTheWholeCatalogueCounts(t *testing.T) {
	c := newCounter(t, kpi.Standard()...)
	x := count.LineCase(logistics.Outcome{
		Line: logistics.MustID("L-1"), Customer: subjects[0], At: midFebruary,
		Rights: logistics.AllMet(logistics.RightQuantity).With(logistics.RightTime, logistics.Missed),
	})
	row, err := c.Prepare(x, midFebruary)
	needs(t, err)
	needs(t, c.Add([]count.Row{row}))
	for id, want := range map[string]string{"on_time_delivery": "0/1", "in_full": "1/1"} {
		cube, err := c.Cube(logistics.MustID(id))
		needs(t, err)
		if o := cube.Observations(); len(o) != 1 || fmt.Sprintf("%d/%d", o[0].Num, o[0].Den) != want {
			t.Errorf("%s: %v", id, o)
		}
	}
	for _, m := range kpi.Standard() {
		if !c.Counts(m.Counting.Grain) {
			t.Errorf("%s: nothing counts a %s", m.ID, m.Counting.Grain)
		}
	}
}

func TestAddingRowsDoesNotAllocate(t *testing.T) {
	c := newCounter(t, everyCounting()...)
	x := lineCase()
	x.Signs = "a -b c"
	row, err := c.Prepare(x, midFebruary)
	needs(t, err)
	rows := []count.Row{row, row}
	needs(t, c.Add(rows))
	if n := testing.AllocsPerRun(100, func() {
		if c.Add(rows) != nil || c.Remove(rows) != nil {
			t.Fatal("refused")
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
