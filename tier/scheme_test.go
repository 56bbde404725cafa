package tier_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/tier"
	"pgregory.net/rapid"
)

func TestTheDefaultSchemeIsInOrder(t *testing.T) {
	s := tier.DefaultScheme()
	if err := s.Validate(); err != nil {
		t.Fatal(err)
	}
	if len(s.Tiers) != 3 {
		t.Errorf("%d tiers", len(s.Tiers))
	}
	tier.DefaultScheme().Tiers[0].Name = "changed"
	if tier.DefaultScheme().Tiers[0].Name != s.Tiers[0].Name {
		t.Error("a change shows in the next one")
	}
}

func TestFaultsOfSchemes(t *testing.T) {
	none := logistics.Ratio{}
	for _, f := range []struct {
		name   string
		change func(*tier.Scheme)
		path   string
		code   logistics.FaultCode
	}{
		{
			"another schema", func(s *tier.Scheme) {
				s.Schema = "logistics/tier.scheme/9"
			}, "/schema", logistics.FaultUnsupported,
		},
		{"no id", func(s *tier.Scheme) { s.ID = logistics.ID{} }, "/id", logistics.FaultRequired},
		{"no version", func(s *tier.Scheme) { s.Version = 0 }, "/version", logistics.FaultOutOfRange},
		{"no tiers", func(s *tier.Scheme) { s.Tiers = nil }, "/tiers", logistics.FaultOutOfRange},
		{
			"too many tiers", func(s *tier.Scheme) {
				s.Tiers = make([]tier.Tier, 21)
			}, "/tiers", logistics.FaultOutOfRange,
		},
		{
			"a tier without id", func(s *tier.Scheme) {
				s.Tiers[1].ID = logistics.ID{}
			}, "/tiers/1/id", logistics.FaultRequired,
		},
		{
			"a tier twice", func(s *tier.Scheme) {
				s.Tiers[1].ID = s.Tiers[0].ID
			}, "/tiers/1/id", logistics.FaultDuplicate,
		},
		{
			"a tier without name", func(s *tier.Scheme) {
				s.Tiers[1].Name = ""
			}, "/tiers/1/name", logistics.FaultRequired,
		},
		{
			"a long name", func(s *tier.Scheme) {
				s.Tiers[1].Name = strings.Repeat("x", 201)
			}, "/tiers/1/name", logistics.FaultTooLong,
		},
		{"half a letter", func(s *tier.Scheme) { s.Tiers[1].Name = "\xc3" }, "/tiers/1/name", logistics.FaultEncoding},
		{"a line break", func(s *tier.Scheme) { s.Tiers[1].Name = "a\nb" }, "/tiers/1/name", logistics.FaultEncoding},
		{"no share", func(s *tier.Scheme) { s.Tiers[1].From = none }, "/tiers/1/from", logistics.FaultRequired},
		{
			"more than all", func(s *tier.Scheme) {
				s.Tiers[0].From = ratio(2, 1)
			}, "/tiers/0/from", logistics.FaultOutOfRange,
		},
		{
			"less than none", func(s *tier.Scheme) {
				s.Tiers[2].From = ratio(-1, 1)
			}, "/tiers/2/from", logistics.FaultOutOfRange,
		},
		{
			"someone is left", func(s *tier.Scheme) {
				s.Tiers[2].From = ratio(1, 100)
			}, "/tiers/2/from", logistics.FaultConflict,
		},
		{
			"tiers that rise", func(s *tier.Scheme) {
				s.Tiers[1].From = ratio(4, 5)
			}, "/tiers/1/from", logistics.FaultConflict,
		},
		{
			"tiers that stay", func(s *tier.Scheme) {
				s.Tiers[1].From = ratio(7, 10)
			}, "/tiers/1/from", logistics.FaultConflict,
		},
		{"no criteria", func(s *tier.Scheme) { s.Criteria = nil }, "/criteria", logistics.FaultOutOfRange},
		{
			"too many criteria", func(s *tier.Scheme) {
				s.Criteria = make([]tier.Criterion, 101)
			}, "/criteria", logistics.FaultOutOfRange,
		},
		{
			"no metric", func(s *tier.Scheme) {
				s.Criteria[1].Metric = logistics.ID{}
			}, "/criteria/1/metric", logistics.FaultRequired,
		},
		{
			"a name that is no text", func(s *tier.Scheme) {
				s.Criteria[1].Name = "orders\n"
			}, "/criteria/1/name", logistics.FaultEncoding,
		},
		{
			"a long name of a metric", func(s *tier.Scheme) {
				s.Criteria[1].Name = strings.Repeat("x", 201)
			}, "/criteria/1/name", logistics.FaultTooLong,
		},
		{
			"a figure of another kind", func(s *tier.Scheme) {
				s.Criteria[1].Figure = logistics.FigureMoney
			}, "/criteria/1/figure", logistics.FaultUnknown,
		},
		{
			"a metric twice", func(s *tier.Scheme) {
				s.Criteria[1].Metric = s.Criteria[0].Metric
			}, "/criteria/1/metric", logistics.FaultDuplicate,
		},
		{
			"no metric version", func(s *tier.Scheme) {
				s.Criteria[1].MetricVersion = 0
			}, "/criteria/1/metric_version", logistics.FaultOutOfRange,
		},
		{
			"no weight", func(s *tier.Scheme) {
				s.Criteria[1].Weight = 0
			}, "/criteria/1/weight", logistics.FaultOutOfRange,
		},
		{
			"too much weight", func(s *tier.Scheme) {
				s.Criteria[1].Weight = 1_000_001
			}, "/criteria/1/weight", logistics.FaultOutOfRange,
		},
		{
			"no direction", func(s *tier.Scheme) {
				s.Criteria[1].Direction = ""
			}, "/criteria/1/direction", logistics.FaultUnknown,
		},
		{
			"no rule", func(s *tier.Scheme) {
				s.Criteria[1].Missing = "guess"
			}, "/criteria/1/missing", logistics.FaultUnknown,
		},
		{
			"no bands", func(s *tier.Scheme) {
				s.Criteria[1].Bands = nil
			}, "/criteria/1/bands", logistics.FaultOutOfRange,
		},
		{
			"too many bands", func(s *tier.Scheme) {
				s.Criteria[1].Bands = make([]tier.Band, 101)
			}, "/criteria/1/bands", logistics.FaultOutOfRange,
		},
		{
			"no bound", func(s *tier.Scheme) {
				s.Criteria[1].Bands[2].Bound = none
			}, "/criteria/1/bands/2/bound", logistics.FaultRequired,
		},
		{
			"points below none", func(s *tier.Scheme) {
				s.Criteria[1].Bands[3].Points = -1
			}, "/criteria/1/bands/3/points", logistics.FaultOutOfRange,
		},
		{
			"points above all", func(s *tier.Scheme) {
				s.Criteria[1].Bands[0].Points = 101
			}, "/criteria/1/bands/0/points", logistics.FaultOutOfRange,
		},
		{
			"bounds that stay", func(s *tier.Scheme) {
				s.Criteria[1].Bands[1].Bound = ratio(20, 1)
			}, "/criteria/1/bands/1/bound", logistics.FaultConflict,
		},
		{
			"bounds that fall where lower is better", func(s *tier.Scheme) {
				s.Criteria[3].Bands[1].Bound = ratio(0, 1)
			}, "/criteria/3/bands/1/bound", logistics.FaultConflict,
		},
		{
			"points that stay", func(s *tier.Scheme) {
				s.Criteria[1].Bands[1].Points = 100
			}, "/criteria/1/bands/1/points", logistics.FaultConflict,
		},
	} {
		t.Run(f.name, func(t *testing.T) {
			s := tier.DefaultScheme()
			f.change(&s)
			wantFault(t, s.Validate(), f.path, f.code)
			_, err := tier.Assess(s, tier.Facts{}, asOf)
			wantFault(t, err, f.path, f.code)
		})
	}
	if err := (tier.Scheme{}).Validate(); len(err.(logistics.Faults)) != 4 {
		t.Errorf("an empty scheme: %v", err)
	}
}

