package exchange

import (
	"strconv"
	"strings"

	"github.com/logicrm/logistics"
)

// Segment is one segment of a message: a tag, and elements of one component or several.
type Segment struct {
	Tag      string     `json:"tag"`
	Elements [][]string `json:"elements"`
}

// Of makes a segment of elements; components of one stand between colons.
func Of(tag string, elements ...string) Segment {
	s := Segment{Tag: tag, Elements: make([][]string, len(elements))}
	for i, e := range elements {
		s.Elements[i] = strings.Split(e, ":")
	}
	return s
}

// String shows the segment with the usual separators; it is for people.
func (s Segment) String() string {
	parts := []string{s.Tag}
	for _, e := range s.Elements {
		parts = append(parts, strings.Join(e, ":"))
	}
	return strings.Join(parts, "*")
}

// at is a component, "" when it lacks. Elements and components count from 1, as in the standards.
func (s *Segment) at(element, component int) string {
	if element > len(s.Elements) || component > len(s.Elements[element-1]) {
		return ""
	}
	return s.Elements[element-1][component-1]
}

// reader goes through segments and collects faults.
type reader struct {
	faults logistics.Faults
	path   string // of the segment under way
	report Report
}

func (r *reader) segment(i int) { r.path = "/" + strconv.Itoa(i) }

func (r *reader) fault(element int, code logistics.FaultCode, value, detail string) {
	r.faults.Add(r.path+"/"+strconv.Itoa(element), code, value, detail)
}

// date reads CCYYMMDD.
func (r *reader) date(element int, text string) logistics.Date {
	if len(text) == 8 {
		if d, err := logistics.ParseDate(text[:4] + "-" + text[4:6] + "-" + text[6:]); err == nil {
			return d
		}
	}
	r.fault(element, logistics.FaultOutOfRange, text, "a date as CCYYMMDD")
	return logistics.Date{}
}

// quantity reads a number with its unit; pieces are "EA" where no unit is given.
func (r *reader) quantity(element int, value, unit string) logistics.Quantity {
	switch unit {
	case "", "PCE", "UN":
		unit = "EA"
	}
	q, err := logistics.ParseQuantity(value, unit)
	if err != nil {
		r.fault(element, logistics.FaultOutOfRange, value+" "+unit, "a number and a unit of measure")
	}
	return q
}

func (r *reader) id(element int, text string) logistics.ID {
	id, err := logistics.HostID(text)
	if err != nil {
		r.fault(element, logistics.FaultRequired, text, "an identification")
	}
	return id
}

func compact(d logistics.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// number is a quantity without its unit.
func number(q logistics.Quantity) string { return q.Decimal().String() }
