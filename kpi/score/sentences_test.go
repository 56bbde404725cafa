package score_test

import (
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/score"
)

// carrierReasons are those of the carrier's card for perfect orders, cycle times and returns in a year.
func carrierReasons(t *testing.T) (reasons []logistics.Reason) {
	t.Helper()
	card := score.Card{
		ID: logistics.MustID("carriers"), Version: 2, Name: "Carriers", Missing: score.MissingIsWorst,
		Green: logistics.MustRatio("80%"), Amber: logistics.MustRatio("60%"), Lines: []score.CardLine{
			{
				Metric: logistics.MustID("perfect_order"), Version: 1, Weight: 3,
				Worst: logistics.MustRatio("40%"), Best: logistics.MustRatio("95%"),
			},
			{
				Metric: logistics.MustID("order_cycle_time"), Version: 1, Weight: 5,
				Worst: logistics.MustRatio("120"), Best: logistics.MustRatio("24"), RedLine: logistics.MustRatio("150"),
			},
			{
				Metric: logistics.MustID("M-17"), Version: 1, Weight: 2,
				Worst: logistics.MustRatio("10%"), Best: logistics.MustRatio("0%"),
			},
		},
	}
	own := metric(t, "return_rate")
	own.ID, own.Name = logistics.MustID("M-17"), "Cold chain returns"
	metrics := []kpi.Metric{metric(t, "perfect_order"), metric(t, "order_cycle_time"), own}
	cycle := score.Target{
		Metric: logistics.MustID("order_cycle_time"), Version: 1, Value: logistics.MustRatio("48"),
		From: logistics.MustDate("2025-01-01"), Until: logistics.MustDate("2025-07-01"),
	}
	perfect := score.Target{
		Metric: logistics.MustID("perfect_order"), Version: 1, Subject: logistics.MustID("C-500"),
		Value: logistics.MustRatio("90%"), From: logistics.MustDate("2024-01-01"),
	}
	returns := score.Target{
		Metric: own.ID, Version: 1, Tier: silver, Value: logistics.MustRatio("3%"), RedLine: logistics.MustRatio("8%"),
		From: logistics.MustDate("2025-04-01"),
	}
	targets, err := score.TargetList{Targets: []score.Target{cycle, perfect, returns}}.Compile(metrics...)
	if err != nil {
		t.Fatal(err)
	}
	year := logistics.MustPeriod("2025")
	for _, figures := range [][3][2]int64{
		{{12, 22}, {4060, 3}, {0, 0}},
		{{12, 22}, {4600, 3}, {9, 100}},
		{{95, 100}, {9000, 30}, {1, 100}},
	} {
		grader, err := score.Compile(card, targets, metrics...)
		if err != nil {
			t.Fatal(err)
		}
		var observations []logistics.Observation
		for i, m := range metrics {
			o := figureOf(m, year, figures[i][0], figures[i][1])
			o.Subject = logistics.MustID("C-500")
			observations = append(observations, o)
		}
		s, err := grader.Score(logistics.MustID("C-500"), silver, year, observations)
		if err != nil {
			t.Fatal(err)
		}
		reasons = append(reasons, s.Reasons()...)
		for _, l := range s.Lines {
			reasons = append(reasons, l.Reasons()...)
		}
		card.Missing = score.MissingLeftOut
	}
	return reasons
}

// TestEveryReasonIsASentence reads the scores of carriers and suppliers, with and without all their figures.
func TestEveryReasonIsASentence(t *testing.T) {
	reasons := append(carrierReasons(t), scoreReasons(t)...)
	left := figureOf(metric(t, "on_time_delivery"), february, 95, 100).Excluding("waived", 2)
	j, err := targetsOf(t, agreed(), metric(t, "on_time_delivery")).Judge(left, gold)
	if err != nil {
		t.Fatal(err)
	}
	sentences.Golden(t, score.Reasons(), append(reasons, j.Reasons()...)...)
}

// TestThePointsOfALineAreASumForPeople that comes out as it is told.
func TestThePointsOfALineAreASumForPeople(t *testing.T) {
	told, err := score.Reasons().Render(carrierReasons(t)[0], logistics.Language{})
	want := "Perfect order: 54.5% on the scale from 40% (no points) to 95% (all points) gives 26.45 points " +
		"× weight 3 of 10 = 7.9 points."
	if err != nil || told != want {
		t.Errorf("%q, %v; want %q", told, err, want)
	}
}
