package promise_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/calendar"
	"github.com/logicrm/logistics/sla/promise"
)

// shop ships from Berlin on weekdays until 14:00, on Fridays until noon; its carrier runs Monday to
// Saturday and needs two days; customers receive on weekdays.
func shop() (*promise.Scheduler, error) {
	days := func(id string, week logistics.Week) (*calendar.Clock, error) {
		c := calendar.Calendar{
			Schema: calendar.Schema(), ID: logistics.MustID(id), Zone: "Europe/Berlin", Week: week,
			Holidays: calendar.Holidays{Rules: []calendar.Rule{
				{Name: "Good Friday", Kind: calendar.EasterSunday, Offset: -2},
				{Name: "Easter Monday", Kind: calendar.EasterSunday, Offset: 1},
			}},
		}
		return calendar.Compile(c, hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"))
	}
	shift := logistics.MustShift("08:00-16:00")
	ship, err := days("SHIP", logistics.Weekdays(shift))
	if err != nil {
		return nil, err
	}
	runs := logistics.Weekdays(shift)
	runs.Saturday = []logistics.Shift{shift}
	carry, err := days("CARRY", runs)
	if err != nil {
		return nil, err
	}
	service := promise.Service{
		Schema: "logistics/promise.service/2", ID: logistics.MustID("STANDARD"),
		CutOffs: promise.Daily(logistics.MustTimeOfDay("14:00")), Grace: logistics.MustDuration("PT5M"), Transit: 2,
	}
	service.CutOffs.Friday = logistics.MustTimeOfDay("12:00")
	return promise.Compile(service, promise.Calendars{Zone: ship.Location(), Ship: ship, Carry: carry, Receive: ship})
}

func Example() {
	promiser, err := shop()
	if err != nil {
		fmt.Println(err)
		return
	}
	// On the Thursday before Easter, at half past two in Berlin.
	dates, err := promiser.Promise(time.Date(2025, 4, 17, 12, 30, 0, 0, time.UTC))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("ships", dates.Ship, "and arrives", dates.Deliver)
	for _, reason := range dates.Reasons() {
		fmt.Println("-", promise.Reasons().English(reason))
	}
	limit, err := promiser.OrderBy(dates.Deliver.AddDays(-1))
	fmt.Println("a day earlier, for orders before", limit.Format("Mon 2 Jan 15:04"), err)
	// Output:
	// ships 2025-04-22 and arrives 2025-04-24
	// - The order came on 17 Apr 2025, 14:30 UTC+2, and had to be in before 14:05, so work starts on 22 Apr 2025.
	// a day earlier, for orders before Thu 17 Apr 14:05 <nil>
}

func ExampleDaily() {
	cutOffs := promise.Daily(logistics.MustTimeOfDay("14:00"))
	cutOffs.Friday = logistics.MustTimeOfDay("12:00")
	fmt.Println(cutOffs.Daily, cutOffs.Friday)
	// Output: 14:00 12:00
}

func ExampleDecodeService() {
	service, err := promise.DecodeService([]byte(`{
		"schema": "logistics/promise.service/2", "id": "EXPRESS",
		"cut_offs": {"mon": "16:00", "tue": "16:00", "wed": "16:00", "thu": "16:00", "fri": "15:00"},
		"grace": "PT10M", "handling_days": 0, "transit_days": 1
	}`))
	fmt.Println(service.ID, service.CutOffs.Friday, service.Grace, service.Transit, err)
	// Output: EXPRESS 15:00 PT10M 1 <nil>
}

func ExampleService_Validate() {
	fmt.Println(promise.Service{
		Schema: "logistics/promise.service/2", ID: logistics.MustID("EXPRESS"), Grace: logistics.MustDuration("P1D"),
		Transit: -1,
	}.Validate())
	// Output:
	// logistics: /grace: unsupported "P1D": exact time, like PT5M
	// logistics: /transit_days: out_of_range "-1": 0 to 3660
}

func ExampleCompile() {
	always := logistics.RoundTheClock{}
	service := promise.Service{
		Schema: "logistics/promise.service/2", ID: logistics.MustID("COURIER"),
		CutOffs: promise.Daily(logistics.MustTimeOfDay("20:00")),
	}
	_, err := promise.Compile(service, promise.Calendars{Ship: always, Carry: always, Receive: always})
	fmt.Println(err)
	// Output:
	// logistics: /calendars/zone: required: the zone of the place that ships
}

func ExampleReasons() {
	text, _ := promise.Reasons().Text(promise.NoShipDay)
	fmt.Println(text)
	// Output:
	// No orders are shipped on {ordered}, so work starts on {start}.
}

func ExampleScheduler_Promise() {
	promiser, err := shop()
	if err != nil {
		fmt.Println(err)
		return
	}
	dates, err := promiser.Promise(time.Date(2025, 6, 6, 9, 0, 0, 0, time.UTC)) // Friday, 11:00 in Berlin
	for _, step := range dates.Steps() {
		fmt.Println(step.Name, "=", step.Formula, "=", step.Result)
	}
	fmt.Println(err)
	// Output:
	// start = ordered, when order < limit; else the next ship day = 2025-06-06
	// ship = start + handling_days, in ship days = 2025-06-06
	// hand_over = first day of collection from ship = 2025-06-06
	// arrive = hand_over + transit_days, in carrier days = 2025-06-09
	// deliver = first receiving day from arrive = 2025-06-09
	// <nil>
}

func ExampleScheduler_OrderBy() {
	promiser, err := shop()
	if err != nil {
		fmt.Println(err)
		return
	}
	limit, err := promiser.OrderBy(logistics.MustDate("2025-12-24"))
	fmt.Println("order before", limit.Format("Mon 2 Jan 15:04"), err)
	_, err = promiser.OrderBy(logistics.MustDate("2030-12-24"))
	fmt.Println(errors.Is(err, logistics.ErrHorizon))
	// Output:
	// order before Mon 22 Dec 14:05 <nil>
	// true
}

func ExampleScheduler_ShipBy() {
	promiser, err := shop()
	if err != nil {
		fmt.Println(err)
		return
	}
	by, err := promiser.ShipBy(logistics.MustDate("2025-04-22"))
	fmt.Println(by, err) // over Easter
	// Output: 2025-04-17 <nil>
}

// A ferry leaves on Mondays; orders have to be in by Saturday, 17:00.
func ExampleDepartures() {
	always := logistics.RoundTheClock{}
	promiser, err := promise.Compile(promise.Service{
		ID: logistics.MustID("FERRY"), Transit: 1,
		Departures: promise.Departures{
			Weekdays: []string{"mon"},
			CutOff:   promise.Before{Days: 2, At: logistics.MustTimeOfDay("17:00")},
		},
	}, promise.Calendars{Zone: time.UTC, Ship: always, Carry: always, Receive: always})
	if err != nil {
		fmt.Println(err)
		return
	}
	dates, err := promiser.Promise(time.Date(2026, 8, 2, 9, 0, 0, 0, time.UTC)) // Sunday
	fmt.Println("leaves", dates.Ship, "and arrives", dates.Deliver, err)
	for _, reason := range dates.Reasons() {
		fmt.Println("-", reason.Code, reason.Param("departure")+reason.Param("missed"))
	}
	// Output:
	// leaves 2026-08-10 and arrives 2026-08-11 <nil>
	// - promise.departure.none 2026-08-03
	// - promise.departure.missed 2026-08-03
}

func ExampleScheduler_Explain() {
	promiser, err := shop()
	if err != nil {
		fmt.Println(err)
		return
	}
	explained, err := promiser.Explain(time.Date(2025, 4, 17, 7, 0, 0, 0, time.UTC)) // the Thursday before Easter
	for _, sentence := range explained.Sentences(logistics.Language{}) {
		fmt.Println("-", sentence)
	}
	fmt.Println("arrives", explained.Dates.Deliver, err)
	// Output:
	// - The carrier is closed for 3 days between 17 Apr 2025 and 22 Apr 2025.
	// - The carrier is closed on 18 Apr 2025.
	// - The carrier is closed from 20 Apr 2025 to 21 Apr 2025.
	// arrives 2025-04-22 <nil>
}

func ExampleCompare() {
	always := logistics.RoundTheClock{}
	var services []*promise.Scheduler
	for id, days := range []int{3, 1} {
		service, err := promise.Compile(promise.Service{
			ID: logistics.MustID([]string{"STANDARD", "EXPRESS"}[id]), Transit: days,
			CutOffs: promise.Daily(logistics.MustTimeOfDay("14:00")),
			Price:   logistics.MustMoney([]string{"4.90 EUR", "12.50 EUR"}[id]),
		}, promise.Calendars{Zone: time.UTC, Ship: always, Carry: always, Receive: always})
		if err != nil {
			fmt.Println(err)
			return
		}
		services = append(services, service)
	}
	order := time.Date(2026, 8, 3, 9, 0, 0, 0, time.UTC)
	compared, err := promise.Compare(services, order, logistics.MustDate("2026-08-06"))
	for _, sentence := range compared.Sentences(logistics.Language{}) {
		fmt.Println("-", sentence)
	}
	fmt.Println(compared.Cheapest, compared.Earliest, compared.Latest, err)
	// Output:
	// - STANDARD delivers on 6 Aug 2026, in time for 6 Aug 2026.
	// - For 6 Aug 2026, STANDARD has to be ordered before 3 Aug 2026, 14:00 UTC.
	// - EXPRESS delivers on 4 Aug 2026, in time for 6 Aug 2026.
	// - For 6 Aug 2026, EXPRESS has to be ordered before 5 Aug 2026, 14:00 UTC.
	// - STANDARD is the cheapest that keeps 6 Aug 2026: €4.90.
	// - EXPRESS is the first to deliver: on 4 Aug 2026.
	// - EXPRESS can be ordered last and keep 6 Aug 2026: before 5 Aug 2026, 14:00 UTC.
	// STANDARD EXPRESS EXPRESS <nil>
}

func ExampleDates_Promise() {
	promiser, err := shop()
	if err != nil {
		fmt.Println(err)
		return
	}
	dates, err := promiser.Promise(time.Date(2025, 6, 6, 9, 0, 0, 0, time.UTC))
	if err != nil {
		fmt.Println(err)
		return
	}
	made, err := dates.Promise(promise.Terms{
		Line: logistics.MustID("10"), Revision: 1,
		Place: logistics.Place{ID: logistics.MustID("DOCK-4"), Zone: "Europe/Berlin"},
	})
	fmt.Println(made.Line, made.Revision, made.By, "by", made.To, "made", made.Made, err)
	// Output:
	// 10 1 supplier by 2025-06-09 made 2025-06-06T11:00:00+02:00 <nil>
}

func ExampleSchema() {
	fmt.Println(promise.Schema())
	// Output: logistics/promise.service/2
}
