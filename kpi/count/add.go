package count

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// Add counts rows, in whatever order, for every metric of their grain. On a fault nothing is counted. It
// does not allocate, but for the first case that a subject and period leave out.
func (c *Counter) Add(rows []Row) error {
	if err := c.usable(); err != nil {
		return err
	}
	if err := c.weigh(rows); err != nil {
		return err
	}
	count(rows, 1)
	return nil
}

// Remove takes out rows that were added: what was corrected goes out as it was and in as it is. On a fault
// nothing is removed.
func (c *Counter) Remove(rows []Row) error {
	if err := c.usable(); err != nil {
		return err
	}
	before := c.load
	if err := c.weigh(rows); err != nil {
		return err
	}
	count(rows, -1)
	for i := range rows {
		if !rows[i].possible() {
			count(rows, 1)
			c.load = before
			return fault("/rows/"+strconv.Itoa(i), logistics.FaultConflict, "", "cannot remove more than was added")
		}
	}
	return nil
}

// weigh checks whose the rows are, and adds the greatest value of each to the load. No figure can be above the
// sum of all values that ever went in or out, whatever they were, so as long as that fits everything does.
func (c *Counter) weigh(rows []Row) error {
	var last *plan
	load := c.load
	for i := range rows {
		r := &rows[i]
		if i == 0 || r.plan != last {
			if !c.owns(r.plan) {
				what := "rows must be prepared by this counter"
				return fault("/rows/"+strconv.Itoa(i), logistics.FaultMismatch, "", what)
			}
			last = r.plan
		}
		if load > math.MaxInt64-r.load {
			what := "the values of all rows, removed ones included, do not fit 64 bits together"
			return fault("/rows/"+strconv.Itoa(i), logistics.FaultOutOfRange, digits(r.load), what)
		}
		load += r.load
	}
	c.load = load
	return nil
}

func (c *Counter) owns(p *plan) bool {
	for _, own := range c.grains {
		if own == p {
			return true
		}
	}
	return false
}

func count(rows []Row, by int64) {
	for i := range rows {
		r := &rows[i]
		for k := range r.plan.parts {
			of := &r.plan.parts[k]
			if r.state == rowDone {
				r.countDone(of, by)
			} else {
				r.countOther(of, by)
			}
		}
	}
}

// countDone counts a case that is over, without a branch on what it came to where there need be none. Terms of
// signs alone have a loop of their own: with one loop for both a line takes a sixth longer.
func (r *Row) countDone(of *part, by int64) {
	p := r.plan
	cell := r.cells[of.dated]
	yes, no := r.yes, r.no
	figures := p.figures[int(cell)*len(p.terms):][:len(p.terms)]
	terms := p.terms[:len(figures)]
	for k := of.first; k < of.among; k++ {
		t, f := &terms[k], &figures[k]
		bad := no&t.goodYes | yes&t.goodNo
		if bad == 0 && yes&t.goodYes|no&t.goodNo != t.goodYes|t.goodNo {
			p.leftAt(cell)[k][leftUndetermined] += by
			continue
		}
		f.den += by
		f.num += by & zeroMask(bad)
	}
	for k := of.among; k < of.values; k++ {
		t, f := &terms[k], &figures[k]
		if no&t.amongYes|yes&t.amongNo != 0 {
			continue
		}
		bad := no&t.goodYes | yes&t.goodNo
		if yes&t.amongYes|no&t.amongNo != t.amongYes|t.amongNo ||
			bad == 0 && yes&t.goodYes|no&t.goodNo != t.goodYes|t.goodNo {
			p.leftAt(cell)[k][leftUndetermined] += by
			continue
		}
		f.den += by
		f.num += by & zeroMask(bad)
	}
	for k := of.values; k < of.last; k++ {
		t, f := &terms[k], &figures[k]
		if no&t.amongYes|yes&t.amongNo != 0 {
			continue
		}
		if yes&t.amongYes|no&t.amongNo != t.amongYes|t.amongNo || r.has&t.needs != t.needs {
			p.leftAt(cell)[k][t.judge(r)] += by
			continue
		}
		f.den += by * r.values[t.den&oneCase]
		f.num += by * r.values[t.num&oneCase]
	}
}

// zeroMask is all ones for 0, and 0 for anything else.
func zeroMask(bits uint64) int64 { return ^(int64(bits|-bits) >> 63) }

// countOther counts a case that is open, cancelled or waived, or partly.
func (r *Row) countOther(of *part, by int64) {
	p := r.plan
	cell := r.cells[of.dated]
	for k := of.first; k < of.last; k++ {
		t, f := &p.terms[k], &p.figures[int(cell)*len(p.terms)+k]
		switch became := t.judge(r); became {
		case notAmong:
		case isGood, isBad:
			num, den := int64(0), int64(1)
			if became == isGood {
				num = 1
			}
			if t.quantity {
				num, den = r.values[t.num], r.values[t.den]
			}
			f.den += by * den
			f.num += by * num
		default:
			p.leftAt(cell)[k][became] += by
		}
	}
}

// What becomes of a case under a term: one of the lefts, or one of these.
const (
	notAmong = lefts + iota
	isBad
	isGood
)

// judge says what becomes of a row: the definition, of which countDone is the quick twin.
func (t *term) judge(r *Row) int {
	if r.no&t.amongYes|r.yes&t.amongNo != 0 {
		return notAmong
	}
	goodYes, goodNo := t.goodYes&^r.waived, t.goodNo&^r.waived
	if r.waived != 0 && goodYes|goodNo == 0 && t.goodYes|t.goodNo != 0 {
		return leftWaived
	}
	switch r.state {
	case rowDone, rowPartly:
	case rowWaived:
		return leftWaived
	case rowCancelled:
		if t.cancelled == kpi.CancelledLeftOut {
			return leftCancelled
		}
	case rowOpen:
		switch due := r.no & t.due; {
		case goodYes|goodNo != 0 && (goodYes|goodNo)&^r.notDue == 0: // it is told, with tolerances nobody knows here
			return leftNotDue
		case due == 0: // no promise to be overdue by
			return leftOpen
		case r.yes&t.due != 0:
			return leftNotDue
		case !t.openMissed:
			return leftOpen
		}
	}
	if r.yes&t.amongYes != t.amongYes || r.no&t.amongNo != t.amongNo {
		return leftUndetermined
	}
	if r.state == rowOpen || r.state == rowCancelled && t.cancelled == kpi.CancelledMissed {
		return isBad
	}
	switch {
	case t.quantity && r.has&t.needs != t.needs:
		return leftUnmeasured
	case t.quantity:
		return isGood
	case r.no&goodYes|r.yes&goodNo != 0:
		return isBad
	case r.yes&goodYes == goodYes && r.no&goodNo == goodNo:
		return isGood
	case (r.yes|r.notDue)&goodYes == goodYes && (r.no|r.notDue)&goodNo == goodNo:
		return leftNotDue
	}
	return leftUndetermined
}

// possible reports whether cases can come to the figures of the row's cells.
func (r *Row) possible() bool {
	p := r.plan
	for _, of := range p.parts {
		cell := r.cells[of.dated]
		for k := of.first; k < of.last; k++ {
			f := p.figures[int(cell)*len(p.terms)+k]
			if kindOf(p.terms[k].proportion).CheckFigures(f.num, f.den) != nil {
				return false
			}
			if p.lefts[cell] == 0 {
				continue
			}
			for _, n := range p.leftAt(cell)[k] {
				if n < 0 {
					return false
				}
			}
		}
	}
	return true
}
