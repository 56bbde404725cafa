package claim

import (
	"slices"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/workflow"
)

// Env is what a decision needs beyond the claim.
type Env struct {
	Policy *Rules
	AsOf   time.Time       // its day, in the zone of the policy, is the day of the decision
	Actor  logistics.Actor // who gives the command; absent: somebody of whom nothing is known
	Expect int64           // the version the command was made for; 0: any
}

// room is what the kernel has to know of this package.
var room = workflow.Room[Event, Command]{
	Texts: Reasons, Command: Event.command, Content: content,
	Reused: CommandReused, Conflict: VersionConflict, NotPermitted: NotPermitted,
}

// content is what a command says on the wire. No command has a list.
func content(c Command) (wire []byte, lists workflow.Seal, err error) {
	wire, err = EncodeCommand(c)
	return wire, 0, err
}

// Decide says what a command leads to, or refuses it with a [logistics.RefusedError]. No events and no error mean
// that it was decided before, or, for [Tick], that no deadline has passed since the last one.
func Decide(state Claim, command Command, env Env) ([]Event, error) {
	if err := check(command, env); err != nil {
		return nil, err
	}
	d := decision{
		state: &state.facts, rules: env.Policy, policy: &env.Policy.policy,
		today: logistics.DateOf(env.AsOf, env.Policy.clock),
		on:    command.on(), version: state.log.Version(),
		header: logistics.EventHeader{
			At: workflow.Instant(env.AsOf), Actor: env.Actor, Policy: env.Policy.policy.ID,
			PolicyVersion: env.Policy.policy.Version,
		},
	}
	if d.on.IsZero() {
		d.on = d.today
	}
	given := workflow.Given{
		ID: command.id(), Name: command.verb().String(), Action: action(command.verb()), Actor: env.Actor,
		Expect: env.Expect,
	}
	var events []Event
	reasons, done := room.Admit(&state.log, given, command, &env.Policy.permissions)
	if d.reasons = reasons; !done {
		events = d.decide(command)
	}
	if len(d.reasons) > 0 {
		return nil, room.Refuse(given.ID, d.reasons)
	}
	return events, nil
}

// Step decides a command and applies what it leads to. A command that is refused leaves the state as it is.
func Step(state Claim, command Command, env Env) (Claim, []Event, error) {
	events, err := Decide(state, command, env)
	for _, e := range events {
		state = Evolve(state, e)
	}
	return state, events, err
}

// check reports every fault of a command and its environment.
func check(command Command, env Env) error {
	var faults logistics.Faults
	switch command.(type) {
	case Open, AddEvidence, GiveNotice, File, Acknowledge, Settle, Decline, Appeal, Pay, Withdraw, Reopen, Tick:
		needs("/id", command.id(), &faults)
		command.check(&faults)
	default: // nil, or a pointer to a command
		faults.Unknown("", nil, "not a command of this package")
	}
	workflow.CheckEnv(env.Policy.ready(), env.AsOf, env.Actor, env.Expect, &faults)
	return faults.Err()
}

// decision collects the reasons against a command.
type decision struct {
	state   *facts
	rules   *Rules
	policy  *Policy
	today   logistics.Date
	on      logistics.Date // the day it happened
	header  logistics.EventHeader
	version int64 // of the last event so far
	reasons []logistics.Reason
}

// next is the header of the next event.
func (d *decision) next() logistics.EventHeader {
	d.version++
	d.header.Version = d.version
	return d.header
}

func (d *decision) refuse(code logistics.Code, path string, params ...logistics.Param) {
	d.reasons = append(d.reasons, reason(code, path, params...))
}

