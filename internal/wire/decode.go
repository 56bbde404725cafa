package wire

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/logicrm/logistics"
)

// Mode says what becomes of fields nobody knows.
type Mode uint8

// The modes.
const (
	Strict   Mode = iota + 1 // policies: an unknown field is a fault
	Tolerant                 // facts and events: an unknown field is passed over
)

// Bounds of a document.
const (
	MaxBytes  = 64 << 20
	MaxDepth  = 32
	MaxFaults = 100 // of one document; a hundred and first ends the reading
	MaxGrowth = 200 // bytes allocated for each byte read, at the most
	maxName   = 256 // bytes of a name in a table: every path below it repeats it
	maxValues = 100 // bytes of values made for each byte read; what is left of MaxGrowth is for reading
)

// Decode reads one JSON value into T. On any fault T is zero, and the error holds all of them.
func Decode[T any](data []byte, mode Mode) (T, error) {
	var value T
	d := newDecoder(data, mode)
	if d.wellFormed(data) {
		start := skipSpace(data, 0)
		d.value("", data[start:endOfValue(data, start)], reflect.ValueOf(&value).Elem())
	}
	if err := d.faults.Err(); err != nil {
		var none T
		return none, err
	}
	return value, nil
}

type decoder struct {
	mode   Mode
	faults logistics.Faults
	left   uint64 // bytes of values that may still be made
	sizes  map[reflect.Type]uint64
}

func newDecoder(data []byte, mode Mode) *decoder {
	return &decoder{mode: mode, left: maxValues*uint64(len(data)) + 4096}
}

// takes counts values about to be made, and reports whether so many may be.
func (d *decoder) takes(path string, count int, of reflect.Type) bool {
	one, known := d.sizes[of]
	if !known {
		if d.sizes == nil {
			d.sizes = make(map[reflect.Type]uint64)
		}
		one = sizeOf(of)
		d.sizes[of] = one
	}
	size := uint64(count) * one
	if size > d.left {
		d.faults.TooMany(path, nil, "too many values")
		return false
	}
	d.left -= size
	return true
}

// full reports whether enough faults are known to give up.
func (d *decoder) full() bool { return len(d.faults) >= MaxFaults }

// wellFormed reports whether the data is JSON at all, within the bounds.
func (d *decoder) wellFormed(data []byte) bool {
	switch {
	case len(data) > MaxBytes:
		d.faults.Add("", logistics.FaultTooLong, "", "more than "+strconv.Itoa(MaxBytes)+" bytes")
	case !utf8.Valid(data):
		d.faults.Add("", logistics.FaultEncoding, "", "not valid UTF-8")
	case !json.Valid(data):
		var syntax *json.SyntaxError
		detail := "not a JSON value"
		if errors.As(json.Unmarshal(data, new(json.RawMessage)), &syntax) {
			detail += ", at byte " + strconv.FormatInt(syntax.Offset, 10)
		}
		d.faults.Syntax("", nil, detail)
	case depth(data) > MaxDepth:
		d.faults.TooMany("", nil, "more than "+strconv.Itoa(MaxDepth)+" levels")
	default:
		return true
	}
	return false
}

// value reads one JSON value into target.
func (d *decoder) value(path string, data []byte, target reflect.Value) {
	if string(data) == "null" {
		target.SetZero()
		return
	}
	pointer := target.Addr().Interface()
	if u, ok := pointer.(json.Unmarshaler); ok {
		d.names(path, data, formOf(target.Type()))
		d.faults.At(path, u.UnmarshalJSON(data))
		return
	}
	if u, ok := pointer.(encoding.TextUnmarshaler); ok {
		if text, ok := d.text(path, data); ok {
			d.faults.At(path, u.UnmarshalText([]byte(text)))
		}
		return
	}
	switch target.Kind() {
	case reflect.Struct:
		d.object(path, data, target)
	case reflect.Slice:
		d.list(path, data, target)
	case reflect.Map:
		d.table(path, data, target)
	case reflect.Pointer:
		if !d.takes(path, 1, target.Type().Elem()) {
			return
		}
		target.Set(reflect.New(target.Type().Elem()))
		d.value(path, data, target.Elem())
	default:
		d.scalar(path, data, target)
	}
}

func (d *decoder) wrong(path string, data []byte, want string) {
	d.faults.Syntax(path, data[:min(len(data), 64)], want)
}

// scalar reads text, truth values and numbers.
func (d *decoder) scalar(path string, data []byte, target reflect.Value) {
	switch target.Kind() {
	case reflect.String:
		if text, ok := d.text(path, data); ok {
			target.SetString(text)
		}
	case reflect.Bool:
		if string(data) != "true" && string(data) != "false" {
			d.wrong(path, data, "true or false")
			return
		}
		target.SetBool(data[0] == 't')
	case reflect.Int, reflect.Int64, reflect.Int32, reflect.Int16, reflect.Int8:
		n, err := strconv.ParseInt(string(data[:min(len(data), 24)]), 10, target.Type().Bits())
		switch {
		case errors.Is(err, strconv.ErrRange):
			d.faults.OutOfRange(path, data, "does not fit")
		case err != nil || data[0] == '+':
			d.wrong(path, data, "a whole number")
		default:
			target.SetInt(n)
		}
	default:
		// A document type with a kind that has no form here is a mistake of ours, not of the input.
		panic(fmt.Sprintf("wire: no form for %s at %s", target.Type(), path))
	}
}

