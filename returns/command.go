package returns

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Command is something a case is asked to do. The set is closed. Every command has an id of the host's;
// the same id a second time decides nothing.
type Command interface {
	id() logistics.ID
	name() string // on the wire
	check(*logistics.Faults)
}

// Cause is why a customer sends goods back. The vocabulary is open; these are the usual ones.
type Cause string

// The usual causes.
const (
	CauseChangedMind  Cause = "changed_mind"
	CauseDamaged      Cause = "damaged"
	CauseDefective    Cause = "defective"
	CauseWrongProduct Cause = "wrong_product"
	CauseTooMany      Cause = "too_many"
	CauseTooLate      Cause = "too_late"
)

// Item is a number of units of a line.
type Item struct {
	Line  logistics.ID `json:"line"`
	Units int64        `json:"units"`
}

// Open begins the case of an order with what was sold.
type Open struct {
	ID       logistics.ID `json:"id"`
	Order    logistics.ID `json:"order"`
	Customer logistics.ID `json:"customer"`
	Lines    []Sold       `json:"lines"`
}

// Request asks to send units back.
type Request struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"` // id of the return, new
	Cause  Cause        `json:"cause"`
	Items  []Item       `json:"items"`
}

// Approve allows a return that was requested.
type Approve struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
}

// Reject declines a return that was requested.
type Reject struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
	Detail string       `json:"detail,omitzero"` // for people
}

// Receive takes units in. Parcels may come in any number.
type Receive struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
	Items  []Item       `json:"items"`
}

// Inspect judges received units of one condition: accepted units are to be refunded, refused ones not.
type Inspect struct {
	ID        logistics.ID        `json:"id"`
	Return    logistics.ID        `json:"return"`
	Line      logistics.ID        `json:"line"`
	Condition logistics.Condition `json:"condition"`
	Accepted  int64               `json:"accepted"`
	Refused   int64               `json:"refused"`
}

// AuthoriseRefund promises the money for accepted units of one condition. The host then pays.
type AuthoriseRefund struct {
	ID        logistics.ID        `json:"id"`
	Refund    logistics.ID        `json:"refund"` // id of the refund, new
	Return    logistics.ID        `json:"return"`
	Line      logistics.ID        `json:"line"`
	Condition logistics.Condition `json:"condition"`
	Units     int64               `json:"units"`
}

// ConfirmRefund says that the money went out.
type ConfirmRefund struct {
	ID     logistics.ID `json:"id"`
	Refund logistics.ID `json:"refund"`
}

// FailRefund says that the money did not go out. It stays owed.
type FailRefund struct {
	ID     logistics.ID `json:"id"`
	Refund logistics.ID `json:"refund"`
	Detail string       `json:"detail,omitzero"` // for people
}

// RetryRefund authorises a failed refund again, for the same amount.
type RetryRefund struct {
	ID     logistics.ID `json:"id"`
	Refund logistics.ID `json:"refund"`
}

// Cancel calls off what has not been received of a return.
type Cancel struct {
	ID     logistics.ID `json:"id"`
	Return logistics.ID `json:"return"`
}

// Close ends the case, once nothing is open in it.
type Close struct {
	ID logistics.ID `json:"id"`
}

func (c Open) id() logistics.ID            { return c.ID }
func (c Request) id() logistics.ID         { return c.ID }
func (c Approve) id() logistics.ID         { return c.ID }
func (c Reject) id() logistics.ID          { return c.ID }
func (c Receive) id() logistics.ID         { return c.ID }
func (c Inspect) id() logistics.ID         { return c.ID }
func (c AuthoriseRefund) id() logistics.ID { return c.ID }
func (c ConfirmRefund) id() logistics.ID   { return c.ID }
func (c FailRefund) id() logistics.ID      { return c.ID }
func (c RetryRefund) id() logistics.ID     { return c.ID }
func (c Cancel) id() logistics.ID          { return c.ID }
func (c Close) id() logistics.ID           { return c.ID }

func (Open) name() string            { return "open" }
func (Request) name() string         { return "request" }
func (Approve) name() string         { return "approve" }
func (Reject) name() string          { return "reject" }
func (Receive) name() string         { return "receive" }
func (Inspect) name() string         { return "inspect" }
func (AuthoriseRefund) name() string { return "authorise_refund" }
func (ConfirmRefund) name() string   { return "confirm_refund" }
func (FailRefund) name() string      { return "fail_refund" }
func (RetryRefund) name() string     { return "retry_refund" }
func (Cancel) name() string          { return "cancel" }
func (Close) name() string           { return "close" }

// Bounds of a command.
const (
	maxUnits = 1_000_000_000 // beyond it a decimal point is wrong, and sums could overflow
	maxLines = 10_000
	maxItems = 1000 // of one command
)

