// Package wire reads and writes the JSON documents of the library.
//
// Policies are decoded strictly: a field nobody knows is a fault, because a misspelt tolerance that is
// silently ignored costs money. Facts and events are decoded tolerantly: a field of a later release is
// passed over. In both modes all faults come back at once, each with its path and code: bad UTF-8,
// control characters, names given twice, numbers that do not fit, and whatever the types themselves
// refuse.
//
// Every document says what it is in its field "schema", as in "logistics/sevenr.tolerances/1". An
// older version is brought up by pure functions from version to version before it is read.
//
// # Bounds
//
// A document has at most [MaxBytes] bytes, [MaxDepth] levels and [MaxFaults] reported faults.
// Decoding allocates at most [MaxGrowth] times the size of the input and a fixed rest; a list whose
// values would take more than that is refused before it is made.
package wire
