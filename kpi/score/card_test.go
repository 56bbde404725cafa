package score_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/rules"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/score"
)

func cardLine(id string, weight int64, worst, best, redLine string) score.CardLine {
	return score.CardLine{
		Metric: logistics.MustID(id), Version: 1, Weight: weight,
		Worst: logistics.MustRatio(worst), Best: logistics.MustRatio(best), RedLine: logistics.MustRatio(redLine),
	}
}

// suppliers is a card of four metrics, two of them better when lower.
func suppliers() score.Card {
	return score.Card{
		Schema: "logistics/kpi.scorecard/1", ID: logistics.MustID("suppliers"), Version: 1, Name: "Suppliers",
		Lines: []score.CardLine{
			cardLine("on_time_delivery", 5, "80%", "100%", "70%"),
			cardLine("in_full", 3, "90%", "100%", ""),
			cardLine("return_rate", 2, "10%", "0%", "15%"),
			cardLine("order_cycle_time", 1, "96", "24", ""),
		},
		Green: logistics.MustRatio("80%"), Amber: logistics.MustRatio("60%"), Missing: score.MissingLeftOut,
	}
}

func metricsOf(t testing.TB, card score.Card) []kpi.Metric {
	t.Helper()
	var metrics []kpi.Metric
	for _, l := range card.Lines {
		metrics = append(metrics, metric(t, l.Metric.String()))
	}
	return metrics
}

func graderOf(t testing.TB, card score.Card, targets *score.Targets) *score.Grader {
	t.Helper()
	grader, err := score.Compile(card, targets, metricsOf(t, card)...)
	if err != nil {
		t.Fatal(err)
	}
	return grader
}

func TestColours(t *testing.T) {
	rules.Enum(t, score.Red, score.Amber, score.Green, score.Undetermined)
	for _, none := range []score.Colour{0, 5} {
		if got := none.String(); got != "unspecified" {
			t.Errorf("colour %d is %q", none, got)
		}
	}
}

