package logistics_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"testing"
	"time"
	_ "time/tzdata" // the tests run on machines without zone files

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/rules"
)

// hostZones is how a host finds zones.
type hostZones struct{}

func (hostZones) Zone(name string) (*time.Location, error) { return time.LoadLocation(name) }

func location(t rapid.TB, name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestEnumsRoundTrip(t *testing.T) {
	rules.Enum(t, logistics.RightProduct, logistics.RightCondition, logistics.RightCustomer, logistics.RightQuantity,
		logistics.RightCost, logistics.RightPlace, logistics.RightTime)
	rules.Enum(t, logistics.Missed, logistics.Undetermined, logistics.NotDue, logistics.Met, logistics.Waived)
	rules.Enum(t, logistics.HalfEven, logistics.HalfUp, logistics.HalfDown, logistics.AwayFromZero,
		logistics.TowardZero, logistics.Ceiling, logistics.Floor)
	rules.Enum(t, logistics.PrecisionDay, logistics.PrecisionHour, logistics.PrecisionMinute,
		logistics.PrecisionSecond, logistics.PrecisionNano)
	rules.Enum(t, logistics.Counted, logistics.Mass, logistics.Volume, logistics.Length, logistics.Area,
		logistics.Elapsed, logistics.Packages, logistics.Unrelated)
	rules.Enum(t, logistics.Until, logistics.By)
	rules.Enum(t, logistics.SeverityNotice, logistics.SeverityWarning, logistics.SeverityCritical)
}

var currencies = []string{"EUR", "USD", "JPY", "KWD", "CLF", "CHF"}

func moneys() *rapid.Generator[logistics.Money] {
	return rapid.Custom(func(t *rapid.T) logistics.Money {
		text := rapid.StringMatching(`-?(0|[1-9][0-9]{0,16})(\.[0-9]{1,12})?`).Draw(t, "amount")
		m, err := logistics.ParseMoney(text, rapid.SampledFrom(currencies).Draw(t, "currency"))
		if err != nil {
			t.Fatal(err)
		}
		return m
	})
}

func sameCurrency(t *rapid.T) (a, b logistics.Money) {
	a = moneys().Draw(t, "a")
	b, err := logistics.MoneyFromDecimal(moneys().Draw(t, "b").Decimal(), a.Currency())
	if err != nil {
		t.Fatal(err)
	}
	return a, b
}

func TestMoneyAddsLikeDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := sameCurrency(t)
		sum, err := a.Add(b)
		if err != nil || !sum.Decimal().Equal(a.Decimal().Add(b.Decimal())) {
			t.Fatalf("%s + %s = %s, %v", a, b, sum, err)
		}
		back, err := sum.Sub(b)
		if err != nil || !back.Equal(a) {
			t.Fatalf("%s + %s − %s = %s, %v", a, b, b, back, err)
		}
		other, err := b.Add(a)
		if err != nil || !other.Equal(sum) || other.String() != sum.String() {
			t.Fatalf("%s and %s: order matters", sum, other)
		}
		order, err := a.Cmp(b)
		if err != nil || order != a.Decimal().Cmp(b.Decimal()) || a.Equal(b) != (order == 0) {
			t.Fatalf("order of %s and %s", a, b)
		}
	})
}

func TestZeroMoneyIsTheIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := moneys().Draw(t, "m")
		left, leftErr := logistics.Money{}.Add(m)
		right, rightErr := m.Add(logistics.Money{})
		less, lessErr := m.Sub(logistics.Money{})
		if leftErr != nil || rightErr != nil || lessErr != nil || !left.Equal(m) || !right.Equal(m) || !less.Equal(m) {
			t.Fatalf("%s: %s, %s, %s", m, left, right, less)
		}
	})
}

func TestCurrenciesNeverMix(t *testing.T) {
	eur, jpy := logistics.MustMoney("1.50 EUR"), logistics.MustMoney("150 JPY")
	_, addErr := eur.Add(jpy)
	_, subErr := eur.Sub(jpy)
	_, cmpErr := eur.Cmp(jpy)
	for _, err := range []error{addErr, subErr, cmpErr} {
		var mixed *logistics.CurrencyError
		if !errors.As(err, &mixed) || !errors.Is(err, logistics.ErrInvalid) || !mixed.Left.Equal(eur) ||
			!mixed.Right.Equal(jpy) {
			t.Errorf("%v does not carry both operands", err)
		}
	}
	if _, ok := eur.ShareOf(jpy); ok || eur.Equal(jpy) {
		t.Error("a share or equality across currencies")
	}
}

