package kpi

import (
	"slices"
	"strings"

	"github.com/logicrm/logistics"
)

// Signs are what is found or asked for of a case, by name: "right_time right_quantity -damaged". A minus
// says that it is not so. Names are the host's and those of [Definitions]: small letters, digits and
// underscores. What is not named is not known.
type Signs string

const (
	maxSigns    = 64
	maxSignName = 64
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
			faults.Add("", logistics.FaultTooMany, name, "at most 64 signs")
			break
		}
		switch {
		case !isName(name):
			faults.Add("", logistics.FaultSyntax, text, "names of small letters, digits and underscores with one blank between them; a minus says not")
		case slices.Contains(seen[:n], name):
			faults.Add("", logistics.FaultDuplicate, name, "a sign is named once")
		}
		seen[n] = name
	}
	return faults.Err()
}

// each calls visit for every sign, without allocating.
func (s Signs) each(visit func(name string, so bool)) {
	for rest := string(s); rest != ""; {
		var text string
		text, rest, _ = strings.Cut(rest, " ")
		name, not := strings.CutPrefix(text, "-")
		visit(name, !not)
	}
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

// rightSign is the sign of a right, as in "right_time".
func rightSign(r logistics.Right) string { return "right_" + r.String() }

// rights are the rights named, where nothing else is and none with a minus.
func (s Signs) rights() (rights []logistics.Right, only bool) {
	only = s != ""
	s.each(func(name string, so bool) {
		var r logistics.Right
		text, is := strings.CutPrefix(name, "right_")
		if !so || !is || r.UnmarshalText([]byte(text)) != nil {
			only = false
			return
		}
		rights = append(rights, r)
	})
	return rights, only
}

// signsOf are the rights that were judged.
func signsOf(rights logistics.Rights) Signs {
	var b strings.Builder
	for _, r := range logistics.AllRights() {
		if !rights.Judged(r) {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if rights.Missed(r) {
			b.WriteByte('-')
		}
		b.WriteString(rightSign(r))
	}
	return Signs(b.String())
}
