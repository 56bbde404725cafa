package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
	"github.com/logicrm/logistics/sla/sevenr"
)

// options are the flags of a run on a delivery history.
type options struct {
	path, by    string
	early, late logistics.Duration
	grain       grain
}

// grain is what one verdict is about.
type grain string

const (
	byLine     grain = "line"
	byShipment grain = "shipment"
	byOrder    grain = "order"
)

func parseGrain(s string) (grain, error) {
	g := grain(s)
	if g != byLine && g != byShipment && g != byOrder {
		return "", fmt.Errorf("%q is not line, shipment or order", s)
	}
	return g, nil
}

// key gives an outcome the id its verdicts are joined by.
func (g grain) key(s shipmentRow) logistics.ID {
	switch g {
	case byShipment:
		return s.shipment
	case byOrder:
		return s.order
	default:
		return logistics.ID{}
	}
}

// judgeShipments is the whole run.
func judgeShipments(opts options, out, progress io.Writer) error {
	rows, refused, read, err := readShipments(opts, progress)
	if err != nil {
		return err
	}
	tolerances := sevenr.Default()
	tolerances.Early, tolerances.Late = opts.early, opts.late
	var asOf time.Time
	tolerances.Closes, asOf = pastOf(rows)
	checker, err := sevenr.Compile(tolerances)
	if err != nil {
		return err
	}
	plausibility(out, rows)

	var outcomes []logistics.Outcome
	var judged []shipmentRow
	unknown := make(map[string]int) // by sentence
	for _, s := range rows {
		result, err := checker.Check(s.prepare(), asOf)
		if err != nil {
			refused = append(refused, refusal{kindOf(err), s.line, 1, err.Error()})
			continue
		}
		outcome := result.Outcome()
		outcome.Order = opts.grain.key(s)
		outcomes = append(outcomes, outcome)
		judged = append(judged, s)
		for _, reason := range result.Reasons() {
			if verdictOf(result, reason) == logistics.Undetermined {
				unknown[sevenr.Reasons().English(reason)]++
			}
		}
	}
	if err := printOnTime(out, opts, judged, outcomes); err != nil {
		return err
	}
	if err := printTrend(out, outcomes); err != nil {
		return err
	}
	printUnknown(out, unknown, len(outcomes))
	if err := printFreight(out, judged); err != nil {
		return err
	}
	printAccount(out, read, len(outcomes), refused)
	return nil
}

// pastOf makes a file of shipments the past: every promise in it is over, and whatever came is counted.
func pastOf(rows []shipmentRow) (closes logistics.Duration, asOf time.Time) {
	if len(rows) == 0 {
		return closes, asOf
	}
	first, last := rows[0].scheduled, rows[0].scheduled
	for _, s := range rows {
		for _, day := range []logistics.Date{s.scheduled, s.delivered} {
			if day.Compare(first) < 0 {
				first = day
			}
			if day.Compare(last) > 0 {
				last = day
			}
		}
	}
	days := last.DaysSince(first) + 1
	return logistics.Days(days), last.AddDays(days + 2).Start(time.UTC)
}

func verdictOf(result sevenr.Result, reason logistics.Reason) logistics.Verdict {
	name := reason.Param("right")
	if name == "" {
		name, _, _ = strings.Cut(reason.Param("rights"), ",") // they share the verdict
	}
	var right logistics.Right
	if right.UnmarshalText([]byte(strings.TrimPrefix(name, "right_"))) != nil {
		return 0
	}
	return result.Of(right)
}

