package disposition

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// Units is how many units of a line take a way.
type Units struct {
	Disposition Disposition `json:"way"`
	Units       int64       `json:"units"`
}

// Dispose checks that every inspected unit takes exactly one way: the units by way add up to those that
// were inspected. All faults are returned; a sum that does not fit is a [logistics.FaultMismatch].
func Dispose(inspected int64, split []Units) error {
	var faults logistics.Faults
	if inspected < 0 {
		faults.Add("/inspected", logistics.FaultOutOfRange, strconv.FormatInt(inspected, 10), "not below zero")
	}
	left := inspected
	seen := make(map[Disposition]bool, len(split))
	for i, part := range split {
		at := "/split/" + strconv.Itoa(i)
		switch {
		case part.Disposition == "":
			faults.Add(at+"/way", logistics.FaultRequired, "", "which way out")
		case seen[part.Disposition]:
			faults.Add(at+"/way", logistics.FaultDuplicate, string(part.Disposition), "each way once")
		}
		seen[part.Disposition] = true
		if part.Units < 0 {
			faults.Add(at+"/units", logistics.FaultOutOfRange, strconv.FormatInt(part.Units, 10), "not below zero")
			continue
		}
		if left >= 0 { // once below zero it stays there, and cannot wrap around
			left -= part.Units
		}
	}
	switch {
	case len(faults) > 0:
	case left > 0:
		faults.Add(
			"/split", logistics.FaultMismatch, strconv.FormatInt(left, 10), "units that were inspected have no way",
		)
	case left < 0:
		faults.Add(
			"/split", logistics.FaultMismatch, strconv.FormatInt(inspected, 10),
			"more units have a way than were inspected",
		)
	}
	return faults.Err()
}
