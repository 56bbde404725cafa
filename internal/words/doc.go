// Package words reads and fills in the sentences of a catalogue: text with figures in braces, in the part of
// ICU MessageFormat that translators know and that sentences about figures need.
//
//	{name}                                              the figure
//	{name, plural, =0 {…} one {# unit} other {# units}} a form by the number, # is the number
//	{name, select, late {…} other {…}}                  a form by the text of the figure
//
// Forms may hold figures and forms again, up to [MaxDepth] deep. A brace or # that is meant as such stands between
// apostrophes: '{'. Two apostrophes are one; one alone is an apostrophe.
//
// Plural categories and the signs that numbers are written with are those of Unicode CLDR, by way of
// golang.org/x/text. Digits are never changed here: what is rounded was rounded before.
package words
