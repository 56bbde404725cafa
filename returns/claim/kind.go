package claim

import "github.com/logicrm/logistics"

// Kind is what a claim is about. The vocabulary is open; these are the usual ones.
type Kind string

// The usual kinds.
const (
	Damage          Kind = "damage"           // seen on delivery
	ConcealedDamage Kind = "concealed_damage" // found after a clean receipt
	Loss            Kind = "loss"
	Shortage        Kind = "shortage"
	Delay           Kind = "delay"
	Overcharge      Kind = "overcharge"
	VendorDefect    Kind = "vendor_defect"
)

// Against is what the other side is. The vocabulary is open; these are the usual ones.
type Against string

// The usual other sides.
const (
	Carrier Against = "carrier"
	Vendor  Against = "vendor"
)

// Evidence is a sort of proof. The vocabulary is open; these are the usual ones.
type Evidence string

// The usual sorts of proof.
const (
	Photo            Evidence = "photo"
	Packing          Evidence = "packing" // the packing itself, or photos of it
	Invoice          Evidence = "invoice" // of the goods: proof of value
	DeliveryReceipt  Evidence = "delivery_receipt"
	BillOfLading     Evidence = "bill_of_lading"
	FreightBill      Evidence = "freight_bill"
	InspectionReport Evidence = "inspection_report"
	RepairEstimate   Evidence = "repair_estimate"
)

// Ground is why the other side declines. The vocabulary is open; these are the usual ones.
type Ground string

// The usual grounds.
const (
	LateFiling         Ground = "late_filing"
	InsufficientProof  Ground = "insufficient_proof"
	PoorPacking        Ground = "poor_packing"
	InherentVice       Ground = "inherent_vice"
	ForceMajeure       Ground = "force_majeure"
	NotLiable          Ground = "not_liable"
	LiabilityExhausted Ground = "liability_exhausted"
)

// Document is a piece of evidence and where the host keeps it.
type Document struct {
	Evidence Evidence     `json:"evidence"`
	Document logistics.ID `json:"document"`
}

// Override says that staff passes over what is late or lacking, and why.
type Override struct {
	By     logistics.ID `json:"by"`
	Detail string       `json:"detail"`
}

// IsZero reports whether nothing is overridden.
func (o Override) IsZero() bool { return o == Override{} }
