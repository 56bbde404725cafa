package promise_test

import (
	"errors"
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
	working  [3]func(logistics.Date) bool
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
			loc: loc, first: logistics.MustDate("2024-01-01").AddDays(rapid.IntRange(0, 600).Draw(t, "first")),
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
		s.service.CutOffs = promise.CutOffs{
			Monday: cutOff.Draw(t, "mon"), Tuesday: cutOff.Draw(t, "tue"), Wednesday: cutOff.Draw(t, "wed"),
			Thursday: cutOff.Draw(t, "thu"),
			Friday:   cutOff.Draw(t, "fri"), Saturday: cutOff.Draw(t, "sat"), Sunday: cutOff.Draw(t, "sun"),
		}
		s.service.Grace = logistics.Exactly(
			time.Duration(rapid.SampledFrom([]int64{0, 0, 60, 3600, 86400}).Draw(t, "grace")) * time.Second,
		)
		var clocks [3]*calendar.Clock
		for i := range clocks {
			mask := rapid.SampledFrom([]string{"1111100", "1111110", "1111111", "1010100", "0000001"}).Draw(t, "mask")
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
		s.promiser = compile(
			t, s.service, promise.Calendars{Zone: loc, Ship: clocks[0], Carry: clocks[1], Receive: clocks[2]},
		)
		return s
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
func (s situation) naive(order time.Time) (ship, deliver logistics.Date) {
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
	if s.working[0](start) && s.late(start, order) {
		start = start.AddDays(1)
	}
	ship = roll(roll(start, 0, 0), 0, s.service.Handling)
	return ship, roll(roll(roll(ship, 1, 0), 1, s.service.Transit), 2, 0)
}

// late looks for the last second of the date whose wall is before the cut-off.
func (s situation) late(d logistics.Date, order time.Time) bool {
	c := s.service.CutOffs
	cutOff := []logistics.TimeOfDay{
		c.Sunday, c.Monday, c.Tuesday, c.Wednesday, c.Thursday, c.Friday, c.Saturday,
	}[d.Weekday()].Seconds()
	if cutOff == 0 {
		return true
	}
	end := d.AddDays(1).Start(s.loc)
	at := end
	for ; at.After(d.Start(s.loc)); at = at.Add(-time.Second) {
		wall := at.Add(-time.Second).In(s.loc)
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

func TestPromiseAgreesWithWalkingDayByDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySituation(zoneNames).Draw(t, "situation")
		order := s.anyOrder().Draw(t, "order")
		dates, err := s.promiser.Promise(order)
		if err != nil {
			t.Fatal(err)
		}
		if ship, deliver := s.naive(order); dates.Ship != ship || dates.Deliver != deliver {
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
			if err != nil {
				t.Fatal(err)
			}
			delivery = dates.Deliver.AddDays(rapid.IntRange(-1, 1).Draw(t, "beside"))
		}
		limit, err := s.promiser.OrderBy(delivery)
		if errors.Is(err, logistics.ErrHorizon) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		// The instant itself is too late, the one before it is not, and any other order is on its side.
		for _, at := range []time.Time{order, limit, limit.Add(-1)} {
			dates, err := s.promiser.Promise(at)
			if err != nil {
				t.Fatal(err)
			}
			if inTime := dates.Deliver.Compare(delivery) <= 0; inTime != at.Before(limit) {
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
		if err != nil {
			t.Fatal(err)
		}
		delivery := dates.Deliver.AddDays(rapid.IntRange(-3, 3).Draw(t, "beside"))
		by, err := s.promiser.ShipBy(delivery)
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
		dates, err := s.promiser.Promise(s.anyOrder().Draw(t, "order"))
		if err != nil {
			t.Fatal(err)
		}
		golden.Survives(t, dates)
	})
}

func TestEveryDelayHasAReasonAndEveryStepIsRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySituation(zoneNames).Draw(t, "situation")
		dates, err := s.promiser.Promise(s.anyOrder().Draw(t, "order"))
		if err != nil {
			t.Fatal(err)
		}
		// Without a reason a move stays where it is; with one it goes where the reason says.
		start, handOver, deliver := dates.Ordered, dates.Ship, dates.Arrive
		for _, r := range dates.Reasons() {
			switch r.Code {
			case promise.AfterCutOff, promise.NoShipDay:
				start = logistics.MustDate(r.Param("start"))
			case promise.NoCarrierDay:
				handOver = logistics.MustDate(r.Param("hand_over"))
			case promise.NoReceivingDay:
				deliver = logistics.MustDate(r.Param("deliver"))
			}
		}
		if start != dates.Start || handOver != dates.HandOver || deliver != dates.Deliver {
			t.Fatalf("by the reasons %s, %s, %s: %+v", start, handOver, deliver, dates)
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
