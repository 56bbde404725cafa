package laws_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
	"github.com/logicrm/logistics/sla"
	"github.com/logicrm/logistics/sla/sevenr"
	"pgregory.net/rapid"
)

// A path is one of the ways from judged lines to figures. Each answers with a line of text for every customer
// and month in which it has something to say.
type path struct {
	name string
	walk func(question) ([]string, error)
}

// question is what every path is asked: the verdicts on rights together, of lines or of orders, by month.
type question struct {
	lines  []logistics.Outcome
	orders bool
	rights []logistics.Right
	asOf   time.Time
}

var paths = []path{
	{"the outcomes themselves", byOutcomes},
	{"count.FromOutcomes", byCube},
	{"count.Counter", byCounter},
	{"count.Grid", byGrid},
	{"count.Grid.AddOrders", byGridOfOrders},
	{"count.Orders", byOrders},
	{"sla.Evaluator.Attain", byAttainment},
	{"sla.Book", byBook},
}

var (
	twoCustomers = []logistics.ID{logistics.MustID("C-1"), logistics.MustID("C-2")}
	theZones     = logistics.ZoneMap{"Europe/Vienna": time.FixedZone("CET", 3600)}
	byMonth      = logistics.PeriodRule{Kind: logistics.EveryMonth, Zone: "Europe/Vienna"}
)

func say(subject logistics.ID, period logistics.Period, t logistics.Tally) string {
	return fmt.Sprintf("%s %s: %d of %d, %d waived, %d undetermined, %d not due",
		subject, period, t.Good, t.Judged(), t.Waived, t.Undetermined, t.NotDue)
}

func (q question) units() ([]logistics.Outcome, error) {
	if q.orders {
		return logistics.JoinLines(q.lines)
	}
	return q.lines, nil
}

func (q question) metric() kpi.Metric {
	m, _ := kpi.Lookup(logistics.MustID("on_time_delivery"))
	m.Counting.Good = ""
	for _, right := range q.rights {
		m.Counting.Good = m.Counting.Good.And("right_" + right.String())
	}
	if q.orders {
		m.Counting.Grain = kpi.GrainOrder
	}
	return m
}

// byOutcomes is the definition: one verdict after the other.
func byOutcomes(q question) ([]string, error) {
	units, err := q.units()
	tallies := map[logistics.ID]map[logistics.Period]logistics.Tally{}
	for _, o := range units {
		if tallies[o.Customer] == nil {
			tallies[o.Customer] = map[logistics.Period]logistics.Tally{}
		}
		month := byMonth.Of(logistics.DateOf(o.Dated(), theZones["Europe/Vienna"]))
		tallies[o.Customer][month] = tallies[o.Customer][month].Count(o.Judge(q.rights...), 1)
	}
	var told []string
	for customer, months := range tallies {
		for month, tally := range months {
			told = append(told, say(customer, month, tally))
		}
	}
	return told, err
}

func tell(observations []logistics.Observation) (told []string) {
	for _, o := range observations {
		t := logistics.Tally{Good: o.Num, Bad: o.Den - o.Num}
		for _, e := range o.Excluded {
			v := logistics.Verdict(0)
			if v.UnmarshalText([]byte(e.Code)) != nil {
				told = append(told, "left out as "+e.Code)
			}
			t = t.Count(v, e.Count)
		}
		told = append(told, say(o.Subject, o.Period, t))
	}
	return told
}

func byCube(q question) ([]string, error) {
	cube, undated, err := count.FromOutcomes(q.metric(), byMonth, theZones, q.lines)
	if err != nil || undated.Total() > 0 {
		return nil, fmt.Errorf("%+v undated, %w", undated, err)
	}
	return tell(cube.Observations()), nil
}

func byCounter(q question) ([]string, error) {
	counter, err := count.NewCounter(byMonth, theZones, q.metric())
	if err != nil {
		return nil, err
	}
	var cases []count.Case
	for _, line := range q.lines {
		cases = append(cases, count.LineCase(line))
	}
	if q.orders {
		if cases, err = count.OrderCases(q.lines); err != nil {
			return nil, err
		}
	}
	for _, c := range cases {
		row, err := counter.Prepare(c, q.asOf)
		if err != nil {
			return nil, err
		}
		if err := counter.Add([]count.Row{row}); err != nil {
			return nil, err
		}
	}
	observations, err := counter.Observations()
	return tell(observations), err
}

// gridOf is a grid with the lines as its entries, those of an order behind each other, and their orders.
func gridOf(q question) (grid *count.Grid, entries []count.Entry, orders []uint32, err error) {
	first, last := logistics.MustDate("2025-01-01"), logistics.MustDate("2025-12-31")
	grid, err = count.NewGrid(q.metric(), byMonth, twoCustomers, first, last, q.rights...)
	if err != nil {
		return nil, nil, nil, err
	}
	lines := slices.Clone(q.lines)
	slices.SortStableFunc(lines, func(a, b logistics.Outcome) int { return a.Order.Compare(b.Order) })
	for i, line := range lines {
		subject, _ := grid.Subject(line.Customer)
		day, _ := grid.Day(logistics.DateOf(line.Dated(), theZones["Europe/Vienna"]))
		entries = append(entries, count.Entry{Subject: subject, Day: day, Rights: line.Rights})
		if n := len(orders); n > 0 && lines[i-1].Order == line.Order {
			orders = append(orders, orders[n-1])
		} else {
			orders = append(orders, uint32(n))
		}
	}
	return grid, entries, orders, nil
}

