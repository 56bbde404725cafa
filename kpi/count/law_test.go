package count_test

import (
	"encoding"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
	"pgregory.net/rapid"
)

// line is one fact, whatever accumulates it: cases of a subject on a day, or one left out by a code.
type line struct {
	subject  logistics.ID
	date     logistics.Date
	num, den int64
	code     string
}

var (
	subjects = []logistics.ID{logistics.MustID("C-1"), logistics.MustID("C-2"), logistics.MustID("C-3")}
	newYear  = logistics.MustDate("2025-01-01")
	months   = logistics.PeriodRule{Kind: logistics.EveryMonth, Zone: "Europe/Vienna"}
)

func metric(t testing.TB, id string) kpi.Metric {
	t.Helper()
	m, ok := kpi.Lookup(logistics.MustID(id))
	if !ok {
		t.Fatalf("no standard metric %s", id)
	}
	return m
}

func anyLine() *rapid.Generator[line] {
	return rapid.Custom(func(t *rapid.T) line {
		l := line{
			subject: rapid.SampledFrom(subjects).Draw(t, "subject"),
			date:    newYear.AddDays(rapid.IntRange(0, 120).Draw(t, "day")),
			code:    rapid.SampledFrom([]string{"", "", "", "waived", "not_due", "undetermined"}).Draw(t, "code"),
		}
		if l.code == "" {
			l.den = rapid.Int64Range(1, 50).Draw(t, "den")
			l.num = rapid.Int64Range(0, l.den).Draw(t, "num")
		}
		return l
	})
}

// monoid is what the accumulators have in common. No verb here changes what it is given.
type monoid[T any] struct {
	of      func(t *rapid.T, lines []line) T
	merge   func(t *rapid.T, a, b T) T
	sub     func(t *rapid.T, a, b T) T // nil where there is none
	without func(t *rapid.T, a T, lines []line) T
	bytes   func(t *rapid.T, a T) string
	read    func(t *rapid.T, data string) T // nil where there is none
}

