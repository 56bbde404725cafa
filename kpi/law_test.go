package kpi_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
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

// monoid is what the accumulators have in common.
type monoid[T any] struct {
	of    func(t *rapid.T, lines []line) T
	merge func(t *rapid.T, a, b T) T // neither is changed
	bytes func(t *rapid.T, a T) string
}

func need(t *rapid.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func proportions() monoid[kpi.Proportion] {
	return monoid[kpi.Proportion]{
		of: func(t *rapid.T, lines []line) (p kpi.Proportion) {
			for _, l := range lines {
				if l.code != "" {
					need(t, p.Exclude(l.code, 1))
				} else {
					need(t, p.Add(l.num, l.den))
				}
			}
			return p
		},
		merge: func(t *rapid.T, a, b kpi.Proportion) kpi.Proportion {
			need(t, a.Merge(b))
			return a
		},
		bytes: func(t *rapid.T, p kpi.Proportion) string {
			data, err := p.MarshalBinary()
			need(t, err)
			return string(data)
		},
	}
}

func moments() monoid[kpi.Moments] {
	return monoid[kpi.Moments]{
		of: func(t *rapid.T, lines []line) (m kpi.Moments) {
			for _, l := range lines {
				need(t, m.Add((l.num-l.den/2)<<40))
			}
			return m
		},
		merge: func(t *rapid.T, a, b kpi.Moments) kpi.Moments {
			need(t, a.Merge(b))
			return a
		},
		bytes: func(t *rapid.T, m kpi.Moments) string {
			data, err := m.MarshalBinary()
			need(t, err)
			return string(data)
		},
	}
}

func cubes(m kpi.Metric) monoid[*kpi.Cube] {
	empty := func(t *rapid.T) *kpi.Cube {
		c, err := kpi.NewCube(m, months)
		need(t, err)
		return c
	}
	return monoid[*kpi.Cube]{
		of: func(t *rapid.T, lines []line) *kpi.Cube {
			c := empty(t)
			for _, l := range lines {
				need(t, fill(c, l))
			}
			return c
		},
		merge: func(t *rapid.T, a, b *kpi.Cube) *kpi.Cube {
			c := empty(t)
			need(t, c.Merge(a))
			need(t, c.Merge(b))
			return c
		},
		bytes: figures,
	}
}

func fill(c *kpi.Cube, l line) error {
	if l.code != "" {
		return c.Exclude(l.subject, l.date, l.code)
	}
	return c.Add(l.subject, l.date, l.num, l.den)
}

func figures(t *rapid.T, c *kpi.Cube) string {
	data, err := json.Marshal(c.Observations())
	need(t, err)
	return string(data)
}

// each runs a law over every accumulator; a law that needs another shape is written out.
func each(t *testing.T, proportion func(*rapid.T, monoid[kpi.Proportion]), moment func(*rapid.T, monoid[kpi.Moments]), cube func(*rapid.T, monoid[*kpi.Cube])) {
	t.Run("Proportion", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) { proportion(t, proportions()) })
	})
	t.Run("Moments", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) { moment(t, moments()) })
	})
	for _, id := range []string{"on_time_delivery", "order_cycle_time"} {
		m := metric(t, id)
		t.Run("Cube of "+id, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { cube(t, cubes(m)) })
		})
	}
}

func draw(t *rapid.T, label string) []line { return rapid.SliceOfN(anyLine(), 0, 20).Draw(t, label) }

func identity[T any](t *rapid.T, m monoid[T]) {
	a, none := m.of(t, draw(t, "lines")), m.of(t, nil)
	if got := m.bytes(t, m.merge(t, a, none)); got != m.bytes(t, a) {
		t.Fatalf("with nothing on the right: %q", got)
	}
	if got := m.bytes(t, m.merge(t, none, a)); got != m.bytes(t, a) {
		t.Fatalf("with nothing on the left: %q", got)
	}
}

func TestMergeHasAnIdentity(t *testing.T) {
	each(t, identity[kpi.Proportion], identity[kpi.Moments], identity[*kpi.Cube])
}

func commutative[T any](t *rapid.T, m monoid[T]) {
	a, b := m.of(t, draw(t, "a")), m.of(t, draw(t, "b"))
	if x, y := m.bytes(t, m.merge(t, a, b)), m.bytes(t, m.merge(t, b, a)); x != y {
		t.Fatalf("a+b %q, b+a %q", x, y)
	}
}

