package rules_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics/internal/rules"
)

// house parses this module once for all tests.
var house = sync.OnceValues(func() (*rules.Tree, error) {
	root, err := moduleRoot()
	if err != nil {
		return nil, err
	}
	return rules.Load(os.DirFS(root))
})

// moduleRoot walks up to the folder with go.mod.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("no go.mod above the test")
		}
		dir = parent
	}
}

// keep fails the test for every violation of a rule in this module.
func keep(t *testing.T, rule func(*rules.Tree) []rules.Finding) {
	t.Helper()
	tree, err := house()
	if err != nil {
		t.Fatal(err)
	}
	for _, finding := range rule(tree) {
		t.Error(finding)
	}
}

// planted parses a made-up module.
func planted(t *testing.T, files map[string]string) *rules.Tree {
	t.Helper()
	module := fstest.MapFS{"go.mod": {Data: []byte("module example.org/logistics\n\ngo 1.26\n")}}
	for name, text := range files {
		module[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, err := rules.Load(module)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// reports fails the test unless the rule found exactly what was planted.
func reports(t *testing.T, found []rules.Finding, want ...string) {
	t.Helper()
	var got []string
	for _, finding := range found {
		got = append(got, finding.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-planted +reported):\n%s", diff)
	}
}

func TestLoad(t *testing.T) {
	tree := planted(t, map[string]string{
		"money.go":                      "package logistics\n",
		"money_test.go":                 "package logistics_test\n",
		"tables.go":                     "//go:build ignore\n\npackage main\n",
		"narrow.go":                     "//go:build 386 && !race\n\npackage logistics\n",
		"sla/sla.go":                    "package sla\n",
		"sla/testdata/broken.go":        "package",
		"examples/peers/go.mod":         "module peers\n",
		"examples/peers/main.go":        "package main\n",
		"examples/quickstart/main.go":   "package main\n",
		"_drafts/draft.go":              "package",
		"internal/exact/num.go":         "package exact\n",
		"internal/exact/README.md":      "no Go\n",
		"customer/view/view_test.go":    "package view\n",
		"customer/consent/consent.go":   "package consent\n",
		"customer/consent/ledger.go":    "package consent\n",
		"customer/consent/all_test.go":  "package consent\n",
		".ci/tool/main.go":              "package",
		"vendor/example.org/x/vendored": "package",
	})
	got := map[string][2]int{}
	for _, pkg := range tree.Packages {
		got[pkg.Room] = [2]int{len(pkg.Files), len(pkg.Tests)}
	}
	want := map[string][2]int{
		"logistics":           {2, 1},
		"sla":                 {1, 0},
		"examples/quickstart": {1, 0},
		"internal/exact":      {1, 0},
		"customer/view":       {0, 1},
		"customer/consent":    {2, 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("packages (-want +got):\n%s", diff)
	}
}

func TestLoadRefuses(t *testing.T) {
	if _, err := rules.Load(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no go.mod: %v", err)
	}
	if _, err := rules.Load(fstest.MapFS{"go.mod": {Data: []byte("go 1.26\n")}}); err == nil {
		t.Error("go.mod without a module was taken")
	}
	module := fstest.MapFS{"go.mod": {Data: []byte("module m\n")}, "half.go": {Data: []byte("package half\nfunc")}}
	if _, err := rules.Load(module); err == nil {
		t.Error("a file that does not parse was taken")
	}
}
