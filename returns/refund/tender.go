package refund

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Tender is a payment of the order: a card, a gift card, a bank transfer.
type Tender struct {
	ID       logistics.ID    `json:"id"`
	Captured logistics.Money `json:"captured"`
	Refunded logistics.Money `json:"refunded,omitzero"` // before, and reserved for refunds under way; absent: nothing
}

// Portion is what a tender gives back.
type Portion struct {
	Tender logistics.ID    `json:"tender"`
	Amount logistics.Money `json:"amount"`
}

// Available is what the tenders can still give back together.
func Available(tenders []Tender) (logistics.Money, error) {
	var faults logistics.Faults
	var currency logistics.Currency
	if len(tenders) > 0 {
		currency = tenders[0].Captured.Currency()
	}
	_, sum := open(tenders, currency, &faults)
	if len(faults) > 0 {
		return logistics.Money{}, faults.Err()
	}
	return logistics.Minor(sum, currency), nil
}

// Allocate splits an amount over the tenders, in their order, each up to what it can still give back.
// The preferred one comes first, if one is named. Tenders that give nothing are left out, and the
// portions sum to the amount. More than is available is an [AmountError].
func Allocate(amount logistics.Money, tenders []Tender, prefer logistics.ID) ([]Portion, error) {
	var faults logistics.Faults
	left := checkAmount(amount, &faults)
	first := -1
	if !prefer.IsZero() {
		if first = slices.IndexFunc(tenders, func(t Tender) bool { return t.ID == prefer }); first < 0 {
			faults.Unknown("/prefer", prefer, "no such tender")
		}
	}
	open, sum := open(tenders, amount.Currency(), &faults)
	if len(faults) > 0 {
		return nil, faults.Err()
	}
	if err := within(amount, sum); err != nil {
		return nil, err
	}
	portions := make([]Portion, 0, len(tenders))
	give := func(i int) {
		if part := min(open[i], left); part > 0 {
			left -= part
			portions = append(portions, Portion{tenders[i].ID, logistics.Minor(part, amount.Currency())})
		}
	}
	if first >= 0 {
		give(first)
	}
	for i := range tenders {
		if i != first {
			give(i)
		}
	}
	return portions, nil
}

const maxTenders = 1000

// open is what each tender, and all together, can still give back in minor units.
func open(tenders []Tender, currency logistics.Currency, faults *logistics.Faults) (each []int64, sum int64) {
	if len(tenders) > maxTenders {
		faults.TooMany("/tenders", len(tenders), "at most "+strconv.Itoa(maxTenders))
		return nil, 0
	}
	each = make([]int64, len(tenders))
	for i, t := range tenders {
		row := place{root: "", name: "/tenders", row: i}
		switch {
		case t.ID.IsZero():
			faults.Required(row.of("/id").String(), "which tender")
		case slices.ContainsFunc(tenders[:i], func(o Tender) bool { return o.ID == t.ID }):
			faults.Duplicate(row.of("/id").String(), t.ID, "each tender once")
		}
		if t.Captured.IsZero() {
			faults.Required(row.of("/captured").String(), "an amount with its currency")
		}
		captured := minor(t.Captured, currency, row.of("/captured"), faults)
		refunded := minor(t.Refunded, currency, row.of("/refunded"), faults)
		if refunded > captured {
			faults.Conflict(row.of("/refunded").String(), t.Refunded, "more than was captured")
			continue
		}
		each[i] = captured - refunded
		if sum += each[i]; sum > mostMinor {
			faults.OutOfRange(
				row.of("/captured").String(), t.Captured,
				"all tenders together: at most "+strconv.FormatInt(mostMinor, 10)+" minor units",
			)
			sum = 0
		}
	}
	return each, sum
}
