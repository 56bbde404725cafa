package logistics

import "github.com/logicrm/logistics/internal/exact"

// Tally counts verdicts. Tallies of disjoint facts merge, and what was counted can be taken out again,
// so any split over time or machines gives the same figures. Tallies compare with ==. The zero Tally
// has counted nothing.
type Tally struct {
	Good         int64 `json:"good"`
	Bad          int64 `json:"bad"`
	Waived       int64 `json:"waived"`
	Undetermined int64 `json:"undetermined"`
	NotDue       int64 `json:"not_due"`
}

// Count returns the tally with n more verdicts of one kind; a negative n takes them out.
func (t Tally) Count(v Verdict, n int64) Tally {
	switch v {
	case Met:
		t.Good += n
	case Missed:
		t.Bad += n
	case Waived:
		t.Waived += n
	case NotDue:
		t.NotDue += n
	default:
		t.Undetermined += n
	}
	return t
}

// Merge adds two tallies.
func (t Tally) Merge(o Tally) Tally {
	return Tally{
		t.Good + o.Good, t.Bad + o.Bad, t.Waived + o.Waived, t.Undetermined + o.Undetermined, t.NotDue + o.NotDue,
	}
}

// Sub takes a tally out of another.
func (t Tally) Sub(o Tally) Tally {
	return Tally{
		t.Good - o.Good, t.Bad - o.Bad, t.Waived - o.Waived, t.Undetermined - o.Undetermined, t.NotDue - o.NotDue,
	}
}

// Judged is how many were met or missed.
func (t Tally) Judged() int64 { return t.Good + t.Bad }

// Total is how many were counted, judged or not.
func (t Tally) Total() int64 { return t.Good + t.Bad + t.Waived + t.Undetermined + t.NotDue }

// Attainment is good ÷ judged; no data when nothing was judged. What could not be judged is neither in
// the numerator nor in the denominator: read it beside the figure.
func (t Tally) Attainment() Ratio {
	if t.Judged() <= 0 {
		return Ratio{}
	}
	return Ratio{t.Good, t.Judged()}
}

// Judge holds the attainment against a target, exactly: Undetermined without data.
func (t Tally) Judge(target Ratio) Verdict {
	order, err := t.Attainment().Cmp(target)
	switch {
	case err != nil:
		return Undetermined
	case order >= 0:
		return Met
	default:
		return Missed
	}
}

// Margin is how many more of the judged could have been missed, in place of being met, with the
// target still kept; negative is how many met ones are lacking.
func (t Tally) Margin(target Ratio) int64 {
	if target.IsZero() || t.Judged() <= 0 {
		return 0
	}
	needed, err := exact.MulDiv(t.Judged(), target.num, target.den, exact.Ceiling)
	if err != nil {
		return 0
	}
	return t.Good - needed
}
