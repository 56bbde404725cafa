package returns

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/workflow"
)

// Env is what a decision needs beyond the case.
type Env struct {
	Policy  *Rules
	AsOf    time.Time
	Actor   logistics.Actor // who gives the command; absent: somebody of whom nothing is known
	History History         // of the customer, where the policy asks for it
	Expect  int64           // the version the command was made for; 0: any
}

// room is what the kernel has to know of this package.
var room = workflow.Room[Event, Command]{
	Texts: Reasons, Command: Event.command, Content: content,
	Reused: CommandReused, Conflict: VersionConflict, NotPermitted: NotPermitted,
}

// Decide says what a command leads to, or refuses it with a [logistics.RefusedError]. No events and no error mean
// that it was decided before, or, for [Tick], that no deadline has passed.
func Decide(state Case, command Command, env Env) ([]Event, error) {
	if err := check(command, env); err != nil {
		return nil, err
	}
	d := decision{
		state: &state, rules: env.Policy, at: workflow.Instant(env.AsOf), env: env, id: command.id(),
		verb:    command.verb(),
		version: state.log.Version(),
	}
	given := workflow.Given{
		ID: d.id, Name: d.verb.String(), Action: action(d.verb), Actor: env.Actor, Expect: env.Expect,
	}
	var events []Event
	reasons, done := room.Admit(&state.log, given, command, &env.Policy.permissions)
	if d.reasons = reasons; !done {
		var err error
		if events, err = d.decide(command); len(d.reasons) == 0 && err != nil {
			return nil, err
		}
	}
	if len(d.reasons) > 0 {
		return nil, room.Refuse(d.id, d.reasons)
	}
	return events, nil
}

// Step decides a command and applies what it leads to. A command that is refused leaves the state as it is.
func Step(state Case, command Command, env Env) (Case, []Event, error) {
	events, err := Decide(state, command, env)
	for _, e := range events {
		state.apply(e)
	}
	return state, events, err
}

// decision collects the reasons against a command.
type decision struct {
	state   *Case
	rules   *Rules
	at      time.Time
	env     Env
	id      logistics.ID
	verb    Verb
	version int64 // of the last event so far
	reasons []logistics.Reason
}

// header is that of the next event.
func (d *decision) header() logistics.EventHeader {
	d.version++
	return logistics.EventHeader{
		At: d.at, Actor: d.env.Actor, Version: d.version, Policy: d.rules.policy.ID,
		PolicyVersion: d.rules.policy.Version,
	}
}

func (d *decision) refuse(code logistics.Code, path string, params ...logistics.Param) {
	d.reasons = append(d.reasons, logistics.Reason{Code: code, Path: path, Params: params})
}

// may reports whether the actor has a right beyond the command.
func (d *decision) may(right string) bool { return d.rules.may(d.env.Actor, right) }

// one is the list of an event.
func one(e Event) []Event { return []Event{e} }

func (d *decision) decide(command Command) ([]Event, error) {
	if c, ok := command.(Open); ok {
		if d.state.books != nil {
			d.refuse(CaseAlreadyOpen, "/order", d.state.books.order.Param("order"))
		}
		c.Lines, c.Tenders = slices.Clone(c.Lines), slices.Clone(c.Tenders)
		return one(Opened{Command: c, EventHeader: d.header()}), nil
	}
	if d.state.books == nil {
		d.refuse(CaseNotOpen, "")
		return nil, nil
	}
	switch c := command.(type) {
	case Request:
		return d.request(c)
	case Approve:
		return d.approve(c)
	case Decline:
		d.allowed(c.Return)
		return one(Declined{Command: c, EventHeader: d.header()}), nil
	case Cancel:
		d.cancel(c)
		return one(Cancelled{Command: c, EventHeader: d.header()}), nil
	case Expire:
		d.expire(c)
		return one(Expired{Command: c, EventHeader: d.header(), Return: c.Return}), nil
	case Extend:
		c.Until = workflow.Instant(c.Until)
		d.extend(c)
		return one(Extended{Command: c, EventHeader: d.header()}), nil
	case Tick:
		return d.tick(c), nil
	case Close:
		if r, ok := d.allowed(c.Return); ok {
			if stage := r.stage(); stage != StageSettled {
				d.refuse(
					ReturnUnsettled, "/return", c.Return.Param("return"), logistics.CodeParam("stage", stage.String()),
				)
			}
		}
		return one(Closed{Command: c, EventHeader: d.header()}), nil
	case Reopen:
		d.allowed(c.Return)
		return one(Reopened{Command: c, EventHeader: d.header()}), nil
	case AuthoriseRefund, ConfirmRefund, FailRefund, VoidRefund:
		return d.money(command)
	}
	return d.goods(command)
}

// allowed finds a return that is in a state for the command.
func (d *decision) allowed(id logistics.ID) (*record, bool) {
	i := d.state.returns.Find(id)
	if i < 0 {
		d.refuse(ReturnUnknown, "/return", id.Param("return"))
		return nil, false
	}
	r := d.state.returns.At(i)
	if _, ok := r.State.Move(d.verb); !ok {
		d.refuse(ReturnNotAllowed, "/return", id.Param("return"), logistics.CodeParam("state", r.State.String()),
			logistics.CodeParam("command", d.verb.String()))
		return nil, false
	}
	return r, true
}