func (d *decision) decide(command Command) []Event {
	if !d.allowed(command) {
		return nil
	}
	d.dated(command)
	switch c := command.(type) {
	case Open:
		return one(d.open(c, d.rules.term(c.Kind)))
	case AddEvidence:
		d.full("documents", len(d.state.Documents))
		if slices.Contains(d.state.Documents, Document{c.Evidence, c.Document}) {
			d.refuse(
				EvidenceGiven, "/document", logistics.CodeParam("evidence", c.Evidence), c.Document.Param("document"),
			)
		}
		return one(EvidenceAdded{Command: c, On: d.on, EventHeader: d.next()})
	case GiveNotice:
		if notice := d.state.Dates.Notice; !notice.IsZero() {
			d.refuse(NoticeGivenBefore, "", notice.Param("notice"))
		}
		return one(NoticeGiven{Command: c, On: d.on, EventHeader: d.next()})
	case File:
		d.full("filings and appeals", d.state.Rounds)
		over := d.passedOver(c.Override, d.lacking())
		return one(Filed{
			Command: c, On: d.on, EventHeader: d.next(), AcknowledgeBy: d.policy.Acknowledge.After(d.on),
			DecideBy: d.policy.Decide.After(d.on), Overridden: over,
		})
	case Acknowledge:
		return one(Acknowledged{Command: c, On: d.on, EventHeader: d.next()})
	case Settle:
		d.settle(c)
		return one(Settled{
			Command: c, On: d.on, EventHeader: d.next(), PayBy: d.policy.Pay.After(d.on),
			AppealBy: d.policy.Appeal.After(d.on),
		})
	case Decline:
		return one(Declined{Command: c, On: d.on, EventHeader: d.next(), AppealBy: d.policy.Appeal.After(d.on)})
	case Appeal:
		d.full("filings and appeals", d.state.Rounds)
		over := d.passedOver(c.Override, d.appeal())
		return one(Appealed{
			Command: c, On: d.on, EventHeader: d.next(), DecideBy: d.policy.Decide.After(d.on), Overridden: over,
		})
	case Pay:
		d.pay(c)
		return one(Paid{Command: c, On: d.on, EventHeader: d.next()})
	case Withdraw:
		return one(Withdrawn{Command: c, On: d.on, EventHeader: d.next()})
	case Reopen:
		return one(Reopened{Command: c, On: d.on, EventHeader: d.next()})
	default: // Tick, the last of those that check lets through
		return d.tick(command.(Tick))
	}
}

func one(e Event) []Event { return []Event{e} }

// allowed asks the table.
func (d *decision) allowed(c Command) bool {
	switch {
	case transitions.Has(d.state.State, c.verb()):
		return true
	case d.state.State == 0:
		d.refuse(NotOpened, "")
	case c.verb() == VerbOpen:
		d.refuse(OpenedBefore, "/claim", d.state.ID.Param("claim"))
	default:
		d.refuse(NotAllowed, "", d.state.ID.Param("claim"), logistics.CodeParam("command", c.verb().String()),
			logistics.CodeParam("state", d.state.State.String()))
	}
	return false
}

// full refuses one more of what a claim has as many of as it can have.
func (d *decision) full(entries string, count int) {
	if count >= maxEntries {
		d.refuse(
			ClaimFull, "", d.state.ID.Param("claim"), logistics.CodeParam("entries", entries),
			logistics.CountParam("most", maxEntries),
		)
	}
}

// dated refuses a day that is still to come, or before what the command answers.
func (d *decision) dated(c Command) {
	if d.on.Compare(d.today) > 0 {
		d.refuse(DateAhead, "/on", d.on.Param("on"), d.today.Param("today"))
	}
	var after logistics.Date
	switch c.(type) {
	case GiveNotice, File:
		after = d.state.Dates.Shipped
	case Acknowledge:
		after = d.state.Dates.Filed
	case Settle, Decline:
		after = later(d.state.Dates.Filed, d.state.Dates.Appealed)
	case Appeal:
		after = d.state.Dates.Decided
	case Pay:
		after = d.state.Dates.Accepted
	}
	if d.on.Compare(after) < 0 {
		d.refuse(DateBefore, "/on", d.on.Param("on"), after.Param("after"))
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
			d.refuse(DateAhead, fact.path, fact.date.Param("on"), d.today.Param("today"))
		}
	}
	if term == nil {
		d.refuse(KindNotListed, "/kind", logistics.CodeParam("kind", c.Kind), d.policy.ID.Param("policy"))
		return nil
	}
	return Opened{
		Command: c, On: d.on, EventHeader: d.next(),
		Evidence: slices.Clone(term.Evidence),
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
		d.refuse(
			StartUnknown, path, logistics.CodeParam("clock", clock.String()+"_by"),
			logistics.TextParam("limit", l.String()), logistics.CodeParam("from", l.From),
		)
	}
	return l.After(start)
}

