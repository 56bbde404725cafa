package count

import (
	"testing"

	"github.com/logicrm/logistics"
)

// TestPatternKeysAreTheirDigits goes through all of them: each has a number of its own, and gives the pattern back.
func TestPatternKeysAreTheirDigits(t *testing.T) {
	var seen [everyPattern]bool
	for judged := range uint8(128) {
		for missed := range uint8(128) {
			rights, err := logistics.RightsOf(judged, missed)
			if err != nil {
				continue
			}
			want, power := uint16(0), uint16(1)
			for _, r := range logistics.AllRights() {
				switch {
				case rights.Missed(r):
					want += 2 * power
				case rights.Judged(r):
					want += power
				}
				power *= 3
			}
			key := keyOf(rights)
			if key != want || seen[key] {
				t.Fatalf("%v has the number %d, want %d", rights, key, want)
			}
			seen[key] = true
			if j, m := bitsOf(key); j != judged || m != missed {
				t.Fatalf("%d is %b and %b, want %b and %b", key, j, m, judged, missed)
			}
		}
	}
	for key, there := range seen {
		if !there {
			t.Errorf("no pattern has the number %d", key)
		}
	}
}
