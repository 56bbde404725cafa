package returns

import (
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/workflow"
)

// The metrics of [Measure]. Times are minutes over the returns they were measured on; shares are counts
// over counts; what was recovered is money over units.
const (
	ApprovalTime      = "returns.approval_time"       // from the request to the answer
	ReceiptToDecision = "returns.receipt_to_decision" // from the first units to the last decision of a return
	RequestToRefund   = "returns.request_to_refund"   // from the request to the first money
	ReceiptToRefund   = "returns.receipt_to_refund"   // from the first units to the first money
	RejectedShare     = "returns.rejected_share"      // units rejected, of those decided
	KeptShare         = "returns.kept_share"          // units refunded without a return, of those accepted for decision
	ReplacedShare     = "returns.replaced_share"      // units replaced, of those replaced and refunded
	OverdueShare      = "returns.overdue_share"       // deadlines that passed, of returns answered
	Recovered         = "returns.recovered"           // money for units that went a way out
)

// Measure reads a history into observations of what ended within a period: a slow case shows in the
// period in which it was answered, decided or paid. Days of the period are those of the zone. Metrics
// of which nothing was seen are left out; observations of many cases add up. The history is whole, as for [Fold].
func Measure(
	events []Event, subject logistics.ID, period logistics.Period, zone *time.Location,
) ([]logistics.Observation, error) {
	if zone == nil {
		return nil, logistics.NewFieldError(logistics.FaultRequired, "", "in whose days the period counts")
	}
	m := measure{within: period, zone: zone}
	state := begin(events)
	var history workflow.History
	for _, e := range events {
		if state.apply(e) {
			history.Next(e.version())
			m.see(&state, e)
		} else {
			history.Strange(e == nil)
		}
	}
	if err := history.Err(); err != nil {
		return nil, err
	}
	return m.observations(subject, period, state.currency()), nil
}

type total struct{ num, den int64 }

func (t *total) add(num, den int64) { t.num, t.den = t.num+num, t.den+den }

type measure struct {
	within                              logistics.Period
	zone                                *time.Location
	paid                                map[logistics.ID]bool
	approval, decision, request, refund total
	rejected, kept, replaced, overdue   total
	recovered                           total
}

func minutes(from, to time.Time) int64 { return int64(to.Sub(from) / time.Minute) }

func (m *measure) see(state *Case, event Event) {
	at := event.Header().At
	if !m.within.Contains(logistics.DateOf(at, m.zone)) {
		return
	}
	of := func(id logistics.ID) *record {
		if r := state.find(id); r != nil {
			return r
		}
		return &record{}
	}
	switch e := event.(type) {
	case Approved:
		m.approval.add(minutes(of(e.Command.Return).Asked, at), 1)
		m.overdue.add(0, 1)
	case Declined:
		m.approval.add(minutes(of(e.Command.Return).Asked, at), 1)
		m.overdue.add(0, 1)
	case Overdue:
		m.overdue.add(1, 0)
	case UnreceivedSettled:
		if e.Command.As == KeptByCustomer {
			m.kept.add(e.Command.Units, 0)
		}
	case UnitsDecided:
		m.rejected.add(e.Command.Reject, e.Command.Accept+e.Command.Reject)
		m.kept.add(0, e.Command.Accept)
		if r := of(e.Command.Return); r.open() == 0 && !r.Came.IsZero() {
			m.decision.add(minutes(r.Came, at), 1)
		}
	case RefundAuthorised:
		for _, part := range e.Parts {
			m.replaced.add(0, part.Units)
		}
	case OutboundPlanned:
		if e.Command.Kind != SendBack {
			m.replaced.add(e.Command.Units, e.Command.Units)
		}
	case PaymentConfirmed:
		m.pay(state, e)
	case UnitsDisposed:
		for _, disposed := range e.Command.Dispositions {
			if minor, ok := disposed.Recovered.MinorUnits(); ok && !disposed.Recovered.IsZero() {
				m.recovered.add(minor, disposed.Units)
			}
		}
	}
}

// pay measures the first money of a return.
func (m *measure) pay(state *Case, e PaymentConfirmed) {
	p := state.findRefund(e.Command.Refund)
	if p == nil {
		return
	}
	r := state.find(p.Return)
	if r == nil {
		return
	}
	if m.paid == nil {
		m.paid = make(map[logistics.ID]bool)
	}
	if m.paid[r.ID] {
		return
	}
	m.paid[r.ID] = true
	m.request.add(minutes(r.Asked, e.At), 1)
	if !r.Came.IsZero() {
		m.refund.add(minutes(r.Came, e.At), 1)
	}
}

func (m *measure) observations(
	subject logistics.ID, period logistics.Period, currency logistics.Currency,
) []logistics.Observation {
	minute, _ := logistics.ParseUnit("MIN")
	var out []logistics.Observation
	add := func(metric string, t total, unit logistics.Unit, money bool) {
		if t == (total{}) {
			return
		}
		o := logistics.Observation{
			Metric: logistics.MustID(metric), Version: 1, Subject: subject, Period: period, Num: t.num, Den: t.den,
			Unit: unit,
		}
		if money {
			o.Currency, o.Scale = currency, currency.Digits()
		}
		out = append(out, o)
	}
	none := logistics.Unit{}
	add(ApprovalTime, m.approval, minute, false)
	add(ReceiptToDecision, m.decision, minute, false)
	add(RequestToRefund, m.request, minute, false)
	add(ReceiptToRefund, m.refund, minute, false)
	add(RejectedShare, m.rejected, none, false)
	add(KeptShare, m.kept, none, false)
	add(ReplacedShare, m.replaced, none, false)
	add(OverdueShare, m.overdue, none, false)
	add(Recovered, m.recovered, none, true)
	return out
}
