package laws_test

import (
	"fmt"
	"maps"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
)

// mayPanic are the functions whose panic is documented: they are for literals in programs.
func mayPanic(name string) bool {
	_, function, _ := strings.Cut(name, ".")
	return strings.HasPrefix(function, "Must") || name == "logistics.Days" || name == "logistics.Exactly"
}

// TestZeroValuesJudgeNothing calls every method of every exported type on its zero value, and every exported
// function, with zero arguments: none of them panics, and nothing that comes out is met or missed.
func TestZeroValuesJudgeNothing(t *testing.T) {
	types := exportedTypes()
	for _, name := range slices.Sorted(maps.Keys(types)) {
		if types[name].Kind() == reflect.Interface {
			continue
		}
		zero := reflect.New(types[name])
		for i := range zero.NumMethod() {
			method := zero.Type().Method(i)
			results, panicked := callWithZeros(zero.Method(i))
			if panicked != "" {
				t.Errorf("%s.%s of the zero value panics: %s", name, method.Name, panicked)
				continue
			}
			judgesNothing(t, name+"."+method.Name, results)
		}
	}
	functions := exportedFunctions()
	for _, name := range slices.Sorted(maps.Keys(functions)) {
		if mayPanic(name) {
			continue
		}
		results, panicked := callWithZeros(reflect.ValueOf(functions[name]))
		if panicked != "" {
			t.Errorf("%s of zero arguments panics: %s", name, panicked)
			continue
		}
		judgesNothing(t, name, results)
	}
}

// callWithZeros calls f with the zero value of each argument: nil pointers, nil interfaces, empty lists.
func callWithZeros(f reflect.Value) (results []reflect.Value, panicked string) {
	defer func() {
		if p := recover(); p != nil {
			results, panicked = nil, fmt.Sprint(p)+"\n"+where(debug.Stack())
		}
	}()
	in := f.Type().NumIn()
	if f.Type().IsVariadic() {
		in--
	}
	args := make([]reflect.Value, in)
	for i := range args {
		args[i] = reflect.New(f.Type().In(i)).Elem()
	}
	return f.Call(args), ""
}

// where is the place in this module that a panic came from.
func where(stack []byte) string {
	for line := range strings.SplitSeq(string(stack), "\n") {
		line = strings.TrimSpace(line)
		if strings.Contains(line, ".go:") && !strings.Contains(line, "/src/runtime/") &&
			!strings.Contains(line, "/src/reflect/") &&
			!strings.Contains(line, "zero_test.go") && !strings.Contains(line, "/debug/") {
			return line
		}
	}
	return ""
}

// judgesNothing looks for verdicts in what came out, unless it came with an error.
func judgesNothing(t *testing.T, name string, results []reflect.Value) {
	t.Helper()
	for _, result := range results {
		if err, ok := result.Interface().(error); ok && err != nil {
			return
		}
	}
	if name == "logistics.Selector.Judge" {
		return // a blank selector matches nothing, and says so
	}
	for _, result := range results {
		for verdict := range verdictsIn(result, 0) {
			if verdict.Decided() {
				t.Errorf("%s of zero arguments gives %s", name, verdict)
			}
		}
	}
}

func verdictsIn(v reflect.Value, depth int) func(yield func(logistics.Verdict) bool) {
	return func(yield func(logistics.Verdict) bool) {
		if depth > 6 || !v.IsValid() {
			return
		}
		if v.Type() == reflect.TypeFor[logistics.Verdict]() {
			yield(logistics.Verdict(v.Uint()))
			return
		}
		each := func(inner reflect.Value) bool {
			for verdict := range verdictsIn(inner, depth+1) {
				if !yield(verdict) {
					return false
				}
			}
			return true
		}
		switch v.Kind() {
		case reflect.Struct:
			for _, field := range v.Fields() {
				if !each(field) {
					return
				}
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				if !each(v.Index(i)) {
					return
				}
			}
		case reflect.Pointer, reflect.Interface:
			if !v.IsNil() {
				each(v.Elem())
			}
		}
	}
}
