package workflow

import (
	"slices"
	"strings"
)

// Named is a closed enum of states, or of verbs. Its zero value is the state of what does not exist yet.
type Named interface {
	~uint8
	String() string
}

// Moves is a table of states: what stands in it is possible, and nothing else. A verb that leads to one of several
// states, by what it does, has a row for each.
type Moves[S, V Named] []Move[S, V]

// Move is a row of the table.
type Move[S, V Named] struct {
	From S
	Verb V
	To   S
}

// MovesOf lists the moves there are between so many states by so many verbs, both with their zero values.
func MovesOf[S, V Named](states, verbs int, move func(S, V) (S, bool)) Moves[S, V] {
	var moves Moves[S, V]
	for from := range S(states) {
		for verb := range V(verbs) {
			if to, ok := move(from, verb); ok {
				moves = append(moves, Move[S, V]{from, verb, to})
			}
		}
	}
	return moves
}

// Has reports whether a verb is possible in a state.
func (m Moves[S, V]) Has(from S, verb V) bool {
	return slices.ContainsFunc(m, func(row Move[S, V]) bool { return row.From == from && row.Verb == verb })
}

// Allowed are the verbs that are possible in a state, in the order of the table, each once.
func (m Moves[S, V]) Allowed(from S) []V {
	var allowed []V
	for _, row := range m {
		if row.From == from && !slices.Contains(allowed, row.Verb) {
			allowed = append(allowed, row.Verb)
		}
	}
	return allowed
}

// Diagram is the table as a picture under a name.
func (m Moves[S, V]) Diagram(name string) Diagram {
	d := Diagram{name: name}
	for _, row := range m {
		if row.From == row.To {
			continue
		}
		from := row.From.String()
		if row.From == 0 {
			from = "[*]"
		}
		d.arrows = append(d.arrows, from+" --> "+row.To.String()+" : "+row.Verb.String())
	}
	return d
}

// Diagram is a picture of a table of states. Verbs that lead back to their state are left out: they say what may be
// done, not where it leads.
type Diagram struct {
	name   string
	arrows []string
}

// Mermaid writes pictures as one state diagram; several stand in boxes with their names.
func Mermaid(diagrams ...Diagram) string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	for _, d := range diagrams {
		indent := "  "
		if len(diagrams) > 1 {
			b.WriteString("  state " + d.name + " {\n")
			indent = "    "
		}
		for _, arrow := range d.arrows {
			b.WriteString(indent + arrow + "\n")
		}
		if len(diagrams) > 1 {
			b.WriteString("  }\n")
		}
	}
	return b.String()
}
