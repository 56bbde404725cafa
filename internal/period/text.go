package period

import (
	"time"

	"github.com/logicrm/logistics/internal/iso"
	"github.com/logicrm/logistics/internal/zone"
)

// Parse reads "2025" (a year), "2025-Q1" (a quarter), "2025-03" (a month) and "2025-W10" (an ISO week); ok is false for
// every other form.
func Parse(s string) (start, end int64, fault iso.Fault, ok bool) {
	if len(s) < 4 || len(s) > 8 || !iso.AllDigits(s[:4]) {
		return 0, 0, iso.Fault{}, false
	}
	year, rest := int(iso.Number(s[:4])), s[4:]
	month, months := 1, 12
	switch {
	case rest == "":
	case len(rest) == 3 && rest[:2] == "-Q" && rest[2] >= '1' && rest[2] <= '4':
		month, months = 3*int(rest[2]-'1')+1, 3
	case len(rest) == 3 && rest[0] == '-' && iso.AllDigits(rest[1:]):
		month, months = int(iso.Number(rest[1:])), 1
	case len(rest) == 4 && rest[:2] == "-W" && iso.AllDigits(rest[2:]):
		return week(year, int(iso.Number(rest[2:])))
	default:
		return 0, 0, iso.Fault{}, false
	}
	if year < 1 || month < 1 || month > 12 {
		return 0, 0, iso.Fault{Want: "a year from 1 and a month from 1 to 12", TooLarge: true}, true
	}
	n := year*12 + month - 1
	return monthStart(n, 1), monthStart(n+months, 1), iso.Fault{}, true
}

// week is that of a number: the first one holds 4 January.
func week(year, number int) (start, end int64, fault iso.Fault, ok bool) {
	if year > 0 {
		first, _ := Week(zone.DayNumber(year, time.January, 4), time.Monday)
		start = first + int64(7*(number-1))
		if y, n := ISOWeek(start); y == year && n == number {
			return start, start + 7, iso.Fault{}, true
		}
	}
	return 0, 0, iso.Fault{Want: "no such week", TooLarge: true}, true
}

// Append writes the form that Parse reads of a period that has one; without one it appends nothing.
func Append(dst []byte, start, end int64) []byte {
	year, month, day := zone.Civil(start)
	wide := func(months int) bool {
		return day == 1 && (int(month)-1)%months == 0 && end == monthStart(year*12+int(month)-1+months, 1)
	}
	switch {
	case wide(1):
		return iso.AppendPadded(append(iso.AppendPadded(dst, year, 4), '-'), int(month), 2)
	case wide(3):
		return append(append(iso.AppendPadded(dst, year, 4), "-Q"...), '1'+byte((month-1)/3))
	case wide(12):
		return iso.AppendPadded(dst, year, 4)
	case end == start+7 && zone.Weekday(start) == time.Monday:
		if of, number := ISOWeek(start); of >= 1 && of <= 9999 {
			return iso.AppendPadded(append(iso.AppendPadded(dst, of, 4), "-W"...), number, 2)
		}
	}
	return dst
}
