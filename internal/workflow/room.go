package workflow

import (
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// Room is what the kernel has to know of a room with events E and commands C.
type Room[E Event, C any] struct {
	Texts   func() logistics.Catalog
	Command func(E) C // that led to an event
	// Content is what a command says, as it is on the wire: what differs in it differs. Lists that are sealed are left
	// out; their seal stands for them.
	Content func(C) (wire []byte, lists Seal, err error)

	// The reasons the room gives for what the kernel finds.
	Reused, Conflict, NotPermitted logistics.Code
}

// Given is a command on its way to a decision.
type Given struct {
	ID     logistics.ID
	Name   string // of the command, on the wire
	Action int    // its place in the table of permissions
	Actor  logistics.Actor
	Expect int64 // the version it was made for; 0: any
}

// Admit is what comes before the rules of a room. A command that was decided before is done: with the same content
// for no reason, and otherwise because its id was used before. Then the reasons against the version and the actor
// are given; with a version that is not the one expected the rules of the room would speak about another state, so
// it is done too.
func (r *Room[E, C]) Admit(
	log *Log[E], given Given, command C, may *Permissions,
) (reasons []logistics.Reason, done bool) {
	if log.Decided(given.ID) {
		if r.repeats(log, given.ID, command) {
			return nil, true
		}
		return []logistics.Reason{{
			Code: r.Reused, Path: "/id", Params: []logistics.Param{given.ID.Param("command")},
		}}, true
	}
	if !may.Allows(given.Actor, given.Action) {
		reasons = append(reasons, r.NotPermittedTo(given.Actor, given.Name))
	}
	if given.Expect != 0 && given.Expect != log.version {
		done = true
		reasons = append(reasons, logistics.Reason{Code: r.Conflict, Params: []logistics.Param{
			logistics.CountParam("version", log.version), logistics.CountParam("expected", given.Expect),
		}})
	}
	return reasons, done
}

// NotPermittedTo is the reason against an actor.
func (r *Room[E, C]) NotPermittedTo(actor logistics.Actor, action string) logistics.Reason {
	if actor == "" {
		actor = "nobody"
	}
	return logistics.Reason{Code: r.NotPermitted, Path: "/actor", Params: []logistics.Param{
		logistics.CodeParam("actor", actor), logistics.CodeParam("action", action),
	}}
}

// repeats reports whether a command has the content of the one that was decided under its id. What cannot be
// written repeats nothing.
func (r *Room[E, C]) repeats(log *Log[E], id logistics.ID, command C) bool {
	wire, lists, err := r.Content(command)
	if err != nil {
		return false
	}
	now := DigestOf(wire, lists)
	if i := log.decided.Find(id); i >= 0 {
		was, err := r.digest(log.decided.At(i))
		return err == nil && was == now
	}
	return log.kept.At(log.kept.Find(id)).Digest == now
}

// digest is that of a command as it was decided: its lists may have changed since.
func (r *Room[E, C]) digest(d *decided[E]) (Digest, error) {
	wire, _, err := r.Content(r.Command(d.event))
	return DigestOf(wire, d.lists), err
}

// Keep is what a document keeps of a log.
func (r *Room[E, C]) Keep(log *Log[E]) (Kept, error) {
	k := Kept{Version: log.version}
	if log.kept != nil {
		for _, d := range log.kept.All() {
			k.Decided = append(k.Decided, *d)
		}
	}
	for _, d := range log.decided.All() {
		digest, err := r.digest(d)
		if err != nil {
			return Kept{}, err
		}
		k.Decided = append(k.Decided, Decided{d.event.ID(), digest})
	}
	return k, nil
}

// Restore takes a log up again, and reports what no log can have kept.
func (r *Room[E, C]) Restore(k Kept, faults *logistics.Faults) Log[E] {
	if k.Version < int64(len(k.Decided)) || k.Version > 0 && len(k.Decided) == 0 {
		faults.Conflict("/version", k.Version, "each command led to an event")
	}
	seen := make(map[logistics.ID]bool, len(k.Decided))
	for i := range k.Decided {
		kept, path := k.Decided[i], "/decided/"+strconv.Itoa(i)+"/command"
		switch {
		case kept.Command.IsZero():
			faults.Required(path, "an id")
		case seen[kept.Command]:
			faults.Duplicate(path, kept.Command, "each command once")
		}
		seen[kept.Command] = true
	}
	log := Log[E]{version: k.Version}
	if len(k.Decided) > 0 {
		kept := ListOf(k.Decided)
		log.kept = &kept
	}
	return log
}

// Refuse is the refusal of a command, with the sentences for its reasons.
func (r *Room[E, C]) Refuse(command logistics.ID, reasons []logistics.Reason) error {
	return logistics.NewRefusal(command, reasons, r.Texts())
}

// Instant is an instant as events keep it.
func Instant(t time.Time) time.Time { return t.Round(0).UTC() }

// CheckEnv reports what is wrong with the surroundings of a decision.
func CheckEnv(policy bool, asOf time.Time, actor logistics.Actor, expect int64, faults *logistics.Faults) {
	if !policy {
		faults.Required("/policy", "a compiled policy")
	}
	switch year := asOf.UTC().Year(); {
	case asOf.IsZero():
		faults.Required("/as_of", "the instant of the decision")
	case year < 1 || year > 9999:
		faults.OutOfRange("/as_of", asOf.UTC().Format(time.DateOnly), "a year from 1 to 9999")
	}
	if actor != "" {
		checkActor("/actor", actor, faults)
	}
	if expect < 0 {
		faults.OutOfRange("/expect", expect, "a version, or 0 for any")
	}
}
