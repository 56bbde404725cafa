package kpi_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/kpi"
)

func TestStages(t *testing.T) {
	rules.Enum(t, kpi.PreTransaction, kpi.Transaction, kpi.PostTransaction)
	for _, none := range []kpi.Stage{0, 4} {
		if got := none.String(); got != "unspecified" {
			t.Errorf("stage %d is %q", none, got)
		}
	}
}

func TestStandardMetricsAreInOrder(t *testing.T) {
	seen := map[logistics.ID]bool{}
	stages := map[kpi.Stage]int{}
	last := kpi.PreTransaction
	for _, m := range kpi.Standard() {
		if err := m.Validate(); err != nil {
			t.Errorf("%s: %v", m.ID, err)
		}
		if seen[m.ID] || m.Stage < last {
			t.Errorf("%s comes twice, or after a later stage", m.ID)
		}
		seen[m.ID], last = true, m.Stage
		stages[m.Stage]++
		if found, ok := kpi.Lookup(m.ID); !ok || found != m {
			t.Errorf("%s is found as %v, %v", m.ID, found.ID, ok)
		}
	}
	if len(stages) != 3 {
		t.Errorf("stages without a metric: %v", stages)
	}
	if _, ok := kpi.Lookup(logistics.MustID("nothing_of_the_kind")); ok {
		t.Error("found what there is not")
	}
}

