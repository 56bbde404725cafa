package tier_test

import (
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/tier"
)

// quarter is what is known of a customer: three months of margin and orders, and how it pays.
func quarter() tier.Facts {
	id := logistics.MustID("C-1001")
	of := func(metric, period string, num, den int64) logistics.Observation {
		return logistics.Observation{
			Metric: logistics.MustID(metric), Version: 1, Subject: id, Period: logistics.MustPeriod(period), Num: num,
			Den: den,
		}
	}
	return tier.Facts{Customer: id, Observations: []logistics.Observation{
		of("margin_per_month", "2025-01", 9_000, 1),
		of("margin_per_month", "2025-02", 2_000, 1),
		of("margin_per_month", "2025-03", 4_300, 1), // 15,300 in three months are 5,100 in one
		of("orders_per_month", "2025-Q1", 12, 3),
		of("paid_on_time", "2025-Q1", 11, 12),
	}}
}

func ExampleAssess() {
	review := time.Date(2025, 4, 1, 9, 0, 0, 0, time.UTC)
	assessment, err := tier.Assess(tier.DefaultScheme(), quarter(), review)
	fmt.Println(assessment.Tier, assessment.Score.Percent(1), err)
	for _, sentence := range assessment.Sentences(logistics.Language{}) {
		fmt.Println(sentence)
	}
	// Output:
	// core 62.5% <nil>
	// Margin per month: 5,100 reaches the 5,000 band. 75 points at weight 40 of 80 add 37.5 points to the score.
	// Orders per month: 4 reaches the 4 band. 50 points at weight 20 of 80 add 12.5 points to the score.
	// Invoices paid on time: 91.7% reaches the 90% band. 50 points at weight 20 of 80 add 12.5 points to the score.
	// Return rate: there is no data, and the score is computed without it.
	// The score of 62.5 points reaches the tier Core customer, which starts at 40 points.
	// The next tier, Key account, starts at 70 points: it takes another 7.5 points.
	// Margin per month: 10,000 or more earns 100 points, enough to reach the tier Key account by itself.
	// Orders per month: 20 or more earns 100 points, enough to reach the tier Key account by itself.
	// Invoices paid on time: 98% or more earns 100 points, enough to reach the tier Key account by itself.
	// Return rate: 1% or less earns 100 points, enough to reach the tier Key account by itself.
}

func ExampleCompile() {
	scheme := tier.DefaultScheme()
	scheme.Tiers[2].From = logistics.MustRatio("10%")
	scheme.Criteria[0].Weight = 0
	_, err := tier.Compile(scheme)
	fmt.Println(err)
	// Output:
	// logistics: /criteria/0/weight: out_of_range "0": 1 to 1,000,000
	// logistics: /tiers/2/from: conflict "10/100": the last tier must start at 0, so that everyone has a tier
}

func ExampleAssessor_Assess() {
	evaluator, err := tier.Compile(tier.DefaultScheme())
	if err != nil {
		panic(err)
	}
	facts := quarter()
	facts.Observations[4].Version = 2 // counted by another definition
	_, err = evaluator.Assess(facts, time.Date(2025, 4, 1, 9, 0, 0, 0, time.UTC))
	fmt.Println(err)
	// Output: logistics: /observations/4/version: mismatch "2": the scheme asks for version 1
}

func ExampleAssessment_Improvements() {
	assessment, err := tier.Assess(tier.DefaultScheme(), quarter(), time.Date(2025, 4, 1, 9, 0, 0, 0, time.UTC))
	for _, step := range assessment.Improvements()[:2] {
		fmt.Println(step.Metric, step.Bound, step.Points)
	}
	fmt.Println(err)
	// Output:
	// margin_per_month 10000/1 100
	// orders_per_month 20/1 100
	// <nil>
}

func ExampleDefaultScheme() {
	for _, t := range tier.DefaultScheme().Tiers {
		fmt.Println(t.Name, "from", t.From.Percent(0))
	}
	// Output:
	// Key account from 70%
	// Core customer from 40%
	// Standard customer from 0%
}

func ExampleDecodeScheme() {
	_, err := tier.DecodeScheme([]byte(`{"schema": "logistics/tier.scheme/1", "id": "s", "tires": []}`))
	fmt.Println(err)
	// Output:
	// logistics: /criteria: out_of_range "0": 1 to 100 criteria
	// logistics: /tiers: out_of_range "0": 1 to 20 tiers
	// logistics: /tires: unknown "tires": no such field
	// logistics: /version: out_of_range "0": version must be 1 or greater
}

func ExampleScheme_Validate() {
	scheme := tier.DefaultScheme()
	scheme.Criteria[3].Direction = logistics.HigherIsBetter // its bands are those of a lower-is-better metric
	fmt.Println(scheme.Validate())
	// Output:
	// logistics: /criteria/3/bands/1/bound: conflict "3/100": must be easier to reach than the band before
	// logistics: /criteria/3/bands/2/bound: conflict "6/100": must be easier to reach than the band before
	// logistics: /criteria/3/bands/3/bound: conflict "10/100": must be easier to reach than the band before
}

func ExampleReasons() {
	for line := range tier.Reasons().Texts() {
		fmt.Println(line.Code)
	}
	// Output:
	// tier.criterion.band
	// tier.criterion.no_band
	// tier.criterion.no_data
	// tier.criterion.left_out
	// tier.reached
	// tier.next
	// tier.step
}
