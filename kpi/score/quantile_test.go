package score_test

import (
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/score"
)

// TestAQuantileIsOnACardLikeOtherMetrics, between its worst and its best, against its target, and a card of one
// share takes no figure of another.
func TestAQuantileIsOnACardLikeOtherMetrics(t *testing.T) {
	p90 := kpi.Metric{
		ID: logistics.MustID("dock_to_stock_p90"), Version: 1, Name: "Dock-to-stock time, 9 of 10",
		Stage: kpi.Transaction, Kind: kpi.KindQuantile, Quantile: logistics.MustRatio("90%"),
		Unit: logistics.MustUnit("HUR"), Scale: 1, Direction: logistics.LowerIsBetter,
	}
	card, err := score.DecodeCard([]byte(`{
		"schema": "logistics/kpi.scorecard/1", "id": "inbound", "version": 1, "name": "Inbound",
		"lines": [
			{"metric": "dock_to_stock_p90", "version": 1, "weight": 1, "worst": "8", "best": "2", "red_line": "12"}
		],
		"green": "80%", "amber": "60%", "missing": "leave_out"
	}`))
	if err != nil {
		t.Fatal(err)
	}
	list := func(value string) score.TargetList {
		return score.TargetList{Targets: []score.Target{{
			Metric: p90.ID, Version: 1, From: newYear, Value: logistics.MustRatio(value),
		}}}
	}
	targets, err := list("4").Compile(p90)
	if err != nil {
		t.Fatal(err)
	}
	grader, err := score.Compile(card, targets, p90)
	if err != nil {
		t.Fatal(err)
	}
	// Nine of ten receipts of forty within 3.5 hours: 35 tenths, times forty.
	found := []logistics.Observation{figureOf(p90, january, 35*40, 40)}
	got, err := grader.Score(subjects[0], logistics.ID{}, january, found)
	if err != nil || !got.Total.Equal(logistics.MustRatio("3/4")) {
		t.Fatalf("%+v, %v", got, err)
	}
	median := p90
	median.Quantile = logistics.MustRatio("1/2")
	if _, err := score.Compile(card, targets, median); err == nil {
		t.Error("targets of nine of ten are taken for the median")
	}
}
