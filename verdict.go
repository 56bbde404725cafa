package logistics

import "github.com/logicrm/logistics/internal/enum"

// Verdict is the outcome of holding a promise against what happened. The order of the four judgements
// is the lattice Missed < Undetermined < NotDue < Met; Waived stands outside it and is neutral.
type Verdict uint8

// The verdicts. The zero Verdict is none; And and Or read it as Undetermined, so that a forgotten
// judgement never becomes met.
const (
	Missed       Verdict = iota + 1 // the promise was broken
	Undetermined                    // not enough is known to say
	NotDue                          // not yet time to judge
	Met                             // the promise was kept
	Waived                          // not to be judged: excluded, or agreed away
)

var verdictNames = []string{"unspecified", "missed", "undetermined", "not_due", "met", "waived"}

// And is the verdict of several promises that must all be kept: the least of those not waived, and
// Waived when there are none.
func And(verdicts ...Verdict) Verdict {
	least := Waived
	for _, v := range verdicts {
		least = min(least, v.known())
	}
	return least
}

// Or is the verdict of several promises of which one must be kept: the greatest of those not waived,
// and Waived when there are none.
func Or(verdicts ...Verdict) Verdict {
	greatest := Verdict(0)
	for _, v := range verdicts {
		if v = v.known(); v != Waived {
			greatest = max(greatest, v)
		}
	}
	if greatest == 0 {
		return Waived
	}
	return greatest
}

func (v Verdict) known() Verdict {
	if v < Missed || v > Waived {
		return Undetermined
	}
	return v
}

// Decided reports whether v is Met or Missed.
func (v Verdict) Decided() bool { return v == Met || v == Missed }

// String is the text on the wire.
func (v Verdict) String() string { return enum.Name(v, verdictNames) }

// MarshalText refuses the zero Verdict.
func (v Verdict) MarshalText() ([]byte, error) { return enumText(v, verdictNames) }

// UnmarshalText reads the form of String.
func (v *Verdict) UnmarshalText(text []byte) error { return enumParse(v, verdictNames, text) }
