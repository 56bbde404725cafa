package wire

import (
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
