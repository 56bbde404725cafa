package promise_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/promise"
)

func full() promise.Service {
	s := service("14:00", 1, 2)
	s.CutOffs.Friday, s.CutOffs.Saturday, s.CutOffs.Sunday = logistics.MustTimeOfDay(
		"12:30:30",
	), logistics.TimeOfDay{}, logistics.MustTimeOfDay("24:00")
	s.Grace = logistics.MustDuration("PT5M")
	return s
}

func TestWireService(t *testing.T) {
	for name, s := range map[string]promise.Service{"service_full": full(), "service_least": service("00:00", 0, 0)} {
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		golden.Frozen(t, "testdata/wire/v1/"+name+".json", data)
		back, err := promise.DecodeService(data)
		if err != nil || back != s {
			t.Errorf("%s reads back as %+v, %v", data, back, err)
		}
	}
	if _, err := promise.DecodeService(
		[]byte(`{"schema":"logistics/promise.service/1","cutoff":"14:00"}`),
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

func TestVerbsDoNotAllocate(t *testing.T) {
	p := compile(t, full(), berlin(t))
	order, delivery := at(t, "2025-05-28T16:00:00"), logistics.MustDate("2025-06-10")
	for name, verb := range map[string]func(){
		"promise":  func() { _, _ = p.Promise(order) },
		"order by": func() { _, _ = p.OrderBy(delivery) },
		"ship by":  func() { _, _ = p.ShipBy(delivery) },
	} {
		if n := testing.AllocsPerRun(100, verb); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}

func FuzzService(f *testing.F) {
	for _, s := range []promise.Service{full(), service("00:00", 0, 0)} {
		seed, _ := json.Marshal(s)
		f.Add(seed)
	}
	f.Add(
		[]byte(
			`{"schema":"logistics/promise.service/1","id":"a","cut_offs":{"mon":"48:00"},` +
				`"handling_days":-1,"transit_days":99999999999}`,
		),
	)
	calendars := berlin(f)
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
			if !errors.Is(err, logistics.ErrHorizon) {
				t.Fatal(err)
			}
			return
		}
		limit, err := p.OrderBy(dates.Deliver)
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
