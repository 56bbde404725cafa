package logistics

import (
	"cmp"
	"strings"
	"time"

	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/iso"
	"github.com/logicrm/logistics/internal/zone"
)

// Precision is how finely a time was written down.
type Precision uint8

// The precisions, from coarse to fine. The second is the finest grain contracts are written in: a
// stamp to the second or finer is taken as an instant.
const (
	PrecisionDay Precision = iota + 1
	PrecisionHour
	PrecisionMinute
	PrecisionSecond
	PrecisionNano // a fraction of a second was given
)

var precisionNames = []string{"unspecified", "day", "hour", "minute", "second", "nano"}

// String is the text on the wire.
func (p Precision) String() string { return enum.Name(p, precisionNames) }

// MarshalText refuses the zero Precision.
func (p Precision) MarshalText() ([]byte, error) { return enumText(p, precisionNames) }

// UnmarshalText reads the form of String.
func (p *Precision) UnmarshalText(text []byte) error { return enumParse(p, precisionNames, text) }

// Stamp is a time as it was written down: local date and clock, with an offset from UTC, a zone name,
// both or neither, to the precision that was given. It never invents an offset: what is not known
// stays open, and [Stamp.Interval] says which instants it can mean. Stamps compare with ==. The zero
// Stamp is absent.
type Stamp struct {
	zone      string // IANA name, or ""
	date      Date
	seconds   int32 // of the day
	nanos     int32
	offset    int16 // minutes east of UTC
	hasOffset bool
	precision Precision
}

// MustStamp is [ParseStamp] for literals in programs; it panics on a fault.
func MustStamp(s string) Stamp { return must(ParseStamp(s)) }

// StampOf writes an instant down with its offset, to the nanosecond. The zero time, and one whose local
// date is not in the years 1 to 9999, is absent.
func StampOf(t time.Time) Stamp {
	if t.IsZero() || t.Year() < 0 || t.Year() > 10000 {
		return Stamp{}
	}
	_, offset := t.Zone()
	if offset%60 != 0 || offset > 14*3600 || offset < -14*3600 {
		offset = 0 // an offset no text can carry: the instant is kept, in UTC
	}
	local := t.Unix() + int64(offset)
	day := floorDiv(local, 86400)
	if day <= -dateBias || day >= endOfDates-dateBias {
		return Stamp{}
	}
	s := Stamp{
		date: dateOf(day), seconds: int32(local - day*86400), nanos: int32(t.Nanosecond()),
		offset: int16(offset / 60), hasOffset: true, precision: PrecisionSecond,
	}
	if s.nanos != 0 {
		s.precision = PrecisionNano
	}
	return s
}

