package zone

import (
	"errors"

	"github.com/logicrm/logistics/internal/enum"
)

// The sentinel errors.
var (
	ErrSkipped  = errors.New("zone: the clock was put forward over this reading")
	ErrRepeated = errors.New("zone: the clock was put back over this reading")
	ErrPolicy   = errors.New("zone: policy unspecified or unknown")
)

// Gap says which instant a skipped reading means. The zero value is unspecified and is refused.
type Gap uint8

// The gap policies, for a clock that is put forward from 02:00 to 03:00 and the reading 02:30.
const (
	GapTransition Gap = iota + 1 // the instant of the change, which shows 03:00
	GapForward                   // read with the offset before the change: shows 03:30
	GapBackward                  // read with the offset after the change: shows 01:30
	GapReject                    // [ErrSkipped]
)

// Overlap says which instant a repeated reading means. The zero value is unspecified and is refused.
type Overlap uint8

// The overlap policies.
const (
	OverlapFirst  Overlap = iota + 1 // the first time the wall shows it
	OverlapLast                      // the last time the wall shows it
	OverlapReject                    // [ErrRepeated]
)

var (
	gapNames     = [...]string{"unspecified", "transition", "forward", "backward", "reject"}
	overlapNames = [...]string{"unspecified", "first", "last", "reject"}
)

// Valid reports whether the policy is one of the named ones.
func (g Gap) Valid() bool { return g >= GapTransition && g <= GapReject }

// String returns the text of the policy, "unspecified" for none.
func (g Gap) String() string { return enum.Name(g, gapNames[:]) }

// MarshalText writes the text of the policy; an unspecified one has none and is an [ErrPolicy].
func (g Gap) MarshalText() ([]byte, error) { return enum.Marshal(g, gapNames[:], ErrPolicy) }

// UnmarshalText reads the text of a policy and leaves the target alone when it is refused.
func (g *Gap) UnmarshalText(text []byte) error {
	return enum.Unmarshal(g, gapNames[:], text, ErrPolicy)
}

// Valid reports whether the policy is one of the named ones.
func (o Overlap) Valid() bool { return o >= OverlapFirst && o <= OverlapReject }

// String returns the text of the policy, "unspecified" for none.
func (o Overlap) String() string { return enum.Name(o, overlapNames[:]) }

// MarshalText writes the text of the policy; an unspecified one has none and is an [ErrPolicy].
func (o Overlap) MarshalText() ([]byte, error) { return enum.Marshal(o, overlapNames[:], ErrPolicy) }

// UnmarshalText reads the text of a policy and leaves the target alone when it is refused.
func (o *Overlap) UnmarshalText(text []byte) error {
	return enum.Unmarshal(o, overlapNames[:], text, ErrPolicy)
}
