package count_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
	"pgregory.net/rapid"
)

func anyPattern() *rapid.Generator[logistics.Rights] {
	return rapid.Custom(func(t *rapid.T) logistics.Rights {
		judged := rapid.OneOf(rapid.Just[uint8](127), rapid.Uint8Range(0, 127)).Draw(t, "judged")
		rights, err := logistics.RightsOf(judged, judged&rapid.Uint8Range(0, 127).Draw(t, "missed"))
		need(t, err)
		return rights
	})
}

func TestPatternsAgreeWithAMap(t *testing.T) {
	type pair struct {
		count.Patterns
		naive map[logistics.Rights]int64
	}
	rapid.Check(t, func(t *rapid.T) {
		few := rapid.SliceOfN(anyPattern(), 1, 20).Draw(t, "patterns")
		pairs := []pair{{naive: map[logistics.Rights]int64{}}, {naive: map[logistics.Rights]int64{}}}
		one := func() *pair { return &pairs[rapid.IntRange(0, len(pairs)-1).Draw(t, "which")] }
		pattern := func() logistics.Rights { return rapid.SampledFrom(few).Draw(t, "pattern") }
		t.Repeat(map[string]func(*rapid.T){
			"add": func(t *rapid.T) {
				p, rights := one(), pattern()
				need(t, p.Add(rights))
				p.naive[rights]++
			},
			"remove": func(t *rapid.T) {
				p, rights := one(), pattern()
				err := p.Remove(rights)
				if p.naive[rights] == 0 {
					if !isFault(err, "", conflict) {
						t.Fatalf("%v was never added: %v", rights, err)
					}
					return
				}
				need(t, err)
				p.naive[rights]--
			},
			"merge": func(t *rapid.T) {
				p, o := one(), one()
				if p.N() > 1e6 || o.N() > 1e6 {
					return
				}
				need(t, p.Merge(o.Patterns))
				for rights, n := range maps.Clone(o.naive) {
					p.naive[rights] += n
				}
			},
			"sub": func(t *rapid.T) {
				p, o := one(), one()
				err := p.Sub(o.Patterns)
				for rights, n := range o.naive {
					if p.naive[rights] < n {
						if !isFault(err, "", conflict) {
							t.Fatalf("more than there are of %v: %v", rights, err)
						}
						return
					}
				}
				need(t, err)
				for rights, n := range maps.Clone(o.naive) {
					p.naive[rights] -= n
				}
			},
			"clone": func(t *rapid.T) {
				p, o := one(), one()
				*p = pair{o.Clone(), maps.Clone(o.naive)}
			},
			"": func(t *rapid.T) {
				for _, p := range pairs {
					checkPatterns(t, p.Patterns, p.naive)
				}
			},
		})
	})
}

func listed(t *testing.T, p count.Patterns) []count.Pattern {
	t.Helper()
	list, err := p.List()
	needs(t, err)
	return list
}

func checkPatterns(t *rapid.T, p count.Patterns, naive map[logistics.Rights]int64) {
	t.Helper()
	list, err := p.List()
	need(t, err)
	if list == nil {
		t.Fatal("a list that is nil")
	}
	all := int64(0)
	listed := map[logistics.Rights]int64{}
	for _, one := range list {
		listed[one.Rights] = one.Cases
		all += one.Cases
	}
	want := maps.Clone(naive)
	maps.DeleteFunc(want, func(_ logistics.Rights, n int64) bool { return n == 0 })
	if !maps.Equal(listed, want) || len(list) != len(want) || p.N() != all {
		t.Fatalf("%d cases, %v; want %v", p.N(), list, want)
	}
	byText := func(a, b count.Pattern) int { return strings.Compare(a.Rights.String(), b.Rights.String()) }
	if !slices.IsSortedFunc(list, byText) {
		t.Fatalf("not by text: %v", list)
	}
}

// everyPattern has each of the 2187 patterns, the i-th of them i+1 times.
func everyPattern(t *testing.T) []byte {
	t.Helper()
	data, i := []byte("R\x01"), uint64(0)
	for judged := range 128 {
		for missed := range 128 {
			if missed&^judged == 0 {
				i++
				data = binary.AppendUvarint(append(data, byte(judged), byte(missed)), i)
			}
		}
	}
	if i != 2187 {
		t.Fatalf("%d patterns", i)
	}
	return data
}

