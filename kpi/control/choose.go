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

// because adds a reason with its figures: name, text, name, text.
func (c *Choice) because(code logistics.Code, figures ...string) {
	r := logistics.Reason{Code: code}
	for i := 0; i+1 < len(figures); i += 2 {
		r.Params = append(r.Params, logistics.Param{Name: figures[i], Text: figures[i+1]})
	}
	c.Reasons = append(c.Reasons, r)
}

// few warns of limits that are from few points.
func (c *Choice) few(points int) {
	if points < fewPoints {
		c.because(FewPoints, "points", strconv.Itoa(points))
	}
}

// short is a figure as people read it.
func short(x float64) string { return strconv.FormatFloat(x, 'g', 4, 64) }

// ChooseCounts chooses the chart for counts that are a [Proportion], [Events] or a [Rate]: the plain one
// where they scatter as their distribution says, and else Laney's, for events [Individuals]. Where points have less
// than one event on average the cases between events tell more.
func ChooseCounts(kind Kind, counts []Count) (Choice, error) {
	d, err := DispersionOf(kind, counts)
	if err != nil {
		return Choice{}, err
	}
	choice := Choice{Kind: kind, Dispersion: d}
	events := 0.0
	for _, c := range counts {
		events += float64(c.Events) / float64(len(counts))
	}
	figures := []string{"ratio", short(d.Ratio), "p", short(min(d.P, d.PLess))}
	switch {
	case events < 1:
		choice.Kind = Gap
		choice.because(RareEvents, "mean", short(events))
	case d.P < significant:
		choice.Kind = laney(kind)
		choice.because(Overdispersed, figures...)
	case d.PLess < significant:
		choice.Kind = laney(kind)
		choice.because(Underdispersed, figures...)
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
		faults.Conflict("/subgroups", nil, "single values and subgroups do not belong on one chart")
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
		choice.because(UnequalSizes, "least", strconv.Itoa(least), "most", strconv.Itoa(most))
	case most <= smallGroup:
		choice.Estimator = AverageRange
		choice.because(SmallSubgroups, "size", strconv.Itoa(most))
	default:
		choice.Estimator = AverageDeviation
		choice.because(LargeSubgroups, "size", strconv.Itoa(most))
	}
	choice.few(len(subgroups))
	return choice, nil
}
