package sla

import (
	"strconv"
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
	// The agreement has no selector: it is for nobody.
	NotForAnybody logistics.Code = "sla.agreement.not_for_anybody"
	NotKnownFor   logistics.Code = "sla.agreement.not_known_for"
	BehindOther   logistics.Code = "sla.agreement.behind"
)

// Selection is which agreement holds for a subject, and why the others do not.
type Selection struct {
	Found    bool               `json:"found,omitzero"`
	Position int                `json:"position"` // in the list that was given
	Reasons  []logistics.Reason `json:"reasons,omitempty"`
}

// Sentences tells the reasons in a language; the zero Language is English.
func (s Selection) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(s.Reasons, in)
}

// Select finds the agreement that holds for a subject on a date, as far as was known at an instant:
// the first in the list that applies, of each id the version recorded last. Every agreement gets a
// reason, in the order of the list. With the date and the instant of a past decision the same
// agreement is found again.
func Select(agreements []Agreement, subject logistics.Attributes, on logistics.Date, known time.Time) Selection {
	s := Selection{Position: -1}
	for i, a := range agreements {
		code := Chosen
		params := []logistics.Param{a.ID.Param("agreement"), logistics.CountParam("version", int64(a.Version))}
		applies := a.Applies.Judge(subject)
		switch by := newer(agreements, i, on, known); {
		case a.Recorded.After(known):
			code = NotYetKnown
			params = append(params, logistics.InstantParam("recorded", a.Recorded))
		case !a.inForce(on):
			code = NotInForce
			params = append(params, on.Param("on"), a.From.Param("from"), a.Until.Param("until"))
		case by >= 0:
			code = Superseded
			params = append(params, logistics.CountParam("by", int64(agreements[by].Version)))
		case applies == logistics.Undetermined:
			code = NotKnownFor
			params = append(params, logistics.CodesParam("unknown", a.Applies.Against(subject)...))
		case applies != logistics.Met && a.Applies.IsZero():
			code = NotForAnybody
		case applies != logistics.Met:
			code = NotFor
			params = append(params, logistics.CodesParam("asked", a.Applies.Against(subject)...))
		case s.Found:
			code = BehindOther
			params = append(params, agreements[s.Position].ID.Param("first"))
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
