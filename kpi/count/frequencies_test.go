package count_test

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
	"pgregory.net/rapid"
)

func someID() *rapid.Generator[logistics.ID] {
	return rapid.Custom(func(t *rapid.T) logistics.ID {
		return logistics.MustID(rapid.OneOf(
			rapid.SampledFrom([]string{"late", "damaged", "host:a:b", "gtin:6291041500213", "gln:4012345000023"}),
			rapid.StringMatching("[a-z]{1,3}"),
		).Draw(t, "id"))
	})
}

func TestFrequenciesAgreeWithAMap(t *testing.T) {
	type pair struct {
		count.Frequencies
		naive map[logistics.ID]int64
	}
	rapid.Check(t, func(t *rapid.T) {
		few := rapid.SliceOfN(someID(), 1, 20).Draw(t, "ids")
		pairs := []pair{{naive: map[logistics.ID]int64{}}, {naive: map[logistics.ID]int64{}}}
		one := func() *pair { return &pairs[rapid.IntRange(0, len(pairs)-1).Draw(t, "which")] }
		some := func() (logistics.ID, int64) {
			return rapid.SampledFrom(few).Draw(t, "id"), rapid.Int64Range(1, 3).Draw(t, "n")
		}
		t.Repeat(map[string]func(*rapid.T){
			"add": func(t *rapid.T) {
				f := one()
				id, n := some()
				need(t, f.Add(id, n))
				f.naive[id] += n
			},
			"remove": func(t *rapid.T) {
				f := one()
				id, n := some()
				err := f.Remove(id, n)
				if f.naive[id] < n {
					if !isFault(err, "/count", conflict) {
						t.Fatalf("%d of %v taken out: %v", n, id, err)
					}
					return
				}
				need(t, err)
				f.naive[id] -= n
			},
			"merge": func(t *rapid.T) {
				f, o := one(), one()
				if f.N() > 1e6 || o.N() > 1e6 {
					return
				}
				need(t, f.Merge(o.Frequencies))
				for id, n := range maps.Clone(o.naive) {
					f.naive[id] += n
				}
			},
			"sub": func(t *rapid.T) {
				f, o := one(), one()
				err := f.Sub(o.Frequencies)
				for id, n := range o.naive {
					if f.naive[id] < n {
						if !isFault(err, "/count", conflict) {
							t.Fatalf("more than there are of %v: %v", id, err)
						}
						return
					}
				}
				need(t, err)
				for id, n := range maps.Clone(o.naive) {
					f.naive[id] -= n
				}
			},
			"clone": func(t *rapid.T) {
				f, o := one(), one()
				*f = pair{o.Clone(), maps.Clone(o.naive)}
			},
			"": func(t *rapid.T) {
				for _, f := range pairs {
					checkFrequencies(t, f.Frequencies, f.naive)
				}
			},
		})
	})
}

// checkFrequencies sorts everything to know what is on top.
// failing is a test of any sort.
type failing interface {
	Helper()
	Fatal(...any)
}

