package count

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// plan is how the cases of one grain are counted, and their figures. A sign is a bit, a value and a day a
// place, so that to count a row is to compare bits.
type plan struct {
	terms   []term // by the day they go by
	signs   map[string]int
	timings []timing
	values  []value
	datings []dating

	parts []part

	cells   map[cellKey]uint32
	keys    []cellKey
	figures []figure // by cell, then term
	lefts   []uint32 // by cell: where its part of left begins, in terms; 0 for a cell that leaves nothing out
	left    [][lefts]int64
}

// part is the terms of one day, in three: of signs alone, of signs among some cases only, and of values.
type part struct {
	dated                      uint8
	first, among, values, last int
}

// term is the counting of one metric. Bits are of a row's yes and no.
type term struct {
	goodYes, goodNo   uint64
	amongYes, amongNo uint64
	num, den          uint8 // places of the values
	needs             uint8 // bits of the values it cannot do without
	dated             uint8
	quantity          bool // values are added up
	proportion        bool
	openMissed        bool
	cancelled         kpi.CancelledRule
	due               uint64 // the bit that tells whether an open case is overdue
	metric            int
}

// timing is a promise with its tolerances: what it comes to is one bit.
type timing struct {
	basis       kpi.Basis
	early, late logistics.Duration
	bit         int
}

// value is what a term reads of a case.
type value struct {
	name     string
	unit     logistics.Unit
	currency logistics.Currency
	decimals int
}

type dating struct {
	dated kpi.Dated
	basis kpi.Basis
}

type cellKey struct {
	subject logistics.ID
	start   logistics.Date // of the period
}

type figure struct{ num, den int64 }

// The reasons why a case is in neither figure.
const (
	leftUndetermined = iota
	leftNotDue
	leftOpen
	leftCancelled
	leftWaived
	leftUnmeasured
	lefts
)

var leftCodes = [lefts]string{"undetermined", "not_due", "open", "cancelled", "waived", "unmeasured"}

const (
	mostValues  = 7
	oneCase     = mostValues // the place of the value that is always 1
	mostDatings = 4
)

func newPlan() *plan {
	return &plan{signs: make(map[string]int), cells: make(map[cellKey]uint32)}
}

// take gives a metric its term.
func (p *plan) take(metric int, m kpi.Metric) error {
	c := m.Counting
	t := term{metric: metric, num: oneCase, den: oneCase}
	t.proportion, t.quantity = m.Kind == kpi.KindProportion, c.Numerator != ""
	t.openMissed, t.cancelled = c.Open == kpi.OpenMissedWhenOverdue, c.Cancelled
	t.amongYes, t.amongNo = p.bits(c.Among)
	t.goodYes, t.goodNo = p.bits(c.Good)
	due := p.timing(timing{basis: c.Basis, early: c.Early, late: c.Late})
	t.due = 1 << due
	if c.Basis != "" {
		t.goodYes |= t.due
	}
	if c.Numerator != "" {
		unit, currency, decimals := c.Unit, c.Currency, c.Decimals
		if m.Kind == kpi.KindMean {
			unit, currency, decimals = m.Unit, m.Currency, m.Scale
		}
		t.num = p.value(value{c.Numerator, unit, currency, decimals}, &t.needs)
		if c.Denominator != "" {
			of := value{c.Denominator, unit, currency, decimals}
			if m.Kind == kpi.KindMean {
				of = value{name: c.Denominator}
			}
			t.den = p.value(of, &t.needs)
		}
	}
	i := slices.Index(p.datings, dating{c.Dated, c.Basis})
	if i < 0 {
		i = len(p.datings)
		p.datings = append(p.datings, dating{c.Dated, c.Basis})
	}
	t.dated = uint8(i)
	p.terms = append(p.terms, t)
	var faults logistics.Faults
	if len(p.signs)+len(p.timings) > 64 {
		faults.TooMany("/good", c.Good, "at most 64 signs and promises of one grain")
	}
	if len(p.values) > mostValues {
		what := "at most " + strconv.Itoa(mostValues) + " values of one grain"
		faults.TooMany("/numerator", c.Numerator, what)
	}
	if len(p.datings) > mostDatings {
		what := "at most " + strconv.Itoa(mostDatings) + " ways to date one grain"
		faults.TooMany("/dated", c.Dated, what)
	}
	return faults.Err()
}

