package credit

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Difference is what one version of a statement changes of another: a document of its own, like a credit
// note. It has a line for each amount that changes, and they sum to what is due.
type Difference struct {
	Schedule logistics.ID     `json:"schedule"` // of the later version
	Period   logistics.Period `json:"period"`
	From     int              `json:"from"` // the version that was paid
	To       int              `json:"to"`
	Lines    []Change         `json:"lines"`
	Paid     logistics.Money  `json:"paid"` // by the version before
	Owed     logistics.Money  `json:"owed"` // by the one that is in force now
	Due      logistics.Money  `json:"due"`  // owed − paid: below zero it is taken back
}

// Change is what becomes of one line. A line that only one of the versions has is nothing in the other.
type Change struct {
	Objective logistics.ID    `json:"objective"`
	Incident  logistics.ID    `json:"incident,omitzero"`
	Invoice   logistics.ID    `json:"invoice,omitzero"`
	Paid      logistics.Money `json:"paid"`
	Owed      logistics.Money `json:"owed"`
	Due       logistics.Money `json:"due"`
}

// Revise settles a period again by what is known now. Where that says anything else than the statement
// given before, it is the next version of it. The same facts give the same version, and a difference
// without lines.
func (c *Biller) Revise(before Statement, bill Bill) (Statement, Difference, error) {
	after, err := c.Settle(bill)
	if err != nil {
		return Statement{}, Difference{}, err
	}
	if after.Version = max(before.Version, 1); after.same(&before) {
		after.orderAs(&before)
	} else {
		after.Version++
	}
	difference, err := DifferenceOf(before, after)
	if err != nil {
		return Statement{}, Difference{}, err
	}
	return after, difference, nil
}

// DifferenceOf is what is to be paid or taken back when one version of a statement takes the place of
// another. Both are of one period and one currency; the schedule may be another.
func DifferenceOf(before, after Statement) (Difference, error) {
	if before.Period != after.Period {
		return Difference{}, &logistics.FieldError{
			Path: "/period", Code: logistics.FaultMismatch, Value: after.Period.String(),
			Detail: "the version before is of " + cmp.Or(before.Period.String(), "no period"),
		}
	}
	d := Difference{
		Schedule: after.Schedule, Period: after.Period, From: max(before.Version, 1), To: max(after.Version, 1),
		Lines: []Change{},
	}
	var err error
	if d.Paid, d.Owed, d.Due, err = due(before.Total, after.Total); err != nil {
		return Difference{}, err
	}
	named := before.named() && after.named()
	lines, places := []Change{}, make(map[key]int, len(after.Lines))
	for i := range after.Lines {
		line := Change{Owed: after.Lines[i].Amount}
		if lines, err = collect(lines, places, after.Lines[i].changes(line, named)); err != nil {
			return Difference{}, err
		}
	}
	for i := range before.Lines {
		line := Change{Paid: before.Lines[i].Amount}
		if lines, err = collect(lines, places, before.Lines[i].changes(line, named)); err != nil {
			return Difference{}, err
		}
	}
	for _, line := range lines {
		if line.Paid, line.Owed, line.Due, err = due(line.Paid, line.Owed); err != nil {
			return Difference{}, err
		}
		if line.Due.Sign() != 0 {
			d.Lines = append(d.Lines, line)
		}
	}
	return d, nil
}

// named reports whether the lines say which invoice they are a share of. Statements of before the charges of
// a period were given once do not, and neither did they have verdicts.
func (s *Statement) named() bool {
	return !slices.ContainsFunc(s.Lines, func(l Line) bool { return l.Verdict == 0 })
}

// changes is the change of this line with its name; without invoices where one of the versions has none.
func (l *Line) changes(amounts Change, named bool) Change {
	amounts.Objective, amounts.Incident = l.Objective, l.Incident
	if named {
		amounts.Invoice = l.Invoice
	}
	return amounts
}

// collect adds amounts to the change of the same name.
func collect(lines []Change, places map[key]int, c Change) (_ []Change, err error) {
	name := keyOf(c.Objective, c.Incident, c.Invoice)
	i, ok := places[name]
	if !ok {
		places[name] = len(lines)
		return append(lines, c), nil
	}
	if lines[i].Paid, err = lines[i].Paid.Add(c.Paid); err != nil {
		return nil, err
	}
	lines[i].Owed, err = lines[i].Owed.Add(c.Owed)
	return lines, err
}

