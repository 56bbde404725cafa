package words

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxDepth is how deep forms may stand in forms.
const MaxDepth = 4

// Kind is what a piece of a sentence is.
type Kind uint8

// The kinds of pieces.
const (
	Literal Kind = iota // text as it stands
	Figure              // {name}
	Plural              // {name, plural, …}
	Select              // {name, select, …}
	Number              // # in a form of a plural
)

// Part is a piece of a sentence.
type Part struct {
	Kind  Kind
	Text  string // the text, or the name of the figure
	Forms string // of a plural or a select
}

// Next splits the first piece off a sentence that is not empty. In a form of a plural # is a number.
func Next(text string, inPlural bool) (p Part, rest string, err error) {
	switch c := text[0]; {
	case c == '{':
		if name := plainName(text); name != "" { // most are no more than a name
			return Part{Kind: Figure, Text: name}, text[len(name)+2:], nil
		}
		body, rest, err := braced(text)
		if err != nil {
			return Part{}, "", err
		}
		p, err = argument(body)
		return p, rest, err
	case c == '}':
		return Part{}, "", errors.New("a closing brace without an opening one")
	case c == '#' && inPlural:
		return Part{Kind: Number}, text[1:], nil
	case c == '\'' && len(text) > 1 && text[1] == '\'':
		return Part{Text: "'"}, text[2:], nil
	case quotes(text):
		inside, rest := quoted(text)
		return Part{Text: strings.ReplaceAll(inside, "''", "'")}, rest, nil
	}
	for i := 1; i < len(text); i++ {
		if c := text[i]; c == '{' || c == '}' || c == '\'' || c == '#' && inPlural {
			return Part{Text: text[:i]}, text[i:], nil
		}
	}
	return Part{Text: text}, "", nil
}

// quotes reports whether text begins with an apostrophe that quotes what follows.
func quotes(text string) bool {
	return len(text) > 1 && text[0] == '\'' && strings.IndexByte("{}#", text[1]) >= 0
}

// quoted splits off what the apostrophe quotes that text begins with, up to the next single one or the end.
func quoted(text string) (inside, rest string) {
	for i := 1; i < len(text); i++ {
		if text[i] != '\'' {
			continue
		}
		if i+1 == len(text) || text[i+1] != '\'' {
			return text[1:i], text[i+1:]
		}
		i++ // two are one, and end nothing
	}
	return text[1:], ""
}

// plainName is the name of a figure where nothing else stands in the brace that text begins with.
func plainName(text string) string {
	for i := 1; i < min(len(text), maxName+2); i++ {
		switch c := text[i]; {
		case c == '}':
			return text[1:i]
		case c != '_' && (c < 'a' || c > 'z') && (c < '0' || c > '9'):
			return ""
		}
	}
	return ""
}

// braced splits off what stands in the brace that text begins with.
func braced(text string) (body, rest string, err error) {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return text[1:i], text[i+1:], nil
			}
		case '\'':
			switch {
			case quotes(text[i:]):
				_, after := quoted(text[i:])
				i = len(text) - len(after) - 1
			case i+1 < len(text) && text[i+1] == '\'':
				i++ // the second of two quotes nothing
			}
		}
	}
	return "", "", errors.New("an opening brace without a closing one")
}

// argument reads what stands between the outer braces.
func argument(body string) (Part, error) {
	name, rest, typed := strings.Cut(body, ",")
	name = strings.TrimSpace(name)
	if !isName(name) {
		return Part{}, fmt.Errorf("%q is not the name of a figure", cut(name))
	}
	if !typed {
		return Part{Kind: Figure, Text: name}, nil
	}
	kind, forms, _ := strings.Cut(rest, ",")
	switch strings.TrimSpace(kind) {
	case "plural":
		return Part{Kind: Plural, Text: name, Forms: forms}, nil
	case "select":
		return Part{Kind: Select, Text: name, Forms: forms}, nil
	}
	return Part{}, fmt.Errorf("{%s} is neither a figure nor a plural or select", cut(body))
}

const maxName = 64 // bytes of the name of a figure

func isName(s string) bool {
	if len(s) > maxName {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c != '_' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// NextForm splits the first form off a list of forms: key and text. The key is "" at the end.
func NextForm(forms string) (key, text, rest string, err error) {
	for forms != "" && isBlank(forms[0]) {
		forms = forms[1:]
	}
	if forms == "" {
		return "", "", "", nil
	}
	open := strings.IndexByte(forms, '{')
	if open < 0 {
		return "", "", "", fmt.Errorf("the form %q has no text in braces", cut(forms))
	}
	key = forms[:open]
	for key != "" && isBlank(key[len(key)-1]) {
		key = key[:len(key)-1]
	}
	for i := range len(key) {
		if c := key[i]; isBlank(c) || c == '}' || c == '\'' {
			key = ""
			break
		}
	}
	if key == "" {
		return "", "", "", fmt.Errorf("%q is not the key of a form", cut(forms[:open]))
	}
	text, rest, err = braced(forms[open:])
	return key, text, rest, err
}

// cut is the beginning of a text, for an error about it.
func cut(text string) string { return Printable(text, 48) }

// Printable is the beginning of a text, at most so many bytes, as one can show it: without control characters.
func Printable(text string, most int) string {
	if len(text) > most {
		for most > 0 && !utf8.RuneStart(text[most]) {
			most--
		}
		text = text[:most]
	}
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, text)
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// Form finds the text for a number as it is written, "=1", else for its category or key, and else that of "other".
func Form(forms, exact, key string) (string, error) {
	var best, other string
	found, hasOther := false, false
	for forms != "" {
		k, text, rest, err := NextForm(forms)
		switch {
		case err != nil:
			return "", err
		case len(k) > 1 && k[0] == '=' && k[1:] == exact:
			return text, nil
		case k == key && k != "":
			best, found = text, true
		case k == "other":
			other, hasOther = text, true
		}
		forms = rest
	}
	switch {
	case found:
		return best, nil
	case hasOther:
		return other, nil
	}
	return "", errNoOther
}

var errNoOther = errors.New("there is no form other")
