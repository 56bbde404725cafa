package compare

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
	"github.com/logicrm/logistics/kpi"
)

// SegmentChange is the part of one segment in the change of the whole. All figures are in the unit of
// the metric, and exact.
type SegmentChange struct {
	Subject logistics.ID    `json:"subject"`
	Base    logistics.Ratio `json:"base,omitzero"`   // value then; absent: it was not measured
	Now     logistics.Ratio `json:"now,omitzero"`    // value now
	Rate    *big.Rat        `json:"rate,omitempty"`  // because the segment itself did better or worse
	Mix     *big.Rat        `json:"mix,omitempty"`   // because its share of the cases changed
	Total   *big.Rat        `json:"total,omitempty"` // Rate + Mix
}

// Decomposition is the change of a figure between two periods, in parts that sum to it exactly.
type Decomposition struct {
	Metric   logistics.ID       `json:"metric"`
	Version  int                `json:"version"`
	Label    string             `json:"label,omitzero"` // of the metric, as [kpi.Metric.Label] has it
	Unit     logistics.Unit     `json:"unit,omitzero"`  // of the values; none for a proportion
	Currency logistics.Currency `json:"currency,omitzero"`
	From     logistics.Period   `json:"from,omitzero"` // absent: nothing was observed
	To       logistics.Period   `json:"to,omitzero"`
	Base     logistics.Ratio    `json:"base,omitzero"` // value of the whole, then; absent: no data
	Now      logistics.Ratio    `json:"now,omitzero"`
	Change   *big.Rat           `json:"change,omitempty"` // Now − Base; absent: one of them has no data
	Rate     *big.Rat           `json:"rate,omitempty"`   // sum over the segments
	Mix      *big.Rat           `json:"mix,omitempty"`
	Segments []SegmentChange    `json:"segments,omitzero"` // ordered by subject; none where there is nothing to divide
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
//
// The sums are exact, and their denominators those of all segments together. Where these have more than 2^18 bits in
// common, as those of some ten thousand segments with different counts of tens of thousands, it is a
// [logistics.FaultTooMany]: nobody can read such a figure, and segments can be added up before.
func Decompose(m kpi.Metric, base, now []logistics.Observation) (Decomposition, error) {
	var faults logistics.Faults
	faults.At("/metric", m.Validate())
	if m.Kind == kpi.KindQuantile {
		faults.Unsupported("/metric/kind", m.Kind, "quantiles cannot be added, nor divided into rate and mix")
	}
	segments := make(map[logistics.ID]*segment, len(base))
	d := Decomposition{
		Metric: m.ID, Version: m.Version, Label: m.Label(), Unit: m.Unit, Currency: m.Currency,
		Segments: []SegmentChange{},
	}
	var before, after whole
	d.From = gather(m, "/base", base, segments, 0, &before, &faults)
	d.To = gather(m, "/now", now, segments, 1, &after, &faults)
	if overlap(d.From, d.To) {
		faults.Conflict("/now/0/period", d.To, "overlaps "+d.From.String())
	}
	d.Base = before.value(m, "/base", &faults)
	d.Now = after.value(m, "/now", &faults)
	if err := faults.Err(); err != nil {
		return Decomposition{}, err
	}
	if d.Base.IsZero() || d.Now.IsZero() {
		return d, nil
	}
	if !d.divide(&before, &after, segments) {
		what := "the exact sum of so many segments has too many digits: add some segments up"
		return Decomposition{}, fault("/now", logistics.FaultTooMany, strconv.Itoa(len(segments)), what)
	}
	return d, nil
}

// segment is a subject in the two periods.
type segment struct {
	subject  logistics.ID
	seen     [2]bool
	num, den [2]int64
	value    [2]logistics.Ratio
}

// whole sums the segments of a period.
type whole struct {
	num, den int64
	overflow bool
}

func (w *whole) add(o logistics.Observation) {
	num, ok := exact.Add(w.num, o.Num)
	den, fits := exact.Add(w.den, o.Den)
	w.num, w.den, w.overflow = num, den, w.overflow || !ok || !fits
}

func (w *whole) value(m kpi.Metric, path string, faults *logistics.Faults) logistics.Ratio {
	v := logistics.Observation{Num: w.num, Den: w.den, Scale: m.Scale}.Value()
	if w.overflow || w.den > 0 && v.IsZero() {
		faults.OutOfRange(path, nil, "the sum does not fit 64 bits")
	}
	return v
}

// gather puts the observations of a period into the segments.
func gather(
	m kpi.Metric, path string, list []logistics.Observation, segments map[logistics.ID]*segment, side int, sum *whole,
	faults *logistics.Faults,
) logistics.Period {
	var period logistics.Period
	for i, o := range list {
		at := path + "/" + strconv.Itoa(i)
		if err := m.CheckObservation(o); err != nil {
			faults.At(at, err)
			continue
		}
		if period.IsZero() {
			period = o.Period
		}
		if o.Period != period {
			what := "the other observations are of " + period.String()
			faults.Mismatch(at+"/period", o.Period, what)
		}
		s := segments[o.Subject]
		if s == nil {
			s = &segment{subject: o.Subject}
			segments[o.Subject] = s
		}
		if s.seen[side] {
			what := "each subject has one observation a period"
			faults.Duplicate(at+"/subject", o.Subject, what)
			continue
		}
		s.seen[side], s.num[side], s.den[side], s.value[side] = true, o.Num, o.Den, o.Value()
		if s.value[side].IsZero() && o.Den > 0 {
			faults.OutOfRange(at+"/den", digits(o.Den), "too many cases for the scale")
		}
		sum.add(o)
	}
	return period
}

// divide gives each segment its part; ok is false where the sum of the parts cannot be told.
func (d *Decomposition) divide(before, after *whole, segments map[logistics.ID]*segment) (ok bool) {
	half := big.NewRat(1, 2)
	base, now := exact.Rat(d.Base), exact.Rat(d.Now)
	middle := new(big.Rat).Add(base, now)
	middle.Mul(middle, half)
	d.Change = new(big.Rat).Sub(now, base)
	if d.Rate, ok = rateOf(before, after, segments, d.Now.Den()/after.den); !ok {
		return false
	}
	d.Mix = new(big.Rat).Sub(d.Change, d.Rate)
	with, against := 0, 0
	for _, s := range segments {
		if s.den[0] == 0 && s.den[1] == 0 {
			continue
		}
		r, moved := s.values()
		w := [2]*big.Rat{big.NewRat(s.den[0], before.den), big.NewRat(s.den[1], after.den)}
		c := SegmentChange{Subject: s.subject, Base: s.value[0], Now: s.value[1]}

		c.Rate = new(big.Rat).Add(w[0], w[1])
		c.Rate.Mul(c.Rate, half).Mul(c.Rate, new(big.Rat).Sub(r[1], r[0]))
		c.Mix = new(big.Rat).Add(r[0], r[1])
		c.Mix.Mul(c.Mix, half).Sub(c.Mix, middle).Mul(c.Mix, new(big.Rat).Sub(w[1], w[0]))
		c.Total = new(big.Rat).Add(c.Rate, c.Mix)

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
	return true
}

// values are those of the two periods, and the way from one to the other. What one period lacks is as
// in the other.
func (s *segment) values() (r [2]*big.Rat, moved int) {
	switch {
	case s.den[0] == 0:
		r[1] = exact.Rat(s.value[1])
		r[0] = r[1]
	case s.den[1] == 0:
		r[0] = exact.Rat(s.value[0])
		r[1] = r[0]
	default:
		r = [2]*big.Rat{exact.Rat(s.value[0]), exact.Rat(s.value[1])}
	}
	return r, r[1].Cmp(r[0])
}

// The reasons of a decomposition.
const (
	ChangeDivided logistics.Code = "compare.change.divided"
	ChangeSegment logistics.Code = "compare.change.segment"
	ChangeSimpson logistics.Code = "compare.change.simpson"
	ChangeNoData  logistics.Code = "compare.change.no_data"
)

// Reasons are the parts, exact and in the order of the segments.
func (d Decomposition) Reasons() []logistics.Reason {
	m := d.metric()
	about := []logistics.Param{m.Param("metric"), d.From.Param("from"), d.To.Param("to")}
	var reasons []logistics.Reason
	if d.Change == nil {
		for _, side := range []struct {
			name  string
			value logistics.Ratio
		}{{"base", d.Base}, {"now", d.Now}} {
			if side.value.IsZero() {
				params := append(slices.Clone(about), logistics.CodeParam("side", side.name))
				reasons = append(reasons, logistics.Reason{Code: ChangeNoData, Path: "/" + side.name, Params: params})
			}
		}
		return reasons
	}
	reasons = append(reasons, logistics.Reason{Code: ChangeDivided, Params: append(
		about,
		m.ValueParam("base", d.Base),
		m.ValueParam("now", d.Now),
		d.part("change", d.Change),
		d.part("rate", d.Rate),
		d.part("mix", d.Mix),
	)})
	if d.Simpson {
		reasons = append(reasons, logistics.Reason{
			Code: ChangeSimpson, Params: []logistics.Param{d.part("change", d.Change)},
		})
	}
	for i, s := range d.Segments {
		path := "/segments/" + strconv.Itoa(i)
		reasons = append(reasons, logistics.Reason{Code: ChangeSegment, Path: path, Params: []logistics.Param{
			s.Subject.Param("subject"),
			m.ValueParam("base", s.Base),
			m.ValueParam("now", s.Now),
			d.part("total", s.Total),
			d.part("rate", s.Rate),
			d.part("mix", s.Mix),
		}})
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (d Decomposition) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(d.Reasons(), in)
}

// metric is what people have to know of it.
func (d *Decomposition) metric() kpi.Metric {
	return kpi.Metric{ID: d.Metric, Version: d.Version, Name: d.Label, Unit: d.Unit, Currency: d.Currency}
}

// part is a part of the change as a figure; one that a document lacks is no data. It need not fit 64 bits.
func (d *Decomposition) part(name string, r *big.Rat) logistics.Param {
	p := d.metric().DifferenceParam(name, logistics.Ratio{})
	if r != nil {
		p.Text = r.String()
		if of := cmp.Or(d.Unit.Code(), d.Currency.Code()); of != "" {
			p.Text += " " + of
		}
	}
	return p
}
