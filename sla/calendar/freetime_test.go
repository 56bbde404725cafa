package calendar_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
)

const hamburg = "Europe/Berlin"

// terminal is a port that works on weekdays, and not on Good Friday and Easter Monday 2025.
func terminal(t fatal) *calendar.Clock {
	doc := weekdays(hamburg, "06:00-22:00")
	doc.Holidays.Rules = germanHolidays()
	return year2025(t, doc)
}

func demurrage() calendar.FreeTime {
	return calendar.FreeTime{
		Schema: "logistics/calendar.free_time/1", ID: logistics.MustID("DEM-40HC"), Unit: calendar.CalendarDays,
		Start: calendar.NextDay, Free: 5,
		Rates: []calendar.Rate{
			{Through: 5, Price: logistics.MustMoney("75 USD")},
			{Through: 10, Price: logistics.MustMoney("110 USD")},
			{Price: logistics.MustMoney("150 USD")},
		},
	}
}

func detention() calendar.FreeTime {
	return calendar.FreeTime{
		Schema: "logistics/calendar.free_time/1", ID: logistics.MustID("DET-TRUCK"), Unit: calendar.ElapsedHours,
		Free:  2,
		Rates: []calendar.Rate{{Price: logistics.MustMoney("60 EUR")}},
	}
}

func with(f calendar.FreeTime, change func(*calendar.FreeTime)) calendar.FreeTime {
	change(&f)
	return f
}

func TestFreeTimeByHand(t *testing.T) {
	c := terminal(t)
	working := with(demurrage(), func(f *calendar.FreeTime) { f.Unit = calendar.WorkingDays })
	always := with(working, func(f *calendar.FreeTime) { f.Beyond = calendar.CalendarDays })
	dock := with(detention(), func(f *calendar.FreeTime) { f.Unit = calendar.WorkingHours })
	dockThenClock := with(dock, func(f *calendar.FreeTime) { f.Beyond = calendar.ElapsedHours })
	none := func(f *calendar.FreeTime) { f.Free = 0 }
	for _, row := range []struct {
		name          string
		policy        calendar.FreeTime
		from, to      string
		used, charged int64
		total         string
	}{
		// Discharged on Monday 3 March: day 1 is Tuesday 4, day 5 Saturday 8.
		{"returned on the last free day", demurrage(), "2025-03-03T23:50:00", "2025-03-08T23:59:59", 5, 0, "0 USD"},
		{"a day later, Sunday", demurrage(), "2025-03-03T00:10:00", "2025-03-09T00:00:00", 6, 1, "75 USD"},
		// 5*75 + 2*110
		{"into the second tier", demurrage(), "2025-03-03T10:00:00", "2025-03-15T10:00:00", 12, 7, "595 USD"},
		// 375 + 550 + 2*150
		{"into the third tier", demurrage(), "2025-03-03T10:00:00", "2025-03-20T10:00:00", 17, 12, "1225 USD"},
		{"returned on the day of discharge", demurrage(), "2025-03-03T10:00:00", "2025-03-03T18:00:00", 0, 0, "0 USD"},
		{
			"day 1 is the day itself", with(demurrage(), func(f *calendar.FreeTime) { f.Start = calendar.SameDay }),
			"2025-03-03T10:00:00", "2025-03-08T10:00:00", 6, 1, "75 USD",
		},
		// Working days over Easter: discharged Tuesday 15 April; 16, 17, 22, 23, 24 are free.
		{"free over Easter", working, "2025-04-15T10:00:00", "2025-04-24T23:00:00", 5, 0, "0 USD"},
		// Friday and Monday
		{"working days beyond", working, "2025-04-15T10:00:00", "2025-04-28T08:00:00", 7, 2, "150 USD"},
		{"a weekend between", working, "2025-04-15T10:00:00", "2025-04-27T08:00:00", 6, 1, "75 USD"},
		// 25 to 28 April
		{
			"once on demurrage, always on demurrage", always, "2025-04-15T10:00:00", "2025-04-28T08:00:00", 9, 4,
			"300 USD",
		},
		{"always, still free", always, "2025-04-15T10:00:00", "2025-04-24T23:00:00", 5, 0, "0 USD"},
		// 11, 14 to 17 are free, 18 is Good Friday
		{"always, from the Saturday on", always, "2025-04-10T10:00:00", "2025-04-19T08:00:00", 7, 2, "150 USD"},
		// 18 to 22 April
		{"always, nothing free", with(always, none), "2025-04-17T10:00:00", "2025-04-22T08:00:00", 5, 5, "375 USD"},
		// A truck at the dock.
		{"within the free hours", detention(), "2025-03-03T08:00:00", "2025-03-03T10:00:00", 2, 0, "0 EUR"},
		{"a second more is an hour begun", detention(), "2025-03-03T08:00:00", "2025-03-03T10:00:01", 3, 1, "60 EUR"},
		{"three hours and a half", detention(), "2025-03-03T08:00:00", "2025-03-03T13:30:00", 6, 4, "240 EUR"},
		{"no time at all", detention(), "2025-03-03T08:00:00", "2025-03-03T08:00:00", 0, 0, "0 EUR"},
		// one hour, then 06:00 to 07:30
		{"over night on the clock of the dock", dock, "2025-03-03T21:00:00", "2025-03-04T07:30:00", 3, 1, "60 EUR"},
		// free until 22:00
		{
			"free on the dock, then on the wall", dockThenClock, "2025-03-03T20:00:00", "2025-03-04T00:30:00", 5, 3,
			"180 EUR",
		},
		{"still free on the dock", dockThenClock, "2025-03-03T20:30:00", "2025-03-04T06:30:00", 2, 0, "0 EUR"},
		{
			"nothing free, and it came at night", with(dockThenClock, none), "2025-03-04T02:00:00",
			"2025-03-04T06:30:00", 5, 5, "300 EUR",
		},
		{"a night of 23 hours", detention(), "2025-03-29T12:00:00", "2025-03-30T12:00:00", 23, 21, "1260 EUR"},
	} {
		stay, err := row.policy.Charge(c, at(t, hamburg, row.from), at(t, hamburg, row.to))
		if err != nil {
			t.Errorf("%s: %v", row.name, err)
			continue
		}
		if stay.Used != row.used || stay.Charged != row.charged || !stay.Total.Equal(logistics.MustMoney(row.total)) ||
			stay.Free != row.policy.Free {
			t.Errorf("%s: %+v, want %d used, %d charged, %s", row.name, stay, row.used, row.charged, row.total)
		}
	}
}

