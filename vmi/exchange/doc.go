// Package exchange maps the messages of vendor managed inventory to what package vmi works with, and back:
// the activity report X12 852, the inventory and sales reports INVRPT and SLSRPT of EANCOM, and the order
// the vendor generates, X12 855.
//
//	report, err := exchange.ReadX12(segments)       // an 852, as segments and elements
//	position := report.Lines[0].Position(reported)  // what package vmi proposes from
//
// # Model and units
//
// A message is a list of [Segment] values: a tag, and elements that may have components. Separators,
// envelopes and characters are left to the host's reader of bytes. A [Report] says for each item and
// place what was measured: a [Measure] with a quantity. Codes that this package has no word for are kept
// as they came, with the standard in front ("x12:ZZ", "eancom:17E"), and are written as they came; so every
// code reads, and what was read is written again.
//
// # Rounding
//
// None: quantities are decimal as they stand in the message.
//
// # Time
//
// Dates of a report are civil dates. Stamps without offset mean the clock of the place, as in package vmi.
//
// # Errors
//
// [ReadX12], [ReadEANCOM] and [ReadOrder] return all faults with the number of the segment in their path: an
// element that lacks, a date or quantity that does not read, a unit nobody knows, a count that differs from
// the lines there are. Segments of other kinds are passed over.
//
// # Guarantees
//
// Pure and deterministic. What Write makes, Read reads to the same report, for any report Read returns.
// The tables are total: each code of a standard listed here has one word, and each word at most one code.
//
// # Sources
//
// ASC X12 transaction sets 852 (Product Activity Data) and 855 (Purchase Order Acknowledgment, used as
// notification of a vendor generated order), data element 859 (activity code). GS1 EANCOM 2002, messages
// INVRPT and SLSRPT, data elements 6063 (quantity qualifier) and 1001 (document name).
package exchange