func TestFaultsOfMetrics(t *testing.T) {
	for _, c := range []struct {
		name   string
		of     string
		change func(*kpi.Metric)
		path   string
		code   logistics.FaultCode
	}{
		{
			"another schema", "in_full", func(m *kpi.Metric) {
				m.Schema = "logistics/other/1"
			}, "/schema", logistics.FaultUnsupported,
		},
		{
			"a later schema", "in_full", func(m *kpi.Metric) {
				m.Schema = "logistics/kpi.metric/9"
			}, "/schema", logistics.FaultUnsupported,
		},
		{"no id", "in_full", func(m *kpi.Metric) { m.ID = logistics.ID{} }, "/id", logistics.FaultRequired},
		{"no version", "in_full", func(m *kpi.Metric) { m.Version = 0 }, "/version", logistics.FaultOutOfRange},
		{"no name", "in_full", func(m *kpi.Metric) { m.Name = "" }, "/name", logistics.FaultRequired},
		{
			"a long name", "in_full", func(m *kpi.Metric) {
				m.Name = strings.Repeat("x", 201)
			}, "/name", logistics.FaultTooLong,
		},
		{"half a letter", "in_full", func(m *kpi.Metric) { m.Name = "\xc3" }, "/name", logistics.FaultEncoding},
		{"a line break", "in_full", func(m *kpi.Metric) { m.Name = "in\nfull" }, "/name", logistics.FaultEncoding},
		{"no stage", "in_full", func(m *kpi.Metric) { m.Stage = 0 }, "/stage", logistics.FaultRequired},
		{"a fourth stage", "in_full", func(m *kpi.Metric) { m.Stage = 4 }, "/stage", logistics.FaultRequired},
		{"no kind", "in_full", func(m *kpi.Metric) { m.Kind = "" }, "/kind", logistics.FaultUnknown},
		{"a unit", "in_full", func(m *kpi.Metric) { m.Unit = logistics.Each() }, "/unit", logistics.FaultConflict},
		{"decimals", "in_full", func(m *kpi.Metric) { m.Scale = 1 }, "/scale", logistics.FaultConflict},
		{
			"a target above all", "in_full", func(m *kpi.Metric) {
				m.Target = logistics.MustRatio("101%")
			}, "/target", logistics.FaultOutOfRange,
		},
		{
			"a target below none", "in_full", func(m *kpi.Metric) {
				m.Target = logistics.MustRatio("-1%")
			}, "/target", logistics.FaultOutOfRange,
		},
		{"no direction", "in_full", func(m *kpi.Metric) { m.Direction = "" }, "/direction", logistics.FaultUnknown},
		{
			"a currency", "in_full", func(m *kpi.Metric) {
				m.Currency = logistics.MustCurrency("EUR")
			}, "/currency", logistics.FaultConflict,
		},
		{
			"unit and currency", "order_cycle_time", func(m *kpi.Metric) {
				m.Currency = logistics.MustCurrency("EUR")
			}, "/currency", logistics.FaultConflict,
		},
		{
			"no unit", "order_cycle_time", func(m *kpi.Metric) {
				m.Unit = logistics.Unit{}
			}, "/unit", logistics.FaultRequired,
		},
		{
			"a ratio in hours", "freight_cost_share", func(m *kpi.Metric) {
				m.Unit = logistics.MustUnit("HUR")
			}, "/unit", logistics.FaultConflict,
		},
		{
			"a grain of capitals", "in_full", func(m *kpi.Metric) {
				m.Counting.Grain = "Line"
			}, "/counting/grain", logistics.FaultRequired,
		},
		{
			"among what cannot be", "in_full", func(m *kpi.Metric) {
				m.Counting.Among = "a a"
			}, "/counting/among", logistics.FaultDuplicate,
		},
		{
			"good is no sign", "in_full", func(m *kpi.Metric) {
				m.Counting.Good = "a!"
			}, "/counting/good", logistics.FaultSyntax,
		},
		{
			"good for nothing", "in_full", func(m *kpi.Metric) {
				m.Counting.Good = ""
			}, "/counting/good", logistics.FaultRequired,
		},
		{
			"half a share", "unit_fill_rate", func(m *kpi.Metric) {
				m.Counting.Denominator = ""
			}, "/counting/denominator", logistics.FaultConflict,
		},
		{
			"signs and values", "unit_fill_rate", func(m *kpi.Metric) {
				m.Counting.Good = "a"
			}, "/counting/numerator", logistics.FaultConflict,
		},
		{
			"a value of capitals", "unit_fill_rate", func(m *kpi.Metric) {
				m.Counting.Numerator = "Units"
			}, "/counting/numerator", logistics.FaultSyntax,
		},
		{"unit and currency of values", "unit_fill_rate", func(m *kpi.Metric) {
			m.Counting.Unit, m.Counting.Currency = logistics.Each(), logistics.MustCurrency("EUR")
		}, "/counting/currency", conflict},
		{
			"decimals of values", "unit_fill_rate", func(m *kpi.Metric) { m.Counting.Decimals = 10 },
			"/counting/decimals", outOfRange,
		},
		{
			"decimals of values below none", "unit_fill_rate", func(m *kpi.Metric) { m.Counting.Decimals = -1 },
			"/counting/decimals", outOfRange,
		},
		{
			"a sign too long", "in_full", func(m *kpi.Metric) { m.Counting.Good = kpi.Signs(strings.Repeat("a", 65)) },
			"/counting/good", badSyntax,
		},
		{
			"a share of a mean", "order_cycle_time", func(m *kpi.Metric) { m.Quantile = logistics.MustRatio("90%") },
			"/quantile", conflict,
		},
		{
			"a quantile of no share", "order_cycle_time", func(m *kpi.Metric) {
				m.Kind, m.Counting = kpi.KindQuantile, kpi.Counting{}
			}, "/quantile", required,
		},
		{
			"a quantile of all", "order_cycle_time", func(m *kpi.Metric) {
				m.Kind, m.Counting, m.Quantile = kpi.KindQuantile, kpi.Counting{}, logistics.MustRatio("1")
			}, "/quantile", outOfRange,
		},
		{
			"a quantile of nothing", "order_cycle_time", func(m *kpi.Metric) {
				m.Kind, m.Counting, m.Quantile = kpi.KindQuantile, kpi.Counting{}, logistics.MustRatio("0/1")
			}, "/quantile", outOfRange,
		},
		{
			"a quantile without a unit", "in_full", func(m *kpi.Metric) {
				m.Kind, m.Counting, m.Quantile = kpi.KindQuantile, kpi.Counting{}, logistics.MustRatio("1/2")
			}, "/unit", required,
		},
		{
			"a counting of a quantile", "order_cycle_time", func(m *kpi.Metric) {
				m.Kind, m.Quantile = kpi.KindQuantile, logistics.MustRatio("1/2")
			}, "/counting", logistics.FaultUnsupported,
		},
		{
			"a ratio of one", "freight_cost_share", func(m *kpi.Metric) { m.Counting.Denominator = "" },
			"/counting/numerator", required,
		},
		{
			"a mean of nothing", "order_cycle_time", func(m *kpi.Metric) { m.Counting.Numerator = "" },
			"/counting/numerator", required,
		},
		{
			"a mean with two units", "order_cycle_time", func(m *kpi.Metric) { m.Counting.Unit = logistics.Each() },
			"/counting/unit", conflict,
		},
		{
			"cases in pieces", "in_full", func(m *kpi.Metric) { m.Counting.Unit = logistics.Each() }, "/counting/unit",
			conflict,
		},
		{
			"a missed quantity", "order_cycle_time",
			func(m *kpi.Metric) { m.Counting.Open = kpi.OpenMissedWhenOverdue }, "/counting/open", conflict,
		},
		{
			"a cancelled quantity", "unit_fill_rate",
			func(m *kpi.Metric) { m.Counting.Cancelled = kpi.CancelledMissed }, "/counting/cancelled", conflict,
		},
		{
			"an open rule unheard of", "in_full", func(m *kpi.Metric) { m.Counting.Open = "maybe" }, "/counting/open",
			unheardOf,
		},
		{
			"a promise unheard of", "in_full", func(m *kpi.Metric) { m.Counting.Basis = "second_promise" },
			"/counting/basis", unheardOf,
		},
		{
			"a day unheard of", "in_full", func(m *kpi.Metric) { m.Counting.Dated = "invoiced" }, "/counting/dated",
			unheardOf,
		},
		{
			"late for no promise", "in_full", func(m *kpi.Metric) { m.Counting.Late = logistics.Days(1) },
			"/counting/late", conflict,
		},
		{
			"early by less than none", "on_time_to_request",
			func(m *kpi.Metric) { m.Counting.Early = logistics.Days(-1) }, "/counting/early", outOfRange,
		},
		{"ten decimals", "order_cycle_time", func(m *kpi.Metric) { m.Scale = 10 }, "/scale", outOfRange},
		{"decimals below none", "order_cycle_time", func(m *kpi.Metric) { m.Scale = -1 }, "/scale", outOfRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := metric(t, c.of)
			c.change(&m)
			wantFault(t, m.Validate(), c.path, c.code)
			_, err := kpi.Compile(m)
			wantFault(t, err, c.path, c.code)
			_, err = kpi.Read(m, logistics.Observation{})
			wantFault(t, err, c.path, c.code)
		})
	}
	most := metric(t, "unit_fill_rate")
	most.Counting.Decimals, most.Counting.Among = 9, kpi.Signs("az_09"+strings.Repeat("z", 59))
	if err := most.Validate(); err != nil {
		t.Error(err)
	}
	most.Counting.Basis = "second_promise"
	if err := most.Validate(); err == nil || !strings.Contains(
		err.Error(), "none, or one of request, first_promise, latest_promise",
	) {
		t.Error(err)
	}
	var all logistics.Faults
	all.At("", kpi.Metric{}.Validate())
	if len(all) != 6 {
		t.Errorf("an empty metric has %d faults: %v", len(all), all)
	}
}

