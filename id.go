package logistics

import (
	"strings"
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
func NewID(scheme Scheme, value string) (ID, error) {
	if err := checkText(value, maxID); err != nil {
		return ID{}, err
	}
	switch scheme {
	case SchemeHost:
		return ID{value: value}, nil
	case SchemeGTIN:
		switch len(value) {
		case 8, 12, 13, 14:
			return gs1(scheme, value, strings.Repeat("0", 14-len(value))+value)
		}
		return ID{}, NewFieldError(FaultSyntax, value, "8, 12, 13 or 14 digits")
	case SchemeGLN:
		return gs1Sized(scheme, value, 13)
	case SchemeSSCC:
		return gs1Sized(scheme, value, 18)
	case SchemeGRAI:
		return grai(value)
	case SchemeS10:
		return s10(value)
	case SchemeISO6346:
		return iso6346(value)
	default:
		return ID{}, NewFieldError(FaultUnknown, string(scheme), "not an id scheme")
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

// gs1 verifies the GS1 check digit of digits (weights 3 and 1 alternating from the right).
func gs1(scheme Scheme, given, digits string) (ID, error) {
	if !digitsOnly(digits) {
		return ID{}, NewFieldError(FaultSyntax, given, "digits only")
	}
	if !validGS1(digits) {
		return ID{}, NewFieldError(FaultCheckDigit, given, "GS1 modulo 10")
	}
	return ID{scheme, digits}, nil
}

func gs1Sized(scheme Scheme, value string, size int) (ID, error) {
	if len(value) != size {
		return ID{}, NewFieldError(FaultSyntax, value, "wrong number of digits")
	}
	return gs1(scheme, value, value)
}

func validGS1(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d *= 3
		}
		sum += d
	}
	return sum%10 == 0
}

func grai(value string) (ID, error) {
	if len(value) < 14 || len(value) > 30 || value[0] != '0' || !digitsOnly(value[:14]) {
		return ID{}, NewFieldError(
			FaultSyntax, value, "14 digits beginning with 0, then a serial of up to 16 characters",
		)
	}
	for i := 14; i < len(value); i++ {
		if !isGS1Serial(value[i]) {
			return ID{}, NewFieldError(FaultSyntax, value, "a character outside the GS1 set in the serial")
		}
	}
	if !validGS1(value[:14]) {
		return ID{}, NewFieldError(FaultCheckDigit, value, "GS1 modulo 10")
	}
	return ID{SchemeGRAI, value}, nil
}

// isGS1Serial is the GS1 AI encodable character set 82.
func isGS1Serial(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' ||
		strings.IndexByte(`!"%&'()*+,-./:;<=>?_`, c) >= 0
}

// s10 verifies a UPU S10 item: two letters, eight digits, check digit, country.
func s10(value string) (ID, error) {
	if len(value) != 13 || !upper(value[:2]) || !digitsOnly(value[2:11]) || !upper(value[11:]) {
		return ID{}, NewFieldError(FaultSyntax, value, "two letters, nine digits, two letters")
	}
	sum := 0
	for i, weight := range [8]int{8, 6, 4, 2, 3, 5, 9, 7} {
		sum += weight * int(value[2+i]-'0')
	}
	check := 11 - sum%11
	switch check {
	case 10:
		check = 0
	case 11:
		check = 5
	}
	if int(value[10]-'0') != check {
		return ID{}, NewFieldError(FaultCheckDigit, value, "UPU S10 modulo 11")
	}
	return ID{SchemeS10, value}, nil
}

// iso6346 verifies a container number: owner code, category, six digits, check digit. Letters count
// from 10 and skip the multiples of 11.
func iso6346(value string) (ID, error) {
	if len(value) != 11 || !upper(value[:4]) || !digitsOnly(value[4:]) {
		return ID{}, NewFieldError(FaultSyntax, value, "four letters and seven digits")
	}
	sum := 0
	for i := range 10 {
		n := int(value[i] - '0')
		if i < 4 {
			n = int(value[i]-'A') + 10
			n += (n - 1) / 10 // 11, 22 and 33 are skipped
		}
		sum += n << i
	}
	if int(value[10]-'0') != sum%11%10 {
		return ID{}, NewFieldError(FaultCheckDigit, value, "ISO 6346 modulo 11")
	}
	return ID{SchemeISO6346, value}, nil
}
