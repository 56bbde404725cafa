package score_test

import (
	"fmt"
	"strings"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/score"
)

// linesOf are those of a customer in a month, some of them on time.
func linesOf(month string, onTimeLines, all int64) logistics.Observation {
	return logistics.Observation{
		Metric: logistics.MustID("on_time_delivery"), Version: 1, Subject: logistics.MustID("C-1"),
		Period: logistics.MustPeriod(month), Num: onTimeLines, Den: all,
	}
}

// exampleTargets are agreed for all, and for the customers of the tier gold.
func exampleTargets() score.TargetList {
	list, err := score.DecodeTargetList([]byte(`{
		"schema": "logistics/kpi.targets/1",
		"targets": [
			{
				"metric": "on_time_delivery", "version": 1, "from": "2024-01-01", "until": "2025-02-15",
				"value": "92%", "red_line": "80%"
			},
			{"metric": "on_time_delivery", "version": 1, "from": "2025-02-15", "value": "94%", "red_line": "85%"},
			{"metric": "on_time_delivery", "version": 1, "tier": "gold", "from": "2025-01-01", "value": "97%"}
		]
	}`))
	if err != nil {
		panic(err)
	}
	return list
}

func exampleCard() score.Card {
	card, err := score.DecodeCard([]byte(`{
		"schema": "logistics/kpi.scorecard/1", "id": "carriers", "version": 1, "name": "Carriers",
		"lines": [
			{
				"metric": "on_time_delivery", "version": 1,
				"weight": 3, "worst": "80%", "best": "100%", "red_line": "75%"
			},
			{"metric": "return_rate", "version": 1, "weight": 1, "worst": "10%", "best": "0%"}
		],
		"green": "80%", "amber": "60%", "missing": "leave_out"
	}`))
	if err != nil {
		panic(err)
	}
	return card
}

func exampleGrader() *score.Grader {
	targets, err := exampleTargets().Compile(kpi.Standard()...)
	if err != nil {
		panic(err)
	}
	grader, err := score.Compile(exampleCard(), targets, kpi.Standard()...)
	if err != nil {
		panic(err)
	}
	return grader
}

// exampleScore is that of a carrier with so many lines on time and returned, of a hundred each.
func exampleScore(carrier string, onTime, returned int64) score.Score {
	id, march := logistics.MustID(carrier), logistics.MustPeriod("2025-03")
	of := func(metric string, num int64) logistics.Observation {
		return logistics.Observation{
			Metric: logistics.MustID(metric), Version: 1, Subject: id, Period: march, Num: num, Den: 100,
		}
	}
	score, err := exampleGrader().Score(id, logistics.ID{}, march, []logistics.Observation{
		of("on_time_delivery", onTime), of("return_rate", returned),
	})
	if err != nil {
		panic(err)
	}
	return score
}

// tellFigures shows the codes of reasons with the figures named.
func tellFigures(reasons []logistics.Reason, names ...string) {
	for _, r := range reasons {
		var line strings.Builder
		line.WriteString(string(r.Code))
		for _, name := range names {
			if text := r.Param(name); text != "" {
				line.WriteString(" " + name + " " + text)
			}
		}
		fmt.Println(line.String())
	}
}

func ExampleDecodeTargetList() {
	_, err := score.DecodeTargetList([]byte(
		`{"schema": "logistics/kpi.targets/1", "targets": [{"metric": "in_full", "goal": "95%"}]}`,
	))
	fmt.Println(err)
	// Output:
	// logistics: /targets/0/from: required: the first day it holds
	// logistics: /targets/0/goal: unknown "goal": no such field
	// logistics: /targets/0/value: required: the value to reach
	// logistics: /targets/0/version: out_of_range "0": version must be 1 or greater
}

func ExampleTargetList_Validate() {
	list := exampleTargets()
	list.Targets[1].From = logistics.MustDate("2025-02-01")
	fmt.Println(list.Validate())
	// Output:
	// logistics: /targets/1/from: conflict "2025-02-01": overlaps /targets/0, of the same metric, tier and subject
}

func ExampleTargetList_Compile() {
	targets, err := exampleTargets().Compile(kpi.Standard()...)
	fmt.Println(err)
	for _, tier := range []string{"gold", "silver"} {
		target, ok := targets.InForce(
			logistics.MustID("on_time_delivery"), 1, logistics.MustID("C-1"), logistics.MustID(tier),
			logistics.MustDate("2025-02-14"),
		)
		fmt.Println(tier, ok, target.Value.Percent(0))
	}
	// Output:
	// <nil>
	// gold true 97%
	// silver true 92%
}

func ExampleTargets_Judge() {
	targets, _ := exampleTargets().Compile(kpi.Standard()...)
	judgement, err := targets.Judge(linesOf("2025-02", 44, 57), logistics.MustID("silver"))
	fmt.Println(judgement.Verdict, judgement.Crossed, err)
	tellFigures(judgement.Reasons(), "on", "value", "target", "red_line")
	// Output:
	// missed true <nil>
	// kpi.target.missed value 44/57 target 92/100
	// score.target.in_force target 92/100
	// score.target.changed_within on 2025-02-15 target 94/100 red_line 85/100
	// score.red_line.crossed value 44/57 red_line 80/100
}

