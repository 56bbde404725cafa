package words_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/words"
)

// figures are what the sentences of these tests are filled in with.
var figures = map[string]string{"a": "late", "b": "damaged", "n": "1", "m": "2.5"}

func category(number string) string {
	if number == "1" {
		return "one"
	}
	return "other"
}

// tell fills in a sentence with Next and Form; ok is false for one that cannot be told.
func tell(text, number string, depth int) (told string, ok bool) {
	if depth > words.MaxDepth {
		return "", false
	}
	for text != "" {
		p, rest, err := words.Next(text, number != "")
		if err != nil {
			return "", false
		}
		text = rest
		switch p.Kind {
		case words.Literal:
			told += p.Text
		case words.Number:
			told += figures[number]
		case words.Figure:
			told += "<" + figures[p.Text] + ">"
		default:
			value, inside := figures[p.Text], number
			exact, key := "", value
			if p.Kind == words.Plural {
				exact, key, inside = value, category(value), p.Text
			}
			form, err := words.Form(p.Forms, exact, key)
			if err != nil {
				return "", false
			}
			part, ok := tell(form, inside, depth+1)
			if !ok {
				return "", false
			}
			told += part
		}
	}
	return told, true
}

// naive reads and tells a sentence in one pass, byte by byte, as the grammar is written down.
type naive struct {
	text    string
	at      int
	fault   bool
	figures []string
	plurals [][]string // the figure, then the keys
}

// sequence reads up to the end, or inside a form up to its closing brace. number is the figure of #.
func (n *naive) sequence(number string, inside bool, depth int) string {
	if depth > words.MaxDepth {
		n.fault = true
	}
	told := ""
	for n.at < len(n.text) && !n.fault {
		c := n.text[n.at]
		next := byte(0)
		if n.at+1 < len(n.text) {
			next = n.text[n.at+1]
		}
		switch {
		case c == '{':
			n.at++
			told += n.argument(number, depth)
		case c == '}':
			n.fault = n.fault || !inside
			return told
		case c == '#' && number != "":
			n.at++
			told += figures[number]
		case c == '\'' && next == '\'':
			n.at += 2
			told += "'"
		case c == '\'' && (next == '{' || next == '}' || next == '#'):
			n.at++
			told += n.quoted()
		default:
			n.at++
			told += string([]byte{c})
		}
	}
	n.fault = n.fault || inside // the end came before the brace
	return told
}

func (n *naive) quoted() string {
	told := ""
	for n.at < len(n.text) {
		c := n.text[n.at]
		n.at++
		if c == '\'' {
			if n.at == len(n.text) || n.text[n.at] != '\'' {
				return told
			}
			n.at++
		}
		told += string([]byte{c})
	}
	return told
}

// word reads up to one of the ends, which it leaves.
func (n *naive) word(ends string) string {
	from := n.at
	for n.at < len(n.text) && strings.IndexByte(ends, n.text[n.at]) < 0 {
		n.at++
	}
	if n.at == len(n.text) {
		n.fault = true
	}
	return n.text[from:n.at]
}

func isName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// pluralKey is what the grammar allows: a category of CLDR, or = and a number as it is written.
var pluralKey = regexp.MustCompile(`^(zero|one|two|few|many|other|=-?[0-9]+(\.[0-9]+)?)$`)

func (n *naive) argument(number string, depth int) string {
	name := strings.TrimSpace(n.word(",}"))
	if n.fault || !isName(name) {
		n.fault = true
		return ""
	}
	if !slices.Contains(n.figures, name) {
		n.figures = append(n.figures, name)
	}
	if n.text[n.at] == '}' {
		n.at++
		return "<" + figures[name] + ">"
	}
	n.at++
	kind := strings.TrimSpace(n.word(",}"))
	if n.fault || kind != "plural" && kind != "select" {
		n.fault = true
		return ""
	}
	if n.text[n.at] == ',' {
		n.at++
	}
	value, within := figures[name], number
	if kind == "plural" {
		within = name
	}
	var keys []string
	told := map[string]string{}
	for !n.fault {
		for n.at < len(n.text) && strings.IndexByte(" \n\t", n.text[n.at]) >= 0 {
			n.at++
		}
		if n.at < len(n.text) && n.text[n.at] == '}' {
			n.at++
			break
		}
		key := strings.TrimRight(n.word("{}"), " \n\t")
		if n.fault || n.text[n.at] == '}' || key == "" || strings.ContainsAny(key, " \n\t'") ||
			slices.Contains(keys, key) || kind == "plural" && !pluralKey.MatchString(key) {
			n.fault = true
			break
		}
		n.at++
		keys = append(keys, key)
		told[key] = n.sequence(within, true, depth+1)
		n.at++
	}
	if !slices.Contains(keys, "other") {
		n.fault = true
	}
	if kind == "plural" {
		n.plurals = append(n.plurals, append([]string{name}, keys...))
		if form, ok := told["="+value]; ok {
			return form
		}
		value = category(value)
	}
	if form, ok := told[value]; ok {
		return form
	}
	return told["other"]
}

