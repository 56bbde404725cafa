// Package sentences holds what a room says to people against how it should read. It is for tests only.
package sentences

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/words"
)

// most samples of one code are kept.
const most = 3

// Golden holds the sentences of a catalogue against reasons that its verbs gave: every code of the catalogue is
// among them, and each reads as a sentence for people, with 0, 1 and 2 where it counts. The reasons are kept in
// testdata/reasons.json, and how they read in testdata/sentences.golden; both are compared.
func Golden(t *testing.T, catalog logistics.Catalog, given ...logistics.Reason) {
	t.Helper()
	kept := Samples(t, catalog, given)
	golden.Equal(t, filepath.Join("testdata", "reasons.json"), golden.JSON(t, kept))
	golden.Equal(t, filepath.Join("testdata", "sentences.golden"), []byte(Text(t, catalog, kept, logistics.Language{})))
}

// Samples are some reasons of every code of the catalogue, in its order; a code that none has fails the test.
func Samples(t *testing.T, catalog logistics.Catalog, given []logistics.Reason) []logistics.Reason {
	t.Helper()
	kept := []logistics.Reason{}
	seen := map[string]bool{}
	for text := range catalog.Texts() {
		n := 0
		for _, r := range given {
			written, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			if r.Code == text.Code && n < most && !seen[string(written)] {
				seen[string(written)] = true
				kept = append(kept, r)
				n++
			}
		}
		if n == 0 {
			t.Errorf("sentences: no verb gave the reason %s", text.Code)
		}
	}
	for _, r := range given {
		if _, ok := catalog.Text(r.Code); !ok {
			t.Errorf("sentences: %s is no reason of this catalogue", r.Code)
		}
	}
	return kept
}

// ReadSamples reads what [Golden] has kept of a room.
func ReadSamples(t *testing.T, file string) []logistics.Reason {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var kept []logistics.Reason
	if err := json.Unmarshal(data, &kept); err != nil {
		t.Fatal(file, err)
	}
	return kept
}

// Text is how reasons read in a language, with 0, 1 and 2 where a form depends on the number, as text to read
// aloud. What does not read as a sentence fails the test.
func Text(t *testing.T, catalog logistics.Catalog, kept []logistics.Reason, in logistics.Language) string {
	t.Helper()
	var b strings.Builder
	last, seen := logistics.Code(""), map[string]bool{}
	for _, r := range kept {
		if r.Code != last {
			b.WriteString(string(r.Code) + "\n")
			last, seen = r.Code, map[string]bool{}
		}
		tell := func(r logistics.Reason) {
			told, err := catalog.Render(r, in)
			if err != nil {
				t.Errorf("sentences: %s: %v", r.Code, err)
			}
			if fault := NotPlain(told); fault != "" {
				t.Errorf("sentences: %s has %s: %s", r.Code, fault, told)
			}
			if !seen[told] {
				seen[told] = true
				b.WriteString("    " + told + "\n")
			}
		}
		tell(r)
		for _, number := range []string{"0", "1", "2"} {
			if counted, ok := with(catalog, r, number); ok {
				tell(counted)
			}
		}
	}
	return b.String()
}

// with is the reason with another number in every plural of its sentence.
func with(catalog logistics.Catalog, r logistics.Reason, number string) (logistics.Reason, bool) {
	text, _ := catalog.Text(r.Code)
	plurals := words.Read(text).Plurals
	r.Params = slices.Clone(r.Params)
	for i := range r.Params {
		p := &r.Params[i]
		if slices.ContainsFunc(plurals, func(f words.Forms) bool { return f.Figure == p.Name }) {
			_, unit, _ := strings.Cut(p.Text, " ")
			p.Text = strings.TrimSpace(number + " " + unit)
		}
	}
	return r, len(plurals) > 0
}

// notPlain are the marks of what is not written for people.
var notPlain = []struct{ what, pattern string }{
	{"a brace", `[{}]`},
	{"a code", `\b[a-z0-9]+_[a-z0-9_]+\b`},
	{"a code", `\b[a-z]+\.[a-z]+\b`},
	{"a fraction", `\d/\d`},
	{"a duration in ISO 8601", `\bP\d|\bPT\d`},
	{"a time in ISO 8601", `\d{4}-\d\d-\d\d|T\d\d:`},
	{"an exponent", `\de[-+]\d`},
	{
		"one of several",
		`(^|[^\d.,])1 (units|days|lines|cases|points|deliveries|returns|orders|cycles|values|periods|pallets)\b`,
	},
	{"no figure", `\(\)|  | ,| \.|NaN|<nil>`},
	{"no end of a sentence", `[^.?!]$`},
	{"no beginning of a sentence", `^[a-zäöü]`},
}

// NotPlain says what of a sentence is not written for people, "" for nothing.
func NotPlain(told string) string {
	for _, mark := range notPlain {
		if regexp.MustCompile(mark.pattern).MatchString(told) {
			return mark.what
		}
	}
	return ""
}
