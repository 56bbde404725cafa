package credit_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla/credit"
)

func asJSON(t *rapid.T, v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// line names a line of a statement or of a difference.
type line struct{ objective, incident, invoice logistics.ID }

// paid is what is paid for each line of a statement, those of nothing left out.
func paid(t *rapid.T, s credit.Statement) map[line]logistics.Money {
	out := map[line]logistics.Money{}
	for _, l := range s.Lines {
		book(t, out, line{l.Objective, l.Incident, l.Invoice}, l.Amount)
	}
	return out
}

func book(t *rapid.T, on map[line]logistics.Money, name line, amount logistics.Money) {
	if !name.incident.IsZero() {
		name.invoice = logistics.ID{} // an incident is the same one, whatever it is a share of
	}
	sum, err := on[name].Add(amount)
	if err != nil {
		t.Fatal(err)
	}
	if on[name] = sum; sum.Sign() == 0 {
		delete(on, name)
	}
}

func equal(a, b map[line]logistics.Money) bool {
	for name, amount := range a {
		if !b[name].Equal(amount) {
			return false
		}
	}
	return len(a) == len(b)
}

// corrected changes, adds and takes away some charges.
func corrected(t *rapid.T, bill credit.Bill) credit.Bill {
	other := bills().Draw(t, "correction")
	out := bill
	out.Charges = nil
	for _, c := range bill.Charges {
		switch rapid.IntRange(0, 3).Draw(t, "what becomes of it") {
		case 0:
		case 1:
			c.Tally.Bad, c.Verdict = c.Tally.Bad+1, verdicts.Draw(t, "verdict")
			out.Charges = append(out.Charges, c)
		default:
			out.Charges = append(out.Charges, c)
		}
	}
	for _, c := range other.Charges {
		c.Invoice = bill.Charges[0].Invoice
		out.Charges = append(out.Charges, c)
		known := func(o credit.Charge) bool {
			return o.Objective == c.Objective && o.Incident == c.Incident &&
				(!c.Incident.IsZero() || o.Invoice == c.Invoice || o.Invoice.IsZero() || c.Invoice.IsZero())
		}
		if slices.ContainsFunc(out.Charges[:len(out.Charges)-1], known) {
			out.Charges = out.Charges[:len(out.Charges)-1]
		}
	}
	return out
}

func TestADifferenceLeadsFromWhatWasPaidToWhatIsOwed(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		compiled, err := credit.Compile(schedules().Draw(r, "schedule"))
		if err != nil {
			r.Fatal(err)
		}
		bill := bills().Draw(r, "bill")
		first, err := compiled.Settle(bill)
		if err != nil {
			r.Fatal(err)
		}
		second, difference, err := compiled.Revise(first, corrected(r, bill))
		if err != nil {
			r.Fatal(err)
		}
		booked, sum := paid(r, first), money("0 EUR")
		for _, c := range difference.Lines {
			book(r, booked, line{c.Objective, c.Incident, c.Invoice}, c.Due)
			if sum, err = sum.Add(c.Due); err != nil {
				r.Fatal(err)
			}
			if owed, err := c.Paid.Add(c.Due); err != nil || !owed.Equal(c.Owed) || c.Due.Sign() == 0 {
				r.Fatalf("a line of %v, %v", c, err)
			}
		}
		if !equal(booked, paid(r, second)) {
			r.Fatalf("%v is booked, %v is owed", booked, paid(r, second))
		}
		if !difference.Paid.Equal(first.Total) || difference.Due.Sign() != sum.Sign() || !sum.Equal(difference.Due) {
			r.Fatalf("%s and %s are %s, the lines sum to %s", first.Total, difference.Due, second.Total, sum)
		}
		golden.Survives(r, difference)
	})
}

func TestACorrectionAndItsReversalPayNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		compiled, err := credit.Compile(schedules().Draw(r, "schedule"))
		if err != nil {
			r.Fatal(err)
		}
		bill := bills().Draw(r, "bill")
		first, err := compiled.Settle(bill)
		if err != nil {
			r.Fatal(err)
		}
		second, there, err := compiled.Revise(first, corrected(r, bill))
		if err != nil {
			r.Fatal(err)
		}
		third, back, err := compiled.Revise(second, bill)
		if err != nil {
			r.Fatal(err)
		}
		booked := map[line]logistics.Money{}
		for _, c := range slices.Concat(there.Lines, back.Lines) {
			book(r, booked, line{c.Objective, c.Incident, c.Invoice}, c.Due)
		}
		if sum, err := there.Due.Add(back.Due); err != nil || sum.Sign() != 0 || len(booked) != 0 {
			r.Fatalf("%s and %s leave %v, %v", there.Due, back.Due, booked, err)
		}
		if second.Version > 1 && third.Version != 3 || third.Version != second.Version+back.To-back.From {
			r.Fatalf("versions %d, %d and %d", first.Version, second.Version, third.Version)
		}
	})
}