// text reads a JSON string without control characters.
func (d *decoder) text(path string, data []byte) (string, bool) {
	var text string
	if data[0] != '"' || json.Unmarshal(data, &text) != nil {
		d.wrong(path, data, "text in quotes")
		return "", false
	}
	for _, r := range text {
		if r < ' ' || r == 0x7f {
			d.faults.Add(path, logistics.FaultEncoding, text, "control character")
			return "", false
		}
	}
	// Half of a surrogate pair is read as U+FFFD; only one that was written as such may stay.
	if strings.ContainsRune(text, utf8.RuneError) && !strings.ContainsRune(string(data), utf8.RuneError) &&
		!strings.Contains(strings.ToLower(string(data)), `\ufffd`) {
		d.faults.Add(path, logistics.FaultEncoding, text, "half of a surrogate pair")
		return "", false
	}
	return text, true
}

// names checks the names of an object that a type reads itself, and of the objects in it.
func (d *decoder) names(path string, data []byte, known objectForm) {
	if data[0] != '{' {
		return
	}
	d.members(path, data, func(at, name string, value []byte) {
		inner, ok := known[name]
		switch {
		case inner != nil:
			d.names(at, value, inner)
		case !ok && known != nil && d.mode == Strict:
			d.faults.Unknown(at, name, "no such field")
		}
	})
}

// members visits the members of an object and reports names given twice.
func (d *decoder) members(path string, data []byte, visit func(at, name string, value []byte)) {
	seen := make(map[string]bool)
	members(data, func(quoted, value []byte) bool {
		var name string
		if text, ok := d.text(path, quoted); ok {
			name = text
		} else {
			return !d.full()
		}
		at := path + logistics.Pointer(name)
		if seen[name] {
			d.faults.Duplicate(at, name, "given twice")
			return !d.full()
		}
		seen[name] = true
		visit(at, name, value)
		return !d.full()
	})
}

func (d *decoder) object(path string, data []byte, target reflect.Value) {
	if data[0] != '{' {
		d.wrong(path, data, "an object")
		return
	}
	d.members(path, data, func(at, name string, value []byte) {
		field, ok := fieldNamed(target, name)
		switch {
		case ok:
			d.value(at, value, field)
		case d.mode == Strict:
			d.faults.Unknown(at, name, "no such field")
		}
	})
}

// fieldNamed finds the exported field with a JSON name. The fields of an embedded struct without a name of its own
// stand beside the others, as encoding/json writes them; an outer field comes before one that is embedded.
func fieldNamed(target reflect.Value, name string) (reflect.Value, bool) {
	t := target.Type()
	for i := range t.NumField() {
		tag, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if tag == name && tag != "" && tag != "-" {
			return target.Field(i), true
		}
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Anonymous && f.Tag.Get("json") == "" && f.Type.Kind() == reflect.Struct {
			if field, ok := fieldNamed(target.Field(i), name); ok {
				return field, true
			}
		}
	}
	return reflect.Value{}, false
}

func (d *decoder) list(path string, data []byte, target reflect.Value) {
	if data[0] != '[' {
		d.wrong(path, data, "a list")
		return
	}
	count := 0
	elements(data, func(int, []byte) bool { count++; return true })
	if !d.takes(path, count, target.Type().Elem()) {
		return
	}
	list := reflect.MakeSlice(target.Type(), count, count)
	elements(data, func(i int, value []byte) bool {
		d.value(path+"/"+strconv.Itoa(i), value, list.Index(i))
		return !d.full()
	})
	target.Set(list)
}

func (d *decoder) table(path string, data []byte, target reflect.Value) {
	if data[0] != '{' {
		d.wrong(path, data, "an object")
		return
	}
	table := reflect.MakeMap(target.Type())
	d.members(path, data, func(at, name string, value []byte) {
		if len(name) > maxName {
			d.faults.Add(path, logistics.FaultTooLong, name[:64], "a name of more than "+strconv.Itoa(maxName)+" bytes")
			return
		}
		if !d.takes(at, 1, target.Type().Key()) || !d.takes(at, 1, target.Type().Elem()) {
			return
		}
		key := reflect.New(target.Type().Key()).Elem()
		element := reflect.New(target.Type().Elem()).Elem()
		if u, ok := key.Addr().Interface().(encoding.TextUnmarshaler); ok {
			d.faults.At(at, u.UnmarshalText([]byte(name)))
		} else {
			key.SetString(name)
		}
		d.value(at, value, element)
		table.SetMapIndex(key, element)
	})
	target.Set(table)
}

// objectForm has the members of an object, with the form of those that are objects.
type objectForm map[string]objectForm

// formOf is the form of the root types that read objects themselves; nil is any.
func formOf(t reflect.Type) objectForm {
	money := objectForm{"amount": nil, "currency": nil}
	switch t {
	case reflect.TypeFor[logistics.Money]():
		return money
	case reflect.TypeFor[logistics.Quantity]():
		return objectForm{"value": nil, "unit": nil}
	case reflect.TypeFor[logistics.CostFact]():
		return objectForm{"amount": money, "reason": nil, "reference": nil}
	case reflect.TypeFor[logistics.Window]():
		return objectForm{"from": nil, "to": nil, "end": nil}
	default:
		return nil
	}
}
