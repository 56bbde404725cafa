package refund

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Terms are what a policy says about a refund. Fees are shares of the gross amount of what comes back;
// one that is absent is none.
type Terms struct {
	Restocking logistics.Ratio `json:"restocking,omitzero"`     // kept of the goods, whatever their condition
	Conditions []ConditionFee  `json:"conditions,omitempty"`    // kept by the condition the goods came back in
	Late       []LateFee       `json:"late,omitempty"`          // kept by days late
	Freight    logistics.Money `json:"return_freight,omitzero"` // kept once for each return
	// causes of a return for which no fee at all is kept: "damaged"
	Waived    []string           `json:"waived,omitempty"`
	Promotion Promotion          `json:"promotion,omitzero"` // what becomes of an order discount
	Rounding  logistics.Rounding `json:"rounding"`
}

// ConditionFee is kept of goods that come back in a condition. One that is not listed costs nothing.
type ConditionFee struct {
	Condition logistics.Condition `json:"condition"`
	Share     logistics.Ratio     `json:"share"`
}

// LateFee is kept of goods that come back late: the first row whose last day is not passed. In time,
// and later than the last row, nothing is kept; so close a schedule with a row that has no last day.
type LateFee struct {
	// late, this day included; absent in the last row: any number
	UntilDays int             `json:"until_days,omitzero"`
	Share     logistics.Ratio `json:"share"`
}

// Promotion is what becomes of an order discount when a part of the order comes back. The zero
// Promotion leaves the customer its share in what is kept.
type Promotion struct {
	// Minimum is the list value of what the customer has to keep. Below it the discount is clawed back:
	// what is kept is charged at its list value.
	Minimum logistics.Money `json:"minimum,omitzero"`
}

const maxRows = 100

// Validate reports every fault.
func (t Terms) Validate() error {
	var faults logistics.Faults
	t.check("", &faults)
	return faults.Err()
}

func (t *Terms) check(path string, faults *logistics.Faults) {
	if !t.Restocking.IsZero() {
		checkShare(t.Restocking, at(path, "/restocking"), faults)
	}
	t.validateConditions(path, faults)
	t.validateLate(path, faults)
	currency := t.currency()
	minor(t.Freight, currency, at(path, "/return_freight"), faults)
	if limit := t.Promotion.Minimum; !limit.IsZero() &&
		minor(limit, currency, at(path, "/promotion/minimum"), faults) == 0 && limit.Sign() == 0 {
		faults.OutOfRange(path+"/promotion/minimum", limit, "above zero")
	}
	if few(len(t.Waived), at(path, "/waived"), faults) {
		for i, cause := range t.Waived {
			if cause == "" || slices.Contains(t.Waived[:i], cause) {
				faults.Duplicate(
					place{root: path, name: "/waived", row: i}.String(), cause, "each cause once, none empty",
				)
			}
		}
	}
	if !t.Rounding.Valid() {
		faults.Required(path+"/rounding", "how amounts are rounded to the minor unit")
	}
}

func (t *Terms) validateConditions(path string, faults *logistics.Faults) {
	if !few(len(t.Conditions), at(path, "/conditions"), faults) {
		return
	}
	for i, fee := range t.Conditions {
		row := place{root: path, name: "/conditions", row: i}
		if fee.Condition == "" || slices.ContainsFunc(t.Conditions[:i], func(f ConditionFee) bool {
			return f.Condition == fee.Condition
		}) {
			faults.Duplicate(row.of("/condition").String(), fee.Condition, "each condition once, none empty")
		}
		checkShare(fee.Share, row.of("/share"), faults)
	}
}

func (t *Terms) validateLate(path string, faults *logistics.Faults) {
	if !few(len(t.Late), at(path, "/late"), faults) {
		return
	}
	last := 0
	for i, fee := range t.Late {
		row := place{root: path, name: "/late", row: i}
		open := fee.UntilDays == 0 && i == len(t.Late)-1
		if !open && fee.UntilDays <= last {
			faults.Conflict(
				row.of("/until_days").String(), fee.UntilDays,
				"days grow from row to row, from 1 on; only the last row may have none",
			)
		}
		last = max(last, fee.UntilDays)
		checkShare(fee.Share, row.of("/share"), faults)
	}
}

// currency of the amounts in the terms; none when there are none.
func (t *Terms) currency() logistics.Currency {
	if !t.Freight.IsZero() {
		return t.Freight.Currency()
	}
	return t.Promotion.Minimum.Currency()
}

func few(n int, p place, faults *logistics.Faults) bool {
	if n > maxRows {
		faults.TooMany(p.String(), n, "at most "+strconv.Itoa(maxRows))
	}
	return n <= maxRows
}

func checkShare(share logistics.Ratio, p place, faults *logistics.Faults) {
	switch {
	case share.IsZero():
		faults.Required(p.String(), "a share such as 15%")
	case share.Num() < 0 || share.Num() > share.Den():
		faults.OutOfRange(p.String(), share, "from 0 to 100%")
	}
}
