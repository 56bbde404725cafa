package calendar

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// FreeUnit is what free time is counted in.
type FreeUnit string

// The units of free time.
const (
	CalendarDays FreeUnit = "calendar_days" // every civil date, begun dates count whole
	WorkingDays  FreeUnit = "working_days"  // civil dates on which a shift starts
	WorkingHours FreeUnit = "working_hours" // open time, begun hours count whole
	ElapsedHours FreeUnit = "elapsed_hours" // time on the wall, begun hours count whole
)

// FreeStart is when free time counted in days begins.
type FreeStart string

// The starts.
const (
	SameDay FreeStart = "same_day" // the date of the event is day 1
	NextDay FreeStart = "next_day" // the date after it is: usual for demurrage
)

// FreeTime is the policy of demurrage, detention and storage: so many units are free, and those beyond
// cost a rate that may grow.
type FreeTime struct {
	Schema string       `json:"schema"` // "logistics/calendar.free_time/1"
	ID     logistics.ID `json:"id"`
	Unit   FreeUnit     `json:"unit"`
	// working units may go on as calendar days or elapsed hours: "once on demurrage, always on demurrage"
	Beyond FreeUnit  `json:"beyond,omitzero"`
	Start  FreeStart `json:"start,omitzero"` // of days only
	Free   int64     `json:"free"`
	Rates  []Rate    `json:"rates"`
}

// Rate is the price of each unit beyond the free ones, up to and including the nth of them. The last
// rate has no end.
type Rate struct {
	Through int64           `json:"through,omitzero"`
	Price   logistics.Money `json:"price"`
}

func freeTimeDocument() wire.Document { return wire.Document{Name: "calendar.free_time"} }

// MarshalJSON writes the freeTime with its schema.
func (f FreeTime) MarshalJSON() ([]byte, error) {
	type plain FreeTime
	f.Schema = freeTimeDocument().Written(f.Schema)
	return json.Marshal(plain(f))
}

// DecodeFreeTime reads the policy strictly. All faults are returned.
func DecodeFreeTime(data []byte) (FreeTime, error) {
	return wire.DecodeDocument[FreeTime](freeTimeDocument(), data, wire.Strict)
}

const maxRates = 100

// Validate reports every fault.
func (f FreeTime) Validate() error {
	var faults logistics.Faults
	freeTimeDocument().Head(wire.Head{Schema: f.Schema, ID: f.ID, Version: wire.Unversioned}, &faults)
	days := f.Unit == CalendarDays || f.Unit == WorkingDays
	if !days && f.Unit != WorkingHours && f.Unit != ElapsedHours {
		faults.Unknown("/unit", f.Unit, "calendar_days, working_days, working_hours or elapsed_hours")
	}
	goesOn := f.Unit == WorkingDays && f.Beyond == CalendarDays || f.Unit == WorkingHours && f.Beyond == ElapsedHours
	if f.Beyond != "" && !goesOn {
		faults.Conflict("/beyond", f.Beyond, "working_days may go on as calendar_days, working_hours as elapsed_hours")
	}
	if days && f.Start != SameDay && f.Start != NextDay {
		faults.Unknown("/start", f.Start, "same_day or next_day")
	}
	if !days && f.Start != "" {
		faults.Conflict("/start", f.Start, "hours begin with the event")
	}
	if f.Free < 0 || f.Free > 1e6 {
		faults.OutOfRange("/free", f.Free, "0 to 1000000")
	}
	if len(f.Rates) == 0 || len(f.Rates) > maxRates {
		faults.OutOfRange("/rates", len(f.Rates), "1 to 100 rates")
	}
	for i, r := range f.Rates[:min(len(f.Rates), maxRates)] {
		f.validateRate(i, r, &faults)
	}
	return faults.Err()
}

func (f FreeTime) validateRate(i int, r Rate, faults *logistics.Faults) {
	path := "/rates/" + strconv.Itoa(i)
	switch last := i == len(f.Rates)-1; {
	case last && r.Through != 0:
		faults.Conflict(path+"/through", r.Through, "the last rate has no end")
	case !last && (r.Through <= 0 || i > 0 && r.Through <= f.Rates[i-1].Through):
		faults.Conflict(path+"/through", r.Through, "each end must be after the one before")
	}
	switch {
	case r.Price.IsZero():
		faults.Required(path+"/price", "a price for each unit")
	case r.Price.Sign() < 0:
		faults.OutOfRange(path+"/price", r.Price, "not below zero")
	case !f.Rates[0].Price.IsZero() && r.Price.Currency() != f.Rates[0].Price.Currency():
		faults.Mismatch(path+"/price", r.Price, "one currency")
	}
}

