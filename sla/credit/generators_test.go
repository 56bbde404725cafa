package credit_test

import (
	"slices"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/credit"
)

var kinds = []credit.Kind{
	credit.ByAttainment, credit.ByShortfall, credit.AtRisk, credit.ByPoints, credit.FlatFee, credit.ByValue,
	credit.Freight,
}

// verdicts are all there are; most are missed, so that there is something to credit.
var verdicts = rapid.SampledFrom([]logistics.Verdict{
	logistics.Missed, logistics.Missed, logistics.Missed, logistics.Missed, logistics.Undetermined, logistics.NotDue,
	logistics.Met, logistics.Waived,
})

var triggers = rapid.SampledFrom([]credit.Trigger{"", credit.OnMiss, credit.OnFigures})

func percent(t *rapid.T, least, most int64) logistics.Ratio {
	r, err := logistics.NewRatio(rapid.Int64Range(least, most).Draw(t, "percent"), 100)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func euros(t *rapid.T, most int64) logistics.Money {
	return logistics.Minor(rapid.Int64Range(0, most).Draw(t, "cents"), logistics.MustCurrency("EUR"))
}

func table(t *rapid.T) []credit.Step {
	var out []credit.Step
	below, share := int64(100), int64(0)
	for range rapid.IntRange(1, 4).Draw(t, "steps") {
		below, share = below-rapid.Int64Range(1, 20).Draw(t, "down"), share+rapid.Int64Range(1, 20).Draw(t, "up")
		level, _ := logistics.NewRatio(below, 100)
		part, _ := logistics.NewRatio(share, 100)
		out = append(out, credit.Step{Below: level, Credit: part})
	}
	return out
}

func term(t *rapid.T, kind credit.Kind) credit.Term {
	out := credit.Term{Kind: kind}
	switch kind {
	case credit.ByAttainment:
		out.Steps = table(t)
	case credit.ByShortfall:
		out.Target = percent(t, 1, 100)
	case credit.AtRisk:
		out.AtRisk, out.Pool, out.Allocation = percent(t, 1, 100), percent(t, 1, 250), percent(t, 1, 100)
	case credit.ByPoints:
		for i, step := range table(t) {
			out.Points = append(out.Points, credit.Points{From: int64(5 * i), Credit: step.Credit})
		}
	case credit.FlatFee:
		out.Amount = logistics.Minor(rapid.Int64Range(1, 1e5).Draw(t, "fee"), logistics.MustCurrency("EUR"))
		if rapid.Bool().Draw(t, "weighted") {
			out.Weight = percent(t, 1, 300)
		}
	default:
		out.Share = percent(t, 1, 100)
		if kind == credit.ByValue && rapid.Bool().Draw(t, "allowing") {
			out.Allowance = percent(t, 1, 5)
		}
	}
	if kind != credit.AtRisk {
		out.Trigger = triggers.Draw(t, "trigger")
	}
	if rapid.Bool().Draw(t, "repeating") {
		out.Repeats = []credit.Repeat{{Nth: 2, Factor: percent(t, 100, 200)}, {Nth: 4, Factor: percent(t, 200, 300)}}
	}
	if rapid.Bool().Draw(t, "capped") {
		out.Cap = euros(t, 1e5)
	}
	if rapid.Bool().Draw(t, "capped by a share") {
		out.CapShare = percent(t, 1, 100)
	}
	return out
}

// schedules have a term of each kind, for the objectives a to g, and steps for all others.
func schedules() *rapid.Generator[credit.Schedule] {
	return rapid.Custom(func(t *rapid.T) credit.Schedule {
		s := credit.Schedule{
			Schema: "logistics/credit.schedule/2", ID: id("any"), Steps: table(t), Trigger: triggers.Draw(t, "trigger"),
			Rounding: rapid.SampledFrom([]logistics.Rounding{
				logistics.HalfEven, logistics.HalfUp, logistics.HalfDown, logistics.AwayFromZero, logistics.TowardZero,
				logistics.Ceiling, logistics.Floor,
			}).Draw(t, "rounding"),
		}
		for i, kind := range kinds {
			s.Terms = append(s.Terms, term(t, kind))
			s.Terms[i].Objectives = []logistics.ID{objective(i)}
		}
		if rapid.Bool().Draw(t, "cap") {
			s.Cap = percent(t, 1, 100)
		}
		if rapid.Bool().Draw(t, "cap total") {
			s.CapTotal = euros(t, 1e6)
		}
		if rapid.Bool().Draw(t, "annual") {
			s.Annual = percent(t, 1, 100)
		}
		if rapid.Bool().Draw(t, "least") {
			s.Least = euros(t, 1e4)
		}
		return s
	})
}

func objective(i int) logistics.ID { return id(string(rune('a' + i))) }

func charges() *rapid.Generator[[]fact] {
	return rapid.Custom(func(t *rapid.T) []fact {
		var out []fact
		invoice := euros(t, 1e7)
		for i := range rapid.IntRange(1, 8).Draw(t, "n") {
			c := fact{
				Objective: objective(rapid.IntRange(0, len(kinds)).Draw(t, "objective")),
				Tally: logistics.Tally{
					Good: rapid.Int64Range(0, 200).Draw(t, "good"), Bad: rapid.Int64Range(0, 60).Draw(t, "bad"),
				},
				Points: rapid.Int64Range(0, 30).Draw(t, "points"), Failing: rapid.Int64Range(0, 3).Draw(t, "failing"),
				FailingValue: euros(t, 1e6), Value: euros(t, 1e7), Freight: euros(t, 1e5),
				Misses: rapid.Int64Range(0, 5).Draw(t, "misses"), Verdict: verdicts.Draw(t, "verdict"),
			}
			if c.Invoice, c.Charges = id("R"), invoice; rapid.Bool().Draw(t, "by itself") {
				c.Invoice, c.Charges = id("R-"+string(rune('a'+i))), euros(t, 1e7)
			}
			if incident := rapid.IntRange(0, 4).Draw(t, "incident"); incident > 0 {
				c.Incident = id("I-" + string(rune('0'+incident)))
			}
			if rapid.IntRange(0, 9).Draw(t, "luck") == 0 {
				c.Excused = "strike"
			}
			known := func(o fact) bool {
				return o.Objective == c.Objective && o.Incident == c.Incident &&
					(!c.Incident.IsZero() || o.Invoice == c.Invoice)
			}
			if !slices.ContainsFunc(out, known) {
				out = append(out, c)
			}
		}
		return out
	})
}

func years() *rapid.Generator[credit.Year] {
	return rapid.Custom(func(t *rapid.T) credit.Year {
		return credit.Year{Credited: euros(t, 1e6), Charges: euros(t, 1e8)}
	})
}

// bills are charges on invoices of a period, some of them on all of the invoices together.
func bills() *rapid.Generator[credit.Bill] {
	return rapid.Custom(func(t *rapid.T) credit.Bill {
		bill := billOf(logistics.MustPeriod("2025-03"), charges().Draw(t, "charges"))
		for i := range bill.Charges {
			if c := &bill.Charges[i]; rapid.Bool().Draw(t, "of all") {
				before := c.Invoice
				if c.Invoice = (logistics.ID{}); twice(bill.Charges, i) {
					c.Invoice = before
				}
			}
		}
		bill.Year = years().Draw(t, "year")
		return bill
	})
}

// twice reports whether another charge would earn the credit of one that is charged on all invoices.
func twice(charges []credit.Charge, i int) bool {
	c := charges[i]
	for j, o := range charges {
		if j != i && o.Objective == c.Objective && o.Incident == c.Incident &&
			(o.Invoice == c.Invoice || c.Incident.IsZero()) {
			return true
		}
	}
	return false
}
