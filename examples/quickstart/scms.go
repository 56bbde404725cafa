package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla/sevenr"
)

// shipmentRow is one row of the SCMS delivery history, read.
type shipmentRow struct {
	id            string
	lineID        logistics.ID
	order         logistics.ID
	shipment      logistics.ID
	group         string
	quoted, sent  eventDate // PQ first sent to the client, PO sent to the vendor
	scheduled     logistics.Date
	delivered     logistics.Date
	quantity      logistics.Quantity
	value         logistics.Money
	freight       logistics.CostFact
	freightIn     string // the row whose freight includes this one's, for see_document
	freightColumn int
	line          int
}

// eventDate is a date of the data set, or the words it has in place of one.
type eventDate struct {
	date   logistics.Date
	format string // "1/2/06", "2006-01-02", or the words
}

// layout is where the columns are.
type layout struct {
	id, order, shipment, quoted, sent, scheduled, delivered, quantity, value, freight int

	group int // -1 for none
}

func newLayout(t *table, by string) (layout, error) {
	l := layout{group: -1}
	columns := map[string]*int{
		"ID": &l.id, "PO / SO #": &l.order, "ASN/DN #": &l.shipment,
		"PQ First Sent to Client Date": &l.quoted, "PO Sent to Vendor Date": &l.sent,
		"Scheduled Delivery Date": &l.scheduled, "Delivered to Client Date": &l.delivered,
		"Line Item Quantity": &l.quantity, "Line Item Value": &l.value, "Freight Cost (USD)": &l.freight,
	}
	if by != "" {
		columns[by+"\x00"] = &l.group
	}
	var missing []error
	for name, position := range columns {
		i, err := t.column(strings.TrimSuffix(name, "\x00"))
		if err != nil {
			missing = append(missing, err)
		}
		*position = i
	}
	if len(missing) > 0 {
		return layout{}, missing[0]
	}
	return l, nil
}

// readRow reads every field that is used; what does not read is a refusal that names its column.
func (l layout) readRow(header []string, r row) (shipmentRow, *refusal) {
	s := shipmentRow{line: r.line, id: r.fields[l.id], freightColumn: r.positions[l.freight]}
	if l.group >= 0 {
		s.group = r.fields[l.group]
	}
	fields := []struct {
		column int
		read   func(string) error
	}{
		{l.id, into(&s.lineID, logistics.HostID)},
		{l.order, into(&s.order, logistics.HostID)},
		{l.shipment, into(&s.shipment, logistics.HostID)},
		{l.quoted, into(&s.quoted, readEventDate)},
		{l.sent, into(&s.sent, readEventDate)},
		{l.scheduled, into(&s.scheduled, readDay)},
		{l.delivered, into(&s.delivered, readDay)},
		{
			l.quantity,
			into(
				&s.quantity, func(text string) (logistics.Quantity, error) {
					return logistics.ParseQuantity(text, "XPK")
				},
			),
		},
		{l.value, into(&s.value, readUSD)},
		{l.freight, func(text string) error { return s.readFreight(text) }},
	}
	for _, f := range fields {
		if err := f.read(r.fields[f.column]); err != nil {
			return s, &refusal{
				kindOf(err), r.line, r.positions[f.column],
				fmt.Sprintf("%s %q: %s", header[f.column], r.fields[f.column], detailOf(err)),
			}
		}
	}
	return s, nil
}

func into[T any](target *T, read func(string) (T, error)) func(string) error {
	return func(text string) error {
		value, err := read(text)
		*target = value
		return err
	}
}

func kindOf(err error) string {
	var fault *logistics.FieldError
	if errors.As(err, &fault) {
		return string(fault.Code)
	}
	return "date"
}

func detailOf(err error) string {
	var fault *logistics.FieldError
	if errors.As(err, &fault) {
		return fault.Detail
	}
	return err.Error()
}

func readUSD(text string) (logistics.Money, error) { return logistics.ParseMoney(text, "USD") }

