package main

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/examples/stories/script"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
)

// cubeVerbs count judged lines into figures.
func (w *world) cubeVerbs() script.Runner {
	return script.Runner{"periods": w.calendar, "metric": w.metric, "cube": w.cube, "count": w.count}
}

// metric defines a measure of the story's own.
func (w *world) metric(c script.Call) (string, error) {
	metric, err := policy(c, kpi.DecodeMetric)
	if err != nil {
		return "", err
	}
	w.metrics[metric.ID.String()] = metric
	return "", nil
}

// lookup finds a measure of the story, or of the library.
func (w *world) lookup(name string) (kpi.Metric, error) {
	if metric, ok := w.metrics[name]; ok {
		return metric, nil
	}
	id, err := logistics.ParseID(name)
	if err != nil {
		return kpi.Metric{}, err
	}
	metric, ok := kpi.Lookup(id)
	if !ok {
		return kpi.Metric{}, fmt.Errorf("there is no metric %s", name)
	}
	return metric, nil
}

// outcomesIn counts the judged lines into a cube.
func (w *world) outcomesIn(metric kpi.Metric) (*count.Cube, logistics.Tally, error) {
	return count.FromOutcomes(metric, w.periods, w.zones, w.outcomes)
}

// cube counts the judged lines by a measure: "cube on_time_delivery".
func (w *world) cube(c script.Call) (string, error) {
	name, err := word(c, "a metric")
	if err != nil {
		return "", err
	}
	metric, err := w.lookup(name)
	if err != nil {
		return "", err
	}
	cube, undated, err := w.outcomesIn(metric)
	if err != nil {
		return "", err
	}
	var a answer
	if err := w.observations(&a, cube.Observations()); err != nil {
		return "", err
	}
	a.line("undated: %d", undated.Total())
	return a.String(), nil
}

// count counts the judged lines and their orders as cases, by any number of measures in one pass.
func (w *world) count(c script.Call) (string, error) {
	metrics := make([]kpi.Metric, len(c.Words))
	for i, name := range c.Words {
		var err error
		if metrics[i], err = w.lookup(name); err != nil {
			return "", err
		}
	}
	counter, err := count.NewCounter(w.periods, w.zones, metrics...)
	if err != nil {
		return "", err
	}
	var cases []count.Case
	if counter.Counts(kpi.GrainOrder) {
		if cases, err = count.OrderCases(w.outcomes); err != nil {
			return "", err
		}
	}
	if counter.Counts(kpi.GrainLine) {
		for _, outcome := range w.outcomes {
			cases = append(cases, count.LineCase(outcome))
		}
	}
	for _, one := range cases {
		row, err := counter.Prepare(one, w.now)
		if err != nil {
			return "", err
		}
		if err := counter.Add([]count.Row{row}); err != nil {
			return "", err
		}
	}
	observations, err := counter.Observations()
	if err != nil {
		return "", err
	}
	var a answer
	err = w.observations(&a, observations)
	return a.String(), err
}

// observations tell every figure, and in sentences what it leaves out.
func (w *world) observations(a *answer, all []logistics.Observation) error {
	for _, o := range all {
		metric, err := w.lookup(o.Metric.String())
		if err != nil {
			return err
		}
		reading, err := kpi.Read(metric, o)
		if err != nil {
			return err
		}
		a.line("%s of %s in %s: %d/%d", o.Metric, o.Subject, o.Period, o.Num, o.Den)
		for _, reason := range reading.Reasons() {
			if reason.Code == kpi.LeftOut {
				a.sentences(kpi.Reasons(), []logistics.Reason{reason})
			}
		}
	}
	return nil
}
