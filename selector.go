package logistics

import (
	"slices"
	"strconv"
)

// Selector says which subjects something is for: "tier gold or silver, and not the lane DE-FR". It is data
// of a policy and immutable. Whether it is met is three-valued: an attribute that nobody knows leaves it
// Undetermined unless the rest decides. The zero Selector is blank and matches nothing, so that a forgotten
// condition never becomes a catch-all; [Anyone] matches all.
type Selector struct {
	kind   selectorKind
	name   string
	values []string
	parts  []Selector
}

type selectorKind uint8

const (
	selectBlank selectorKind = iota
	selectAny
	selectIn
	selectNot
	selectAnd
	selectOr
)

const (
	maxSelectorDepth  = 8
	maxSelectorValues = 1000
	maxSelectorParts  = 100
)

// Anyone matches every subject.
func Anyone() Selector { return Selector{kind: selectAny} }

// Where matches subjects whose attribute has one of the values. The empty value is that of subjects which
// are known to have none.
func Where(name string, values ...string) Selector {
	return Selector{kind: selectIn, name: name, values: slices.Clone(values)}
}

// Unless matches subjects that the selector does not match.
func Unless(s Selector) Selector { return Selector{kind: selectNot, parts: []Selector{s}} }

// Every matches subjects that all of the selectors match; without any, all subjects.
func Every(selectors ...Selector) Selector {
	return Selector{kind: selectAnd, parts: slices.Clone(selectors)}
}

// Either matches subjects that one of the selectors matches; without any, none.
func Either(selectors ...Selector) Selector {
	return Selector{kind: selectOr, parts: slices.Clone(selectors)}
}

// Judge is Met when the subject is selected, Missed when it is not, and Undetermined when an attribute that
// decides is unknown.
func (s Selector) Judge(subject Attributes) Verdict { return s.judge(&subject) }

func (s *Selector) judge(subject *Attributes) Verdict {
	switch s.kind {
	case selectAny:
		return Met
	case selectIn:
		value, known := subject.Value(s.name)
		if !known {
			return Undetermined
		}
		if slices.Contains(s.values, value) {
			return Met
		}
		return Missed
	case selectNot:
		switch s.parts[0].judge(subject) {
		case Met:
			return Missed
		case Missed:
			return Met
		}
		return Undetermined
	case selectAnd:
		least := Met
		for i := range s.parts {
			least = min(least, s.parts[i].judge(subject))
		}
		return least
	case selectOr:
		greatest := Missed
		for i := range s.parts {
			greatest = max(greatest, s.parts[i].judge(subject))
		}
		return greatest
	default:
		return Missed
	}
}

// Matches reports whether the subject is selected for certain.
func (s Selector) Matches(subject Attributes) bool { return s.judge(&subject) == Met }

// Against lists the attributes that keep the subject from being selected: those that differ, or, where
// nothing differs for certain, those that are unknown. It is empty for a subject that is selected, and for
// a selector that is blank.
func (s Selector) Against(subject Attributes) []string {
	verdict := s.judge(&subject)
	if verdict == Met {
		return nil
	}
	var names []string
	s.against(&subject, verdict, &names)
	slices.Sort(names)
	return slices.Compact(names)
}

func (s *Selector) against(subject *Attributes, verdict Verdict, names *[]string) {
	switch s.kind {
	case selectIn:
		*names = append(*names, s.name)
	case selectNot:
		opposite := Met + Missed - verdict
		if verdict == Undetermined {
			opposite = Undetermined
		}
		s.parts[0].against(subject, opposite, names)
	case selectAnd, selectOr:
		for i := range s.parts {
			if s.parts[i].judge(subject) == verdict {
				s.parts[i].against(subject, verdict, names)
			}
		}
	}
}

// Specificity is how many attributes are asked for on the way to a match: the more, the closer the selector
// fits. Of alternatives the least counts.
func (s Selector) Specificity() int {
	switch s.kind {
	case selectIn:
		return 1
	case selectNot:
		return s.parts[0].Specificity()
	case selectAnd:
		sum := 0
		for _, part := range s.parts {
			sum += part.Specificity()
		}
		return sum
	case selectOr:
		least := 0
		for i, part := range s.parts {
			if n := part.Specificity(); i == 0 || n < least {
				least = n
			}
		}
		return least
	default:
		return 0
	}
}

// Names lists the attributes that are asked for, each once, in order.
func (s Selector) Names() []string {
	var names []string
	s.visit(func(part *Selector) {
		if part.kind == selectIn {
			names = append(names, part.name)
		}
	})
	slices.Sort(names)
	return slices.Compact(names)
}

func (s *Selector) visit(each func(*Selector)) {
	each(s)
	for i := range s.parts {
		s.parts[i].visit(each)
	}
}

// IsZero reports whether the selector is blank.
func (s Selector) IsZero() bool { return s.kind == selectBlank }

// Equal reports whether the selectors are written the same.
func (s Selector) Equal(o Selector) bool {
	return s.kind == o.kind && s.name == o.name && slices.Equal(s.values, o.values) &&
		slices.EqualFunc(s.parts, o.parts, Selector.Equal)
}

// Validate reports every fault of the selector. A blank one has none: whether something must be selected is
// for the policy to say.
func (s Selector) Validate() error {
	var faults Faults
	s.validate("", 1, &faults)
	return faults.Err()
}

func (s *Selector) validate(path string, depth int, faults *Faults) {
	switch s.kind {
	case selectBlank:
		if depth > 1 {
			faults.Required(path, "a part of a condition is empty")
		}
	case selectIn:
		s.validateValues(path, faults)
	case selectNot:
		s.parts[0].validate(path+"/not", depth+1, faults)
	case selectAnd, selectOr:
		key := "/and"
		if s.kind == selectOr {
			key = "/or"
		}
		switch {
		case depth >= maxSelectorDepth:
			faults.TooMany(path+key, nil, "at most 8 levels")
			return
		case len(s.parts) > maxSelectorParts:
			faults.TooMany(path+key, len(s.parts), "at most 100 parts")
			return
		}
		for i := range s.parts {
			s.parts[i].validate(path+key+"/"+strconv.Itoa(i), depth+1, faults)
		}
	}
}

func (s *Selector) validateValues(path string, faults *Faults) {
	if err := checkText(s.name, maxName); err != nil {
		faults.At(path+"/attribute", err)
	}
	switch n := len(s.values); {
	case n == 0:
		faults.Required(path+"/in", "at least one value")
	case n > maxSelectorValues:
		faults.TooMany(path+"/in", n, "at most 1000 values")
		return
	}
	for i, value := range s.values {
		checkOptional(path, "/in/"+strconv.Itoa(i), value, faults)
	}
}
