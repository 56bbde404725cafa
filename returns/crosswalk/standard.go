package crosswalk

import "strings"

// Instruction is what is to be done with goods, or was, in the words of this package. What a standard
// says and these words do not is kept as it came, with the standard in front: "x12:ZZ".
type Instruction string

// The instructions.
const (
	ReturnAuthorised   Instruction = "return_with_authorisation"
	ReturnUnnumbered   Instruction = "return_without_number"
	ReturnDenied       Instruction = "return_denied"
	ReturnPending      Instruction = "return_pending"
	PartlyAuthorised   Instruction = "partly_authorised"
	ReturnToVendor     Instruction = "consumer_return_to_vendor"
	KeepForAllowance   Instruction = "keep_with_allowance"
	KeepAndRepair      Instruction = "keep_and_repair"
	FactoryRepair      Instruction = "factory_repair"
	Warranty           Instruction = "manufacturer_warranty"
	DisposeOf          Instruction = "dispose"
	SendToThirdParty   Instruction = "third_party"
	GiveToCharity      Instruction = "charity"
	SendToDisposal     Instruction = "disposal_firm"
	ReportMissingGoods Instruction = "missing"
	ReportDamage       Instruction = "damaged"
	ReportWrongProduct Instruction = "wrong_product"
	ReportHold         Instruction = "on_hold"
	ReportDefect       Instruction = "defective"
	ReturnGoods        Instruction = "return_goods"
	DestroyGoods       Instruction = "destroy"
	RepairGoods        Instruction = "repair"
)

// pair is a code of a standard and the word for it.
type pair struct{ code, word string }

// x12 are the codes of data element 1292, returns disposition, as in RDR01 of transaction set 180.
var x12 = []pair{
	{"CR", string(ReturnToVendor)},
	{"DI", string(DisposeOf)},
	{"KA", string(KeepForAllowance)},
	{"KR", string(KeepAndRepair)},
	{"MW", string(Warranty)},
	{"PA", string(PartlyAuthorised)},
	{"RA", string(ReturnAuthorised)},
	{"RD", string(ReturnDenied)},
	{"RF", string(FactoryRepair)},
	{"RN", string(ReturnUnnumbered)},
	{"RP", string(ReturnPending)},
	{"RT", string(SendToThirdParty)},
	{"SC", string(GiveToCharity)},
	{"SD", string(SendToDisposal)},
}

// edifact are the codes of data element 7007 that concern goods that come back.
var edifact = []pair{
	{"2", string(ReportMissingGoods)},
	{"4", string(ReportDamage)},
	{"6", string(ReportWrongProduct)},
	{"7", string(ReportHold)},
	{"17", string(ReportDefect)},
	{"21", string(ReturnGoods)},
	{"22", string(DisposeOf)},
	{"23", string(DestroyGoods)},
	{"24", string(RepairGoods)},
}

// steps and dispositions are those of the core business vocabulary of EPCIS that a return passes; the
// words are the standard's own.
var steps = []pair{
	{"shipping", "shipping"},
	{"receiving", "receiving"},
	{"inspecting", "inspecting"},
	{"holding", "holding"},
	{"accepting", "accepting"},
	{"repairing", "repairing"},
	{"repackaging", "repackaging"},
	{"stocking", "stocking"},
	{"destroying", "destroying"},
	{"decommissioning", "decommissioning"},
}

var dispositions = []pair{
	{"returned", "returned"},
	{"in_transit", "in_transit"},
	{"conformant", "conformant"},
	{"non_conformant", "non_conformant"},
	{"damaged", "damaged"},
	{"needs_replacement", "needs_replacement"},
	{"sellable_accessible", "sellable_accessible"},
	{"sellable_not_accessible", "sellable_not_accessible"},
	{"non_sellable_other", "non_sellable_other"},
	{"expired", "expired"},
	{"recalled", "recalled"},
	{"disposed", "disposed"},
	{"destroyed", "destroyed"},
	{"stolen", "stolen"},
	{"unknown", "unknown"},
	{"mismatch_quantity", "mismatch_quantity"},
	{"mismatch_class", "mismatch_class"},
	{"mismatch_instance", "mismatch_instance"},
}

// Standard is a vocabulary of returns. Each reads any code: one it does not have is kept as it came.
type Standard struct {
	name, prefix string
	pairs        []pair
}

// X12 is data element 1292, returns disposition.
func X12() Standard { return Standard{"x12", "", x12} }

// EDIFACT is data element 7007, as far as it concerns goods that come back.
func EDIFACT() Standard { return Standard{"edifact", "", edifact} }

// EPCISStep is the business step of the core business vocabulary.
func EPCISStep() Standard { return Standard{"epcis", "urn:epcglobal:cbv:bizstep:", steps} }

// EPCISDisposition is its disposition.
func EPCISDisposition() Standard { return Standard{"epcis", "urn:epcglobal:cbv:disp:", dispositions} }

// Read is the word for a code; known is false for a code that is kept as it came. Every code reads back.
func (s Standard) Read(code string) (word Instruction, known bool) {
	for _, p := range s.pairs {
		if code == s.code(p) {
			return Instruction(p.word), true
		}
	}
	return Instruction(s.name + ":" + code), false
}

// Write is the code for a word; ok is false when the standard has none for it.
func (s Standard) Write(word Instruction) (code string, ok bool) {
	if opaque, found := strings.CutPrefix(string(word), s.name+":"); found {
		return opaque, true
	}
	for _, p := range s.pairs {
		if string(word) == p.word {
			return s.code(p), true
		}
	}
	return "", false
}

// Codes lists the codes of the standard.
func (s Standard) Codes() []string {
	codes := make([]string, len(s.pairs))
	for i, p := range s.pairs {
		codes[i] = s.code(p)
	}
	return codes
}

func (s Standard) code(p pair) string { return s.prefix + p.code }
