package logistics

import "strconv"

// Condition is the state goods arrived in. The vocabulary is open; a policy says which are acceptable.
type Condition string

// The usual conditions.
const (
	Intact         Condition = "intact"
	Damaged        Condition = "damaged"
	Expired        Condition = "expired"
	WrongPackaging Condition = "wrong_packaging" // goods sound, presentation not as agreed
	WrongLabel     Condition = "wrong_label"
	TooWarm        Condition = "too_warm"
)

// DocumentKind is what a document proves or announces. The vocabulary is open; a policy says which are asked for.
type DocumentKind string

// The usual documents.
const (
	ShipNotice    DocumentKind = "advance_ship_notice" // what is on its way (X12 856, EDIFACT DESADV)
	DeliveryProof DocumentKind = "proof_of_delivery"   // what was handed over, to whom and when
	PackingList   DocumentKind = "packing_list"
)

// Document is a paper about a fulfilment, and when whoever asked for it received it.
type Document struct {
	Kind     DocumentKind `json:"kind"`
	At       Stamp        `json:"at,omitzero"`       // when it was received
	Quantity Quantity     `json:"quantity,omitzero"` // what it says was shipped or delivered
}

// Fulfilment is what really happened to an order line: what was delivered, how much, where, when, to
// whom, in which condition, at what cost. Fields that nobody recorded stay zero, and are judged as
// unknown, never as fine: where the instant is missing there is no proof of when it came. A line may have several.
// A fulfilment that only takes an earlier one back has the event's Retracts and nothing else.
type Fulfilment struct {
	Event     Envelope  `json:"event"`
	Order     ID        `json:"order,omitzero"`
	Line      ID        `json:"line,omitzero"`
	Product   ID        `json:"product,omitzero"`
	Quantity  Quantity  `json:"quantity,omitzero"`
	Condition Condition `json:"condition,omitzero"`
	// Presentation is what was found about packaging and labels beside the condition of the goods.
	Presentation []Condition `json:"presentation,omitempty"`
	// outside the agreed temperatures: tenths of a degree × minutes
	DegreeMinutes int64    `json:"degree_minutes,omitzero"`
	Recipient     ID       `json:"recipient,omitzero"`
	Place         Place    `json:"place,omitzero"`
	Distance      Quantity `json:"distance,omitzero"` // from the promised place, where it was measured
	Cost          CostFact `json:"cost,omitzero"`     // what was charged for it
	// what came with it, before it or after it: announcements and proofs
	Documents []Document `json:"documents,omitempty"`
}

const (
	maxPresentation = 20
	maxDocuments    = 20
)

// Validate reports every fault of the fulfilment.
func (f Fulfilment) Validate() error {
	var faults Faults
	f.Event.validate("/event", &faults)
	if !f.Event.Retracts.IsZero() && f.Order.IsZero() && f.Line.IsZero() {
		return faults.Err()
	}
	if f.Order.IsZero() {
		faults.Required("/order", "order is required")
	}
	if f.Line.IsZero() {
		faults.Required("/line", "line is required")
	}
	if f.Quantity.Sign() < 0 {
		faults.OutOfRange("/quantity", f.Quantity, "not below zero; goods come back as returns")
	}
	checkOptional("", "/condition", string(f.Condition), &faults)
	for i, c := range f.Presentation {
		if c == "" || i >= maxPresentation {
			faults.OutOfRange("/presentation/"+strconv.Itoa(i), c, "at most 20 findings, none empty")
			break
		}
	}
	for i, d := range f.Documents {
		path := "/documents/" + strconv.Itoa(i)
		if d.Kind == "" || i >= maxDocuments {
			faults.OutOfRange(path+"/kind", d.Kind, "at most 20 documents, each with its kind")
			break
		}
		checkOptional(path, "/kind", string(d.Kind), &faults)
		if d.Quantity.Sign() < 0 {
			faults.OutOfRange(path+"/quantity", d.Quantity, "not below zero")
		}
	}
	if f.DegreeMinutes < 0 {
		faults.OutOfRange("/degree_minutes", f.DegreeMinutes, "not below zero")
	}
	if f.Distance.Sign() < 0 || !f.Distance.IsZero() && f.Distance.Unit().Dimension() != Length {
		faults.OutOfRange("/distance", f.Distance, "a length, not below zero")
	}
	if !f.Place.ID.IsZero() {
		f.Place.validate("/place", &faults)
	}
	return faults.Err()
}
