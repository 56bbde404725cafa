package clock

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestDaysAgreeWithCountingOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		open := make(map[int64]bool)
		for _, day := range rapid.SliceOf(rapid.Int64Range(0, 59)).Draw(t, "open") {
			open[day] = true
		}
		days := NewDays(0, 60, func(day int64) bool { return open[day] })
		a, b := rapid.Int64Range(0, 60).Draw(t, "a"), rapid.Int64Range(0, 60).Draw(t, "b")
		want := 0
		for day := min(a, b); day < max(a, b); day++ {
			if open[day] {
				want++
			}
		}
		if b < a {
			want = -want
		}
		if got, err := days.Count(a, b); err != nil || got != want {
			t.Fatalf("%d working days from %d to %d, %v, want %d", got, a, b, err, want)
		}
		n := rapid.IntRange(-20, 20).Draw(t, "n")
		day, left, step := a, n, int64(1)
		if n < 0 {
			left, step = -n, -1
		}
		if n == 0 {
			for day < 60 && !open[day] {
				day++
			}
		}
		for left > 0 && day+step >= 0 && day+step < 60 {
			if day += step; open[day] {
				left--
			}
		}
		got, err := days.Offset(a, n)
		switch {
		case len(days.open) == 0:
			if !errors.Is(err, ErrNeverOpen) {
				t.Fatalf("no working days: %v", err)
			}
		case left > 0 || day >= 60:
			if !errors.Is(err, ErrHorizon) {
				t.Fatalf("%d working days from %d is %d, %v, beyond the horizon", n, a, got, err)
			}
		case err != nil || got != day:
			t.Fatalf("%d working days from %d is %d, %v, want %d", n, a, got, err, day)
		}
		if holds, err := days.Holds(a); (a == 60) != errors.Is(err, ErrHorizon) || holds != open[a] {
			t.Fatalf("day %d: %v, %v", a, holds, err)
		}
	})
}

func TestDaysBeyondTheHorizon(t *testing.T) {
	days := NewDays(10, 20, func(int64) bool { return true })
	for _, day := range []int64{9, 21} {
		if _, err := days.Count(day, 15); !errors.Is(err, ErrHorizon) {
			t.Errorf("from %d: %v", day, err)
		}
		if _, err := days.Count(15, day); !errors.Is(err, ErrHorizon) {
			t.Errorf("to %d: %v", day, err)
		}
		if _, err := days.Offset(day, 1); !errors.Is(err, ErrHorizon) {
			t.Errorf("offset from %d: %v", day, err)
		}
		if _, err := days.Holds(day); !errors.Is(err, ErrHorizon) {
			t.Errorf("holds %d: %v", day, err)
		}
	}
	for _, n := range []int{math.MaxInt, math.MinInt, 10, -6} {
		if _, err := days.Offset(15, n); !errors.Is(err, ErrHorizon) {
			t.Errorf("offset %d: %v", n, err)
		}
	}
}

func TestTheEndOfTheHorizonIsNoKnownDay(t *testing.T) {
	days := NewDays(10, 20, func(int64) bool { return true })
	if n, err := days.Count(10, 20); n != 10 || err != nil {
		t.Errorf("%d days up to the end, %v", n, err)
	}
	if day, err := days.Offset(20, -1); day != 19 || err != nil {
		t.Errorf("the day before the end is %d, %v", day, err)
	}
	if holds, err := days.Holds(20); holds || !errors.Is(err, ErrHorizon) {
		t.Errorf("the end holds %v, %v", holds, err)
	}
}