// lacking is what stands against filing and may be overridden.
func (d *decision) lacking() (reasons []logistics.Reason) {
	c := d.state
	for _, e := range (Claim{facts: *c}).Lacking() {
		reasons = append(reasons, reason(EvidenceMissing, "", logistics.CodeParam("evidence", e)))
	}
	if by := c.DueBy.Notice; !by.IsZero() {
		switch {
		case c.Dates.Notice.IsZero() && d.on.Compare(by) > 0:
			reasons = append(reasons, reason(NoticeMissing, "", by.Param("by")))
		case c.Dates.Notice.Compare(by) > 0:
			reasons = append(reasons, reason(NoticeLate, "", c.Dates.Notice.Param("notice"), by.Param("by")))
		}
	}
	if by := c.DueBy.File; !by.IsZero() && d.on.Compare(by) > 0 {
		reasons = append(reasons, reason(FiledLate, "/on", d.on.Param("on"), by.Param("by")))
	}
	return reasons
}

// appeal is what stands against an appeal; of it what may be overridden is returned.
func (d *decision) appeal() (reasons []logistics.Reason) {
	if !d.state.open() {
		d.refuse(NothingToAppeal, "", d.state.Claimed.Param("claimed"))
	}
	if by := d.state.DueBy.Appeal; !by.IsZero() && d.on.Compare(by) > 0 {
		reasons = append(reasons, reason(AppealLate, "/on", d.on.Param("on"), by.Param("by")))
	}
	return reasons
}

// passedOver refuses for the reasons, unless somebody who may overrides them; then they are kept.
func (d *decision) passedOver(o Override, reasons []logistics.Reason) []logistics.Reason {
	may := d.rules.permissions.Allows(d.header.Actor, rightOverride)
	if !o.IsZero() && may {
		return reasons
	}
	if !o.IsZero() {
		d.reasons = append(d.reasons, room.NotPermittedTo(d.header.Actor, RightOverride))
	}
	d.reasons = append(d.reasons, reasons...)
	return nil
}

// settle holds an amount against what was claimed and what was accepted before.
func (d *decision) settle(c Settle) {
	over, err := c.Amount.Cmp(d.state.Claimed)
	if err != nil {
		d.refuse(OtherCurrency, "/amount", c.Amount.Param("amount"), d.state.Claimed.Param("claimed"))
		return
	}
	if over > 0 {
		d.refuse(AboveClaimed, "/amount", c.Amount.Param("amount"), d.state.Claimed.Param("claimed"))
	}
	if order, err := c.Amount.Cmp(d.state.Accepted); err == nil && order < 0 {
		d.refuse(BelowAccepted, "/amount", c.Amount.Param("amount"), d.state.Accepted.Param("accepted"))
	}
}

func (d *decision) pay(c Pay) {
	left := d.state.outstanding()
	over, err := c.Amount.Cmp(left)
	switch {
	case err != nil:
		d.refuse(OtherCurrency, "/amount", c.Amount.Param("amount"), d.state.Claimed.Param("claimed"))
	case over > 0:
		d.refuse(AboveOutstanding, "/amount", c.Amount.Param("amount"), left.Param("outstanding"))
	}
}

// tick finds the deadlines that have passed and were not found before.
func (d *decision) tick(c Tick) (events []Event) {
	for _, due := range (Claim{facts: *d.state}).Due(d.today) {
		events = append(
			events, DeadlinePassed{Command: c, On: d.today, EventHeader: d.next(), Clock: due.Clock, By: due.By},
		)
	}
	return events
}
