package sla

import (
	"math/bits"
	"time"

	"github.com/logicrm/logistics"
)

// Warning is when a share of the budget of a case is used up.
type Warning struct {
	Share    logistics.Ratio `json:"share"`
	At       time.Time       `json:"at"`
	Passed   bool            `json:"passed,omitzero"`   // by the instant it was asked for
	Earliest bool            `json:"earliest,omitzero"` // the case is paused: not before that
}

// Reason tells the warning.
func (w Warning) Reason() logistics.Reason {
	code := WarningAhead
	switch {
	case w.Passed:
		code = WarningPassed
	case w.Earliest:
		code = WarningEarliest
	}
	return logistics.Reason{Code: code, Params: []logistics.Param{
		w.Share.PercentParam("share"), logistics.InstantParam("at", w.At),
	}}
}

// mark is a warning while a history is read.
type mark struct {
	share logistics.Ratio
	after time.Duration // so much was used
	at    time.Time     // zero: not reached
}

// setMarks puts the marks where the shares of the budget are. One that was reached and still is keeps its
// instant; one that a smaller budget brings within what was used is reached at the instant of the change.
func (m *machine) setMarks(at time.Time) {
	for i := range m.watch.marks {
		k := &m.watch.marks[i]
		k.after = portion(m.result.Budget, k.share)
		switch {
		case k.after > m.result.Consumed || m.result.Consumed == 0:
			k.at = time.Time{}
		case k.at.IsZero():
			k.at = at
		}
	}
}

// portion is the least time that is the share of a budget or more.
func portion(budget time.Duration, share logistics.Ratio) time.Duration {
	high, low := bits.Mul64(uint64(max(budget, 0)), uint64(share.Num()))
	quotient, rest := bits.Div64(high, low, uint64(share.Den())) // a share is at most 1
	if rest > 0 {
		quotient++
	}
	return time.Duration(quotient)
}

// mark notes the marks that lie in a piece of time that counts.
func (m *machine) mark(from time.Time, open time.Duration) error {
	if m.limit == nil {
		return nil
	}
	for i := range m.watch.marks {
		k := &m.watch.marks[i]
		if left := k.after - m.result.Consumed; k.at.IsZero() && left <= open {
			at, err := m.landing(from, max(left, 0))
			if err != nil {
				return err
			}
			k.at = at
		}
	}
	return nil
}

// markAhead notes the marks of a case that is not stopped, as if it ran on.
func (m *machine) markAhead(from time.Time) error {
	if m.result.State != Running && m.result.State != Paused || m.limit == nil {
		return nil
	}
	for i := range m.watch.marks {
		k := &m.watch.marks[i]
		if !k.at.IsZero() {
			continue
		}
		at, err := m.ahead(from, k.after-m.result.Consumed)
		if err != nil {
			return err
		}
		k.at = at
	}
	return nil
}

// Warnings are when the shares of the budget that the rule names are used up: were, by asOf, or will be if the
// case runs on. A case that is stopped has only those it reached; one without a limit has none.
func (t *Timer) Warnings(c Timeline, asOf time.Time) ([]Warning, error) {
	m := machine{timer: t, subject: c.Subject, excl: c.Exclusions.spans, asOf: asOf, watch: &watcher{}}
	for _, share := range t.rule.Warnings {
		m.watch.marks = append(m.watch.marks, mark{share: share})
	}
	events, apart, replaced := readable(c.Events, c.Scratch, asOf)
	if err := m.run(events, apart, replaced); err != nil {
		return nil, err
	}
	warnings := []Warning{}
	for _, k := range m.watch.marks {
		if k.at.IsZero() || m.result.Cycles == 0 || m.limit == nil {
			continue
		}
		if k.share.Num() == k.share.Den() && m.result.State != Stopped && m.result.Due.After(k.at) {
			k.at = m.result.Due // all is used up, and no time that counts lies between
		}
		w := Warning{Share: k.share, At: m.local(k.at), Passed: k.after <= m.result.Consumed && !k.at.After(asOf)}
		w.Earliest = !w.Passed && m.result.State == Paused
		warnings = append(warnings, w)
	}
	return warnings, nil
}