func TestSchemeWire(t *testing.T) {
	golden.Frozen(t, "testdata/wire/v1/scheme_named.json", golden.JSON(t, tier.DefaultScheme()))
	// The first schemes had no names for metrics.
	unnamed := tier.DefaultScheme()
	for i := range unnamed.Criteria {
		unnamed.Criteria[i].Name, unnamed.Criteria[i].Figure = "", ""
	}
	golden.Frozen(t, "testdata/wire/v1/scheme_default.json", golden.JSON(t, unnamed))
	two := unnamed
	two.Tiers = two.Tiers[1:]
	two.Criteria = slices.Clone(two.Criteria[3:])
	two.Criteria[0].Missing = tier.Refuse
	golden.Frozen(t, "testdata/wire/v1/scheme_two_tiers.json", golden.JSON(t, two))
	golden.Documents(t, "testdata/wire/v1/scheme_*.json", 3, tier.DecodeScheme)
}

func TestAssessmentWire(t *testing.T) {
	a, err := tier.Assess(tier.DefaultScheme(), tier.Facts{Customer: customer, Observations: []logistics.Observation{
		observe("margin_per_month", 750_000, 100, 0), observe("paid_on_time", 97, 100, 0),
		observe("return_rate", 12, 100, 0),
	}}, asOf)
	if err != nil {
		t.Fatal(err)
	}
	// The first assessments said neither which band would be a step, nor what people call a metric or a tier, nor
	// which way a metric is better.
	steps := len(a.Improvements())
	for name, steps := range map[string]int{
		"assessment.json": 0, "assessment_steps.json": steps, "assessment_named.json": steps,
	} {
		old, err := os.ReadFile("testdata/wire/v1/" + name)
		if err != nil {
			t.Fatal(err)
		}
		var back tier.Assessment
		if err := json.Unmarshal(old, &back); err != nil || len(back.Improvements()) != steps || back.Tier != a.Tier ||
			back.Score != a.Score {
			t.Errorf("%s reads as %+v, %v", name, back, err)
		}
		if told := back.Sentences(logistics.Language{}); !strings.HasPrefix(told[0], "Margin per month: 7,500 ") {
			t.Errorf("%s is told as %q", name, told)
		}
		for _, told := range back.Sentences(logistics.Language{}) {
			if strings.Contains(told, " or more ") || strings.Contains(told, " or less ") {
				t.Errorf("%s says which way is better: %q", name, told)
			}
		}
	}
	golden.Frozen(t, "testdata/wire/v1/assessment_directed.json", golden.JSON(t, a))
}

