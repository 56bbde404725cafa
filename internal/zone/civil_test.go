package zone

import (
	"math"
	"testing"
	"time"
)

func TestDayNumberCountsEveryDateOfTenThousandYears(t *testing.T) {
	want := DayNumber(1, time.January, 1)
	if unix := time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC).Unix(); want*secondsPerDay != unix {
		t.Fatalf("0001-01-01 is day %d, want %d", want, unix/secondsPerDay)
	}
	for year := 1; year <= 9999; year++ {
		for month := time.January; month <= time.December; month++ {
			length := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
			for day := 1; day <= length; day++ {
				if got := DayNumber(year, month, day); got != want {
					t.Fatalf("DayNumber(%d, %d, %d) = %d, want %d", year, month, day, got, want)
				}
				if y, m, d := Civil(want); y != year || m != month || d != day {
					t.Fatalf("Civil(%d) = %d-%d-%d, want %d-%d-%d", want, y, m, d, year, month, day)
				}
				want++
			}
			if Valid(year, month, 0) || !Valid(year, month, 1) || !Valid(year, month, length) ||
				Valid(year, month, length+1) {
				t.Fatalf("Valid is wrong about the ends of %d-%d", year, month)
			}
		}
	}
}

func TestWeekdayAgreesWithTime(t *testing.T) {
	for day := DayNumber(1, time.January, 1); day <= DayNumber(9999, time.December, 31); day += 13 {
		if got, want := Weekday(day), time.Unix(day*secondsPerDay, 0).UTC().Weekday(); got != want {
			t.Fatalf("Weekday(%d) = %v, want %v", day, got, want)
		}
	}
}

func TestValidRefusesWhatNoCalendarHas(t *testing.T) {
	for _, date := range []struct {
		year  int
		month time.Month
		day   int
	}{
		{0, 1, 1},
		{10000, 1, 1},
		{-4, 2, 1},
		{2024, 0, 1},
		{2024, 13, 1},
		{2023, 2, 29},
		{1900, 2, 29},
		{2024, 1, 1 << 30},
		{2024, 1, math.MinInt},
		{math.MaxInt, 1, 1},
	} {
		if Valid(date.year, date.month, date.day) {
			t.Errorf("Valid(%d, %d, %d)", date.year, date.month, date.day)
		}
	}
	if !Valid(2000, 2, 29) || !Valid(1, 1, 1) || !Valid(9999, 12, 31) {
		t.Error("Valid refuses a date")
	}
}
