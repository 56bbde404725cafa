package workflow

import (
	"strconv"

	"github.com/logicrm/logistics"
)

const maxFaults = 100 // of a history; a hundred and first ends the reading

// Fold applies the events of a whole history in their order, oldest first. It reports each that is absent, that is
// of no kind the room has, and before which others are missing; apply reports whether it is one of the room's.
// Events of before there were versions are counted.
func Fold[E Event](events []E, apply func(E) bool) error {
	var faults logistics.Faults
	version := int64(0)
	for i, event := range events {
		if !apply(event) {
			code, detail := logistics.FaultUnknown, "not an event of this workflow"
			if any(event) == nil {
				code, detail = logistics.FaultRequired, "an event"
			}
			faults.Add("/"+strconv.Itoa(i), code, "", detail)
			version++ // it has the place of one
		} else if at := event.Header().Version; at == 0 || at == version+1 {
			version++
		} else {
			faults.Add("/"+strconv.Itoa(i)+"/version", logistics.FaultConflict, strconv.FormatInt(at, 10),
				"version "+strconv.FormatInt(version+1, 10)+" comes next")
			version = at
		}
		if len(faults) == maxFaults {
			break
		}
	}
	return faults.Err()
}
