package laws_test

import (
	"maps"
	"math/rand/v2"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

// TestNothingPanics calls every exported function, and every method of every exported type, with random
// arguments on random values, whose figures are as tiny, as large and as inconsistent as they come: what a
// host may hold leads to a fault or to an answer.
func TestNothingPanics(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 3))
	functions := exportedFunctions()
	for _, name := range slices.Sorted(maps.Keys(functions)) {
		for tries := 0; tries < 60 && !mayPanic(name) &&
			survivesCall(t, random, name, reflect.ValueOf(functions[name])); {
			tries++
		}
	}
	types := exportedTypes()
	for _, name := range slices.Sorted(maps.Keys(types)) {
		if types[name].Kind() == reflect.Interface {
			continue
		}
		for i := range reflect.PointerTo(types[name]).NumMethod() {
			method := reflect.PointerTo(types[name]).Method(i)
			for range 30 {
				value := reflect.New(types[name])
				fill(random, value.Elem(), 0)
				if !survivesCall(t, random, name+"."+method.Name, value.Method(i)) {
					break
				}
			}
		}
	}
}

// survivesCall reports whether a call with random arguments ends without a panic.
func survivesCall(t *testing.T, random *rand.Rand, name string, f reflect.Value) (fine bool) {
	t.Helper()
	args := make([]reflect.Value, f.Type().NumIn())
	for i := range args {
		args[i] = reflect.New(f.Type().In(i)).Elem()
		fill(random, args[i], 1)
	}
	defer func() {
		if e := recover(); e != nil {
			t.Errorf("%s panics: %v\n%s", name, e, ownLines(string(debug.Stack())))
		}
	}()
	if f.Type().IsVariadic() {
		f.CallSlice(args)
	} else {
		f.Call(args)
	}
	return true
}

// ownLines are the lines of a stack that are of this module and not of this test.
func ownLines(stack string) string {
	var own []string
	for line := range strings.Lines(stack) {
		if strings.Contains(line, ".go:") && !strings.Contains(line, "_test.go") && !strings.Contains(line, "/src/") {
			own = append(own, line)
		}
	}
	return strings.Join(own[:min(len(own), 3)], "")
}
