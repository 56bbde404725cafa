package logistics

import (
	"math/bits"
	"strconv"
	"strings"

	"github.com/logicrm/logistics/internal/enum"
)

// Right is one of the seven Rs of a delivery.
type Right uint8

// The seven Rs, in the order in which they are reported.
const (
	RightProduct   Right = iota + 1 // what was ordered
	RightCondition                  // undamaged, fresh, packed and labelled as agreed
	RightCustomer                   // handed to whom it was meant for
	RightQuantity                   // as much as was ordered
	RightCost                       // charged as agreed
	RightPlace                      // delivered where it was meant to go
	RightTime                       // inside the promised window
)

var rightNames = []string{"unspecified", "product", "condition", "customer", "quantity", "cost", "place", "time"}

// AllRights lists the seven in order.
func AllRights() [7]Right {
	return [7]Right{RightProduct, RightCondition, RightCustomer, RightQuantity, RightCost, RightPlace, RightTime}
}

// Valid reports whether r is one of the seven.
func (r Right) Valid() bool { return r >= RightProduct && r <= RightTime }

// String is the text on the wire.
func (r Right) String() string { return enum.Name(r, rightNames) }

// Param is the right as a figure: "time" is told as right time.
func (r Right) Param(name string) Param {
	return Param{Name: name, Figure: FigureRight, Text: r.String()}
}

// MarshalText refuses the zero Right.
func (r Right) MarshalText() ([]byte, error) { return enumText(r, rightNames) }

// UnmarshalText reads the form of String.
func (r *Right) UnmarshalText(text []byte) error { return enumParse(r, rightNames, text) }

// Rights holds one of the five verdicts for each of the seven, in four bytes. A right of which nothing was
// said is Undetermined, so that unknown never reads as met. Rights compare with ==. In the zero Rights all
// seven are undetermined.
type Rights struct {
	met, missed, notDue, waived uint8 // a bit a right; at most one of the four has it
}

const sevenBits = 1<<RightTime - 1

func (r Right) bit() uint8 {
	if !r.Valid() {
		return 0
	}
	return 1 << (r - 1)
}

// EachRight are rights that all have one verdict.
func EachRight(v Verdict) Rights { return Rights{}.with(sevenBits, v) }

// AllMet are rights that were met, and no others: what Joint is asked about.
func AllMet(of ...Right) Rights {
	var r Rights
	for _, right := range of {
		r.met |= right.bit()
	}
	return r
}

// With returns the rights with the verdict of one more.
func (r Rights) With(right Right, v Verdict) Rights { return r.with(right.bit(), v) }

func (r Rights) with(bits uint8, v Verdict) Rights {
	r.met, r.missed, r.notDue, r.waived = r.met&^bits, r.missed&^bits, r.notDue&^bits, r.waived&^bits
	switch v {
	case Met:
		r.met |= bits
	case Missed:
		r.missed |= bits
	case NotDue:
		r.notDue |= bits
	case Waived:
		r.waived |= bits
	}
	return r
}

// Of is the verdict of one right; Undetermined for what is none of the seven.
func (r Rights) Of(right Right) Verdict {
	switch bit := right.bit(); {
	case r.met&bit != 0:
		return Met
	case r.missed&bit != 0:
		return Missed
	case r.notDue&bit != 0:
		return NotDue
	case r.waived&bit != 0:
		return Waived
	}
	return Undetermined
}

// Judged reports whether the right was met or missed.
func (r Rights) Judged(right Right) bool { return (r.met|r.missed)&right.bit() != 0 }

// Met reports whether the right was judged and kept.
func (r Rights) Met(right Right) bool { return r.met&right.bit() != 0 }

// Missed reports whether the right was judged and broken.
func (r Rights) Missed(right Right) bool { return r.missed&right.bit() != 0 }

// JudgedCount is how many were met or missed.
func (r Rights) JudgedCount() int { return bits.OnesCount8(r.met | r.missed) }

// MissedCount is how many were missed.
func (r Rights) MissedCount() int { return bits.OnesCount8(r.missed) }

// Bits are the rights judged and those missed, for hosts that count by number: the first right is the lowest
// bit. RightsOf takes them back; what was not judged is undetermined then.
func (r Rights) Bits() (judged, missed uint8) { return r.met | r.missed, r.missed }