// anyFreeTime draws a policy whose rates grow.
func anyFreeTime() *rapid.Generator[calendar.FreeTime] {
	return rapid.Custom(func(t *rapid.T) calendar.FreeTime {
		f := demurrage()
		f.Unit = rapid.SampledFrom(
			[]calendar.FreeUnit{
				calendar.CalendarDays, calendar.WorkingDays, calendar.WorkingHours, calendar.ElapsedHours,
			},
		).Draw(t, "unit")
		f.Start = rapid.SampledFrom([]calendar.FreeStart{calendar.SameDay, calendar.NextDay}).Draw(t, "start")
		goesOn := rapid.Bool().Draw(t, "goes on")
		switch {
		case f.Unit == calendar.WorkingDays && goesOn:
			f.Beyond = calendar.CalendarDays
		case f.Unit == calendar.WorkingHours && goesOn:
			f.Beyond = calendar.ElapsedHours
		}
		if f.Unit == calendar.WorkingHours || f.Unit == calendar.ElapsedHours {
			f.Start = ""
		}
		f.Free = rapid.Int64Range(0, 10).Draw(t, "free")
		f.Rates = nil
		for i := range rapid.Int64Range(1, 4).Draw(t, "rates") {
			f.Rates = append(
				f.Rates,
				calendar.Rate{
					Through: 3*i + 3, Price: logistics.Minor(100*(i+1), logistics.MustMoney("1 USD").Currency()),
				},
			)
		}
		f.Rates[len(f.Rates)-1].Through = 0
		return f
	})
}

