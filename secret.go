package logistics

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

// Secret is a passcode of a locker, the code a driver asks for, a token: held and compared, never shown.
// fmt, errors, JSON and text show its id alone, also where the secret is an unexported field of something
// that is printed. What decisions carry of it is a [SecretRef]. The zero Secret is absent and matches
// nothing.
type Secret struct {
	id ID
	// The text is behind a function, because fmt follows every other kind of field.
	text func() string
}

const (
	maxSecret = 1024
	minKey    = 16
)

// NewSecret takes a text of up to 1,024 bytes and the id it is known by.
func NewSecret(id ID, text string) (Secret, error) {
	var faults Faults
	if id.IsZero() {
		faults.Required("/id", "id is required")
	}
	switch {
	case text == "":
		faults.Required("/text", "text is required")
	case len(text) > maxSecret || !utf8.ValidString(text):
		// the text is not repeated
		faults.Add("/text", FaultTooLong, "", "at most "+strconv.Itoa(maxSecret)+" bytes of UTF-8")
	}
	if err := faults.Err(); err != nil {
		return Secret{}, err
	}
	return Secret{id, func() string { return text }}, nil
}

// ID is what the secret is known by.
func (s Secret) ID() ID { return s.id }

// IsZero reports whether there is no secret.
func (s Secret) IsZero() bool { return s.text == nil }

// Matches compares a text with the secret in a time that does not depend on where they differ.
func (s Secret) Matches(text string) bool {
	if s.text == nil {
		return false
	}
	given, held := sha256.Sum256([]byte(text)), sha256.Sum256([]byte(s.text()))
	return hmac.Equal(given[:], held[:])
}

// Equal reports whether ids and texts are the same.
func (s Secret) Equal(o Secret) bool {
	if s.text == nil || o.text == nil {
		return s.text == nil && o.text == nil && s.id == o.id
	}
	return s.id == o.id && s.Matches(o.text())
}

// Reveal gives the text to whoever must hand it on: the message to the recipient, the display of a
// locker. No decision calls it.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return s.text()
}

// Ref is what a result may carry: the id, and a digest by which two secrets are known to be the same. The
// digest is keyed (HMAC-SHA-256), because a code of four digits is found from a digest without a key by
// trying them all. The key is the host's, of 16 bytes at the least.
func (s Secret) Ref(key []byte) (SecretRef, error) {
	if len(key) < minKey {
		return SecretRef{}, NewFieldError(FaultRequired, "", "a key of at least "+strconv.Itoa(minKey)+" bytes")
	}
	if s.text == nil {
		return SecretRef{}, nil
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(s.id.String() + "\x00" + s.text()))
	return SecretRef{s.id, hex.EncodeToString(mac.Sum(nil)[:16])}, nil
}

// String is the id, marked as secret.
func (s Secret) String() string {
	if s.IsZero() {
		return ""
	}
	return "secret " + s.id.String()
}

// GoString is that of String, for %#v.
func (s Secret) GoString() string { return s.String() }

// MarshalJSON writes {"id":…} and never the text; null for an absent secret.
func (s Secret) MarshalJSON() ([]byte, error) {
	if s.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(SecretRef{ID: s.id})
}

// UnmarshalJSON reads {"id":…,"text":…}, as a host hands it in. What MarshalJSON wrote has no text and is
// refused: a secret does not survive being written.
func (s *Secret) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*s = Secret{}
		return nil
	}
	var id ID
	var text string
	if err := readObject(data, member{"id", &id}, member{"text", &text}); err != nil {
		return err
	}
	read, err := NewSecret(id, text)
	if err != nil {
		return err
	}
	*s = read
	return nil
}

// SecretRef stands for a [Secret] in results: its id, and a keyed digest. SecretRefs compare with ==.
type SecretRef struct {
	ID     ID     `json:"id"`
	Digest string `json:"digest,omitzero"` // 32 hexadecimal digits
}
