// Package stat holds the statistics that more than one room needs, over the special functions of gonum:
// the normal distribution with its loss functions, the laws of demand, intervals and tests of one and two
// proportions, of rates of events and of two means, quantiles of samples, tests by ranks, the dependence of
// a series on its past, and what many tests make of each other's p.
//
// # Model and units
//
// A [Law] gives the distribution, the quantile and the losses of first and second order of a demand,
// from above and from below: [Normal], [Gamma] (with it the exponential law), [Lognormal], [Poisson],
// [NegativeBinomial], [Lattice] (a list of probabilities: convolutions, [CompoundPoisson]) and [Sample].
//
// Loss functions are differences of nearly equal numbers where they are small. Each is taken as it is
// far from there and by a series, a continued fraction or a ratio without subtraction in the tail; on
// the committed tables every figure of the continuous and discrete laws is within 1e-12 of the exact one
// down to 1e-290. Where the kernels of gonum reach that they are used.
//
// # Domain
//
// Every function names its domain. Outside of it the error is [ErrDomain] and the value 0. The methods
// of a law are defined for every argument, as [Law] says. NaN is not given, and no result is infinite.
//
// # Guarantees
//
// Pure and deterministic; the functions and the methods of the laws do not allocate, but for those that
// take groups of values, a series or a list of p. Every loop is bounded. In the functions of the normal
// law and of proportions products are rounded before they are added, so that an architecture with fused
// multiplication gives the same bits; the series of the other laws may differ there in the last digits.
//
// # Sources
//
// Quantile: M. J. Wichura, Algorithm AS 241, Applied Statistics 37, 1988, as gonum has it. Loss
// functions: E. A. Silver, D. F. Pyke, D. J. Thomas, Inventory and Production Management in Supply
// Chains, 4th ed., 2017; P. H. Zipkin, Foundations of Inventory Management, 2000, appendix C; the normal
// tail by the continued fraction of Laplace and by W. J. Cody, Rational Chebyshev Approximations for the
// Error Function, Mathematics of Computation 23, 1969. Probabilities of counts: C. Loader, Fast and
// Accurate Computation of Binomial Probabilities, 2000. Repeated integrals of the gamma tail: N. M.
// Temme, The Numerical Computation of the Confluent Hypergeometric Function U(a, b, z), Numerische
// Mathematik 41, 1983. Incomplete beta function: NIST Digital Library of Mathematical Functions, 8.17.
// Compound Poisson: H. H. Panjer, Recursive Evaluation of a Family of Compound Distributions, ASTIN
// Bulletin 12, 1981. Intervals and tests: E. B. Wilson, Probable Inference, JASA 22, 1927; C. J. Clopper,
// E. S. Pearson, The Use of Confidence or Fiducial Limits, Biometrika 26, 1934; R. G. Newcombe, Statistics
// in Medicine 17, 1998, method 10; B. L. Welch, Biometrika 34, 1947; F. Garwood, Biometrika 28, 1936; G. Y.
// Zou, A. Donner, Statistics in Medicine 27, 2008; two-sided exact tests as R sums them.
// Quantiles: R. J. Hyndman, Y. Fan, Sample Quantiles in Statistical Packages, American Statistician 50,
// 1996. Ranks: W. H. Kruskal, W. A. Wallis, Use of Ranks in One-Criterion Variance Analysis, JASA 47, 1952;
// H. B. Mann, D. R. Whitney, Annals of Mathematical Statistics 18, 1947; both with the corrections for ties
// that R has. Series: G. E. P. Box, G. M. Jenkins, Time Series Analysis, 1970; G. M. Ljung, G. E. P. Box, On
// a Measure of Lack of Fit in Time Series Models, Biometrika 65, 1978. Many tests: S. Holm, A Simple
// Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6, 1979; Y. Benjamini,
// Y. Hochberg, Controlling the False Discovery Rate, JRSS B 57, 1995.
package stat
