package promise

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// CutOffs are the readings before which an order still counts for its date. 24:00 takes all orders of the date; a
// weekday that is absent, or 00:00, has that of every day, and without one takes none: work on its orders starts on
// the next ship day.
type CutOffs struct {
	Daily     logistics.TimeOfDay `json:"daily,omitzero"` // of every ship day whose weekday has none of its own
	Monday    logistics.TimeOfDay `json:"mon,omitzero"`
	Tuesday   logistics.TimeOfDay `json:"tue,omitzero"`
	Wednesday logistics.TimeOfDay `json:"wed,omitzero"`
	Thursday  logistics.TimeOfDay `json:"thu,omitzero"`
	Friday    logistics.TimeOfDay `json:"fri,omitzero"`
	Saturday  logistics.TimeOfDay `json:"sat,omitzero"`
	Sunday    logistics.TimeOfDay `json:"sun,omitzero"`
}

// Daily is the same cut-off on every ship day.
func Daily(at logistics.TimeOfDay) CutOffs { return CutOffs{Daily: at} }

// own are the cut-offs that weekdays have of their own, by time.Weekday.
func (c CutOffs) own() [7]logistics.TimeOfDay {
	return [7]logistics.TimeOfDay{
		time.Sunday: c.Sunday, time.Monday: c.Monday, time.Tuesday: c.Tuesday, time.Wednesday: c.Wednesday,
		time.Thursday: c.Thursday, time.Friday: c.Friday, time.Saturday: c.Saturday,
	}
}

// of are the cut-offs by time.Weekday.
func (c CutOffs) of() [7]logistics.TimeOfDay {
	all := c.own()
	for i, at := range all {
		if at.Seconds() == 0 {
			all[i] = c.Daily
		}
	}
	return all
}

// Service is the policy: what a class of orders is promised.
type Service struct {
	Schema   string             `json:"schema"` // "logistics/promise.service/2"
	ID       logistics.ID       `json:"id"`
	CutOffs  CutOffs            `json:"cut_offs"`
	Grace    logistics.Duration `json:"grace,omitzero"` // after a cut-off, up to the end of its date: "PT5M"
	Handling int                `json:"handling_days"`  // ship days from the start of work to the hand-over
	Transit  int                `json:"transit_days"`   // carrier days from the hand-over to the arrival
	// Departures are the days on which orders leave, where that is not every ship day; they have a cut-off of their
	// own, and then CutOffs is empty.
	Departures Departures      `json:"departures,omitzero"`
	Price      logistics.Money `json:"price,omitzero"` // what it costs, for comparisons; absent: not known
}

func document() wire.Document {
	return wire.Document{Name: "promise.service", Upcasts: []wire.Upcast{dailyCutOff}}
}

// Schema is the text of the field "schema" of a service.
func Schema() string { return document().Schema() }

// dailyCutOff reads the first version, in which every weekday had to have its cut-off, days on which nothing ships
// too. Where all seven have one, the most frequent is that of every day.
func dailyCutOff(data json.RawMessage) (json.RawMessage, error) {
	var service map[string]json.RawMessage
	if err := json.Unmarshal(data, &service); err != nil {
		return nil, logistics.NewFieldError(logistics.FaultSyntax, "", "an object")
	}
	var cutOffs map[string]json.RawMessage
	if json.Unmarshal(service["cut_offs"], &cutOffs) != nil {
		cutOffs = nil // absent, or none: the decoder says so
	}
	var faults logistics.Faults
	for _, name := range []string{"departures", "price"} {
		if _, given := service[name]; given {
			faults.Unknown("/"+name, name, "no such field in the first version")
		}
	}
	if _, given := cutOffs["daily"]; given {
		faults.Unknown("/cut_offs/daily", "daily", "no such field in the first version")
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	count := make(map[string]int)
	daily := ""
	for _, weekday := range weekdayNames() {
		var at logistics.TimeOfDay
		if json.Unmarshal(cutOffs[weekday], &at) != nil || at.Seconds() == 0 {
			return data, nil
		}
		text := at.String()
		count[text]++
		if n := count[text]; daily == "" || n > count[daily] || n == count[daily] && text < daily {
			daily = text
		}
	}
	for _, weekday := range weekdayNames() {
		var at logistics.TimeOfDay
		_ = json.Unmarshal(cutOffs[weekday], &at)
		if at.String() == daily {
			delete(cutOffs, weekday)
		}
	}
	var err, errAll error
	cutOffs["daily"], err = json.Marshal(daily)
	service["cut_offs"], errAll = json.Marshal(cutOffs)
	if err := cmp.Or(err, errAll); err != nil {
		return nil, err
	}
	return json.Marshal(service)
}

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

// weekdayNames are the texts of weekdays, by time.Weekday.
func weekdayNames() []string { return []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} }

// Validate reports every fault.
func (s Service) Validate() error {
	var faults logistics.Faults
	document().Head(wire.Head{Schema: s.Schema, ID: s.ID, Version: wire.Unversioned}, &faults)
	s.CutOffs.validate(&faults)
	switch {
	case s.Grace.Any() || s.Grace.Days() != 0:
		faults.Unsupported("/grace", s.Grace, "exact time, like PT5M")
	case s.Grace.Negative() || s.Grace.Exact() > endOfDay*time.Second:
		faults.OutOfRange("/grace", s.Grace, "none to 24 hours")
	}
	if s.Grace.Exact() > 0 && s.CutOffs.atEnds() && s.Departures.CutOff.At.Seconds()%endOfDay == 0 {
		faults.Conflict("/grace", s.Grace, "no cut-off lies before the end of its date")
	}
	if s.Handling < 0 || s.Handling > maxDays {
		faults.OutOfRange("/handling_days", s.Handling, "0 to 3660")
	}
	if s.Transit < 0 || s.Transit > maxDays {
		faults.OutOfRange("/transit_days", s.Transit, "0 to 3660")
	}
	if !s.Departures.IsZero() {
		s.Departures.validate(&faults)
		if s.CutOffs != (CutOffs{}) {
			faults.Conflict("/cut_offs", "", "departures have a cut-off of their own")
		}
	}
	if !s.Price.IsZero() && s.Price.Sign() < 0 {
		faults.OutOfRange("/price", s.Price, "not below zero")
	}
	return faults.Err()
}

// atEnds reports whether each cut-off, if there is any, is the end of its date, which no grace moves.
func (c CutOffs) atEnds() bool {
	return !slices.ContainsFunc(c.all(), func(at logistics.TimeOfDay) bool { return at.Seconds()%endOfDay != 0 })
}

func (c CutOffs) validate(faults *logistics.Faults) {
	for i, at := range c.all() {
		if at.Seconds() > endOfDay {
			name := append(weekdayNames(), "daily")[i]
			faults.OutOfRange("/cut_offs/"+name, at, "within the day, 24:00 at most")
		}
	}
}

// all are the cut-offs by time.Weekday, and that of every day behind them.
func (c CutOffs) all() []logistics.TimeOfDay {
	own := c.own()
	return append(own[:], c.Daily)
}
