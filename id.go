package logistics

import (
	"strings"

	"github.com/logicrm/logistics/internal/scheme"
)

// Scheme names the standard an id is issued under. The zero Scheme is the host's own.
type Scheme string

// The schemes whose form and check digit are verified.
const (
	SchemeHost    Scheme = ""        // the host's own id: opaque
	SchemeGTIN    Scheme = "gtin"    // GS1 trade item: 8, 12, 13 or 14 digits, kept as 14
	SchemeGLN     Scheme = "gln"     // GS1 location or party: 13 digits
	SchemeSSCC    Scheme = "sscc"    // GS1 logistic unit: 18 digits
	SchemeGRAI    Scheme = "grai"    // GS1 returnable asset: 14 digits (0 first) and a serial of up to 16
	SchemeS10     Scheme = "s10"     // UPU S10 postal item: RA473124829GB
	SchemeISO6346 Scheme = "iso6346" // freight container: CSQU3054383
)

// ID identifies something: a customer, an order, a product, a place. It is the host's opaque text or a
// standard number whose check digit was verified. IDs are given, never made here; they compare with ==
// and can be map keys. The zero ID is absent.
type ID struct {
	scheme Scheme
	value  string
}

const maxID = 64

// HostID takes an id of the host: 1 to 64 bytes of UTF-8 without control characters or blank edges.
func HostID(value string) (ID, error) {
	if err := checkText(value, maxID); err != nil {
		return ID{}, err
	}
	return ID{value: value}, nil
}

// NewID takes an id of a scheme and verifies form and check digit. GTINs are kept with 14 digits, so
// that the same item has the same id whatever the length it was scanned with.
func NewID(of Scheme, value string) (ID, error) {
	if err := checkText(value, maxID); err != nil {
		return ID{}, err
	}
	verify := func(fault scheme.Fault) (ID, error) {
		switch {
		case fault.CheckDigit:
			return ID{}, NewFieldError(FaultCheckDigit, value, fault.Want)
		case fault.Want != "":
			return ID{}, NewFieldError(FaultSyntax, value, fault.Want)
		}
		return ID{of, value}, nil
	}
	switch of {
	case SchemeHost:
		return ID{value: value}, nil
	case SchemeGTIN:
		digits, fault := scheme.GTIN(value)
		if fault == (scheme.Fault{}) {
			value = digits
		}
		return verify(fault)
	case SchemeGLN:
		return verify(scheme.Sized(value, 13))
	case SchemeSSCC:
		return verify(scheme.Sized(value, 18))
	case SchemeGRAI:
		return verify(scheme.GRAI(value))
	case SchemeS10:
		return verify(scheme.S10(value))
	case SchemeISO6346:
		return verify(scheme.ISO6346(value))
	default:
		return ID{}, NewFieldError(FaultUnknown, string(of), "not an id scheme")
	}
}

// ParseID reads the form of String: "gln:4012345000023", or the host's own text. Text with a colon is
// the host's only when it says "host:", so that a misspelt scheme is a fault and not an id.
func ParseID(s string) (ID, error) {
	scheme, value, ok := strings.Cut(s, ":")
	switch {
	case !ok:
		return HostID(s)
	case scheme == "host":
		return HostID(value)
	case scheme == "":
		return ID{}, NewFieldError(FaultUnknown, s, "not an id scheme")
	default:
		return NewID(Scheme(scheme), value)
	}
}

// MustID is [ParseID] for literals in programs; it panics on a fault.
func MustID(s string) ID { return must(ParseID(s)) }

// Scheme is the standard of the id; SchemeHost for the host's own.
func (id ID) Scheme() Scheme { return id.scheme }

// Value is the number or text without its scheme.
func (id ID) Value() string { return id.value }

// IsZero reports whether the id is absent.
func (id ID) IsZero() bool { return id == ID{} }

// Equal is for tests with go-cmp and for generic code; in programs use ==.
func (id ID) Equal(o ID) bool { return id == o }

// Compare orders ids by scheme, then value.
func (id ID) Compare(o ID) int {
	if c := strings.Compare(string(id.scheme), string(o.scheme)); c != 0 {
		return c
	}
	return strings.Compare(id.value, o.value)
}

// String is the text on the wire: "gln:4012345000023", "C-1001", "host:a:b".
func (id ID) String() string {
	switch {
	case id.scheme != SchemeHost:
		return string(id.scheme) + ":" + id.value
	case strings.Contains(id.value, ":"):
		return "host:" + id.value
	default:
		return id.value
	}
}

// MarshalText writes the form of String; an absent id is empty text.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads the form of String; empty text is an absent id.
func (id *ID) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*id = ID{}
		return nil
	}
	return parseInto(id, ParseID, text)
}
