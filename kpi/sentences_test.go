package kpi_test

import (
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/kpi"
)

// targeted is a metric of the catalogue with a target.
func targeted(t *testing.T, id, target string) kpi.Metric {
	m := metric(t, id)
	m.Target = logistics.MustRatio(target)
	return m
}

// TestEveryReasonIsASentence reads figures of each kind, of a metric of the host, and such as have no data.
func TestEveryReasonIsASentence(t *testing.T) {
	onTime, cycle := targeted(t, "on_time_delivery", "95%"), targeted(t, "order_cycle_time", "48")
	freight := targeted(t, "freight_cost_share", "8%")
	own := targeted(t, "return_rate", "3%")
	own.ID, own.Name = logistics.MustID("M-17"), "Cold chain returns"
	cost := targeted(t, "order_cycle_time", "12.50")
	cost.ID, cost.Name = logistics.MustID("cost_per_order"), "Cost per order"
	cost.Unit, cost.Currency, cost.Scale = logistics.Unit{}, logistics.MustCurrency("EUR"), 2
	var reasons []logistics.Reason
	for _, given := range []struct {
		m        kpi.Metric
		num, den int64
		left     []string
	}{
		{onTime, 96, 100, []string{"waived", "not_due"}},
		{onTime, 1898, 1999, []string{"undetermined"}},
		{onTime, 0, 0, nil},
		{cycle, 4060, 3, nil},
		{cycle, 4800, 10, nil},
		{own, 41, 1000, []string{"out_of_scope"}},
		{cost, 124_000, 100, nil},
		{freight, 9, 100, nil},
		{metric(t, "perfect_order"), 1, 2, nil},
		{metric(t, "return_cycle_time"), 0, 0, nil},
	} {
		o := figureOf(given.m, given.num, given.den)
		o.Subject, o.Period = logistics.MustID("C-500"), logistics.MustPeriod("2025")
		for i, code := range given.left {
			o = o.Excluding(code, int64(2-i))
		}
		r, err := kpi.Read(given.m, o)
		if err != nil {
			t.Fatal(err)
		}
		reasons = append(reasons, r.Reasons()...)
	}
	sentences.Golden(t, kpi.Reasons(), reasons...)
}

// TestTermsAreThoseOfTheCatalogue holds the terms to the tables of metrics: every metric in order, by its name and
// with what it counts.
func TestTermsAreThoseOfTheCatalogue(t *testing.T) {
	terms := []logistics.Term{}
	for term := range kpi.Reasons().Terms() {
		terms = append(terms, term)
	}
	for i, d := range kpi.Definitions() {
		num, _, _ := strings.Cut(strings.Replace(d.Numerator, ", in ", "|", 1), "|")
		den, _, _ := strings.Cut(strings.Replace(d.Denominator, ", in ", "|", 1), "|")
		meaning := "The average " + num + ", over " + den + "."
		if d.Kind != kpi.KindMean {
			meaning = strings.ToUpper(num[:1]) + num[1:] + ", as a share of " + den + "."
		}
		name := strings.ToLower(d.Name[:1]) + d.Name[1:]
		if want := (logistics.Term{Key: d.ID.String(), Name: name, Meaning: meaning}); terms[i] != want {
			t.Errorf("term %d is %+v, want %+v", i, terms[i], want)
		}
	}
}

// TestHostsNameTheirMetrics where the catalogue does not, and nothing is kept of what it says itself.
func TestHostsNameTheirMetrics(t *testing.T) {
	renamed := targeted(t, "on_time_delivery", "95%")
	renamed.Name = "Pünktlichkeit"
	for _, m := range []kpi.Metric{renamed, targeted(t, "on_time_delivery", "95%")} {
		r, err := kpi.Read(m, figureOf(m, 96, 100))
		if err != nil {
			t.Fatal(err)
		}
		want := "On-time delivery"
		if r.Label != "" {
			want = renamed.Name
		}
		told := r.Sentences(logistics.Language{})[0]
		if !strings.HasPrefix(told, want+" for C-1 in Jan 2025 stood at 96%") {
			t.Errorf("%q, %q", r.Label, told)
		}
		if (r.Label == "") != (m.Name != renamed.Name) {
			t.Errorf("%q of %q", r.Label, m.Name)
		}
	}
}
