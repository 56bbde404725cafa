package count

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi"
)

// firstDay is what the days in bytes count from, the first of the calendar.
func firstDay() logistics.Date {
	d, err := logistics.NewDate(1, time.January, 1)
	if err != nil {
		return logistics.Date{} // cannot be
	}
	return d
}

// AppendBinary appends the canonical bytes, for another machine or another day: the same figures of the same metric and
// rule always give the same ones. They are the letter C, the version 1, the metric and the rule as JSON, and the number
// of subjects; for each subject, in order, its id and its number of periods; and for each period, in order, its first
// day, the numerator as a signed varint, the denominator, and the codes as [Proportion.AppendBinary] has them. The
// first day is in days after that of the period before, of the first period in days after 0001-01-01. Texts have their
// length before them; numbers are unsigned varints unless said otherwise.
func (c *Cube) AppendBinary(dst []byte) ([]byte, error) {
	if c == nil || c.subjects == nil {
		return nil, unmade("NewCube")
	}
	metric, err := json.Marshal(c.metric)
	if err != nil {
		return nil, err
	}
	rule, err := json.Marshal(c.rule)
	if err != nil {
		return nil, err
	}
	dst = append(dst, cubeTag, binaryVersion)
	dst = appendText(appendText(dst, metric), rule)
	dst = binary.AppendUvarint(dst, uint64(len(c.subjects)))
	for _, subject := range c.sorted() {
		s := c.subjects[subject]
		dst = appendText(dst, []byte(subject.String()))
		dst = binary.AppendUvarint(dst, uint64(s.len()))
		last := firstDay()
		for figure := range s.all() {
			dst = binary.AppendUvarint(dst, uint64(figure.period.Start().DaysSince(last)))
			dst = binary.AppendVarint(dst, figure.counts.num)
			dst = binary.AppendUvarint(dst, uint64(figure.counts.den))
			dst = appendCodes(dst, figure.counts.excluded)
			last = figure.period.Start()
		}
	}
	return dst, nil
}

// MarshalBinary is AppendBinary to a slice of its own.
func (c *Cube) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// UnmarshalBinary reads the bytes of AppendBinary and refuses all others. The zero Cube takes the metric and the rule
// from them; a cube of [NewCube] refuses those of another metric, as [kpi.Metric.CheckMerge] has it, or rule, keeps its
// own names and target, and what it has counted is replaced.
func (c *Cube) UnmarshalBinary(data []byte) error {
	if c == nil || c.self != nil && c.self != c {
		return unmade("NewCube")
	}
	read, err := readCube(data)
	if err != nil {
		return err
	}
	if c.self == c {
		var faults logistics.Faults
		checkSame(c.metric, c.rule, read.metric, read.rule, &faults)
		if err := faults.Err(); err != nil {
			return err
		}
		c.subjects = read.subjects
		return nil
	}
	*c = *read
	c.self = c
	return nil
}

// readCube is a cube of its own of canonical bytes.
func readCube(data []byte) (*Cube, error) {
	if err := checkHead(data, cubeTag); err != nil {
		return nil, err
	}
	r := reader{rest: data[2:]}
	c, err := r.head()
	if err != nil {
		return nil, err
	}
	for range r.number() {
		if err := r.subject(c); err != nil {
			return nil, err
		}
	}
	if r.broken || len(r.rest) > 0 {
		return nil, corrupt("ends too soon, or goes on")
	}
	if canonical, err := c.AppendBinary(nil); err != nil || !bytes.Equal(canonical, data) {
		return nil, corrupt("not the canonical form")
	}
	return c, nil
}

// head reads the metric and the rule.
func (r *reader) head() (*Cube, error) {
	metric, err := kpi.DecodeMetric(r.text())
	if err != nil {
		return nil, err
	}
	var rule logistics.PeriodRule
	if err := json.Unmarshal(r.text(), &rule); err != nil {
		return nil, corrupt("not a period rule")
	}
	return NewCube(metric, rule)
}

// subject reads the figures of one subject.
func (r *reader) subject(c *Cube) error {
	id, err := logistics.ParseID(string(r.text()))
	if err != nil {
		return err
	}
	day, s := firstDay(), new(series)
	for range r.number() {
		day = day.AddDays(int(min(r.uvarint(), mostDays)))
		figure := counts{num: r.varint(), den: int64(r.uvarint())}
		if figure.excluded, r.rest, err = readCodes(r.rest); err != nil {
			return err
		}
		if err := c.metric.Kind.CheckFigures(figure.num, figure.den); err != nil {
			return err
		}
		period, err := c.periodOf(day)
		if err != nil {
			return err
		}
		at, found := s.find(day)
		if r.broken || found || period.Start() != day || figure.empty() {
			return corrupt("not a figure of a period that comes after the one before")
		}
		s.insert(at, cell{period, figure})
	}
	if len(s.blocks) == 0 {
		return corrupt("a subject without a figure")
	}
	c.subjects[id] = s
	return nil
}

// mostDays is more than there are in the calendar.
const mostDays = 4_000_000

// reader takes bytes apart.
type reader struct {
	rest   []byte
	broken bool // they ended too soon, or a number is none
	longer bool // a number is not in its shortest form
}

func (r *reader) uvarint() uint64 {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 {
		r.broken, r.rest = true, nil
		return 0
	}
	r.longer = r.longer || size > 1 && r.rest[size-1] == 0
	r.rest = r.rest[size:]
	return n
}

func (r *reader) varint() int64 {
	n, size := binary.Varint(r.rest)
	if size <= 0 {
		r.broken, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

// number is how many things follow, each of a byte at least: no more are believed than there are bytes.
func (r *reader) number() int {
	n := r.uvarint()
	if n > uint64(len(r.rest)) {
		r.broken, r.rest = true, nil
		return 0
	}
	return int(n)
}

// text is what has its length before it.
func (r *reader) text() []byte {
	n := r.number()
	text := r.rest[:n]
	r.rest = r.rest[n:]
	return text
}

func appendText(dst, text []byte) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(text))), text...)
}
