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

// Check is the fault of a schema field that names another than the current version. An empty one is that
// of a literal in a program, which means this release's; JSON has to say which it means.
func (doc Document) Check(schema string, faults *logistics.Faults) {
	if schema != "" && schema != doc.Schema() {
		faults.Unsupported("/schema", schema, "this release reads "+doc.Schema())
	}
}

// Written is the schema a document is written with: its own, or this release's where a program left it out.
func (doc Document) Written(schema string) string {
	if schema == "" {
		return doc.Schema()
	}
	return schema
}

// Head is what every policy begins with.
type Head struct {
	Schema  string
	ID      logistics.ID // by which decisions cite the policy
	Version int          // from 1, or Unversioned
	Name    string       // for people; may be absent
}

// Unversioned is the version of a policy that has none.
const Unversioned = -1

// MaxName is how many bytes the name of a policy may have.
const MaxName = 256

// Head reports every fault of the head of a policy.
func (doc Document) Head(h Head, faults *logistics.Faults) {
	doc.Check(h.Schema, faults)
	if h.ID.IsZero() {
		faults.Required("/id", "id is required")
	}
	if h.Version < 1 && h.Version != Unversioned {
		faults.OutOfRange("/version", h.Version, "version must be 1 or greater")
	}
	if h.Name != "" {
		CheckText("/name", h.Name, "", MaxName, faults)
	}
}

// Validator is what documents are: they report every fault of theirs.
type Validator interface{ Validate() error }

// DecodeDocument reads a document of any version the schema has had, and validates it. What cannot be read
// and what is read and wrong come back together; of a place that could not be read, and of what depends on
// others, nothing more is said.
func DecodeDocument[T Validator](doc Document, data []byte, mode Mode) (T, error) {
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
	var value T
	d = newDecoder(data, mode)
	if d.wellFormed(data) {
		start = skipSpace(data, 0)
		d.value("", data[start:endOfValue(data, start)], reflect.ValueOf(&value).Elem())
	}
	// An older document was brought up to this release's.
	if field, ok := fieldNamed(reflect.ValueOf(&value).Elem(), "schema"); ok && field.String() != "" {
		field.SetString(doc.Schema())
	}
	unread := len(d.faults)
	var wrong logistics.Faults
	wrong.At("", value.Validate())
	for _, fault := range wrong {
		if unread == 0 || !derived(fault, d.faults[:unread]) {
			d.faults = append(d.faults, fault)
		}
	}
	if err := d.faults.Err(); err != nil {
		return none, err
	}
	return value, nil
}

// derived reports whether a fault may only follow from a place that could not be read.
func derived(fault *logistics.FieldError, unread logistics.Faults) bool {
	if fault.Code == logistics.FaultConflict || fault.Code == logistics.FaultMismatch {
		return true
	}
	for _, other := range unread {
		if other.Path == "" || within(fault.Path, other.Path) || within(other.Path, fault.Path) {
			return true
		}
	}
	return false
}

// within reports whether a path lies at or below another.
func within(path, other string) bool {
	rest, ok := strings.CutPrefix(path, other)
	return ok && (rest == "" || rest[0] == '/')
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
		switch {
		case schema == "":
			faults.Required("/schema", doc.Schema())
		case len(faults) == 0: // "/1" written as "/01"
			faults.Unsupported("/schema", schema, "this release reads "+doc.Schema())
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