func TestMergeIsCommutative(t *testing.T) {
	each(t, commutative[kpi.Proportion], commutative[kpi.Moments], commutative[*kpi.Cube])
}

func associative[T any](t *rapid.T, m monoid[T]) {
	a, b, c := m.of(t, draw(t, "a")), m.of(t, draw(t, "b")), m.of(t, draw(t, "c"))
	x := m.bytes(t, m.merge(t, m.merge(t, a, b), c))
	y := m.bytes(t, m.merge(t, a, m.merge(t, b, c)))
	if x != y {
		t.Fatalf("(a+b)+c %q, a+(b+c) %q", x, y)
	}
}

func TestMergeIsAssociative(t *testing.T) {
	each(t, associative[kpi.Proportion], associative[kpi.Moments], associative[*kpi.Cube])
}

// partition deals the lines to shards and merges the shards as a tree of any shape.
func partition[T any](t *rapid.T, m monoid[T]) {
	lines := draw(t, "lines")
	shards := make([][]line, rapid.IntRange(1, 5).Draw(t, "shards"))
	for _, l := range lines {
		i := rapid.IntRange(0, len(shards)-1).Draw(t, "shard")
		shards[i] = slices.Insert(shards[i], rapid.IntRange(0, len(shards[i])).Draw(t, "place"), l)
	}
	parts := make([]T, len(shards))
	for i, shard := range shards {
		parts[i] = m.of(t, shard)
	}
	for len(parts) > 1 {
		i := rapid.IntRange(0, len(parts)-2).Draw(t, "pair")
		parts[i] = m.merge(t, parts[i+1], parts[i])
		parts = slices.Delete(parts, i+1, i+2)
	}
	if got, want := m.bytes(t, parts[0]), m.bytes(t, m.of(t, lines)); got != want {
		t.Fatalf("in parts %q, at once %q", got, want)
	}
}

func TestAnyPartitionGivesTheSameBytes(t *testing.T) {
	each(t, partition[kpi.Proportion], partition[kpi.Moments], partition[*kpi.Cube])
}

func TestRemovalInvertsAdding(t *testing.T) {
	each(
		t,
		func(t *rapid.T, m monoid[kpi.Proportion]) {
			kept, gone := draw(t, "kept"), draw(t, "gone")
			p := m.of(t, append(slices.Clone(gone), kept...))
			for _, l := range gone {
				if l.code != "" {
					need(t, p.Exclude(l.code, -1))
				} else {
					need(t, p.Remove(l.num, l.den))
				}
			}
			same(t, m, p, m.of(t, kept))
		},
		func(t *rapid.T, m monoid[kpi.Moments]) {
			kept, gone := draw(t, "kept"), draw(t, "gone")
			p := m.of(t, append(slices.Clone(gone), kept...))
			for _, l := range gone {
				need(t, p.Remove((l.num-l.den/2)<<40))
			}
			same(t, m, p, m.of(t, kept))
		},
		func(t *rapid.T, m monoid[*kpi.Cube]) {
			kept, gone := draw(t, "kept"), draw(t, "gone")
			c := m.of(t, append(slices.Clone(gone), kept...))
			for _, l := range gone {
				need(t, c.RemoveObservation(observed(t, c.Metric(), l)))
			}
			same(t, m, c, m.of(t, kept))
		},
	)
}

// observed is a line as an observation of its day.
func observed(t *rapid.T, m kpi.Metric, l line) logistics.Observation {
	day, err := logistics.NewPeriod(l.date, l.date.AddDays(1))
	need(t, err)
	o := logistics.Observation{
		Metric: m.ID, Version: m.Version, Subject: l.subject, Period: day, Num: l.num, Den: l.den, Unit: m.Unit, Scale: m.Scale,
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
	rapid.Check(t, func(t *rapid.T) {
		lines, more := draw(t, "lines"), draw(t, "more")
		p, q := proportions().of(t, lines), proportions().of(t, more)
		before := p
		need(t, p.Merge(q))
		need(t, p.Sub(q))
		same(t, proportions(), p, before)

		m, n := moments().of(t, lines), moments().of(t, more)
		was := m
		need(t, m.Merge(n))
		need(t, m.Sub(n))
		if m != was {
			t.Fatalf("%v, was %v", m, was)
		}
	})
}

func TestACopyIsIndependent(t *testing.T) {
	var p kpi.Proportion
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
