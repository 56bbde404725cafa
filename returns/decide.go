package returns

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

// Env is what a decision needs beyond the case: the policy, and the instant.
type Env struct {
	Policy *Compiled
	AsOf   time.Time
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

// Decide says what a command leads to. No events and no error mean that it was decided before.
func Decide(state Case, command Command, env Env) ([]Event, error) {
	if err := check(command, env); err != nil {
		return nil, err
	}
	if state.decided.has(command.id()) {
		return nil, nil
	}
	return fresh(state, command, env)
}

// fresh decides a command that is in order and was not decided before.
func fresh(state Case, command Command, env Env) ([]Event, error) {
	d := decision{state: &state, policy: env.Policy, at: env.AsOf.Round(0).UTC(), command: command}
	event, err := d.decide()
	switch {
	case len(d.reasons) > 0:
		return nil, &RejectedError{Command: command.id(), Reasons: d.reasons}
	case err != nil:
		return nil, err
	}
	return []Event{event}, nil
}

// check reports every fault of a command and its environment.
func check(command Command, env Env) error {
	var faults logistics.Faults
	switch command.(type) {
	case Open, Request, Approve, Reject, Receive, Inspect, AuthoriseRefund, ConfirmRefund, FailRefund, RetryRefund, Cancel, Close:
		needs("/id", command.id(), &faults)
		command.check(&faults)
	default: // nil, or a pointer to a command
		faults.Add("", logistics.FaultUnknown, "", "not a command of this package")
	}
	if env.Policy == nil {
		faults.Add("/policy", logistics.FaultRequired, "", "a compiled policy")
	}
	if env.AsOf.IsZero() {
		faults.Add("/as_of", logistics.FaultRequired, "", "the instant of the decision")
	}
	return faults.Err()
}

// decision collects the reasons against a command.
type decision struct {
	state   *Case
	policy  *Compiled
	at      time.Time
	command Command
	reasons []logistics.Reason
}

func (d *decision) refuse(code logistics.Code, path string, params ...logistics.Param) {
	d.reasons = append(d.reasons, logistics.Reason{Code: code, Path: path, Params: params})
}

func (d *decision) decide() (Event, error) {
	id := d.command.id()
	if c, ok := d.command.(Open); ok {
		d.opened()
		return Opened{Command: id, At: d.at, Order: c.Order, Customer: c.Customer, Lines: slices.Clone(c.Lines)}, nil
	}
	if !d.open() {
		return nil, nil
	}
	switch c := d.command.(type) {
	case Request:
		d.request(c)
		return Requested{Command: id, At: d.at, Return: c.Return, Cause: c.Cause, Items: slices.Clone(c.Items)}, nil
	case Approve:
		d.allowed(c.Return)
		return Approved{Command: id, At: d.at, Return: c.Return}, nil
	case Reject:
		d.allowed(c.Return)
		return Rejected{Command: id, At: d.at, Return: c.Return, Detail: c.Detail}, nil
	case Receive:
		d.receive(c)
		return Received{Command: id, At: d.at, Return: c.Return, Items: slices.Clone(c.Items)}, nil
	case Inspect:
		d.inspect(c)
		event := Inspected{
			Command: id, At: d.at, Return: c.Return, Line: c.Line, Condition: c.Condition, Accepted: c.Accepted, Refused: c.Refused,
		}
		if c.Accepted > 0 {
			event.Due = d.policy.due(d.at)
		}
		return event, nil
	case AuthoriseRefund:
		return d.authorise(c)
	case ConfirmRefund:
		d.payable(c.Refund)
		return RefundConfirmed{Command: id, At: d.at, Refund: c.Refund}, nil
	case FailRefund:
		d.payable(c.Refund)
		return RefundFailed{Command: id, At: d.at, Refund: c.Refund, Detail: c.Detail}, nil
	case RetryRefund:
		d.payable(c.Refund)
		return RefundRetried{Command: id, At: d.at, Refund: c.Refund}, nil
	case Cancel:
		d.cancel(c)
		return Cancelled{Command: id, At: d.at, Return: c.Return}, nil
	default: // Close, the last of those that check lets through
		d.close()
		return Closed{Command: id, At: d.at}, nil
	}
}

// opened refuses to open a case twice.
func (d *decision) opened() {
	switch {
	case d.state.state == StateClosed:
		d.refuse(CaseClosed, "")
	case !allowed(subjectCase, d.state.state, d.command.name()):
		d.refuse(CaseAlreadyOpen, "", text("order", d.state.order.String()))
	}
}

// open refuses everything but Open on a case that is not open.
func (d *decision) open() bool {
	switch d.state.state {
	case StateOpen:
		return true
	case StateClosed:
		d.refuse(CaseClosed, "")
	default:
		d.refuse(CaseNotOpen, "")
	}
	return false
}

// allowed finds a return and asks the table whether it may take the command.
func (d *decision) allowed(id logistics.ID) (*Return, bool) {
	i := d.state.find(id)
	if i < 0 {
		d.refuse(ReturnUnknown, "/return", text("return", id.String()))
		return nil, false
	}
	r := &d.state.returns[i]
	if !allowed(subjectReturn, r.State, d.command.name()) {
		d.refuse(ReturnNotAllowed, "/return", text("return", id.String()), text("command", d.command.name()), text("state", r.State.String()))
		return nil, false
	}
	return r, true
}

// payable finds a refund and asks the table whether it may take the command.
func (d *decision) payable(id logistics.ID) {
	i := d.state.refund(id)
	if i < 0 {
		d.refuse(RefundUnknown, "/refund", text("refund", id.String()))
		return
	}
	if state := d.state.refunds[i].State; !allowed(subjectRefund, state, d.command.name()) {
		d.refuse(RefundNotAllowed, "/refund", text("refund", id.String()), text("command", d.command.name()), text("state", state.String()))
	}
}

// request holds every line against the window and the ledger.
func (d *decision) request(c Request) {
	if d.state.find(c.Return) >= 0 {
		d.refuse(ReturnExists, "/return", text("return", c.Return.String()))
	}
	today := logistics.DateOf(d.at, d.policy.clock)
	for i, item := range c.Items {
		k := d.state.line(item.Line)
		if k < 0 {
			d.refuse(LineUnknown, itemPath(i), text("line", item.Line.String()))
			continue
		}
		d.window(i, &d.state.lines[k], today)
		ledger, _ := d.state.Ledger(item.Line)
		if left := ledger.Sold - ledger.Requested; item.Units > left {
			d.refuse(NotReturnable, itemPath(i), text("line", item.Line.String()), units("asked", item.Units),
				units("left", left), units("sold", ledger.Sold))
		}
	}
}

// window refuses a line that was not delivered yet, or too long ago.
func (d *decision) window(item int, line *Sold, today logistics.Date) {
	delivered := d.policy.delivered(line.Delivered)
	if delivered.IsZero() || today.Compare(delivered) < 0 {
		d.refuse(NotDelivered, itemPath(item), text("line", line.ID.String()), text("delivered", delivered.String()), text("today", today.String()))
		return
	}
	window := d.policy.policy.Window
	if window.Any() {
		return
	}
	if last := delivered.AddDays(window.Days()); today.Compare(last) > 0 && !last.IsZero() {
		d.refuse(WindowOver, itemPath(item), text("line", line.ID.String()), text("delivered", delivered.String()), text("window", window.String()),
			text("last", last.String()), text("today", today.String()))
	}
}

func (d *decision) receive(c Receive) {
	r, ok := d.allowed(c.Return)
	if !ok {
		return
	}
	for i, item := range c.Items {
		goods := r.goods(item.Line)
		if open := goods.Requested - goods.Received; item.Units > open {
			d.refuse(NotOutstanding, itemPath(i), text("line", item.Line.String()), units("asked", item.Units), units("open", open))
		}
	}
}

func (d *decision) inspect(c Inspect) {
	r, ok := d.allowed(c.Return)
	if !ok {
		return
	}
	goods := r.goods(c.Line)
	if open := goods.Received - goods.accepted() - goods.Refused; c.Accepted+c.Refused > open {
		d.refuse(NotReceived, "/line", text("line", c.Line.String()), units("asked", c.Accepted+c.Refused), units("open", open))
	}
}

// authorise quotes the refund of the next units of the line.
func (d *decision) authorise(c AuthoriseRefund) (Event, error) {
	if d.state.refund(c.Refund) >= 0 {
		d.refuse(RefundExists, "/refund", text("refund", c.Refund.String()))
	}
	r, ok := d.allowed(c.Return)
	if !ok {
		return nil, nil
	}
	goods := r.goods(c.Line)
	grade := goods.grade(c.Condition)
	if open := grade.Accepted - grade.Authorised; c.Units > open {
		d.refuse(NotAccepted, "/units", text("line", c.Line.String()), text("condition", string(c.Condition)),
			units("asked", c.Units), units("open", open))
	}
	if len(d.reasons) > 0 {
		return nil, nil
	}
	ledger, _ := d.state.Ledger(c.Line)
	quote, err := refund.Quote(d.policy.terms(c.Condition), refund.Line{
		Paid: ledger.Paid, Sold: ledger.Sold, Settled: ledger.Authorised, Now: c.Units,
	})
	return RefundAuthorised{
		Command: c.ID, At: d.at, Refund: c.Refund, Return: c.Return, Line: c.Line, Condition: c.Condition, Units: c.Units,
		Fee: quote.Kept, Amount: quote.Refund,
	}, err
}

func (d *decision) cancel(c Cancel) {
	r, ok := d.allowed(c.Return)
	if !ok {
		return
	}
	outstanding := func(g Goods) bool { return g.Requested > g.Received }
	if !slices.ContainsFunc(r.Goods, outstanding) {
		d.refuse(NothingOutstanding, "/return", text("return", c.Return.String()))
	}
}

func (d *decision) close() {
	for i := range d.state.returns {
		r := &d.state.returns[i]
		if stage := d.state.stage(r); !stage.Final() {
			d.refuse(CaseUnsettled, "/returns/"+strconv.Itoa(i), text("return", r.ID.String()), text("stage", stage.String()))
		}
	}
}

func itemPath(i int) string { return "/items/" + strconv.Itoa(i) }

func text(name, value string) logistics.Param { return logistics.Param{Name: name, Text: value} }

func units(name string, n int64) logistics.Param {
	return logistics.Param{Name: name, Text: strconv.FormatInt(n, 10)}
}
