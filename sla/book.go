package sla

import (
	"cmp"
	"slices"
	"time"

	"github.com/logicrm/logistics"
)

// Book counts outcomes and cases for an agreement by customer and period, as they come, in any order.
// Books of disjoint facts merge, and facts that were put right are taken out and put in again. A Book
// belongs to one goroutine at a time; make one for each and merge them. The zero Book is of no agreement, and
// counts everything as undated.
type Book struct {
	evaluator *Evaluator
	periods   []bookPeriod // ascending
	last      int          // the period of the outcome before: the next is mostly in it
	rows      map[logistics.ID]int32
	customers []logistics.ID // by row
	grid      []int32        // by row and period, stride apart: the number of a cell, plus one; 0 is none
	stride    int
	tallies   []logistics.Tally // by cell, one for each objective
	undated   int64
}

type bookPeriod struct {
	period   logistics.Period
	from, to int64 // in Unix seconds: no period begins within one
	number   int
}

// NewBook returns an empty book. Rolling periods overlap, so there is no book of them: that is a fault.
func (e *Evaluator) NewBook() (*Book, error) {
	if e.agreement.Period.Kind == logistics.RollingPeriod {
		return nil, logistics.NewFieldError(
			logistics.FaultConflict, string(e.agreement.Period.Kind), "rolling periods overlap; use Attain",
		)
	}
	return &Book{evaluator: e, rows: make(map[logistics.ID]int32)}, nil
}

// Add counts an outcome in the period of its promise (see [logistics.Outcome.Dated]). One without a date is
// only counted as such.
func (b *Book) Add(o *logistics.Outcome) { b.count(o, 1) }

// Remove takes out an outcome that was added.
func (b *Book) Remove(o *logistics.Outcome) { b.count(o, -1) }

// AddCase counts a timed case of a customer. A case of an objective that the agreement does not have is a fault.
func (b *Book) AddCase(customer logistics.ID, c Case) error { return b.countCase(customer, &c, 1) }

// RemoveCase takes out a case that was added.
func (b *Book) RemoveCase(customer logistics.ID, c Case) error { return b.countCase(customer, &c, -1) }

func (b *Book) countCase(customer logistics.ID, c *Case, n int64) error {
	if b.evaluator == nil {
		b.undated += n
		return nil
	}
	var faults logistics.Faults
	at, ok := b.evaluator.objectiveOf(c, "", &faults)
	if !ok {
		return faults.Err()
	}
	period, dated := b.period(b.evaluator.agreement.Objectives[at].dated(c))
	if !dated {
		b.undated += n
		return nil
	}
	tally := &b.cell(customer, period)[at]
	*tally = tally.Count(c.Verdict, n)
	return nil
}

// Undated is how many outcomes and cases had no date in the years 1 to 9999: a sentinel of "never" is none.
func (b *Book) Undated() int64 { return b.undated }

func (b *Book) count(o *logistics.Outcome, n int64) {
	if o == nil {
		return
	}
	period, dated := b.period(o.Dated())
	if !dated {
		b.undated += n
		return
	}
	cell := b.cell(o.Customer, period)
	for i := range cell {
		if b.evaluator.timers[i] == nil {
			cell[i] = cell[i].Count(o.Judge(b.evaluator.agreement.Objectives[i].Rights...), n)
		}
	}
}

// cell is the tallies of a customer in a period.
func (b *Book) cell(customer logistics.ID, period int) []logistics.Tally {
	objectives := len(b.evaluator.agreement.Objectives)
	at, ok := b.rows[customer]
	if !ok {
		at = int32(len(b.customers))
		b.rows[customer] = at
		b.customers = append(b.customers, customer)
		b.grid = append(b.grid, make([]int32, b.stride)...)
	}
	if period >= b.stride {
		b.widen(period + 1)
	}
	cell := &b.grid[int(at)*b.stride+period]
	if *cell == 0 {
		*cell = int32(len(b.tallies)/objectives) + 1
		b.tallies = append(b.tallies, make([]logistics.Tally, objectives)...)
	}
	first := (int(*cell) - 1) * objectives
	return b.tallies[first : first+objectives]
}

