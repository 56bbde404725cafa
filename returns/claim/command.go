package claim

import (
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Command is something a claim is asked to do. The set is closed. Every command has an id of the host's; the same id
// with the same content a second time decides nothing, and with other content is refused. The date of a command is the
// day it happened; absent it is the day of the decision.
type Command interface {
	id() logistics.ID
	on() logistics.Date
	verb() Verb
	check(*logistics.Faults)
}

// Open begins a claim with what is known.
type Open struct {
	ID        logistics.ID    `json:"id"`
	Claim     logistics.ID    `json:"claim"`
	Against   Against         `json:"against"`
	Party     logistics.ID    `json:"party"`
	Kind      Kind            `json:"kind"`
	Amount    logistics.Money `json:"amount"`
	Reference logistics.ID    `json:"reference"`       // the waybill, invoice or order it is about
	Return    logistics.ID    `json:"return,omitzero"` // the return it came up in
	Shipped   logistics.Date  `json:"shipped,omitzero"`
	Delivered logistics.Date  `json:"delivered,omitzero"`
	Expected  logistics.Date  `json:"expected,omitzero"` // the delivery as it was promised
	On        logistics.Date  `json:"on,omitzero"`
}

// AddEvidence puts a document to the claim.
type AddEvidence struct {
	ID       logistics.ID   `json:"id"`
	Evidence Evidence       `json:"evidence"`
	Document logistics.ID   `json:"document"`
	On       logistics.Date `json:"on,omitzero"`
}

// GiveNotice says that the other side was told, before the claim is filed.
type GiveNotice struct {
	ID       logistics.ID   `json:"id"`
	Document logistics.ID   `json:"document,omitzero"` // the letter, the remark on the receipt
	On       logistics.Date `json:"on,omitzero"`
}

// File hands the claim in. With an override what is late or lacking is passed over.
type File struct {
	ID       logistics.ID   `json:"id"`
	Override Override       `json:"override,omitzero"`
	On       logistics.Date `json:"on,omitzero"`
}

// Acknowledge says that the other side has the claim.
type Acknowledge struct {
	ID     logistics.ID   `json:"id"`
	Number logistics.ID   `json:"number,omitzero"` // under which the other side keeps it
	On     logistics.Date `json:"on,omitzero"`
}

// Settle says that the other side accepts an amount: all of it together, earlier settlements included.
type Settle struct {
	ID     logistics.ID    `json:"id"`
	Amount logistics.Money `json:"amount"`
	Detail string          `json:"detail,omitzero"` // for people
	On     logistics.Date  `json:"on,omitzero"`
}

// Decline says that the other side pays nothing, or nothing more.
type Decline struct {
	ID     logistics.ID   `json:"id"`
	Ground Ground         `json:"ground"`
	Detail string         `json:"detail,omitzero"` // for people
	On     logistics.Date `json:"on,omitzero"`
}

// Appeal asks the other side to decide again. With an override it may be late.
type Appeal struct {
	ID       logistics.ID   `json:"id"`
	Detail   string         `json:"detail,omitzero"` // for people
	Override Override       `json:"override,omitzero"`
	On       logistics.Date `json:"on,omitzero"`
}

// Pay says that money came in.
type Pay struct {
	ID     logistics.ID    `json:"id"`
	Amount logistics.Money `json:"amount"`
	On     logistics.Date  `json:"on,omitzero"`
}

// Withdraw gives the claim up.
type Withdraw struct {
	ID     logistics.ID   `json:"id"`
	Detail string         `json:"detail,omitzero"` // for people
	On     logistics.Date `json:"on,omitzero"`
}

// Reopen takes a claim up again that was withdrawn. It has to be filed again.
type Reopen struct {
	ID     logistics.ID   `json:"id"`
	Detail string         `json:"detail,omitzero"` // for people
	On     logistics.Date `json:"on,omitzero"`
}

// Tick turns deadlines that have passed into events. It is never refused once there is a claim.
type Tick struct {
	ID logistics.ID `json:"id"`
}

func (c Open) id() logistics.ID        { return c.ID }
func (c AddEvidence) id() logistics.ID { return c.ID }
func (c GiveNotice) id() logistics.ID  { return c.ID }
func (c File) id() logistics.ID        { return c.ID }
func (c Acknowledge) id() logistics.ID { return c.ID }
func (c Settle) id() logistics.ID      { return c.ID }
func (c Decline) id() logistics.ID     { return c.ID }
func (c Appeal) id() logistics.ID      { return c.ID }
func (c Pay) id() logistics.ID         { return c.ID }
func (c Withdraw) id() logistics.ID    { return c.ID }
func (c Reopen) id() logistics.ID      { return c.ID }
func (c Tick) id() logistics.ID        { return c.ID }

func (c Open) on() logistics.Date        { return c.On }
func (c AddEvidence) on() logistics.Date { return c.On }
func (c GiveNotice) on() logistics.Date  { return c.On }
func (c File) on() logistics.Date        { return c.On }
func (c Acknowledge) on() logistics.Date { return c.On }
func (c Settle) on() logistics.Date      { return c.On }
func (c Decline) on() logistics.Date     { return c.On }
func (c Appeal) on() logistics.Date      { return c.On }
func (c Pay) on() logistics.Date         { return c.On }
func (c Withdraw) on() logistics.Date    { return c.On }
func (c Reopen) on() logistics.Date      { return c.On }
func (c Tick) on() logistics.Date        { return logistics.Date{} }

func (Open) verb() Verb        { return VerbOpen }
func (AddEvidence) verb() Verb { return VerbAddEvidence }
func (GiveNotice) verb() Verb  { return VerbGiveNotice }
func (File) verb() Verb        { return VerbFile }
func (Acknowledge) verb() Verb { return VerbAcknowledge }
func (Settle) verb() Verb      { return VerbSettle }
func (Decline) verb() Verb     { return VerbDecline }
func (Appeal) verb() Verb      { return VerbAppeal }
func (Pay) verb() Verb         { return VerbPay }
func (Withdraw) verb() Verb    { return VerbWithdraw }
func (Reopen) verb() Verb      { return VerbReopen }
func (Tick) verb() Verb        { return VerbTick }

func (c Open) check(faults *logistics.Faults) {
	needs("/claim", c.Claim, faults)
	needs("/party", c.Party, faults)
	needs("/reference", c.Reference, faults)
	if c.Against == "" {
		faults.Required("/against", "carrier or vendor")
	}
	if c.Kind == "" {
		faults.Required("/kind", "the kind of claim is required")
	}
	checkAmount(c.Amount, faults)
	if !c.Shipped.IsZero() && !c.Delivered.IsZero() && c.Delivered.Compare(c.Shipped) < 0 {
		faults.Conflict("/delivered", c.Delivered, "before it was shipped")
	}
}

func (c AddEvidence) check(faults *logistics.Faults) {
	if c.Evidence == "" {
		faults.Required("/evidence", "the kind of evidence is required")
	}
	needs("/document", c.Document, faults)
}

func (c Decline) check(faults *logistics.Faults) {
	if c.Ground == "" {
		faults.Required("/ground", "the ground for declining is required")
	}
}

func (c File) check(faults *logistics.Faults)   { c.Override.check(faults) }
func (c Appeal) check(faults *logistics.Faults) { c.Override.check(faults) }
func (c Settle) check(faults *logistics.Faults) { checkAmount(c.Amount, faults) }
func (c Pay) check(faults *logistics.Faults)    { checkAmount(c.Amount, faults) }
func (c GiveNotice) check(*logistics.Faults)    {}
func (c Acknowledge) check(*logistics.Faults)   {}
func (c Withdraw) check(*logistics.Faults)      {}
func (c Reopen) check(*logistics.Faults)        {}
func (c Tick) check(*logistics.Faults)          {}
func (o Override) check(faults *logistics.Faults) {
	if o.IsZero() {
		return
	}
	needs("/override/by", o.By, faults)
	if o.Detail == "" {
		faults.Required("/override/detail", "a reason for the override is required")
	}
}

func needs(path string, id logistics.ID, faults *logistics.Faults) {
	if id.IsZero() {
		faults.Required(path, "an id")
	}
}

func checkAmount(m logistics.Money, faults *logistics.Faults) {
	const most = 1_000_000_000_000_000 // beyond it a decimal point is wrong, and sums could overflow
	units, whole := m.MinorUnits()
	switch {
	case m.IsZero():
		faults.Required("/amount", "an amount with its currency")
	case !whole || units <= 0 || units > most:
		faults.OutOfRange("/amount", m, "whole minor units, 1 to "+strconv.FormatInt(most, 10))
	}
}

func commands() wire.Union[Command] {
	union := make(wire.Union[Command], 0, verbs-1)
	for _, c := range []Command{
		Open{},
		AddEvidence{},
		GiveNotice{},
		File{},
		Acknowledge{},
		Settle{},
		Decline{},
		Appeal{},
		Pay{},
		Withdraw{},
		Reopen{},
		Tick{},
	} {
		union = append(union, wire.Variant[Command]{Name: c.verb().String(), Zero: c})
	}
	return union
}

// EncodeCommand writes a command with its type.
func EncodeCommand(c Command) ([]byte, error) { return commands().Encode(c) }

// DecodeCommand reads what EncodeCommand writes, strictly: a field nobody knows is a fault.
func DecodeCommand(data []byte) (Command, error) { return commands().Decode(data, wire.Strict) }
