package logistics

import (
	"strconv"

	"github.com/logicrm/logistics/internal/voice"
	"github.com/logicrm/logistics/internal/words"
)

// Language is what reasons are told in: how a language counts and writes numbers, and the sentences of any number
// of catalogues. The zero Language is English, which is built in. It can be used by many at once.
type Language struct {
	speech *voice.Speech
}

// NewLanguage makes a language of its translations, of as many catalogues as there are: those of rooms, and that of
// [Formats], how dates and durations are written. All are of one language. What they lack is said in English.
// Faults are those of [Translation.Validate], and a reason that two of them translate differently. A term may
// have another name in each: the words of a room are those of its own translation.
func NewLanguage(translations ...Translation) (Language, error) {
	var faults Faults
	if len(translations) == 0 {
		faults.Required("", "a translation")
	}
	s := &voice.Speech{Texts: map[string]voice.Sentence{}}
	for i, t := range translations {
		path := Pointer(strconv.Itoa(i))
		faults.At(path, t.Validate())
		if t.Language != translations[0].Language {
			faults.Mismatch(path+"/language", t.Language, "all translations are of one language")
		}
		for code, text := range t.Texts {
			if known, ok := s.Texts[string(code)]; ok && known.Text != text {
				faults.Conflict(path+Pointer("texts", string(code)), code, "translated in two ways")
			}
			s.Texts[string(code)] = voice.Sentence{Text: text, Translation: i}
		}
		names := make(map[string]string, len(t.Terms))
		for key, term := range t.Terms {
			names[key] = term.Name
		}
		s.Terms = append(s.Terms, names)
		if ofRoot(t) {
			s.Root = append(s.Root, names)
		}
	}
	if err := faults.Err(); err != nil {
		return Language{}, err
	}
	s.Signs, _ = words.Parse(translations[0].Language) // Validate has read it
	return Language{s}, nil
}

// ofRoot reports whether a translation is one of [Formats].
func ofRoot(t Translation) bool {
	for _, f := range voice.Formats() {
		if t.Texts[Code(f.Code)] != "" {
			return true
		}
	}
	return t.Terms["month.1"].Name != "" || t.Terms["right_time"].Name != ""
}

// Tag is the BCP 47 tag, "en" for the zero Language.
func (l Language) Tag() string {
	if l.speech == nil {
		return "en"
	}
	return l.speech.Signs.Tag()
}

// IsZero reports whether it is built-in English.
func (l Language) IsZero() bool { return l.speech == nil }

// Translates reports whether the language has a sentence for a code; what it has not is said in English.
func (l Language) Translates(code Code) bool {
	return l.speech != nil && l.speech.Texts[string(code)].Text != ""
}
