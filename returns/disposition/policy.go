package disposition

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
)

// Way is a way out for a returned item. The vocabulary is open; these are the usual ones.
type Way string

// The usual ways out. [KeepTheItem] alone is treated apart: it brings nothing in.
const (
	Restock      Way = "restock"       // back on the shelf as new
	Refurbish    Way = "refurbish"     // repaired or repacked, and sold for less
	VendorCredit Way = "vendor_credit" // back to the vendor, for a credit
	Liquidate    Way = "liquidate"     // sold off in bulk
	Scrap        Way = "scrap"         // recycled or destroyed
	KeepTheItem  Way = "keep_the_item" // refunded, and left with the customer
)

// Grade is the state an item was found in, in the words of the host: "A", "opened", "broken".
type Grade string

// Recovery is the share of the value that a way recovers for a grade.
type Recovery struct {
	Grade Grade           `json:"grade"`
	Share logistics.Ratio `json:"share"`
}

// Option is one way out.
type Option struct {
	Way      Way             `json:"way"`
	Recovery []Recovery      `json:"recovery"` // by grade; a grade that is not listed cannot go this way
	Cost     logistics.Money `json:"cost"`     // of processing one item
}

// Policy lists the ways out. Of two that recover as much the first is taken.
type Policy struct {
	Schema   string             `json:"schema"`
	ID       logistics.ID       `json:"id"`
	Version  int                `json:"version"`
	Options  []Option           `json:"options"`
	Rounding logistics.Rounding `json:"rounding"`
}

func document() wire.Document { return wire.Document{Name: "disposition.policy"} }

// DecodePolicy reads the policy strictly. All faults are returned.
func DecodePolicy(data []byte) (Policy, error) {
	return wire.DecodeDocument[Policy](document(), data, wire.Strict)
}

const (
	maxOptions = 64
	maxGrades  = 64
)

// Validate reports every fault.
func (p Policy) Validate() error {
	var faults logistics.Faults
	document().Check(p.Schema, &faults)
	if p.ID.IsZero() {
		faults.Add("/id", logistics.FaultRequired, "", "a policy is cited by its id")
	}
	if p.Version < 1 {
		faults.Add("/version", logistics.FaultOutOfRange, strconv.Itoa(p.Version), "versions count from 1")
	}
	if p.Rounding == 0 {
		faults.Add("/rounding", logistics.FaultRequired, "", "how recovered value is rounded to the minor unit")
	}
	if len(p.Options) == 0 || len(p.Options) > maxOptions {
		faults.Add("/options", logistics.FaultOutOfRange, strconv.Itoa(len(p.Options)), "1 to 64 ways out")
	}
	for i, option := range p.Options[:min(len(p.Options), maxOptions)] {
		path := "/options/" + strconv.Itoa(i)
		option.validate(path, p.Options[0].Cost.Currency(), &faults)
		if slices.ContainsFunc(p.Options[:i], func(o Option) bool { return o.Way == option.Way }) {
			faults.Add(path+"/way", logistics.FaultDuplicate, string(option.Way), "each way out once")
		}
	}
	return faults.Err()
}

func (o Option) validate(path string, currency logistics.Currency, faults *logistics.Faults) {
	if o.Way == "" {
		faults.Add(path+"/way", logistics.FaultRequired, "", "which way out")
	}
	switch {
	case o.Cost.IsZero():
		faults.Add(path+"/cost", logistics.FaultRequired, "", "an amount with its currency; it may be nothing")
	case o.Cost.Sign() < 0:
		faults.Add(path+"/cost", logistics.FaultOutOfRange, o.Cost.String(), "not below zero")
	case o.Cost.Currency() != currency && !currency.IsZero():
		faults.Add(path+"/cost", logistics.FaultMismatch, o.Cost.String(), "one currency for a policy")
	}
	if len(o.Recovery) == 0 || len(o.Recovery) > maxGrades {
		faults.Add(path+"/recovery", logistics.FaultOutOfRange, strconv.Itoa(len(o.Recovery)), "1 to 64 grades")
	}
	for i, r := range o.Recovery[:min(len(o.Recovery), maxGrades)] {
		at := path + "/recovery/" + strconv.Itoa(i)
		if r.Grade == "" || slices.ContainsFunc(o.Recovery[:i], func(e Recovery) bool { return e.Grade == r.Grade }) {
			faults.Add(at+"/grade", logistics.FaultDuplicate, string(r.Grade), "each grade once, none empty")
		}
		switch {
		case r.Share.IsZero():
			faults.Add(at+"/share", logistics.FaultRequired, "", "a share such as 80%")
		case r.Share.Num() < 0 || r.Share.Num() > r.Share.Den():
			faults.Add(at+"/share", logistics.FaultOutOfRange, r.Share.String(), "from 0 to 100%")
		}
	}
}

// Compile prepares the policy; it returns every fault.
func Compile(p Policy) (*Compiled, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	p.Options = slices.Clone(p.Options)
	for i := range p.Options {
		p.Options[i].Recovery = slices.Clone(p.Options[i].Recovery)
	}
	return &Compiled{p}, nil
}

// Compiled is a [Policy] that was found in order. It is immutable and safe for concurrent use.
type Compiled struct {
	policy Policy
}
