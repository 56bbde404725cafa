package rules_test

import (
	"testing"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/internal/rules"
)

// TestExportedIsCurrent shows when the list that internal/laws walks no longer has everything.
func TestExportedIsCurrent(t *testing.T) {
	tree, err := house()
	if err != nil {
		t.Fatal(err)
	}
	list, err := rules.Exported(tree, "laws_test")
	if err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, "../laws/exported_test.go", list)
}

func TestExportedLists(t *testing.T) {
	tree := planted(t, map[string]string{
		"money.go": "package logistics\n\ntype Money struct{}\n\nfunc Minor() {}\n\nfunc (Money) Add() " +
			"{}\n\nfunc minor() {}\n",
		"sla/sla.go": "package sla\n\ntype Timer[T any] struct{}\n\nfunc Each[T any]() {}\n\ntype (\n\tA " +
			"int\n\tb int\n)\n",
		"sla/sla_test.go":    "package sla\n\ntype Test int\n",
		"internal/x/x.go":    "package x\n\ntype X int\n",
		"examples/y/main.go": "package main\n\ntype Y int\n",
	})
	list, err := rules.Exported(tree, "some_test")
	if err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, "testdata/exported.golden", list)
}
