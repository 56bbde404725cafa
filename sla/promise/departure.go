package promise

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Departures are the days on which orders leave, and until when one has to order for each: every Monday, the first
// Friday of the month, the dates of a list, or all of these.
type Departures struct {
	Weekdays []string         `json:"weekdays,omitempty"` // "mon" to "sun", every week
	Monthly  []MonthlyDay     `json:"monthly,omitempty"`
	Dates    []logistics.Date `json:"dates,omitempty"`
	CutOff   Before           `json:"cut_off"`
	Closed   OnClosed         `json:"on_closed,omitzero"` // what becomes of one on a day that is no ship day
}

// MonthlyDay is a day of each month: a weekday of it, or its date. A month without such a day has none.
type MonthlyDay struct {
	Weekday string `json:"weekday,omitzero"` // "mon" to "sun"
	Nth     int    `json:"nth,omitzero"`     // of the weekday: 1 is the first, -1 the last
	Day     int    `json:"day,omitzero"`     // instead of both: 1 to 31, or -1 for the last day
}

// Before is a cut-off for a departure: a reading on the wall some dates before the one of the departure. An order at
// it is late.
type Before struct {
	Days int                 `json:"days_before"`
	At   logistics.TimeOfDay `json:"at"`            // after 00:00, and 24:00 at most
	Zone string              `json:"zone,omitzero"` // whose wall; absent: that of the place that ships
}

// OnClosed says what becomes of a departure on a day that is no ship day.
type OnClosed string

// What becomes of such departures. Cut-offs are relative to the day on which it leaves.
const (
	Dropped     OnClosed = "dropped" // it does not take place; what a service means that says nothing
	LeaveBefore OnClosed = "before"  // it leaves on the ship day before
	LeaveAfter  OnClosed = "after"   // it leaves on the next ship day
)

// Bounds of departures.
const (
	maxMonthly    = 100
	maxDates      = 20000
	maxDaysBefore = 366
)

// IsZero reports whether there are none: an order leaves on any ship day.
func (d Departures) IsZero() bool {
	return len(d.Weekdays) == 0 && len(d.Monthly) == 0 && len(d.Dates) == 0 && d.CutOff == Before{} && d.Closed == ""
}

func (d Departures) validate(faults *logistics.Faults) {
	const path = "/departures"
	if len(d.Weekdays) == 0 && len(d.Monthly) == 0 && len(d.Dates) == 0 {
		faults.Required(path, "weekdays, days of the month or dates")
	}
	if fits(path+"/weekdays", len(d.Weekdays), 7, faults) {
		for i, weekday := range d.Weekdays {
			at := path + "/weekdays/" + strconv.Itoa(i)
			switch {
			case !slices.Contains(weekdayNames(), weekday):
				faults.Unknown(at, weekday, "mon to sun")
			case slices.Contains(d.Weekdays[:i], weekday):
				faults.Duplicate(at, weekday, "given twice")
			}
		}
	}
	if fits(path+"/monthly", len(d.Monthly), maxMonthly, faults) {
		for i, day := range d.Monthly {
			at := path + "/monthly/" + strconv.Itoa(i)
			day.validate(at, faults)
			if slices.Contains(d.Monthly[:i], day) {
				faults.Duplicate(at, "", "given twice")
			}
		}
	}
	if fits(path+"/dates", len(d.Dates), maxDates, faults) {
		seen := make(map[logistics.Date]bool, len(d.Dates))
		for i, date := range d.Dates {
			at := path + "/dates/" + strconv.Itoa(i)
			switch {
			case date.IsZero():
				faults.Required(at, "a date")
			case seen[date]:
				faults.Duplicate(at, date, "given twice")
			}
			seen[date] = true
		}
	}
	d.CutOff.validate(path+"/cut_off", faults)
	if !slices.Contains([]OnClosed{"", Dropped, LeaveBefore, LeaveAfter}, d.Closed) {
		faults.Unknown(path+"/on_closed", d.Closed, "dropped, before or after")
	}
}

func fits(path string, length, most int, faults *logistics.Faults) bool {
	if length > most {
		faults.TooMany(path, length, "at most "+strconv.Itoa(most))
		return false
	}
	return true
}

func (m MonthlyDay) validate(path string, faults *logistics.Faults) {
	if m.Day != 0 {
		if m.Weekday != "" || m.Nth != 0 {
			faults.Conflict(path, m.Day, "either a weekday or a day of the month")
		}
		if m.Day < -1 || m.Day > 31 {
			faults.OutOfRange(path+"/day", m.Day, "1 to 31, or -1")
		}
		return
	}
	if !slices.Contains(weekdayNames(), m.Weekday) {
		faults.Unknown(path+"/weekday", m.Weekday, "mon to sun, or a day of the month")
	}
	if m.Nth == 0 || m.Nth < -5 || m.Nth > 5 {
		faults.OutOfRange(path+"/nth", m.Nth, "1 to 5, or -1 to -5")
	}
}

func (b Before) validate(path string, faults *logistics.Faults) {
	if b.Days < 0 || b.Days > maxDaysBefore {
		faults.OutOfRange(path+"/days_before", b.Days, "0 to 366")
	}
	switch seconds := b.At.Seconds(); {
	case seconds == 0:
		faults.Required(path+"/at", "when orders close; for 00:00, 24:00 of the day before")
	case seconds > endOfDay:
		faults.OutOfRange(path+"/at", b.At, "within the day, 24:00 at most")
	}
	if b.Zone != "" {
		var found logistics.Faults
		found.At("", logistics.Hours{Zone: b.Zone}.Validate())
		for _, fault := range found {
			faults.Add(path+fault.Path, fault.Code, fault.Value, fault.Detail)
		}
	}
}