func timesOf(t failing, f count.Frequencies, id logistics.ID) int64 {
	t.Helper()
	n, err := f.Count(id)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func topOf(t failing, f count.Frequencies, k int) []count.Frequency {
	t.Helper()
	top, err := f.Top(k)
	if err != nil {
		t.Fatal(err)
	}
	return top
}

func checkFrequencies(t *rapid.T, f count.Frequencies, naive map[logistics.ID]int64) {
	t.Helper()
	all, sum := []count.Frequency{}, int64(0)
	for id, n := range naive {
		if got := timesOf(t, f, id); got != n {
			t.Fatalf("%d of %v, want %d", got, id, n)
		}
		if n > 0 {
			all = append(all, count.Frequency{ID: id, Count: n})
			sum += n
		}
	}
	if f.N() != sum || f.Distinct() != len(all) {
		t.Fatalf("%d of %d, want %d of %d", f.N(), f.Distinct(), sum, len(all))
	}
	slices.SortFunc(all, func(a, b count.Frequency) int {
		return cmp.Or(-cmp.Compare(a.Count, b.Count), a.ID.Compare(b.ID))
	})
	for _, k := range []int{math.MinInt, -1, 0, 1, 2, 3, len(all) - 1, len(all), len(all) + 1, math.MaxInt} {
		top := topOf(t, f, k)
		if want := all[:max(0, min(k, len(all)))]; top == nil || !slices.Equal(top, want) {
			t.Fatalf("the first %d of %v are %v", k, all, top)
		}
	}
}

// TestTopIsTheSameHoweverTheyCame has many that tie.
func TestTopIsTheSameHoweverTheyCame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.Int64Range(1, 4), 0, 60).Draw(t, "counts")
		order := make([]int, len(counts))
		for i := range order {
			order[i] = i
		}
		var f, g count.Frequencies
		all := make([]count.Frequency, len(counts))
		for i, n := range counts {
			all[i] = count.Frequency{ID: logistics.MustID(strconv.Itoa(i)), Count: n}
			need(t, f.Add(all[i].ID, n))
		}
		for _, i := range rapid.Permutation(order).Draw(t, "order") {
			for range counts[i] {
				need(t, g.Add(all[i].ID, 1))
			}
		}
		slices.SortFunc(all, func(a, b count.Frequency) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.ID.String(), b.ID.String()))
		})
		for k := range len(all) + 2 {
			want := all[:min(k, len(all))]
			if a, b := topOf(t, f, k), topOf(t, g, k); !slices.Equal(a, want) || !slices.Equal(b, want) {
				t.Fatalf("the first %d are %v and %v, want %v", k, a, b, want)
			}
		}
	})
}

func TestFaultsOfFrequencies(t *testing.T) {
	late, early := logistics.MustID("late"), logistics.MustID("early")
	var none, one, most count.Frequencies
	needs(t, errors.Join(one.Add(late, 2), most.Add(early, math.MaxInt64-1), most.Add(late, 1)))
	for _, c := range []struct {
		name string
		err  func() error
		of   *count.Frequencies
		path string
		code logistics.FaultCode
	}{
		{"no id", func() error { return one.Add(logistics.ID{}, 1) }, &one, "/id", required},
		{"no id, and nothing", func() error { return one.Add(logistics.ID{}, 0) }, &one, "/count", outOfRange},
		{"nothing", func() error { return one.Add(late, 0) }, &one, "/count", outOfRange},
		{"below nothing", func() error { return one.Add(late, -1) }, &one, "/count", outOfRange},
		{"no id taken out", func() error { return one.Remove(logistics.ID{}, 1) }, &one, "/id", required},
		{"nothing taken out", func() error { return one.Remove(late, 0) }, &one, "/count", outOfRange},
		{"nothing of nothing", func() error { return none.Remove(late, 0) }, &none, "/count", outOfRange},
		{"the least taken out", func() error { return one.Remove(late, math.MinInt64) }, &one, "/count", outOfRange},
		{"more taken out", func() error { return one.Remove(late, 3) }, &one, "/count", conflict},
		{"never added", func() error { return one.Remove(early, 1) }, &one, "/count", conflict},
		{"of none", func() error { return none.Remove(early, 1) }, &none, "/count", conflict},
		{"more taken out together", func() error { return one.Sub(most) }, &one, "/count", conflict},
		{"all of it of none", func() error { return none.Sub(one) }, &none, "/count", conflict},
		{"too many", func() error { return most.Add(late, 1) }, &most, "/count", outOfRange},
		{
			"too many of another", func() error { return most.Add(logistics.MustID("x"), math.MaxInt64) }, &most,
			"/count", outOfRange,
		},
		{"too many together", func() error { return most.Merge(one) }, &most, "/count", outOfRange},
	} {
		before, _ := c.of.MarshalBinary()
		t.Run(c.name, func(t *testing.T) { wantFault(t, c.err(), c.path, c.code) })
		if after, _ := c.of.MarshalBinary(); !bytes.Equal(before, after) {
			t.Errorf("%s: %x became %x", c.name, before, after)
		}
	}
	needs(t, most.Remove(early, 2))
	if needs(t, most.Merge(one)); most.N() != math.MaxInt64 || timesOf(t, most, late) != 3 {
		t.Errorf("%d, %d late", most.N(), timesOf(t, most, late))
	}
}

