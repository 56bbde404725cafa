package score

import (
	"math/big"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
	"github.com/logicrm/logistics/kpi"
)

// Grader is a compiled [Card]: it gives scores. It is immutable and safe for concurrent use. The zero Grader, and none,
// refuse to.
type Grader struct {
	card    Card
	metrics []kpi.Metric // of the lines
	places  map[logistics.ID]int
	targets *Targets
}

// Compile prepares the card for its metrics; others may be among them. Targets may be nil: then
// readings are held to the metrics' own. Targets and card must know a metric by the same definition. All
// faults are returned: those of the card below /card, those of the definitions below /metrics.
func Compile(card Card, targets *Targets, metrics ...kpi.Metric) (*Grader, error) {
	var faults logistics.Faults
	faults.At("/card", card.Validate())
	set := metricsOf(metrics, &faults)
	if targets == nil {
		targets = &Targets{}
	}
	g := &Grader{card, make([]kpi.Metric, len(card.Lines)), make(map[logistics.ID]int), targets}
	g.card.Lines = slices.Clone(card.Lines)
	if card.Decimals == 0 {
		g.card.Decimals = decimals
	}
	for i, line := range card.Lines {
		path, key := "/card"+linePath(i), metricKey{line.Metric, line.Version}
		m, found := set.find(path, key, &faults)
		if !found {
			continue
		}
		line.checkMetric(m, path, &faults)
		if known, also := targets.metrics[key]; also && !sameValues(known, m) {
			what := "the targets have another definition of this metric"
			faults.Mismatch(path+"/metric", m.ID, what)
		}
		g.metrics[i], g.places[m.ID] = m, i
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return g, nil
}

// sameValues reports whether values of both metrics can be held to the same target.
func sameValues(m, o kpi.Metric) bool {
	return m.Kind == o.Kind && m.Quantile.Equal(o.Quantile) && m.Direction == o.Direction && m.Unit == o.Unit &&
		m.Currency == o.Currency && m.Scale == o.Scale
}

// Score puts the observations of a subject in a period into one figure. A line is missing where there is no
// observation of its metric, or one without data. The tier, which may be absent, is for the targets only.
//
// Points are (value − worst) ÷ (best − worst), kept from 0 to 1 and rounded once, half to even, to the decimals
// of the card: exact fractions of many metrics with many cases would have no denominator in common that fits
// 64 bits. The contribution of a line is points × weight ÷ the weight that counts, and the total is the sum of
// the contributions, both without rounding. The card is red where a red line is crossed, that of the line or
// that of the target in force, whatever the total; otherwise the colour is that of the total.
//
// An observation of another subject or period is a [logistics.FaultMismatch], a metric that is not on the
// card [logistics.FaultUnknown], one given twice [logistics.FaultDuplicate].
func (g *Grader) Score(
	subject, tier logistics.ID, period logistics.Period, observations []logistics.Observation,
) (Score, error) {
	if g == nil || len(g.metrics) == 0 {
		return Score{}, fault("/card", logistics.FaultRequired, "", "make the grader with score.Compile")
	}
	assigned, err := g.assign(subject, period, observations)
	if err != nil {
		return Score{}, err
	}
	score := Score{
		Card: g.card.ID, Version: g.card.Version, Label: g.card.Name, Subject: subject, Tier: tier, Period: period,
		Lines: make([]Line, len(assigned)), Green: g.card.Green, Amber: g.card.Amber, Missing: g.card.Missing,
		Decimals: g.card.Decimals,
	}
	var faults logistics.Faults
	for i, o := range assigned {
		line, err := g.line(i, o.Observation, tier)
		faults.At(o.path, err)
		score.Lines[i] = line
	}
	if err := faults.Err(); err != nil {
		return Score{}, err
	}
	score.sum()
	score.Colour = score.colour()
	return score, nil
}

// given is the observation of a line, with the place it came from.
type given struct {
	logistics.Observation
	path string
}

// assign finds the line of every observation. A line without one has an observation of nothing.
func (g *Grader) assign(
	subject logistics.ID, period logistics.Period, observations []logistics.Observation,
) ([]given, error) {
	var faults logistics.Faults
	if subject.IsZero() {
		faults.Required("/subject", "whose score it is")
	}
	if period.IsZero() {
		faults.Required("/period", "which period the score is of")
	}
	lines := make([]given, len(g.metrics))
	for i, m := range g.metrics {
		lines[i].Observation = logistics.Observation{
			Metric: m.ID, Version: m.Version, Subject: subject, Period: period,
			Unit: m.Unit, Currency: m.Currency, Scale: m.Scale,
		}
	}
	for i, o := range observations {
		path := "/observations/" + strconv.Itoa(i)
		place, known := g.places[o.Metric]
		switch {
		case !known:
			faults.Unknown(path+"/metric", o.Metric, "the card has no line for this metric")
			continue
		case lines[place].path != "":
			faults.Duplicate(path+"/metric", o.Metric, "also at "+lines[place].path)
		}
		faults.At(path, g.metrics[place].CheckObservation(o))
		if o.Subject != subject && !o.Subject.IsZero() {
			what := "the score is of " + subject.String()
			faults.Mismatch(path+"/subject", o.Subject, what)
		}
		if o.Period != period && !o.Period.IsZero() {
			faults.Mismatch(path+"/period", o.Period, "the score is of "+period.String())
		}
		lines[place] = given{o, path}
	}
	return lines, faults.Err()
}

// line gives the points of one metric.
func (g *Grader) line(i int, o logistics.Observation, tier logistics.ID) (Line, error) {
	j, err := g.targets.judge(g.metrics[i], o, tier)
	if err != nil {
		return Line{}, err
	}
	l := g.card.Lines[i]
	score := Line{Judgement: j.tightened(l.RedLine), Weight: l.Weight, Worst: l.Worst, Best: l.Best}
	if score.Missing = j.Value.IsZero(); score.Missing {
		if g.card.Missing == MissingIsWorst {
			score.Points, _ = logistics.NewRatio(0, powerOfTen(g.card.Decimals))
		}
		return score, nil
	}
	score.Points = g.points(l, j.Value)
	return score, nil
}

// points is how far the value is on the way from worst to best, in the parts that the decimals make.
func (g *Grader) points(l CardLine, value logistics.Ratio) logistics.Ratio {
	worst := exact.Rat(l.Worst)
	way := exact.Rat(value)
	way.Sub(way, worst)
	span := exact.Rat(l.Best)
	way.Quo(way, span.Sub(span, worst))
	parts := powerOfTen(g.card.Decimals)
	n := int64(0)
	switch {
	case way.Sign() <= 0:
	case way.Cmp(big.NewRat(1, 1)) >= 0:
		n = parts
	default:
		n, _ = exact.Nearest(way.Mul(way, big.NewRat(parts, 1))) // at most the parts
	}
	points, _ := logistics.NewRatio(n, parts)
	return points
}