func TestFaultsOfCards(t *testing.T) {
	ratio := logistics.MustRatio
	for _, c := range []struct {
		name   string
		change func(*score.Card)
		path   string
		code   logistics.FaultCode
	}{
		{
			"another schema", func(c *score.Card) {
				c.Schema = "logistics/other/1"
			}, "/schema", logistics.FaultUnsupported,
		},
		{
			"a later schema", func(c *score.Card) {
				c.Schema = "logistics/kpi.scorecard/9"
			}, "/schema", logistics.FaultUnsupported,
		},
		{"no id", func(c *score.Card) { c.ID = nobody }, "/id", logistics.FaultRequired},
		{"no version", func(c *score.Card) { c.Version = 0 }, "/version", logistics.FaultOutOfRange},
		{"no name", func(c *score.Card) { c.Name = "" }, "/name", logistics.FaultRequired},
		{"a long name", func(c *score.Card) { c.Name = strings.Repeat("x", 201) }, "/name", logistics.FaultTooLong},
		{"no green", func(c *score.Card) { c.Green = logistics.Ratio{} }, "/green", logistics.FaultRequired},
		{"green above all", func(c *score.Card) { c.Green = ratio("101%") }, "/green", logistics.FaultOutOfRange},
		{"no amber", func(c *score.Card) { c.Amber = logistics.Ratio{} }, "/amber", logistics.FaultRequired},
		{"amber below none", func(c *score.Card) { c.Amber = ratio("-1%") }, "/amber", logistics.FaultOutOfRange},
		{"amber above green", func(c *score.Card) { c.Amber = ratio("81%") }, "/amber", logistics.FaultConflict},
		{"no rule", func(c *score.Card) { c.Missing = "" }, "/missing", logistics.FaultUnknown},
		{"decimals below none", func(c *score.Card) { c.Decimals = -1 }, "/decimals", logistics.FaultOutOfRange},
		{"seven decimals", func(c *score.Card) { c.Decimals = 7 }, "/decimals", logistics.FaultOutOfRange},
		{"no lines", func(c *score.Card) { c.Lines = nil }, "/lines", logistics.FaultRequired},
		{
			"too many lines", func(c *score.Card) {
				c.Lines = make([]score.CardLine, 101)
			}, "/lines", logistics.FaultTooMany,
		},
		{"no metric", func(c *score.Card) { c.Lines[1].Metric = nobody }, "/lines/1/metric", logistics.FaultRequired},
		{
			"a metric twice", func(c *score.Card) {
				c.Lines[1].Metric = c.Lines[0].Metric
			}, "/lines/1/metric", logistics.FaultDuplicate,
		},
		{
			"no version of a metric", func(c *score.Card) {
				c.Lines[1].Version = 0
			}, "/lines/1/version", logistics.FaultOutOfRange,
		},
		{"no weight", func(c *score.Card) { c.Lines[1].Weight = 0 }, "/lines/1/weight", logistics.FaultOutOfRange},
		{
			"too much weight", func(c *score.Card) {
				c.Lines[1].Weight = 1_000_001
			}, "/lines/1/weight", logistics.FaultOutOfRange,
		},
		{
			"no worst", func(c *score.Card) {
				c.Lines[1].Worst = logistics.Ratio{}
			}, "/lines/1/worst", logistics.FaultRequired,
		},
		{
			"no best", func(c *score.Card) {
				c.Lines[1].Best = logistics.Ratio{}
			}, "/lines/1/best", logistics.FaultRequired,
		},
		{
			"worst as best", func(c *score.Card) {
				c.Lines[1].Worst = ratio("1")
			}, "/lines/1/best", logistics.FaultConflict,
		},
		{
			"a red line above best", func(c *score.Card) {
				c.Lines[0].Best = ratio("90%")
				c.Lines[0].RedLine = ratio("91%")
			}, "/lines/0/red_line", logistics.FaultConflict,
		},
		{
			"a red line below best", func(c *score.Card) {
				c.Lines[3].RedLine = ratio("23")
			}, "/lines/3/red_line", logistics.FaultConflict,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			card := suppliers()
			c.change(&card)
			wantFault(t, card.Validate(), c.path, c.code)
			_, err := score.Compile(card, nil, metricsOf(t, suppliers())...)
			wantFault(t, err, "/card"+c.path, c.code)
		})
	}
	var all logistics.Faults
	all.At("", score.Card{Lines: make([]score.CardLine, 1)}.Validate())
	if len(all) != 11 {
		t.Errorf("an empty card has %d faults: %v", len(all), all)
	}
}

func TestLimitsOfACardAreInclusive(t *testing.T) {
	card := suppliers()
	card.Green, card.Amber, card.Decimals = logistics.MustRatio("100%"), logistics.MustRatio("100%"), 6
	card.Lines = nil
	for i := range 100 {
		l := suppliers().Lines[0]
		l.Metric, l.Weight, l.RedLine = logistics.MustID("M-"+strconv.Itoa(i)), 1_000_000, l.Best
		card.Lines = append(card.Lines, l)
	}
	if err := card.Validate(); err != nil {
		t.Error(err)
	}
	card.Amber = logistics.MustRatio("0%")
	if err := card.Validate(); err != nil {
		t.Error(err)
	}
}

