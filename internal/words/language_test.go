package words_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/words"
)

func parse(t interface{ Fatalf(string, ...any) }, tag string) *words.Language {
	l, err := words.Parse(tag)
	if err != nil {
		t.Fatalf("%s: %v", tag, err)
	}
	return &l
}

// samples are numbers by their plural category, as CLDR's chart of language plural rules lists them. Later versions
// of CLDR have a category many for millions in some Romance languages, so those have none here.
var samples = []struct{ language, categories, numbers string }{
	{"en", "one other", "1:one 0:other 2:other 11:other 101:other 1.0:other 0.5:other 1.5:other"},
	{"de", "one other", "1:one 0:other 2:other 21:other 1.0:other 1.5:other"},
	{"fr", "one other", "0:one 1:one 1.0:one 1.5:one 1.99:one 2:other 2.0:other 17:other 100:other"},
	{"es", "one other", "1:one 1.0:one 0:other 2:other 1.5:other 21:other"},
	{"pt", "one other", "0:one 1:one 1.5:one 2:other 10:other"},
	{"pt-PT", "one other", "1:one 0:other 1.5:other 2:other"},
	{"da", "one other", "1:one 0.5:one 1.5:one 0:other 2:other 2.5:other"},
	{
		"pl", "one few many other",
		"1:one 2:few 4:few 22:few 104:few 0:many 5:many 12:many 14:many 21:many 112:many 1000000:many 1.5:other",
	},
	{
		"ru", "one few many other",
		"1:one 21:one 101:one 1001:one 2:few 24:few 0:many 5:many 11:many 14:many 111:many 1000000:many 1.5:other",
	},
	{"cs", "one few other", "1:one 2:few 4:few 1.0:many 1.5:many 0:other 5:other 22:other 100:other"},
	{
		"ar", "zero one two few many other",
		"0:zero 1:one 2:two 3:few 10:few 103:few 11:many 99:many 111:many 100:other 101:other 102:other 200:other " +
			"1.5:other",
	},
	{"sl", "one two few other", "1:one 101:one 2:two 102:two 3:few 4:few 104:few 1.5:few 0:other 5:other 11:other"},
	{"lt", "one few other", "1:one 21:one 2:few 9:few 22:few 1.5:many 0:other 10:other 11:other 19:other"},
	{"lv", "zero one other", "0:zero 10:zero 11:zero 19:zero 1:one 21:one 0.1:one 2:other 22:other"},
	{"cy", "zero one two few many other", "0:zero 1:one 2:two 3:few 6:many 4:other 7:other"},
	{"hi", "one other", "0:one 0.5:one 1:one 1.5:other 2:other"},
	{"ja", "other", "0:other 1:other 2:other 1.5:other"},
}

func TestPluralCategoriesAreThoseOfCLDR(t *testing.T) {
	for _, s := range samples {
		l := parse(t, s.language)
		for sample := range strings.FieldsSeq(s.numbers) {
			number, want, _ := strings.Cut(sample, ":")
			for _, plain := range []string{number, "-" + number} {
				if got := l.Category(plain); got != want {
					t.Errorf("%s: %s is %s, want %s", s.language, plain, got, want)
				}
			}
		}
		if got := strings.Join(l.Categories(), " "); got != s.categories {
			t.Errorf("%s has %s, want %s", s.language, got, s.categories)
		}
	}
}

// TestLargeNumbersHaveTheCategoryOfTheirLastDigits: rules ask for the last digits of a number, and whether there are
// more, so that digits before the last six change nothing.
func TestLargeNumbersHaveTheCategoryOfTheirLastDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := parse(t, rapid.SampledFrom(samples).Draw(t, "language").language)
		last := fmt.Sprintf("%06d", rapid.IntRange(0, 999_999).Draw(t, "last"))
		some := rapid.StringMatching(`[1-9][0-9]{1,20}`).Draw(t, "some")
		others := rapid.StringMatching(`[1-9][0-9]{1,20}`).Draw(t, "others")
		if a, b := l.Category(some+last), l.Category(others+last); a != b {
			t.Fatalf("%s: %s is %s, %s is %s", l.Tag(), some+last, a, others+last, b)
		}
	})
}

