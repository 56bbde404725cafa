package zone

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
	"time"
)

// change is the offset of a made-up zone from an instant on.
type change struct{ unix, offset int32 }

// crowded makes a zone out of changes, as version 1 of RFC 9636. Before the first it is UTC.
func crowded(t testing.TB, changes []change) *time.Location {
	t.Helper()
	var file bytes.Buffer
	file.WriteString("TZif")
	file.Write(make([]byte, 16))
	name := "LMT\x00"
	types := len(changes) + 1
	for _, count := range []int{0, 0, 0, len(changes), types, len(name)} {
		_ = binary.Write(&file, binary.BigEndian, int32(count))
	}
	for _, c := range changes {
		_ = binary.Write(&file, binary.BigEndian, c.unix)
	}
	for i := range changes {
		file.WriteByte(byte(i + 1))
	}
	for _, offset := range append([]change{{}}, changes...) {
		_ = binary.Write(&file, binary.BigEndian, offset.offset)
		file.Write([]byte{0, 0})
	}
	file.WriteString(name)
	loc, err := time.LoadLocationFromTZData("crowded", file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// No zone on record changes twice within two days, so that only made-up ones show what the walk does
// with several changes in sight.
func TestSeveralChangesInSightOfOneReading(t *testing.T) {
	const start, hour = 1000000800, 3600
	for _, changes := range [][]change{
		{{start, hour}, {start + 10*hour, 2 * hour}, {start + 20*hour, 0}},
		{{start, 2 * hour}, {start + hour, 0}, {start + 2*hour, 2 * hour}, {start + 3*hour, 0}},
		{{start, -hour}, {start + hour/2, -2 * hour}, {start + 40*hour, 0}},
		{{start, 24 * hour}, {start + 5*hour, 23 * hour}, {start + 30*hour, -hour}},
	} {
		loc := crowded(t, changes)
		shows := map[int64][]int64{}
		for unix := int64(start - 60*hour); unix < start+100*hour; unix += 300 {
			day, second := Local(loc, unix)
			wall := day*secondsPerDay + second
			shows[wall] = append(shows[wall], unix)
		}
		for wall := int64(start - 30*hour); wall < start+70*hour; wall += 300 {
			got, times := Candidates(loc, 0, wall), shows[wall]
			switch {
			case len(times) == 0 && got.Kind == Skipped:
				before, offset := int64(0), int64(0)
				for _, c := range changes {
					if int64(c.unix) <= got.Transition {
						before, offset = offset, int64(c.offset)
					}
				}
				want := Reading{Kind: Skipped, First: wall - offset, Last: wall - before, Transition: got.Transition}
				if got != want || wall < got.Transition+before || wall >= got.Transition+offset {
					t.Errorf("%v: %d reads %+v, want %+v", changes, wall, got, want)
				}
			case len(times) == 1 && got == Reading{Kind: Unique, First: times[0], Last: times[0]}:
			case len(times) > 1 && got == Reading{Kind: Repeated, First: slices.Min(times), Last: slices.Max(times)}:
			default:
				t.Errorf("%v: %d is shown at %v, reads %+v", changes, wall, times, got)
			}
		}
	}
}

// Data with more changes than any reading could need ends the walk, not the patience.
func TestChangesWithoutEnd(t *testing.T) {
	var changes []change
	for i := range int32(200) {
		changes = append(changes, change{1000000800 + 60*i, 3600 * (i % 2)})
	}
	loc := crowded(t, changes)
	for wall := int64(1000000800 - 7200); wall < 1000000800+20000; wall += 17 {
		if got := Candidates(loc, 0, wall); got.Kind == 0 || got.First > got.Last {
			t.Fatalf("%d reads %+v", wall, got)
		}
	}
}
