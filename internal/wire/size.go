package wire

import "reflect"

// sizeOf is how many bytes a value takes where pointers have eight, so that what is accepted does not hang
// on the machine.
func sizeOf(t reflect.Type) uint64 {
	size, _ := layoutOf(t)
	return size
}

// layoutOf is the size and alignment of a type on a machine of 64 bits.
func layoutOf(t reflect.Type) (size, align uint64) {
	switch t.Kind() {
	case reflect.Bool, reflect.Int8, reflect.Uint8:
		return 1, 1
	case reflect.Int16, reflect.Uint16:
		return 2, 2
	case reflect.Int32, reflect.Uint32, reflect.Float32:
		return 4, 4
	case reflect.String, reflect.Interface, reflect.Complex128:
		return 16, 8
	case reflect.Slice:
		return 24, 8
	case reflect.Array:
		size, align = layoutOf(t.Elem())
		return size * uint64(t.Len()), align
	case reflect.Struct:
		align = 1
		for field := range t.Fields() {
			fieldSize, fieldAlign := layoutOf(field.Type)
			size = roundUp(size, fieldAlign) + fieldSize
			align = max(align, fieldAlign)
		}
		return roundUp(size, align), align
	default:
		return 8, 8
	}
}

func roundUp(n, to uint64) uint64 { return (n + to - 1) / to * to }
