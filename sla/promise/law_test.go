package promise_test

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/calendar"
	"github.com/logicrm/logistics/sla/promise"
)

// situation is a service and its calendars, as data a naive reader understands.
type situation struct {
	service  promise.Service
	loc      *time.Location
	cutOff   *time.Location // whose wall shows the cut-offs of departures
	working  [4]func(logistics.Date) bool
	promiser *promise.Scheduler
	first    logistics.Date
}

const situationDays = 300

func anySituation(zones []string) *rapid.Generator[situation] {
	return rapid.Custom(func(t *rapid.T) situation {
		zone := rapid.SampledFrom(zones).Draw(t, "zone")
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		s := situation{
			loc: loc, cutOff: loc,
			first: logistics.MustDate("2024-01-01").AddDays(rapid.IntRange(0, 600).Draw(t, "first")),
		}
		end := s.first.AddDays(situationDays)
		s.service = service("00:00", rapid.IntRange(0, 3).Draw(t, "handling"), rapid.IntRange(0, 5).Draw(t, "transit"))
		cutOff := rapid.Custom(func(t *rapid.T) logistics.TimeOfDay {
			return logistics.MustTimeOfDay(
				rapid.SampledFrom(
					[]string{"00:00", "00:30", "02:30", "12:00", "14:00", "23:59:30", "24:00"},
				).Draw(t, "cut-off"),
			)
		})
		s.service.Grace = logistics.Exactly(
			time.Duration(rapid.SampledFrom([]int64{0, 0, 60, 3600, 86400}).Draw(t, "grace")) * time.Second,
		)
		var clocks [4]*calendar.Clock
		ships := ""
		for i := range clocks {
			mask := rapid.SampledFrom([]string{"1111100", "1111110", "1111111", "1010100", "0000001"}).Draw(t, "mask")
			if i == 0 {
				ships = mask
			}
			holidays := map[logistics.Date]bool{}
			for _, n := range rapid.SliceOfN(rapid.IntRange(0, situationDays-1), 0, 20).Draw(t, "holidays") {
				holidays[s.first.AddDays(n)] = true
			}
			list := []logistics.Date{}
			for d := range holidays {
				list = append(list, d)
			}
			clocks[i] = maskClock(t, zone, mask, s.first, end, list...)
			s.working[i] = func(d logistics.Date) bool {
				return mask[(int(d.Weekday())+6)%7] == '1' && !holidays[d]
			}
		}
		if rapid.Bool().Draw(t, "departures") {
			s.service.Departures = s.anyDepartures(ships, zones).Draw(t, "of the service")
			if name := s.service.Departures.CutOff.Zone; name != "" {
				s.cutOff, _ = time.LoadLocation(name)
			}
		} else {
			own := func(i int, name string) (at logistics.TimeOfDay) {
				if ships[i] == '1' {
					at = cutOff.Draw(t, name)
				}
				return at
			}
			s.service.CutOffs = promise.CutOffs{
				Daily: cutOff.Draw(t, "daily"), Monday: own(0, "mon"), Tuesday: own(1, "tue"), Wednesday: own(2, "wed"),
				Thursday: own(3, "thu"), Friday: own(4, "fri"), Saturday: own(5, "sat"), Sunday: own(6, "sun"),
			}
		}
		if slices.Contains(faults(s.service.Validate()), "/grace conflict") {
			s.service.Grace = logistics.Duration{} // no cut-off it could move
		}
		c := promise.Calendars{
			Zone: loc, Ship: clocks[0], Carry: clocks[1], Receive: clocks[2], Collect: clocks[3], Zones: hostZones{},
		}
		if rapid.Bool().Draw(t, "collects on all its days") {
			c.Collect, s.working[3] = nil, s.working[1]
		}
		s.promiser = compile(t, s.service, c)
		return s
	})
}

