package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"

	_ "time/tzdata" // the same zones on every machine

	"github.com/logicrm/logistics"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		var usage usageError
		if errors.As(err, &usage) {
			os.Exit(2)
		}
		os.Exit(1)
	}
}

// usageError is a mistake on the command line, as against one in a file.
type usageError struct{ error }

// run is the program without the process around it.
func run(args []string, out, progress io.Writer) error {
	flags := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	flags.SetOutput(progress)
	shipments := flags.String("shipments", "", "delivery history to judge, `FILE`.csv or .csv.gz in the SCMS layout")
	invoices := flags.String(
		"invoices", "", "invoices and credit notes to match, `FILE`.csv or .csv.gz in the Online Retail II layout",
	)
	parts := flags.String("parts", "", "spare parts with their weeks of demand, `FILE`.csv or .csv.gz")
	early := flags.String("early", "any", "how many `days` early is on time, or any")
	late := flags.String("late", "0", "how many `days` late is on time, or any")
	grain := flags.String("grain", "line", "what is judged: line, shipment or order; all lines of one must be on time")
	by := flags.String("by", "", "`column` to break the figures down by")
	lang := flags.String("lang", "en", "`language` of the page: en or de")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return usageError{err}
	}
	if flags.NArg() > 0 {
		return usageError{fmt.Errorf("unexpected argument %q", flags.Arg(0))}
	}
	files := 0
	for _, file := range []string{*shipments, *invoices, *parts} {
		if file != "" {
			files++
		}
	}
	switch {
	case files > 1:
		return usageError{errors.New("-shipments, -invoices or -parts, one of them")}
	case *parts != "":
		return stockParts(*parts, out, progress)
	case *invoices != "":
		return matchInvoices(*invoices, out, progress)
	case *shipments == "":
		p, err := newPage(out, *lang)
		if err != nil {
			return usageError{fmt.Errorf("-lang: %w", err)}
		}
		return tellYear(p)
	}
	opts := options{path: *shipments, by: *by}
	var err error
	if opts.early, err = days(*early); err != nil {
		return usageError{fmt.Errorf("-early: %w", err)}
	}
	if opts.late, err = days(*late); err != nil {
		return usageError{fmt.Errorf("-late: %w", err)}
	}
	if opts.grain, err = parseGrain(*grain); err != nil {
		return usageError{fmt.Errorf("-grain: %w", err)}
	}
	return judgeShipments(opts, out, progress)
}

// days reads a tolerance of the command line.
func days(s string) (logistics.Duration, error) {
	if s == "any" {
		return logistics.AnyTime(), nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 36525 {
		return logistics.Duration{}, fmt.Errorf("%q is neither a number of days nor any", s)
	}
	return logistics.Days(n), nil
}
