package claim

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/logicrm/logistics"
)

// Env is what a decision needs beyond the claim: the policy, and the day.
type Env struct {
	Policy *Compiled
	Today  logistics.Date
}

// ErrRejected is the class of every [RejectedError].
var ErrRejected = errors.New("claim: command refused")

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
// [Tick], that no deadline has passed since the last one.
func Decide(state Claim, command Command, env Env) ([]Event, error) {
	if err := check(command, env); err != nil {
		return nil, err
	}
	d := decision{state: &state, policy: &env.Policy.policy, today: env.Today, on: command.on()}
	if d.on.IsZero() {
		d.on = env.Today
	}
	if before := state.decided.find(command.id()); before != nil {
		if same(before, command) {
			return nil, nil
		}
		d.refuse(CommandReused, "/id", text("command", command.id().String()))
		return nil, d.rejected(command)
	}
	events := d.decide(command, env.Policy)
	if len(d.reasons) > 0 {
		return nil, d.rejected(command)
	}
	return events, nil
}

// same compares two commands by what they say on the wire.
func same(a, b Command) bool {
	first, err := EncodeCommand(a)
	if err != nil {
		return false
	}
	second, err := EncodeCommand(b)
	return err == nil && bytes.Equal(first, second)
}

// check reports every fault of a command and its environment.
func check(command Command, env Env) error {
	var faults logistics.Faults
	switch command.(type) {
	case Open, AddEvidence, GiveNotice, File, Acknowledge, Settle, Decline, Appeal, Pay, Withdraw, Reopen, Tick:
		needs("/id", command.id(), &faults)
		command.check(&faults)
	default: // nil, or a pointer to a command
		faults.Add("", logistics.FaultUnknown, "", "not a command of this package")
	}
	if env.Policy == nil {
		faults.Add("/policy", logistics.FaultRequired, "", "a compiled policy")
	}
	if env.Today.IsZero() {
		faults.Add("/today", logistics.FaultRequired, "", "the day of the decision")
	}
	return faults.Err()
}

// decision collects the reasons against a command.
type decision struct {
	state   *Claim
	policy  *Policy
	today   logistics.Date
	on      logistics.Date // the day it happened
	reasons []logistics.Reason
}

func (d *decision) refuse(code logistics.Code, path string, params ...logistics.Param) {
	d.reasons = append(d.reasons, reason(code, path, params...))
}

func (d *decision) rejected(c Command) error {
	return &RejectedError{Command: c.id(), Reasons: d.reasons}
}

func (d *decision) decide(command Command, policy *Compiled) []Event {
	if !d.allowed(command) {
		return nil
	}
	d.dated(command)
	switch c := command.(type) {
	case Open:
		return one(d.open(c, policy.term(c.Kind)))
	case AddEvidence:
		if slices.Contains(d.state.Documents, Document{c.Evidence, c.Document}) {
			d.refuse(EvidenceGiven, "/document", text("evidence", string(c.Evidence)), text("document", c.Document.String()))
		}
		return one(EvidenceAdded{Command: c, On: d.on})
	case GiveNotice:
		if !d.state.Notice.IsZero() {
			d.refuse(NoticeGivenBefore, "", date("notice", d.state.Notice))
		}
		return one(NoticeGiven{Command: c, On: d.on})
	case File:
		over := d.passedOver(c.Override, d.lacking())
		return one(Filed{
			Command: c, On: d.on, AcknowledgeBy: d.policy.Acknowledge.After(d.on), DecideBy: d.policy.Decide.After(d.on), Overridden: over,
		})
	case Acknowledge:
		return one(Acknowledged{Command: c, On: d.on})
	case Settle:
		d.settle(c)
		return one(Settled{Command: c, On: d.on, PayBy: d.policy.Pay.After(d.on), AppealBy: d.policy.Appeal.After(d.on)})
	case Decline:
		return one(Declined{Command: c, On: d.on, AppealBy: d.policy.Appeal.After(d.on)})
	case Appeal:
		over := d.passedOver(c.Override, d.appeal())
		return one(Appealed{Command: c, On: d.on, DecideBy: d.policy.Decide.After(d.on), Overridden: over})
	case Pay:
		d.pay(c)
		return one(Paid{Command: c, On: d.on})
	case Withdraw:
		return one(Withdrawn{Command: c, On: d.on})
	case Reopen:
		return one(Reopened{Command: c, On: d.on})
	default: // Tick, the last of those that check lets through
		return d.tick(command.(Tick))
	}
}

func one(e Event) []Event { return []Event{e} }

// allowed asks the table.
func (d *decision) allowed(c Command) bool {
	switch {
	case allowed(d.state.State, c.name()):
		return true
	case d.state.State == 0:
		d.refuse(NotOpened, "")
	case c.name() == "open":
		d.refuse(OpenedBefore, "/claim", text("claim", d.state.ID.String()))
	default:
		d.refuse(NotAllowed, "", text("claim", d.state.ID.String()), text("command", c.name()), text("state", d.state.State.String()))
	}
	return false
}