// anyDepartures draws departures that can take place on some ship day.
func (s situation) anyDepartures(ships string, zones []string) *rapid.Generator[promise.Departures] {
	return rapid.Custom(func(t *rapid.T) promise.Departures {
		names := []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
		closed := rapid.SampledFrom(
			[]promise.OnClosed{"", promise.Dropped, promise.LeaveBefore, promise.LeaveAfter},
		).Draw(t, "closed")
		var can []string
		for i, name := range names {
			if ships[i] == '1' || closed == promise.LeaveBefore || closed == promise.LeaveAfter {
				can = append(can, name)
			}
		}
		weekday := rapid.SampledFrom(can)
		d := promise.Departures{
			Weekdays: rapid.SliceOfNDistinct(weekday, 0, min(2, len(can)), rapid.ID).Draw(t, "weekly"),
			CutOff: promise.Before{
				Days: rapid.SampledFrom([]int{0, 0, 1, 2, 5, 20}).Draw(t, "days before"),
				At: logistics.MustTimeOfDay(
					rapid.SampledFrom([]string{"00:30", "02:30", "17:00", "24:00"}).Draw(t, "at"),
				),
				Zone: rapid.SampledFrom(append([]string{""}, zones...)).Draw(t, "cut-off zone"),
			},
			Closed: closed,
		}
		monthly := rapid.Custom(func(t *rapid.T) promise.MonthlyDay {
			if rapid.Bool().Draw(t, "by date") {
				return promise.MonthlyDay{Day: rapid.SampledFrom([]int{1, 15, 29, 30, 31, -1}).Draw(t, "day")}
			}
			return promise.MonthlyDay{
				Weekday: weekday.Draw(t, "weekday"), Nth: rapid.SampledFrom([]int{1, 2, 5, -1, -5}).Draw(t, "nth"),
			}
		})
		d.Monthly = rapid.SliceOfNDistinct(monthly, 0, 2, rapid.ID).Draw(t, "monthly")
		near := rapid.Custom(func(t *rapid.T) logistics.Date {
			return s.first.AddDays(rapid.IntRange(0, situationDays-1).Draw(t, "date"))
		})
		least := 0
		if len(d.Weekdays)+len(d.Monthly) == 0 {
			least = 1
		}
		d.Dates = rapid.SliceOfNDistinct(near, least, 8, rapid.ID).Draw(t, "dates")
		return d
	})
}

func (s situation) anyOrder() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		start := s.first.AddDays(20 + rapid.IntRange(0, 100).Draw(t, "day")).Start(s.loc)
		if _, change := start.ZoneBounds(); !change.IsZero() && rapid.Bool().Draw(t, "near a change") &&
			change.Sub(start) < 100*24*time.Hour {
			start = change.Add(-4 * time.Hour)
		}
		second := rapid.OneOf(
			rapid.Int64Range(0, 86400), rapid.SampledFrom([]int64{0, 1800, 9000, 12 * 3600, 14*3600 - 1, 14 * 3600}),
			rapid.Int64Range(0, 6*3600),
		).Draw(t, "second")
		return start.Add(time.Duration(second) * time.Second)
	})
}

// naive walks day by day, and finds the cut-off by looking at every second of the date.
func (s situation) naive(order time.Time) (ship, deliver logistics.Date, ok bool) {
	roll := func(d logistics.Date, party, steps int) logistics.Date {
		for ; ; d = d.AddDays(1) {
			if s.working[party](d) {
				if steps == 0 {
					return d
				}
				steps--
			}
		}
	}
	start := logistics.DateOf(order, s.loc)
	if s.service.Departures.IsZero() {
		c := s.service.CutOffs
		cutOff := []logistics.TimeOfDay{
			c.Sunday, c.Monday, c.Tuesday, c.Wednesday, c.Thursday, c.Friday, c.Saturday,
		}[start.Weekday()]
		if cutOff.Seconds() == 0 {
			cutOff = c.Daily
		}
		if s.working[0](start) && s.late(start, cutOff.Seconds(), s.loc, order) {
			start = start.AddDays(1)
		}
		ship = roll(roll(start, 0, 0), 0, s.service.Handling)
	} else if ship = s.naiveDeparture(roll(roll(start, 0, 0), 0, s.service.Handling), order); ship.IsZero() {
		return logistics.Date{}, logistics.Date{}, false
	}
	handOver := roll(ship, 3, 0)
	if s.service.Transit > 0 { // the days on the way are the ones after
		return ship, roll(roll(handOver.AddDays(1), 1, s.service.Transit-1), 2, 0), true
	}
	return ship, roll(roll(handOver, 1, 0), 2, 0), true
}

