package programmes

import (
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/sevenr"
)

// row is what differs between programmes.
type row struct {
	id, name, source string
	from, until      string // dates; empty is open
	zone             string
	rights           []logistics.Right
	early, late      logistics.Duration
	target, charge   string
}

// Who says so, and when or of which time.
const (
	supplyPike2019   = "secondary source: SupplyPike, Understanding the Walmart OTIF Program, on the goals of 2019"
	freightWaves2020 = "secondary source: FreightWaves, Walmart tightens on-time, in-full requirements, September 2020"
	collectSince2020 = "secondary source: FreightWaves, On time. In full. Right now, 15 September 2020"
	supplyPike2024   = "secondary source: SupplyPike, 2024 OTIF Performance Metrics, on the goals since February 2024"
	caseStack2018    = "secondary source: CaseStack, Kroger ORAD Update, 13 April 2018"
	targetPolicy     = "secondary source: SupplyPike, Target Compliance Policy Update, on August 2024"
	targetCodes      = "secondary source: SupplyPike, Code: On Time - Late, on the time before and after August 2024"
	targetShipIQ     = "secondary source: SupplyPike, Target's Collect Compliance Fines through ShipIQ, August 2024"
)

// The head offices, in whose dates the programmes count.
const (
	bentonville = "America/Chicago"
	minneapolis = "America/Chicago"
	cincinnati  = "America/New_York"
)

// rows are the programmes, by retailer and id, the older first.
func rows() []row {
	return append(walmart(), append(target(), kroger()...)...)
}

// walmart judges on time and in full separately. Too early is as bad as too late where the supplier pays the freight;
// freight that Walmart fetches has to be ready by the appointment.
func walmart() []row {
	exact := logistics.Duration{}
	onTime := []logistics.Right{logistics.RightTime}
	inFull := []logistics.Right{logistics.RightQuantity}
	return []row{
		{
			"walmart-us-prepaid-on-time-truckload", "Walmart U.S., prepaid full truckloads on time", supplyPike2019,
			"2020-01-01", "2020-09-15", bentonville, onTime, exact, exact, "87.5%", "3%",
		},
		{
			"walmart-us-prepaid-on-time-ltl", "Walmart U.S., prepaid part loads (LTL) on time", supplyPike2019,
			"2020-01-01", "2020-09-15", bentonville, onTime, exact, exact, "70%", "3%",
		},
		{
			"walmart-us-prepaid-on-time", "Walmart U.S., prepaid on time", freightWaves2020,
			"2020-09-15", "2024-02-01", bentonville, onTime, exact, exact, "98%", "3%",
		},
		{
			"walmart-us-prepaid-on-time", "Walmart U.S., prepaid on time", supplyPike2024,
			"2024-02-01", "", bentonville, onTime, exact, exact, "90%", "3%",
		},
		{
			"walmart-us-collect-ready", "Walmart U.S., collect, ready by the appointment", supplyPike2019,
			"2020-01-01", "2020-09-15", bentonville, onTime, logistics.AnyTime(), exact, "95%", "3%",
		},
		{
			"walmart-us-collect-ready", "Walmart U.S., collect, ready by the appointment", collectSince2020,
			"2020-09-15", "2024-02-01", bentonville, onTime, logistics.AnyTime(), exact, "98%", "3%",
		},
		{
			"walmart-us-collect-ready", "Walmart U.S., collect, ready by the appointment", supplyPike2024,
			"2024-02-01", "", bentonville, onTime, logistics.AnyTime(), exact, "98%", "3%",
		},
		{
			"walmart-us-in-full-general", "Walmart U.S., general merchandise, health and wellness in full",
			supplyPike2019, "2020-01-01", "2020-09-15", bentonville, inFull, exact, exact, "95%", "3%",
		},
		{
			"walmart-us-in-full-food", "Walmart U.S., food and consumables in full", supplyPike2019,
			"2020-01-01", "2020-09-15", bentonville, inFull, exact, exact, "97.5%", "3%",
		},
		{
			"walmart-us-in-full", "Walmart U.S., in full", freightWaves2020,
			"2020-09-15", "2024-02-01", bentonville, inFull, exact, exact, "98%", "3%",
		},
		{
			"walmart-us-in-full", "Walmart U.S., in full, each merchandise alignment by itself", supplyPike2024,
			"2024-02-01", "", bentonville, inFull, exact, exact, "95%", "3%",
		},
	}
}

// target asks for every unit inside the window, since August 2024 with a day on either side of it.
func target() []row {
	exact, day := logistics.Duration{}, logistics.Days(1)
	onTime := []logistics.Right{logistics.RightTime}
	return []row{
		{
			"target-on-time", "Target, units inside the window", targetCodes,
			"", "2024-08-04", minneapolis, onTime, exact, exact, "100%", "5%",
		},
		{
			"target-on-time", "Target, units inside the window, non-perishable regional distribution centers",
			targetCodes, "2024-08-04", "", minneapolis, onTime, day, day, "100%", "3%",
		},
		{
			"target-fill-rate", "Target, fill rate of the original order, each item by itself", targetPolicy,
			"2024-08-04", "", minneapolis,
			[]logistics.Right{logistics.RightQuantity},
			exact, exact, "95%", "5%",
		},
		{
			"target-on-time-release", "Target, collect, units released in time", targetShipIQ,
			"2024-08-04", "", minneapolis,
			[]logistics.Right{logistics.RightTime, logistics.RightQuantity},
			logistics.AnyTime(), exact, "100%", "1.5%",
		},
	}
}

// kroger charges for what is missing of a purchase order.
func kroger() []row {
	exact := logistics.Duration{}
	inFull := []logistics.Right{logistics.RightQuantity}
	return []row{
		{
			"kroger-case-fill", "Kroger, case fill rate, each purchase order by itself", caseStack2018,
			"2018-06-01", "", cincinnati, inFull, exact, exact, "95%", "3%",
		},
	}
}

// programme fills in what is alike in all.
func (r row) programme() sevenr.Programme {
	p := sevenr.Programme{
		ID: logistics.MustID(r.id), Name: r.name, Source: r.source, Zone: r.zone, Rights: slices.Clone(r.rights),
		Early: r.early, Late: r.late, Closes: logistics.Days(30), Overage: sevenr.OverageIgnored,
		Target: logistics.MustRatio(r.target), Charge: logistics.MustRatio(r.charge), Rounding: logistics.HalfUp,
	}
	if r.from != "" {
		p.From = logistics.MustDate(r.from)
	}
	if r.until != "" {
		p.Until = logistics.MustDate(r.until)
	}
	return p
}

// All lists every version of every programme, by retailer, those of one id by date. The list is fresh.
func All() []sevenr.Programme {
	table := rows()
	all := make([]sevenr.Programme, len(table))
	for i, r := range table {
		all[i] = r.programme()
	}
	return all
}

// InForce is the version of a programme that lines due on a date are scored under; false where there is none.
func InForce(id logistics.ID, on logistics.Date) (sevenr.Programme, bool) {
	for _, p := range On(on) {
		if p.ID == id {
			return p, true
		}
	}
	return sevenr.Programme{}, false
}

// On lists the programmes in force on a date, one of an id; none for an absent date.
func On(date logistics.Date) []sevenr.Programme {
	return slices.DeleteFunc(All(), func(p sevenr.Programme) bool {
		begun := p.From.IsZero() || date.Compare(p.From) >= 0
		over := !p.Until.IsZero() && date.Compare(p.Until) >= 0
		return date.IsZero() || !begun || over
	})
}
