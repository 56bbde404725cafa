package calendar_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/calendar"
)

// full is a calendar with something in every field of the first version.
func full() calendar.Calendar {
	hours := func(date, note string, texts ...string) logistics.DayHours {
		return logistics.DayHours{Date: logistics.MustDate(date), Shifts: shifts(texts...), Note: note}
	}
	return calendar.Calendar{
		Schema: calendar.Schema(), ID: logistics.MustID("DC-HAM"), Zone: hamburg,
		Week: logistics.Week{
			Monday: shifts("06:00-14:00", "14:00-22:00"), Tuesday: shifts("06:00-14:00", "14:00-22:00"),
			Wednesday: shifts("06:00-22:00"),
			Thursday:  shifts("06:00-22:00:30"), Friday: shifts("22:00-30:00"), Saturday: shifts("00:00-24:00"),
			Sunday: shifts("20:00-24:00"),
		},
		Seasons: []calendar.Season{
			{
				Name: "peak", From: logistics.MustDate("2025-11-01"), Through: logistics.MustDate("2025-12-23"),
				Week: logistics.Weekdays(shifts("00:00-24:00")...),
			},
			{
				Name: "Christmas Eve", EachYear: calendar.YearPart{
					From: calendar.MustMonthDay("12-24"), Through: calendar.MustMonthDay("12-24"),
				},
				Week: logistics.Weekdays(shifts("06:00-12:00")...),
			},
		},
		Rotation: calendar.Rotation{
			Start: logistics.MustDate("2025-01-06"),
			Weeks: []logistics.Week{{Monday: shifts("06:00-14:00")}, {Monday: shifts("14:00-22:00")}},
		},
		Dates:    []logistics.DayHours{hours("2025-05-02", "bridge day", "06:00-12:00")},
		Extra:    []logistics.DayHours{hours("2025-06-15", "stocktaking", "08:00-16:00")},
		Closures: []logistics.DayHours{hours("2025-03-05", "staff meeting", "10:00-11:30")},
		Holidays: calendar.Holidays{
			Policy: calendar.ByClip, Dates: []logistics.Date{logistics.MustDate("2025-10-31")},
			Rules: []calendar.Rule{
				easter("Good Friday", -2), years(nth("Day of Prayer", 11, 22, "wed", -1), 1995, 2030),
				observed(fixed("New Year's Day", 1, 1, -1, 1), calendar.Instead),
				{Name: "Orthodox Easter", Kind: calendar.Orthodox},
			},
		},
		Changes: calendar.Changes{
			Skipped: calendar.Forward, RepeatedOpen: calendar.Last, RepeatedClose: calendar.First,
		},
	}
}

// fuller is one with something in every field.
func fuller() calendar.Calendar {
	c := full()
	c.PartDays = []calendar.PartDay{
		{Rule: easter("Maundy Thursday", -3), Shifts: shifts("00:00-14:00")},
		{Rule: observed(fixed("Christmas Eve", 12, 24, -1, -2), calendar.WhenClosed), Shifts: shifts("06:00-12:00")},
	}
	c.Uncounted = calendar.Uncounted{
		Weekdays: []string{"sat"}, Dates: []logistics.Date{logistics.MustDate("2025-05-02")},
		Rules: []calendar.Rule{fixed("New Year's Eve", 12, 31, 0, 0)},
	}
	return c
}

func observed(r calendar.Rule, how calendar.Observance) calendar.Rule {
	r.Observed = how
	return r
}

