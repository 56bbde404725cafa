package returns

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/logicrm/logistics"
)

// Env is what a decision needs beyond the case.
type Env struct {
	Policy  *Compiled
	AsOf    time.Time
	Actor   Actor   // who gives the command; absent: the customer
	History History // of the customer, where the policy asks for it
	Expect  int64   // the version the command was made for; 0: any
}

// ErrRejected is the class of every [RejectedError].
var ErrRejected = errors.New("returns: command refused")

// RejectedError says that the rules do not allow a command, with every reason. It is always handled as
// a pointer.
type RejectedError struct {
	Command logistics.ID
	Reasons []logistics.Reason
}

// Error renders the reasons in one line.
func (e *RejectedError) Error() string {
	texts := make([]string, len(e.Reasons))
	for i, reason := range e.Reasons {
		texts[i] = Reasons().Render(reason)
	}
	return ErrRejected.Error() + ": " + strings.Join(texts, "; ")
}

// Is makes every RejectedError an [ErrRejected].
func (e *RejectedError) Is(target error) bool { return target == ErrRejected }

// Decide says what a command leads to. No events and no error mean that it was decided before, or, for
// [Tick], that no deadline has passed.
func Decide(state Case, command Command, env Env) ([]Event, error) {
	if err := check(command, env); err != nil {
		return nil, err
	}
	d := decision{state: &state, policy: env.Policy, at: env.AsOf.Round(0).UTC(), env: env, id: command.id(), verb: command.verb()}
	if before := state.decided.find(d.id); before != nil {
		if same(before.command(), command) {
			return nil, nil
		}
		d.refuse(CommandReused, "/id", text("command", d.id.String()))
		return nil, d.rejected()
	}
	if env.Expect != 0 && env.Expect != state.version {
		d.refuse(VersionConflict, "", units("version", state.version), units("expected", env.Expect))
		return nil, d.rejected()
	}
	events, err := d.decide(command)
	switch {
	case len(d.reasons) > 0:
		return nil, d.rejected()
	case err != nil:
		return nil, err
	}
	return events, nil
}

// same compares two commands by what they say on the wire.
func same(a, b Command) bool {
	first, err := EncodeCommand(plain(a))
	if err != nil {
		return false
	}
	second, err := EncodeCommand(plain(b))
	return err == nil && bytes.Equal(first, second)
}

// plain takes out of a command what does not belong to its content: the zone of an instant.
func plain(c Command) Command {
	if e, ok := c.(Extend); ok {
		e.Until = e.Until.Round(0).UTC()
		return e
	}
	return c
}

// decision collects the reasons against a command.
type decision struct {
	state   *Case
	policy  *Compiled
	at      time.Time
	env     Env
	id      logistics.ID
	verb    Verb
	reasons []logistics.Reason
}

func (d *decision) refuse(code logistics.Code, path string, params ...logistics.Param) {
	d.reasons = append(d.reasons, logistics.Reason{Code: code, Path: path, Params: params})
}

func (d *decision) rejected() error { return &RejectedError{Command: d.id, Reasons: d.reasons} }

// one is the list of an event.
func one(e Event) []Event { return []Event{e} }

func (d *decision) decide(command Command) ([]Event, error) {
	if c, ok := command.(Open); ok {
		if !d.state.order.IsZero() {
			d.refuse(CaseAlreadyOpen, "/order", text("order", d.state.order.String()))
		}
		c.Lines, c.Tenders = slices.Clone(c.Lines), slices.Clone(c.Tenders)
		return one(Opened{Command: c, At: d.at}), nil
	}
	if d.state.order.IsZero() {
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
		return one(Declined{Command: c, At: d.at}), nil
	case Cancel:
		d.cancel(c)
		return one(Cancelled{Command: c, At: d.at}), nil
	case Expire:
		d.expire(c)
		return one(Expired{Command: c, Return: c.Return, At: d.at}), nil
	case Extend:
		c.Until = c.Until.Round(0).UTC()
		d.extend(c)
		return one(Extended{Command: c, At: d.at}), nil
	case Tick:
		return d.tick(c), nil
	case Close:
		if r, ok := d.allowed(c.Return); ok {
			if stage := d.state.stage(r); stage != StageSettled {
				d.refuse(ReturnUnsettled, "/return", text("return", c.Return.String()), text("stage", stage.String()))
			}
		}
		return one(Closed{Command: c, At: d.at}), nil
	case Reopen:
		d.allowed(c.Return)
		return one(Reopened{Command: c, At: d.at}), nil
	case AuthoriseRefund, ConfirmRefund, FailRefund, VoidRefund:
		return d.money(command)
	}
	return d.goods(command)
}

