package sevenr

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

func resultDocument() wire.Document { return wire.Document{Name: "sevenr.result"} }

// resultForm is a [Result] on the wire.
type resultForm struct {
	Schema        string               `json:"schema"`
	Order         logistics.ID         `json:"order,omitzero"`
	Line          logistics.ID         `json:"line,omitzero"`
	Customer      logistics.ID         `json:"customer,omitzero"`
	Value         logistics.Money      `json:"value,omitzero"`
	Due           time.Time            `json:"due,omitzero"`
	At            time.Time            `json:"at,omitzero"`
	OffBy         logistics.Duration   `json:"off_by,omitzero"`
	OffFound      logistics.Duration   `json:"off_found,omitzero"`
	Promised      logistics.Quantity   `json:"promised,omitzero"`
	Delivered     logistics.Quantity   `json:"delivered,omitzero"`
	Good          logistics.Quantity   `json:"good,omitzero"`
	Agreed        logistics.Money      `json:"agreed,omitzero"`
	Charged       logistics.Money      `json:"charged,omitzero"`
	UnknownCost   logistics.CostReason `json:"unknown_cost,omitzero"`
	Condition     logistics.Condition  `json:"condition,omitzero"`
	DegreeMinutes int64                `json:"degree_minutes,omitzero"`
	Payable       logistics.Money      `json:"payable,omitzero"`
	BillingUntil  time.Time            `json:"billing_until,omitzero"`
	Closed        time.Time            `json:"closed,omitzero"` // when the promise was closed
	After         int32                `json:"after,omitzero"`  // deliveries that came after that
	Surplus       logistics.Quantity   `json:"surplus,omitzero"`
	CalledOff     time.Time            `json:"called_off,omitzero"` // too late
	Rights        []rightForm          `json:"rights"`              // the seven, in their order
	Documents     []paperForm          `json:"documents,omitempty"`
}

// paperForm is what became of one document of one delivery.
type paperForm struct {
	Kind     logistics.DocumentKind `json:"kind"`
	Delivery int32                  `json:"delivery,omitzero"` // from 1; absent: nothing came
	Verdict  logistics.Verdict      `json:"verdict"`
	Cause    string                 `json:"cause,omitzero"`
	Due      time.Time              `json:"due,omitzero"`
	Came     time.Time              `json:"came,omitzero"`
	Said     logistics.Quantity     `json:"said,omitzero"`
	Got      logistics.Quantity     `json:"delivered,omitzero"`
}

// rightForm is the verdict on one right, and what it follows from.
type rightForm struct {
	Right    logistics.Right   `json:"right"`
	Verdict  logistics.Verdict `json:"verdict"`
	Cause    string            `json:"cause,omitzero"`    // absent: it is met
	Delivery int32             `json:"delivery,omitzero"` // from 1; absent: the line as a whole
	Wanted   logistics.ID      `json:"wanted,omitzero"`
	Got      logistics.ID      `json:"got,omitzero"`
}

var causeNames = [...]string{
	none: "", lineCancelled: "line_cancelled", rightWaived: "right_waived", notDue: "not_due",
	nothingDelivered: "nothing_delivered", notPromised: "not_promised", notRecorded: "not_recorded", differs: "differs",
	notAccepted: "not_accepted", early: "early", late: "late", overdue: "overdue", uncertain: "uncertain",
	short: "short",
	over:  "over", unitDiffers: "unit_differs", outOfRange: "out_of_range", costUnknown: "unknown",
	currencyDiffers: "currency_differs", tooWarm: "too_warm", stillOpen: "still_open", billingOpen: "billing_open",
	quantityUnknown: "quantity_unknown", billedLate: "billed_late", credited: "credited", closeUnknown: "close_unknown",
}

// identified is the place of a right in what was wanted and got by id; -1 for the others.
func identified(right logistics.Right) int {
	switch right {
	case logistics.RightProduct:
		return 0
	case logistics.RightCustomer:
		return 1
	case logistics.RightPlace:
		return 2
	default:
		return -1
	}
}

