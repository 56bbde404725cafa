package refund_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns/refund"
)

func frozen[T any](t *testing.T, path string, value T) {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, path, data)
	var back T
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if again, _ := json.Marshal(back); string(again) != string(data) {
		t.Errorf("%s reads back as %s", data, again)
	}
}

func TestWire(t *testing.T) {
	terms, ask := tenLines()
	ask.Order.Lines, ask.Parts = ask.Order.Lines[:2], ask.Parts[:2]
	ask.Order.Lines[0].Ahead, ask.Order.ClawedBack, ask.Order.ShippingBack = 1, money("0.50 EUR"), money("1 EUR")
	frozen(t, "testdata/wire/v1/terms.json", terms)
	frozen(t, "testdata/wire/v1/ask.json", ask)
	frozen(t, "testdata/wire/v1/quote_of_parts_with_freight.json", quote(t, terms, ask))
	frozen(
		t, "testdata/wire/v1/quote_of_shipping_with_freight.json",
		quote(t, fair, refund.Ask{Order: refund.Order{Shipping: money("5 EUR")}, Shipping: true}),
	)
	tenders := []refund.Tender{
		{ID: id("card"), Captured: money("5 EUR")},
		{ID: id("gift"), Captured: money("9 EUR"), Refunded: money("1 EUR")},
	}
	frozen(t, "testdata/wire/v1/tenders.json", tenders)
	portions, err := refund.Allocate(money("10 EUR"), tenders, id("gift"))
	if err != nil {
		t.Fatal(err)
	}
	frozen(t, "testdata/wire/v1/portions.json", portions)
	settlement, err := refund.Settle(money("45 EUR"), money("30 EUR"), logistics.Money{})
	if err != nil {
		t.Fatal(err)
	}
	frozen(t, "testdata/wire/v1/settlement.json", settlement)
}

// Quotes of before the freight that is kept was told are read, and say the same but that.
func TestWireQuotesOfBefore(t *testing.T) {
	for _, name := range []string{"quote_of_parts", "quote_of_shipping"} {
		var before, now refund.Result
		for file, q := range map[string]*refund.Result{name: &before, name + "_with_freight": &now} {
			data, err := os.ReadFile("testdata/wire/v1/" + file + ".json")
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(data, q); err != nil {
				t.Fatal(err)
			}
		}
		if before.FreightKept = now.FreightKept; !cmp.Equal(before, now) {
			t.Error(cmp.Diff(before, now))
		}
	}
}

// A quote of before there were parts still shows where the money went.
func TestWireQuoteOfOneLine(t *testing.T) {
	data, err := os.ReadFile("testdata/wire/v1/quote.json")
	if err != nil {
		t.Fatal(err)
	}
	var q refund.Result
	if err := json.Unmarshal(data, &q); err != nil {
		t.Fatal(err)
	}
	if got := sum(t, q.Before, q.Refund, q.Kept, q.Returnable); got.String() != "100.00 EUR" ||
		q.Gross.String() != "33.34 EUR" {
		t.Errorf("%s is accounted for, gross %s", got, q.Gross)
	}
}
