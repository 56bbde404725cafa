package calendar_test

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

// twin is a calendar read minute by minute: what the wall of its zone shows at every minute of UTC, and
// whether the place is open then. It follows the words of the package page and does no arithmetic of
// zones, so its shifts begin and end on whole minutes and its offsets are whole minutes too.
type twin struct {
	doc         calendar.Calendar
	loc         *time.Location
	begin       int64   // the first minute, counted from 1970 in UTC
	walls       []int64 // the wall of each minute, counted in the same way
	shownFirst  map[int64]int
	shownLast   map[int64]int
	open        []bool
	total       []int // open minutes before each
	first, last int   // the minutes at which the horizon begins and ends
}

const aroundTwin = 6 // days read before and behind the horizon

// civil is a date as a number of days from 1970.
func civil(d logistics.Date) int64 { return civilOf(d.Civil()) }

func civilOf(year int, month time.Month, day int) int64 {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400
}

func newTwin(doc calendar.Calendar, loc *time.Location, first, end logistics.Date) *twin {
	w := &twin{doc: doc, loc: loc, shownFirst: map[int64]int{}, shownLast: map[int64]int{}}
	w.begin = (civil(first) - aroundTwin) * 1440
	n := int(civil(end)-civil(first)+2*aroundTwin) * 1440
	w.walls, w.open = make([]int64, n), make([]bool, n)
	for i := range w.walls {
		at := w.begin + int64(i)
		_, offset := time.Unix(at*60, 0).In(loc).Zone()
		w.walls[i] = at + int64(offset/60)
		if _, ok := w.shownFirst[w.walls[i]]; !ok {
			w.shownFirst[w.walls[i]] = i
		}
		w.shownLast[w.walls[i]] = i
	}
	w.first, w.last = w.firstOf(civil(first)), w.firstOf(civil(end))
	from, to := civil(first)-aroundTwin+2, civil(end)+aroundTwin-2
	for day := from; day < to; day++ {
		w.set(day, w.base(day), true)
	}
	for day := from; day < to; day++ {
		if w.doc.Holidays.Policy == calendar.ByClip && w.isHoliday(day) {
			for i := w.firstOf(day); i < w.firstOf(day+1); i++ {
				w.open[i] = false
			}
		}
	}
	for day := from; day < to; day++ {
		w.set(day, on(w.doc.Extra, day), true)
	}
	for day := from; day < to; day++ {
		w.set(day, on(w.doc.Closures, day), false)
	}
	w.total = make([]int, n+1)
	for i, open := range w.open {
		w.total[i+1] = w.total[i]
		if open {
			w.total[i+1]++
		}
	}
	return w
}

func on(days []logistics.DayHours, day int64) []logistics.Shift {
	for _, d := range days {
		if civil(d.Date) == day {
			return d.Shifts
		}
	}
	return nil
}

// set opens or closes the shifts of a date from edge to edge.
func (w *twin) set(day int64, shifts []logistics.Shift, open bool) {
	for _, s := range shifts {
		from := w.minute(day*1440+int64(s.Open().Seconds()/60), w.doc.Changes.RepeatedOpen == calendar.Last)
		to := w.minute(day*1440+int64(s.Close().Seconds()/60), w.doc.Changes.RepeatedClose != calendar.First)
		for i := from; i < to; i++ {
			w.open[i] = open
		}
	}
}

// minute is when the wall shows a reading, or what the policy says of one it never shows.
func (w *twin) minute(wall int64, last bool) int {
	if i, ok := w.shownFirst[wall]; ok {
		if last {
			i = w.shownLast[wall]
		}
		return i
	}
	for i := 1; i < len(w.walls); i++ {
		if before, after := w.walls[i-1], w.walls[i]; before < wall && wall < after {
			switch w.doc.Changes.Skipped {
			case calendar.Forward:
				return i - 1 + int(wall-before)
			case calendar.Backward:
				return i - int(after-wall)
			}
			return i
		}
	}
	panic("a reading outside of the twin: " + strconv.FormatInt(wall, 10))
}

// firstOf is the first minute of a date, or of the next one when it never happened.
func (w *twin) firstOf(day int64) int {
	i := slices.IndexFunc(w.walls, func(wall int64) bool { return wall/1440 == day })
	if i < 0 {
		i = slices.IndexFunc(w.walls, func(wall int64) bool { return wall/1440 == day+1 })
	}
	return i
}

