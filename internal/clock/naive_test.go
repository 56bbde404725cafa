package clock

import (
	"slices"
	"testing"
	"time"

	"github.com/logicrm/logistics/internal/zone"
)

// naive is the dumb twin of the compiler: the wall clock of every UTC minute of a stretch of time. It
// knows no arithmetic of zones, only what each minute shows, and so wants offsets in whole minutes.
type naive struct {
	plan  *Plan
	start int64   // Unix seconds of the first minute
	walls []int64 // what each minute shows, in minutes since 1970-01-01T00:00 on the wall
}

// newNaive reads the minutes around the civil days [fromDay, toDay).
func newNaive(plan *Plan, fromDay, toDay int64) naive {
	const around = 8
	n := naive{plan: plan, start: (fromDay - around) * secondsPerDay}
	n.walls = make([]int64, (toDay-fromDay+2*around)*1440)
	for i := range n.walls {
		unix := n.start + int64(i)*60
		_, offset := time.Unix(unix, 0).In(plan.Loc).Zone()
		n.walls[i] = (unix + int64(offset)) / 60
	}
	return n
}

// shifts returns the shifts that start on a date.
func (n naive) shifts(day int64) []Shift {
	if shifts, dated := n.plan.Days[day]; dated {
		return shifts
	}
	if n.plan.Holiday == HolidayStart && slices.Contains(n.plan.Holidays, day) {
		return nil
	}
	return n.plan.Week[zone.Weekday(day)]
}

// blanked tells whether a holiday closes the whole date.
func (n naive) blanked(day int64) bool {
	_, dated := n.plan.Days[day]
	return !dated && n.plan.Holiday == HolidayClip && slices.Contains(n.plan.Holidays, day)
}

// member tells for each minute whether what it shows lies in a shift.
func (n naive) member() []bool {
	open := make([]bool, len(n.walls))
	var shifts [4][]Shift // of the date and the three before
	blanked := false
	for i, wall := range n.walls {
		if today := wall / 1440; i == 0 || today != n.walls[i-1]/1440 {
			for back := range shifts {
				shifts[back] = n.shifts(today - int64(back))
			}
			blanked = n.blanked(today)
		}
		for back, list := range shifts {
			second := int32(wall%1440+int64(back)*1440) * 60
			for _, shift := range list {
				if second >= shift.Open && second < shift.Close {
					open[i] = !blanked
				}
			}
		}
	}
	return open
}

// contiguous opens every minute between the two edges of each shift, as the policies resolve them.
func (n naive) contiguous(fromDay, toDay int64) []bool {
	open := make([]bool, len(n.walls))
	for day := fromDay - 4; day < toDay+4; day++ {
		for _, shift := range n.shifts(day) {
			first := n.resolve(day*1440+int64(shift.Open)/60, n.plan.OpenOverlap)
			end := n.resolve(day*1440+int64(shift.Close)/60, n.plan.CloseOverlap)
			for i := first; i < end; i++ {
				open[i] = true
			}
		}
	}
	for day := fromDay - 4; day < toDay+4; day++ {
		if n.blanked(day) {
			for i := n.firstOf(day); i < n.firstOf(day+1); i++ {
				open[i] = false
			}
		}
	}
	return open
}

// resolve returns the minute that a wall time means.
func (n naive) resolve(wall int64, overlap zone.Overlap) int {
	first, last := -1, -1
	for i, shown := range n.walls {
		if shown == wall {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first >= 0 {
		if overlap == zone.OverlapFirst {
			return first
		}
		return last
	}
	for i := 1; i < len(n.walls); i++ {
		if n.walls[i-1] < wall && wall < n.walls[i] {
			switch n.plan.Gap {
			case zone.GapForward:
				return i - 1 + int(wall-n.walls[i-1])
			case zone.GapBackward:
				return i - int(n.walls[i]-wall)
			}
			return i
		}
	}
	panic("the wall time lies outside of the minutes read")
}

// firstOf returns the first minute of a date, or of the next one if it never happened.
func (n naive) firstOf(day int64) int {
	for _, wanted := range []int64{day, day + 1} {
		for i, wall := range n.walls {
			if wall/1440 == wanted {
				return i
			}
		}
	}
	panic("the date lies outside of the minutes read")
}

// clock turns minutes into a clock of the civil days [fromDay, toDay).
func (n naive) clock(t testing.TB, open []bool, fromDay, toDay int64) *Clock {
	t.Helper()
	var spans []Span
	for i, isOpen := range open {
		at := n.start + int64(i)*60
		switch last := len(spans) - 1; {
		case isOpen && last >= 0 && spans[last].Close == at:
			spans[last].Close += 60
		case isOpen:
			spans = append(spans, Span{at, at + 60})
		}
	}
	from, to := n.start+int64(n.firstOf(fromDay))*60, n.start+int64(n.firstOf(toDay))*60
	c, err := FromSpans(spans, from, to)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// membershipClock is open in exactly the minutes whose wall time lies in a shift.
func membershipClock(t testing.TB, plan Plan, fromDay, toDay int64) *Clock {
	t.Helper()
	n := newNaive(&plan, fromDay, toDay)
	return n.clock(t, n.member(), fromDay, toDay)
}
