package zone

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func instant(t testing.TB, text string) int64 {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at.Unix()
}

// wallTime splits "2006-01-02T15:04:05" into a civil day and seconds.
func wallTime(t testing.TB, text string) (day, second int64) {
	t.Helper()
	return Local(time.UTC, instant(t, text+"Z"))
}

func TestKnownReadings(t *testing.T) {
	for _, known := range []struct {
		zone, wall, first, last, transition string
		kind                                Kind
	}{
		{
			"America/New_York", "2024-03-10T02:30:00", "2024-03-10T01:30:00-05:00", "2024-03-10T03:30:00-04:00",
			"2024-03-10T07:00:00Z", Skipped,
		},
		{"America/New_York", "2024-03-10T03:00:00", "2024-03-10T07:00:00Z", "2024-03-10T07:00:00Z", "", Unique},
		{
			"America/New_York", "2024-11-03T01:30:00", "2024-11-03T01:30:00-04:00", "2024-11-03T01:30:00-05:00", "",
			Repeated,
		},
		{"America/New_York", "2024-11-03T02:00:00", "2024-11-03T07:00:00Z", "2024-11-03T07:00:00Z", "", Unique},
		{
			"Europe/Berlin", "2024-03-31T02:30:00", "2024-03-31T01:30:00+01:00", "2024-03-31T03:30:00+02:00",
			"2024-03-31T01:00:00Z", Skipped,
		},
		{
			"Europe/Berlin", "2024-10-27T02:00:00", "2024-10-27T02:00:00+02:00", "2024-10-27T02:00:00+01:00", "",
			Repeated,
		},
		{
			"America/Santiago", "2024-09-08T00:00:00", "2024-09-07T23:00:00-04:00", "2024-09-08T01:00:00-03:00",
			"2024-09-08T04:00:00Z", Skipped,
		},
		{
			"Australia/Lord_Howe", "2024-10-06T02:15:00", "2024-10-06T01:45:00+10:30", "2024-10-06T02:45:00+11:00",
			"2024-10-05T15:30:00Z", Skipped,
		},
		{
			"Australia/Lord_Howe", "2024-04-07T01:45:00", "2024-04-07T01:45:00+11:00", "2024-04-07T01:45:00+10:30", "",
			Repeated,
		},
		{"Asia/Kathmandu", "2024-06-01T00:00:00", "2024-06-01T00:00:00+05:45", "2024-06-01T00:00:00+05:45", "", Unique},
		{
			"Asia/Kathmandu", "1986-01-01T00:05:00", "1985-12-31T23:50:00+05:30", "1986-01-01T00:20:00+05:45",
			"1985-12-31T18:30:00Z", Skipped,
		},
		{
			"Pacific/Apia", "2011-12-30T12:00:00", "2011-12-29T12:00:00-10:00", "2011-12-31T12:00:00+14:00",
			"2011-12-30T10:00:00Z", Skipped,
		},
		{
			"Pacific/Kwajalein", "1993-08-21T12:00:00", "1993-08-20T12:00:00-12:00", "1993-08-22T12:00:00+12:00",
			"1993-08-21T12:00:00Z", Skipped,
		},
		{
			"Africa/Monrovia", "1972-01-07T00:20:00", "1972-01-07T00:20:00Z", "1972-01-07T01:04:30Z",
			"1972-01-07T00:44:30Z", Skipped,
		},
		{
			"America/New_York", "2150-07-01T09:00:00", "2150-07-01T09:00:00-04:00", "2150-07-01T09:00:00-04:00", "",
			Unique,
		},
	} {
		want := Reading{Kind: known.kind, First: instant(t, known.first), Last: instant(t, known.last)}
		if known.transition != "" {
			want.Transition = instant(t, known.transition)
		}
		day, second := wallTime(t, known.wall)
		if diff := cmp.Diff(want, Candidates(load(t, known.zone), day, second)); diff != "" {
			t.Errorf("%s %s (-want +got):\n%s", known.zone, known.wall, diff)
		}
	}
}

