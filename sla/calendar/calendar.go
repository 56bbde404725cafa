package calendar

import (
	"encoding/json"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Calendar is working time as data.
type Calendar struct {
	Schema   string               `json:"schema"` // "logistics/calendar/2"; in Go it may be left out
	ID       logistics.ID         `json:"id"`
	Zone     string               `json:"zone"` // IANA name of the zone whose wall clock the shifts are read on
	Week     logistics.Week       `json:"week"`
	Seasons  []Season             `json:"seasons,omitempty"`
	Rotation Rotation             `json:"rotation,omitzero"`
	Dates    []logistics.DayHours `json:"dates,omitempty"`    // instead of everything else, holidays included
	Extra    []logistics.DayHours `json:"extra,omitempty"`    // beside whatever else there is, on holidays too
	Closures []logistics.DayHours `json:"closures,omitempty"` // its shifts are cut out of whatever else there is
	Holidays Holidays             `json:"holidays,omitzero"`
	PartDays []PartDay            `json:"part_days,omitempty"` // every year, with a part of their hours
	// days with hours that are no working days
	Uncounted Uncounted `json:"uncounted,omitzero"`
	Changes   Changes   `json:"clock_changes,omitzero"`
}

// Rotation is a cycle of weeks: A, B, A, B, or longer.
type Rotation struct {
	Start logistics.Date   `json:"start"` // first date of the first week of a cycle
	Weeks []logistics.Week `json:"weeks"`
}

// IsZero reports whether there is no rotation.
func (r Rotation) IsZero() bool { return r.Start.IsZero() && len(r.Weeks) == 0 }

// HolidayPolicy says what a holiday does to the shifts around it.
type HolidayPolicy string

// The holiday policies.
const (
	ByStart HolidayPolicy = "start" // no shift starts on it; a night shift of the eve runs on
	// it is closed from 00:00 to 24:00; a night shift of the eve stops, its own opens at 24:00
	ByClip HolidayPolicy = "clip"
)

// Holidays are the dates on which nothing is open.
type Holidays struct {
	Policy HolidayPolicy    `json:"policy,omitzero"` // absent: by start
	Dates  []logistics.Date `json:"dates,omitempty"`
	Rules  []Rule           `json:"rules,omitempty"`
}

// IsZero reports whether there are no holidays.
func (h Holidays) IsZero() bool { return h.Policy == "" && len(h.Dates) == 0 && len(h.Rules) == 0 }

// Gap says when an edge falls that the clocks skip.
type Gap string

// The gap policies.
const (
	AtTransition Gap = "transition" // at the change
	Forward      Gap = "forward"    // as far behind the change as the reading was behind its start
	Backward     Gap = "backward"   // as far before it
	RejectGap    Gap = "reject"     // such a calendar is refused
)

// Overlap says when an edge falls that the clocks repeat.
type Overlap string

// The overlap policies.
const (
	First         Overlap = "first"
	Last          Overlap = "last"
	RejectOverlap Overlap = "reject"
)

// Changes say what edges mean that the clocks skip or repeat. The zero Changes open and close at the
// change of the clocks, open at the first of two readings and close at the last.
type Changes struct {
	Skipped       Gap     `json:"skipped,omitzero"`
	RepeatedOpen  Overlap `json:"repeated_open,omitzero"`
	RepeatedClose Overlap `json:"repeated_close,omitzero"`
}

func document() wire.Document {
	return wire.Document{Name: "calendar", Upcasts: []wire.Upcast{observedInstead}}
}

// Schema is the text of the field "schema" of a calendar.
func Schema() string { return document().Schema() }

// MarshalJSON writes the calendar with its schema.
func (c Calendar) MarshalJSON() ([]byte, error) {
	type plain Calendar
	c.Schema = document().Written(c.Schema)
	return json.Marshal(plain(c))
}

// DecodeCalendar reads the policy strictly: an unknown field is a fault. All faults are returned.
func DecodeCalendar(data []byte) (Calendar, error) {
	return wire.DecodeDocument[Calendar](document(), data, wire.Strict)
}

// FromHours is the calendar of plain hours.
func FromHours(id logistics.ID, h logistics.Hours) Calendar {
	h = h.Clone()
	return Calendar{
		Schema: Schema(), ID: id, Zone: h.Zone, Week: h.Week, Dates: h.Dates, Holidays: Holidays{Dates: h.Holidays},
	}
}
