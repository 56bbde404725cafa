package policy_test

import (
	"fmt"

	"github.com/logicrm/logistics/vmi/policy"
)

func ExampleReorderPoint() {
	demand := policy.Demand{MeanPerDay: 20, SDPerDay: 6}
	lead := policy.LeadTime{MeanDays: 5, SDDays: 1}
	level, err := policy.ReorderPoint(demand, lead, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("order at %.2f, of which %.2f for safety\n", level.ReorderPoint(), level.SafetyStock())
	for _, step := range level.Steps() {
		fmt.Println(step.Name, "=", step.Formula, "=", step.Result)
	}
	// Output:
	// order at 139.61, of which 39.61 for safety
	// lead_time_demand = mean_per_day * lead_mean_days = 100
	// deviation = sqrt(lead_mean_days * (sd_per_day)^2 + (mean_per_day)^2 * (lead_sd_days)^2) = 24.0831891576
	// safety_factor = normal_quantile(service) = 1.64485362695
	// safety_stock = safety_factor * deviation = 39.6133210344
	// reorder_point = lead_time_demand + safety_stock = 139.613321034
}

func ExampleReorderPoint_faults() {
	_, err := policy.ReorderPoint(policy.Demand{MeanPerDay: -1}, policy.LeadTime{MeanDays: 5}, 1)
	fmt.Println(err)
	// Output:
	// logistics: /demand/mean_per_day: out_of_range "-1": a number from 0 to 1e+12
	// logistics: /service: out_of_range "1": a probability between 0 and 1, neither included
}
