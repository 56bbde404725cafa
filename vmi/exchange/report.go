package exchange

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi"
)

// Figure is one measured quantity.
type Figure struct {
	Measure  Measure            `json:"measure"`
	Quantity logistics.Quantity `json:"quantity"`
}

// Line is what a report says of one item at one place.
type Line struct {
	Item    logistics.ID `json:"item"`
	Place   logistics.ID `json:"place,omitzero"` // absent: that of the report
	Figures []Figure     `json:"figures"`
}

// Report is what a customer reports of a period, or of a date.
type Report struct {
	Document Document       `json:"document"`
	From     logistics.Date `json:"from"`
	To       logistics.Date `json:"to,omitzero"` // the last date; absent: the report is of one date
	Place    logistics.ID   `json:"place,omitzero"`
	Lines    []Line         `json:"lines"`
}

// sum adds up the figures of a measure; ok is false when there are none.
func (l *Line) sum(m Measure) (total logistics.Quantity, ok bool) {
	for _, f := range l.Figures {
		if f.Measure != m {
			continue
		}
		if sum, err := total.Add(f.Quantity); err == nil && ok {
			total = sum
		} else if !ok {
			total, ok = f.Quantity, true
		}
	}
	return total, ok
}

func (l *Line) of(m Measure) logistics.Quantity {
	q, _ := l.sum(m)
	return q
}

// Balance is the line as the law of stock reads it, for vmi.Reconcile.
func (l Line) Balance() vmi.Balance {
	return vmi.Balance{
		Opening: l.of(Opening), Received: l.of(Received), Returned: l.of(Returned), Sold: l.of(Sold),
		Withdrawn: l.of(Withdrawn),
		Adjusted:  l.of(Adjusted), Ending: l.of(OnHand), Committed: l.of(Committed), Held: l.held(),
		Available: l.of(Available),
	}
}

// held is all that is there and cannot be used: in hold of any kind, damaged, or on display.
func (l *Line) held() (total logistics.Quantity) {
	for _, m := range []Measure{Held, QualityHeld, QualityFailed, Damaged, Display} {
		q, ok := l.sum(m)
		switch sum, err := total.Add(q); {
		case !ok:
		case total.IsZero():
			total = q
		case err == nil:
			total = sum
		}
	}
	return total
}

// Position is the stock of the line for a proposal, as it was at a stamp. A report without stock on hand
// has what is available instead, with nothing committed or held besides.
func (l Line) Position(reported logistics.Stamp) vmi.Position {
	p := vmi.Position{OnOrder: l.incoming(), Reported: reported}
	onHand, there := l.sum(OnHand)
	if !there {
		p.OnHand = l.of(Available)
		return p
	}
	p.OnHand, p.Allocated, p.Held = onHand, l.of(Committed), l.held()
	return p
}

// incoming is what is on order and in transit.
func (l *Line) incoming() logistics.Quantity {
	order, ordered := l.sum(OnOrder)
	transit, moving := l.sum(InTransit)
	switch sum, err := order.Add(transit); {
	case !moving:
		return order
	case !ordered:
		return transit
	case err == nil:
		return sum
	}
	return order
}
