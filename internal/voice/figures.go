package voice

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/logicrm/logistics/internal/exact"
)

// figure writes what is no number of a kind of its own.
func (s *telling) figure(dst []byte, p Param) []byte {
	v := s.Voice
	if p.Label != "" && (p.Figure == FigureID || p.Figure == FigureText) {
		return append(dst, p.Label...)
	}
	at := len(dst)
	ok := true
	switch p.Figure {
	case FigureCount:
		_, err := exact.Parse(p.Text)
		if ok = err == nil; ok {
			dst = v.plain(dst, p.Text)
		}
	case FigureProbability:
		dst, ok = v.probability(dst, p.Text)
	case FigureMoney:
		dst, ok = v.money(dst, p.Text)
	case FigureQuantity:
		dst, ok = v.quantity(dst, p.Text)
	case FigureDuration, FigureWorkingTime:
		dst, ok = s.duration(dst, p.Text, p.Figure == FigureWorkingTime)
	case FigureInstant:
		dst, ok = s.instant(dst, p.Text)
	case FigureDate:
		dst, ok = s.date(dst, p.Text)
	case FigureTime:
		dst, ok = s.time(dst, p.Text)
	case FigureWindow:
		dst, ok = s.window(dst, p.Text)
	case FigurePeriod:
		dst, ok = s.period(dst, p.Text)
	case FigureID:
		dst, ok = v.id(dst, p.Text)
	default:
		ok = false
	}
	if !ok {
		return append(dst[:at], p.Text...)
	}
	return dst
}

// probability writes three digits, and says of what is nearer to 0 or 1 than a ten-thousandth just that.
func (v Voice) probability(dst []byte, text string) ([]byte, bool) {
	p, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || p < 0 || p > 1 || p != p:
		return dst, false
	case p < 0.0001: // a test that gives 0 has run out of digits
		return v.fillIn(dst, formatBelow, "value", string(v.plain(nil, "0.0001"))), true
	case p < 1 && p > 0.9999:
		return v.fillIn(dst, formatAbove, "value", string(v.plain(nil, "0.9999"))), true
	}
	s := strconv.FormatFloat(p, 'f', 4, 64)
	if p >= 0.01 {
		s = strconv.FormatFloat(p, 'f', 3, 64)
	}
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "1" && p < 1 {
		s = "0.999"
	}
	return v.plain(dst, s), true
}

// money writes the sign of a currency that everybody knows, and the code of any other.
func (v Voice) money(dst []byte, text string) ([]byte, bool) {
	amount, code, ok := strings.Cut(text, " ")
	if _, err := exact.Parse(amount); err != nil || !ok {
		return dst, false
	}
	sign := ""
	if amount[0] == '-' {
		sign, amount = v.minus(), amount[1:]
	}
	symbol := v.term("currency." + code)
	if v.speech == nil && symbol != "" {
		return v.plain(append(append(dst, sign...), symbol...), amount), true
	}
	shownAmount := string(v.plain(nil, amount))
	if symbol != "" {
		return v.fillIn(dst, formatMoneySign, "sign", sign, "symbol", symbol, "amount", shownAmount), true
	}
	return v.fillIn(dst, formatMoney, "sign", sign, "code", code, "amount", shownAmount), true
}

func (v Voice) quantity(dst []byte, text string) ([]byte, bool) {
	amount, code, ok := strings.Cut(text, " ")
	if _, err := exact.Parse(amount); err != nil || !ok {
		return dst, false
	}
	if _, ok := v.format("logistics.unit." + code); ok {
		return v.count(dst, "logistics.unit."+code, amount), true
	}
	return v.fillIn(dst, formatQuantity, "amount", string(v.plain(nil, amount)), "unit", code), true
}

func (s *telling) duration(dst []byte, text string, working bool) ([]byte, bool) {
	days, exactly, anyLength, ok := s.from.Length(text)
	switch {
	case !ok:
		return dst, false
	case anyLength:
		return s.fillIn(dst, formatDurationAny), true
	case days < 0 || exactly < 0:
		told := s.length(nil, int64(-days), -exactly, working)
		return s.fillIn(dst, formatDurationMinus, "duration", string(told)), true
	}
	return s.length(dst, int64(days), exactly, working), true
}

