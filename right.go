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

// MarshalText refuses the zero Right.
func (r Right) MarshalText() ([]byte, error) { return enumText(r, rightNames) }

// UnmarshalText reads the form of String.
func (r *Right) UnmarshalText(text []byte) error { return enumParse(r, rightNames, text) }

// Rights says in two bytes which of the seven were judged, and which of those were missed. A right
// that is undetermined, not due or waived is not judged, so that unknown never reads as met. Rights
// compare with ==. The zero Rights judges nothing.
type Rights struct {
	judged, missed uint8
}

func (r Right) bit() uint8 {
	if !r.Valid() {
		return 0
	}
	return 1 << (r - 1)
}

// With returns the rights with the verdict of one more; only Met and Missed count as judged.
func (r Rights) With(right Right, v Verdict) Rights {
	bit := right.bit()
	r.judged &^= bit
	r.missed &^= bit
	if v.Decided() {
		r.judged |= bit
	}
	if v == Missed {
		r.missed |= bit
	}
	return r
}

// Judged reports whether the right was judged.
func (r Rights) Judged(right Right) bool { return r.judged&right.bit() != 0 }

// Met reports whether the right was judged and kept.
func (r Rights) Met(right Right) bool { return (r.judged&^r.missed)&right.bit() != 0 }

// Missed reports whether the right was judged and broken.
func (r Rights) Missed(right Right) bool { return r.missed&right.bit() != 0 }

// JudgedCount is how many were judged.
func (r Rights) JudgedCount() int { return bits.OnesCount8(r.judged) }

// MissedCount is how many were missed.
func (r Rights) MissedCount() int { return bits.OnesCount8(r.missed) }

// Bits are the rights judged and those missed, for hosts that count by number: the first right is the lowest
// bit. RightsOf takes them back.
func (r Rights) Bits() (judged, missed uint8) { return r.judged, r.missed }

// RightsOf takes what Bits gives. It refuses a bit beyond the seven rights, and a right that was missed but
// not judged.
func RightsOf(judged, missed uint8) (Rights, error) {
	switch {
	case judged>>RightTime != 0:
		return Rights{}, NewFieldError(FaultOutOfRange, strconv.Itoa(int(judged)), "seven rights are seven bits")
	case missed&^judged != 0:
		return Rights{}, NewFieldError(FaultConflict, strconv.Itoa(int(missed)), "only what was judged can be missed")
	}
	return Rights{judged, missed}, nil
}

// AllMet are rights that were judged and met, and no others: what Joint is asked about.
func AllMet(of ...Right) Rights {
	var r Rights
	for _, right := range of {
		r = r.With(right, Met)
	}
	return r
}

// Joint is the verdict on several rights together, those judged in of: Missed when one of them was missed,
// Met when all were met, and Undetermined when one that was not judged could still decide it.
func (r Rights) Joint(of Rights) Verdict {
	switch {
	case r.missed&of.judged != 0:
		return Missed
	case r.judged&of.judged == of.judged:
		return Met
	}
	return Undetermined
}

// And are the rights of two lines together, right by right: missed where one missed it, met where both met
// it, and else not judged. AllMet of all seven changes nothing.
func (r Rights) And(o Rights) Rights {
	missed := r.missed | o.missed
	return Rights{judged: r.judged&o.judged | missed, missed: missed}
}

// Equal is for tests with go-cmp and for generic code; in programs use ==.
func (r Rights) Equal(o Rights) bool { return r == o }

// String lists what was judged, misses with a minus: "product quantity -time".
func (r Rights) String() string {
	var parts []string
	for _, right := range AllRights() {
		switch {
		case r.Missed(right):
			parts = append(parts, "-"+right.String())
		case r.Judged(right):
			parts = append(parts, right.String())
		}
	}
	return strings.Join(parts, " ")
}

// MarshalText writes the form of String.
func (r Rights) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads the form of String: each right at most once, in any order.
func (r *Rights) UnmarshalText(text []byte) error {
	var read Rights
	for name := range strings.FieldsSeq(string(text)) {
		plain, missed := strings.CutPrefix(name, "-")
		var right Right
		if err := right.UnmarshalText([]byte(plain)); err != nil {
			return err
		}
		if read.Judged(right) {
			return NewFieldError(FaultDuplicate, name, "a right is judged once")
		}
		v := Met
		if missed {
			v = Missed
		}
		read = read.With(right, v)
	}
	*r = read
	return nil
}