func TestAStayNeverGetsCheaperByStaying(t *testing.T) {
	c := terminal(t)
	from, to := c.Horizon()
	seconds := rapid.Int64Range(0, int64(to.Sub(from)/time.Second)-86400*3)
	rapid.Check(t, func(t *rapid.T) {
		f := anyFreeTime().Draw(t, "policy")
		start := from.Add(time.Duration(seconds.Draw(t, "start")) * time.Second)
		stays := [2]time.Duration{}
		for i := range stays {
			stays[i] = min(
				time.Duration(rapid.Int64Range(0, 40*86400).Draw(t, "stay"))*time.Second,
				to.Add(-48*time.Hour).Sub(start),
			)
		}
		short, err := f.Charge(c, start, start.Add(min(stays[0], stays[1])))
		long, errLong := f.Charge(c, start, start.Add(max(stays[0], stays[1])))
		if err := errors.Join(err, errLong); err != nil {
			t.Fatal(err)
		}
		if order, err := long.Total.Cmp(short.Total); err != nil || order < 0 || long.Used < short.Used ||
			long.Charged < short.Charged {
			t.Fatalf("%+v, longer %+v, %v", short, long, err)
		}
	})
}

func TestLinesSumToTheTotal(t *testing.T) {
	c := terminal(t)
	from, _ := c.Horizon()
	rapid.Check(t, func(t *rapid.T) {
		f := anyFreeTime().Draw(t, "policy")
		start := from.Add(time.Duration(rapid.Int64Range(0, 300*86400).Draw(t, "start")) * time.Second)
		stay, err := f.Charge(
			c, start, start.Add(time.Duration(rapid.Int64Range(0, 60*86400).Draw(t, "stay"))*time.Second),
		)
		if err != nil {
			t.Fatal(err)
		}
		units, sum := int64(0), logistics.Money{}
		for i, line := range stay.Lines {
			amount, err := line.Price.Times(line.Units)
			if err != nil || !amount.Equal(line.Amount) || line.Units <= 0 || !line.Price.Equal(f.Rates[i].Price) {
				t.Fatalf("line %+v, %v", line, err)
			}
			units += line.Units
			if sum, err = sum.Add(line.Amount); err != nil {
				t.Fatal(err)
			}
		}
		if units != stay.Charged || len(stay.Lines) > 0 && !sum.Equal(stay.Total) || len(stay.Lines) == 0 &&
			stay.Total.Sign() != 0 {
			t.Fatalf("%d units for %s in %+v", units, sum, stay)
		}
		if f.Beyond == "" && stay.Charged != max(stay.Used-stay.Free, 0) {
			t.Fatalf("charged %d of %d used, %d free", stay.Charged, stay.Used, stay.Free)
		}
	})
}

func TestChargeReportsWhatItCannotJudge(t *testing.T) {
	c := terminal(t)
	from, to := c.Horizon()
	if _, err := demurrage().Charge(c, to, from); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("an end before the start: %v", err)
	}
	if _, err := (calendar.FreeTime{}).Charge(c, from, to); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("no policy: %v", err)
	}
	huge := with(
		detention(), func(f *calendar.FreeTime) { f.Rates = []calendar.Rate{{Price: logistics.MustMoney("60 EUR")}} },
	)
	if _, err := huge.Charge(c, time.Unix(-1<<40, 0), time.Unix(1<<40, 0)); !errors.Is(err, logistics.ErrHorizon) {
		t.Errorf("more time than a duration holds: %v", err)
	}
	for _, f := range []calendar.FreeTime{
		with(demurrage(), func(f *calendar.FreeTime) { f.Unit = calendar.WorkingDays }),
		with(detention(), func(f *calendar.FreeTime) { f.Unit = calendar.WorkingHours }),
	} {
		if _, err := f.Charge(c, from, to.Add(72*time.Hour)); !errors.Is(err, logistics.ErrHorizon) {
			t.Errorf("%s beyond the horizon: %v", f.Unit, err)
		}
	}
}