// naiveDeparture looks at every date from the one on which the order is ready; absent when nothing leaves.
func (s situation) naiveDeparture(ready logistics.Date, order time.Time) logistics.Date {
	for d := ready; d.Compare(s.first.AddDays(situationDays-20)) < 0; d = d.AddDays(1) {
		closing := d.AddDays(-s.service.Departures.CutOff.Days)
		ordered := logistics.DateOf(order, s.cutOff)
		switch {
		case !s.leavesOn(d) || closing.Compare(ordered) < 0:
		case closing.Compare(ordered) > 0 ||
			!s.late(closing, s.service.Departures.CutOff.At.Seconds(), s.cutOff, order):
			return d
		}
	}
	return logistics.Date{}
}

// leavesOn looks around a date for departures that leave on it.
func (s situation) leavesOn(d logistics.Date) bool {
	if !s.working[0](d) {
		return false
	}
	if s.planned(d) {
		return true
	}
	step := map[promise.OnClosed]int{promise.LeaveBefore: 1, promise.LeaveAfter: -1}[s.service.Departures.Closed]
	for at := d.AddDays(step); step != 0 && !s.working[0](at); at = at.AddDays(step) {
		if s.planned(at) {
			return true
		}
		if n := at.DaysSince(s.first); n < -400 || n > situationDays+400 {
			break
		}
	}
	return false
}

// planned looks whether the policy names a date.
func (s situation) planned(d logistics.Date) bool {
	p := s.service.Departures
	if slices.Contains(p.Weekdays, strings.ToLower(d.Weekday().String()[:3])) || slices.Contains(p.Dates, d) {
		return true
	}
	month := func(d logistics.Date) time.Month { _, m, _ := d.Civil(); return m }
	return slices.ContainsFunc(p.Monthly, func(m promise.MonthlyDay) bool {
		_, _, day := d.Civil()
		switch {
		case m.Day == -1:
			return month(d.AddDays(1)) != month(d)
		case m.Day != 0:
			return m.Day == day
		case strings.ToLower(d.Weekday().String()[:3]) != m.Weekday:
			return false
		}
		step := 7
		if m.Nth > 0 {
			step = -7
		}
		n := 0
		for at := d; month(at) == month(d); at = at.AddDays(step) {
			n++
		}
		return n == max(m.Nth, -m.Nth)
	})
}

// late looks for the last second of the date whose wall is before the cut-off.
func (s situation) late(d logistics.Date, cutOff int, loc *time.Location, order time.Time) bool {
	if cutOff == 0 {
		return true
	}
	end := d.AddDays(1).Start(loc)
	at := end
	for ; at.After(d.Start(loc)); at = at.Add(-time.Second) {
		wall := at.Add(-time.Second).In(loc)
		if wall.Hour()*3600+wall.Minute()*60+wall.Second() < cutOff {
			break
		}
	}
	limit := at.Add(s.service.Grace.Exact())
	if limit.After(end) {
		limit = end
	}
	return !order.Before(limit)
}

var zoneNames = []string{
	"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "America/Havana",
}

// none tells that an order does not leave as far as the calendars and the departures go.
func none(err error) bool {
	return errors.Is(err, promise.ErrNoDeparture) || errors.Is(err, logistics.ErrHorizon)
}

func TestPromiseAgreesWithWalkingDayByDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySituation(zoneNames).Draw(t, "situation")
		order := s.anyOrder().Draw(t, "order")
		dates, err := s.promiser.Promise(order)
		ship, deliver, ok := s.naive(order)
		if none(err) {
			// The walk of the carrier does not end where its calendar does.
			near := errors.Is(err, logistics.ErrHorizon) && ship.Compare(s.first.AddDays(situationDays-120)) > 0
			if ok && !near {
				t.Fatalf("%s: %v, by walking it ships %s", order, err, ship)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if !ok && dates.Ship.Compare(s.first.AddDays(situationDays-20)) >= 0 {
			return
		}
		if dates.Ship != ship || dates.Deliver != deliver {
			t.Fatalf("%s ships %s, arrives %s; by walking %s and %s", order, dates.Ship, dates.Deliver, ship, deliver)
		}
	})
}

