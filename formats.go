package logistics

import "github.com/logicrm/logistics/internal/voice"

// Formats is how figures are written: dates, durations, amounts, units, the names of months, and what the words of
// the root are called: rights, verdicts, conditions, actors, days of the week. A [Translation] of it goes with those
// of the rooms; how the language writes numbers, and which plural forms it has, is known of every language and needs
// no translation.
func Formats() Catalog {
	texts := make([]ReasonText, 0, len(voice.Formats()))
	for _, f := range voice.Formats() {
		texts = append(texts, ReasonText{Code(f.Code), f.Text})
	}
	terms := make([]Term, 0, len(voice.Terms()))
	for _, t := range voice.Terms() {
		terms = append(terms, Term(t))
	}
	return NewCatalog(texts, terms...)
}
