package calendar_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

// Zones whose offsets are whole minutes from 1990 on, with every kind of change.
var zoneNames = []string{
	"UTC", "America/New_York", "Europe/Berlin", "Europe/Dublin", "Asia/Kathmandu", "Australia/Lord_Howe",
	"America/Santiago", "Africa/Cairo", "America/Havana", "America/St_Johns", "Pacific/Apia", "Antarctica/Troll",
}

// host keeps the zones it has found.
type host map[string]*time.Location

func (h host) Zone(name string) (*time.Location, error) { return h[name], nil }

func hostWithZones(t testing.TB) host {
	t.Helper()
	h := host{}
	for _, name := range zoneNames {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		h[name] = loc
	}
	return h
}

// anyFirst draws a date from 1991 to 2039, half of the time in the fortnight before a change of clocks.
func anyFirst(loc *time.Location) *rapid.Generator[logistics.Date] {
	return rapid.Custom(func(t *rapid.T) logistics.Date {
		d := logistics.MustDate("1991-01-01").AddDays(rapid.IntRange(0, 48*365).Draw(t, "first"))
		if rapid.Bool().Draw(t, "near a change") {
			if _, change := d.Start(loc).ZoneBounds(); !change.IsZero() && change.Year() < 2040 {
				d = logistics.DateOf(change, loc).AddDays(-rapid.IntRange(0, 13).Draw(t, "days before"))
			}
		}
		return d
	})
}

// anyShifts draws shifts of whole minutes, often at night, where the clocks change.
func anyShifts(least, most int) *rapid.Generator[[]logistics.Shift] {
	text := func(minute int) logistics.TimeOfDay {
		return logistics.MustTimeOfDay(time.Time{}.Add(time.Duration(minute%1440) * time.Minute).Format("15:04"))
	}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) logistics.Shift {
		open := rapid.OneOf(rapid.IntRange(0, 1439), rapid.IntRange(0, 240)).Draw(t, "open")
		length := rapid.OneOf(rapid.IntRange(1, 2880-open), rapid.IntRange(1, 240)).Draw(t, "length")
		closing := open + length
		end := text(closing).String()
		if closing >= 1440 { // the wall of the next date, as the shift writes it
			end = string(append([]byte(nil), byte('0'+closing/600), byte('0'+closing/60%10))) + end[2:]
		}
		return logistics.MustShift(text(open).String() + "-" + end)
	}), least, most)
}

func anyWeek() *rapid.Generator[logistics.Week] {
	return rapid.Custom(func(t *rapid.T) logistics.Week {
		day := rapid.OneOf(rapid.Just[[]logistics.Shift](nil), anyShifts(1, 3))
		return logistics.Week{
			Monday: day.Draw(t, "mon"), Tuesday: day.Draw(t, "tue"), Wednesday: day.Draw(t, "wed"),
			Thursday: day.Draw(t, "thu"),
			Friday:   day.Draw(t, "fri"), Saturday: day.Draw(t, "sat"), Sunday: day.Draw(t, "sun"),
		}
	})
}

// anyDates draws up to most entries around the horizon, each date once.
func anyDates(near *rapid.Generator[logistics.Date], least, most int) *rapid.Generator[[]logistics.DayHours] {
	return rapid.Custom(func(t *rapid.T) []logistics.DayHours {
		var days []logistics.DayHours
		for _, d := range rapid.SliceOfNDistinct(near, 0, most, rapid.ID).Draw(t, "dates") {
			days = append(days, logistics.DayHours{Date: d, Shifts: anyShifts(least, 2).Draw(t, "shifts")})
		}
		return days
	})
}

