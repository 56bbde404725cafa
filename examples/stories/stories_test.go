package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/logicrm/logistics/internal/golden"
)

// TestStories tells every story: go test ./examples/stories -update writes the answers of the library into it.
func TestStories(t *testing.T) {
	paths, err := filepath.Glob("stories/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no story: %v", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			_, told, err := tell(path, data)
			if err != nil {
				t.Fatal(err)
			}
			golden.Equal(t, path, told.Text())
		})
	}
}
