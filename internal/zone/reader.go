package zone

import "time"

const (
	// reach is how far the offset of a zone may jump, and so how near to a change of offset a reading
	// has to be for the change to matter. A file of zone data may hold offsets from -25 to +26 hours;
	// the largest jumps on record are the 24 hours of a moved date line.
	reach = 26 * 3600

	// mostSpans bounds the walk over the changes near a reading. Real zones have at most three.
	mostSpans = 32

	// The ends of a span that has none. They leave room for sums.
	distantPast   = -1 << 62
	distantFuture = 1 << 62
)

// Reader reads many wall clocks of one location. It remembers the span of constant offset it looked
// at last, which makes neighbouring readings several times cheaper than the functions of the same
// names; the answers are the same. A Reader is for one goroutine; a copy is independent. Make one
// with [NewReader].
type Reader struct {
	loc      *time.Location
	from, to int64 // the span remembered, half-open; empty before first use
	offset   int64 // seconds east of UTC in the span
}

// NewReader returns a reader of the wall clocks of loc, which must not be nil.
func NewReader(loc *time.Location) Reader { return Reader{loc: loc} }

// Candidates is [Candidates] for the location of the reader.
func (r *Reader) Candidates(day, second int64) Reading {
	wall := day*secondsPerDay + second
	if unix := wall - r.offset; r.holds(unix) {
		return Reading{Kind: Unique, First: unix, Last: unix}
	}
	// The wall time taken as an instant is within a day of the real one, so it finds the right span
	// for almost every reading.
	r.seek(wall)
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

// holds reports whether the instant lies in the remembered span, and so far inside that no other
// span can show the same reading.
func (r *Reader) holds(unix int64) bool {
	return unix-r.from >= reach && r.to-unix > reach
}

// seek remembers the span that contains the instant.
func (r *Reader) seek(unix int64) {
	t := time.Unix(unix, 0).In(r.loc)
	_, offset := t.Zone()
	start, end := t.ZoneBounds()
	r.from, r.to, r.offset = distantPast, distantFuture, int64(offset)
	if !start.IsZero() {
		r.from = start.Unix()
	}
	if !end.IsZero() {
		r.to = end.Unix()
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