func TestPoliciesNameTheInstant(t *testing.T) {
	berlin := load(t, "Europe/Berlin")
	gapDay, gapSecond := wallTime(t, "2024-03-31T02:30:00")
	for gap, want := range map[Gap]string{
		GapTransition: "2024-03-31T01:00:00Z", GapForward: "2024-03-31T01:30:00Z", GapBackward: "2024-03-31T00:30:00Z",
	} {
		if got, err := Resolve(berlin, gapDay, gapSecond, gap, OverlapReject); err != nil || got != instant(t, want) {
			t.Errorf("%v: %d, %v, want %s", gap, got, err, want)
		}
	}
	if _, err := Resolve(berlin, gapDay, gapSecond, GapReject, OverlapFirst); !errors.Is(err, ErrSkipped) {
		t.Errorf("reject a gap: %v", err)
	}
	day, second := wallTime(t, "2024-10-27T02:30:00")
	for overlap, want := range map[Overlap]string{
		OverlapFirst: "2024-10-27T00:30:00Z", OverlapLast: "2024-10-27T01:30:00Z",
	} {
		if got, err := Resolve(berlin, day, second, GapReject, overlap); err != nil || got != instant(t, want) {
			t.Errorf("%v: %d, %v, want %s", overlap, got, err, want)
		}
	}
	if _, err := Resolve(berlin, day, second, GapForward, OverlapReject); !errors.Is(err, ErrRepeated) {
		t.Errorf("reject an overlap: %v", err)
	}
}

func TestUnspecifiedPoliciesAreRefusedForEveryReading(t *testing.T) {
	for _, policies := range []struct {
		gap     Gap
		overlap Overlap
	}{{0, OverlapFirst}, {GapForward, 0}, {GapReject + 1, OverlapFirst}, {GapForward, OverlapReject + 1}} {
		if _, err := Resolve(time.UTC, 0, 0, policies.gap, policies.overlap); !errors.Is(err, ErrPolicy) {
			t.Errorf("%v, %v: %v", policies.gap, policies.overlap, err)
		}
	}
}

func TestPolicyTextsRoundTrip(t *testing.T) {
	for gap, want := range map[Gap]string{
		GapTransition: "transition", GapForward: "forward", GapBackward: "backward", GapReject: "reject",
	} {
		text, err := gap.MarshalText()
		var back Gap
		if err != nil || string(text) != want || back.UnmarshalText(text) != nil || back != gap ||
			gap.String() != want {
			t.Errorf("%d: %q, %v, back %v", gap, text, err, back)
		}
	}
	for overlap, want := range map[Overlap]string{OverlapFirst: "first", OverlapLast: "last", OverlapReject: "reject"} {
		text, err := overlap.MarshalText()
		var back Overlap
		if err != nil || string(text) != want || back.UnmarshalText(text) != nil || back != overlap ||
			overlap.String() != want {
			t.Errorf("%d: %q, %v, back %v", overlap, text, err, back)
		}
	}
	if got := Unique.String() + Skipped.String() + Repeated.String() + Kind(
		0,
	).String(); got != "uniqueskippedrepeatedunspecified" {
		t.Errorf("kinds: %s", got)
	}
}

func TestPolicyTextsRefuseTheRest(t *testing.T) {
	for _, text := range []string{"", "unspecified", "Transition", "first ", "both"} {
		gap, overlap := GapBackward, OverlapLast
		if err := gap.UnmarshalText([]byte(text)); !errors.Is(err, ErrPolicy) || gap != GapBackward {
			t.Errorf("gap %q: %v, %v", text, gap, err)
		}
		if err := overlap.UnmarshalText([]byte(text)); !errors.Is(err, ErrPolicy) || overlap != OverlapLast {
			t.Errorf("overlap %q: %v, %v", text, overlap, err)
		}
	}
	for _, beyond := range []uint8{0, 9} {
		if _, err := Gap(beyond).MarshalText(); !errors.Is(err, ErrPolicy) || Gap(beyond).String() != "unspecified" {
			t.Errorf("gap %d: %v", beyond, err)
		}
		if _, err := Overlap(beyond).MarshalText(); !errors.Is(err, ErrPolicy) ||
			Overlap(beyond).String() != "unspecified" {
			t.Errorf("overlap %d: %v", beyond, err)
		}
	}
}
