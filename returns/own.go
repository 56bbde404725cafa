package returns

import (
	"slices"

	"github.com/logicrm/logistics"
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

// The log of a case keeps events. Those whose command has lists, which belong to its host, are kept with lists of
// their own.

// given is a command in place of its event.
type given[C Command] struct{ own C }

// ID is that of the command.
func (g given[C]) ID() logistics.ID { return g.own.id() }

// Header is not kept.
func (g given[C]) Header() logistics.EventHeader { return logistics.EventHeader{} }

func (g given[C]) command() Command { return g.own }

// moved is an event that moves goods, the most frequent ones, with the list of its command.
type moved[T Item | Arrival] struct {
	Event
	list []T
}

func (m *moved[T]) command() Command {
	command := m.Event.command()
	switch list := any(m.list).(type) {
	case []Arrival:
		if c, ok := command.(Receive); ok {
			c.Items = list
			return c
		}
	case []Item:
		switch c := command.(type) {
		case Request:
			c.Items = list
			return c
		case Approve:
			c.Items = list
			return c
		case Dispatch:
			c.Items = list
			return c
		case ReportMissing:
			c.Items = list
			return c
		case Split:
			c.Items = list
			return c
		}
	}
	return command
}

// The lists of a command are copied, for the log, when there are any.

func (c *Case) ownMoves(event Event, items []Item) Event {
	if items == nil {
		return event
	}
	from := c.stocks()
	m := &from.moves.take(1)[0]
	m.Event, m.list = event, from.items.copied(items)
	return m
}

func (c *Case) ownReceipt(event Event, arrivals []Arrival) Event {
	from := c.stocks()
	m := &from.receipts.take(1)[0]
	m.Event, m.list = event, from.arrivals.copied(arrivals)
	return m
}

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

// stocks are those of a replay; empty ones otherwise.
func (c *Case) stocks() *replay {
	if c.replay != nil {
		return c.replay
	}
	return new(replay)
}
