package logistics_test

import (
	"fmt"
	"time"

	"github.com/logicrm/logistics"
)

func ExampleAttributesOf() {
	subject := logistics.AttributesOf(map[string]string{"tier": "gold", "priority": ""})
	priority, known := subject.Value("priority")
	fmt.Printf("%q %v\n", priority, known) // known to have none
	lane, known := subject.Value("lane")
	fmt.Printf("%q %v\n", lane, known)
	fmt.Println(subject)
	// Output:
	// "" true
	// "" false
	// priority= tier=gold
}

func ExampleAttributes_Validate() {
	fmt.Println(logistics.Attributes{}.With("lane ", "DE-FR").Validate())
	// Output:
	// logistics: /lane : syntax "lane ": blank at the edge
}

func ExampleAnyone() {
	fmt.Println(logistics.Anyone().Matches(logistics.Attributes{}))
	// Output:
	// true
}

func ExampleWhere() {
	gold := logistics.Where(logistics.AttributeTier, "gold")
	for _, tier := range []string{"gold", "silver"} {
		fmt.Println(tier, gold.Judge(logistics.Attributes{}.With("tier", tier)))
	}
	// Output:
	// gold met
	// silver missed
}

func ExampleUnless() {
	domestic := logistics.Unless(logistics.Where("lane", "DE-FR", "DE-PL"))
	fmt.Println(domestic.Judge(logistics.Attributes{}.With("lane", "DE-DE")), domestic.Judge(logistics.Attributes{}))
	// Output:
	// met undetermined
}

func ExampleEvery() {
	both := logistics.Every(logistics.Where("tier", "gold"), logistics.Where("service", "express"))
	fmt.Println(both.Judge(logistics.AttributesOf(map[string]string{"tier": "silver"})), both.Specificity())
	fmt.Println(logistics.Every().Judge(logistics.Attributes{}))
	// Output:
	// missed 2
	// met
}

func ExampleEither() {
	one := logistics.Either(logistics.Where("tier", "gold"), logistics.Where("service", "express"))
	fmt.Println(one.Judge(logistics.AttributesOf(map[string]string{"service": "express"})))
	fmt.Println(logistics.Either().Judge(logistics.Attributes{}))
	// Output:
	// met
	// missed
}

func ExampleSelector_Validate() {
	fmt.Println(logistics.Every(logistics.Where("tier"), logistics.Selector{}).Validate())
	// Output:
	// logistics: /and/0/in: required: at least one value
	// logistics: /and/1: required: a part of a condition is empty
}

func ExampleEntitlement_Validate() {
	fmt.Println(logistics.Entitlement{Name: "priority_support"}.Validate())
	// Output:
	// logistics: /value: required
}

func ExampleFinding_Validate() {
	fmt.Println(logistics.Finding{Subject: logistics.MustID("C-1"), Severity: logistics.SeverityWarning}.Validate())
	// Output:
	// logistics: /reason/code: required: code is required
	// logistics: /since: required: since is required
}

func ExampleFinding_Open() {
	finding := logistics.Finding{Since: day(3), Cleared: day(5)}
	for d := 2; d <= 5; d++ {
		fmt.Println(d, finding.Open(day(d)))
	}
	// Output:
	// 2 false
	// 3 true
	// 4 true
	// 5 false
}

func ExampleRatio_Cmp() {
	order, err := logistics.MustRatio("19/20").Cmp(logistics.MustRatio("95%"))
	fmt.Println(order, err)
	_, err = logistics.MustRatio("19/20").Cmp(logistics.Ratio{})
	fmt.Println(err)
	// Output:
	// 0 <nil>
	// logistics: no data
}

func ExampleZonesFunc_Zone() {
	zones := logistics.ZonesFunc(time.LoadLocation)
	loc, err := zones.Zone("Europe/Berlin")
	fmt.Println(loc, err)
	// Output:
	// Europe/Berlin <nil>
}

func ExampleZoneCache_Zone() {
	zones := logistics.CacheZones(logistics.ZonesFunc(time.LoadLocation))
	_, err := zones.Zone("Local") // that of the machine is nobody's
	fmt.Println(err)
	// Output:
	// logistics: syntax "Local": an IANA time zone name
}
