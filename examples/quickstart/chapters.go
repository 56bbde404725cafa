package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
	"github.com/logicrm/logistics/sla"
	"github.com/logicrm/logistics/sla/credit"
	"github.com/logicrm/logistics/sla/sevenr"
	"github.com/logicrm/logistics/tier"
)

func newTable(out io.Writer) *tabwriter.Writer {
	return tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
}

// tellRights is the first chapter: what was promised and kept.
func tellRights(out io.Writer, y *year) error {
	fmt.Fprintln(out, "THE SEVEN RIGHTS, line by line")
	w := newTable(out)
	fmt.Fprintln(w, "  right\tmet\tmissed\tundetermined\tnot due\twaived\tof those judged")
	for _, right := range logistics.AllRights() {
		v := y.verdicts[right]
		rate := logistics.Tally{Good: int64(v[logistics.Met]), Bad: int64(v[logistics.Missed])}.Attainment()
		fmt.Fprintf(w, "  %s\t%d\t%d\t%d\t%d\t%d\t%s\n", right,
			v[logistics.Met], v[logistics.Missed], v[logistics.Undetermined], v[logistics.NotDue], v[logistics.Waived],
			rate.Percent(1))
	}
	w.Flush()
	both := sevenr.LineTally(y.outcomes, logistics.RightTime, logistics.RightQuantity)
	perfect, err := sevenr.PerfectOrders(y.outcomes)
	if err != nil {
		return err
	}
	fmt.Fprintf(
		out, "  on time and in full: %d of %d lines judged, %s\n", both.Good, both.Judged(),
		both.Attainment().Percent(1),
	)
	fmt.Fprintf(out, "  perfect orders: %d of %d judged, %s (%d undetermined, %d not due, %d cancelled)\n\n",
		perfect.Good, perfect.Judged(), perfect.Attainment().Percent(1), perfect.Undetermined, perfect.NotDue,
		perfect.Waived)
	return nil
}

// tellMetrics is the second chapter: before, during and after the transaction.
func tellMetrics(out io.Writer, y *year) error {
	cubes, err := y.measure()
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "KEY FIGURES before, during and after the transaction")
	w := newTable(out)
	fmt.Fprintln(w, "  stage\tfigure\tyear\tQ1\tQ2\tQ3\tQ4\tleft out")
	for _, cube := range cubes {
		all, err := cube.RollUp(nil, logistics.MustID("all"))
		if err != nil {
			return err
		}
		total, err := all.Total(logistics.MustID("all"))
		if err != nil {
			return err
		}
		points, err := all.Trend(
			logistics.MustID("all"), logistics.MustDate("2025-01-01"), logistics.MustDate("2025-12-31"),
		)
		if err != nil {
			return err
		}
		m := cube.Metric()
		fmt.Fprintf(w, "  %s\t%s\t%s", m.Stage, m.ID, figure(m, total))
		for _, p := range points {
			fmt.Fprintf(w, "\t%s", figure(m, p.Observation))
		}
		left := int64(0)
		for _, x := range total.Excluded {
			left += x.Count
		}
		fmt.Fprintf(w, "\t%d\n", left)
	}
	w.Flush()
	fmt.Fprintln(out)
	return nil
}

func figure(m kpi.Metric, o logistics.Observation) string {
	if m.Kind == kpi.KindProportion {
		return o.Ratio().Percent(1)
	}
	value := o.Value()
	if value.IsZero() {
		return "no data"
	}
	mean, _ := value.Float()
	return fmt.Sprintf("%.1f %ss", mean, m.Unit.Name())
}

// tellService is the third chapter: what was agreed, whether it was kept, and what is owed.
func tellService(out io.Writer, y *year) error {
	agreement, err := policy("agreement.json", sla.DecodeAgreement)
	if err != nil {
		return err
	}
	evaluator, err := sla.Compile(agreement, hostZones(), nil)
	if err != nil {
		return err
	}
	schedule, err := policy("credit.json", credit.DecodeSchedule)
	if err != nil {
		return err
	}
	terms, err := credit.Compile(schedule)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "SERVICE LEVELS by customer and quarter, and the credit owed")
	w := newTable(out)
	fmt.Fprintln(w, "  customer\tQ1\tQ2\tQ3\tQ4\tcredit")
	var worst credit.Statement
	var worstName string
	for _, c := range y.customers {
		fmt.Fprintf(w, "  %s", c.Name)
		var owed logistics.Money
		outcomes := y.of(c.ID)
		for q := 1; q <= 4; q++ {
			period := logistics.MustPeriod(fmt.Sprintf("2025-Q%d", q))
			report, err := evaluator.Attain(sla.Facts{Outcomes: outcomes}, period, asOf())
			if err != nil {
				return err
			}
			statement, err := terms.Settle(period, charges(report, outcomes))
			if err != nil {
				return err
			}
			fmt.Fprintf(w, "\t%s %s", report.Verdict, report.Attained[0].Attainment.Percent(0))
			if report.Verdict != logistics.Missed {
				continue
			}
			if owed, err = owed.Add(statement.Total); err != nil {
				return err
			}
			if order, err := statement.Total.Cmp(worst.Total); worst.Total.IsZero() || err == nil && order > 0 {
				worst, worstName = statement, c.Name
			}
		}
		fmt.Fprintf(w, "\t%s\n", orNothing(owed))
	}
	w.Flush()
	fmt.Fprintf(out, "  the largest, %s for %s:\n", worst.Period, worstName)
	for _, reason := range worst.Reasons() {
		fmt.Fprintf(out, "    %s\n", credit.Reasons().Render(reason))
	}
	fmt.Fprintln(out)
	return nil
}

