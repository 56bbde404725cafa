package calendar

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/clock"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/internal/zone"
)

// Calendar is working time as data.
type Calendar struct {
	Schema   string               `json:"schema"`
	ID       logistics.ID         `json:"id"`
	Zone     string               `json:"zone"` // IANA name of the zone whose wall clock the shifts are read on
	Week     logistics.Week       `json:"week"`
	Seasons  []Season             `json:"seasons,omitempty"`
	Rotation Rotation             `json:"rotation,omitzero"`
	Dates    []logistics.DayHours `json:"dates,omitempty"`    // instead of everything else, holidays included
	Extra    []logistics.DayHours `json:"extra,omitempty"`    // beside whatever else there is, holidays included
	Closures []logistics.DayHours `json:"closures,omitempty"` // cut out of whatever else there is: its shifts are closed
	Holidays Holidays             `json:"holidays,omitzero"`
	Changes  Changes              `json:"clock_changes,omitzero"`
}

// Season is a week that holds for a part of the year, or for a range of dates.
type Season struct {
	Name    string         `json:"name,omitzero"`
	From    logistics.Date `json:"from"`
	Through logistics.Date `json:"through"`         // the last date of it
	Yearly  bool           `json:"yearly,omitzero"` // only month and day count, every year; may run over New Year
	Week    logistics.Week `json:"week"`
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
	ByClip  HolidayPolicy = "clip"  // it is closed from 00:00 to 24:00; a night shift of the eve stops
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

func document() wire.Document { return wire.Document{Name: "calendar"} }

// Schema is the text of the field "schema" of a calendar.
func Schema() string { return document().Schema() }

// DecodeCalendar reads the policy strictly: an unknown field is a fault. All faults are returned.
func DecodeCalendar(data []byte) (Calendar, error) {
	return wire.DecodeDocument[Calendar](document(), data, wire.Strict)
}

// FromHours is the calendar of plain hours.
func FromHours(id logistics.ID, h logistics.Hours) Calendar {
	return Calendar{
		Schema: Schema(), ID: id, Zone: h.Zone, Week: h.Week, Dates: slices.Clone(h.Dates),
		Holidays: Holidays{Dates: slices.Clone(h.Holidays)},
	}
}

// Bounds of a calendar.
const (
	maxSeasons = 100
	maxWeeks   = 53
	maxDates   = 20000
	maxRules   = 500
)

// Validate reports every fault that shows without looking up the zone.
func (c Calendar) Validate() error {
	var faults logistics.Faults
	document().Check(c.Schema, &faults)
	if c.ID.IsZero() {
		faults.Add("/id", logistics.FaultRequired, "", "a policy is cited by its id")
	}
	hours := logistics.Hours{Zone: c.Zone, Week: c.Week, Dates: c.Dates, Holidays: c.Holidays.Dates}
	for _, f := range faultsOf(hours.Validate()) {
		if path, ok := cutPrefix(f.Path, "/holidays"); ok {
			f.Path = "/holidays/dates" + path
		}
		faults = append(faults, f)
	}
	c.validateWeeks(&faults)
	for _, list := range []struct {
		path string
		days []logistics.DayHours
	}{{"/extra", c.Extra}, {"/closures", c.Closures}} {
		faults.At("", under(list.path, "/dates", logistics.Hours{Zone: "UTC", Dates: list.days}.Validate()))
	}
	if !slices.Contains([]HolidayPolicy{"", ByStart, ByClip}, c.Holidays.Policy) {
		faults.Add("/holidays/policy", logistics.FaultUnknown, string(c.Holidays.Policy), "start or clip")
	}
	if len(c.Holidays.Rules) > maxRules {
		faults.Add("/holidays/rules", logistics.FaultTooMany, strconv.Itoa(len(c.Holidays.Rules)), "at most 500")
	}
	for i, rule := range c.Holidays.Rules[:min(len(c.Holidays.Rules), maxRules)] {
		rule.validate("/holidays/rules/"+strconv.Itoa(i), &faults)
	}
	if !slices.Contains([]Gap{"", AtTransition, Forward, Backward, RejectGap}, c.Changes.Skipped) {
		faults.Add("/clock_changes/skipped", logistics.FaultUnknown, string(c.Changes.Skipped), "transition, forward, backward or reject")
	}
	for path, o := range map[string]Overlap{"repeated_open": c.Changes.RepeatedOpen, "repeated_close": c.Changes.RepeatedClose} {
		if !slices.Contains([]Overlap{"", First, Last, RejectOverlap}, o) {
			faults.Add("/clock_changes/"+path, logistics.FaultUnknown, string(o), "first, last or reject")
		}
	}
	return faults.Err()
}

func (c Calendar) validateWeeks(faults *logistics.Faults) {
	if len(c.Seasons) > maxSeasons || len(c.Rotation.Weeks) > maxWeeks || len(c.Dates)+len(c.Extra)+len(c.Closures) > maxDates {
		faults.Add("", logistics.FaultTooMany, "", "at most 100 seasons, 53 weeks in rotation and 20000 dates")
		return
	}
	for i, s := range c.Seasons {
		path := "/seasons/" + strconv.Itoa(i)
		switch {
		case s.From.IsZero():
			faults.Add(path+"/from", logistics.FaultRequired, "", "the first date")
		case s.Through.IsZero():
			faults.Add(path+"/through", logistics.FaultRequired, "", "the last date")
		case !s.Yearly && s.Through.Compare(s.From) < 0:
			faults.Add(path+"/through", logistics.FaultConflict, s.Through.String(), "ends before it starts")
		}
		faults.At(path, logistics.Hours{Zone: "UTC", Week: s.Week}.Validate())
	}
	if !c.Rotation.IsZero() && c.Rotation.Start.IsZero() {
		faults.Add("/rotation/start", logistics.FaultRequired, "", "the first date of a cycle")
	}
	if !c.Rotation.IsZero() && len(c.Rotation.Weeks) == 0 {
		faults.Add("/rotation/weeks", logistics.FaultRequired, "", "at least one week")
	}
	for i, w := range c.Rotation.Weeks {
		faults.At("", under("/rotation/weeks/"+strconv.Itoa(i), "/week", logistics.Hours{Zone: "UTC", Week: w}.Validate()))
	}
}

// Compile prepares the calendar for the dates from first up to, and without, end; 400 years at most.
// All faults are returned.
func Compile(c Calendar, zones logistics.Zones, first, end logistics.Date) (*Clock, error) {
	var faults logistics.Faults
	faults.At("", c.Validate())
	if first.IsZero() || end.Compare(first) <= 0 || end.DaysSince(first) > 400*366 {
		faults.Add("", logistics.FaultOutOfRange, first.String()+"/"+end.String(), "a horizon of one day to 400 years")
	}
	var loc *time.Location
	if zones != nil {
		loc, _ = zones.Zone(c.Zone)
	}
	if loc == nil {
		faults.Add("/zone", logistics.FaultUnknown, c.Zone, "no such time zone here")
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	plan := c.plan(loc, first, end)
	closed := c.closures(plan)
	compiled, err := clock.Compile(plan, day(first), day(end))
	var holes *clock.Clock
	if err == nil && len(closed.Days) > 0 {
		holes, err = clock.Compile(closed, day(first), day(end))
	}
	if holes != nil {
		compiled, err = clock.Minus(compiled, holes)
	}
	if err != nil {
		faults.Add("/week", logistics.FaultConflict, "", err.Error())
		return nil, faults.Err()
	}
	return &Clock{compiled, clock.NewDays(day(first), day(end), workingDay(plan, closed)), loc}, nil
}

// closures are the stretches to cut out, as a plan of their own.
func (c Calendar) closures(plan clock.Plan) clock.Plan {
	closed := clock.Plan{
		Loc: plan.Loc, Gap: plan.Gap, OpenOverlap: plan.OpenOverlap, CloseOverlap: plan.CloseOverlap,
		Days: make(map[int64][]clock.Shift, len(c.Closures)),
	}
	for _, d := range c.Closures {
		closed.Days[day(d.Date)] = clockShifts(d.Shifts)
	}
	return closed
}

// workingDay tells on which days a shift starts that is not closed altogether.
func workingDay(plan, closed clock.Plan) func(day int64) bool {
	starts := plan.Starts()
	return func(day int64) bool {
		if !starts(day) || closed.Days[day] == nil {
			return starts(day)
		}
		shifts := plan.ShiftsOf(day)
		for _, hole := range closed.Days[day] {
			shifts = cut(shifts, hole)
		}
		return len(shifts) > 0
	}
}

// day is the day number of the kernels.
func day(d logistics.Date) int64 { return int64(d.DaysSince(epoch())) }

func epoch() logistics.Date { return logistics.MustDate("1970-01-01") }

func dateOf(day int64) logistics.Date { return epoch().AddDays(int(day)) }

// plan resolves the data to the shifts of each date that is not an ordinary one.
func (c Calendar) plan(loc *time.Location, first, end logistics.Date) clock.Plan {
	plan := clock.Plan{
		Loc: loc, Week: clockWeek(c.Week), Holiday: clock.HolidayStart,
		Gap: zone.GapTransition, OpenOverlap: zone.OverlapFirst, CloseOverlap: zone.OverlapLast,
		Usual: make(map[int64][]clock.Shift), Days: make(map[int64][]clock.Shift),
	}
	if c.Holidays.Policy == ByClip {
		plan.Holiday = clock.HolidayClip
	}
	// Both vocabularies have the same texts; what Validate let through is known here.
	_ = plan.Gap.UnmarshalText([]byte(c.Changes.Skipped))
	_ = plan.OpenOverlap.UnmarshalText([]byte(c.Changes.RepeatedOpen))
	_ = plan.CloseOverlap.UnmarshalText([]byte(c.Changes.RepeatedClose))
	plan.Holidays = c.holidays(first, end)
	const margin = 4 // shifts of the days around the range reach into it
	if len(c.Seasons) > 0 || !c.Rotation.IsZero() {
		c.usual(&plan, first.AddDays(-margin), end.AddDays(margin))
	}
	for _, d := range c.Dates {
		plan.Days[day(d.Date)] = clockShifts(d.Shifts)
	}
	c.amend(&plan)
	return plan
}

// usual fills the weeks of seasons and rotation in.
func (c Calendar) usual(plan *clock.Plan, from, to logistics.Date) {
	seasons := make([][7][]clock.Shift, len(c.Seasons))
	for i, s := range c.Seasons {
		seasons[i] = clockWeek(s.Week)
	}
	weeks := make([][7][]clock.Shift, len(c.Rotation.Weeks))
	for i, w := range c.Rotation.Weeks {
		weeks[i] = clockWeek(w)
	}
	for d := from; !d.IsZero() && d.Compare(to) < 0; d = d.AddDays(1) {
		if i := slices.IndexFunc(c.Seasons, func(s Season) bool { return s.holds(d) }); i >= 0 {
			plan.Usual[day(d)] = seasons[i][d.Weekday()]
		} else if len(weeks) > 0 {
			since := d.DaysSince(c.Rotation.Start)
			cycle := 7 * len(weeks)
			plan.Usual[day(d)] = weeks[((since%cycle)+cycle)%cycle/7][d.Weekday()]
		}
	}
}

// holds reports whether the date lies in the season.
func (s Season) holds(d logistics.Date) bool {
	if !s.Yearly {
		return d.Compare(s.From) >= 0 && d.Compare(s.Through) <= 0
	}
	at, from, through := ofYear(d), ofYear(s.From), ofYear(s.Through)
	if from <= through {
		return at >= from && at <= through
	}
	return at >= from || at <= through
}

// ofYear orders dates within a year.
func ofYear(d logistics.Date) int {
	_, month, day := d.Civil()
	return int(month)*100 + day
}

// amend adds extra shifts to whatever starts on their dates.
func (c Calendar) amend(plan *clock.Plan) {
	starts := plan.Starts()
	for _, e := range c.Extra {
		d := day(e.Date)
		var shifts []clock.Shift
		if _, dated := plan.Days[d]; dated || starts(d) {
			shifts = plan.ShiftsOf(d)
		}
		plan.Days[d] = append(slices.Clone(shifts), clockShifts(e.Shifts)...)
	}
}

// cut takes a hole out of the shifts of one date.
func cut(shifts []clock.Shift, hole clock.Shift) []clock.Shift {
	var left []clock.Shift
	for _, s := range shifts {
		if before := (clock.Shift{Open: s.Open, Close: min(s.Close, hole.Open)}); before.Close > before.Open {
			left = append(left, before)
		}
		if after := (clock.Shift{Open: max(s.Open, hole.Close), Close: s.Close}); after.Close > after.Open {
			left = append(left, after)
		}
	}
	return left
}

func clockWeek(w logistics.Week) [7][]clock.Shift {
	return [7][]clock.Shift{
		time.Sunday: clockShifts(w.Sunday), time.Monday: clockShifts(w.Monday), time.Tuesday: clockShifts(w.Tuesday),
		time.Wednesday: clockShifts(w.Wednesday), time.Thursday: clockShifts(w.Thursday), time.Friday: clockShifts(w.Friday),
		time.Saturday: clockShifts(w.Saturday),
	}
}

func clockShifts(shifts []logistics.Shift) []clock.Shift {
	out := make([]clock.Shift, len(shifts))
	for i, s := range shifts {
		out[i] = clock.Shift{Open: int32(s.Open().Seconds()), Close: int32(s.Close().Seconds())}
	}
	return out
}
