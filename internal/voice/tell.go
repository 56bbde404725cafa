package voice

import (
	"cmp"
	"errors"
	"strings"
	"unicode"

	"github.com/logicrm/logistics/internal/exact"
	"github.com/logicrm/logistics/internal/words"
)

// telling fills in one sentence, or one format of a figure.
type telling struct {
	Voice                     // of the sentence: an English one has English figures
	from    Source            // of a sentence
	pairs   [6]string         // of a format: names and texts, which need no space of their own
	counted bool              // the texts are numbers
	own     map[string]string // terms of the translation that the sentence is of
	capital bool              // the sentence began with a figure of words
}

// errNoFigure says that a sentence asks for a figure that the reason does not have.
var errNoFigure = errors.New("a figure of the sentence is not there")

var (
	errTooDeep = errors.New("forms in forms too deep")
	errTooLong = errors.New("the sentence becomes too long")
)

const (
	mostTold    = 64 << 10 // bytes of a sentence
	mostFormat  = 512      // bytes of a format beside what fills it
	mostFormula = 1024     // bytes of a formula that is told by its figures
	mostListed  = 64       // codes of a list that are put together by the format
)

// fill appends a sentence or a form; number is the figure that # stands for, in a form of a plural.
func (s *telling) fill(dst []byte, text, number string, depth int) ([]byte, error) {
	if depth > words.MaxDepth {
		return dst, errTooDeep
	}
	limit := len(dst) + mostTold
	if s.from == nil { // a format is little longer than what it is filled with
		for i := 1; i < len(s.pairs); i += 2 {
			limit += len(s.pairs[i])
		}
		limit += mostFormat - mostTold
	}
	for text != "" {
		if len(dst) > limit {
			return dst, errTooLong
		}
		p, rest, err := words.Next(text, number != "")
		if err != nil {
			return dst, err
		}
		text = rest
		switch p.Kind {
		case words.Literal:
			dst = append(dst, p.Text...)
		case words.Figure, words.Number:
			name := p.Text
			if p.Kind == words.Number {
				name = number
			}
			var ok bool
			if dst, ok = s.append(dst, name); !ok {
				return dst, errNoFigure
			}
		default:
			form, count, err := s.form(p)
			if err != nil {
				return dst, err
			}
			if dst, err = s.fill(dst, form, cmp.Or(count, number), depth+1); err != nil {
				return dst, err
			}
		}
	}
	return dst, nil
}

// form chooses the form of a plural or a select, and says which figure # stands for in it.
func (s *telling) form(p words.Part) (form, number string, err error) {
	text, ok := s.text(p.Text)
	if !ok {
		return "", "", errNoFigure
	}
	if p.Kind == words.Select {
		form, err = words.Form(p.Forms, "", text)
		return form, "", err
	}
	text = s.counts(p.Text, text)
	form, err = words.Form(p.Forms, text, s.category(text))
	return form, p.Text, err
}

// counts is the number of a figure as it is shown, which is what words follow: 1.0004 that reads 1 is one.
func (s *telling) counts(name, text string) string {
	if p, ok := s.find(name); ok {
		switch p.Figure {
		case FigureNumber, FigurePercent, FigurePoints, FigureMeasure:
			number, _ := p.measured()
			if r, ok := s.ratio(number); ok && r.den != 0 {
				return shown(r, p.Figure, s.decimals(p))
			}
			return approximate(number, p.Figure)
		}
	}
	text, _, _ = strings.Cut(text, " ") // of a quantity and an amount the number
	return text
}

// category is the plural category of a plain decimal.
func (v Voice) category(plain string) string {
	switch {
	case plain == "" || plain[0] != '-' && (plain[0] < '0' || plain[0] > '9'):
		return "other"
	case v.speech != nil:
		return v.speech.Signs.Category(plain)
	case strings.TrimPrefix(plain, "-") == "1": // English needs no tables
		return "one"
	}
	return "other"
}

func (s *telling) find(name string) (Param, bool) {
	if s.from == nil {
		return Param{}, false
	}
	for i := range s.from.Params() {
		if p := s.from.Param(i); p.Name == name {
			return p, true
		}
	}
	return Param{}, false
}

// text is the exact text of a figure.
func (s *telling) text(name string) (text string, ok bool) {
	for i := 0; i < len(s.pairs); i += 2 {
		if s.pairs[i] == name && name != "" {
			return s.pairs[i+1], true
		}
	}
	p, ok := s.find(name)
	return p.Text, ok
}

// append writes a figure for people.
func (s *telling) append(dst []byte, name string) ([]byte, bool) {
	if s.from == nil {
		text, ok := s.text(name)
		switch {
		case !ok:
			return dst, false
		case s.counted:
			return s.plain(dst, text), true
		}
		return append(dst, text...), true
	}
	p, ok := s.find(name)
	if !ok {
		return dst, false
	}
	if len(dst) == 0 {
		switch p.Figure {
		case FigureCode, FigureCodes, FigureRight, FigureDuration, FigureWorkingTime, FigurePeriod, FigureProbability:
			s.capital = true
		}
	}
	switch p.Figure {
	case FigureCode:
		return s.word(dst, p.Text, p.Label), true
	case FigureRight:
		return s.word(dst, "right_"+p.Text, p.Label), true
	case FigureCodes:
		return s.list(dst, p.Text), true
	case FigurePercent, FigurePoints, FigureNumber, FigureMeasure:
		return s.number(dst, p, s.decimals(p)), true
	case FigureFormula:
		return s.formula(dst, p.Text, p.Name), true
	}
	return s.figure(dst, p), true
}

