package sla

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
)

// TestAVersionIsReplacedByTheNextRecorded compares with asking every other agreement.
func TestAVersionIsReplacedByTheNextRecorded(t *testing.T) {
	base := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	on := logistics.MustDate("2025-06-01")
	rapid.Check(t, func(r *rapid.T) {
		var list []Agreement
		for range rapid.IntRange(0, 12).Draw(r, "agreements") {
			a := Agreement{
				ID:       logistics.MustID(rapid.SampledFrom([]string{"a", "b"}).Draw(r, "id")),
				Version:  rapid.IntRange(1, 3).Draw(r, "version"),
				Recorded: base.Add(time.Duration(rapid.IntRange(0, 4).Draw(r, "recorded")) * time.Hour),
			}
			if rapid.IntRange(0, 3).Draw(r, "later") == 0 {
				a.From = logistics.MustDate("2025-07-01")
			}
			list = append(list, a)
		}
		known := base.Add(3 * time.Hour)
		later := func(a, b Agreement) bool {
			order := b.Recorded.Compare(a.Recorded)
			return order > 0 || order == 0 && b.Version > a.Version
		}
		for i, got := range succeeded(list, on, known) {
			want := -1
			for j, b := range list {
				if list[i].Recorded.After(known) || !list[i].inForce(on) || b.Recorded.After(known) || !b.inForce(on) ||
					b.ID != list[i].ID || !later(list[i], b) {
					continue
				}
				if want < 0 || later(b, list[want]) {
					want = j
				}
			}
			same := got >= 0 && want >= 0 && !later(list[got], list[want]) && !later(list[want], list[got])
			if got != want && !same {
				r.Fatalf("%d of %+v is replaced by %d, want %d", i, list, got, want)
			}
		}
	})
}