// MarshalJSON writes everything that the verdicts and the reasons follow from.
func (r Result) MarshalJSON() ([]byte, error) {
	form := resultForm{
		Schema: resultDocument().Schema(), Order: r.order, Line: r.line, Customer: r.customer, Value: r.value,
		Due: r.due, At: r.at, OffBy: logistics.Exactly(r.offBy), OffFound: logistics.Exactly(r.offFound),
		Promised: r.promised, Delivered: r.delivered, Good: r.good, Agreed: r.agreed, Charged: r.charged,
		UnknownCost: r.unknownCost, Condition: r.condition, DegreeMinutes: r.degreeMinutes,
		Payable: r.payable, BillingUntil: r.billingUntil, Closed: r.closed, After: r.after, Surplus: r.surplus,
		CalledOff: r.calledOff,
		Rights:    make([]rightForm, 0, 7),
	}
	for i, right := range logistics.AllRights() {
		one := rightForm{
			Right: right, Verdict: logistics.And(r.verdicts[i]), Cause: causeNames[r.findings[i].cause],
			Delivery: r.findings[i].delivery,
		}
		if k := identified(right); k >= 0 {
			one.Wanted, one.Got = r.wantID[k], r.gotID[k]
		}
		form.Rights = append(form.Rights, one)
	}
	for _, p := range r.papers {
		form.Documents = append(form.Documents, paperForm{
			p.kind, p.delivery, p.verdict, causeNames[p.cause], p.due, p.came, p.said, p.got,
		})
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads the form of MarshalJSON; fields of a later release are passed over.
func (r *Result) UnmarshalJSON(data []byte) error {
	form, err := wire.DecodeDocument[resultForm](resultDocument(), data, wire.Tolerant)
	if err != nil {
		return err
	}
	read := Result{
		order: form.Order, line: form.Line, customer: form.Customer, value: form.Value, due: form.Due, at: form.At,
		offBy: form.OffBy.Exact(), offFound: form.OffFound.Exact(),
		promised: form.Promised, delivered: form.Delivered, good: form.Good, agreed: form.Agreed, charged: form.Charged,
		unknownCost: form.UnknownCost, condition: form.Condition, degreeMinutes: form.DegreeMinutes,
		payable: form.Payable, billingUntil: form.BillingUntil, closed: form.Closed, after: form.After,
		surplus: form.Surplus, calledOff: form.CalledOff,
	}
	for i, one := range form.Rights {
		why, _ := causeOf(one.Cause)
		if one.Verdict != logistics.Undetermined || why != none { // else nobody judged it
			read.verdicts[i], read.findings[i] = one.Verdict, finding{why, one.Delivery}
		}
		if k := identified(one.Right); k >= 0 {
			read.wantID[k], read.gotID[k] = one.Wanted, one.Got
		}
	}
	for _, p := range form.Documents {
		why, _ := causeOf(p.Cause)
		read.papers = append(read.papers, paper{p.Kind, p.Delivery, p.Verdict, why, p.Due, p.Came, p.Said, p.Got})
	}
	*r = read
	return nil
}

func causeOf(name string) (cause, bool) {
	for why, text := range causeNames {
		if text == name {
			return cause(why), true
		}
	}
	return none, false
}

// Validate reports every fault of the form.
func (f resultForm) Validate() error {
	var faults logistics.Faults
	resultDocument().Check(f.Schema, &faults)
	if len(f.Rights) != 7 {
		faults.OutOfRange("/rights", len(f.Rights), "the seven rights, in their order")
		return faults.Err()
	}
	if f.After < 0 {
		faults.OutOfRange("/after", f.After, "not below zero")
	}
	for i, right := range logistics.AllRights() {
		path := "/rights/" + string(rune('0'+i))
		one := f.Rights[i]
		if one.Right != right {
			faults.Conflict(path+"/right", one.Right, "the seven rights, in their order")
		}
		if one.Verdict == 0 {
			faults.Required(path+"/verdict", "one of the five verdicts")
		}
		why, known := causeOf(one.Cause)
		switch {
		case !known:
			faults.Unknown(path+"/cause", one.Cause, "a cause of this release")
		case (why == none) != (one.Verdict == logistics.Met) && (why != none || one.Verdict != logistics.Undetermined):
			faults.Conflict(path+"/cause", one.Cause, "a verdict has a cause; met has none")
		}
		if one.Delivery < 0 {
			faults.OutOfRange(path+"/delivery", one.Delivery, "delivery must be 1 or greater")
		}
	}
	for i, p := range f.Documents {
		p.validate("/documents/"+strconv.Itoa(i), &faults)
	}
	return faults.Err()
}

func (p paperForm) validate(path string, faults *logistics.Faults) {
	if p.Kind == "" {
		faults.Required(path+"/kind", "which document it is")
	}
	if p.Verdict == 0 {
		faults.Required(path+"/verdict", "one of the five verdicts")
	}
	switch why, known := causeOf(p.Cause); {
	case !known:
		faults.Unknown(path+"/cause", p.Cause, "a cause of this release")
	case (why == none) != (p.Verdict == logistics.Met):
		faults.Conflict(path+"/cause", p.Cause, "a verdict has a cause; met has none")
	}
	if p.Delivery < 0 {
		faults.OutOfRange(path+"/delivery", p.Delivery, "delivery must be 1 or greater")
	}
}