func TestFrequenciesBytesThatAreRefused(t *testing.T) {
	most := string(binary.AppendUvarint(nil, math.MaxInt64))
	tooMany := string(binary.AppendUvarint(nil, math.MaxInt64+1))
	for name, c := range map[string]struct {
		data string
		path string
		code logistics.FaultCode
	}{
		"nothing":                 {"", "", badSyntax},
		"another letter":          {"R\x01", "", badSyntax},
		"another version":         {"F\x02", "", unsupported},
		"an id of nothing":        {"F\x01\x00\x01", "", required},
		"an id too long":          {"F\x01\x41" + strings.Repeat("a", 65) + "\x01", "", tooLong},
		"ends within an id":       {"F\x01\xffabc", "", badSyntax},
		"no text":                 {"F\x01\x01", "", badSyntax},
		"no count":                {"F\x01\x01a", "", badSyntax},
		"a count of nothing":      {"F\x01\x01a\x00", "", badSyntax},
		"a count without its end": {"F\x01\x01a\x80", "", badSyntax},
		"a count too long":        {"F\x01\x01a\x81\x00", "", badSyntax},
		"a count too large":       {"F\x01\x01a" + tooMany, "", badSyntax},
		"a sum too large":         {"F\x01\x01a" + most + "\x01b\x01", "/count", outOfRange},
		"out of order":            {"F\x01\x01b\x01\x01a\x01", "", badSyntax},
		"an id twice":             {"F\x01\x01a\x01\x01a\x01", "", badSyntax},
		"a scheme before host":    {"F\x01\x11gln:4012345000023\x01\x01z\x01", "", badSyntax},
		"host where it is not":    {"F\x01\x06host:a\x01", "", badSyntax},
		"a GTIN not of 14 digits": {"F\x01\x12gtin:6291041500213\x01", "", badSyntax},
		"a wrong check digit":     {"F\x01\x11gln:4012345000024\x01", "", logistics.FaultCheckDigit},
		"not UTF-8":               {"F\x01\x01\xff\x01", "", badEncoding},
		"bytes behind":            {"F\x01\x01a\x01\x05", "", badSyntax},
	} {
		var f count.Frequencies
		needs(t, f.Add(logistics.MustID("x"), 1))
		if err := f.UnmarshalBinary([]byte(c.data)); !isFault(err, c.path, c.code) {
			t.Errorf("%s: %v, want %s at %q", name, err, c.code, c.path)
		}
		if f.N() != 1 || timesOf(t, f, logistics.MustID("x")) != 1 {
			t.Errorf("%s: the target was changed", name)
		}
	}
}

func FuzzFrequenciesUnmarshal(f *testing.F) {
	for _, data := range []string{
		"F\x01", "F\x01\x01a\x01\x01b\x81\x01", "F\x01\x04late\x02\x08host:a:b\x01",
		"F\x01\x13gtin:06291041500213\xac\x02",
		"F\x01\x01a\xff\xff\xff\xff\xff\xff\xff\xff\x7f", "F\x01\xff",
	} {
		f.Add([]byte(data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var c count.Frequencies
		if c.UnmarshalBinary(data) != nil {
			return
		}
		if back, err := c.MarshalBinary(); err != nil || !bytes.Equal(back, data) {
			t.Fatalf("%x was read and is written as %x, %v", data, back, err)
		}
		sum := int64(0)
		for _, one := range topOf(t, c, c.Distinct()) {
			sum += one.Count
		}
		if sum != c.N() {
			t.Fatalf("%d in %v", c.N(), topOf(t, c, c.Distinct()))
		}
	})
}

func TestAddingToFrequenciesDoesNotAllocate(t *testing.T) {
	var f count.Frequencies
	for _, id := range subjects {
		needs(t, f.Add(id, 2))
	}
	more := f.Clone()
	needs(t, f.Merge(more))
	if n := testing.AllocsPerRun(100, func() {
		needs(t, f.Add(subjects[1], 3))
		needs(t, f.Remove(subjects[1], 3))
		needs(t, f.Merge(more))
		needs(t, f.Sub(more))
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// BenchmarkFrequencies adds lines of 5,000 customers, and looks for the ten with most.
func BenchmarkFrequencies(b *testing.B) {
	_, ids, entries := crowd(b)
	var f count.Frequencies
	for _, id := range ids {
		if err := f.Add(id, 1); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("add", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			if err := f.Add(ids[entries[i%len(entries)].Subject], 1); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
	})
	b.Run("top 10", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if top, err := f.Top(10); err != nil || len(top) != 10 {
				b.Fatal("fewer", err)
			}
		}
	})
}
