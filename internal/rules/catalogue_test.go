package rules_test

import (
	"testing"

	"github.com/logicrm/logistics/internal/rules"
)

func TestCatalogue(t *testing.T) { keep(t, rules.Catalogue) }

func TestCatalogueReports(t *testing.T) {
	reports(t, rules.Catalogue(planted(t, map[string]string{
		"fault.go": `package logistics

type Code string

type FaultCode string

const (
	FaultRequired FaultCode = "required"
	FaultMissing  FaultCode = "required"
)

const CodeShared Code = "logistics.shared"

func Reasons() []Code { return []Code{CodeShared} }
`,
		"fault_test.go": "package logistics\n\nvar _ = CodeShared\n",
		"sla/sevenr/codes.go": `package sevenr

import house "example.org/logistics"

const (
	CodeLate      house.Code = "sevenr.time.late"
	CodeEarly                = house.Code("sevenr.time.early")
	CodeForm      house.Code = "sevenr.Late"
	CodeOther     house.Code = "credit.late"
	CodeUnlisted  house.Code = "sevenr.unlisted"
	CodeUnused    house.Code = "sevenr.unused"
	CodeUnseen    house.Code = "sevenr.unseen"
	CodeTally     house.Code = "sevenr.tally"
	CodeBuilt     house.Code = "sevenr." + "built"
	Limit                    = 3
)

func Reasons() []house.Code {
	return []house.Code{CodeLate, CodeEarly, CodeForm, CodeOther, CodeUnused, CodeUnseen, CodeTally}
}

// The names of fields, and of what other packages declare, are no use of a code.
type tally struct{ CodeTally, CodeUnused int }

var _ = []any{tally{CodeUnused: 1}.CodeUnused, credit.CodeUnused}

var _ = map[house.Code]int{CodeTally: 1}

func check() []house.Code {
	return []house.Code{CodeLate, CodeEarly, CodeForm, CodeOther, CodeUnlisted, CodeUnseen, house.CodeShared}
}
`,
		"sla/sevenr/check_test.go": `package sevenr_test

import (
	"example.org/logistics/sla/credit"
	"example.org/logistics/sla/sevenr"
)

var _ = []any{sevenr.CodeLate, sevenr.CodeForm, sevenr.CodeOther, "want sevenr.unused in it", sevenr.CodeUnlisted}

var _ = []any{credit.CodeTally, tally{CodeTally: 1}}
`,
		"sla/sevenr/testdata/story/expected.json": `{"code": "sevenr.time.early", "other": "sevenr.unseen.deeper"}`,
		"sla/credit/codes.go": `package credit

import "example.org/logistics"

const CodeLate logistics.Code = "credit.late"

var _ = CodeLate
`,
		"sla/credit/credit_test.go": "package credit\n\nvar _ = CodeLate\n",
	})),
		"fault.go:9: FaultMissing: \"required\" is already FaultRequired at fault.go:8",
		"sla/credit/codes.go:5: sla/credit gives reasons but has no func Reasons() that lists them",
		"sla/sevenr/codes.go:14: CodeBuilt: a code is written as one literal, so that it can be searched for",
		`sla/sevenr/codes.go:8: CodeForm: "sevenr.Late" is not words joined by dots`,
		`sla/sevenr/codes.go:9: CodeOther: "credit.late" does not begin with "sevenr"`,
		`sla/sevenr/codes.go:9: CodeOther: "credit.late" is already CodeLate at sla/credit/codes.go:5`,
		"sla/sevenr/codes.go:10: CodeUnlisted: not listed by Reasons()",
		"sla/sevenr/codes.go:11: CodeUnused: nothing gives this reason",
		`sla/sevenr/codes.go:12: CodeUnseen: no test of sla/sevenr mentions it, nor "sevenr.unseen"`,
		`sla/sevenr/codes.go:13: CodeTally: no test of sla/sevenr mentions it, nor "sevenr.tally"`,
	)
}
