package tier

import "github.com/logicrm/logistics"

// DefaultScheme is a scheme to begin with: three tiers by the margin a customer brings, how regularly it
// orders, whether it pays on time, and how much of what it gets it sends back. Its bounds are round
// figures, margin_per_month in whole units of the host's currency; a host sets its own.
func DefaultScheme() Scheme {
	bands := func(bounds ...string) []Band {
		list := make([]Band, len(bounds))
		for i, bound := range bounds {
			list[i] = Band{logistics.MustRatio(bound), int64(100 - 25*i)}
		}
		return list
	}
	criterion := func(
		metric, name string, figure logistics.Figure, weight int64, better logistics.Direction, missing MissingRule,
		bounds ...string,
	) Criterion {
		return Criterion{logistics.MustID(metric), name, figure, 1, weight, better, bands(bounds...), missing}
	}
	const number, percent = logistics.FigureNumber, logistics.FigurePercent
	const higher, lower = logistics.HigherIsBetter, logistics.LowerIsBetter
	return Scheme{
		Schema: document().Schema(), ID: logistics.MustID("default"), Version: 1,
		Tiers: []Tier{
			{logistics.MustID("key"), "Key account", logistics.MustRatio("70%")},
			{logistics.MustID("core"), "Core customer", logistics.MustRatio("40%")},
			{logistics.MustID("standard"), "Standard customer", logistics.MustRatio("0%")},
		},
		Criteria: []Criterion{
			criterion(
				"margin_per_month", "margin per month", number, 40, higher, NoPoints, "10000", "5000", "2000", "500",
			),
			criterion("orders_per_month", "orders per month", number, 20, higher, NoPoints, "20", "8", "4", "1"),
			criterion(
				"paid_on_time", "invoices paid on time", percent, 20, higher, Exclude, "98%", "95%", "90%", "80%",
			),
			criterion("return_rate", "return rate", percent, 20, lower, Exclude, "1%", "3%", "6%", "10%"),
		},
	}
}
