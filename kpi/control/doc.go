// Package control tells chance from change: control charts, the rules that read them, capability, and how
// soon a chart finds a change.
//
//	choice, err := control.ChooseCounts(control.Proportion, counts)                  // which chart, and why
//	chart, err := control.ChartCounts(choice.Kind, counts, control.Options{Baseline: 24})
//	point, err := chart.Limits.Count(next)                                          // later, by frozen limits
//
// # Model and units
//
// A chart is drawn from values ([ChartValues]), subgroups of values ([ChartSubgroups]) or counts with what
// they are counted in ([ChartCounts]); its [Kind] says which statistic. Every [Point] has limits of its own,
// because sizes differ, and a Z: standard errors from the centre line. [Rule]s read Z. A [Watch] applies them
// to points as they come. Options.Labels are what people call the points, so that drawings and reasons say the
// month.
//
// [Limits] are estimated from a baseline, by default all points, and then frozen. Proportions and rates
// are of all counts together, never the mean of proportions. The spread of measurements is that within
// subgroups or between neighbours, which a shift does not inflate; that of counts is the one of their
// distribution, and Laney's charts widen it by what the points show. With Options.Within the limits of counts
// are quantiles of their distribution, for the few cases at which standard errors promise too much.
//
// A baseline that does not vary, as that of a carrier who is always on time, has limits that are its centre line:
// any point that is off it, to the worse side where Options.Direction says which that is, is a signal of rule 1. It
// is no number of standard errors away, so Z is absent, and no other rule is asked.
//
// [Chart.Assess] says what each point of a chart means for the service, an improvement or a concern, and
// whether the process can be relied on for a target; [XmR] does so for single values by the practice of
// service improvement. [ChartPhases] sets new limits where a process was changed. [Runs] needs no limits.
// [EWMA] and [CUSUM] remember, and find small lasting shifts; [BernoulliCUSUM] does for cases one by one.
// [ARLOfRules], [ARLOfEWMA], [ARLOfCUSUM] and [ARLOfBernoulliCUSUM] are the average number of points to a
// signal: with no shift it is how far apart false alarms are.
// [Chart.Change] estimates since when a process has been another, [Chart.Draw] shows a chart as text.
// [Funnel] compares peers at one time, without ranking them.
//
// Limits assume that a point says nothing about the next: [Independent] tests it, and says how
// much too narrow limits by moving ranges are. Where points depend, chart deseasonalised values or the
// residuals of a forecast.
//
// Figures are in the unit of the host; shifts, allowances and decision intervals in standard deviations.
//
// # Rounding
//
// None: everything is float64. Factors are computed and not looked up. With Options.Rounded the factors of
// ranges have the three decimals of printed tables (1.128, 2.326, 3.267), for figures that are to equal
// those of other programs.
//
// # Time
//
// Points are in the order they are given in, as far apart as they are; there are no dates. A period without cases
// is a missing point: it is drawn as such, a gap to a Watch, and left out of limits and estimates.
//
// # Errors
//
// All faults of the arguments: fewer than two points, NaN, infinities and figures above 1e15, sizes of
// zero with events, more events than cases, an unknown kind or one for other data (unsupported), options out
// of their bounds, limits and points that no chart has given, labels that are not one for each point. A baseline
// that varies, but not where its spread is taken from, is a conflict: most neighbours are equal, or nothing varies
// within subgroups. After an error a stream is as it was.
//
// # Guarantees
//
// Pure and deterministic; no result is NaN or infinite. A Watch, an EWMA and the CUSUMs take constant
// time and memory and do not allocate. [Flag] is a Watch point by point, a chart its frozen limits point
// by point. Rules and labels are the same in the mirror, and signals the same in other units.
//
// # Conventions
//
// A Watch flags the point that completes a pattern and every further one of the run; windows have to be
// whole. Two of three and four of five count points beyond the zone on one side, the newest among them; a
// point beyond three is beyond two and one as well. A tie ends a trend and an alternation, or is passed over with
// [TiePasses]; a point on the centre line ends a run, a point at one standard error is within. Ranges and standard
// deviations of unequal subgroups each have the centre line that their size leads to expect, or with [AllOfOne] one
// for all as R's qcc has. XmR labels all points of a pattern and has rules of its own, as its practice does.
//
// # Sources
//
// W. A. Shewhart, Economic Control of Quality of Manufactured Product, 1931. Western Electric, Statistical
// Quality Control Handbook, 1956. L. S. Nelson, The Shewhart Control Chart: Tests for Special Causes,
// Journal of Quality Technology 16, 1984. D. C. Montgomery, Introduction to Statistical Quality Control, 7th
// ed., 2013. D. B. Laney, Improved Control Charts for Attributes, Quality Engineering 14, 2002. R. J. Perla,
// L. P. Provost, S. K. Murray, The Run Chart, BMJ Quality & Safety 20, 2011. J. C. Benneyan, Number-Between
// g-Type Statistical Quality Control Charts, Health Care Management Science 4, 2001. J. Anhøj, A. V. Olesen,
// Run Charts Revisited, PLoS ONE 9, 2014. NHS England, Making Data Count. E. S. Page, Continuous Inspection
// Schemes, Biometrika 41, 1954; of cases: M. R. Reynolds, Z. G. Stoumbos, A CUSUM Chart for Monitoring a
// Proportion When Inspecting Continuously, Journal of Quality Technology 31, 1999. S. W. Roberts, Control
// Chart Tests Based on Geometric Moving Averages, Technometrics 1, 1959. C. W. Champ, W. H. Woodall, Exact
// Results for Shewhart Control Charts with Supplementary Runs Rules, Technometrics 29, 1987. T. R. Samuel,
// J. J. Pignatiello, J. A. Calvin, Identifying the Time of a Step Change with X̄ Control Charts, Quality
// Engineering 10, 1998. D. J. Spiegelhalter, Funnel Plots for Comparing Institutional Performance,
// Statistics in Medicine 24, 2005. G. M. Ljung, G. E. P. Box, On a Measure of Lack of Fit in Time Series
// Models, Biometrika 65, 1978.
package control
