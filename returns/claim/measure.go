package claim

import "github.com/logicrm/logistics"

// The metrics of [Measure].
const (
	Recovery           = "claim.recovery"             // minor units paid, of those claimed, over claims that ended
	Recovered          = "claim.recovered"            // money paid, for each claim that ended
	FiledOnTime        = "claim.filed_on_time"        // claims filed in time, of those filed or due
	AcknowledgedOnTime = "claim.acknowledged_on_time" // by the other side
	DecidedOnTime      = "claim.decided_on_time"      // by the other side
)

// Measure reads claims into observations of a period. A claim ends on the day it is paid in full or
// declined; an appeal takes that back. A step counts on the day it was taken, and one that was never
// taken on its last day, once a [Tick] has found that it passed. Claims in another currency than the
// first that ended are left out of the money, and counted as such. Metrics of which nothing was seen are
// left out; observations of many periods add up.
func Measure(claims []Claim, subject logistics.ID, period logistics.Period) []logistics.Observation {
	m := measure{subject: subject, period: period}
	for i := range claims {
		f := &claims[i].facts
		m.ended(f)
		m.step(&m.filed, f, ClockFile, f.Dates.Filed, f.DueBy.File)
		acknowledged := f.Dates.Acknowledged
		if acknowledged.IsZero() { // a decision says as much
			acknowledged = f.Dates.Decided
		}
		m.step(&m.acknowledged, f, ClockAcknowledge, acknowledged, f.DueBy.Acknowledge)
		m.step(&m.decided, f, ClockDecide, f.Dates.Decided, f.DueBy.Decide)
	}
	return m.observations()
}

// share is a numerator and a denominator that are being added up.
type share struct{ num, den int64 }

type measure struct {
	subject                      logistics.ID
	period                       logistics.Period
	currency                     logistics.Currency
	paid, claimed, claims, other int64
	filed, acknowledged, decided share
}

func (m *measure) ended(f *facts) {
	if f.Dates.Concluded.IsZero() || !m.period.Contains(f.Dates.Concluded) {
		return
	}
	if m.currency.IsZero() {
		m.currency = f.Claimed.Currency()
	}
	paid, ok := f.Paid.MinorUnits()
	claimed, whole := f.Claimed.MinorUnits()
	if f.Claimed.Currency() != m.currency || !ok || !whole {
		m.other++
		return
	}
	m.paid, m.claimed, m.claims = m.paid+paid, m.claimed+claimed, m.claims+1
}

// step counts a step that was taken, or missed, in the period.
func (m *measure) step(s *share, f *facts, clock Clock, done, by logistics.Date) {
	switch {
	case by.IsZero():
	case !done.IsZero():
		if m.period.Contains(done) {
			s.den++
			if done.Compare(by) <= 0 {
				s.num++
			}
		}
	case m.period.Contains(by) && f.noted(Deadline{Clock: clock, By: by}):
		s.den++
	}
}

func (m *measure) observations() []logistics.Observation {
	var out []logistics.Observation
	add := func(metric string, num, den, left int64) *logistics.Observation {
		if den == 0 && left == 0 {
			return &logistics.Observation{}
		}
		o := logistics.Observation{
			Metric: logistics.MustID(metric), Version: 1, Subject: m.subject, Period: m.period, Num: num, Den: den,
		}
		if left > 0 {
			o = o.Excluding("other_currency", left)
		}
		out = append(out, o)
		return &out[len(out)-1]
	}
	add(Recovery, m.paid, m.claimed, m.other)
	o := add(Recovered, m.paid, m.claims, m.other)
	o.Currency, o.Scale = m.currency, m.currency.Digits()
	add(FiledOnTime, m.filed.num, m.filed.den, 0)
	add(AcknowledgedOnTime, m.acknowledged.num, m.acknowledged.den, 0)
	add(DecidedOnTime, m.decided.num, m.decided.den, 0)
	return out
}
