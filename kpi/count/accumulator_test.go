package count_test

import (
	"bytes"
	"encoding"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi/count"
	"pgregory.net/rapid"
)

// isFault reports whether err holds a fault of the path and code.
func isFault(err error, path string, code logistics.FaultCode) bool {
	var many logistics.Faults
	if errors.As(err, &many) {
		for _, e := range many {
			if e.Path == path && e.Code == code {
				return true
			}
		}
	}
	var one *logistics.FieldError
	return errors.As(err, &one) && one.Path == path && one.Code == code
}

func wantFault(t *testing.T, err error, path string, code logistics.FaultCode) {
	t.Helper()
	if !isFault(err, path, code) {
		t.Errorf("got %v, want %s at %q", err, code, path)
	}
}

// naive keeps every value and computes in fractions of any size.
type naive []int64

func (n naive) sum() *big.Int {
	sum := new(big.Int)
	for _, x := range n {
		sum.Add(sum, big.NewInt(x))
	}
	return sum
}

func (n naive) variance() float64 {
	mean := new(big.Rat).SetFrac(n.sum(), big.NewInt(int64(len(n))))
	total := new(big.Rat)
	for _, x := range n {
		off := new(big.Rat).Sub(new(big.Rat).SetInt64(x), mean)
		total.Add(total, off.Mul(off, off))
	}
	f, _ := total.Quo(total, new(big.Rat).SetInt64(int64(len(n)-1))).Float64()
	return f
}

func anyValue() *rapid.Generator[int64] {
	return rapid.OneOf(
		rapid.Int64Range(-100, 100), rapid.Int64(),
		rapid.SampledFrom([]int64{math.MinInt64, math.MinInt64 + 1, math.MaxInt64, 0, -1, 1 << 32}),
	)
}

func TestMomentsAgreeWithExactFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := naive(rapid.SliceOfN(anyValue(), 0, 12).Draw(t, "values"))
		var m count.Moments
		full := false
		var kept naive
		for _, x := range values {
			// Four squares of -2^63 are one more than 128 bits hold; nothing of them may stick.
			if before := m; m.Add(x) != nil {
				full = true
				if m != before {
					t.Fatal("changed by a value that was refused")
				}
				continue
			}
			kept = append(kept, x)
		}
		if full && len(kept) < 3 {
			t.Fatal("refused too early")
		}
		if m.N() != int64(len(kept)) {
			t.Fatalf("n = %d, want %d", m.N(), len(kept))
		}
		mean, err := m.Mean()
		switch sum := kept.sum(); {
		case !sum.IsInt64():
			if !isFault(err, "", outOfRange) {
				t.Fatalf("the sum %v does not fit, but the mean is %v, %v", sum, mean, err)
			}
		case err != nil || mean.Num() != sum.Int64() || mean.Den() != int64(len(kept)):
			t.Fatalf("mean %v, %v; want %v/%d", mean, err, sum, len(kept))
		}
		got, ok := m.Variance()
		if ok != (len(kept) >= 2) {
			t.Fatalf("a variance of %d values: %v", len(kept), ok)
		}
		if ok && got != kept.variance() {
			t.Fatalf("variance %v, want %v", got, kept.variance())
		}
	})
}

// word appends big-endian numbers to a head.
func word(head string, numbers ...uint64) []byte {
	data := []byte(head)
	for _, n := range numbers {
		data = binary.BigEndian.AppendUint64(data, n)
	}
	return data
}

func TestMomentsBytesThatAreRefused(t *testing.T) {
	const minusOne = math.MaxUint64
	for name, c := range map[string]struct {
		data []byte
		code logistics.FaultCode
	}{
		"nothing":                      {nil, badSyntax},
		"another letter":               {word("P\x01", 0, 0, 0, 0, 0), badSyntax},
		"another version":              {word("M\x02", 0, 0, 0, 0, 0), unsupported},
		"too short":                    {word("M\x01", 0, 0, 0, 0), badSyntax},
		"too long":                     {append(word("M\x01", 0, 0, 0, 0, 0), 0), badSyntax},
		"a sum of no values":           {word("M\x01", 0, 0, 1, 0, 1), conflict},
		"squares of no values":         {word("M\x01", 0, 0, 0, 0, 5), conflict},
		"the lowest sum there is":      {word("M\x01", math.MaxInt64, 1<<63, 0, minusOne, minusOne), conflict},
		"values below zero in number":  {word("M\x01", minusOne, 0, 0, 0, 0), conflict},
		"a sum too large to square":    {word("M\x01", 2, 1<<62, 0, 0, 1), conflict},
		"a sum too low to square":      {word("M\x01", 2, 1<<63, 0, 0, 1), conflict},
		"squares below the square":     {word("M\x01", 1, 0, 2, 0, 3), conflict},
		"squares below, negative sum":  {word("M\x01", 2, minusOne, minusOne-3, 0, 7), conflict},
		"large squares below, 128 bit": {word("M\x01", 1, 1<<61, 5, 1<<60, 5), conflict},
	} {
		m := count.Moments{}
		_ = m.Add(7)
		before := m
		if err := m.UnmarshalBinary(c.data); !isFault(err, "", c.code) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
		if m != before {
			t.Errorf("%s: the target was changed", name)
		}
	}
}

