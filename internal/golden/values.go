package golden

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
)

// TB is what the helpers here need of a test; a check of a law has it as well.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// Scramble overwrites whatever can be reached through the lists, tables and pointers of a value: all that somebody who
// still has the value could do to what was made of it.
func Scramble(value any) { scramble(reflect.ValueOf(value)) }

func scramble(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return
		}
		scramble(v.Elem())
		if v.Kind() == reflect.Pointer && v.Elem().CanSet() {
			v.Elem().SetZero()
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				scramble(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			scramble(v.Index(i))
			v.Index(i).SetZero()
		}
	case reflect.Map:
		v.Clear()
	}
}

// RoundTrip writes a result as a document and reads it back; what was read is written as the same bytes. [Survives]
// compares the two as well.
func RoundTrip[T any](t TB, result T) T {
	t.Helper()
	data, err := json.Marshal(result)
	if err != nil {
		t.Fatalf("golden: %T cannot be written: %v", result, err)
	}
	var back T
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatalf("golden: %T cannot be read from %s: %v", result, data, err)
	}
	if again, err := json.Marshal(back); err != nil || string(again) != string(data) {
		t.Errorf("golden: %T is written as\n%s\nand then as\n%s, %v", result, data, again, err)
	}
	return back
}

// Nulls shows a document again and again, each time with null in the place of one of its values.
func Nulls(t TB, document []byte, see func(path string, nulled []byte)) {
	t.Helper()
	var whole any
	if err := json.Unmarshal(document, &whole); err != nil {
		t.Fatalf("golden: %s: %v", document, err)
	}
	show := func(path string) {
		data, err := json.Marshal(whole)
		if err != nil {
			t.Fatalf("golden: %v", err)
		}
		see(path, data)
	}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				member := v[name]
				v[name] = nil
				show(path + "/" + name)
				v[name] = member
				walk(path+"/"+name, member)
			}
		case []any:
			for i, element := range v {
				v[i] = nil
				show(path + "/#")
				v[i] = element
				walk(path+"/#", element)
			}
		}
	}
	walk("", whole)
}