// allowed finds a return that is in a state for the command.
func (d *decision) allowed(id logistics.ID) (*Return, bool) {
	i := d.state.find(id)
	if i < 0 {
		d.refuse(ReturnUnknown, "/return", text("return", id.String()))
		return nil, false
	}
	r := &d.state.returns[i]
	if _, ok := r.State.Move(d.verb); !ok {
		d.refuse(ReturnNotAllowed, "/return", text("return", id.String()), text("state", r.State.String()), text("command", d.verb.String()))
		return nil, false
	}
	return r, true
}

// request holds every line against the ledger and the rules.
func (d *decision) request(c Request) ([]Event, error) {
	if d.state.find(c.Return) >= 0 {
		d.refuse(ReturnExists, "/return", text("return", c.Return.String()))
	}
	var findings, overridden []Finding
	facts := Facts{Incomplete: c.Incomplete, Authorised: true, Actor: d.env.Actor, History: d.env.History}
	a := assessment{policy: d.policy, facts: &facts, at: d.at, known: &windows{policy: d.policy}}
	for i, item := range c.Items {
		k := d.state.line(item.Line)
		if k < 0 {
			d.refuse(LineUnknown, itemPath(i), text("line", item.Line.String()))
			continue
		}
		sold := &d.state.lines[k]
		left := sold.returnable() - d.state.requested(item.Line)
		switch {
		case sold.returnable() == 0:
			d.refuse(NoneShipped, itemPath(i), text("line", item.Line.String()))
			continue
		case item.Units > left:
			d.refuse(NotReturnable, itemPath(i), text("line", item.Line.String()), units("asked", item.Units), units("left", left),
				units("shipped", sold.returnable()))
		}
		facts.Line = sold
		if !d.policy.policy.Review.Value.IsZero() {
			share, _ := logistics.NewRatio(item.Units, sold.Units)
			facts.Value, _ = sold.Paid.Share(share, d.policy.policy.Refund.Rounding)
		}
		a.Assessment = Assessment{}
		a.run()
		facts.History = History{} // it is about the request, and was looked at
		for _, f := range a.Findings {
			f.Reason.Path = itemPath(i)
			findings = append(findings, f)
		}
		for _, f := range a.Overridden {
			f.Reason.Path = itemPath(i)
			overridden = append(overridden, f)
		}
	}
	ineligible := func(f Finding) bool { return f.Outcome == Ineligible }
	if slices.ContainsFunc(findings, ineligible) || len(d.reasons) > 0 {
		d.reasons = append(d.reasons, reasonsOf(findings)...)
		return nil, nil
	}
	approveBy, err := d.policy.due(d.policy.policy.Limits.Approve, d.at)
	if err != nil {
		return nil, err
	}
	c.Items = slices.Clone(c.Items)
	e := Requested{Command: c, At: d.at, Review: reasonsOf(findings), Overridden: reasonsOf(overridden), ApproveBy: approveBy}
	if d.policy.policy.RefundFrom == FromRequest {
		e.RefundFrom, err = d.policy.due(d.policy.policy.Limits.Refund, d.at)
	}
	return one(e), err
}

func (d *decision) approve(c Approve) ([]Event, error) {
	r, ok := d.allowed(c.Return)
	if !ok {
		return nil, nil
	}
	if r.Hold && d.env.Actor != Staff {
		d.refuse(ReturnOnHold, "/return", text("return", c.Return.String()))
	}
	for i, item := range c.Items {
		d.within(r, i, item, NotOutstanding, func(g *Goods) int64 { return g.Requested })
	}
	shipBy, err := d.policy.due(d.policy.policy.Limits.Ship, d.at)
	c.Items = slices.Clone(c.Items)
	return one(Approved{Command: c, At: d.at, ShipBy: shipBy}), err
}

// within refuses an item of more units than are open for it.
func (d *decision) within(r *Return, i int, item Item, code logistics.Code, open func(*Goods) int64) {
	var left int64
	if g := r.goods(item.Line); g != nil {
		left = open(g)
	}
	if item.Units > left {
		d.refuse(code, itemPath(i), text("line", item.Line.String()), units("asked", item.Units), units("open", left))
	}
}

// untouched refuses to end a return of which something has come, or for which something has gone out.
func (d *decision) untouched(r *Return) {
	var here int64
	for i := range r.Goods {
		here += r.Goods[i].pool() + r.Goods[i].replaced()
	}
	if here > 0 {
		d.refuse(GoodsHere, "/return", text("return", r.ID.String()), units("units", here))
	}
}

func (d *decision) cancel(c Cancel) {
	if r, ok := d.allowed(c.Return); ok {
		d.untouched(r)
	}
}

func (d *decision) expire(c Expire) {
	r, ok := d.allowed(c.Return)
	if !ok {
		return
	}
	d.untouched(r)
	due := r.Deadlines.Approve
	if r.State == StateApproved {
		due = r.Deadlines.Ship
	}
	if due.IsZero() || !d.at.After(due) {
		d.refuse(ClockNotPassed, "/return", text("return", c.Return.String()))
	}
}
