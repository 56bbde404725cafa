package iso

import (
	"strconv"
	"strings"
	"time"
)

// MaxDays is the longest length, a century.
const MaxDays = 36525

const century = MaxDays * 24 * time.Hour

// Fault is what is wrong with a text; the zero Fault is nothing.
type Fault struct {
	Want     string
	TooLarge bool // the form is right, the length, the clock or the offset is not
	TooLong  bool // more decimals than are kept
}

// ParseLength reads "P2D", "PT1H30M", "P1DT12H", "-PT0.5S": civil days and exact time, both in one direction.
func ParseLength(s string) (days int, exact time.Duration, fault Fault) {
	body, negative := strings.CutPrefix(s, "-")
	body, ok := strings.CutPrefix(body, "P")
	dayPart, timePart, hasTime := strings.Cut(body, "T")
	if !ok || body == "" || hasTime && timePart == "" {
		return 0, 0, Fault{Want: "a duration like P2D or PT1H30M"}
	}
	if dayPart != "" {
		digits, ok := strings.CutSuffix(dayPart, "D")
		if !ok || !AllDigits(digits) {
			return 0, 0, Fault{Want: "days are the only unit before T"}
		}
		if days = int(most(digits, 5)); days > MaxDays {
			return 0, 0, Fault{Want: "at most 36525 days", TooLarge: true}
		}
	}
	if hasTime {
		if exact, fault = parseTime(timePart); fault != (Fault{}) {
			return 0, 0, fault
		}
	}
	if negative {
		days, exact = -days, -exact
	}
	return days, exact, Fault{}
}

// parseTime reads the part behind the T: hours, minutes, seconds, in this order, each at most once.
func parseTime(rest string) (total time.Duration, fault Fault) {
	units := "HMS"
	for rest != "" {
		i := strings.IndexAny(rest, units)
		if i <= 0 {
			return 0, Fault{Want: "hours, minutes and seconds behind T, in this order"}
		}
		whole, fraction, hasFraction := strings.Cut(rest[:i], ".")
		if !AllDigits(whole) || hasFraction && (rest[i] != 'S' || !AllDigits(fraction) || len(fraction) > 9) {
			return 0, Fault{Want: "whole numbers; only seconds may have decimals, up to nine"}
		}
		unit := time.Hour
		switch rest[i] {
		case 'M':
			unit = time.Minute
		case 'S':
			unit = time.Second
		}
		n := time.Duration(most(whole, 10))
		if n > (century-total)/unit {
			return 0, Fault{Want: "at most a century", TooLarge: true}
		}
		total += n * unit
		if hasFraction {
			total += time.Duration(most(fraction+strings.Repeat("0", 9-len(fraction)), 9))
		}
		units = units[strings.IndexByte(units, rest[i])+1:]
		rest = rest[i+1:]
	}
	return total, Fault{}
}

// AppendLength writes the form that ParseLength reads; no length is "PT0S".
func AppendLength(dst []byte, days int, exact time.Duration) []byte {
	if days < 0 || exact < 0 {
		dst, days, exact = append(dst, '-'), -days, -exact
	}
	dst = append(dst, 'P')
	if days > 0 {
		dst = append(strconv.AppendInt(dst, int64(days), 10), 'D')
		if exact == 0 {
			return dst
		}
	}
	dst = append(dst, 'T')
	if h := exact / time.Hour; h > 0 {
		dst = append(strconv.AppendInt(dst, int64(h), 10), 'H')
	}
	if m := exact / time.Minute % 60; m > 0 {
		dst = append(strconv.AppendInt(dst, int64(m), 10), 'M')
	}
	seconds, nanos := exact/time.Second%60, exact%time.Second
	if seconds == 0 && nanos == 0 && exact != 0 {
		return dst
	}
	dst = strconv.AppendInt(dst, int64(seconds), 10)
	if nanos > 0 {
		dst = append(dst, '.')
		digits := strconv.AppendInt(nil, int64(nanos)+1e9, 10)[1:]
		dst = append(dst, strings.TrimRight(string(digits), "0")...)
	}
	return append(dst, 'S')
}

// most is the number of some digits, and too large for any length when there are more than so many.
func most(digits string, n int) int64 {
	if len(digits) > n {
		return 1 << 40
	}
	return Number(digits)
}
