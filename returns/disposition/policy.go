package disposition

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Disposition is a way out for a returned item. The vocabulary is open; these are the usual ones.
type Disposition string

// The usual ways out. [ReturnlessRefund] alone is treated apart: it brings nothing in.
const (
	Restock          Disposition = "restock"       // back on the shelf as new
	Refurbish        Disposition = "refurbish"     // repaired or repacked, and sold for less
	VendorCredit     Disposition = "vendor_credit" // back to the vendor, for a credit
	Liquidate        Disposition = "liquidate"     // sold off in bulk
	Scrap            Disposition = "scrap"         // recycled or destroyed
	ReturnlessRefund Disposition = "keep_the_item" // refunded, and left with the customer
)

// Grade is the state an item was found in, in the words of the host: "A", "opened", "broken".
type Grade string

// Hazard is something about an item that closes ways to it, in the words of the host.
type Hazard string

// The usual hazards.
const (
	Hazmat   Hazard = "hazmat"   // dangerous goods
	Recalled Hazard = "recalled" // called back by its maker
)

// Recovery is what a way recovers of an item of a grade. It succeeds with a chance, and then recovers
// the share of what the item is worth by then; when it does not succeed, the fallback is what is left.
type Recovery struct {
	Grade   Grade           `json:"grade"`
	Share   logistics.Ratio `json:"share"`
	Success logistics.Ratio `json:"success,omitzero"` // absent: it always succeeds
	Weeks   logistics.Ratio `json:"weeks,omitzero"`   // until the money is in; absent: at once
	// recovered without success, below zero where that costs; absent: nothing
	Fallback logistics.Money `json:"fallback,omitzero"`
	// the same as a share of the value now, instead of an amount
	FallbackShare logistics.Ratio `json:"fallback_share,omitzero"`
}

// Option is one way out.
type Option struct {
	Disposition Disposition     `json:"way"`
	Recovery    []Recovery      `json:"recovery"`            // by grade; a grade that is not listed cannot go this way
	Cost        logistics.Money `json:"cost"`                // of processing one item
	ClosedTo    []Hazard        `json:"closed_to,omitempty"` // an item with one of them cannot go this way
}

// Policy lists the ways out. Of two that recover as much the first is taken.
type Policy struct {
	Schema   string             `json:"schema"` // "logistics/disposition.policy/1"; in Go it may be left out
	ID       logistics.ID       `json:"id"`
	Version  int                `json:"version"`
	Options  []Option           `json:"options"`
	Rounding logistics.Rounding `json:"rounding"`
}

func document() wire.Document { return wire.Document{Name: "disposition.policy"} }

// MarshalJSON writes the policy with its schema.
func (p Policy) MarshalJSON() ([]byte, error) {
	type plain Policy
	p.Schema = document().Written(p.Schema)
	return json.Marshal(plain(p))
}

// DecodePolicy reads the policy strictly. All faults are returned.
func DecodePolicy(data []byte) (Policy, error) {
	return wire.DecodeDocument[Policy](document(), data, wire.Strict)
}

const (
	maxOptions = 64
	maxGrades  = 64
	maxHazards = 64 // different ones in a policy
	maxWeeks   = 520
)

// Validate reports every fault.
func (p Policy) Validate() error {
	var faults logistics.Faults
	document().Head(wire.Head{Schema: p.Schema, ID: p.ID, Version: p.Version}, &faults)
	if p.Rounding == 0 {
		faults.Required("/rounding", "how recovered value is rounded to the minor unit")
	}
	if len(p.Options) == 0 || len(p.Options) > maxOptions {
		faults.OutOfRange("/options", len(p.Options), "1 to 64 dispositions")
	}
	for i, option := range p.Options[:min(len(p.Options), maxOptions)] {
		path := "/options/" + strconv.Itoa(i)
		option.validate(path, p.Options[0].Cost.Currency(), &faults)
		if slices.ContainsFunc(p.Options[:i], func(o Option) bool { return o.Disposition == option.Disposition }) {
			faults.Duplicate(path+"/way", option.Disposition, "each disposition once")
		}
	}
	if n := len(p.hazards()); n > maxHazards {
		faults.TooMany("/options", n, "at most 64 different hazards")
	}
	return faults.Err()
}

