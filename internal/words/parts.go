package words

import (
	"errors"
	"fmt"
	"slices"
)

// Uses is what a sentence asks for.
type Uses struct {
	Figures []string // by name, each once, in the order of the sentence
	Plurals []Forms  // the plurals in it
	Faults  []error  // what cannot be read, empty for a sentence in order
}

// Forms are the keys of a plural.
type Forms struct {
	Figure string
	Keys   []string
}

// Read takes a sentence apart.
func Read(text string) Uses {
	var u Uses
	u.read(text, false, 0)
	return u
}

func (u *Uses) read(text string, inPlural bool, depth int) {
	if depth > MaxDepth {
		u.Faults = append(u.Faults, errors.New("forms in forms too deep"))
		return
	}
	for text != "" {
		p, rest, err := Next(text, inPlural)
		if err != nil {
			u.Faults = append(u.Faults, err)
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
	other := false
	for forms := p.Forms; forms != ""; {
		key, text, rest, err := NextForm(forms)
		if err != nil {
			u.Faults = append(u.Faults, err)
			return
		}
		if key == "" {
			break
		}
		for _, known := range keys {
			if known == key {
				u.Faults = append(u.Faults, fmt.Errorf("{%s} has the form %s twice", p.Text, key))
			}
		}
		keys, other = append(keys, key), other || key == "other"
		u.read(text, inPlural, depth+1)
		forms = rest
	}
	if !other {
		u.Faults = append(u.Faults, fmt.Errorf("{%s} has no form other", p.Text))
	}
	if p.Kind == Plural {
		u.Plurals = append(u.Plurals, Forms{p.Text, keys})
	}
}
