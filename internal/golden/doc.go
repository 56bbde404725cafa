// Package golden compares what a test got with what is committed under testdata: a golden file, a
// frozen wire document, a story. Only tests may import it.
//
// # Updating
//
// "go test ./sla/... -update" rewrites the goldens of the packages it names; each must import this
// package, or its test binary does not know the flag. A document under testdata/wire is frozen once
// committed: hosts have stored those bytes, so -update may add one but never rewrites one.
//
// # Stories
//
// A story is a folder of input files beside expected.json, the decision they lead to:
//
//	for _, story := range golden.Cases(t, "testdata/stories") {
//		t.Run(story.Name, func(t *testing.T) {
//			var facts Facts
//			story.Decode(t, "facts.json", &facts)
//			story.Expect(t, decide(facts))
//		})
//	}
package golden
