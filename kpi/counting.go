package kpi

import (
	"slices"
	"strconv"
	"strings"

	"github.com/logicrm/logistics"
)

// Grain is what one case of a metric is. The vocabulary is open.
type Grain string

// The grains of [Definitions].
const (
	GrainOrder     Grain = "order"
	GrainLine      Grain = "line"
	GrainShipment  Grain = "shipment"
	GrainReceipt   Grain = "receipt"
	GrainStock     Grain = "stock" // an item, a place or a unit in stock
	GrainDay       Grain = "day"   // the books of a day
	GrainInquiry   Grain = "inquiry"
	GrainCall      Grain = "call"
	GrainComplaint Grain = "complaint"
	GrainClaim     Grain = "claim"
	GrainReturn    Grain = "return"
	GrainInvoice   Grain = "invoice"
	GrainService   Grain = "service" // an installation, a repair, a call-out, a loan
	GrainCustomer  Grain = "customer"
	GrainPolicy    Grain = "policy"
	GrainStaff     Grain = "staff"
)

// Basis is the promise that the time of a case is held against.
type Basis string

// The bases. They are three metrics, not three views of one.
const (
	ByRequest       Basis = "request"        // what the customer asked for
	ByFirstPromise  Basis = "first_promise"  // what was promised first
	ByLatestPromise Basis = "latest_promise" // what holds after every revision
)

// OpenRule says what becomes of a case that is not over. Before its time it is left out as "not_due".
type OpenRule string

// The rules for open cases.
const (
	OpenLeftOut           OpenRule = ""                    // overdue it is left out too, as "open"
	OpenMissedWhenOverdue OpenRule = "missed_when_overdue" // overdue it is missed
)

// CancelledRule says what becomes of a case that was called off.
type CancelledRule string

// The rules for cases called off.
const (
	CancelledLeftOut CancelledRule = ""       // left out, as "cancelled"
	CancelledMissed  CancelledRule = "missed" // missed: customers call off what comes too late
	CancelledCounts  CancelledRule = "counts" // judged like any other
)

// Dated says which day a case belongs to. Where that day is not known it is the next one named.
type Dated string

// The days of a case.
const (
	DatedDone   Dated = ""       // when it was done; else due; else placed
	DatedDue    Dated = "due"    // the end of its promise, by the basis or the latest; else done; else placed
	DatedPlaced Dated = "placed" // when it was placed; else due; else done
)

// Counting says what a metric counts, as data, so that a [Counter] can do it. A metric whose figures are
// made elsewhere has none.
//
// A proportion counts the cases that have all the signs of Good, among those that have all the signs of Among
// and are judged; or adds up Numerator ÷ Denominator, both in Unit or Currency × 10^-Decimals. A ratio does the
// latter. A mean adds up Numerator, in the unit and scale of the metric, over cases, or over Denominator, a
// number of pieces. Values are converted exactly where that goes, and else rounded half to even, case by case.
type Counting struct {
	Grain       Grain              `json:"grain"`
	Among       Signs              `json:"among,omitzero"`
	Good        Signs              `json:"good,omitzero"`
	Numerator   string             `json:"numerator,omitzero"`   // name of a value
	Denominator string             `json:"denominator,omitzero"` // name of a value
	Unit        logistics.Unit     `json:"unit,omitzero"`        // of both; absent, as Currency is: plain counts
	Currency    logistics.Currency `json:"currency,omitzero"`    // of both, in place of a unit
	Decimals    int                `json:"decimals,omitzero"`    // 0 to 9
	Basis       Basis              `json:"basis,omitzero"`       // Good is then also to be done within this promise
	Early       logistics.Duration `json:"early,omitzero"`       // tolerated before the promise begins
	Late        logistics.Duration `json:"late,omitzero"`        // tolerated after it ends
	Open        OpenRule           `json:"open,omitzero"`
	Cancelled   CancelledRule      `json:"cancelled,omitzero"`
	Dated       Dated              `json:"dated,omitzero"`
}

// IsZero reports whether there is none.
func (c Counting) IsZero() bool { return c == Counting{} }