func need(t *rapid.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// accumulator is the pointer to one that has its own bytes.
type accumulator[T any] interface {
	*T
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
	Merge(T) error
	Sub(T) error
}

// accumulating makes a monoid of an accumulator that lines are put into, and taken out of.
func accumulating[T any, P accumulator[T]](clone func(T) T, put func(a P, l line, out bool) error) monoid[T] {
	all := func(t *rapid.T, a T, lines []line, out bool) T {
		for _, l := range lines {
			need(t, put(&a, l, out))
		}
		return a
	}
	return monoid[T]{
		of: func(t *rapid.T, lines []line) T {
			var a T
			return all(t, a, lines, false)
		},
		merge: func(t *rapid.T, a, b T) T {
			a = clone(a)
			need(t, P(&a).Merge(b))
			return a
		},
		sub: func(t *rapid.T, a, b T) T {
			a = clone(a)
			need(t, P(&a).Sub(b))
			return a
		},
		without: func(t *rapid.T, a T, lines []line) T { return all(t, clone(a), lines, true) },
		bytes: func(t *rapid.T, a T) string {
			data, err := P(&a).MarshalBinary()
			need(t, err)
			return string(data)
		},
		read: func(t *rapid.T, data string) T {
			var a T
			need(t, P(&a).UnmarshalBinary([]byte(data)))
			return a
		},
	}
}

func copied[T any](a T) T { return a }

func putProportion(p *count.Proportion, l line, out bool) error {
	switch {
	case l.code != "" && out:
		return p.Exclude(l.code, -1)
	case l.code != "":
		return p.Exclude(l.code, 1)
	case out:
		return p.Remove(l.num, l.den)
	}
	return p.Add(l.num, l.den)
}

func proportions() monoid[count.Proportion] {
	return accumulating(copied[count.Proportion], putProportion)
}

func putMoments(m *count.Moments, l line, out bool) error {
	if out {
		return m.Remove((l.num - l.den/2) << 40)
	}
	return m.Add((l.num - l.den/2) << 40)
}

func moments() monoid[count.Moments] {
	return accumulating(copied[count.Moments], putMoments)
}

func putHistogram(h *count.Histogram, l line, out bool) error {
	if out {
		return h.Remove((l.num - l.den/2) * 3)
	}
	return h.Add((l.num - l.den/2) * 3)
}

func histograms() monoid[count.Histogram] {
	return accumulating(count.Histogram.Clone, putHistogram)
}

func putPatterns(p *count.Patterns, l line, out bool) error {
	rights, err := logistics.RightsOf(uint8(l.den), uint8(l.den&l.num))
	if err != nil {
		return err
	}
	if out {
		return p.Remove(rights)
	}
	return p.Add(rights)
}

func counted() monoid[count.Patterns] {
	return accumulating(count.Patterns.Clone, putPatterns)
}

func putFrequencies(f *count.Frequencies, l line, out bool) error {
	id := logistics.MustID(l.subject.String() + strings.Repeat("+", int(l.num%3)))
	if out {
		return f.Remove(id, l.den+1)
	}
	return f.Add(id, l.den+1)
}

func frequencies() monoid[count.Frequencies] {
	return accumulating(count.Frequencies.Clone, putFrequencies)
}

func cubes(m kpi.Metric) monoid[*count.Cube] {
	empty := func(t *rapid.T) *count.Cube {
		c, err := count.NewCube(m, months)
		need(t, err)
		return c
	}
	return monoid[*count.Cube]{
		of: func(t *rapid.T, lines []line) *count.Cube {
			c := empty(t)
			for _, l := range lines {
				need(t, fill(c, l))
			}
			return c
		},
		merge: func(t *rapid.T, a, b *count.Cube) *count.Cube {
			c := empty(t)
			need(t, c.Merge(a))
			need(t, c.Merge(b))
			return c
		},
		without: func(t *rapid.T, a *count.Cube, lines []line) *count.Cube {
			c := empty(t)
			need(t, c.Merge(a))
			for _, l := range lines {
				need(t, c.RemoveObservation(observed(t, m, l)))
			}
			return c
		},
		bytes: figures,
	}
}

func fill(c *count.Cube, l line) error {
	if l.code != "" {
		return c.Exclude(l.subject, l.date, l.code)
	}
	return c.Add(l.subject, l.date, l.num, l.den)
}

func figures(t *rapid.T, c *count.Cube) string {
	data, err := json.Marshal(c.Observations())
	need(t, err)
	return string(data)
}

// anything forgets which accumulator it is, so that one law can go through all of them.
func anything[T any](m monoid[T]) monoid[any] {
	all := monoid[any]{
		of:      func(t *rapid.T, lines []line) any { return m.of(t, lines) },
		merge:   func(t *rapid.T, a, b any) any { return m.merge(t, a.(T), b.(T)) },
		without: func(t *rapid.T, a any, lines []line) any { return m.without(t, a.(T), lines) },
		bytes:   func(t *rapid.T, a any) string { return m.bytes(t, a.(T)) },
	}
	if m.sub != nil {
		all.sub = func(t *rapid.T, a, b any) any { return m.sub(t, a.(T), b.(T)) }
	}
	if m.read != nil {
		all.read = func(t *rapid.T, data string) any { return m.read(t, data) }
	}
	return all
}

// each runs a law over every accumulator.
func each(t *testing.T, law func(*rapid.T, monoid[any])) {
	for _, c := range []struct {
		name string
		m    monoid[any]
	}{
		{"Proportion", anything(proportions())},
		{"Moments", anything(moments())},
		{"Histogram", anything(histograms())},
		{"Patterns", anything(counted())},
		{"Frequencies", anything(frequencies())},
		{"Cube of a proportion", anything(cubes(metric(t, "on_time_delivery")))},
		{"Cube of a mean", anything(cubes(metric(t, "order_cycle_time")))},
	} {
		t.Run(c.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { law(t, c.m) })
		})
	}
}

func draw(t *rapid.T, label string) []line { return rapid.SliceOfN(anyLine(), 0, 20).Draw(t, label) }

func TestMergeHasAnIdentity(t *testing.T) {
	each(t, func(t *rapid.T, m monoid[any]) {
		a, none := m.of(t, draw(t, "lines")), m.of(t, nil)
		same(t, m, m.merge(t, a, none), a)
		same(t, m, m.merge(t, none, a), a)
	})
}

