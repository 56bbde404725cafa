package programmes_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/programmes"
)

func ExampleAll() {
	onTime := logistics.MustID("walmart-us-prepaid-on-time")
	for _, p := range programmes.All() {
		if p.ID == onTime {
			fmt.Println(p.From, p.Target.Percent(0), p.Charge.Percent(0), p.Source)
		}
	}
	// Output:
	// 2020-09-15 98% 3% secondary source: FreightWaves, Walmart tightens on-time, in-full requirements, September 2020
	// 2024-02-01 90% 3% secondary source: SupplyPike, 2024 OTIF Performance Metrics, on the goals since February 2024
}

func ExampleInForce() {
	fill := logistics.MustID("target-fill-rate")
	for _, on := range []string{"2024-08-03", "2024-08-04"} {
		p, ok := programmes.InForce(fill, logistics.MustDate(on))
		fmt.Printf("%s %v %q\n", on, ok, p.Name)
	}
	// Output:
	// 2024-08-03 false ""
	// 2024-08-04 true "Target, fill rate of the original order, each item by itself"
}

func ExampleOn() {
	for _, p := range programmes.On(logistics.MustDate("2024-09-01"))[:3] {
		fmt.Println(p.ID, p.Target.Percent(0))
	}
	// Output:
	// walmart-us-prepaid-on-time 90%
	// walmart-us-collect-ready 98%
	// walmart-us-in-full 95%
}