func tellGrid(grid *count.Grid, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	cube, err := grid.Cube()
	if err != nil {
		return nil, err
	}
	return tell(cube.Observations()), nil
}

func byGrid(q question) ([]string, error) {
	if q.orders {
		return byGridOfOrders(q)
	}
	grid, entries, _, err := gridOf(q)
	if err == nil {
		err = grid.Add(entries)
	}
	return tellGrid(grid, err)
}

func byGridOfOrders(q question) ([]string, error) {
	grid, entries, orders, err := gridOf(q)
	if !q.orders {
		for i := range orders {
			orders[i] = uint32(i)
		}
	}
	if err == nil {
		err = grid.AddOrders(entries, orders)
	}
	return tellGrid(grid, err)
}

func byOrders(q question) ([]string, error) {
	if !q.orders {
		return byGrid(q)
	}
	grid, entries, orders, err := gridOf(q)
	if err != nil {
		return nil, err
	}
	gathered, err := count.NewOrders(len(entries))
	if err != nil {
		return nil, err
	}
	if err := gathered.Add(entries, orders); err != nil {
		return nil, err
	}
	joined, err := gathered.Entries(nil)
	if err == nil {
		err = grid.Add(joined)
	}
	return tellGrid(grid, err)
}

func (q question) agreement() sla.Agreement {
	return sla.Agreement{
		ID: logistics.MustID("gold"), Version: 1, Period: byMonth,
		Objectives: []sla.Objective{
			{ID: logistics.MustID("promise"), Rights: q.rights, Target: logistics.MustRatio("95%")},
		},
	}
}

func byAttainment(q question) ([]string, error) {
	evaluator, err := sla.Compile(q.agreement(), theZones, nil)
	if err != nil {
		return nil, err
	}
	units, err := q.units()
	var told []string
	for _, customer := range twoCustomers {
		of := slices.DeleteFunc(slices.Clone(units), func(o logistics.Outcome) bool { return o.Customer != customer })
		for month := range 12 {
			period := byMonth.Of(logistics.MustDate("2025-01-01").AddMonths(month))
			report, err := evaluator.Attain(sla.Facts{Outcomes: of}, period, q.asOf)
			if err != nil {
				return nil, err
			}
			if t := report.Attained[0].Tally; t.Total() > 0 {
				told = append(told, say(customer, period, t))
			}
		}
	}
	return told, err
}

func byBook(q question) ([]string, error) {
	evaluator, err := sla.Compile(q.agreement(), theZones, nil)
	if err != nil {
		return nil, err
	}
	book, err := evaluator.NewBook()
	if err != nil {
		return nil, err
	}
	units, err := q.units()
	for i := range units {
		book.Add(&units[i])
	}
	var told []string
	for _, r := range book.Reports(q.asOf) {
		told = append(told, say(r.Customer, r.Report.Period, r.Report.Attained[0].Tally))
	}
	return told, err
}

// answers are those of every path, in the order of their text.
func answers(t interface{ Fatalf(string, ...any) }, q question) []string {
	told := make([]string, len(paths))
	for i, p := range paths {
		lines, err := p.walk(q)
		if err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
		slices.Sort(lines)
		told[i] = strings.Join(lines, "\n")
	}
	return told
}

// TestOneFactHasOneAnswer asks every path to a figure about the same lines.
func TestOneFactHasOneAnswer(t *testing.T) {
	verdicts := []logistics.Verdict{
		logistics.Missed, logistics.Undetermined, logistics.NotDue, logistics.Met, logistics.Met, logistics.Waived,
	}
	asOf := time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		all := logistics.AllRights()
		q := question{
			orders: rapid.Bool().Draw(t, "orders"), asOf: asOf,
			rights: rapid.SampledFrom([][]logistics.Right{all[:], all[6:], all[3:4], all[3:]}).Draw(t, "rights"),
		}
		for i := range rapid.IntRange(0, 12).Draw(t, "lines") {
			order := rapid.IntRange(0, 3).Draw(t, "order")
			rights := logistics.EachRight(rapid.SampledFrom(verdicts).Draw(t, "verdict"))
			for _, right := range all[rapid.SampledFrom([]int{2, 5, 7, 7}).Draw(t, "alike"):] {
				rights = rights.With(right, rapid.SampledFrom(verdicts).Draw(t, "right"))
			}
			day := 40 * rapid.IntRange(0, 4).Draw(t, "due")
			if rights.Verdict() == logistics.NotDue {
				day += 200 // or it would be overdue by now
			}
			due := time.Date(2025, 1, 2+day, 16, 0, 0, 0, time.UTC)
			q.lines = append(q.lines, logistics.Outcome{
				Order: logistics.MustID(fmt.Sprint("O-", order)), Line: logistics.MustID(fmt.Sprint(i)),
				Customer: twoCustomers[order%2], Rights: rights, Due: due,
				At: due.AddDate(0, 0, rapid.IntRange(-40, 40).Draw(t, "settled")),
			})
		}
		told := answers(t, q)
		for i, p := range paths {
			if told[i] != told[0] {
				t.Fatalf("%s:\n%s\n%s:\n%s", paths[0].name, told[0], p.name, told[i])
			}
		}
	})
}

