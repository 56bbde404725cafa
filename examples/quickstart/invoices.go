package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/logicrm/logistics"
)

// invoiceRow is one line of an invoice, or of a credit note: there the quantity counts what came back.
type invoiceRow struct {
	line     int // in the file
	invoice  string
	product  string
	customer string
	credit   bool
	units    int64
	price    logistics.Money
	at       time.Time
}

// invoiceLayout is where the columns are.
type invoiceLayout struct{ invoice, product, quantity, date, price, customer int }

func newInvoiceLayout(t *table) (l invoiceLayout, err error) {
	for _, column := range []struct {
		name string
		at   *int
	}{
		{"Invoice", &l.invoice},
		{"StockCode", &l.product},
		{"Quantity", &l.quantity},
		{"InvoiceDate", &l.date},
		{"Price", &l.price},
		{"Customer ID", &l.customer},
	} {
		if *column.at, err = t.column(column.name); err != nil {
			return l, err
		}
	}
	return l, nil
}

// readRow reads a line; what does not read is a refusal that names its column.
func (l invoiceLayout) readRow(r row) (s invoiceRow, refused *refusal) {
	s = invoiceRow{
		line: r.line, invoice: r.fields[l.invoice], product: r.fields[l.product], customer: r.fields[l.customer],
	}
	refuse := func(column int, kind, detail string) *refusal {
		return &refusal{kind, r.line, r.positions[column], fmt.Sprintf("%q: %s", r.fields[column], detail)}
	}
	var err error
	s.credit = strings.HasPrefix(s.invoice, "C")
	if s.units, err = strconv.ParseInt(r.fields[l.quantity], 10, 32); err != nil {
		return s, refuse(l.quantity, "quantity", "a whole number of units")
	}
	if s.credit {
		s.units = -s.units
	}
	if s.at, err = time.Parse(time.DateTime, r.fields[l.date]); err != nil {
		return s, refuse(l.date, "date", "a date and a time")
	}
	if s.price, err = logistics.ParseMoney(r.fields[l.price], "GBP"); err != nil || s.price.Sign() < 0 {
		return s, refuse(l.price, "price", "an amount, not below zero")
	}
	switch {
	case s.customer == "":
		return s, refuse(l.customer, "customer", "nobody is named")
	case s.units <= 0:
		return s, refuse(l.quantity, "quantity", "units sold, or units credited")
	case s.invoice == "" || s.product == "":
		return s, refuse(l.invoice, "invoice", "an invoice and a product")
	}
	return s, nil
}

func readInvoices(path string, progress io.Writer) (rows []invoiceRow, refused []refusal, read int, err error) {
	t, err := openTable(path, progress)
	if err != nil {
		return nil, nil, 0, err
	}
	defer t.close()
	l, err := newInvoiceLayout(t)
	if err != nil {
		return nil, nil, 0, err
	}
	for {
		r, broken, err := t.next()
		if errors.Is(err, io.EOF) {
			return rows, refused, read, nil
		}
		if err != nil {
			return nil, nil, 0, err
		}
		read++
		if broken != nil {
			refused = append(refused, *broken)
			continue
		}
		s, broken := l.readRow(r)
		if broken != nil {
			refused = append(refused, *broken)
			continue
		}
		rows = append(rows, s)
	}
}

// isCharge tells the codes of this layout that are no products from the others: manual entries, postage, fees,
// discounts.
func isCharge(code string) bool {
	switch strings.ToUpper(code) {
	case "M", "D", "POST", "DOT", "S", "B", "C2", "C3", "ADJUST", "ADJUST2", "BANK CHARGES", "AMAZONFEE", "CRUK",
		"TEST001", "TEST002":
		return true
	}
	return false
}

// sale is a line that was sold, and what of it has not come back.
type sale struct {
	*invoiceRow
	left int64
}

// portion is what a credit line takes of one sale.
type portion struct {
	sale  *invoiceRow
	units int64
}

// creditLine is a line of a credit note with the sales it was matched to.
type creditLine struct {
	*invoiceRow
	portions []portion
	missing  int64 // units for which no sale was found
}

func (c *creditLine) matched() string {
	switch {
	case c.missing == 0:
		return "in full"
	case len(c.portions) > 0:
		return "in part"
	}
	return "not at all"
}

// matchCredits finds the sales of every credit line: for each customer and product the last sold comes
// back first. A sale stands before a credit of the same minute.
func matchCredits(rows []invoiceRow) []creditLine {
	order := make([]*invoiceRow, len(rows))
	for i := range rows {
		order[i] = &rows[i]
	}
	slices.SortStableFunc(order, func(a, b *invoiceRow) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(rank(a), rank(b)))
	})
	type key struct{ customer, product string }
	stacks := make(map[key][]sale)
	var credits []creditLine
	for _, r := range order {
		k := key{r.customer, r.product}
		if !r.credit {
			stacks[k] = append(stacks[k], sale{r, r.units})
			continue
		}
		c := creditLine{invoiceRow: r, missing: r.units}
		stack := stacks[k]
		for c.missing > 0 && len(stack) > 0 {
			last := &stack[len(stack)-1]
			n := min(c.missing, last.left)
			c.portions = append(c.portions, portion{last.invoiceRow, n})
			c.missing, last.left = c.missing-n, last.left-n
			if last.left == 0 {
				stack = stack[:len(stack)-1]
			}
		}
		stacks[k] = stack
		credits = append(credits, c)
	}
	return credits
}

func rank(r *invoiceRow) int {
	if r.credit {
		return 1
	}
	return 0
}
