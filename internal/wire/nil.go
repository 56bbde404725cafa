package wire

import "reflect"

// IsNil reports whether what a host has handed in is nothing: nil, or a nil pointer in an interface.
func IsNil(x any) bool {
	if x == nil {
		return true
	}
	v := reflect.ValueOf(x)
	return v.Kind() == reflect.Pointer && v.IsNil()
}
