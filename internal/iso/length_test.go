package iso

import (
	"regexp"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestWhatIsWrittenReadsBack, in the shortest form.
func TestWhatIsWrittenReadsBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		days := rapid.IntRange(0, MaxDays).Draw(r, "days")
		exact := time.Duration(rapid.Int64Range(0, int64(century)).Draw(r, "exact"))
		if rapid.Bool().Draw(r, "negative") {
			days, exact = -days, -exact
		}
		text := string(AppendLength(nil, days, exact))
		gotDays, gotExact, fault := ParseLength(text)
		if gotDays != days || gotExact != exact || fault != (Fault{}) {
			r.Fatalf(
				"%d days and %s are written %s, read as %d days and %s, %v", days, exact, text, gotDays, gotExact,
				fault,
			)
		}
	})
}

var form = regexp.MustCompile(`^-?P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d{1,9})?S)?)?$`)

// TestTheFormIsThatOfTheExpression, a naive reader.
func TestTheFormIsThatOfTheExpression(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.OneOf(
			rapid.StringMatching(`-?P(\d{1,3}D)?(T(\d{1,3}H)?(\d{1,3}M)?(\d{1,3}(\.\d{1,10})?S)?)?`),
			rapid.StringMatching(`[-PDTHMS0-9.]{0,9}`),
		).Draw(r, "text")
		_, _, fault := ParseLength(text)
		trimmed := text
		if trimmed != "" && trimmed[0] == '-' {
			trimmed = trimmed[1:]
		}
		want := form.MatchString(text) && trimmed != "P" && trimmed[len(trimmed)-1] != 'T'
		if (fault == Fault{} || fault.TooLarge) != want {
			r.Fatalf("%q: %v, want %v", text, fault, want)
		}
	})
}
