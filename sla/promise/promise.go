package promise

import (
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/zone"
)

// Calendars are the days of the three parties, and the zone in which the first one ships.
type Calendars struct {
	Zone    *time.Location        // whose wall clock shows the cut-offs
	Ship    logistics.WorkingDays // days on which the order is worked on and handed over
	Carry   logistics.WorkingDays // days on which the carrier runs
	Receive logistics.WorkingDays // days on which the receiver takes deliveries
}

// Compile prepares the service for three calendars; it returns every fault.
func Compile(s Service, c Calendars) (*Scheduler, error) {
	var faults logistics.Faults
	faults.At("", s.Validate())
	if c.Zone == nil {
		faults.Required("", "the zone of the place that ships")
	}
	if c.Ship == nil || c.Carry == nil || c.Receive == nil {
		faults.Required("", "the calendars of shipper, carrier and receiver are required")
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return &Scheduler{s.CutOffs.of(), s.Grace.Exact(), s.Handling, s.Transit, c}, nil
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
	cutOffs  [7]logistics.TimeOfDay
	grace    time.Duration
	handling int
	transit  int
	days     Calendars
}

// Dates are a promise, move by move.
type Dates struct {
	Order   time.Time      `json:"order"`   // on the wall of the place that ships
	Ordered logistics.Date `json:"ordered"` // the date of the order, where it ships from
	// from here on an order of that date is late; absent when nothing ships on it
	Limit    time.Time      `json:"limit,omitzero"`
	Start    logistics.Date `json:"start"`         // work on it starts
	Handling int            `json:"handling_days"` // ship days of work
	Ship     logistics.Date `json:"ship"`          // it leaves
	HandOver logistics.Date `json:"hand_over"`     // the carrier takes it over
	Transit  int            `json:"transit_days"`  // carrier days on the way
	Arrive   logistics.Date `json:"arrive"`        // the carrier could deliver it
	Deliver  logistics.Date `json:"deliver"`       // the receiver takes it
}

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
	if d.Start == d.Ordered {
		if d.Limit = p.limit(d.Ordered); !order.Before(d.Limit) {
			if d.Start, err = p.days.Ship.Offset(d.Ordered, 1); err != nil {
				return Dates{}, err
			}
		}
	}
	if d.Ship, err = p.days.Ship.Offset(d.Start, p.handling); err != nil {
		return Dates{}, err
	}
	if d.HandOver, err = p.days.Carry.Offset(d.Ship, 0); err != nil {
		return Dates{}, err
	}
	if d.Arrive, err = p.days.Carry.Offset(d.HandOver, p.transit); err != nil {
		return Dates{}, err
	}
	if d.Deliver, err = p.days.Receive.Offset(d.Arrive, 0); err != nil {
		return Dates{}, err
	}
	return d, nil
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
	start, err := p.days.Ship.Offset(ship, -p.handling)
	if err != nil {
		return time.Time{}, err
	}
	return p.limit(start), nil
}

// ShipBy is the last ship day on which a hand-over still leads to a delivery on the date or earlier.
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
	return upTo(p.days.Ship, handedOver)
}

// upTo is the last working day up to and with a date.
func upTo(days logistics.WorkingDays, d logistics.Date) (logistics.Date, error) {
	return days.Offset(d.AddDays(1), -1)
}

// limit is the first instant that is too late for a date: the cut-off and the grace after it, within
// the date, whose end it never passes.
func (p *Scheduler) limit(d logistics.Date) time.Time {
	start, end := d.Start(p.days.Zone), d.AddDays(1).Start(p.days.Zone)
	cutOff := p.cutOffs[d.Weekday()]
	if cutOff.Seconds() == 0 {
		return start
	}
	// Both policies are valid ones that refuse nothing.
	unix, _ := zone.Resolve(
		p.days.Zone, zone.DayNumber(d.Civil()), int64(cutOff.Seconds()), zone.GapTransition, zone.OverlapLast,
	)
	limit := time.Unix(unix, 0).In(p.days.Zone).Add(p.grace)
	if limit.After(end) {
		return end
	}
	return limit
}