// OnDate is a stamp of a whole civil date, without offset.
func OnDate(d Date) Stamp {
	if d.IsZero() {
		return Stamp{}
	}
	return Stamp{date: d, precision: PrecisionDay}
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// InZone returns the stamp with a zone name, unless it has an offset or a zone already: how a scan
// without a zone takes on the zone of the place it was made at.
func (s Stamp) InZone(name string) Stamp {
	if s.IsZero() || s.hasOffset || s.zone != "" || checkZoneName(name) != nil {
		return s
	}
	s.zone = name
	return s
}

// Date is the local date.
func (s Stamp) Date() Date { return s.date }

// Precision is how finely the time was written down.
func (s Stamp) Precision() Precision { return s.precision }

// Offset is the offset in minutes east of UTC, if one was written.
func (s Stamp) Offset() (minutes int, ok bool) { return int(s.offset), s.hasOffset }

// Zone is the IANA name, or "".
func (s Stamp) Zone() string { return s.zone }

// Equal is for tests with go-cmp and for generic code; in programs use ==.
func (s Stamp) Equal(o Stamp) bool { return s == o }

// Compare orders stamps as they are written: by local date and clock, then precision, offset and zone.
// It is a total order for listing; for what came first in time compare intervals.
func (s Stamp) Compare(o Stamp) int {
	return cmp.Or(
		s.date.Compare(o.date), cmp.Compare(s.seconds, o.seconds), cmp.Compare(s.nanos, o.nanos),
		cmp.Compare(s.precision, o.precision), compareBool(s.hasOffset, o.hasOffset), cmp.Compare(s.offset, o.offset),
		strings.Compare(s.zone, o.zone))
}

// after reports whether s is later than o whatever the instants are that they can mean. Two stamps without
// an offset are taken to be of one clock.
func (s Stamp) after(o Stamp) bool {
	if s.IsZero() || o.IsZero() {
		return false
	}
	var clock *time.Location
	if !s.hasOffset && !o.hasOffset && s.zone == o.zone {
		if s.date.n <= o.date.n && s.seconds <= o.seconds && s.nanos <= o.nanos {
			return false // as most are, without a look at the clock
		}
		clock = time.UTC
	}
	return s.IntervalIn(clock).earliest.After(o.IntervalIn(clock).latest)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}

// IsZero reports whether the stamp is absent.
func (s Stamp) IsZero() bool { return s.date.IsZero() }

// Interval returns the instants the stamp can mean. A written offset decides; else the named zone,
// looked up in zones; else nothing is known but the range of offsets in use, -12:00 to +14:00, so the
// interval is a day and more wide. An absent stamp is a fault.
func (s Stamp) Interval(zones Zones) (Interval, error) {
	if s.IsZero() {
		return Interval{}, NewFieldError(FaultRequired, "", "an absent stamp has no interval")
	}
	if s.hasOffset || s.zone == "" {
		return s.IntervalIn(nil), nil
	}
	loc, err := LookupZone(zones, s.zone)
	if err != nil {
		return Interval{}, err
	}
	return s.IntervalIn(loc), nil
}

// IntervalIn is Interval with the zone at hand, for the many stamps of one place. A written offset
// still decides; nil is a zone nobody knows. Where the clocks repeat an hour both readings are in the
// interval; a reading they skipped lies between the change and what a clock not yet put forward meant.
func (s Stamp) IntervalIn(loc *time.Location) Interval {
	day, second := s.date.day(), int64(s.seconds)
	width := s.width()
	switch {
	case s.hasOffset:
		start := day*86400 + second - int64(s.offset)*60
		return newInterval(time.Unix(start, int64(s.nanos)).UTC(), time.Unix(start, int64(s.nanos)+width).UTC())
	case loc == nil:
		start := day*86400 + second
		return newInterval(
			time.Unix(start-14*3600, int64(s.nanos)).UTC(), time.Unix(start+12*3600, int64(s.nanos)+width).UTC())
	case s.precision == PrecisionDay:
		first, next := zone.StartOfDay(loc, day), zone.StartOfDay(loc, day+1)
		if next <= first { // the date was skipped: whoever wrote it went by the old offset
			_, next = readings(loc, day, 86400-1)
			next++
		}
		return newInterval(time.Unix(first, 0).In(loc), time.Unix(next, -1).In(loc))
	default:
		first, last := readings(loc, day, second)
		if s.precision == PrecisionHour && width > 0 {
			// A change of the clocks inside the hour stretches or shrinks it: take the later reading of its end.
			_, end := readings(loc, day, second+3599)
			last, width = max(last, end), 1e9-1
		}
		return newInterval(time.Unix(first, int64(s.nanos)).In(loc), time.Unix(last, int64(s.nanos)+width).In(loc))
	}
}

// readings are the earliest and latest instants a wall clock reading can mean.
func readings(loc *time.Location, day, second int64) (first, last int64) {
	r := zone.Candidates(loc, day, second)
	if r.Kind == zone.Skipped {
		// Somebody read a clock that had not been put forward: after the change, by the old offset.
		return r.Transition, r.Last
	}
	return r.First, r.Last
}

// width is how far the last nanosecond a stamp can mean lies behind its first.
func (s Stamp) width() int64 {
	switch s.precision {
	case PrecisionDay:
		return 24*3600*1e9 - 1
	case PrecisionHour:
		return 3600*1e9 - 1
	case PrecisionMinute:
		return 60*1e9 - 1
	default:
		return 0
	}
}

// String is the text ParseStamp reads; "" for an absent stamp.
func (s Stamp) String() string {
	if s.IsZero() {
		return ""
	}
	dst := s.date.append(make([]byte, 0, 48))
	if s.precision > PrecisionDay {
		clock := iso.Clock{Seconds: s.seconds, Nanos: s.nanos, Parts: int(s.precision - PrecisionDay)}
		dst = clock.Append(append(dst, 'T'))
	}
	if s.hasOffset {
		dst = iso.AppendOffset(dst, int(s.offset))
	}
	if s.zone != "" {
		dst = append(append(append(dst, '['), s.zone...), ']')
	}
	return string(dst)
}

// MarshalText writes the form of String.
func (s Stamp) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the form of String; empty text is an absent stamp.
func (s *Stamp) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*s = Stamp{}
		return nil
	}
	return parseInto(s, ParseStamp, text)
}

// OnClockOf returns the instants a stamp made at a place can mean. A stamp without offset and zone is
// read on the clock of the place; when the zone of the place is not known either, it is read as if in
// UTC, so that it compares with other stamps of that clock and with nothing else.
func (s Stamp) OnClockOf(place Place, zones Zones) (Interval, error) {
	if place.Zone != "" && !s.IsZero() && !s.hasOffset && s.zone == "" {
		s.zone = place.Zone // its name is looked at where it is looked up
	}
	if !s.IsZero() && !s.hasOffset && s.zone == "" {
		return s.IntervalIn(time.UTC), nil
	}
	return s.Interval(zones)
}
