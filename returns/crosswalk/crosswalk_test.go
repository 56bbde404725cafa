package crosswalk_test

import (
	"fmt"
	"testing"

	"github.com/logicrm/logistics/returns/crosswalk"
)

func TestEveryCodeReadsBack(t *testing.T) {
	for name, c := range map[string]struct {
		standard crosswalk.Standard
		codes    int
		some     map[string]crosswalk.Instruction
	}{
		"x12": {crosswalk.X12(), 14, map[string]crosswalk.Instruction{
			"KA": crosswalk.KeepForAllowance, "RD": crosswalk.ReturnDenied, "SC": crosswalk.GiveToCharity,
		}},
		"edifact": {crosswalk.EDIFACT(), 9, map[string]crosswalk.Instruction{
			"2": crosswalk.ReportMissingGoods, "22": crosswalk.DisposeOf, "24": crosswalk.RepairGoods,
		}},
		"step": {
			crosswalk.EPCISStep(), 10,
			map[string]crosswalk.Instruction{"urn:epcglobal:cbv:bizstep:inspecting": "inspecting"},
		},
		"disposition": {crosswalk.EPCISDisposition(), 18, map[string]crosswalk.Instruction{
			"urn:epcglobal:cbv:disp:non_sellable_other": "non_sellable_other",
		}},
	} {
		codes := c.standard.Codes()
		if len(codes) != c.codes {
			t.Errorf("%s has %d codes, want %d", name, len(codes), c.codes)
		}
		seen := map[crosswalk.Instruction]bool{}
		for _, code := range append(codes, "ZZ", "", "x12:KA", "a:b") {
			word, known := c.standard.Read(code)
			back, ok := c.standard.Write(word)
			if !ok || back != code || seen[word] {
				t.Errorf("%s: %q is %q, which is %q", name, code, word, back)
			}
			seen[word] = true
			if _, listed := c.some[code]; listed && word != c.some[code] {
				t.Errorf("%s: %q is %q, want %q", name, code, word, c.some[code])
			}
			if known && (code == "ZZ" || code == "") {
				t.Errorf("%s knows %q", name, code)
			}
		}
		if code, ok := c.standard.Write("hold the door"); ok {
			t.Errorf("%s has the code %q for what it does not have", name, code)
		}
	}
}

func ExampleX12() {
	word, known := crosswalk.X12().Read("KA")
	fmt.Println(word, known)
	word, known = crosswalk.X12().Read("ZZ")
	fmt.Println(word, known)
	fmt.Println(crosswalk.X12().Write(word))
	// Output:
	// keep_with_allowance true
	// x12:ZZ false
	// ZZ true
}

func ExampleEDIFACT() {
	fmt.Println(crosswalk.EDIFACT().Write(crosswalk.ReportDamage))
	// Output:
	// 4 true
}

func ExampleEPCISStep() {
	fmt.Println(crosswalk.EPCISStep().Write("inspecting"))
	// Output:
	// urn:epcglobal:cbv:bizstep:inspecting true
}

func ExampleEPCISDisposition() {
	fmt.Println(crosswalk.EPCISDisposition().Read("urn:epcglobal:cbv:disp:damaged"))
	// Output:
	// damaged true
}
