package count

import (
	"encoding/binary"
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/kpi"
)

// Proportion accumulates good cases among all cases, and counts by code what was left out. The
// zero Proportion has counted nothing, and is the identity of Merge. A copy is independent of the
// original.
type Proportion struct {
	counts counts
}

// Add counts den more cases, num of them of the sort.
func (p *Proportion) Add(num, den int64) error { return p.shift(num, den, false) }

// Remove takes out what was added: the case was wrong, or came twice.
func (p *Proportion) Remove(num, den int64) error { return p.shift(num, den, true) }

func (p *Proportion) shift(num, den int64, out bool) error {
	if err := kpi.KindProportion.CheckFigures(num, den); err != nil {
		return err
	}
	return p.merge(counts{num: num, den: den}, out)
}

// Exclude counts n more cases that are in neither figure, by the code of the reason; a negative n takes
// them out.
func (p *Proportion) Exclude(code string, n int64) error {
	if err := wire.CheckCode(code); err != nil {
		return err
	}
	// Cloned, because a copy of p may hold the same list.
	excluded, err := exclude(slices.Clone(p.counts.excluded), code, n)
	if err != nil {
		return err
	}
	p.counts.excluded = excluded
	return nil
}

// Merge adds what another has counted.
func (p *Proportion) Merge(o Proportion) error { return p.merge(o.counts, false) }

// Sub takes out what another has counted: it undoes Merge.
func (p *Proportion) Sub(o Proportion) error { return p.merge(o.counts, true) }

func (p *Proportion) merge(o counts, out bool) error {
	sum, err := p.counts.merged(o, out, true)
	if err != nil {
		return err
	}
	p.counts = sum
	return nil
}

// Ratio is the proportion as it was counted; no data when there was no case.
func (p Proportion) Ratio() logistics.Ratio {
	r, err := logistics.NewRatio(p.counts.num, p.counts.den)
	if err != nil {
		return logistics.Ratio{} // cannot be: the figures are checked on the way in
	}
	return r
}

// Excluded is what was left out, ordered by code.
func (p Proportion) Excluded() []logistics.CodeCount { return slices.Clone(p.counts.excluded) }

// AppendBinary appends the canonical bytes: the same counts always give the same ones. They are the
// letter P, the version 1, numerator and denominator, the number of codes in two bytes, and for each
// code its length in one byte, its text and its count. Numbers are big-endian, of eight bytes unless
// said otherwise.
func (p Proportion) AppendBinary(dst []byte) ([]byte, error) {
	dst = append(dst, proportionTag, binaryVersion)
	dst = binary.BigEndian.AppendUint64(dst, uint64(p.counts.num))
	dst = binary.BigEndian.AppendUint64(dst, uint64(p.counts.den))
	return appendCodes(dst, p.counts.excluded), nil
}

func appendCodes(dst []byte, excluded []logistics.CodeCount) []byte {
	dst = binary.BigEndian.AppendUint16(dst, uint16(len(excluded)))
	for _, c := range excluded {
		dst = append(dst, byte(len(c.Code)))
		dst = append(dst, c.Code...)
		dst = binary.BigEndian.AppendUint64(dst, uint64(c.Count))
	}
	return dst
}

// MarshalBinary is AppendBinary to a slice of its own.
func (p Proportion) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

// MarshalText is the form of MarshalBinary in base64.
func (p Proportion) MarshalText() ([]byte, error) { return textOf(p) }

// UnmarshalText reads the form of MarshalText and refuses all others.
func (p *Proportion) UnmarshalText(text []byte) error { return readText(text, p) }

// UnmarshalBinary reads the bytes of AppendBinary and refuses all others.
func (p *Proportion) UnmarshalBinary(data []byte) error {
	const head = 2 + 8 + 8 + 2
	if err := checkHead(data, proportionTag); err != nil {
		return err
	}
	if len(data) < head {
		return corrupt("shorter than a proportion")
	}
	read := counts{num: int64(binary.BigEndian.Uint64(data[2:])), den: int64(binary.BigEndian.Uint64(data[10:]))}
	if err := kpi.KindProportion.CheckFigures(read.num, read.den); err != nil {
		return err
	}
	excluded, rest, err := readCodes(data[head-2:])
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return corrupt("bytes behind the end")
	}
	read.excluded = excluded
	p.counts = read
	return nil
}

// readCodes reads what appendCodes writes.
func readCodes(data []byte) (excluded []logistics.CodeCount, rest []byte, err error) {
	if len(data) < 2 {
		return nil, nil, corrupt("ends before the codes")
	}
	codes := int(binary.BigEndian.Uint16(data))
	if codes > maxCodes {
		what := "too many codes for one figure"
		return nil, nil, fault("/excluded", logistics.FaultTooMany, digits(int64(codes)), what)
	}
	rest = data[2:]
	for range codes {
		c, after, err := readCode(rest)
		if err != nil {
			return nil, nil, err
		}
		if n := len(excluded); n > 0 && excluded[n-1].Code >= c.Code {
			return nil, nil, corrupt("codes out of order")
		}
		excluded, rest = append(excluded, c), after
	}
	return excluded, rest, nil
}

func readCode(data []byte) (c logistics.CodeCount, rest []byte, err error) {
	if len(data) < 1 || len(data) < 1+int(data[0])+8 {
		return c, nil, corrupt("ends within a code")
	}
	end := 1 + int(data[0])
	c = logistics.CodeCount{Code: string(data[1:end]), Count: int64(binary.BigEndian.Uint64(data[end:]))}
	if err := wire.CheckCode(c.Code); err != nil {
		return c, nil, err
	}
	if c.Count < 1 {
		return c, nil, fault("/excluded", logistics.FaultOutOfRange, digits(c.Count), "at least 1")
	}
	return c, data[end+8:], nil
}

// Interval holds the proportion that the cases are a sample of, with a confidence above 0 and below 100 %:
// 95 % is usual. It is the score interval of Wilson, which keeps its promise near 0 and 1 and is never a
// point. No case at all is a fault.
func (p Proportion) Interval(confidence logistics.Ratio) (low, high float64, err error) {
	var faults logistics.Faults
	wire.CheckConfidence("/confidence", confidence, &faults)
	if p.counts.den == 0 {
		faults.Required("/den", "at least one counted case")
	}
	if err := faults.Err(); err != nil {
		return 0, 0, err
	}
	share, _ := confidence.Float()
	z, err := stat.TwoSidedZ(share)
	if err == nil {
		low, high, err = stat.WilsonInterval(p.counts.num, p.counts.den, z)
	}
	if err != nil { // cannot be: both have been checked
		return 0, 0, fault("/den", logistics.FaultOutOfRange, digits(p.counts.den), "too many cases for an interval")
	}
	return low, high, nil
}
