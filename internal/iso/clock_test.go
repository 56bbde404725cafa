package iso

import (
	"regexp"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

var (
	clockForm  = regexp.MustCompile(`^T([01]\d|2[0-3])(?::([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?)?$`)
	offsetForm = regexp.MustCompile(`^(?:Z|([+-])(0\d|1[0-3]):([0-5]\d)|([+-])14:00)$`)
)

func whole(s string) int {
	n, _ := strconv.Atoi("0" + s)
	return n
}

// TestClocksAreReadAsTheExpressionReadsThem holds the reader against a regular expression.
func TestClocksAreReadAsTheExpressionReadsThem(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.OneOf(
			rapid.StringMatching(`T[012]\d(:[0-6]\d(:[0-6]\d(\.\d{0,10})?)?)?`),
			rapid.StringMatching(`[T:.0-9Z]{0,10}`),
		).Draw(r, "text")
		c, rest, fault := ParseClock(text)
		m := clockForm.FindStringSubmatch(text)
		if read := fault == (Fault{}) && rest == ""; read != (m != nil) {
			r.Fatalf("%q: %+v, %q, %v; the expression says %v", text, c, rest, fault, m)
		}
		if m == nil {
			return
		}
		want := Clock{Seconds: int32(whole(m[1])*3600 + whole(m[2])*60 + whole(m[3]))}
		for _, part := range m[1:] {
			if part != "" {
				want.Parts++
			}
		}
		nanos := m[4]
		for len(nanos) < 9 {
			nanos += "0"
		}
		want.Nanos = int32(whole(nanos))
		if c != want {
			r.Fatalf("%q is %+v, want %+v", text, c, want)
		}
	})
}

// TestOffsetsAreReadAsTheExpressionReadsThem, and are minutes.
func TestOffsetsAreReadAsTheExpressionReadsThem(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.OneOf(
			rapid.StringMatching(`[+-][01]\d:[0-6]\d`),
			rapid.SampledFrom([]string{"Z", "z", "", "+14:00", "-14:01", "+0100"}),
		).Draw(r, "text")
		minutes, fault := ParseOffset(text)
		m := offsetForm.FindStringSubmatch(text)
		if (fault == Fault{}) != (m != nil) {
			r.Fatalf("%q: %d, %v; the expression says %v", text, minutes, fault, m)
		}
		if m == nil {
			return
		}
		want := whole(m[2])*60 + whole(m[3])
		if m[4] != "" {
			want = 14 * 60
		}
		if m[1]+m[4] == "-" {
			want = -want
		}
		if int(minutes) != want {
			r.Fatalf("%q is %d, want %d", text, minutes, want)
		}
	})
}
