package count_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi"
	"github.com/logicrm/logistics/kpi/count"
)

func cubeOf(t *rapid.T, rule logistics.PeriodRule, lines []line) *count.Cube {
	c, err := count.NewCube(cubeMetric(t), rule)
	need(t, err)
	for _, l := range lines {
		need(t, fill(c, l))
	}
	return c
}

func written(t *rapid.T, of interface{ MarshalBinary() ([]byte, error) }) []byte {
	data, err := of.MarshalBinary()
	need(t, err)
	return data
}

// TestCubesMergeAcrossMachines: what is merged from the bytes of parts, in whatever way the lines are split and
// ordered, has the bytes of one cube that counted all lines.
func TestCubesMergeAcrossMachines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := logistics.PeriodRule{
			Kind: rapid.SampledFrom([]logistics.PeriodKind{
				logistics.EveryDay, logistics.EveryMonth, logistics.FourFourFive,
			}).Draw(t, "kind"),
			Zone: "Europe/Vienna",
		}
		if rule.Kind == logistics.FourFourFive {
			rule.YearStart = logistics.MustDate("2025-01-26")
		}
		lines := rapid.SliceOfN(anyLine(), 0, 30).Draw(t, "lines")
		whole := cubeOf(t, rule, lines)
		mixed := rapid.Permutation(lines).Draw(t, "order")
		cut := rapid.IntRange(0, len(lines)).Draw(t, "cut")
		here, there := cubeOf(t, rule, mixed[:cut]), cubeOf(t, rule, mixed[cut:])
		var read count.Cube
		need(t, read.UnmarshalBinary(written(t, there)))
		need(t, here.Merge(&read))
		if got, want := written(t, here), written(t, whole); !bytes.Equal(got, want) {
			t.Fatalf("%x, want %x", got, want)
		}
		if a, b := whole.Observations(), here.Observations(); !reflect.DeepEqual(a, b) {
			t.Fatalf("%v, want %v", b, a)
		}
		replaced := cubeOf(t, rule, mixed)
		need(t, replaced.UnmarshalBinary(written(t, there)))
		if !bytes.Equal(written(t, replaced), written(t, there)) {
			t.Fatal("what was counted before is not replaced")
		}
	})
}

// TestCountersMergeAcrossMachines: as cubes do, for every metric there is, and rows that were prepared before still
// go out.
func TestCountersMergeAcrossMachines(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		metrics := everyCounting()
		cases := rapid.SliceOfN(anyCase(), 0, 12).Draw(r, "cases")
		cut := rapid.IntRange(0, len(cases)).Draw(r, "cut")
		whole, here, there := newCounter(t, metrics...), newCounter(t, metrics...), newCounter(t, metrics...)
		need(r, whole.Add(prepared(r, whole, rapid.Permutation(cases).Draw(r, "order"))))
		rows := prepared(r, here, cases[:cut])
		need(r, here.Add(rows))
		need(r, there.Add(prepared(r, there, cases[cut:])))
		read := newCounter(t, metrics...)
		need(r, read.UnmarshalBinary(written(r, there)))
		need(r, read.Merge(here))
		if got, want := written(r, read), written(r, whole); !bytes.Equal(got, want) {
			r.Fatalf("%x, want %x", got, want)
		}
		if diff := cmp.Diff(figuresOf(r, whole), figuresOf(r, read)); diff != "" {
			r.Fatal(diff)
		}
		need(r, here.UnmarshalBinary(written(r, whole)))
		need(r, here.Remove(rows))
		if diff := cmp.Diff(figuresOf(r, there), figuresOf(r, here)); diff != "" {
			r.Fatal(diff)
		}
	})
}

// TestOtherBytesAreRefused changes a byte, or cuts: what is still read is written again as it was.
func TestOtherBytesAreRefused(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := cubeOf(r, months, rapid.SliceOfN(anyLine(), 0, 8).Draw(r, "lines"))
		counter := newCounter(t, everyCounting()[:2]...)
		need(r, counter.Add(prepared(r, counter, rapid.SliceOfN(anyCase(), 0, 4).Draw(r, "cases"))))
		for i, of := range []interface {
			MarshalBinary() ([]byte, error)
			UnmarshalBinary([]byte) error
		}{c, counter} {
			before := written(r, of)
			data := slices.Clone(before)
			at := rapid.IntRange(0, len(data)-1).Draw(r, "at")
			switch rapid.IntRange(0, 2).Draw(r, "how") {
			case 0:
				data = data[:at]
			case 1:
				data[at] = rapid.Byte().Draw(r, "byte")
			default:
				data = slices.Insert(data, at, rapid.Byte().Draw(r, "byte"))
			}
			err := of.UnmarshalBinary(data)
			after := written(r, of)
			if err != nil && !bytes.Equal(after, before) {
				r.Fatalf("%x was refused and left %x", data, after)
			}
			var fresh count.Cube // takes names and targets from the bytes; the other keeps its own
			if err := fresh.UnmarshalBinary(data); i == 0 && err == nil && !bytes.Equal(written(r, &fresh), data) {
				r.Fatalf("%x was read and is written as %x", data, written(r, &fresh))
			}
		}
	})
}

