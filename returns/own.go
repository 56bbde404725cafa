package returns

import "slices"

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

// own is an event whose command has lists of its own: those it came with belong to its host.
func own(event Event) Event {
	switch e := event.(type) {
	case Opened:
		e.Command.Lines, e.Command.Tenders = slices.Clone(e.Command.Lines), slices.Clone(e.Command.Tenders)
		return e
	case Requested:
		e.Command.Items = slices.Clone(e.Command.Items)
		return e
	case Approved:
		if len(e.Command.Items) > 0 {
			e.Command.Items = slices.Clone(e.Command.Items)
			return e
		}
	case Dispatched:
		e.Command.Items = slices.Clone(e.Command.Items)
		return e
	case Received:
		e.Command.Items = slices.Clone(e.Command.Items)
		return e
	case MissingReported:
		e.Command.Items = slices.Clone(e.Command.Items)
		return e
	case Inspected:
		if len(e.Command.Evidence) > 0 {
			e.Command.Evidence = slices.Clone(e.Command.Evidence)
			return e
		}
	case RefundAuthorised:
		if len(e.Command.Items) > 0 {
			e.Command.Items = slices.Clone(e.Command.Items)
			return e
		}
	case UnitsDisposed:
		e.Command.Dispositions = slices.Clone(e.Command.Dispositions)
		return e
	case SplitOff:
		e.Command.Items = slices.Clone(e.Command.Items)
		return e
	}
	return event
}
