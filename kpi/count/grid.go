package count

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// Entry is a judged line for a [Grid]: whose it is and on which day, by their numbers in the grid.
type Entry struct {
	Subject uint32
	Day     uint32
	Rights  logistics.Rights
}

// Grid counts one proportion of judged lines over subjects and days that are known beforehand, by number: for
// tens of millions of lines. It is a [Cube] in the end. A Grid is made by [NewGrid]; it belongs to one goroutine at a
// time, and many of the same subjects and days are brought together by Merge. A copy of what it points to shows what
// the original has counted and refuses to be changed, and so does the zero Grid, which has neither subjects nor days.
type Grid struct {
	self     *Grid
	metric   kpi.Metric
	rule     logistics.PeriodRule
	of       logistics.Rights
	subjects []logistics.ID
	numbers  map[logistics.ID]uint32
	first    logistics.Date
	columns  []uint32         // of the days
	days     []logistics.Date // one of each column
	tallies  []tally          // by subject, then column
	waived   []int64          // likewise
}

// tally is what a subject has in a period, by verdict from Missed to Met. Waived lines are counted apart, so that a
// tally is as long as a power of two.
type tally [4]int64

// of is how many had a verdict.
func (t *tally) of(v logistics.Verdict) int64 { return t[v-logistics.Missed] }

const (
	mostGridDays  = 40_000
	mostGridCells = 1 << 26
)

