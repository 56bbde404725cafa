package main

import (
	"fmt"
	"math"
	"strings"
	"text/tabwriter"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/compare"
	"github.com/logicrm/logistics/kpi/count"
	"github.com/logicrm/logistics/kpi/score"
)

// tellCards is the fifth chapter: one figure for each customer, and what it hangs on.
func tellCards(p *page, y *year) error {
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
	p.line(0, "page.cards")
	w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "  %s\t%s\t%s\t%s", p.term("page.place"), p.term("page.customer"), p.term("page.score"),
		p.term("page.colour"))
	for _, line := range standings[0].Score.Lines {
		fmt.Fprintf(w, "\t%s × %s", p.term(line.Observation.Metric.String(), kpi.Reasons()), plain(line.Weight))
	}
	fmt.Fprintln(w)
	for _, s := range standings {
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s", plain(s.Place), names[s.Score.Subject], p.percent(s.Score.Total, 1),
			p.term(s.Score.Colour.String(), score.Reasons()))
		for _, line := range s.Score.Lines {
			fmt.Fprintf(w, "\t%s", p.percent(line.Points, 0))
		}
		fmt.Fprintln(w)
	}
	w.Flush()
	last := standings[len(standings)-1].Score
	p.line(2, "page.customer", logistics.TextParam("customer", names[last.Subject]))
	p.reasons(4, score.Reasons(), named(last.Reasons(), names)...)
	for _, s := range standings {
		p.reasons(2, score.Reasons(), named(s.Reasons()[1:], names)...)
	}
	return tellMisses(p, y)
}

// named says the names of customers in place of their ids.
func named(reasons []logistics.Reason, names map[logistics.ID]string) []logistics.Reason {
	for _, r := range reasons {
		for i, x := range r.Params {
			if id, err := logistics.ParseID(x.Text); err == nil && x.Figure == logistics.FigureID && names[id] != "" {
				r.Params[i] = x.Labelled(names[id])
			}
		}
	}
	return reasons
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
func tellMisses(p *page, y *year) error {
	patterns, err := count.OrderPatterns(y.outcomes)
	if err != nil {
		return err
	}
	misses, err := compare.DivideMisses(patterns)
	if err != nil {
		return err
	}
	shares := make([]string, 0, len(misses.Shares))
	for _, share := range misses.Shares {
		cases, _ := share.Share.Float()
		shares = append(
			shares, p.figure(share.Right.Param(""))+" "+p.figure(logistics.FloatParam("", math.Round(cases*10)/10)),
		)
	}
	p.line(2, "page.cards.misses", logistics.CountParam("orders", misses.Missed),
		logistics.TextParam("shares", strings.Join(shares, ", ")))
	return nil
}
