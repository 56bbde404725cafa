package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// recorder stands in for the test that would fail.
type recorder struct {
	testing.TB
	failures []string
}

func (r *recorder) Helper() {}

func (r *recorder) Logf(string, ...any) {}

func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

// failures runs the body on its own goroutine, which Fatalf may end, and returns what it reported.
func failures(body func(testing.TB)) []string {
	r := &recorder{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		body(r)
	}()
	<-done
	return r.failures
}

func wantFailure(t *testing.T, got []string, part string) {
	t.Helper()
	if len(got) != 1 || !strings.Contains(got[0], part) {
		t.Errorf("failures %q, want one with %q", got, part)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestEqualComparesAndUpdateWrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "report.golden")
	run := func(got string, update bool) []string {
		return failures(func(tb testing.TB) { compare(tb, path, []byte(got), update, false) })
	}
	wantFailure(t, run("one\n", false), "is missing")
	if got := run("one\n", true); got != nil {
		t.Errorf("update of a missing file: %q", got)
	}
	if got := run("one\n", false); got != nil {
		t.Errorf("equal file: %q", got)
	}
	wantFailure(t, run("two\n", false), "- one\n+ two")
	if got := run("two\n", true); got != nil || read(t, path) != "two\n" {
		t.Errorf("update: %q, file %q", got, read(t, path))
	}
}

func TestFrozenIsAddedButNeverRewritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "testdata", "wire", "v1", "agreement.json")
	run := func(got string, update bool) []string {
		return failures(func(tb testing.TB) { compare(tb, path, []byte(got), update, true) })
	}
	wantFailure(t, run("{}\n", false), "is missing")
	if got := run("{}\n", true); got != nil {
		t.Errorf("first write: %q", got)
	}
	wantFailure(t, run("[]\n", true), "is frozen")
	if got := read(t, path); got != "{}\n" {
		t.Errorf("a frozen file was rewritten to %q", got)
	}
	if got := failures(func(tb testing.TB) { save(tb, path, []byte("[]\n"), true) }); len(got) != 1 {
		t.Errorf("save over a frozen file: %q", got)
	}
}

func TestEqualFreezesTheWireCorpus(t *testing.T) {
	t.Chdir(t.TempDir())
	for path, want := range map[string]bool{
		"testdata/wire/v1/a.json":            true,
		"testdata/wire/v2/deep/a.json":       true,
		"testdata/stories/../wire/v1/a.json": true,
		"testdata/stories/wire/expected":     false,
		"testdata/api.txt":                   false,
	} {
		if got := frozen(path); got != want {
			t.Errorf("frozen(%q) = %v, want %v", path, got, want)
		}
	}
	write(t, "testdata/wire/v1/a.json", "{}\n")
	*update = true
	t.Cleanup(func() { *update = false })
	wantFailure(t, failures(func(tb testing.TB) { Equal(tb, "testdata/wire/v1/a.json", []byte("[]\n")) }), "is frozen")
}

func TestDiffShowsTheLinesThatDiffer(t *testing.T) {
	got := Diff([]byte("a\nb\nc\nd\ne\nf\ng\n"), []byte("a\nb\nc\nd\nx\nf\ny\ng"))
	if a, b := sides(got); a != "b c d e f g" || b != `b c d x f y g\ no newline at the end` {
		t.Errorf("sides %q and %q of\n%s", a, b, got)
	}
	far := strings.Repeat("x\n", 50)
	if got, want := Diff(
		[]byte("a\n"+far+"b\n"), []byte(far+"c\n"),
	), "@@ line 1 @@\n- a\n  x\n  x\n  x\n@@ line 49 @@\n  x\n  x\n  x\n- b\n+ c\n"; got != want {
		t.Errorf("two hunks:\n%s\nwant\n%s", got, want)
	}
	if got := Diff([]byte("same\n"), []byte("same\n")); got != "" {
		t.Errorf("equal texts differ: %q", got)
	}
	if got := Diff(nil, []byte("new\n")); got != "@@ line 1 @@\n+ new\n" {
		t.Errorf("from nothing: %q", got)
	}
	big := strings.Repeat("x\n", 3000)
	if got := Diff(
		[]byte("a\n"+big+"b\n"), []byte("c\n"+strings.ReplaceAll(big, "x", "y")+"d\n"),
	); !strings.Contains(got, "more lines") {
		t.Errorf("a big diff is not cut: %d bytes", len(got))
	}
}

func sides(diff string) (want, got string) {
	var a, b []string
	for _, line := range strings.Split(strings.TrimSuffix(diff, "\n"), "\n")[1:] {
		if line[0] == '@' {
			continue
		}
		if line[0] != '+' {
			a = append(a, line[2:])
		}
		if line[0] != '-' {
			b = append(b, line[2:])
		}
	}
	return strings.Join(a, " "), strings.Join(b, " ")
}

func TestCases(t *testing.T) {
	dir := t.TempDir()
	wantFailure(t, failures(func(tb testing.TB) { Cases(tb, dir) }), "no story")
	write(t, filepath.Join(dir, "README.md"), "not a story")
	write(t, filepath.Join(dir, "late", "facts.json"), `{"minutes": 5}`)
	write(t, filepath.Join(dir, "late", "expected.json"), "{\n  \"late\": \"5 > 0\"\n}\n")
	write(t, filepath.Join(dir, "early", "facts.json"), `{"minutes": 0, "hour": 1} {}`)
	cases := Cases(t, dir)
	names := make([]string, len(cases))
	for i, story := range cases {
		names[i] = story.Name
	}
	if diff := cmp.Diff([]string{"early", "late"}, names); diff != "" {
		t.Errorf("stories (-want +got):\n%s", diff)
	}

	early, late := cases[0], cases[1]
	var facts struct {
		Minutes int `json:"minutes"`
	}
	late.Decode(t, "facts.json", &facts)
	late.Expect(t, map[string]string{"late": fmt.Sprint(facts.Minutes, " > 0")})
	if !late.Has("facts.json") || late.Has("policy.json") {
		t.Error("Has does not tell which files there are")
	}
	wantFailure(t, failures(func(tb testing.TB) { early.Decode(tb, "facts.json", &facts) }), "hour")
	wide := map[string]int{}
	wantFailure(t, failures(func(tb testing.TB) { early.Decode(tb, "facts.json", &wide) }), "more than one JSON value")
	wantFailure(t, failures(func(tb testing.TB) { early.Read(tb, "policy.json") }), "policy.json")
}
