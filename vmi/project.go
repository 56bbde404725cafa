package vmi

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// Receipt is stock on its way, with the date it is due.
type Receipt struct {
	Quantity logistics.Quantity `json:"quantity"`
	Due      logistics.Date     `json:"due"`
}

// Day is the projected stock at the end of a date.
type Day struct {
	Date     logistics.Date     `json:"date"`
	Received logistics.Quantity `json:"received"`
	Stock    logistics.Quantity `json:"stock"` // below 0: how much would be missing
	Below    bool               `json:"below_minimum,omitzero"`
	Above    bool               `json:"above_maximum,omitzero"`
	Out      bool               `json:"out,omitzero"` // nothing left
}

const mostDays = 3660

// Project carries the stock on hand forward, day by day from the first date on:
//
//	stock = stock of the day before + receipts due - demand of a day
//
// Allocated stock is taken out before the first day. Receipts that were due before it count on it. The
// band of the agreement says which days are below the minimum or above the maximum.
func (c *Planner) Project(
	position Position, demand Demand, receipts []Receipt, from logistics.Date, days int,
) ([]Day, error) {
	if err := c.checkProjection(&position, &demand, receipts, from, days); err != nil {
		return nil, err
	}
	var sum arithmetic
	a := &c.agreement
	stock := sum.sub(position.OnHand, position.Allocated)
	out := make([]Day, days)
	for i := range out {
		date := from.AddDays(i)
		d := Day{Date: date, Received: logistics.Count(0, a.Unit)}
		for _, r := range receipts {
			if r.Due == date || i == 0 && r.Due.Compare(from) < 0 {
				d.Received = sum.add(d.Received, r.Quantity)
			}
		}
		stock = sum.sub(sum.add(stock, d.Received), demand.Mean)
		d.Stock, d.Out = stock, stock.Sign() <= 0
		d.Below = !a.Minimum.IsZero() && more(a.Minimum, stock)
		d.Above = !a.Maximum.IsZero() && more(stock, a.Maximum)
		out[i] = d
	}
	return out, sum.err
}

func (c *Planner) checkProjection(p *Position, d *Demand, receipts []Receipt, from logistics.Date, days int) error {
	var faults logistics.Faults
	unit := c.agreement.Unit
	checkQuantity("/position/on_hand", p.OnHand, unit, required, maxUnits, &faults)
	checkQuantity("/position/allocated", p.Allocated, unit, optional, maxUnits, &faults)
	checkQuantity("/demand/mean", d.Mean, unit, required, maxUnits, &faults)
	for i, r := range receipts {
		path := "/receipts/" + strconv.Itoa(i)
		checkQuantity(path+"/quantity", r.Quantity, unit, required, maxUnits, &faults)
		if r.Due.IsZero() {
			faults.Required(path+"/due", "the date it is due")
		}
	}
	if from.IsZero() {
		faults.Required("/from", "the first date")
	}
	if days < 1 || days > mostDays || !from.IsZero() && from.AddDays(days).IsZero() {
		faults.OutOfRange("/days", days, "1 to 3,660 days, within the calendar")
	}
	return faults.Err()
}
