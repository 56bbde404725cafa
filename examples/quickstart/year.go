package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/examples/quickstart/sample"
	"github.com/logicrm/logistics/sla/sevenr"
)

// asOf is when the story is told: noon of New Year's Day, when the year is over and a few of its
// orders are still on their way.
func asOf() time.Time { return time.Date(2026, time.January, 1, 12, 0, 0, 0, time.UTC) }

// hostZones is how this program finds time zones: the library asks, the host answers.
func hostZones() logistics.Zones { return logistics.ZonesFunc(time.LoadLocation) }

// year is the distributor's documents, judged.
type year struct {
	orders    []logistics.Order
	customers []logistics.Party
	outcomes  []logistics.Outcome
	verdicts  map[logistics.Right]map[logistics.Verdict]int
}

// read decodes a document of the sample.
func read[T any](name string) (T, error) {
	var document T
	data, err := sample.Files.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(data, &document)
	}
	if err != nil {
		return document, fmt.Errorf("%s: %w", name, err)
	}
	return document, nil
}

// policy decodes a policy of the sample with the strict reader of its room.
func policy[T any](name string, decode func([]byte) (T, error)) (T, error) {
	data, err := sample.Files.ReadFile(name)
	if err != nil {
		var none T
		return none, err
	}
	p, err := decode(data)
	if err != nil {
		return p, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}

// judgeYear holds every line against its promise.
func judgeYear() (*year, error) {
	orders, err := read[[]logistics.Order]("orders.json")
	if err != nil {
		return nil, err
	}
	fulfilments, err := read[[]logistics.Fulfilment]("fulfilments.json")
	if err != nil {
		return nil, err
	}
	tolerances, err := policy("tolerances.json", sevenr.DecodeTolerances)
	if err != nil {
		return nil, err
	}
	checker, err := sevenr.Compile(tolerances)
	if err != nil {
		return nil, err
	}
	y := &year{orders: orders, verdicts: make(map[logistics.Right]map[logistics.Verdict]int)}
	for _, right := range logistics.AllRights() {
		y.verdicts[right] = make(map[logistics.Verdict]int)
	}
	for _, order := range orders {
		if !slices.Contains(y.customers, order.Customer) {
			y.customers = append(y.customers, order.Customer)
		}
		lines, err := checker.Lines(order, fulfilments, hostZones(), asOf())
		if err != nil {
			return nil, fmt.Errorf("order %s: %w", order.ID, err)
		}
		for _, line := range lines {
			result, err := checker.Check(line, asOf())
			if err != nil {
				return nil, fmt.Errorf("order %s, line %s: %w", order.ID, line.ID, err)
			}
			for _, right := range logistics.AllRights() {
				y.verdicts[right][result.Of(right)]++
			}
			y.outcomes = append(y.outcomes, result.Outcome())
		}
	}
	return y, nil
}

// of are the outcomes of one customer.
func (y *year) of(customer logistics.ID) []logistics.Outcome {
	return slices.Collect(func(yield func(logistics.Outcome) bool) {
		for _, o := range y.outcomes {
			if o.Customer == customer && !yield(o) {
				return
			}
		}
	})
}

// tellYear prints the page.
func tellYear(p *page) error {
	y, err := judgeYear()
	if err != nil {
		return err
	}
	p.line(0, "page.title", logistics.CountParam("orders", int64(len(y.orders))),
		logistics.CountParam("lines", int64(len(y.outcomes))),
		logistics.CountParam("customers", int64(len(y.customers))),
		logistics.InstantParam("as_of", asOf()))
	for _, chapter := range []func(*page, *year) error{
		tellRights, tellMetrics, tellService, tellTiers, tellCards, tellReturn, tellStock,
	} {
		fmt.Fprintln(p.out)
		if err := chapter(p, y); err != nil {
			return err
		}
	}
	p.untold()
	return nil
}
