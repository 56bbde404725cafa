package logistics

import (
	"encoding/json"
	"errors"

	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/exact"
)

// must is behind every MustX: literals in programs only.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// parseInto is the UnmarshalText of every type that is read by a parse function: the target is left
// alone when the text is refused.
func parseInto[T any](target *T, parse func(string) (T, error), text []byte) error {
	value, err := parse(string(text))
	if err != nil {
		return err
	}
	*target = value
	return nil
}

// numberFault turns an error of the number kernel into a fault.
func numberFault(text string, err error) *FieldError {
	switch {
	case errors.Is(err, exact.ErrSyntax):
		return NewFieldError(FaultSyntax, text, "a plain decimal number as text, without exponent")
	case errors.Is(err, exact.ErrTooLong), errors.Is(err, exact.ErrOverflow), errors.Is(err, exact.ErrPrecision):
		return NewFieldError(FaultTooLong, text, "at most 34 digits, 12 of them decimals")
	default:
		return NewFieldError(FaultOutOfRange, text, err.Error())
	}
}

// enumText is the MarshalText of a closed enum: the zero value has no text on the wire.
func enumText[E ~uint8](e E, names []string) ([]byte, error) {
	text, ok := enum.Text(e, names)
	if !ok {
		return nil, NewFieldError(FaultRequired, "", enum.Wanted(names))
	}
	return text, nil
}

// enumParse is the UnmarshalText of a closed enum.
func enumParse[E ~uint8](target *E, names []string, text []byte) error {
	if !enum.Parse(target, names, text) {
		return NewFieldError(FaultUnknown, string(text), enum.Wanted(names))
	}
	return nil
}

// member is a field of an object that a type reads itself.
type member struct {
	name string
	into any
}

// readObject reads the named members of an object, with all faults and their paths. Members that are
// absent or null are left alone, unknown ones are passed over.
func readObject(data []byte, members ...member) error {
	var raw map[string]json.RawMessage
	if json.Unmarshal(data, &raw) != nil {
		return NewFieldError(FaultSyntax, string(data[:min(len(data), 64)]), "an object")
	}
	var faults Faults
	for _, m := range members {
		if value, ok := raw[m.name]; ok && string(value) != "null" {
			faults.At("/"+m.name, json.Unmarshal(value, m.into))
		}
	}
	return faults.Err()
}