// frozenCube has figures of every sort.
func frozenCube(t *testing.T) *count.Cube {
	t.Helper()
	c := newCube(t, "on_time_delivery", logistics.EveryMonth)
	needs(t, c.Add(subjects[1], newYear.AddDays(200), 1, 300))
	needs(t, c.Add(subjects[1], newYear, 38, 40))
	needs(t, c.Exclude(subjects[1], newYear, "waived"))
	needs(t, c.Exclude(subjects[0], logistics.MustDate("0001-01-01"), "not_due"))
	needs(t, c.Add(subjects[2], logistics.MustDate("9999-10-31"), math.MaxInt64, math.MaxInt64))
	return c
}

func TestWireBytesOfCubesAndCounters(t *testing.T) {
	data, err := frozenCube(t).MarshalBinary()
	needs(t, err)
	golden.Frozen(t, "testdata/wire/v1/cube.bin", data)
	c := newCounter(t, everyCounting()...)
	row, err := c.Prepare(lineCase(), midFebruary)
	needs(t, err)
	needs(t, c.Add([]count.Row{row, row}))
	data, err = c.MarshalBinary()
	needs(t, err)
	golden.Frozen(t, "testdata/wire/v1/counter.bin", data)
}

func TestBytesOfCubesThatAreRefused(t *testing.T) {
	data, err := frozenCube(t).MarshalBinary()
	needs(t, err)
	long := slices.Concat(data[:2], []byte{data[2] | 0x80, data[3] | 0x80, 0}, data[4:]) // a longer length
	for name, c := range map[string]struct {
		data []byte
		path string
		code logistics.FaultCode
	}{
		"nothing":               {nil, "", badSyntax},
		"an accumulator":        {word("P\x01", 1, 2), "", badSyntax},
		"another version":       {[]byte("C\x02"), "", unsupported},
		"no metric":             {[]byte("C\x01\x00\x00\x00"), "", badSyntax},
		"a length of the world": {binary.AppendUvarint([]byte("C\x01"), math.MaxUint64), "", badSyntax},
		"a number too long":     {long, "", badSyntax},
		"a byte too few":        {data[:len(data)-1], "", badSyntax},
		"a byte too many":       {append(slices.Clone(data), 0), "", badSyntax},
	} {
		cube := frozenCube(t)
		if err := cube.UnmarshalBinary(c.data); !isFault(err, c.path, c.code) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
		if after, _ := cube.MarshalBinary(); !bytes.Equal(after, data) {
			t.Errorf("%s: the target was changed", name)
		}
	}
	wantFault(t, newCube(t, "in_full", logistics.EveryMonth).UnmarshalBinary(data), "/metric/metric", mismatch)
	wantFault(t, newCube(t, "on_time_delivery", logistics.EveryDay).UnmarshalBinary(data), "/rule", mismatch)
	made := frozenCube(t)
	copied := *made
	wantFault(t, copied.UnmarshalBinary(data), "", unsupported)
	_, err = (*count.Cube)(nil).MarshalBinary()
	wantFault(t, err, "", unsupported)
	_, err = new(count.Cube).MarshalBinary()
	wantFault(t, err, "", unsupported)
}

func TestBytesOfCountersThatAreRefused(t *testing.T) {
	late := metricOf("late", kpi.KindMean, kpi.Counting{Numerator: "hours"})
	c := newCounter(t, late)
	counted := func(num int64, code string) []byte {
		cube, err := count.NewCube(late, months)
		needs(t, err)
		needs(t, cube.Add(subjects[0], newYear, num, 1))
		needs(t, cube.Exclude(subjects[0], newYear, code))
		data, err := cube.MarshalBinary()
		needs(t, err)
		return append(binary.AppendUvarint([]byte("K\x01\x01"), uint64(len(data))), data...)
	}
	needs(t, c.UnmarshalBinary(counted(-7, "waived")))
	before, err := c.MarshalBinary()
	needs(t, err)
	if !bytes.Equal(before, counted(-7, "waived")) {
		t.Errorf("%x", before)
	}
	for name, f := range map[string]struct {
		data []byte
		path string
		code logistics.FaultCode
	}{
		"a cube":             {before[4:], "", badSyntax},
		"no metrics":         {[]byte("K\x01\x00"), "/metrics", mismatch},
		"a metric of none":   {[]byte("K\x01\x01\x00"), "/metrics/0", badSyntax},
		"a byte too many":    {append(slices.Clone(before), 0), "", badSyntax},
		"a number too long":  {slices.Concat([]byte("K\x01\x81\x00"), before[3:]), "", badSyntax},
		"the lowest number":  {counted(math.MinInt64, "waived"), "/metrics/0/num", outOfRange},
		"a code of the host": {counted(1, "strike"), "/metrics/0/excluded", unheardOf},
	} {
		if err := c.UnmarshalBinary(f.data); !isFault(err, f.path, f.code) {
			t.Errorf("%s: %v, want %s at %s", name, err, f.code, f.path)
		}
		if after, _ := c.MarshalBinary(); !bytes.Equal(after, before) {
			t.Errorf("%s: the target was changed", name)
		}
	}
	other := newCounter(t, metricOf("early", kpi.KindMean, kpi.Counting{Numerator: "hours"}))
	wantFault(t, other.UnmarshalBinary(before), "/metrics/0/metric/metric", mismatch)
	wantFault(t, new(count.Counter).UnmarshalBinary(before), "", unsupported)
	_, err = new(count.Counter).MarshalBinary()
	wantFault(t, err, "", unsupported)
}