// length tells the two largest units. Open hours make no days.
func (v Voice) length(dst []byte, days int64, left time.Duration, working bool) []byte {
	const day = 24 * time.Hour
	if !working && (days > 0 || left >= day) {
		days += int64(left / day)
		if left = (left % day).Round(time.Hour); left == day {
			days, left = days+1, 0
		}
	}
	if days > 0 {
		left = left.Round(time.Hour)
	}
	if left >= time.Hour {
		left = left.Round(time.Minute)
	} else if left >= time.Second {
		left = left.Round(time.Second)
	}
	if !working && left == day {
		days, left = days+1, 0
	}
	parts := [...]part{
		{formatDays, days},
		{formatHours, int64(left / time.Hour)},
		{formatMinutes, int64(left / time.Minute % 60)},
		{formatSeconds, int64(left / time.Second % 60)},
	}
	first := slices.IndexFunc(parts[:], func(p part) bool { return p.n != 0 })
	switch {
	case first < 0 && left > 0:
		return v.fillIn(dst, formatBelow, "value", string(v.unit(nil, part{formatSeconds, 1})))
	case first < 0:
		return v.unit(dst, part{formatMinutes, 0})
	case first == len(parts)-1 || parts[first+1].n == 0:
		return v.unit(dst, parts[first])
	case v.speech == nil:
		return v.unit(append(v.unit(dst, parts[first]), ' '), parts[first+1])
	}
	return v.fillIn(dst, formatDurationPair, "first", string(v.unit(nil, parts[first])),
		"second", string(v.unit(nil, parts[first+1])))
}

// part is some days, hours, minutes or seconds.
type part struct {
	format string
	n      int64
}

func (v Voice) unit(dst []byte, p part) []byte {
	if v.speech == nil && p.n < 1000 {
		dst = append(strconv.AppendInt(dst, p.n, 10), ' ')
		switch p.format {
		case formatDays:
			if p.n == 1 {
				return append(dst, "day"...)
			}
			return append(dst, "days"...)
		case formatHours:
			return append(dst, 'h')
		case formatMinutes:
			return append(dst, "min"...)
		}
		return append(dst, 's')
	}
	return v.count(dst, p.format, strconv.FormatInt(p.n, 10))
}

func (s *telling) date(dst []byte, text string) ([]byte, bool) {
	d, ok := s.from.Day(text)
	if !ok {
		return dst, false
	}
	return s.civil(dst, d), true
}

func (v Voice) civil(dst []byte, d Day) []byte {
	if v.speech == nil { // what formats says of English, without reading it
		dst = append(strconv.AppendInt(dst, int64(d.Day), 10), ' ')
		dst = append(append(dst, terms[d.Month-1].Name...), ' ')
		return strconv.AppendInt(dst, int64(d.Year), 10)
	}
	return v.fillIn(
		dst, formatDate, "day", strconv.Itoa(d.Day), "month", v.month(d.Month), "year", strconv.Itoa(d.Year),
	)
}

func (v Voice) month(month int) string { return v.term("month." + strconv.Itoa(month)) }

// time is a time of day as the root writes it, "17:30", to the minute.
func (v Voice) time(dst []byte, text string) ([]byte, bool) {
	digit := func(i int) bool { return text[i] >= '0' && text[i] <= '9' }
	if len(text) != 5 && len(text) != 8 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4) {
		return dst, false
	}
	hour, minute := int(text[0]-'0')*10+int(text[1]-'0'), int(text[3]-'0')*10+int(text[4]-'0')
	return v.hour(dst, hour, minute), hour <= 48 && minute < 60
}

func padded(n int) string { return string(twoDigits(nil, n)) }

func twoDigits(dst []byte, n int) []byte {
	if n < 10 {
		dst = append(dst, '0')
	}
	return strconv.AppendInt(dst, int64(n), 10)
}

// clock is the time of day of a moment, as finely as it was written down, and no finer than minutes.
func (v Voice) clock(dst []byte, m Moment) []byte {
	minute := 0
	if m.Finer {
		minute = m.Seconds / 60 % 60
	}
	return v.hour(dst, m.Seconds/3600, minute)
}

func (v Voice) hour(dst []byte, hour, minute int) []byte {
	if v.speech == nil {
		return twoDigits(append(twoDigits(dst, hour), ':'), minute)
	}
	return v.fillIn(dst, formatTime, "hour", padded(hour), "minute", padded(minute))
}