// due is what is lacking of an amount owed; an amount that is absent is nothing in the currency of the other.
func due(paid, owed logistics.Money) (_, _, lacking logistics.Money, err error) {
	if paid.IsZero() {
		paid = logistics.Minor(0, owed.Currency())
	}
	if owed.IsZero() {
		owed = logistics.Minor(0, paid.Currency())
	}
	lacking, err = owed.Sub(paid)
	return paid, owed, lacking, err
}

// same reports whether two statements say the same, whatever their versions and the order of their lines.
// What statements did not say yet when the other was given does not count.
func (s *Statement) same(o *Statement) bool {
	if s.Schedule != o.Schedule || s.Period != o.Period || !s.Uncapped.Equal(o.Uncapped) ||
		!s.Cap.Equal(o.Cap) || !s.Total.Equal(o.Total) || len(s.Lines) != len(o.Lines) ||
		!o.Charges.IsZero() && !s.Charges.Equal(o.Charges) || !slices.EqualFunc(s.Limits, o.Limits, Limit.same) {
		return false
	}
	ours, theirs := s.byName(o.named()), o.byName(o.named())
	return slices.EqualFunc(ours, theirs, Line.same)
}

// byName is a copy of the lines in the order of their names; without those of invoices unless they are named.
func (s *Statement) byName(named bool) []Line {
	lines := slices.Clone(s.Lines)
	for i := range lines {
		if !named {
			lines[i].Invoice = logistics.ID{}
		}
	}
	slices.SortStableFunc(lines, func(a, b Line) int { return a.byName(&b) })
	return lines
}

// orderAs puts the lines in the order of a statement that says the same, so that it is the same document.
func (s *Statement) orderAs(o *Statement) {
	places := make(map[key]int, len(o.Lines))
	for i := range o.Lines {
		places[o.Lines[i].key()] = i
	}
	slices.SortStableFunc(s.Lines, func(a, b Line) int { return cmp.Compare(places[a.key()], places[b.key()]) })
}

func (l Limit) same(o Limit) bool {
	return l.Code == o.Code && l.Path == o.Path && l.Credits.Equal(o.Credits) && l.At.Equal(o.At)
}

// same compares lines, of which the second may be of before lines had verdicts.
func (l Line) same(o Line) bool {
	judged := o.Verdict == 0 || l.Verdict == o.Verdict
	return judged && l.key() == o.key() && l.Why == o.Why && l.Excused == o.Excused && l.Formula == o.Formula &&
		l.Attainment == o.Attainment && l.Below == o.Below && l.Credit == o.Credit && l.Computed() == o.Computed() &&
		l.Charges.Equal(o.Charges) && l.Uncapped.Equal(o.Uncapped) && l.Amount.Equal(o.Amount)
}

// Reasons explains every line that changes; one says so when none does.
func (d Difference) Reasons() []logistics.Reason {
	if len(d.Lines) == 0 && d.Paid.Sign() == 0 {
		return []logistics.Reason{{
			Code: StillNothing, Path: "/due", Params: []logistics.Param{d.Period.Param("period")},
		}}
	}
	if len(d.Lines) == 0 {
		return []logistics.Reason{{
			Code: Unchanged, Path: "/due", Params: []logistics.Param{d.Paid.Param("paid"), d.Period.Param("period")},
		}}
	}
	reasons := make([]logistics.Reason, 0, len(d.Lines))
	for i, line := range d.Lines {
		code := PaidMore
		if line.Due.Sign() < 0 {
			code = TakenBack
		}
		reasons = append(reasons, logistics.Reason{
			Code: code, Path: "/lines/" + strconv.Itoa(i), Params: []logistics.Param{
				logistics.CodeParam("objective", line.Objective.String()), line.Due.Abs().Param("due"),
				line.Owed.Param("owed"), line.Paid.Param("paid"),
			},
		})
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (d Difference) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(d.Reasons(), in)
}
