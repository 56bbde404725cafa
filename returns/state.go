package returns

import (
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/internal/workflow"
)

// State is what is stored of a return. The zero State is that of a return which does not exist yet.
// Everything finer is a [Stage], read off the units.
type State uint8

// The states of a return.
const (
	StateRequested State = iota + 1
	StateApproved
	StateDeclined
	StateCancelled
	StateExpired
	StateClosed
	states = iota + 1
)

var stateNames = []string{"unspecified", "requested", "approved", "declined", "cancelled", "expired", "closed"}

// String is the text on the wire.
func (s State) String() string { return enum.Name(s, stateNames) }

// MarshalText refuses the zero State.
func (s State) MarshalText() ([]byte, error) { return wire.EnumText(s, stateNames) }

// UnmarshalText reads the form of String.
func (s *State) UnmarshalText(text []byte) error { return wire.ParseEnum(s, stateNames, text) }

// Live reports whether units of the return are under way: a return that ended before its goods came
// gives them free.
func (s State) Live() bool { return s == StateRequested || s == StateApproved || s == StateClosed }

// RefundState is what is stored of a refund.
type RefundState uint8

// The states of a refund. A failed one, and one that was voided, leave what was owed owed.
const (
	RefundPending RefundState = iota + 1 // authorised: the host pays
	RefundPaid
	RefundFailed
	RefundVoided
	refundStates = iota + 1
)

var refundStateNames = []string{"unspecified", "authorised", "confirmed", "failed", "voided"}

// String is the text on the wire.
func (s RefundState) String() string { return enum.Name(s, refundStateNames) }

// MarshalText refuses the zero RefundState.
func (s RefundState) MarshalText() ([]byte, error) { return wire.EnumText(s, refundStateNames) }

// UnmarshalText reads the form of String.
func (s *RefundState) UnmarshalText(text []byte) error {
	return wire.ParseEnum(s, refundStateNames, text)
}

// Counts reports whether the money is out or promised.
func (s RefundState) Counts() bool { return s == RefundPending || s == RefundPaid }

// Verb is what a command does.
type Verb uint8

// The verbs, one for each [Command].
const (
	VerbOpen Verb = iota + 1
	VerbRequest
	VerbApprove
	VerbDecline
	VerbCancel
	VerbExpire
	VerbExtend
	VerbDispatch
	VerbReceive
	VerbReportMissing
	VerbSettleUnreceived
	VerbInspect
	VerbDecideUnits
	VerbAuthoriseRefund
	VerbConfirmRefund
	VerbFailRefund
	VerbVoidRefund
	VerbPlanOutbound
	VerbDeliverOutbound
	VerbDispose
	VerbSplit
	VerbClose
	VerbReopen
	VerbTick
	verbs = iota + 1
)

var verbNames = []string{
	"unspecified", "open", "request", "approve", "decline", "cancel", "expire", "extend", "dispatch", "receive",
	"report_missing",
	"settle_unreceived", "inspect", "decide_units", "authorise_refund", "confirm_refund", "fail_refund", "void_refund",
	"plan_outbound",
	"deliver_outbound", "dispose", "split", "close", "reopen", "tick",
}

// String is the name of the command on the wire.
func (v Verb) String() string { return enum.Name(v, verbNames) }

// MarshalText refuses the zero Verb.
func (v Verb) MarshalText() ([]byte, error) { return wire.EnumText(v, verbNames) }

// UnmarshalText reads the form of String.
func (v *Verb) UnmarshalText(text []byte) error { return wire.ParseEnum(v, verbNames, text) }

// moves is the table of a return: Decide allows what stands here and nothing else. Verbs that lead
// back to the same state move units or money only.
var moves = [states][verbs]State{
	0: {VerbRequest: StateRequested},
	StateRequested: {
		VerbApprove: StateApproved, VerbDecline: StateDeclined, VerbCancel: StateCancelled, VerbExpire: StateExpired,
		VerbExtend: StateRequested, VerbSplit: StateRequested,
	},
	StateApproved: {
		VerbCancel: StateCancelled, VerbExpire: StateExpired, VerbClose: StateClosed,
		VerbExtend: StateApproved, VerbDispatch: StateApproved, VerbReceive: StateApproved,
		VerbReportMissing:    StateApproved,
		VerbSettleUnreceived: StateApproved, VerbInspect: StateApproved, VerbDecideUnits: StateApproved,
		VerbAuthoriseRefund: StateApproved, VerbConfirmRefund: StateApproved, VerbFailRefund: StateApproved,
		VerbVoidRefund: StateApproved, VerbPlanOutbound: StateApproved, VerbDeliverOutbound: StateApproved,
		VerbDispose: StateApproved, VerbSplit: StateApproved,
	},
	StateClosed: {VerbReopen: StateApproved},
}

// Move is the state a verb leads to; ok is false where the table has no such move.
func (s State) Move(v Verb) (to State, ok bool) {
	if int(s) >= len(moves) || int(v) >= len(moves[0]) {
		return 0, false
	}
	to = moves[s][v]
	return to, to != 0
}

// Allowed lists the verbs that are possible in a state, as far as the state goes.
func (s State) Allowed() []Verb { return returnMoves().Allowed(s) }

// refundMoves is the table of a refund.
var refundMoves = [refundStates][verbs]RefundState{
	0:             {VerbAuthoriseRefund: RefundPending},
	RefundPending: {VerbConfirmRefund: RefundPaid, VerbFailRefund: RefundFailed, VerbVoidRefund: RefundVoided},
	RefundPaid:    {VerbVoidRefund: RefundVoided}, // the money came back
}

// Move is the state a verb leads a refund to; ok is false where the table has no such move.
func (s RefundState) Move(v Verb) (to RefundState, ok bool) {
	if int(s) >= len(refundMoves) || int(v) >= len(refundMoves[0]) {
		return 0, false
	}
	to = refundMoves[s][v]
	return to, to != 0
}

// Allowed lists the verbs that are possible for a refund in a state.
func (s RefundState) Allowed() []Verb {
	return workflow.MovesOf(refundStates, verbs, RefundState.Move).Allowed(s)
}

// Transition is a row of the table of a return: from a state a verb leads to a state.
type Transition struct {
	From State `json:"from,omitzero"` // absent: there is no return yet
	Verb Verb  `json:"verb"`
	To   State `json:"to"`
}

// Transitions is the table of a return, for drawing it and for asking what may be done. The table of a refund
// is asked by [RefundState.Allowed] and [RefundState.Move].
func Transitions() []Transition {
	moves := returnMoves()
	rows := make([]Transition, len(moves))
	for i, move := range moves {
		rows[i] = Transition(move)
	}
	return rows
}

func returnMoves() workflow.Moves[State, Verb] { return workflow.MovesOf(states, verbs, State.Move) }

// Mermaid draws the tables of returns and refunds as a state diagram. Verbs that leave the state as it is are
// left out.
func Mermaid() string {
	return workflow.Mermaid(returnMoves().Diagram("return"),
		workflow.MovesOf(refundStates, verbs, RefundState.Move).Diagram("refund"))
}
