package demand

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// The reasons.
const (
	ClassByCuts           logistics.Code = "demand.class.cuts"
	ClassNoDemand         logistics.Code = "demand.class.no_demand"
	ClassTooFew           logistics.Code = "demand.class.too_few"
	SeriesReturns         logistics.Code = "demand.series.returns"
	SingleDemand          logistics.Code = "demand.series.single_demand"
	AllZero               logistics.Code = "demand.series.all_zero"
	Optimised             logistics.Code = "demand.parameters.optimised"
	DistributionNone      logistics.Code = "demand.law.nothing"
	DistributionConvolved logistics.Code = "demand.law.convolved"
	DistributionFromFew   logistics.Code = "demand.law.few_demands"
	DistributionNormal    logistics.Code = "demand.law.normal"
	DistributionGamma     logistics.Code = "demand.law.gamma"
	NotWhole              logistics.Code = "demand.law.not_whole"
	TooLarge              logistics.Code = "demand.law.too_large"
	MissingFilled         logistics.Code = "demand.clean.missing_filled"
	ReturnTaken           logistics.Code = "demand.clean.return_taken_out"
	StockOutRaised        logistics.Code = "demand.clean.stock_out_raised"
	StockOutKept          logistics.Code = "demand.clean.stock_out_kept"
	OnTrack               logistics.Code = "demand.track.on_track"
	TooLow                logistics.Code = "demand.track.too_low"
	TooHigh               logistics.Code = "demand.track.too_high"
	Champion              logistics.Code = "demand.backtest.champion"
	NotChampion           logistics.Code = "demand.backtest.not_champion"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{
			Code: ClassByCuts,
			Text: "{demands} demands in {observations} periods, one in {interval}, squared variation " +
				"{variation_sq}: {class}",
		},
		{Code: ClassNoDemand, Text: "no demand in {observations} periods"},
		{
			Code: ClassTooFew,
			Text: "{demands} demands in {observations} periods are fewer than {least}: too few to tell the class",
		},
		{Code: SeriesReturns, Text: "{returns} periods are below zero, more was returned than asked for"},
		{Code: SingleDemand, Text: "a single demand: the size is that one, the interval the time up to it"},
		{Code: AllZero, Text: "no demand: the forecast is 0"},
		{Code: Optimised, Text: "parameters {alpha} and {beta} have the least {cost}, {value}"},
		{Code: DistributionNone, Text: "no demand in {observations} periods: nothing is expected"},
		{
			Code: DistributionConvolved,
			Text: "sizes as observed, the number of demands in {periods} periods by the share of {demands} in " +
				"{observations}",
		},
		{
			Code: DistributionFromFew,
			Text: "{demands} demands are few: how many fall into {periods} periods is taken with its full uncertainty",
		},
		{Code: DistributionNormal, Text: "normal with mean {mean} and deviation {deviation}, far enough from zero"},
		{
			Code: DistributionGamma,
			Text: "gamma with mean {mean} and deviation {deviation}: the normal law would often be below zero",
		},
		{Code: NotWhole, Text: "not whole units, so no list of probabilities"},
		{
			Code: TooLarge,
			Text: "demands up to {largest} over {periods} periods are too many for a list of probabilities",
		},
		{Code: MissingFilled, Text: "nothing is known of the period: {to} is filled in"},
		{Code: ReturnTaken, Text: "{from} is a return: the demand is taken as {to}"},
		{Code: StockOutRaised, Text: "out of stock after {from}: {to} is expected of a demand of at least as much"},
		{Code: StockOutKept, Text: "out of stock after {from}, and no period sold more: {to} is kept"},
		{Code: OnTrack, Text: "tracking signal {signal}, within {limit}"},
		{Code: TooLow, Text: "tracking signal {signal}, beyond {limit}: the forecast is too low"},
		{Code: TooHigh, Text: "tracking signal {signal}, beyond {limit}: the forecast is too high"},
		{
			Code: Champion,
			Text: "{name} costs least: {cost} with a stock of {stock}, {delivered} delivered of {asked} asked, " +
				"{origins} origins",
		},
		{
			Code: NotChampion,
			Text: "{name} costs {cost} with a stock of {stock}, {delivered} delivered of {asked} asked, {origins} " +
				"origins",
		},
	}
}

func returned(n int) logistics.Reason {
	return logistics.Reason{Code: SeriesReturns, Params: []logistics.Param{{Name: "returns", Text: strconv.Itoa(n)}}}
}