func TestTheSameFactsAreTheSameVersion(t *testing.T) {
	bill := billOf(logistics.MustPeriod("2025-03"), []fact{charge("otif", 92, 8, "1000 EUR")})
	compiled, err := credit.Compile(schedule())
	if err != nil {
		t.Fatal(err)
	}
	closed, err := compiled.Settle(bill)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		change  func(*credit.Bill)
		version int
		due     string
	}{
		{"nothing", func(*credit.Bill) {}, 1, "0.00 EUR"},
		{"a figure that leaves the step", func(b *credit.Bill) { b.Charges[0].Tally.Good++ }, 2, "0.00 EUR"},
		{"another step", func(b *credit.Bill) { b.Charges[0].Tally.Bad = 3 }, 2, "-50.00 EUR"},
		{"a verdict", func(b *credit.Bill) { b.Charges[0].Verdict = logistics.Met }, 2, "-100.00 EUR"},
		{"an excuse", func(b *credit.Bill) { b.Charges[0].Excused = "strike" }, 2, "-100.00 EUR"},
		{"what was charged", func(b *credit.Bill) { b.Invoices[0].Amount = money("2000 EUR") }, 2, "100.00 EUR"},
		{"another objective", func(b *credit.Bill) {
			b.Charges = append(b.Charges, credit.Charge{
				Objective: id("damage"), Verdict: logistics.Missed, Tally: logistics.Tally{Good: 97, Bad: 3},
			})
		}, 2, "50.00 EUR"},
		{"no objective", func(b *credit.Bill) { b.Charges = nil }, 2, "-100.00 EUR"},
	} {
		next := bill
		next.Invoices, next.Charges = slices.Clone(bill.Invoices), slices.Clone(bill.Charges)
		c.change(&next)
		after, difference, err := compiled.Revise(closed, next)
		if err != nil || after.Version != c.version || difference.Due.String() != c.due ||
			difference.From != 1 || difference.To != c.version {
			t.Errorf("%s: version %d, %s due, %v", c.name, after.Version, difference.Due, err)
		}
		again, none, err := compiled.Revise(after, next)
		if err != nil || again.Version != c.version || len(none.Lines) != 0 || none.Due.Sign() != 0 {
			t.Errorf("%s, again: version %d, %v, %v", c.name, again.Version, none, err)
		}
	}
}

// TestWhatIsSaidOtherwiseIsAnotherVersion, also where it pays the same.
func TestWhatIsSaidOtherwiseIsAnotherVersion(t *testing.T) {
	tight := by(with(goods, func(t *credit.Term) { t.Cap = money("10 USD") }))
	annual := by(goods)
	annual.Annual = ratio("50%")
	for _, c := range []struct {
		name   string
		policy credit.Schedule
		change func(*credit.Bill)
	}{
		{"a figure above the cap of the line", tight, func(b *credit.Bill) {
			b.Charges[0].FailingValue = money("901 USD")
		}},
		{"the excuse", tight, func(b *credit.Bill) { b.Charges[1].Excused = "frost" }},
		{"an invoice that nothing is a share of", by(goods), func(b *credit.Bill) {
			b.Invoices = append(b.Invoices, credit.Invoice{ID: id("R-2"), Amount: money("1 USD")})
		}},
		{"a cap that does not bind", annual, func(b *credit.Bill) { b.Year.Credited = money("1 USD") }},
		{"why nothing is due", tight, func(b *credit.Bill) { b.Charges[2].Verdict = logistics.NotDue }},
	} {
		bill := credit.Bill{
			Period: logistics.MustPeriod("2025-03"), Year: credit.Year{Charges: money("5000 USD")},
			Invoices: []credit.Invoice{{ID: id("R-1"), Amount: money("100 USD")}},
			Charges: []credit.Charge{
				{Objective: id("a"), Incident: id("1"), FailingValue: money("900 USD")},
				{Objective: id("a"), Incident: id("2"), Excused: "strike"},
				{Objective: id("a"), Incident: id("3")},
			},
		}
		for i := range bill.Charges {
			bill.Charges[i].Invoice, bill.Charges[i].Verdict = id("R-1"), logistics.Missed
		}
		compiled, err := credit.Compile(c.policy)
		if err != nil {
			t.Fatal(err)
		}
		closed, err := compiled.Settle(bill)
		if err != nil {
			t.Fatal(err)
		}
		c.change(&bill)
		after, difference, err := compiled.Revise(closed, bill)
		if err != nil || after.Version != 2 {
			t.Errorf("%s: version %d, %v, %v", c.name, after.Version, difference, err)
		}
	}
}

func TestWhatHasNoDifference(t *testing.T) {
	march := settle(t, charge("otif", 92, 8, "1000 EUR"))
	april, dollars := march, march
	april.Period = logistics.MustPeriod("2025-04")
	if _, err := credit.DifferenceOf(march, april); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("two periods: %v", err)
	}
	dollars.Total = money("1 USD")
	if _, err := credit.DifferenceOf(march, dollars); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("two currencies: %v", err)
	}
	compiled, err := credit.Compile(schedule())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := compiled.Revise(april, billOf(march.Period, nil)); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a revision of another period: %v", err)
	}
	if _, _, err := compiled.Revise(march, credit.Bill{}); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a revision by no bill: %v", err)
	}
}
