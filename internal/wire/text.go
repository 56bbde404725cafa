package wire

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/logicrm/logistics"
)

// CheckText reports a text for people, a name or a remark, that is absent, has more than most bytes or cannot
// be shown. What says what it is for.
func CheckText(path, text, what string, most int, faults *logistics.Faults) {
	switch {
	case text == "":
		faults.Required(path, what)
	case len(text) > most:
		faults.Add(path, logistics.FaultTooLong, text, "at most "+strconv.Itoa(most)+" bytes")
	case !utf8.ValidString(text):
		faults.Add(path, logistics.FaultEncoding, text, "not valid UTF-8")
	case strings.ContainsFunc(text, unicode.IsControl):
		faults.Add(path, logistics.FaultEncoding, text, "control character")
	}
}

// CheckCode holds a code of the host's own, like that of a reason to leave something out, to the form of a host's
// id: short, printable, without blanks at its edges.
func CheckCode(code string) error {
	_, err := logistics.HostID(code)
	return err
}

// CheckOneOf reports a text that is none of those known. What is known as "" may be absent.
func CheckOneOf[T ~string](path string, value T, faults *logistics.Faults, known ...T) {
	if slices.Contains(known, value) {
		return
	}
	var names []string
	detail := "one of "
	for _, k := range known {
		if k == "" {
			detail = "none, or one of "
		} else {
			names = append(names, string(k))
		}
	}
	faults.Unknown(path, value, detail+strings.Join(names, ", "))
}

// CheckConfidence reports a confidence that no interval can have: above 0 and below 100%, and not so near to
// either that a float64 cannot tell.
func CheckConfidence(path string, confidence logistics.Ratio, faults *logistics.Faults) {
	f, known := confidence.Float()
	switch {
	case !known:
		faults.Required(path, "95% is usual")
	case confidence.Num() <= 0 || confidence.Num() >= confidence.Den():
		faults.OutOfRange(path, confidence, "above 0 and below 100%")
	case f >= 1 || 1-f >= 1:
		faults.OutOfRange(path, confidence, "too near to 0 or to 100%")
	}
}
