package exchange

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// The date qualifiers of data element 2005 that are read and written.
const (
	reportDate = "366" // of an inventory report; "137", the date of the message, where it lacks
	startDate  = "194"
	endDate    = "206"
)

// ReadEANCOM reads the segments of an INVRPT or a SLSRPT: BGM with the kind, DTM with the dates, NAD or LOC
// with the place, LIN with the item, QTY with a qualifier and a quantity.
func ReadEANCOM(segments []Segment) (Report, error) {
	var r reader
	var item, place logistics.ID
	for i := range segments {
		s := &segments[i]
		r.segment(i)
		switch s.Tag {
		case "BGM":
			r.report.Document, _ = FromBGM(s.at(1, 1))
		case "DTM":
			r.when(s)
		case "NAD", "LOC":
			id := r.id(2, s.at(2, 1))
			if item.IsZero() {
				r.report.Place = id
			} else {
				place = id
			}
		case "LIN":
			item, place = r.id(3, s.at(3, 1)), logistics.ID{}
			r.report.Lines = append(r.report.Lines, Line{Item: item})
		case "QTY":
			m, _ := FromEANCOM(s.at(1, 1))
			f := Figure{Measure: m, Quantity: r.quantity(1, s.at(1, 2), s.at(1, 3))}
			if r.under(item) {
				r.add(item, place, f)
			}
		}
	}
	if r.report.Document == "" {
		r.faults.Required("/document", "what kind of report it is")
	}
	return r.done()
}

// when reads a date of the report.
func (r *reader) when(s *Segment) {
	switch s.at(1, 1) {
	case reportDate, startDate:
		r.report.From = r.date(1, s.at(1, 2))
	case endDate:
		r.report.To = r.date(1, s.at(1, 2))
	case "137":
		if r.report.From.IsZero() {
			r.report.From = r.date(1, s.at(1, 2))
		}
	}
}

// WriteEANCOM writes a report as the segments of an INVRPT, or of a SLSRPT when it is a report of sales.
func WriteEANCOM(r Report) ([]Segment, error) {
	var faults logistics.Faults
	kind, ok := r.Document.BGM()
	if !ok {
		faults.Unknown("/document", r.Document, "no document name of EANCOM")
	}
	if r.From.IsZero() {
		faults.Required("/from", "the date of the report")
	}
	segments := []Segment{raw("BGM", kind)}
	if r.To.IsZero() {
		segments = append(segments, when(reportDate, r.From))
	} else {
		segments = append(segments, when(startDate, r.From), when(endDate, r.To))
	}
	if !r.Place.IsZero() {
		segments = append(segments, raw("NAD", "GY", r.Place.String()))
	}
	var place logistics.ID
	for i, line := range r.Lines {
		path := "/lines/" + strconv.Itoa(i)
		if line.Item.IsZero() {
			faults.Required(path+"/item", "which item")
		}
		if i == 0 || line.Item != r.Lines[i-1].Item || line.Place.IsZero() {
			segments = append(segments, raw("LIN", strconv.Itoa(i+1), "", line.Item.String()))
			place = logistics.ID{}
		}
		if line.Place != place {
			place = line.Place
			segments = append(segments, raw("LOC", "14", place.String()))
		}
		for k, f := range line.Figures {
			at := path + "/figures/" + strconv.Itoa(k)
			code, ok := f.Measure.EANCOM()
			if !ok {
				faults.Unknown(at+"/measure", f.Measure, "no quantity qualifier of EANCOM")
			}
			if f.Quantity.IsZero() {
				faults.Required(at+"/quantity", "a quantity with its unit")
				continue
			}
			segments = append(
				segments,
				Segment{Tag: "QTY", Elements: [][]string{{code, number(f.Quantity), f.Quantity.Unit().Code()}}},
			)
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return segments, nil
}

func when(qualifier string, d logistics.Date) Segment {
	return Segment{Tag: "DTM", Elements: [][]string{{qualifier, compact(d), "102"}}}
}