// Stay is the time used, what of it is charged, and the sum. Used is counted in the unit of the
// policy, and what is beyond the free time in the unit it goes on in.
type Stay struct {
	Used    int64           `json:"used"`
	Free    int64           `json:"free"`
	Charged int64           `json:"charged"`
	Lines   []StayLine      `json:"lines"`
	Total   logistics.Money `json:"total"`
}

// StayLine is the units charged at one rate. The lines sum to the total.
type StayLine struct {
	Units  int64           `json:"units"`
	Price  logistics.Money `json:"price"`
	Amount logistics.Money `json:"amount"`
}

// Charge counts a stay from its start to its end on a clock and prices what is beyond the free time.
// The end itself is used: a container returned on day 5 has used five days. Dates are those of the zone
// of the clock. An end before the start is a fault.
func (f FreeTime) Charge(c *Clock, start, end time.Time) (Stay, error) {
	if err := f.Validate(); err != nil {
		return Stay{}, err
	}
	if c == nil {
		var faults logistics.Faults
		faults.Required("/clock", "a calendar is required")
		return Stay{}, faults.Err()
	}
	if end.Before(start) {
		return Stay{}, logistics.NewFieldError(
			logistics.FaultConflict, end.Format(time.RFC3339), "ends before it starts",
		)
	}
	count := f.hours
	if f.Unit == CalendarDays || f.Unit == WorkingDays {
		count = f.days
	}
	used, charged, err := count(c, start, end)
	if err != nil {
		return Stay{}, err
	}
	return f.price(Stay{Used: used, Free: f.Free, Charged: charged, Lines: []StayLine{}})
}

// price adds the lines and their sum.
func (f FreeTime) price(stay Stay) (Stay, error) {
	stay.Total = logistics.Minor(0, f.Rates[0].Price.Currency())
	before := int64(0)
	for _, rate := range f.Rates {
		units := stay.Charged - before
		if rate.Through > 0 {
			units = min(units, rate.Through-before)
		}
		if units <= 0 {
			break
		}
		amount, err := rate.Price.Times(units)
		if err != nil {
			return Stay{}, err
		}
		if stay.Total, err = stay.Total.Add(amount); err != nil {
			return Stay{}, err
		}
		stay.Lines = append(stay.Lines, StayLine{units, rate.Price, amount})
		before += units
	}
	return stay, nil
}

// hours counts the hours begun, and those of them that are charged.
func (f FreeTime) hours(c *Clock, start, end time.Time) (used, charged int64, err error) {
	var measured logistics.WorkingTime = logistics.RoundTheClock{}
	if f.Unit == WorkingHours {
		measured = c
	}
	stayed, err := measured.Between(start, end)
	if err != nil {
		return 0, 0, err
	}
	used = begun(stayed)
	free := time.Duration(f.Free) * time.Hour
	if f.Beyond == "" || stayed < free {
		return used, max(used-f.Free, 0), nil
	}
	over := start // the instant at which the free time is over
	if f.Free > 0 {
		if over, err = measured.Add(start, free); err != nil {
			return 0, 0, err
		}
	}
	beyond, err := logistics.RoundTheClock{}.Between(over, end)
	if err != nil {
		return 0, 0, err
	}
	return f.Free + begun(beyond), begun(beyond), nil
}

// days counts the dates, and those of them that are charged.
func (f FreeTime) days(c *Clock, start, end time.Time) (used, charged int64, err error) {
	first, last := logistics.DateOf(start, c.loc), logistics.DateOf(end, c.loc)
	if f.Start == NextDay {
		first = first.AddDays(1)
	}
	if last.Compare(first) < 0 {
		return 0, 0, nil
	}
	var counted logistics.WorkingDays = logistics.RoundTheClock{}
	if f.Unit == WorkingDays {
		counted = c
	}
	days, err := counted.Count(first, last.AddDays(1))
	if err != nil {
		return 0, 0, err
	}
	used = int64(days)
	if f.Beyond == "" || used < f.Free {
		return used, max(used-f.Free, 0), nil
	}
	over := first.AddDays(-1) // the last date that is free
	if f.Free > 0 {
		if over, err = c.Offset(first, 0); err == nil {
			over, err = c.Offset(over, int(f.Free)-1)
		}
		if err != nil {
			return 0, 0, err
		}
	}
	charged = int64(last.DaysSince(over))
	return f.Free + charged, charged, nil
}

// begun is the number of hours begun.
func begun(d time.Duration) int64 {
	hours := int64(d / time.Hour)
	if d%time.Hour > 0 {
		hours++
	}
	return hours
}
