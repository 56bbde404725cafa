package sla

import (
	"encoding/json"
	"math/bits"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// Carry says what of the time a case has used is carried over when an attribute changes and another limit
// holds from then on.
type Carry string

// What is carried over. A rule that says neither carries the time. A case that was missed by then stays missed under
// both, also where the longer limit, had it held from the start, would have been kept.
const (
	CarryTime  Carry = "time"  // 2 h of 4 h used are 2 h of 8 h
	CarryShare Carry = "share" // 2 h of 4 h used are half of 8 h: 4 h are left
)

// LimitChange is another limit that took the place of the one that held, while the case was open.
type LimitChange struct {
	At   time.Time `json:"at"`
	From int       `json:"from"` // which limit of the rule held; -1 for none
	To   int       `json:"to"`   // which held from then on
	// Carry is what was carried over; absent where one of the two is none.
	Carry  Carry              `json:"carry,omitzero"`
	Used   logistics.Duration `json:"used"`            // open time until then
	Left   logistics.Duration `json:"left"`            // open time from then on; below zero when it is overdrawn
	Missed bool               `json:"missed,omitzero"` // the case was missed by then, and stays so
}

// told tells what was carried over.
func (c LimitChange) told() logistics.Reason {
	code := LimitCarriedTime
	switch {
	case c.Missed:
		code = LimitChangedLate
	case c.To < 0:
		code = LimitLost
	case c.Carry == CarryShare:
		code = LimitCarriedShare
	}
	return logistics.Reason{Code: code, Params: []logistics.Param{
		logistics.InstantParam("at", c.At), logistics.WorkingTimeParam("used", c.Used.Exact()),
		logistics.WorkingTimeParam("left", c.Left.Exact()),
	}}
}

// AttributeValues are the values an attribute can have under an agreement. Another value is a fault, in the
// agreement and of a case, so that a misspelt priority does not quietly find no limit. An attribute that is not
// known, or is known to be none, is in order.
type AttributeValues struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

func (l *AttributeValues) has(value string) bool {
	return value == "" || slices.Contains(l.Values, value)
}

func (l *AttributeValues) fault(path, value string) error {
	var faults logistics.Faults
	faults.Unknown(path+logistics.Pointer(l.Name), value, "the agreement lists other values")
	return faults.Err()
}

// change gives the subject another attribute. A case that is stopped keeps the limit it was judged by.
func (m *machine) change(e *Event, i int) error {
	for k := range m.timer.listed {
		if l := &m.timer.listed[k]; l.Name == e.Attribute && !l.has(e.Value) {
			return l.fault("/events", e.Value)
		}
	}
	m.subject = m.subject.With(e.Attribute, e.Value)
	switch m.result.State {
	case Running, Paused:
		if _, at := m.timer.limit(m.subject); at == m.result.Limit {
			return nil
		}
		if err := m.leave(e.At, i, m.result.State); err != nil {
			return err
		}
		return m.limitAnew(e.At)
	case Pending:
		m.findLimit()
	case Stopped:
		m.stale = true
	}
	return nil
}

// limitAnew finds the limit of a case that has begun. What was used stays used; what is left follows the rule.
// A case is not due before the change that made it so, and one that was missed by then stays so.
func (m *machine) limitAnew(at time.Time) error {
	r, left, whole, limited := &m.result, m.result.Budget-m.result.Consumed, m.whole, m.limit != nil
	old, missed := r.Limit, m.late(at)
	if m.findLimit(); r.Limit == old {
		return nil
	}
	m.named, m.whole, m.onWall, m.lost = time.Time{}, 0, false, missed
	if m.limit == nil {
		if !missed {
			r.Budget, r.Due = 0, time.Time{}
		}
		m.tellChange(at, old, false, missed)
		return nil
	}
	budget, named, err := m.track.budget(m.limit, r.Started)
	if err != nil {
		return err
	}
	m.whole = budget
	carriesShare := limited && m.timer.rule.Carry == CarryShare
	if carriesShare {
		budget = r.Consumed + shareOf(budget, left, whole)
		if left < 0 { // however short the new limit is, more than all of it was used
			budget = min(budget, r.Consumed-1)
		}
	} else {
		m.named, m.onWall = named, !m.limit.openTime()
	}
	r.Budget = budget
	if !missed {
		r.Due, m.breach = time.Time{}, time.Time{}
		if r.Consumed > r.Budget {
			r.Due, m.breach = at, at
		}
	}
	if m.watch != nil {
		m.setMarks(at)
	}
	m.tellChange(at, old, carriesShare, missed)
	return nil
}

// tellChange reports another limit to whoever asked for an explanation.
func (m *machine) tellChange(at time.Time, old int, share, missed bool) {
	if m.watch == nil || m.watch.changed == nil {
		return
	}
	r := &m.result
	c := LimitChange{At: m.local(at), From: old, To: r.Limit, Used: logistics.Exactly(0), Missed: missed}
	if old >= 0 && r.Limit >= 0 {
		if c.Carry = CarryTime; share {
			c.Carry = CarryShare
		}
	}
	used, err := logistics.NewDuration(0, r.Consumed)
	left, leftErr := logistics.NewDuration(0, r.Budget-r.Consumed)
	if err == nil {
		c.Used, err = used, leftErr
	}
	if err != nil {
		m.watch.broken = err
	}
	if r.Limit >= 0 {
		c.Left = left
	}
	m.watch.changed(c)
}

// shareOf is budget × left ÷ whole in exact nanoseconds, rounded toward zero; of a whole of nothing, nothing.
func shareOf(budget, left, whole time.Duration) time.Duration {
	if whole == 0 {
		return 0
	}
	if left < 0 {
		return -shareOf(budget, -left, whole)
	}
	high, low := bits.Mul64(uint64(budget), uint64(left))
	if high >= uint64(whole) {
		return 1<<63 - 1
	}
	quotient, _ := bits.Div64(high, low, uint64(whole))
	return time.Duration(min(quotient, 1<<63-1))
}

const maxListed = 100

// validateAttributes reports faults of the lists, and of conditions that ask for a value which is not listed.
func (a Agreement) validateAttributes(faults *logistics.Faults) {
	if len(a.Attributes) > maxListed {
		faults.TooMany("/attributes", len(a.Attributes), "at most 100 attributes")
		return
	}
	for i, l := range a.Attributes {
		path := "/attributes/" + strconv.Itoa(i)
		if l.Name == "" {
			faults.Required(path+"/name", "a name is required")
		}
		if slices.ContainsFunc(a.Attributes[:i], func(o AttributeValues) bool { return o.Name == l.Name }) {
			faults.Duplicate(path+"/name", l.Name, "this attribute is listed already")
		}
		if len(l.Values) == 0 {
			faults.Required(path+"/values", "at least one value")
		}
		seen := make(map[string]bool, len(l.Values))
		for k, value := range l.Values {
			if value == "" || seen[value] {
				faults.Duplicate(path+"/values/"+strconv.Itoa(k), value, "each value once, and none empty")
			}
			seen[value] = true
		}
		a.eachCondition(func(path string, condition logistics.Selector) {
			for _, value := range valuesOf(condition, l.Name) {
				if value != "" && !seen[value] {
					faults.Unknown(path, value, "not among the values listed for "+l.Name)
				}
			}
		})
	}
}

// eachCondition calls with every condition of the agreement and its path.
func (a Agreement) eachCondition(call func(path string, condition logistics.Selector)) {
	call("/applies", a.Applies)
	for i, o := range a.Objectives[:min(len(a.Objectives), maxObjectives)] {
		for k, l := range o.Timer.Limits[:min(len(o.Timer.Limits), maxLimits)] {
			call(objectivePath(i)+"/timer/limits/"+strconv.Itoa(k)+"/when", l.When)
		}
	}
}

// valuesOf are the values a condition compares an attribute with, as its document has them, each once, in order.
func valuesOf(condition logistics.Selector, attribute string) []string {
	type part struct {
		Attribute string            `json:"attribute"`
		In        []string          `json:"in"`
		Not       json.RawMessage   `json:"not"`
		And       []json.RawMessage `json:"and"`
		Or        []json.RawMessage `json:"or"`
	}
	data, err := json.Marshal(condition)
	if err != nil {
		return nil // Validate says why
	}
	var values []string
	for open := []json.RawMessage{data}; len(open) > 0; {
		var p part
		last := len(open) - 1
		if json.Unmarshal(open[last], &p) != nil {
			return nil
		}
		open = append(append(open[:last], p.And...), p.Or...)
		if len(p.Not) > 0 {
			open = append(open, p.Not)
		}
		if p.Attribute == attribute {
			values = append(values, p.In...)
		}
	}
	slices.Sort(values)
	return slices.Compact(values)
}
