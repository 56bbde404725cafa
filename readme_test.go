package logistics_test

import (
	"os"
	"strings"
	"testing"
)

// The taste of code in the README is an Example that runs.
func TestReadmeShowsTheExample(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	examples, err := os.ReadFile("example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(readme), "```go\n")
	taste, _, closed := strings.Cut(rest, "```")
	if !ok || !closed || !strings.Contains(string(examples), taste) {
		t.Errorf("the code of README.md is not that of Example:\n%s", taste)
	}
	for _, command := range []string{"go run ./examples/quickstart ", "go test ./... "} {
		if !strings.Contains(string(readme), "    "+command) {
			t.Errorf("README.md does not show %q", command)
		}
	}
}