func TestProportionBytesThatAreRefused(t *testing.T) {
	head := func(num, den uint64, codes ...byte) []byte { return append(word("P\x01", num, den), codes...) }
	code := func(text string, n uint64) string {
		return string(word(string(rune(len(text)))+text, n))
	}
	for name, c := range map[string]struct {
		data []byte
		path string
		code logistics.FaultCode
	}{
		"nothing":             {nil, "", badSyntax},
		"another version":     {word("P\x09", 0, 0), "", unsupported},
		"too short":           {head(0, 0, 0), "", badSyntax},
		"more than cases":     {head(2, 1, 0, 0), "/num", conflict},
		"below zero":          {head(1<<63, 1, 0, 0), "/num", outOfRange},
		"cases below zero":    {head(0, 1<<63, 0, 0), "/den", outOfRange},
		"too many codes":      {head(0, 0, 0xff, 0xff), "/excluded", tooMany},
		"a code that is gone": {head(0, 0, 0, 1), "", badSyntax},
		"ends within a code":  {append(head(0, 0, 0, 1), 5, 'a'), "", badSyntax},
		"ends within a count": {append(head(0, 0, 0, 1), "\x05abcde\x00\x00"...), "", badSyntax},
		"a code of nothing":   {append(head(0, 0, 0, 1), code("", 1)...), "", required},
		"a count of nothing":  {append(head(0, 0, 0, 1), code("a", 0)...), "/excluded", outOfRange},
		"codes out of order":  {append(head(0, 0, 0, 2), code("b", 1)+code("a", 1)...), "", badSyntax},
		"a code twice":        {append(head(0, 0, 0, 2), code("a", 1)+code("a", 1)...), "", badSyntax},
		"bytes behind":        {append(head(0, 0, 0, 1), code("a", 1)+"x"...), "", badSyntax},
	} {
		var p count.Proportion
		if err := p.UnmarshalBinary(c.data); !isFault(err, c.path, c.code) {
			t.Errorf("%s: %v, want %s at %q", name, err, c.code, c.path)
		}
	}
}

