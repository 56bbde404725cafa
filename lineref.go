package logistics

import "strings"

// LineRef names a line: ids of lines are unique within their order only. It is the key of a line
// everywhere. The zero LineRef names none. LineRefs compare with ==.
type LineRef struct {
	Order ID `json:"order"`
	Line  ID `json:"line"`
}

// IsZero reports whether no line is named.
func (r LineRef) IsZero() bool { return r == LineRef{} }

// Compare orders by order, then line.
func (r LineRef) Compare(o LineRef) int {
	if c := r.Order.Compare(o.Order); c != 0 {
		return c
	}
	return r.Line.Compare(o.Line)
}

// String is "line 1 of order A-100", for people; of an order as a whole "order A-100".
func (r LineRef) String() string {
	var b strings.Builder
	if !r.Line.IsZero() {
		b.WriteString("line " + r.Line.String())
	}
	if !r.Line.IsZero() && !r.Order.IsZero() {
		b.WriteString(" of ")
	}
	if !r.Order.IsZero() {
		b.WriteString("order " + r.Order.String())
	}
	return b.String()
}
