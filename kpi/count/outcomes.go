package count

import (
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// FromOutcomes counts judged lines into a cube by customer, as the Counting of a proportion says: at the
// grain of lines or of orders, and good when all the rights that are its signs are met. An order is as good
// as the least of its lines; all lines of an order go into the same call, and an outcome without an order is
// an order of its own. Whose signs are all seven rights goes by the verdict of the outcome, in which a right
// that was waived is in nobody's way.
//
// A line belongs to the date it was settled at, in the zone of the rule, and an order to that of its
// last line. What is neither met nor missed is left out with the code "undetermined", "waived" or
// "not_due". What was never settled has no date and so no period: it is tallied in undated, for the
// host to look at, since a miss can be among it.
func FromOutcomes(
	metric kpi.Metric, rule logistics.PeriodRule, zones logistics.Zones, outcomes []logistics.Outcome,
) (cube *Cube, undated logistics.Tally, err error) {
	cube, err = NewCube(metric, rule)
	if err != nil {
		return nil, logistics.Tally{}, err
	}
	var faults logistics.Faults
	cases := casesOf(metric, outcomes, &faults)
	loc := zoneOf(rule.Zone, zones, &faults)
	if err := faults.Err(); err != nil {
		return nil, logistics.Tally{}, err
	}
	for _, judged := range cases {
		if judged.at.IsZero() {
			undated = undated.Count(judged.verdict, 1)
			continue
		}
		if err := cube.count(judged, logistics.DateOf(judged.at, loc)); err != nil {
			return nil, logistics.Tally{}, err
		}
	}
	return cube, undated, nil
}

func zoneOf(name string, zones logistics.Zones, faults *logistics.Faults) *time.Location {
	if zones != nil {
		if loc, err := zones.Zone(name); err == nil {
			return loc
		}
	}
	faults.Add("/rule/zone", logistics.FaultUnknown, name, "no such time zone here")
	return nil
}

// judged is one case of the denominator.
type judged struct {
	customer logistics.ID
	verdict  logistics.Verdict
	at       time.Time
}

func (c *Cube) count(j judged, d logistics.Date) error {
	switch j.verdict {
	case logistics.Met:
		return c.Add(j.customer, d, 1, 1)
	case logistics.Missed:
		return c.Add(j.customer, d, 0, 1)
	default:
		return c.Exclude(j.customer, d, j.verdict.String())
	}
}

func casesOf(metric kpi.Metric, outcomes []logistics.Outcome, faults *logistics.Faults) []judged {
	for i, o := range outcomes {
		if o.Customer.IsZero() {
			faults.Add("/outcomes/"+strconv.Itoa(i)+"/customer", logistics.FaultRequired, "", "whose line it is")
		}
	}
	if metric.Kind != kpi.KindProportion {
		what := "outcomes are counted into proportions"
		faults.Add("/metric/kind", logistics.FaultUnsupported, string(metric.Kind), what)
		return nil
	}
	counting := metric.Counting
	rights, only := counting.Good.Rights()
	plain := counting == kpi.Counting{Grain: counting.Grain, Good: counting.Good}
	if !only || !plain || counting.Grain != kpi.GrainLine && counting.Grain != kpi.GrainOrder {
		what := "lines or orders by their rights, as in right_time, and nothing else"
		faults.Add("/metric/counting", logistics.FaultUnsupported, string(counting.Good), what)
		return nil
	}
	judge := func(o logistics.Outcome) logistics.Verdict { return o.Judge(rights...) }
	if len(rights) == int(logistics.RightTime) {
		judge = byVerdict
	}
	if counting.Grain == kpi.GrainOrder {
		orders := jointOrders(outcomes, judge, faults)
		cases := make([]judged, len(orders))
		for i := range orders {
			cases[i] = judged{orders[i].customer, orders[i].lines.verdict(), orders[i].at}
		}
		return cases
	}
	cases := make([]judged, len(outcomes))
	for i, o := range outcomes {
		cases[i] = judged{o.Customer, judge(o), o.At}
	}
	return cases
}
