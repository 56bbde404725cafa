package control

import (
	"math/bits"
	"strings"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
)

// Rule is one test for a pattern that chance alone seldom makes. The zero Rule is none.
type Rule uint8

// The rules of Western Electric and of Nelson. Zones are counted in standard errors of the point, "a
// side" is above or below the centre line.
const (
	WesternElectric1 Rule = iota + 1 // a point beyond 3
	WesternElectric2                 // 2 of 3 beyond 2 on a side
	WesternElectric3                 // 4 of 5 beyond 1 on a side
	WesternElectric4                 // 8 in a row on a side
	Nelson1                          // a point beyond 3
	Nelson2                          // 9 in a row on a side
	Nelson3                          // 6 in a row that rise, or that fall
	Nelson4                          // 14 in a row that alternate between rising and falling
	Nelson5                          // 2 of 3 beyond 2 on a side
	Nelson6                          // 4 of 5 beyond 1 on a side
	Nelson7                          // 15 in a row within 1: the limits are too wide for the data
	Nelson8                          // 8 in a row beyond 1, on both sides: two processes in one chart
)

var ruleNames = []string{
	"unspecified", "western_electric_1", "western_electric_2", "western_electric_3", "western_electric_4",
	"nelson_1", "nelson_2", "nelson_3", "nelson_4", "nelson_5", "nelson_6", "nelson_7", "nelson_8",
}

// String is the text on the wire.
func (r Rule) String() string { return enum.Name(r, ruleNames) }

// MarshalText refuses the zero Rule.
func (r Rule) MarshalText() ([]byte, error) { return wire.EnumText(r, ruleNames) }

// UnmarshalText reads the form of String.
func (r *Rule) UnmarshalText(text []byte) error { return wire.ParseEnum(r, ruleNames, text) }

// RuleSet is a set of rules, and what fired at a point. The zero RuleSet is empty.
type RuleSet uint16

// The sets that are used together.
const (
	WesternElectric RuleSet = 0x00f
	Nelson          RuleSet = 0xff0
	allRules                = WesternElectric | Nelson
)

// Rules is the set of those given; numbers that name no rule are left out.
func Rules(rules ...Rule) RuleSet {
	var s RuleSet
	for _, r := range rules {
		s |= r.bit()
	}
	return s
}

// bit is the place of a rule in a set. For the zero Rule the shift is past the width, which gives nothing.
func (r Rule) bit() RuleSet { return RuleSet(1) << (r - 1) & allRules }

// Has reports whether the rule is in the set.
func (s RuleSet) Has(r Rule) bool { return s&r.bit() != 0 }

// List is the rules of the set in order.
func (s RuleSet) List() []Rule {
	list := make([]Rule, 0, bits.OnesCount16(uint16(s&allRules)))
	for left := s & allRules; left != 0; left &= left - 1 {
		list = append(list, Rule(bits.TrailingZeros16(uint16(left))+1))
	}
	return list
}

// String is the text on the wire.
func (s RuleSet) String() string {
	var b strings.Builder
	for i, r := range s.List() {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(r.String())
	}
	return b.String()
}

// MarshalText writes the names of the rules with a space between them.
func (s RuleSet) MarshalText() ([]byte, error) {
	if s&^allRules != 0 {
		return nil, logistics.NewFieldError(logistics.FaultUnknown, "", "contains bits of no known rule")
	}
	return []byte(s.String()), nil
}

// UnmarshalText reads the form of String.
func (s *RuleSet) UnmarshalText(text []byte) error {
	var read RuleSet
	for name := range strings.FieldsSeq(string(text)) {
		var r Rule
		if err := r.UnmarshalText([]byte(name)); err != nil {
			return err
		}
		read |= r.bit()
	}
	*s = read
	return nil
}

// Ties is what a point that is equal to the one before does to a trend and to an alternation; there are two
// schools. The zero Ties is [TieEnds].
type Ties uint8

// The schools of ties.
const (
	// The pattern starts anew: Nelson, and R's qcc.
	TieEnds Ties = iota + 1
	// The point is passed over, neither counted nor a break: the run charts of Perla, Provost and Murray.
	TiePasses
)

var tiesNames = []string{"unspecified", "tie_ends", "tie_passes"}

// String is the text on the wire.
func (t Ties) String() string { return enum.Name(t, tiesNames) }

// MarshalText refuses the zero Ties.
func (t Ties) MarshalText() ([]byte, error) { return wire.EnumText(t, tiesNames) }

// UnmarshalText reads the form of String.
func (t *Ties) UnmarshalText(text []byte) error { return wire.ParseEnum(t, tiesNames, text) }
