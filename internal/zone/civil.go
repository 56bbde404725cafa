package zone

import "time"

const (
	secondsPerDay = 86400

	daysPerEra  = 146097 // 400 Gregorian years
	marchOfZero = 719468 // days from 0000-03-01 to 1970-01-01
)

// DayNumber returns the civil day of a date, as days since 1970-01-01. It is exact for every [Valid]
// date of the years 1 to 9999; other input gives a number without meaning.
func DayNumber(year int, month time.Month, day int) int64 {
	// Counting years from March puts the leap day last, where it disturbs no month before it.
	y, m := int64(year), int64(month)-3
	if m < 0 {
		y, m = y-1, m+12
	}
	leapDays := y/4 - y/100 + y/400
	dayOfYear := (153*m+2)/5 + int64(day) - 1 // 153 days are any five months from March on
	return 365*y + leapDays + dayOfYear - marchOfZero
}

// Civil returns the date of a civil day. It is the inverse of [DayNumber].
func Civil(day int64) (int, time.Month, int) {
	era, dayOfEra := floorDivide(day+marchOfZero, daysPerEra)
	// The three corrections take out the leap day of every 4th year, put back the one each century
	// lacks, and take out the one at the end of the era, so that what is left divides by 365.
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	m := (5*dayOfYear + 2) / 153
	d := dayOfYear - (153*m+2)/5 + 1
	year, month := 400*era+yearOfEra, m+3
	if month > 12 {
		year, month = year+1, month-12
	}
	return int(year), time.Month(month), int(d)
}

// Weekday returns the day of the week of a civil day.
func Weekday(day int64) time.Weekday {
	_, weekday := floorDivide(day+int64(time.Thursday), 7) // 1970-01-01 was a Thursday
	return time.Weekday(weekday)
}

// Valid reports whether the date exists in the years 1 to 9999.
func Valid(year int, month time.Month, day int) bool {
	if year < 1 || year > 9999 {
		return false
	}
	y, m, d := Civil(DayNumber(year, month, day)) // a date that no calendar has comes back as another one
	return y == year && m == month && d == day
}

// floorDivide rounds the quotient down, so that the remainder is never negative.
func floorDivide(a, b int64) (quotient, remainder int64) {
	quotient, remainder = a/b, a%b
	if remainder < 0 {
		quotient, remainder = quotient-1, remainder+b
	}
	return quotient, remainder
}