// isHoliday tells a holiday that Dates do not overrule.
func (w *twin) isHoliday(day int64) bool {
	if slices.ContainsFunc(w.doc.Dates, func(d logistics.DayHours) bool { return civil(d.Date) == day }) {
		return false
	}
	if slices.ContainsFunc(w.doc.Holidays.Dates, func(d logistics.Date) bool { return civil(d) == day }) {
		return true
	}
	return slices.ContainsFunc(w.doc.Holidays.Rules, func(r calendar.Rule) bool { return w.ruled(r, day) })
}

// ruled tells whether a rule falls on a day.
func (w *twin) ruled(r calendar.Rule, day int64) bool {
	year := time.Unix(day*86400, 0).UTC().Year()
	for y := year - 4; y <= year+4; y++ {
		date, observed, ok := observedOn(r, y)
		if !ok {
			continue
		}
		onDate, onObserved := true, date != observed
		switch r.Observed {
		case calendar.Instead:
			onDate, onObserved = false, true
		case calendar.WhenClosed:
			onDate = len(w.usual(date)) > 0 || date == observed
			onObserved = !onDate
		}
		if onDate && day == date || onObserved && day == observed {
			return true
		}
	}
	return false
}

// observedOn is the day of a rule in a year, and the one it is observed on, from tables and by trying.
func observedOn(r calendar.Rule, year int) (day, observed int64, ok bool) {
	if r.FirstYear > year || r.LastYear != 0 && r.LastYear < year {
		return 0, 0, false
	}
	day = civilOf(year, time.Month(r.Month), r.Day)
	if exists := time.Unix(day*86400, 0).UTC().Day() == r.Day; !exists &&
		(r.Kind == calendar.FixedDate || r.Kind == calendar.NthWeekday) {
		return 0, 0, false
	}
	switch r.Kind {
	case calendar.NthWeekday:
		step := int64(1)
		if r.Nth < 0 {
			step = -1
		}
		for found := 0; ; day += step {
			if weekday(day) == r.Weekday {
				if found++; found == max(r.Nth, -r.Nth) {
					break
				}
			}
		}
	case calendar.EasterSunday:
		day = tableEaster(year)
	case calendar.Orthodox:
		day = tableOrthodoxEaster(year)
	}
	day += int64(r.Offset)
	switch weekday(day) {
	case "sat":
		return day, day + int64(r.Saturday), true
	case "sun":
		return day, day + int64(r.Sunday), true
	}
	return day, day, true
}

func weekday(day int64) string {
	return []string{"thu", "fri", "sat", "sun", "mon", "tue", "wed"}[(day%7+7)%7]
}

// The full moons before Easter by golden number, as days of March: the table of the Gregorian calendar
// for 1900 to 2199, and that of the Julian calendar for all years.
var (
	gregorianMoons = []int{45, 34, 23, 42, 31, 49, 39, 28, 47, 36, 25, 44, 33, 22, 41, 30, 48, 38, 27}
	julianMoons    = []int{36, 25, 44, 33, 22, 41, 30, 49, 38, 27, 46, 35, 24, 43, 32, 21, 40, 29, 48}
)

func tableEaster(year int) int64 {
	return sundayAfter(civilOf(year, time.March, gregorianMoons[year%19]))
}

// tableOrthodoxEaster holds for 1900-03-01 to 2100-02-28, when the calendars are 13 days apart.
func tableOrthodoxEaster(year int) int64 {
	return sundayAfter(civilOf(year, time.March, julianMoons[year%19]+13))
}

func sundayAfter(day int64) int64 {
	for day++; weekday(day) != "sun"; day++ {
	}
	return day
}

// base are the shifts that start on a date, without the extra ones.
func (w *twin) base(day int64) []logistics.Shift {
	shifts := w.usual(day)
	if slices.ContainsFunc(w.doc.Dates, func(d logistics.DayHours) bool { return civil(d.Date) == day }) {
		return shifts
	}
	if w.doc.Holidays.Policy != calendar.ByClip && w.isHoliday(day) {
		return nil
	}
	for _, p := range w.doc.PartDays {
		if w.ruled(p.Rule, day) {
			shifts = inBoth(shifts, p.Shifts)
		}
	}
	return shifts
}

