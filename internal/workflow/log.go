package workflow

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/logicrm/logistics"
)

// Event is what the kernel asks of the events of a room.
type Event interface {
	ID() logistics.ID // of the command that led to it
	Header() logistics.EventHeader
}

// Log counts the events of a state, and remembers the commands they came from. The zero Log is that of a state
// before its first event.
type Log[E Event] struct {
	version int64
	last    logistics.ID                  // command of the last event
	kept    List[Decided, *Decided]       // as a document had them
	decided List[decided[E], *decided[E]] // since then
}

// decided is a command that was decided, as an event that has it.
type decided[E Event] struct{ event E }

// Key is the id of the command.
func (d *decided[E]) Key() logistics.ID { return d.event.ID() }

// Clone is needed by no change: what was decided stays.
func (d *decided[E]) Clone() decided[E] { return *d }

// Version is the number of events so far.
func (l *Log[E]) Version() int64 { return l.version }

// Decided reports whether a command of the id was decided.
func (l *Log[E]) Decided(command logistics.ID) bool {
	return l.decided.Find(command) >= 0 || l.kept.Find(command) >= 0
}

// Begin prepares for the replay of so many events.
func (l *Log[E]) Begin(events int) { l.decided = Build[decided[E]](events) }

// Finish ends the replay.
func (l *Log[E]) Finish() { l.decided.Finish() }

// Note counts an event, and remembers its command, whose lists have to be nobody else's from now on. The other events
// of a command tell nothing new about it.
func (l *Log[E]) Note(event E, command logistics.ID) {
	l.version++
	if l.last != command || l.decided.Len()+l.kept.Len() == 0 {
		l.last = command
		l.decided.Add().event = event
	}
}

// Digest tells the contents of commands apart. It is the first half of the SHA-256 of what is on the wire: of two
// commands with one id and other content, one in 2^128 would pass for the other. A digest is kept instead of the
// command because a state is kept for as long as somebody may repeat a command, and what was said in it matters no
// more than whether it is the same; the wire form is what is hashed because it alone stays the same from release to
// release.
type Digest [sha256.Size / 2]byte

// DigestOf is the digest of a command as it is written on the wire.
func DigestOf(wire []byte) Digest {
	sum := sha256.Sum256(wire)
	return Digest(sum[:len(Digest{})])
}

// MarshalText writes hexadecimal digits.
func (d Digest) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, d[:]), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Digest) UnmarshalText(text []byte) error {
	var read Digest
	if n, err := hex.Decode(read[:], text[:min(len(text), 2*len(read))]); err != nil || n != len(read) || len(text) != 2*n {
		return logistics.NewFieldError(logistics.FaultSyntax, string(text), "32 hexadecimal digits")
	}
	*d = read
	return nil
}

// Decided is what a document keeps of a command that was decided.
type Decided struct {
	Command logistics.ID `json:"command"`
	Digest  Digest       `json:"digest"`
}

// Key is the id of the command.
func (d *Decided) Key() logistics.ID { return d.Command }

// Clone is needed by no change.
func (d *Decided) Clone() Decided { return *d }

// Kept is what a document keeps of a log, beside the fields of the state.
type Kept struct {
	Version int64     `json:"version,omitzero"`
	Decided []Decided `json:"decided,omitempty"`
}
