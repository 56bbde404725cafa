package returns

import (
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/workflow"
)

// Eligibility is what the rules say of units that are to come back.
type Eligibility string

// What the rules can say. Of several the last one in this order decides.
const (
	Eligible   Eligibility = "accept"
	ForReview  Eligibility = "review" // a person decides
	Ineligible Eligibility = "reject"
)

// History is what a customer did before, as far as a policy asks for it.
type History struct {
	Returns int64 `json:"returns"` // in the host's window, this one included
}

// Facts are what eligibility depends on.
type Facts struct {
	Line       *Sold           // of which units come back
	Value      logistics.Money // what was paid for those units; absent: not looked at
	Incomplete bool            // the order is not complete yet
	Authorised bool            // the return was asked for, or this is the request
	Refunded   bool            // the units were refunded before, in a return that was not called off
	Actor      logistics.Actor
	History    History
}

// Finding is one rule that speaks against a return.
type Finding struct {
	Reason      logistics.Reason `json:"reason"`
	Eligibility Eligibility      `json:"outcome"`            // what it leads to by itself
	Override    bool             `json:"override,omitzero"`  // who has the right to may pass over it
	Change      logistics.Code   `json:"change"`             // what would have to change: see the catalogue
	Until       time.Time        `json:"until,omitzero"`     // up to when it would have been allowed
	NotUntil    time.Time        `json:"not_until,omitzero"` // from when it will be
}

// Advice tells what would have to change for the finding not to be one, in a language; the zero Language is English.
func (f Finding) Advice(in logistics.Language) string {
	told, _ := Reasons().Render(logistics.Reason{Code: f.Change}, in)
	return told
}

// Assessment is what the rules say, with every rule that spoke against it, in a fixed order.
type Assessment struct {
	Eligibility Eligibility `json:"outcome"`
	Findings    []Finding   `json:"findings,omitempty"`   // that count
	Overridden  []Finding   `json:"overridden,omitempty"` // that staff passed over
	Opens       time.Time   `json:"opens,omitzero"`       // when the window began
	Ends        time.Time   `json:"ends,omitzero"`        // when it ends, see [Policy]; absent: never
}

// Reasons are those of the findings that count.
func (a Assessment) Reasons() []logistics.Reason { return reasonsOf(a.Findings) }

// Sentences tells the reasons in a language; the zero Language is English.
func (a Assessment) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(a.Reasons(), in)
}

func reasonsOf(findings []Finding) []logistics.Reason {
	var reasons []logistics.Reason
	for _, f := range findings {
		reasons = append(reasons, f.Reason)
	}
	return reasons
}

// window is when the window of a line began and ends; the zero end is never, and both are absent when
// nothing is known of a delivery.
func (r *Rules) window(line *Sold) (opens, ends time.Time) {
	start, transit := line.Delivered, 0
	if start.IsZero() {
		start, transit = line.ShippedAt, r.policy.Transit
	}
	if start.IsZero() {
		return time.Time{}, time.Time{}
	}
	// The latest a coarse stamp can mean is taken: the doubt is the seller's. One with an offset is read
	// in the zone of the policy, one without by the date it says.
	date, instant := start.Date(), start.IntervalIn(r.clock).Latest()
	if _, ok := start.Offset(); ok {
		date = logistics.DateOf(instant, r.clock)
	}
	if transit > 0 {
		date = date.AddDays(transit)
		instant = logistics.Days(transit).AddTo(instant.In(r.clock))
	}
	window := r.policy.Window
	switch {
	case window.Any():
		return instant.UTC(), time.Time{}
	case window.Exact() != 0:
		return instant.UTC(), instant.Add(window.Exact()).UTC()
	}
	last := date.AddDays(window.Days())
	if last.IsZero() {
		return date.Start(r.clock).UTC(), time.Time{}
	}
	return date.Start(r.clock).UTC(), last.AddDays(1).Start(r.clock).UTC()
}

// Assess holds units that are to come back against every rule of the policy. Who has the right to may pass over the
// window and the limits for review; never over what was already refunded, or is not taken back at all.
// Without a line nothing can be said of one.
func (r *Rules) Assess(f Facts, asOf time.Time) (Assessment, error) {
	var faults logistics.Faults
	workflow.CheckEnv(r.ready(), asOf, f.Actor, 0, &faults)
	if r.ready() {
		r.checkHistory(f.History, &faults)
	}
	if err := faults.Err(); err != nil {
		return Assessment{}, err
	}
	if f.Line == nil {
		f.Line = &Sold{}
	}
	a := assessment{rules: r, facts: &f, at: asOf, known: &windows{rules: r}}
	a.run()
	return a.Assessment, nil
}

// windows remembers the window of the line before: those of an order are often delivered together.
type windows struct {
	rules           *Rules
	delivered, left logistics.Stamp
	opens, ends     time.Time
	known           bool
}

