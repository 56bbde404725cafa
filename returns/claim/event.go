package claim

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Event is something that was decided about a claim. The set is closed. An event holds the command that
// was decided, the day it happened, and whatever the policy said then, so that a replay asks no policy.
type Event interface {
	command() Command
	day() logistics.Date
}

// Opened says that a claim began, by which policy, and what it asks for.
type Opened struct {
	Command  Open           `json:"command"`
	On       logistics.Date `json:"on"`
	Policy   logistics.ID   `json:"policy"`
	Version  int            `json:"version"`
	NoticeBy logistics.Date `json:"notice_by,omitzero"`
	FileBy   logistics.Date `json:"file_by,omitzero"`
	Evidence []Evidence     `json:"evidence,omitempty"` // needed to file
}

// EvidenceAdded says that a document was put to the claim.
type EvidenceAdded struct {
	Command AddEvidence    `json:"command"`
	On      logistics.Date `json:"on"`
}

// NoticeGiven says that the other side was told.
type NoticeGiven struct {
	Command GiveNotice     `json:"command"`
	On      logistics.Date `json:"on"`
}

// Filed says that the claim was handed in.
type Filed struct {
	Command       File               `json:"command"`
	On            logistics.Date     `json:"on"`
	AcknowledgeBy logistics.Date     `json:"acknowledge_by,omitzero"`
	DecideBy      logistics.Date     `json:"decide_by,omitzero"`
	Overridden    []logistics.Reason `json:"overridden,omitempty"` // what staff passed over
}

// Acknowledged says that the other side has the claim.
type Acknowledged struct {
	Command Acknowledge    `json:"command"`
	On      logistics.Date `json:"on"`
}

// Settled says that an amount was accepted.
type Settled struct {
	Command  Settle         `json:"command"`
	On       logistics.Date `json:"on"`
	PayBy    logistics.Date `json:"pay_by,omitzero"`
	AppealBy logistics.Date `json:"appeal_by,omitzero"`
}

// Declined says that nothing was accepted, or nothing more.
type Declined struct {
	Command  Decline        `json:"command"`
	On       logistics.Date `json:"on"`
	AppealBy logistics.Date `json:"appeal_by,omitzero"`
}

// Appealed says that a decision was asked for again.
type Appealed struct {
	Command    Appeal             `json:"command"`
	On         logistics.Date     `json:"on"`
	DecideBy   logistics.Date     `json:"decide_by,omitzero"`
	Overridden []logistics.Reason `json:"overridden,omitempty"` // what staff passed over
}

// Paid says that money came in.
type Paid struct {
	Command Pay            `json:"command"`
	On      logistics.Date `json:"on"`
}

// Withdrawn says that the claim was given up.
type Withdrawn struct {
	Command Withdraw       `json:"command"`
	On      logistics.Date `json:"on"`
}

// Reopened says that the claim was taken up again.
type Reopened struct {
	Command Reopen         `json:"command"`
	On      logistics.Date `json:"on"`
}

// DeadlinePassed says that something did not happen in time.
type DeadlinePassed struct {
	Command Tick           `json:"command"`
	On      logistics.Date `json:"on"`
	Clock   Clock          `json:"clock"`
	By      logistics.Date `json:"by"` // the last day it would have been in time
}

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

func (e Opened) day() logistics.Date         { return e.On }
func (e EvidenceAdded) day() logistics.Date  { return e.On }
func (e NoticeGiven) day() logistics.Date    { return e.On }
func (e Filed) day() logistics.Date          { return e.On }
func (e Acknowledged) day() logistics.Date   { return e.On }
func (e Settled) day() logistics.Date        { return e.On }
func (e Declined) day() logistics.Date       { return e.On }
func (e Appealed) day() logistics.Date       { return e.On }
func (e Paid) day() logistics.Date           { return e.On }
func (e Withdrawn) day() logistics.Date      { return e.On }
func (e Reopened) day() logistics.Date       { return e.On }
func (e DeadlinePassed) day() logistics.Date { return e.On }

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

// DecodeEvent reads what EncodeEvent writes, tolerantly: a field of a later release is passed over.
func DecodeEvent(data []byte) (Event, error) { return events().Decode(data, wire.Tolerant) }
