package main

import (
	"fmt"
	"io"
	"math"

	"github.com/logicrm/logistics"
)

// A lead time below zero or above implausibleDays does happen; in more than one row of implausibleShare
// it is not the world that is odd but the data.
const (
	implausibleDays  = 1095
	implausibleShare = 50
)

// leadTimes is what the dates of one column say about the way to the delivery.
type leadTimes struct {
	column             string
	n, negative, long  int64
	sum                float64
	squares            float64
	least, most        int
	formats            map[string]int64
	rereadable, reread int64 // odd ones written as 2006-01-02, and those that are sound when read as 06-01-02 was meant
}

func newLeadTimes(column string) *leadTimes {
	return &leadTimes{column: column, least: math.MaxInt, most: math.MinInt, formats: make(map[string]int64)}
}

func odd(days int) bool { return days < 0 || days > implausibleDays }

func (l *leadTimes) add(d eventDate, delivered logistics.Date) {
	if d.date.IsZero() {
		return
	}
	days := delivered.DaysSince(d.date)
	l.n++
	l.formats[d.format]++
	l.sum += float64(days)
	l.squares += float64(days) * float64(days)
	l.least, l.most = min(l.least, days), max(l.most, days)
	switch {
	case days < 0:
		l.negative++
	case days > implausibleDays:
		l.long++
	}
	if odd(days) && d.format == "2006-01-02" {
		l.rereadable++
		if original, ok := swapped(d.date); ok && !odd(delivered.DaysSince(original)) {
			l.reread++
		}
	}
}

// swapped undoes what a spreadsheet does to month/day/year when it expects year/month/day.
func swapped(d logistics.Date) (logistics.Date, bool) {
	year, month, day := d.Civil()
	original, err := readEventDate(fmt.Sprintf("%d/%d/%02d", year%100, int(month), day))
	return original.date, err == nil
}

func (l *leadTimes) implausible() bool { return (l.negative+l.long)*implausibleShare > l.n }

// report writes what was found, and says whether it is plausible.
func (l *leadTimes) report(out io.Writer) bool {
	if l.n == 0 {
		fmt.Fprintf(out, "  %s: no dates\n", l.column)
		return true
	}
	mean := l.sum / float64(l.n)
	deviation := math.Sqrt(max(l.squares-float64(l.n)*mean*mean, 0) / float64(max(l.n-1, 1)))
	word := "plausible"
	if l.implausible() {
		word = "IMPLAUSIBLE"
	}
	fmt.Fprintf(
		out,
		"  %s: %s: %d dates, to delivery mean %.1f days, deviation %.1f, from %d to %d; %d after delivery, %d over "+
			"%d days\n",
		l.column, word, l.n, mean, deviation, l.least, l.most, l.negative, l.long, implausibleDays,
	)
	if !l.implausible() {
		return true
	}
	if slashed, dashed := l.formats["1/2/06"], l.formats["2006-01-02"]; slashed > 0 && dashed > 0 {
		fmt.Fprintf(
			out, "    two ways of writing dates are mixed: %d like 6/2/06, %d like 2006-06-02\n", slashed, dashed,
		)
	}
	if l.reread > 0 {
		fmt.Fprintf(
			out, "    %d of the %d odd ones are sound when their year, month and day are read as month/day/year:\n",
			l.reread, l.rereadable,
		)
		fmt.Fprintf(out, "    a spreadsheet has probably read 6/2/06 as 2006-02-06\n")
	}
	return false
}

// plausibility speaks before any figure is printed.
func plausibility(out io.Writer, rows []shipmentRow) {
	quoted, sent := newLeadTimes("PQ First Sent to Client Date"), newLeadTimes("PO Sent to Vendor Date")
	for _, s := range rows {
		quoted.add(s.quoted, s.delivered)
		sent.add(s.sent, s.delivered)
	}
	fmt.Fprintln(out, "Plausibility")
	quotedOK, sentOK := quoted.report(out), sent.report(out)
	switch {
	case quotedOK && sentOK:
		fmt.Fprintln(out, "  no column stands out")
	default:
		fmt.Fprintln(out, "  WARNING: do not use the marked columns. The figures below rest on other columns.")
	}
	fmt.Fprintln(out)
}
