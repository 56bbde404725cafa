package golden

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Registered here and nowhere else: a second registration of the name would panic in every test binary.
var update = flag.Bool("update", false, "rewrite golden files with what the tests got; frozen ones are only added")

// Equal fails the test when the file at path does not hold got, and shows the lines that differ. Under
// -update it writes the file, unless the path is frozen.
func Equal(t testing.TB, path string, got []byte) {
	t.Helper()
	compare(t, path, got, *update, frozen(path))
}

// Frozen is Equal for a file that is never rewritten: -update writes it when it is missing, and from
// then on it is only compared.
func Frozen(t testing.TB, path string, got []byte) {
	t.Helper()
	compare(t, path, got, *update, true)
}

func compare(t testing.TB, path string, got []byte, write, keep bool) {
	t.Helper()
	want, err := os.ReadFile(path)
	missing := errors.Is(err, fs.ErrNotExist)
	switch {
	case err != nil && !missing:
		t.Fatalf("golden: %v", err)
	case !missing && bytes.Equal(want, got):
	case write && (missing || !keep):
		save(t, path, got, keep)
	case missing:
		t.Fatalf("golden: %s is missing; run this test with -update to write it, then read it", path)
	case keep:
		t.Errorf(
			"golden: %s is frozen and differs; add a new document instead (- committed, + got):\n%s", path,
			Diff(want, got),
		)
	default:
		t.Errorf("golden: %s differs; read it, then run with -update (- committed, + got):\n%s", path, Diff(want, got))
	}
}

// save writes the file. A frozen one is opened so that the system itself refuses to overwrite it.
func save(t testing.TB, path string, got []byte, keep bool) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatalf("golden: %v", err)
	}
	mode := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if keep {
		mode = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	}
	file, err := os.OpenFile(path, mode, 0o644)
	if err != nil {
		t.Fatalf("golden: %v", err)
	}
	_, err = file.Write(got)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatalf("golden: %v", err)
	}
	t.Logf("golden: wrote %s", path)
}

// frozen tells whether path lies in a wire corpus, however it is spelled.
func frozen(path string) bool {
	absolute, err := filepath.Abs(path)
	if err != nil {
		absolute = filepath.Clean(path)
	}
	return strings.Contains(filepath.ToSlash(absolute), "/testdata/wire/")
}
