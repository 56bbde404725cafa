package calendar_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

// segments are those of the whole horizon, in UTC.
func segments(t fatal, c *calendar.Clock) []calendar.Segment {
	t.Helper()
	from, to := c.Horizon()
	all, err := c.Segments(from, to)
	if err != nil {
		t.Fatalf("%v", err)
	}
	list := []calendar.Segment{}
	for s := range all {
		list = append(list, calendar.Segment{Open: s.Open.UTC(), Close: s.Close.UTC()})
	}
	return list
}

func TestClockAgreesWithTheWall(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		s := anySample(h).Draw(t, "sample")
		w := newTwin(s.doc, h[s.doc.Zone], s.first, s.end)
		if got, want := segments(t, s.clock), w.runs(); !slices.Equal(got, want) {
			t.Fatalf("open\n%v\nby the wall\n%v", got, want)
		}
		for d := s.first; d.Compare(s.end) < 0; d = d.AddDays(1) {
			if got, err := s.clock.IsWorkingDay(d); err != nil || got != w.working(civil(d)) {
				t.Fatalf("%s is a working day: %v, %v", d, got, err)
			}
		}
		a, b := rapid.IntRange(w.first, w.last).Draw(t, "a"), rapid.IntRange(w.first, w.last).Draw(t, "b")
		d := time.Duration(w.total[b]-w.total[a]) * time.Minute
		if got := between(t, s.clock, w.at(a), w.at(b)); got != d {
			t.Fatalf("from %s to %s %s, by the wall %s", w.at(a), w.at(b), got, d)
		}
		earliest, latest := -1, -1
		for i := w.first; i <= w.last; i++ {
			if w.total[i] == w.total[b] {
				if earliest < 0 {
					earliest = i
				}
				latest = i
			}
		}
		got, err := s.clock.Add(w.at(a), d)
		if beyond := w.total[earliest] == w.total[w.first]; beyond != (err != nil) || !beyond &&
			!got.Equal(w.at(earliest)) {
			t.Fatalf("%s after %s is %s, %v, by the wall %s", d, w.at(a), got, err, w.at(earliest))
		}
		got, err = s.clock.AddToOpen(w.at(a), d)
		if beyond := w.total[latest] == w.total[w.last]; beyond != (err != nil) || !beyond && !got.Equal(w.at(latest)) {
			t.Fatalf("%s after %s is %s, %v, by the wall at the latest %s", d, w.at(a), got, err, w.at(latest))
		}
	})
}

func TestOpenTimeIsAdditiveAndAntisymmetric(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anySample(h).Draw(t, "sample").clock
		at := anyInstant(c)
		x, y, z := at.Draw(t, "x"), at.Draw(t, "y"), at.Draw(t, "z")
		if sum := between(t, c, x, y) + between(t, c, y, z); sum != between(t, c, x, z) {
			t.Fatalf("in parts %s, at once %s", sum, between(t, c, x, z))
		}
		if there, back := between(t, c, x, y), between(t, c, y, x); there != -back {
			t.Fatalf("there %s, back %s", there, back)
		}
	})
}

func TestOpenTimeIsAPartOfElapsedTime(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anySample(h).Draw(t, "sample").clock
		x, y := anyInstant(c).Draw(t, "x"), anyInstant(c).Draw(t, "y")
		if y.Before(x) {
			x, y = y, x
		}
		if d := between(t, c, x, y); d < 0 || d > y.Sub(x) {
			t.Fatalf("%s open of %s", d, y.Sub(x))
		}
	})
}

func TestAddInvertsBetween(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anySample(h).Draw(t, "sample").clock
		x := anyInstant(c).Draw(t, "x")
		d := time.Duration(rapid.Int64Range(-int64(100*time.Hour), int64(100*time.Hour)).Draw(t, "d"))
		for name, add := range map[string]func(time.Time, time.Duration) (time.Time, error){
			"earliest": c.Add, "latest": c.AddToOpen,
		} {
			y, err := add(x, d)
			switch {
			case errors.Is(err, logistics.ErrHorizon), errors.Is(err, logistics.ErrNeverOpen):
				continue
			case err != nil:
				t.Fatalf("%s: %v", name, err)
			}
			if got := between(t, c, x, y); got != d {
				t.Fatalf("%s: %s open until %s, not %s", name, got, y, d)
			}
		}
	})
}

