package disposition

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// Collection is a point where returned items gather until they are sent on together.
type Collection struct {
	Arrivals logistics.Ratio `json:"arrivals"` // items a day
	Shipment logistics.Money `json:"shipment"` // cost of sending, however many go
	// cost of an item for a day; absent: only what it loses in value
	Holding  logistics.Money    `json:"holding,omitzero"`
	Value    logistics.Money    `json:"value,omitzero"` // of an item; absent: it loses nothing
	Decay    logistics.Ratio    `json:"decay,omitzero"` // of its value, in a week
	Whole    bool               `json:"whole,omitzero"` // whole days only
	Rounding logistics.Rounding `json:"rounding,omitzero"`
}

// Consolidation is how often a [Collection] is best emptied.
type Consolidation struct {
	Collection Collection      `json:"collection"`
	Days       float64         `json:"days"`         // between two shipments
	CostPerDay logistics.Money `json:"cost_per_day"` // of sending and holding, at that
	Held       float64         `json:"held"`         // what an item costs for a day
	Optimum    float64         `json:"optimum"`      // days at which the cost is least, whole or not
}

// Consolidate balances shipments against holding: sending every T days costs shipment/T + holding ×
// arrivals × T/2 a day, which is least at T = √(2 × shipment / (holding × arrivals)). Of whole days the
// cheaper neighbour is taken, and of two that cost as much the shorter one. What an item loses in value
// counts as holding.
func Consolidate(c Collection) (Consolidation, error) {
	var faults logistics.Faults
	currency := c.Shipment.Currency()
	arrivals, _ := c.Arrivals.Float()
	if arrivals <= 0 {
		faults.OutOfRange("/arrivals", c.Arrivals, "above zero")
	}
	checkAmount("/shipment", c.Shipment, currency, &faults)
	if !c.Holding.IsZero() {
		checkAmount("/holding", c.Holding, currency, &faults)
	}
	if !c.Value.IsZero() {
		checkAmount("/value", c.Value, currency, &faults)
	}
	checkDecay("/decay", c.Decay, &faults)
	if c.Rounding == 0 {
		faults.Required("/rounding", "how the cost is rounded to the minor unit")
	}
	result := Consolidation{Collection: c, Held: c.Holding.Float() + daily(c.Value, c.Decay)}
	if len(faults) == 0 && result.Held <= 0 {
		faults.Add(
			"/holding", logistics.FaultRequired, c.Holding.String(),
			"what waiting costs; otherwise nothing is ever sent",
		)
	}
	if err := faults.Err(); err != nil {
		return Consolidation{}, err
	}
	cost := func(days float64) float64 { return c.Shipment.Float()/days + float64(result.Held*arrivals*days/2) }
	result.Optimum = math.Sqrt(2 * c.Shipment.Float() / (result.Held * arrivals))
	result.Days = result.Optimum
	if c.Whole {
		result.Days = max(math.Floor(result.Optimum), 1)
		if next := result.Days + 1; cost(next) < cost(result.Days) {
			result.Days = next
		}
	}
	perDay := 0.0
	if result.Days > 0 {
		perDay = cost(result.Days)
	}
	var err error
	result.CostPerDay, err = crossing(perDay, currency, c.Rounding)
	return result, err
}

func checkAmount(path string, m logistics.Money, currency logistics.Currency, faults *logistics.Faults) {
	switch {
	case m.IsZero():
		faults.Required(path, "an amount with its currency")
	case m.Sign() < 0:
		faults.OutOfRange(path, m, "not below zero")
	case m.Currency() != currency && !currency.IsZero():
		faults.Mismatch(path, m, "one currency")
	}
}

// Steps is the calculation, a line each.
func (n Consolidation) Steps() []logistics.Step {
	c := n.Collection
	steps := []logistics.Step{
		{
			Name: "held", Formula: "holding + value * (1 - (1 - decay)^(1/7))", Figure: logistics.FigureNumber,
			Result: fine(n.Held),
			Inputs: []logistics.Param{
				c.Holding.Param("holding"), c.Value.Param("value"), c.Decay.PercentParam("decay"),
			},
		},
		{
			Name: "optimum", Formula: "sqrt(2 * shipment / (held * arrivals))", Figure: logistics.FigureNumber,
			Result: fine(n.Optimum),
			Inputs: []logistics.Param{
				c.Shipment.Param("shipment"), fineParam("held", n.Held),
				c.Arrivals.Param("arrivals"),
			},
		},
	}
	if c.Whole {
		steps = append(steps, logistics.Step{
			Name: "days", Formula: "cheaper whole neighbour of optimum", Figure: logistics.FigureNumber,
			Result: fine(n.Days),
			Inputs: []logistics.Param{fineParam("optimum", n.Optimum)},
		})
	}
	return append(steps, logistics.Step{
		Name: "cost_per_day", Formula: "shipment / days + held * arrivals * days / 2", Figure: logistics.FigureMoney,
		Result: n.CostPerDay.String(),
		Inputs: []logistics.Param{
			c.Shipment.Param("shipment"), fineParam("days", n.Days), fineParam("held", n.Held),
			c.Arrivals.Param("arrivals"),
		},
	})
}

// fine is a figure of statistics with the digits that a calculation by hand needs.
func fine(x float64) string { return strconv.FormatFloat(x, 'g', 8, 64) }

func fineParam(name string, x float64) logistics.Param {
	return logistics.Param{Name: name, Figure: logistics.FigureNumber, Text: fine(x)}
}
