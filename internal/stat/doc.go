// Package stat holds the statistics that more than one room needs, over the special functions of
// gonum: the normal distribution, its loss function, and the interval of a proportion.
//
// # Domain
//
// Every function names its domain. Outside of it the error is [ErrDomain] and the value 0: NaN is
// neither taken nor given, and no result is infinite.
//
// # Guarantees
//
// Pure and deterministic; nothing here allocates. Products are rounded before they are added, so that
// an architecture with fused multiplication gives the same bits in the code of this package.
//
// # Sources
//
// Quantile: M. J. Wichura, Algorithm AS 241, Applied Statistics 37, 1988, as gonum has it. Loss
// function: E. A. Silver, D. F. Pyke, D. J. Thomas, Inventory and Production Management in Supply
// Chains, 4th ed., appendix on the unit normal; its tail by the continued fraction of Laplace for the
// ratio of Mills. Interval: E. B. Wilson, Probable Inference, JASA 22, 1927.
package stat
