package vmi

import "github.com/logicrm/logistics"

// The metrics of [Score]. All are counts over counts: observations of many items and places add up.
const (
	InBand            = "vmi.in_band"            // days with stock from minimum to maximum, of days known
	BelowMinimum      = "vmi.below_minimum"      // days
	AboveMaximum      = "vmi.above_maximum"      // days
	StockOut          = "vmi.stock_out"          // days without stock, of days known
	ReportedInTime    = "vmi.reported_in_time"   // reports that came by when they were due, of those due
	ProposalsAccepted = "vmi.proposals_accepted" // proposals taken as they were, of those answered
	DemandServed      = "vmi.demand_served"      // units delivered at once, of units asked for
)

// DayKnown is what a customer's store had at the end of a date. A day nobody reported is absent from the
// list, or Unknown; it is counted as excluded, not as good or bad.
type DayKnown struct {
	Date    logistics.Date     `json:"date"`
	OnHand  logistics.Quantity `json:"on_hand,omitzero"`
	Unknown bool               `json:"unknown,omitzero"`
	Late    bool               `json:"late,omitzero"` // the report came after it was due
}

// Answer is what the customer made of a proposal.
type Answer string

// The answers.
const (
	AnswerAccepted Answer = "accepted"
	AnswerChanged  Answer = "changed"
	AnswerRejected Answer = "rejected"
)

// Record is what a period looked like for one item at one place.
type Record struct {
	Days    []DayKnown         `json:"days,omitempty"`
	Answers []Answer           `json:"answers,omitempty"`
	Asked   logistics.Quantity `json:"asked,omitzero"`  // by the customer's customers
	Served  logistics.Quantity `json:"served,omitzero"` // of it, at once
}

// notReported is why a day is left out.
const notReported = "vmi.day.not_reported"

// Score measures a period against the agreement. Metrics of which nothing is known are left out.
func (c *Planner) Score(r Record, subject logistics.ID, period logistics.Period) []logistics.Observation {
	var days, in, below, above, out, unknown, due, late int64
	a := &c.agreement
	for _, d := range r.Days {
		if !period.Contains(d.Date) {
			continue
		}
		if due++; d.Unknown || d.OnHand.IsZero() || d.OnHand.Unit() != a.Unit {
			unknown++
			continue
		}
		days++
		if d.Late {
			late++
		}
		low := !a.Minimum.IsZero() && more(a.Minimum, d.OnHand)
		high := !a.Maximum.IsZero() && more(d.OnHand, a.Maximum)
		switch {
		case low:
			below++
		case high:
			above++
		default:
			in++
		}
		if d.OnHand.Sign() <= 0 {
			out++
		}
	}
	s := scorer{subject: subject, period: period}
	if due > 0 {
		for _, m := range []struct {
			metric string
			n      int64
		}{{InBand, in}, {BelowMinimum, below}, {AboveMaximum, above}, {StockOut, out}} {
			s.add(m.metric, m.n, days, unknown)
		}
		s.add(ReportedInTime, days-late, due, 0)
	}
	var accepted int64
	for _, answer := range r.Answers {
		if answer == AnswerAccepted {
			accepted++
		}
	}
	if len(r.Answers) > 0 {
		s.add(ProposalsAccepted, accepted, int64(len(r.Answers)), 0)
	}
	asked, askedOK := r.Asked.Int()
	served, servedOK := r.Served.Int()
	if askedOK && servedOK && asked > 0 && r.Asked.Unit() == a.Unit && r.Served.Unit() == a.Unit {
		s.add(DemandServed, min(served, asked), asked, 0)
	}
	return s.observations
}

type scorer struct {
	subject      logistics.ID
	period       logistics.Period
	observations []logistics.Observation
}

func (s *scorer) add(metric string, num, den, unknown int64) {
	o := logistics.Observation{
		Metric: logistics.MustID(metric), Version: 1, Subject: s.subject, Period: s.period, Num: num, Den: den,
	}
	if unknown > 0 {
		o = o.Excluding(notReported, unknown)
	}
	s.observations = append(s.observations, o)
}
