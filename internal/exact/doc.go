// Package exact holds the arithmetic that must not lose anything: decimal numbers of bounded size,
// division with a named rounding, the two ways of splitting a whole into parts (largest remainder and
// cumulative rounding), fractions of any size, and the one crossing between exact numbers and float64.
//
// # Model and units
//
// A [Num] is coefficient × 10^-scale. The coefficient is an int64 while it fits and a big integer when
// it does not; callers never see the difference. A number written as text has at most [MaxDigits]
// significant digits and [MaxScale] decimals, and a result is held to the same bounds, so that every
// number this package makes can be written down and read back.
//
// # Errors
//
// [ErrSyntax], [ErrTooLong] for text; [ErrOverflow] and [ErrPrecision] for results out of bounds;
// [ErrDivideByZero]; [ErrNotFinite] at the float crossing; [ErrWeights] for a split without weights.
//
// # Guarantees
//
// Pure, deterministic, the same on every architecture. Nothing here allocates while the coefficients
// fit 64 bits, except text and fractions.
//
// # Sources
//
// Largest remainder: A. Hamilton's method of apportionment (M. Balinski and H. P. Young, Fair
// Representation, 2nd ed., 2001). Rounding names follow ISO/IEC 60559.
package exact
