package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"text/tabwriter"

	"github.com/logicrm/logistics/vmi"
	"github.com/logicrm/logistics/vmi/demand"
	stocking "github.com/logicrm/logistics/vmi/policy"
)

// part is a spare part with its weeks of demand.
type part struct {
	id                       string
	pack                     float64 // units in a subpack
	price, ordering, holding float64 // of a unit; of an order; of a unit in a year
	lead                     int     // weeks
	least                    float64 // units in an order
	weeks                    []float64
	class                    demand.Class
	// of the demand from noticing the reorder point to the receipt, by the weeks learnt from
	law           stocking.Distribution
	lot, mean, sd float64
}

// learnt is how many of the weeks the levels are learnt from; the others are replayed.
const learnt = 100

// partColumns are the columns before the weeks, in their order.
var partColumns = []string{
	"sku", "units_per_subpack", "cost_price_eur", "fixed_order_cost_eur", "holding_cost_eur_per_year",
	"lead_time_weeks", "moq_units",
}

// stockParts is the whole run: classes, levels, and a replay of the last weeks beside the usual formula.
func stockParts(path string, out, progress io.Writer) error {
	parts, refused, read, err := readParts(path, progress)
	if err != nil {
		return err
	}
	if err := printClasses(out, parts); err != nil {
		return err
	}
	if err := printReplays(out, parts); err != nil {
		return err
	}
	printAccount(out, read, len(parts), refused)
	return nil
}

func readParts(path string, progress io.Writer) (parts []part, refused []refusal, read int, err error) {
	t, err := openTable(path, progress)
	if err != nil {
		return nil, nil, 0, err
	}
	defer t.close()
	columns := make([]int, len(partColumns))
	for i, name := range partColumns {
		if columns[i], err = t.column(name); err != nil {
			return nil, nil, 0, err
		}
	}
	first, err := t.column("w001")
	if err != nil {
		return nil, nil, 0, err
	}
	for {
		r, broken, err := t.next()
		if errors.Is(err, io.EOF) {
			return parts, refused, read, nil
		}
		if err != nil {
			return nil, nil, 0, err
		}
		read++
		if broken == nil {
			var p part
			if p, broken = readPart(r, columns, first); broken == nil {
				parts = append(parts, p)
				continue
			}
		}
		refused = append(refused, *broken)
	}
}

// readPart reads a row and learns from its first weeks.
func readPart(r row, columns []int, first int) (p part, refused *refusal) {
	number := func(column int) float64 {
		f, err := strconv.ParseFloat(r.fields[column], 64)
		if refused == nil && (err != nil || !(f >= 0 && f <= 1e9)) {
			refused = &refusal{
				"number", r.line, r.positions[column], fmt.Sprintf("%q: a number, not below zero", r.fields[column]),
			}
		}
		return f
	}
	p.id = r.fields[columns[0]]
	p.pack, p.price, p.ordering, p.holding = number(columns[1]), number(columns[2]), number(columns[3]), number(
		columns[4],
	)
	p.lead, p.least = int(number(columns[5])), number(columns[6])
	for i := first; i < len(r.fields); i++ {
		p.weeks = append(p.weeks, number(i))
	}
	if refused == nil && len(p.weeks) <= learnt {
		refused = &refusal{
			"weeks", r.line, r.positions[first],
			strconv.Itoa(len(p.weeks)) + " weeks: more than " + strconv.Itoa(learnt) + " are needed",
		}
	}
	if refused != nil {
		return p, refused
	}
	if err := p.learn(); err != nil {
		return p, &refusal{"part", r.line, 1, err.Error()}
	}
	return p, nil
}

