package logistics

import (
	"strconv"
	"time"
)

// Outcome is one judged line, or one judged order: enough to compute joint rates, percentiles and drivers
// without the documents behind it.
type Outcome struct {
	Order    ID        `json:"order"`
	Line     ID        `json:"line,omitzero"` // absent for an order as a whole
	Customer ID        `json:"customer"`
	Due      time.Time `json:"due,omitzero"` // the last instant at which it was in time
	At       time.Time `json:"at,omitzero"`  // when it was settled: the delivery, or the end of the promise
	Rights   Rights    `json:"rights"`       // the verdict of each of the seven
	// outside the window, in whole minutes away from zero: early below, late above
	OffBy   int64    `json:"off_by_minutes"`
	Ordered Quantity `json:"ordered,omitzero"`
	Good    Quantity `json:"good,omitzero"` // delivered, the right product in an accepted condition
	Value   Money    `json:"value,omitzero"`
}

// Ref names the line.
func (o Outcome) Ref() LineRef { return LineRef{o.Order, o.Line} }

// Verdict is that of the seven rights together.
func (o Outcome) Verdict() Verdict { return o.Rights.Verdict() }

// Judge is the verdict on some of the rights together; see [Rights.Judge].
func (o Outcome) Judge(rights ...Right) Verdict { return o.Rights.Judge(rights...) }

// Dated is the instant that says which period the outcome belongs to: the end of its promise, whatever
// became of it, and where nothing was promised when it was settled. The zero time belongs to none.
func (o Outcome) Dated() time.Time {
	if !o.Due.IsZero() {
		return o.Due
	}
	return o.At
}

// JoinLines puts lines together to orders, in the order of their first lines: the one place where lines
// become an order. A right of an order is missed where one of its lines missed it, and met where all of
// them met it that are not waived, as [Rights.And] has it; so a line that was cancelled leaves the order as
// it is, and an order of nothing else is waived. An order is due, and belongs to the period of, its latest
// line that is not waived. It is as far off as the line that is furthest off, of two as far the late one.
// Quantities and values are added where they have one unit and one currency, and else absent. An outcome
// without an order is an order of its own. Lines of one order with different customers are faults.
func JoinLines(lines []Outcome) ([]Outcome, error) {
	var faults Faults
	var orders []joined
	known := make(map[ID]int, len(lines))
	for i := range lines {
		line := &lines[i]
		k, again := known[line.Order]
		if !again || line.Order.IsZero() {
			known[line.Order] = len(orders)
			orders = append(orders, joinedOf(*line))
			continue
		}
		if orders[k].outcome.Customer != line.Customer {
			faults.Conflict(
				"/"+strconv.Itoa(i)+"/customer", line.Customer, "the order is of "+orders[k].outcome.Customer.String(),
			)
			continue
		}
		orders[k].join(line)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	out := make([]Outcome, len(orders))
	for i := range orders {
		out[i] = orders[i].outcome
	}
	return out, nil
}

// joined is an order that is being put together.
type joined struct {
	outcome   Outcome
	waived    bool // so far all of it: any other line decides the dates
	mixedUnit bool
	mixedCash bool
}

func joinedOf(line Outcome) joined {
	j := joined{outcome: line, waived: line.Verdict() == Waived}
	if !line.Order.IsZero() {
		j.outcome.Line = ID{}
	}
	return j
}

func (j *joined) join(line *Outcome) {
	o := &j.outcome
	waived := line.Verdict() == Waived
	switch {
	case waived && !j.waived:
		return
	case !waived && j.waived:
		*j = joinedOf(*line)
		return
	}
	o.Due, o.At = latest(o.Due, line.Due), latest(o.At, line.At)
	o.Rights = o.Rights.And(line.Rights)
	if a, b := max(o.OffBy, -o.OffBy), max(line.OffBy, -line.OffBy); b > a || b == a && line.OffBy > o.OffBy {
		o.OffBy = line.OffBy
	}
	if !j.mixedUnit {
		ordered, orderedErr := o.Ordered.Add(line.Ordered)
		good, goodErr := o.Good.Add(line.Good)
		o.Ordered, o.Good = ordered, good
		if j.mixedUnit = orderedErr != nil || goodErr != nil; j.mixedUnit {
			o.Ordered, o.Good = Quantity{}, Quantity{}
		}
	}
	if !j.mixedCash {
		value, err := o.Value.Add(line.Value)
		o.Value, j.mixedCash = value, err != nil
	}
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
