package exchange

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// ReadX12 reads the segments of an 852: XQ with the date or the range, N1 RL with the place, LIN with the
// item, ZA with an activity code and a quantity, SDQ with the same split over places, CTT with the number
// of items.
func ReadX12(segments []Segment) (Report, error) {
	r := reader{report: Report{Document: InventoryReport}}
	var item logistics.ID
	var last Figure // of the segment before, for SDQ
	items := 0
	for i := range segments {
		s := &segments[i]
		r.segment(i)
		switch s.Tag {
		case "XQ":
			r.report.From = r.date(2, s.at(2, 1))
			if to := s.at(3, 1); to != "" {
				r.report.To = r.date(3, to)
			}
		case "N1":
			if s.at(1, 1) == "RL" {
				r.report.Place = r.id(4, s.at(4, 1))
			}
		case "LIN":
			item, last = r.id(3, s.at(3, 1)), Figure{}
			r.report.Lines = append(r.report.Lines, Line{Item: item})
			items++
		case "ZA":
			m, _ := FromX12(s.at(1, 1))
			last = Figure{Measure: m, Quantity: r.quantity(2, s.at(2, 1), s.at(3, 1))}
			if r.under(item) {
				r.add(item, logistics.ID{}, last)
			}
		case "SDQ":
			r.split(s, item, last)
		case "CTT":
			if n, err := strconv.Atoi(s.at(1, 1)); err != nil || n != items {
				r.fault(1, logistics.FaultMismatch, s.at(1, 1), strconv.Itoa(items)+" items are there")
			}
		}
	}
	return r.done()
}

// under reports whether a figure stands below an item.
func (r *reader) under(item logistics.ID) bool {
	if item.IsZero() {
		r.fault(0, logistics.FaultConflict, "", "a quantity before any item")
		return false
	}
	return true
}

// add puts a figure on the line of an item and a place, which is made when it lacks.
func (r *reader) add(item, place logistics.ID, f Figure) {
	lines := r.report.Lines
	for i := len(lines) - 1; i >= 0 && lines[i].Item == item; i-- {
		if lines[i].Place == place {
			lines[i].Figures = append(lines[i].Figures, f)
			return
		}
	}
	r.report.Lines = append(lines, Line{Item: item, Place: place, Figures: []Figure{f}})
}

// split reads an SDQ: pairs of a place and its part of the quantity before. The parts sum to it.
func (r *reader) split(s *Segment, item logistics.ID, whole Figure) {
	if !r.under(item) {
		return
	}
	if whole.Measure == "" {
		r.fault(0, logistics.FaultConflict, "", "places of no quantity")
		return
	}
	var total logistics.Quantity
	unit := s.at(1, 1)
	for e := 3; e+1 <= len(s.Elements); e += 2 {
		place, part := r.id(e, s.at(e, 1)), r.quantity(e+1, s.at(e+1, 1), unit)
		if place.IsZero() || part.IsZero() {
			continue
		}
		if sum, err := total.Add(part); err == nil && !total.IsZero() {
			total = sum
		} else if total.IsZero() {
			total = part
		}
		r.add(item, place, Figure{Measure: whole.Measure, Quantity: part})
	}
	if !whole.Quantity.IsZero() && !total.Equal(whole.Quantity) {
		r.fault(4, logistics.FaultMismatch, total.String(), "the places sum to "+whole.Quantity.String())
	}
}

// done is the report, or every fault.
func (r *reader) done() (Report, error) {
	if r.report.From.IsZero() {
		r.faults.Required("/date", "the date of the report")
	}
	if err := r.faults.Err(); err != nil {
		return Report{}, err
	}
	return r.report, nil
}

// WriteX12 writes a report as the segments of an 852. Measures that have no activity code, and dates and
// ids that lack, are faults.
func WriteX12(r Report) ([]Segment, error) {
	var faults logistics.Faults
	segments := []Segment{Of("XQ", "H", compact(r.From))}
	if !r.To.IsZero() {
		segments = []Segment{Of("XQ", "H", compact(r.From), compact(r.To))}
	}
	if r.From.IsZero() {
		faults.Required("/from", "the date of the report")
	}
	if !r.Place.IsZero() {
		segments = append(segments, raw("N1", "RL", "", "92", r.Place.String()))
	}
	items := 0
	for i, line := range r.Lines {
		path := "/lines/" + strconv.Itoa(i)
		if line.Item.IsZero() {
			faults.Required(path+"/item", "which item")
		}
		if i == 0 || line.Item != r.Lines[i-1].Item || line.Place.IsZero() {
			segments = append(segments, raw("LIN", "", "VN", line.Item.String()))
			items++
		}
		for k, f := range line.Figures {
			at := path + "/figures/" + strconv.Itoa(k)
			code, ok := f.Measure.X12()
			if !ok {
				faults.Unknown(at+"/measure", f.Measure, "no activity code of X12")
			}
			if f.Quantity.IsZero() {
				faults.Required(at+"/quantity", "a quantity with its unit")
				continue
			}
			unit := f.Quantity.Unit().Code()
			segments = append(segments, raw("ZA", code, number(f.Quantity), unit))
			if !line.Place.IsZero() {
				segments = append(segments, raw("SDQ", unit, "92", line.Place.String(), number(f.Quantity)))
			}
		}
	}
	segments = append(segments, Of("CTT", strconv.Itoa(items)))
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return segments, nil
}

// raw makes a segment of elements that may hold a colon.
func raw(tag string, elements ...string) Segment {
	s := Segment{Tag: tag, Elements: make([][]string, len(elements))}
	for i, e := range elements {
		s.Elements[i] = []string{e}
	}
	return s
}
