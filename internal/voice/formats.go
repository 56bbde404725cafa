package voice

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

// Formats are the sentences of figures. They are only read.
func Formats() []Format { return formats }

// Terms are what the words of the root are called. They are only read.
func Terms() []Term { return terms }

// Format is a sentence of figures, in English.
type Format struct{ Code, Text string }

// Term is what a word of the root is called in English.
type Term struct{ Key, Name, Meaning string }

// Formats are the sentences of figures, by code.
var formats = []Format{
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

var terms = []Term{
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

	{Key: "met", Name: "met", Meaning: "What was promised happened."},
	{Key: "missed", Name: "missed", Meaning: "What was promised did not happen."},
	{Key: "undetermined", Name: "undetermined", Meaning: "The facts do not say whether it happened."},
	{Key: "not_due", Name: "not due yet", Meaning: "It was promised for later."},
	{Key: "waived", Name: "waived", Meaning: "It was agreed not to ask for it."},

	{Key: "intact", Name: "intact", Meaning: "The goods are as they should be."},
	{Key: "damaged", Name: "damaged", Meaning: "The goods are broken or spoilt."},
	{Key: "expired", Name: "past their date", Meaning: "The best-before or use-by date has passed."},
	{Key: "wrong_packaging", Name: "wrongly packed", Meaning: "The goods are sound and not packed as agreed."},
	{Key: "wrong_label", Name: "wrongly labelled", Meaning: "The goods are sound and not labelled as agreed."},
	{Key: "too_warm", Name: "too warm", Meaning: "The goods were outside their temperatures for too long."},

	{Key: "included", Name: "included in another price", Meaning: "The cost is part of another price."},
	{Key: "invoiced_separately", Name: "on a separate invoice", Meaning: "The cost is on an invoice that is not here."},
	{Key: "see_document", Name: "on another document", Meaning: "The cost is on the document that is named."},
	{Key: "not_captured", Name: "not recorded", Meaning: "Nobody wrote the cost down."},
	{Key: "not_yet_invoiced", Name: "not invoiced yet", Meaning: "The cost is expected and not here yet."},

	{Key: "nobody", Name: "an actor without a name", Meaning: "The command does not say who gave it."},
	{Key: "customer", Name: "the customer", Meaning: "Whoever ordered the goods."},
	{Key: "staff", Name: "a member of staff", Meaning: "A person of the shop."},
	{Key: "warehouse", Name: "the warehouse", Meaning: "A person where goods are received."},
	{Key: "carrier", Name: "the carrier", Meaning: "Whoever moves the goods."},
	{Key: "system", Name: "a program", Meaning: "A scheduler, an import, a payment service."},

	{Key: "monday", Name: "Monday"},
	{Key: "tuesday", Name: "Tuesday"},
	{Key: "wednesday", Name: "Wednesday"},
	{Key: "thursday", Name: "Thursday"},
	{Key: "friday", Name: "Friday"},
	{Key: "saturday", Name: "Saturday"},
	{Key: "sunday", Name: "Sunday"},
}
