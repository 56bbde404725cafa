package promise

import (
	"encoding/json"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// CutOffs are the readings before which an order still counts for its date, by weekday. 24:00 takes all
// orders of the date; absent, or 00:00, takes none: work on them starts on the next ship day.
type CutOffs struct {
	Monday    logistics.TimeOfDay `json:"mon,omitzero"`
	Tuesday   logistics.TimeOfDay `json:"tue,omitzero"`
	Wednesday logistics.TimeOfDay `json:"wed,omitzero"`
	Thursday  logistics.TimeOfDay `json:"thu,omitzero"`
	Friday    logistics.TimeOfDay `json:"fri,omitzero"`
	Saturday  logistics.TimeOfDay `json:"sat,omitzero"`
	Sunday    logistics.TimeOfDay `json:"sun,omitzero"`
}

// Daily is the same cut-off on every day of the week.
func Daily(at logistics.TimeOfDay) CutOffs { return CutOffs{at, at, at, at, at, at, at} }

// of are the cut-offs by time.Weekday.
func (c CutOffs) of() [7]logistics.TimeOfDay {
	return [7]logistics.TimeOfDay{
		time.Sunday: c.Sunday, time.Monday: c.Monday, time.Tuesday: c.Tuesday, time.Wednesday: c.Wednesday,
		time.Thursday: c.Thursday, time.Friday: c.Friday, time.Saturday: c.Saturday,
	}
}

// Service is the policy: what a class of orders is promised.
type Service struct {
	Schema   string             `json:"schema"` // "logistics/promise.service/1"
	ID       logistics.ID       `json:"id"`
	CutOffs  CutOffs            `json:"cut_offs"`
	Grace    logistics.Duration `json:"grace,omitzero"` // after a cut-off, up to the end of its date: "PT5M"
	Handling int                `json:"handling_days"`  // ship days from the start of work to the hand-over
	Transit  int                `json:"transit_days"`   // carrier days from the hand-over to the arrival
}

func document() wire.Document { return wire.Document{Name: "promise.service"} }

// MarshalJSON writes the service with its schema.
func (s Service) MarshalJSON() ([]byte, error) {
	type plain Service
	s.Schema = document().Written(s.Schema)
	return json.Marshal(plain(s))
}

// DecodeService reads the policy strictly: an unknown field is a fault. All faults are returned.
func DecodeService(data []byte) (Service, error) {
	return wire.DecodeDocument[Service](document(), data, wire.Strict)
}

const (
	maxDays  = 3660 // ten years
	endOfDay = 24 * 60 * 60
)

// Validate reports every fault.
func (s Service) Validate() error {
	var faults logistics.Faults
	document().Head(wire.Head{Schema: s.Schema, ID: s.ID, Version: wire.Unversioned}, &faults)
	for i, at := range s.CutOffs.of() {
		if at.Seconds() > endOfDay {
			weekday := [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}[i]
			faults.OutOfRange("/cut_offs/"+weekday, at, "within the day, 24:00 at most")
		}
	}
	switch {
	case s.Grace.Any() || s.Grace.Days() != 0:
		faults.Unsupported("/grace", s.Grace, "exact time, like PT5M")
	case s.Grace.Negative() || s.Grace.Exact() > endOfDay*time.Second:
		faults.OutOfRange("/grace", s.Grace, "none to 24 hours")
	}
	if s.Handling < 0 || s.Handling > maxDays {
		faults.OutOfRange("/handling_days", s.Handling, "0 to 3660")
	}
	if s.Transit < 0 || s.Transit > maxDays {
		faults.OutOfRange("/transit_days", s.Transit, "0 to 3660")
	}
	return faults.Err()
}
