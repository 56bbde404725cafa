package clock

import "github.com/logicrm/logistics/internal/enum"

var (
	holidayNames = [...]string{"unspecified", "start", "clip"}
	landingNames = [...]string{"unspecified", "earliest", "latest"}
)

// Valid reports whether the policy is one of the named ones.
func (p HolidayPolicy) Valid() bool { return p == HolidayStart || p == HolidayClip }

// String returns the text of the policy, "unspecified" for none.
func (p HolidayPolicy) String() string { return enum.Name(p, holidayNames[:]) }

// MarshalText writes the text of the policy; an unspecified one has none and is an [ErrPolicy].
func (p HolidayPolicy) MarshalText() ([]byte, error) {
	return enum.Marshal(p, holidayNames[:], ErrPolicy)
}

// UnmarshalText reads the text of a policy and leaves the target alone when it is refused.
func (p *HolidayPolicy) UnmarshalText(text []byte) error {
	return enum.Unmarshal(p, holidayNames[:], text, ErrPolicy)
}

// Valid reports whether the landing is one of the named ones.
func (l Landing) Valid() bool { return l == LandEarliest || l == LandLatest }

// String returns the text of the landing, "unspecified" for none.
func (l Landing) String() string { return enum.Name(l, landingNames[:]) }

// MarshalText writes the text of the landing; an unspecified one has none and is an [ErrPolicy].
func (l Landing) MarshalText() ([]byte, error) { return enum.Marshal(l, landingNames[:], ErrPolicy) }

// UnmarshalText reads the text of a landing and leaves the target alone when it is refused.
func (l *Landing) UnmarshalText(text []byte) error {
	return enum.Unmarshal(l, landingNames[:], text, ErrPolicy)
}