// printOnTime breaks right time down by the column asked for.
func printOnTime(out io.Writer, opts options, rows []shipmentRow, outcomes []logistics.Outcome) error {
	fmt.Fprintf(
		out, "On time by %s, up to %s early and %s late\n", opts.grain, tolerance(opts.early), tolerance(opts.late),
	)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	print := func(name string, outcomes []logistics.Outcome) error {
		t, err := sevenr.OrderTally(outcomes, logistics.RightTime)
		if err != nil {
			return err
		}
		fmt.Fprintf(
			w, "  %s\t%d\t%d\t%d\t%s\t%s\t\n", name, t.Judged(), t.Good, t.Bad, t.Attainment().Percent(1), interval(t),
		)
		return nil
	}
	fmt.Fprintf(w, "  %s\tjudged\ton time\tnot\trate\t95%% interval\t\n", cmp.Or(opts.by, "all"))
	if opts.by != "" {
		groups := make(map[string][]logistics.Outcome)
		for i, s := range rows {
			groups[s.group] = append(groups[s.group], outcomes[i])
		}
		for _, name := range slices.Sorted(maps.Keys(groups)) {
			if err := print(name, groups[name]); err != nil {
				return err
			}
		}
	}
	if err := print("total", outcomes); err != nil {
		return err
	}
	w.Flush()
	fmt.Fprintln(out)
	return nil
}

// interval is where the rate lies that these lines are a sample of.
func interval(t logistics.Tally) string {
	var p count.Proportion
	if err := p.Add(t.Good, t.Judged()); err != nil {
		return err.Error()
	}
	low, high, err := p.Interval(logistics.MustRatio("95%"))
	if err != nil {
		return "none"
	}
	return fmt.Sprintf("%.1f–%.1f%%", 100*low, 100*high)
}

func tolerance(d logistics.Duration) string {
	switch {
	case d.Any():
		return "any time"
	case d.Days() == 1:
		return "1 day"
	default:
		return fmt.Sprintf("%d days", d.Days())
	}
}

// printUnknown says why the other rights have no verdict.
func printUnknown(out io.Writer, unknown map[string]int, lines int) {
	fmt.Fprintf(out, "Rights that cannot be judged from this file (of %d lines)\n", lines)
	for _, why := range slices.Sorted(maps.Keys(unknown)) {
		fmt.Fprintf(out, "  %6d  %s\n", unknown[why], why)
	}
	fmt.Fprintln(out)
}

// printFreight adds up what is known about freight, and counts what is not.
func printFreight(out io.Writer, rows []shipmentRow) error {
	costs := make([]logistics.CostFact, len(rows))
	byID := make(map[string]*shipmentRow, len(rows))
	for i := range rows {
		costs[i] = rows[i].freight
		byID[rows[i].id] = &rows[i]
	}
	total, unknown, err := logistics.SumCosts(costs)
	if err != nil {
		return err
	}
	known, toAmount, toReason, dangling := 0, 0, 0, 0
	for _, s := range rows {
		if _, ok := s.freight.Amount(); ok {
			known++
		}
		if s.freight.Reason() != logistics.CostSeeDocument {
			continue
		}
		// The row referred to carries the freight of the whole document: it is counted there, once.
		other, ok := byID[s.freightIn]
		switch {
		case !ok || other.shipment != s.freight.Reference() || other.freight.Reason() == logistics.CostSeeDocument:
			dangling++
		case knownFreight(other):
			toAmount++
		default:
			toReason++
		}
	}
	fmt.Fprintf(out, "Freight\n  %6d  known, %s in all\n", known, total)
	for _, u := range unknown {
		fmt.Fprintf(out, "  %6d  %s", u.Count, u.Code)
		if u.Code == string(logistics.CostSeeDocument) {
			fmt.Fprintf(
				out, ": %d lead to an amount on another line, %d to a reason for none, %d nowhere", toAmount, toReason,
				dangling,
			)
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintln(out)
	return nil
}

func knownFreight(s *shipmentRow) bool {
	_, ok := s.freight.Amount()
	return ok
}

// printAccount closes the books: every row read was judged or refused.
func printAccount(out io.Writer, read, judged int, refused []refusal) {
	fmt.Fprintf(out, "Rows\n  %6d  read\n  %6d  judged\n  %6d  refused\n", read, judged, len(refused))
	kinds := make(map[string]int)
	for _, r := range refused {
		kinds[r.kind]++
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		fmt.Fprintf(out, "          %d %s\n", kinds[kind], kind)
	}
	const shown = 5
	for _, r := range refused[:min(len(refused), shown)] {
		fmt.Fprintf(out, "          %s\n", r)
	}
	if len(refused) > shown {
		fmt.Fprintf(out, "          and %d more\n", len(refused)-shown)
	}
}
