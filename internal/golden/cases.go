package golden

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Case is one story of a corpus: a folder with input files and expected.json.
type Case struct {
	Name string // of the folder, and so of the subtest
	Dir  string // the folder itself
}

// Cases returns the stories below dir, one for each folder, by name. A corpus without a story fails:
// a test that ran nothing must not look like one that passed.
func Cases(t testing.TB, dir string) []Case {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatalf("golden: %v", err)
	}
	var cases []Case
	for _, entry := range entries {
		if entry.IsDir() {
			cases = append(cases, Case{Name: entry.Name(), Dir: filepath.Join(dir, entry.Name())})
		}
	}
	if len(cases) == 0 {
		t.Fatalf("golden: no story in %s", dir)
	}
	return cases
}

// Path returns the path of one file of the story.
func (c Case) Path(file string) string { return filepath.Join(c.Dir, file) }

// Has tells whether the story has the file, for inputs that are optional.
func (c Case) Has(file string) bool {
	_, err := os.Stat(c.Path(file))
	return !errors.Is(err, fs.ErrNotExist)
}

// Read returns the bytes of one file of the story.
func (c Case) Read(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(c.Path(file))
	if err != nil {
		t.Fatalf("golden: %v", err)
	}
	return data
}

// Decode reads one JSON file of the story into target. It refuses unknown fields and trailing data,
// because a misspelled field would leave the story testing something else than it tells. A story
// about tolerance decodes what Read returns by itself.
func (c Case) Decode(t testing.TB, file string, target any) {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(c.Read(t, file)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(target); err != nil {
		t.Fatalf("golden: %s: %v", c.Path(file), err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		t.Fatalf("golden: %s: more than one JSON value", c.Path(file))
	}
}

// Expect compares got, as indented JSON, with expected.json.
func (c Case) Expect(t testing.TB, got any) {
	t.Helper()
	Equal(t, c.Path("expected.json"), JSON(t, got))
}

// JSON renders a value the way golden files hold it: indented by two blanks, with a final newline and
// without HTML escapes, so that people can read it.
func JSON(t testing.TB, value any) []byte {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		t.Fatalf("golden: %v", err)
	}
	return out.Bytes()
}
