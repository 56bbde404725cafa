package golden

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// Documents reads every document of a corpus, at least so many: each is decoded, is valid, and is written as it
// was read.
func Documents[T interface{ Validate() error }](
	t *testing.T, pattern string, least int, decode func([]byte) (T, error),
) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) < least {
		t.Fatalf("golden: %d documents of %s, want at least %d: %v", len(files), pattern, least, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		document, err := decode(data)
		if err != nil {
			t.Fatal(file, err)
		}
		if err := document.Validate(); err != nil {
			t.Error(file, err)
		}
		Frozen(t, file, JSON(t, document))
	}
}

// FuzzDocuments feeds a decoder: what it reads and finds valid is written, read and written again as the same
// bytes, and then put to use.
func FuzzDocuments[T interface{ Validate() error }](
	f *testing.F, decode func([]byte) (T, error), use func(t *testing.T, document T), seeds ...T,
) {
	f.Helper()
	for _, seed := range seeds {
		data, err := json.Marshal(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		document, err := decode(data)
		if err != nil || document.Validate() != nil {
			return
		}
		written, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		again, err := decode(written)
		if err != nil {
			t.Fatalf("%s cannot be read: %v", written, err)
		}
		if twice, err := json.Marshal(again); err != nil || string(twice) != string(written) {
			t.Fatalf("%s came back as %s, %v", written, twice, err)
		}
		use(t, document)
	})
}