func (w *windows) of(line *Sold) (opens, ends time.Time) {
	if !w.known || !w.delivered.Equal(line.Delivered) || !w.left.Equal(line.ShippedAt) {
		w.opens, w.ends = w.rules.window(line)
		w.delivered, w.left, w.known = line.Delivered, line.ShippedAt, true
	}
	return w.opens, w.ends
}

type assessment struct {
	Assessment
	rules *Rules
	facts *Facts
	at    time.Time
	known *windows
}

func (a *assessment) run() {
	f, p := a.facts, &a.rules.policy
	a.Eligibility = Eligible
	if f.Incomplete {
		a.find(Finding{Eligibility: Ineligible, Change: ChangeComplete}, OrderIncomplete)
	}
	if f.Line.Final {
		a.find(Finding{Eligibility: Ineligible, Change: ChangeNothing}, ProductFinal, a.line())
	}
	if ends := f.Line.SupportEnds; !ends.IsZero() {
		if end := ends.IntervalIn(a.rules.clock).Latest(); a.at.After(end) {
			a.find(Finding{Eligibility: Ineligible, Change: ChangeNothing, Until: end.UTC()}, SupportOver, a.line(),
				ends.Param("ended"))
		}
	}
	if p.Authorised && !f.Authorised {
		a.find(
			Finding{Eligibility: Ineligible, Change: ChangeAuthorise, Override: true}, AuthorisationMissing, a.line(),
		)
	}
	if f.Refunded {
		a.find(Finding{Eligibility: ForReview, Change: ChangeNothing}, RefundedBefore, a.line())
	}
	gone := f.Line.returnable() > 0
	if !gone {
		a.find(Finding{Eligibility: ForReview, Change: ChangeShip}, NotShipped, a.line())
	}
	a.window(gone)
	if most := p.Review.Returns; most > 0 && f.History.Returns > most {
		a.find(Finding{Eligibility: ForReview, Change: ChangeStaff, Override: true}, TooManyReturns,
			logistics.CountParam("returns", f.History.Returns), logistics.CountParam("limit", most))
	}
	if more(f.Value, p.Review.Value) {
		a.find(Finding{Eligibility: ForReview, Change: ChangeStaff, Override: true}, TooHighValue, a.line(),
			f.Value.Param("value"), p.Review.Value.Param("limit"))
	}
}

func (a *assessment) line() logistics.Param { return a.facts.Line.ID.Param("line") }

// window looks at the dates of the line; what was not shipped need not have been delivered either, but a window that is
// over is.
func (a *assessment) window(gone bool) {
	a.Opens, a.Ends = a.known.of(a.facts.Line)
	window := a.rules.policy.Window
	switch {
	case window.Any() || a.facts.Line.Digital && a.Opens.IsZero():
	case !gone && (a.Opens.IsZero() || a.at.Before(a.Opens)):
	case a.Opens.IsZero() || a.at.Before(a.Opens):
		a.find(
			Finding{Eligibility: ForReview, Change: ChangeDeliver, Override: true, NotUntil: a.Opens}, NotDelivered,
			a.line(),
		)
	case !a.Ends.IsZero() && a.over(window):
		a.find(Finding{Eligibility: Ineligible, Change: ChangeStaff, Override: true, Until: a.Ends}, WindowOver,
			a.line(),
			window.Param("window"), logistics.InstantParam("ended", a.Ends.In(a.rules.clock)), a.until(),
			logistics.InstantParam("asked", a.at.In(a.rules.clock)))
	}
}

// over reports whether the window is over: what may be done until an instant may be done at it, unless the policy says
// until; a window of days is over when its last day is.
func (a *assessment) over(window logistics.Duration) bool {
	if window.Exact() != 0 && a.rules.policy.WindowEnd != logistics.Until {
		return a.at.After(a.Ends)
	}
	return !a.at.Before(a.Ends)
}

// until is the end of the window for people: its last day, or an instant.
func (a *assessment) until() logistics.Param {
	end := a.Ends.In(a.rules.clock)
	if a.rules.policy.Window.Exact() != 0 {
		return logistics.InstantParam("until", end)
	}
	return logistics.DateOf(end, a.rules.clock).AddDays(-1).Param("until")
}

// find counts a rule, or notes that staff passed over it.
func (a *assessment) find(f Finding, code logistics.Code, params ...logistics.Param) {
	f.Reason = logistics.Reason{Code: code, Params: params}
	if f.Override && a.rules.may(a.facts.Actor, RightOverride) {
		a.Overridden = append(a.Overridden, f)
		return
	}
	a.Findings = append(a.Findings, f)
	if f.Eligibility == Ineligible || a.Eligibility == Eligible {
		a.Eligibility = f.Eligibility
	}
}