// validate reports every fault of the counting of a metric of the kind.
func (c Counting) validate(kind Kind, faults *logistics.Faults) {
	if c.IsZero() {
		return
	}
	if !isName(string(c.Grain)) {
		faults.Add("/counting/grain", logistics.FaultRequired, string(c.Grain), "what one case is: small letters, digits and underscores")
	}
	faults.At("/counting/among", c.Among.Validate())
	faults.At("/counting/good", c.Good.Validate())
	for path, name := range map[string]string{"/counting/numerator": c.Numerator, "/counting/denominator": c.Denominator} {
		if name != "" && !isName(name) {
			faults.Add(path, logistics.FaultSyntax, name, "small letters, digits and underscores")
		}
	}
	oneOf("/counting/basis", c.Basis, faults, "", ByRequest, ByFirstPromise, ByLatestPromise)
	oneOf("/counting/open", c.Open, faults, OpenLeftOut, OpenMissedWhenOverdue)
	oneOf("/counting/cancelled", c.Cancelled, faults, CancelledLeftOut, CancelledMissed, CancelledCounts)
	oneOf("/counting/dated", c.Dated, faults, DatedDone, DatedDue, DatedPlaced)
	c.validateTolerances(faults)
	c.validateTerms(kind, faults)
}

func (c Counting) validateTolerances(faults *logistics.Faults) {
	for path, d := range map[string]logistics.Duration{"/counting/early": c.Early, "/counting/late": c.Late} {
		if d.Negative() {
			faults.Add(path, logistics.FaultOutOfRange, d.String(), "not below zero")
		}
		if c.Basis == "" && !d.IsZero() {
			faults.Add(path, logistics.FaultConflict, d.String(), "a tolerance without a promise to tolerate it")
		}
	}
}

// validateTerms holds numerator and denominator to the kind.
func (c Counting) validateTerms(kind Kind, faults *logistics.Faults) {
	signs := c.Good != "" || c.Basis != ""
	if signs && c.Numerator != "" {
		faults.Add("/counting/numerator", logistics.FaultConflict, c.Numerator, "cases of a sort, or a quantity, not both")
	}
	c.validateUnits(kind, faults)
	switch kind {
	case KindProportion:
		if !signs && c.Numerator == "" {
			faults.Add("/counting/good", logistics.FaultRequired, "", "what makes a case good: signs, a promise, or quantities")
		}
		if (c.Numerator == "") != (c.Denominator == "") {
			faults.Add("/counting/denominator", logistics.FaultConflict, c.Denominator, "numerator and denominator are both quantities, or neither is")
		}
	case KindRatio:
		if c.Numerator == "" || c.Denominator == "" {
			faults.Add("/counting/numerator", logistics.FaultRequired, "", "a quantity, and one to hold it against")
		}
	case KindMean:
		if c.Numerator == "" {
			faults.Add("/counting/numerator", logistics.FaultRequired, "", "the quantity that is added up")
		}
	}
	if kind == KindProportion && c.Numerator == "" {
		return
	}
	// A sum has nothing to say about a case that did not come to its quantity.
	if c.Open == OpenMissedWhenOverdue {
		faults.Add("/counting/open", logistics.FaultConflict, string(c.Open), "a quantity that is not there cannot be missed: leave it out")
	}
	if c.Cancelled == CancelledMissed {
		faults.Add("/counting/cancelled", logistics.FaultConflict, string(c.Cancelled), "a quantity that is not there cannot be missed: leave it out")
	}
}

func (c Counting) validateUnits(kind Kind, faults *logistics.Faults) {
	if !c.Unit.IsZero() && !c.Currency.IsZero() {
		faults.Add("/counting/currency", logistics.FaultConflict, c.Currency.Code(), "a unit or a currency, not both")
	}
	if c.Decimals < 0 || c.Decimals > maxScale {
		faults.Add("/counting/decimals", logistics.FaultOutOfRange, strconv.Itoa(c.Decimals), "0 to 9")
	}
	switch own := !c.Unit.IsZero() || !c.Currency.IsZero() || c.Decimals != 0; {
	case own && kind == KindMean:
		faults.Add("/counting/unit", logistics.FaultConflict, c.Unit.Code(), "a mean is in the unit, currency and scale of its metric")
	case own && c.Numerator == "":
		faults.Add("/counting/unit", logistics.FaultConflict, c.Unit.Code(), "cases have no unit")
	}
}

func oneOf[T ~string](path string, value T, faults *logistics.Faults, known ...T) {
	if slices.Contains(known, value) {
		return
	}
	var names []string
	for _, k := range known {
		if k != "" {
			names = append(names, string(k))
		}
	}
	faults.Add(path, logistics.FaultUnknown, string(value), "none, or one of "+strings.Join(names, ", "))
}