func TestEveryPatternHasItsPlace(t *testing.T) {
	var p, all count.Patterns
	data := everyPattern(t)
	needs(t, p.UnmarshalBinary(data))
	needs(t, all.UnmarshalBinary(data))
	if back, err := p.MarshalBinary(); err != nil || !bytes.Equal(back, data) {
		t.Errorf("back as %x, %v", back, err)
	}
	if p.N() != 2187*2188/2 || len(listed(t, p)) != 2187 {
		t.Errorf("%d cases of %d patterns", p.N(), len(listed(t, p)))
	}
	needs(t, p.Sub(p))
	if back, _ := p.MarshalBinary(); string(back) != "R\x01" || p.N() != 0 || len(listed(t, p)) != 0 {
		t.Errorf("nothing is left but %x", back)
	}
	needs(t, p.Merge(all))
	if back, _ := p.MarshalBinary(); !bytes.Equal(back, data) {
		t.Errorf("added again: %x", back)
	}
}

// TestAFrequentPatternIsCountedOn past what a small table can count of it, by one or by many, and back to nothing.
func TestAFrequentPatternIsCountedOn(t *testing.T) {
	kept, late := logistics.AllMet(logistics.RightTime), logistics.Rights{}.With(logistics.RightTime, logistics.Missed)
	for _, n := range []int64{1, 8191, 8192, 8193, 65_535, 65_536, 70_000} {
		var single, merged, halves count.Patterns
		needs(t, single.Add(late))
		for range n {
			needs(t, single.Add(kept))
		}
		needs(t, errors.Join(merged.Add(late), halves.Merge(single), merged.Merge(single), merged.Merge(halves)))
		for name, of := range map[string]struct {
			p     count.Patterns
			times int64
		}{"single": {single, 1}, "merged": {merged, 2}} {
			list := listed(t, of.p)
			if len(list) != 2 || list[slices.IndexFunc(list, func(one count.Pattern) bool {
				return one.Rights == kept
			})].Cases != of.times*n {
				t.Errorf("%s of %d: %v", name, n, list)
			}
		}
		for range n {
			needs(t, single.Remove(kept))
		}
		if err := single.Remove(kept); !isFault(err, "", conflict) || single.N() != 1 {
			t.Errorf("%d are left of %d: %v", single.N(), n, err)
		}
	}
}

func TestFaultsOfPatterns(t *testing.T) {
	kept := logistics.AllMet(logistics.RightTime)
	late := kept.With(logistics.RightTime, logistics.Missed)
	var none, one, most count.Patterns
	wantFault(t, none.Remove(kept), "", conflict)
	needs(t, errors.Join(one.Add(kept), one.Add(late), one.Remove(late)))
	needs(t, most.UnmarshalBinary(binary.AppendUvarint([]byte("R\x01\x40\x40"), math.MaxInt64-1)))
	needs(t, most.Add(late))
	for _, p := range []struct {
		name string
		err  func() error
		of   *count.Patterns
		code logistics.FaultCode
	}{
		{"taken out again", func() error { return one.Remove(late) }, &one, conflict},
		{"never added", func() error { return one.Remove(logistics.Rights{}) }, &one, conflict},
		{"more taken out", func() error { return one.Sub(most) }, &one, conflict},
		{"taken out of none", func() error { return none.Sub(one) }, &none, conflict},
		{"too many cases", func() error { return most.Add(late) }, &most, outOfRange},
		{"too many of another pattern", func() error { return most.Add(kept) }, &most, outOfRange},
		{"too many together", func() error { return most.Merge(one) }, &most, outOfRange},
	} {
		before, _ := p.of.MarshalBinary()
		wantFault(t, p.err(), "", p.code)
		if after, _ := p.of.MarshalBinary(); !bytes.Equal(before, after) {
			t.Errorf("%s: %x became %x", p.name, before, after)
		}
	}
	if needs(t, most.Remove(late)); most.N() != math.MaxInt64-1 {
		t.Errorf("%d cases", most.N())
	}
	if needs(t, most.Merge(one)); most.N() != math.MaxInt64 {
		t.Errorf("%d cases", most.N())
	}
}