func TestALaterOrderNeverArrivesEarlier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySituation(zoneNames).Draw(t, "situation")
		a, b := s.anyOrder().Draw(t, "a"), s.anyOrder().Draw(t, "b")
		if b.Before(a) {
			a, b = b, a
		}
		first, err := s.promiser.Promise(a)
		second, errSecond := s.promiser.Promise(b)
		if none(errSecond) {
			return // never is not earlier
		}
		if err := errors.Join(err, errSecond); err != nil || second.Deliver.Compare(first.Deliver) < 0 ||
			second.Ship.Compare(first.Ship) < 0 {
			t.Fatalf("%s arrives %s, %s arrives %s, %v", a, first.Deliver, b, second.Deliver, err)
		}
	})
}

func TestOrderByIsTheGaloisInverseOfPromise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySituation(zoneNames).Draw(t, "situation")
		order := s.anyOrder().Draw(t, "order")
		delivery := s.first.AddDays(rapid.IntRange(60, 200).Draw(t, "delivery"))
		if rapid.Bool().Draw(t, "its own") {
			dates, err := s.promiser.Promise(order)
			if none(err) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			delivery = dates.Deliver.AddDays(rapid.IntRange(-1, 1).Draw(t, "beside"))
		}
		limit, err := s.promiser.OrderBy(delivery)
		if errors.Is(err, promise.ErrNoDeparture) {
			if dates, err := s.promiser.Promise(order); err == nil && dates.Deliver.Compare(delivery) <= 0 {
				t.Fatalf("ordered %s it arrives %s, but none can be ordered for %s", order, dates.Deliver, delivery)
			}
			return
		}
		if errors.Is(err, logistics.ErrHorizon) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		// The instant itself is too late, the one before it is not, and any other order is on its side.
		for _, at := range []time.Time{order, limit, limit.Add(-1)} {
			dates, err := s.promiser.Promise(at)
			never := none(err)
			if at.Before(s.first.AddDays(60).Start(s.loc)) && errors.Is(err, logistics.ErrHorizon) {
				continue // what was planned for days in front of the calendars is not known
			}
			if err != nil && !never {
				t.Fatal(err)
			}
			if inTime := !never && dates.Deliver.Compare(delivery) <= 0; inTime != at.Before(limit) {
				t.Fatalf(
					"ordered %s it arrives %s, and for %s one orders before %s", at, dates.Deliver, delivery, limit,
				)
			}
		}
	})
}

func TestShipByIsTheInverseOfTheCarriersPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySituation(zoneNames).Draw(t, "situation")
		dates, err := s.promiser.Promise(s.anyOrder().Draw(t, "order"))
		if none(err) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		delivery := dates.Deliver.AddDays(rapid.IntRange(-3, 3).Draw(t, "beside"))
		by, err := s.promiser.ShipBy(delivery)
		if errors.Is(err, promise.ErrNoDeparture) {
			by, err = logistics.MustDate("0001-01-01"), nil
		}
		if errors.Is(err, logistics.ErrHorizon) {
			return // the departure before lies in front of the calendars
		}
		if err != nil {
			t.Fatal(err)
		}
		if inTime := dates.Deliver.Compare(delivery) <= 0; inTime != (dates.Ship.Compare(by) <= 0) {
			t.Fatalf("shipped %s it arrives %s, and for %s one ships by %s", dates.Ship, dates.Deliver, delivery, by)
		}
	})
}

// TestResultsAreDocuments: dates that were kept explain themselves as they did.
func TestResultsAreDocuments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySituation(zoneNames).Draw(t, "situation")
		explained, err := s.promiser.Explain(s.anyOrder().Draw(t, "order"))
		if none(err) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		golden.Survives(t, explained.Dates)
		golden.Survives(t, explained)
		if !reflect.DeepEqual(explained.Steps(), explained.Dates.Steps()) {
			t.Fatalf("%v", explained.Steps())
		}
	})
}

