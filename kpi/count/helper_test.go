package count_test

import (
	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
)

// The codes of faults, in the words of the tables.
const (
	required    = logistics.FaultRequired
	badSyntax   = logistics.FaultSyntax
	badEncoding = logistics.FaultEncoding
	unheardOf   = logistics.FaultUnknown
	duplicate   = logistics.FaultDuplicate
	tooLong     = logistics.FaultTooLong
	tooMany     = logistics.FaultTooMany
	outOfRange  = logistics.FaultOutOfRange
	conflict    = logistics.FaultConflict
	mismatch    = logistics.FaultMismatch
	unsupported = logistics.FaultUnsupported
)

// ids compares ids, which have no exported fields.
var ids = cmp.Comparer(func(a, b logistics.ID) bool { return a == b })
