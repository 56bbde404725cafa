package refund_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/returns/refund"
)

// TestResultsAreDocuments: each is written and read back as it was, and says the same.
func TestResultsAreDocuments(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		currency := currencies().Draw(r, "currency")
		terms, ask := terms(currency).Draw(r, "terms"), asks(currency).Draw(r, "ask")
		golden.RoundTrip(r, terms)
		golden.RoundTrip(r, ask)
		q := quote(r, terms, ask)
		back := golden.RoundTrip(r, q)
		if diff := cmp.Diff(q.Reasons(), back.Reasons()); diff != "" {
			r.Errorf("reasons: %s", diff)
		}
		if diff := cmp.Diff(q.Steps(), back.Steps()); diff != "" {
			r.Errorf("steps: %s", diff)
		}
	})
	settlement, err := refund.Settle(money("45 EUR"), money("30 EUR"), money("1 EUR"))
	if err != nil {
		t.Fatal(err)
	}
	golden.RoundTrip(t, settlement)
	portions, err := refund.Allocate(
		money("5 EUR"), []refund.Tender{{ID: id("card"), Captured: money("5 EUR")}}, id("card"),
	)
	if err != nil {
		t.Fatal(err)
	}
	golden.RoundTrip(t, portions)
	var exceeds *refund.AmountError
	err = refund.CheckAmount(money("2 EUR"), money("1 EUR"))
	if !errors.As(err, &exceeds) || golden.RoundTrip(t, exceeds).Error() != err.Error() {
		t.Errorf("%v", err)
	}
	var method *refund.MethodError
	_, err = refund.ChooseMethod(refund.MoneyBack{Days: 1}, 2, refund.OriginalPayment)
	if !errors.As(err, &method) || golden.RoundTrip(t, method).Error() != err.Error() {
		t.Errorf("%v", err)
	}
}

// TestWhatReadsCanBeWritten: with null in any place a quote that is read can be written and explained.
func TestWhatReadsCanBeWritten(t *testing.T) {
	terms, ask := tenLines()
	data, err := json.Marshal(quote(t, terms, ask))
	if err != nil {
		t.Fatal(err)
	}
	golden.Nulls(t, data, func(path string, nulled []byte) {
		var q refund.Result
		if json.Unmarshal(nulled, &q) != nil {
			return
		}
		if _, err := json.Marshal(q); err != nil {
			t.Errorf("null at %s: %v", path, err)
		}
		_, _ = q.Reasons(), q.Steps()
	})
}

// TestZeroValuesAreFaults, and never panic.
func TestZeroValuesAreFaults(t *testing.T) {
	_, quoted := refund.Quote(refund.Terms{}, refund.Ask{})
	_, settled := refund.Settle(logistics.Money{}, logistics.Money{}, logistics.Money{})
	_, shares := refund.Shares(logistics.Money{}, nil)
	_, allocated := refund.Allocate(logistics.Money{}, nil, logistics.ID{})
	_, units := refund.Units(0, 0, 0, 0, 0)
	_, available := refund.Available([]refund.Tender{{}})
	for name, err := range map[string]error{
		"Quote": quoted, "Settle": settled, "Shares": shares, "Allocate": allocated, "Units": units,
		"Available":   available,
		"CheckAmount": refund.CheckAmount(logistics.Money{}, logistics.Money{}),
	} {
		if !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s of nothing: %v", name, err)
		}
	}
	if nothing, err := refund.Available(nil); err != nil || nothing.Sign() != 0 {
		t.Errorf("%s, %v is available of no tenders", nothing, err)
	}
	if method, err := refund.ChooseMethod(refund.MoneyBack{}, 0, ""); err != nil || method != refund.OriginalPayment {
		t.Errorf("%s, %v", method, err)
	}
	_, _ = (refund.Result{}).Reasons(), (refund.Result{}).Steps()
	_, _ = (&refund.AmountError{}).Error(), (&refund.MethodError{}).Error()
}
