package words

import (
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Language is how a language counts and writes numbers. It is made once and only read.
type Language struct {
	tag language.Tag

	decimal, group string
	first, next    int  // digits of the last group, and of the others
	four           bool // numbers of four digits are grouped
	zero           rune
	before, behind string // around a percentage
	minus          string // before a negative number
}

// English is built in, so that nothing has to be looked up for it.
func English() Language {
	return Language{
		tag: language.English, decimal: ".", group: ",", first: 3, next: 3, four: true, zero: '0', behind: "%",
		minus: "-",
	}
}

// Parse looks a language up by its BCP 47 tag.
func Parse(tag string) (Language, error) {
	t, err := language.Parse(tag)
	if err != nil {
		return Language{}, err
	}
	return learn(t), nil
}

// learn reads the signs of a language off numbers that x/text writes: it gives its tables to nobody, and it
// writes no exact decimals.
func learn(tag language.Tag) Language {
	l := Language{tag: tag}
	print := message.NewPrinter(tag)
	zero := []rune(print.Sprint(number.Decimal(0)))
	l.zero = zero[len(zero)-1]
	half := l.split(print.Sprint(number.Decimal(1.5)))
	if len(half) > 1 {
		l.decimal = half[1].before
	}
	groups := l.split(print.Sprint(number.Decimal(123456789)))
	l.first, l.next = len(groups[len(groups)-1].digits), 3
	if len(groups) > 1 {
		l.group = groups[1].before
		l.next = len(groups[len(groups)-2].digits)
	}
	l.four = len(l.split(print.Sprint(number.Decimal(1234)))) > 1 && !leavesFour(tag)
	percent := print.Sprint(number.Percent(0.5))
	digits := l.digits(percent)
	at := strings.Index(percent, digits)
	l.before, l.behind = percent[:at], percent[at+len(digits):]
	negative := print.Sprint(number.Decimal(-5))
	l.minus = negative[:strings.IndexRune(negative, l.zero+5)]
	return l
}

// leavesFour reports whether numbers of four digits are left without a group sign: CLDR's minimum of two grouping
// digits, which x/text passes over.
func leavesFour(tag language.Tag) bool {
	base, _ := tag.Base()
	region, _ := tag.Region()
	switch base.String() {
	case "be", "bg", "et", "hu", "hy", "it", "ka", "lv", "pl", "sl", "sq":
		return true
	case "es": // not in Latin America
		return slices.Contains([]string{"ES", "EA", "IC", "GQ", "PH"}, region.String())
	case "pt": // not in Brazil
		return slices.Contains([]string{"PT", "CH", "CV", "GQ", "GW", "LU", "MO", "MZ", "ST", "TL"}, region.String())
	}
	return false
}

// run is a run of digits with what stands before it.
type run struct{ before, digits string }

func (l *Language) split(text string) []run {
	var runs []run
	var r run
	for _, c := range text {
		switch digit := c >= l.zero && c <= l.zero+9; {
		case digit:
			r.digits += string('0' + c - l.zero)
		case r.digits != "":
			runs, r = append(runs, r), run{before: string(c)}
		default:
			r.before += string(c)
		}
	}
	if r.digits != "" {
		runs = append(runs, r)
	}
	return runs
}

// digits is the run of digits in a text, as they are written in it.
func (l *Language) digits(text string) string {
	from := strings.IndexFunc(text, func(c rune) bool { return c >= l.zero && c <= l.zero+9 })
	to := strings.LastIndexFunc(text, func(c rune) bool { return c >= l.zero && c <= l.zero+9 })
	return text[from : to+len(string(l.zero))]
}

// Tag is the BCP 47 tag.
func (l *Language) Tag() string { return l.tag.String() }

// Base is the tag of the language without script and region: "de" of "de-CH".
func (l *Language) Base() string {
	base, _ := l.tag.Base()
	return base.String()
}

// AppendNumber writes a plain decimal, "-1234.50", with the signs of the language.
func (l *Language) AppendNumber(dst []byte, plain string) []byte {
	if digits, negative := strings.CutPrefix(plain, "-"); negative {
		dst, plain = append(dst, l.minus...), digits
	}
	whole, fraction, hasFraction := strings.Cut(plain, ".")
	grouped := l.group != "" && (len(whole) > l.first+1 || len(whole) == l.first+1 && l.four)
	for i := range len(whole) {
		if left := len(whole) - i; grouped && i > 0 && left >= l.first && (left-l.first)%l.next == 0 {
			dst = append(dst, l.group...)
		}
		dst = l.appendDigit(dst, whole[i])
	}
	if hasFraction {
		dst = append(dst, l.decimal...)
		for i := range len(fraction) {
			dst = l.appendDigit(dst, fraction[i])
		}
	}
	return dst
}

func (l *Language) appendDigit(dst []byte, digit byte) []byte {
	if l.zero == '0' {
		return append(dst, digit)
	}
	return append(dst, string(l.zero+rune(digit-'0'))...)
}

// AppendPercent writes a plain decimal that counts hundredths.
func (l *Language) AppendPercent(dst []byte, plain string) []byte {
	if digits, negative := strings.CutPrefix(plain, "-"); negative { // the sign stands before it all
		dst, plain = append(dst, l.minus...), digits
	}
	return append(l.AppendNumber(append(dst, l.before...), plain), l.behind...)
}

// Minus is what stands before a negative number.
func (l *Language) Minus() string { return l.minus }

// Category is the plural category of a plain decimal as it is shown.
func (l *Language) Category(plain string) string {
	plain = strings.TrimPrefix(plain, "-")
	whole, fraction, _ := strings.Cut(plain, ".")
	short := strings.TrimRight(fraction, "0")
	return category(plural.Cardinal.MatchPlural(
		l.tag, tail(whole), len(fraction), len(short), tail(fraction), tail(short)))
}

// tail is the number of the last digits: the rules ask for no more than six, and for whether there are more.
func tail(digits string) int {
	n, more := 0, len(digits) > 7
	if more {
		digits = digits[len(digits)-7:]
	}
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	if more {
		n += 10_000_000
	}
	return n
}

func category(f plural.Form) string {
	switch f {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	default:
		return "other"
	}
}

// Categories are the plural categories that whole numbers have in the language, in CLDR's order.
func (l *Language) Categories() []string {
	seen := map[string]bool{"other": true}
	for n := range 201 {
		seen[l.Category(decimal(n))] = true
	}
	for _, large := range []string{"1000", "1000000", "10000000"} {
		seen[l.Category(large)] = true
	}
	var list []string
	for _, c := range []string{"zero", "one", "two", "few", "many", "other"} {
		if seen[c] {
			list = append(list, c)
		}
	}
	return list
}

func decimal(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return decimal(n/10) + decimal(n%10)
}