// compare holds a sentence against the naive reading of it.
func compare(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string,
) {
	t.Helper()
	n := naive{text: text}
	want := n.sequence("", false, 0)
	uses := words.Read(text)
	if n.fault != (len(uses.Faults) > 0) {
		t.Fatalf("%q: at fault %v, but Read says %v", text, n.fault, uses.Faults)
	}
	if n.fault {
		return
	}
	if !slices.Equal(uses.Figures, n.figures) {
		t.Fatalf("%q asks for %v, not %v", text, uses.Figures, n.figures)
	}
	var plurals [][]string
	for _, p := range uses.Plurals {
		plurals = append(plurals, append([]string{p.Figure}, p.Keys...))
	}
	// Read lists a plural after those inside it, as the naive one does.
	if !slices.EqualFunc(plurals, n.plurals, slices.Equal[[]string]) {
		t.Fatalf("%q has the plurals %v, not %v", text, plurals, n.plurals)
	}
	if told, ok := tell(text, "", 0); !ok || told != want {
		t.Fatalf("%q tells %q (%v), not %q", text, told, ok, want)
	}
}

// anyText is made of the pieces of the grammar, so that many are nearly sentences.
func anyText() *rapid.Generator[string] {
	pieces := []string{
		"{", "}", "'", "''", "#", ",", " ", "\n", "a", "n", "other", "one", "=1", "=2.5", "late", "plural", "select",
		"{a}", "{n}", "{ m }", "{n, plural, ", "{a, select, ", "other {", "one {", "=1 {", "late{", "'{'", "'#", "é",
	}
	return rapid.Map(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 24), func(list []string) string {
		return strings.Join(list, "")
	})
}

// anySentence is in order: a tree of literals, figures, plurals and selects, as a translator writes it.
func anySentence(depth int, inPlural bool) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var text strings.Builder
		for range rapid.IntRange(0, 4).Draw(t, "parts") {
			kinds := 4
			if depth < words.MaxDepth {
				kinds = 6
			}
			switch rapid.IntRange(0, kinds-1).Draw(t, "kind") {
			case 0:
				text.WriteString(rapid.SampledFrom([]string{"of ", "late", "é ", " "}).Draw(t, "literal"))
			case 1:
				text.WriteString(
					rapid.SampledFrom([]string{"'{'", "'}'", "'#'", "'{''}'", "''", "'{a} '"}).Draw(t, "quoted"),
				)
			case 2:
				text.WriteString(rapid.SampledFrom([]string{"{a}", "{b}", "{ n}", "{m}"}).Draw(t, "figure"))
			case 3:
				text.WriteString(map[bool]string{true: "#", false: "no "}[inPlural])
			case 4:
				text.WriteString("{" + rapid.SampledFrom([]string{"n", "m"}).Draw(t, "number") + ", plural, ")
				for _, key := range []string{"=1", "=2.5", "one"} {
					if rapid.Bool().Draw(t, key) {
						text.WriteString(key + " {" + anySentence(depth+1, true).Draw(t, "form") + "} ")
					}
				}
				text.WriteString("other {" + anySentence(depth+1, true).Draw(t, "form") + "}}")
			default:
				text.WriteString("{" + rapid.SampledFrom([]string{"a", "b"}).Draw(t, "code") + ", select, other {" +
					anySentence(depth+1, inPlural).Draw(t, "form") + "}\n")
				if rapid.Bool().Draw(t, "late") {
					text.WriteString("late{" + anySentence(depth+1, inPlural).Draw(t, "form") + "}")
				}
				text.WriteString("}")
			}
		}
		return text.String()
	})
}

func TestAnyTextIsReadAsTheGrammarSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { compare(t, anyText().Draw(t, "text")) })
}

func TestSentencesAreToldAsTheGrammarSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anySentence(0, false).Draw(t, "sentence")
		if faults := words.Read(text).Faults; len(faults) > 0 {
			t.Fatalf("%q: %v", text, faults)
		}
		compare(t, text)
	})
}

// TestSentencesByHand are sentences that a translator writes.
func TestSentencesByHand(t *testing.T) {
	for text, want := range map[string]string{
		"":             "",
		"It's late.":   "It's late.",
		"l''{a}":       "l'<late>",
		"l'{a}":        "l{a}",
		"# and '#'":    "# and #",
		"'{''}' {a}":   "{'} <late>",
		"at the end '": "at the end '",
		"{n, plural, one {# unit} other {# units}}.":                   "1 unit.",
		"{m, plural, one {# unit} other {# units}}":                    "2.5 units",
		"{m, plural, =2.5 {two and a half} other {#}}":                 "two and a half",
		"{n, plural, one {one} =1 {exactly} other {}}":                 "exactly",
		"{n, plural, other {l''{a} d''{b}}}":                           "l'<late> d'<damaged>",
		"{n, plural, other {'#' and # in '{'''}}":                      "# and 1 in {'",
		"{a, select, late {late by {m}} other {{a}}}":                  "late by <2.5>",
		"{b,select,late{x}other{{n, plural, one {# y} other {# z}}}}":  "1 y",
		"{n, plural, other {{a, select, late {# still} other {no}}}}":  "1 still",
		"{n, plural, one {{m, plural, other {#}} and #} other {none}}": "2.5 and 1",
	} {
		if told, ok := tell(text, "", 0); !ok || told != want {
			t.Errorf("%q tells %q (%v), want %q", text, told, ok, want)
		}
		compare(t, text)
	}
}

