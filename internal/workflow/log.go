package workflow

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"

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
	kept    *List[Decided, *Decided]      // as a document had them; nil: none
	decided List[decided[E], *decided[E]] // since then
	replay  *[]decided[E]                 // instead, while a history is replayed
}

// decided is a command that was decided, as an event that has it, and the seal of the lists in it.
type decided[E Event] struct {
	event E
	lists Seal
}

// Key is the id of the command.
func (d *decided[E]) Key() logistics.ID { return d.event.ID() }

// Clone is needed by no change: what was decided stays.
func (d *decided[E]) Clone() decided[E] { return *d }

// Version is the number of events so far.
func (l *Log[E]) Version() int64 { return l.version }

// Decided reports whether a command of the id was decided.
func (l *Log[E]) Decided(command logistics.ID) bool {
	return l.decided.Find(command) >= 0 || l.kept != nil && l.kept.Find(command) >= 0
}

// Begin prepares for the replay of so many events. Nobody else has the log until [Log.Finish].
func (l *Log[E]) Begin(events int) {
	list := make([]decided[E], 0, events)
	l.replay = &list
}

// Finish ends the replay.
func (l *Log[E]) Finish() { l.decided, l.replay = ListOf(*l.replay), nil }

// Note counts an event, the only one of its command, and remembers the command. Lists in it belong to the host and may
// change: either they are sealed, or the event comes with lists of its own.
func (l *Log[E]) Note(event E, lists Seal) {
	l.version++
	if l.replay != nil {
		*l.replay = append(*l.replay, decided[E]{event, lists})
		return
	}
	*l.decided.Add() = decided[E]{event, lists}
}

// NoteEach counts an event of a command that may lead to several, one after the other.
func (l *Log[E]) NoteEach(event E) {
	if l.last(event.ID()) {
		l.version++
		return
	}
	l.Note(event, 0)
}

// last reports whether the last event came from a command.
func (l *Log[E]) last(command logistics.ID) bool {
	switch n := l.decided.Len(); {
	case l.replay != nil && len(*l.replay) > 0:
		return (*l.replay)[len(*l.replay)-1].Key() == command
	case n > 0:
		return l.decided.At(n-1).Key() == command
	case l.kept != nil:
		return l.kept.At(l.kept.Len()-1).Command == command
	}
	return false
}

// Seal stands for the lists of a command as they were: a hash of 64 bits in the manner of Fowler, Noll and Vo
// (FNV-1a), taken in words where there are words. To seal a list of a few elements costs less than to copy it, and a
// long history has many. The zero Seal is that of a command without lists.
type Seal uint64

const (
	sealStart Seal = 14695981039346656037
	sealPrime Seal = 1099511628211
)

// Whole adds a whole number.
func (s Seal) Whole(n int64) Seal {
	if s == 0 {
		s = sealStart
	}
	s = (s ^ Seal(n)) * sealPrime
	return s ^ s>>32 // so that the high bits count too
}

// ID adds an id, and how long it is.
func (s Seal) ID(id logistics.ID) Seal {
	s = s.text(id.Value())
	return s.text(string(id.Scheme()))
}

func (s Seal) text(text string) Seal {
	s = s.Whole(int64(len(text)))
	for ; len(text) >= 8; text = text[8:] {
		s = s.Whole(int64(text[0]) | int64(text[1])<<8 | int64(text[2])<<16 | int64(text[3])<<24 |
			int64(text[4])<<32 | int64(text[5])<<40 | int64(text[6])<<48 | int64(text[7])<<56)
	}
	if len(text) == 0 {
		return s
	}
	var rest int64
	for i := range len(text) {
		rest = rest<<8 | int64(text[i])
	}
	return s.Whole(rest)
}

// Digest tells the contents of commands apart. It is the first half of the SHA-256 of what is on the wire: of two
// commands with one id and other content, one in 2^128 would pass for the other. A digest is kept instead of the
// command because a state is kept for as long as somebody may repeat a command, and what was said in it matters no
// more than whether it is the same; the wire form is what is hashed because it alone stays the same from release to
// release.
type Digest [sha256.Size / 2]byte

// DigestOf is the digest of a command as it is written on the wire, but for lists that are sealed.
func DigestOf(wire []byte, lists Seal) Digest {
	if lists != 0 {
		wire = binary.BigEndian.AppendUint64(slices.Clip(wire), uint64(lists))
	}
	sum := sha256.Sum256(wire)
	return Digest(sum[:len(Digest{})])
}

// MarshalText writes hexadecimal digits.
func (d Digest) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, d[:]), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Digest) UnmarshalText(text []byte) error {
	var read Digest
	if n, err := hex.Decode(read[:], text[:min(len(text), 2*len(read))]); err != nil || n != len(read) ||
		len(text) != 2*n {
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
