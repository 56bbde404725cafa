package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns"
	"github.com/logicrm/logistics/returns/refund"
)

// matchInvoices is the whole run: credit lines are matched to sales, and the matched ones replayed as
// the returns they were.
func matchInvoices(path string, out, progress io.Writer) error {
	rows, refused, read, err := readInvoices(path, progress)
	if err != nil {
		return err
	}
	credits := matchCredits(rows)
	printMatches(out, credits)
	cases, err := replayCredits(rows, credits)
	if err != nil {
		return err
	}
	if err := printReplay(out, cases); err != nil {
		return err
	}
	printAccount(out, read, len(rows), refused)
	return nil
}

// printMatches counts the credit lines, and sets those apart that are no product returns.
func printMatches(out io.Writer, credits []creditLine) {
	type counts struct{ lines, products, charges int }
	by := make(map[string]*counts)
	kinds := []string{"in full", "in part", "not at all"}
	for _, kind := range kinds {
		by[kind] = &counts{}
	}
	codes := make(map[string]int)
	for i := range credits {
		c := by[credits[i].matched()]
		c.lines++
		if isCharge(credits[i].product) {
			c.charges++
			codes[credits[i].product]++
		} else {
			c.products++
		}
	}
	fmt.Fprintf(out, "Credit lines of customers, matched to what they bought: the last sold comes back first\n")
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "  matched\tlines\tproducts\tcharges\t")
	var total counts
	for _, kind := range kinds {
		c := by[kind]
		total.lines, total.products, total.charges = total.lines+c.lines, total.products+c.products, total.charges+
			c.charges
		fmt.Fprintf(w, "  %s\t%d\t%d\t%d\t\n", kind, c.lines, c.products, c.charges)
	}
	fmt.Fprintf(w, "  total\t%d\t%d\t%d\t\n", total.lines, total.products, total.charges)
	w.Flush()
	fmt.Fprint(out, "  charges are no product returns:")
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		fmt.Fprintf(out, " %s %d", code, codes[code])
	}
	fmt.Fprint(out, "\n\n")
}

// replayed is one order with the returns it got.
type replayed struct {
	history  []returns.Event
	state    returns.Case
	credited logistics.Money // what the credit notes say for the same units
	returned int
	lags     []int // days from the sale to each return
}

// anyDay is a policy that allows what was allowed; within is the same with a window.
func anyDay(window logistics.Duration) (*returns.Rules, error) {
	return returns.Compile(returns.Policy{
		Schema: "logistics/returns.policy/1", ID: logistics.MustID("credit-notes"), Version: 1, Zone: "UTC",
		Window: window,
		Refund: refund.Terms{Rounding: logistics.HalfUp},
	}, hostZones(), nil)
}

// replayCredits opens a case for every order of which a product came back, and takes it through.
func replayCredits(rows []invoiceRow, credits []creditLine) ([]*replayed, error) {
	policy, err := anyDay(logistics.AnyTime())
	if err != nil {
		return nil, err
	}
	sold := make(map[string][]*invoiceRow)
	for i := range rows {
		if r := &rows[i]; !r.credit {
			sold[r.invoice+"\x00"+r.customer] = append(sold[r.invoice+"\x00"+r.customer], r)
		}
	}
	cases := make(map[string]*replayed)
	var inOrder []*replayed
	for i := range credits {
		c := &credits[i]
		if isCharge(c.product) {
			continue
		}
		for _, order := range c.orders() {
			of := order[0].sale
			key := of.invoice + "\x00" + of.customer
			run := cases[key]
			if run == nil {
				run = &replayed{credited: logistics.Minor(0, c.price.Currency())}
				cases[key], inOrder = run, append(inOrder, run)
				if err := run.do(policy, of.at, opening(sold[key])); err != nil {
					return nil, err
				}
			}
			if err := run.bringBack(policy, c, order); err != nil {
				return nil, fmt.Errorf("line %d: %w", c.line, err)
			}
		}
	}
	return inOrder, nil
}

// orders groups the portions of a credit line by the order they belong to.
func (c *creditLine) orders() (groups [][]portion) {
	for _, p := range c.portions {
		i := slices.IndexFunc(groups, func(g []portion) bool { return g[0].sale.invoice == p.sale.invoice })
		if i < 0 {
			groups = append(groups, nil)
			i = len(groups) - 1
		}
		groups[i] = append(groups[i], p)
	}
	return groups
}

func opening(rows []*invoiceRow) returns.Open {
	open := returns.Open{
		ID: logistics.MustID("open"), Order: logistics.MustID(rows[0].invoice),
		Customer: logistics.MustID(rows[0].customer),
	}
	for _, r := range rows {
		open.Lines = append(open.Lines, returns.Sold{
			ID: lineOf(r), Product: logistics.MustID(r.product), Units: r.units, Shipped: r.units,
			Paid:      worth(r.price, r.units),
			Delivered: logistics.StampOf(r.at),
		})
	}
	return open
}

