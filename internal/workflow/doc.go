// Package workflow is what the event-sourced workflows of the library have in common: commands with ids that are
// decided once, versions, refusals, who may do what, tables of states, replay, and what is kept of a state.
//
// A room brings its commands, its events, and the two functions Decide and Evolve, after J. Chassaing's Decider.
// The kernel brings a [Room] with the checks that come before every decision, a [Log] of the commands that were
// decided, a [List] for what a state holds many of, and a [History] for what is replayed.
//
// # Persistence
//
// A state is a value: Evolve makes a new one, and older ones stay as they were. A [List] therefore shares what did
// not change: it is a trie of 32 pointers a node (P. Bagwell, Ideal Hash Trees, 2001, without the hash), so that a
// change copies a path and not the list. The look-up by id is a crit-bit tree over positions (D. R. Morrison,
// PATRICIA, Journal of the ACM 15, 1968): it has one shape for a set of ids in whatever order they came, needs no
// hash that somebody could choose ids against, and is at most as deep as an id has bits.
//
// A room replays a history in plain slices, which nobody else sees, and makes lists of them when it ends. The index of
// such a list is built when it has been asked for a few times: most histories are replayed for one decision, which
// costs less by looking at every element than by building a tree.
//
// # Idempotency
//
// A command is known by its id. The same id with the same content decides nothing, and with other content it is
// refused. A state that is kept as a document keeps ids with a [Digest] of the content, not the commands themselves.
//
// # Growth
//
// A look-up, a change and an element more cost time in the logarithm of the length. So n commands cost n log n, given
// to one state, and so does a replay.
package workflow
