package count

import (
	"encoding/binary"
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// AppendBinary appends the canonical bytes, for another machine or another day: the same figures of the same metrics
// and rule always give the same ones, in whatever order their cases came and however they were split. They are the
// letter K, the version 1, the number of metrics, and the bytes of the [Cube] of each with their length before them.
// Numbers are unsigned varints. Rows are not in them: those of open cases are prepared anew.
func (c *Counter) AppendBinary(dst []byte) ([]byte, error) {
	if c == nil || c.grains == nil {
		return nil, unmade("NewCounter")
	}
	dst = append(dst, counterTag, binaryVersion)
	dst = binary.AppendUvarint(dst, uint64(len(c.metrics)))
	for i := range c.metrics {
		cube, err := c.cube(i)
		if err != nil {
			return nil, err
		}
		data, err := cube.AppendBinary(nil)
		if err != nil {
			return nil, err
		}
		dst = appendText(dst, data)
	}
	return dst, nil
}

// MarshalBinary is AppendBinary to a slice of its own.
func (c *Counter) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// UnmarshalBinary reads the bytes of AppendBinary, of the same metrics and rule, and refuses all others. What was
// counted is replaced. Rows that were prepared before can be added and removed as ever, if their cases are among those
// counted.
func (c *Counter) UnmarshalBinary(data []byte) error {
	if err := c.usable(); err != nil {
		return err
	}
	cubes, err := c.readCubes(data)
	if err != nil {
		return err
	}
	for _, p := range c.grains {
		p.clear()
	}
	c.load = 0
	for i, cube := range cubes {
		p, term := c.homes[i].plan, c.homes[i].term
		for _, subject := range cube.sorted() {
			for of := range cube.subjects[subject].all() {
				cell := p.cell(cellKey{subject, of.period.Start()})
				p.figures[int(cell)*len(p.terms)+term] = figure{of.counts.num, of.counts.den}
				c.load = max(c.load, of.counts.num, -of.counts.num, of.counts.den)
				for _, left := range of.counts.excluded {
					p.leftAt(cell)[term][slices.Index(leftCodes[:], left.Code)] = left.Count
					c.load = max(c.load, left.Count)
				}
			}
		}
	}
	return nil
}

// readCubes are the cubes of the metrics in canonical bytes, if they hold what this counter can have counted.
func (c *Counter) readCubes(data []byte) ([]*Cube, error) {
	if err := checkHead(data, counterTag); err != nil {
		return nil, err
	}
	r := reader{rest: data[2:]}
	if n := r.uvarint(); r.broken || n != uint64(len(c.metrics)) {
		return nil, fault("/metrics", logistics.FaultMismatch, "", "the metrics here are "+strconv.Itoa(len(c.metrics)))
	}
	cubes := make([]*Cube, len(c.metrics))
	var faults logistics.Faults
	for i := range c.metrics {
		path := "/metrics/" + strconv.Itoa(i)
		cube, err := readCube(r.text())
		if err != nil {
			faults.At(path, err)
			return nil, faults.Err()
		}
		var differ logistics.Faults
		checkSame(c.metrics[i], c.rule, cube.metric, cube.rule, &differ)
		faults.At(path, differ.Err())
		faults.At(path, cube.checkCounted())
		cubes[i] = cube
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	if len(r.rest) > 0 || r.longer {
		return nil, corrupt("not the canonical form")
	}
	return cubes, nil
}

// checkCounted refuses what no counter has counted: a code that is not its own, and the lowest number there is.
func (c *Cube) checkCounted() error {
	for _, subject := range c.sorted() {
		for of := range c.subjects[subject].all() {
			if of.counts.num == math.MinInt64 {
				return fault("/num", logistics.FaultOutOfRange, digits(of.counts.num), "above −2^63")
			}
			for _, left := range of.counts.excluded {
				if !slices.Contains(leftCodes[:], left.Code) {
					what := "a counter leaves nothing out by this code"
					return fault("/excluded", logistics.FaultUnknown, left.Code, what)
				}
			}
		}
	}
	return nil
}

// clear forgets what was counted, and keeps the places of cells, which rows know.
func (p *plan) clear() {
	clear(p.figures)
	clear(p.lefts)
	p.left = nil
}
