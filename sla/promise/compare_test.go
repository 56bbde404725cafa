package promise_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/promise"
)

// priced is a service of a name and a price; "" is none.
func priced(id, price string, s promise.Service) promise.Service {
	s.ID = logistics.MustID(id)
	if price != "" {
		s.Price = logistics.MustMoney(price)
	}
	return s
}

// once leaves on one date only.
func once(date string) promise.Service {
	s := service("00:00", 0, 1)
	s.Departures = promise.Departures{
		Dates:  []logistics.Date{logistics.MustDate(date)},
		CutOff: promise.Before{Days: 1, At: logistics.MustTimeOfDay("12:00")},
	}
	return s
}

func schedulers(t fatal, services ...promise.Service) []*promise.Scheduler {
	var list []*promise.Scheduler
	for _, s := range services {
		list = append(list, compile(t, s, berlin(t)))
	}
	return list
}

func comparedReasons(t *testing.T) []logistics.Reason {
	t.Helper()
	all := schedulers(t,
		priced("STANDARD", "4.90 EUR", service("14:00", 1, 3)), priced("EXPRESS", "12.50 EUR", service("14:00", 0, 1)),
		priced("COURIER", "", service("18:00", 0, 0)), priced("BOAT", "2.00 EUR", once("2025-05-12")),
	)
	var given []logistics.Reason
	for _, date := range []string{"2025-05-27", "2025-05-20"} {
		c, err := promise.Compare(all, at(t, "2025-05-26T09:00:00"), logistics.MustDate(date))
		if err != nil {
			t.Fatal(err)
		}
		given = append(given, c.Reasons()...)
	}
	return given
}

func TestCompareFindsCheapestEarliestAndLatest(t *testing.T) {
	standard := priced("STANDARD", "4.90 EUR", service("14:00", 0, 3))
	express := priced("EXPRESS", "12.50 EUR", service("14:00", 0, 1))
	rush := priced("RUSH", "12.40 EUR", service("11:00", 0, 1))
	courier := priced("COURIER", "", service("18:00", 0, 0))
	free := priced("FREE", "", service("14:00", 0, 1))
	boat := priced("BOAT", "2 EUR", once("2025-05-12"))
	list := func(s ...promise.Service) []promise.Service { return s }
	for _, row := range []struct {
		name, order, date          string
		services                   []promise.Service
		cheapest, earliest, latest string
	}{
		{"time enough", "19T09", "23", list(standard, express), "STANDARD", "EXPRESS", "EXPRESS"},
		{"only the fast one", "19T09", "20", list(standard, express), "EXPRESS", "EXPRESS", "EXPRESS"},
		{"none", "19T15", "20", list(standard, express), "", "EXPRESS", ""},
		{"equal dates", "19T09", "20", list(express, rush), "RUSH", "RUSH", "EXPRESS"},
		{"no price", "19T09", "20", list(courier, express), "EXPRESS", "COURIER", "COURIER"},
		{"no price alone", "19T09", "20", list(courier), "", "COURIER", "COURIER"},
		{"no price is not cheaper", "19T09", "20", list(free, express), "EXPRESS", "EXPRESS", "EXPRESS"},
		{"nor is it behind", "19T09", "20", list(express, free), "EXPRESS", "EXPRESS", "EXPRESS"},
		{"it has left", "19T09", "23", list(boat, standard), "STANDARD", "STANDARD", "STANDARD"},
		{"it has not", "05T09", "23", list(boat, standard), "BOAT", "STANDARD", "STANDARD"},
		{"all have left", "19T09", "10", list(boat), "", "", ""},
	} {
		c, err := promise.Compare(schedulers(t, row.services...), at(t, "2025-05-"+row.order+":00:00"),
			logistics.MustDate("2025-05-"+row.date))
		got := []string{c.Cheapest.String(), c.Earliest.String(), c.Latest.String()}
		if want := []string{row.cheapest, row.earliest, row.latest}; err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q, %v", row.name, got, want, err)
		}
		golden.Survives(t, c)
	}
}

