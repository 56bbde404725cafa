package claim

import (
	"slices"

	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
)

// State is how far a claim has come. The zero State is that of a claim that was not opened.
type State uint8

// The states of a claim.
const (
	StateOpen         State = iota + 1 // a draft: evidence is collected
	StateFiled                         // with the other side
	StateAcknowledged                  // the other side has it
	StateSettled                       // accepted in whole or in part, and not paid in full
	StateDeclined
	StateAppealed
	StatePaid // all that was accepted
	StateWithdrawn
)

var stateNames = []string{
	"unspecified", "open", "filed", "acknowledged", "settled", "declined", "appealed", "paid", "withdrawn",
}

// String is the text on the wire.
func (s State) String() string { return enum.Name(s, stateNames) }

// MarshalText refuses the zero State.
func (s State) MarshalText() ([]byte, error) { return wire.EnumText(s, stateNames) }

// UnmarshalText reads the form of String.
func (s *State) UnmarshalText(text []byte) error { return wire.ParseEnum(s, stateNames, text) }

// Clock is something that has to happen by a date, in the order of a claim.
type Clock uint8

// The clocks. Notice, filing and appeal are ours to keep, the others are the other side's.
const (
	ClockNotice Clock = iota + 1
	ClockFile
	ClockAcknowledge
	ClockDecide
	ClockPay
	ClockAppeal
)

var clockNames = []string{"unspecified", "notice", "file", "acknowledge", "decide", "pay", "appeal"}

// String is the text on the wire.
func (c Clock) String() string { return enum.Name(c, clockNames) }

// MarshalText refuses the zero Clock.
func (c Clock) MarshalText() ([]byte, error) { return wire.EnumText(c, clockNames) }

// UnmarshalText reads the form of String.
func (c *Clock) UnmarshalText(text []byte) error { return wire.ParseEnum(c, clockNames, text) }

// Ours reports whether it is for the claimant to keep.
func (c Clock) Ours() bool { return c == ClockNotice || c == ClockFile || c == ClockAppeal }

// Transition is a row of the table of states: in state From a command leads to state To.
type Transition struct {
	From    State  `json:"from,omitzero"` // absent: there is no claim yet
	Command string `json:"command"`       // name on the wire
	To      State  `json:"to"`
}

// Decide allows what stands here and nothing else. A command that stands twice leads on by what is
// accepted and paid.
var transitions = []Transition{
	{0, "open", StateOpen},
	{StateOpen, "add_evidence", StateOpen},
	{StateOpen, "give_notice", StateOpen},
	{StateOpen, "file", StateFiled},
	{StateOpen, "withdraw", StateWithdrawn},
	{StateOpen, "tick", StateOpen},
	{StateFiled, "add_evidence", StateFiled},
	{StateFiled, "acknowledge", StateAcknowledged},
	{StateFiled, "settle", StateSettled},
	{StateFiled, "decline", StateDeclined},
	{StateFiled, "withdraw", StateWithdrawn},
	{StateFiled, "tick", StateFiled},
	{StateAcknowledged, "add_evidence", StateAcknowledged},
	{StateAcknowledged, "settle", StateSettled},
	{StateAcknowledged, "decline", StateDeclined},
	{StateAcknowledged, "withdraw", StateWithdrawn},
	{StateAcknowledged, "tick", StateAcknowledged},
	{StateSettled, "pay", StateSettled},
	{StateSettled, "pay", StatePaid},
	{StateSettled, "appeal", StateAppealed},
	{StateSettled, "tick", StateSettled},
	{StateDeclined, "add_evidence", StateDeclined},
	{StateDeclined, "appeal", StateAppealed},
	{StateDeclined, "tick", StateDeclined},
	{StateAppealed, "add_evidence", StateAppealed},
	{StateAppealed, "settle", StateSettled},
	{StateAppealed, "settle", StatePaid},
	{StateAppealed, "decline", StateDeclined},
	{StateAppealed, "decline", StateSettled}, // the settlement before the appeal stands
	{StateAppealed, "decline", StatePaid},
	{StateAppealed, "pay", StateAppealed}, // of what was accepted before
	{StateAppealed, "tick", StateAppealed},
	{StatePaid, "appeal", StateAppealed},
	{StatePaid, "tick", StatePaid},
	{StateWithdrawn, "reopen", StateOpen},
	{StateWithdrawn, "tick", StateWithdrawn},
}

// Transitions is the table of states, for drawing it and for asking what a command may do.
func Transitions() []Transition { return slices.Clone(transitions) }

// allowed looks a move up in the table.
func allowed(from State, command string) bool {
	return slices.ContainsFunc(transitions, func(t Transition) bool { return t.From == from && t.Command == command })
}
