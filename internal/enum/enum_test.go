package enum_test

import (
	"errors"
	"testing"

	"github.com/logicrm/logistics/internal/enum"
)

type colour uint8

func TestEveryNumberHasATextOrIsRefused(t *testing.T) {
	names := []string{"unspecified", "red", "green"}
	refusal := errors.New("no colour")
	for n := range 256 {
		c, known := colour(n), n == 1 || n == 2
		text, err := enum.Marshal(c, names, refusal)
		if (err == nil) != known || errors.Is(err, refusal) == known {
			t.Fatalf("%d: %q, %v", n, text, err)
		}
		if !known {
			if enum.Name(c, names) != "unspecified" {
				t.Fatalf("%d is shown as %q", n, enum.Name(c, names))
			}
			continue
		}
		var back colour
		if err := enum.Unmarshal(&back, names, text, refusal); err != nil || back != c ||
			enum.Name(c, names) != string(text) {
			t.Fatalf("%d: %q, read as %d, %v", n, text, back, err)
		}
	}
	for _, text := range []string{"", "unspecified", "Red", "red "} {
		kept := colour(2)
		if err := enum.Unmarshal(&kept, names, []byte(text), refusal); !errors.Is(err, refusal) || kept != 2 {
			t.Errorf("%q: %d, %v", text, kept, err)
		}
	}
	if got := enum.Wanted(names); got != "one of red, green" {
		t.Error(got)
	}
}
