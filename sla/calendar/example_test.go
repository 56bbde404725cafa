package calendar_test

import (
	"errors"
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"github.com/rickar/cal/v2/us"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

// support is a desk in Berlin: weekdays with a lunch break, closed on Good Friday and Easter Monday.
func support() calendar.Calendar {
	return calendar.Calendar{
		Schema: calendar.Schema(), ID: logistics.MustID("SUPPORT"), Zone: "Europe/Berlin",
		Week: logistics.Weekdays(logistics.MustShift("09:00-12:30"), logistics.MustShift("13:30-17:00")),
		Holidays: calendar.Holidays{Rules: []calendar.Rule{
			{Name: "Good Friday", Kind: calendar.EasterSunday, Offset: -2},
			{Name: "Easter Monday", Kind: calendar.EasterSunday, Offset: 1},
		}},
	}
}

// compiled is a clock for 2025. In a program, handle the error.
func compiled(c calendar.Calendar) *calendar.Clock {
	clock, err := calendar.Compile(c, hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"))
	if err != nil {
		panic(err)
	}
	return clock
}

// berlin is an instant on the wall of Berlin.
func berlin(month time.Month, day, hour, minute int) time.Time {
	loc, _ := time.LoadLocation("Europe/Berlin")
	return time.Date(2025, month, day, hour, minute, 0, 0, loc)
}

const wall = "Mon 2 Jan 15:04"

func Example() {
	clock, err := calendar.Compile(
		support(), hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	received := berlin(time.April, 17, 15, 0) // the Thursday before Easter
	due, err := clock.Add(received, 8*time.Hour)
	fmt.Println("due", due.Format(wall), err)
	spent, err := clock.Between(received, berlin(time.April, 22, 10, 0))
	fmt.Println("spent", spent, err)
	// Output:
	// due Tue 22 Apr 16:00 <nil>
	// spent 3h0m0s <nil>
}

// The holidays of another library become dates of a calendar.
func Example_holidaysOfAnotherLibrary() {
	c := calendar.Calendar{
		Schema: calendar.Schema(), ID: logistics.MustID("DC-NEWARK"), Zone: "America/New_York",
		Week: logistics.Weekdays(logistics.MustShift("08:00-18:00")),
	}
	for _, holiday := range us.Holidays {
		for year := 2024; year <= 2026; year++ {
			_, observed := holiday.Calc(year)
			if date, err := logistics.NewDate(observed.Date()); err == nil { // one not yet introduced has no date
				c.Holidays.Dates = append(c.Holidays.Dates, date)
			}
		}
	}
	clock := compiled(c)
	days, err := clock.Count(logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"))
	fmt.Println(days, "working days,", len(c.Holidays.Dates), "holidays,", err)
	thanksgiving, err := clock.IsWorkingDay(logistics.MustDate("2025-11-27"))
	fmt.Println("Thanksgiving is one:", thanksgiving, err)
	// Output:
	// 250 working days, 33 holidays, <nil>
	// Thanksgiving is one: false <nil>
}

func ExampleSchema() {
	fmt.Println(calendar.Schema())
	// Output: logistics/calendar/2
}

func ExampleDecodeCalendar() {
	c, err := calendar.DecodeCalendar([]byte(`{
		"schema": "logistics/calendar/2", "id": "NIGHT", "zone": "Europe/Madrid",
		"week": {"fri": ["22:00-30:00"]},
		"holidays": {"policy": "clip", "rules": [{"name": "Labour Day", "kind": "fixed", "month": 5, "day": 1}]}
	}`))
	fmt.Println(c.ID, c.Week.Friday, c.Holidays.Rules[0].Name, err)
	_, err = calendar.DecodeCalendar([]byte(`{"schema": "logistics/calendar/2", "week": {"fri": ["22:00-06:00"]}}`))
	fmt.Println(err)
	// Output:
	// NIGHT [22:00-30:00] Labour Day <nil>
	// logistics: /id: required: id is required
	// logistics: /week/fri/0: conflict "22:00-06:00": ends before it starts; past midnight is 24:00 and more
	// logistics: /zone: syntax: an IANA time zone name
}

func ExampleCalendar_Validate() {
	c := support()
	c.Closures = []logistics.DayHours{{Date: logistics.MustDate("2025-06-02"), Note: "staff party"}}
	c.Holidays.Rules[0].Offset = 1000
	fmt.Println(c.Validate())
	// Output:
	// logistics: /closures/0/shifts: required: hours are required; the whole date is 00:00-24:00
	// logistics: /holidays/rules/0/offset: out_of_range "1000": at most a year away
}

func ExampleCompile() {
	c := support()
	c.Changes.Skipped = calendar.RejectGap
	c.Extra = []logistics.DayHours{
		{Date: logistics.MustDate("2025-03-30"), Shifts: []logistics.Shift{logistics.MustShift("02:30-05:00")}},
	}
	_, err := calendar.Compile(c, hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"))
	fmt.Println(err)
	// Output:
	// logistics: /extra/0/shifts/0: conflict: the clocks skip an edge of it, on 2025-03-30 first
}

func ExampleFromHours() {
	site := logistics.Hours{Zone: "Europe/Berlin", Week: logistics.Weekdays(logistics.MustShift("07:00-15:00"))}
	c := calendar.FromHours(logistics.MustID("DOCK-4"), site)
	c.Seasons = []calendar.Season{{
		Name: "half days", EachYear: calendar.YearPart{
			From: calendar.MustMonthDay("12-24"), Through: calendar.MustMonthDay("12-24"),
		},
		Week: logistics.Weekdays(logistics.MustShift("07:00-11:00")),
	}}
	open, err := compiled(c).Between(berlin(time.December, 22, 0, 0), berlin(time.December, 25, 0, 0))
	fmt.Println(open, err)
	// Output: 20h0m0s <nil>
}

func ExampleRule_On() {
	independence := calendar.Rule{
		Name: "Independence Day", Kind: calendar.FixedDate, Month: 7, Day: 4, Saturday: -1, Sunday: 1,
	}
	date, observed, ok := independence.On(2026)
	fmt.Println(date, date.Weekday(), observed, observed.Weekday(), ok)
	// Output: 2026-07-04 Saturday 2026-07-03 Friday true
}

func ExampleObservance() {
	// Christmas Day of 2021 was a Saturday, and the depot works on Saturdays.
	for _, observed := range []calendar.Observance{calendar.Also, calendar.Instead, calendar.WhenClosed} {
		depot := calendar.FromHours(logistics.MustID("DEPOT"), logistics.Hours{
			Zone: "America/New_York", Week: logistics.Weekdays(logistics.MustShift("06:00-18:00")),
		})
		depot.Week.Saturday = depot.Week.Friday
		depot.Holidays.Rules = []calendar.Rule{{
			Name: "Christmas Day", Kind: calendar.FixedDate, Month: 12, Day: 25, Saturday: -1, Sunday: 1,
			Observed: observed,
		}}
		clock, err := calendar.Compile(
			depot, hostZones{}, logistics.MustDate("2021-12-01"), logistics.MustDate("2022-01-01"),
		)
		if err != nil {
			fmt.Println(err)
			return
		}
		friday, _ := clock.IsWorkingDay(logistics.MustDate("2021-12-24"))
		saturday, _ := clock.IsWorkingDay(logistics.MustDate("2021-12-25"))
		fmt.Println(observed, "- open on Friday:", friday, "- on Saturday:", saturday)
	}
	// Output:
	// also - open on Friday: false - on Saturday: false
	// instead - open on Friday: false - on Saturday: true
	// when_closed - open on Friday: true - on Saturday: false
}

func ExamplePartDay() {
	desk := support()
	desk.PartDays = []calendar.PartDay{{
		Rule:   calendar.Rule{Name: "Maundy Thursday", Kind: calendar.EasterSunday, Offset: -3},
		Shifts: []logistics.Shift{logistics.MustShift("00:00-14:00")},
	}}
	closing, err := compiled(desk).NextClose(berlin(time.April, 17, 13, 45))
	fmt.Println(closing.Format(wall), err)
	// Output: Thu 17 Apr 14:00 <nil>
}

func ExampleUncounted() {
	desk := support()
	desk.Week.Saturday = []logistics.Shift{logistics.MustShift("09:00-12:00")}
	desk.Uncounted.Weekdays = []string{"sat"}
	clock := compiled(desk)
	open, err := clock.Between(berlin(time.June, 7, 0, 0), berlin(time.June, 8, 0, 0))
	fmt.Println(open, err)
	next, err := clock.Offset(logistics.MustDate("2025-06-06"), 1) // from a Friday
	fmt.Println(next, next.Weekday(), err)
	// Output:
	// 3h0m0s <nil>
	// 2025-06-09 Monday <nil>
}

func ExampleNewMonthDay() {
	leap, err := calendar.NewMonthDay(time.February, 29)
	fmt.Println(leap, err)
	_, err = calendar.NewMonthDay(time.February, 30)
	fmt.Println(err)
	// Output:
	// 02-29 <nil>
	// logistics: out_of_range "2-30": no such month and day
}

func ExampleParseMonthDay() {
	day, err := calendar.ParseMonthDay("12-24")
	fmt.Println(day, err)
	_, err = calendar.ParseMonthDay("24.12.")
	fmt.Println(err)
	// Output:
	// 12-24 <nil>
	// logistics: syntax "24.12.": month and day, like 12-24
}

func ExampleMustMonthDay() {
	peak := calendar.YearPart{From: calendar.MustMonthDay("11-15"), Through: calendar.MustMonthDay("01-06")}
	fmt.Println(peak.From, "to", peak.Through)
	// Output: 11-15 to 01-06
}

func ExampleClock_MayWorkOn() {
	clock := compiled(support())
	fmt.Println(clock.MayWorkOn(time.Friday), clock.MayWorkOn(time.Saturday))
	// Output: true false
}

func ExampleHorizonError() {
	_, err := compiled(support()).Offset(logistics.MustDate("2026-03-01"), 1)
	var beyond *calendar.HorizonError
	if errors.As(err, &beyond) {
		fmt.Println(beyond.Calendar, "is compiled up to", beyond.End, "and was asked about", beyond.Date)
	}
	// Output: SUPPORT is compiled up to 2026-01-01 and was asked about 2026-03-01
}

func ExampleClock_Between() {
	clock := compiled(support())
	open, err := clock.Between(berlin(time.June, 6, 16, 0), berlin(time.June, 9, 10, 0)) // Friday to Monday
	fmt.Println(open, err)
	back, err := clock.Between(berlin(time.June, 9, 10, 0), berlin(time.June, 6, 16, 0))
	fmt.Println(back, err)
	_, err = clock.Between(berlin(time.June, 9, 10, 0), berlin(time.June, 9, 10, 0).AddDate(5, 0, 0))
	said, asked, _ := strings.Cut(err.Error(), "; ")
	fmt.Println(said)
	fmt.Println(asked)
	// Output:
	// 2h0m0s <nil>
	// -2h0m0s <nil>
	// logistics: outside the horizon of the calendar: SUPPORT knows 2025-01-01 up to, and without, 2026-01-01
	// asked about 2030-06-09T10:00:00+02:00
}

func ExampleClock_Add() {
	clock := compiled(support())
	due, err := clock.Add(berlin(time.June, 6, 9, 0), 7*time.Hour)
	fmt.Println(due.Format(wall), err) // at the close: the deadline does not slip over the weekend
	before, err := clock.Add(berlin(time.June, 9, 10, 0), -2*time.Hour)
	fmt.Println(before.Format(wall), err)
	// Output:
	// Fri 6 Jun 17:00 <nil>
	// Fri 6 Jun 16:00 <nil>
}

func ExampleClock_AddToOpen() {
	clock := compiled(support())
	next, err := clock.AddToOpen(berlin(time.June, 6, 9, 0), 7*time.Hour)
	fmt.Println(next.Format(wall), err) // when the work after it can start
	// Output: Mon 9 Jun 09:00 <nil>
}

func ExampleClock_IsOpen() {
	clock := compiled(support())
	for _, minute := range []int{29, 30} {
		open, err := clock.IsOpen(berlin(time.June, 6, 12, minute))
		fmt.Println(open, err)
	}
	// Output:
	// true <nil>
	// false <nil>
}

func ExampleClock_NextOpen() {
	opens, err := compiled(support()).NextOpen(berlin(time.April, 17, 17, 0))
	fmt.Println(opens.Format(wall), err) // over Easter
	// Output: Tue 22 Apr 09:00 <nil>
}

func ExampleClock_NextClose() {
	closes, err := compiled(support()).NextClose(berlin(time.June, 6, 9, 0))
	fmt.Println(closes.Format(wall), err)
	// Output: Fri 6 Jun 12:30 <nil>
}

func ExampleClock_PrevOpen() {
	opened, err := compiled(support()).PrevOpen(berlin(time.June, 6, 13, 0))
	fmt.Println(opened.Format(wall), err)
	// Output: Fri 6 Jun 09:00 <nil>
}

func ExampleClock_PrevClose() {
	closed, err := compiled(support()).PrevClose(berlin(time.June, 8, 12, 0))
	fmt.Println(closed.Format(wall), err)
	// Output: Fri 6 Jun 17:00 <nil>
}

func ExampleClock_Segments() {
	segments, err := compiled(support()).Segments(berlin(time.June, 6, 12, 0), berlin(time.June, 9, 9, 15))
	if err != nil {
		fmt.Println(err)
		return
	}
	for s := range segments {
		fmt.Println(s.Open.Format(wall), "to", s.Close.Format(wall))
	}
	// Output:
	// Fri 6 Jun 12:00 to Fri 6 Jun 12:30
	// Fri 6 Jun 13:30 to Fri 6 Jun 17:00
	// Mon 9 Jun 09:00 to Mon 9 Jun 09:15
}

func ExampleClock_Count() {
	days, err := compiled(support()).Count(logistics.MustDate("2025-04-14"), logistics.MustDate("2025-04-28"))
	fmt.Println(days, err) // two weeks with Easter between
	// Output: 8 <nil>
}

func ExampleClock_Offset() {
	day, err := compiled(support()).Offset(logistics.MustDate("2025-04-17"), 2)
	fmt.Println(day, err)
	// Output: 2025-04-23 <nil>
}

func ExampleClock_IsWorkingDay() {
	working, err := compiled(support()).IsWorkingDay(logistics.MustDate("2025-04-18"))
	fmt.Println(working, err) // Good Friday
	// Output: false <nil>
}

func ExampleClock_Roll() {
	clock := compiled(support())
	for _, roll := range []calendar.Roll{calendar.Following, calendar.Preceding, calendar.ModifiedFollowing} {
		day, err := clock.Roll(logistics.MustDate("2025-05-31"), roll) // a Saturday
		fmt.Println(roll, day, err)
	}
	// Output:
	// following 2025-06-02 <nil>
	// preceding 2025-05-30 <nil>
	// modified_following 2025-05-30 <nil>
}

func ExampleClock_OffsetRolled() {
	day, err := compiled(support()).OffsetRolled(logistics.MustDate("2025-05-31"), 2, calendar.Preceding)
	fmt.Println(day, err)
	// Output: 2025-06-03 <nil>
}

func ExampleAnd() {
	dock := compiled(support())
	carrier := calendar.Calendar{
		Schema: calendar.Schema(), ID: logistics.MustID("CARRIER"), Zone: "Europe/London",
		Week: logistics.Weekdays(logistics.MustShift("08:00-14:00")),
	}
	both, err := calendar.And(dock, compiled(carrier))
	if err != nil {
		fmt.Println(err)
		return
	}
	closes, err := both.NextClose(berlin(time.June, 6, 14, 0))
	fmt.Println(closes.Format(wall), err) // the carrier stops at 14:00 in London
	// Output: Fri 6 Jun 15:00 <nil>
}

func ExampleOr() {
	saturday := calendar.Calendar{
		Schema: calendar.Schema(), ID: logistics.MustID("STANDBY"), Zone: "Europe/Berlin",
		Week: logistics.Week{Saturday: []logistics.Shift{logistics.MustShift("10:00-12:00")}},
	}
	either, err := calendar.Or(compiled(support()), compiled(saturday))
	if err != nil {
		fmt.Println(err)
		return
	}
	due, err := either.Add(berlin(time.June, 6, 16, 0), 2*time.Hour)
	fmt.Println(due.Format(wall), err)
	// Output: Sat 7 Jun 11:00 <nil>
}

func ExampleMinus() {
	clock := compiled(support())
	maintenance := compiled(calendar.Calendar{
		Schema: calendar.Schema(), ID: logistics.MustID("PATCHES"), Zone: "UTC",
		Week: logistics.Week{Tuesday: []logistics.Shift{logistics.MustShift("12:00-14:00")}},
	})
	served, err := calendar.Minus(clock, maintenance)
	if err != nil {
		fmt.Println(err)
		return
	}
	open, err := served.Between(berlin(time.June, 3, 0, 0), berlin(time.June, 4, 0, 0))
	fmt.Println(open, err)
	// Output: 5h0m0s <nil>
}

func ExampleClock_Not() {
	closed, err := compiled(support()).Not().Between(berlin(time.June, 6, 0, 0), berlin(time.June, 7, 0, 0))
	fmt.Println(closed, err)
	// Output: 17h0m0s <nil>
}

func ExampleClock_Fingerprint() {
	one, other := support(), support()
	other.Week.Monday = []logistics.Shift{
		logistics.MustShift("13:30-17:00"), logistics.MustShift("09:00-11:00"), logistics.MustShift("10:30-12:30"),
	}
	fmt.Println(compiled(one).Fingerprint() == compiled(other).Fingerprint())
	other.Week.Friday = nil
	fmt.Println(compiled(one).Fingerprint() == compiled(other).Fingerprint())
	// Output:
	// true
	// false
}

func ExampleDiff() {
	old, updated := support(), support()
	updated.Dates = []logistics.DayHours{
		{Date: logistics.MustDate("2025-06-06"), Shifts: []logistics.Shift{logistics.MustShift("08:00-12:00")}},
	}
	changes, err := calendar.Diff(compiled(old), compiled(updated))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, change := range changes {
		fmt.Println(change.Open.Format(wall), "to", change.Close.Format(wall), change.Opened)
	}
	// Output:
	// Fri 6 Jun 08:00 to Fri 6 Jun 09:00 true
	// Fri 6 Jun 12:00 to Fri 6 Jun 12:30 false
	// Fri 6 Jun 13:30 to Fri 6 Jun 17:00 false
}

func ExampleDecodeFreeTime() {
	policy, err := calendar.DecodeFreeTime([]byte(`{
		"schema": "logistics/calendar.free_time/1", "id": "DEM-40HC",
		"unit": "working_days", "beyond": "calendar_days", "start": "next_day", "free": 5,
		"rates": [
			{"through": 5, "price": {"amount": "75", "currency": "USD"}},
			{"price": {"amount": "110", "currency": "USD"}}
		]
	}`))
	fmt.Println(policy.ID, policy.Free, policy.Unit, policy.Rates[1].Price, err)
	// Output: DEM-40HC 5 working_days 110.00 USD <nil>
}

func ExampleFreeTime_Validate() {
	policy := calendar.FreeTime{
		Schema: "logistics/calendar.free_time/1", ID: logistics.MustID("DET"), Unit: calendar.ElapsedHours, Free: 2,
		Start: calendar.NextDay,
		Rates: []calendar.Rate{{Through: 5, Price: logistics.MustMoney("60 EUR")}},
	}
	fmt.Println(policy.Validate())
	// Output:
	// logistics: /rates/0/through: conflict "5": the last rate has no end
	// logistics: /start: conflict "next_day": hours begin with the event
}

func ExampleFreeTime_Charge() {
	demurrage := calendar.FreeTime{
		Schema: "logistics/calendar.free_time/1", ID: logistics.MustID("DEM-40HC"),
		Unit: calendar.CalendarDays, Start: calendar.NextDay, Free: 5,
		Rates: []calendar.Rate{
			{Through: 5, Price: logistics.MustMoney("75 USD")}, {Price: logistics.MustMoney("110 USD")},
		},
	}
	// Discharged on Monday 3 March, so that day 1 is the 4th; picked up on the 15th, day 12.
	stay, err := demurrage.Charge(compiled(support()), berlin(time.March, 3, 22, 0), berlin(time.March, 15, 9, 0))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(stay.Used, "used,", stay.Free, "free,", stay.Charged, "charged")
	for _, line := range stay.Lines {
		fmt.Println(line.Units, "at", line.Price, "is", line.Amount)
	}
	fmt.Println(stay.Total)
	// Output:
	// 12 used, 5 free, 7 charged
	// 5 at 75.00 USD is 375.00 USD
	// 2 at 110.00 USD is 220.00 USD
	// 595.00 USD
}
