package sla

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
)

// State is where a timer stands.
type State uint8

// The states.
const (
	Pending   State = iota + 1 // not started
	Running                    // time counts
	Paused                     // time does not count until it is resumed
	Stopped                    // the case is done
	Cancelled                  // the case is void
)

var stateNames = []string{"unspecified", "pending", "running", "paused", "stopped", "cancelled"}

// String is the text on the wire.
func (s State) String() string { return enum.Name(s, stateNames) }

// MarshalText refuses the zero State.
func (s State) MarshalText() ([]byte, error) { return wire.EnumText(s, stateNames) }

// UnmarshalText reads the form of String.
func (s *State) UnmarshalText(text []byte) error { return wire.ParseEnum(s, stateNames, text) }

// Timing is a timer at an instant.
type Timing struct {
	Verdict  logistics.Verdict // Met, Missed, NotDue; Waived when cancelled; Undetermined without a limit
	State    State
	Limit    int           // which limit of the rule applied; -1 for none
	Started  time.Time     // of the cycle that counts
	Stopped  time.Time     // when the case was stopped or cancelled; zero while it is not
	Budget   time.Duration // the open time the case may take
	Consumed time.Duration // the open time it has taken
	// the earliest instant at which the budget is used up, or the instant that a limit in days names, or would have
	// been had the case not been stopped: it is kept for ever, whatever the outcome. Zero before the start and without
	// a limit.
	Due      time.Time
	Earliest bool      // Due is the earliest possible: the case is paused, and it moves until it is resumed
	Breach   time.Time // the last instant at which it was still kept; zero unless it was missed
	Cycles   int       // how often time began anew, the first included
	Missed   int       // how many cycles were missed
	Ignored  int       // events up to the instant that were passed over; Explain lists them
}

// timingForm is a [Timing] on the wire, with durations in their text form.
type timingForm struct {
	Verdict  logistics.Verdict  `json:"verdict,omitzero"`
	State    State              `json:"state,omitzero"`
	Limit    int                `json:"limit"`
	Started  time.Time          `json:"started,omitzero"`
	Stopped  time.Time          `json:"stopped,omitzero"`
	Budget   logistics.Duration `json:"budget,omitzero"`
	Consumed logistics.Duration `json:"consumed,omitzero"`
	Due      time.Time          `json:"due,omitzero"`
	Earliest bool               `json:"earliest,omitzero"`
	Deadline time.Time          `json:"deadline,omitzero"` // what the due date was called, and zero at the end
	Breach   time.Time          `json:"breach,omitzero"`
	Cycles   int                `json:"cycles"`
	Missed   int                `json:"missed"`
	Ignored  int                `json:"ignored,omitzero"`
}

// MarshalJSON writes durations as "PT16H" and leaves out instants that are zero.
func (t Timing) MarshalJSON() ([]byte, error) {
	budget, budgetErr := logistics.NewDuration(0, t.Budget)
	consumed, consumedErr := logistics.NewDuration(0, t.Consumed)
	if err := errors.Join(budgetErr, consumedErr); err != nil {
		return nil, err
	}
	return json.Marshal(timingForm{
		Verdict: t.Verdict, State: t.State, Limit: t.Limit, Started: t.Started, Stopped: t.Stopped,
		Budget: budget, Consumed: consumed, Due: t.Due, Earliest: t.Earliest, Breach: t.Breach, Cycles: t.Cycles,
		Missed: t.Missed, Ignored: t.Ignored,
	})
}

// UnmarshalJSON reads the form of MarshalJSON.
func (t *Timing) UnmarshalJSON(data []byte) error {
	form, err := wire.Decode[timingForm](data, wire.Tolerant)
	if err != nil {
		return err
	}
	if form.Budget.Days() != 0 || form.Budget.Any() || form.Consumed.Days() != 0 || form.Consumed.Any() {
		return logistics.NewFieldError(
			logistics.FaultOutOfRange, form.Budget.String(), "an exact length of time, like PT8H",
		)
	}
	if form.Due.IsZero() {
		form.Due = form.Deadline
	}
	*t = Timing{
		Verdict: form.Verdict, State: form.State, Limit: form.Limit, Started: form.Started, Stopped: form.Stopped,
		Budget: form.Budget.Exact(), Consumed: form.Consumed.Exact(), Due: form.Due, Earliest: form.Earliest,
		Breach: form.Breach, Cycles: form.Cycles, Missed: form.Missed, Ignored: form.Ignored,
	}
	return nil
}

// Remaining is the open time left; below zero when it is overdrawn.
func (t Timing) Remaining() time.Duration { return t.Budget - t.Consumed }

// Used is consumed ÷ budget in exact nanoseconds; no data without a budget.
func (t Timing) Used() logistics.Ratio {
	r, err := logistics.NewRatio(int64(t.Consumed), int64(t.Budget))
	if err != nil {
		return logistics.Ratio{}
	}
	return r
}