// RightsOf takes what Bits gives. It refuses a bit beyond the seven rights, and a right that was missed but
// not judged.
func RightsOf(judged, missed uint8) (Rights, error) {
	switch {
	case judged&^sevenBits != 0:
		return Rights{}, NewFieldError(
			FaultOutOfRange, strconv.Itoa(int(judged)), "only the seven lowest bits may be set",
		)
	case missed&^judged != 0:
		return Rights{}, NewFieldError(
			FaultConflict, strconv.Itoa(int(missed)), "a right that was not judged cannot be missed",
		)
	}
	return Rights{met: judged &^ missed, missed: missed}, nil
}

// Joint is the verdict on several rights together, those judged in of: as [And] has it of their verdicts,
// so that waived ones do not count. Of no rights it is Waived.
func (r Rights) Joint(of Rights) Verdict { return r.joint(of.met | of.missed) }

// joint has no branch that depends on the verdicts: they come as they like, and a grid asks for millions. The
// compiler makes moves of the conditions in words, not in bytes.
func (r Rights) joint(of uint8) Verdict {
	asked := uint32(of &^ r.waived)
	unmet, open := asked&^uint32(r.met), asked&^uint32(r.met|r.notDue)
	v := uint32(Met)
	if asked == 0 {
		v = uint32(Waived)
	}
	if unmet != 0 {
		v = uint32(NotDue)
	}
	if open != 0 {
		v = uint32(Undetermined)
	}
	if asked&uint32(r.missed) != 0 {
		v = uint32(Missed)
	}
	return Verdict(v)
}

// Verdict is that on all seven together.
func (r Rights) Verdict() Verdict { return r.joint(sevenBits) }

// Judge is the verdict on some of the rights together: as [And] has it of their verdicts. What is none of
// the seven is Undetermined, and no rights at all are Waived.
func (r Rights) Judge(rights ...Right) Verdict {
	var of, stranger uint8
	for _, right := range rights {
		bit := right.bit()
		of |= bit
		if bit == 0 {
			stranger = 1
		}
	}
	v := r.joint(of)
	if stranger != 0 {
		return And(v, Undetermined)
	}
	return v
}

// And are the rights of two lines together, right by right, as [And] has it of their verdicts: missed where
// one missed it, met where both met it, and of the other alone where one is waived. EachRight(Waived)
// changes nothing.
func (r Rights) And(o Rights) Rights {
	both := (r.met | r.notDue | r.waived) & (o.met | o.notDue | o.waived) // neither missed nor undetermined
	notDue := (r.notDue | o.notDue) & both
	waived := r.waived & o.waived
	return Rights{both &^ (notDue | waived), r.missed | o.missed, notDue, waived}
}

// Equal is for tests with go-cmp and for generic code; in programs use ==.
func (r Rights) Equal(o Rights) bool { return r == o }

// String lists what is known, misses with a minus, and what was neither met nor missed with its verdict:
// "product quantity -time cost=waived".
func (r Rights) String() string {
	var parts []string
	for _, right := range AllRights() {
		switch v := r.Of(right); v {
		case Missed:
			parts = append(parts, "-"+right.String())
		case Met:
			parts = append(parts, right.String())
		case Waived, NotDue:
			parts = append(parts, right.String()+"="+v.String())
		}
	}
	return strings.Join(parts, " ")
}

// MarshalText writes the form of String.
func (r Rights) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads the form of String: each right at most once, in any order.
func (r *Rights) UnmarshalText(text []byte) error {
	var read Rights
	var seen uint8
	for word := range strings.FieldsSeq(string(text)) {
		name, missed := strings.CutPrefix(word, "-")
		name, verdict, given := strings.Cut(name, "=")
		var right Right
		if err := right.UnmarshalText([]byte(name)); err != nil {
			return err
		}
		v := Met
		switch {
		case missed && given:
			return NewFieldError(FaultConflict, word, "a minus must be followed by a verdict")
		case missed:
			v = Missed
		case given:
			if err := v.UnmarshalText([]byte(verdict)); err != nil {
				return err
			}
		}
		if seen&right.bit() != 0 {
			return NewFieldError(FaultDuplicate, word, "each right at most once")
		}
		seen |= right.bit()
		read = read.With(right, v)
	}
	*r = read
	return nil
}
