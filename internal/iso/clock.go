package iso

import "strings"

// Clock is the time of day of a stamp, as it was written.
type Clock struct {
	Seconds, Nanos int32
	Parts          int // how fine it is: 1 hours, 2 minutes, 3 seconds, 4 a fraction of a second
}

// ParseClock reads Thh, Thh:mm or Thh:mm:ss[.fraction] and returns what follows.
func ParseClock(text string) (c Clock, rest string, fault Fault) {
	if len(text) < 3 || text[0] != 'T' || !AllDigits(text[1:3]) {
		return Clock{}, "", stampForm
	}
	var parts [3]int32 // hours, minutes, seconds
	parts[0], rest, c.Parts = int32(Number(text[1:3])), text[3:], 1
	for c.Parts < 3 && len(rest) >= 3 && rest[0] == ':' && AllDigits(rest[1:3]) {
		parts[c.Parts], rest = int32(Number(rest[1:3])), rest[3:]
		c.Parts++
	}
	if c.Parts == 3 && strings.HasPrefix(rest, ".") {
		n := 1
		for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		if n == 1 || n > 10 {
			return Clock{}, "", Fault{Want: "one to nine decimals of a second", TooLong: true}
		}
		c.Nanos = int32(Number(rest[1:n] + strings.Repeat("0", 10-n)))
		rest, c.Parts = rest[n:], 4
	}
	if parts[0] > 23 || parts[1] > 59 || parts[2] > 59 {
		return Clock{}, "", Fault{Want: "at most 23:59:59", TooLarge: true}
	}
	c.Seconds = parts[0]*3600 + parts[1]*60 + parts[2]
	return c, rest, Fault{}
}

// ParseOffset reads "Z" or "+05:45" as minutes east of UTC.
func ParseOffset(text string) (minutes int16, fault Fault) {
	if text == "Z" {
		return 0, Fault{}
	}
	if len(text) != 6 || text[0] != '+' && text[0] != '-' || text[3] != ':' ||
		!AllDigits(text[1:3]) || !AllDigits(text[4:]) {
		return 0, stampForm
	}
	past := Number(text[4:])
	all := Number(text[1:3])*60 + past
	if past > 59 || all > 14*60 {
		return 0, Fault{Want: "an offset between -14:00 and +14:00", TooLarge: true}
	}
	if text[0] == '-' {
		all = -all
	}
	return int16(all), Fault{}
}

var stampForm = Fault{Want: "a time like 2025-03-03T14:05:00+01:00"}

// Append writes hours, minutes, seconds and their fraction, as finely as the clock is.
func (c Clock) Append(dst []byte) []byte {
	dst = AppendPadded(dst, int(c.Seconds/3600), 2)
	if c.Parts >= 2 {
		dst = AppendPadded(append(dst, ':'), int(c.Seconds/60%60), 2)
	}
	if c.Parts >= 3 {
		dst = AppendPadded(append(dst, ':'), int(c.Seconds%60), 2)
	}
	if c.Parts < 4 {
		return dst
	}
	fraction := strings.TrimRight(string(AppendPadded(nil, int(c.Nanos), 9)), "0")
	if fraction == "" {
		fraction = "0"
	}
	return append(append(dst, '.'), fraction...)
}

// AppendOffset writes what ParseOffset reads: "Z" for none.
func AppendOffset(dst []byte, minutes int) []byte {
	if minutes == 0 {
		return append(dst, 'Z')
	}
	sign := byte('+')
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	return AppendPadded(append(AppendPadded(append(dst, sign), minutes/60, 2), ':'), minutes%60, 2)
}

// ParseTimeOfDay reads "09:00" and "09:00:30", up to "48:00", as seconds.
func ParseTimeOfDay(text string) (seconds int32, fault Fault) {
	parts := strings.Split(text, ":")
	form := len(parts) == 2 || len(parts) == 3
	total := int64(0)
	for i, part := range parts {
		if form = form && len(part) == 2 && AllDigits(part); !form {
			return 0, Fault{Want: "a time like 09:00"}
		}
		n := Number(part)
		if i > 0 && n > 59 {
			return 0, Fault{Want: "at most 59 minutes and seconds", TooLarge: true}
		}
		total = total*60 + n
	}
	if len(parts) == 2 {
		total *= 60
	}
	if total > 48*3600 {
		return 0, Fault{Want: "at most 48:00", TooLarge: true}
	}
	return int32(total), Fault{}
}
