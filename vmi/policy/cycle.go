package policy

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// Demand is what is used in a day, in units of the item.
type Demand struct {
	MeanPerDay float64 `json:"mean_per_day"`
	SDPerDay   float64 `json:"sd_per_day"`
}

// LeadTime is the time from an order to its receipt, in days.
type LeadTime struct {
	MeanDays float64 `json:"mean_days"`
	SDDays   float64 `json:"sd_days"`
}

// CycleService is the probability, between 0 and 1, that an order arrives before the stock runs out.
// Silver, Pyke and Thomas call it P1.
type CycleService float64

// Bounds of the figures: beyond them a unit or a decimal point is wrong, and squares could overflow.
const (
	maxUnits = 1e12
	maxDays  = 36525
)

// Level is a reorder point with what it is made of.
type Level struct {
	demand         Demand
	lead           LeadTime
	service        CycleService
	factor         float64
	leadTimeDemand float64
	deviation      float64
}

// ReorderPoint is the inventory position at or below which an order is due.
func ReorderPoint(demand Demand, lead LeadTime, service CycleService) (Level, error) {
	factor, err := stat.NormalQuantile(float64(service))
	if err != nil || !within(demand.MeanPerDay, maxUnits) || !within(demand.SDPerDay, maxUnits) ||
		!within(lead.MeanDays, maxDays) || !within(lead.SDDays, maxDays) {
		return Level{}, faultsOf(demand, lead, service)
	}
	mean, variance := demand.over(lead)
	return Level{
		demand: demand, lead: lead, service: service, factor: factor,
		leadTimeDemand: mean, deviation: math.Sqrt(variance),
	}, nil
}

// over is the mean and variance of the demand over the lead time. Each product is rounded before the
// sum, so that fused multiplication changes nothing.
func (d Demand) over(lead LeadTime) (mean, variance float64) {
	ownVariance := lead.MeanDays * float64(d.SDPerDay*d.SDPerDay)
	leadVariance := float64(d.MeanPerDay*d.MeanPerDay) * float64(lead.SDDays*lead.SDDays)
	return d.MeanPerDay * lead.MeanDays, float64(ownVariance) + float64(leadVariance)
}

// Over is the normal distribution of the demand over a lead time.
func (d Demand) Over(lead LeadTime) (Distribution, error) {
	var faults logistics.Faults
	checkMoments(&faults, d, lead)
	if err := faults.Err(); err != nil {
		return Distribution{}, err
	}
	mean, variance := d.over(lead)
	return Normal(mean, math.Sqrt(variance))
}

// within is false for NaN too.
func within(f, most float64) bool { return f >= 0 && f <= most }

func faultsOf(demand Demand, lead LeadTime, service CycleService) error {
	var faults logistics.Faults
	checkMoments(&faults, demand, lead)
	checkChance(&faults, "/service", float64(service))
	return faults.Err()
}

func checkMoments(faults *logistics.Faults, demand Demand, lead LeadTime) {
	checkNumber(faults, "/demand/mean_per_day", demand.MeanPerDay, 0, maxUnits)
	checkNumber(faults, "/demand/sd_per_day", demand.SDPerDay, 0, maxUnits)
	checkNumber(faults, "/lead/mean_days", lead.MeanDays, 0, maxDays)
	checkNumber(faults, "/lead/sd_days", lead.SDDays, 0, maxDays)
}

// ReorderPoint is the demand of the lead time and the safety stock.
func (l Level) ReorderPoint() float64 { return l.leadTimeDemand + l.SafetyStock() }

// SafetyStock is what is kept against demand above its mean; it is below zero for a service below one
// half.
func (l Level) SafetyStock() float64 { return float64(l.factor * l.deviation) }

// SafetyFactor is the normal quantile of the service, z.
func (l Level) SafetyFactor() float64 { return l.factor }

// LeadTimeDemand is the mean demand of a lead time.
func (l Level) LeadTimeDemand() float64 { return l.leadTimeDemand }

// Deviation is the standard deviation of the demand of a lead time.
func (l Level) Deviation() float64 { return l.deviation }

// Steps is the calculation from top to bottom.
func (l Level) Steps() []logistics.Step {
	mean := number("mean_per_day", l.demand.MeanPerDay)
	sd := number("sd_per_day", l.demand.SDPerDay)
	lead := number("lead_mean_days", l.lead.MeanDays)
	leadSD := number("lead_sd_days", l.lead.SDDays)
	service := logistics.Param{
		Name: "service", Figure: logistics.FigureProbability, Text: text(float64(l.service)),
	}
	expected := number("lead_time_demand", l.leadTimeDemand)
	deviation := number("deviation", l.deviation)
	factor := number("safety_factor", l.factor)
	safety := number("safety_stock", l.SafetyStock())
	return []logistics.Step{
		{
			Name: expected.Name, Formula: "mean_per_day * lead_mean_days", Inputs: []logistics.Param{mean, lead},
			Figure: logistics.FigureNumber, Result: expected.Text,
		},
		{
			Name:    deviation.Name,
			Formula: "sqrt(lead_mean_days * (sd_per_day)^2 + (mean_per_day)^2 * (lead_sd_days)^2)",
			Inputs:  []logistics.Param{lead, sd, mean, leadSD}, Figure: logistics.FigureNumber, Result: deviation.Text,
		},
		{
			Name: factor.Name, Formula: "normal_quantile(service)", Inputs: []logistics.Param{service},
			Figure: logistics.FigureNumber, Result: factor.Text,
		},
		{
			Name: safety.Name, Formula: "safety_factor * deviation", Inputs: []logistics.Param{factor, deviation},
			Figure: logistics.FigureNumber, Result: safety.Text,
		},
		{
			Name: "reorder_point", Formula: "lead_time_demand + safety_stock",
			Inputs: []logistics.Param{expected, safety}, Figure: logistics.FigureNumber,
			Result: text(l.ReorderPoint()),
		},
	}
}

// text writes a statistic with twelve digits: more would be noise.
func text(f float64) string { return strconv.FormatFloat(f, 'g', 12, 64) }
