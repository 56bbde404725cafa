package sevenr

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Commitment says which promise counts when a promise was moved.
type Commitment string

// The commitments.
const (
	FirstPromise  Commitment = "first"  // the first one made, whatever was agreed later
	AgreedPromise Commitment = "agreed" // the last one the customer asked for or agreed to; else the first
	LastPromise   Commitment = "last"   // the last one made, by whomever
)

// CostBasis says for what a supplier may charge: what the billed amount is held against.
type CostBasis string

// The cost bases. The first three hold what was billed against the unit price of the promise (a three-way match of
// order, receipt and invoice); the last holds it against the promised cost as a whole.
const (
	PayAccepted  CostBasis = "accepted"  // what was delivered in an accepted condition, at most what was ordered
	PayDelivered CostBasis = "delivered" // what was delivered, in whatever condition, at most what was ordered
	PaySurplus   CostBasis = "surplus"   // what was delivered, units beyond those ordered too
	PayOrdered   CostBasis = "ordered"   // the promised cost, whatever was delivered
)

// Tolerances say how far off is still right. The zero value of a share or duration is no tolerance.
type Tolerances struct {
	Schema string             `json:"schema"` // "logistics/sevenr.tolerances/2"; in Go it may be left out
	ID     logistics.ID       `json:"id"`
	Early  logistics.Duration `json:"early"` // before the window: "P1D", "PT30M", "any"
	Late   logistics.Duration `json:"late"`  // after the window
	// short by at most this share of the promised quantity
	Under      logistics.Ratio       `json:"under,omitzero"`
	Over       logistics.Ratio       `json:"over,omitzero"`        // more by at most this share
	PriceOver  logistics.Ratio       `json:"price_over,omitzero"`  // dearer by at most this share of the promised cost
	PriceUnder logistics.Ratio       `json:"price_under,omitzero"` // cheaper by at most this share
	Accepted   []logistics.Condition `json:"accepted_conditions"`  // of goods, packaging and labels alike
	// DegreeMinutes is how far goods may have been outside the agreed temperatures: tenths of a degree ×
	// minutes. Absent, none at all.
	DegreeMinutes int64              `json:"degree_minutes,omitzero"`
	Geofence      logistics.Quantity `json:"geofence,omitzero"` // how far from the promised place is still that place
	Commitment    Commitment         `json:"commitment"`
	// Closes is how long after its window a promise is final: what comes by then counts for every right but time, and
	// what comes later is reported beside the verdicts. Absent: as long as Late; where Late is any it has to be said,
	// unless quantity is waived.
	Closes    logistics.Duration `json:"closes,omitzero"`
	CostBasis CostBasis          `json:"cost_basis,omitzero"` // absent: accepted
	// Billing is how long after a promise is closed bills and credit notes are waited for before cost is judged, unless
	// a final one closes the billing earlier. Absent: not at all.
	Billing logistics.Duration `json:"billing,omitzero"`
	Waived  []logistics.Right  `json:"waived,omitempty"` // rights this policy does not judge
	// Documents are asked for with every delivery. They are judged beside the seven rights.
	Documents []DocumentRule `json:"documents,omitempty"`
}

// document is the schema of Tolerances on the wire.
func document() wire.Document {
	return wire.Document{Name: "sevenr.tolerances", Upcasts: []wire.Upcast{costAsATotal}}
}

// costAsATotal reads the first version, which held what was charged against the whole promise, and left quantity open
// for ever where any time late was right: a century is as long.
func costAsATotal(data json.RawMessage) (json.RawMessage, error) {
	var t map[string]json.RawMessage
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, logistics.NewFieldError(logistics.FaultSyntax, "", "an object")
	}
	if _, given := t["cost_basis"]; given {
		return nil, logistics.NewFieldError(logistics.FaultUnknown, "cost_basis", "no such field in the first version")
	}
	t["cost_basis"] = json.RawMessage(`"ordered"`)
	if string(t["late"]) == `"any"` {
		t["closes"] = json.RawMessage(`"P36525D"`)
	}
	return json.Marshal(t)
}

// Default is the strict reading of a contract that says nothing else: early deliveries are welcome,
// none may be late, quantity and cost are exact, what was accepted is paid for, goods arrive intact, and changes the
// customer agreed to count.
func Default() Tolerances {
	return Tolerances{
		Schema:     document().Schema(),
		ID:         logistics.MustID("default"),
		Early:      logistics.AnyTime(),
		Accepted:   []logistics.Condition{logistics.Intact},
		Commitment: AgreedPromise,
		CostBasis:  PayAccepted,
	}
}

// MarshalJSON writes the tolerances with its schema.
func (t Tolerances) MarshalJSON() ([]byte, error) {
	type plain Tolerances
	t.Schema = document().Written(t.Schema)
	return json.Marshal(plain(t))
}

// DecodeTolerances reads the policy strictly: an unknown field is a fault. All faults are returned.
func DecodeTolerances(data []byte) (Tolerances, error) {
	return wire.DecodeDocument[Tolerances](document(), data, wire.Strict)
}

