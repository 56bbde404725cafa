package words

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
)

// Strict reads a JSON document without unknown members, and says which members it has twice and whether more
// follows it.
func Strict(data []byte, to any) (twice []string, more bool, err error) {
	twice, more = Twice(data)
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	return twice, more, decoder.Decode(to)
}

// Twice are the members of objects that a JSON document gives twice, which JSON readers pass over, as JSON
// pointers; more says that something follows the document.
func Twice(data []byte) (paths []string, more bool) {
	type level struct {
		path string
		keys map[string]bool // nil in a list
		key  string
		want bool // a key comes next
	}
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	var stack []level
	read := false
	decoder := json.NewDecoder(bytes.NewReader(data))
	for {
		token, err := decoder.Token()
		if err != nil {
			return paths, false // what is no JSON is reported by whoever decodes it
		}
		if read && len(stack) == 0 {
			return paths, true
		}
		read = true
		path := ""
		if n := len(stack); n > 0 {
			top := &stack[n-1]
			if key, ok := token.(string); ok && top.want {
				at := top.path + "/" + escape.Replace(key)
				if top.keys[strings.ToLower(key)] { // readers take a name in any case
					paths = append(paths, at)
				}
				top.keys[strings.ToLower(key)], top.key, top.want = true, at, false
				continue
			}
			path = top.key
			top.want = top.keys != nil
		}
		switch token {
		case json.Delim('{'):
			stack = append(stack, level{path: path, keys: map[string]bool{}, want: true})
		case json.Delim('['):
			stack = append(stack, level{path: path, key: path})
		case json.Delim('}'), json.Delim(']'):
			stack = stack[:len(stack)-1]
		}
	}
}

// Compare holds a translated sentence against the English one: figures and forms it asks for that there are none
// of, and what it lacks, in words. A form is for a code that the English sentence has one for, or that is known.
func Compare(given, english string, in Language, known func(code string) bool) (strange, lacking []string) {
	uses, wants := Read(given), Read(english)
	for _, name := range uses.Figures {
		if !slices.Contains(wants.Figures, name) {
			strange = append(strange, "{"+name+"}")
		}
	}
	for _, name := range wants.Figures {
		if !slices.Contains(uses.Figures, name) {
			lacking = append(lacking, "{"+name+"}, which the English sentence tells")
		}
	}
	categories := in.Categories()
	for _, plural := range uses.Plurals {
		if !slices.ContainsFunc(plural.Keys, inflects) {
			continue // one form for every number
		}
		for _, category := range categories {
			if !slices.Contains(plural.Keys, category) {
				lacking = append(lacking, "the plural form "+category+" of {"+plural.Figure+"}")
			}
		}
	}
	for _, choice := range uses.Selects {
		for _, key := range choice.Keys {
			if key != "other" && !known(key) && !slices.ContainsFunc(wants.Selects, func(f Forms) bool {
				return f.Figure == choice.Figure && slices.Contains(f.Keys, key)
			}) {
				strange = append(strange, "the form "+cut(key)+" of {"+choice.Figure+"}")
			}
		}
	}
	if given == english && in.Base() != "en" && literalWords(given) > 3 {
		lacking = append(lacking, "a translation: it is still the English sentence")
	}
	return strange, lacking
}

// inflects reports whether a key is a form of a word, and not that of a number or of all others.
func inflects(key string) bool { return key != "other" && !strings.HasPrefix(key, "=") }

// literalWords are the words of a sentence outside its braces.
func literalWords(text string) int {
	n := 0
	for text != "" {
		p, rest, err := Next(text, false)
		if err != nil {
			return n
		}
		if p.Kind == Literal {
			n += len(strings.FieldsFunc(p.Text, func(c rune) bool { return !unicode.IsLetter(c) }))
		}
		text = rest
	}
	return n
}