// filled has as many codes as one figure may have, 'from' of them already counted.
func filled(t *testing.T, n int, prefix string) (p count.Proportion) {
	t.Helper()
	for i := range n {
		if err := p.Exclude(fmt.Sprintf("%s%04d", prefix, i), 1); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func TestFaultsOfProportions(t *testing.T) {
	most := int64(math.MaxInt64)
	var one, top count.Proportion
	if err := errors.Join(one.Add(1, 2), one.Exclude("late", 1), top.Add(0, most), top.Exclude(
		"late", most,
	)); err != nil {
		t.Fatal(err)
	}
	before, _ := one.MarshalBinary()
	for _, c := range []struct {
		name string
		err  error
		path string
		code logistics.FaultCode
	}{
		{"more than cases", one.Add(2, 1), "/num", conflict},
		{"cases below zero", one.Add(0, -1), "/den", outOfRange},
		{"below zero", one.Add(-1, 1), "/num", outOfRange},
		{"of no cases", one.Add(1, 0), "/num", conflict},
		{"too many cases", one.Add(0, most), "/den", outOfRange},
		{"merged cases", one.Merge(top), "/den", outOfRange},
		{"more taken out than there are", one.Remove(0, 3), "/den", conflict},
		{"more of the sort taken out", one.Remove(2, 2), "/num", conflict},
		{"fewer cases than of the sort left", one.Remove(0, 2), "/num", conflict},
		{"too much taken out", one.Sub(top), "/den", conflict},
		{"no code", one.Exclude("", 1), "", required},
		{"a code too long", one.Exclude(strings.Repeat("a", 65), 1), "", tooLong},
		{"left out too often", one.Exclude("late", most), "/excluded", outOfRange},
		{"taken out too often", one.Exclude("late", -2), "/excluded", conflict},
		{"taken out what was not there", one.Exclude("early", -1), "/excluded", conflict},
	} {
		t.Run(c.name, func(t *testing.T) { wantFault(t, c.err, c.path, c.code) })
	}
	full := filled(t, 1000, "a")
	wantFault(t, full.Exclude("b", 1), "/excluded", tooMany)
	wantFault(t, full.Merge(one), "/excluded", tooMany)
	if err := errors.Join(full.Exclude("a0000", -1), full.Exclude("b", 1), one.Exclude("nothing", 0)); err != nil {
		t.Error(err)
	}
	if after, _ := one.MarshalBinary(); !bytes.Equal(before, after) {
		t.Error("a refused call changed the proportion")
	}
	if r := (count.Proportion{}).Ratio(); !r.IsZero() {
		t.Errorf("nothing counted is %v", r)
	}
}

func TestFaultsOfMoments(t *testing.T) {
	var m count.Moments
	wantFault(t, m.Remove(1), "", conflict)
	if err := errors.Join(m.Add(3), m.Add(5)); err != nil {
		t.Fatal(err)
	}
	before := m
	wantFault(t, m.Remove(6), "", conflict)      // the squares fit, the sum does not
	wantFault(t, m.Remove(1<<40), "", conflict)  // the squares do not
	wantFault(t, m.Remove(-1<<63), "", conflict) // nor here
	if m != before {
		t.Error("a refused call changed the moments")
	}
	var most, halves count.Moments
	if err := most.UnmarshalBinary(word("M\x01", math.MaxInt64, 0, 0, 0, 0)); err != nil {
		t.Fatal(err)
	}
	wantFault(t, most.Merge(before), "", outOfRange)
	var nearly count.Moments
	if err := nearly.UnmarshalBinary(word("M\x01", math.MaxInt64-2, 0, 0, 0, 0)); err != nil {
		t.Fatal(err)
	}
	if err := nearly.Merge(before); err != nil || nearly.N() != math.MaxInt64 {
		t.Errorf("%d values, %v", nearly.N(), err)
	}
	for range 3 {
		if err := halves.Add(math.MinInt64); err != nil {
			t.Fatal(err)
		}
	}
	wantFault(t, halves.Add(math.MinInt64), "", outOfRange)
	if v, ok := most.Variance(); !ok || v != 0 {
		t.Errorf("as many zeros as there can be vary by %v, %v", v, ok)
	}
}

func TestAccumulatorWireBytes(t *testing.T) {
	var p count.Proportion
	var m count.Moments
	var h count.Histogram
	var c count.Patterns
	var f count.Frequencies
	kept := logistics.AllMet(logistics.RightTime, logistics.RightQuantity)
	late := kept.With(logistics.RightTime, logistics.Missed)
	if err := errors.Join(
		p.Add(9, 10), p.Exclude("waived", 2), p.Exclude("not_due", 1),
		m.Add(-3), m.Add(1<<40),
		h.Add(-40), h.Add(7), h.Add(7), h.Add(100_000),
		c.Add(late), c.Add(kept), c.Add(kept), c.Add(logistics.Rights{}),
		f.Add(logistics.MustID("gtin:6291041500213"), 300), f.Add(logistics.MustID("late"), 2),
		f.Add(logistics.MustID("host:a:b"), 1),
	); err != nil {
		t.Fatal(err)
	}
	for name, a := range map[string]encoding.BinaryAppender{
		"proportion": p, "moments": m, "histogram": h, "patterns": c, "frequencies": f,
	} {
		data, err := a.AppendBinary(nil)
		if err != nil {
			t.Fatal(err)
		}
		golden.Frozen(t, "testdata/wire/v1/"+name+".bin", data)
	}
}

func FuzzMomentsUnmarshal(f *testing.F) {
	f.Add(word("M\x01", 0, 0, 0, 0, 0))
	f.Add(word("M\x01", 2, 0, 8, 0, 34))
	f.Add(word("M\x01", 3, math.MaxUint64, 5, 1<<63, 0))
	f.Fuzz(func(t *testing.T, data []byte) {
		var m count.Moments
		if m.UnmarshalBinary(data) != nil {
			return
		}
		if again, err := m.MarshalBinary(); err != nil || !bytes.Equal(again, data) {
			t.Fatalf("%x was read and is written as %x, %v", data, again, err)
		}
		if v, ok := m.Variance(); ok && (v < 0 || math.IsNaN(v) || math.IsInf(v, 0)) {
			t.Fatalf("%x: a variance of %v", data, v)
		}
		if _, err := m.Mean(); err != nil && !errors.Is(err, logistics.ErrInvalid) {
			t.Fatal(err)
		}
	})
}

func FuzzProportionUnmarshal(f *testing.F) {
	f.Add(append(word("P\x01", 1, 2), 0, 0))
	f.Add(append(word("P\x01", 1, 2), word("\x00\x01\x04late", 7)...))
	f.Fuzz(func(t *testing.T, data []byte) {
		var p count.Proportion
		if p.UnmarshalBinary(data) != nil {
			return
		}
		if again, err := p.MarshalBinary(); err != nil || !bytes.Equal(again, data) {
			t.Fatalf("%x was read and is written as %x, %v", data, again, err)
		}
	})
}
