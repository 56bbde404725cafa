package zone

import "time"

const (
	// reach is how far the offset of a zone may jump, and so how near to a change of offset a reading
	// has to be for the change to matter. A file of zone data may hold offsets from -25 to +26 hours;
	// the largest jumps on record are the 24 hours of a moved date line.
	reach = 26 * 3600

	// mostSpans bounds the walk over the changes near a reading. Real zones have at most three.
	mostSpans = 32

	// farthestAhead is how far ahead of UTC any clock ever was, rounded up: Alaska under Russian date.
	farthestAhead = 16 * 3600

	// distantFuture ends a span that has no end. It leaves room for sums.
	distantFuture = 1 << 62
)

// Reader reads many wall clocks of one location. It remembers the span of constant offset it looked
// at last, which makes readings a little later several times cheaper than the functions of the same
// names; the answers are the same. A Reader is for one goroutine; a copy is independent. Make one
// with [NewReader].
type Reader struct {
	loc      *time.Location
	from, to int64 // half-open; the offset is known to be constant here; empty before first use
	offset   int64 // seconds east of UTC
}

// NewReader returns a reader of the wall clocks of loc, which must not be nil.
func NewReader(loc *time.Location) Reader { return Reader{loc: loc} }

// Candidates is [Candidates] for the location of the reader.
func (r *Reader) Candidates(day, second int64) Reading {
	wall := day*secondsPerDay + second
	if unix := wall - r.offset; r.holds(unix) {
		return Reading{Kind: Unique, First: unix, Last: unix}
	}
	// Looking from before the reading finds a span that begins early enough for almost all of them.
	r.seek(wall - farthestAhead - reach)
	unix := wall - r.offset
	if r.holds(unix) {
		return Reading{Kind: Unique, First: unix, Last: unix}
	}
	return r.walk(wall, unix)
}

// Resolve is [Resolve] for the location of the reader.
func (r *Reader) Resolve(day, second int64, gap Gap, overlap Overlap) (int64, error) {
	return r.Candidates(day, second).Resolve(gap, overlap)
}

// StartOfDay is [StartOfDay] for the location of the reader.
func (r *Reader) StartOfDay(day int64) int64 {
	midnight := r.Candidates(day, 0)
	if midnight.Kind == Skipped {
		return midnight.Transition
	}
	return midnight.First
}

// Local is [Local] for the location of the reader.
func (r *Reader) Local(unix int64) (day, second int64) {
	if unix < r.from || unix >= r.to {
		r.seek(unix)
	}
	return floorDivide(unix+r.offset, secondsPerDay)
}

// holds reports whether the instant lies in the remembered span, and so far inside that no instant
// beyond can show the same reading.
func (r *Reader) holds(unix int64) bool {
	return unix-r.from >= reach && r.to-unix > reach
}

// seek remembers the span from the instant to the next change.
//
// Under the long-range rule of a zone, time.Time.ZoneBounds is rough at the ends of a year: the change
// before may be put too early, which is why it is not asked for, and the last day of a leap year comes
// after the end of its own span. That day, by UTC, is then taken as a span. An end that comes too soon
// does no harm: it changes nothing, and the walk goes on behind it.
func (r *Reader) seek(unix int64) {
	t := time.Unix(unix, 0).In(r.loc)
	_, offset := t.Zone()
	_, end := t.ZoneBounds()
	r.from, r.to, r.offset = unix, distantFuture, int64(offset)
	if !end.IsZero() {
		r.to = end.Unix()
	}
	if r.to <= unix {
		day, _ := floorDivide(unix, secondsPerDay)
		r.to = (day + 1) * secondsPerDay
	}
}

// walk visits every span near an instant and asks each whether it shows the reading, and each change
// between two whether it skips the reading. Changes of the abbreviation alone, and the year ends at
// which long-range rules are cut into spans, leave the offset as it is and skip nothing.
func (r *Reader) walk(wall, near int64) Reading {
	skipped := Reading{Kind: Skipped, First: near, Last: near, Transition: near}
	var found Reading
	r.seek(near - reach)
	for range mostSpans {
		if unix := wall - r.offset; r.from <= unix && unix < r.to {
			found = found.with(unix)
		}
		change, before := r.to, r.offset
		if change > near+reach {
			break
		}
		r.seek(change)
		if change+before <= wall && wall < change+r.offset {
			skipped = Reading{Kind: Skipped, First: wall - r.offset, Last: wall - before, Transition: change}
		}
	}
	if found.Kind == 0 {
		return skipped
	}
	return found
}

// with adds one more instant, later than those before it, at which the reading is shown.
func (r Reading) with(unix int64) Reading {
	if r.Kind == 0 {
		return Reading{Kind: Unique, First: unix, Last: unix}
	}
	return Reading{Kind: Repeated, First: r.First, Last: unix}
}
