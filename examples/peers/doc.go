// Package peers runs other libraries and this one on the same questions, in the same run. It is a module
// of its own, so that the peers stay out of the library's go.mod. Beside tests and benchmarks it has
// [Rules] and [Compile], which make calendars of the holidays of rickar/cal.
//
//	go test -bench . .
//
// Each benchmark is named after the question. Its time is that of this library; x_peer is how many
// times longer the peer took for the same question, and peer-ns/op how long that was. The peer runs with
// its cache of holidays; x_peer_large_cache is the ratio when that cache is made to hold every date asked
// about.
package peers