func TestCardsMustFitTheirMetrics(t *testing.T) {
	compile := func(change func(*score.Card), targets *score.Targets, more ...kpi.Metric) error {
		card := suppliers()
		change(&card)
		_, err := score.Compile(card, targets, append(metricsOf(t, suppliers()), more...)...)
		return err
	}
	same := func(*score.Card) {}
	if err := compile(same, nil, metric(t, "backorder_rate")); err != nil {
		t.Error(err)
	}
	broken, turned := metric(t, "backorder_rate"), metric(t, "on_time_delivery")
	broken.Stage = 0
	turned.Direction = logistics.LowerIsBetter
	strangers := agreed()
	for i := range strangers.Targets {
		strangers.Targets[i].RedLine = logistics.Ratio{}
	}
	for _, c := range []struct {
		err  error
		path string
		code logistics.FaultCode
	}{
		{compile(func(c *score.Card) { c.Lines[1].Version = 2 }, nil), "/card/lines/1/metric", unheardOf},
		{
			compile(func(c *score.Card) { c.Lines[1].Best = logistics.MustRatio("2") }, nil), "/card/lines/1/best",
			outOfRange,
		},
		{
			compile(func(c *score.Card) { c.Lines[1].Worst = logistics.MustRatio("-1") }, nil), "/card/lines/1/worst",
			outOfRange,
		},
		{
			compile(func(c *score.Card) { c.Lines[1].RedLine = logistics.MustRatio("-1") }, nil),
			"/card/lines/1/red_line", outOfRange,
		},
		{
			compile(func(c *score.Card) { c.Lines[3].Best = logistics.MustRatio("120") }, nil), "/card/lines/3/best",
			conflict,
		},
		{compile(same, nil, broken), "/metrics/4/stage", required},
		{compile(same, nil, metric(t, "in_full")), "/metrics/4/id", duplicate},
		{compile(same, targetsOf(t, strangers, turned)), "/card/lines/0/metric", mismatch},
	} {
		wantFault(t, c.err, c.path, c.code)
	}
}

func TestCardWire(t *testing.T) {
	rounded := suppliers()
	rounded.ID, rounded.Missing, rounded.Decimals = logistics.MustID("carriers"), score.MissingWithholds, 4
	for name, card := range map[string]score.Card{
		"scorecard_usual.json": suppliers(), "scorecard_rounded.json": rounded,
	} {
		golden.Frozen(t, filepath.Join("testdata/wire/v1", name), golden.JSON(t, card))
	}
	golden.Documents(t, "testdata/wire/v1/scorecard_*.json", 2, score.DecodeCard)
	data, err := json.Marshal(suppliers())
	if err != nil {
		t.Fatal(err)
	}
	_, err = score.DecodeCard([]byte(strings.Replace(string(data), `"weight"`, `"wait":1,"weight"`, 1)))
	wantFault(t, err, "/lines/0/wait", unheardOf)
}

func TestScoreWire(t *testing.T) {
	m := metric(t, "on_time_delivery")
	grader := graderOf(t, suppliers(), targetsOf(t, agreed(), m))
	first, err := grader.Score(subjects[0], gold, february, monthOf(t, subjects[0], february, 93, 97, 4, -1))
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/score_labelled.json", golden.JSON(t, first))
	second, err := grader.Score(subjects[1], nobody, february, monthOf(t, subjects[1], february, 95, 96, 3, -1))
	if err != nil {
		t.Fatal(err)
	}
	standings, err := score.Rank([]score.Score{first, second})
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/standings_labelled.json", golden.JSON(t, standings))
	// What was written before scores kept the name of their card lacks that alone.
	var old score.Score
	decoded(t, "testdata/wire/v1/score.json", &old)
	unnamed := first
	unnamed.Label = ""
	if diff := cmp.Diff(unnamed, old); diff != "" {
		t.Error(diff)
	}
	var ranked []score.Standing
	decoded(t, "testdata/wire/v1/standings.json", &ranked)
	for i := range ranked {
		ranked[i].Score.Label = standings[i].Score.Label
	}
	if diff := cmp.Diff(standings, ranked); diff != "" {
		t.Error(diff)
	}
	data, err := json.Marshal(standings)
	if err != nil {
		t.Fatal(err)
	}
	var back []score.Standing
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(standings, back); diff != "" {
		t.Error(diff)
	}
}

// decoded reads a document of the corpus.
func decoded(t *testing.T, file string, to any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, to); err != nil {
		t.Fatal(err)
	}
}

func FuzzDecodeCard(f *testing.F) {
	rounded := suppliers()
	rounded.Missing, rounded.Decimals = score.MissingIsWorst, 6
	standard := kpi.Standard()
	golden.FuzzDocuments(f, score.DecodeCard, func(t *testing.T, card score.Card) {
		grader, err := score.Compile(card, nil, standard...)
		if err != nil {
			return
		}
		if s, err := grader.Score(subjects[0], nobody, january, nil); err != nil || len(s.Lines) != len(card.Lines) {
			t.Fatalf("%+v, %v", s, err)
		}
	}, suppliers(), rounded)
}
