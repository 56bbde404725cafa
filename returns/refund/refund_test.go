package refund_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/refund"
)

var (
	money = logistics.MustMoney
	ratio = logistics.MustRatio
	id    = logistics.MustID
)

var modes = []logistics.Rounding{
	logistics.HalfEven, logistics.HalfUp, logistics.HalfDown, logistics.AwayFromZero, logistics.TowardZero,
	logistics.Ceiling, logistics.Floor,
}

func currencies() *rapid.Generator[logistics.Currency] { // with 0, 2, 3 and 4 digits
	return rapid.Map(rapid.SampledFrom([]string{"JPY", "EUR", "KWD", "CLF"}), logistics.MustCurrency)
}

func shares() *rapid.Generator[logistics.Ratio] {
	return rapid.Custom(func(r *rapid.T) logistics.Ratio {
		den := rapid.Int64Range(1, 1000).Draw(r, "den")
		share, err := logistics.NewRatio(rapid.Int64Range(0, den).Draw(r, "num"), den)
		if err != nil {
			r.Fatal(err)
		}
		return share
	})
}

var (
	conditions = []logistics.Condition{"", logistics.Intact, logistics.Damaged, "opened"}
	causes     = []string{"", "changed_mind", "damaged"}
)

// terms draws terms with any of the fees; of a promotion only when asked for.
func terms(currency logistics.Currency) *rapid.Generator[refund.Terms] {
	return rapid.Custom(func(r *rapid.T) refund.Terms {
		t := refund.Terms{Rounding: rapid.SampledFrom(modes).Draw(r, "rounding"), Waived: []string{"damaged"}}
		if rapid.Bool().Draw(r, "restocking") {
			t.Restocking = shares().Draw(r, "share")
		}
		for _, c := range conditions[1:] {
			if rapid.Bool().Draw(r, "condition") {
				t.Conditions = append(t.Conditions, refund.ConditionFee{Condition: c, Share: shares().Draw(r, "share")})
			}
		}
		days := 0
		for range rapid.IntRange(0, 3).Draw(r, "rows") {
			days += rapid.IntRange(1, 20).Draw(r, "days")
			t.Late = append(t.Late, refund.LateFee{UntilDays: days, Share: shares().Draw(r, "share")})
		}
		if n := len(t.Late); n > 0 && rapid.Bool().Draw(r, "open") {
			t.Late[n-1].UntilDays = 0
		}
		if rapid.Bool().Draw(r, "freight") {
			t.Freight = logistics.Minor(rapid.Int64Range(0, 5000).Draw(r, "freight"), currency)
		}
		if rapid.Bool().Draw(r, "promotion") {
			t.Promotion.Minimum = logistics.Minor(rapid.Int64Range(1, 100_000).Draw(r, "minimum"), currency)
		}
		return t
	})
}

// orders draws an order of which nothing has come back.
func orders(currency logistics.Currency) *rapid.Generator[refund.Order] {
	return rapid.Custom(func(r *rapid.T) refund.Order {
		order := refund.Order{Lines: make([]refund.Line, rapid.IntRange(1, 4).Draw(r, "lines"))}
		for i := range order.Lines {
			paid := rapid.Int64Range(0, 20_000).Draw(r, "paid")
			order.Lines[i] = refund.Line{
				ID: id(strconv.Itoa(i + 1)), Units: rapid.Int64Range(1, 12).Draw(r, "units"),
				Paid: logistics.Minor(paid, currency),
				List: logistics.Minor(paid+rapid.Int64Range(0, 20_000).Draw(r, "discount"), currency),
				Tax:  logistics.Minor(rapid.Int64Range(0, paid).Draw(r, "tax"), currency),
			}
		}
		if rapid.Bool().Draw(r, "shipping") {
			order.Shipping = logistics.Minor(rapid.Int64Range(0, 2000).Draw(r, "shipping"), currency)
		}
		return order
	})
}

func quote(t rapid.TB, terms refund.Terms, ask refund.Ask) refund.Result {
	t.Helper()
	q, err := refund.Quote(terms, ask)
	if err != nil {
		t.Fatalf("%v\n%+v\n%+v", err, terms, ask)
	}
	return q
}

func sum(t rapid.TB, parts ...logistics.Money) logistics.Money {
	t.Helper()
	var total logistics.Money
	for _, part := range parts {
		var err error
		if total, err = total.Add(part); err != nil {
			t.Fatal(err)
		}
	}
	return total
}

// settled is the order as it is after the quote.
func settled(t rapid.TB, ask refund.Ask, q refund.Result) refund.Order {
	order := ask.Order
	order.Lines = slices.Clone(order.Lines)
	for i, part := range ask.Parts {
		line := &order.Lines[part.Line]
		line.Settled += part.Units - q.Parts[i].Ahead
		line.Ahead -= q.Parts[i].Ahead
	}
	order.ShippingBack = sum(t, order.ShippingBack, q.Shipping)
	order.ClawedBack = sum(t, order.ClawedBack, q.ClawBack)
	return order
}

// paths are the places of the faults, with their codes.
func paths(err error) []string {
	var faults logistics.Faults
	var got []string
	if errors.As(err, &faults) {
		for _, f := range faults {
			got = append(got, strings.TrimSpace(f.Path+" "+string(f.Code)))
		}
	}
	return got
}

func expectFaults(t *testing.T, about string, err error, want ...string) {
	t.Helper()
	if !errors.Is(err, logistics.ErrInvalid) || !slices.Equal(paths(err), want) {
		t.Errorf("%s: faults %q (%v)\nwant %q", about, paths(err), err, want)
	}
}
