package clock

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics/internal/zone"
)

func newYork(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// officeHours is nine to five from Monday to Friday.
func officeHours(loc *time.Location) Plan {
	plan := Plan{Loc: loc, Gap: zone.GapTransition, OpenOverlap: zone.OverlapFirst, CloseOverlap: zone.OverlapLast}
	for weekday := time.Monday; weekday <= time.Friday; weekday++ {
		plan.Week[weekday] = []Shift{{9 * 3600, 17 * 3600}}
	}
	return plan
}

func TestCompileReturnsEveryFault(t *testing.T) {
	plan := Plan{Holidays: []int64{1}}
	plan.Week[time.Sunday] = []Shift{{0, secondsPerDay}, {}}
	plan.Week[time.Tuesday] = []Shift{
		{-1, 10}, {9, 9}, {10, 9}, {secondsPerDay, secondsPerDay + 1}, {0, longestShift + 1},
	}
	plan.Days = map[int64][]Shift{20000: {{1, 2}, {5, 4}}, -3: {{7, 6}}}
	_, err := Compile(plan, 10, 10)
	for _, want := range []error{ErrNoZone, ErrRange, ErrPolicy, ErrShift} {
		if !errors.Is(err, want) {
			t.Errorf("no %v in %v", want, err)
		}
	}
	for _, field := range []string{"gap", "open overlap", "close overlap", "holiday"} {
		if !strings.Contains(err.Error(), "unknown: "+field+"\n") {
			t.Errorf("no %s in %v", field, err)
		}
	}
	var faults ShiftErrors
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	var got []ShiftError
	for _, fault := range faults {
		got = append(got, *fault)
	}
	want := []ShiftError{
		{Weekday: time.Sunday, Index: 1, Cause: ErrShift},
		{Weekday: time.Tuesday, Index: 0, Shift: Shift{-1, 10}, Cause: ErrShift},
		{Weekday: time.Tuesday, Index: 1, Shift: Shift{9, 9}, Cause: ErrShift},
		{Weekday: time.Tuesday, Index: 2, Shift: Shift{10, 9}, Cause: ErrShift},
		{Weekday: time.Tuesday, Index: 3, Shift: Shift{secondsPerDay, secondsPerDay + 1}, Cause: ErrShift},
		{Weekday: time.Tuesday, Index: 4, Shift: Shift{0, longestShift + 1}, Cause: ErrShift},
		{Dated: true, Day: -3, Weekday: time.Monday, Index: 0, Shift: Shift{7, 6}, Cause: ErrShift},
		{Dated: true, Day: 20000, Weekday: time.Friday, Index: 1, Shift: Shift{5, 4}, Cause: ErrShift},
	}
	sameCause := cmp.Comparer(func(a, b error) bool { return errors.Is(a, b) })
	if diff := cmp.Diff(want, got, sameCause); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
	text := faults.Error()
	for _, want := range []string{
		"week/sunday/1: shift from 0 to 0: ", "\nweek/tuesday/0: ", "\ndays/2024-10-04/1: shift from 5 to 4: ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestRangesHaveBounds(t *testing.T) {
	plan := officeHours(time.UTC)
	for _, days := range [][2]int64{
		{10, 10},
		{10, 9},
		{firstDay - 1, firstDay + 1},
		{endDay - 1, endDay + 1},
		{0, longestRange + 1},
		{-1 << 63, 1<<63 - 1},
		{1<<63 - 1, -1 << 63},
	} {
		if _, err := Compile(plan, days[0], days[1]); !errors.Is(err, ErrRange) {
			t.Errorf("days %v: %v", days, err)
		}
	}
	for _, days := range [][2]int64{{firstDay, firstDay + 1}, {endDay - 1, endDay}, {0, longestRange}} {
		c := compile(t, plan, days[0], days[1])
		from, to := c.Horizon()
		if from.Unix() != days[0]*secondsPerDay || to.Unix() != days[1]*secondsPerDay {
			t.Errorf("days %v: horizon from %v to %v", days, from, to)
		}
	}
	if first := (time.Time{}).Unix(); first != firstDay*secondsPerDay {
		t.Errorf("the first day starts at %d", first)
	}
	if end := time.Date(10000, time.January, 1, 0, 0, 0, 0, time.UTC).Unix(); end != endDay*secondsPerDay {
		t.Errorf("the days end at %d", end)
	}
}

func TestADateThatNeverHappenedIsNoRange(t *testing.T) {
	apia, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		t.Fatal(err)
	}
	skipped := zone.DayNumber(2011, time.December, 30)
	if _, err := Compile(officeHours(apia), skipped, skipped+1); !errors.Is(err, ErrRange) {
		t.Error(err)
	}
	friday := compile(t, officeHours(apia), skipped-1, skipped+2) // the 29th and the 31st, a Saturday
	if friday.total != 8*3600 {
		t.Errorf("open for %d seconds around the missing Friday", friday.total)
	}
}

func TestShiftsOfTheLongestKind(t *testing.T) {
	plan := officeHours(time.UTC)
	plan.Week = [7][]Shift{time.Monday: {{secondsPerDay - 1, secondsPerDay - 1 + longestShift}}}
	monday := zone.DayNumber(2024, time.June, 3)
	c := compile(t, plan, monday, monday+7)
	opens := monday*secondsPerDay + secondsPerDay - 1
	if got, want := c.spans(), []Span{{opens, opens + longestShift}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	tail := compile(t, plan, monday+2, monday+3) // Wednesday knows of Monday
	if tail.total != secondsPerDay-1 {
		t.Errorf("open for %d seconds on Wednesday", tail.total)
	}
}

func TestAnEntryInDaysWins(t *testing.T) {
	monday := zone.DayNumber(2024, time.June, 3)
	night := Shift{20 * 3600, 30 * 3600}
	for _, policy := range []struct {
		holiday HolidayPolicy
		days    map[int64][]Shift
		want    int64 // hours open from Monday to Wednesday
	}{
		// Tuesday starts nothing: tail, Monday, tail, Wednesday
		{HolidayStart, nil, 6 + 4 + 6 + 4 + 0},
		// Tuesday is blank, but its night runs into Wednesday
		{HolidayClip, nil, 6 + 4 + 0 + 6 + 4},
		{HolidayStart, map[int64][]Shift{monday + 1: {night}}, 6*3 + 4*3},   // as if it were no holiday
		{HolidayClip, map[int64][]Shift{monday + 1: {night}}, 6*3 + 4*3},    // the same
		{HolidayClip, map[int64][]Shift{monday + 1: {}}, 6 + 4 + 6 + 4},     // closed by hand: only the tail of Monday
		{HolidayStart, map[int64][]Shift{monday + 1: nil}, 6 + 4 + 6 + 4},   // the same
		{HolidayClip, map[int64][]Shift{monday: {}}, 6 + 0 + 0 + 0 + 6 + 4}, // a closed eve
	} {
		plan := officeHours(time.UTC)
		for weekday := range plan.Week {
			plan.Week[weekday] = []Shift{night}
		}
		plan.Holidays, plan.Holiday = []int64{monday + 1, monday + 1, monday - 90, monday + 90}, policy.holiday
		plan.Days = policy.days
		if c := compile(t, plan, monday, monday+3); c.total != policy.want*3600 {
			t.Errorf("%v with %v: open for %d hours, want %d", policy.holiday, policy.days, c.total/3600, policy.want)
		}
	}
}

func TestRejectedReadingsAreFaultsOfTheirShift(t *testing.T) {
	loc := newYork(t)
	night := Shift{2*3600 + 1800, 5 * 3600}
	spring := zone.DayNumber(2024, time.March, 10)
	autumn := zone.DayNumber(2024, time.November, 3)
	plan := officeHours(loc)
	plan.Gap, plan.OpenOverlap, plan.CloseOverlap = zone.GapReject, zone.OverlapReject, zone.OverlapReject
	plan.Week[time.Sunday] = []Shift{{8 * 3600, 9 * 3600}, night}
	before := zone.DayNumber(2023, time.November, 5)
	plan.Days = map[int64][]Shift{
		autumn: {{3600, 2 * 3600}, {600, 3600 + 600}},
		before: {{3600, 2 * 3600}},
	}
	_, err := Compile(plan, before, spring+3000)
	if !errors.Is(err, ErrShift) || !errors.Is(err, zone.ErrSkipped) || !errors.Is(err, zone.ErrRepeated) {
		t.Fatal(err)
	}
	var faults ShiftErrors
	if !errors.As(err, &faults) || len(faults) != 4 {
		t.Fatal(err)
	}
	if first := faults[0]; first.Dated || first.Day != spring || first.Weekday != time.Sunday || first.Index != 1 ||
		first.Shift != night {
		t.Errorf("fault %+v", first)
	}
	if second := faults[1]; !second.Dated || second.Day != before || second.Index != 0 {
		t.Errorf("fault %+v", second)
	}
	for i, fault := range faults[2:] {
		if !fault.Dated || fault.Day != autumn || fault.Index != i {
			t.Errorf("fault %+v", fault)
		}
	}
	// What does not reach into the range is not its business.
	for _, days := range [][2]int64{{spring + 1, spring + 3}, {spring - 3, spring}} {
		if _, err := Compile(plan, days[0], days[1]); err != nil {
			t.Errorf("days %v: %v", days, err)
		}
	}
	plan.Week[time.Sunday] = []Shift{{2*3600 + 1800, secondsPerDay + 1}}
	if _, err := Compile(plan, spring+1, spring+3); !errors.Is(err, zone.ErrSkipped) {
		t.Errorf("a shift that runs into the range: %v", err)
	}
	plan.Week[time.Sunday][0].Close--
	if _, err := Compile(plan, spring+1, spring+3); err != nil {
		t.Errorf("a shift that ends at the range: %v", err)
	}
}

func TestCompileKeepsAndChangesNothing(t *testing.T) {
	plan := officeHours(newYork(t))
	plan.Holidays, plan.Holiday = []int64{19900, 19880, 19900}, HolidayClip
	plan.Days = map[int64][]Shift{19890: {{7200, 7300}, {0, 60}}}
	c := compile(t, plan, 19870, 19910)
	before := c.spans()
	if !slices.Equal(plan.Holidays, []int64{19900, 19880, 19900}) || plan.Days[19890][0] != (Shift{7200, 7300}) {
		t.Error("the plan was changed")
	}
	plan.Week[time.Monday][0] = Shift{1, 2}
	plan.Days[19890][0] = Shift{1, 2}
	plan.Holidays[0] = 19871
	if !slices.Equal(c.spans(), before) {
		t.Error("the clock keeps a part of the plan")
	}
}

func TestTheTableIsBounded(t *testing.T) {
	crowd := make([]Shift, 100)
	for i := range crowd {
		crowd[i] = Shift{int32(i) * 60, int32(i)*60 + 30}
	}
	plan := officeHours(time.UTC)
	for weekday := range plan.Week {
		plan.Week[weekday] = crowd
	}
	if _, err := Compile(plan, 0, longestRange); !errors.Is(err, ErrTooMany) {
		t.Error(err)
	}
	if _, err := FromSpans(make([]Span, mostSpans+1), 0, 10); !errors.Is(err, ErrTooMany) {
		t.Error(err)
	}
	if c := compile(t, plan, 0, 1000); len(c.spans()) != 100000 {
		t.Errorf("%d spans", len(c.spans()))
	}
}

func TestTextsRoundTrip(t *testing.T) {
	for policy, want := range map[HolidayPolicy]string{HolidayStart: "start", HolidayClip: "clip"} {
		text, err := policy.MarshalText()
		var back HolidayPolicy
		if err != nil || string(text) != want || back.UnmarshalText(text) != nil || back != policy ||
			policy.String() != want {
			t.Errorf("%d: %q, %v, back %v", policy, text, err, back)
		}
	}
	for landing, want := range map[Landing]string{LandEarliest: "earliest", LandLatest: "latest"} {
		text, err := landing.MarshalText()
		var back Landing
		if err != nil || string(text) != want || back.UnmarshalText(text) != nil || back != landing ||
			landing.String() != want {
			t.Errorf("%d: %q, %v, back %v", landing, text, err, back)
		}
	}
	policy, landing := HolidayClip, LandLatest
	for _, text := range []string{"", "unspecified", "Start", "late"} {
		if err := policy.UnmarshalText([]byte(text)); !errors.Is(err, ErrPolicy) || policy != HolidayClip {
			t.Errorf("%q: %v", text, err)
		}
		if err := landing.UnmarshalText([]byte(text)); !errors.Is(err, ErrPolicy) || landing != LandLatest {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, beyond := range []uint8{0, 3} {
		_, policyErr := HolidayPolicy(beyond).MarshalText()
		_, landingErr := Landing(beyond).MarshalText()
		if !errors.Is(policyErr, ErrPolicy) || !errors.Is(landingErr, ErrPolicy) ||
			HolidayPolicy(beyond).String() != "unspecified" || Landing(beyond).String() != "unspecified" {
			t.Errorf("%d has a text", beyond)
		}
	}
}