// learn reads the class of a part off all its weeks, and its law and lot off the first of them. Weekly
// review adds a week to the lead time.
func (p *part) learn() error {
	class, err := demand.Classify(p.weeks, demand.Reading{MinDemands: 2, WholeSpan: true, Population: true})
	if err != nil {
		return err
	}
	p.class = class.Class
	if p.class == demand.NoDemand {
		p.class = demand.TooFew
	}
	past := p.weeks[:learnt]
	for _, d := range past {
		p.mean += d / learnt
	}
	for _, d := range past {
		p.sd += (d - p.mean) * (d - p.mean) / (learnt - 1)
	}
	p.sd = math.Sqrt(p.sd)
	if p.mean > 0 {
		lead, err := demand.ForLeadTime(past, max(p.lead, 1))
		if err != nil {
			return err
		}
		week, err := demand.ForLeadTime(past, 1)
		if err != nil {
			return err
		}
		if p.law, err = stocking.WithUndershoot(lead, week); err != nil {
			// Units by the hundred thousand have no list of probabilities: two moments have to do.
			root := math.Sqrt(float64(p.lead + 1))
			if p.law, err = stocking.Gamma(p.mean*float64(p.lead+1), p.sd*root); err != nil {
				return err
			}
		}
	}
	p.lot = max(p.least, p.pack)
	if p.mean > 0 && p.holding > 0 {
		p.lot = max(p.lot, math.Sqrt(2*p.ordering*p.mean*52/p.holding))
	}
	p.lot = math.Ceil(p.lot/max(p.pack, 1)) * max(p.pack, 1)
	return nil
}

// printClasses counts the parts by class.
func printClasses(out io.Writer, parts []part) error {
	counts := make(map[demand.Class]int)
	for i := range parts {
		counts[parts[i].class]++
	}
	fmt.Fprintf(out, "Parts by the demand of all their weeks\n")
	for _, c := range []demand.Class{demand.Smooth, demand.Erratic, demand.Intermittent, demand.Lumpy, demand.TooFew} {
		fmt.Fprintf(out, "  %6d  %s\n", counts[c], c)
	}
	fmt.Fprintln(out)
	return nil
}

// usual is the mean and z deviations of the lead time, as every formula collection has it.
func usual(parts []part, service float64) ([]float64, error) {
	levels := make([]float64, len(parts))
	for i := range parts {
		p := &parts[i]
		l, err := stocking.ReorderPoint(
			stocking.Demand{MeanPerDay: p.mean, SDPerDay: p.sd}, stocking.LeadTime{MeanDays: float64(p.lead + 1)},
			stocking.CycleService(service),
		)
		if err != nil {
			return nil, fmt.Errorf("part %s: %w", p.id, err)
		}
		levels[i] = math.Ceil(l.ReorderPoint())
	}
	return levels, nil
}

// together shares the stock out so that the parts meet a share of their demand with the least value: by
// the law of each part over its lead time. A part that nobody asked for is ordered when it is.
func together(parts []part, fill float64) ([]float64, error) {
	levels := make([]float64, len(parts))
	var items []stocking.PortfolioItem
	var of []int
	for i := range parts {
		if p := &parts[i]; p.mean > 0 && p.price > 0 {
			items = append(
				items, stocking.PortfolioItem{Demand: p.law, Rate: p.mean, Quantity: p.lot, UnitValue: p.price},
			)
			of = append(of, i)
		}
	}
	shared, err := stocking.LeastStock(items, fill)
	if err != nil {
		return nil, err
	}
	for k, i := range of {
		levels[i] = max(shared.ReorderPoints[k], 0)
	}
	return levels, nil
}

// outcome is what levels delivered in the replay.
type outcome struct {
	demand, served float64 // units
	asked, met     int     // weeks with a demand, and those that were served whole
	value          float64 // mean stock, in money
}

func (o outcome) fill() float64 { return o.served / o.demand }

func (o outcome) hits() float64 { return float64(o.met) / float64(o.asked) }

// replay takes every part through the weeks that were not learnt from: what arrives, the demand, the review.
// What cannot be served waits. Each part begins with its level and a lot.
func replay(parts []part, levels []float64) (o outcome) {
	for i := range parts {
		p := &parts[i]
		reorder := levels[i]
		net, position := reorder+p.lot, reorder+p.lot
		// an order of the end of a week is there after its lead time, for the week after
		due := make([]float64, p.lead+2)
		weeks := p.weeks[learnt:]
		for w, d := range weeks {
			net += due[w%len(due)]
			due[w%len(due)] = 0
			served := min(max(net, 0), d)
			net, position = net-d, position-d
			if d > 0 {
				o.asked++
				if served == d {
					o.met++
				}
			}
			o.demand, o.served = o.demand+d, o.served+served
			o.value += max(net, 0) * p.price / float64(len(weeks))
			if position <= reorder {
				lots := math.Floor((reorder-position)/p.lot) + 1
				due[(w+p.lead+1)%len(due)] += lots * p.lot
				position += lots * p.lot
			}
		}
	}
	return o
}

