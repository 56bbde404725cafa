package sla

import (
	"strconv"
	"strings"
	"time"

	"github.com/logicrm/logistics"
)

// The reasons of a selection.
const (
	Chosen      logistics.Code = "sla.agreement.chosen"
	NotYetKnown logistics.Code = "sla.agreement.not_yet_known"
	NotInForce  logistics.Code = "sla.agreement.not_in_force"
	Superseded  logistics.Code = "sla.agreement.superseded"
	NotFor      logistics.Code = "sla.agreement.not_for"
	NotKnownFor logistics.Code = "sla.agreement.not_known_for"
	BehindOther logistics.Code = "sla.agreement.behind"
)

// Selection is which agreement holds for a subject, and why the others do not.
type Selection struct {
	Found    bool               `json:"found,omitzero"`
	Position int                `json:"position"` // in the list that was given
	Reasons  []logistics.Reason `json:"reasons,omitempty"`
}

// Select finds the agreement that holds for a subject on a date, as far as was known at an instant:
// the first in the list that applies, of each id the version recorded last. Every agreement gets a
// reason, in the order of the list. With the date and the instant of a past decision the same
// agreement is found again.
func Select(agreements []Agreement, subject logistics.Attributes, on logistics.Date, known time.Time) Selection {
	s := Selection{Position: -1}
	for i, a := range agreements {
		code, params := Chosen, []logistics.Param{}
		add := func(name, text string) { params = append(params, logistics.Param{Name: name, Text: text}) }
		add("agreement", a.ID.String())
		add("version", strconv.Itoa(a.Version))
		applies := a.Applies.Judge(subject)
		switch by := newer(agreements, i, on, known); {
		case a.Recorded.After(known):
			code = NotYetKnown
			add("recorded", a.Recorded.Format(time.RFC3339))
		case !a.inForce(on):
			code = NotInForce
			add("from", a.From.String())
			add("until", a.Until.String())
		case by >= 0:
			code = Superseded
			add("by", strconv.Itoa(agreements[by].Version))
		case applies == logistics.Undetermined:
			code = NotKnownFor
			add("unknown", strings.Join(a.Applies.Against(subject), ", "))
		case applies != logistics.Met:
			code = NotFor
			asked := strings.Join(a.Applies.Against(subject), ", ")
			if a.Applies.IsZero() {
				asked = "blank"
			}
			add("asked", asked)
		case s.Found:
			code = BehindOther
			add("first", agreements[s.Position].ID.String())
		default:
			s.Found, s.Position = true, i
		}
		s.Reasons = append(s.Reasons, logistics.Reason{Code: code, Path: "/" + strconv.Itoa(i), Params: params})
	}
	return s
}

func (a Agreement) inForce(on logistics.Date) bool {
	return (a.From.IsZero() || on.Compare(a.From) >= 0) && (a.Until.IsZero() || on.Compare(a.Until) < 0)
}

// newer finds a version of the same agreement that was in force, known, and recorded later; of two
// recorded at once the higher version counts.
func newer(agreements []Agreement, i int, on logistics.Date, known time.Time) int {
	a := agreements[i]
	for j, b := range agreements {
		if j == i || b.ID != a.ID || b.Recorded.After(known) || !b.inForce(on) {
			continue
		}
		if order := b.Recorded.Compare(a.Recorded); order > 0 || order == 0 && b.Version > a.Version {
			return j
		}
	}
	return -1
}