// TestALineIsWhatItIsByEveryPath has a good line, a late one, one that was cancelled, one that is not due yet and
// one that is overdue, all of March: 1 of 3 is good, 1 waived, 1 not due. The order missed its promise.
func TestALineIsWhatItIsByEveryPath(t *testing.T) {
	outcomes := marchOrder(t)
	asOf := time.Date(2025, 3, 20, 12, 0, 0, 0, time.UTC)
	all := logistics.AllRights()
	for _, told := range answers(t, question{lines: outcomes, rights: all[:], asOf: asOf}) {
		if want := "C-1 2025-03: 1 of 3, 1 waived, 0 undetermined, 1 not due"; told != want {
			t.Errorf("%s\nwant %s", told, want)
		}
	}
	for _, told := range answers(t, question{lines: outcomes, orders: true, rights: all[:], asOf: asOf}) {
		if want := "C-1 2025-03: 0 of 1, 0 waived, 0 undetermined, 0 not due"; told != want {
			t.Errorf("%s\nwant %s", told, want)
		}
	}
	tally, err := sevenr.PerfectOrders(outcomes[:1])
	if err != nil || tally != (logistics.Tally{Good: 1}) {
		t.Errorf("the good line by itself: %+v, %v", tally, err)
	}
	tally, err = sevenr.PerfectOrders([]logistics.Outcome{outcomes[0], outcomes[2]})
	if err != nil || tally != (logistics.Tally{Good: 1}) {
		t.Errorf("with the cancelled one: %+v, %v", tally, err)
	}
}

// marchOrder is an order of five lines as it stands on 20 March, noon, judged by the seven rights.
func marchOrder(t *testing.T) []logistics.Outcome {
	t.Helper()
	noon := func(day int) time.Time { return time.Date(2025, 3, day, 12, 0, 0, 0, time.UTC) }
	dock := logistics.Place{ID: logistics.MustID("DOCK"), Zone: "Europe/Vienna"}
	five, cost := logistics.MustQuantity("5 EA"), logistics.KnownCost(logistics.MustMoney("50 EUR"))
	order := logistics.Order{
		ID: logistics.MustID("O-1"), Customer: logistics.Party{ID: twoCustomers[0]},
		Placed: logistics.StampOf(noon(1)),
	}
	var fulfilments []logistics.Fulfilment
	for _, line := range []struct {
		id, product               string
		due, delivered, calledOff int // days; 0 for never
	}{
		{"good", "lamp", 10, 9, 0},
		{"late", "desk", 10, 11, 0},
		{"cancelled", "chair", 12, 0, 5},
		{"not due", "shelf", 28, 0, 0},
		{"overdue", "table", 14, 0, 0},
	} {
		l := logistics.OrderLine{ID: logistics.MustID(line.id), Product: logistics.MustID(line.product), Quantity: five}
		if line.calledOff > 0 {
			l.Cancelled = logistics.StampOf(noon(line.calledOff))
		}
		order.Lines = append(order.Lines, l)
		order.Promises = append(order.Promises, logistics.Promise{
			Line: l.ID, Revision: 1, Recipient: twoCustomers[0], Place: dock, To: logistics.StampOf(noon(line.due)),
			End: logistics.By, Cost: cost, Made: logistics.StampOf(noon(1)), By: logistics.BySupplier,
		})
		if line.delivered > 0 {
			fulfilments = append(fulfilments, logistics.Fulfilment{
				Event: logistics.Envelope{
					ID: l.ID, At: logistics.StampOf(noon(line.delivered)), Recorded: noon(line.delivered),
				},
				Order: order.ID, Line: l.ID, Product: l.Product, Quantity: five, Condition: logistics.Intact,
				Recipient: twoCustomers[0], Place: dock, Cost: cost,
			})
		}
	}
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		t.Fatal(err)
	}
	lines, err := checker.Lines(order, fulfilments, theZones, noon(20))
	if err != nil {
		t.Fatal(err)
	}
	outcomes := make([]logistics.Outcome, len(lines))
	for i, line := range lines {
		result, err := checker.Check(line, noon(20))
		if err != nil {
			t.Fatal(err)
		}
		outcomes[i] = result.Outcome()
	}
	return outcomes
}
