package logistics

// The formats that figures are written in, sentences of a catalogue like any other.
const (
	formatNoData        = "logistics.no_data"
	formatBelow         = "logistics.below"
	formatAbove         = "logistics.above"
	formatPoints        = "logistics.points"
	formatMoneySign     = "logistics.money.sign"
	formatMoney         = "logistics.money.code"
	formatQuantity      = "logistics.quantity"
	formatDays          = "logistics.duration.days"
	formatHours         = "logistics.duration.hours"
	formatMinutes       = "logistics.duration.minutes"
	formatSeconds       = "logistics.duration.seconds"
	formatDurationPair  = "logistics.duration.pair"
	formatDurationAny   = "logistics.duration.any"
	formatDurationMinus = "logistics.duration.minus"
	formatDate          = "logistics.date"
	formatTime          = "logistics.time"
	formatInstant       = "logistics.instant"
	formatInstantZone   = "logistics.instant.zone"
	formatSpan          = "logistics.span"
	formatHoursOfDay    = "logistics.span.hours"
	formatMonth         = "logistics.period.month"
	formatQuarter       = "logistics.period.quarter"
	formatWeek          = "logistics.period.week"
	formatID            = "logistics.id"
	formatList          = "logistics.list"
	formatListEnd       = "logistics.list.end"
)

// Formats is how figures are written: dates, durations, amounts, units, the names of months, and what
// the seven rights are called. A [Translation] of
// it goes with those of the rooms; how the language writes numbers, and which plural forms it has, is known of
// every language and needs no translation.
func Formats() Catalog { return NewCatalog(formats, formatTerms...) }

// formats are looked up by code, from the first that begins as it does.
var formats = []ReasonText{
	{formatNoData, "no data"},
	{formatBelow, "below {value}"},
	{formatAbove, "above {value}"},
	{formatPoints, "{n, plural, one {# point} other {# points}}"},
	{formatMoneySign, "{sign}{symbol}{amount}"},
	{formatMoney, "{sign}{code} {amount}"},
	{formatQuantity, "{amount} {unit}"},
	{formatDays, "{n, plural, one {# day} other {# days}}"},
	{formatHours, "{n} h"},
	{formatMinutes, "{n} min"},
	{formatSeconds, "{n} s"},
	{formatDurationPair, "{first} {second}"},
	{formatDurationAny, "any length of time"},
	{formatDurationMinus, "minus {duration}"},
	{formatDate, "{day} {month} {year}"},
	{formatTime, "{hour}:{minute}"},
	{formatInstant, "{date}, {time}"},
	{formatInstantZone, "{date}, {time} {zone}"},
	{formatSpan, "{first} to {last}"},
	{formatHoursOfDay, "{date}, {first} to {last}"},
	{formatMonth, "{month} {year}"},
	{formatQuarter, "Q{quarter} {year}"},
	{formatWeek, "week {week} of {year}"},
	{formatID, "{scheme} {value}"},
	{formatList, "{list}, {next}"},
	{formatListEnd, "{list} and {next}"},
	{"logistics.unit.C62", "{n}"},
	{"logistics.unit.CEL", "{n} °C"},
	{"logistics.unit.CMT", "{n} cm"},
	{"logistics.unit.DAY", "{n, plural, one {# day} other {# days}}"},
	{"logistics.unit.DZN", "{n} dozen"},
	{"logistics.unit.GRM", "{n} g"},
	{"logistics.unit.H87", "{n, plural, one {# piece} other {# pieces}}"},
	{"logistics.unit.HUR", "{n} h"},
	{"logistics.unit.KGM", "{n} kg"},
	{"logistics.unit.KMT", "{n} km"},
	{"logistics.unit.LBR", "{n} lb"},
	{"logistics.unit.LTR", "{n} l"},
	{"logistics.unit.MIN", "{n} min"},
	{"logistics.unit.MLT", "{n} ml"},
	{"logistics.unit.MTK", "{n} m²"},
	{"logistics.unit.MTQ", "{n} m³"},
	{"logistics.unit.MTR", "{n} m"},
	{"logistics.unit.PCE", "{n, plural, one {# piece} other {# pieces}}"},
	{"logistics.unit.PR", "{n, plural, one {# pair} other {# pairs}}"},
	{"logistics.unit.SET", "{n, plural, one {# set} other {# sets}}"},
	{"logistics.unit.TNE", "{n} t"},
	{"logistics.unit.XBG", "{n, plural, one {# bag} other {# bags}}"},
	{"logistics.unit.XBO", "{n, plural, one {# bottle} other {# bottles}}"},
	{"logistics.unit.XBX", "{n, plural, one {# box} other {# boxes}}"},
	{"logistics.unit.XCN", "{n, plural, one {# container} other {# containers}}"},
	{"logistics.unit.XCR", "{n, plural, one {# crate} other {# crates}}"},
	{"logistics.unit.XCS", "{n, plural, one {# case} other {# cases}}"},
	{"logistics.unit.XCT", "{n, plural, one {# carton} other {# cartons}}"},
	{"logistics.unit.XDR", "{n, plural, one {# drum} other {# drums}}"},
	{"logistics.unit.XPC", "{n, plural, one {# parcel} other {# parcels}}"},
	{"logistics.unit.XPK", "{n, plural, one {# package} other {# packages}}"},
	{"logistics.unit.XPX", "{n, plural, one {# pallet} other {# pallets}}"},
	{"logistics.unit.XRO", "{n, plural, one {# roll} other {# rolls}}"},
}

