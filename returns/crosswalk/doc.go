// Package crosswalk reads and writes the codes that standards have for returns: what a partner says in a message
// becomes a word, and a word becomes what another standard has for it.
//
//	word, known := crosswalk.X12().Read("KA")     // keep_with_allowance
//	code, ok := crosswalk.EDIFACT().Write(word)
//
// # Model and units
//
// A [Standard] is a table of pairs, a code and the [Instruction] it stands for. A code that is not in the table is
// kept as it came, with the standard in front, so that nothing is lost and every code reads back.
//
// # Rounding
//
// None.
//
// # Time
//
// None.
//
// # Errors
//
// None: any text is read. Read says whether the code is known, and Write whether the standard has one for the word.
//
// # Guarantees
//
// Write gives back the code that Read was given, whatever it was. The tables are data and never change while a
// program runs.
//
// # Sources
//
// X12 data element 1292; EDIFACT data element 7007; GS1 Core Business Vocabulary, business steps and dispositions.
package crosswalk
