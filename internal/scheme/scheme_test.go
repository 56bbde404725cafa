package scheme

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPublishedNumbersAreAccepted(t *testing.T) {
	if digits, fault := GTIN("6291041500213"); digits != "06291041500213" || fault != (Fault{}) {
		t.Errorf("%s, %v", digits, fault)
	}
	for name, fault := range map[string]Fault{
		"GLN": Sized("4012345000023", 13), "SSCC": Sized("106141412345678908", 18),
		"GRAI": GRAI("06291041500213AB/1"), "S10": S10("RA473124829GB"), "container": ISO6346("CSQU3054383"),
	} {
		if fault != (Fault{}) {
			t.Errorf("%s: %v", name, fault)
		}
	}
}

// TestATypingErrorIsFound: no number stays right when one digit is changed.
func TestATypingErrorIsFound(t *testing.T) {
	for name, c := range map[string]struct {
		number string
		verify func(string) Fault
	}{
		"GTIN": {"06291041500213", func(s string) Fault { _, f := GTIN(s); return f }},
		"GLN":  {"4012345000023", func(s string) Fault { return Sized(s, 13) }},
		"S10":  {"RA473124829GB", S10},
	} {
		rapid.Check(t, func(r *rapid.T) {
			i := rapid.IntRange(0, len(c.number)-1).Draw(r, "place")
			digit := rapid.RuneFrom([]rune("0123456789")).Draw(r, "digit")
			if c.number[i] < '0' || c.number[i] > '9' || rune(c.number[i]) == digit {
				r.Skip()
			}
			if fault := c.verify(c.number[:i] + string(digit) + c.number[i+1:]); !fault.CheckDigit {
				r.Fatalf("%s with %c at %d: %v", name, digit, i, fault)
			}
		})
	}
}

func TestAnyTextIsJudged(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[A-Z]{0,4}[0-9]{0,18}[A-Z]{0,2}`)).Draw(r, "text")
		digits, fault := GTIN(text)
		if fault == (Fault{}) && (len(digits) != 14 || !strings.HasSuffix(digits, text)) {
			r.Fatalf("%q is the item %q", text, digits)
		}
		_, _, _, _ = Sized(text, 13), GRAI(text), S10(text), ISO6346(text)
	})
}
