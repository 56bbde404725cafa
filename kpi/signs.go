package kpi

import (
	"iter"
	"slices"
	"strings"

	"github.com/logicrm/logistics"
)

// Signs are what is found or asked for of a case, by name: "right_time right_quantity -damaged". A minus
// means that it is not so. Names are the host's and those of [Definitions]: lower-case letters, digits and
// underscores. Signs not listed are unknown.
type Signs string

const (
	maxSigns    = 64
	maxSignName = 64
	misspelt    = "names of lower-case letters, digits and underscores, separated by single spaces; a minus means not"
)

// Validate reports every fault: a name that is none, or comes twice.
func (s Signs) Validate() error {
	var faults logistics.Faults
	var seen [maxSigns]string
	n := 0
	for rest, more := string(s), s != ""; more; n++ {
		var text string
		text, rest, more = strings.Cut(rest, " ")
		name := strings.TrimPrefix(text, "-")
		if n == maxSigns {
			faults.TooMany("", name, "at most 64 signs")
			break
		}
		switch {
		case !isName(name):
			faults.Syntax("", text, misspelt)
		case slices.Contains(seen[:n], name):
			faults.Duplicate("", name, "a sign is listed once")
		}
		seen[n] = name
	}
	return faults.Err()
}

// All yields every sign with whether it is so.
func (s Signs) All() iter.Seq2[string, bool] {
	return func(yield func(name string, so bool) bool) {
		for rest := string(s); rest != ""; {
			var text string
			text, rest, _ = strings.Cut(rest, " ")
			if name, not := strings.CutPrefix(text, "-"); !yield(name, !not) {
				return
			}
		}
	}
}

// Names reports whether the sign is among them, so or not.
func (s Signs) Names(name string) bool {
	for known := range s.All() {
		if known == name {
			return true
		}
	}
	return false
}

func isName(name string) bool {
	if name == "" || len(name) > maxSignName {
		return false
	}
	for i := range len(name) {
		c := name[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' {
			return false
		}
	}
	return true
}

// rightSign is what the sign of a right begins with, as in "right_time".
const rightSign = "right_"

// SignsOf are the signs of the rights that were judged: "right_quantity -right_time". Of [logistics.AllMet]
// they ask for those rights. Rights that are waived or not due have [SignsThatAre] of their own.
func SignsOf(rights logistics.Rights) Signs {
	var s Signs
	for _, r := range logistics.AllRights() {
		switch name := rightSign + r.String(); {
		case rights.Missed(r):
			s = s.Without(name)
		case rights.Judged(r):
			s = s.And(name)
		}
	}
	return s
}

// SignsThatAre are the names of the rights with the verdict.
func SignsThatAre(v logistics.Verdict, rights logistics.Rights) (s Signs) {
	for _, r := range logistics.AllRights() {
		if rights.Of(r) == v {
			s = s.And(rightSign + r.String())
		}
	}
	return s
}

// Need are signs that are all asked for, or found: Need("picked", "packed") is "picked packed". Whether names are well
// formed is for [Signs.Validate].
func Need(names ...string) Signs { return Signs("").And(names...) }

// And adds signs that are asked for as well, or found.
func (s Signs) And(names ...string) Signs { return s.with("", names) }

// Without adds signs that must not be there, or are not: Need("picked").Without("damaged") is "picked -damaged".
func (s Signs) Without(names ...string) Signs { return s.with("-", names) }

func (s Signs) with(mark string, names []string) Signs {
	for _, name := range names {
		if s != "" {
			s += " "
		}
		s += Signs(mark + name)
	}
	return s
}

// Rights are the rights that the signs ask for; only is false where they ask for anything else, or for one that is
// missed, or for nothing.
func (s Signs) Rights() (rights []logistics.Right, only bool) {
	only = s != ""
	for name, so := range s.All() {
		var r logistics.Right
		text, is := strings.CutPrefix(name, rightSign)
		if !so || !is || r.UnmarshalText([]byte(text)) != nil {
			only = false
			continue
		}
		rights = append(rights, r)
	}
	return rights, only
}
