package promise

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/internal/zone"
)

// Calendars are the days of the three parties, and the zone in which the first one ships.
type Calendars struct {
	Zone    *time.Location        // whose wall clock shows the cut-offs
	Ship    logistics.WorkingDays // days on which the order is worked on and handed over
	Collect logistics.WorkingDays // days on which the carrier collects; absent: on which it runs
	Carry   logistics.WorkingDays // days on which the carrier runs
	Receive logistics.WorkingDays // days on which the receiver takes deliveries
	Zones   logistics.Zones       // where the zone of a cut-off is looked up, if the service names one
}

// Compile prepares the service for three calendars; it returns every fault.
func Compile(s Service, c Calendars) (*Scheduler, error) {
	var faults logistics.Faults
	faults.At("", s.Validate())
	if c.Zone == nil {
		faults.Required("/calendars/zone", "the zone of the place that ships")
	}
	for _, needed := range []struct {
		path, of string
		days     logistics.WorkingDays
	}{
		{"/calendars/ship", "the place that ships", c.Ship},
		{"/calendars/carry", "the carrier", c.Carry},
		{"/calendars/receive", "the receiver", c.Receive},
	} {
		if wire.IsNil(needed.days) {
			faults.Required(needed.path, "the working days of "+needed.of)
		}
	}
	if c.Collect != nil && wire.IsNil(c.Collect) {
		faults.Required("/calendars/collect", "absent, or the days on which the carrier collects")
	}
	wall := c.Zone
	if name := s.Departures.CutOff.Zone; name != "" {
		wall = faults.Zone("/departures/cut_off/zone", c.Zones, name)
	}
	if len(faults) == 0 {
		s.idle(c.Ship, &faults)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	p := &Scheduler{
		id: s.ID, price: s.Price, cutOffs: s.CutOffs.of(), grace: s.Grace.Exact(), handling: s.Handling,
		transit: s.Transit, days: c, collect: c.Collect,
	}
	if p.collect == nil {
		p.collect = c.Carry
	}
	if !s.Departures.IsZero() {
		p.departures = s.Departures.compiled(wall)
	}
	return p, nil
}

// idle reports cut-offs that close nothing and departures that never take place, where the ship days can tell: the
// clocks of sla/calendar and compiled hours do.
func (s Service) idle(ship logistics.WorkingDays, faults *logistics.Faults) {
	days, ok := ship.(interface{ MayWorkOn(time.Weekday) bool })
	if !ok {
		return
	}
	for i, at := range s.CutOffs.own() {
		if at.Seconds() != 0 && !days.MayWorkOn(time.Weekday(i)) {
			faults.Conflict("/cut_offs/"+weekdayNames()[i], at, "closes nothing: nothing ever ships on the weekday")
		}
	}
	if moved := s.Departures.Closed; moved == LeaveBefore || moved == LeaveAfter {
		return
	}
	for i, weekday := range s.Departures.Weekdays {
		if !days.MayWorkOn(time.Weekday(slices.Index(weekdayNames(), weekday))) {
			path := "/departures/weekdays/" + strconv.Itoa(i)
			faults.Conflict(path, weekday, "never takes place: nothing ever ships on the weekday")
		}
	}
	for i, m := range s.Departures.Monthly {
		if m.Weekday != "" && !days.MayWorkOn(time.Weekday(slices.Index(weekdayNames(), m.Weekday))) {
			path := "/departures/monthly/" + strconv.Itoa(i) + "/weekday"
			faults.Conflict(path, m.Weekday, "never takes place: nothing ever ships on the weekday")
		}
	}
}

// ready is the fault of the zero Scheduler, which has no service.
func (p *Scheduler) ready() error {
	if p.days.Zone == nil {
		return logistics.NewFieldError(logistics.FaultRequired, "", "a compiled service")
	}
	return nil
}

// Scheduler is a compiled [Service].
type Scheduler struct {
	cutOffs    [7]logistics.TimeOfDay
	grace      time.Duration
	handling   int
	transit    int
	days       Calendars
	collect    logistics.WorkingDays
	departures *schedule // nil: an order leaves on any ship day
	id         logistics.ID
	price      logistics.Money
}

// Dates are a promise, move by move.
type Dates struct {
	Order   time.Time      `json:"order"`   // on the wall of the place that ships
	Ordered logistics.Date `json:"ordered"` // the date of the order, where it ships from
	// from here on an order of that date is late; absent when nothing ships on it, and where there are departures
	Limit    time.Time      `json:"limit,omitzero"`
	Start    logistics.Date `json:"start"`         // work on it starts
	Handling int            `json:"handling_days"` // ship days of work
	Ship     logistics.Date `json:"ship"`          // it leaves
	HandOver logistics.Date `json:"hand_over"`     // the carrier takes it over
	Transit  int            `json:"transit_days"`  // carrier days on the way
	Arrive   logistics.Date `json:"arrive"`        // the carrier could deliver it
	Deliver  logistics.Date `json:"deliver"`       // the receiver takes it
	// which departure it takes; absent where an order leaves on any ship day
	Departure Departure `json:"departure,omitzero"`
}

// Departure is how an order came to leave on a departure.
type Departure struct {
	Ready   logistics.Date `json:"ready"`            // the work on it is done: it could leave
	Limit   time.Time      `json:"limit"`            // from here on an order is late for the departure
	Planned logistics.Date `json:"planned,omitzero"` // the date of it by the policy, where that is another one
	// the first departure that the order was late for, and from when on; absent when it was for none
	Missed      logistics.Date `json:"missed,omitzero"`
	MissedLimit time.Time      `json:"missed_limit,omitzero"`
}

// IsZero reports whether an order leaves on any ship day.
func (d Departure) IsZero() bool { return d == Departure{} }

// Promise gives the dates of an order placed at an instant.
func (p *Scheduler) Promise(order time.Time) (Dates, error) {
	if err := p.ready(); err != nil {
		return Dates{}, err
	}
	d := Dates{
		Order: order.In(p.days.Zone), Ordered: logistics.DateOf(order, p.days.Zone), Handling: p.handling,
		Transit: p.transit,
	}
	var err error
	if d.Start, err = p.days.Ship.Offset(d.Ordered, 0); err != nil {
		return Dates{}, err
	}
	if p.departures != nil {
		err = p.leave(&d, order)
	} else {
		err = p.work(&d, order)
	}
	if err != nil {
		return Dates{}, err
	}
	if err = p.carried(&d); err != nil {
		return Dates{}, err
	}
	return d, nil
}

// work starts on the date of the order or on the next ship day, and ends when the order leaves.
func (p *Scheduler) work(d *Dates, order time.Time) (err error) {
	if d.Start == d.Ordered {
		if d.Limit = p.limit(d.Ordered); !order.Before(d.Limit) {
			if d.Start, err = p.days.Ship.Offset(d.Ordered, 1); err != nil {
				return err
			}
		}
	}
	d.Ship, err = p.days.Ship.Offset(d.Start, p.handling)
	return err
}

// carried adds the part of the carrier and that of the receiver.
func (p *Scheduler) carried(d *Dates) (err error) {
	if d.HandOver, err = p.collect.Offset(d.Ship, 0); err != nil {
		return err
	}
	if d.Arrive, err = p.days.Carry.Offset(d.HandOver, p.transit); err != nil {
		return err
	}
	d.Deliver, err = p.days.Receive.Offset(d.Arrive, 0)
	return err
}

// OrderBy is the instant before which an order has to come to be delivered on the date or earlier. At
// the instant it is too late.
func (p *Scheduler) OrderBy(delivery logistics.Date) (time.Time, error) {
	if err := p.ready(); err != nil {
		return time.Time{}, err
	}
	ship, err := p.ShipBy(delivery)
	if err != nil {
		return time.Time{}, err
	}
	if p.departures != nil {
		return p.closing(ship)
	}
	start, err := p.days.Ship.Offset(ship, -p.handling)
	if err != nil {
		return time.Time{}, err
	}
	return p.limit(start), nil
}

// ShipBy is the last day on which an order can leave and still be delivered on the date or earlier: a ship day, or
// where there are departures, that of one.
func (p *Scheduler) ShipBy(delivery logistics.Date) (logistics.Date, error) {
	if err := p.ready(); err != nil {
		return logistics.Date{}, err
	}
	if delivery.IsZero() {
		return logistics.Date{}, logistics.NewFieldError(logistics.FaultRequired, "", "the date of delivery")
	}
	received, err := upTo(p.days.Receive, delivery)
	if err != nil {
		return logistics.Date{}, err
	}
	arrived, err := upTo(p.days.Carry, received)
	if err != nil {
		return logistics.Date{}, err
	}
	handedOver, err := p.days.Carry.Offset(arrived, -p.transit)
	if err != nil {
		return logistics.Date{}, err
	}
	if p.days.Collect != nil {
		if handedOver, err = p.collected(handedOver); err != nil {
			return logistics.Date{}, err
		}
	}
	if p.departures == nil {
		return upTo(p.days.Ship, handedOver)
	}
	leaves, err := p.last(handedOver)
	return leaves.leaves, err
}

// collected is the last day of collection from which the transit is over where it is from a carrier day. What is
// collected on days on which the carrier does not run travels with what was collected before.
func (p *Scheduler) collected(carried logistics.Date) (logistics.Date, error) {
	if p.transit > 0 {
		next, err := p.days.Carry.Offset(carried, 1)
		if err != nil {
			return logistics.Date{}, err
		}
		carried = next.AddDays(-1)
	}
	return upTo(p.collect, carried)
}

// upTo is the last working day up to and with a date.
func upTo(days logistics.WorkingDays, d logistics.Date) (logistics.Date, error) {
	return days.Offset(d.AddDays(1), -1)
}

// limit is the first instant that is too late for a date.
func (p *Scheduler) limit(d logistics.Date) time.Time {
	return p.limitOf(d, p.cutOffs[d.Weekday()], p.days.Zone)
}

// limitOf is a cut-off on a date and the grace after it, within the date, whose end it never passes.
func (p *Scheduler) limitOf(d logistics.Date, cutOff logistics.TimeOfDay, loc *time.Location) time.Time {
	start, end := d.Start(loc), d.AddDays(1).Start(loc)
	if cutOff.Seconds() == 0 {
		return start
	}
	// Both policies are valid ones that refuse nothing.
	unix, _ := zone.Resolve(
		loc, zone.DayNumber(d.Civil()), int64(cutOff.Seconds()), zone.GapTransition, zone.OverlapLast,
	)
	limit := time.Unix(unix, 0).In(loc).Add(p.grace)
	if limit.After(end) {
		return end
	}
	return limit
}
