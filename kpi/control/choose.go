package control

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// Choice is the chart that suits data, and why.
type Choice struct {
	Kind       Kind               `json:"kind"`
	Estimator  Estimator          `json:"estimator,omitzero"`
	Dispersion Dispersion         `json:"dispersion,omitzero"` // of counts
	Reasons    []logistics.Reason `json:"reasons"`
}

const (
	significant = 0.05 // a tail of the dispersion test
	fewPoints   = 20
	smallGroup  = 10
)

// because adds a reason with its figures.
func (c *Choice) because(code logistics.Code, figures ...logistics.Param) {
	c.Reasons = append(c.Reasons, logistics.Reason{Code: code, Params: figures})
}

// Sentences tells the reasons in a language; the zero Language is English.
func (c Choice) Sentences(in logistics.Language) []string { return Reasons().Sentences(c.Reasons, in) }

// few warns of limits that are from few points.
func (c *Choice) few(points int) {
	if points < fewPoints {
		c.because(FewPoints, logistics.CountParam("points", int64(points)))
	}
}

// ChooseCounts chooses the chart for counts that are a [Proportion], [Events] or a [Rate]: the plain one
// where they scatter as their distribution says, and else Laney's, for events [Individuals]. Where points have less
// than one event on average the cases between events tell more. Where all counts are none, or all, the plain
// chart is it, and where all are one other figure Laney's; on both any other figure is a signal. Periods without cases
// are left out.
func ChooseCounts(kind Kind, counts []Count) (Choice, error) {
	counts, err := checkDispersion(kind, counts)
	if err != nil {
		return Choice{}, err
	}
	l := Options{}.start(kind)
	l.fitCounts(counts, false)
	if l.keepStillCounts(counts); l.Still {
		choice := Choice{Kind: kind}
		choice.because(Constant, l.Kind.figure("level", l.Centre))
		choice.few(len(counts))
		return choice, nil
	}
	d, err := DispersionOf(kind, counts)
	if err != nil {
		return Choice{}, err
	}
	choice := Choice{Kind: kind, Dispersion: d}
	events := 0.0
	for _, c := range counts {
		events += float64(c.Events) / float64(len(counts))
	}
	figures := []logistics.Param{
		logistics.FloatParam("ratio", d.Ratio), logistics.ProbabilityParam("p", min(d.P, d.PLess)),
	}
	switch {
	case events < 1:
		choice.Kind = Gap
		choice.because(RareEvents, logistics.FloatParam("mean", events))
	case d.P < significant:
		choice.Kind = laney(kind)
		choice.because(Overdispersed, figures...)
	case d.PLess < significant:
		choice.Kind = laney(kind)
		choice.because(Underdispersed, figures...)
		if l.oneFigure(counts) {
			choice.because(Constant, l.Kind.figure("level", l.stat(counts[0])))
		}
	default:
		choice.because(AsDistributed, figures...)
	}
	choice.few(len(counts))
	return choice, nil
}

// laney is the chart that takes the scatter from the points.
func laney(kind Kind) Kind {
	switch kind {
	case Proportion:
		return LaneyProportion
	case Rate:
		return LaneyRate
	default:
		return Individuals
	}
}

// ChooseSubgroups chooses the chart for measurements. Subgroups of one are single values.
func ChooseSubgroups(subgroups [][]float64) (Choice, error) {
	var faults logistics.Faults
	Options{}.check(len(subgroups), &faults)
	least, most := 0, 0
	for i, group := range subgroups {
		path := "/subgroups/" + strconv.Itoa(i)
		if len(group) == 0 || len(group) > mostSubgroup {
			faults.OutOfRange(path, len(group), "a subgroup of 1 to 1000")
		}
		for k, x := range group {
			figure(path+"/"+strconv.Itoa(k), x, &faults)
		}
		if i == 0 || len(group) < least {
			least = len(group)
		}
		most = max(most, len(group))
	}
	if least == 1 && most > 1 {
		faults.Conflict("/subgroups", nil, "chart single values and subgroups separately")
	}
	if err := faults.Err(); err != nil {
		return Choice{}, err
	}
	choice := Choice{Kind: XBar}
	switch {
	case most == 1:
		choice.Kind, choice.Estimator = Individuals, AverageRange
		choice.because(SingleValues)
	case least != most:
		choice.Estimator = PooledDeviation
		choice.because(
			UnequalSizes, logistics.CountParam("least", int64(least)), logistics.CountParam("most", int64(most)),
		)
	case most <= smallGroup:
		choice.Estimator = AverageRange
		choice.because(SmallSubgroups, logistics.CountParam("size", int64(most)))
	default:
		choice.Estimator = AverageDeviation
		choice.because(LargeSubgroups, logistics.CountParam("size", int64(most)))
	}
	choice.few(len(subgroups))
	return choice, nil
}