func TestMetricWire(t *testing.T) {
	late := metric(t, "claim_resolution_time")
	late.Version, late.Target = 2, logistics.MustRatio("7/2")
	bare := func(m kpi.Metric) kpi.Metric {
		m.Counting = kpi.Counting{}
		return m
	}
	p90 := bare(metric(t, "dock_to_stock_time"))
	p90.ID, p90.Kind, p90.Quantile = logistics.MustID("dock_to_stock_p90"), kpi.KindQuantile, logistics.MustRatio("90%")
	p90.Name, p90.Target = "Dock-to-stock time, 9 of 10", logistics.MustRatio("4")
	named := func(m kpi.Metric, name string) kpi.Metric { // as the catalogue called it when the document was written
		m.Name = name
		return m
	}
	for name, m := range map[string]kpi.Metric{
		"metric_proportion.json": bare(metric(t, "on_time_delivery")),
		"metric_mean.json":       bare(metric(t, "order_cycle_time")),
		"metric_target.json":     bare(late),
		"metric_counting.json":   named(metric(t, "on_time_to_first_promise"), "On time to the first promise"),
		"metric_ratio.json":      named(metric(t, "freight_cost_share"), "Freight cost of sales"),
		"metric_quantile.json":   p90,
		"metric_everything.json": metricOf("everything", kpi.KindProportion, kpi.Counting{
			Grain: "stop", Among: "attended -cancelled_by_us", Good: "signed", Basis: kpi.ByLatestPromise,
			Early: logistics.MustDuration("PT15M"),
			Late:  logistics.Days(1), Open: kpi.OpenMissedWhenOverdue, Cancelled: kpi.CancelledMissed,
			Dated: kpi.DatedPlaced,
		}),
	} {
		golden.Frozen(t, filepath.Join("testdata/wire/v1", name), golden.JSON(t, m))
	}
	golden.Documents(t, "testdata/wire/v1/metric_*.json", 3, kpi.DecodeMetric)
}