// inBoth looks at every minute of two shifts for those they share.
func inBoth(usual, part []logistics.Shift) []logistics.Shift {
	var left []logistics.Shift
	for _, a := range usual {
		for _, b := range part {
			first, last := -1, -1
			for m := range 4 * 1440 {
				if m*60 >= a.Open().Seconds() && m*60 < a.Close().Seconds() &&
					m*60 >= b.Open().Seconds() && m*60 < b.Close().Seconds() {
					if first < 0 {
						first = m
					}
					last = m
				}
			}
			if first >= 0 {
				left = append(left, logistics.MustShift(
					fmt.Sprintf("%02d:%02d-%02d:%02d", first/60, first%60, (last+1)/60, (last+1)%60),
				))
			}
		}
	}
	return left
}

// usual are the shifts of a date that is neither a holiday nor cut short.
func (w *twin) usual(day int64) []logistics.Shift {
	for _, d := range w.doc.Dates {
		if civil(d.Date) == day {
			return d.Shifts
		}
	}
	week := w.doc.Week
	if n := int64(len(w.doc.Rotation.Weeks)); n > 0 {
		start := civil(w.doc.Rotation.Start)
		turn := int64(0)
		for start+7*(turn+1) <= day {
			turn++
		}
		for start+7*turn > day {
			turn--
		}
		week = w.doc.Rotation.Weeks[(turn%n+n)%n]
	}
	for _, s := range slices.Backward(w.doc.Seasons) {
		if inSeason(s, day) {
			week = s.Week
		}
	}
	return map[string][]logistics.Shift{
		"mon": week.Monday, "tue": week.Tuesday, "wed": week.Wednesday, "thu": week.Thursday, "fri": week.Friday,
		"sat": week.Saturday, "sun": week.Sunday,
	}[weekday(day)]
}

// inSeason walks the dates of a season of the year from its first to its last.
func inSeason(s calendar.Season, day int64) bool {
	if s.EachYear.IsZero() {
		return day >= civil(s.From) && day <= civil(s.Through)
	}
	at, from, through := monthDay(day), s.EachYear.From.String(), s.EachYear.Through.String()
	if from > through {
		return at >= from || at <= through
	}
	return from <= at && at <= through
}

func monthDay(day int64) string { return time.Unix(day*86400, 0).UTC().Format("01-02") }

// working tells whether a shift starts on a date that closures leave a minute of, by the wall alone.
func (w *twin) working(day int64) bool {
	not := w.doc.Uncounted
	if slices.Contains(not.Weekdays, weekday(day)) ||
		slices.ContainsFunc(not.Dates, func(d logistics.Date) bool { return civil(d) == day }) ||
		slices.ContainsFunc(not.Rules, func(r calendar.Rule) bool { return w.ruled(r, day) }) {
		return false
	}
	shifts := slices.Clone(on(w.doc.Extra, day))
	if !w.isHoliday(day) {
		shifts = append(shifts, w.base(day)...)
	}
	for _, s := range shifts {
		for m := s.Open().Seconds() / 60; m < s.Close().Seconds()/60; m++ {
			if !w.cutAt(day, m) {
				return true
			}
		}
	}
	return false
}

func (w *twin) cutAt(day int64, minute int) bool {
	for beside := -2; beside <= 2; beside++ {
		for _, hole := range on(w.doc.Closures, day+int64(beside)) {
			m := minute - beside*1440
			if m >= hole.Open().Seconds()/60 && m < hole.Close().Seconds()/60 {
				return true
			}
		}
	}
	return false
}

// at is the instant at which a minute begins.
func (w *twin) at(i int) time.Time { return time.Unix((w.begin+int64(i))*60, 0).UTC() }

// runs are the stretches of open minutes within the horizon.
func (w *twin) runs() []calendar.Segment {
	runs := []calendar.Segment{}
	for i := w.first; i < w.last; i++ {
		switch last := len(runs) - 1; {
		case !w.open[i]:
		case last >= 0 && runs[last].Close.Equal(w.at(i)):
			runs[last].Close = w.at(i + 1)
		default:
			runs = append(runs, calendar.Segment{Open: w.at(i), Close: w.at(i + 1)})
		}
	}
	return runs
}
