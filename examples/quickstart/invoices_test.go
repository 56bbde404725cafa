package main

import (
	"bytes"
	"testing"

	"github.com/logicrm/logistics/internal/golden"
)

// TestInvoices has a small history by hand: five mugs come back, four of the later order and one of the
// one before; a bell of two was sold in the same minute, further down; a lamp was never sold.
func TestInvoices(t *testing.T) {
	golden.Equal(
		t, "testdata/invoices/invoices.golden", []byte(output(t, "-invoices", "testdata/invoices/invoices.csv")),
	)
}

func TestInvoicesAreRefusedWhole(t *testing.T) {
	var out bytes.Buffer
	for _, args := range [][]string{
		{"-invoices", "testdata/invoices/missing.csv"},
		{"-invoices", "testdata/invoices/invoices.golden"},
		{"-invoices", "testdata/invoices/invoices.csv", "-shipments", "x.csv"},
	} {
		if err := run(args, &out, &out); err == nil || out.Len() > 0 {
			t.Errorf("%q: %v, %q", args, err, out.String())
		}
	}
}

// TestCreditsAreMatchedLastInFirstOut takes the portions apart.
func TestCreditsAreMatchedLastInFirstOut(t *testing.T) {
	rows, refused, read, err := readInvoices("testdata/invoices/invoices.csv", nil)
	if err != nil || read != len(rows)+len(refused) || read != 15 {
		t.Fatalf("%d rows, %d refused, %d read, %v", len(rows), len(refused), read, err)
	}
	sold := map[string]int64{}
	for _, c := range matchCredits(rows) {
		units := c.missing
		for _, p := range c.portions {
			units += p.units
			sold[p.sale.invoice+" "+p.sale.product] += p.units
			if p.sale.customer != c.customer || p.sale.product != c.product || p.sale.at.After(c.at) {
				t.Errorf("%s takes from %s", c.invoice, p.sale.invoice)
			}
		}
		if units != c.units {
			t.Errorf("%s: %d units of %d", c.invoice, units, c.units)
		}
	}
	for _, r := range rows {
		if !r.credit && sold[r.invoice+" "+r.product] > r.units {
			t.Errorf("%s: %d of %d came back", r.invoice, sold[r.invoice+" "+r.product], r.units)
		}
	}
	if sold["700002 20001"] != 4 || sold["700001 20001"] != 1 || sold["700006 20003"] != 1 {
		t.Errorf("%v", sold)
	}
}
