package promise_test

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/promise"
)

func full() promise.Service {
	s := service("14:00", 1, 2)
	s.CutOffs.Friday = logistics.MustTimeOfDay("12:30:30")
	s.Grace = logistics.MustDuration("PT5M")
	return s
}

// ferry leaves on Mondays, on the first Friday of the month, at its end, and once more.
func ferry() promise.Service {
	s := service("00:00", 1, 2)
	s.ID, s.Price = logistics.MustID("FERRY"), logistics.MustMoney("120.50 EUR")
	s.Grace = logistics.MustDuration("PT5M")
	s.Departures = promise.Departures{
		Weekdays: []string{"mon"},
		Monthly:  []promise.MonthlyDay{{Weekday: "fri", Nth: 1}, {Day: -1}},
		Dates:    []logistics.Date{logistics.MustDate("2025-12-24")},
		CutOff:   promise.Before{Days: 2, At: logistics.MustTimeOfDay("17:00"), Zone: "Europe/Lisbon"},
		Closed:   promise.LeaveBefore,
	}
	return s
}

// firstFull is what the first version of a full service meant, in words of today.
func firstFull() promise.Service {
	s := service("00:00", 1, 2)
	at := logistics.MustTimeOfDay("14:00")
	s.CutOffs = promise.CutOffs{
		Monday: at, Tuesday: at, Wednesday: at, Thursday: at, Friday: logistics.MustTimeOfDay("12:30:30"),
		Sunday: logistics.MustTimeOfDay("24:00"),
	}
	s.Grace = logistics.MustDuration("PT5M")
	return s
}

// TestTheFirstVersionIsReadAsItWasMeant: a cut-off of every weekday, those without shipping too, is one of every day.
func TestTheFirstVersionIsReadAsItWasMeant(t *testing.T) {
	for name, want := range map[string]promise.Service{
		"service_full": firstFull(), "service_least": service("00:00", 0, 0),
	} {
		data, err := os.ReadFile("testdata/wire/v1/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		read, err := promise.DecodeService(data)
		if diff := golden.Difference(want, read); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
	decode := func(cutOffs, more string) (promise.Service, error) {
		return promise.DecodeService([]byte(`{"schema":"logistics/promise.service/1","id":"a","cut_offs":` + cutOffs +
			`,"handling_days":0,"transit_days":0` + more + `}`))
	}
	read, err := decode(
		`{"mon":"14:00","tue":"14:00","wed":"14:00","thu":"14:00","fri":"12:00","sat":"14:00","sun":"14:00"}`, "",
	)
	want := promise.CutOffs{Daily: logistics.MustTimeOfDay("14:00"), Friday: logistics.MustTimeOfDay("12:00")}
	if err != nil || read.CutOffs != want {
		t.Errorf("%+v, %v", read.CutOffs, err)
	}
	for cutOffs, more := range map[string]string{
		`{"daily":"14:00"}`: "", `{}`: `,"departures":{}`, `{"mon":"14:00"}`: `,"price":null`, `[]`: "",
		`{"mon":1}`: "",
	} {
		if _, err := decode(cutOffs, more); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s %s: %v", cutOffs, more, err)
		}
	}
}

func TestWireService(t *testing.T) {
	for name, s := range map[string]promise.Service{
		"service_2_full": full(), "service_2_least": service("00:00", 0, 0), "service_2_ferry": ferry(),
	} {
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
		back, err := promise.DecodeService(data)
		if diff := golden.Difference(s, back); err != nil || diff != "" {
			t.Errorf("%s reads back as %+v, %v", data, back, err)
		}
	}
	if _, err := promise.DecodeService(
		[]byte(`{"schema":"logistics/promise.service/2","cutoff":"14:00"}`),
	); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("an unknown field: %v", err)
	}
}

func TestWireDates(t *testing.T) {
	p := compile(t, full(), berlin(t))
	for name, order := range map[string]string{
		"dates_late": "2025-05-28T16:00:00", "dates_holiday": "2025-05-29T16:00:00",
	} {
		dates, err := p.Promise(at(t, order))
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(dates)
		if err != nil {
			t.Fatal(err)
		}
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
	}
}

func TestWireExplanationAndComparison(t *testing.T) {
	c := berlin(t)
	c.Zones = hostZones{}
	order := at(t, "2025-05-24T20:00:00")
	explained, err := compile(t, ferry(), c).Explain(order)
	compared, errCompared := promise.Compare(
		[]*promise.Scheduler{compile(t, ferry(), c), compile(t, full(), c)}, order, logistics.MustDate("2025-06-02"),
	)
	if err != nil || errCompared != nil {
		t.Fatal(err, errCompared)
	}
	for name, result := range map[string]any{"explanation": explained, "comparison": compared} {
		data, err := json.Marshal(result)
		if err != nil {
			t.Fatal(err)
		}
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
	}
}

func TestVerbsDoNotAllocate(t *testing.T) {
	p := compile(t, full(), berlin(t))
	c := berlin(t)
	c.Zones = hostZones{}
	departing := compile(t, ferry(), c)
	order, delivery := at(t, "2025-05-28T16:00:00"), logistics.MustDate("2025-06-10")
	for name, verb := range map[string]func(){
		"promise":  func() { _, _ = p.Promise(order) },
		"order by": func() { _, _ = p.OrderBy(delivery) },
		"ship by":  func() { _, _ = p.ShipBy(delivery) },

		"promise a departure":  func() { _, _ = departing.Promise(order) },
		"order by a departure": func() { _, _ = departing.OrderBy(delivery) },
	} {
		if n := testing.AllocsPerRun(100, verb); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}

func FuzzService(f *testing.F) {
	for _, s := range []promise.Service{full(), service("00:00", 0, 0), ferry()} {
		seed, _ := json.Marshal(s)
		f.Add(seed)
	}
	f.Add(
		[]byte(
			`{"schema":"logistics/promise.service/2","id":"a","cut_offs":{"mon":"48:00"},` +
				`"handling_days":-1,"transit_days":99999999999}`,
		),
	)
	calendars := berlin(f)
	calendars.Zones = hostZones{}
	order := at(f, "2025-05-28T16:00:00")
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := promise.DecodeService(data)
		if err != nil {
			return
		}
		p, err := promise.Compile(s, calendars)
		if err != nil {
			return
		}
		dates, err := p.Promise(order)
		if err != nil {
			if !errors.Is(err, logistics.ErrHorizon) && !errors.Is(err, promise.ErrNoDeparture) {
				t.Fatal(err)
			}
			return
		}
		limit, err := p.OrderBy(dates.Deliver)
		if errors.Is(err, logistics.ErrHorizon) {
			return
		}
		if err != nil || !order.Before(limit) {
			t.Fatalf("%+v, but one orders before %s, %v", dates, limit, err)
		}
	})
}

func BenchmarkPromise(b *testing.B) {
	p := compile(b, full(), berlin(b))
	order := at(b, "2025-05-28T16:00:00")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Promise(order); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOrderBy(b *testing.B) {
	p := compile(b, full(), berlin(b))
	delivery := logistics.MustDate("2025-06-10")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.OrderBy(delivery); err != nil {
			b.Fatal(err)
		}
	}
}
