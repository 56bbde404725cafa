package logistics

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/logicrm/logistics/internal/words"
)

// Render tells a reason in a language, as a sentence. What the language has no sentence for, and a translation
// that asks for a figure the reason does not have, is told in English. A code that the catalogue does not have is
// a fault, and so is an English sentence without its figures; with them comes the code with its figures, so that
// nothing disappears.
func (c Catalog) Render(r Reason, in Language) (string, error) {
	english, known := c.Text(r.Code)
	if !known {
		return bare(r), &FieldError{
			Path: "/code", Code: FaultUnknown, Value: printable(string(r.Code)), Detail: "no reason of this catalogue",
		}
	}
	var space [256]byte
	if in.speech != nil {
		if given, ok := in.speech.texts[r.Code]; ok {
			s := telling{voice: voice{in}, catalog: c, reason: &r, translation: given.translation}
			if told, err := s.tell(space[:0], given.text); err == nil {
				return string(told), nil
			}
		}
	}
	s := telling{catalog: c, reason: &r}
	told, err := s.tell(space[:0], english)
	if err != nil {
		return bare(r), &FieldError{
			Path: "/params", Code: FaultRequired, Value: printable(string(r.Code)), Detail: err.Error(),
		}
	}
	return string(told), nil
}

// English tells a reason in English, and one of another catalogue as its code with its figures.
func (c Catalog) English(r Reason) string {
	told, _ := c.Render(r, Language{})
	return told
}

// Sentences tells reasons in a language, one by one. A reason of another catalogue is told as its code with its
// figures; [Catalog.Render] says that it is a fault.
func (c Catalog) Sentences(reasons []Reason, in Language) []string {
	told := make([]string, len(reasons))
	for i, r := range reasons {
		told[i], _ = c.Render(r, in)
	}
	return told
}

// bare is a reason without a sentence.
func bare(r Reason) string {
	var b strings.Builder
	b.WriteString(string(r.Code))
	for _, p := range r.Params {
		b.WriteString(" " + p.Name + "=" + p.Text)
	}
	return b.String()
}

// telling fills in one sentence, or one format of a figure.
type telling struct {
	voice       // of the sentence: an English one has English figures
	catalog     Catalog
	reason      *Reason
	pairs       []string // of a format: names and texts
	counted     bool     // the texts are numbers
	translation int      // that the sentence is of
	capital     bool     // the sentence began with a figure of words
}

// tell fills in a sentence, and begins it with a capital where a figure of words stands first.
func (s *telling) tell(dst []byte, text string) ([]byte, error) {
	at := len(dst)
	dst, err := s.fill(dst, text, "", 0)
	if err == nil && s.capital {
		if first, size := utf8.DecodeRune(dst[at:]); unicode.IsLower(first) {
			upper := string(unicode.ToUpper(first)) + string(dst[at+size:])
			dst = append(dst[:at], upper...)
		}
	}
	return dst, err
}

// errNoFigure says that a sentence asks for a figure that the reason does not have.
var errNoFigure = errors.New("a figure of the sentence is not there")