// signs are how a language writes numbers, by hand from CLDR: the sign of the decimals, that between groups, the
// digits of the last group and of the others, whether a number of four digits is grouped, and the zero.
type signs struct {
	language, decimal, group string
	first, next              int
	four                     bool
	zero                     rune
	minus, before, behind    string // a negative number, and around a percentage
}

const space = "\u00a0" // does not break

var written = []signs{
	{"en", ".", ",", 3, 3, true, '0', "-", "", "%"},
	{"de", ",", ".", 3, 3, true, '0', "-", "", space + "%"},
	{"de-CH", ".", "’", 3, 3, true, '0', "-", "", "%"},
	{"fr", ",", space, 3, 3, true, '0', "-", "", space + "%"},
	{"it", ",", ".", 3, 3, false, '0', "-", "", "%"},
	{"es", ",", ".", 3, 3, false, '0', "-", "", space + "%"},
	{"es-MX", ".", ",", 3, 3, true, '0', "-", "", space + "%"},
	{"pt", ",", ".", 3, 3, true, '0', "-", "", "%"},
	{"pt-PT", ",", space, 3, 3, false, '0', "-", "", "%"},
	{"pl", ",", space, 3, 3, false, '0', "-", "", "%"},
	{"cs", ",", space, 3, 3, true, '0', "-", "", space + "%"},
	{"sv", ",", space, 3, 3, true, '0', "−", "", space + "%"},
	{"tr", ",", ".", 3, 3, true, '0', "-", "%", ""},
	{"ja", ".", ",", 3, 3, true, '0', "-", "", "%"},
	{"hi", ".", ",", 3, 2, true, '0', "-", "", "%"},
	{"bn", ".", ",", 3, 2, true, '০', "-", "", "%"},
	{"ar", "٫", "٬", 3, 3, true, '٠', "\u061c-", "", "٪\u061c"},
}

// naive writes a number from the right.
func (s signs) naive(plain string) string {
	negative := strings.HasPrefix(plain, "-")
	whole, fraction, decimals := strings.Cut(strings.TrimPrefix(plain, "-"), ".")
	digit := func(c byte) string { return string(s.zero + rune(c-'0')) }
	text, inGroup, size := "", 0, s.first
	for i := len(whole) - 1; i >= 0; i-- {
		if inGroup == size && (s.four || len(whole) != 4) {
			text, inGroup, size = s.group+text, 0, s.next
		}
		text, inGroup = digit(whole[i])+text, inGroup+1
	}
	if decimals {
		text += s.decimal
		for i := range len(fraction) {
			text += digit(fraction[i])
		}
	}
	if negative {
		text = s.minus + text
	}
	return text
}

func TestNumbersAreWrittenWithTheSignsOfCLDR(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(written).Draw(t, "language")
		l := parse(t, s.language)
		plain := rapid.StringMatching(`-?([0-9]|[1-9][0-9]{1,12})(\.[0-9]{1,6})?`).Draw(t, "plain")
		if got, want := string(l.AppendNumber([]byte("= "), plain)), "= "+s.naive(plain); got != want {
			t.Fatalf("%s: %s is written %q, want %q", s.language, plain, got, want)
		}
		number, minus := s.naive(plain), ""
		if rest, negative := strings.CutPrefix(number, s.minus); negative {
			number, minus = rest, s.minus
		}
		if got, want := string(l.AppendPercent(nil, plain)), minus+s.before+number+s.behind; got != want {
			t.Fatalf("%s: %s percent is written %q, want %q", s.language, plain, got, want)
		}
	})
}