// TestResultsAreDocuments: an assessment that was kept explains itself as it did when it was fresh.
func TestResultsAreDocuments(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a,
			err := tier.Assess(
			tier.DefaultScheme(), tier.Facts{Customer: customer, Observations: []logistics.Observation{
				observe("margin_per_month", rapid.Int64Range(-1e6, 2e6).Draw(r, "margin"), 100, 0),
				observe("paid_on_time", rapid.Int64Range(0, 100).Draw(r, "paid"), 100, 0),
				observe("return_rate", rapid.Int64Range(0, 100).Draw(r, "returned"), 100, 0),
			}}, asOf,
		)
		if err != nil {
			r.Fatal(err)
		}
		data, err := json.Marshal(a)
		if err != nil {
			r.Fatal(err)
		}
		var back tier.Assessment
		if err := json.Unmarshal(data, &back); err != nil {
			r.Fatal(err)
		}
		if diff := cmp.Diff(a, back); diff != "" {
			r.Fatalf("%s reads otherwise:\n%s", data, diff)
		}
		if diff := cmp.Diff(a.Reasons(), back.Reasons()); diff != "" ||
			len(a.Improvements()) != len(back.Improvements()) {
			r.Fatalf("it explains itself otherwise:\n%s", diff)
		}
	})
}

func TestPoliciesAreReadStrictly(t *testing.T) {
	data, err := json.Marshal(tier.DefaultScheme())
	if err != nil {
		t.Fatal(err)
	}
	_, err = tier.DecodeScheme([]byte(strings.Replace(string(data), `"weight"`, `"wieght":1,"weight"`, 1)))
	wantFault(t, err, "/criteria/0/wieght", logistics.FaultUnknown)
}

func FuzzDecodeScheme(f *testing.F) {
	f.Add([]byte(`{"schema":"logistics/tier.scheme/1","id":"x","version":1,"tiers":[],"criteria":[]}`))
	golden.FuzzDocuments(f, tier.DecodeScheme, func(t *testing.T, s tier.Scheme) {
		if _, err := tier.Compile(s); err != nil {
			t.Fatal(err)
		}
	}, tier.DefaultScheme())
}

func TestLimitsAreInclusive(t *testing.T) {
	s := tier.DefaultScheme()
	s.Tiers = nil
	for i := range int64(20) {
		s.Tiers = append(
			s.Tiers,
			tier.Tier{ID: logistics.MustID(fmt.Sprint("T", i)), Name: strings.Repeat("x", 200), From: ratio(19-i, 19)},
		)
	}
	base := s.Criteria[0]
	base.Weight, base.Bands = 1_000_000, nil
	for i := range int64(100) {
		base.Bands = append(base.Bands, tier.Band{Bound: ratio(-i, 1), Points: 100 - i})
	}
	base.Bands[99].Points = 0
	s.Criteria = nil
	for i := range 100 {
		c := base
		c.Metric = logistics.MustID(fmt.Sprint("M", i))
		s.Criteria = append(s.Criteria, c)
	}
	a, err := tier.Assess(
		s, tier.Facts{Customer: customer, Observations: []logistics.Observation{observe("M7", 0, 1, 9)}}, asOf,
	)
	if err != nil || a.Score.String() != "100000000/10000000000" || a.Tier.String() != "T19" {
		t.Errorf("%v in %v, %v", a.Score, a.Tier, err)
	}
}
