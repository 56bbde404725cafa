package calendar

import (
	"time"

	"github.com/logicrm/logistics"
)

// HorizonError says what was asked of a clock beyond the dates it was compiled for: about an instant or a date that
// lies outside, or one from which the answer does. It is a [logistics.ErrHorizon].
type HorizonError struct {
	Calendar string         `json:"calendar"`      // by its id; of a combination, by those of its parts
	At       time.Time      `json:"at,omitzero"`   // the instant asked about, on its clock; absent for a date
	Date     logistics.Date `json:"date,omitzero"` // the date asked about; absent for an instant
	First    logistics.Date `json:"first"`         // the first date the calendar knows
	End      logistics.Date `json:"end"`           // the first one after that it does not know
}

// Error names the calendar, what was asked about, and the limits.
func (e *HorizonError) Error() string {
	asked := e.Date.String()
	switch {
	case !e.At.IsZero():
		asked = e.At.Format(time.RFC3339Nano)
	case e.Date.IsZero():
		asked = "no date"
	}
	return logistics.ErrHorizon.Error() + ": " + e.Calendar + " knows " + e.First.String() +
		" up to, and without, " + e.End.String() + "; asked about " + asked
}

// Is makes every HorizonError a [logistics.ErrHorizon].
func (e *HorizonError) Is(target error) bool { return target == logistics.ErrHorizon }

// horizon is what the errors of one clock say.
type horizon struct {
	name       string
	loc        *time.Location
	first, end logistics.Date
}

// Beyond is the error of an instant.
func (h *horizon) Beyond(t time.Time) error {
	return &HorizonError{Calendar: h.name, At: t.In(h.loc), First: h.first, End: h.end}
}

// beyond is what became of a question about a date.
func (c *Clock) beyond(err error, d logistics.Date) error {
	if err != logistics.ErrHorizon || c.horizon == nil {
		return err
	}
	return &HorizonError{Calendar: c.horizon.name, Date: d, First: c.horizon.first, End: c.horizon.end}
}

// joined names a combination; the names of many are cut short.
func joined(a, how, b string) string {
	const longest = 200
	if name := a + how + b; len(name) <= longest {
		return name
	}
	const others = " and others"
	if len(a) > longest-len(others) || len(a) > len(others) && a[len(a)-len(others):] == others {
		return a
	}
	return a + others
}
