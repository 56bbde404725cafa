package credit_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/credit"
)

// manyCharges are incidents of some objectives, each on an invoice of its own.
func manyCharges(n int) []fact {
	facts := make([]fact, n)
	for i := range facts {
		facts[i] = charge(string(rune('a'+i%26)), 90, 10, "1000 EUR")
		facts[i].Incident, facts[i].Invoice = id("I-"+strconv.Itoa(i)), id("R-"+strconv.Itoa(i))
	}
	return facts
}

func TestGrowthOfASettlement(t *testing.T) {
	compiled, err := credit.Compile(schedule())
	if err != nil {
		t.Fatal(err)
	}
	golden.Growth(t, 2000, func(n int) func() {
		bill := credit.Bill{Period: logistics.MustPeriod("2025-03")}
		for _, f := range manyCharges(n) {
			one := billOf(bill.Period, []fact{f})
			bill.Invoices = append(bill.Invoices, one.Invoices...)
			bill.Charges = append(bill.Charges, one.Charges...)
		}
		return func() {
			closed, err := compiled.Settle(bill)
			if err != nil {
				t.Fatal(err)
			}
			if _, difference, err := compiled.Revise(closed, bill); err != nil || len(difference.Lines) != 0 {
				t.Fatal(difference, err)
			}
		}
	})
}

func TestGrowthOfReadingChargesWithAmounts(t *testing.T) {
	golden.Growth(t, 2000, func(n int) func() {
		type charged struct {
			Objective logistics.ID    `json:"objective"`
			Invoice   logistics.ID    `json:"invoice,omitzero"`
			Charges   logistics.Money `json:"charges"`
		}
		all := make([]charged, n)
		for i := range all {
			all[i] = charged{Objective: id("a"), Charges: money("1 EUR")}
			if i%2 == 0 {
				all[i].Invoice = id("line-" + strconv.Itoa(i))
			}
		}
		data, err := json.Marshal(map[string]any{"period": "2025-03", "charges": all})
		if err != nil {
			t.Fatal(err)
		}
		return func() {
			var bill credit.Bill
			if err := json.Unmarshal(data, &bill); err != nil || len(bill.Invoices) != n {
				t.Fatal(len(bill.Invoices), err)
			}
		}
	})
}
