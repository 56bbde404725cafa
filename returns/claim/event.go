package claim

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Event is something that was decided about a claim. The set is closed. An event holds the command that
// was decided, when and by whom, the day it happened, and whatever the policy said then, so that a replay asks no
// policy.
type Event interface {
	ID() logistics.ID // of the command; the same for all events it led to
	Header() logistics.EventHeader
	command() Command
}

// Opened says that a claim began, by which policy, and what it asks for.
type Opened struct {
	Command Open           `json:"command"`
	On      logistics.Date `json:"on"`
	logistics.EventHeader
	NoticeBy logistics.Date `json:"notice_by,omitzero"`
	FileBy   logistics.Date `json:"file_by,omitzero"`
	Evidence []Evidence     `json:"evidence,omitempty"` // needed to file
}

// EvidenceAdded says that a document was put to the claim.
type EvidenceAdded struct {
	Command AddEvidence    `json:"command"`
	On      logistics.Date `json:"on"`
	logistics.EventHeader
}

// NoticeGiven says that the other side was told.
type NoticeGiven struct {
	Command GiveNotice     `json:"command"`
	On      logistics.Date `json:"on"`
	logistics.EventHeader
}

// Filed says that the claim was handed in.
type Filed struct {
	Command File           `json:"command"`
	On      logistics.Date `json:"on"`
	logistics.EventHeader
	AcknowledgeBy logistics.Date     `json:"acknowledge_by,omitzero"`
	DecideBy      logistics.Date     `json:"decide_by,omitzero"`
	Overridden    []logistics.Reason `json:"overridden,omitempty"` // what staff passed over
}

// Acknowledged says that the other side has the claim.
type Acknowledged struct {
	Command Acknowledge    `json:"command"`
	On      logistics.Date `json:"on"`
	logistics.EventHeader
}

// Settled says that an amount was accepted.
type Settled struct {
	Command Settle         `json:"command"`
	On      logistics.Date `json:"on"`
	logistics.EventHeader
	PayBy    logistics.Date `json:"pay_by,omitzero"`
	AppealBy logistics.Date `json:"appeal_by,omitzero"`
}

// Declined says that nothing was accepted, or nothing more.
type Declined struct {
	Command Decline        `json:"command"`
	On      logistics.Date `json:"on"`
	logistics.EventHeader
	AppealBy logistics.Date `json:"appeal_by,omitzero"`
}

// Appealed says that a decision was asked for again.
type Appealed struct {
	Command Appeal         `json:"command"`
	On      logistics.Date `json:"on"`
	logistics.EventHeader
	DecideBy   logistics.Date     `json:"decide_by,omitzero"`
	Overridden []logistics.Reason `json:"overridden,omitempty"` // what staff passed over
}

// Paid says that money came in.
type Paid struct {
	Command Pay            `json:"command"`
	On      logistics.Date `json:"on"`
	logistics.EventHeader
}

// Withdrawn says that the claim was given up.
type Withdrawn struct {
	Command Withdraw       `json:"command"`
	On      logistics.Date `json:"on"`
	logistics.EventHeader
}

// Reopened says that the claim was taken up again.
type Reopened struct {
	Command Reopen         `json:"command"`
	On      logistics.Date `json:"on"`
	logistics.EventHeader
}

// DeadlinePassed says that something did not happen in time.
type DeadlinePassed struct {
	Command Tick           `json:"command"`
	On      logistics.Date `json:"on"`
	logistics.EventHeader
	Clock Clock          `json:"clock"`
	By    logistics.Date `json:"by"` // the last day it would have been in time
}

// ID is that of the command.
func (e Opened) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e EvidenceAdded) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e NoticeGiven) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Filed) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Acknowledged) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Settled) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Declined) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Appealed) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Paid) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Withdrawn) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e Reopened) ID() logistics.ID { return e.Command.ID }

// ID is that of the command.
func (e DeadlinePassed) ID() logistics.ID { return e.Command.ID }

func (e Opened) command() Command         { return e.Command }
func (e EvidenceAdded) command() Command  { return e.Command }
func (e NoticeGiven) command() Command    { return e.Command }
func (e Filed) command() Command          { return e.Command }
func (e Acknowledged) command() Command   { return e.Command }
func (e Settled) command() Command        { return e.Command }
func (e Declined) command() Command       { return e.Command }
func (e Appealed) command() Command       { return e.Command }
func (e Paid) command() Command           { return e.Command }
func (e Withdrawn) command() Command      { return e.Command }
func (e Reopened) command() Command       { return e.Command }
func (e DeadlinePassed) command() Command { return e.Command }

func events() wire.Union[Event] {
	return wire.Union[Event]{
		{Name: "opened", Zero: Opened{}},
		{Name: "evidence_added", Zero: EvidenceAdded{}},
		{Name: "notice_given", Zero: NoticeGiven{}},
		{Name: "filed", Zero: Filed{}},
		{Name: "acknowledged", Zero: Acknowledged{}},
		{Name: "settled", Zero: Settled{}},
		{Name: "declined", Zero: Declined{}},
		{Name: "appealed", Zero: Appealed{}},
		{Name: "paid", Zero: Paid{}},
		{Name: "withdrawn", Zero: Withdrawn{}},
		{Name: "reopened", Zero: Reopened{}},
		{Name: "deadline_passed", Zero: DeadlinePassed{}},
	}
}

// EncodeEvent writes an event with its type.
func EncodeEvent(e Event) ([]byte, error) { return events().Encode(e) }

// DecodeEvent reads what EncodeEvent writes, tolerantly: a field of a later release is passed over. What could not be
// written again is a fault.
func DecodeEvent(data []byte) (Event, error) {
	event, err := events().Decode(data, wire.Tolerant)
	switch e := event.(type) {
	case Opened:
		if e.PolicyVersion == 0 { // of before events had versions: the only version was that of the policy
			e.PolicyVersion, e.Version = int(e.Version), 0
			return e, nil
		}
	case DeadlinePassed:
		if e.Clock == 0 {
			var faults logistics.Faults
			faults.Required("/clock", "the deadline that passed is required")
			return nil, faults.Err()
		}
	}
	return event, err
}
