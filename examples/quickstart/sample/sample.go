// Package sample is a year of a small distributor that never existed: Rheinhafen Supplies of Basel,
// its six customers, their orders of 2025 and what became of them. The documents are written by
// [Generate] from a named seed and checked in, so that they can be read; the policies beside them were
// written by hand.
package sample

import "embed"

//go:generate go run ./write

// Files are the documents and policies.
//
//go:embed *.json
var Files embed.FS

// Seed names the draw. Another name gives another year.
const Seed = "rheinhafen-2025"
