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
		faults.OutOfRange("/inspected", inspected, "not below zero")
	}
	left := inspected
	seen := make(map[Disposition]bool, len(split))
	for i, part := range split {
		at := "/split/" + strconv.Itoa(i)
		switch {
		case part.Disposition == "":
			faults.Required(at+"/way", "disposition is required")
		case seen[part.Disposition]:
			faults.Duplicate(at+"/way", part.Disposition, "each disposition once")
		}
		seen[part.Disposition] = true
		if part.Units < 0 {
			faults.OutOfRange(at+"/units", part.Units, "not below zero")
			continue
		}
		if left >= 0 { // once below zero it stays there, and cannot wrap around
			left -= part.Units
		}
	}
	switch {
	case len(faults) > 0:
	case left > 0:
		faults.Mismatch("/split", left, "some inspected units have no disposition")
	case left < 0:
		faults.Mismatch("/split", inspected, "more units have a disposition than were inspected")
	}
	return faults.Err()
}
