package logistics

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// CostReason says why a cost has no amount of its own. The vocabulary is open; these are the usual ones.
type CostReason string

// The usual reasons.
const (
	CostIncluded           CostReason = "included"            // part of another price
	CostInvoicedSeparately CostReason = "invoiced_separately" // on an invoice not seen here
	CostSeeDocument        CostReason = "see_document"        // on the document named by Reference
	CostNotCaptured        CostReason = "not_captured"        // nobody wrote it down
	CostNotYetInvoiced     CostReason = "not_yet_invoiced"    // expected, not here yet
)

// CostFact is an amount of money, or the reason why there is none: unknown cost is not zero. Either may
// name the document it stands in. The zero CostFact says nothing was said about the cost.
type CostFact struct {
	amount    Money
	reason    CostReason
	reference ID
}

// KnownCost is an amount.
func KnownCost(amount Money) CostFact { return CostFact{amount: amount} }

// UnknownCost is a reason for the absence of an amount, with the document that has it, if any.
func UnknownCost(reason CostReason, reference ID) (CostFact, error) {
	if err := checkText(string(reason), 64); err != nil {
		return CostFact{}, err
	}
	if reason == CostSeeDocument && reference.IsZero() {
		return CostFact{}, NewFieldError(FaultRequired, "", "see_document needs the document's id")
	}
	return CostFact{reason: reason, reference: reference}, nil
}

// In returns the fact with the document it stands in: an invoice, a contract. Nothing said stays nothing.
func (c CostFact) In(document ID) CostFact {
	if c.IsZero() {
		return c
	}
	c.reference = document
	return c
}

// Amount returns the cost, if it is known.
func (c CostFact) Amount() (amount Money, known bool) { return c.amount, !c.amount.IsZero() }

// Reason says why the cost is unknown; "" when it is known, or when nothing was said.
func (c CostFact) Reason() CostReason { return c.reason }

// Reference is the document that the amount stands in, or that has the amount.
func (c CostFact) Reference() ID { return c.reference }

// Equal reports whether amount, reason and reference are the same.
func (c CostFact) Equal(o CostFact) bool {
	return c.amount.Equal(o.amount) && c.reason == o.reason && c.reference == o.reference
}

// IsZero reports whether nothing was said about the cost.
func (c CostFact) IsZero() bool { return c.amount.IsZero() && c.reason == "" && c.reference.IsZero() }

// String is the amount or the reason, with the document.
func (c CostFact) String() string {
	text := string(c.reason)
	if !c.amount.IsZero() {
		text = c.amount.String()
	}
	if c.reference.IsZero() {
		return text
	}
	return strings.TrimPrefix(text+" "+c.reference.String(), " ")
}

type costJSON struct {
	Amount    Money      `json:"amount,omitzero"`
	Reason    CostReason `json:"reason,omitzero"`
	Reference ID         `json:"reference,omitzero"`
}

// MarshalJSON writes {"amount":{…}} or {"reason":"see_document","reference":"…"}, and null for nothing.
func (c CostFact) MarshalJSON() ([]byte, error) {
	if c.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(costJSON{c.amount, c.reason, c.reference})
}

// UnmarshalJSON reads the form of MarshalJSON. An amount and a reason for having none are a conflict; a
// reference alone says nothing about the cost and is refused.
func (c *CostFact) UnmarshalJSON(data []byte) error {
	var form costJSON
	err := readObject(
		data, member{"amount", &form.Amount}, member{"reason", &form.Reason}, member{"reference", &form.Reference},
	)
	if err != nil {
		return err
	}
	switch {
	case form.Amount.IsZero() && form.Reason == "" && form.Reference.IsZero():
		*c = CostFact{}
	case form.Amount.IsZero() && form.Reason == "":
		return NewFieldError(FaultRequired, form.Reference.String(), "an amount, or the reason why there is none")
	case form.Reason == "":
		*c = KnownCost(form.Amount).In(form.Reference)
	case !form.Amount.IsZero():
		return NewFieldError(FaultConflict, string(form.Reason), "an amount and a reason for having none")
	default:
		fact, err := UnknownCost(form.Reason, form.Reference)
		if err != nil {
			return err
		}
		*c = fact
	}
	return nil
}

// SumCosts adds what is known and counts what is not, by reason in alphabetic order, so that a total
// never hides a gap. Costs about which nothing was said count as not captured.
func SumCosts(costs []CostFact) (total Money, unknown []CodeCount, err error) {
	counts := map[string]int64{}
	for _, c := range costs {
		amount, known := c.Amount()
		if known {
			if total, err = total.Add(amount); err != nil {
				return Money{}, nil, err
			}
			continue
		}
		reason := c.reason
		if reason == "" {
			reason = CostNotCaptured
		}
		counts[string(reason)]++
	}
	for _, reason := range slices.Sorted(maps.Keys(counts)) {
		unknown = append(unknown, CodeCount{reason, counts[reason]})
	}
	return total, unknown, nil
}

// CodeCount is how often a code occurred.
type CodeCount struct {
	Code  string `json:"code"`
	Count int64  `json:"count"`
}

// addCount keeps counts ordered by code.
func addCount(counts []CodeCount, code string, n int64) []CodeCount {
	i, found := slices.BinarySearchFunc(counts, code, func(c CodeCount, code string) int {
		switch {
		case c.Code < code:
			return -1
		case c.Code > code:
			return 1
		default:
			return 0
		}
	})
	if found {
		counts[i].Count += n
		return counts
	}
	return slices.Insert(counts, i, CodeCount{code, n})
}