func lineOf(r *invoiceRow) logistics.ID { return logistics.MustID(strconv.Itoa(r.line)) }

// worth is a price for so many units, in whole pence.
func worth(price logistics.Money, units int64) logistics.Money {
	total, err := price.Times(units)
	if err == nil {
		total, err = total.Round(logistics.HalfUp)
	}
	if err != nil {
		return logistics.Minor(0, price.Currency())
	}
	return total
}

func (r *replayed) do(policy *returns.Rules, at time.Time, commands ...returns.Command) error {
	for _, c := range commands {
		state, events, err := returns.Step(
			r.state, c, returns.Env{Policy: policy, AsOf: at, Actor: logistics.ActorSystem},
		)
		if err != nil {
			return err
		}
		r.state, r.history = state, append(r.history, events...)
	}
	return nil
}

// bringBack takes what a credit line has of one order from the request to the money.
func (r *replayed) bringBack(policy *returns.Rules, c *creditLine, portions []portion) error {
	name := c.invoice + "-" + strconv.Itoa(c.line)
	id := func(step string) logistics.ID { return logistics.MustID(step + "-" + name) }
	back, money := logistics.MustID(name), id("refund")
	ask := returns.Request{ID: id("ask"), Return: back, Cause: returns.CauseChangedMind}
	came := returns.Receive{ID: id("came"), Return: back}
	commands := []returns.Command{&ask, returns.Approve{ID: id("yes"), Return: back}, &came}
	var units int64
	for i, p := range portions {
		ask.Items = append(ask.Items, returns.Item{Line: lineOf(p.sale), Units: p.units})
		came.Items = append(came.Items, returns.Arrival{Line: lineOf(p.sale), Good: p.units})
		commands = append(
			commands,
			returns.DecideUnits{ID: id("take" + strconv.Itoa(i)), Return: back, Line: lineOf(p.sale), Accept: p.units},
		)
		units += p.units
		r.lags = append(r.lags, int(c.at.Sub(p.sale.at).Hours()/24))
	}
	commands[0], commands[2] = ask, came
	commands = append(
		commands, returns.AuthoriseRefund{ID: id("pay"), Refund: money, Return: back},
		returns.ConfirmRefund{ID: id("paid"), Refund: money},
		returns.Close{ID: id("end"), Return: back},
	)
	r.returned++
	if sum, err := r.credited.Add(worth(c.price, units)); err == nil {
		r.credited = sum
	}
	return r.do(policy, c.at, commands...)
}

// printReplay shows the books of all cases, and what a window of thirty days would have meant.
func printReplay(out io.Writer, cases []*replayed) error {
	thirty, err := anyDay(logistics.Days(30))
	if err != nil {
		return err
	}
	refunded, credited, kept := logistics.Money{}, logistics.Money{}, logistics.Money{}
	var lags []int
	returned, events, open, refused := 0, 0, 0, 0
	for _, c := range cases {
		run, err := returns.WhatIf(c.history, thirty)
		if err != nil {
			return err
		}
		for _, change := range run.Changes {
			if change.Verb == returns.VerbRequest {
				refused++
			}
		}
		less, err := run.Before.Paid.Sub(run.After.Paid)
		for _, sum := range []struct {
			total *logistics.Money
			add   logistics.Money
		}{{&refunded, run.Before.Paid}, {&credited, c.credited}, {&kept, less}} {
			if err == nil {
				*sum.total, err = sum.total.Add(sum.add)
			}
		}
		if err != nil {
			return err
		}
		again, err := returns.Fold(c.history)
		if err != nil {
			return err
		}
		if again.Version() != c.state.Version() {
			return fmt.Errorf("order %s: a replay ends elsewhere", c.state.Order())
		}
		for _, r := range c.state.Returns() {
			if c.state.Stage(r.ID) != returns.StageClosed {
				open++
			}
		}
		lags, returned, events = append(lags, c.lags...), returned+c.returned, events+len(c.history)
	}
	fmt.Fprintf(
		out, "Replayed as returns\n  %6d  orders with %d returns, %d events, %d returns not closed\n", len(cases),
		returned, events, open,
	)
	fmt.Fprintf(out, "  refunded %s by what was paid; the credit notes say %s for the same units\n", refunded, credited)
	if len(lags) > 0 {
		slices.SortFunc(lags, cmp.Compare)
		fmt.Fprintf(
			out, "  days from the sale to the credit: half within %d, nine in ten within %d, all within %d\n",
			lags[len(lags)/2], lags[len(lags)*9/10], lags[len(lags)-1],
		)
	}
	fmt.Fprintf(
		out, "  with a window of thirty days %d returns would have been refused, and %s not refunded\n\n", refused,
		kept,
	)
	return nil
}
