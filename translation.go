package logistics

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/logicrm/logistics/internal/words"
)

// TranslationSchema is the schema of a [Translation].
const TranslationSchema = "logistics/translation/1"

// Translation is what a catalogue says in another language: the document that a translator works on.
// [Catalog.Translation] makes one to begin with, [Catalog.Check] says what it lacks, [NewLanguage] puts it to use.
type Translation struct {
	Schema   string             `json:"schema"`          // "logistics/translation/1"; "" in a program means this one
	Language string             `json:"language"`        // a BCP 47 tag: "de", "pt-BR"
	Texts    map[Code]string    `json:"texts,omitempty"` // sentences by the code of the reason
	Terms    map[string]Wording `json:"terms,omitempty"` // what codes are called
}

// Wording is a term in another language.
type Wording struct {
	Name    string `json:"name"`
	Meaning string `json:"meaning,omitempty"`
}

const (
	maxTranslation = 1 << 20 // bytes
	maxSentence    = 2048    // bytes of a sentence
)

// DecodeTranslation reads a translation strictly: unknown fields, a text given twice, and sentences that cannot be
// read are faults, all of them.
func DecodeTranslation(data []byte) (Translation, error) {
	if len(data) > maxTranslation {
		return Translation{}, NewFieldError(FaultTooLong, "", "at most 1 MiB")
	}
	var t Translation
	var faults Faults
	given, more, err := words.Strict(data, &t)
	for _, path := range given {
		faults.Duplicate(path, nil, "each member once")
	}
	if more {
		faults.Syntax("", "", "one document")
	}
	if err != nil {
		faults.Syntax("", "", strings.TrimPrefix(err.Error(), "json: "))
		return Translation{}, faults.Err()
	}
	if t.Schema == "" {
		faults.Required("/schema", TranslationSchema)
	}
	faults.At("", t.Validate())
	if err := faults.Err(); err != nil {
		return Translation{}, err
	}
	return t, nil
}

// Validate reports everything about the translation that could not be used: whatever it translates.
func (t Translation) Validate() error {
	var faults Faults
	if t.Schema != "" && t.Schema != TranslationSchema {
		faults.Unsupported("/schema", t.Schema, TranslationSchema)
	}
	if _, err := words.Parse(t.Language); err != nil || t.Language == "" || len(t.Language) > maxID {
		faults.Syntax("/language", t.Language, "a BCP 47 tag, like de or pt-BR")
	}
	for _, code := range slices.Sorted(maps.Keys(t.Texts)) {
		path := Pointer("texts", string(code))
		if len(t.Texts[code]) > maxSentence {
			faults.Add(path, FaultTooLong, "", "at most 2,048 bytes")
			continue
		}
		faults.At(path, sentenceFault(t.Texts[code]))
	}
	for _, key := range slices.Sorted(maps.Keys(t.Terms)) {
		checkOptional(Pointer("terms", key), "/name", t.Terms[key].Name, &faults)
		if t.Terms[key].Name == "" {
			faults.Required(Pointer("terms", key)+"/name", "what people call it")
		}
	}
	return faults.Err()
}

// sentenceFault is everything that keeps a sentence from being read.
func sentenceFault(text string) error {
	uses := words.Read(text)
	if text == "" {
		return NewFieldError(FaultRequired, "", "a sentence")
	}
	if len(uses.Faults) == 0 {
		return nil
	}
	return NewFieldError(FaultSyntax, "", errors.Join(uses.Faults...).Error())
}

// Translation is the catalogue in English, as a document for a translator to begin with.
func (c Catalog) Translation(language string) Translation {
	t := Translation{
		Schema: TranslationSchema, Language: language, Texts: map[Code]string{}, Terms: map[string]Wording{},
	}
	for text := range c.Texts() {
		if _, ok := t.Texts[text.Code]; !ok {
			t.Texts[text.Code] = text.Text
		}
	}
	for term := range c.Terms() {
		if _, ok := t.Terms[term.Key]; !ok {
			t.Terms[term.Key] = Wording{term.Name, term.Meaning}
		}
	}
	return t
}

// Check reports everything in which a translation falls short of the catalogue: codes and terms it lacks, codes
// the catalogue does not have, figures a sentence asks for that the reason does not give, figures it leaves out,
// and plural forms that the language has and the sentence has not. What it lacks is said in English.
func (c Catalog) Check(t Translation) error {
	var faults Faults
	faults.At("", t.Validate())
	language, err := words.Parse(t.Language)
	if err != nil {
		language = words.English()
	}
	known, terms := map[Code]bool{}, map[string]bool{}
	for term := range c.With(Formats()).Terms() {
		terms[term.Key] = false
	}
	isTerm := func(code string) bool { _, ok := terms[code]; return ok }
	for text := range c.Texts() {
		if known[text.Code] {
			continue
		}
		known[text.Code] = true
		path := Pointer("texts", string(text.Code))
		given, ok := t.Texts[text.Code]
		if !ok {
			faults.Required(path, "a sentence for this code")
		}
		if !ok || len(given) > maxSentence { // said above
			continue
		}
		strange, lacking := words.Compare(given, text.Text, language, isTerm)
		for _, figure := range strange {
			faults.Unknown(path, figure, "no figure of this reason")
		}
		for _, what := range lacking {
			faults.Required(path, what)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(t.Texts)) {
		if !known[code] {
			faults.Unknown(Pointer("texts", string(code)), code, "no code of this catalogue")
		}
	}
	for term := range c.Terms() {
		path := Pointer("terms", term.Key)
		if given, ok := t.Terms[term.Key]; !ok && !terms[term.Key] {
			faults.Required(path, "what this code is called")
		} else if ok && given.Meaning == "" && term.Meaning != "" {
			faults.Required(path+"/meaning", "what this code means")
		}
		terms[term.Key] = true
	}
	for _, key := range slices.Sorted(maps.Keys(t.Terms)) {
		if !terms[key] {
			faults.Unknown(Pointer("terms", key), key, "no term of this catalogue")
		}
	}
	return faults.Err()
}
