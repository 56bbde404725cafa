package logistics

import "time"

// Outcome is one judged line: enough to compute joint rates, percentiles and drivers without the
// documents behind it. The zero time is an outcome that has not come about.
type Outcome struct {
	Order    ID        `json:"order"`
	Line     ID        `json:"line"`
	Customer ID        `json:"customer"`
	At       time.Time `json:"at,omitzero"` // when it was settled: the delivery, or the end of the promise
	Verdict  Verdict   `json:"verdict"`     // of the seven together
	Rights   Rights    `json:"rights"`
	OffBy    int64     `json:"off_by_minutes"` // outside the window, in whole minutes away from zero: early below, late above
	Ordered  Quantity  `json:"ordered,omitzero"`
	Good     Quantity  `json:"good,omitzero"` // delivered, the right product in an accepted condition
	Value    Money     `json:"value,omitzero"`
}

// Judge is the verdict on some of the rights together: Missed when one of them is, Met when all were
// judged and kept. When some were not judged the verdict of the line says why if it is Waived or
// NotDue, and else it is Undetermined. No rights at all are Waived.
func (o Outcome) Judge(rights ...Right) Verdict {
	if len(rights) == 0 {
		return Waived
	}
	v := o.Rights.Joint(AllMet(rights...))
	if v == Undetermined && (o.Verdict == Waived || o.Verdict == NotDue) {
		return o.Verdict
	}
	return v
}