// word is what people call a code: by the translation of the sentence, else by the facts, else by the catalogue of
// the room, else by the root; and a code that nobody named is told in its own words.
func (s *telling) word(dst []byte, code, label string) []byte {
	if s.own != nil && s.own[code] != "" {
		return append(dst, s.own[code]...)
	}
	if label != "" {
		return append(dst, label...)
	}
	if s.from != nil {
		if name, ok := s.from.Term(code, s.speech); ok {
			return append(dst, name...)
		}
	}
	if name := s.term(code); name != "" {
		return append(dst, name...)
	}
	return plainWords(dst, code)
}

// plainWords are the words of a code.
func plainWords(dst []byte, code string) []byte {
	for i := range len(code) {
		switch c := code[i]; c {
		case '_', '.', '/':
			dst = append(dst, ' ')
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// list is some codes, with the word for "and" before the last. Of very many the rest follows with commas.
func (s *telling) list(dst []byte, codes string) []byte {
	code, rest, more := strings.Cut(codes, ",")
	told := s.word(nil, code, "")
	for n := 1; more; n++ {
		if n == mostListed {
			dst = append(append(dst, told...), ", "...)
			return plainWords(dst, strings.ReplaceAll(rest, ",", ", "))
		}
		code, rest, more = strings.Cut(rest, ",")
		format := formatList
		if !more {
			format = formatListEnd
		}
		told = s.fillIn(nil, format, "list", string(told), "next", string(s.word(nil, code, "")))
	}
	return append(dst, told...)
}

// formula is a formula with the figures in place of their names. What is no figure of the reason is told in its
// own words.
func (s *telling) formula(dst []byte, text string, self string) []byte {
	if len(text) > mostFormula {
		return append(dst, text...)
	}
	for i := 0; i < len(text); {
		end := i
		for end < len(text) && isNameByte(text[end], end > i) {
			end++
		}
		switch name := text[i:end]; {
		case end == i && text[i] == '*':
			dst = append(dst, "×"...)
			end++
		case end == i && text[i] == '-':
			dst = append(dst, "−"...)
			end++
		case end == i:
			dst = append(dst, text[i])
			end++
		default:
			if p, ok := s.find(name); !ok || name == self || p.Figure == FigureFormula {
				dst = s.word(dst, name, "")
			} else {
				dst = s.operand(dst, p)
			}
		}
		i = end
	}
	return dst
}

// operand is a figure of a formula, with decimals enough to redo the sum.
func (s *telling) operand(dst []byte, p Param) []byte {
	switch p.Figure {
	case FigurePercent, FigurePoints, FigureNumber:
		return s.number(dst, p, max(s.decimals(p), 4))
	}
	told, _ := s.append([]byte(" "), p.Name) // not the beginning of a sentence
	return append(dst, told[1:]...)
}

func isNameByte(c byte, behind bool) bool {
	return c == '_' || 'a' <= c && c <= 'z' || behind && '0' <= c && c <= '9'
}

// decimals is how many decimals a number needs at least, so that it is told apart from the other numbers of its
// kind in the reason: 94.96 % is below 95 %, and 95.0 % is not.
func (s *telling) decimals(p Param) int {
	decimals := 1
	number, _ := p.measured()
	r, ok := s.ratio(number)
	if !ok || r.den == 0 {
		return decimals
	}
	for i := range s.from.Params() {
		other := s.from.Param(i)
		if other.Figure != p.Figure || other.Name == p.Name || i > maxTold {
			continue
		}
		number, _ := other.measured()
		o, ok := s.ratio(number)
		if !ok || o.den == 0 || exact.CompareProducts(r.num, o.den, o.num, r.den) == 0 {
			continue
		}
		for decimals < mostDecimals && shown(r, p.Figure, decimals) == shown(o, p.Figure, decimals) {
			decimals++
		}
	}
	return decimals
}

// cents is how many decimals an amount needs, those of its currency at least, so that it is told apart from the other
// amounts of the reason: €1.259 to €1.260.
func (s *telling) cents(p Param, r ratio, digits int) int {
	_, unit := p.measured()
	decimals := digits
	for i := range s.from.Params() {
		other := s.from.Param(i)
		number, of := other.measured()
		if other.Figure != p.Figure || of != unit || other.Name == p.Name || i > maxTold {
			continue
		}
		o, ok := s.ratio(number)
		if !ok || o.den == 0 || exact.CompareProducts(r.num, o.den, o.num, r.den) == 0 {
			continue
		}
		for decimals < digits+mostDecimals && minor(r, decimals, "") == minor(o, decimals, "") {
			decimals++
		}
	}
	return decimals
}

const (
	maxTold      = 16 // figures of a reason that are told apart
	mostDecimals = 6
)

// Bare is a reason without a sentence: its code with its figures, on one line.
func Bare(code string, from Source) string {
	var b strings.Builder
	b.WriteString(code)
	for i := range from.Params() {
		p := from.Param(i)
		b.WriteString(" " + p.Name + "=" + p.Text)
	}
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return '?' // a log has a line for each
		}
		return c
	}, b.String())
}