// zoneOf is how a moment says whose clock it is on: the place of its zone, or the hours from UTC.
func zoneOf(m Moment) string {
	switch {
	case m.Zone != "":
		return string(plainWords(nil, m.Zone[strings.LastIndexByte(m.Zone, '/')+1:]))
	case !m.HasOffset:
		return ""
	case m.Offset == 0:
		return "UTC"
	}
	sign, minutes := "+", m.Offset
	if minutes < 0 {
		sign, minutes = "−", -minutes
	}
	zone := "UTC" + sign + strconv.Itoa(minutes/60)
	if minutes%60 != 0 {
		zone += ":" + padded(minutes%60)
	}
	return zone
}

func (s *telling) instant(dst []byte, text string) ([]byte, bool) {
	m, ok := s.from.Moment(text)
	if !ok {
		return dst, false
	}
	return s.moment(dst, m), true
}

func (v Voice) moment(dst []byte, m Moment) []byte {
	if !m.Timed {
		return v.civil(dst, m.Day)
	}
	zone := zoneOf(m)
	if v.speech == nil && zone != "" {
		dst = v.clock(append(v.civil(dst, m.Day), ", "...), m)
		return append(append(dst, ' '), zone...)
	}
	date, clock := string(v.civil(nil, m.Day)), string(v.clock(nil, m))
	if zone != "" {
		return v.fillIn(dst, formatInstantZone, "date", date, "time", clock, "zone", zone)
	}
	return v.fillIn(dst, formatInstant, "date", date, "time", clock)
}

// window tells whole days as days, the hours of one day with the day once, and any other as two instants.
func (s *telling) window(dst []byte, text string) ([]byte, bool) {
	first, last, ok := strings.Cut(text, "/")
	from, fromOK := s.from.Moment(first)
	to, toOK := s.from.Moment(last)
	if !ok || !fromOK || !toOK {
		return dst, false
	}
	whole := from.Seconds == 0 && to.Seconds == 86399
	switch date := string(s.civil(nil, from.Day)); {
	case from == to:
		return s.moment(dst, from), true
	case whole && from.Day == to.Day:
		return append(dst, date...), true
	case whole:
		return s.fillIn(dst, formatSpan, "first", date, "last", string(s.civil(nil, to.Day))), true
	case from.Day == to.Day && from.Offset == to.Offset:
		first, last := string(s.clock(nil, from)), string(s.clock(nil, to))
		return s.fillIn(dst, formatHoursOfDay, "date", date, "first", first, "last", last), true
	}
	return s.fillIn(dst, formatSpan, "first", string(s.moment(nil, from)), "last", string(s.moment(nil, to))), true
}

// period tells weeks, months, quarters and years by their names, and any other by its first and last day.
func (s *telling) period(dst []byte, text string) ([]byte, bool) {
	first, last, ok := s.from.Period(text)
	if !ok {
		return dst, false
	}
	year, rest, _ := strings.Cut(text, "-")
	switch {
	case len(text) == 4:
		return append(dst, text...), true
	case len(text) == 7 && rest[0] == 'Q':
		return s.fillIn(dst, formatQuarter, "quarter", rest[1:], "year", year), true
	case len(text) == 8 && rest[0] == 'W':
		return s.fillIn(dst, formatWeek, "week", strings.TrimPrefix(rest[1:], "0"), "year", year), true
	case len(text) == 7:
		return s.fillIn(dst, formatMonth, "month", s.month(first.Month), "year", year), true
	case first == last:
		return s.civil(dst, first), true
	}
	return s.fillIn(dst, formatSpan, "first", string(s.civil(nil, first)), "last", string(s.civil(nil, last))), true
}

// id tells the number of a standard with its name, and the host's own id as it is.
func (v Voice) id(dst []byte, text string) ([]byte, bool) {
	scheme, value, ok := strings.Cut(text, ":")
	switch {
	case !ok:
		return append(dst, text...), true
	case scheme == "host":
		return append(dst, value...), true
	}
	name := v.term("scheme." + scheme)
	if name == "" {
		name = strings.ToUpper(scheme)
	}
	return v.fillIn(dst, formatID, "scheme", name, "value", value), true
}