func TestMoneyTextInverts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := moneys().Draw(t, "m")
		data, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var back logistics.Money
		if err := json.Unmarshal(data, &back); err != nil || !back.Equal(m) {
			t.Fatalf("%s written as %s reads as %s, %v", m, data, back, err)
		}
		if again, _ := json.Marshal(back); string(again) != string(data) {
			t.Fatalf("%s became %s", data, again)
		}
		if !logistics.MustMoney(m.String()).Equal(m) {
			t.Fatalf("%q reads as another amount", m)
		}
	})
}

func TestMoneyAllocation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		currency := logistics.MustCurrency(rapid.SampledFrom(currencies).Draw(t, "currency"))
		m := logistics.Minor(rapid.Int64Range(-1e12, 1e12).Draw(t, "units"), currency)
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1e6), 1, 40).Draw(t, "weights")
		weights[0]++
		parts, err := m.Allocate(weights)
		if err != nil {
			t.Fatal(err)
		}
		mirror, err := m.Neg().Allocate(weights)
		if err != nil {
			t.Fatal(err)
		}
		factor := rapid.Int64Range(2, 1000).Draw(t, "factor")
		scaledWeights := make([]int64, len(weights))
		var sum logistics.Money
		var whole int64
		for i, w := range weights {
			scaledWeights[i] = w * factor
			whole += w
			if sum, err = sum.Add(parts[i]); err != nil {
				t.Fatal(err)
			}
		}
		scaled, err := m.Allocate(scaledWeights)
		if err != nil {
			t.Fatal(err)
		}
		if !sum.Equal(m) {
			t.Fatalf("parts of %s sum to %s", m, sum)
		}
		unit := new(big.Rat).SetFrac64(1, pow10(currency.Digits()))
		for i, w := range weights {
			share := new(big.Rat).Mul(m.Decimal().Rat(), new(big.Rat).SetFrac64(w, whole))
			gap := share.Sub(share, parts[i].Decimal().Rat())
			switch {
			case gap.Abs(gap).Cmp(unit) >= 0:
				t.Fatalf("part %d of %s by %v is off by a minor unit", i, m, weights)
			case w == 0 && parts[i].Sign() != 0:
				t.Fatalf("weight zero got %s", parts[i])
			case !mirror[i].Equal(parts[i].Neg()):
				t.Fatalf("part %s mirrors as %s", parts[i], mirror[i])
			case !scaled[i].Equal(parts[i]):
				t.Fatalf("scaled weights give %s for %s", scaled[i], parts[i])
			}
		}
	})
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

func TestRoundingHappensOnce(t *testing.T) {
	price := logistics.MustMoney("0.0042 EUR")
	got, err := price.For(logistics.MustQuantity("1250 EA"), logistics.HalfUp)
	if err != nil || got.String() != "5.25 EUR" {
		t.Errorf("1250 pieces at %s cost %s, %v", price, got, err)
	}
	if _, err := price.For(logistics.MustQuantity("1 EA"), 0); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("no rounding mode: %v", err)
	}
	if _, err := price.Allocate([]int64{1, 1}); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("sub-cents were split: %v", err)
	}
}

func TestMoneyDoesNotAllocate(t *testing.T) {
	a, b := logistics.MustMoney("12.50 EUR"), logistics.MustMoney("0.333 EUR")
	weights, parts := []int64{1, 2, 3, 4}, make([]int64, 4)
	if n := testing.AllocsPerRun(100, func() {
		sum, _ := a.Add(b)
		sum, _ = sum.Round(logistics.HalfEven)
		_ = sum.AllocateInto(parts, weights)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func quantities() *rapid.Generator[logistics.Quantity] {
	return rapid.Custom(func(t *rapid.T) logistics.Quantity {
		text := rapid.StringMatching(`-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,6})?`).Draw(t, "value")
		q, err := logistics.ParseQuantity(text, rapid.SampledFrom([]string{"EA", "KGM", "LTR", "XPX"}).Draw(t, "unit"))
		if err != nil {
			t.Fatal(err)
		}
		return q
	})
}

func TestQuantityTextInverts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := quantities().Draw(t, "q")
		data, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		var back logistics.Quantity
		if err := json.Unmarshal(data, &back); err != nil || !back.Equal(q) {
			t.Fatalf("%s written as %s reads as %s, %v", q, data, back, err)
		}
		if !logistics.MustQuantity(q.String()).Equal(q) {
			t.Fatalf("%q reads as another quantity", q)
		}
		fromDecimal, err := logistics.QuantityFromDecimal(q.Decimal(), q.Unit())
		if err != nil || !fromDecimal.Equal(q) {
			t.Fatalf("%s from its decimal is %s, %v", q, fromDecimal, err)
		}
	})
}

