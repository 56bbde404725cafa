package laws_test

import (
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
)

// sample is a document of a corpus with what reads it.
type sample struct {
	decode reflect.Value
	data   []byte
}

// samples are the documents that the library's own decoders read, by type, from the corpora of all rooms:
// policies and facts that are in order.
var samples = sync.OnceValue(func() map[reflect.Type][]sample {
	found := map[reflect.Type][]sample{}
	for _, pattern := range []string{"../../*/testdata/wire/v1/*.json", "../../*/*/testdata/wire/v1/*.json"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			panic(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				panic(err)
			}
			for _, function := range exportedFunctions() {
				f := reflect.ValueOf(function)
				if !decodes(f.Type()) {
					continue
				}
				if out := f.Call([]reflect.Value{reflect.ValueOf(data)}); out[1].IsNil() {
					of := f.Type().Out(0)
					found[of] = append(found[of], sample{f, data})
				}
			}
		}
	}
	return found
})

// decodes tells whether a function reads a document.
func decodes(of reflect.Type) bool {
	return of.NumIn() == 1 && of.In(0) == reflect.TypeFor[[]byte]() && of.NumOut() == 2 &&
		of.Out(1) == reflect.TypeFor[error]()
}

// again is a sample that nobody else has.
func again(s sample) any {
	return s.decode.Call([]reflect.Value{reflect.ValueOf(s.data)})[0].Interface()
}

// TestThereAreSamples: without them the laws of this package would call most verbs with nonsense only.
func TestThereAreSamples(t *testing.T) {
	if n := len(samples()); n < 15 {
		t.Errorf("%d types of documents in all corpora", n)
	}
}
