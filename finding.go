package logistics

import (
	"time"

	"github.com/logicrm/logistics/internal/enum"
)

// Severity is how urgent a [Finding] is.
type Severity uint8

// The severities, from the least.
const (
	SeverityNotice   Severity = iota + 1 // worth knowing; nothing is at stake yet
	SeverityWarning                      // a promise will be missed unless somebody acts
	SeverityCritical                     // a promise is missed, or somebody is waiting
)

var severityNames = []string{"unspecified", "notice", "warning", "critical"}

// String is the text on the wire.
func (s Severity) String() string { return enum.Name(s, severityNames) }

// MarshalText refuses the zero Severity.
func (s Severity) MarshalText() ([]byte, error) { return enumText(s, severityNames) }

// UnmarshalText reads the form of String.
func (s *Severity) UnmarshalText(text []byte) error { return enumParse(s, severityNames, text) }

// Finding is what one room tells the others is wrong: an objective that is missed or about to be, a
// deadline that runs out, a process that has changed. What is wrong is said by its reason; the code of the
// reason and the subject are the key by which a later finding replaces an earlier one.
type Finding struct {
	Reason   Reason    `json:"reason"`
	Subject  ID        `json:"subject"`           // what it is about: a case, a customer, a metric
	Severity Severity  `json:"severity"`          //
	Since    time.Time `json:"since"`             // when it became so, not when it was found
	Deadline time.Time `json:"deadline,omitzero"` // by when somebody has to act
	Party    ID        `json:"party,omitzero"`    // whose turn it is
	Evidence []ID      `json:"evidence,omitempty"`
	Cleared  time.Time `json:"cleared,omitzero"` // when it ceased to be so
}

// Open reports whether the finding holds at an instant: it has begun, and was not cleared by then.
func (f Finding) Open(asOf time.Time) bool {
	return !f.Since.IsZero() && !f.Since.After(asOf) && (f.Cleared.IsZero() || f.Cleared.After(asOf))
}

// Validate reports every fault of the finding.
func (f Finding) Validate() error {
	var faults Faults
	if f.Reason.Code == "" {
		faults.Required("/reason/code", "code is required")
	}
	if f.Subject.IsZero() {
		faults.Required("/subject", "subject is required")
	}
	if f.Severity < SeverityNotice || f.Severity > SeverityCritical {
		faults.Required("/severity", enum.Wanted(severityNames))
	}
	if f.Since.IsZero() {
		faults.Required("/since", "since is required")
	}
	if !f.Cleared.IsZero() && f.Cleared.Before(f.Since) {
		faults.Conflict("/cleared", f.Cleared.Format(time.RFC3339), "cleared before it began")
	}
	return faults.Err()
}
