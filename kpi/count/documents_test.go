package count_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi/count"
)

// sameDocument sends a result through JSON: it comes back the same.
func sameDocument[T any](t *rapid.T, result T, options ...cmp.Option) {
	t.Helper()
	data, err := json.Marshal(result)
	need(t, err)
	if strings.Contains(string(data), "null") {
		t.Fatalf("%s", data)
	}
	var back T
	need(t, json.Unmarshal(data, &back))
	if diff := cmp.Diff(result, back, options...); diff != "" {
		t.Fatalf("%s: %s", data, diff)
	}
}

// sameAccumulator sends one through JSON as text: it comes back with the same bytes, and counts on.
func sameAccumulator[T any](t *rapid.T, m monoid[T], a T) {
	t.Helper()
	data, err := json.Marshal(a)
	need(t, err)
	var back T
	need(t, json.Unmarshal(data, &back))
	same(t, m, back, a)
	same(t, m, m.merge(t, back, a), m.merge(t, a, a))
}

func TestResultsAreDocuments(t *testing.T) {
	for name, result := range map[string]func(t *rapid.T){
		"Case": func(t *rapid.T) { sameDocument(t, anyCase().Draw(t, "case"), cmpopts.EquateEmpty()) },
		"Point": func(t *rapid.T) {
			c := cubes(cubeMetric(t)).of(t, draw(t, "lines"))
			points, err := c.Trend(subjects[0], newYear, newYear.AddDays(150))
			need(t, err)
			sameDocument(t, points)
		},
		"Pattern": func(t *rapid.T) {
			patterns, err := count.OrderPatterns(anyLines().Draw(t, "lines"))
			need(t, err)
			sameDocument(t, patterns)
		},
		"Frequency": func(t *rapid.T) {
			top, err := frequencies().of(t, draw(t, "lines")).Top(3)
			need(t, err)
			sameDocument(t, top)
		},
		"Bucket": func(t *rapid.T) {
			h := histogramOf(t, append(wholeValues().Draw(t, "values"), 7))
			b, err := h.Quantile(logistics.MustRatio("95%"))
			need(t, err)
			sameDocument(t, b)
		},
		"Proportion":  func(t *rapid.T) { m := proportions(); sameAccumulator(t, m, m.of(t, draw(t, "lines"))) },
		"Moments":     func(t *rapid.T) { m := moments(); sameAccumulator(t, m, m.of(t, draw(t, "lines"))) },
		"Histogram":   func(t *rapid.T) { m := histograms(); sameAccumulator(t, m, m.of(t, draw(t, "lines"))) },
		"Patterns":    func(t *rapid.T) { m := counted(); sameAccumulator(t, m, m.of(t, draw(t, "lines"))) },
		"Frequencies": func(t *rapid.T) { m := frequencies(); sameAccumulator(t, m, m.of(t, draw(t, "lines"))) },
	} {
		t.Run(name, func(t *testing.T) { rapid.Check(t, result) })
	}
}

// TestTextOfAnAccumulatorIsItsBytes in base64, and nothing else is read.
func TestTextOfAnAccumulatorIsItsBytes(t *testing.T) {
	var m count.Moments
	needs(t, m.Add(7))
	golden.Frozen(t, "testdata/wire/v1/moments.json", golden.JSON(t, m))
	for _, text := range []string{"", "TQ==", "not base64", "TQEAAA", "UAEAAAAAAAAAAQAAAAAAAAABAAA="} {
		read := m
		if err := read.UnmarshalText([]byte(text)); err == nil || read != m {
			t.Errorf("%q is read as %v, %v", text, read, err)
		}
	}
}