// readDay reads "2-Jun-06" or "02-Jun-06".
func readDay(text string) (logistics.Date, error) {
	t, err := time.ParseInLocation("2-Jan-06", text, time.UTC)
	if err != nil {
		return logistics.Date{}, errors.New("no date like 2-Jun-06")
	}
	return logistics.DateOf(t, time.UTC), nil
}

// readEventDate reads "6/2/06", the "2006-06-02" of a spreadsheet, or the words used for no date.
func readEventDate(text string) (eventDate, error) {
	switch text {
	case "Pre-PQ Process", "Date Not Captured", "N/A - From RDC":
		return eventDate{format: text}, nil
	}
	for _, format := range []string{"1/2/06", "2006-01-02"} {
		if t, err := time.ParseInLocation(format, text, time.UTC); err == nil {
			return eventDate{logistics.DateOf(t, time.UTC), format}, nil
		}
	}
	return eventDate{}, errors.New("no date like 6/2/06, and no known word for none")
}

// readFreight reads an amount, or the words that stand in its place: unknown is not zero.
func (s *shipmentRow) readFreight(text string) error {
	var err error
	switch {
	case text == "Freight Included in Commodity Cost":
		s.freight, err = logistics.UnknownCost(logistics.CostIncluded, logistics.ID{})
	case text == "Invoiced Separately":
		s.freight, err = logistics.UnknownCost(logistics.CostInvoicedSeparately, logistics.ID{})
	case strings.HasPrefix(text, "See "): // See DN-304 (ID#:10589)
		document, rest, ok := strings.Cut(strings.TrimPrefix(text, "See "), " (ID#:")
		if !ok || !strings.HasSuffix(rest, ")") {
			return logistics.NewFieldError(logistics.FaultSyntax, text, "a reference like See DN-304 (ID#:10589)")
		}
		s.freightIn = strings.TrimSuffix(rest, ")")
		reference, idErr := logistics.HostID(document)
		if idErr != nil {
			return idErr
		}
		s.freight, err = logistics.UnknownCost(logistics.CostSeeDocument, reference)
	default:
		amount, moneyErr := readUSD(text)
		if moneyErr != nil {
			return moneyErr
		}
		s.freight = logistics.KnownCost(amount)
	}
	return err
}

// prepare makes the line sevenr judges. The data set says when a line was promised and when it came,
// both as dates on the client's clock, and how much was ordered. It does not say what arrived, in
// which condition, how much of it, where and with whom; so nothing of the kind is filled in.
func (s shipmentRow) prepare() sevenr.Line {
	return sevenr.Line{
		Order: s.order, ID: s.lineID, Value: s.value,
		Promised:   sevenr.Promised{Quantity: s.quantity, Window: logistics.WholeDay(s.scheduled, time.UTC)},
		Deliveries: []sevenr.Delivery{{At: logistics.OnDate(s.delivered).IntervalIn(time.UTC)}},
	}
}

// readShipments reads a whole file. Every row is either in rows or in refused.
func readShipments(opts options, progress io.Writer) (rows []shipmentRow, refused []refusal, read int, err error) {
	t, err := openTable(opts.path, progress)
	if err != nil {
		return nil, nil, 0, err
	}
	defer t.close()
	l, err := newLayout(t, opts.by)
	if err != nil {
		return nil, nil, 0, usageError{err}
	}
	seen := make(map[string]bool)
	for {
		record, refusedRow, err := t.next()
		if errors.Is(err, io.EOF) {
			return rows, refused, read, nil
		}
		if err != nil {
			return nil, nil, 0, fmt.Errorf("%s, after %d rows: %w", opts.path, read, err)
		}
		read++
		var s shipmentRow
		if refusedRow == nil {
			s, refusedRow = l.readRow(t.header, record)
		}
		if refusedRow == nil && seen[s.id] {
			refusedRow = &refusal{
				string(logistics.FaultDuplicate), record.line, record.positions[l.id],
				"ID " + strconv.Quote(s.id) + " was there before",
			}
		}
		if refusedRow != nil {
			refused = append(refused, *refusedRow)
			continue
		}
		seen[s.id] = true
		rows = append(rows, s)
	}
}
