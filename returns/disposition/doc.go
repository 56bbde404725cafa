// Package disposition chooses the best disposition of a returned item: the one with the highest expected
// net recovery.
//
//	choice, err := disposition.Choose(policy, item) // or compile once: chooser.Choose(item)
//
// # Model and units
//
// A [Policy] lists the dispositions, for each grade with what is recovered, and the cost of processing an
// item. The expected net recovery of a disposition, a way for short, is
//
//	success × share × value × (1 − decay)^weeks + (1 − success) × fallback − processing cost − bringing in
//
// where success is the chance that the way works, share what it then recovers of the value, decay what
// the item loses of its value in a week, weeks how long the money takes, fallback what is left without
// success, and bringing in the freight and the handling of an item that is not here yet. A policy that
// gives shares and costs alone is certain and immediate. The fallback does not decay. All amounts are
// for one item.
//
// A way is closed to a grade it does not list, to the hazards it names, and once its quota is used up.
// Queues and quotas change from hour to hour: [Chooser.With] takes them as they stand. A returnless refund
// ([ReturnlessRefund]) brings nothing in, so it wins when every other way would lose more; once the goods are here
// it is not open any more.
//
// Around the choice stand its questions: [Chooser.ReturnlessRefund], is an item refunded without a return;
// [Choice.Flips], how long or short would a path have to be to turn the choice; [Chooser.BacklogCost], what
// does an item lose in a backlog; [Delay], what does a busy bench cost; [Chooser.Inspection], what is it
// worth to know the grade; [Consolidate], how often is a collection point to be emptied; [Dispose], has
// every unit a disposition.
//
// # Rounding
//
// The recovered value is rounded once, to the minor unit, by the rounding of the policy; costs are taken
// off it exactly. Where nothing decays on the way it is computed exactly; a decay over weeks is a float,
// brought to a millionth of the minor unit before it is rounded, so that whole cents stay whole. Losses
// and break-even values cross from floats in the same way. Weeks and days of a result are floats.
//
// # Time
//
// None here: the value is what the item is worth now, and weeks and days are lengths.
//
// # Errors
//
// [Compile] returns all faults of the policy, [Chooser.With] all those of the loads, the other verbs all
// those of what they are given: no value, an amount below zero, another currency, no grade, a decay above
// 100%, arrivals that no bench can keep up with. A figure beyond 34 digits is a fault, and so is the zero [Chooser].
//
// # Guarantees
//
// Pure and deterministic; Choose does not allocate. No open way has a higher figure than the chosen one;
// of equals the first of the policy is chosen. Taking away another way never changes the choice. A faster
// path never lowers the figure of a way. In a policy that lists [ReturnlessRefund] last, Chooser.ReturnlessRefund
// leaves an item with its customer exactly when Choose does. Reasons list every way of the policy, in its order,
// with its figure or with everything that closes it. Results are documents: read back they say the same.
//
// # Sources
//
// J. D. Blackburn, V. D. R. Guide, G. C. Souza, L. N. Van Wassenhove, Reverse Supply Chains for Commercial
// Returns, California Management Review 46, 2004 (the marginal value of time). H. Min, H. J. Ko, C. S. Ko,
// A genetic algorithm approach to developing the multi-echelon reverse logistics network for product
// returns, Omega 34, 2006 (consolidation at collection points). The period is that of the economic order
// quantity, F. W. Harris, 1913. Time at a bench: the M/M/1 queue, as in any textbook of queueing. Value of
// inspection: the expected value of perfect information, H. Raiffa, R. Schlaifer, Applied Statistical
// Decision Theory, 1961.
package disposition
