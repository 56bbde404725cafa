package clock

import (
	"encoding/binary"
	"errors"
	"testing"
	"time"

	"github.com/logicrm/logistics/internal/zone"
)

// reader takes a plan out of bytes; when they run out it goes on with zeros.
type reader struct{ bytes []byte }

func (r *reader) byte() byte {
	if len(r.bytes) == 0 {
		return 0
	}
	b := r.bytes[0]
	r.bytes = r.bytes[1:]
	return b
}

func (r *reader) int32() int32 {
	var word [4]byte
	for i := range word {
		word[i] = r.byte()
	}
	return int32(binary.LittleEndian.Uint32(word[:]))
}

// shifts reads edges in minutes, which mostly make sense, or in any seconds at all.
func (r *reader) shifts() []Shift {
	var shifts []Shift
	for range r.byte() % 5 {
		if r.byte()%8 == 0 {
			shifts = append(shifts, Shift{r.int32(), r.int32()})
			continue
		}
		open := int32(r.byte()) * 337
		shifts = append(shifts, Shift{open, open + int32(r.byte())*677})
	}
	return shifts
}

func (r *reader) plan(zones []*time.Location, fromDay int64) Plan {
	plan := Plan{
		Loc:          zones[int(r.byte())%len(zones)],
		Gap:          zone.Gap(1 + r.byte()%5),
		OpenOverlap:  zone.Overlap(1 + r.byte()%4),
		CloseOverlap: zone.Overlap(1 + r.byte()%4),
		Holiday:      HolidayPolicy(r.byte() % 4),
		Days:         map[int64][]Shift{},
	}
	for weekday := range plan.Week {
		plan.Week[weekday] = r.shifts()
	}
	for range r.byte() % 4 {
		plan.Days[fromDay+int64(r.byte())-5] = r.shifts()
	}
	for range r.byte() % 8 {
		plan.Holidays = append(plan.Holidays, fromDay+int64(r.byte())-5)
	}
	return plan
}

func FuzzCompile(f *testing.F) {
	zones := append(loadZones(f), nil)
	f.Add([]byte{}, int64(19800), int64(30))
	f.Add(
		[]byte{1, 0, 0, 1, 1, 1, 1, 96, 43, 1, 1, 96, 43, 1, 1, 96, 43, 1, 1, 96, 43, 1, 1, 96, 43, 0, 0, 1, 9},
		int64(19792), int64(300),
	)
	f.Add(
		[]byte{
			6, 1, 1, 0, 2, 2, 1, 0, 40, 1, 200, 90, 2, 1, 0, 40, 1, 200, 90, 0, 0, 0, 0, 0, 1, 3, 1, 1, 10, 10, 2, 4, 5,
		}, int64(19974), int64(9),
	)
	f.Add([]byte{10, 2, 0, 0, 1, 4, 0, 255, 255, 255, 127, 255, 255, 255, 127}, int64(15337), int64(4))
	f.Add([]byte{5, 3, 2, 2, 1, 1, 1, 24, 255}, int64(20001), int64(146097))
	f.Add([]byte{13, 9, 9, 9}, int64(-719162), int64(1))
	f.Add([]byte{2, 0, 0, 0, 1}, int64(2932896), int64(1))
	f.Fuzz(func(t *testing.T, bytes []byte, fromDay, days int64) {
		if days > 3000 && len(bytes)%16 > 0 {
			days %= 3000 // the long ranges take long; some of them are enough
		}
		r := reader{bytes}
		c, err := Compile(r.plan(zones, fromDay), fromDay, fromDay+days)
		if err != nil {
			for _, known := range []error{ErrNoZone, ErrRange, ErrPolicy, ErrShift, ErrTooMany} {
				if errors.Is(err, known) {
					return
				}
			}
			t.Fatal(err)
		}
		checkMerged(t, c)
		from, to := c.Horizon()
		all, err := c.Between(from, to)
		if errors.Is(err, ErrDuration) {
			return
		}
		if err != nil || all < 0 || all > to.Sub(from) {
			t.Fatalf("open %v of %v: %v", all, to.Sub(from), err)
		}
		if c.total > 0 {
			if end, err := c.Add(from, all, LandEarliest); err != nil || end.Unix() != c.rows[len(c.rows)-2].closes {
				t.Fatalf("%v from the start is %v: %v", all, end, err)
			}
		}
	})
}
