package logistics

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/exact"
	"github.com/logicrm/logistics/internal/iso"
	"github.com/logicrm/logistics/internal/words"
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

// ParseStamp reads RFC 3339 and its shorter and longer relatives: "2025-03-03", "2025-03-03T14",
// "2025-03-03T14:05", "2025-03-03T14:05:09.25", each with or without "Z" or "+05:45", and with or
// without an RFC 9557 zone: "2025-03-03T14:05[Europe/Berlin]".
func ParseStamp(text string) (Stamp, error) {
	var s Stamp
	rest := text
	if i := strings.IndexByte(rest, '['); i >= 0 {
		if !strings.HasSuffix(rest, "]") {
			return Stamp{}, stampSyntax(text)
		}
		s.zone = rest[i+1 : len(rest)-1]
		if err := checkZoneName(s.zone); err != nil {
			return Stamp{}, err
		}
		rest = rest[:i]
	}
	if len(rest) < 10 {
		return Stamp{}, stampSyntax(text)
	}
	date, err := ParseDate(rest[:10])
	if err != nil {
		return Stamp{}, err
	}
	s.date, s.precision = date, PrecisionDay
	if rest = rest[10:]; rest == "" {
		return s, nil
	}
	if rest[0] == 'T' {
		clock, behind, fault := iso.ParseClock(rest)
		if err := isoFault(text, fault); err != nil {
			return Stamp{}, err
		}
		s.seconds, s.nanos, s.precision = clock.Seconds, clock.Nanos, PrecisionDay+Precision(clock.Parts)
		rest = behind
	}
	if rest != "" {
		minutes, fault := iso.ParseOffset(rest)
		if err := isoFault(text, fault); err != nil {
			return Stamp{}, err
		}
		s.offset, s.hasOffset = minutes, true
	}
	return s, nil
}

func stampSyntax(text string) *FieldError {
	return NewFieldError(FaultSyntax, text, "a time like 2025-03-03T14:05:00+01:00")
}

// isoFault is what internal/iso finds wrong with a text, nil for nothing.
func isoFault(text string, fault iso.Fault) error {
	switch {
	case fault.TooLarge:
		return NewFieldError(FaultOutOfRange, text, fault.Want)
	case fault.TooLong:
		return NewFieldError(FaultTooLong, text, fault.Want)
	case fault.Want != "":
		return NewFieldError(FaultSyntax, text, fault.Want)
	}
	return nil
}

func printable(s string) string { return words.Printable(s, 64) }

// checkText refuses what no label or id may hold: bad UTF-8, control characters, blank edges, more
// than most bytes.
func checkText(s string, most int) *FieldError {
	switch {
	case s == "":
		return NewFieldError(FaultRequired, "", "")
	case len(s) > most:
		return NewFieldError(FaultTooLong, s, "at most "+strconv.Itoa(most)+" bytes")
	case !utf8.ValidString(s):
		return NewFieldError(FaultEncoding, s, "not valid UTF-8")
	case strings.TrimSpace(s) != s:
		return NewFieldError(FaultSyntax, s, "blank at the edge")
	}
	for _, r := range s {
		if unicode.IsControl(r) {
			return NewFieldError(FaultEncoding, s, "control character")
		}
	}
	return nil
}

// ParseDuration reads the ISO 8601 forms that have one meaning, "P2D", "PT1H30M", "P1DT12H", "PT0.5S",
// and "any". Years, months and weeks are refused: say days, or use a [PeriodRule].
func ParseDuration(s string) (Duration, error) {
	if s == "any" {
		return AnyTime(), nil
	}
	days, exact, fault := iso.ParseLength(s)
	if err := isoFault(s, fault); err != nil {
		return Duration{}, err
	}
	return Duration{days: int32(days), exact: exact}, nil
}

func checkOptional(path, field, text string, faults *Faults) {
	if text == "" {
		return
	}
	if err := checkText(text, maxName); err != nil {
		faults.At(path+field, err)
	}
}