// anyRule draws a holiday that often falls near a date.
func anyRule(near *rapid.Generator[logistics.Date]) *rapid.Generator[calendar.Rule] {
	return rapid.Custom(func(t *rapid.T) calendar.Rule {
		year, month, day := near.Draw(t, "rule").Civil()
		r := calendar.Rule{
			Name: "a holiday",
			Kind: rapid.SampledFrom(
				[]calendar.RuleKind{calendar.FixedDate, calendar.NthWeekday, calendar.EasterSunday, calendar.Orthodox},
			).Draw(t, "kind"),
			Saturday: rapid.IntRange(-2, 2).Draw(t, "saturday"), Sunday: rapid.IntRange(-2, 2).Draw(t, "sunday"),
		}
		switch r.Kind {
		case calendar.FixedDate:
			r.Month, r.Day = int(month), day
			r.Offset = rapid.SampledFrom([]int{0, 0, 1, -366, 366}).Draw(t, "offset")
		case calendar.NthWeekday:
			r.Month, r.Day, r.Weekday = int(month), day, rapid.SampledFrom(
				[]string{"mon", "thu", "sat", "sun"},
			).Draw(t, "weekday")
			r.Nth = rapid.SampledFrom([]int{1, 2, 5, -1, -2, -5}).Draw(t, "nth")
			r.Offset = rapid.IntRange(-3, 3).Draw(t, "offset")
		default: // from Easter to the horizon, more or less
			r.Offset = min(max(int(month)*30+day-100+rapid.IntRange(-9, 9).Draw(t, "offset"), -366), 366)
		}
		if r.Kind != calendar.FixedDate { // all the others have a weekday of their own
			date, _, _ := r.On(2024)
			if date.Weekday() != time.Saturday {
				r.Saturday = 0
			}
			if date.Weekday() != time.Sunday {
				r.Sunday = 0
			}
		}
		if r.Saturday != 0 || r.Sunday != 0 {
			r.Observed = rapid.SampledFrom(
				[]calendar.Observance{"", calendar.Also, calendar.Instead, calendar.WhenClosed},
			).Draw(t, "observed")
		}
		if rapid.IntRange(0, 3).Draw(t, "bounded") == 0 {
			r.FirstYear = year - rapid.IntRange(-1, 1).Draw(t, "first year")
			r.LastYear = r.FirstYear + rapid.IntRange(0, 2).Draw(t, "last year")
		}
		return r
	})
}

// hides reports whether the dates of a season, of which nine follow the first at most, all lie in another one.
func hides(first, other calendar.Season) bool {
	holds := func(s calendar.Season, d logistics.Date) bool {
		if s.EachYear.IsZero() {
			return d.Compare(s.From) >= 0 && d.Compare(s.Through) <= 0
		}
		day, from, through := d.String()[5:], s.EachYear.From.String(), s.EachYear.Through.String()
		if from <= through {
			return from <= day && day <= through
		}
		return from <= day || day <= through
	}
	if !other.EachYear.IsZero() && first.EachYear.IsZero() {
		return false
	}
	for d := logistics.MustDate("1989-01-01"); d.Compare(logistics.MustDate("2042-01-01")) < 0; d = d.AddDays(1) {
		if holds(other, d) && !holds(first, d) {
			return false
		}
	}
	return true
}

// dayOfYear is the day of each year of a date.
func dayOfYear(d logistics.Date) calendar.MonthDay { return calendar.MustMonthDay(d.String()[5:]) }

// anyUncounted draws days that do not count.
func anyUncounted(near *rapid.Generator[logistics.Date]) *rapid.Generator[calendar.Uncounted] {
	return rapid.Custom(func(t *rapid.T) calendar.Uncounted {
		return calendar.Uncounted{
			Weekdays: rapid.SampledFrom([][]string{nil, nil, {"sat"}, {"sun", "wed"}}).Draw(t, "uncounted weekdays"),
			Dates:    rapid.SliceOfNDistinct(near, 0, 2, rapid.ID).Draw(t, "uncounted dates"),
			Rules:    rapid.SliceOfN(anyRule(near), 0, 1).Draw(t, "uncounted rules"),
		}
	})
}