// TestNumbersByHand are written as people of the country write them.
func TestNumbersByHand(t *testing.T) {
	for _, c := range []struct{ language, plain, number, percent string }{
		{"en", "-1234567.50", "-1,234,567.50", "-1,234,567.50%"},
		{"de", "1234567.5", "1.234.567,5", "1.234.567,5\u00a0%"},
		{"fr", "12345", "12\u00a0345", "12\u00a0345\u00a0%"},
		{"es", "1234.5", "1234,5", "1234,5\u00a0%"},
		{"es", "12345.5", "12.345,5", "12.345,5\u00a0%"},
		{"pl", "1234", "1234", "1234%"},
		{"hi", "1234567", "12,34,567", "12,34,567%"},
		{"tr", "-50", "-50", "-%50"},
		{"ar", "95", "٩٥", "٩٥٪\u061c"},
		{"en", "0", "0", "0%"},
	} {
		l := parse(t, c.language)
		if got := string(l.AppendNumber(nil, c.plain)); got != c.number {
			t.Errorf("%s: %s is written %q, want %q", c.language, c.plain, got, c.number)
		}
		if got := string(l.AppendPercent(nil, c.plain)); got != c.percent {
			t.Errorf("%s: %s percent is written %q, want %q", c.language, c.plain, got, c.percent)
		}
	}
}

// plain reads a number back: by the digits and the decimal sign that the language writes, and a hyphen or minus.
func plain(l *words.Language, written string) string {
	half := []rune(string(l.AppendNumber(nil, "0.5")))
	zero, decimal := half[0], string(half[1:len(half)-1])
	var text strings.Builder
	for _, c := range written {
		switch {
		case c >= zero && c <= zero+9:
			text.WriteString(fmt.Sprint(c - zero))
		case c == '-' || c == '−':
			text.WriteString("-")
		case string(c) == decimal:
			text.WriteString(".")
		}
	}
	return text.String()
}

// TestEveryLanguageKeepsTheDigits: whatever the language, what is written is the number, with its signs.
func TestEveryLanguageKeepsTheDigits(t *testing.T) {
	for _, base := range language.Supported.BaseLanguages() {
		l := parse(t, base.String())
		for _, number := range []string{"0", "-7", "1234", "-98765.4321", "1234567890123.50"} {
			if got := plain(l, string(l.AppendNumber(nil, number))); got != number {
				t.Fatalf("%s: %s reads back as %q", l.Tag(), number, got)
			}
			if got := plain(l, string(l.AppendPercent(nil, number))); got != number {
				t.Fatalf("%s: %s percent reads back as %q", l.Tag(), number, got)
			}
		}
		if c := l.Categories(); !slices.Contains(c, "other") || !slices.Contains(c, l.Category("3")) {
			t.Fatalf("%s has the categories %v", l.Tag(), c)
		}
	}
}

// TestBuiltInEnglishIsThatOfTheTables: English needs no tables, and says what they say.
func TestBuiltInEnglishIsThatOfTheTables(t *testing.T) {
	if built, learned := words.English(), parse(t, "en"); built != *learned {
		t.Errorf("%+v is built in, the tables say %+v", built, *learned)
	}
}

func TestTagsAreReadAndTold(t *testing.T) {
	for _, c := range []struct{ tag, canonical, base string }{
		{"de", "de", "de"}, {"de-ch", "de-CH", "de"}, {"pt_BR", "pt-BR", "pt"}, {"zh-Hant-TW", "zh-Hant-TW", "zh"},
	} {
		l := parse(t, c.tag)
		if l.Tag() != c.canonical || l.Base() != c.base {
			t.Errorf("%s is %s of %s", c.tag, l.Tag(), l.Base())
		}
	}
	for _, bad := range []string{"", "german", "d", "de-", "xx-xx-xx-xx", "de\x00"} {
		if l, err := words.Parse(bad); err == nil {
			t.Errorf("%q is the language %s", bad, l.Tag())
		}
	}
}

// FuzzParse: whatever tag is asked for, it is a language that writes numbers, or an error.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"en", "de-CH", "ar-u-nu-latn", "en-u-nu-roman", "en-u-nu-mathmono", "x-private", "und", "sr-Latn-RS",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, tag string) {
		l, err := words.Parse(tag)
		if err != nil {
			return
		}
		if got := plain(&l, string(l.AppendNumber(nil, "-1234.5"))); got != "-1234.5" {
			t.Fatalf("%s reads back as %q", l.Tag(), got)
		}
	})
}