func TestMergeIsCommutative(t *testing.T) {
	each(t, func(t *rapid.T, m monoid[any]) {
		a, b := m.of(t, draw(t, "a")), m.of(t, draw(t, "b"))
		same(t, m, m.merge(t, a, b), m.merge(t, b, a))
	})
}

func TestMergeIsAssociative(t *testing.T) {
	each(t, func(t *rapid.T, m monoid[any]) {
		a, b, c := m.of(t, draw(t, "a")), m.of(t, draw(t, "b")), m.of(t, draw(t, "c"))
		same(t, m, m.merge(t, m.merge(t, a, b), c), m.merge(t, a, m.merge(t, b, c)))
	})
}

// The lines are dealt to shards, and the shards merged as a tree of any shape.
func TestAnyPartitionGivesTheSameBytes(t *testing.T) {
	each(t, func(t *rapid.T, m monoid[any]) {
		lines := draw(t, "lines")
		shards := make([][]line, rapid.IntRange(1, 5).Draw(t, "shards"))
		for _, l := range lines {
			i := rapid.IntRange(0, len(shards)-1).Draw(t, "shard")
			shards[i] = slices.Insert(shards[i], rapid.IntRange(0, len(shards[i])).Draw(t, "place"), l)
		}
		parts := make([]any, len(shards))
		for i, shard := range shards {
			parts[i] = m.of(t, shard)
		}
		for len(parts) > 1 {
			i := rapid.IntRange(0, len(parts)-2).Draw(t, "pair")
			parts[i] = m.merge(t, parts[i+1], parts[i])
			parts = slices.Delete(parts, i+1, i+2)
		}
		same(t, m, parts[0], m.of(t, lines))
	})
}

func TestRemovalInvertsAdding(t *testing.T) {
	each(t, func(t *rapid.T, m monoid[any]) {
		kept, gone := draw(t, "kept"), draw(t, "gone")
		all := m.of(t, append(slices.Clone(gone), kept...))
		same(t, m, m.without(t, all, gone), m.of(t, kept))
	})
}

// observed is a line as an observation of its day.
func observed(t *rapid.T, m kpi.Metric, l line) logistics.Observation {
	day, err := logistics.NewPeriod(l.date, l.date.AddDays(1))
	need(t, err)
	o := logistics.Observation{
		Metric: m.ID, Version: m.Version, Subject: l.subject, Period: day, Num: l.num, Den: l.den, Unit: m.Unit,
		Scale: m.Scale,
	}
	if l.code != "" {
		o = o.Excluding(l.code, 1)
	}
	return o
}

func same[T any](t *rapid.T, m monoid[T], got, want T) {
	t.Helper()
	if x, y := m.bytes(t, got), m.bytes(t, want); x != y {
		t.Fatalf("got %q, want %q", x, y)
	}
}

func TestSubInvertsMerge(t *testing.T) {
	each(t, func(t *rapid.T, m monoid[any]) {
		if m.sub == nil {
			return
		}
		a, b := m.of(t, draw(t, "a")), m.of(t, draw(t, "b"))
		same(t, m, m.sub(t, m.merge(t, a, b), b), a)
		same(t, m, m.sub(t, a, a), m.of(t, nil))
	})
}

func TestBinaryInvertsItself(t *testing.T) {
	each(t, func(t *rapid.T, m monoid[any]) {
		if m.read == nil {
			return
		}
		a, b := m.of(t, draw(t, "a")), m.of(t, draw(t, "b"))
		back := m.read(t, m.bytes(t, a))
		same(t, m, back, a)
		same(t, m, m.merge(t, back, b), m.merge(t, a, b)) // and it is whole: it counts on
	})
}

// TestAListOfCodesIsFresh whoever changes it.
func TestAListOfCodesIsFresh(t *testing.T) {
	var p count.Proportion
	if err := p.Exclude("waived", 1); err != nil {
		t.Fatal(err)
	}
	copied := p
	if err := copied.Exclude("waived", 4); err != nil {
		t.Fatal(err)
	}
	p.Excluded()[0].Count = 99
	if got := p.Excluded()[0].Count; got != 1 {
		t.Errorf("the original counts %d", got)
	}
}
