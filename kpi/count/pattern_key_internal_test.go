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
			want, power := 0, 1
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
			number := numberOf(key)
			if number != want || seen[number] {
				t.Fatalf("%v has the number %d, want %d", rights, number, want)
			}
			seen[number] = true
			if j, m := bitsOf(key); j != judged || m != missed || key == 0 || keyAt(number) != key {
				t.Fatalf("%d is %b and %b, want %b and %b", key, j, m, judged, missed)
			}
		}
	}
	for number, there := range seen {
		if !there {
			t.Errorf("no pattern has the number %d", number)
		}
	}
}
