package zone

import "time"

// StartOfDay returns the first instant whose local date is the civil day. When midnight is skipped
// that is the instant of the change; when it is repeated, its first showing. A date that never
// happened starts where the next one does, and so has length 0.
func StartOfDay(loc *time.Location, day int64) int64 {
	r := Reader{loc: loc}
	return r.StartOfDay(day)
}

// Local returns the civil day of an instant and what the wall shows, in seconds since 00:00.
func Local(loc *time.Location, unix int64) (day, second int64) {
	_, offset := time.Unix(unix, 0).In(loc).Zone()
	return floorDivide(unix+int64(offset), secondsPerDay)
}

// AddDays moves an instant by civil days of loc and keeps what the wall shows, whatever the length of
// the days between. A reading that the new day skips moves forward by the gap, as under [GapForward];
// one that it repeats keeps the offset of t when it can and is the first one otherwise, so that zero
// days never move anything. Nanoseconds and the location of t are kept.
func AddDays(loc *time.Location, t time.Time, n int) time.Time {
	unix := t.Unix()
	day, second := Local(loc, unix)
	target := day + int64(n)
	reading := Candidates(loc, target, second)
	moved := reading.First
	switch reading.Kind {
	case Skipped:
		moved = reading.Last
	case Repeated:
		if sameOffset := unix + int64(n)*secondsPerDay; sameOffset == reading.Last {
			moved = sameOffset
		}
	}
	return time.Unix(moved, int64(t.Nanosecond())).In(t.Location())
}
