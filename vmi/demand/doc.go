// Package demand forecasts what will be asked for, and hands the stocking rules of package policy what they
// need: the distribution of the demand over a lead time.
//
//	// smooth, erratic, intermittent, lumpy
//	class, err := demand.Classify(series, demand.Reading{MinDemands: demand.FewDemands})
//	law, err := demand.ForLeadTime(series, 7) // a policy.LeadTimeDemand, with its reasons
//	level := law.Quantile(0.99)              // what is enough in 99 of 100 lead times
//
// # Model and units
//
// A series is the demand of periods of equal length, the oldest first, in units of the item. [Align] makes
// one from reports of uneven spans; [Clean] fills what is missing, takes returns out and raises periods
// that were out of stock.
//
// For demand that is often zero there are Croston's method and its kin: a [Smoother] takes an observation
// at a time, [FitSmoother] a whole series; [ADIDA] and [IMAPA] forecast from blocks of periods. The
// smoother begins with the first size and the first interval, the gap before the first demand counted. A
// net demand below zero is a demand of that size: more was returned than asked for.
//
// For demand in every period there are [Naive], [SeasonalNaive], [Drift], [Average] and [MovingAverage];
// exponential smoothing with given constants in a [Track]; the state space models of [FitETS], which
// [AutoETS] chooses among by AICc; and [Theta]. There are no models with a trend that multiplies; those of
// additive errors with seasons that multiply are there, but not chosen automatically. A [Forecast] has a
// mean and a deviation for each period, and for several periods together.
//
// [ForLeadTime] gives the distribution of a lead time from the periods themselves: how many of them have a
// demand, by the share that had one; sizes as they were observed, spread a little for what so few
// observations do not show. The exact distribution of the sum follows by convolution. It has no trend and
// no seasons; for those see [Forecast.LeadTimeDemand].
//
// [RunBacktest] replays a series, compares the service asked for with the service delivered, and names the
// candidate whose stock would have cost least. A [Tracker] watches a forecast in use.
//
// # Rounding
//
// None: figures are float64, for the caller to round up to a quantity, once. Levels of whole units are
// whole. Clean rounds what it fills in when all other figures are whole.
//
// # Time
//
// A period is whatever the host says it is. Align counts civil days from a start date that is given.
//
// # Errors
//
// All faults of the arguments: an empty series, a figure that is missing (NaN) or beyond ±1e12, constants
// outside of 0 to 1, a model that does not fit the series. A series without demand, or with a single one,
// is no error: the result is defined and has a reason. No result is ever NaN or infinite.
//
// # Guarantees
//
// Pure and deterministic; on a machine with fused multiplication the last digits of a fit may differ.
// Searches look at a bounded number of points from fixed guesses, and a fit is at least as good as every
// guess. Observations one by one give what the whole series gives. A Smoother does not allocate. The
// distribution of a lead time has the mean of the series exactly, and a higher service never lowers its
// level.
//
// # Sources
//
// J. D. Croston, Forecasting and Stock Control for Intermittent Demands, Operational Research Quarterly 23,
// 1972. A. A. Syntetos, J. E. Boylan, The Accuracy of Intermittent Demand Estimates, International Journal
// of Forecasting 21, 2005; with Croston, On the Categorization of Demand Patterns, Journal of the
// Operational Research Society 56, 2005. E. A. Shale, J. E. Boylan, F. R. Johnston, Forecasting for
// Intermittent Demand, JORS 57, 2006. R. H. Teunter, A. A. Syntetos, M. Z. Babai, Intermittent Demand:
// Linking Forecasting to Inventory Obsolescence, European Journal of Operational Research 214, 2011. F.
// Petropoulos, N. Kourentzes, Forecast Combinations for Intermittent Demand, JORS 66, 2015 (choice of a
// method, IMAPA). N. Kourentzes, On Intermittent Demand Model Optimisation and Selection, International
// Journal of Production Economics 156, 2014 (costs by rate). K. Nikolopoulos and others, An
// Aggregate–Disaggregate Intermittent Demand Approach, JORS 62, 2011. R. J. Hyndman, A. B. Koehler, J. K.
// Ord, R. D. Snyder, Forecasting with Exponential Smoothing, 2008 (models, likelihood, chapter 6 for
// variances). P. R. Winters, Forecasting Sales by Exponentially Weighted Moving Averages, Management
// Science 6, 1960. V. Assimakopoulos, K. Nikolopoulos, The Theta Model, IJF 16, 2000; R. J. Hyndman, B.
// Billah, Unmasking the Theta Method, IJF 19, 2003. R. J. Hyndman, A. B. Koehler, Another Look at Measures
// of Forecast Accuracy, IJF 22, 2006. E. L. Kaplan, P. Meier, Nonparametric Estimation from Incomplete
// Observations, JASA 53, 1958. J. A. Nelder, R. Mead, A Simplex Method for Function Minimization, The
// Computer Journal 7, 1965. J. Nocedal, S. J. Wright, Numerical Optimization, 2nd ed., 2006, chapter 6. B.
// W. Silverman, Density Estimation, 1986 (width of a kernel). R. G. Brown, Smoothing, Forecasting and
// Prediction of Discrete Time Series, 1963 (tracking signal).
package demand
