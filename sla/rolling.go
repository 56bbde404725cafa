package sla

import (
	"cmp"
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// Latest tallies the last n lines that were judged on some rights, in the order they were settled by
// asOf; of lines settled at one instant those with the greater ids are the later ones. Fewer than n are
// all there are. Lines that were not judged do not take a place.
func Latest(outcomes []logistics.Outcome, n int, asOf time.Time, rights ...logistics.Right) logistics.Tally {
	judged := make([]*logistics.Outcome, 0, len(outcomes))
	for i := range outcomes {
		o := &outcomes[i]
		if !o.At.IsZero() && !o.At.After(asOf) && o.Judge(rights...).Decided() {
			judged = append(judged, o)
		}
	}
	slices.SortStableFunc(judged, func(a, b *logistics.Outcome) int {
		return cmp.Or(a.At.Compare(b.At), a.Order.Compare(b.Order), a.Line.Compare(b.Line))
	})
	var tally logistics.Tally
	for _, o := range judged[max(len(judged)-max(n, 0), 0):] {
		tally = tally.Count(o.Judge(rights...), 1)
	}
	return tally
}
