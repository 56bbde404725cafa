// Package logistics holds the nouns that the rooms of this library share: money and quantities that
// lose nothing, ids whose check digits hold, times as they were written down, orders and what became
// of them, verdicts and the reasons for them. The six folders hold the verbs: customer, tier, sla,
// kpi, returns and vmi each take facts, a policy and an instant, and give a decision that explains
// itself.
//
//	verdict := window.JudgeWithin(arrival, early, late) // Met, Missed, or Undetermined: never a guess
//
// Every verb has the same shape. A policy is plain data; Compile reports all its faults and returns an
// immutable evaluator; the evaluator's verbs take facts and an instant and return a result and an
// error. The error means that no judgement was possible; the result carries every reason.
//
// # Model and units
//
// [Money] and [Quantity] are exact decimals with a currency (ISO 4217) or a unit (UN/ECE Rec 20).
// [Ratio] keeps numerator and denominator as they were counted. [CostFact] is an amount or the reason
// why there is none. [Stamp] is a time as written, with or without offset, and [Interval] the instants
// it can mean. [Verdict] has five values; [Rights] holds one of them for each of the seven Rs.
//
// # Words
//
// A [Reason] is a code with exact figures, each a [Param] that says what it is a figure of. People read it by the
// [Catalog] of its room: every result tells its reasons as sentences, in English or in a [Language] made of
// [Translation] documents, with plurals, percentages, local dates, and the names of codes. A translation is checked
// against its catalogue ([Catalog.Check]); what it lacks is told in English. [Formats] is how dates, durations and
// amounts are written. Figures are rounded once, for the sentence alone, and never onto 0 % or 100 % that is not.
//
// # Rounding
//
// Nothing else rounds by itself. Where a policy rounds it names a [Rounding], and it is applied once.
// Splitting a whole goes by the largest remainder or by cumulative rounding; the parts sum to it.
//
// # Time
//
// Instants are arguments; nothing here reads a clock. A deadline ([By]) is inclusive: met at the
// instant is met. A window ([Until]) is half-open. Civil days move by date, never by 24 hours. Zones
// are found by the host through [Zones].
//
// # Errors
//
// Input that is refused gives a [FieldError], or [Faults] with all of them: a JSON pointer, a
// [FaultCode], the offending text. Every one is an [ErrInvalid]. [ErrHorizon] and [ErrNeverOpen] are the
// errors of calendars. Only the Must functions panic; they are for literals in programs.
//
// # Guarantees
//
// Every function is pure and deterministic: no clock, no files, no globals, no order of maps. Values
// are immutable and safe for concurrent use. Arguments are neither kept nor changed; results are fresh.
// Zero values are documented, and the zero of every value type marshals and reads back as itself.
//
// # Sources
//
// ISO 4217 (currencies), ISO 8601, RFC 3339 and RFC 9557 (times), ISO 6346 (containers), ISO 3166
// (countries), UN/ECE Recommendations 20 and 21 (units and packages), GS1 General Specifications
// (GTIN, GLN, SSCC, GRAI), UPU S10 (postal items), RFC 6901 (JSON pointer), BCP 47 (language tags),
// Unicode CLDR by way of golang.org/x/text (plural categories, numbers), ICU MessageFormat (sentences).
package logistics
