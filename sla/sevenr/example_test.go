package sevenr_test

import (
	"fmt"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/sevenr"
)

type hostZones struct{}

func (hostZones) Zone(name string) (*time.Location, error) { return time.LoadLocation(name) }

// documents are an order and what became of it: the promise was moved with the customer's agreement,
// the scan at the dock has no zone, and the first report of the delivery was taken back.
func documents() (logistics.Order, []logistics.Fulfilment) {
	dock := logistics.Place{ID: logistics.MustID("gln:4012345000023"), Zone: "Europe/Berlin"}
	promise := logistics.Promise{
		Line: logistics.MustID("1"), Revision: 1, Recipient: logistics.MustID("C-MUELLER"), Place: dock,
		From: logistics.MustStamp("2025-03-04"), To: logistics.MustStamp("2025-03-04"), End: logistics.Until,
		Cost: logistics.KnownCost(logistics.MustMoney("120 EUR")), Made: logistics.MustStamp("2025-03-01T10:00Z"), By: logistics.BySupplier,
	}
	moved := promise
	moved.Revision, moved.By = 2, logistics.ByCustomer
	moved.From, moved.To = logistics.MustStamp("2025-03-05T08:00"), logistics.MustStamp("2025-03-05T12:00")
	order := logistics.Order{
		ID: logistics.MustID("O-1"), Customer: logistics.Party{ID: logistics.MustID("C-MUELLER")}, Placed: logistics.MustStamp("2025-03-01T09:30Z"),
		Lines: []logistics.OrderLine{{
			ID: logistics.MustID("1"), Product: logistics.MustID("gtin:6291041500213"), Quantity: logistics.MustQuantity("10 EA"),
			UnitPrice: logistics.MustMoney("12 EUR"),
		}},
		Promises: []logistics.Promise{promise, moved},
	}
	delivery := logistics.Fulfilment{
		Event: logistics.Envelope{
			ID: logistics.MustID("E-2"), At: logistics.MustStamp("2025-03-05T12:20:00"), Recorded: time.Date(2025, 3, 5, 12, 0, 0, 0, time.UTC),
		},
		Order: order.ID, Line: logistics.MustID("1"), Product: logistics.MustID("gtin:6291041500213"),
		Quantity: logistics.MustQuantity("9 EA"), Condition: logistics.Intact, Recipient: logistics.MustID("C-MUELLER"), Place: dock,
		Cost: logistics.KnownCost(logistics.MustMoney("120 EUR")),
	}
	mistaken := delivery
	mistaken.Event.ID, mistaken.Event.At = logistics.MustID("E-1"), logistics.MustStamp("2025-03-04T09:00")
	retraction := logistics.Fulfilment{Event: logistics.Envelope{
		ID: logistics.MustID("E-3"), Recorded: time.Date(2025, 3, 5, 13, 0, 0, 0, time.UTC), Retracts: logistics.MustID("E-1"),
	}}
	return order, []logistics.Fulfilment{retraction, delivery, mistaken, delivery} // late, twice, in any order
}

func Example() {
	order, fulfilments := documents()
	asOf := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	checker, err := sevenr.Compile(sevenr.Default())
	if err != nil {
		fmt.Println(err)
		return
	}
	lines, err := checker.Lines(order, fulfilments, hostZones{}, asOf)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range lines {
		result, err := checker.Check(line, asOf)
		fmt.Println(result.Line(), result.Verdict(), err)
		for _, reason := range result.Reasons() {
			fmt.Println("-", sevenr.Reasons().Render(reason))
		}
	}
	// Output:
	// 1 missed <nil>
	// - 9 EA delivered of 10 EA
	// - delivery 1 was PT20M late
}
