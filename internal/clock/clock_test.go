package clock

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// small is open from 10 to 20 and from 30 to 40, within 0 to 100.
func small(t testing.TB) *Clock {
	t.Helper()
	c, err := FromSpans([]Span{{30, 40}, {10, 15}, {15, 20}, {12, 13}, {50, 50}}, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFromSpansMergesAndCuts(t *testing.T) {
	input := []Span{{90, 120}, {30, 40}, {-20, -10}, {10, 15}, {15, 20}, {12, 13}, {50, 50}, {-5, 5}, {100, 101}}
	given := slices.Clone(input)
	c, err := FromSpans(input, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	want := []Span{{0, 5}, {10, 20}, {30, 40}, {90, 100}}
	if diff := cmp.Diff(want, slices.Collect(c.Spans())); diff != "" {
		t.Errorf("spans (-want +got):\n%s", diff)
	}
	if !slices.Equal(input, given) {
		t.Error("the input was changed")
	}
	for span := range c.Spans() { // a loop may stop early
		if span != want[0] {
			t.Errorf("first %v", span)
		}
		break
	}
}

func TestFromSpansRefuses(t *testing.T) {
	_, err := FromSpans([]Span{{1, 2}, {2, 1}, {3, 3}, {9, 8}}, 0, 100)
	if !errors.Is(err, ErrSpan) || err.Error() != ErrSpan.Error()+": 1\n"+ErrSpan.Error()+": 3" {
		t.Error(err)
	}
	const years = longestRange * secondsPerDay
	for _, horizon := range []Span{
		{0, 0},
		{1, 0},
		{math.MinInt64, math.MaxInt64},
		{0, years + 2*secondsPerDay + 1},
		{(firstDay-2)*secondsPerDay - 1, 0},
		{(firstDay-2)*secondsPerDay - 1, firstDay * secondsPerDay},
		{endDay * secondsPerDay, (endDay+2)*secondsPerDay + 1},
	} {
		if _, err := FromSpans(nil, horizon.Open, horizon.Close); !errors.Is(err, ErrRange) {
			t.Errorf("%v: %v", horizon, err)
		}
	}
	for _, horizon := range []Span{
		{0, 1},
		{0, years + 2*secondsPerDay},
		{(firstDay - 2) * secondsPerDay, firstDay * secondsPerDay},
		{endDay * secondsPerDay, (endDay + 2) * secondsPerDay},
	} {
		if _, err := FromSpans(nil, horizon.Open, horizon.Close); err != nil {
			t.Errorf("%v: %v", horizon, err)
		}
	}
}

func TestNothingIsSaidBeyondTheHorizon(t *testing.T) {
	c := small(t)
	inside := time.Unix(50, 0)
	for _, beyond := range []time.Time{
		time.Unix(-1, 999999999), time.Unix(100, 1), time.Unix(101, 0),
		{},
		time.Unix(math.MaxInt64, 0),
		time.Unix(math.MinInt64, 0),
	} {
		_, e1 := c.Between(beyond, inside)
		_, e2 := c.Between(inside, beyond)
		_, e3 := c.Add(beyond, 1, LandEarliest)
		_, e4 := c.Segments(beyond, inside)
		_, e5 := c.Segments(inside, beyond)
		_, e6 := c.IsOpen(beyond)
		_, e7 := c.NextOpen(beyond)
		_, e8 := c.NextClose(beyond)
		_, e9 := c.PrevOpen(beyond)
		_, e10 := c.PrevClose(beyond)
		for i, err := range []error{e1, e2, e3, e4, e5, e6, e7, e8, e9, e10} {
			if !errors.Is(err, ErrHorizon) {
				t.Errorf("%v, verb %d: %v", beyond, i+1, err)
			}
		}
	}
	// The end belongs to what was, not to what is.
	end := time.Unix(100, 0)
	if d, err := c.Between(end, inside); err != nil || d != 0 {
		t.Errorf("from the end: %v, %v", d, err)
	}
	if at, err := c.Add(end, -5*time.Second, LandEarliest); err != nil || at.Unix() != 35 {
		t.Errorf("back from the end: %v, %v", at, err)
	}
	if _, err := c.IsOpen(end); !errors.Is(err, ErrHorizon) {
		t.Errorf("open at the end: %v", err)
	}
}

func TestLandings(t *testing.T) {
	c := small(t)
	for _, known := range []struct {
		from             int64
		add              time.Duration
		earliest, latest int64 // 0 is beyond the horizon
	}{
		{10, 10 * time.Second, 20, 30},
		{25, 0, 20, 30},
		{20, 0, 20, 30},
		{30, 0, 20, 30},
		{35, -5 * time.Second, 20, 30},
		{12, 3 * time.Second, 15, 15},
		{50, -15 * time.Second, 15, 15},
		{5, 0, 0, 10},
		{40, -20 * time.Second, 0, 10},
		{10, 20 * time.Second, 40, 0},
		{90, 0, 40, 0},
		{10, 20*time.Second + 1, 0, 0},
		{40, -20*time.Second - 1, 0, 0},
		{10, math.MaxInt64, 0, 0},
		{10, math.MinInt64, 0, 0},
	} {
		for landing, want := range map[Landing]int64{LandEarliest: known.earliest, LandLatest: known.latest} {
			got, err := c.Add(time.Unix(known.from, 0), known.add, landing)
			if want == 0 && !errors.Is(err, ErrHorizon) || want != 0 && (err != nil || !got.Equal(time.Unix(want, 0))) {
				t.Errorf("%d and %v, %v: %v, %v, want %d", known.from, known.add, landing, got, err, want)
			}
		}
	}
	for _, landing := range []Landing{0, 3} {
		if _, err := c.Add(time.Unix(10, 0), 1, landing); !errors.Is(err, ErrPolicy) {
			t.Errorf("landing %d: %v", landing, err)
		}
	}
}

func TestAddCarriesNanoseconds(t *testing.T) {
	c := small(t)
	for _, known := range []struct {
		from time.Time
		add  time.Duration
		want time.Time
	}{
		{time.Unix(12, 600000000), 500 * time.Millisecond, time.Unix(13, 100000000)},
		{time.Unix(12, 600000000), 400 * time.Millisecond, time.Unix(13, 0)},
		{time.Unix(12, 100000000), -200 * time.Millisecond, time.Unix(11, 900000000)},
		{time.Unix(19, 999999999), 2, time.Unix(30, 1)},
		{time.Unix(30, 1), -2, time.Unix(19, 999999999)},
		{time.Unix(39, 999999999), 1, time.Unix(40, 0)},
		{time.Unix(60, 5), -1, time.Unix(39, 999999999)},
	} {
		if got, err := c.Add(known.from, known.add, LandEarliest); err != nil || !got.Equal(known.want) {
			t.Errorf("%v and %v: %v, %v, want %v", known.from, known.add, got, err, known.want)
		}
	}
}

func TestEdgesOnTheHorizonAreUnknown(t *testing.T) {
	c, err := FromSpans([]Span{{0, 10}, {20, 100}}, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for i, query := range []func(time.Time) (time.Time, error){c.PrevOpen, c.PrevClose} {
		if at, err := query(time.Unix(5, 0)); !errors.Is(err, ErrHorizon) {
			t.Errorf("verb %d before the start: %v, %v", i, at, err)
		}
	}
	for i, query := range []func(time.Time) (time.Time, error){c.NextOpen, c.NextClose} {
		if at, err := query(time.Unix(50, 0)); !errors.Is(err, ErrHorizon) {
			t.Errorf("verb %d after the end: %v, %v", i, at, err)
		}
	}
	if open, err := c.IsOpen(time.Unix(0, 0)); err != nil || !open {
		t.Errorf("open at the start: %v, %v", open, err)
	}
}

func TestNeverOpen(t *testing.T) {
	c, err := FromSpans(nil, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Unix(50, 0)
	_, e1 := c.Add(at, 0, LandEarliest)
	_, e2 := c.NextOpen(at)
	_, e3 := c.NextClose(at)
	_, e4 := c.PrevOpen(at)
	_, e5 := c.PrevClose(at)
	for i, err := range []error{e1, e2, e3, e4, e5} {
		if !errors.Is(err, ErrNeverOpen) {
			t.Errorf("verb %d: %v", i+1, err)
		}
	}
	if d, err := c.Between(at, time.Unix(100, 0)); d != 0 || err != nil {
		t.Errorf("between: %v, %v", d, err)
	}
	if open, err := c.IsOpen(at); open || err != nil {
		t.Errorf("open: %v, %v", open, err)
	}
	if closed := c.Complement(); closed.total != 100 {
		t.Errorf("closed for %d seconds", closed.total)
	}
	var zero Clock
	if _, err := zero.NextOpen(at); !errors.Is(err, ErrHorizon) {
		t.Errorf("the zero clock: %v", err)
	}
	if d, err := zero.Between(time.Unix(0, 0), time.Unix(0, 0)); d != 0 || err != nil {
		t.Errorf("the zero clock: %v, %v", d, err)
	}
}

func TestLongerThanADurationIsAnError(t *testing.T) {
	c, err := FromSpans([]Span{{0, 1 << 40}}, 0, 12000000000)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Unix(0, 0)
	const longest = math.MaxInt64/1_000_000_000 - 1
	if d, err := c.Between(start, time.Unix(longest, 999999999)); err != nil || d != longest*time.Second+999999999 {
		t.Errorf("%v, %v", d, err)
	}
	if _, err := c.Between(start, time.Unix(longest+1, 0)); !errors.Is(err, ErrDuration) {
		t.Error(err)
	}
	if d, err := c.Between(time.Unix(longest, 0), start); err != nil || d != -longest*time.Second {
		t.Errorf("%v, %v", d, err)
	}
	if _, err := c.Between(time.Unix(longest+1, 0), start); !errors.Is(err, ErrDuration) {
		t.Error(err)
	}
	if at, err := c.Add(time.Unix(11000000000, 0), math.MinInt64, LandLatest); err != nil ||
		at.Unix() != 11000000000-9223372037 {
		t.Errorf("%v, %v", at, err)
	}
}

func TestTheMonotonicReadingIsIgnored(t *testing.T) {
	now := time.Now()
	c, err := FromSpans([]Span{{now.Unix() - 50, now.Unix() + 50}}, now.Unix()-100, now.Unix()+100)
	if err != nil {
		t.Fatal(err)
	}
	with, withErr := c.Add(now, time.Second, LandEarliest)
	without, withoutErr := c.Add(now.Round(0), time.Second, LandEarliest)
	if withErr != nil || withoutErr != nil || !with.Equal(without) || with != with.Round(0) {
		t.Errorf("%v and %v", with, without)
	}
}
