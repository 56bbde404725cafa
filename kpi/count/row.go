package count

import (
	"errors"
	"math"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// Row is a prepared case: see [Counter.Prepare]. It belongs to the counter that prepared it. The zero Row is
// refused.
type Row struct {
	plan    *plan
	yes, no uint64 // a promise of an open case that is not over is both
	waived  uint64 // signs that are not looked at
	notDue  uint64 // signs that cannot be told yet
	values  [mostValues + 1]int64
	load    int64 // the greatest value, at least the 1 of the case
	cells   [mostDatings]uint32
	has     uint8 // bits of the values that are known
	state   rowState
}

type rowState uint8

const (
	rowDone rowState = iota
	rowOpen
	rowCancelled
	rowWaived
	rowPartly // done, with signs that are waived or not due
)

var rowStates = map[State]rowState{
	StateDone: rowDone, StateOpen: rowOpen, StateCancelled: rowCancelled, StateWaived: rowWaived,
}

// Prepare makes the row of a case. The instant asOf decides which open cases are overdue: rows of open cases
// are to be removed and prepared again as time goes by. A case of a grain that nothing counts is a fault, and
// so is one without any day. All faults are returned. Counter holds the day and the subject from then on, and
// nothing else is counted before Add.
func (c *Counter) Prepare(x Case, asOf time.Time) (Row, error) {
	if err := c.usable(); err != nil {
		return Row{}, err
	}
	if err := x.Validate(); err != nil {
		return Row{}, err
	}
	var faults logistics.Faults
	p := c.grains[x.Grain]
	switch {
	case !x.Event.Retracts.IsZero():
		what := "the case retracts another: use LiveCases"
		faults.Unsupported("/event/retracts", x.Event.Retracts, what)
	case p == nil:
		faults.Unsupported("/grain", x.Grain, "no metric here counts this grain")
	}
	done, placed := c.when(x.Done, "/done", &faults), c.when(x.Placed, "/placed", &faults)
	if err := faults.Err(); err != nil {
		return Row{}, err
	}
	r := Row{plan: p, load: 1, state: rowStates[x.State]}
	r.values[oneCase] = 1
	for name, so := range x.Signs.All() {
		if bit, read := p.signs[name]; read && so {
			r.yes |= 1 << bit
		} else if read {
			r.no |= 1 << bit
		}
	}
	r.waived, r.notDue = p.known(x.Waived), p.known(x.NotDue)
	if r.state == rowDone && r.waived|r.notDue != 0 {
		r.state = rowPartly
	}
	for _, t := range p.timings {
		r.time(t, x.due(t.basis), done, asOf)
	}
	for i, v := range p.values {
		r.value(i, v, &x, &faults)
	}
	r.check(&faults)
	if err := faults.Err(); err != nil {
		return Row{}, err
	}
	var days [mostDatings]logistics.Date
	for i, d := range p.datings {
		day := d.day(&x, done, placed, c.loc)
		period, err := periodOf(c.rule, day)
		if err != nil {
			faults.At("", err)
			return Row{}, faults.Err()
		}
		days[i] = period.Start()
	}
	for i := range p.datings {
		r.cells[i] = p.cell(cellKey{x.Subject, days[i]})
	}
	return r, nil
}

// when is what a stamp can mean on the clock of the rule.
func (c *Counter) when(s logistics.Stamp, path string, faults *logistics.Faults) logistics.Interval {
	switch {
	case s.IsZero():
		return logistics.Interval{}
	case s.Zone() == "":
		return s.IntervalIn(c.loc)
	}
	i, err := s.Interval(c.zones)
	faults.At(path, err)
	return i
}

// time judges one promise.
func (r *Row) time(t timing, promised logistics.Window, done logistics.Interval, asOf time.Time) {
	v := promised.JudgeWithin(done, t.early, t.late)
	if r.state == rowOpen {
		v = promised.JudgeMissing(asOf, t.late)
	}
	bit := uint64(1) << t.bit
	switch v {
	case logistics.Met:
		r.yes |= bit
	case logistics.Missed:
		r.no |= bit
	case logistics.NotDue:
		r.yes |= bit
		r.no |= bit
	}
}

// value reads one value of the case, in what its terms count in.
func (r *Row) value(i int, v value, x *Case, faults *logistics.Faults) {
	n, known := x.Counts[v.name]
	if q, given := x.Quantities[v.name]; !known && given && v.currency.IsZero() {
		n, known = v.of(q, faults)
	}
	if m, given := x.Amounts[v.name]; !known && given && !v.currency.IsZero() {
		n, known = v.ofMoney(m, faults)
	}
	switch {
	case !known:
	case n == math.MinInt64:
		faults.OutOfRange("/counts/"+v.name, digits(n), "above −2^63")
	default:
		r.values[i], r.has = n, r.has|1<<i
		r.load = max(r.load, n, -n)
	}
}

// ofMoney takes an amount as it is: money is not rounded here.
func (v value) ofMoney(m logistics.Money, faults *logistics.Faults) (n int64, ok bool) {
	if m.Currency() != v.currency {
		faults.Mismatch("/amounts/"+v.name, m.Currency().Code(), "must be in "+v.currency.Code())
		return 0, false
	}
	if n, ok = m.Units(v.decimals); !ok {
		what := "not a whole number with " + strconv.Itoa(v.decimals) + " decimals that fits 64 bits"
		faults.OutOfRange("/amounts/"+v.name, m, what)
	}
	return n, ok
}

// of converts a quantity: rounded half to even, once.
func (v value) of(q logistics.Quantity, faults *logistics.Faults) (n int64, ok bool) {
	unit := v.unit
	if unit.IsZero() {
		unit = logistics.Each()
	}
	in, err := q.In(unit, v.decimals, logistics.HalfEven)
	if err != nil {
		faults.Mismatch("/quantities/"+v.name, q, "must be in "+unit.Code())
		return 0, false
	}
	if n, ok = in.Units(v.decimals); !ok {
		faults.OutOfRange("/quantities/"+v.name, q, "does not fit 64 bits")
	}
	return n, ok
}

// check refuses values that no case of the sort can have.
func (r *Row) check(faults *logistics.Faults) {
	for i := range r.plan.terms {
		t := &r.plan.terms[i]
		if !t.quantity || t.den == oneCase || r.has&t.needs != t.needs {
			continue
		}
		num, den := r.values[t.num], r.values[t.den]
		names := r.plan.values
		var wrong *logistics.FieldError
		if err := kindOf(t.proportion).CheckFigures(num, den); errors.As(err, &wrong) {
			at := names[t.num].name
			if wrong.Path == "/den" {
				at = names[t.den].name
			}
			faults.Add("/counts/"+at, wrong.Code, wrong.Value, wrong.Detail)
		}
	}
}

// day is the day of a case: the one asked for, or the next that is known.
func (d dating) day(x *Case, done, placed logistics.Interval, loc *time.Location) logistics.Date {
	var ends logistics.Date
	if w := x.due(d.basis); !w.IsZero() {
		ends = logistics.DateOf(w.Last(), loc)
	}
	over, begun := dayOf(done, loc), dayOf(placed, loc)
	order := [3]logistics.Date{over, ends, begun}
	switch d.dated {
	case kpi.DatedDue:
		order = [3]logistics.Date{ends, over, begun}
	case kpi.DatedPlaced:
		order = [3]logistics.Date{begun, ends, over}
	}
	for _, day := range order {
		if !day.IsZero() {
			return day
		}
	}
	return logistics.Date{}
}

// dayOf is the first day that can be meant.
func dayOf(i logistics.Interval, loc *time.Location) logistics.Date {
	if i.IsZero() {
		return logistics.Date{}
	}
	return logistics.DateOf(i.Earliest(), loc)
}