// fill appends a sentence or a form; number is the figure that # stands for, in a form of a plural.
func (s *telling) fill(dst []byte, text, number string, depth int) ([]byte, error) {
	if depth > words.MaxDepth {
		return dst, errNoFigure
	}
	for text != "" {
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
	text, _, _ = strings.Cut(text, " ") // of a quantity and an amount the number
	form, err = words.Form(p.Forms, text, s.category(text))
	return form, p.Text, err
}

// category is the plural category of a plain decimal.
func (v voice) category(plain string) string {
	switch {
	case plain == "" || plain[0] != '-' && (plain[0] < '0' || plain[0] > '9'):
		return "other"
	case v.in.speech != nil:
		return v.in.speech.signs.Category(plain)
	case strings.TrimPrefix(plain, "-") == "1": // English needs no tables
		return "one"
	}
	return "other"
}

func (s *telling) find(name string) *Param {
	if s.reason == nil {
		return nil
	}
	for i := range s.reason.Params {
		if s.reason.Params[i].Name == name {
			return &s.reason.Params[i]
		}
	}
	return nil
}

// text is the exact text of a figure.
func (s *telling) text(name string) (text string, ok bool) {
	for i := 0; i+1 < len(s.pairs); i += 2 {
		if s.pairs[i] == name {
			return s.pairs[i+1], true
		}
	}
	if p := s.find(name); p != nil {
		return p.Text, true
	}
	return "", false
}

// append writes a figure for people.
func (s *telling) append(dst []byte, name string) ([]byte, bool) {
	if s.reason == nil {
		text, ok := s.text(name)
		switch {
		case !ok:
			return dst, false
		case s.counted:
			return s.plain(dst, text), true
		}
		return append(dst, text...), true
	}
	p := s.find(name)
	if p == nil {
		return dst, false
	}
	if len(dst) == 0 {
		switch p.Figure {
		case FigureCode, FigureCodes, FigureDuration, FigureWorkingTime, FigurePeriod, FigureProbability:
			s.capital = true
		}
	}
	switch p.Figure {
	case FigureCode:
		return s.word(dst, p.Text, p.Label), true
	case FigureCodes:
		return s.list(dst, p.Text), true
	case FigurePercent, FigurePoints, FigureNumber, FigureMeasure:
		return s.number(dst, p, s.decimals(p)), true
	case FigureFormula:
		return s.formula(dst, p.Text, p), true
	}
	return s.figure(dst, p), true
}

// word is what people call a code: by the translation, else by the facts, else by the catalogue
// or by [Formats]; and a code that
// nobody named is told in its own words.
func (s *telling) word(dst []byte, code, label string) []byte {
	if s.in.speech != nil {
		if name := s.in.speech.word(code, s.translation); name != "" {
			return append(dst, name...)
		}
	}
	if label != "" {
		return append(dst, label...)
	}
	if term, ok := s.catalog.Term(code); ok {
		return append(dst, term.Name...)
	}
	if name := s.voice.term(code); name != "" {
		return append(dst, name...)
	}
	return plainWords(dst, code)
}

// word is the name in the translation of the sentence, else in any.
func (s *speech) word(code string, first int) string {
	if w, ok := s.terms[first][code]; ok {
		return w.Name
	}
	for _, terms := range s.terms {
		if w, ok := terms[code]; ok {
			return w.Name
		}
	}
	return ""
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

// list is some codes, with the word for "and" before the last.
func (s *telling) list(dst []byte, codes string) []byte {
	code, rest, more := strings.Cut(codes, ",")
	told := s.word(nil, code, "")
	for more {
		code, rest, more = strings.Cut(rest, ",")
		format := Code(formatList)
		if !more {
			format = formatListEnd
		}
		told = s.voice.fill(nil, format, "list", string(told), "next", string(s.word(nil, code, "")))
	}
	return append(dst, told...)
}

// formula is a formula with the figures in place of their names. What is no figure of the reason is told in its
// own words.
func (s *telling) formula(dst []byte, text string, self *Param) []byte {
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
			if p := s.find(name); p == nil || p == self || p.Figure == FigureFormula {
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
func (s *telling) operand(dst []byte, p *Param) []byte {
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

// Figure tells a figure alone, as it stands in a sentence: for a table, a label, a form. The zero Catalog does for
// figures that are no codes.
func (c Catalog) Figure(p Param, in Language) string {
	s := telling{voice: voice{in}, catalog: c, reason: &Reason{Params: []Param{p}}}
	told, _ := s.append([]byte(" "), p.Name)
	return string(told[1:])
}

// Tell tells a line of a calculation in a language: what it computes, the formula in words, the formula with the
// figures, and what came out.
func (c Catalog) Tell(step Step, in Language) string {
	r := Reason{Params: append(slices.Clone(step.Inputs), Param{Name: "", Figure: step.Figure, Text: step.Result})}
	s := telling{voice: voice{in}, catalog: c, reason: &r}
	words := telling{voice: voice{in}, catalog: c, reason: &Reason{}}
	told := s.word(nil, step.Name, "")
	if first, size := utf8.DecodeRune(told); unicode.IsLower(first) {
		told = append([]byte(string(unicode.ToUpper(first))), told[size:]...)
	}
	inWords, inFigures := words.formula(nil, step.Formula, nil), s.formula(nil, step.Formula, nil)
	told = append(append(told, " = "...), inWords...)
	result, _ := s.append([]byte(" "), "")
	if len(step.Inputs) > 0 && string(inFigures) != string(inWords) && string(inFigures) != string(result[1:]) {
		told = append(append(told, " = "...), inFigures...)
	}
	return string(append(append(told, " = "...), result[1:]...))
}

// decimals is how many decimals a number needs at least, so that it is told apart from the other numbers of its
// kind in the reason: 94.96 % is below 95 %, and 95.0 % is not.
func (s *telling) decimals(p *Param) int {
	decimals := 1
	number, _ := p.measured()
	r, err := ParseRatio(number)
	if err != nil || r.IsZero() {
		return decimals
	}
	for i := range s.reason.Params {
		other := &s.reason.Params[i]
		if other.Figure != p.Figure || other.Name == p.Name || i > maxTold {
			continue
		}
		number, _ := other.measured()
		o, err := ParseRatio(number)
		if err != nil || o.IsZero() || o.Equal(r) {
			continue
		}
		for decimals < mostDecimals && shown(r, p.Figure, decimals) == shown(o, p.Figure, decimals) {
			decimals++
		}
	}
	return decimals
}

const (
	maxTold      = 16 // figures of a reason that are told apart
	mostDecimals = 6
)
