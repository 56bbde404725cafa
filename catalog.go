package logistics

import (
	"iter"
	"slices"

	"github.com/logicrm/logistics/internal/voice"
)

// ReasonText is a line of a catalogue: a code and its English sentence. Figures stand in braces, {name}; where a
// word follows the number, {units, plural, one {# unit} other {# units}}; where it follows a code,
// {cause, select, damaged {…} other {…}}: the part of ICU MessageFormat that translators know. Forms may stand in
// forms, four deep. A brace or # that is meant as such stands between apostrophes, '{', and two apostrophes are
// one. A plural has the forms of the language (zero, one, two, few, many, other) and of single numbers (=0).
type ReasonText struct {
	Code Code   `json:"code"`
	Text string `json:"text"`
}

// Term is what people call a code, and what it means: of a rule, a metric, a right, a state.
type Term struct {
	Key     string `json:"key"`               // the code: "right_time"
	Name    string `json:"name"`              // inside a sentence: "right time"
	Meaning string `json:"meaning,omitempty"` // a sentence
}

// Catalog is what a room can say: a sentence for each of its reasons, and what its codes are called, in English.
// Every room has one: sevenr.Reasons(), tier.Reasons(). It is a view of tables that nothing writes to. The zero
// Catalog says nothing.
type Catalog struct {
	tables []table
}

type table struct {
	texts []ReasonText
	terms []Term
}

// translated is a term in the translation that has sentences of the table.
func (t table) translated(code string, in *voice.Speech) string {
	for i := 0; in != nil && i < len(t.texts); i++ {
		if given, ok := in.Texts[string(t.texts[i].Code)]; ok {
			return in.Terms[given.Translation][code]
		}
	}
	return ""
}

// NewCatalog is the catalogue over two tables, which it does not copy: do not change them afterwards.
func NewCatalog(texts []ReasonText, terms ...Term) Catalog {
	return Catalog{[]table{{texts, terms}}}
}

// With is the catalogue together with others: what it says itself goes before.
func (c Catalog) With(others ...Catalog) Catalog {
	tables := slices.Clone(c.tables)
	for _, other := range others {
		tables = append(tables, other.tables...)
	}
	return Catalog{tables}
}

// home is the catalogue with the table first that has the sentence of a code, and so its words.
func (c Catalog) home(code Code) Catalog {
	for i, t := range c.tables {
		if i > 0 && slices.ContainsFunc(t.texts, func(text ReasonText) bool { return text.Code == code }) {
			return Catalog{append([]table{t}, c.tables...)}
		}
	}
	return c
}

// Texts are the sentences, in the order of the tables.
func (c Catalog) Texts() iter.Seq[ReasonText] {
	return func(yield func(ReasonText) bool) {
		for _, t := range c.tables {
			for _, text := range t.texts {
				if !yield(text) {
					return
				}
			}
		}
	}
}

// Terms are what the codes are called, in the order of the tables.
func (c Catalog) Terms() iter.Seq[Term] {
	return func(yield func(Term) bool) {
		for _, t := range c.tables {
			for _, term := range t.terms {
				if !yield(term) {
					return
				}
			}
		}
	}
}

// Text is the English sentence of a code, as it stands in the catalogue.
func (c Catalog) Text(code Code) (text string, ok bool) {
	for text := range c.Texts() {
		if text.Code == code {
			return text.Text, true
		}
	}
	return "", false
}

// Term is what a code is called in English.
func (c Catalog) Term(key string) (term Term, ok bool) {
	for term := range c.Terms() {
		if term.Key == key {
			return term, true
		}
	}
	return Term{}, false
}
