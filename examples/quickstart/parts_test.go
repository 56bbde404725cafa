package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/logicrm/logistics/internal/golden"
)

// storeroom is a small history of parts, each with a demand of its own kind, and rows that are at fault.
func storeroom() string {
	var b strings.Builder
	b.WriteString(
		"sku,units_per_subpack,cost_price_eur,fixed_order_cost_eur,holding_cost_eur_per_year,lead_time_weeks,moq_units",
	)
	for w := 1; w <= 150; w++ {
		fmt.Fprintf(&b, ",w%03d", w)
	}
	b.WriteString("\n")
	random := rand.New(rand.NewPCG(7, 11))
	for i, demand := range []func() int{
		func() int { return 95 + random.IntN(11) },
		func() int { return random.IntN(6) * random.IntN(40) },
		func() int {
			if random.IntN(6) > 0 {
				return 0
			}
			return 9 + random.IntN(3)
		},
		func() int {
			if random.IntN(5) > 0 {
				return 0
			}
			return 1 + random.IntN(9)*random.IntN(30)
		},
		func() int { return 0 },
	} {
		fmt.Fprintf(&b, "P%d,1,%d.50,5,0.4,%d,10", i+1, 3*i+1, 2+i)
		for range 150 {
			fmt.Fprintf(&b, ",%d", demand())
		}
		b.WriteString("\n")
	}
	b.WriteString("bad,1,many,5,0.4,2,10" + strings.Repeat(",1", 150) + "\nshort,1,2,5,0.4,2,10,1\n")
	return b.String()
}

func TestParts(t *testing.T) {
	golden.Equal(t, "testdata/parts/parts.golden", []byte(output(t, "-parts", write(t, storeroom()))))
}

func TestPartsAreRefusedWhole(t *testing.T) {
	var out bytes.Buffer
	for _, args := range [][]string{{"-parts", "testdata/missing.csv"}, {"-parts", "testdata/invoices/invoices.csv"}} {
		if err := run(args, &out, &out); err == nil || out.Len() > 0 {
			t.Errorf("%q: %v, %q", args, err, out.String())
		}
	}
}

// TestSharedStockServesMoreOfTheSameDemand: the replay of both kinds of level is of the same demand.
func TestSharedStockServesMoreOfTheSameDemand(t *testing.T) {
	parts, refused, read, err := readParts(write(t, storeroom()), nil)
	if err != nil || read != 7 || len(parts) != 5 || len(refused) != 2 {
		t.Fatalf("%d parts of %d, %v, %v", len(parts), read, refused, err)
	}
	byZ, err := usual(parts, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	low, err := together(parts, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	high, err := together(parts, 0.99)
	if err != nil {
		t.Fatal(err)
	}
	a, b, c := replay(parts, byZ), replay(parts, low), replay(parts, high)
	if a.demand != b.demand || b.demand != c.demand || b.served > c.served || b.value > c.value ||
		c.served > c.demand || a.demand == 0 {
		t.Errorf("%+v, %+v, %+v", a, b, c)
	}
}
