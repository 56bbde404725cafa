package main

import (
	"errors"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/examples/stories/script"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/score"
)

// cardVerbs bring figures into one.
func (w *world) cardVerbs() script.Runner {
	return script.Runner{"card": w.makeCard, "score": w.score}
}

// makeCard says what counts for how much.
func (w *world) makeCard(c script.Call) (string, error) {
	card, err := policy(c, score.DecodeCard)
	if err == nil {
		w.card = card
	}
	return "", err
}

// score puts the figures of a customer in a period into one: "score C-1 period=2025-03".
func (w *world) score(c script.Call) (string, error) {
	if w.card.ID.IsZero() {
		return "", errors.New("no card was told")
	}
	name, err := word(c, "a customer")
	if err != nil {
		return "", err
	}
	subject, err := logistics.ParseID(name)
	if err != nil {
		return "", err
	}
	period, err := period(c)
	if err != nil {
		return "", err
	}
	metrics, observations, err := w.figures(subject, period)
	if err != nil {
		return "", err
	}
	grader, err := score.Compile(w.card, nil, metrics...)
	if err != nil {
		return "", err
	}
	scored, err := grader.Score(subject, logistics.ID{}, period, observations)
	if err != nil {
		return "", err
	}
	var a answer
	a.line("%s: %s", scored.Subject, scored.Colour)
	a.sentences(score.Reasons(), scored.Reasons())
	return a.String(), nil
}

// figures are the metrics of the card, and what the judged lines make of them.
func (w *world) figures(subject logistics.ID, period logistics.Period) ([]kpi.Metric, []logistics.Observation, error) {
	var metrics []kpi.Metric
	var observations []logistics.Observation
	for _, line := range w.card.Lines {
		metric, err := w.lookup(line.Metric.String())
		if err != nil {
			return nil, nil, err
		}
		metrics = append(metrics, metric)
		cube, _, err := w.outcomesIn(metric)
		if err != nil {
			return nil, nil, err
		}
		for _, o := range cube.Observations() {
			if o.Subject == subject && o.Period == period {
				observations = append(observations, o)
			}
		}
	}
	return metrics, observations, nil
}
