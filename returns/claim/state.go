package claim

import (
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/internal/workflow"
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

// Verb is what a command does.
type Verb uint8

// The verbs, one for each [Command].
const (
	VerbOpen Verb = iota + 1
	VerbAddEvidence
	VerbGiveNotice
	VerbFile
	VerbAcknowledge
	VerbSettle
	VerbDecline
	VerbAppeal
	VerbPay
	VerbWithdraw
	VerbReopen
	VerbTick
	verbs = iota + 1
)

var verbNames = []string{
	"unspecified", "open", "add_evidence", "give_notice", "file", "acknowledge", "settle", "decline", "appeal", "pay",
	"withdraw",
	"reopen", "tick",
}

// String is the name of the command on the wire.
func (v Verb) String() string { return enum.Name(v, verbNames) }

// MarshalText refuses the zero Verb.
func (v Verb) MarshalText() ([]byte, error) { return wire.EnumText(v, verbNames) }

// UnmarshalText reads the form of String.
func (v *Verb) UnmarshalText(text []byte) error { return wire.ParseEnum(v, verbNames, text) }

// Decide allows what stands here and nothing else. A verb that stands twice in a state leads on by what is
// accepted and paid.
var transitions = workflow.Moves[State, Verb]{
	{From: 0, Verb: VerbOpen, To: StateOpen},
	{From: StateOpen, Verb: VerbAddEvidence, To: StateOpen},
	{From: StateOpen, Verb: VerbGiveNotice, To: StateOpen},
	{From: StateOpen, Verb: VerbFile, To: StateFiled},
	{From: StateOpen, Verb: VerbWithdraw, To: StateWithdrawn},
	{From: StateOpen, Verb: VerbTick, To: StateOpen},
	{From: StateFiled, Verb: VerbAddEvidence, To: StateFiled},
	{From: StateFiled, Verb: VerbAcknowledge, To: StateAcknowledged},
	{From: StateFiled, Verb: VerbSettle, To: StateSettled},
	{From: StateFiled, Verb: VerbDecline, To: StateDeclined},
	{From: StateFiled, Verb: VerbWithdraw, To: StateWithdrawn},
	{From: StateFiled, Verb: VerbTick, To: StateFiled},
	{From: StateAcknowledged, Verb: VerbAddEvidence, To: StateAcknowledged},
	{From: StateAcknowledged, Verb: VerbSettle, To: StateSettled},
	{From: StateAcknowledged, Verb: VerbDecline, To: StateDeclined},
	{From: StateAcknowledged, Verb: VerbWithdraw, To: StateWithdrawn},
	{From: StateAcknowledged, Verb: VerbTick, To: StateAcknowledged},
	{From: StateSettled, Verb: VerbPay, To: StateSettled},
	{From: StateSettled, Verb: VerbPay, To: StatePaid},
	{From: StateSettled, Verb: VerbAppeal, To: StateAppealed},
	{From: StateSettled, Verb: VerbTick, To: StateSettled},
	{From: StateDeclined, Verb: VerbAddEvidence, To: StateDeclined},
	{From: StateDeclined, Verb: VerbAppeal, To: StateAppealed},
	{From: StateDeclined, Verb: VerbTick, To: StateDeclined},
	{From: StateAppealed, Verb: VerbAddEvidence, To: StateAppealed},
	{From: StateAppealed, Verb: VerbSettle, To: StateSettled},
	{From: StateAppealed, Verb: VerbSettle, To: StatePaid},
	{From: StateAppealed, Verb: VerbDecline, To: StateDeclined},
	{From: StateAppealed, Verb: VerbDecline, To: StateSettled}, // the settlement before the appeal stands
	{From: StateAppealed, Verb: VerbDecline, To: StatePaid},
	{From: StateAppealed, Verb: VerbPay, To: StateAppealed}, // of what was accepted before
	{From: StateAppealed, Verb: VerbTick, To: StateAppealed},
	{From: StatePaid, Verb: VerbAppeal, To: StateAppealed},
	{From: StatePaid, Verb: VerbTick, To: StatePaid},
	{From: StateWithdrawn, Verb: VerbReopen, To: StateOpen},
	{From: StateWithdrawn, Verb: VerbTick, To: StateWithdrawn},
}

// Allowed lists the verbs that are possible in a state, as far as the state goes.
func (s State) Allowed() []Verb { return transitions.Allowed(s) }

// Transition is a row of the table of a claim: from a state a verb leads to a state.
type Transition struct {
	From State `json:"from,omitzero"` // absent: there is no claim yet
	Verb Verb  `json:"verb"`
	To   State `json:"to"`
}

// Transitions is the table of a claim, for drawing it and for asking what may be done.
func Transitions() []Transition {
	rows := make([]Transition, len(transitions))
	for i, move := range transitions {
		rows[i] = Transition(move)
	}
	return rows
}

// Mermaid draws the table as a state diagram. Verbs that leave the state as it is are left out.
func Mermaid() string { return workflow.Mermaid(transitions.Diagram("claim")) }
