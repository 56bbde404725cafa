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

func schedule() credit.Schedule {
	return credit.Schedule{
		Schema: "logistics/credit.schedule/1", ID: logistics.MustID("standard"),
		Steps: []credit.Step{
			{Below: logistics.MustRatio("98%"), Credit: logistics.MustRatio("5%")},
			{Below: logistics.MustRatio("95%"), Credit: logistics.MustRatio("10%")},
			{Below: logistics.MustRatio("90%"), Credit: logistics.MustRatio("25%")},
		},
		Cap: logistics.MustRatio("15%"), Rounding: logistics.HalfUp,
	}
}

func charge(id string, good, bad int64, charges string) credit.Charge {
	return credit.Charge{
		Objective: logistics.MustID(id), Tally: logistics.Tally{Good: good, Bad: bad}, Charges: logistics.MustMoney(charges),
	}
}

func settle(t testing.TB, charges ...credit.Charge) credit.Statement {
	s, err := credit.Settle(schedule(), logistics.MustPeriod("2025-03"), charges)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStepsAreStrictAboveAndInclusiveBelow(t *testing.T) {
	uncapped := schedule()
	uncapped.Cap = logistics.Ratio{}
	for _, c := range []struct {
		good, bad int64
		want      string
		code      logistics.Code
	}{
		{98, 2, "0.00 EUR", credit.Attained},
		{979, 21, "50.00 EUR", credit.StepApplied},
		{95, 5, "50.00 EUR", credit.StepApplied},
		{949999, 50001, "100.00 EUR", credit.StepApplied},
		{90, 10, "100.00 EUR", credit.StepApplied},
		{0, 1, "250.00 EUR", credit.StepApplied},
		{0, 0, "0.00 EUR", credit.NoData},
	} {
		s, err := credit.Settle(uncapped, logistics.MustPeriod("2025-03"), []credit.Charge{charge("otif", c.good, c.bad, "1000 EUR")})
		if err != nil || s.Total.String() != c.want || s.Reasons()[0].Code != c.code {
			t.Errorf("%d of %d: %s, %v, %v; want %s", c.good, c.good+c.bad, s.Total, s.Reasons(), err, c.want)
		}
	}
}

func TestTheCapIsSplitOverTheLines(t *testing.T) {
	s := settle(t, charge("otif", 80, 20, "1000 EUR"), charge("damage", 96, 4, "500 EUR"), charge("reply", 100, 0, "500 EUR"))
	// 25% of 1000 and 5% of 500 are 275; the cap is 15% of 2000, 300: it does not bind.
	if s.Total.String() != "275.00 EUR" {
		t.Errorf("total %s", s.Total)
	}
	s = settle(t, charge("otif", 80, 20, "1000 EUR"), charge("damage", 92, 8, "1000.01 EUR"))
	// 250 and 100 are 350; 15% of 2000.01 is 300.0015, so 300: by 250 to 100, 214.29 and 85.71.
	if s.Total.String() != "300.00 EUR" || s.Lines[0].Amount.String() != "214.29 EUR" || s.Lines[1].Amount.String() != "85.71 EUR" {
		t.Errorf("total %s of %s and %s", s.Total, s.Lines[0].Amount, s.Lines[1].Amount)
	}
	if reasons := s.Reasons(); reasons[len(reasons)-1].Code != credit.Capped {
		t.Errorf("reasons %v", reasons)
	}
}

func charges() *rapid.Generator[[]credit.Charge] {
	return rapid.Custom(func(t *rapid.T) []credit.Charge {
		var out []credit.Charge
		for i := range rapid.IntRange(1, 6).Draw(t, "n") {
			out = append(out, credit.Charge{
				Objective: logistics.MustID(string(rune('a' + i))),
				Tally:     logistics.Tally{Good: rapid.Int64Range(0, 200).Draw(t, "good"), Bad: rapid.Int64Range(0, 60).Draw(t, "bad")},
				Charges:   logistics.Minor(rapid.Int64Range(0, 1e9).Draw(t, "cents"), logistics.MustCurrency("EUR")),
			})
		}
		return out
	})
}

func TestLinesSumToTheTotalAndRespectTheCap(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		all := charges().Draw(r, "charges")
		s := settle(t, all...)
		var sum, base logistics.Money
		for i, line := range s.Lines {
			sum, _ = sum.Add(line.Amount)
			base, _ = base.Add(all[i].Charges)
			if over, _ := line.Amount.Cmp(line.Charges); line.Amount.Sign() < 0 || over > 0 {
				r.Fatalf("line %s of %s", line.Amount, line.Charges)
			}
		}
		limit, _ := base.Share(logistics.MustRatio("15%"), logistics.TowardZero)
		if over, _ := s.Total.Cmp(limit); !sum.Equal(s.Total) || over > 0 {
			r.Fatalf("lines sum to %s, the total is %s, the cap %s", sum, s.Total, limit)
		}
	})
}

