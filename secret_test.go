package logistics_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
)

func ExampleNewSecret() {
	passcode, err := logistics.NewSecret(logistics.MustID("locker-7"), "4711")
	fmt.Println(passcode, passcode.Matches("4711"), passcode.Matches("4712"), err)
	// Output:
	// secret locker-7 true false <nil>
}

func ExampleSecret_Ref() {
	passcode, err := logistics.NewSecret(logistics.MustID("locker-7"), "4711")
	if err != nil {
		panic(err)
	}
	ref, err := passcode.Ref([]byte("a key of the host's"))
	fmt.Println(ref.ID, len(ref.Digest), err)
	_, err = passcode.Ref([]byte("short"))
	fmt.Println(err)
	// Output:
	// locker-7 32 <nil>
	// logistics: required: a key of at least 16 bytes
}

// TestASecretIsNeverPrinted prints it in every way there is, also where it is hidden in something else.
func TestASecretIsNeverPrinted(t *testing.T) {
	const text = "open-sesame-4711"
	secret, err := logistics.NewSecret(logistics.MustID("locker-7"), text)
	if err != nil {
		t.Fatal(err)
	}
	type holder struct {
		Public  logistics.Secret
		private logistics.Secret
		pointer *logistics.Secret
	}
	hidden := holder{secret, secret, &secret}
	values := []any{
		secret, &secret, hidden, &hidden,
		[]logistics.Secret{secret},
		map[string]logistics.Secret{"x": secret},
		[]holder{hidden},
	}
	for _, value := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d"} {
			if printed := fmt.Sprintf(verb, value); strings.Contains(printed, text) ||
				strings.Contains(printed, fmt.Sprintf("%x", text)) {
				t.Errorf("%s of %T prints %s", verb, value, printed)
			}
		}
		if data, err := json.Marshal(value); err != nil || strings.Contains(string(data), text) {
			t.Errorf("JSON of %T is %s, %v", value, data, err)
		}
		var logged strings.Builder
		slog.New(slog.NewTextHandler(&logged, nil)).Info("x", "value", value)
		slog.New(slog.NewJSONHandler(&logged, nil)).Info("x", "value", value)
		if strings.Contains(logged.String(), text) {
			t.Errorf("the log has %s", logged.String())
		}
	}
	for _, c := range []struct{ id, text string }{{"", text}, {"locker-7", text + strings.Repeat("x", 1024)}} {
		id := logistics.ID{}
		if c.id != "" {
			id = logistics.MustID(c.id)
		}
		if _, err := logistics.NewSecret(id, c.text); err == nil || strings.Contains(err.Error(), text) {
			t.Errorf("%q: %v", c.id, err)
		}
	}
}

func TestASecretIsReadOnceAndNotWritten(t *testing.T) {
	var secret logistics.Secret
	if err := json.Unmarshal([]byte(`{"id":"locker-7","text":"4711"}`), &secret); err != nil ||
		!secret.Matches("4711") || secret.Reveal() != "4711" {
		t.Fatal(secret, err)
	}
	data, err := json.Marshal(secret)
	if err != nil || string(data) != `{"id":"locker-7"}` {
		t.Errorf("%s, %v", data, err)
	}
	if err := json.Unmarshal(data, &secret); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a secret without its text is read: %v", err)
	}
	var none logistics.Secret
	if none.Matches("") || none.Reveal() != "" || none.Equal(secret) || !none.Equal(logistics.Secret{}) {
		t.Error("the zero Secret matches")
	}
}

func TestDigestsOfSecretsTellThemApart(t *testing.T) {
	key := []byte("0123456789abcdef")
	ref := func(id, text string, key []byte) logistics.SecretRef {
		secret, err := logistics.NewSecret(logistics.MustID(id), text)
		if err != nil {
			t.Fatal(err)
		}
		ref, err := secret.Ref(key)
		if err != nil {
			t.Fatal(err)
		}
		return ref
	}
	first := ref("a", "1", key)
	if first != ref("a", "1", key) || first == ref("a", "2", key) ||
		first == ref("a", "1", []byte("another key of 16")) {
		t.Error("digests are equal for one id, text and key alone")
	}
	secret, _ := logistics.NewSecret(logistics.MustID("a"), "1")
	if _, err := secret.Ref(key[:15]); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("a short key is taken: %v", err)
	}
}
