package rules

import (
	"encoding"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// Closed is an ordered closed enum: a whole number in memory and a text on the wire.
type Closed interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64
	fmt.Stringer
	encoding.TextMarshaler
}

// readable is what the pointer to an enum must be.
type readable[E any] interface {
	*E
	encoding.TextUnmarshaler
}

var snakeCase = regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)*$`)

// Enum checks an ordered closed enum, given all its values in order. They count from 1; each has its
// own text in snake_case, which String and MarshalText give and UnmarshalText reads back, alone, in a
// struct and as the key of a map. The zero value and what follows the last value have no text on the
// wire; a zero value may instead say "unspecified". Unknown text is refused and leaves the target as
// it was.
func Enum[E Closed, P readable[E]](t testing.TB, values ...E) {
	t.Helper()
	if len(values) == 0 {
		t.Errorf("%T: no values given", *new(E))
		return
	}
	owner := map[string]E{}
	for i, value := range values {
		if value != E(i+1) {
			t.Errorf("%T: value %d is %d; they count from 1 without gaps", value, i+1, value)
		}
		text, err := value.MarshalText()
		if err != nil {
			t.Errorf("%T(%d): MarshalText: %v", value, value, err)
			continue
		}
		if !snakeCase.Match(text) || string(text) == "unspecified" {
			t.Errorf("%T(%d): text %q is not in snake_case", value, value, text)
		}
		if other, taken := owner[string(text)]; taken {
			t.Errorf("%T: %d and %d share the text %q", value, other, value, text)
		}
		owner[string(text)] = value
		if value.String() != string(text) {
			t.Errorf("%T(%d): String %q, MarshalText %q", value, value, value.String(), text)
		}
		roundTrips[E, P](t, value, text)
		refuses[E, P](t, strings.ToUpper(string(text))+"!")
	}
	refuses[E, P](t, "")
	refuses[E, P](t, "no_such_text")
	if text, err := E(0).MarshalText(); err == nil && string(text) != "unspecified" {
		t.Errorf("%T: the zero value writes %q; it is an error, or \"unspecified\"", E(0), text)
	}
	if text, err := (values[len(values)-1] + 1).MarshalText(); err == nil {
		t.Errorf("%T: %q follows the last value given; is the list complete?", E(0), text)
	}
}

func roundTrips[E Closed, P readable[E]](t testing.TB, value E, text []byte) {
	t.Helper()
	var back E
	if err := P(&back).UnmarshalText(text); err != nil || back != value {
		t.Errorf("%T: UnmarshalText(%q) = %d, %v; want %d", value, text, back, err, value)
	}
	type document struct {
		One  E         `json:"one"`
		Many map[E]int `json:"many"`
	}
	sent := document{value, map[E]int{value: 1}}
	data, err := json.Marshal(sent)
	if err != nil {
		t.Errorf("%T(%d): in a struct: %v", value, value, err)
		return
	}
	if want := fmt.Sprintf(`{"one":%q,"many":{%q:1}}`, text, text); string(data) != want {
		t.Errorf("%T(%d): in a struct %s, want %s", value, value, data, want)
	}
	var got document
	if err := json.Unmarshal(data, &got); err != nil || got.One != value || got.Many[value] != 1 {
		t.Errorf("%T(%d): back from %s: %+v, %v", value, value, data, got, err)
	}
}

func refuses[E Closed, P readable[E]](t testing.TB, text string) {
	t.Helper()
	target := E(1)
	if err := P(&target).UnmarshalText([]byte(text)); err == nil {
		t.Errorf("%T: UnmarshalText(%q) is not an error", target, text)
	} else if target != 1 {
		t.Errorf("%T: UnmarshalText(%q) fails but changes its target", target, text)
	}
}
