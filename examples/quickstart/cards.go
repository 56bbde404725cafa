package main

import (
	"fmt"
	"io"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/compare"
	"github.com/logicrm/logistics/kpi/count"
	"github.com/logicrm/logistics/kpi/score"
)

// tellCards is the fifth chapter: one figure for each customer, and what it hangs on.
func tellCards(out io.Writer, y *year) error {
	grader, metrics, err := serviceCard()
	if err != nil {
		return err
	}
	standings, err := y.standings(grader, metrics)
	if err != nil {
		return err
	}
	names := make(map[logistics.ID]string, len(y.customers))
	for _, c := range y.customers {
		names[c.ID] = c.Name
	}
	fmt.Fprintln(out, "SCORECARDS of the year, and what they hang on")
	w := newTable(out)
	fmt.Fprint(w, "  place\tcustomer\tscore\tcolour")
	for _, line := range standings[0].Score.Lines {
		fmt.Fprintf(w, "\t%s × %d", line.Observation.Metric, line.Weight)
	}
	fmt.Fprintln(w)
	for _, s := range standings {
		fmt.Fprintf(w, "  %d\t%s\t%s\t%s", s.Place, names[s.Score.Subject], s.Score.Total.Percent(1), s.Score.Colour)
		for _, line := range s.Score.Lines {
			fmt.Fprintf(w, "\t%s", line.Points.Percent(0))
		}
		fmt.Fprintln(w)
	}
	w.Flush()
	last := standings[len(standings)-1].Score
	fmt.Fprintf(out, "  %s in full:\n", names[last.Subject])
	for _, reason := range last.Reasons() {
		fmt.Fprintf(out, "    %s\n", score.Reasons().Render(reason))
	}
	for _, s := range standings {
		for _, reason := range s.Reasons()[1:] {
			fmt.Fprintf(out, "  %s\n", score.Reasons().Render(reason))
		}
	}
	return tellMisses(out, y)
}

// serviceCard is the card with the targets that were agreed by tier.
func serviceCard() (*score.Grader, []kpi.Metric, error) {
	card, err := policy("scorecard.json", score.DecodeCard)
	if err != nil {
		return nil, nil, err
	}
	list, err := policy("targets.json", score.DecodeTargetList)
	if err != nil {
		return nil, nil, err
	}
	var metrics []kpi.Metric
	for _, line := range card.Lines {
		m, err := metric(line.Metric.String())
		if err != nil {
			return nil, nil, err
		}
		metrics = append(metrics, m)
	}
	targets, err := list.Compile(metrics...)
	if err != nil {
		return nil, nil, err
	}
	grader, err := score.Compile(card, targets, metrics...)
	return grader, metrics, err
}

// standings score every customer for the year.
func (y *year) standings(grader *score.Grader, metrics []kpi.Metric) ([]score.Standing, error) {
	cubes, err := y.measure()
	if err != nil {
		return nil, err
	}
	assessments, err := y.assess()
	if err != nil {
		return nil, err
	}
	whole := logistics.MustPeriod("2025")
	var scores []score.Score
	for i, c := range y.customers {
		var observations []logistics.Observation
		for _, cube := range cubes {
			total, err := cube.Total(c.ID)
			if err != nil {
				return nil, err
			}
			for _, m := range metrics {
				if m.ID == total.Metric {
					total.Period = whole // a quarter without an order is of the year all the same
					observations = append(observations, total)
				}
			}
		}
		one, err := grader.Score(c.ID, assessments[i].Tier, whole, observations)
		if err != nil {
			return nil, err
		}
		scores = append(scores, one)
	}
	return score.Rank(scores)
}

// tellMisses shares the orders that were not perfect out over what they missed.
func tellMisses(out io.Writer, y *year) error {
	patterns, err := count.OrderPatterns(y.outcomes)
	if err != nil {
		return err
	}
	misses, err := compare.DivideMisses(patterns)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "  %d orders missed something; what of that is due to each right:", misses.Missed)
	for _, share := range misses.Shares {
		cases, _ := share.Share.Float()
		fmt.Fprintf(out, " %s %.1f", share.Right, cases)
	}
	fmt.Fprintf(out, "\n\n")
	return nil
}