// has reports whether a row has a cell in a period.
func (b *Book) has(row, period int) bool {
	return period < b.stride && b.grid[row*b.stride+period] != 0
}

// widen makes room for more periods, for twice as many as there were at the least.
func (b *Book) widen(periods int) {
	stride := max(periods, 2*b.stride, 4)
	grid := make([]int32, stride*len(b.customers))
	for row := range b.customers {
		copy(grid[row*stride:], b.grid[row*b.stride:(row+1)*b.stride])
	}
	b.grid, b.stride = grid, stride
}

// period numbers the period an instant falls into; there is none for the zero time, nor where the period
// does not lie in the years 1 to 9999.
func (b *Book) period(at time.Time) (number int, dated bool) {
	if at.IsZero() || b.evaluator == nil {
		return 0, false
	}
	unix := at.Unix()
	if b.last < len(b.periods) && unix >= b.periods[b.last].from && unix < b.periods[b.last].to {
		return b.periods[b.last].number, true
	}
	low, high := 0, len(b.periods) // the first that ends after the instant
	for low < high {
		if middle := (low + high) / 2; b.periods[middle].to <= unix {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == len(b.periods) || unix < b.periods[low].from {
		period := b.evaluator.PeriodOf(at)
		if period.IsZero() {
			return 0, false
		}
		window := period.Window(b.evaluator.loc)
		b.periods = slices.Insert(
			b.periods, low, bookPeriod{period, window.From().Unix(), window.To().Unix(), len(b.periods)},
		)
	}
	b.last = low
	return b.periods[low].number, true
}

// Merge adds what another book of the same agreement has counted.
func (b *Book) Merge(other *Book) error {
	switch {
	case other == nil || other.evaluator == nil:
		return logistics.NewFieldError(logistics.FaultRequired, "", "a book made by NewBook")
	case b.evaluator == nil:
		return logistics.NewFieldError(logistics.FaultRequired, "", "a book made by NewBook")
	}
	if other.evaluator.agreement.ID != b.evaluator.agreement.ID ||
		other.evaluator.agreement.Version != b.evaluator.agreement.Version ||
		len(other.evaluator.agreement.Objectives) != len(b.evaluator.agreement.Objectives) {
		return logistics.NewFieldError(
			logistics.FaultMismatch, other.evaluator.agreement.ID.String(), "the book belongs to another agreement",
		)
	}
	numbers := make([]int, len(other.periods))
	for _, p := range other.periods {
		numbers[p.number], _ = b.period(time.Unix(p.from, 0).UTC()) // a book has no periods without date
	}
	for row, customer := range other.customers {
		for number := range other.periods {
			if !other.has(row, number) {
				continue
			}
			theirs := other.cell(customer, number)
			ours := b.cell(customer, numbers[number])
			for i := range ours {
				ours[i] = ours[i].Merge(theirs[i])
			}
		}
	}
	b.undated += other.undated
	return nil
}

// CustomerReport is the report of one customer.
type CustomerReport struct {
	Customer logistics.ID `json:"customer"`
	Report   Report       `json:"report"`
}

// Reports are the reports of every customer and period the book counted something in, by customer, then period.
func (b *Book) Reports(asOf time.Time) []CustomerReport {
	byNumber := make([]bookPeriod, len(b.periods))
	for _, p := range b.periods {
		byNumber[p.number] = p
	}
	reports := make([]CustomerReport, 0, len(b.customers))
	for row, customer := range b.customers {
		for number := range b.periods {
			if !b.has(row, number) {
				continue
			}
			report := b.evaluator.blank(byNumber[number].period)
			counted := int64(0)
			for i, tally := range b.cell(customer, number) {
				report.Attained[i].Tally = tally
				counted += tally.Total()
			}
			if counted == 0 {
				continue // everything that was added was taken out again
			}
			report.settle(asOf.Unix() >= byNumber[number].to)
			reports = append(reports, CustomerReport{customer, report})
		}
	}
	slices.SortFunc(reports, func(a, b CustomerReport) int {
		return cmp.Or(a.Customer.Compare(b.Customer), a.Report.Period.Compare(b.Report.Period))
	})
	return reports
}
