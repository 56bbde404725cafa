package logistics

import (
	"errors"
	"strings"
)

// ErrRefused is the class of every [RefusedError]: the command was understood, and the rules do not allow it.
var ErrRefused = errors.New("logistics: command refused")

// RefusedError says that the rules of a workflow do not allow a command, with every reason. It is always handled
// as a pointer, and goes to JSON and back like a result.
type RefusedError struct {
	Command ID       `json:"command"`
	Reasons []Reason `json:"reasons"`
	// Texts are the sentences of the room for the codes of Reasons. They travel with the refusal, because the root
	// knows no catalogue: so it reads the same wherever it has been. A host that speaks another language renders
	// the reasons with a catalogue of its own.
	Texts Catalog `json:"texts,omitempty"`
}

// Error renders the reasons in one line.
func (e *RefusedError) Error() string {
	var b strings.Builder
	b.WriteString(ErrRefused.Error())
	for i, reason := range e.Reasons {
		if i == 0 {
			b.WriteString(": ")
		} else {
			b.WriteString("; ")
		}
		b.WriteString(e.Texts.Render(reason))
	}
	return b.String()
}

// Is makes every RefusedError an [ErrRefused].
func (e *RefusedError) Is(target error) bool { return target == ErrRefused }
