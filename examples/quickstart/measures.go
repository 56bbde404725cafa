package main

import (
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
)

// quarters is the calendar the figures are shown by.
func quarters() logistics.PeriodRule {
	return logistics.PeriodRule{Kind: logistics.EveryQuarter, Zone: "Europe/Zurich"}
}

func metric(id string) (kpi.Metric, error) {
	m, ok := kpi.Lookup(logistics.MustID(id))
	if !ok {
		return kpi.Metric{}, fmt.Errorf("no metric %s", id)
	}
	return m, nil
}

// newCube is an empty cube of a metric of the library.
func newCube(id string) (*count.Cube, error) {
	m, err := metric(id)
	if err != nil {
		return nil, err
	}
	return count.NewCube(m, quarters())
}

// measure fills a cube for each figure of the page.
func (y *year) measure() ([]*count.Cube, error) {
	var cubes []*count.Cube
	for _, fill := range []func() (*count.Cube, error){
		y.acknowledgements, y.judged("on_time_delivery"), y.judged("in_full"), y.judged("perfect_order"),
		y.cycleTimes, y.invoices, y.returnRate,
	} {
		cube, err := fill()
		if err != nil {
			return nil, err
		}
		cubes = append(cubes, cube)
	}
	return cubes, nil
}

// judged fills the cube of a metric that the outcomes tell by themselves.
func (y *year) judged(id string) func() (*count.Cube, error) {
	return func() (*count.Cube, error) {
		m, err := metric(id)
		if err != nil {
			return nil, err
		}
		cube, _, err := count.FromOutcomes(m, quarters(), hostZones(), y.outcomes)
		return cube, err
	}
}

// acknowledgements counts orders confirmed within four working hours of the office.
func (y *year) acknowledgements() (*count.Cube, error) {
	cube, err := newCube("order_acknowledged_in_time")
	if err != nil {
		return nil, err
	}
	office, err := read[logistics.Hours]("office_hours.json")
	if err != nil {
		return nil, err
	}
	hours, err := office.Compile(hostZones(), logistics.MustDate("2024-12-01"), logistics.MustDate("2026-02-01"))
	if err != nil {
		return nil, err
	}
	for _, o := range y.orders {
		placed, err := o.Placed.Interval(hostZones())
		if err != nil {
			return nil, err
		}
		due, err := hours.Add(placed.Latest(), 4*time.Hour)
		if err != nil {
			return nil, err
		}
		good := int64(0)
		if !o.Confirmed.IsZero() {
			confirmed, err := o.Confirmed.Interval(hostZones())
			if err != nil {
				return nil, err
			}
			if logistics.Deadline(due).Judge(confirmed) == logistics.Met {
				good = 1
			}
		}
		if err := cube.Add(o.Customer.ID, o.Placed.Date(), good, 1); err != nil {
			return nil, err
		}
	}
	return cube, nil
}

// cycleTimes measures the hours from order to the last delivery of a line.
func (y *year) cycleTimes() (*count.Cube, error) {
	cube, err := newCube("order_cycle_time")
	if err != nil {
		return nil, err
	}
	placed := make(map[logistics.ID]logistics.Order, len(y.orders))
	for _, o := range y.orders {
		placed[o.ID] = o
	}
	for _, o := range y.outcomes {
		order := placed[o.Order]
		if o.Good.Sign() <= 0 {
			if err := cube.Exclude(o.Customer, order.Placed.Date(), "not_delivered"); err != nil {
				return nil, err
			}
			continue
		}
		start, err := order.Placed.Interval(hostZones())
		if err != nil {
			return nil, err
		}
		tenths := int64(o.At.Sub(start.Earliest()) / (6 * time.Minute))
		if err := cube.Add(o.Customer, order.Placed.Date(), tenths, 1); err != nil {
			return nil, err
		}
	}
	return cube, nil
}

// invoices counts lines charged as agreed.
func (y *year) invoices() (*count.Cube, error) {
	cube, err := newCube("invoice_accuracy")
	if err != nil {
		return nil, err
	}
	for _, o := range y.outcomes {
		if o.At.IsZero() {
			continue
		}
		day := logistics.DateOf(o.At, time.UTC)
		if !o.Rights.Judged(logistics.RightCost) {
			err = cube.Exclude(o.Customer, day, "not_judged")
		} else if o.Rights.Met(logistics.RightCost) {
			err = cube.Add(o.Customer, day, 1, 1)
		} else {
			err = cube.Add(o.Customer, day, 0, 1)
		}
		if err != nil {
			return nil, err
		}
	}
	return cube, nil
}

// returnRate counts lines the customers sent back: here, those that arrived wrong or damaged.
func (y *year) returnRate() (*count.Cube, error) {
	cube, err := newCube("return_rate")
	if err != nil {
		return nil, err
	}
	for _, o := range y.outcomes {
		if !o.Rights.Judged(logistics.RightCondition) {
			continue
		}
		sentBack := int64(0)
		if o.Rights.Missed(logistics.RightCondition) || o.Rights.Missed(logistics.RightProduct) {
			sentBack = 1
		}
		if err := cube.Add(o.Customer, logistics.DateOf(o.At, time.UTC), sentBack, 1); err != nil {
			return nil, err
		}
	}
	return cube, nil
}