func TestPatternsBytesThatAreRefused(t *testing.T) {
	tooMany := binary.AppendUvarint(nil, math.MaxInt64+1)
	most := binary.AppendUvarint(nil, math.MaxInt64)
	for name, c := range map[string]struct {
		data string
		code logistics.FaultCode
	}{
		"nothing":                 {"", badSyntax},
		"another letter":          {"P\x01", badSyntax},
		"another version":         {"R\x02", unsupported},
		"no missed":               {"R\x01\x01", badSyntax},
		"no count":                {"R\x01\x01\x00", badSyntax},
		"a count of nothing":      {"R\x01\x01\x00\x00", badSyntax},
		"a count without its end": {"R\x01\x01\x00\x80", badSyntax},
		"a count too long":        {"R\x01\x01\x00\x81\x00", badSyntax},
		"a count too large":       {"R\x01\x01\x00" + string(tooMany), badSyntax},
		"a sum too large":         {"R\x01\x01\x00" + string(most) + "\x01\x01\x01", badSyntax},
		"more than 64 bits":       {"R\x01\x01\x00" + strings.Repeat("\xff", 10) + "\x01", badSyntax},
		"not judged":              {"R\x01\x01\x02\x01", conflict},
		"beyond the seven":        {"R\x01\x80\x00\x01", outOfRange},
		"missed beyond the seven": {"R\x01\x7f\x80\x01", conflict},
		"out of order":            {"R\x01\x02\x00\x01\x01\x00\x01", badSyntax},
		"misses out of order":     {"R\x01\x03\x02\x01\x03\x01\x01", badSyntax},
		"a pattern twice":         {"R\x01\x01\x00\x01\x01\x00\x01", badSyntax},
		"nothing judged, twice":   {"R\x01\x00\x00\x01\x00\x00\x01", badSyntax},
		"bytes behind":            {"R\x01\x01\x00\x01\x05", badSyntax},
	} {
		var p count.Patterns
		needs(t, p.Add(logistics.Rights{}))
		if err := p.UnmarshalBinary([]byte(c.data)); !isFault(err, "", c.code) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
		if p.N() != 1 {
			t.Errorf("%s: the target was changed", name)
		}
	}
}

func FuzzPatternsUnmarshal(f *testing.F) {
	f.Add([]byte("R\x01"))
	f.Add([]byte("R\x01\x00\x00\x05\x48\x00\x02\x48\x40\x81\x01"))
	f.Add([]byte("R\x01\x7f\x7f\xff\xff\xff\xff\xff\xff\xff\xff\x7f"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var p, sum count.Patterns
		if p.UnmarshalBinary(data) != nil {
			return
		}
		if back, err := p.MarshalBinary(); err != nil || !bytes.Equal(back, data) {
			t.Fatalf("%x was read and is written as %x, %v", data, back, err)
		}
		cases := int64(0)
		for _, one := range listed(t, p) {
			cases += one.Cases
		}
		if cases != p.N() {
			t.Fatalf("%d cases in %v", p.N(), listed(t, p))
		}
		if needs(t, sum.Merge(p)); !slices.Equal(listed(t, sum), listed(t, p)) {
			t.Fatalf("merged into none %v, not %v", listed(t, sum), listed(t, p))
		}
	})
}

// many are the rights of 2^20 lines as they come: mostly judged by all seven, mostly kept.
func many(t testing.TB) []logistics.Rights {
	t.Helper()
	rights := make([]logistics.Rights, 1<<20)
	for i := range rights {
		random := uint64(i+1) * 0x9E3779B97F4A7C15
		judged, missed := uint8(127), uint8(0)
		if random>>62 == 0 {
			judged = uint8(random>>40) & 127
		}
		if random>>59&7 == 0 {
			missed = 1 << (random >> 50 & 7) & judged
		}
		var err error
		if rights[i], err = logistics.RightsOf(judged, missed); err != nil {
			t.Fatal(err)
		}
	}
	return rights
}

func TestAddingToPatternsDoesNotAllocate(t *testing.T) {
	rights := many(t)[:1<<12]
	var p count.Patterns
	add := func() {
		for _, r := range rights {
			needs(t, p.Add(r))
		}
	}
	add()
	more := p.Clone()
	if n := testing.AllocsPerRun(3, add); n != 0 {
		t.Errorf("Add allocates %v times", n)
	}
	if n := testing.AllocsPerRun(3, func() {
		needs(t, p.Merge(more))
		needs(t, p.Sub(more))
		needs(t, p.Remove(rights[0]))
		needs(t, p.Add(rights[0]))
	}); n != 0 {
		t.Errorf("Merge, Sub and Remove allocate %v times", n)
	}
}

// BenchmarkPatterns adds lines to one accumulator, and to those of 5,000 customers; each operation is a line.
func BenchmarkPatterns(b *testing.B) {
	rights := many(b)
	_, _, entries := crowd(b)
	for name, groups := range map[string]int{"one": 1, "5000": 5000} {
		b.Run(name, func(b *testing.B) {
			all := make([]count.Patterns, groups)
			which := make([]uint16, len(rights))
			for i, r := range rights {
				which[i] = uint16(int(entries[i].Subject) % groups)
				if err := all[which[i]].Add(r); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				k := i & (len(rights) - 1)
				if err := all[which[k]].Add(rights[k]); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
		})
	}
}
