package sla

import (
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// Governs says which version of an agreement holds for a case that spans a change of it.
type Governs string

// The dates that decide.
const (
	AtStart Governs = "start" // the version in force when the case began
	AtDue   Governs = "due"   // the version in force when it was due
)

// The reasons of a version that governs.
const (
	GovernsFromStart logistics.Code = "sla.agreement.governs_from_start"
	GovernsWhenDue   logistics.Code = "sla.agreement.governs_when_due"
	// The agreement goes by the due date, but none of its versions is in force then.
	GovernsStill logistics.Code = "sla.agreement.governs_still"
)

// Governing finds the version of an agreement that a case is judged by, which began on one date and was due on
// another: the one in force at its start, unless that one says at its due date. A case that has no due date
// yet, and one that is due when the agreement has ended, stay with the version of the start. The reasons are
// those of [Select] on the start, and one more for the version that governs.
func Governing(
	agreements []Agreement, subject logistics.Attributes, start, due logistics.Date, known time.Time,
) Selection {
	s := Select(agreements, subject, start, known)
	if !s.Found {
		return s
	}
	code, on := GovernsFromStart, start
	if first := &agreements[s.Position]; first.Governs == AtDue && !due.IsZero() {
		code, on = GovernsStill, due
		if i := first.versionOn(agreements, subject, due, known); i >= 0 {
			code, s.Position = GovernsWhenDue, i
		}
	}
	a := &agreements[s.Position]
	s.Reasons = append(s.Reasons, logistics.Reason{
		Code: code, Path: "/" + strconv.Itoa(s.Position), Params: []logistics.Param{
			a.ID.Param("agreement"), logistics.CountParam("version", int64(a.Version)), on.Param("on"),
		},
	})
	return s
}

// versionOn is the place of the version of the same agreement that holds for a subject on a date, −1 when
// there is none.
func (a *Agreement) versionOn(
	agreements []Agreement, subject logistics.Attributes, on logistics.Date, known time.Time,
) int {
	by := succeeded(agreements, on, known)
	for i := range agreements {
		b := &agreements[i]
		if b.ID == a.ID && !b.Recorded.After(known) && b.inForce(on) && by[i] < 0 &&
			b.Applies.Judge(subject) == logistics.Met {
			return i
		}
	}
	return -1
}
