package workflow

import (
	"cmp"
	"slices"
)

// Earliest puts deadlines in the order in which they are due; those that are due together stay in the order they
// came in.
func Earliest[D any](deadlines []D, at func(D) int64) {
	slices.SortStableFunc(deadlines, func(a, b D) int { return cmp.Compare(at(a), at(b)) })
}
