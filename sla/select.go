package sla

import (
	"cmp"
	"slices"
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
	s, successors := Selection{Position: -1}, succeeded(agreements, on, known)
	for i, a := range agreements {
		code := Chosen
		params := []logistics.Param{a.ID.Param("agreement"), logistics.CountParam("version", int64(a.Version))}
		applies := a.Applies.Judge(subject)
		switch by := successors[i]; {
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

// succeeded says by position which version of the same agreement replaces it: of those in force and known the
// one recorded next, of two recorded at once the higher version; -1 for none.
func succeeded(agreements []Agreement, on logistics.Date, known time.Time) []int {
	by := make([]int, len(agreements))
	holding := make([]int, 0, len(agreements))
	for i, a := range agreements {
		if by[i] = -1; !a.Recorded.After(known) && a.inForce(on) {
			holding = append(holding, i)
		}
	}
	order := func(i, j int) int {
		a, b := &agreements[i], &agreements[j]
		return cmp.Or(a.ID.Compare(b.ID), a.Recorded.Compare(b.Recorded), cmp.Compare(a.Version, b.Version))
	}
	slices.SortStableFunc(holding, order)
	for k := len(holding) - 2; k >= 0; k-- {
		i, next := holding[k], holding[k+1]
		switch {
		case agreements[i].ID != agreements[next].ID:
		case order(i, next) == 0: // the same version twice: neither replaces the other
			by[i] = by[next]
		default:
			by[i] = next
		}
	}
	return by
}
