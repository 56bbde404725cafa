package sevenr

import (
	"math"
	"time"

	"github.com/logicrm/logistics"
)

// finding is why a right is not simply met.
type finding struct {
	cause    cause
	delivery int32 // which delivery, from 1; 0 is the line as a whole
}

// Result is the judgement of one line: a verdict for each right, with what is needed to give reasons.
type Result struct {
	order, line, customer logistics.ID
	value                 logistics.Money
	verdicts              [7]logistics.Verdict
	findings              [7]finding
	due, at               time.Time
	offBy                 time.Duration      // of the delivery farthest off
	offFound              time.Duration      // of the delivery the finding on time is about
	promised, delivered   logistics.Quantity // delivered counts the promised product only
	good                  logistics.Quantity
	agreed, charged       logistics.Money
	unknownCost           logistics.CostReason
	wantID, gotID         [3]logistics.ID // product, customer, place
	condition             logistics.Condition
	degreeMinutes         int64
	payable               logistics.Money // what could be charged for what was delivered
	billingUntil          time.Time       // bills are waited for until then
	closed                time.Time       // when the promise was closed; zero while it is open
	after                 int32           // deliveries that came after that
	surplus               logistics.Quantity
	calledOff             time.Time // when the customer cancelled, after the promise was closed
	papers                []paper   // one of each document of each delivery, where some are asked for
}

// set records a verdict unless a worse one stands already.
func (r *Result) set(right logistics.Right, v logistics.Verdict, why cause, delivery int) bool {
	i := right - 1
	if r.verdicts[i] != 0 && r.verdicts[i] <= v {
		return false
	}
	r.verdicts[i], r.findings[i] = v, finding{why, int32(delivery)}
	return true
}

func (r *Result) all(v logistics.Verdict, why cause) {
	for _, right := range logistics.AllRights() {
		r.set(right, v, why, 0)
	}
}

// Order is the id of the order.
func (r Result) Order() logistics.ID { return r.order }

// Line is the id of the line.
func (r Result) Line() logistics.ID { return r.line }

// Of is the verdict on one right; Undetermined for what is none of the seven.
func (r Result) Of(right logistics.Right) logistics.Verdict {
	if !right.Valid() {
		return logistics.Undetermined
	}
	return logistics.And(r.verdicts[right-1])
}

// Verdict is that of the line: the least of the seven that is not waived.
func (r Result) Verdict() logistics.Verdict { return logistics.And(r.verdicts[:]...) }

// Rights holds the seven verdicts.
func (r Result) Rights() logistics.Rights {
	var rights logistics.Rights
	for i, v := range r.verdicts {
		rights = rights.With(logistics.Right(i+1), v)
	}
	return rights
}

// OffBy is how far outside the promised window, before tolerance, the line arrived at the least:
// negative early, positive late.
func (r Result) OffBy() time.Duration { return r.offBy }

// Outcome is the result as kpi, tier and feedback take it.
func (r Result) Outcome() logistics.Outcome {
	minutes := r.offBy.Minutes()
	return logistics.Outcome{
		Order: r.order, Line: r.line, Customer: r.customer, Due: r.due, At: r.at, Rights: r.Rights(),
		OffBy:   int64(math.Copysign(math.Ceil(math.Abs(minutes)), minutes)),
		Ordered: r.promised, Good: r.good, Value: r.value,
	}
}
