package laws_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"
)

// mayShare are the verbs that hand their argument on, or write into it, and say so.
func mayShare() map[string]string {
	return map[string]string{
		"count.Orders.Entries":         "appends to its argument",
		"logistics.CacheZones":         "the cache asks the zones it was given",
		"logistics.NewCatalog":         "is a view of tables that nothing changes",
		"logistics.Money.AllocateInto": "writes the parts into its first argument",
		"sla.Timer.Judge":              "sorts events into the space of the timeline",
		"sla.Timer.Warnings":           "sorts events into the space of the timeline",
	}
}

// TestNoArgumentIsKeptOrChanged calls every exported function, and every method of every exported type, with
// random arguments, some thousand times in all: whatever comes out shares no list and no table with what went
// in, and what went in is as it was.
func TestNoArgumentIsKeptOrChanged(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 3))
	functions := exportedFunctions()
	for _, name := range slices.Sorted(maps.Keys(functions)) {
		if mayPanic(name) || mayShare()[name] != "" {
			continue
		}
		for tries := 0; tries < 60 &&
			callAndCompare(t, random, name, reflect.ValueOf(functions[name]), reflect.Value{}); {
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
			for tries := 0; tries < 20 && !reads(method.Name) && mayShare()[name+"."+method.Name] == ""; tries++ {
				value := reflect.New(types[name])
				fill(random, value.Elem(), 0)
				if !callAndCompare(t, random, name+"."+method.Name, value.Method(i), value) {
					break
				}
			}
		}
	}
}

// reads are the methods that take text in, or write into the space they are given.
func reads(name string) bool {
	return slices.Contains([]string{
		"UnmarshalJSON", "UnmarshalText", "UnmarshalBinary", "AppendText", "AppendBinary",
	}, name)
}

// callAndCompare calls f with random arguments, and reports whether it is worth another try. That nothing
// panics on nonsense is not asked here.
func callAndCompare(t *testing.T, random *rand.Rand, name string, f, receiver reflect.Value) bool {
	t.Helper()
	args := make([]reflect.Value, f.Type().NumIn())
	lists := false
	for i := range args {
		arg := reflect.New(f.Type().In(i)).Elem()
		fill(random, arg, 2)
		args[i] = arg
		lists = lists || len(owned(arg)) > 0
	}
	if len(args) == 0 {
		return false
	}
	if !lists {
		return true
	}
	before := make([]string, len(args))
	for i, arg := range args {
		before[i] = fmt.Sprintf("%#v", arg.Interface())
	}
	var results []reflect.Value
	func() {
		defer func() { _ = recover() }()
		if f.Type().IsVariadic() {
			results = f.CallSlice(args)
		} else {
			results = f.Call(args)
		}
	}()
	for i, arg := range args {
		if scratch(f.Type().In(i)) {
			continue
		}
		if after := fmt.Sprintf("%#v", arg.Interface()); after != before[i] {
			t.Errorf("%s changes its argument %d:\n%s\n%s", name, i, before[i], after)
			return false
		}
	}
	given := map[uintptr]bool{}
	for _, arg := range args {
		for at := range owned(arg) {
			given[at] = true
		}
	}
	for _, result := range append(results, receiver) {
		for at := range reachable(result) {
			if given[at] {
				t.Errorf("%s keeps an argument: what comes out shares memory with it", name)
				return false
			}
		}
	}
	return true
}

// scratch are lists that are there to be written: the space for results.
func scratch(of reflect.Type) bool { return of.Kind() == reflect.Pointer }

// owned are the addresses of the lists and tables in a value that its owner can change.
func owned(v reflect.Value) map[uintptr]bool {
	found := map[uintptr]bool{}
	walkMemory(v, found, true, 0)
	return found
}

// reachable are those of all there are, hidden ones too.
func reachable(v reflect.Value) map[uintptr]bool {
	found := map[uintptr]bool{}
	walkMemory(v, found, false, 0)
	return found
}

func walkMemory(v reflect.Value, found map[uintptr]bool, exported bool, depth int) {
	if depth > 8 || !v.IsValid() || v.Type() == reflect.TypeFor[time.Time]() ||
		v.Type() == reflect.TypeFor[*time.Location]() {
		return
	}
	switch v.Kind() {
	case reflect.Slice:
		if v.Cap() == 0 {
			return
		}
		found[v.Pointer()] = true
		for i := range v.Len() {
			walkMemory(v.Index(i), found, exported, depth+1)
		}
	case reflect.Map:
		if v.IsNil() {
			return
		}
		found[v.Pointer()] = true
		for iter := v.MapRange(); iter.Next(); {
			walkMemory(iter.Value(), found, exported, depth+1)
		}
	case reflect.Array:
		for i := range v.Len() {
			walkMemory(v.Index(i), found, exported, depth+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() || !exported {
				walkMemory(v.Field(i), found, exported, depth+1)
			}
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			walkMemory(v.Elem(), found, exported, depth+1)
		}
	}
}