func TestLowerAttainmentNeverEarnsLess(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		better := rapid.Int64Range(0, 1000).Draw(r, "better")
		worse := rapid.Int64Range(0, better).Draw(r, "worse")
		high := settle(t, charge("a", better, 1000-better, "99.99 EUR"))
		low := settle(t, charge("a", worse, 1000-worse, "99.99 EUR"))
		if order, _ := low.Total.Cmp(high.Total); order < 0 {
			r.Fatalf("%d earns %s, %d earns %s", better, high.Total, worse, low.Total)
		}
	})
}

func TestReasonsSuffice(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := settle(t, charges().Draw(r, "charges")...)
		var sum logistics.Money
		for _, reason := range s.Reasons() {
			switch reason.Code {
			case credit.StepApplied:
				amount, err := logistics.MustMoney(reason.Param("charges")).Share(logistics.MustRatio(reason.Param("credit")), logistics.HalfUp)
				if err != nil || amount.String() != reason.Param("amount") {
					r.Fatalf("%v: %s", reason, amount)
				}
				sum, _ = sum.Add(amount)
			case credit.Capped:
				sum = logistics.MustMoney(reason.Param("cap"))
			}
		}
		if sum.Sign() != s.Total.Sign() || sum.Sign() != 0 && !sum.Equal(s.Total) {
			r.Fatalf("the reasons say %s, the total is %s", sum, s.Total)
		}
	})
}

func paths(err error) []string {
	var faults logistics.Faults
	if !errors.As(err, &faults) {
		return nil
	}
	var out []string
	for _, f := range faults {
		out = append(out, f.Path)
	}
	return out
}

func TestEveryFaultIsReported(t *testing.T) {
	bad := credit.Schedule{
		Steps: []credit.Step{
			{Below: logistics.MustRatio("95%"), Credit: logistics.MustRatio("10%")},
			{Below: logistics.MustRatio("98%"), Credit: logistics.MustRatio("5%")},
			{},
			{Below: logistics.MustRatio("2/1"), Credit: logistics.MustRatio("0/1")},
		},
		Cap: logistics.MustRatio("-1/2"),
	}
	_, err := credit.Compile(bad)
	want := []string{"/cap", "/id", "/rounding", "/schema", "/steps/1/below", "/steps/1/credit", "/steps/2/below", "/steps/2/credit", "/steps/3/below", "/steps/3/credit"}
	if got := paths(err); !slices.Equal(got, want) {
		t.Errorf("faults at %q, want %q", got, want)
	}
	if got := paths(credit.Schedule{Schema: "x", ID: logistics.MustID("x"), Rounding: logistics.HalfUp}.Validate()); !slices.Equal(got, []string{"/schema", "/steps"}) {
		t.Errorf("faults at %q", got)
	}
	compiled, err := credit.Compile(schedule())
	if err != nil {
		t.Fatal(err)
	}
	_, err = compiled.Settle(logistics.MustPeriod("2025-03"), []credit.Charge{
		charge("a", 1, 1, "1 EUR"), charge("b", 1, 1, "-1 EUR"), charge("c", 1, 1, "1 USD"), {},
	})
	if got := paths(err); !slices.Equal(got, []string{"/1/charges", "/2/charges", "/3/charges", "/3/objective"}) {
		t.Errorf("faults at %q", got)
	}
	if _, err := credit.Settle(bad, logistics.MustPeriod("2025-03"), nil); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a bad schedule was settled: %v", err)
	}
	if s, err := compiled.Settle(logistics.MustPeriod("2025-03"), nil); err != nil || !s.Total.IsZero() {
		t.Errorf("no charges: %s, %v", s.Total, err)
	}
}

func TestWireSchedule(t *testing.T) {
	data, err := json.Marshal(schedule())
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/schedule.json", data)
	back, err := credit.DecodeSchedule(data)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := json.Marshal(back); string(again) != string(data) {
		t.Errorf("%s reads back as %s", data, again)
	}
	statement, err := json.Marshal(settle(t, charge("otif", 80, 20, "1000 EUR"), charge("damage", 92, 8, "1000.01 EUR")))
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/statement.json", statement)
}

func FuzzDecodeSchedule(f *testing.F) {
	seed, _ := json.Marshal(schedule())
	f.Add(seed)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := credit.DecodeSchedule(data)
		if err != nil {
			return
		}
		if compiled, err := credit.Compile(s); err == nil {
			if _, err := compiled.Settle(logistics.MustPeriod("2025-03"), []credit.Charge{charge("a", 1, 9, "100 EUR")}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func BenchmarkSettle(b *testing.B) {
	compiled, err := credit.Compile(schedule())
	if err != nil {
		b.Fatal(err)
	}
	all := []credit.Charge{charge("otif", 80, 20, "1000 EUR"), charge("damage", 92, 8, "1000.01 EUR")}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compiled.Settle(logistics.MustPeriod("2025-03"), all); err != nil {
			b.Fatal(err)
		}
	}
}