// TestTheFirstVersionIsReadAsItWasMeant: what was moved then is moved now.
func TestTheFirstVersionIsReadAsItWasMeant(t *testing.T) {
	for name, want := range map[string]calendar.Calendar{
		"calendar_full": full(), "calendar_least": weekdays("UTC", "09:00-17:00"),
	} {
		data, err := os.ReadFile("testdata/wire/v1/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		read, err := calendar.DecodeCalendar(data)
		if diff := golden.Difference(want, read); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
	for _, wrong := range []string{
		`"part_days":[]`, `"uncounted":{}`, `"seasons":[{"each_year":{"from":"12-24","through":"12-24"},"week":{}}]`,
		`"holidays":{"rules":[{"name":"a","kind":"easter","observed_sunday":1,"observed":"also"}]}`,
		`"seasons":[{"from":"2025-03-01","through":"2025-02-01","yearly":false,"week":{}}]`,
		`"seasons":[{"from":"2025-03-01","through":"2025-02-01","yearly":1,"week":{}}]`,
		`"seasons":[{"yearly":true,"week":{}}]`,
	} {
		_, err := calendar.DecodeCalendar(
			[]byte(`{"schema":"logistics/calendar/1","id":"a","zone":"UTC","week":{},` + wrong + `}`),
		)
		if !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s: %v", wrong, err)
		}
	}
	read, err := calendar.DecodeCalendar([]byte(`{"schema":"logistics/calendar/1","id":"a","zone":"UTC","week":{},` +
		`"seasons":[null,{"from":"2025-03-01","through":"2025-02-01","yearly":true,"week":{}}]}`))
	if err == nil || len(read.Seasons) != 0 {
		t.Errorf("an empty season: %+v, %v", read.Seasons, err)
	}
}

func TestWireCalendar(t *testing.T) {
	for name, doc := range map[string]calendar.Calendar{
		"calendar_2_full": fuller(), "calendar_2_least": weekdays("UTC", "09:00-17:00"),
	} {
		data, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
		back, err := calendar.DecodeCalendar(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if again, _ := json.Marshal(back); string(again) != string(data) {
			t.Errorf("%s reads back as %s", data, again)
		}
		if err := back.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := calendar.DecodeCalendar(
		[]byte(`{"schema":"logistics/calendar/2","hours":[]}`),
	); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("an unknown field: %v", err)
	}
}

func TestWireFreeTime(t *testing.T) {
	always := with(
		demurrage(), func(f *calendar.FreeTime) { f.Unit, f.Beyond = calendar.WorkingDays, calendar.CalendarDays },
	)
	for name, policy := range map[string]calendar.FreeTime{
		"free_time_days": demurrage(), "free_time_hours": detention(), "free_time_beyond": always,
	} {
		data, err := json.Marshal(policy)
		if err != nil {
			t.Fatal(err)
		}
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
		back, err := calendar.DecodeFreeTime(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if again, _ := json.Marshal(back); string(again) != string(data) {
			t.Errorf("%s reads back as %s", data, again)
		}
	}
	for name, until := range map[string]string{
		"stay_charged": "2025-03-15T10:00:00", "stay_free": "2025-03-04T10:00:00",
	} {
		stay, err := demurrage().Charge(terminal(t), at(t, hamburg, "2025-03-03T10:00:00"), at(t, hamburg, until))
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(stay)
		if err != nil {
			t.Fatal(err)
		}
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
	}
}

func FuzzCalendar(f *testing.F) {
	for _, doc := range []calendar.Calendar{
		fuller(), weekdays("UTC", "09:00-17:00"), weekdays(newYork, "02:30-26:30"),
	} {
		seed, _ := json.Marshal(doc)
		f.Add(seed)
	}
	f.Add(
		[]byte(
			`{"schema":"logistics/calendar/1","id":"a","zone":"UTC","week":{},` +
				`"holidays":{"rules":[{"name":"a","kind":"easter","offset":366}]}}`,
		),
	)
	f.Add([]byte(`{"schema":"logistics/calendar/2","id":"a","zone":"../../etc","week":{"mon":["09:00-17:00",""]}}`))
	zones := hostWithZones(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := calendar.DecodeCalendar(data)
		if err != nil {
			return
		}
		for _, first := range []string{"0001-01-01", "2025-03-28", "9999-12-25"} {
			from := logistics.MustDate(first)
			c, err := calendar.Compile(doc, zones, from, from.AddDays(5))
			if err != nil {
				if !errors.Is(err, logistics.ErrInvalid) {
					t.Fatal(err)
				}
				continue
			}
			// The work is bounded by the horizon: each date adds at most 48 shifts of the week and 48 extra
			// ones, and each closure cuts one in two.
			const most = (5 + 8) * (48 + 48 + 48)
			if n := len(segments(t, c)); n > most {
				t.Fatalf("%d stretches of open time in five days", n)
			}
			start, end := c.Horizon()
			if open, closed := whole(t, c), whole(t, c.Not()); open < 0 || closed < 0 || open+closed != end.Sub(start) {
				t.Fatalf("open %s, closed %s", open, closed)
			}
			if due, err := c.Add(start, whole(t, c)/2); err == nil && between(t, c, start, due) != whole(t, c)/2 {
				t.Fatalf("half of it until %s", due)
			}
		}
	})
}

func FuzzFreeTime(f *testing.F) {
	for _, policy := range []calendar.FreeTime{demurrage(), detention()} {
		seed, _ := json.Marshal(policy)
		f.Add(seed)
	}
	c := terminal(f)
	from, _ := c.Horizon()
	f.Fuzz(func(t *testing.T, data []byte) {
		policy, err := calendar.DecodeFreeTime(data)
		if err != nil {
			return
		}
		stay, err := policy.Charge(c, from, from.AddDate(0, 2, 0))
		if err == nil && (stay.Charged < 0 || stay.Total.Sign() < 0) {
			t.Fatalf("%+v", stay)
		}
	})
}

// TestAllFieldsTheFirstVersionDidNotHaveAreTold, each with its path.
func TestAllFieldsTheFirstVersionDidNotHaveAreTold(t *testing.T) {
	_, err := calendar.DecodeCalendar([]byte(`{"schema":"logistics/calendar/1","id":"DEPOT","version":1,"zone":"UTC",
		"seasons":[{},{"each_year":{}}],"holidays":{"rules":[{},{"observed":"also"}]},"uncounted":{}}`))
	for _, path := range []string{"/seasons/1/each_year", "/holidays/rules/1/observed", "/uncounted"} {
		if err == nil || !strings.Contains(err.Error(), path+": unknown") {
			t.Errorf("no %s in %v", path, err)
		}
	}
}
