package golden

import (
	"bytes"
	"encoding/json"
	"math/big"
	"reflect"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Survives holds a result to being a document: written and read back it is the same, is written as the same
// bytes, gives the same reasons, and no list of it is null.
func Survives[T any](t TB, value T) {
	t.Helper()
	back := RoundTrip(t, value)
	data, err := json.Marshal(value)
	if err != nil || bytes.Contains(data, []byte(`":null`)) {
		t.Errorf("%T has a null: %s, %v", value, data, err)
	}
	if diff := Difference(value, back); diff != "" {
		t.Errorf("%T reads back otherwise:\n%s\n%s", value, diff, data)
	}
	// This package does not know reasons: they are whatever the method of that name gives.
	before := reflect.ValueOf(&value).MethodByName("Reasons")
	if !before.IsValid() || before.Type().NumIn() > 0 {
		return
	}
	after := reflect.ValueOf(&back).MethodByName("Reasons")
	if diff := Difference(before.Call(nil)[0].Interface(), after.Call(nil)[0].Interface()); diff != "" {
		t.Errorf("%T explains itself otherwise:\n%s", value, diff)
	}
}

// Difference is how two values differ, hidden fields too; "" when they are the same.
func Difference(a, b any) string { return cmp.Diff(a, b, same()...) }

// same compares everything, hidden fields too; instants by what they are, whatever their zone is called.
func same() []cmp.Option {
	return []cmp.Option{
		cmp.Exporter(func(reflect.Type) bool { return true }), cmpopts.EquateEmpty(),
		cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) }),
		cmp.Comparer(func(a, b *big.Rat) bool { return a == b || a != nil && b != nil && a.Cmp(b) == 0 }),
	}
}
