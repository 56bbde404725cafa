package count

import (
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// FromOutcomes counts judged lines into a cube by customer, as the Counting of a proportion says: at the
// grain of lines or of orders, and good when all the rights that are its signs are met; waived rights are
// ignored. Lines become orders as [logistics.JoinLines] has it; all lines of an order go into the same call.
//
// A line belongs to the date that the Counting goes by, in the zone of the rule: with [kpi.DatedDue], as all
// rights of [kpi.Definitions] have it, to that on which its promise ended, whatever became of it (see
// [logistics.Outcome.Dated]). An order belongs to the date of its latest line. What is neither met nor missed is left
// out with the code "undetermined", "waived" or "not_due". What has no date has no period: it is tallied in undated,
// for the host to look at, since a miss can be among it.
func FromOutcomes(
	metric kpi.Metric, rule logistics.PeriodRule, zones logistics.Zones, outcomes []logistics.Outcome,
) (cube *Cube, undated logistics.Tally, err error) {
	cube, err = NewCube(metric, rule)
	if err != nil {
		return nil, logistics.Tally{}, err
	}
	var faults logistics.Faults
	cases := casesOf(metric, outcomes, &faults)
	loc := faults.Zone("/rule/zone", zones, rule.Zone)
	if err := faults.Err(); err != nil {
		return nil, logistics.Tally{}, err
	}
	for _, judged := range cases {
		day := logistics.DateOf(judged.at, loc)
		if day.IsZero() {
			undated = undated.Count(judged.verdict, 1)
			continue
		}
		if err := cube.count(judged, day); err != nil {
			return nil, logistics.Tally{}, err
		}
	}
	return cube, undated, nil
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
			faults.Required("/outcomes/"+strconv.Itoa(i)+"/customer", "customer is required")
		}
	}
	if metric.Kind != kpi.KindProportion {
		what := "outcomes count into proportions only"
		faults.Unsupported("/metric/kind", metric.Kind, what)
		return nil
	}
	counting := metric.Counting
	rights, only := counting.Good.Rights()
	plain := counting == kpi.Counting{Grain: counting.Grain, Good: counting.Good, Dated: counting.Dated}
	if !only || !plain || counting.Dated == kpi.DatedPlaced || counting.Grain != kpi.GrainLine &&
		counting.Grain != kpi.GrainOrder {
		what := "only metrics of lines or orders by their rights, such as right_time"
		faults.Unsupported("/metric/counting", counting.Good, what)
		return nil
	}
	if counting.Grain == kpi.GrainOrder {
		orders, err := joined(outcomes)
		if err != nil {
			faults.At("", err)
			return nil
		}
		outcomes = orders
	}
	cases := make([]judged, len(outcomes))
	for i := range outcomes {
		o := &outcomes[i]
		at := o.At
		if counting.Dated == kpi.DatedDue || at.IsZero() {
			at = o.Dated()
		}
		cases[i] = judged{o.Customer, o.Judge(rights...), at}
	}
	return cases
}