func TestEarliestIsNotAfterLatest(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anySample(h).Draw(t, "sample").clock
		x := anyInstant(c).Draw(t, "x")
		d := between(t, c, x, anyInstant(c).Draw(t, "y"))
		earliest, err := c.Add(x, d)
		latest, errLatest := c.AddToOpen(x, d)
		if err == nil && errLatest == nil && latest.Before(earliest) {
			t.Fatalf("earliest %s, latest %s", earliest, latest)
		}
		// With any open time after it the two differ only by closed time.
		if err == nil && errLatest == nil && between(t, c, earliest, latest) != 0 {
			t.Fatalf("open between %s and %s", earliest, latest)
		}
	})
}

func TestClosingADayNeverAddsTime(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		s := anySample(h).Draw(t, "sample")
		d := s.first.AddDays(rapid.IntRange(0, sampleDays-1).Draw(t, "day"))
		closed := s.doc
		how := rapid.IntRange(0, 2).Draw(t, "how")
		switch how {
		case 0:
			closed.Holidays.Dates = append(slices.Clone(closed.Holidays.Dates), d)
		case 1:
			closed.Closures = slices.DeleteFunc(
				slices.Clone(closed.Closures), func(h logistics.DayHours) bool { return h.Date == d },
			)
			closed.Closures = append(
				closed.Closures,
				logistics.DayHours{Date: d, Shifts: []logistics.Shift{logistics.MustShift("00:00-48:00")}},
			)
			if len(closed.Closures) == len(s.doc.Closures) {
				return // it was closed in part, at other hours
			}
		case 2:
			closed.Dates = slices.DeleteFunc(
				slices.Clone(closed.Dates), func(h logistics.DayHours) bool { return h.Date == d },
			)
			closed.Dates = append(closed.Dates, logistics.DayHours{Date: d})
			if closed.Holidays.Policy == calendar.ByClip {
				return // the date is no holiday any more, and the shifts of its eve run on
			}
		}
		c := compile(t, closed, h, s.first, s.end)
		gained, err := calendar.Minus(c, s.clock)
		if err != nil {
			t.Fatal(err)
		}
		if more := whole(t, gained); more != 0 {
			t.Fatalf("closing %s (%d) opened %s", d, how, more)
		}
		for d := s.first; d.Compare(s.end) < 0; d = d.AddDays(1) {
			before, _ := s.clock.IsWorkingDay(d)
			if after, _ := c.IsWorkingDay(d); after && !before {
				t.Fatalf("closing a day made %s a working day", d)
			}
		}
	})
}

func TestArgumentZoneDoesNotMatterToAnyCalendar(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anySample(h).Draw(t, "sample").clock
		x, y := anyInstant(c).Draw(t, "x"), anyInstant(c).Draw(t, "y")
		loc := h[rapid.SampledFrom(zoneNames).Draw(t, "other")]
		if got, want := between(t, c, x.In(loc), y), between(t, c, x, y); got != want {
			t.Fatalf("%s, in %s %s", want, loc, got)
		}
		here, err := c.Add(x, time.Hour)
		there, errThere := c.Add(x.In(loc), time.Hour)
		if (err == nil) != (errThere == nil) || !here.Equal(there) {
			t.Fatalf("%s, %v; in %s %s, %v", here, err, loc, there, errThere)
		}
	})
}

func TestSegmentsSumToBetween(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := anySample(h).Draw(t, "sample").clock
		x, y := anyInstant(c).Draw(t, "x"), anyInstant(c).Draw(t, "y")
		list, err := c.Segments(x, y)
		if err != nil {
			t.Fatal(err)
		}
		var sum time.Duration
		last := x
		for s := range list {
			if s.Open.Before(last) || !s.Open.Before(s.Close) || s.Close.After(y) {
				t.Fatalf("%s to %s after %s, before %s", s.Open, s.Close, last, y)
			}
			if open, err := c.IsOpen(s.Open); err != nil || !open {
				t.Fatalf("%s is in a segment and open %v, %v", s.Open, open, err)
			}
			sum, last = sum+s.Close.Sub(s.Open), s.Close
		}
		if want := max(between(t, c, x, y), 0); sum != want {
			t.Fatalf("segments of %s, between %s", sum, want)
		}
		for range list {
			break // whoever stops early is let go
		}
	})
}

