package wire_test

import (
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

func TestCodesHaveTheFormOfAnID(t *testing.T) {
	for code, want := range map[string]string{
		"waived": "", "not due": "", "": "required", " late": "syntax", "a\nb": "encoding",
		strings.Repeat("x", 65): "too_long",
	} {
		if err := wire.CheckCode(code); (want == "") != (err == nil) || err != nil &&
			!strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", code, err, want)
		}
	}
}

func TestOneOfSaysWhatIsKnown(t *testing.T) {
	type colour string
	for _, c := range []struct {
		value colour
		known []colour
		want  string
	}{
		{"red", []colour{"red", "green"}, ""},
		{"", []colour{"", "green"}, ""},
		{"", []colour{"red", "green"}, `logistics: /c: unknown: one of red, green`},
		{"blue", []colour{"", "red", "green"}, `logistics: /c: unknown "blue": none, or one of red, green`},
	} {
		var faults logistics.Faults
		wire.CheckOneOf("/c", c.value, &faults, c.known...)
		if err := faults.Err(); (c.want == "") != (err == nil) || err != nil && err.Error() != c.want {
			t.Errorf("%q: %v, want %s", c.value, err, c.want)
		}
	}
}

func TestConfidencesLieBetween(t *testing.T) {
	for text, want := range map[string]string{
		"95%": "", "1%": "", "9007199254740991/9007199254740992": "",
		"":     "required",
		"0%":   "above 0 and below 100%",
		"-1%":  "above 0 and below 100%",
		"100%": "above 0 and below 100%",
		"9223372036854775806/9223372036854775807": "too near",
		"1/9223372036854775807":                   "too near",
	} {
		var faults logistics.Faults
		wire.CheckConfidence("/confidence", logistics.MustRatio(text), &faults)
		if err := faults.Err(); (want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
