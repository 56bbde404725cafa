package period

import (
	"time"

	"github.com/logicrm/logistics/internal/zone"
)

// Week is the seven days that begin on a day of the week.
func Week(day int64, first time.Weekday) (start, end int64) {
	start = day - int64((zone.Weekday(day)-first+7)%7)
	return start, start + 7
}

// ISOWeek is the number of the week, of which the first of a year holds its first Thursday.
func ISOWeek(day int64) (year, week int) {
	monday, _ := Week(day, time.Monday)
	year, _, _ = zone.Civil(monday + 3)
	return year, int(monday+3-zone.DayNumber(year, time.January, 1))/7 + 1
}

// Months is the period of so many months in which a year from the month begins, or of one month from the anchor, a day
// that every month has.
func Months(day int64, anchor int, from time.Month, months int) (start, end int64) {
	year, month, of := zone.Civil(day)
	n := year*12 + int(month) - 1
	if of < anchor {
		n--
	}
	n -= ((n-int(from)+1)%months + months) % months
	return monthStart(n, anchor), monthStart(n+months, anchor)
}

// monthStart is a day of the month, which is numbered from January of the year 0.
func monthStart(month, day int) int64 {
	return zone.DayNumber(month/12, time.Month(month%12+1), day)
}
