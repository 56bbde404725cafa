package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
	"github.com/logicrm/logistics/sla/sevenr"
)

// printTrend draws on-time by quarter as a control chart, and says since when it is another process that made
// the worst of the quarters.
func printTrend(out io.Writer, outcomes []logistics.Outcome) error {
	names, counts, err := byQuarter(outcomes)
	if err != nil {
		return err
	}
	if len(counts) < 8 {
		return nil // two years are the least to speak of a trend
	}
	choice, err := control.ChooseCounts(control.Proportion, counts)
	if err != nil {
		return err
	}
	chart, err := control.ChartCounts(choice.Kind, counts, control.Options{Rules: control.WesternElectric})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "On time by quarter, %s chart\n", choice.Kind)
	for _, reason := range choice.Reasons {
		fmt.Fprintf(out, "  %s\n", control.Reasons().English(reason))
	}
	for i, line := range strings.Split(strings.TrimSuffix(chart.Draw(), "\n"), "\n") {
		fmt.Fprintf(out, "  %s %6d %s\n", names[i], int(counts[i].Size), line[4:])
	}
	if !chart.Limits.Still { // what never varies depends on nothing
		if err := tellDependence(out, chart); err != nil {
			return err
		}
	}
	points := chart.Points
	low := slices.DeleteFunc(chart.Signals(), func(i int) bool { return points[i].Stat >= points[i].Centre })
	if chart.Limits.Still {
		fmt.Fprintf(out, "  %d quarters are below the others, which are all the same\n", len(low))
	} else if len(low) > 0 {
		worst := slices.MinFunc(low, func(a, b int) int { return cmp.Compare(*points[a].Z, *points[b].Z) })
		last := worst
		for slices.Contains(low, last+1) {
			last++
		}
		change, err := chart.Change(last)
		if err != nil {
			return err
		}
		fmt.Fprintf(
			out,
			"  %d quarters signal below the centre line. The worst is %s: a change that began in %s, with %.1f%% up "+
				"to %s\n",
			len(low), names[worst], names[change.From], 100*change.Level, names[last],
		)
	}
	fmt.Fprintln(out)
	return nil
}

// tellDependence says whether a quarter tells something about the next, which the limits take for granted it does not.
func tellDependence(out io.Writer, chart control.Chart) error {
	stats := make([]float64, len(chart.Points))
	for i, p := range chart.Points {
		stats[i] = p.Stat
	}
	independence, err := control.Independent(stats, 0, logistics.Ratio{})
	if err != nil {
		return err
	}
	for _, reason := range independence.Reasons() {
		fmt.Fprintf(out, "  %s\n", control.Reasons().English(reason))
	}
	return nil
}

// byQuarter are the quarters in which something was settled, with what was on time.
func byQuarter(outcomes []logistics.Outcome) (names []string, counts []control.Count, err error) {
	rule := logistics.PeriodRule{Kind: logistics.EveryQuarter, Zone: "UTC"}
	groups := make(map[logistics.Period][]logistics.Outcome)
	for _, o := range outcomes {
		if !o.At.IsZero() {
			p := rule.Of(logistics.DateOf(o.At, time.UTC))
			groups[p] = append(groups[p], o)
		}
	}
	for _, p := range slices.SortedFunc(
		maps.Keys(groups), func(a, b logistics.Period) int { return a.Start().Compare(b.Start()) },
	) {
		t, err := sevenr.OrderTally(groups[p], logistics.RightTime)
		if err != nil {
			return nil, nil, err
		}
		if t.Judged() > 0 {
			names = append(names, p.String())
			counts = append(counts, control.Count{Events: t.Good, Size: float64(t.Judged())})
		}
	}
	return names, counts, nil
}
