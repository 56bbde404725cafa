package sevenr

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// Check compiles the tolerances and judges one line: for the first program one writes. Compile once
// for more.
func Check(t Tolerances, line Line, asOf time.Time) (Result, error) {
	c, err := Compile(t)
	if err != nil {
		return Result{}, err
	}
	return c.Check(line, asOf)
}

// Check judges a line at asOf.
func (c *Checker) Check(line Line, asOf time.Time) (r Result, err error) {
	if c == nil || !c.compiled {
		return r, logistics.NewFieldError(logistics.FaultRequired, "", "a checker made by Compile")
	}
	if err = c.check(&r, &line, asOf); err != nil {
		return Result{}, err
	}
	return r, nil
}

// check fills in the result of a line, which is zero before: what is not set needs no writing.
func (c *Checker) check(r *Result, line *Line, asOf time.Time) error {
	r.order, r.line, r.customer, r.value = line.Order, line.ID, line.Customer, line.Value
	r.promised, r.due = line.Promised.Quantity, line.Promised.Window.Last()
	calledOff := line.Cancelled && (asOf.IsZero() || !line.CancelledAt.Earliest().After(asOf))
	err := line.check()
	switch {
	case calledOff && (err != nil || line.CancelledAt.IsZero()):
		r.all(logistics.Waived, lineCancelled)
		return nil
	case err != nil:
		return err
	}
	var space [few]int
	k := c.close(line, asOf, &space)
	if calledOff {
		at := line.CancelledAt.Earliest()
		if calledOff = !k.closed || !at.After(k.at); calledOff {
			asOf = at // what was missed by then is missed, and nothing else is asked for
			k = c.close(line, asOf, &space)
		} else {
			r.calledOff = at
		}
	}
	counted := k.counted(&space)
	r.closed, r.after, r.surplus = k.at, int32(k.after), k.surplus
	if len(counted) == 0 {
		c.missing(r, line, asOf)
	} else {
		c.identities(r, line, counted)
		c.conditions(r, line, counted)
		c.times(r, line, counted)
		known := c.quantities(r, line, &k, counted)
		c.costs(r, line, &k, counted, known, asOf)
		if !k.closed {
			r.open(&k)
		}
	}
	if len(c.documents) > 0 {
		r.papers = c.papers(line, &k, counted, asOf)
	}
	if calledOff {
		r.void()
	}
	for i := range r.verdicts {
		if c.waived[i] {
			r.verdicts[i], r.findings[i] = logistics.Waived, finding{cause: rightWaived}
		}
	}
	return nil
}

// void waives what was not missed before the customer called the line off. A line that missed nothing is as one of
// which nobody asked anything.
func (r *Result) void() {
	if r.papers = slices.DeleteFunc(r.papers, paper.kept); !slices.Contains(r.verdicts[:], logistics.Missed) {
		*r = Result{
			order: r.order, line: r.line, customer: r.customer, value: r.value, promised: r.promised, due: r.due,
			papers: r.papers,
		}
	}
	for i, v := range r.verdicts {
		if v != logistics.Missed {
			r.verdicts[i], r.findings[i] = logistics.Waived, finding{cause: lineCancelled}
		}
	}
}

// open leaves only what no later delivery can make right: what was missed. The rest is not due yet, or, where nobody
// can say whether the promise is over, not known.
func (r *Result) open(k *closing) {
	for i, v := range r.verdicts {
		switch {
		case v == logistics.Missed:
		case k.over == logistics.NotDue:
			r.verdicts[i], r.findings[i] = logistics.NotDue, finding{cause: notDue}
		case v == logistics.Met || v == 0:
			r.verdicts[i], r.findings[i] = logistics.Undetermined, finding{cause: stillOpen}
		}
	}
}

// check refuses a line that cannot be judged. Most can, which costs no space.
func (l *Line) check() error {
	if l.Promised.Quantity.Sign() <= 0 {
		return logistics.NewFieldError(
			logistics.FaultRequired, l.Promised.Quantity.String(), "a promised quantity above zero",
		)
	}
	for i := range l.Deliveries {
		if l.Deliveries[i].Quantity.Sign() < 0 {
			return l.faults()
		}
	}
	for i := range l.Bills {
		if l.Bills[i].Amount.IsZero() {
			return l.faults()
		}
	}
	return nil
}

