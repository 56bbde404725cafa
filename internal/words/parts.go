package words

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Uses is what a sentence asks for.
type Uses struct {
	Figures []string // by name, each once, in the order of the sentence
	Plurals []Forms  // the plurals in it
	Selects []Forms  // the selects in it
	Faults  []error  // what cannot be read, empty for a sentence in order
}

// Forms are the keys of a plural.
type Forms struct {
	Figure string
	Keys   []string
}

var errDeep = errors.New("forms in forms too deep")

// Read takes a sentence apart.
func Read(text string) Uses {
	var u Uses
	u.read(text, false, 0)
	return u
}

func (u *Uses) read(text string, inPlural bool, depth int) {
	if depth > MaxDepth {
		if len(u.Faults) == 0 || u.Faults[len(u.Faults)-1] != errDeep {
			u.fault(errDeep)
		}
		return
	}
	for text != "" {
		p, rest, err := Next(text, inPlural)
		if err != nil {
			u.fault(err)
			return
		}
		switch p.Kind {
		case Figure:
			u.use(p.Text)
		case Plural, Select:
			u.use(p.Text)
			u.forms(p, inPlural || p.Kind == Plural, depth)
		}
		text = rest
	}
}

func (u *Uses) use(name string) {
	if slices.Contains(u.Figures, name) {
		return
	}
	u.Figures = append(u.Figures, name)
}

func (u *Uses) forms(p Part, inPlural bool, depth int) {
	var keys []string
	seen := map[string]bool{}
	for forms := p.Forms; forms != ""; {
		key, text, rest, err := NextForm(forms)
		if err != nil {
			u.fault(err)
			return
		}
		if key == "" {
			break
		}
		switch again, known := seen[key]; {
		case known && !again:
			seen[key] = true // said once, however often it comes
			u.fault(fmt.Errorf("{%s} has the form %s twice", p.Text, cut(key)))
		case !known && p.Kind == Plural && !isPluralKey(key):
			u.fault(fmt.Errorf("%s is no plural form: zero, one, two, few, many, other, or = and a number", cut(key)))
		}
		if _, known := seen[key]; !known {
			seen[key], keys = false, append(keys, key)
		}
		u.read(text, inPlural, depth+1)
		forms = rest
	}
	if _, other := seen["other"]; !other {
		u.fault(fmt.Errorf("{%s} has no form other", p.Text))
	}
	if p.Kind == Plural {
		u.Plurals = append(u.Plurals, Forms{p.Text, keys})
	} else {
		u.Selects = append(u.Selects, Forms{p.Text, keys})
	}
}

// most faults of a sentence are told; one is enough to refuse it.
const most = 8

func (u *Uses) fault(err error) {
	if len(u.Faults) < most {
		u.Faults = append(u.Faults, err)
	}
}

// isPluralKey: a category of CLDR, or = and a number as a sentence writes it (=0, =-1, =2.5; no exponent, no Inf).
func isPluralKey(key string) bool {
	number, exact := strings.CutPrefix(key, "=")
	if !exact {
		return slices.Contains([]string{"zero", "one", "two", "few", "many", "other"}, key)
	}
	whole, part, decimals := strings.Cut(strings.TrimPrefix(number, "-"), ".")
	return isDigits(whole) && (!decimals || isDigits(part))
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
