package returns

import (
	"slices"

	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
)

// State is what is stored of a case, a return or a refund. The zero State is that of something which
// does not exist yet.
type State uint8

// The states: two of a case, four of a return, three of a refund.
const (
	StateOpen State = iota + 1
	StateClosed
	StateRequested
	StateApproved
	StateRejected
	StateCancelled
	StateAuthorised
	StateConfirmed
	StateFailed
)

var stateNames = []string{
	"unspecified", "open", "closed", "requested", "approved", "rejected", "cancelled", "authorised", "confirmed", "failed",
}

// String is the text on the wire.
func (s State) String() string { return enum.Name(s, stateNames) }

// MarshalText refuses the zero State.
func (s State) MarshalText() ([]byte, error) { return wire.EnumText(s, stateNames) }

// UnmarshalText reads the form of String.
func (s *State) UnmarshalText(text []byte) error { return wire.ParseEnum(s, stateNames, text) }

// Stage is how far a return has come: the first step that is still open for some of its units.
type Stage uint8

// The stages, in the order a return passes them, and the two ways it ends without goods.
const (
	StageAwaitingApproval Stage = iota + 1
	StageAwaitingGoods
	StageAwaitingInspection
	StageAwaitingRefund  // accepted units without an authorised refund
	StageAwaitingPayment // a refund that is not confirmed
	StageSettled
	StageDeclined
	StageCalledOff
)

var stageNames = []string{
	"unspecified", "awaiting_approval", "awaiting_goods", "awaiting_inspection", "awaiting_refund", "awaiting_payment",
	"settled", "declined", "called_off",
}

// String is the text on the wire.
func (s Stage) String() string { return enum.Name(s, stageNames) }

// MarshalText refuses the zero Stage.
func (s Stage) MarshalText() ([]byte, error) { return wire.EnumText(s, stageNames) }

// UnmarshalText reads the form of String.
func (s *Stage) UnmarshalText(text []byte) error { return wire.ParseEnum(s, stageNames, text) }

// Final reports whether nothing is left to do.
func (s Stage) Final() bool { return s >= StageSettled }

// The subjects of the table.
const (
	subjectCase   = "case"
	subjectReturn = "return"
	subjectRefund = "refund"
)

// Transition is a row of the table of states: in state From a command leads to state To.
type Transition struct {
	Subject string `json:"subject"`       // case, return or refund
	From    State  `json:"from,omitzero"` // absent: it does not exist yet
	Command string `json:"command"`       // name on the wire
	To      State  `json:"to"`
}

// Decide allows what stands here and nothing else; the rows that lead nowhere else move units only.
var transitions = []Transition{
	{subjectCase, 0, "open", StateOpen},
	{subjectCase, StateOpen, "close", StateClosed},
	{subjectReturn, 0, "request", StateRequested},
	{subjectReturn, StateRequested, "approve", StateApproved},
	{subjectReturn, StateRequested, "reject", StateRejected},
	{subjectReturn, StateRequested, "cancel", StateCancelled},
	{subjectReturn, StateApproved, "cancel", StateCancelled},
	{subjectReturn, StateApproved, "cancel", StateApproved}, // what was received stays
	{subjectReturn, StateApproved, "receive", StateApproved},
	{subjectReturn, StateApproved, "inspect", StateApproved},
	{subjectReturn, StateApproved, "authorise_refund", StateApproved},
	{subjectRefund, 0, "authorise_refund", StateAuthorised},
	{subjectRefund, StateAuthorised, "confirm_refund", StateConfirmed},
	{subjectRefund, StateAuthorised, "fail_refund", StateFailed},
	{subjectRefund, StateFailed, "retry_refund", StateAuthorised},
}

// Transitions is the table of states, for drawing it and for asking what a command may do.
func Transitions() []Transition { return slices.Clone(transitions) }

// allowed looks a move up in the table.
func allowed(subject string, from State, command string) bool {
	return slices.ContainsFunc(transitions, func(t Transition) bool {
		return t.Subject == subject && t.From == from && t.Command == command
	})
}
