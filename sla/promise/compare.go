package promise

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// Offer is what one service can do for an order.
type Offer struct {
	Service logistics.ID    `json:"service"`
	Price   logistics.Money `json:"price,omitzero"`    // absent: not known
	Dates   Dates           `json:"dates,omitzero"`    // absent: it has no departure left
	Keeps   bool            `json:"keeps"`             // it delivers on the date or earlier
	OrderBy time.Time       `json:"order_by,omitzero"` // before which to order for the date; absent: no order can be
}

// Comparison is what several services can do for one order that is wanted by a date. Where two are equal, the other
// figures decide, and then the order in which they were given.
type Comparison struct {
	Order    time.Time      `json:"order"`
	Date     logistics.Date `json:"date"`
	Offers   []Offer        `json:"offers"`            // as they were given
	Cheapest logistics.ID   `json:"cheapest,omitzero"` // that keeps the date, of those with a price
	Earliest logistics.ID   `json:"earliest,omitzero"` // to deliver
	Latest   logistics.ID   `json:"latest,omitzero"`   // to be ordered for the date
}

const maxServices = 1000

// Compare asks several services for the dates of one order that is wanted by a date.
func Compare(services []*Scheduler, order time.Time, date logistics.Date) (Comparison, error) {
	if err := checkServices(services, date); err != nil {
		return Comparison{}, err
	}
	c := Comparison{Order: order, Date: date, Offers: make([]Offer, len(services))}
	for i, p := range services {
		offer, err := p.offer(order, date)
		if err != nil {
			return Comparison{}, fmt.Errorf("%s: %w", p.id, err)
		}
		c.Offers[i] = offer
	}
	c.Order = order.In(services[0].days.Zone)
	cheapest, earliest, latest := -1, -1, -1
	for i, o := range c.Offers {
		if o.Keeps && !o.Price.IsZero() && c.before(i, cheapest, byPrice, byDelivery) {
			cheapest = i
		}
		if !o.Dates.Deliver.IsZero() && c.before(i, earliest, byDelivery, byPrice) {
			earliest = i
		}
		if o.Keeps && !o.OrderBy.IsZero() && c.before(i, latest, byLimit, byPrice) {
			latest = i
		}
	}
	c.Cheapest, c.Earliest, c.Latest = c.id(cheapest), c.id(earliest), c.id(latest)
	return c, nil
}

// checkServices reports every reason why services cannot be compared.
func checkServices(services []*Scheduler, date logistics.Date) error {
	var faults logistics.Faults
	if date.IsZero() {
		faults.Required("/date", "the date by which it is wanted")
	}
	switch {
	case len(services) == 0:
		faults.Required("/services", "at least one service")
	case len(services) > maxServices:
		faults.TooMany("/services", len(services), "at most "+strconv.Itoa(maxServices))
		return faults.Err()
	}
	seen := make(map[logistics.ID]bool, len(services))
	var currency logistics.Currency
	for i, p := range services {
		path := "/services/" + strconv.Itoa(i)
		if p == nil || p.ready() != nil {
			faults.Required(path, "a compiled service")
			continue
		}
		if seen[p.id] {
			faults.Duplicate(path, p.id, "given twice")
		}
		seen[p.id] = true
		switch {
		case p.price.IsZero():
		case currency.IsZero():
			currency = p.price.Currency()
		case p.price.Currency() != currency:
			faults.Mismatch(path+"/price", p.price, "prices of one currency")
		}
	}
	return faults.Err()
}

// offer is what the service can do.
func (p *Scheduler) offer(order time.Time, date logistics.Date) (Offer, error) {
	o := Offer{Service: p.id, Price: p.price}
	var err error
	if o.Dates, err = p.Promise(order); err != nil && !errors.Is(err, ErrNoDeparture) {
		return Offer{}, err
	}
	if o.OrderBy, err = p.OrderBy(date); err != nil && !errors.Is(err, ErrNoDeparture) {
		return Offer{}, err
	}
	o.Keeps = !o.Dates.Deliver.IsZero() && o.Dates.Deliver.Compare(date) <= 0
	return o, nil
}

func byPrice(a, b Offer) int {
	switch {
	case a.Price.IsZero() && b.Price.IsZero():
		return 0
	case a.Price.IsZero():
		return 1
	case b.Price.IsZero():
		return -1
	}
	order, _ := a.Price.Cmp(b.Price) // of one currency
	return order
}

func byDelivery(a, b Offer) int { return a.Dates.Deliver.Compare(b.Dates.Deliver) }

func byLimit(a, b Offer) int { return b.OrderBy.Compare(a.OrderBy) }

// before tells whether an offer comes before the best one so far; none is below zero.
func (c Comparison) before(i, best int, orders ...func(a, b Offer) int) bool {
	if best < 0 {
		return true
	}
	for _, order := range orders {
		if n := order(c.Offers[i], c.Offers[best]); n != 0 {
			return n < 0
		}
	}
	return false
}

func (c Comparison) id(i int) logistics.ID {
	if i < 0 {
		return logistics.ID{}
	}
	return c.Offers[i].Service
}

// Reasons gives what each service can do, and then which one is the cheapest, the first to deliver, and the last to be
// ordered.
func (c Comparison) Reasons() []logistics.Reason {
	var reasons []logistics.Reason
	date := c.Date.Param("date")
	kept := false
	for _, o := range c.Offers {
		reasons = append(reasons, o.reasons(date)...)
		kept = kept || o.Keeps
	}
	if !kept {
		reasons = append(reasons, because(NoneKeeps, date)...)
	}
	for _, o := range c.Offers {
		service := o.Service.Param("service")
		if o.Service == c.Cheapest {
			reasons = append(reasons, because(Cheapest, service, date, o.Price.Param("price"))...)
		}
		if o.Service == c.Earliest {
			reasons = append(reasons, because(Earliest, service, o.Dates.Deliver.Param("deliver"))...)
		}
		if o.Service == c.Latest {
			reasons = append(reasons, because(Latest, service, date, logistics.InstantParam("limit", o.OrderBy))...)
		}
	}
	return reasons
}

func (o Offer) reasons(date logistics.Param) []logistics.Reason {
	service, deliver := o.Service.Param("service"), o.Dates.Deliver.Param("deliver")
	var reasons []logistics.Reason
	switch {
	case o.Keeps:
		reasons = because(Keeps, service, deliver, date)
	case o.Dates.Deliver.IsZero():
		reasons = because(LeavesNot, service)
	default:
		reasons = because(TooLate, service, deliver, date)
	}
	if !o.OrderBy.IsZero() {
		past := "no"
		if !o.Keeps {
			past = "yes"
		}
		reasons = append(reasons, because(
			OrderTill, date, service, logistics.InstantParam("limit", o.OrderBy), logistics.CodeParam("past", past),
		)...)
	}
	if o.Price.IsZero() {
		reasons = append(reasons, because(NoPrice, service)...)
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (c Comparison) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(c.Reasons(), in)
}