// dated refuses a day that is still to come, or before what the command answers.
func (d *decision) dated(c Command) {
	if d.on.Compare(d.today) > 0 {
		d.refuse(DateAhead, "/on", date("on", d.on), date("today", d.today))
	}
	var after logistics.Date
	switch c.(type) {
	case GiveNotice, File:
		after = d.state.Shipped
	case Acknowledge:
		after = d.state.Filed
	case Settle, Decline:
		after = later(d.state.Filed, d.state.Appealed)
	case Appeal:
		after = d.state.Decided
	case Pay:
		after = d.state.Accepting
	}
	if d.on.Compare(after) < 0 {
		d.refuse(DateBefore, "/on", date("on", d.on), date("after", after))
	}
}

func later(a, b logistics.Date) logistics.Date {
	if a.Compare(b) > 0 {
		return a
	}
	return b
}

// open finds the terms of the kind and sets the deadlines they ask for.
func (d *decision) open(c Open, term *Term) Event {
	for _, fact := range []struct {
		path string
		date logistics.Date
	}{{"/shipped", c.Shipped}, {"/delivered", c.Delivered}} {
		if fact.date.Compare(d.today) > 0 {
			d.refuse(DateAhead, fact.path, date("on", fact.date), date("today", d.today))
		}
	}
	if term == nil {
		d.refuse(KindNotListed, "/kind", text("kind", string(c.Kind)), text("policy", d.policy.ID.String()))
		return nil
	}
	return Opened{
		Command: c, On: d.on, Policy: d.policy.ID, Version: d.policy.Version, Evidence: slices.Clone(term.Evidence),
		NoticeBy: d.limit(ClockNotice, term.Notice, c), FileBy: d.limit(ClockFile, term.File, c),
	}
}

// limit is the last date of a limit of the terms; what it counts from must be known.
func (d *decision) limit(clock Clock, l Limit, c Open) logistics.Date {
	if l.IsZero() {
		return logistics.Date{}
	}
	start, path := c.Delivered, "/delivered"
	switch l.From {
	case FromShipment:
		start, path = c.Shipped, "/shipped"
	case FromExpected:
		start, path = c.Expected, "/expected"
	}
	if start.IsZero() {
		d.refuse(StartUnknown, path, text("clock", clock.String()), text("limit", l.String()), text("from", string(l.From)))
	}
	return l.After(start)
}

// lacking is what stands against filing and may be overridden.
func (d *decision) lacking() (reasons []logistics.Reason) {
	c := d.state
	for _, e := range c.Lacking() {
		reasons = append(reasons, reason(EvidenceMissing, "", text("evidence", string(e))))
	}
	if by := c.NoticeBy; !by.IsZero() {
		switch {
		case c.Notice.IsZero() && d.on.Compare(by) > 0:
			reasons = append(reasons, reason(NoticeMissing, "", date("by", by)))
		case c.Notice.Compare(by) > 0:
			reasons = append(reasons, reason(NoticeLate, "", date("notice", c.Notice), date("by", by)))
		}
	}
	if by := c.FileBy; !by.IsZero() && d.on.Compare(by) > 0 {
		reasons = append(reasons, reason(FiledLate, "/on", date("on", d.on), date("by", by)))
	}
	return reasons
}

// appeal is what stands against an appeal; of it what may be overridden is returned.
func (d *decision) appeal() (reasons []logistics.Reason) {
	if !d.state.open() {
		d.refuse(NothingToAppeal, "", amount("claimed", d.state.Claimed))
	}
	if by := d.state.AppealBy; !by.IsZero() && d.on.Compare(by) > 0 {
		reasons = append(reasons, reason(AppealLate, "/on", date("on", d.on), date("by", by)))
	}
	return reasons
}

// passedOver refuses for the reasons, unless staff overrides them; then they are kept.
func (d *decision) passedOver(o Override, reasons []logistics.Reason) []logistics.Reason {
	if o.IsZero() {
		d.reasons = append(d.reasons, reasons...)
		return nil
	}
	return reasons
}

// settle holds an amount against what was claimed and what was accepted before.
func (d *decision) settle(c Settle) {
	over, err := c.Amount.Cmp(d.state.Claimed)
	if err != nil {
		d.refuse(OtherCurrency, "/amount", amount("amount", c.Amount), amount("claimed", d.state.Claimed))
		return
	}
	if over > 0 {
		d.refuse(AboveClaimed, "/amount", amount("amount", c.Amount), amount("claimed", d.state.Claimed))
	}
	if order, err := c.Amount.Cmp(d.state.Accepted); err == nil && order < 0 {
		d.refuse(BelowAccepted, "/amount", amount("amount", c.Amount), amount("accepted", d.state.Accepted))
	}
}

func (d *decision) pay(c Pay) {
	left := d.state.Outstanding()
	over, err := c.Amount.Cmp(left)
	switch {
	case err != nil:
		d.refuse(OtherCurrency, "/amount", amount("amount", c.Amount), amount("claimed", d.state.Claimed))
	case over > 0:
		d.refuse(AboveOutstanding, "/amount", amount("amount", c.Amount), amount("outstanding", left))
	}
}

// tick finds the deadlines that have passed and were not found before.
func (d *decision) tick(c Tick) (events []Event) {
	running := d.state.running()
	slices.SortStableFunc(running, inOrder)
	for _, due := range running {
		if due.Passed(d.today) && !d.state.noted(due) {
			events = append(events, DeadlinePassed{Command: c, On: d.today, Clock: due.Clock, By: due.By})
		}
	}
	return events
}
