package enum

import (
	"fmt"
	"slices"
	"strings"
)

// Name is the text of e for people; a number without a name is shown as the zero value is.
func Name[E ~uint8](e E, names []string) string {
	if int(e) < len(names) {
		return names[e]
	}
	return names[0]
}

// Text is the text of e on the wire; ok is false for the zero value and for numbers without a name.
func Text[E ~uint8](e E, names []string) (text []byte, ok bool) {
	if e == 0 || int(e) >= len(names) {
		return nil, false
	}
	return []byte(names[e]), true
}

// Parse reads what Text writes; the target is left alone when the text is of no value.
func Parse[E ~uint8](target *E, names []string, text []byte) (ok bool) {
	i := slices.Index(names[1:], string(text))
	if i < 0 {
		return false
	}
	*target = E(i + 1)
	return true
}

// Wanted names the texts there are.
func Wanted(names []string) string { return "one of " + strings.Join(names[1:], ", ") }

// Marshal is Text with an error that is the refusal.
func Marshal[E ~uint8](e E, names []string, refusal error) ([]byte, error) {
	text, ok := Text(e, names)
	if !ok {
		return nil, fmt.Errorf("%w: %d is not %s", refusal, e, Wanted(names))
	}
	return text, nil
}

// Unmarshal is Parse with an error that is the refusal.
func Unmarshal[E ~uint8](target *E, names []string, text []byte, refusal error) error {
	if !Parse(target, names, text) {
		return fmt.Errorf("%w: %.40q is not %s", refusal, text, Wanted(names))
	}
	return nil
}
