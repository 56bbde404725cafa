package logistics

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/logicrm/logistics/internal/exact"
	"github.com/logicrm/logistics/internal/words"
)

// voice writes figures in a language.
type voice struct{ in Language }

// plain writes a plain decimal with the signs of the language.
func (v voice) plain(dst []byte, decimal string) []byte {
	if v.in.speech == nil {
		l := words.English()
		return l.AppendNumber(dst, decimal)
	}
	return v.in.speech.signs.AppendNumber(dst, decimal)
}

// figure writes what is no number of a kind of its own.
func (v voice) figure(dst []byte, p *Param) []byte {
	if p.Label != "" {
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
		dst, ok = v.duration(dst, p.Text, p.Figure == FigureWorkingTime)
	case FigureInstant:
		dst, ok = v.instant(dst, p.Text)
	case FigureDate:
		dst, ok = v.date(dst, p.Text)
	case FigureTime:
		dst, ok = v.time(dst, p.Text)
	case FigureWindow:
		dst, ok = v.window(dst, p.Text)
	case FigurePeriod:
		dst, ok = v.period(dst, p.Text)
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
func (v voice) probability(dst []byte, text string) ([]byte, bool) {
	p, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || p < 0 || p > 1 || p != p:
		return dst, false
	case p > 0 && p < 0.0001:
		return v.fill(dst, formatBelow, "value", string(v.plain(nil, "0.0001"))), true
	case p < 1 && p > 0.9999:
		return v.fill(dst, formatAbove, "value", string(v.plain(nil, "0.9999"))), true
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
func (v voice) money(dst []byte, text string) ([]byte, bool) {
	amount, code, ok := strings.Cut(text, " ")
	if _, err := exact.Parse(amount); err != nil || !ok {
		return dst, false
	}
	sign := ""
	if amount[0] == '-' {
		signed := v.plain(nil, "-0")
		sign, amount = string(signed[:len(signed)-1]), amount[1:]
	}
	symbol := v.term("currency." + code)
	if v.in.speech == nil && symbol != "" {
		return v.plain(append(append(dst, sign...), symbol...), amount), true
	}
	shownAmount := string(v.plain(nil, amount))
	if symbol != "" {
		return v.fill(dst, formatMoneySign, "sign", sign, "symbol", symbol, "amount", shownAmount), true
	}
	return v.fill(dst, formatMoney, "sign", sign, "code", code, "amount", shownAmount), true
}

func (v voice) quantity(dst []byte, text string) ([]byte, bool) {
	amount, code, ok := strings.Cut(text, " ")
	if _, err := exact.Parse(amount); err != nil || !ok {
		return dst, false
	}
	if _, ok := v.format(Code("logistics.unit." + code)); ok {
		return v.count(dst, Code("logistics.unit."+code), amount), true
	}
	return v.fill(dst, formatQuantity, "amount", string(v.plain(nil, amount)), "unit", code), true
}

// duration tells the two largest units. Open hours make no days.
func (v voice) duration(dst []byte, text string, working bool) ([]byte, bool) {
	d, err := ParseDuration(text)
	if err != nil {
		return dst, false
	}
	switch {
	case d.Any():
		return v.fill(dst, formatDurationAny, "", ""), true
	case d.Negative():
		rest, _ := v.duration(nil, d.Neg().String(), working)
		return v.fill(dst, formatDurationMinus, "duration", string(rest)), true
	}
	days, left := int64(d.days), d.exact
	if !working && d.days == 0 && left >= 24*time.Hour {
		days = int64(left / (24 * time.Hour))
		if left = (left % (24 * time.Hour)).Round(time.Hour); left == 24*time.Hour {
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
	parts := [...]part{
		{formatDays, days},
		{formatHours, int64(left / time.Hour)},
		{formatMinutes, int64(left / time.Minute % 60)},
		{formatSeconds, int64(left / time.Second % 60)},
	}
	first := slices.IndexFunc(parts[:], func(p part) bool { return p.n != 0 })
	switch {
	case first < 0 && left > 0:
		return v.fill(dst, formatBelow, "value", string(v.unit(nil, part{formatSeconds, 1}))), true
	case first < 0:
		return v.unit(dst, part{formatMinutes, 0}), true
	case first == len(parts)-1 || parts[first+1].n == 0:
		return v.unit(dst, parts[first]), true
	case v.in.speech == nil:
		return v.unit(append(v.unit(dst, parts[first]), ' '), parts[first+1]), true
	}
	return v.fill(dst, formatDurationPair, "first", string(v.unit(nil, parts[first])),
		"second", string(v.unit(nil, parts[first+1]))), true
}

// part is some days, hours, minutes or seconds.
type part struct {
	format Code
	n      int64
}

func (v voice) unit(dst []byte, p part) []byte {
	if v.in.speech == nil && p.n < 1000 {
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

func (v voice) date(dst []byte, text string) ([]byte, bool) {
	d, err := ParseDate(text)
	if err != nil {
		return dst, false
	}
	return v.civil(dst, d), true
}

func (v voice) civil(dst []byte, d Date) []byte {
	year, month, day := d.Civil()
	if v.in.speech == nil { // what formats says of English, without reading it
		dst = append(strconv.AppendInt(dst, int64(day), 10), ' ')
		dst = append(append(dst, formatTerms[month-1].Name...), ' ')
		return strconv.AppendInt(dst, int64(year), 10)
	}
	return v.fill(dst, formatDate, "day", strconv.Itoa(day), "month", v.month(int(month)), "year", strconv.Itoa(year))
}

func (v voice) month(month int) string { return v.term("month." + strconv.Itoa(month)) }

func (v voice) time(dst []byte, text string) ([]byte, bool) {
	t, err := ParseTimeOfDay(text)
	if err != nil {
		return dst, false
	}
	return v.hour(dst, t.Seconds()/3600, t.Seconds()/60%60), true
}

func padded(n int) string { return string(appendPadded(nil, n, 2)) }

// clock is the time of day of a stamp, as finely as it was written down, and no finer than minutes.
func (v voice) clock(dst []byte, s Stamp) []byte {
	minute := 0
	if s.precision > PrecisionHour {
		minute = int(s.seconds / 60 % 60)
	}
	return v.hour(dst, int(s.seconds/3600), minute)
}

func (v voice) hour(dst []byte, hour, minute int) []byte {
	if v.in.speech == nil {
		return appendPadded(append(appendPadded(dst, hour, 2), ':'), minute, 2)
	}
	return v.fill(dst, formatTime, "hour", padded(hour), "minute", padded(minute))
}

// zoneOf is how a stamp says whose clock it is on: the place of its zone, or the hours from UTC.
func (v voice) zoneOf(s Stamp) string {
	switch {
	case s.zone != "":
		return string(plainWords(nil, s.zone[strings.LastIndexByte(s.zone, '/')+1:]))
	case !s.hasOffset:
		return ""
	case s.offset == 0:
		return "UTC"
	}
	sign, minutes := "+", int(s.offset)
	if minutes < 0 {
		sign, minutes = "−", -minutes
	}
	zone := "UTC" + sign + strconv.Itoa(minutes/60)
	if minutes%60 != 0 {
		zone += ":" + padded(minutes%60)
	}
	return zone
}

func (v voice) instant(dst []byte, text string) ([]byte, bool) {
	s, err := ParseStamp(text)
	if err != nil {
		return dst, false
	}
	return v.stamp(dst, s), true
}

func (v voice) stamp(dst []byte, s Stamp) []byte {
	if s.precision == PrecisionDay {
		return v.civil(dst, s.date)
	}
	zone := v.zoneOf(s)
	if v.in.speech == nil && zone != "" {
		dst = v.clock(append(v.civil(dst, s.date), ", "...), s)
		return append(append(dst, ' '), zone...)
	}
	date, clock := string(v.civil(nil, s.date)), string(v.clock(nil, s))
	if zone != "" {
		return v.fill(dst, formatInstantZone, "date", date, "time", clock, "zone", zone)
	}
	return v.fill(dst, formatInstant, "date", date, "time", clock)
}

// window tells whole days as days, the hours of one day with the day once, and any other as two instants.
func (v voice) window(dst []byte, text string) ([]byte, bool) {
	first, last, ok := strings.Cut(text, "/")
	from, err := ParseStamp(first)
	to, err2 := ParseStamp(last)
	if !ok || err != nil || err2 != nil {
		return dst, false
	}
	whole := from.seconds == 0 && to.seconds == 86399
	switch date := string(v.civil(nil, from.date)); {
	case from == to:
		return v.stamp(dst, from), true
	case whole && from.date == to.date:
		return append(dst, date...), true
	case whole:
		return v.fill(dst, formatSpan, "first", date, "last", string(v.civil(nil, to.date))), true
	case from.date == to.date && from.offset == to.offset:
		first, last := string(v.clock(nil, from)), string(v.clock(nil, to))
		return v.fill(dst, formatHoursOfDay, "date", date, "first", first, "last", last), true
	}
	return v.fill(dst, formatSpan, "first", string(v.stamp(nil, from)), "last", string(v.stamp(nil, to))), true
}

// period tells weeks, months, quarters and years by their names, and any other by its first and last day.
func (v voice) period(dst []byte, text string) ([]byte, bool) {
	p, err := ParsePeriod(text)
	if err != nil || p.IsZero() {
		return dst, false
	}
	year, rest, _ := strings.Cut(text, "-")
	switch {
	case len(text) == 4:
		return append(dst, text...), true
	case len(text) == 7 && rest[0] == 'Q':
		return v.fill(dst, formatQuarter, "quarter", rest[1:], "year", year), true
	case len(text) == 8 && rest[0] == 'W':
		return v.fill(dst, formatWeek, "week", strings.TrimPrefix(rest[1:], "0"), "year", year), true
	case len(text) == 7:
		return v.fill(dst, formatMonth, "month", v.month(number(rest)), "year", year), true
	}
	last := p.End().AddDays(-1)
	if last == p.Start() {
		return v.civil(dst, last), true
	}
	return v.fill(dst, formatSpan, "first", string(v.civil(nil, p.Start())), "last", string(v.civil(nil, last))), true
}

// id tells the number of a standard with its name, and the host's own id as it is.
func (v voice) id(dst []byte, text string) ([]byte, bool) {
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
	return v.fill(dst, formatID, "scheme", name, "value", value), true
}
