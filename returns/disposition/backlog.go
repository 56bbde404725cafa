package disposition

import (
	"math"

	"github.com/logicrm/logistics"
)

// BacklogCost is what it costs that an item waits before anything is done with it.
type BacklogCost struct {
	Days        logistics.Ratio `json:"days"`                 // of waiting
	Disposition Disposition     `json:"disposition,omitzero"` // best now; "" when no way is open
	Instead     Disposition     `json:"instead,omitzero"`     // best after the wait
	Net         logistics.Money `json:"net,omitzero"`         // of the best way now
	Later       logistics.Money `json:"later,omitzero"`       // of the best way after the wait
	Lost        logistics.Money `json:"lost,omitzero"`        // the difference, rounded by itself
}

// BacklogCost is what an item loses when every way begins so many days later. A way that turns out best
// then need not be the best one now.
func (c *Chooser) BacklogCost(item Item, days logistics.Ratio) (BacklogCost, error) {
	var faults logistics.Faults
	faults.At("", c.check(item))
	wait, ok := days.Float()
	if !ok || wait < 0 || wait > 7*maxWeeks {
		faults.OutOfRange("/days", days, "from 0 to 3640 days")
	}
	if err := faults.Err(); err != nil {
		return BacklogCost{}, err
	}
	decay, _ := item.Decay.Float()
	choice := Choice{chooser: c, item: c.asked(item)}
	now, later := math.Inf(-1), math.Inf(-1)
	w := BacklogCost{Days: days}
	for i := range c.policy.Options {
		k, ok := choice.curve(i)
		if !ok {
			continue
		}
		if net := k.net(decay); net > now {
			now, w.Disposition = net, k.way
		}
		if net := k.after(decay, wait/7); net > later {
			later, w.Instead = net, k.way
		}
	}
	if w.Disposition == "" {
		return w, nil // no way is open: waiting changes nothing
	}
	var err error
	for _, figure := range []struct {
		into *logistics.Money
		x    float64
	}{{&w.Net, now}, {&w.Later, later}, {&w.Lost, now - later}} {
		if *figure.into, err = c.amount(figure.x); err != nil {
			return BacklogCost{}, err
		}
	}
	return w, nil
}

// Reasons explains the loss with its figures.
func (w BacklogCost) Reasons() []logistics.Reason {
	if w.Disposition == "" {
		return nil
	}
	code := BacklogLoses
	if w.Disposition != w.Instead {
		code = BacklogTurns
	}
	return []logistics.Reason{{Code: code, Params: []logistics.Param{
		w.Days.Param("days"), w.Lost.Param("lost"), logistics.CodeParam("disposition", w.Disposition),
		w.Net.Param("net"),
		w.Later.Param("later"), logistics.CodeParam("instead", w.Instead),
	}}}
}

// Sentences tells the reasons in a language; the zero Language is English.
func (w BacklogCost) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(w.Reasons(), in)
}

// Bench is a place where items wait their turn: the grading bench, the repair shop.
type Bench struct {
	Arrivals logistics.Ratio    `json:"arrivals"`       // items a day
	Capacity logistics.Ratio    `json:"capacity"`       // items a day it could do
	Value    logistics.Money    `json:"value"`          // of an item
	Decay    logistics.Ratio    `json:"decay,omitzero"` // of its value, in a week; absent: none
	Rounding logistics.Rounding `json:"rounding,omitzero"`
}

// Queue is what a [Bench] costs by keeping items waiting.
type Queue struct {
	Bench   Bench           `json:"bench"`
	Days    float64         `json:"days"`              // an item spends there, its own turn included
	ItemDay float64         `json:"loss_per_item_day"` // value an item loses in a day
	PerDay  logistics.Money `json:"per_day"`           // value lost in a day by all that pass
}

// Delay is how long items stay at a bench where they come and are done at random (M/M/1), and the value
// that is lost meanwhile: days × loss of an item in a day × items a day.
func Delay(b Bench) (Queue, error) {
	var faults logistics.Faults
	arrivals, _ := b.Arrivals.Float()
	capacity, _ := b.Capacity.Float()
	if arrivals <= 0 {
		faults.OutOfRange("/arrivals", b.Arrivals, "above zero")
	}
	if capacity <= arrivals {
		faults.OutOfRange("/capacity", b.Capacity, "above the arrivals: otherwise the queue grows for ever")
	}
	checkAmount("/value", b.Value, b.Value.Currency(), &faults)
	checkDecay("/decay", b.Decay, &faults)
	if b.Rounding == 0 {
		faults.Required("/rounding", "how the loss is rounded to the minor unit")
	}
	if err := faults.Err(); err != nil {
		return Queue{}, err
	}
	q := Queue{Days: 1 / (capacity - arrivals), Bench: b, ItemDay: daily(b.Value, b.Decay)}
	var err error
	q.PerDay, err = crossing(q.Days*q.ItemDay*arrivals, b.Value.Currency(), b.Rounding)
	return q, err
}

// Steps is the calculation, a line each.
func (q Queue) Steps() []logistics.Step {
	return []logistics.Step{
		{
			Name: "days", Formula: "1 / (capacity - arrivals)", Figure: logistics.FigureNumber, Result: fine(q.Days),
			Inputs: []logistics.Param{
				q.Bench.Capacity.Param("capacity"), q.Bench.Arrivals.Param("arrivals"),
			},
		},
		{
			Name: "loss_per_item_day", Formula: "value * (1 - (1 - decay)^(1/7))", Figure: logistics.FigureNumber,
			Result: fine(q.ItemDay),
			Inputs: []logistics.Param{q.Bench.Value.Param("value"), q.Bench.Decay.PercentParam("decay")},
		},
		{
			Name: "per_day", Formula: "days * loss_per_item_day * arrivals", Figure: logistics.FigureMoney,
			Result: q.PerDay.String(),
			Inputs: []logistics.Param{
				fineParam("days", q.Days), fineParam("loss_per_item_day", q.ItemDay),
				q.Bench.Arrivals.Param("arrivals"),
			},
		},
	}
}

// daily is what a value loses in a day at a decay for a week.
func daily(value logistics.Money, decay logistics.Ratio) float64 {
	d, _ := decay.Float()
	return value.Float() * (1 - math.Pow(1-d, 1.0/7))
}
