// Package disposition chooses the best way out for a returned item: the one with the highest expected
// net recovery.
//
//	choice, err := disposition.Choose(policy, item) // or compile once: compiled.Choose(item)
//
// # Model and units
//
// A [Policy] lists the ways out with, for each grade, the share of the item's value that is expected to
// be recovered, and the cost of processing an item. The expected net recovery of a way is
//
//	value × share of the grade − processing cost − cost of bringing the item in
//
// Leaving the item with the customer ([KeepTheItem]) recovers by the same formula but brings nothing in, so
// it wins when every other way would lose more; once the goods are here it is no way out any more. A
// way that does not list the grade is not open to the item. All amounts are for one item.
//
// # Rounding
//
// The recovered value is rounded once, to the minor unit, by the rounding of the policy.
//
// # Time
//
// None here: the value is what the item is worth now.
//
// # Errors
//
// [Compile] returns all faults of the policy, [Compiled.Choose] all those of the item: no value, a value
// or cost below zero, another currency, no grade.
//
// # Guarantees
//
// Pure and deterministic; Choose does not allocate. No open way has a higher figure than the chosen one;
// of equals the first of the policy is chosen. Taking away another way never changes the choice. Reasons
// list every way of the policy, in its order, with its figure.
//
// # Sources
//
// J. D. Blackburn, V. D. R. Guide, G. C. Souza, L. N. Van Wassenhove, Reverse Supply Chains for Commercial
// Returns, California Management Review 46, 2004.
package disposition