// bit is the next free one; signs and timings share them.
func (p *plan) bit() int { return len(p.signs) + len(p.timings) }

func (p *plan) bits(s kpi.Signs) (yes, no uint64) {
	for name, so := range s.All() {
		bit, known := p.signs[name]
		if !known {
			bit = p.bit()
			p.signs[name] = bit
		}
		if so {
			yes |= 1 << bit
		} else {
			no |= 1 << bit
		}
	}
	return yes, no
}

// known are the bits of those signs that something here looks at.
func (p *plan) known(s kpi.Signs) (bits uint64) {
	for name := range s.All() {
		if bit, read := p.signs[name]; read {
			bits |= 1 << bit
		}
	}
	return bits
}

func (p *plan) timing(t timing) (bit int) {
	for _, known := range p.timings {
		if t.basis == known.basis && t.early == known.early && t.late == known.late {
			return known.bit
		}
	}
	t.bit = p.bit()
	p.timings = append(p.timings, t)
	return t.bit
}

func (p *plan) value(v value, needs *uint8) uint8 {
	i := slices.Index(p.values, v)
	if i < 0 {
		i = len(p.values)
		p.values = append(p.values, v)
	}
	*needs |= 1 << i
	return uint8(i)
}

// group is which part of its day a term is in.
func (t *term) group() int {
	switch {
	case t.quantity:
		return 2
	case t.amongYes|t.amongNo != 0:
		return 1
	}
	return 0
}

// settle orders the terms and finds the parts.
func (p *plan) settle() {
	slices.SortFunc(p.terms, func(a, b term) int {
		return cmp.Or(cmp.Compare(a.dated, b.dated), cmp.Compare(a.group(), b.group()), cmp.Compare(a.metric, b.metric))
	})
	for i := 0; i < len(p.terms); {
		of := part{dated: p.terms[i].dated}
		ends := [...]*int{&of.first, &of.among, &of.values, &of.last}
		of.first = i
		for group := range 3 {
			for i < len(p.terms) && p.terms[i].dated == of.dated && p.terms[i].group() == group {
				i++
			}
			*ends[group+1] = i
		}
		p.parts = append(p.parts, of)
	}
}

// cell is the number of a subject and period, made where it is new.
func (p *plan) cell(key cellKey) uint32 {
	n, known := p.cells[key]
	if !known {
		n = uint32(len(p.keys))
		p.cells[key] = n
		p.keys = append(p.keys, key)
		p.figures = append(p.figures, make([]figure, len(p.terms))...)
		p.lefts = append(p.lefts, 0)
	}
	return n
}

// leftOut are the counts of a cell and term.
func (p *plan) leftOut(cell, term int) []logistics.CodeCount {
	if p.lefts[cell] == 0 {
		return nil
	}
	var list []logistics.CodeCount
	for code, n := range p.left[int(p.lefts[cell])+term] {
		if n > 0 {
			list = append(list, logistics.CodeCount{Code: leftCodes[code], Count: n})
		}
	}
	slices.SortFunc(list, func(a, b logistics.CodeCount) int { return cmp.Compare(a.Code, b.Code) })
	return list
}

// leftAt are the counts of a cell by term, made where there are none.
func (p *plan) leftAt(cell uint32) [][lefts]int64 {
	width := len(p.terms)
	if p.lefts[cell] == 0 {
		if len(p.left) == 0 {
			p.left = append(p.left, [lefts]int64{}) // so that none begins at 0
		}
		p.lefts[cell] = uint32(len(p.left))
		p.left = append(p.left, make([][lefts]int64, width)...)
	}
	return p.left[p.lefts[cell]:][:width]
}

func (p *plan) merge(other *plan) {
	width := len(p.terms)
	for n, key := range other.keys {
		cell := p.cell(key)
		to, from := p.figures[int(cell)*width:][:width], other.figures[n*width:][:width]
		for i := range from {
			to[i].num += from[i].num
			to[i].den += from[i].den
		}
		if other.lefts[n] == 0 {
			continue
		}
		out := p.leftAt(cell)
		for i, left := range other.leftAt(uint32(n)) {
			for code, count := range left {
				out[i][code] += count
			}
		}
	}
}
