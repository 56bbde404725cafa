// Package programmes holds on-time-in-full programmes of retailers as data, each with its dates and its source.
//
//	auditor, err := sevenr.CompileProgrammes(programmes.All(), zones)
//	scores, err := auditor.Score(lines, asOf) // under each, the lines that were due while it was in force
//
// Every figure is known at second hand. Check a programme against the retailer's own documents before money is
// claimed or paid by it.
//
// # Model and units
//
// A [sevenr.Programme] is one figure a retailer judges by itself: on time and in full are two of them, and freight
// the supplier pays for (prepaid) is another than freight the retailer fetches (collect). Versions of a programme
// have one id and follow each other by date. A host gives a programme the lines it is for, and the goods of one
// purchase order, one item, or one merchandise alignment where it is judged by that; a name says so. Units are what
// the lines are counted in, for Walmart cases.
//
// What sources do not say is chosen here, alike for all: goods that come up to thirty days after the window still
// count as delivered, but late; units beyond those ordered are ignored, as Walmart is said to do; dates are those
// of the retailer's head office. A line is on time as a whole: when one of its deliveries was late, none of it was
// on time. A line of which nothing came is late too; where a retailer counts on time by what was delivered, leave
// such lines out.
//
// Left out is what a programme cannot say or no source dates:
//
//   - Kroger fines late purchase orders by the order, 500 USD or a share of the whole invoice as sources have it.
//   - Amazon charges a week by the four weeks before it, and what was never delivered at another rate than what was
//     late.
//   - UNFI charges a fixed fee, and KeHE limits its fee by instance.
//   - Target charges for pickup dates that were moved only where the supplier gives one of some reasons.
//   - Walmart before 2020, whose joint figure of 2017 was raised twice on dates that sources give differently, and
//     its blended goals for suppliers with both full and part loads. The goals that were in force on 2020-01-01 are
//     told of as those of 2019. Its fines were suspended for some months of 2020.
//   - Of other retailers no public figure with a date was found.
//
// # Rounding
//
// A charge is rounded half up to the minor unit, which no source says.
//
// # Time
//
// A programme holds for the lines due from its first date up to, not including, its last. Without a first date it
// has been in force for as long as its source knows. [On] lists those of a date; a line without a promised window
// is due under none, and each score counts such lines.
//
// # Errors
//
// None: an id or a date without a programme is reported as such.
//
// # Guarantees
//
// Pure and deterministic; every result is fresh and may be changed. Each programme is valid, and no two of one id
// are in force on the same date.
//
// # Sources
//
// CaseStack on Kroger, 13 April 2018; FreightWaves on Walmart, September 2020; SupplyPike on Walmart in 2019 and 2024
// and on Target in 2024. Whether Kroger's fee has changed since, none says. Of Target's charge for deliveries outside
// the window since August 2024 SupplyPike has two figures: 3 % on its page of the deduction, which is taken, and 5 % in
// its account of the announcement.
package programmes
