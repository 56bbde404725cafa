package count

import (
	"strconv"
	"time"

	"github.com/logicrm/logistics"
)

// This file is where lines become an order, and nowhere else.

// joint is what lines come to together, right by right and as a whole: for each of the four verdicts, from the least
// on, a byte with a bit for every right, and one for the whole, that had it in some line. Together they have the least
// of their verdicts, so that putting lines together is putting bits together: commutative, associative and idempotent.
// Waived is in nobody's way and has no bits; no lines are the zero joint.
type joint uint32

// Where the byte of a verdict begins.
const (
	jointMissed       = 8 * iota
	jointUndetermined // and so on, up to the greatest
	jointNotDue
	jointMet
)

const (
	everyBit joint = 1<<logistics.RightTime - 1 // of the seven rights
	wholeBit joint = 1 << logistics.RightTime   // of all together
)

// jointOfRights is a line of which no more is known than what was judged: the other rights are undetermined.
func jointOfRights(rights logistics.Rights) joint {
	judged, missed := rights.Bits()
	return joint(missed)<<jointMissed | joint(judged&^missed)<<jointMet | everyBit&^joint(judged)<<jointUndetermined
}

// jointOf is a judged line: its verdict says what became of the rights that were not judged. As a whole it has the
// verdict given.
func jointOf(o *logistics.Outcome, whole logistics.Verdict) joint {
	j := jointOfRights(o.Rights)
	open := j >> jointUndetermined & everyBit
	switch o.Verdict {
	case logistics.Waived:
		j &^= open << jointUndetermined
	case logistics.NotDue:
		j = j&^(open<<jointUndetermined) | open<<jointNotDue
	}
	switch logistics.And(whole) {
	case logistics.Missed:
		j |= wholeBit << jointMissed
	case logistics.Undetermined:
		j |= wholeBit << jointUndetermined
	case logistics.NotDue:
		j |= wholeBit << jointNotDue
	case logistics.Met:
		j |= wholeBit << jointMet
	}
	return j
}

// verdict is that of all lines as a whole.
func (j joint) verdict() logistics.Verdict {
	switch {
	case j>>jointMissed&wholeBit != 0:
		return logistics.Missed
	case j>>jointUndetermined&wholeBit != 0:
		return logistics.Undetermined
	case j>>jointNotDue&wholeBit != 0:
		return logistics.NotDue
	case j>>jointMet&wholeBit != 0:
		return logistics.Met
	}
	return logistics.Waived
}

// rights are those of all lines together: missed where one of them missed it, met where all met it but those that are
// waived, and else not judged.
func (j joint) rights() logistics.Rights {
	missed := j >> jointMissed & everyBit
	met := j >> jointMet & everyBit &^ (missed | j>>jointUndetermined | j>>jointNotDue)
	rights, err := logistics.RightsOf(uint8(missed|met), uint8(missed))
	if err != nil {
		return logistics.Rights{} // cannot be: seven bits, and what was missed was judged
	}
	return rights
}

// all is what the rights asked about come to, as [logistics.Rights.Joint] says it of a line.
func (j joint) all(asked joint) logistics.Verdict {
	all := logistics.Met // without a branch: verdicts come as they like
	if (j>>jointUndetermined|j>>jointNotDue)&asked != 0 {
		all = logistics.Undetermined
	}
	if j>>jointMissed&asked != 0 {
		all = logistics.Missed
	}
	return all
}

// numbered is an order by number: whose it is, its last day, and what its lines come to.
type numbered struct {
	subject uint32
	day     uint32
	lines   joint // zero is an order without a line
}

// torn is the subject of an order whose lines have different ones. No grid has so many.
const torn = 1<<32 - 1

// lineOf is an order of one line.
func lineOf(e *Entry) numbered { return numbered{e.Subject, e.Day, jointOfRights(e.Rights)} }

// also puts one more line of the same subject to it.
func (n *numbered) also(e *Entry) {
	n.day = max(n.day, e.Day)
	n.lines |= jointOfRights(e.Rights)
}

// join is commutative, associative and idempotent, with no lines as its identity.
func (n *numbered) join(o numbered) {
	switch {
	case o.lines == 0:
		return
	case n.lines == 0:
		n.subject = o.subject
	case n.subject != o.subject:
		n.subject = torn
	}
	n.day = max(n.day, o.day)
	n.lines |= o.lines
}

// named is an order by its id.
type named struct {
	id       logistics.ID // of its first line, where the outcome has no order
	customer logistics.ID
	at       time.Time // of the last line
	lines    joint
}

// jointOrders puts lines together, each judged as a whole, in the order of their first lines. An outcome without an
// order is an order of its own.
func jointOrders(
	outcomes []logistics.Outcome, judge func(logistics.Outcome) logistics.Verdict, faults *logistics.Faults,
) []named {
	var orders []named
	known := make(map[logistics.ID]int, len(outcomes))
	for i := range outcomes {
		o := &outcomes[i]
		k, again := known[o.Order]
		if !again || o.Order.IsZero() {
			k = len(orders)
			known[o.Order] = k
			id := o.Order
			if id.IsZero() {
				id = o.Line
			}
			orders = append(orders, named{id: id, customer: o.Customer})
		}
		order := &orders[k]
		if order.customer != o.Customer {
			what := "the order is of " + order.customer.String()
			faults.Add("/outcomes/"+strconv.Itoa(i)+"/customer", logistics.FaultConflict, o.Customer.String(), what)
		}
		order.lines |= jointOf(o, judge(*o))
		if o.At.After(order.at) {
			order.at = o.At
		}
	}
	return orders
}

// byVerdict judges a line by all its rights, of which one that was waived is in nobody's way.
func byVerdict(o logistics.Outcome) logistics.Verdict { return logistics.And(o.Verdict) }
