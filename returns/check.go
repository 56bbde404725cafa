package returns

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/workflow"
	"github.com/logicrm/logistics/returns/refund"
)

// Bounds of a command.
const (
	maxUnits = 1_000_000_000 // beyond it a decimal point is wrong, and sums could overflow
	maxLines = 10_000
	maxItems = 1000 // of one command
	// Entries that a return has of one kind: arrivals that are not part of it, conditions of a line, and dispositions
	// of the units in a condition. What has no bound would be copied with every event.
	maxEntries = 1000
)

// check reports every fault of a command and its environment.
func check(command Command, env Env) error {
	var faults logistics.Faults
	if !known(command) {
		faults.Unknown("", nil, "not a command of this package")
	} else {
		needs("/id", command.id(), &faults)
		command.check(&faults)
	}
	workflow.CheckEnv(env.Policy.ready(), env.AsOf, env.Actor, env.Expect, &faults)
	if _, asks := command.(Request); asks && env.Policy.ready() {
		env.Policy.checkHistory(env.History, &faults)
	}
	return faults.Err()
}

// checkHistory refuses a history that is absent where the policy asks for it: one of nothing else has this return in
// it.
func (r *Rules) checkHistory(h History, faults *logistics.Faults) {
	if r.policy.Review.Returns > 0 && h.Returns < 1 {
		faults.Required("/history/returns", "how many returns the customer made, this one included")
	}
}

// known refuses nil, and a pointer to a command.
func known(command Command) bool {
	switch command.(type) {
	case Open, Request, Approve, Decline, Cancel, Expire, Extend, Dispatch, Receive, ReportMissing, SettleUnreceived,
		Inspect, DecideUnits, AuthoriseRefund, ConfirmRefund, FailRefund, VoidRefund, PlanOutbound, DeliverOutbound,
		Dispose, Split, Close, Reopen, Tick:
		return true
	}
	return false
}

func (c Open) check(faults *logistics.Faults) {
	needs("/order", c.Order, faults)
	needs("/customer", c.Customer, faults)
	if len(c.Lines) == 0 || len(c.Lines) > maxLines {
		faults.OutOfRange("/lines", len(c.Lines), "1 to 10000 lines")
		return
	}
	currency := c.Lines[0].Paid.Currency()
	seen := make(map[logistics.ID]bool, len(c.Lines))
	for i := range c.Lines {
		line, path := &c.Lines[i], "/lines/"+strconv.Itoa(i)
		line.check(path, currency, faults)
		if seen[line.ID] {
			faults.Duplicate(path+"/id", line.ID, "each line once")
		}
		seen[line.ID] = true
	}
	checkMoney("/shipping", c.Shipping, currency, faults)
	if len(c.Tenders) > maxItems {
		faults.TooMany("/tenders", len(c.Tenders), "at most 1000")
		return
	}
	for i, t := range c.Tenders {
		path := "/tenders/" + strconv.Itoa(i)
		needs(path+"/id", t.ID, faults)
		if t.Captured.IsZero() {
			faults.Required(path+"/captured", "an amount with its currency")
		}
		checkMoney(path+"/captured", t.Captured, currency, faults)
		if slices.ContainsFunc(c.Tenders[:i], func(o Tender) bool { return o.ID == t.ID }) {
			faults.Duplicate(path+"/id", t.ID, "each tender once")
		}
	}
}

func (c Request) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	if c.Cause == "" {
		faults.Required("/cause", "the cause of the return is required")
	}
	checkItems(c.Items, faults)
}

func (c Approve) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	if len(c.Items) > 0 {
		checkItems(c.Items, faults)
	}
}

func (c Extend) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	switch c.Clock {
	case ClockApprove, ClockShip, ClockInspect, ClockRefund, ClockHold:
	default:
		faults.Unknown("/clock", c.Clock, "approve_by, ship_by, inspect_by, refund_by or hold_until")
	}
	if c.Until.IsZero() {
		faults.Required("/until", "an instant")
	}
}

func (c Dispatch) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	checkItems(c.Items, faults)
}

func (c ReportMissing) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	checkItems(c.Items, faults)
}

func (c Split) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	needs("/into", c.Into, faults)
	checkItems(c.Items, faults)
}

func (c Receive) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	if !checkCount("/items", len(c.Items), faults) {
		return
	}
	for i, item := range c.Items {
		what := 0
		for _, id := range []logistics.ID{item.Line, item.Product, item.Outbound} {
			if !id.IsZero() {
				what++
			}
		}
		twice := slices.ContainsFunc(c.Items[:i], func(o Arrival) bool {
			return o.Line == item.Line && o.Product == item.Product && o.Outbound == item.Outbound
		})
		if what == 1 && !twice && item.Good >= 0 && item.Damaged >= 0 && item.Good+item.Damaged > 0 &&
			item.Good+item.Damaged <= maxUnits {
			continue // no path is written for an item in order
		}
		path := itemPath(i)
		if what != 1 {
			faults.Conflict(path, nil, "units of a line, of a product or of an outbound, one of them")
		}
		if twice {
			faults.Duplicate(path, nil, "each once")
		}
		checkUnits(path+"/good", item.Good, 0, faults)
		checkUnits(path+"/damaged", item.Damaged, 0, faults)
		if item.Good == 0 && item.Damaged == 0 {
			faults.Required(path, "the number of units that came is required")
		}
	}
}

func (c SettleUnreceived) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	needs("/line", c.Line, faults)
	checkUnits("/units", c.Units, 1, faults)
	if !c.As.valid() {
		faults.Unknown("/as", c.As, "lost_in_transit, kept_by_customer, never_arrived or not_sent")
	}
}

