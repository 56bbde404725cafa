package policy_test

import (
	"fmt"
	"strings"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi/policy"
)

func show(law policy.Distribution, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s: mean %.4g, variance %.4g, 95 of 100 times at most %.4g, above that %.4g on average\n",
		law.Name(), law.Mean(), law.Variance(), law.Quantile(0.95), law.Loss(law.Quantile(0.95)))
}

func ExampleNormal() {
	show(policy.Normal(100, 20))
	// Output:
	// normal: mean 100, variance 400, 95 of 100 times at most 132.9, above that 0.4179 on average
}

func ExampleGamma() {
	show(policy.Gamma(100, 60))
	// Output:
	// gamma: mean 100, variance 3600, 95 of 100 times at most 214.6, above that 2.302 on average
}

func ExampleExponential() {
	show(policy.Exponential(10))
	// Output:
	// gamma: mean 10, variance 100, 95 of 100 times at most 29.96, above that 0.5 on average
}

func ExampleLognormal() {
	show(policy.Lognormal(100, 60))
	// Output:
	// lognormal: mean 100, variance 3600, 95 of 100 times at most 213.5, above that 3.104 on average
}

func ExamplePoisson() {
	show(policy.Poisson(6))
	// Output:
	// poisson: mean 6, variance 6, 95 of 100 times at most 10, above that 0.07733 on average
}

func ExampleNegativeBinomial() {
	show(policy.NegativeBinomial(6, 15))
	_, err := policy.NegativeBinomial(6, 5)
	fmt.Println(err)
	// Output:
	// negative_binomial: mean 6, variance 15, 95 of 100 times at most 13, above that 0.1525 on average
	// logistics: /variance: conflict "5": must be above the mean; where it equals the mean use a Poisson distribution
}

func ExampleCompoundPoisson() {
	// Three orders on average, of one unit or of a box of twelve.
	size := make([]float64, 13)
	size[1], size[12] = 3, 1
	show(policy.CompoundPoisson(3, size))
	// Output:
	// compound_poisson: mean 11.25, variance 110.3, 95 of 100 times at most 29, above that 0.4818 on average
}

func ExampleEmpirical() {
	show(policy.Empirical([]float64{4, 7, 7, 12}, nil))
	show(policy.Empirical([]float64{0.5, 2.25}, []float64{3, 1}))
	// Output:
	// empirical: mean 7.5, variance 8.25, 95 of 100 times at most 12, above that 0 on average
	// empirical: mean 0.9375, variance 0.5742, 95 of 100 times at most 2.25, above that 0 on average
}

func ExampleConvolved() {
	// Seven days of ten bring no demand, two bring one unit, one brings five. The lead time is three or
	// four days.
	show(policy.Convolved([]float64{7, 2, 0, 0, 0, 1}, []float64{0, 0, 0, 1, 1}))
	// Output:
	// convolved: mean 2.45, variance 7.857, 95 of 100 times at most 7, above that 0.1482 on average
}

func ExampleDemand_Over() {
	day := policy.Demand{MeanPerDay: 20, SDPerDay: 6}
	show(day.Over(policy.LeadTime{MeanDays: 5, SDDays: 1}))
	// Output:
	// normal: mean 100, variance 580, 95 of 100 times at most 139.6, above that 0.5032 on average
}

func ExampleWithUndershoot() {
	// Customers take a dozen at a time: when the position is found below the reorder point it is, on
	// average, five and a half units below.
	dozens, err := policy.CompoundPoisson(4, append(make([]float64, 12), 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	order, err := policy.Empirical([]float64{12}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	show(policy.WithUndershoot(dozens, order))
	// Output:
	// convolved: mean 53.5, variance 587.9, 95 of 100 times at most 96, above that 0.6848 on average
}

func ExampleChoose() {
	days := make([]float64, 60) // a customer who takes ten or twelve units every ten days or so
	for i := range days {
		if i%10 == 3 {
			days[i] = 10 + float64(i%4)
		}
	}
	choice, err := policy.Choose(policy.Evidence{Daily: days, Counted: true, Lead: policy.LeadTime{MeanDays: 7}})
	if err != nil {
		fmt.Println(err)
		return
	}
	show(choice.Distribution, nil)
	for _, sentence := range choice.Sentences(logistics.Language{}) {
		fmt.Println(strings.ReplaceAll(sentence, ". ", ".\n"))
	}
	// Output:
	// convolved: mean 8.4, variance 91.42, 95 of 100 times at most 26, above that 0.2918 on average
	// Demand is intermittent: it comes every 10 days on average (regular demand: at most 1.32 days).
	// The 60 days on record serve as the distribution of demand.
}

func ExampleReasons() {
	constant, _ := policy.Reasons().Text(policy.DistributionConstant)
	rule, _ := policy.Reasons().Term("TBS")
	fmt.Println(constant)
	fmt.Println(rule.Name)
	// Output:
	// Demand over the lead time does not vary: it is {mean}.
	// time between stock-outs, TBS
}
