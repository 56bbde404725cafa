package kpi

import (
	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
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

// Valid reports whether the grain is a name: lower-case letters, digits and underscores, at most 64 of them.
func (g Grain) Valid() bool { return isName(string(g)) }

// Basis is the promise that the time of a case is compared with.
type Basis string

// The bases. They are three metrics, not three views of one.
const (
	ByRequest       Basis = "request"        // what the customer asked for
	ByFirstPromise  Basis = "first_promise"  // what was promised first
	ByLatestPromise Basis = "latest_promise" // what holds after every revision
)

// OpenRule says what becomes of a case that is not finished. Until it is due it is left out as "not_due".
type OpenRule string

// The rules for open cases.
const (
	OpenLeftOut           OpenRule = ""                    // when overdue it is left out too, as "open"
	OpenMissedWhenOverdue OpenRule = "missed_when_overdue" // when overdue it is missed
)

// CancelledRule says what becomes of a cancelled case.
type CancelledRule string

// The rules for cancelled cases.
const (
	CancelledLeftOut CancelledRule = ""       // left out, as "cancelled"
	CancelledMissed  CancelledRule = "missed" // missed: customers cancel what comes too late
	CancelledCounts  CancelledRule = "counts" // judged like any other
)

// Dated says which day a case belongs to. Where that day is not known it is the next one named.
type Dated string

// The days of a case.
const (
	DatedDone   Dated = ""       // when it was done; else due; else placed
	DatedDue    Dated = "due"    // the end of its promise, by the basis or the latest, whatever became of it; else done
	DatedPlaced Dated = "placed" // when it was placed; else due; else done
)

// Counting says what a metric counts, as data, so that a counter of kpi/count can do it. A metric whose figures are
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
	if !c.Grain.Valid() {
		what := "what one case is, in lower-case letters, digits and underscores"
		faults.Add("/counting/grain", logistics.FaultRequired, string(c.Grain), what)
	}
	faults.At("/counting/among", c.Among.Validate())
	faults.At("/counting/good", c.Good.Validate())
	for _, of := range [2]struct{ path, name string }{{"/numerator", c.Numerator}, {"/denominator", c.Denominator}} {
		if of.name != "" && !isName(of.name) {
			faults.Syntax("/counting"+of.path, of.name, "lower-case letters, digits and underscores")
		}
	}
	wire.CheckOneOf("/counting/basis", c.Basis, faults, "", ByRequest, ByFirstPromise, ByLatestPromise)
	wire.CheckOneOf("/counting/open", c.Open, faults, OpenLeftOut, OpenMissedWhenOverdue)
	wire.CheckOneOf("/counting/cancelled", c.Cancelled, faults, CancelledLeftOut, CancelledMissed, CancelledCounts)
	wire.CheckOneOf("/counting/dated", c.Dated, faults, DatedDone, DatedDue, DatedPlaced)
	c.validateTolerances(faults)
	c.validateTerms(kind, faults)
}

func (c Counting) validateTolerances(faults *logistics.Faults) {
	for _, of := range [2]struct {
		path string
		d    logistics.Duration
	}{{"/counting/early", c.Early}, {"/counting/late", c.Late}} {
		if of.d.Negative() {
			faults.OutOfRange(of.path, of.d, "must be 0 or greater")
		}
		if c.Basis == "" && !of.d.IsZero() {
			faults.Conflict(of.path, of.d, "a tolerance needs a basis")
		}
	}
}

// validateTerms holds numerator and denominator to the kind.
func (c Counting) validateTerms(kind Kind, faults *logistics.Faults) {
	add := func(path string, code logistics.FaultCode, value, detail string) {
		faults.Add("/counting/"+path, code, value, detail)
	}
	signs := c.Good != "" || c.Basis != ""
	if signs && c.Numerator != "" {
		add("numerator", logistics.FaultConflict, c.Numerator, "give good signs or a basis, or a numerator, not both")
	}
	c.validateUnits(kind, faults)
	switch kind {
	case KindProportion:
		if !signs && c.Numerator == "" {
			add("good", logistics.FaultRequired, "", "give good signs, a basis, or a numerator and a denominator")
		}
		if (c.Numerator == "") != (c.Denominator == "") {
			what := "give both a numerator and a denominator, or neither"
			add("denominator", logistics.FaultConflict, c.Denominator, what)
		}
	case KindRatio:
		if c.Numerator == "" || c.Denominator == "" {
			add("numerator", logistics.FaultRequired, "", "a ratio needs a numerator and a denominator")
		}
	case KindMean:
		if c.Numerator == "" {
			add("numerator", logistics.FaultRequired, "", "a mean needs a numerator")
		}
	}
	if kind == KindProportion && c.Numerator == "" {
		return
	}
	// A sum has nothing to say about a case that did not come to its quantity.
	const what = "only counted cases can be missed; quantities are left out"
	if c.Open == OpenMissedWhenOverdue {
		add("open", logistics.FaultConflict, string(c.Open), what)
	}
	if c.Cancelled == CancelledMissed {
		add("cancelled", logistics.FaultConflict, string(c.Cancelled), what)
	}
}

func (c Counting) validateUnits(kind Kind, faults *logistics.Faults) {
	if !c.Unit.IsZero() && !c.Currency.IsZero() {
		faults.Conflict("/counting/currency", c.Currency.Code(), "give a unit or a currency, not both")
	}
	if c.Decimals < 0 || c.Decimals > maxScale {
		faults.OutOfRange("/counting/decimals", c.Decimals, "0 to 9")
	}
	switch own := !c.Unit.IsZero() || !c.Currency.IsZero() || c.Decimals != 0; {
	case own && kind == KindMean:
		what := "a mean takes unit, currency and scale from its metric"
		faults.Conflict("/counting/unit", c.Unit.Code(), what)
	case own && c.Numerator == "":
		faults.Conflict("/counting/unit", c.Unit.Code(), "a count of cases has no unit")
	}
}
