package calendar

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Bounds of a calendar.
const (
	maxSeasons = 100
	maxWeeks   = 53
	maxDates   = 20000 // of each list
	maxRules   = 500
)

// Validate reports every fault that shows without looking up the zone.
func (c Calendar) Validate() error {
	var faults logistics.Faults
	document().Head(wire.Head{Schema: c.Schema, ID: c.ID, Version: wire.Unversioned}, &faults)
	faults.At("", logistics.Hours{Zone: c.Zone, Week: c.Week}.Validate())
	c.validateSeasons(&faults)
	c.validateRotation(&faults)
	validateDates("/dates", c.Dates, &faults)
	validateDates("/extra", c.Extra, &faults)
	validateDates("/closures", c.Closures, &faults)
	requireShifts("/extra", c.Extra, &faults)
	requireShifts("/closures", c.Closures, &faults)
	c.Holidays.validate(&faults)
	c.validatePartDays(&faults)
	c.Uncounted.validate(&faults)
	c.Changes.validate(&faults)
	return faults.Err()
}

// fits adds a fault for a list that is too long, and tells whether it may be looked at.
func fits(path string, length, most int, faults *logistics.Faults) bool {
	if length > most {
		faults.TooMany(path, length, "at most "+strconv.Itoa(most))
		return false
	}
	return true
}

func (c Calendar) validateSeasons(faults *logistics.Faults) {
	if !fits("/seasons", len(c.Seasons), maxSeasons, faults) {
		return
	}
	for i, s := range c.Seasons {
		path := "/seasons/" + strconv.Itoa(i)
		if s.validate(path, faults); s.hidden(c.Seasons[:i]) {
			faults.Conflict(path, s.Name, "earlier seasons hold on all of its dates")
		}
	}
}

func (c Calendar) validateRotation(faults *logistics.Faults) {
	if c.Rotation.IsZero() || !fits("/rotation/weeks", len(c.Rotation.Weeks), maxWeeks, faults) {
		return
	}
	if c.Rotation.Start.IsZero() {
		faults.Required("/rotation/start", "the first date of a cycle")
	}
	if len(c.Rotation.Weeks) == 0 {
		faults.Required("/rotation/weeks", "at least one week")
	}
	for i, w := range c.Rotation.Weeks {
		validateWeek("/rotation/weeks/"+strconv.Itoa(i), w, faults)
	}
}

func validateWeek(path string, w logistics.Week, faults *logistics.Faults) {
	moveFaults("/week", path, logistics.Hours{Zone: "UTC", Week: w}.Validate(), faults)
}

func validateDates(path string, days []logistics.DayHours, faults *logistics.Faults) {
	if fits(path, len(days), maxDates, faults) {
		moveFaults("/dates", path, logistics.Hours{Zone: "UTC", Dates: days}.Validate(), faults)
	}
}

// requireShifts refuses an entry that would do nothing.
func requireShifts(path string, days []logistics.DayHours, faults *logistics.Faults) {
	for i, d := range days[:min(len(days), maxDates)] {
		if len(d.Shifts) == 0 {
			faults.Required(path+"/"+strconv.Itoa(i)+"/shifts", "hours are required; the whole date is 00:00-24:00")
		}
	}
}

func (h Holidays) validate(faults *logistics.Faults) {
	if !slices.Contains([]HolidayPolicy{"", ByStart, ByClip}, h.Policy) {
		faults.Unknown("/holidays/policy", h.Policy, "start or clip")
	}
	validateDays("/holidays", h.Dates, h.Rules, faults)
}

func (c Changes) validate(faults *logistics.Faults) {
	if !slices.Contains([]Gap{"", AtTransition, Forward, Backward, RejectGap}, c.Skipped) {
		faults.Unknown("/clock_changes/skipped", c.Skipped, "transition, forward, backward or reject")
	}
	known := []Overlap{"", First, Last, RejectOverlap}
	if !slices.Contains(known, c.RepeatedOpen) {
		faults.Unknown("/clock_changes/repeated_open", c.RepeatedOpen, "first, last or reject")
	}
	if !slices.Contains(known, c.RepeatedClose) {
		faults.Unknown("/clock_changes/repeated_close", c.RepeatedClose, "first, last or reject")
	}
}

// moveFaults adds the faults of err with the beginning of their paths replaced.
func moveFaults(from, to string, err error, faults *logistics.Faults) {
	var found logistics.Faults
	errors.As(err, &found)
	for _, f := range found {
		faults.Add(to+strings.TrimPrefix(f.Path, from), f.Code, f.Value, f.Detail)
	}
}
