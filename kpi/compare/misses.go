package compare

import (
	"math"
	"math/big"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
)

// MissShare is the part of one right in what was missed.
type MissShare struct {
	Right  logistics.Right `json:"right"`
	Judged int64           `json:"judged"`
	Missed int64           `json:"missed"` // of the judged: the most to gain from never missing this right
	Alone  int64           `json:"alone"`  // missed without any other right: what is gained for certain
	Share  logistics.Ratio `json:"share"`  // in cases, reduced; between Alone and Missed
}

// Misses divides the missed cases over the rights that were missed.
type Misses struct {
	Missed   int64       `json:"missed"`          // cases with one missed right or more
	Kept     int64       `json:"kept"`            // judged by some right, and none missed
	Unjudged int64       `json:"unjudged"`        // judged by none
	Shares   []MissShare `json:"shares,omitzero"` // all seven rights in their order; they sum to Missed exactly
}

// everyPart is divided by each number of rights that can be missed together.
const everyPart = 420

// maxPatternCases keeps a share within 64 bits.
const maxPatternCases = math.MaxInt64 / everyPart

// DivideMisses gives each of the seven rights its Shapley value of the cases missed: what the right adds
// to the cases missed, averaged over all orders in which rights can begin to be missed. A case that
// misses k rights together gives one k-th to each, and so the shares sum exactly to the cases missed.
// A pattern given twice is added. At most 2^63 ÷ 420 cases are divided.
func DivideMisses(patterns []count.Pattern) (Misses, error) {
	var faults logistics.Faults
	var m Misses
	var parts, judged, missed, alone [logistics.RightTime + 1]int64
	all := int64(0)
	for i, p := range patterns {
		path := "/patterns/" + strconv.Itoa(i) + "/cases"
		if p.Cases < 0 {
			faults.OutOfRange(path, digits(p.Cases), "must be 0 or greater")
			continue
		}
		if p.Cases > maxPatternCases-all {
			faults.OutOfRange(path, digits(p.Cases), "more cases than can be divided")
			continue
		}
		all += p.Cases
		together := int64(p.Rights.MissedCount())
		switch {
		case together > 0:
			m.Missed += p.Cases
		case p.Rights.JudgedCount() > 0:
			m.Kept += p.Cases
		default:
			m.Unjudged += p.Cases
		}
		for _, r := range logistics.AllRights() {
			if p.Rights.Judged(r) {
				judged[r] += p.Cases
			}
			if p.Rights.Missed(r) {
				missed[r] += p.Cases
				parts[r] += p.Cases * (everyPart / together)
				if together == 1 {
					alone[r] += p.Cases
				}
			}
		}
	}
	if err := faults.Err(); err != nil {
		return Misses{}, err
	}
	m.Shares = make([]MissShare, 0, logistics.RightTime)
	for _, r := range logistics.AllRights() {
		m.Shares = append(m.Shares, MissShare{
			Right: r, Judged: judged[r], Missed: missed[r], Alone: alone[r], Share: reduced(parts[r]),
		})
	}
	return m, nil
}

// reduced is a number of 420ths.
func reduced(parts int64) logistics.Ratio {
	a, b := int64(everyPart), parts
	for b != 0 {
		a, b = b, a%b
	}
	r, err := logistics.NewRatio(parts/a, everyPart/a)
	if err != nil {
		return logistics.Ratio{} // cannot be: parts are not below zero
	}
	return r
}

// Joint is the share of the judged cases that missed nothing: the perfect order, as it was. No case is no
// data.
func (m Misses) Joint() logistics.Ratio {
	r, err := logistics.NewRatio(m.Kept, m.Kept+m.Missed)
	if err != nil {
		return logistics.Ratio{} // only where a caller made the counts up
	}
	return r
}

// Independent is what Joint would be if the rights were missed independently of each other: the product
// of their shares kept, exactly, over the rights that were judged; nil when none was. Where Joint is above
// it misses come together, and one cause cured mends several; where it is below, one by one.
func (m Misses) Independent() *big.Rat {
	var product *big.Rat
	for _, s := range m.Shares {
		if s.Judged <= 0 {
			continue
		}
		if product == nil {
			product = big.NewRat(1, 1)
		}
		product.Mul(product, big.NewRat(s.Judged-s.Missed, s.Judged))
	}
	return product
}

// The reasons of a division.
const (
	MissesDivided logistics.Code = "compare.misses.divided"
	MissesRight   logistics.Code = "compare.misses.right"
)

// Reasons are the counts, and the share of each right that was missed.
func (m Misses) Reasons() []logistics.Reason {
	reasons := []logistics.Reason{{Code: MissesDivided, Params: []logistics.Param{
		logistics.CountParam("missed", m.Missed),
		logistics.CountParam("judged", m.Missed+m.Kept),
		logistics.CountParam("kept", m.Kept),
		logistics.CountParam("unjudged", m.Unjudged),
	}}}
	for i, s := range m.Shares {
		if s.Missed == 0 {
			continue
		}
		path := "/shares/" + strconv.Itoa(i)
		reasons = append(reasons, logistics.Reason{Code: MissesRight, Path: path, Params: []logistics.Param{
			s.Right.Param("right"),
			logistics.CountParam("missed", s.Missed),
			logistics.CountParam("judged", s.Judged),
			logistics.CountParam("alone", s.Alone),
			s.Share.Param("share"),
		}})
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (m Misses) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(m.Reasons(), in)
}
