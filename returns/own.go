package returns

import (
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/workflow"
)

// ours reports whether an event is one of this package, and no pointer to one.
func ours(event Event) bool {
	switch event.(type) {
	case Opened, Requested, Approved, Declined, Cancelled, Expired, Extended, Dispatched, Received, MissingReported,
		UnreceivedSettled, Inspected, UnitsDecided, RefundAuthorised, PaymentConfirmed, PaymentFailed, PaymentVoided,
		OutboundPlanned, OutboundDelivered, UnitsDisposed, SplitOff, Closed, Reopened, Overdue:
		return true
	}
	return false
}

// The log of a case keeps events. The lists in their commands belong to the host: those of the commands that move
// goods, the most frequent ones, are sealed, and of the others the log has the command with lists of its own.

// given is a command in place of its event.
type given[C Command] struct{ own C }

// ID is that of the command.
func (g given[C]) ID() logistics.ID { return g.own.id() }

// Header is not kept.
func (g given[C]) Header() logistics.EventHeader { return logistics.EventHeader{} }

func (g given[C]) command() Command { return g.own }

func (g given[C]) version() int64 { return 0 }

func ownOpening(open *Open) Event {
	own := given[Open]{*open}
	own.own.Lines, own.own.Tenders = slices.Clone(open.Lines), slices.Clone(open.Tenders)
	return own
}

func ownInspection(event Event, inspect *Inspect) Event {
	if inspect.Evidence == nil {
		return event
	}
	own := given[Inspect]{*inspect}
	own.own.Evidence = slices.Clone(inspect.Evidence)
	return own
}

func ownRefund(event Event, authorise *AuthoriseRefund) Event {
	if authorise.Items == nil {
		return event
	}
	own := given[AuthoriseRefund]{*authorise}
	own.own.Items = slices.Clone(authorise.Items)
	return own
}

func ownDisposal(dispose *Dispose) Event {
	own := given[Dispose]{*dispose}
	own.own.Dispositions = slices.Clone(dispose.Dispositions)
	return own
}

// sealed is the seal of items.
func sealed(items []Item) (lists workflow.Seal) {
	for i := range items {
		lists = lists.ID(items[i].Line).Whole(items[i].Units)
	}
	return lists
}

// sealedArrivals is the seal of what a parcel held.
func sealedArrivals(items []Arrival) (lists workflow.Seal) {
	for i := range items {
		a := &items[i]
		lists = lists.ID(a.Line).ID(a.Product).ID(a.Outbound).Whole(a.Good).Whole(a.Damaged)
	}
	return lists
}

// content is what a command says on the wire, but for lists that are sealed. The zone in which an instant is written
// does not belong to it.
func content(command Command) (wire []byte, lists workflow.Seal, err error) {
	switch c := command.(type) {
	case Extend:
		c.Until = workflow.Instant(c.Until)
		command = c
	case Request:
		lists, c.Items = sealed(c.Items), nil
		command = c
	case Approve:
		lists, c.Items = sealed(c.Items), nil
		command = c
	case Dispatch:
		lists, c.Items = sealed(c.Items), nil
		command = c
	case Receive:
		lists, c.Items = sealedArrivals(c.Items), nil
		command = c
	case ReportMissing:
		lists, c.Items = sealed(c.Items), nil
		command = c
	case Split:
		lists, c.Items = sealed(c.Items), nil
		command = c
	}
	wire, err = EncodeCommand(command)
	return wire, lists, err
}
