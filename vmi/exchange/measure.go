package exchange

import (
	"strings"

	"github.com/logicrm/logistics/vmi"
)

// Measure is what a figure of a report is. The vocabulary is open: "x12:ZZ" is a code as it came.
type Measure string

// The measures.
const (
	OnHand         Measure = "on_hand"   // at the end of the period, or now
	Available      Measure = "available" // on hand, and free
	Opening        Measure = "opening"
	Committed      Measure = "committed"
	MoreDemand     Measure = "additional_demand"
	Held           Measure = "held"
	InTransit      Measure = "in_transit"
	Minimum        Measure = "minimum"
	Maximum        Measure = "maximum"
	Planned        Measure = "planned"
	OutOfStock     Measure = "out_of_stock"
	OnOrder        Measure = "on_order"
	Received       Measure = "received"
	Sold           Measure = "sold"
	Adjusted       Measure = "adjusted"
	Returned       Measure = "returned_by_consumers"
	Withdrawn      Measure = "withdrawn"
	Requested      Measure = "requested" // overrides what would be planned
	Target         Measure = "target"
	ReorderLevel   Measure = "reorder_level"
	QualityHeld    Measure = "quality_held"
	QualityFailed  Measure = "quality_failed"
	Damaged        Measure = "damaged"
	Promotion      Measure = "promotion"
	Display        Measure = "display" // not for sale
	BetweenOutlets Measure = "between_outlets"
)

// codes are the words with their codes in X12, data element 859, and in EANCOM, data element 6063.
var codes = []struct {
	word        Measure
	x12, eancom string
}{
	{OnHand, "QE", "145"},
	{Available, "QA", ""},
	{Opening, "QB", "157"},
	{Committed, "QC", "66"},
	{MoreDemand, "QD", ""},
	{Held, "QH", ""},
	{InTransit, "QI", "198"},
	{Minimum, "QL", "97"},
	{Maximum, "QM", "98"},
	{Planned, "QN", ""},
	{OutOfStock, "QO", ""},
	{OnOrder, "QP", ""},
	{Received, "QR", ""},
	{Sold, "QS", "212"},
	{Adjusted, "QT", ""},
	{Returned, "QU", ""},
	{Withdrawn, "QW", "199"},
	{Requested, "QX", ""},
	{Target, "", "146"},
	{ReorderLevel, "", "197"},
	{QualityHeld, "", "89"},
	{QualityFailed, "", "96"},
	{Damaged, "", "124"},
	{Promotion, "", "26"},
	{Display, "", "249"},
	{BetweenOutlets, "", "98E"},
}

const (
	x12Prefix    = "x12:"
	eancomPrefix = "eancom:"
)

// FromX12 is the word for an activity code; known is false for one that is kept as it came.
func FromX12(code string) (m Measure, known bool) {
	for i := range codes {
		if codes[i].x12 == code && code != "" {
			return codes[i].word, true
		}
	}
	return Measure(x12Prefix + code), false
}

// X12 is the activity code of a word; ok is false when there is none.
func (m Measure) X12() (code string, ok bool) {
	if code, found := strings.CutPrefix(string(m), x12Prefix); found {
		return code, true
	}
	for i := range codes {
		if codes[i].word == m {
			return codes[i].x12, codes[i].x12 != ""
		}
	}
	return "", false
}

// FromEANCOM is the word for a quantity qualifier; known is false for one that is kept as it came.
func FromEANCOM(code string) (m Measure, known bool) {
	for i := range codes {
		if codes[i].eancom == code && code != "" {
			return codes[i].word, true
		}
	}
	return Measure(eancomPrefix + code), false
}

// EANCOM is the quantity qualifier of a word; ok is false when there is none.
func (m Measure) EANCOM() (code string, ok bool) {
	if code, found := strings.CutPrefix(string(m), eancomPrefix); found {
		return code, true
	}
	for i := range codes {
		if codes[i].word == m {
			return codes[i].eancom, codes[i].eancom != ""
		}
	}
	return "", false
}

// Document is what kind of report it is. The vocabulary is open: "eancom:12" is a code as it came.
type Document string

// The documents. The authority to plan comes with the report: it is how far the supplier may go.
const (
	InventoryReport  Document = "inventory_report"
	MovementReport   Document = "movement_report"
	SuggestOrders    Document = "authorised_to_suggest"
	ShipOrders       Document = "authorised_to_ship"
	AdjustmentReport Document = "adjustment_report"
	SalesReport      Document = "sales_report"
)

var documents = []struct {
	word   Document
	eancom string
}{
	{InventoryReport, "35"},
	{MovementReport, "78"},
	{SuggestOrders, "172"},
	{ShipOrders, "173"},
	{AdjustmentReport, "263"},
	{SalesReport, "73E"},
}

// FromBGM is the word for a document name code.
func FromBGM(code string) (d Document, known bool) {
	for i := range documents {
		if documents[i].eancom == code {
			return documents[i].word, true
		}
	}
	return Document(eancomPrefix + code), false
}

// BGM is the document name code of a word; ok is false when there is none.
func (d Document) BGM() (code string, ok bool) {
	if code, found := strings.CutPrefix(string(d), eancomPrefix); found {
		return code, true
	}
	for i := range documents {
		if documents[i].word == d {
			return documents[i].eancom, true
		}
	}
	return "", false
}

// Authority is how far a report lets the supplier go; ok is false for one that says nothing of it.
func (d Document) Authority() (a vmi.Authority, ok bool) {
	switch d {
	case InventoryReport:
		return vmi.AuthorityMonitor, true
	case SuggestOrders:
		return vmi.AuthorityPropose, true
	case ShipOrders:
		return vmi.AuthorityShipAll, true
	}
	return "", false
}
