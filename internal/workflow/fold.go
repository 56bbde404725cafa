package workflow

import (
	"strconv"

	"github.com/logicrm/logistics"
)

const maxFaults = 100 // of a history

// History finds what is wrong with the events of a whole history while they are applied in their order: each that is
// absent, that is of no kind the room has, and before which others are missing. The zero History is before the first.
type History struct {
	version int64
	events  int
	faults  logistics.Faults
}

// Next is an event with its version; one of before there were versions is counted.
func (h *History) Next(version int64) {
	h.events++
	h.version++
	if version != 0 && version != h.version {
		h.gap(version)
	}
}

func (h *History) gap(version int64) {
	h.fault("/version", logistics.FaultConflict, strconv.FormatInt(version, 10),
		"version "+strconv.FormatInt(h.version, 10)+" comes next")
	h.version = version
}

// Strange is something else in the place of an event, or nothing at all.
func (h *History) Strange(absent bool) {
	h.events++
	if absent {
		h.fault("", logistics.FaultRequired, "", "an event")
	} else {
		h.fault("", logistics.FaultUnknown, "", "not an event of this workflow")
	}
	h.version++ // it has the place of one
}

func (h *History) fault(path string, code logistics.FaultCode, value, detail string) {
	if len(h.faults) < maxFaults {
		h.faults.Add("/"+strconv.Itoa(h.events-1)+path, code, value, detail)
	}
}

// Err are the faults of the history, if there are any.
func (h *History) Err() error { return h.faults.Err() }