// faults are those of the deliveries and the bills.
func (l *Line) faults() error {
	var faults logistics.Faults
	for i := range l.Deliveries {
		if q := l.Deliveries[i].Quantity; q.Sign() < 0 {
			faults.OutOfRange("/deliveries/"+strconv.Itoa(i)+"/quantity", q, "not below zero")
		}
	}
	for i := range l.Bills {
		if l.Bills[i].Amount.IsZero() {
			faults.Required("/bills/"+strconv.Itoa(i)+"/amount", "an amount with its currency")
		}
	}
	return faults.Err()
}

// missing judges a line with no delivery at all. Time is missed when its own tolerance is over; the rest is not due
// until the promise is closed.
func (c *Checker) missing(r *Result, line *Line, asOf time.Time) {
	window := line.Promised.Window
	r.at = window.Last()
	if window.JudgeMissing(asOf, c.late) == logistics.Missed {
		r.set(logistics.RightTime, logistics.Missed, overdue, 0)
	}
	switch window.JudgeMissing(asOf, c.closes) {
	case logistics.NotDue:
		r.all(logistics.NotDue, notDue)
	case logistics.Missed:
		r.delivered, r.good = logistics.Count(0, r.promised.Unit()), logistics.Count(0, r.promised.Unit())
		r.set(logistics.RightQuantity, logistics.Missed, short, 0)
		r.all(logistics.Undetermined, nothingDelivered)
	default:
		why := notPromised
		if !window.IsZero() { // without an instant nobody can say whether it is over
			why = stillOpen
		}
		r.set(logistics.RightTime, logistics.Undetermined, why, 0)
		r.all(logistics.Undetermined, nothingDelivered)
	}
}

// identities judges product, customer and place: an id against an id.
func (c *Checker) identities(r *Result, line *Line, counted []int) {
	for k, right := range [3]logistics.Right{logistics.RightProduct, logistics.RightCustomer, logistics.RightPlace} {
		want := [3]logistics.ID{line.Promised.Product, line.Promised.Recipient, line.Promised.Place}[k]
		r.wantID[k] = want
		for _, i := range counted {
			d := &line.Deliveries[i]
			got := [3]logistics.ID{d.Product, d.Recipient, d.Place}[k]
			v, why := logistics.Met, none
			switch {
			case want.IsZero():
				v, why = logistics.Undetermined, notPromised
			case got.IsZero():
				v, why = logistics.Undetermined, notRecorded
			case got != want && !(right == logistics.RightPlace && c.near(d.Distance)):
				v, why = logistics.Missed, differs
			}
			if r.set(right, v, why, i+1) {
				r.gotID[k] = got
			}
		}
	}
}

// near reports whether a measured distance is within the geofence.
func (c *Checker) near(distance logistics.Quantity) bool {
	if c.geofence.IsZero() || distance.IsZero() {
		return false
	}
	here, err := distance.In(c.geofence.Unit(), 6, logistics.Ceiling)
	if err != nil {
		return false
	}
	order, err := here.Cmp(c.geofence)
	return err == nil && order <= 0
}

// conditions judges the goods, how they were presented, and how warm they were on the way.
func (c *Checker) conditions(r *Result, line *Line, counted []int) {
	for _, i := range counted {
		d := &line.Deliveries[i]
		found := d.Condition
		v, why := logistics.Met, none
		switch {
		case found == "":
			v, why = logistics.Undetermined, notRecorded
		case !slices.Contains(c.accepted, found):
			v, why = logistics.Missed, notAccepted
		}
		for _, p := range d.Presentation {
			if v != logistics.Missed && !slices.Contains(c.accepted, p) {
				v, why, found = logistics.Missed, notAccepted, p
			}
		}
		if v != logistics.Missed && d.DegreeMinutes > c.degreeMinutes {
			v, why = logistics.Missed, tooWarm
		}
		if r.set(logistics.RightCondition, v, why, i+1) {
			r.condition, r.degreeMinutes = found, d.DegreeMinutes
		}
	}
}

