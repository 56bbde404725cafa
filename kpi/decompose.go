package kpi

import (
	"math/big"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// SegmentChange is the part of one segment in the change of the whole. All figures are in the unit of
// the metric, and exact.
type SegmentChange struct {
	Subject logistics.ID    `json:"subject"`
	Base    logistics.Ratio `json:"base,omitzero"` // value then; absent: it was not measured
	Now     logistics.Ratio `json:"now,omitzero"`  // value now; absent: it was not measured
	Rate    *big.Rat        `json:"rate"`          // because the segment itself did better or worse
	Mix     *big.Rat        `json:"mix"`           // because its share of the cases changed
	Total   *big.Rat        `json:"total"`         // Rate + Mix
}

// Decomposition is the change of a figure between two periods, in parts that sum to it exactly.
type Decomposition struct {
	Metric   logistics.ID     `json:"metric"`
	Version  int              `json:"version"`
	From     logistics.Period `json:"from,omitzero"` // absent: nothing was observed
	To       logistics.Period `json:"to,omitzero"`
	Base     logistics.Ratio  `json:"base,omitzero"` // value of the whole, then; absent: no data
	Now      logistics.Ratio  `json:"now,omitzero"`
	Change   *big.Rat         `json:"change,omitempty"` // Now − Base; absent: one of them has no data
	Rate     *big.Rat         `json:"rate,omitempty"`   // sum over the segments
	Mix      *big.Rat         `json:"mix,omitempty"`
	Segments []SegmentChange  `json:"segments"` // ordered by subject; none where there is no change to divide
	// Simpson warns that no segment measured in both periods moved the way the whole did, and one or more
	// moved the other way: the mix, and not the service, made the figure.
	Simpson bool `json:"simpson"`
}

// Decompose divides the change of a metric between two periods into rate and mix by segment: customers,
// lanes, tiers, one observation of each in a period. The cases of the segments make up the whole.
//
// The method is that of midpoints. A segment with the share w of the cases and the value r, of a whole
// R, has the rate effect ½(w+w′)(r′−r) and the mix effect (½(r+r′) − ½(R+R′))(w′−w), so that it counts
// against a segment to grow when it does worse than the whole, and turning the periods round turns the
// signs. A segment that one period lacks has its value in both, and only a mix effect.
func Decompose(m Metric, base, now []logistics.Observation) (Decomposition, error) {
	var faults logistics.Faults
	faults.At("/metric", m.Validate())
	segments := make(map[logistics.ID]*segment, len(base))
	d := Decomposition{Metric: m.ID, Version: m.Version, Segments: []SegmentChange{}}
	var before, after whole
	d.From = gather(m, "/base", base, segments, 0, &before, &faults)
	d.To = gather(m, "/now", now, segments, 1, &after, &faults)
	if overlap(d.From, d.To) {
		faults.Add("/now/0/period", logistics.FaultConflict, d.To.String(), "has days of "+d.From.String())
	}
	d.Base = before.value(m, "/base", &faults)
	d.Now = after.value(m, "/now", &faults)
	if err := faults.Err(); err != nil {
		return Decomposition{}, err
	}
	if d.Base.IsZero() || d.Now.IsZero() {
		return d, nil
	}
	d.divide(before.den, after.den, segments)
	return d, nil
}

// segment is a subject in the two periods.
type segment struct {
	subject logistics.ID
	seen    [2]bool
	den     [2]int64
	value   [2]logistics.Ratio
}

// whole sums the segments of a period.
type whole struct {
	num, den int64
	overflow bool
}

func (w *whole) add(o logistics.Observation) {
	num, ok := shift(w.num, o.Num, false)
	den, fits := shift(w.den, o.Den, false)
	w.num, w.den, w.overflow = num, den, w.overflow || !ok || !fits
}

func (w *whole) value(m Metric, path string, faults *logistics.Faults) logistics.Ratio {
	v := logistics.Observation{Num: w.num, Den: w.den, Scale: m.Scale}.Value()
	if w.overflow || w.den > 0 && v.IsZero() {
		faults.Add(path, logistics.FaultOutOfRange, "", "the sum does not fit 64 bits")
	}
	return v
}

// gather puts the observations of a period into the segments.
func gather(m Metric, path string, list []logistics.Observation, segments map[logistics.ID]*segment, side int, sum *whole, faults *logistics.Faults) logistics.Period {
	var period logistics.Period
	for i, o := range list {
		at := path + "/" + strconv.Itoa(i)
		if err := m.checkObservation(o); err != nil {
			faults.At(at, err)
			continue
		}
		if period.IsZero() {
			period = o.Period
		}
		if o.Period != period {
			faults.Add(at+"/period", logistics.FaultMismatch, o.Period.String(), "the period here is "+period.String())
		}
		s := segments[o.Subject]
		if s == nil {
			s = &segment{subject: o.Subject}
			segments[o.Subject] = s
		}
		if s.seen[side] {
			faults.Add(at+"/subject", logistics.FaultDuplicate, o.Subject.String(), "one observation of each in a period")
			continue
		}
		s.seen[side], s.den[side], s.value[side] = true, o.Den, o.Value()
		if s.value[side].IsZero() && o.Den > 0 {
			faults.Add(at+"/den", logistics.FaultOutOfRange, digits(o.Den), "too many cases for the scale")
		}
		sum.add(o)
	}
	return period
}

// divide gives each segment its part.
func (d *Decomposition) divide(before, after int64, segments map[logistics.ID]*segment) {
	half := big.NewRat(1, 2)
	base, now := rational(d.Base), rational(d.Now)
	middle := new(big.Rat).Add(base, now)
	middle.Mul(middle, half)
	d.Change = new(big.Rat).Sub(now, base)
	d.Rate, d.Mix = new(big.Rat), new(big.Rat)
	with, against := 0, 0
	for _, s := range segments {
		if s.den[0] == 0 && s.den[1] == 0 {
			continue
		}
		r, moved := s.values()
		w := [2]*big.Rat{big.NewRat(s.den[0], before), big.NewRat(s.den[1], after)}
		c := SegmentChange{Subject: s.subject, Base: s.value[0], Now: s.value[1]}

		c.Rate = new(big.Rat).Add(w[0], w[1])
		c.Rate.Mul(c.Rate, half).Mul(c.Rate, new(big.Rat).Sub(r[1], r[0]))
		c.Mix = new(big.Rat).Add(r[0], r[1])
		c.Mix.Mul(c.Mix, half).Sub(c.Mix, middle).Mul(c.Mix, new(big.Rat).Sub(w[1], w[0]))
		c.Total = new(big.Rat).Add(c.Rate, c.Mix)

		d.Rate.Add(d.Rate, c.Rate)
		d.Mix.Add(d.Mix, c.Mix)
		d.Segments = append(d.Segments, c)
		switch moved * d.Change.Sign() {
		case 1:
			with++
		case -1:
			against++
		}
	}
	slices.SortFunc(d.Segments, func(a, b SegmentChange) int { return a.Subject.Compare(b.Subject) })
	d.Simpson = with == 0 && against > 0
}

// values are those of the two periods, and the way from one to the other. What one period lacks is as
// in the other.
func (s *segment) values() (r [2]*big.Rat, moved int) {
	switch {
	case s.den[0] == 0:
		r[1] = rational(s.value[1])
		r[0] = r[1]
	case s.den[1] == 0:
		r[0] = rational(s.value[0])
		r[1] = r[0]
	default:
		r = [2]*big.Rat{rational(s.value[0]), rational(s.value[1])}
	}
	return r, r[1].Cmp(r[0])
}

// The reasons of a decomposition.
const (
	ChangeDivided logistics.Code = "kpi.change.divided"
	ChangeSegment logistics.Code = "kpi.change.segment"
	ChangeSimpson logistics.Code = "kpi.change.simpson"
	ChangeNoData  logistics.Code = "kpi.change.no_data"
)

// Reasons are the parts, exact and in the order of the segments.
func (d Decomposition) Reasons() []logistics.Reason {
	var reasons []logistics.Reason
	if d.Change == nil {
		for _, side := range []struct {
			name  string
			value logistics.Ratio
		}{{"base", d.Base}, {"now", d.Now}} {
			if side.value.IsZero() {
				reasons = append(reasons, logistics.Reason{Code: ChangeNoData, Path: "/" + side.name, Params: []logistics.Param{
					{Name: "metric", Text: d.Metric.String()}, {Name: "side", Text: side.name},
				}})
			}
		}
		return reasons
	}
	reasons = append(reasons, logistics.Reason{Code: ChangeDivided, Params: []logistics.Param{
		{Name: "metric", Text: d.Metric.String()},
		{Name: "base", Text: d.Base.String()},
		{Name: "now", Text: d.Now.String()},
		{Name: "change", Text: d.Change.String()},
		{Name: "rate", Text: d.Rate.String()},
		{Name: "mix", Text: d.Mix.String()},
	}})
	if d.Simpson {
		reasons = append(reasons, logistics.Reason{Code: ChangeSimpson, Params: []logistics.Param{{Name: "change", Text: d.Change.String()}}})
	}
	for i, s := range d.Segments {
		reasons = append(reasons, logistics.Reason{Code: ChangeSegment, Path: "/segments/" + strconv.Itoa(i), Params: []logistics.Param{
			{Name: "subject", Text: s.Subject.String()},
			{Name: "base", Text: measuredText(s.Base)},
			{Name: "now", Text: measuredText(s.Now)},
			{Name: "total", Text: s.Total.String()},
			{Name: "rate", Text: s.Rate.String()},
			{Name: "mix", Text: s.Mix.String()},
		}})
	}
	return reasons
}

func measuredText(r logistics.Ratio) string {
	if r.IsZero() {
		return "nothing"
	}
	return r.String()
}