func orNothing(m logistics.Money) string {
	if m.IsZero() {
		return "-"
	}
	return m.String()
}

// charges are the goods settled in the period: what the credit is a share of.
func charges(report sla.Report, outcomes []logistics.Outcome) []credit.Charge {
	base := logistics.MustMoney("0 EUR")
	for _, o := range outcomes {
		if !o.At.IsZero() && report.Period.Contains(logistics.DateOf(o.At, time.UTC)) {
			value, err := o.Value.Round(logistics.HalfUp)
			if err != nil {
				continue
			}
			if sum, err := base.Add(value); err == nil {
				base = sum
			}
		}
	}
	invoice := logistics.MustID("invoice-" + report.Period.String()) // both objectives are charged on it
	var all []credit.Charge
	for _, a := range report.Attained {
		if a.Verdict == logistics.Missed {
			all = append(all, credit.Charge{Objective: a.Objective, Invoice: invoice, Tally: a.Tally, Charges: base})
		}
	}
	return all
}

// assess gives every customer a tier, in the order of the customers.
func (y *year) assess() ([]tier.Assessment, error) {
	scheme, err := policy("tiers.json", tier.DecodeScheme)
	if err != nil {
		return nil, err
	}
	evaluator, err := tier.Compile(scheme)
	if err != nil {
		return nil, err
	}
	returned, err := y.returnRate()
	if err != nil {
		return nil, err
	}
	assessments := make([]tier.Assessment, len(y.customers))
	for i, c := range y.customers {
		facts, err := y.facts(c.ID, returned)
		if err != nil {
			return nil, err
		}
		if assessments[i], err = evaluator.Assess(facts, asOf()); err != nil {
			return nil, err
		}
	}
	return assessments, nil
}

// tellTiers is the fourth chapter: who they are to us.
func tellTiers(out io.Writer, y *year) error {
	assessments, err := y.assess()
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "TIERS, and why")
	w := newTable(out)
	fmt.Fprintln(w, "  customer\ttier\tscore\trevenue\torders\treturns\tlacking to the next")
	for i, a := range assessments {
		fmt.Fprintf(w, "  %s\t%s\t%s", y.customers[i].Name, a.Tier, a.Score.Percent(1))
		for _, part := range a.Contributions {
			fmt.Fprintf(w, "\t%d × %d", part.Weight, part.Points)
		}
		fmt.Fprintf(w, "\t%d\n", a.Next.Lacking)
	}
	w.Flush()
	fmt.Fprintf(out, "  %s in full:\n", y.customers[0].Name)
	for _, reason := range assessments[0].Reasons() {
		fmt.Fprintf(out, "    %s\n", tier.Reasons().Render(reason))
	}
	fmt.Fprintln(out)
	return nil
}

// facts are the observations a tier is decided on.
func (y *year) facts(customer logistics.ID, returned *count.Cube) (tier.Facts, error) {
	revenue := logistics.MustMoney("0 EUR")
	for _, o := range y.of(customer) {
		if !o.Rights.Judged(logistics.RightQuantity) {
			continue
		}
		value, err := o.Value.Round(logistics.HalfUp)
		if err != nil {
			return tier.Facts{}, err
		}
		if revenue, err = revenue.Add(value); err != nil {
			return tier.Facts{}, err
		}
	}
	cents, _ := revenue.MinorUnits()
	orders := int64(0)
	for _, o := range y.orders {
		if o.Customer.ID == customer {
			orders++
		}
	}
	rate, err := returned.Total(customer)
	if err != nil {
		return tier.Facts{}, err
	}
	const months = 12
	period := logistics.MustPeriod("2025")
	return tier.Facts{Customer: customer, Observations: []logistics.Observation{
		{
			Metric: logistics.MustID("revenue_per_month"), Version: 1, Subject: customer, Period: period, Num: cents,
			Den: months, Currency: revenue.Currency(), Scale: 2,
		},
		{
			Metric: logistics.MustID("orders_per_month"), Version: 1, Subject: customer, Period: period, Num: orders,
			Den: months,
		},
		rate,
	}}, nil
}