func TestWhatCannotBeReadIsSaid(t *testing.T) {
	deep := "x"
	for range words.MaxDepth + 1 {
		deep = "{a, select, other {" + deep + "}}"
	}
	const notPlural = " is no plural form: zero, one, two, few, many, other, or = and a number"
	for text, want := range map[string]string{
		"{":                                     "an opening brace without a closing one",
		"}":                                     "a closing brace without an opening one",
		"{a":                                    "an opening brace without a closing one",
		"{}":                                    `"" is not the name of a figure`,
		"{Name}":                                `"Name" is not the name of a figure`,
		"{a, date}":                             "{a, date} is neither a figure nor a plural or select",
		"{a, select}":                           "{a} has no form other",
		"{n, plural, one {#}}":                  "{n} has no form other",
		"{n, plural, one {x} one {y} other {}}": "{n} has the form one twice",
		"{n, plural, late {x} other {y}}":       "late" + notPlural,
		"{n, plural, =Inf {x} other {y}}":       "=Inf" + notPlural,
		"{n, plural, =1. {x} other {y}}":        "=1." + notPlural,
		"{n, plural, = {x} other {y}}":          "=" + notPlural,
		"{n, plural, other}":                    `the form "other" has no text in braces`,
		"{n, plural, {x} other {y}}":            `"" is not the key of a form`,
		"{n, plural, offset:1 other {y}}":       `"offset:1 other " is not the key of a form`,
		"{n, plural, other {'{}}":               "an opening brace without a closing one",
		deep:                                    "forms in forms too deep",
	} {
		uses := words.Read(text)
		if len(uses.Faults) != 1 || uses.Faults[0].Error() != want {
			t.Errorf("%q: %v, want %s", text, uses.Faults, want)
		}
	}
	if uses := words.Read("{a, select, late {x}} {n, plural, one {y}}"); len(uses.Faults) != 2 {
		t.Errorf("only some of the faults: %v", uses.Faults)
	}
}

// TestFormFindsTheExactNumberFirst: the number as it is written, then the category or the text, then other.
func TestFormFindsTheExactNumberFirst(t *testing.T) {
	const forms = " other {d} one {c}\n=1{a}\tlate {e}"
	for _, c := range []struct{ exact, key, want string }{
		{"1", "one", "a"},
		{"1.0", "one", "c"},
		{"21", "one", "c"},
		{"5", "many", "d"},
		{"", "late", "e"},
		{"", "lost", "d"},
		{"", "", "d"},
	} {
		if got, err := words.Form(forms, c.exact, c.key); err != nil || got != c.want {
			t.Errorf("%s, %s: %q, want %q: %v", c.exact, c.key, got, c.want, err)
		}
	}
	for _, bad := range []string{"", "one {x}", "one {x", "other"} {
		if got, err := words.Form(bad, "2", "other"); err == nil {
			t.Errorf("%q has the form %q", bad, got)
		}
	}
}

// FuzzRead: no text is read with a panic or without an end, every step takes something, and what is in order is told
// as the grammar says.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "{", "}", "'", "''", "'{", "#", "{a}", "l''{a}", "It's {n, plural, one {# unit} other {# units}}.",
		"{a, select, late {{n, plural, =0 {none} other {'#' #}}} other {'{'''}}", "{n, plural, offset:1 other {#}}",
		"{n,plural,other{l''{x} a}}", "\xff{\x00}", "{ a }{a,}", "{0,plural,0{}other{}}", "{n,plural,=1e3{}other{}}",
		strings.Repeat("{a,select,other{", 8),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2048 { // no translation has a longer sentence
			return
		}
		for _, inPlural := range []bool{false, true} {
			for rest := text; rest != ""; {
				_, after, err := words.Next(rest, inPlural)
				if err != nil {
					break
				}
				if len(after) >= len(rest) || !strings.HasSuffix(rest, after) {
					t.Fatalf("%q is followed by %q", rest, after)
				}
				rest = after
			}
		}
		for forms := text; forms != ""; {
			key, _, rest, err := words.NextForm(forms)
			if err != nil || key == "" {
				break
			}
			if len(rest) >= len(forms) {
				t.Fatalf("%q is followed by %q", forms, rest)
			}
			forms = rest
		}
		_, _ = words.Form(text, "1", "one")
		compare(t, text)
	})
}