// TestComparisonsAreThoseOfEachServiceAlone: an offer is what the service promises, the cheapest keeps the date and
// none that keeps it costs less, none is earlier than the earliest, and the latest can be ordered as long as any.
func TestComparisonsAreThoseOfEachServiceAlone(t *testing.T) {
	calendars := berlin(t)
	rapid.Check(t, func(t *rapid.T) {
		var services []*promise.Scheduler
		for i := range rapid.IntRange(1, 5).Draw(t, "services") {
			s := service(
				rapid.SampledFrom([]string{"10:00", "14:00", "24:00"}).Draw(t, "cut-off"),
				rapid.IntRange(0, 2).Draw(t, "handling"), rapid.IntRange(0, 4).Draw(t, "transit"),
			)
			if rapid.IntRange(0, 3).Draw(t, "once") == 0 {
				s = once(rapid.SampledFrom([]string{"2025-05-12", "2025-05-27", "2025-06-02"}).Draw(t, "leaves"))
			}
			price := rapid.SampledFrom([]string{"", "1 EUR", "2 EUR", "2.00 EUR", "3 EUR"}).Draw(t, "price")
			services = append(services, compile(t, priced(string(rune('A'+i)), price, s), calendars))
		}
		first := logistics.MustDate("2025-05-15")
		order := first.Start(calendars.Zone).Add(time.Duration(rapid.IntRange(0, 20*24).Draw(t, "hour")) * time.Hour)
		date := first.AddDays(rapid.IntRange(0, 30).Draw(t, "date"))
		c, err := promise.Compare(services, order, date)
		if err != nil {
			t.Fatal(err)
		}
		golden.Survives(t, c)
		of := map[logistics.ID]promise.Offer{}
		for i, o := range c.Offers {
			dates, err := services[i].Promise(order)
			limit, errBack := services[i].OrderBy(date)
			if !errors.Is(err, promise.ErrNoDeparture) && err != nil || o.Dates != dates {
				t.Fatalf("%+v, alone %+v, %v", o, dates, err)
			}
			inTime := !o.OrderBy.IsZero() && order.Before(o.OrderBy)
			if errBack == nil && !o.OrderBy.Equal(limit) || o.Keeps != inTime {
				t.Fatalf("%+v, by itself before %s, %v", o, limit, errBack)
			}
			of[o.Service] = o
		}
		cheapest, earliest, latest := of[c.Cheapest], of[c.Earliest], of[c.Latest]
		for _, o := range c.Offers {
			if o.Keeps && !o.Price.IsZero() {
				if n, err := o.Price.Cmp(cheapest.Price); err != nil || n < 0 || !cheapest.Keeps {
					t.Fatalf("the cheapest is %+v, not %+v", cheapest, o)
				}
			}
			if left := !o.Dates.Deliver.IsZero(); left &&
				(c.Earliest.IsZero() || o.Dates.Deliver.Compare(earliest.Dates.Deliver) < 0) {
				t.Fatalf("the earliest is %+v, not %+v", earliest, o)
			}
			if o.Keeps && !o.OrderBy.IsZero() && (c.Latest.IsZero() || o.OrderBy.After(latest.OrderBy)) {
				t.Fatalf("the latest is %+v, not %+v", latest, o)
			}
		}
	})
}

func TestCompareReportsEveryFault(t *testing.T) {
	euro, dollar := priced("A", "1 EUR", service("14:00", 0, 1)), priced("B", "1 USD", service("14:00", 0, 1))
	order, date := at(t, "2025-05-26T09:00:00"), logistics.MustDate("2025-05-27")
	for _, row := range []struct {
		services []*promise.Scheduler
		date     logistics.Date
		want     []string
	}{
		{nil, logistics.Date{}, []string{"/date required", "/services required"}},
		{make([]*promise.Scheduler, 1001), date, []string{"/services too_many"}},
		{[]*promise.Scheduler{nil, {}}, date, []string{"/services/0 required", "/services/1 required"}},
		{
			append(schedulers(t, euro, dollar), schedulers(t, euro)...), date,
			[]string{"/services/1/price mismatch", "/services/2 duplicate"},
		},
	} {
		c, err := promise.Compare(row.services, order, row.date)
		if got := faults(err); !slices.Equal(got, row.want) || len(c.Offers) != 0 {
			t.Errorf("%q, want %q", got, row.want)
		}
	}
	one := schedulers(t, euro)
	for name, ask := range map[string]func() error{
		"order": func() error { _, err := promise.Compare(one, order.AddDate(5, 0, 0), date); return err },
		"date":  func() error { _, err := promise.Compare(one, order, date.AddDays(999)); return err },
	} {
		if err := ask(); !errors.Is(err, logistics.ErrHorizon) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDatesBecomeAPromise(t *testing.T) {
	dates, err := compile(t, service("14:00", 0, 1), berlin(t)).Promise(at(t, "2025-05-26T09:00:00"))
	if err != nil {
		t.Fatal(err)
	}
	place := logistics.Place{ID: logistics.MustID("DOCK-4"), Zone: "Europe/Berlin"}
	made, err := dates.Promise(promise.Terms{Line: logistics.MustID("10"), Revision: 2, Place: place})
	if err != nil || made.By != logistics.BySupplier || made.Made.String() != "2025-05-26T09:00:00+02:00" {
		t.Fatalf("%+v, %v", made, err)
	}
	order := logistics.Order{
		ID: logistics.MustID("SO-1"), Customer: logistics.Party{ID: logistics.MustID("ACME")}, Placed: made.Made,
		Lines: []logistics.OrderLine{{
			ID: made.Line, Product: logistics.MustID("SKU"), Quantity: logistics.MustQuantity("1 EA"),
		}},
		Promises: []logistics.Promise{made},
	}
	if err := order.Validate(); err != nil {
		t.Error(err)
	}
	// The last instant of the day of delivery is still in time.
	window, err := made.Window(hostZones{})
	if err != nil {
		t.Fatal(err)
	}
	for wall, want := range map[string]logistics.Verdict{
		"2025-05-27T23:59:59": logistics.Met, "2025-05-28T00:00:00": logistics.Missed,
		"2025-05-20T00:00:00": logistics.Met,
	} {
		if got := window.Judge(logistics.At(at(t, wall))); got != want {
			t.Errorf("at %s: %s", wall, got)
		}
	}
	customer := logistics.MustStamp("2025-05-27")
	made, err = dates.Promise(promise.Terms{
		Line: logistics.MustID("10"), Revision: 1, Recipient: logistics.MustID("ACME"), Place: place,
		By: logistics.ByCustomer, Made: customer,
	})
	if err != nil || made.By != logistics.ByCustomer || made.Made != customer || made.Recipient.IsZero() {
		t.Errorf("%+v, %v", made, err)
	}
	_, err = promise.Dates{}.Promise(promise.Terms{By: "carrier"})
	want := []string{" required", "/by unknown", "/line required", "/revision out_of_range"}
	if got := faults(err); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
