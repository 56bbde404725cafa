package main

import (
	"fmt"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
	"github.com/logicrm/logistics/sla"
	"github.com/logicrm/logistics/sla/credit"
	"github.com/logicrm/logistics/sla/sevenr"
	"github.com/logicrm/logistics/tier"
)

// tellRights is the first chapter: what was promised and kept.
func tellRights(p *page, y *year) error {
	p.line(0, "page.rights")
	w := p.table(
		"page.right", "page.met", "page.missed", "page.undetermined", "page.not_due", "page.waived", "page.judged",
	)
	for _, right := range logistics.AllRights() {
		v := y.verdicts[right]
		rate := logistics.Tally{Good: int64(v[logistics.Met]), Bad: int64(v[logistics.Missed])}.Attainment()
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t%s\t%s\t%s\n", p.figure(right.Param("")),
			p.count(v[logistics.Met]), p.count(v[logistics.Missed]), p.count(v[logistics.Undetermined]),
			p.count(v[logistics.NotDue]), p.count(v[logistics.Waived]), p.percent(rate, 1))
	}
	w.Flush()
	both := sevenr.LineTally(y.outcomes, logistics.RightTime, logistics.RightQuantity)
	perfect, err := sevenr.PerfectOrders(y.outcomes)
	if err != nil {
		return err
	}
	p.line(2, "page.rights.both", logistics.CountParam("good", both.Good),
		logistics.CountParam("judged", both.Judged()), both.Attainment().PercentParam("share"))
	p.line(2, "page.rights.orders", logistics.CountParam("good", perfect.Good),
		logistics.CountParam("judged", perfect.Judged()), perfect.Attainment().PercentParam("share"),
		logistics.CountParam("undetermined", perfect.Undetermined), logistics.CountParam("not_due", perfect.NotDue),
		logistics.CountParam("cancelled", perfect.Waived))
	return nil
}

// tellMetrics is the second chapter: before, during and after the transaction.
func tellMetrics(p *page, y *year) error {
	cubes, err := y.measure()
	if err != nil {
		return err
	}
	p.line(0, "page.metrics")
	w := p.table("page.stage", "page.figure", "page.year", "page.first", "page.second", "page.third", "page.fourth",
		"page.left_out")
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
		fmt.Fprintf(w, "  %s\t%s\t%s", p.term(m.Stage.String(), kpi.Reasons()), p.term(m.ID.String(), kpi.Reasons()),
			p.measured(m, total))
		for _, point := range points {
			fmt.Fprintf(w, "\t%s", p.measured(m, point.Observation))
		}
		left := int64(0)
		for _, x := range total.Excluded {
			left += x.Count
		}
		fmt.Fprintf(w, "\t%s\n", p.count(int(left)))
	}
	w.Flush()
	return nil
}

// measured is a value of a metric: a share, or a mean with its unit.
func (p *page) measured(m kpi.Metric, o logistics.Observation) string {
	if m.Kind == kpi.KindProportion {
		return p.percent(o.Ratio(), 1)
	}
	mean, ok := o.Value().Float()
	if !ok {
		return p.figure(o.Value().PercentParam(""))
	}
	rounded, err := logistics.QuantityFromFloat(mean, m.Unit, 1, logistics.HalfUp)
	if err != nil {
		return p.figure(o.Value().Param(""))
	}
	return p.quantity(rounded)
}

// tellService is the third chapter: what was agreed, whether it was kept, and what is owed.
func tellService(p *page, y *year) error {
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
	p.line(0, "page.service")
	w := p.table("page.customer", "page.first", "page.second", "page.third", "page.fourth", "page.credit")
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
			statement, err := terms.Settle(report.Bill(goods(report.Period, outcomes)))
			if err != nil {
				return err
			}
			fmt.Fprintf(w, "\t%s %s", p.term(report.Verdict.String()), p.percent(decisive(report).Attainment, 0))
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
		if owed.IsZero() {
			owed = logistics.MustMoney("0 EUR")
		}
		fmt.Fprintf(w, "\t%s\n", p.money(owed))
	}
	w.Flush()
	p.line(2, "page.service.largest", worst.Period.Param("period"), logistics.TextParam("customer", worstName))
	p.reasons(4, credit.Reasons(), worst.Reasons()...)
	return nil
}

// decisive is the objective that the verdict of the report is that of: the first of those that are as bad.
func decisive(report sla.Report) sla.Attained {
	for _, a := range report.Attained {
		if a.Verdict == report.Verdict {
			return a
		}
	}
	return report.Attained[0]
}

// goods are what was settled in the period: what the credit is a share of.
func goods(period logistics.Period, outcomes []logistics.Outcome) credit.Invoice {
	base := logistics.MustMoney("0 EUR")
	for _, o := range outcomes {
		if !o.At.IsZero() && period.Contains(logistics.DateOf(o.At, time.UTC)) {
			value, err := o.Value.Round(logistics.HalfUp)
			if err != nil {
				continue
			}
			if sum, err := base.Add(value); err == nil {
				base = sum
			}
		}
	}
	return credit.Invoice{Amount: base}
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
func tellTiers(p *page, y *year) error {
	assessments, err := y.assess()
	if err != nil {
		return err
	}
	p.line(0, "page.tiers")
	w := p.table(
		"page.customer", "page.tier", "page.score", "page.revenue", "page.orders", "page.returns", "page.lacking",
	)
	for i, a := range assessments {
		fmt.Fprintf(w, "  %s\t%s\t%s", y.customers[i].Name, a.Tier, p.percent(a.Score, 1))
		for _, part := range a.Contributions {
			fmt.Fprintf(w, "\t%s × %s", plain(part.Weight), plain(part.Points))
		}
		fmt.Fprintf(w, "\t%s\n", plain(a.Next.Lacking))
	}
	w.Flush()
	p.line(2, "page.customer", logistics.TextParam("customer", y.customers[0].Name))
	p.reasons(4, tier.Reasons(), assessments[0].Reasons()...)
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
