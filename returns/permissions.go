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

// DefaultPermissions is the table of who may do what under a policy without one: everybody gives every command, and
// staff has the rights beyond them. A host that knows its actors gives a table of its own: an actor without a row may
// do nothing.
func DefaultPermissions() []logistics.Permission {
	var table []logistics.Permission
	for _, actor := range []logistics.Actor{
		"", logistics.ActorCustomer, logistics.ActorStaff, logistics.ActorWarehouse, logistics.ActorCarrier,
		logistics.ActorSystem,
	} {
		may := slices.Clone(verbNames[1:])
		if actor == logistics.ActorStaff {
			may = actions()
		}
		table = append(table, logistics.Permission{Actor: actor, May: may})
	}
	return table
}

// may reports whether an actor has a right beyond a command.
func (r *Rules) may(actor logistics.Actor, right string) bool {
	at := verbs - 1 // behind the commands
	if right == RightOverride {
		at++
	}
	return r.permissions.Allows(actor, at)
}
