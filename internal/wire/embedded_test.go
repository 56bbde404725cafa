package wire_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// letter has a field both outside and in what it embeds, and an embedded struct with a name of its own.
type letter struct {
	Name string `json:"name"`
	stamped
	Envelope `json:"envelope"`
}

type stamped struct {
	Name  string `json:"name"` // hidden by the outer one
	Actor string `json:"actor,omitzero"`
	logistics.EventHeader
}

// Envelope is embedded under a name.
type Envelope struct {
	Weight int `json:"weight"`
}

// TestEmbeddedFieldsStandBesideTheOthers: both readers put every field in the same place.
func TestEmbeddedFieldsStandBesideTheOthers(t *testing.T) {
	const document = `{"name":"a","actor":"staff","at":"2025-03-03T12:00:00Z","version":7,"envelope":{"weight":20}}`
	got, err := wire.Decode[letter]([]byte(document), wire.Strict)
	if err != nil {
		t.Fatal(err)
	}
	var want letter
	if err := json.Unmarshal([]byte(document), &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(letter{})); diff != "" {
		t.Errorf("(-standard +wire):\n%s", diff)
	}
	if got.Name != "a" || got.stamped.Name != "" || got.Version != 7 || got.Weight != 20 {
		t.Errorf("%+v", got)
	}
	for _, unknown := range []string{`{"weight":20}`, `{"stamped":{}}`, `{"EventHeader":{}}`} {
		if _, err := wire.Decode[letter]([]byte(unknown), wire.Strict); !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s was read", unknown)
		}
	}
}
