package laws_test

import (
	"maps"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
)

// TestEveryCatalogueIsTold walks the catalogues of all rooms, found among the exported functions: each has kept
// a reason of every code that it can give, given by its verbs, and each reads as a sentence for people, with no
// brace, code, fraction or ISO form, with 0, 1 and 2 where it counts.
func TestEveryCatalogueIsTold(t *testing.T) {
	const module = "github.com/logicrm/logistics/"
	rooms, codes, told := 0, 0, 0
	functions := exportedFunctions()
	for _, name := range slices.Sorted(maps.Keys(functions)) {
		catalogue, ok := functions[name].(func() logistics.Catalog)
		if !ok || !strings.HasSuffix(name, ".Reasons") {
			continue
		}
		rooms++
		where := runtime.FuncForPC(reflect.ValueOf(catalogue).Pointer()).Name()
		folder := strings.TrimSuffix(strings.TrimPrefix(where, module), ".Reasons")
		kept := sentences.ReadSamples(t, filepath.Join("../..", folder, "testdata/reasons.json"))
		given := map[logistics.Code]bool{}
		for _, r := range kept {
			given[r.Code] = true
			for _, p := range r.Params {
				if p.Text != "" && p.Figure == logistics.FigureText && strings.ContainsAny(p.Text, "/_{}") {
					t.Errorf("%s: {%s} of %s is told as it is: %s", name, p.Name, r.Code, p.Text)
				}
			}
		}
		for text := range catalogue().Texts() {
			codes++
			if !given[text.Code] {
				t.Errorf("%s has kept no reason %s", name, text.Code)
			}
		}
		told += strings.Count(sentences.Text(t, catalogue(), kept, logistics.Language{}), "\n    ")
	}
	if rooms < 15 {
		t.Errorf("%d catalogues were found", rooms)
	}
	t.Logf("%d catalogues, %d codes, %d sentences", rooms, codes, told)
}

// TestEveryTermSaysWhatItMeans: of what rooms call their codes, the names are unlike the codes, or the same words.
func TestEveryTermSaysWhatItMeans(t *testing.T) {
	functions := exportedFunctions()
	for _, name := range slices.Sorted(maps.Keys(functions)) {
		catalogue, ok := functions[name].(func() logistics.Catalog)
		if !ok {
			continue
		}
		for term := range catalogue().Terms() {
			if strings.Contains(term.Name, "_") || term.Name == "" {
				t.Errorf("%s calls %s %q", name, term.Key, term.Name)
			}
			if m := term.Meaning; m != "" && (m[len(m)-1] != '.' || m[:1] != strings.ToUpper(m[:1])) {
				t.Errorf("%s: %s means %q, which is no sentence", name, term.Key, m)
			}
		}
	}
}