func (c Inspect) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	needs("/line", c.Line, faults)
	if c.Condition == "" {
		faults.Required("/condition", "condition is required")
	}
	checkUnits("/units", c.Units, 1, faults)
	if len(c.Evidence) > maxItems {
		faults.TooMany("/evidence", len(c.Evidence), "at most 1000 references")
	}
}

func (c DecideUnits) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	needs("/line", c.Line, faults)
	checkUnits("/accept", c.Accept, 0, faults)
	checkUnits("/reject", c.Reject, 0, faults)
	checkUnits("/review", c.Review, 0, faults)
	if c.Accept == 0 && c.Reject == 0 && c.Review == 0 {
		faults.Required("", "units to accept, to reject or to review")
	}
}

func (c AuthoriseRefund) check(faults *logistics.Faults) {
	needs("/refund", c.Refund, faults)
	needs("/return", c.Return, faults)
	if len(c.Items) > maxItems {
		faults.TooMany("/items", len(c.Items), "at most 1000 items")
		return
	}
	for i, item := range c.Items {
		path := itemPath(i)
		needs(path+"/line", item.Line, faults)
		checkUnits(path+"/units", item.Units, 1, faults)
		if slices.ContainsFunc(c.Items[:i], func(o Refundable) bool {
			return o.Line == item.Line && o.Condition == item.Condition
		}) {
			faults.Duplicate(path, item.Line, "each line and condition once")
		}
	}
	if !c.Amount.IsZero() {
		if _, whole := c.Amount.MinorUnits(); c.Amount.Sign() <= 0 || !whole {
			faults.OutOfRange("/amount", c.Amount, "whole minor units, above zero")
		}
	}
	switch c.Method {
	case "", refund.OriginalPayment, refund.StoreCredit:
	default:
		faults.Unknown("/method", c.Method, "original_payment or store_credit")
	}
}

func (c PlanOutbound) check(faults *logistics.Faults) {
	needs("/outbound", c.Outbound, faults)
	needs("/return", c.Return, faults)
	needs("/line", c.Line, faults)
	checkUnits("/units", c.Units, 1, faults)
	if c.Available < 0 {
		checkUnits("/available", c.Available, 0, faults)
	}
	if !c.Kind.valid() {
		faults.Unknown("/kind", c.Kind, "replacement, advance or send_back")
	}
	checkMoney("/value", c.Value, logistics.Currency{}, faults)
	if c.Kind == Advance && !c.Value.IsZero() {
		faults.Conflict("/value", c.Value, "an advance replacement must be of the same product")
	}
	if c.Kind == SendBack && (!c.Value.IsZero() || !c.Product.IsZero()) {
		faults.Conflict("/kind", c.Kind, "when units are sent back, no other product and no value may be given")
	}
}

func (c DeliverOutbound) check(faults *logistics.Faults) {
	needs("/outbound", c.Outbound, faults)
	checkUnits("/units", c.Units, 1, faults)
}

func (c Dispose) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	needs("/line", c.Line, faults)
	if !checkCount("/ways", len(c.Dispositions), faults) {
		return
	}
	for i, d := range c.Dispositions {
		path := "/ways/" + strconv.Itoa(i)
		same := func(o Disposed) bool { return o.Disposition == d.Disposition }
		if d.Disposition == "" || slices.ContainsFunc(c.Dispositions[:i], same) {
			faults.Duplicate(path+"/way", d.Disposition, "each disposition once, none empty")
		}
		checkUnits(path+"/units", d.Units, 1, faults)
		checkMoney(path+"/recovered", d.Recovered, logistics.Currency{}, faults)
	}
}

func (c Decline) check(faults *logistics.Faults)       { needs("/return", c.Return, faults) }
func (c Cancel) check(faults *logistics.Faults)        { needs("/return", c.Return, faults) }
func (c Expire) check(faults *logistics.Faults)        { needs("/return", c.Return, faults) }
func (c Close) check(faults *logistics.Faults)         { needs("/return", c.Return, faults) }
func (c Reopen) check(faults *logistics.Faults)        { needs("/return", c.Return, faults) }
func (c ConfirmRefund) check(faults *logistics.Faults) { needs("/refund", c.Refund, faults) }
func (c FailRefund) check(faults *logistics.Faults)    { needs("/refund", c.Refund, faults) }
func (c VoidRefund) check(faults *logistics.Faults)    { needs("/refund", c.Refund, faults) }
func (c Tick) check(*logistics.Faults)                 {}

func needs(path string, id logistics.ID, faults *logistics.Faults) {
	if id.IsZero() {
		faults.Required(path, "an id")
	}
}

func checkUnits(path string, n, least int64, faults *logistics.Faults) {
	if n < least || n > maxUnits {
		faults.OutOfRange(path, n, "units, "+strconv.FormatInt(least, 10)+" to 1000000000")
	}
}

// checkCount reports whether a list has a length that is worth a look at its elements.
func checkCount(path string, n int, faults *logistics.Faults) bool {
	if n == 0 || n > maxItems {
		faults.OutOfRange(path, n, "1 to 1000 items")
		return false
	}
	return true
}

func checkItems(items []Item, faults *logistics.Faults) {
	if !checkCount("/items", len(items), faults) {
		return
	}
	for i, item := range items {
		twice := slices.ContainsFunc(items[:i], func(o Item) bool { return o.Line == item.Line })
		if !twice && !item.Line.IsZero() && item.Units >= 1 && item.Units <= maxUnits {
			continue // no path is written for an item in order
		}
		path := itemPath(i)
		needs(path+"/line", item.Line, faults)
		if item.Units < 1 || item.Units > maxUnits {
			checkUnits(path+"/units", item.Units, 1, faults)
		}
		if twice {
			faults.Duplicate(path+"/line", item.Line, "each line once")
		}
	}
}

func itemPath(i int) string { return "/items/" + strconv.Itoa(i) }
