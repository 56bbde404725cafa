// Package rules holds the house rules as tests: which room may import which, what pure code may not
// touch, what is documented, shown by an example, listed, and how large things grow. Only tests may
// import it.
//
// Each rule is a pure function from a parsed [Tree] to its [Finding] values. The tests of this package
// run every rule twice: over this module, where it must find nothing, and over a small made-up tree
// with a violation planted in it, which it must find.
//
// The rules read syntax only. They type-check nothing, so that they run in seconds and on a tree whose
// dependencies are not downloaded; where syntax cannot tell, they refuse rather than guess.
//
// [Enum] is the one part that the tests of other packages call.
package rules