func TestPoliciesAreReadStrictly(t *testing.T) {
	data, err := json.Marshal(metric(t, "in_full"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = kpi.DecodeMetric([]byte(strings.Replace(string(data), `"kind"`, `"sort":1,"kind"`, 1)))
	wantFault(t, err, "/sort", unheardOf)
	_, err = kpi.DecodeMetric([]byte(strings.Replace(string(data), "transaction", "afterwards", 1)))
	wantFault(t, err, "/stage", unheardOf)
}

func FuzzDecodeMetric(f *testing.F) {
	golden.FuzzDocuments(f, kpi.DecodeMetric, func(t *testing.T, m kpi.Metric) {
		if _, err := kpi.Compile(m); err != nil {
			t.Fatal(err)
		}
	}, kpi.Standard()...)
}

func TestLimitsAreInclusive(t *testing.T) {
	m := metric(t, "order_cycle_time")
	m.Name, m.Scale = strings.Repeat("x", 200), 9
	if err := m.Validate(); err != nil {
		t.Error(err)
	}
	m.Scale, m.Target = 0, logistics.MustRatio("-3") // early, on the mean
	if err := m.Validate(); err != nil {
		t.Error(err)
	}
	for _, target := range []string{"0%", "100%"} {
		m := metric(t, "in_full")
		m.Target = logistics.MustRatio(target)
		if err := m.Validate(); err != nil {
			t.Error(target, err)
		}
	}
}

// TestDefinitionsCoverEveryElement and say in words what is counted.
func TestDefinitionsCoverEveryElement(t *testing.T) {
	covered := map[kpi.Element]int{}
	for _, d := range kpi.Definitions() {
		if d.Numerator == "" || d.Denominator == "" {
			t.Errorf("%s does not say what is counted", d.ID)
		}
		for _, e := range d.Covers {
			covered[e]++
		}
	}
	elements, groups := map[kpi.Element]bool{}, map[string]int{}
	for _, e := range kpi.Elements() {
		if elements[e] || covered[e] == 0 {
			t.Errorf("%s is listed twice, or not covered by any metric", e)
		}
		elements[e] = true
		group, _, _ := strings.Cut(string(e), ".")
		groups[group]++
	}
	for e := range covered {
		if !elements[e] {
			t.Errorf("%s is covered and not listed", e)
		}
	}
	if groups["lalonde_zinszer"] != 17 || groups["scor"] != 19 || groups["werc"] != 7 || groups["asked_for"] != 4 {
		t.Errorf("%v", groups)
	}
	if n := len(kpi.Definitions()); n < 60 {
		t.Errorf("only %d metrics", n)
	}
}

// TestTheCatalogueCannotBeCorrupted by what is done to the values it gives.
func TestTheCatalogueCannotBeCorrupted(t *testing.T) {
	before := golden.JSON(t, kpi.Definitions())
	for _, d := range kpi.Definitions() {
		for i := range d.Covers {
			d.Covers[i] = "nothing"
		}
	}
	kpi.Standard()[0] = kpi.Metric{}
	kpi.Elements()[0] = "nothing"
	if diff := golden.Diff(before, golden.JSON(t, kpi.Definitions())); diff != "" {
		t.Error(diff)
	}
}

func TestLookupDoesNotAllocate(t *testing.T) {
	for _, id := range []logistics.ID{
		logistics.MustID("order_acknowledged_in_time"), logistics.MustID("order_cycle_time"),
		logistics.MustID("credit_notes_in_time"), logistics.MustID("nothing_of_the_kind"),
		logistics.MustID("gtin:06291041500213"),
	} {
		if n := testing.AllocsPerRun(100, func() { _, _ = kpi.Lookup(id) }); n != 0 {
			t.Errorf("%s allocates %v times", id, n)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	id := logistics.MustID("credit_notes_in_time") // the last
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := kpi.Lookup(id); !ok {
			b.Fatal("not found")
		}
	}
}
