package wire

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"github.com/logicrm/logistics"
)

// Upcast turns a document of one version into the next. It is pure, and never removed.
type Upcast func(json.RawMessage) (json.RawMessage, error)

// Document names a schema: "logistics/" and Name, a slash, and the version, which is one more than
// the number of Upcasts. T must have a field with the JSON name "schema".
type Document struct {
	Name    string   // "sevenr.tolerances"
	Upcasts []Upcast // from version 1 to 2, from 2 to 3, …
}

// Schema is the text of the field "schema" of the current version.
func (doc Document) Schema() string {
	return "logistics/" + doc.Name + "/" + strconv.Itoa(len(doc.Upcasts)+1)
}

// Check is the fault of a schema field that does not name the current version, if it does not.
func (doc Document) Check(schema string, faults *logistics.Faults) {
	switch {
	case schema == doc.Schema():
	case schema == "":
		faults.Add("/schema", logistics.FaultRequired, "", doc.Schema())
	default:
		faults.Add("/schema", logistics.FaultUnsupported, schema, "this release reads "+doc.Schema())
	}
}

// DecodeDocument reads a document of any version the schema has had.
func DecodeDocument[T any](doc Document, data []byte, mode Mode) (T, error) {
	var none T
	d := newDecoder(data, mode)
	if !d.wellFormed(data) {
		return none, d.faults.Err()
	}
	start := skipSpace(data, 0)
	if data[start] == '{' {
		current, err := doc.bringUp(data[start:])
		if err != nil {
			return none, err
		}
		data = current
	}
	return Decode[T](data, mode)
}

func (doc Document) bringUp(data json.RawMessage) (json.RawMessage, error) {
	var faults logistics.Faults
	schema := ""
	members(data, func(name, value []byte) bool {
		if string(name) != `"schema"` {
			return true
		}
		_ = json.Unmarshal(value, &schema)
		return false
	})
	version := 0
	if text, ok := strings.CutPrefix(schema, "logistics/"+doc.Name+"/"); ok {
		version, _ = strconv.Atoi(text)
	}
	if version < 1 || version > len(doc.Upcasts)+1 {
		doc.Check(schema, &faults)
		if len(faults) == 0 { // "/1" written as "/01"
			faults.Add("/schema", logistics.FaultUnsupported, schema, "this release reads "+doc.Schema())
		}
		return nil, faults.Err()
	}
	for _, upcast := range doc.Upcasts[version-1:] {
		next, err := upcast(data)
		if err != nil {
			faults.At("", err)
			return nil, faults.Err()
		}
		data = next
	}
	return data, nil
}

// Variant is one member of a union: its name on the wire and a zero value of its type.
type Variant[T any] struct {
	Name string
	Zero T
}

// Union reads and writes a closed set of types as objects with a field "type".
type Union[T any] []Variant[T]

// Encode writes value with its type in front.
func (u Union[T]) Encode(value T) ([]byte, error) {
	for _, v := range u {
		if reflect.TypeOf(v.Zero) != reflect.TypeOf(value) {
			continue
		}
		body, err := json.Marshal(value)
		if err != nil {
			return nil, err
		}
		out := append([]byte(`{"type":`), strconv.Quote(v.Name)...)
		if string(body) != "{}" {
			out = append(out, ',')
		}
		return append(out, body[1:]...), nil
	}
	return nil, logistics.NewFieldError(logistics.FaultUnknown, "", "no variant of the union")
}

// Decode reads what Encode writes.
func (u Union[T]) Decode(data []byte, mode Mode) (T, error) {
	var none T
	d := newDecoder(data, mode)
	if !d.wellFormed(data) {
		return none, d.faults.Err()
	}
	data = data[skipSpace(data, 0):]
	if data[0] != '{' {
		d.wrong("", data, "an object")
		return none, d.faults.Err()
	}
	var name string
	body := []byte{'{'}
	members(data, func(quoted, value []byte) bool {
		if string(quoted) == `"type"` && name == "" {
			_ = json.Unmarshal(value, &name)
			return true
		}
		if len(body) > 1 {
			body = append(body, ',')
		}
		body = append(append(append(body, quoted...), ':'), value...)
		return true
	})
	body = append(body, '}')
	names := make([]string, len(u))
	for i, v := range u {
		if v.Name == name {
			value := reflect.New(reflect.TypeOf(v.Zero)).Elem()
			d.value("", body, value)
			if err := d.faults.Err(); err != nil {
				return none, err
			}
			return value.Interface().(T), nil
		}
		names[i] = v.Name
	}
	code := logistics.FaultUnknown
	if name == "" {
		code = logistics.FaultRequired
	}
	d.faults.Add("/type", code, name, "one of "+strings.Join(names, ", "))
	return none, d.faults.Err()
}
