package count

import "github.com/logicrm/logistics"

// Lines become orders by [logistics.JoinLines], and orders by number here: by the same two rules. Their rights
// are put together by [logistics.Rights.And], and an order belongs to the last day of its lines that are not
// waived.

// numbered is an order by number: whose it is, its last day, and what its lines come to.
type numbered struct {
	subject uint32
	day     uint32
	rights  logistics.Rights
	lines   bool // it has some
	waived  bool // all of them are: any other line decides the day
}

// torn is the subject of an order whose lines have different ones. No grid has so many.
const torn = 1<<32 - 1

// lineOf is an order of one line.
func lineOf(e *Entry) numbered {
	return numbered{e.Subject, e.Day, e.Rights, true, e.Rights == logistics.EachRight(logistics.Waived)}
}

// join is commutative, associative and idempotent, with no lines as its identity.
func (n *numbered) join(o numbered) {
	switch {
	case !o.lines:
		return
	case !n.lines:
		*n = o
		return
	case n.subject != o.subject:
		n.subject = torn
	}
	switch {
	case n.waived == o.waived:
		n.day = max(n.day, o.day)
	case n.waived:
		n.day, n.waived = o.day, false
	}
	n.rights = n.rights.And(o.rights)
}