func TestSplitHorizonAgrees(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		s := anySample(h).Draw(t, "sample")
		middle := s.first.AddDays(rapid.IntRange(1, sampleDays-1).Draw(t, "middle"))
		if middle.Start(h[s.doc.Zone]).Equal(s.end.Start(h[s.doc.Zone])) ||
			middle.Start(h[s.doc.Zone]).Equal(s.first.Start(h[s.doc.Zone])) {
			return // a date that never happened lies between
		}
		before, after := compile(t, s.doc, h, s.first, middle), compile(t, s.doc, h, middle, s.end)
		if parts := whole(t, before) + whole(t, after); parts != whole(t, s.clock) {
			t.Fatalf("in two parts %s, in one %s", parts, whole(t, s.clock))
		}
		for _, part := range []*calendar.Clock{before, after} {
			if changes, err := calendar.Diff(s.clock, part); err != nil || len(changes) != 0 {
				t.Fatalf("%v, %v", changes, err)
			}
		}
		first, _ := before.Count(s.first, middle)
		second, _ := after.Count(middle, s.end)
		if both, err := s.clock.Count(s.first, s.end); err != nil || both != first+second {
			t.Fatalf("%d and %d working days, together %d, %v", first, second, both, err)
		}
	})
}

// later is the document with everything dated 400 years on.
func later(c calendar.Calendar) calendar.Calendar {
	move := func(d logistics.Date) logistics.Date { return d.AddMonths(400 * 12) }
	days := func(list []logistics.DayHours) []logistics.DayHours {
		list = slices.Clone(list)
		for i := range list {
			list[i].Date = move(list[i].Date)
		}
		return list
	}
	c.Dates, c.Extra, c.Closures = days(c.Dates), days(c.Extra), days(c.Closures)
	c.Seasons = slices.Clone(c.Seasons)
	for i, s := range c.Seasons {
		if s.EachYear.IsZero() {
			c.Seasons[i].From, c.Seasons[i].Through = move(s.From), move(s.Through)
		}
	}
	if !c.Rotation.IsZero() {
		c.Rotation.Start = c.Rotation.Start.AddDays(146097)
	}
	c.Holidays.Dates = slices.Clone(c.Holidays.Dates)
	for i, d := range c.Holidays.Dates {
		c.Holidays.Dates[i] = move(d)
	}
	c = withoutEaster(c)
	c.Uncounted.Dates = slices.Clone(c.Uncounted.Dates)
	for i, d := range c.Uncounted.Dates {
		c.Uncounted.Dates[i] = move(d)
	}
	years := func(r *calendar.Rule) {
		if r.FirstYear != 0 {
			r.FirstYear, r.LastYear = r.FirstYear+400, r.LastYear+400
		}
	}
	for i := range c.Holidays.Rules {
		years(&c.Holidays.Rules[i])
	}
	for i := range c.Uncounted.Rules {
		years(&c.Uncounted.Rules[i])
	}
	for i := range c.PartDays {
		years(&c.PartDays[i].Rule)
	}
	return c
}

// withoutEaster leaves out the rules that repeat only after 5,700,000 years.
func withoutEaster(c calendar.Calendar) calendar.Calendar {
	moves := func(r calendar.Rule) bool { return r.Kind == calendar.EasterSunday || r.Kind == calendar.Orthodox }
	c.Holidays.Rules = slices.DeleteFunc(slices.Clone(c.Holidays.Rules), moves)
	c.Uncounted.Rules = slices.DeleteFunc(slices.Clone(c.Uncounted.Rules), moves)
	c.PartDays = slices.DeleteFunc(
		slices.Clone(c.PartDays), func(p calendar.PartDay) bool { return moves(p.Rule) },
	)
	return c
}

func TestShift400Years(t *testing.T) {
	h := hostWithZones(t)
	rapid.Check(t, func(t *rapid.T) {
		first := anyFirst(time.UTC).Draw(t, "first")
		end := first.AddDays(sampleDays)
		doc := anyCalendar("UTC", first, end).Draw(t, "calendar")
		moved := later(doc)
		doc = withoutEaster(doc)
		now, then := compile(t, doc, h, first, end), compile(t, moved, h, first.AddMonths(4800), end.AddMonths(4800))
		a, b := segments(t, now), segments(t, then)
		for i := range b {
			b[i].Open, b[i].Close = b[i].Open.AddDate(-400, 0, 0), b[i].Close.AddDate(-400, 0, 0)
		}
		if !slices.Equal(a, b) {
			t.Fatalf("now %v, in 400 years %v", a, b)
		}
	})
}
