package sla

import (
	"testing"
	"time"
)

// TestARunHasAZoneForEachOffset: a parser makes a new zone for each instant it reads, which must not be one more each.
func TestARunHasAZoneForEachOffset(t *testing.T) {
	w := newWords()
	for i := range 1000 {
		at, err := time.Parse(time.RFC3339, "2025-03-03T10:00:00+05:30")
		if err != nil {
			t.Fatal(err)
		}
		e := Event{Kind: "opened", At: at.Add(time.Duration(i) * time.Minute)}
		packed := w.pack(&e)
		got := w.unpack(e.ID, &packed)
		if name, offset := got.At.Zone(); !got.At.Equal(e.At) || offset != 19800 || name != "" {
			t.Fatalf("%s becomes %s", e.At, got.At)
		}
	}
	if len(w.zones) != 1 {
		t.Errorf("%d zones", len(w.zones))
	}
}
