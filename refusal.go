package logistics

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// ErrRefused is the class of every [RefusedError]: the command was understood, and the rules do not allow it.
var ErrRefused = errors.New("logistics: command refused")

// RefusedError says that the rules of a workflow do not allow a command, with every reason. It is always handled
// as a pointer, and goes to JSON and back like a result: with the sentences in English, so that it reads the same
// wherever it has been.
type RefusedError struct {
	Command ID
	Reasons []Reason
	texts   Catalog
	told    []string // as it was read
}

// NewRefusal refuses a command for reasons of a catalogue.
func NewRefusal(command ID, reasons []Reason, texts Catalog) *RefusedError {
	e := &RefusedError{Command: command, Reasons: slices.Clone(reasons), texts: texts}
	for i := range e.Reasons {
		e.Reasons[i].Params = slices.Clone(e.Reasons[i].Params)
	}
	return e
}

// Sentences tells the reasons in a language. A refusal that was read from JSON knows the English sentences alone:
// in another language the catalogue of the room tells them, like returns.Reasons().Sentences(e.Reasons, in).
func (e *RefusedError) Sentences(in Language) []string {
	if e == nil {
		return nil
	}
	if len(e.told) == len(e.Reasons) && len(e.told) > 0 {
		return slices.Clone(e.told)
	}
	return e.texts.Sentences(e.Reasons, in)
}

// Error renders the reasons in one line.
func (e *RefusedError) Error() string {
	told := e.Sentences(Language{})
	if len(told) == 0 {
		return ErrRefused.Error()
	}
	return ErrRefused.Error() + ": " + strings.Join(told, " ")
}

// Is makes every RefusedError an [ErrRefused].
func (e *RefusedError) Is(target error) bool { return target == ErrRefused }

// Equal reports whether two refusals say the same.
func (e *RefusedError) Equal(o *RefusedError) bool {
	if e == nil || o == nil {
		return e == o
	}
	return e.Command == o.Command &&
		slices.EqualFunc(e.Reasons, o.Reasons, func(a, b Reason) bool {
			return a.Code == b.Code && a.Path == b.Path && slices.Equal(a.Params, b.Params)
		}) && slices.Equal(e.Sentences(Language{}), o.Sentences(Language{}))
}

// refusal is the document of a refusal.
type refusal struct {
	Command   ID       `json:"command"`
	Reasons   []Reason `json:"reasons"`
	Sentences []string `json:"sentences,omitempty"` // one for each reason
}

// MarshalJSON writes {"command":"C-1","reasons":[…],"sentences":[…]}.
func (e RefusedError) MarshalJSON() ([]byte, error) {
	reasons := e.Reasons
	if reasons == nil {
		reasons = []Reason{}
	}
	return json.Marshal(refusal{e.Command, reasons, e.Sentences(Language{})})
}

// UnmarshalJSON reads the form of MarshalJSON.
func (e *RefusedError) UnmarshalJSON(data []byte) error {
	var r refusal
	if err := json.Unmarshal(data, &r); err != nil {
		return err
	}
	if len(r.Sentences) != len(r.Reasons) && len(r.Sentences) > 0 {
		return &FieldError{Path: "/sentences", Code: FaultConflict, Detail: "one for each reason"}
	}
	if len(r.Reasons) == 0 {
		r.Reasons = nil
	}
	*e = RefusedError{Command: r.Command, Reasons: r.Reasons, told: r.Sentences}
	return nil
}