// good reports whether a delivery counts as good quantity: the right product, sound and well kept.
func (c *Checker) good(d *Delivery) bool {
	if d.Product.IsZero() || !slices.Contains(c.accepted, d.Condition) || d.DegreeMinutes > c.degreeMinutes {
		return false
	}
	for _, p := range d.Presentation {
		if !slices.Contains(c.accepted, p) {
			return false
		}
	}
	return true
}

func (c *Checker) times(r *Result, line *Line, counted []int) {
	window := line.Promised.Window
	for _, i := range counted {
		at := line.Deliveries[i].At
		if at.Latest().After(r.at) {
			r.at = at.Latest()
		}
		v := window.JudgeWithin(at, c.early, c.late)
		off := time.Duration(0)
		if v != logistics.Met || !c.exact { // what is met without tolerances lies inside
			off = window.Off(at)
		}
		why := none
		switch {
		case window.IsZero():
			why = notPromised
		case at.IsZero():
			why = notRecorded
		case v == logistics.Undetermined:
			why = uncertain
		case v == logistics.Missed && off < 0:
			why = early
		case v == logistics.Missed:
			why = late
		}
		if r.set(logistics.RightTime, v, why, i+1) {
			r.offFound = off
		}
		if off.Abs() > r.offBy.Abs() {
			r.offBy = off
		}
	}
}

// quantities holds what came in time against what was promised; known is whether every delivery was counted.
func (c *Checker) quantities(r *Result, line *Line, k *closing, counted []int) (known bool) {
	unit := r.promised.Unit()
	r.delivered, r.good = logistics.Count(0, unit), logistics.Count(0, unit)
	if k.late { // nothing came in time, whatever came afterwards
		r.set(logistics.RightQuantity, logistics.Missed, short, 0)
		return false
	}
	for _, i := range counted {
		d := &line.Deliveries[i]
		switch {
		case d.Quantity.IsZero():
			r.set(logistics.RightQuantity, logistics.Undetermined, notRecorded, i+1)
			continue
		case otherProduct(line, d):
			continue // another product is no quantity of this one
		}
		sum, err := r.delivered.Add(d.Quantity)
		if err != nil {
			r.set(logistics.RightQuantity, logistics.Undetermined, unitDiffers, i+1)
			continue
		}
		r.delivered = sum
		if c.good(d) {
			r.good, _ = r.good.Add(d.Quantity)
		}
	}
	side, ok := 0, true
	if !r.delivered.Equal(r.promised) {
		side, ok = within(r.delivered, r.promised, c.under, c.over)
	}
	unknown := r.verdicts[logistics.RightQuantity-1] != 0
	switch {
	case ok && side > 0: // whatever else came
		r.set(logistics.RightQuantity, logistics.Missed, over, 0)
	case unknown:
	case !ok:
		r.set(logistics.RightQuantity, logistics.Undetermined, outOfRange, 0)
	case side < 0 && k.closed:
		r.set(logistics.RightQuantity, logistics.Missed, short, 0)
	default: // while the promise is open, what is short may still come
		r.set(logistics.RightQuantity, logistics.Met, none, 0)
	}
	return !unknown
}

// within says on which side of the tolerated range around want a quantity lies.
func within(got, want logistics.Quantity, under, over logistics.Ratio) (side int, ok bool) {
	share, ok := got.ShareOf(want)
	if !ok {
		return 0, false
	}
	return sideOf(share, under, over), true
}

// sideOf compares share with 1−under and 1+over, exactly.
func sideOf(share, under, over logistics.Ratio) int {
	if share.Num() == share.Den() {
		return 0 // no tolerance is below zero
	}
	if excess, ok := logistics.NewRatio(share.Num()-share.Den(), share.Den()); ok == nil {
		if order, _ := excess.Cmp(over); order > 0 {
			return 1
		}
	}
	if lack, ok := logistics.NewRatio(share.Den()-share.Num(), share.Den()); ok == nil {
		if order, _ := lack.Cmp(under); order > 0 {
			return -1
		}
	}
	return 0
}
