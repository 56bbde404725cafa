package benchmark

import (
	"math/big"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
	"github.com/logicrm/logistics/kpi"
)

// Position is how a value stands in a field: the share of the field that it is at least as good as.
type Position struct {
	Reference Reference       `json:"reference"`
	Value     logistics.Ratio `json:"value"`
	Low       logistics.Ratio `json:"low"`               // the share is not below it
	High      logistics.Ratio `json:"high"`              // and not above
	Estimate  logistics.Ratio `json:"estimate,omitzero"` // between them; absent: the bounds are all that is known
}

// Position finds the share of the field that a value is at least as good as. A value on a quantile has
// that quantile's share; values of several quantiles alike have the best of their shares. Beyond the
// first and the last quantile nothing is estimated.
func (r Reference) Position(value logistics.Ratio) (Position, error) {
	var faults logistics.Faults
	faults.At("/reference", r.Validate())
	if value.Den() == 0 {
		faults.Required("/value", "a measured value")
	}
	if err := faults.Err(); err != nil {
		return Position{}, err
	}
	p := Position{Reference: r, Value: value, Low: share(0, 1), High: share(1, 1)}
	below, above := -1, -1 // the quantiles on both sides, those of the value itself on the better one
	for i, q := range r.Quantiles {
		switch order, _ := q.Value.Cmp(value); {
		case order < 0, order == 0 && r.Direction == logistics.HigherIsBetter:
			below = i
		case above < 0:
			above = i
		}
	}
	if below >= 0 {
		p.Low = r.Quantiles[below].Share
		if same(r.Quantiles[below].Value, value) {
			p.High, p.Estimate = p.Low, p.Low
		}
	}
	if above >= 0 && p.Estimate.IsZero() {
		p.High = r.Quantiles[above].Share
		if same(r.Quantiles[above].Value, value) {
			p.Low, p.Estimate = p.High, p.High
		}
	}
	if p.Estimate.IsZero() && below >= 0 && above >= 0 && r.Between == Interpolate {
		a, b := r.Quantiles[below], r.Quantiles[above]
		p.Estimate = between(value, a.Value, b.Value, a.Share, b.Share)
	}
	if r.Direction == logistics.LowerIsBetter {
		p.Low, p.High = rest(p.High), rest(p.Low)
		if !p.Estimate.IsZero() {
			p.Estimate = rest(p.Estimate)
		}
	}
	return p, nil
}

func share(num, den int64) logistics.Ratio {
	r, err := logistics.NewRatio(num, den)
	if err != nil {
		return logistics.Ratio{}
	}
	return r
}

// rest is what a share leaves of the whole.
func rest(r logistics.Ratio) logistics.Ratio { return share(r.Den()-r.Num(), r.Den()) }

// Level is the service that is at least as good as a share of the field: the value to agree on by whoever wants
// to stand there. A share between two quantiles takes the better of them, unless the reference allows the
// straight line; one beyond the last quantile is a fault, as nothing is known there.
func (r Reference) Level(better logistics.Ratio) (logistics.ServiceLevel, error) {
	var faults logistics.Faults
	faults.At("/reference", r.Validate())
	if !inUnit(better) {
		faults.OutOfRange("/share", better, "0 to 100%")
	}
	if err := faults.Err(); err != nil {
		return logistics.ServiceLevel{}, err
	}
	value, known := r.at(better)
	if !known {
		faults.OutOfRange("/share", better, "beyond the quantiles of the reference")
		return logistics.ServiceLevel{}, faults.Err()
	}
	return logistics.ServiceLevel{Metric: r.Metric, Value: value, Source: r.Source, Year: r.Year, N: r.N}, nil
}

// at reads a level off the quantiles.
func (r Reference) at(better logistics.Ratio) (value logistics.Ratio, known bool) {
	wanted, lower := better, r.Direction == logistics.LowerIsBetter
	if lower {
		wanted = rest(better)
	}
	for i, q := range r.Quantiles {
		order, _ := q.Share.Cmp(wanted)
		switch {
		case order == 0:
			return q.Value, true
		case order < 0:
			continue
		case i == 0:
			// A lower share than the first: what is better than the worst known may be taken for it.
			return q.Value, !lower
		}
		before := r.Quantiles[i-1]
		switch {
		case r.Between == Interpolate:
			value = between(wanted, before.Share, q.Share, before.Value, q.Value)
			return value, !value.IsZero()
		case lower:
			return before.Value, true
		}
		return q.Value, true
	}
	return r.Quantiles[len(r.Quantiles)-1].Value, lower
}

// Gap is a value beside a level.
type Gap struct {
	Value   logistics.Ratio        `json:"value"`
	Level   logistics.ServiceLevel `json:"level"`
	Reached bool                   `json:"reached"` // exactly compared
	Of10000 int64                  `json:"of_10000"`
}

// GapTo compares a value with a level, in the direction that is better. Of10000 is by how many cases in ten
// thousand the value is worse, below zero where it is better, half to even: for a proportion, the
// orders that would have to go well.
func GapTo(value logistics.Ratio, level logistics.ServiceLevel, direction logistics.Direction) (Gap, error) {
	var faults logistics.Faults
	checkDirection(&faults, direction)
	if value.Den() == 0 {
		faults.Required("/value", "a measured value")
	}
	if level.Value.Den() == 0 {
		faults.Required("/level/value", "the value of the level")
	}
	if err := faults.Err(); err != nil {
		return Gap{}, err
	}
	worse := new(big.Rat).Sub(exact.Rat(level.Value), exact.Rat(value))
	if direction == logistics.LowerIsBetter {
		worse.Neg(worse)
	}
	of := rounded(worse)
	if of.IsZero() {
		faults.OutOfRange("/value", value, "too far from the level to compare")
		return Gap{}, faults.Err()
	}
	return Gap{Value: value, Level: level, Reached: worse.Sign() <= 0, Of10000: of.Num()}, nil
}

// Reasons says where the value stands, by whose figures.
func (p Position) Reasons() []logistics.Reason {
	code := PositionBounded
	if !p.Estimate.IsZero() {
		code = PositionEstimated
	}
	r := p.Reference
	return []logistics.Reason{{Code: code, Params: []logistics.Param{
		logistics.CodeParam("metric", r.Metric.String()),
		p.figure("value", p.Value),
		p.Low.PercentParam("low"),
		p.High.PercentParam("high"),
		p.Estimate.PercentParam("estimate"),
		logistics.TextParam("source", r.Source),
		logistics.TextParam("year", strconv.Itoa(r.Year)),
		logistics.CountParam("n", r.N),
	}}}
}

// Sentences tells the reasons in a language; the zero Language is English.
func (p Position) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(p.Reasons(), in)
}

// figure is a value as people are told it: as the catalogue has its metric, and of another metric as a percentage where
// the whole field is between 0 and 100%.
func (p Position) figure(name string, value logistics.Ratio) logistics.Param {
	m, known := kpi.Lookup(p.Reference.Metric)
	over := func(q Quantile) bool { return !inUnit(q.Value) }
	if !known && (!inUnit(value) || slices.ContainsFunc(p.Reference.Quantiles, over)) {
		return value.Param(name)
	}
	return m.ValueParam(name, value)
}
