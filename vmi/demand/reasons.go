package demand

import "github.com/logicrm/logistics"

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
func Reasons() logistics.Catalog { return logistics.NewCatalog(reasonTexts, reasonTerms...) }

// The words that follow a number.
const (
	demands      = "{demands, plural, one {# demand} other {# demands}}"
	observations = "{observations, plural, one {# period} other {# periods}}"
	periods      = "{periods, plural, one {# period} other {# periods}}"
	trials       = "Stock was enough in {delivered} of {origins, plural, one {# trial} other {# trials}}; the target " +
		"is {asked}."
)

var reasonTexts = []logistics.ReasonText{
	{
		Code: ClassByCuts,
		Text: "Judging by " + demands + " in " + observations + ", demand is {class}: one {interval, plural, =1 " +
			"{every period} other {every # periods}} (limit {interval_limit}), with a squared coefficient of " +
			"variation of {variation_sq} (limit {variation_limit}).",
	},
	{Code: ClassNoDemand, Text: "There was no demand in " + observations + "."},
	{
		Code: ClassTooFew,
		Text: "With " + demands + " in " + observations + " the demand cannot be classified; at least {minimum} " +
			"demands are needed.",
	},
	{
		Code: SeriesReturns,
		Text: "{returns, plural, one {# period has} other {# periods have}} negative demand: more was " +
			"returned than ordered.",
	},
	{
		Code: SingleDemand,
		Text: "There is a single demand: its size is taken for every size, and the time up to it for every interval.",
	},
	{Code: AllZero, Text: "There is no demand, so the forecast is 0."},
	{
		Code: Optimised,
		Text: "{method, select, ses {A smoothing constant of {alpha} gives} tsb {Smoothing constants of {alpha} for " +
			"the size and {beta} for the probability of demand give} other {Smoothing constants of {alpha} for the " +
			"size and {beta} for the interval give}} the lowest {cost}: {value}.",
	},
	{Code: DistributionNone, Text: "No demand is expected: there was none in " + observations + "."},
	{
		Code: DistributionConvolved,
		Text: "Demand over " + periods + " is built from the sizes on record, and from how often demand came: " +
			demands + " in " + observations + ".",
	},
	{
		Code: DistributionFromFew,
		Text: "There {demands, plural, one {is only # demand} other {are only # demands}} on record, so the number " +
			"of demands in " + periods + " is taken as uncertain.",
	},
	{
		Code: DistributionNormal,
		Text: "Demand over the lead time is taken as normally distributed, with a mean of {mean} and a standard " +
			"deviation of {deviation}; the mean is far enough above 0.",
	},
	{
		Code: DistributionGamma,
		Text: "Demand over the lead time is taken as gamma distributed, with a mean of {mean} and a standard " +
			"deviation of {deviation}: a normal distribution would often be below 0.",
	},
	{Code: NotWhole, Text: "Demand is not in whole units, so a continuous distribution is used."},
	{
		Code: TooLarge,
		Text: "Demands of up to {largest} over " + periods + " are too large to list every total, so a continuous " +
			"distribution is used.",
	},
	{Code: MissingFilled, Text: "Period {period} has no record; {to} is filled in."},
	{Code: ReturnTaken, Text: "Period {period} has a net return ({from}); its demand is taken as {to}."},
	{Code: StockOutRaised, Text: "Period {period} ran out of stock after {from}; its demand is taken as {to}."},
	{
		Code: StockOutKept,
		Text: "Period {period} ran out of stock after {from}; no other period sold more, so {to} is kept.",
	},
	{Code: OnTrack, Text: "The forecast is on track: its tracking signal of {signal} is within the limit of {limit}."},
	{Code: TooLow, Text: "The forecast is too low: its tracking signal of {signal} is beyond the limit of {limit}."},
	{Code: TooHigh, Text: "The forecast is too high: its tracking signal of {signal} is beyond the limit of {limit}."},
	{
		Code: Champion,
		Text: "{name} costs least: {cost} per lead time on average, with a stock of {stock}. " + trials,
	},
	{
		Code: NotChampion,
		Text: "{name} costs {cost} per lead time on average, with a stock of {stock}. " + trials,
	},
}

var reasonTerms = []logistics.Term{
	{Key: "smooth", Name: "smooth", Meaning: "Demand comes in most periods, and its sizes vary little."},
	{Key: "erratic", Name: "erratic", Meaning: "Demand comes in most periods, and its sizes vary widely."},
	{Key: "intermittent", Name: "intermittent", Meaning: "Demand comes in few periods, and its sizes vary little."},
	{Key: "lumpy", Name: "lumpy", Meaning: "Demand comes in few periods, and its sizes vary widely."},
	{Key: "no_demand", Name: "without demand", Meaning: "Nothing was asked for."},
	{Key: "too_few", Name: "unclassified", Meaning: "There are too few demands to tell how demand behaves."},
	{
		Key: "mean_absolute_rate", Name: "mean absolute error of the demand rate",
		Meaning: "The mean distance of the forecasts from the mean demand of a period up to then.",
	},
	{
		Key: "mean_squared_rate", Name: "mean squared error of the demand rate",
		Meaning: "The mean square of the distance of the forecasts from the mean demand of a period up to then.",
	},
	{
		Key: "mean_absolute_error", Name: "mean absolute error",
		Meaning: "The mean distance of the forecasts from the demand.",
	},
	{
		Key: "mean_squared_error", Name: "mean squared error",
		Meaning: "The mean square of the distance of the forecasts from the demand.",
	},
	{
		Key: convolution, Name: "convolution of the history",
		Meaning: "Demand over the lead time is built from the sizes and the frequency of demand on record.",
	},
	{
		Key: normalApproximation, Name: "normal approximation",
		Meaning: "Demand over the lead time is normal, by the mean and the standard deviation of a period.",
	},
	{
		Key: automatic, Name: "exponential smoothing (ETS)",
		Meaning: "Demand over the lead time is forecast by the best state space model of exponential smoothing.",
	},
}

// Sentences tells the reasons in a language; the zero Language is English.
func (c Classification) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(c.Reasons(), in)
}

// Sentences tells the reasons in a language; the zero Language is English.
func (f Fit) Sentences(in logistics.Language) []string { return Reasons().Sentences(f.Reasons(), in) }

// Sentences tells the reasons in a language; the zero Language is English.
func (d FittedDemand) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(d.Reasons(), in)
}

// Sentences tells the reasons in a language; the zero Language is English.
func (c Cleaned) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(c.Reasons(), in)
}

// Sentences tells the reasons in a language; the zero Language is English.
func (t *Tracker) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(t.Reasons(), in)
}

// Sentences tells the reasons in a language; the zero Language is English.
func (b Backtest) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(b.Reasons(), in)
}

func returned(n int) logistics.Reason {
	return logistics.Reason{Code: SeriesReturns, Params: []logistics.Param{whole("returns", n)}}
}

func whole(name string, n int) logistics.Param { return logistics.CountParam(name, int64(n)) }

// number is a statistic with the digits that a calculation goes on with.
func number(name string, f float64) logistics.Param {
	return logistics.Param{Name: name, Figure: logistics.FigureNumber, Text: text(f)}
}

// percent is a statistic that is told as a share.
func percent(name string, f float64) logistics.Param {
	return logistics.Param{Name: name, Figure: logistics.FigurePercent, Text: text(f)}
}
