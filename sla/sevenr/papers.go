package sevenr

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// Document is one document of a delivery. Absent fields were not recorded.
type Document struct {
	Kind     logistics.DocumentKind `json:"kind"`
	At       logistics.Interval     `json:"at,omitzero"`       // when it was received
	Quantity logistics.Quantity     `json:"quantity,omitzero"` // what it says was shipped or delivered
}

// DocumentRule asks for a document with every delivery: an advance ship notice four hours before it ("-PT4H"), a proof
// of delivery within two days ("P2D").
type DocumentRule struct {
	Kind logistics.DocumentKind `json:"kind"`
	By   logistics.Duration     `json:"by"` // after the delivery came; below zero, before it
	// Quantity: the quantity it names has to be the one delivered.
	Quantity bool `json:"quantity,omitzero"`
}

// paper is what became of one document of one delivery.
type paper struct {
	kind      logistics.DocumentKind
	delivery  int32 // from 1; 0: of a line of which nothing came
	verdict   logistics.Verdict
	cause     cause
	due, came time.Time
	said, got logistics.Quantity
}

func (t *Tolerances) validateDocuments(faults *logistics.Faults) {
	for i, rule := range t.Documents {
		path := "/documents/" + strconv.Itoa(i)
		if rule.Kind == "" ||
			slices.ContainsFunc(t.Documents[:i], func(o DocumentRule) bool { return o.Kind == rule.Kind }) {
			faults.Duplicate(path+"/kind", rule.Kind, "each kind once, none empty")
		}
		if rule.By.Any() {
			faults.Unsupported(path+"/by", "any", "a document that is missing is final at some time")
		}
	}
}

// papers judges the documents of the deliveries that count. A document is right as soon as one was in time and says
// what it should, and wrong when none was by its end: neither is changed by what comes later. As long as deliveries are
// to come, right is not final.
func (c *Checker) papers(line *Line, k *closing, counted []int, asOf time.Time) []paper {
	found := make([]paper, 0, max(len(counted), 1)*len(c.documents))
	for _, rule := range c.documents {
		for _, i := range counted {
			p := rule.judge(&line.Deliveries[i], line.Promised.Window.To().Location(), asOf)
			p.kind, p.delivery = rule.Kind, int32(i+1)
			if p.verdict == logistics.Met && !k.closed {
				p.verdict, p.cause = logistics.Undetermined, stillOpen
				if k.over == logistics.NotDue {
					p.verdict = logistics.NotDue
				}
			}
			found = append(found, p)
		}
		if len(counted) == 0 {
			p := paper{kind: rule.Kind, verdict: logistics.NotDue, cause: stillOpen}
			if k.over != logistics.NotDue {
				p.verdict, p.cause = logistics.Undetermined, nothingDelivered
			}
			found = append(found, p)
		}
	}
	return found
}

// judge holds the documents of a delivery against the rule: the best of them counts, and none where that is better, as
// long as one can still come. Of several that are as good the last one is told.
// Civil days are those of the zone of the promise, as they are for its window.
func (rule DocumentRule) judge(d *Delivery, loc *time.Location, asOf time.Time) paper {
	p := paper{verdict: logistics.Undetermined, cause: notRecorded}
	if d.At.IsZero() {
		return p // when the document was due is not known
	}
	p.due = rule.By.AddTo(d.At.Latest().In(loc))
	window := logistics.Deadline(p.due)
	p.verdict, p.cause = logistics.Missed, short // none came
	switch {
	case asOf.IsZero():
		p.verdict, p.cause = logistics.Undetermined, stillOpen
	case !asOf.After(p.due):
		p.verdict, p.cause = logistics.NotDue, notDue
	}
	for i := range d.Documents {
		doc := &d.Documents[i]
		if doc.Kind != rule.Kind || !asOf.IsZero() && doc.At.Earliest().After(asOf) {
			continue
		}
		v, why := window.Judge(doc.At), none
		switch {
		case v == logistics.Missed:
			why = late
		case v == logistics.Undetermined:
			why = uncertain
		case !rule.Quantity:
		case doc.Quantity.IsZero() || doc.Quantity.Unit() != d.Quantity.Unit():
			v, why = logistics.Undetermined, quantityUnknown
		case !doc.Quantity.Equal(d.Quantity):
			v, why = logistics.Missed, differs
		}
		if v > p.verdict || v == p.verdict && doc.At.Earliest().After(p.came) {
			p.verdict, p.cause, p.came, p.said, p.got = v, why, doc.At.Earliest(), doc.Quantity, d.Quantity
		}
		if v == logistics.Met {
			break
		}
	}
	return p
}

// Documentation is the verdict on the documents that the policy asks for, beside the seven rights: the least of all
// documents of all deliveries. It is Waived where none is asked for, and of a line that was cancelled.
func (r Result) Documentation() logistics.Verdict {
	v := logistics.Waived
	for i := range r.papers {
		v = logistics.And(v, r.papers[i].verdict)
	}
	return v
}

// The reasons about documents. They change no verdict on a right.
const (
	DocumentMissing   logistics.Code = "sevenr.document.missing"
	DocumentLate      logistics.Code = "sevenr.document.late"
	DocumentDiffers   logistics.Code = "sevenr.document.differs"
	DocumentNotDue    logistics.Code = "sevenr.document.not_due"
	DocumentOpen      logistics.Code = "sevenr.document.open"
	DocumentSilent    logistics.Code = "sevenr.document.quantity_unknown"
	DocumentUncertain logistics.Code = "sevenr.document.uncertain"
	DocumentUnknown   logistics.Code = "sevenr.document.not_known"
)

// kept reports whether a document was not missed.
func (p paper) kept() bool { return p.verdict != logistics.Missed }

func (p paper) reason() logistics.Reason {
	path := ""
	if p.delivery > 0 {
		path = "/deliveries/" + strconv.Itoa(int(p.delivery)-1) + "/documents"
	}
	params := []logistics.Param{
		logistics.CodeParam("document", p.kind), logistics.CountParam("delivery", int64(p.delivery)),
	}
	if !p.due.IsZero() {
		params = append(params, logistics.InstantParam("due", p.due))
	}
	code := DocumentUnknown
	switch {
	case p.verdict == logistics.NotDue && p.cause == stillOpen:
		code = DocumentOpen
	case p.verdict == logistics.NotDue:
		code = DocumentNotDue
	case p.cause == short:
		code = DocumentMissing
	case p.cause == late:
		code, params = DocumentLate, append(params, logistics.ElapsedParam("off", p.came.Sub(p.due)))
	case p.cause == differs:
		code, params = DocumentDiffers, append(params, p.said.Param("said"), p.got.Param("delivered"))
	case p.cause == quantityUnknown:
		code = DocumentSilent
	case p.cause == uncertain:
		code = DocumentUncertain
	default:
		params = append(params, logistics.CodeParam("why", causeNames[p.cause]))
	}
	return logistics.Reason{Code: code, Path: path, Params: params}
}