func (o Option) validate(path string, currency logistics.Currency, faults *logistics.Faults) {
	if o.Disposition == "" {
		faults.Required(path+"/way", "disposition is required")
	}
	switch {
	case o.Cost.IsZero():
		faults.Required(path+"/cost", "an amount with its currency; it may be nothing")
	case o.Cost.Sign() < 0:
		faults.OutOfRange(path+"/cost", o.Cost, "not below zero")
	case o.Cost.Currency() != currency && !currency.IsZero():
		faults.Mismatch(path+"/cost", o.Cost, "one currency for a policy")
	}
	if len(o.Recovery) == 0 || len(o.Recovery) > maxGrades {
		faults.OutOfRange(path+"/recovery", len(o.Recovery), "1 to 64 grades")
	}
	for i, r := range o.Recovery[:min(len(o.Recovery), maxGrades)] {
		at := path + "/recovery/" + strconv.Itoa(i)
		if r.Grade == "" || slices.ContainsFunc(o.Recovery[:i], func(e Recovery) bool { return e.Grade == r.Grade }) {
			faults.Duplicate(at+"/grade", r.Grade, "each grade once, none empty")
		}
		r.validate(at, currency, faults)
	}
	for i, hazard := range o.ClosedTo[:min(len(o.ClosedTo), maxHazards)] {
		if hazard == "" || slices.Contains(o.ClosedTo[:i], hazard) {
			faults.Duplicate(path+"/closed_to/"+strconv.Itoa(i), hazard, "each hazard once, none empty")
		}
	}
}

func (r Recovery) validate(path string, currency logistics.Currency, faults *logistics.Faults) {
	share := func(name string, share logistics.Ratio, least int64) {
		if share.Num() < least || share.Num() > share.Den() {
			faults.OutOfRange(path+name, share, "from 0 to 100%")
		}
	}
	if r.Share.IsZero() {
		faults.Required(path+"/share", "a share such as 80%")
	}
	share("/share", r.Share, 0)
	share("/success", r.Success, 0)
	share("/fallback_share", r.FallbackShare, 0)
	if order, err := r.Weeks.Cmp(logistics.MustRatio("520/1")); r.Weeks.Num() < 0 || err == nil && order > 0 {
		faults.OutOfRange(path+"/weeks", r.Weeks, "from 0 to "+strconv.Itoa(maxWeeks))
	}
	if !r.Fallback.IsZero() && r.Fallback.Currency() != currency && !currency.IsZero() {
		faults.Mismatch(path+"/fallback", r.Fallback, "one currency for a policy")
	}
	if !r.Fallback.IsZero() && !r.FallbackShare.IsZero() {
		faults.Conflict(path+"/fallback_share", r.FallbackShare, "an amount or a share, not both")
	}
	if r.Success.IsZero() && (!r.Fallback.IsZero() || !r.FallbackShare.IsZero()) {
		faults.Required(path+"/success", "a fallback needs a chance of success")
	}
}

// hazards lists the different hazards of the policy.
func (p Policy) hazards() []Hazard {
	var all []Hazard
	for _, option := range p.Options[:min(len(p.Options), maxOptions)] {
		for _, hazard := range option.ClosedTo {
			if len(all) <= maxHazards && !slices.Contains(all, hazard) {
				all = append(all, hazard)
			}
		}
	}
	return all
}

// Compile prepares the policy; it returns every fault.
func Compile(p Policy) (*Chooser, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	p.Options = slices.Clone(p.Options)
	c := &Chooser{
		policy: p, currency: p.Options[0].Cost.Currency(), hazards: p.hazards(),
		closed: make([]uint64, len(p.Options)), keeping: make([]bool, len(p.Options)),
		factors: make([][]factors, len(p.Options)),
		loads:   make([]Load, len(p.Options)), queues: make([]float64, len(p.Options)),
	}
	c.margin = 2.1 * math.Pow10(-c.currency.Digits())
	for i := range p.Options {
		p.Options[i].Recovery = slices.Clone(p.Options[i].Recovery)
		p.Options[i].ClosedTo = slices.Clone(p.Options[i].ClosedTo)
		c.closed[i], c.keeping[i] = c.flags(p.Options[i].ClosedTo), p.Options[i].Disposition == ReturnlessRefund
		c.factors[i] = factorsOf(&p.Options[i])
	}
	c.coarse = c.isCoarse()
	return c, nil
}

// Chooser is a [Policy] that was found in order: it chooses. It is immutable and safe for concurrent use. The zero
// Chooser chooses nothing: it is a fault wherever it is asked.
type Chooser struct {
	policy   Policy
	currency logistics.Currency
	hazards  []Hazard // of all options; a set of them is a word of bits
	closed   []uint64 // for each option the hazards it is closed to
	keeping  []bool   // for each option whether it brings nothing in
	factors  [][]factors
	coarse   bool      // an amount is too large for floats
	margin   float64   // two minor units, and a hair
	loads    []Load    // for each option how it stands
	queues   []float64 // their weeks
}

// ready reports whether this is the chooser of a policy.
func (c *Chooser) ready() bool { return c != nil && len(c.policy.Options) > 0 }

// flags is a set of hazards; those the policy does not name close nothing.
func (c *Chooser) flags(hazards []Hazard) (set uint64) {
	for _, hazard := range hazards {
		if i := slices.Index(c.hazards, hazard); i >= 0 {
			set |= 1 << i
		}
	}
	return set
}

// named lists a set of hazards for people.
func (c *Chooser) named(set uint64) (hazards []Hazard) {
	for i, hazard := range c.hazards {
		if set&(1<<i) != 0 {
			hazards = append(hazards, hazard)
		}
	}
	return hazards
}
