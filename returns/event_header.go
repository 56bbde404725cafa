package returns

import "github.com/logicrm/logistics"

// ID is the command, or the tick that found it.
func (e Expired) ID() logistics.ID {
	if e.Tick.IsZero() {
		return e.Command.ID
	}
	return e.Tick
}

// ID is that of the command.
func (e Opened) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Requested) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Approved) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Declined) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Cancelled) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Extended) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Dispatched) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Received) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e MissingReported) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e UnreceivedSettled) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Inspected) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e UnitsDecided) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e RefundAuthorised) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e PaymentConfirmed) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e PaymentFailed) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e PaymentVoided) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e OutboundPlanned) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e OutboundDelivered) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e UnitsDisposed) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e SplitOff) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Closed) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Reopened) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Overdue) ID() logistics.ID { return e.Command.ID }

func (e Expired) command() Command {
	if e.Tick.IsZero() {
		return e.Command
	}
	return Tick{ID: e.Tick}
}

func (e Opened) command() Command            { return e.Command }
func (e Requested) command() Command         { return e.Command }
func (e Approved) command() Command          { return e.Command }
func (e Declined) command() Command          { return e.Command }
func (e Cancelled) command() Command         { return e.Command }
func (e Extended) command() Command          { return e.Command }
func (e Dispatched) command() Command        { return e.Command }
func (e Received) command() Command          { return e.Command }
func (e MissingReported) command() Command   { return e.Command }
func (e UnreceivedSettled) command() Command { return e.Command }
func (e Inspected) command() Command         { return e.Command }
func (e UnitsDecided) command() Command      { return e.Command }
func (e RefundAuthorised) command() Command  { return e.Command }
func (e PaymentConfirmed) command() Command  { return e.Command }
func (e PaymentFailed) command() Command     { return e.Command }
func (e PaymentVoided) command() Command     { return e.Command }
func (e OutboundPlanned) command() Command   { return e.Command }
func (e OutboundDelivered) command() Command { return e.Command }
func (e UnitsDisposed) command() Command     { return e.Command }
func (e SplitOff) command() Command          { return e.Command }
func (e Closed) command() Command            { return e.Command }
func (e Reopened) command() Command          { return e.Command }
func (e Overdue) command() Command           { return e.Command }

func (e Expired) version() int64           { return e.Version }
func (e Opened) version() int64            { return e.Version }
func (e Requested) version() int64         { return e.Version }
func (e Approved) version() int64          { return e.Version }
func (e Declined) version() int64          { return e.Version }
func (e Cancelled) version() int64         { return e.Version }
func (e Extended) version() int64          { return e.Version }
func (e Dispatched) version() int64        { return e.Version }
func (e Received) version() int64          { return e.Version }
func (e MissingReported) version() int64   { return e.Version }
func (e UnreceivedSettled) version() int64 { return e.Version }
func (e Inspected) version() int64         { return e.Version }
func (e UnitsDecided) version() int64      { return e.Version }
func (e RefundAuthorised) version() int64  { return e.Version }
func (e PaymentConfirmed) version() int64  { return e.Version }
func (e PaymentFailed) version() int64     { return e.Version }
func (e PaymentVoided) version() int64     { return e.Version }
func (e OutboundPlanned) version() int64   { return e.Version }
func (e OutboundDelivered) version() int64 { return e.Version }
func (e UnitsDisposed) version() int64     { return e.Version }
func (e SplitOff) version() int64          { return e.Version }
func (e Closed) version() int64            { return e.Version }
func (e Reopened) version() int64          { return e.Version }
func (e Overdue) version() int64           { return e.Version }