// printReplays sets the two kinds of level beside each other: for each service of the usual one, the most
// that shared stock of no more value delivers.
func printReplays(out io.Writer, parts []part) error {
	var shared []outcome
	var levels []float64 // of the last fill rate: what the parts would have from now on
	for _, fill := range []float64{0.89, 0.90, 0.905, 0.91, 0.915, 0.92} {
		var err error
		if levels, err = together(parts, fill); err != nil {
			return err
		}
		shared = append(shared, replay(parts, levels))
	}
	if err := printLevels(out, parts, levels); err != nil {
		return err
	}
	fmt.Fprintf(
		out,
		"The weeks after the first %d, replayed: levels by z, sigma and the root of the lead time, and stock shared "+
			"out by the law of each part\n", learnt,
	)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "  by z\tfill rate\tdemands met\tstock EUR\tshared out: fill rate\tdemands met\tstock EUR\t")
	for _, service := range []float64{0.90, 0.95, 0.98, 0.99} {
		levels, err := usual(parts, service)
		if err != nil {
			return err
		}
		theirs := replay(parts, levels)
		fmt.Fprintf(
			w, "  %.0f%%\t%.2f%%\t%.2f%%\t%.0f\t", 100*service, 100*theirs.fill(), 100*theirs.hits(), theirs.value,
		)
		if ours, ok := within(shared, theirs.value); ok {
			fmt.Fprintf(w, "%.2f%%\t%.2f%%\t%.0f\t\n", 100*ours.fill(), 100*ours.hits(), ours.value)
		} else {
			fmt.Fprintln(w, "-\t-\t-\t")
		}
	}
	w.Flush()
	fmt.Fprintln(out)
	return nil
}

// printLevels shows the parts with the most demand in money: both levels, and what would be ordered from
// nothing in stock.
func printLevels(out io.Writer, parts []part, levels []float64) error {
	byZ, err := usual(parts, 0.95)
	if err != nil {
		return err
	}
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(parts[b].mean*parts[b].price, parts[a].mean*parts[a].price)
	})
	order = order[:min(len(order), 5)]
	rows, planned := make([]vmi.Row, len(order)), make([]vmi.Planned, len(order))
	for k, i := range order {
		p := &parts[i]
		rows[k] = vmi.Row{
			Demand:  stocking.Demand{MeanPerDay: p.mean / 7, SDPerDay: p.sd / math.Sqrt(7)},
			Lead:    stocking.LeadTime{MeanDays: float64(7 * (p.lead + 1))},
			Service: 0.95, Review: 7, Pack: max(p.pack, 1), MinimumOrder: p.lot,
		}
	}
	if err := vmi.Plan(rows, planned); err != nil {
		return err
	}
	fmt.Fprintln(out, "Levels of the parts with the most demand in money")
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(
		w, "  part\tclass\tweeks of lead time\tmean of a week\tby z 95%\tshared out\tlot\tproposed from nothing\t",
	)
	for k, i := range order {
		p := &parts[i]
		fmt.Fprintf(
			w, "  %s\t%s\t%d\t%.2f\t%.0f\t%.0f\t%.0f\t%.0f\t\n", p.id, p.class, p.lead, p.mean, byZ[i], levels[i],
			p.lot, float64(planned[k].Packs)*max(p.pack, 1),
		)
	}
	w.Flush()
	fmt.Fprintln(out)
	return nil
}

// within is the outcome that serves most of those whose stock is worth no more than a value.
func within(outcomes []outcome, value float64) (best outcome, ok bool) {
	for _, o := range outcomes {
		if o.value <= value && (!ok || o.fill() > best.fill()) {
			best, ok = o, true
		}
	}
	return best, ok
}