// anyCalendar draws a document with something of everything around a horizon.
func anyCalendar(zone string, first, end logistics.Date) *rapid.Generator[calendar.Calendar] {
	near := rapid.Custom(func(t *rapid.T) logistics.Date {
		return first.AddDays(rapid.IntRange(-3, end.DaysSince(first)+2).Draw(t, "date"))
	})
	season := rapid.Custom(func(t *rapid.T) calendar.Season {
		from := near.Draw(t, "from")
		s := calendar.Season{
			From: from, Through: from.AddDays(rapid.IntRange(0, 9).Draw(t, "days")), Week: anyWeek().Draw(t, "week"),
		}
		if rapid.Bool().Draw(t, "each year") {
			s.EachYear = calendar.YearPart{From: dayOfYear(s.From), Through: dayOfYear(s.Through)}
			s.From, s.Through = logistics.Date{}, logistics.Date{}
		}
		return s
	})
	part := rapid.Custom(func(t *rapid.T) calendar.PartDay {
		return calendar.PartDay{Rule: anyRule(near).Draw(t, "part day"), Shifts: anyShifts(1, 2).Draw(t, "part")}
	})
	return rapid.Custom(func(t *rapid.T) calendar.Calendar {
		c := calendar.Calendar{
			Schema: calendar.Schema(), ID: logistics.MustID("any"), Zone: zone, Week: anyWeek().Draw(t, "week"),
			Seasons: rapid.SliceOfN(season, 0, 2).Filter(func(seasons []calendar.Season) bool {
				return !slices.ContainsFunc(seasons[min(1, len(seasons)):], func(s calendar.Season) bool {
					return hides(seasons[0], s)
				})
			}).Draw(t, "seasons"),
			Dates: anyDates(near, 0, 3).Draw(t, "dates"), Extra: anyDates(near, 1, 2).Draw(t, "extra"),
			Closures: anyDates(near, 1, 3).Draw(t, "closures"),
			Holidays: calendar.Holidays{
				Policy: rapid.SampledFrom(
					[]calendar.HolidayPolicy{"", calendar.ByStart, calendar.ByClip, calendar.ByClip},
				).Draw(t, "policy"),
				Dates: rapid.SliceOfN(near, 0, 3).Draw(t, "holidays"),
				Rules: rapid.SliceOfN(anyRule(near), 0, 2).Draw(t, "rules"),
			},
			PartDays:  rapid.SliceOfN(part, 0, 3).Draw(t, "part days"),
			Uncounted: anyUncounted(near).Draw(t, "uncounted"),
			Changes: calendar.Changes{
				Skipped: rapid.SampledFrom(
					[]calendar.Gap{"", calendar.AtTransition, calendar.Forward, calendar.Backward},
				).Draw(t, "skipped"),
				RepeatedOpen: rapid.SampledFrom([]calendar.Overlap{"", calendar.First, calendar.Last}).Draw(t, "open"),
				RepeatedClose: rapid.SampledFrom(
					[]calendar.Overlap{"", calendar.First, calendar.Last},
				).Draw(t, "close"),
			},
		}
		if rapid.Bool().Draw(t, "rotates") {
			c.Rotation = calendar.Rotation{
				Start: first.AddDays(rapid.IntRange(-50, 50).Draw(t, "start")),
				Weeks: rapid.SliceOfN(anyWeek(), 1, 3).Draw(t, "weeks"),
			}
		}
		return c
	})
}

// sample is a drawn calendar, compiled from its JSON.
type sample struct {
	doc        calendar.Calendar
	first, end logistics.Date
	clock      *calendar.Clock
}

const sampleDays = 12

func anySample(h host) *rapid.Generator[sample] {
	return rapid.Custom(func(t *rapid.T) sample {
		zone := rapid.SampledFrom(zoneNames).Draw(t, "zone")
		first := anyFirst(h[zone]).Draw(t, "first")
		return draw(t, h, zone, first, first.AddDays(sampleDays))
	})
}

func draw(t *rapid.T, h host, zone string, first, end logistics.Date) sample {
	doc := anyCalendar(zone, first, end).Draw(t, "calendar")
	data, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	read, err := calendar.DecodeCalendar(data)
	if err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	return sample{doc, first, end, compile(t, read, h, first, end)}
}

type fatal interface {
	Helper()
	Fatalf(format string, args ...any)
}

func compile(t fatal, c calendar.Calendar, zones logistics.Zones, first, end logistics.Date) *calendar.Clock {
	t.Helper()
	compiled, err := calendar.Compile(c, zones, first, end)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return compiled
}

// anyInstant draws an instant of the horizon, its end included, often at an edge or beside one.
func anyInstant(c *calendar.Clock) *rapid.Generator[time.Time] {
	from, to := c.Horizon()
	return rapid.Custom(func(t *rapid.T) time.Time {
		at := from.Add(
			time.Duration(rapid.Int64Range(0, int64(to.Sub(from)/time.Second)).Draw(t, "second")) * time.Second,
		)
		if rapid.Bool().Draw(t, "at an edge") {
			if edge, err := c.NextClose(at); err == nil {
				at = edge
			}
		}
		at = at.Add(time.Duration(rapid.SampledFrom([]int64{0, 0, 1, -1, 500e6, 1e9}).Draw(t, "beside")))
		if at.Before(from) {
			return from
		}
		if at.After(to) {
			return to
		}
		return at
	})
}

func between(t fatal, c *calendar.Clock, a, b time.Time) time.Duration {
	t.Helper()
	d, err := c.Between(a, b)
	if err != nil {
		t.Fatalf("from %s to %s: %v", a, b, err)
	}
	return d
}

// whole is the open time of the horizon.
func whole(t fatal, c *calendar.Clock) time.Duration {
	t.Helper()
	from, to := c.Horizon()
	return between(t, c, from, to)
}
