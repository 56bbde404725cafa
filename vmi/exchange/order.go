package exchange

import (
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi"
)

// Ordered is one line of an order.
type Ordered struct {
	Item     logistics.ID       `json:"item"`
	Quantity logistics.Quantity `json:"quantity"`
}

// VendorOrder is the order a vendor generates for its customer and tells it of: an 855 that answers no
// purchase order.
type VendorOrder struct {
	Number  logistics.ID   `json:"number"`
	On      logistics.Date `json:"on"`
	Place   logistics.ID   `json:"place,omitzero"`
	Suggest bool           `json:"suggest,omitzero"` // the customer has to confirm it
	Lines   []Ordered      `json:"lines"`
}

// The acknowledgment types of data element 587 that tell the two apart: with detail and no change, and
// with detail and a change the customer answers.
const (
	notify = "AD"
	ask    = "AC"
)

// OrderOf is the order for proposals of one place under a number; those that order nothing are left out.
// It is a suggestion as soon as one of them is.
func OrderOf(number logistics.ID, on logistics.Date, proposals []vmi.Proposal) VendorOrder {
	o := VendorOrder{Number: number, On: on}
	for i := range proposals {
		p := &proposals[i]
		if p.Quantity.Sign() <= 0 {
			continue
		}
		o.Place = p.Agreement.Place.ID
		o.Suggest = o.Suggest || p.Action != vmi.ShipOrder
		o.Lines = append(o.Lines, Ordered{Item: p.Agreement.Item, Quantity: p.Quantity})
	}
	return o
}

// WriteOrder writes the segments of an 855.
func WriteOrder(o VendorOrder) ([]Segment, error) {
	var faults logistics.Faults
	if o.Number.IsZero() {
		faults.Required("/number", "of the order")
	}
	if o.On.IsZero() {
		faults.Required("/on", "the date of the order")
	}
	kind := notify
	if o.Suggest {
		kind = ask
	}
	segments := []Segment{raw("BAK", "00", kind, o.Number.String(), compact(o.On))}
	if !o.Place.IsZero() {
		segments = append(segments, raw("N1", "ST", "", "92", o.Place.String()))
	}
	for i, line := range o.Lines {
		path := "/lines/" + strconv.Itoa(i)
		if line.Item.IsZero() {
			faults.Required(path+"/item", "which item")
		}
		if line.Quantity.IsZero() {
			faults.Required(path+"/quantity", "a quantity with its unit")
			continue
		}
		segments = append(
			segments,
			raw(
				"PO1", strconv.Itoa(i+1), number(line.Quantity), line.Quantity.Unit().Code(), "", "", "VN",
				line.Item.String(),
			),
		)
	}
	segments = append(segments, Of("CTT", strconv.Itoa(len(o.Lines))))
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return segments, nil
}

// ReadOrder reads the segments of an 855.
func ReadOrder(segments []Segment) (VendorOrder, error) {
	var r reader
	var o VendorOrder
	for i := range segments {
		s := &segments[i]
		r.segment(i)
		switch s.Tag {
		case "BAK":
			o.Suggest = s.at(2, 1) == ask
			if kind := s.at(2, 1); kind != ask && kind != notify {
				r.fault(2, logistics.FaultUnknown, kind, "AC or AD")
			}
			o.Number, o.On = r.id(3, s.at(3, 1)), r.date(4, s.at(4, 1))
		case "N1":
			if s.at(1, 1) == "ST" {
				o.Place = r.id(4, s.at(4, 1))
			}
		case "PO1":
			o.Lines = append(
				o.Lines, Ordered{Item: r.id(7, s.at(7, 1)), Quantity: r.quantity(2, s.at(2, 1), s.at(3, 1))},
			)
		case "CTT":
			if n, err := strconv.Atoi(s.at(1, 1)); err != nil || n != len(o.Lines) {
				r.fault(1, logistics.FaultMismatch, s.at(1, 1), strconv.Itoa(len(o.Lines))+" lines are there")
			}
		}
	}
	if o.Number.IsZero() && len(r.faults) == 0 {
		r.faults.Required("/number", "of the order")
	}
	if err := r.faults.Err(); err != nil {
		return VendorOrder{}, err
	}
	return o, nil
}
