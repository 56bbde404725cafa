package returns

import (
	"slices"

	"github.com/logicrm/logistics"
)

// The rights beyond a command.
const (
	RightReview   = "review"   // to approve a return that waits for a person
	RightOverride = "override" // to pass over the window and the limits for review
)

// actions are what an actor may do: the commands by their names, then the rights.
func actions() []string { return append(slices.Clone(verbNames[1:]), RightReview, RightOverride) }

// action is the place of a verb among the actions.
func action(v Verb) int { return int(v) - 1 }

// DefaultPermissions is the table of who may do what under a policy without one. Somebody of whom nothing is known may
// ask, and no more; a customer may also call off what was asked for and say that the goods are on their way; the
// carrier and the warehouse tell what they see of goods; staff does everything, and has the rights beyond commands. The
// system gives every command: what a policy approves by itself, such as a refund at once, is decided by it. A host that
// knows other actors gives a table of its own: an actor without a row may do nothing.
func DefaultPermissions() []logistics.Permission {
	names := func(may ...Verb) []string {
		list := make([]string, len(may))
		for i, v := range may {
			list[i] = v.String()
		}
		return list
	}
	return []logistics.Permission{
		{Actor: "", May: names(VerbRequest)},
		{Actor: logistics.ActorCustomer, May: names(VerbRequest, VerbCancel, VerbDispatch)},
		{Actor: logistics.ActorCarrier, May: names(VerbDispatch, VerbDeliverOutbound)},
		{Actor: logistics.ActorWarehouse, May: names(
			VerbDispatch, VerbReceive, VerbReportMissing, VerbInspect, VerbDecideUnits, VerbDeliverOutbound,
			VerbDispose,
			VerbSplit,
		)},
		{Actor: logistics.ActorStaff, May: actions()},
		{Actor: logistics.ActorSystem, May: slices.Clone(verbNames[1:])},
	}
}

// may reports whether an actor has a right beyond a command.
func (r *Rules) may(actor logistics.Actor, right string) bool {
	at := verbs - 1 // behind the commands
	if right == RightOverride {
		at++
	}
	return r.permissions.Allows(actor, at)
}
