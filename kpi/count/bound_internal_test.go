package count

import (
	"errors"
	"testing"

	"github.com/logicrm/logistics"
)

// TestOnlySoManyIDs is about the bound itself, which is too far away to be reached in a test.
func TestOnlySoManyIDs(t *testing.T) {
	a, b, c := logistics.MustID("a"), logistics.MustID("b"), logistics.MustID("c")
	var two, other, same Frequencies
	if err := errors.Join(
		two.add(a, 1, 2), two.add(b, 1, 2), two.add(a, 5, 2), other.Add(c, 1), same.Add(b, 2), same.Add(a, 1),
	); err != nil {
		t.Fatal(err)
	}
	before, _ := two.MarshalBinary()
	for name, err := range map[string]error{"added": two.add(c, 1, 2), "merged": two.merge(other, 2)} {
		var one *logistics.FieldError
		if !errors.As(err, &one) || one.Code != logistics.FaultTooMany || one.Path != "/id" {
			t.Errorf("a third, %s: %v", name, err)
		}
	}
	if after, _ := two.MarshalBinary(); string(before) != string(after) {
		t.Errorf("%x became %x", before, after)
	}
	if err := errors.Join(two.merge(same, 2), two.merge(Frequencies{}, 2), two.merge(
		other, 3,
	)); err != nil || two.Distinct() != 3 || two.N() != 11 {
		t.Errorf("%v, %v", two, err)
	}
}
