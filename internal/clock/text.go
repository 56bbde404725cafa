package clock

import (
	"fmt"
	"slices"
	"strings"
)

var (
	holidayNames = [...]string{"unspecified", "start", "clip"}
	landingNames = [...]string{"unspecified", "earliest", "latest"}
)

// Valid reports whether the policy is one of the named ones.
func (p HolidayPolicy) Valid() bool { return p == HolidayStart || p == HolidayClip }

// String returns the text of the policy, "unspecified" for none.
func (p HolidayPolicy) String() string { return name(p, holidayNames[:]) }

// MarshalText writes the text of the policy; an unspecified one has none and is an [ErrPolicy].
func (p HolidayPolicy) MarshalText() ([]byte, error) { return marshal(p, holidayNames[:]) }

// UnmarshalText reads the text of a policy and leaves the target alone when it is refused.
func (p *HolidayPolicy) UnmarshalText(text []byte) error {
	return unmarshal(p, holidayNames[:], text)
}

// Valid reports whether the landing is one of the named ones.
func (l Landing) Valid() bool { return l == LandEarliest || l == LandLatest }

// String returns the text of the landing, "unspecified" for none.
func (l Landing) String() string { return name(l, landingNames[:]) }

// MarshalText writes the text of the landing; an unspecified one has none and is an [ErrPolicy].
func (l Landing) MarshalText() ([]byte, error) { return marshal(l, landingNames[:]) }

// UnmarshalText reads the text of a landing and leaves the target alone when it is refused.
func (l *Landing) UnmarshalText(text []byte) error { return unmarshal(l, landingNames[:], text) }

func name[E ~uint8](e E, names []string) string {
	if int(e) < len(names) {
		return names[e]
	}
	return names[0]
}

func marshal[E ~uint8](e E, names []string) ([]byte, error) {
	if e == 0 || int(e) >= len(names) {
		return nil, fmt.Errorf("%w: %d is not one of %s", ErrPolicy, e, strings.Join(names[1:], ", "))
	}
	return []byte(names[e]), nil
}

func unmarshal[E ~uint8](target *E, names []string, text []byte) error {
	i := slices.Index(names[1:], string(text))
	if i < 0 {
		return fmt.Errorf("%w: %.40q is not one of %s", ErrPolicy, text, strings.Join(names[1:], ", "))
	}
	*target = E(i + 1)
	return nil
}
