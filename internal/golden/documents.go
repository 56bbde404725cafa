package golden

import (
	"os"
	"path/filepath"
	"testing"
)

// Documents reads every document of a corpus, at least so many: each is decoded, is valid, and is written as it
// was read.
func Documents[T interface{ Validate() error }](t *testing.T, pattern string, least int, decode func([]byte) (T, error)) {
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