// Validate reports every fault.
func (t Tolerances) Validate() error {
	var faults logistics.Faults
	document().Head(wire.Head{Schema: t.Schema, ID: t.ID, Version: wire.Unversioned}, &faults)
	for _, d := range []struct {
		path  string
		value logistics.Duration
	}{{"/early", t.Early}, {"/late", t.Late}, {"/closes", t.Closes}, {"/billing", t.Billing}} {
		if d.value.Negative() {
			faults.OutOfRange(d.path, d.value, "a tolerance is not below zero")
		}
	}
	for _, s := range []struct {
		path  string
		value logistics.Ratio
	}{{"/under", t.Under}, {"/over", t.Over}, {"/price_over", t.PriceOver}, {"/price_under", t.PriceUnder}} {
		if s.value.Num() < 0 {
			faults.OutOfRange(s.path, s.value, "a tolerance is not below zero")
		}
	}
	if !slices.Contains([]Commitment{FirstPromise, AgreedPromise, LastPromise}, t.Commitment) {
		faults.Unknown("/commitment", t.Commitment, "first, agreed or last")
	}
	switch judged := !slices.Contains(t.Waived, logistics.RightQuantity); {
	case t.Closes.Any() || t.Billing.Any():
		faults.Unsupported("/closes", "any", "a promise and its billing are final at some time")
	case t.Late.Any() && t.Closes.IsZero() && judged:
		faults.Required("/closes", "when a quantity is final that may come any time late")
	case !t.Late.Any() && !t.Closes.IsZero() && shorter(t.Closes, t.Late):
		faults.Conflict("/closes", t.Closes, "not before the tolerance for late deliveries is over")
	}
	wire.CheckOneOf("/cost_basis", t.CostBasis, &faults, "", PayAccepted, PayDelivered, PaySurplus, PayOrdered)
	if len(t.Accepted) == 0 {
		faults.Required("/accepted_conditions", "at least one condition is acceptable")
	}
	for i, c := range t.Accepted {
		if c == "" || slices.Contains(t.Accepted[:i], c) {
			faults.Duplicate("/accepted_conditions/"+strconv.Itoa(i), c, "each condition once, none empty")
		}
	}
	if t.DegreeMinutes < 0 {
		faults.OutOfRange("/degree_minutes", t.DegreeMinutes, "not below zero")
	}
	if t.Geofence.Sign() < 0 || !t.Geofence.IsZero() && t.Geofence.Unit().Dimension() != logistics.Length {
		faults.OutOfRange("/geofence", t.Geofence, "a length, not below zero")
	}
	for i, r := range t.Waived {
		if !r.Valid() || slices.Contains(t.Waived[:i], r) {
			faults.Duplicate("/waived/"+strconv.Itoa(i), r, "each right once")
		}
	}
	t.validateDocuments(&faults)
	return faults.Err()
}

// Compile prepares the tolerances; it returns every fault.
func Compile(t Tolerances) (*Checker, error) {
	if err := t.Validate(); err != nil {
		return nil, err
	}
	c := &Checker{
		early: t.Early, late: t.Late, commitment: t.Commitment,
		accepted: slices.Clone(t.Accepted), degreeMinutes: t.DegreeMinutes, geofence: t.Geofence,
		under: orZero(t.Under), over: orZero(t.Over),
		priceUnder: orZero(t.PriceUnder), priceOver: orZero(t.PriceOver), compiled: true,
		exact: t.Early.IsZero() && t.Late.IsZero(), basis: cmp.Or(t.CostBasis, PayAccepted), billing: t.Billing,
		closes: t.Late, documents: slices.Clone(t.Documents),
	}
	if !t.Closes.IsZero() || t.Late.Any() {
		c.closes = t.Closes
	}
	for _, r := range t.Waived {
		c.waived[r-1] = true
	}
	return c, nil
}

// shorter compares two lengths of time on a clock that does not change.
func shorter(a, b logistics.Duration) bool {
	day := time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)
	return a.AddTo(day).Before(b.AddTo(day))
}

// orZero makes "no tolerance given" a tolerance of nothing.
func orZero(r logistics.Ratio) logistics.Ratio {
	if r.IsZero() {
		return logistics.MustRatio("0/1")
	}
	return r
}

// Checker is compiled [Tolerances]. It is immutable and safe for concurrent use. The zero Checker judges
// nothing: it is a fault wherever it is asked.
type Checker struct {
	early, late           logistics.Duration
	under, over           logistics.Ratio
	priceUnder, priceOver logistics.Ratio
	accepted              []logistics.Condition
	degreeMinutes         int64
	basis                 CostBasis
	billing, closes       logistics.Duration
	geofence              logistics.Quantity
	commitment            Commitment
	waived                [7]bool
	documents             []DocumentRule
	exact                 bool // no tolerance of time
	compiled              bool // the zero Checker checks nothing
}

// faultsOf takes an error of this library apart.
func faultsOf(err error) logistics.Faults {
	var faults logistics.Faults
	errors.As(err, &faults)
	return faults
}
