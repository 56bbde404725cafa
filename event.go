package logistics

import "time"

// Envelope is what every event has in common, whatever it tells: identity, kind, subject, when it
// happened, when it became known, and which earlier event it takes back. Events form sets: they may
// arrive late, twice and in any order.
type Envelope struct {
	ID       ID        `json:"id"`
	Kind     string    `json:"kind,omitzero"`     // what happened, in the vocabulary of the room
	Subject  ID        `json:"subject,omitzero"`  // what it happened to
	At       Stamp     `json:"at,omitzero"`       // when it happened, as it was written down
	Recorded time.Time `json:"recorded"`          // when it became known
	Retracts ID        `json:"retracts,omitzero"` // the event that did not happen after all
}

// Validate reports every fault of the envelope.
func (e Envelope) Validate() error {
	var faults Faults
	e.validate("", &faults)
	if e.Retracts.IsZero() && e.At.IsZero() {
		faults.Required("/at", "when it happened")
	}
	return faults.Err()
}

func (e Envelope) validate(path string, faults *Faults) {
	if e.ID.IsZero() {
		faults.Required(path+"/id", "id is required")
	}
	if e.Recorded.IsZero() {
		faults.Required(path+"/recorded", "when the event became known")
	}
	if !e.Retracts.IsZero() && e.Retracts == e.ID {
		faults.Conflict(path+"/retracts", e.ID, "an event cannot take itself back")
	}
	checkOptional(path, "/kind", e.Kind, faults)
}