func ExampleDecodeCard() {
	card, err := score.DecodeCard([]byte(
		`{"schema": "logistics/kpi.scorecard/1", "id": "carriers", "version": 2, "weights": "even"}`,
	))
	fmt.Println(card.Version, err)
	// Output:
	// 0 logistics: /amber: required: 0 to 1
	// logistics: /green: required: 0 to 1
	// logistics: /lines: required: at least one line
	// logistics: /missing: unknown: leave_out, worst or withhold
	// logistics: /name: required: name of the card
	// logistics: /weights: unknown "weights": no such field
}

func ExampleCard_Validate() {
	card := exampleCard()
	card.Amber, card.Lines[1].Weight = logistics.MustRatio("90%"), 0
	fmt.Println(card.Validate())
	// Output:
	// logistics: /amber: conflict "90/100": must not exceed green, 80/100
	// logistics: /lines/1/weight: out_of_range "0": 1 to 1,000,000
}

func ExampleCompile() {
	card := exampleCard()
	card.Lines[1].Worst, card.Lines[1].Best = card.Lines[1].Best, card.Lines[1].Worst
	_, err := score.Compile(card, nil, kpi.Standard()...)
	fmt.Println(err)
	// Output:
	// logistics: /card/lines/1/best: conflict "10/100": must be better than the worst value, 0/100 (lower_is_better)
}

func ExampleGrader_Score() {
	march := logistics.MustPeriod("2025-03")
	customer, tier := logistics.MustID("C-1"), logistics.MustID("gold")
	score, err := exampleGrader().Score(customer, tier, march, []logistics.Observation{
		linesOf("2025-03", 95, 100),
		{
			Metric: logistics.MustID("return_rate"), Version: 1, Subject: logistics.MustID("C-1"), Period: march,
			Num: 2, Den: 50,
		},
	})
	fmt.Println(score.Total, score.Total.Percent(1), score.Colour, err)
	for _, line := range score.Lines {
		fmt.Println(line.Observation.Metric, line.Verdict, line.Points, line.Contribution)
	}
	// Output:
	// 28500/40000 71.2% amber <nil>
	// on_time_delivery missed 7500/10000 22500/40000
	// return_rate waived 6000/10000 6000/40000
}

func ExampleScore_Reasons() {
	tellFigures(
		exampleScore("T-1", 84, 0).Reasons(), "metric", "value", "red_line", "points", "weight", "contribution",
		"total", "crossed",
	)
	// Output:
	// score.line metric on_time_delivery value 84/100 points 2000/10000 weight 3 contribution 6000/40000
	// score.red_line.crossed metric on_time_delivery value 84/100 red_line 85/100
	// score.line metric return_rate value 0/100 points 10000/10000 weight 1 contribution 10000/40000
	// score.total total 16000/40000
	// score.blocked crossed 1
}

func ExampleJudgement_Sentences() {
	targets, _ := exampleTargets().Compile(kpi.Standard()...)
	judgement, _ := targets.Judge(linesOf("2025-02", 44, 57), logistics.MustID("silver"))
	for _, sentence := range judgement.Sentences(logistics.Language{})[:2] {
		fmt.Println(sentence)
	}
	// Output:
	// On-time delivery for C-1 in Feb 2025 stood at 77.2%, below the target of 92%.
	// On-time delivery for C-1 in Feb 2025: the target of 92%, set for everyone, holds from 1 Jan 2024.
}

func ExampleScore_Sentences() {
	for _, sentence := range exampleScore("T-1", 84, 0).Sentences(logistics.Language{})[3:] {
		fmt.Println(sentence)
	}
	// Output:
	// T-1 scored 40 points in Mar 2025 on the scorecard Carriers, version 1; metrics with 100% of the weight had data.
	// T-1 is red in Mar 2025 whatever its total: 1 red line was crossed.
}

func ExampleStanding_Sentences() {
	standings, _ := score.Rank([]score.Score{exampleScore("T-1", 93, 1), exampleScore("T-2", 96, 6)})
	for _, s := range standings {
		for _, sentence := range s.Sentences(logistics.Language{}) {
			fmt.Println(sentence)
		}
	}
	// Output:
	// T-1 is number 1 in the ranking with 71.25 points.
	// T-1 and T-2 would be tied if the weight of return rate were 0.9 instead of 1.
	// T-2 is number 2 in the ranking with 70 points.
}

func ExampleRank() {
	standings, err := score.Rank([]score.Score{exampleScore("T-1", 93, 1), exampleScore("T-2", 96, 6), exampleScore(
		"T-3", 90, 2,
	)})
	fmt.Println(err)
	for _, s := range standings {
		fmt.Println(s.Place, s.Score.Subject, s.Score.Total)
		if s.Lead.Basis == score.LeadByWeights {
			fmt.Println("level with", s.Lead.Over, "at a weight of", s.Lead.Weight, "for", s.Lead.Metric)
		}
	}
	// Output:
	// <nil>
	// 1 T-1 28500/40000
	// level with T-2 at a weight of 9/10 for return_rate
	// 2 T-2 28000/40000
	// level with T-3 at a weight of 9/4 for return_rate
	// 3 T-3 23000/40000
}

func ExampleReasons() {
	for line := range score.Reasons().Texts() {
		if code := string(line.Code); strings.HasPrefix(code, "score.target.") {
			fmt.Println(code)
		}
	}
	// Output:
	// score.target.in_force
	// score.target.changed_within
}