// TestSumsAfterBytesStillFit: the greatest figure that was read counts for what may be added.
func TestSumsAfterBytesStillFit(t *testing.T) {
	m := metricOf("ordered", kpi.KindMean, kpi.Counting{Numerator: "ordered"})
	m.Unit, m.Scale = logistics.Each(), 0
	c := newCounter(t, m)
	x := lineCase()
	x.Counts = map[string]int64{"ordered": math.MaxInt64 - 1}
	row, err := c.Prepare(x, midFebruary)
	needs(t, err)
	needs(t, c.Add([]count.Row{row}))
	data, err := c.MarshalBinary()
	needs(t, err)
	needs(t, c.UnmarshalBinary(data))
	wantFault(t, c.Add([]count.Row{row}), "/rows/0", outOfRange)
}

func FuzzCubeUnmarshal(f *testing.F) {
	c := newCube(f, "on_time_delivery", logistics.EveryMonth)
	for _, d := range []int{0, 40, 400} {
		if err := c.Add(subjects[0], newYear.AddDays(d), 1, 2); err != nil {
			f.Fatal(err)
		}
		data, err := c.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var c count.Cube
		if c.UnmarshalBinary(data) != nil {
			return
		}
		if again, err := c.MarshalBinary(); err != nil || !bytes.Equal(again, data) {
			t.Fatalf("%x was read and is written as %x, %v", data, again, err)
		}
		c.Observations()
	})
}

func FuzzCounterUnmarshal(f *testing.F) {
	metrics := everyCounting()
	c := newCounter(f, metrics...)
	for range 3 {
		data, err := c.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		row, err := c.Prepare(lineCase(), midFebruary)
		if err == nil {
			err = c.Add([]count.Row{row})
		}
		if err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, again := newCounter(t, metrics...), newCounter(t, metrics...)
		if c.UnmarshalBinary(data) != nil {
			return
		}
		first, err := c.MarshalBinary()
		if err != nil || again.UnmarshalBinary(first) != nil {
			t.Fatalf("%x was read and is written as %x, %v", data, first, err)
		}
		if twice, err := again.MarshalBinary(); err != nil || !bytes.Equal(twice, first) {
			t.Fatalf("%x and %x, %v", first, twice, err)
		}
	})
}

// TestCountersAndCubesAgreeOnWhatBelongsTogether: a name or a target is no other count, in either; another counting is.
func TestCountersAndCubesAgreeOnWhatBelongsTogether(t *testing.T) {
	for name, change := range map[string]func(*kpi.Metric){
		"name": func(m *kpi.Metric) {
			m.Name = "Other"
		}, "target": func(m *kpi.Metric) { m.Target = logistics.MustRatio("99%") },
		"counting": func(m *kpi.Metric) {
			m.Counting.Good = "right_place"
		}, "version": func(m *kpi.Metric) { m.Version++ },
	} {
		one := metric(t, "on_time_delivery")
		two := one
		change(&two)
		a, errA := count.NewCounter(months, logistics.ZoneMap{"Europe/Vienna": time.UTC}, one)
		b, errB := count.NewCounter(months, logistics.ZoneMap{"Europe/Vienna": time.UTC}, two)
		c, errC := count.NewCube(one, months)
		d, errD := count.NewCube(two, months)
		if err := errors.Join(errA, errB, errC, errD); err != nil {
			t.Fatal(err)
		}
		counters, cubes := a.Merge(b), c.Merge(d)
		if (counters == nil) != (cubes == nil) || (cubes == nil) != (name == "name" || name == "target") {
			t.Errorf("another %s: counters %v, cubes %v", name, counters, cubes)
		}
	}
}
