package logistics

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ErrInvalid is the class of every [FieldError]: errors.Is(err, ErrInvalid) holds for one fault, for
// [Faults], and for anything that wraps them.
var ErrInvalid = errors.New("logistics: invalid input")

// FaultCode says what is wrong with a field. The list is closed and its texts are stable.
type FaultCode string

// The fault codes.
const (
	FaultRequired    FaultCode = "required"     // nothing was given
	FaultSyntax      FaultCode = "syntax"       // the text does not have the form asked for
	FaultEncoding    FaultCode = "encoding"     // not UTF-8, or a control character in it
	FaultUnknown     FaultCode = "unknown"      // well formed, but on no list: a currency, a unit, a field
	FaultDuplicate   FaultCode = "duplicate"    // given twice
	FaultTooLong     FaultCode = "too_long"     // more bytes, digits or decimals than allowed
	FaultTooMany     FaultCode = "too_many"     // more elements than allowed
	FaultOutOfRange  FaultCode = "out_of_range" // a number or date outside its bounds
	FaultCheckDigit  FaultCode = "check_digit"  // the check digit does not belong to the rest
	FaultConflict    FaultCode = "conflict"     // contradicts another field
	FaultMismatch    FaultCode = "mismatch"     // another currency, unit or metric than its partner
	FaultUnsupported FaultCode = "unsupported"  // a schema or version this release does not read
)

// FieldError is one fault: where, what kind, the offending text, and a sentence for people. It is
// always handled as a pointer.
type FieldError struct {
	// JSON pointer (RFC 6901) from the value that was given; "" is the value itself
	Path   string    `json:"path"`
	Code   FaultCode `json:"code"`             // what kind of fault
	Value  string    `json:"value,omitempty"`  // the offending text, made printable and cut at 64 bytes
	Detail string    `json:"detail,omitempty"` // for people; may change between releases
	cause  error     // of the host's, behind the fault
}

// Error renders the fault in one line.
func (e *FieldError) Error() string {
	var b strings.Builder
	b.WriteString("logistics: ")
	if e.Path != "" {
		b.WriteString(e.Path)
		b.WriteString(": ")
	}
	b.WriteString(string(e.Code))
	if e.Value != "" {
		b.WriteString(" ")
		b.WriteString(strconv.Quote(e.Value))
	}
	if e.Detail != "" {
		b.WriteString(": ")
		b.WriteString(e.Detail)
	}
	return b.String()
}

// Is makes every FieldError an [ErrInvalid].
func (e *FieldError) Is(target error) bool { return target == ErrInvalid }

// Equal reports whether the faults say the same; the host's error behind them does not count.
func (e *FieldError) Equal(o *FieldError) bool {
	if e == nil || o == nil {
		return e == o
	}
	return e.Path == o.Path && e.Code == o.Code && e.Value == o.Value && e.Detail == o.Detail
}

// Unwrap is the host's error behind the fault: why a zone was not found. Most faults have none.
func (e *FieldError) Unwrap() error { return e.cause }

// NewFieldError returns a fault at the value itself. The offending text is made printable and cut, so
// that hostile input can be logged.
func NewFieldError(code FaultCode, value, detail string) *FieldError {
	return &FieldError{Code: code, Value: printable(value), Detail: detail}
}

// Faults are all the faults of one input. The zero value is none. Collect with Add and At, and return
// Err at the end, never the list itself.
type Faults []*FieldError

// Add appends one fault.
func (f *Faults) Add(path string, code FaultCode, value, detail string) {
	e := NewFieldError(code, value, detail)
	e.Path = path
	*f = append(*f, e)
}

// below puts the faults from one on below a member of a list: most members are sound, and then no path is made.
func (f Faults) below(from int, list string, i int) {
	for _, fault := range f[from:] {
		fault.Path = list + strconv.Itoa(i) + fault.Path
	}
}

// Required says that nothing was given where something must be.
func (f *Faults) Required(path, what string) { f.Add(path, FaultRequired, "", what) }

// Syntax says that the text does not have the form asked for.
func (f *Faults) Syntax(path string, value any, want string) {
	f.Add(path, FaultSyntax, textOf(value), want)
}

// Unknown says that the value is on no list.
func (f *Faults) Unknown(path string, value any, want string) {
	f.Add(path, FaultUnknown, textOf(value), want)
}

// Duplicate says that the value was given before.
func (f *Faults) Duplicate(path string, value any, what string) {
	f.Add(path, FaultDuplicate, textOf(value), what)
}

// TooMany says that there are more elements than allowed; value is their number.
func (f *Faults) TooMany(path string, value any, want string) {
	f.Add(path, FaultTooMany, textOf(value), want)
}

// OutOfRange says that the value is outside its bounds.
func (f *Faults) OutOfRange(path string, value any, want string) {
	f.Add(path, FaultOutOfRange, textOf(value), want)
}

// Conflict says that the value contradicts another field.
func (f *Faults) Conflict(path string, value any, what string) {
	f.Add(path, FaultConflict, textOf(value), what)
}

// Mismatch says that the value has another currency, unit or metric than its partner.
func (f *Faults) Mismatch(path string, value any, what string) {
	f.Add(path, FaultMismatch, textOf(value), what)
}

// Unsupported says that this release does not read the value.
func (f *Faults) Unsupported(path string, value any, what string) {
	f.Add(path, FaultUnsupported, textOf(value), what)
}

// textOf is the text of an offending value; nil has none.
func textOf(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case []byte:
		return string(v)
	case fmt.Stringer:
		return v.String()
	default:
		return fmt.Sprint(v)
	}
}

// At appends the faults of err below path. An error that carries none becomes a fault of its own that
// unwraps to it, so that nothing is lost; a nil err adds nothing.
func (f *Faults) At(path string, err error) {
	if err == nil {
		return
	}
	var many Faults
	var one *FieldError
	switch {
	case errors.As(err, &many):
		for _, e := range many {
			moved := *e
			moved.Path = path + e.Path
			*f = append(*f, &moved)
		}
	case errors.As(err, &one):
		moved := *one
		moved.Path = path + one.Path
		*f = append(*f, &moved)
	default:
		code := FaultSyntax
		var currencies *CurrencyError
		var units *UnitError
		if errors.As(err, &currencies) || errors.As(err, &units) {
			code = FaultMismatch
		}
		f.Add(path, code, "", printable(err.Error()))
		(*f)[len(*f)-1].cause = err
	}
}

// Err returns nil when there are no faults, and otherwise the faults ordered by path.
func (f Faults) Err() error {
	ordered := slices.DeleteFunc(slices.Clone(f), func(e *FieldError) bool { return e == nil })
	if len(ordered) == 0 {
		return nil
	}
	slices.SortStableFunc(ordered, func(a, b *FieldError) int { return cmp.Compare(a.Path, b.Path) })
	return ordered
}

// Error renders every fault, a line each.
func (f Faults) Error() string {
	lines := make([]string, 0, len(f))
	for _, e := range f {
		if e != nil {
			lines = append(lines, e.Error())
		}
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives errors.Is and errors.As every fault.
func (f Faults) Unwrap() []error {
	each := make([]error, len(f))
	for i, e := range f {
		each[i] = e
	}
	return each
}

// Pointer joins the parts of a JSON pointer (RFC 6901), escaping what must be: Pointer("lines", "0").
func Pointer(parts ...string) string {
	var b strings.Builder
	for _, part := range parts {
		b.WriteByte('/')
		b.WriteString(strings.ReplaceAll(strings.ReplaceAll(part, "~", "~0"), "/", "~1"))
	}
	return b.String()
}
