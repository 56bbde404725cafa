package voice

import (
	"bytes"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/logicrm/logistics/internal/words"
)

// Speech is what a language other than built-in English says. It is only read.
type Speech struct {
	Signs words.Language
	Texts map[string]Sentence
	Terms []map[string]string // names by code, of each translation
	Root  []map[string]string // those of the translations of what the root says
}

// Sentence is one of a translation, which has terms of its own.
type Sentence struct {
	Text        string
	Translation int
}

// Voice writes figures in a language; the zero Voice is English.
type Voice struct{ speech *Speech }

// Of is the voice of a language; nil is English.
func Of(speech *Speech) Voice { return Voice{speech} }

// Param is a named figure of a reason: its kind and exact text.
type Param struct{ Name, Figure, Text, Label string }

// Source has the figures of a sentence and the terms of its room, and reads the texts of figures.
type Source interface {
	Params() int
	Param(i int) Param
	Term(code string, in *Speech) (name string, ok bool) // in a language; nil is English

	Ratio(text string) (num, den int64, ok bool)
	Length(text string) (days int, exact time.Duration, anyLength, ok bool)
	Day(text string) (Day, bool)
	Moment(text string) (Moment, bool)
	Period(text string) (first, last Day, ok bool)
	Digits(currency string) (int, bool)
}

// Day is a civil date.
type Day struct{ Year, Month, Day int }

// Moment is a time as it was written down.
type Moment struct {
	Day       Day
	Seconds   int  // of the day
	Timed     bool // a time of day was given
	Finer     bool // and was finer than an hour
	Zone      string
	Offset    int // minutes east of UTC
	HasOffset bool
}

// Tell fills in a sentence of the voice's language. It begins with a capital where a figure of words stands first.
// The error says why it cannot be told; translation is the one that the sentence is of.
func (v Voice) Tell(dst []byte, text string, translation int, from Source) ([]byte, error) {
	s := telling{Voice: v, from: from}
	if v.speech != nil {
		s.own = v.speech.Terms[translation]
	}
	at := len(dst)
	dst, err := s.fill(dst, text, "", 0)
	if err == nil && s.capital {
		dst = capital(dst, at)
	}
	return dst, err
}

// capital makes the letter at a place a capital, which may be longer. A word that has one already is a name as it is:
// iFix stays iFix.
func capital(dst []byte, at int) []byte {
	word := dst[at:]
	if end := bytes.IndexAny(word, " :,.;"); end >= 0 {
		word = word[:end]
	}
	if bytes.ContainsFunc(word, unicode.IsUpper) {
		return dst
	}
	if first, size := utf8.DecodeRune(dst[at:]); unicode.IsLower(first) {
		upper := string(unicode.ToUpper(first)) + string(dst[at+size:])
		dst = append(dst[:at], upper...)
	}
	return dst
}

// Figure tells the figure of a name alone.
func (v Voice) Figure(name string, from Source) string {
	s := telling{Voice: v, from: from}
	told, _ := s.append([]byte(" "), name)
	return string(told[1:])
}

// Step tells a line of a calculation, whose result is the figure without a name: the formula in words, then with its
// figures, then the result.
func (v Voice) Step(name, formula string, from, without Source) string {
	s, inWords := telling{Voice: v, from: from}, telling{Voice: v, from: without}
	told := capital(s.word(nil, name, ""), 0)
	named, counted := inWords.formula(nil, formula, ""), s.formula(nil, formula, "")
	told = append(append(told, " = "...), named...)
	result := v.Figure("", from)
	if string(counted) != string(named) && string(counted) != result {
		told = append(append(told, " = "...), counted...)
	}
	return string(append(append(told, " = "...), result...))
}

// plain writes a plain decimal with the signs of the language.
func (v Voice) plain(dst []byte, decimal string) []byte {
	if v.speech == nil {
		l := words.English()
		return l.AppendNumber(dst, decimal)
	}
	return v.speech.Signs.AppendNumber(dst, decimal)
}

// minus is what stands before a negative number.
func (v Voice) minus() string {
	if v.speech == nil {
		return "-"
	}
	return v.speech.Signs.Minus()
}

// format is the sentence of a format: of the language, else the English one.
func (v Voice) format(code string) (text string, ok bool) {
	if v.speech != nil {
		if s, ok := v.speech.Texts[code]; ok {
			return s.Text, true
		}
	}
	for i := range formats {
		if formats[i].Code == code {
			return formats[i].Text, true
		}
	}
	return "", false
}

// term is a name of [Terms], in the language.
func (v Voice) term(key string) string {
	if v.speech != nil {
		for _, root := range v.speech.Root {
			if name := root[key]; name != "" {
				return name
			}
		}
	}
	for i := range terms {
		if terms[i].Key == key {
			return terms[i].Name
		}
	}
	return ""
}

// fillIn fills in a format with texts that are written already, by name. A translation that asks for another is as
// if it were not there.
func (v Voice) fillIn(dst []byte, code string, pairs ...string) []byte {
	with := telling{Voice: v}
	copy(with.pairs[:], pairs)
	return v.write(dst, code, with)
}

// count fills in a format with one number, {n}.
func (v Voice) count(dst []byte, code, n string) []byte {
	return v.write(dst, code, telling{Voice: v, pairs: [6]string{"n", n}, counted: true})
}

func (v Voice) write(dst []byte, code string, with telling) []byte {
	text, _ := v.format(code)
	at := len(dst)
	told, err := with.fill(dst, text, "", 0)
	if err != nil && v.speech != nil {
		return Voice{}.write(told[:at], code, with)
	}
	return told
}