func TestUnitsConvertThereAndBack(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"1 LBR", "GRM", "453.59237"},
		{"2.5 TNE", "KGM", "2500"},
		{"1 GLL", "LTR", "3.785411784"},
		{"3 DZN", "EA", "36"},
		{"1 SMI", "MTR", "1609.344"},
		{"90 MIN", "HUR", "1.5"},
		{"1 FTQ", "DMQ", "28.316846592"},
	} {
		q := logistics.MustQuantity(c.from)
		got, err := q.In(logistics.MustUnit(c.to), 9, logistics.HalfEven)
		if err != nil || got.String() != c.want+" "+c.to {
			t.Errorf("%s is %s, %v; want %s %s", c.from, got, err, c.want, c.to)
		}
		back, err := got.In(q.Unit(), 6, logistics.HalfEven)
		if err != nil || !back.Equal(q) {
			t.Errorf("%s back is %s, %v", got, back, err)
		}
	}
	for _, c := range []struct {
		from, to string
	}{{"1 KGM", "LTR"}, {"1 XPX", "EA"}, {"1 XPX", "XBX"}, {"1 CEL", "FAH"}} {
		var mixed *logistics.UnitError
		if _, err := logistics.MustQuantity(c.from).In(
			logistics.MustUnit(c.to), 3, logistics.HalfEven,
		); !errors.As(err, &mixed) {
			t.Errorf("%s in %s: %v", c.from, c.to, err)
		}
	}
}

func TestVerdictLattice(t *testing.T) {
	all := []logistics.Verdict{
		logistics.Missed, logistics.Undetermined, logistics.NotDue, logistics.Met, logistics.Waived,
	}
	if logistics.And() != logistics.Waived || logistics.Or() != logistics.Waived {
		t.Error("the empty And and Or are Waived")
	}
	for i, a := range all {
		if logistics.And(a, logistics.Waived) != a || logistics.Or(a, logistics.Waived) != a {
			t.Errorf("Waived is not neutral to %s", a)
		}
		if logistics.And(a) != a || logistics.Or(a) != a {
			t.Errorf("And or Or of %s alone", a)
		}
		if logistics.And(a, 0) == logistics.Met {
			t.Errorf("an unspecified verdict read as met beside %s", a)
		}
		for j, b := range all[:4] {
			if i < 4 {
				if logistics.And(a, b) != all[min(i, j)] || logistics.Or(a, b) != all[max(i, j)] {
					t.Errorf("And(%s, %s) = %s, Or = %s", a, b, logistics.And(a, b), logistics.Or(a, b))
				}
			}
			for _, c := range all {
				if logistics.And(a, logistics.And(b, c)) != logistics.And(logistics.And(a, b), c) ||
					logistics.Or(a, logistics.Or(b, c)) != logistics.Or(logistics.Or(a, b), c) ||
					logistics.And(a, logistics.Or(b, c)) != logistics.Or(logistics.And(a, b), logistics.And(a, c)) &&
						c != logistics.Waived && a != logistics.Waived {
					t.Errorf("not a lattice at %s, %s, %s", a, b, c)
				}
			}
		}
	}
}

func TestRightsNeverReadUnknownAsMet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rights logistics.Rights
		judged, missed := 0, 0
		for _, right := range logistics.AllRights() {
			v := logistics.Verdict(rapid.IntRange(0, 5).Draw(t, right.String()))
			rights = rights.With(right, v)
			if rights.Met(right) != (v == logistics.Met) || rights.Missed(right) != (v == logistics.Missed) ||
				rights.Judged(right) != v.Decided() {
				t.Fatalf("%s of %s reads as %s", v, right, rights)
			}
			if v.Decided() {
				judged++
			}
			if v == logistics.Missed {
				missed++
			}
		}
		if rights.JudgedCount() != judged || rights.MissedCount() != missed {
			t.Fatalf("%s: %d judged, %d missed", rights, judged, missed)
		}
		var back logistics.Rights
		if err := back.UnmarshalText([]byte(rights.String())); err != nil || back != rights {
			t.Fatalf("%q reads as %q, %v", rights, back, err)
		}
	})
}

func TestTallyMergesAndSubtracts(t *testing.T) {
	draw := rapid.Custom(func(t *rapid.T) logistics.Tally {
		var tally logistics.Tally
		for v := logistics.Missed; v <= logistics.Waived; v++ {
			tally = tally.Count(v, rapid.Int64Range(0, 1e9).Draw(t, v.String()))
		}
		return tally
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := draw.Draw(t, "a"), draw.Draw(t, "b"), draw.Draw(t, "c")
		switch {
		case a.Merge(b) != b.Merge(a):
			t.Fatal("merge is not commutative")
		case a.Merge(b).Merge(c) != a.Merge(b.Merge(c)):
			t.Fatal("merge is not associative")
		case a.Merge(logistics.Tally{}) != a:
			t.Fatal("the zero tally is not the identity")
		case a.Merge(b).Sub(b) != a:
			t.Fatal("what was merged cannot be taken out")
		case a.Total() != a.Judged()+a.Waived+a.Undetermined+a.NotDue:
			t.Fatal("the total hides something")
		}
	})
}

func TestMarginIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		good := rapid.Int64Range(0, 500).Draw(t, "good")
		tally := logistics.Tally{Good: good, Bad: rapid.Int64Range(0, 500).Draw(t, "bad")}
		if tally.Judged() == 0 {
			return
		}
		target := logistics.MustRatio(
			rapid.SampledFrom([]string{"95%", "98.5%", "2/3", "100%", "1/1000"}).Draw(t, "target"),
		)
		left := tally.Margin(target)
		at := logistics.Tally{Good: tally.Good - left, Bad: tally.Bad + left}
		beyond := logistics.Tally{Good: at.Good - 1, Bad: at.Bad + 1}
		if at.Judge(target) != logistics.Met || beyond.Judge(target) != logistics.Missed {
			t.Fatalf(
				"%v at %s: %d left, but %s there and %s one beyond", tally, target, left, at.Judge(target),
				beyond.Judge(target),
			)
		}
	})
}

func TestRatioComparesExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) logistics.Ratio {
			r, err := logistics.NewRatio(
				rapid.Int64().Draw(t, label+" num"), rapid.Int64Range(1, 1<<62).Draw(t, label+" den"),
			)
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		a, b := draw("a"), draw("b")
		order, orderErr := a.Cmp(b)
		want := new(big.Rat).SetFrac64(a.Num(), a.Den()).Cmp(new(big.Rat).SetFrac64(b.Num(), b.Den()))
		if orderErr != nil || order != want || a.AtLeast(b) != (want >= 0) {
			t.Fatalf("%s against %s: %d, want %d", a, b, order, want)
		}
		back, err := logistics.ParseRatio(a.String())
		if err != nil || back != a {
			t.Fatalf("%q reads as %q, %v", a, back, err)
		}
	})
	for text, want := range map[string]string{
		"95%": "95/100", "98.5%": "985/1000", "0.95": "95/100", "19/20": "19/20", "": "", "0/1": "0/1",
	} {
		if got, err := logistics.ParseRatio(text); err != nil || got.String() != want {
			t.Errorf("ParseRatio(%q) = %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"1/0", "1/-2", "a", "1/2/3", "1.5/2", "%", "1e2", "95 %"} {
		if _, err := logistics.ParseRatio(text); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("ParseRatio(%q): %v", text, err)
		}
	}
	if logistics.MustRatio("9138/10324").Percent(3) != "88.512%" || (logistics.Ratio{}).Percent(1) != "no data" {
		t.Error("percent")
	}
}

func TestCostsNeverHideAGap(t *testing.T) {
	reference := logistics.MustID("DN-304")
	see, err := logistics.UnknownCost(logistics.CostSeeDocument, reference)
	if err != nil {
		t.Fatal(err)
	}
	included, err := logistics.UnknownCost(logistics.CostIncluded, logistics.ID{})
	if err != nil {
		t.Fatal(err)
	}
	total, unknown, err := logistics.SumCosts([]logistics.CostFact{
		logistics.KnownCost(logistics.MustMoney("780.34 USD")), see, included, included,
		{},
		logistics.KnownCost(logistics.MustMoney("4521.5 USD")),
	})
	if err != nil || total.String() != "5301.84 USD" {
		t.Errorf("total %s, %v", total, err)
	}
	want := []logistics.CodeCount{
		{Code: "included", Count: 2}, {Code: "not_captured", Count: 1}, {Code: "see_document", Count: 1},
	}
	for i, c := range want {
		if i >= len(unknown) || unknown[i] != c {
			t.Errorf("unknown costs %v, want %v", unknown, want)
			break
		}
	}
	for _, c := range []logistics.CostFact{see, included, {}, logistics.KnownCost(logistics.MustMoney("0 EUR"))} {
		data, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var back logistics.CostFact
		if err := json.Unmarshal(data, &back); err != nil || back.String() != c.String() ||
			back.IsZero() != c.IsZero() {
			t.Errorf("%s reads as %q, %v", data, back, err)
		}
	}
	if _, err := logistics.UnknownCost(
		logistics.CostSeeDocument, logistics.ID{},
	); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a reference to nothing: %v", err)
	}
	var conflict logistics.CostFact
	if err := json.Unmarshal(
		[]byte(`{"amount":{"amount":"1","currency":"EUR"},"reason":"included"}`), &conflict,
	); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("amount and reason: %v", err)
	}
}

func TestDecimalEdge(t *testing.T) {
	for _, text := range []string{"1e100", "1e-100"} {
		if _, err := logistics.MoneyFromDecimal(
			decimal.RequireFromString(text), logistics.MustCurrency("EUR"),
		); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := logistics.MoneyFromDecimal(
		decimal.New(1, 0), logistics.Currency{},
	); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("no currency: %v", err)
	}
}