func TestEveryDelayHasAReasonAndEveryStepIsRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySituation(zoneNames).Draw(t, "situation")
		dates, err := s.promiser.Promise(s.anyOrder().Draw(t, "order"))
		if none(err) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		// Without a reason a move takes its days, or none; with one it goes where the reason says.
		said := map[logistics.Code]logistics.Reason{}
		for _, r := range dates.Reasons() {
			said[r.Code] = r
		}
		to := func(d logistics.Date, param string, codes ...logistics.Code) logistics.Date {
			for _, code := range codes {
				if r, ok := said[code]; ok {
					d = logistics.MustDate(r.Param(param))
				}
			}
			return d
		}
		closed := func(code logistics.Code) int {
			n, _ := strconv.Atoi(said[code].Param("days"))
			return n
		}
		start := to(dates.Ordered, "start", promise.AfterCutOff, promise.NotTaken, promise.NoShipDay)
		ship := start.AddDays(dates.Handling + closed(promise.HandlingClosed))
		ship = to(to(ship, "departure", promise.NoneLeaves), "ship", promise.Missed, promise.Moved)
		handOver := to(ship, "hand_over", promise.NoCarrierDay)
		arrive := handOver.AddDays(dates.Transit + closed(promise.TransitClosed))
		deliver := to(arrive, "deliver", promise.NoReceivingDay)
		if start != dates.Start || ship != dates.Ship || handOver != dates.HandOver || arrive != dates.Arrive ||
			deliver != dates.Deliver {
			t.Fatalf("by the reasons %s, %s, %s, %s, %s: %+v", start, ship, handOver, arrive, deliver, dates)
		}
		// Each step takes up the results before it, and the last one is the delivery.
		results := map[string]string{"ordered": dates.Ordered.String()}
		steps := dates.Steps()
		for _, step := range steps {
			for _, input := range step.Inputs {
				if want, ok := results[input.Name]; ok && want != input.Text {
					t.Fatalf("%s uses %s = %s, which was %s", step.Name, input.Name, input.Text, want)
				}
			}
			results[step.Name] = step.Result
		}
		if steps[len(steps)-1].Result != dates.Deliver.String() || results["ship"] != dates.Ship.String() {
			t.Fatalf("%+v", steps)
		}
	})
}

// TestEveryClosedDayThatMovedSomethingIsNamed: each day named is closed, and they are as many as the dates tell.
func TestEveryClosedDayThatMovedSomethingIsNamed(t *testing.T) {
	party := map[promise.PartyKind]int{
		promise.Shipper: 0, promise.Carrier: 1, promise.Receiver: 2, promise.Collection: 3,
	}
	rapid.Check(t, func(t *rapid.T) {
		s := anySituation(zoneNames).Draw(t, "situation")
		order := s.anyOrder().Draw(t, "order")
		explained, err := s.promiser.Explain(order)
		if none(err) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		d := explained.Dates
		if dates, err := s.promiser.Promise(order); err != nil || dates != d {
			t.Fatalf("explained %+v, promised %+v, %v", d, dates, err)
		}
		named := map[promise.Move]int{}
		for _, c := range explained.Closed {
			for at := c.From; at.Compare(c.Through) <= 0; at = at.AddDays(1) {
				if named[c.Move]++; s.working[party[c.Party]](at) {
					t.Fatalf("%s is open on %s: %+v", c.Party, at, c)
				}
			}
		}
		late := 0
		if !d.Limit.IsZero() && d.Start != d.Ordered {
			late = 1
		}
		ready := d.Ship
		if !s.service.Departures.IsZero() {
			ready = d.Departure.Ready
		}
		for move, days := range map[promise.Move]int{
			promise.ToStart: d.Start.DaysSince(d.Ordered) - late, promise.ToDeliver: d.Deliver.DaysSince(d.Arrive),
			promise.ToReady:    ready.DaysSince(d.Start) - d.Handling,
			promise.ToHandOver: d.HandOver.DaysSince(d.Ship),
			promise.ToArrive:   d.Arrive.DaysSince(d.HandOver) - d.Transit,
		} {
			if named[move] != days {
				t.Fatalf("%s: %d closed days are named, of %d: %+v", move, named[move], days, explained)
			}
		}
		if n := len(explained.Reasons()) - len(d.Reasons()); n != len(explained.Closed) {
			t.Fatalf("%d reasons name %d stretches", n, len(explained.Closed))
		}
	})
}
