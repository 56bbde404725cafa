// Package laws holds what every exported type and function of the library must keep: a zero value judges
// nothing, a result survives JSON with its reasons, an argument is neither kept nor changed. It walks a list
// that is generated from the source by the tests of internal/rules, which also show when it is stale.
//
// It is imported by nothing, and has no code but its tests.
package laws