// NewGrid returns an empty grid. A line is good when all the rights named are met, bad when one is
// missed, and left out as "undetermined", "not_due" or "waived" otherwise. The error holds all faults.
func NewGrid(
	metric kpi.Metric, rule logistics.PeriodRule, subjects []logistics.ID, first, last logistics.Date,
	of ...logistics.Right,
) (*Grid, error) {
	var faults logistics.Faults
	if _, err := NewCube(metric, rule); err != nil {
		faults.At("", err)
	} else if metric.Kind != kpi.KindProportion {
		what := "a grid counts proportions only"
		faults.Unsupported("/metric/kind", metric.Kind, what)
	}
	g := &Grid{metric: metric, rule: rule, first: first, subjects: slices.Clone(subjects)}
	g.self, g.numbers = g, make(map[logistics.ID]uint32, len(subjects))
	for i, id := range subjects {
		path := "/subjects/" + strconv.Itoa(i)
		if _, twice := g.numbers[id]; twice {
			faults.Duplicate(path, id, "each subject is given once")
		}
		if id.IsZero() {
			faults.Required(path, "id is required")
		}
		g.numbers[id] = uint32(i)
	}
	if len(of) == 0 {
		faults.Required("/of", "the rights that make a line good")
	}
	for i, right := range of {
		if !right.Valid() {
			faults.Unknown("/of/"+strconv.Itoa(i), int(right), "one of the seven")
		}
	}
	checkSpan(first, last, &faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	g.of = logistics.AllMet(of...)
	if err := g.cut(first, last.DaysSince(first)+1); err != nil {
		return nil, err
	}
	if len(subjects)*len(g.days) > mostGridCells {
		faults.TooMany("/subjects", len(subjects), "at most 2^26 subjects × periods")
		return nil, faults.Err()
	}
	g.tallies = make([]tally, len(subjects)*len(g.days))
	g.waived = make([]int64, len(g.tallies))
	return g, nil
}

func checkSpan(first, last logistics.Date, faults *logistics.Faults) {
	switch {
	case first.IsZero():
		faults.Required("/first", "the first day")
	case last.IsZero():
		faults.Required("/last", "the last day")
	case last.Compare(first) < 0:
		faults.Conflict("/last", last, "must not be before the first day, "+first.String())
	case last.DaysSince(first) >= mostGridDays:
		faults.OutOfRange("/last", last, "at most 40,000 days")
	}
}

// cut finds the column of every day.
func (g *Grid) cut(day logistics.Date, days int) error {
	g.columns = make([]uint32, 0, days)
	for len(g.columns) < days {
		p, err := periodOf(g.rule, day)
		if err != nil {
			return err
		}
		for ; len(g.columns) < days && p.Contains(day); day = day.AddDays(1) {
			g.columns = append(g.columns, uint32(len(g.days)))
		}
		g.days = append(g.days, day.AddDays(-1))
	}
	return nil
}

// usable refuses a grid that cannot be changed.
func (g *Grid) usable() error {
	if g != nil && g.self == g {
		return nil
	}
	return unmade("NewGrid")
}

// Subject is the number of a subject.
func (g *Grid) Subject(id logistics.ID) (number uint32, known bool) {
	if g == nil {
		return 0, false
	}
	number, known = g.numbers[id]
	return number, known
}

// Day is the number of a day.
func (g *Grid) Day(d logistics.Date) (number uint32, known bool) {
	if g == nil || d.IsZero() || g.first.IsZero() || d.Compare(g.first) < 0 {
		return 0, false
	}
	n := d.DaysSince(g.first)
	if n >= len(g.columns) {
		return 0, false
	}
	return uint32(n), true
}

// Add counts lines, in whatever order. On a fault, which names the first entry that is not of the grid, nothing
// is counted. It does not allocate.
func (g *Grid) Add(entries []Entry) error { return g.count(entries, 1) }

// Remove takes out lines that were added: what was corrected goes out as it was and in as it is. On a
// fault nothing is removed.
func (g *Grid) Remove(entries []Entry) error {
	if err := g.count(entries, -1); err != nil {
		return err
	}
	for i := range entries {
		e := &entries[i]
		cell := int(e.Subject)*len(g.days) + int(g.columns[e.Day])
		if slices.Min(g.tallies[cell][:]) < 0 || g.waived[cell] < 0 {
			// It cannot fail: these entries have just been checked.
			_ = g.count(entries, 1)
			what := "cannot remove more than was added"
			return fault("/entries/"+strconv.Itoa(i), logistics.FaultConflict, e.Rights.String(), what)
		}
	}
	return nil
}

// AddOrders counts orders instead of lines: orders[i] is that of entries[i], and the lines of an order follow
// each other in one call. An order is missed when a line of it is, good when all are, and belongs to the last
// of their days. Lines of an order with different subjects are a fault. On a fault nothing is counted. It does not
// allocate.
func (g *Grid) AddOrders(entries []Entry, orders []uint32) error {
	if err := g.usable(); err != nil {
		return err
	}
	if err := oneOrderEach(entries, orders); err != nil {
		return err
	}
	for from := 0; from < len(entries); {
		to := min(from+block, len(entries))
		for to < len(entries) && orders[to] == orders[to-1] { // an order is not cut
			to++
		}
		err := g.check(entries[from:to], from)
		if err == nil {
			err = oneSubject(entries[from:to], orders[from:to], from)
		}
		if err != nil {
			g.countOrders(entries[:from], orders[:from], -1)
			return err
		}
		g.countOrders(entries[from:to], orders[from:to], 1)
		from = to
	}
	return nil
}

// oneSubject refuses lines of an order with different subjects.
func oneSubject(entries []Entry, orders []uint32, at int) error {
	for i := 1; i < len(entries); i++ {
		if orders[i] == orders[i-1] && entries[i].Subject != entries[i-1].Subject {
			path, subject := "/entries/"+strconv.Itoa(at+i)+"/subject", digits(int64(entries[i].Subject))
			what := "lines of one order must have one subject"
			return fault(path, logistics.FaultConflict, subject, what)
		}
	}
	return nil
}

// countOrders puts lines together as numbered.join does, in words of its own: none counts as long as all lines
// were waived.
func (g *Grid) countOrders(entries []Entry, orders []uint32, by int64) {
	width, waived := len(g.days), logistics.EachRight(logistics.Waived)
	for i := 0; i < len(entries); {
		subject, day, rights, id := entries[i].Subject, entries[i].Day, entries[i].Rights, orders[i]
		none := entries[i].Rights == waived
		for i++; i < len(entries) && orders[i] == id; i++ {
			line := &entries[i]
			counts := line.Rights != waived
			if none && counts {
				day, none = line.Day, false
			}
			if none || counts {
				day = max(day, line.Day)
			}
			rights = rights.And(line.Rights)
		}
		g.tell(int(subject)*width+int(g.columns[day]), rights.Joint(g.of), by)
	}
}

// block is how many entries are checked before they are counted: as many as stay in the cache in between. When
// a later block is refused, those before it are removed again.
const block = 4096

// check finds the first entry that is not of the grid; the first is entry at of the call.
func (g *Grid) check(entries []Entry, at int) error {
	subjects, days := uint32(len(g.subjects)), uint32(len(g.columns))
	for i := range entries {
		if entries[i].Subject >= subjects || entries[i].Day >= days {
			return g.stranger(entries[i], at+i)
		}
	}
	return nil
}

func (g *Grid) count(entries []Entry, by int64) error {
	if err := g.usable(); err != nil {
		return err
	}
	for from := 0; from < len(entries); from += block {
		part := entries[from:min(from+block, len(entries))]
		if err := g.check(part, from); err != nil {
			g.countLines(entries[:from], -by)
			return err
		}
		g.countLines(part, by)
	}
	return nil
}

func (g *Grid) countLines(entries []Entry, by int64) {
	width := len(g.days)
	for i := range entries {
		e := &entries[i]
		g.tell(int(e.Subject)*width+int(g.columns[e.Day]), e.Rights.Joint(g.of), by)
	}
}

// tell counts one verdict in a cell.
func (g *Grid) tell(cell int, v logistics.Verdict, by int64) {
	if v == logistics.Waived {
		g.waived[cell] += by
		return
	}
	g.tallies[cell][(v-logistics.Missed)&3] += by
}

// stranger is the fault of an entry that is not of the grid.
func (g *Grid) stranger(e Entry, i int) error {
	var faults logistics.Faults
	path := "/entries/" + strconv.Itoa(i)
	if int(e.Subject) >= len(g.subjects) {
		what := "the grid has " + strconv.Itoa(len(g.subjects)) + " subjects"
		faults.OutOfRange(path+"/subject", digits(int64(e.Subject)), what)
	}
	if int(e.Day) >= len(g.columns) {
		what := "the grid has " + strconv.Itoa(len(g.columns)) + " days"
		faults.OutOfRange(path+"/day", digits(int64(e.Day)), what)
	}
	return faults.Err()
}

// Merge adds what another grid has counted: of the same metric, rule, rights, subjects and days. On a fault
// nothing is added.
func (g *Grid) Merge(other *Grid) error {
	if err := g.usable(); err != nil {
		return err
	}
	if other == nil || other.numbers == nil {
		return fault("/other", logistics.FaultRequired, "", "a grid made by NewGrid")
	}
	var faults logistics.Faults
	checkSame(g.metric, g.rule, other.metric, other.rule, &faults)
	if g.of != other.of {
		faults.Mismatch("/of", other.of, "the rights here are "+g.of.String())
	}
	if !slices.Equal(g.subjects, other.subjects) {
		what := "must be the same subjects in the same order"
		faults.Mismatch("/subjects", len(other.subjects), what)
	}
	if g.first != other.first || len(g.columns) != len(other.columns) {
		faults.Mismatch("/first", other.first, "must be the same days")
	}
	if err := faults.Err(); err != nil {
		return err
	}
	for i := range g.tallies {
		for k, n := range other.tallies[i] {
			g.tallies[i][k] += n
		}
		g.waived[i] += other.waived[i]
	}
	return nil
}

// Cube is what was counted so far, as a cube of its own.
func (g *Grid) Cube() (*Cube, error) {
	if g == nil {
		return nil, unmade("NewGrid")
	}
	cube, err := NewCube(g.metric, g.rule)
	if err != nil {
		return nil, err
	}
	for i := range g.tallies {
		t := &g.tallies[i]
		c := counts{num: t.of(logistics.Met), den: t.of(logistics.Met) + t.of(logistics.Missed)}
		for _, left := range [3]logistics.CodeCount{ // ordered by code
			{Code: logistics.NotDue.String(), Count: t.of(logistics.NotDue)},
			{Code: logistics.Undetermined.String(), Count: t.of(logistics.Undetermined)},
			{Code: logistics.Waived.String(), Count: g.waived[i]},
		} {
			if left.Count > 0 {
				c.excluded = append(c.excluded, left)
			}
		}
		if c.empty() {
			continue
		}
		if err := cube.apply(g.subjects[i/len(g.days)], g.days[i%len(g.days)], c, false); err != nil {
			return nil, err
		}
	}
	return cube, nil
}
