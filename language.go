package logistics

import (
	"maps"
	"strconv"

	"github.com/logicrm/logistics/internal/words"
)

// Language is what reasons are told in: how a language counts and writes numbers, and the sentences of any number
// of catalogues. The zero Language is English, which is built in. It can be used by many at once.
type Language struct {
	speech *speech
}

// speech is a language other than built-in English.
type speech struct {
	signs words.Language
	texts map[Code]sentence
	terms []map[string]Wording // of each translation
}

// sentence is one of a translation, which has terms of its own.
type sentence struct {
	text        string
	translation int
}

// NewLanguage makes a language of its translations, of as many catalogues as there are: those of rooms, and that of
// [Formats], how dates and durations are written. All are of one language. What they lack is said in English.
// Faults are those of [Translation.Validate], and a reason that two of them translate differently. A term may
// have another name in each: its own translation is asked first.
func NewLanguage(translations ...Translation) (Language, error) {
	var faults Faults
	if len(translations) == 0 {
		faults.Required("", "a translation")
	}
	s := &speech{texts: map[Code]sentence{}}
	for i, t := range translations {
		path := Pointer(strconv.Itoa(i))
		faults.At(path, t.Validate())
		if t.Language != translations[0].Language {
			faults.Mismatch(path+"/language", t.Language, "all translations are of one language")
		}
		for code, text := range t.Texts {
			if known, ok := s.texts[code]; ok && known.text != text {
				faults.Conflict(path+Pointer("texts", string(code)), code, "translated in two ways")
			}
			s.texts[code] = sentence{text, i}
		}
		s.terms = append(s.terms, maps.Clone(t.Terms))
	}
	if err := faults.Err(); err != nil {
		return Language{}, err
	}
	s.signs, _ = words.Parse(translations[0].Language) // Validate has read it
	return Language{s}, nil
}

// Tag is the BCP 47 tag, "en" for the zero Language.
func (l Language) Tag() string {
	if l.speech == nil {
		return "en"
	}
	return l.speech.signs.Tag()
}

// IsZero reports whether it is built-in English.
func (l Language) IsZero() bool { return l.speech == nil }

// Translates reports whether the language has a sentence for a code; what it has not is said in English.
func (l Language) Translates(code Code) bool {
	return l.speech != nil && l.speech.texts[code].text != ""
}