func (c Open) check(faults *logistics.Faults) {
	needs("/order", c.Order, faults)
	needs("/customer", c.Customer, faults)
	if len(c.Lines) == 0 || len(c.Lines) > maxLines {
		faults.Add("/lines", logistics.FaultOutOfRange, strconv.Itoa(len(c.Lines)), "1 to 10000 lines")
	}
	seen := make(map[logistics.ID]bool)
	for i, line := range c.Lines[:min(len(c.Lines), maxLines)] {
		path := "/lines/" + strconv.Itoa(i)
		line.check(path, faults)
		if seen[line.ID] {
			faults.Add(path+"/id", logistics.FaultDuplicate, line.ID.String(), "each line once")
		}
		seen[line.ID] = true
	}
}

func (s Sold) check(path string, faults *logistics.Faults) {
	needs(path+"/id", s.ID, faults)
	needs(path+"/product", s.Product, faults)
	if n, ok := s.Quantity.Int(); !ok || n < 1 || n > maxUnits {
		faults.Add(path+"/quantity", logistics.FaultOutOfRange, s.Quantity.String(), "a whole number of units, 1 to 1000000000")
	}
	_, whole := s.Paid.MinorUnits()
	switch {
	case s.Paid.IsZero():
		faults.Add(path+"/paid", logistics.FaultRequired, "", "what was paid for all units together")
	case s.Paid.Sign() < 0 || !whole:
		faults.Add(path+"/paid", logistics.FaultOutOfRange, s.Paid.String(), "whole minor units, not below zero")
	}
}

func (c Request) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	if c.Cause == "" {
		faults.Add("/cause", logistics.FaultRequired, "", "why the goods come back")
	}
	checkItems(c.Items, faults)
}

func (c Receive) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	checkItems(c.Items, faults)
}

func (c Inspect) check(faults *logistics.Faults) {
	needs("/return", c.Return, faults)
	needs("/line", c.Line, faults)
	if c.Condition == "" {
		faults.Add("/condition", logistics.FaultRequired, "", "the condition the units were found in")
	}
	checkUnits("/accepted", c.Accepted, 0, faults)
	checkUnits("/refused", c.Refused, 0, faults)
	if c.Accepted == 0 && c.Refused == 0 {
		faults.Add("", logistics.FaultRequired, "", "units that were accepted or refused")
	}
}

func (c AuthoriseRefund) check(faults *logistics.Faults) {
	needs("/refund", c.Refund, faults)
	needs("/return", c.Return, faults)
	needs("/line", c.Line, faults)
	if c.Condition == "" {
		faults.Add("/condition", logistics.FaultRequired, "", "the condition the units were accepted in")
	}
	checkUnits("/units", c.Units, 1, faults)
}

func (c Approve) check(faults *logistics.Faults)       { needs("/return", c.Return, faults) }
func (c Reject) check(faults *logistics.Faults)        { needs("/return", c.Return, faults) }
func (c Cancel) check(faults *logistics.Faults)        { needs("/return", c.Return, faults) }
func (c ConfirmRefund) check(faults *logistics.Faults) { needs("/refund", c.Refund, faults) }
func (c FailRefund) check(faults *logistics.Faults)    { needs("/refund", c.Refund, faults) }
func (c RetryRefund) check(faults *logistics.Faults)   { needs("/refund", c.Refund, faults) }
func (c Close) check(*logistics.Faults)                {}

func needs(path string, id logistics.ID, faults *logistics.Faults) {
	if id.IsZero() {
		faults.Add(path, logistics.FaultRequired, "", "an id")
	}
}

func checkUnits(path string, n, least int64, faults *logistics.Faults) {
	if n < least || n > maxUnits {
		faults.Add(path, logistics.FaultOutOfRange, strconv.FormatInt(n, 10), "units, "+strconv.FormatInt(least, 10)+" to 1000000000")
	}
}

func checkItems(items []Item, faults *logistics.Faults) {
	if len(items) == 0 || len(items) > maxItems {
		faults.Add("/items", logistics.FaultOutOfRange, strconv.Itoa(len(items)), "1 to 1000 items")
	}
	for i, item := range items[:min(len(items), maxItems)] {
		twice := slices.ContainsFunc(items[:i], func(o Item) bool { return o.Line == item.Line })
		if !twice && !item.Line.IsZero() && item.Units >= 1 && item.Units <= maxUnits {
			continue // no path is written for an item in order
		}
		path := itemPath(i)
		needs(path+"/line", item.Line, faults)
		checkUnits(path+"/units", item.Units, 1, faults)
		if twice {
			faults.Add(path+"/line", logistics.FaultDuplicate, item.Line.String(), "each line once")
		}
	}
}