var formatTerms = []Term{
	{Key: "month.1", Name: "Jan"},
	{Key: "month.2", Name: "Feb"},
	{Key: "month.3", Name: "Mar"},
	{Key: "month.4", Name: "Apr"},
	{Key: "month.5", Name: "May"},
	{Key: "month.6", Name: "Jun"},
	{Key: "month.7", Name: "Jul"},
	{Key: "month.8", Name: "Aug"},
	{Key: "month.9", Name: "Sep"},
	{Key: "month.10", Name: "Oct"},
	{Key: "month.11", Name: "Nov"},
	{Key: "month.12", Name: "Dec"},
	{Key: "currency.EUR", Name: "€"},
	{Key: "currency.GBP", Name: "£"},
	{Key: "currency.JPY", Name: "¥"},
	{Key: "currency.USD", Name: "$"},
	{Key: "scheme.gtin", Name: "GTIN"},
	{Key: "scheme.gln", Name: "GLN"},
	{Key: "scheme.sscc", Name: "SSCC"},
	{Key: "scheme.grai", Name: "GRAI"},
	{Key: "scheme.s10", Name: "item"},
	{Key: "scheme.iso6346", Name: "container"},
	{Key: "right_product", Name: "right product", Meaning: "The products delivered were those ordered."},
	{Key: "right_condition", Name: "right condition", Meaning: "The goods came undamaged, fresh and packed as agreed."},
	{Key: "right_customer", Name: "right customer", Meaning: "The goods were handed to whom they were meant for."},
	{Key: "right_quantity", Name: "right quantity", Meaning: "As much was delivered as was ordered."},
	{Key: "right_cost", Name: "right cost", Meaning: "The charge was the one agreed."},
	{Key: "right_place", Name: "right place", Meaning: "The goods were delivered where they were meant to go."},
	{Key: "right_time", Name: "right time", Meaning: "The delivery came inside the promised window."},
}

// format is the sentence of a format: of the language, else the English one.
func (v voice) format(code Code) (text string, ok bool) {
	if v.in.speech != nil {
		if s, ok := v.in.speech.texts[code]; ok {
			return s.text, true
		}
	}
	for i := range formats {
		if formats[i].Code == code {
			return formats[i].Text, true
		}
	}
	return "", false
}

// term is a name of [Formats].
func (v voice) term(key string) string {
	if v.in.speech != nil {
		for _, terms := range v.in.speech.terms {
			if w, ok := terms[key]; ok {
				return w.Name
			}
		}
	}
	for i := range formatTerms {
		if formatTerms[i].Key == key {
			return formatTerms[i].Name
		}
	}
	return ""
}

// fill fills in a format with texts that are written already, by name. A translation that asks for another is as
// if it were not there.
func (v voice) fill(dst []byte, code Code, pairs ...string) []byte {
	return v.write(dst, code, telling{voice: v, pairs: pairs})
}

// count fills in a format with one number, {n}.
func (v voice) count(dst []byte, code Code, n string) []byte {
	return v.write(dst, code, telling{voice: v, pairs: []string{"n", n}, counted: true})
}

func (v voice) write(dst []byte, code Code, with telling) []byte {
	text, _ := v.format(code)
	at := len(dst)
	told, err := with.fill(dst, text, "", 0)
	if err != nil && v.in.speech != nil {
		return voice{}.write(told[:at], code, with)
	}
	return told
}
