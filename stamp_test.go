package logistics

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestAfterIsThatOfTheIntervals holds the comparison of two stamps against the instants they can mean.
func TestAfterIsThatOfTheIntervals(t *testing.T) {
	texts := rapid.SampledFrom([]string{
		"2025-03-03", "2025-03-04", "2025-03-03T14", "2025-03-03T14:05", "2025-03-03T14:05:09.25",
		"2025-03-03T14:05:09",
		"2025-03-03T23:59Z", "2025-03-04T00:30+01:00", "2025-03-03T14:05[Europe/Berlin]",
		"2025-03-03T14:04[Europe/Berlin]",
	})
	rapid.Check(t, func(r *rapid.T) {
		a, b := MustStamp(texts.Draw(r, "a")), MustStamp(texts.Draw(r, "b"))
		var clock *time.Location
		if a.zone == b.zone && !a.hasOffset && !b.hasOffset {
			clock = time.UTC
		}
		want := a.IntervalIn(clock).Earliest().After(b.IntervalIn(clock).Latest())
		if a.after(b) != want {
			r.Fatalf("%s after %s: %v, want %v", a, b, !want, want)
		}
	})
}
