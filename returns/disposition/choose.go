package disposition

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// Item is one returned item, or one that is to be returned.
type Item struct {
	Value   logistics.Money // what it is worth as new, now
	Grade   Grade
	Inbound logistics.Money // what it will cost to bring it in; absent when it is here
}

// Choose compiles the policy and chooses once: for the first program one writes. Compile once for more.
func Choose(p Policy, item Item) (Choice, error) {
	c, err := Compile(p)
	if err != nil {
		return Choice{}, err
	}
	return c.Choose(item)
}

// Choice is the best way out, with what is needed to compare it with the others.
type Choice struct {
	compiled *Compiled
	item     Item
	best     int // position in the policy plus one; 0 when no way is open
	net      logistics.Money
}

// Way is the best way out; "" when the policy has none for the grade.
func (c Choice) Way() Way {
	if c.best == 0 {
		return ""
	}
	return c.compiled.policy.Options[c.best-1].Way
}

// Net is the expected net recovery of the best way, below zero when even that loses money; no amount
// when there is none.
func (c Choice) Net() logistics.Money { return c.net }

// Choose finds the best way out for an item.
func (c *Compiled) Choose(item Item) (Choice, error) {
	if err := c.check(item); err != nil {
		return Choice{}, err
	}
	choice := Choice{compiled: c, item: item}
	for i := range c.policy.Options {
		f, err := c.figure(i, item)
		if err != nil {
			return Choice{}, err
		}
		if f.closed == "" && (choice.best == 0 || above(f.net, choice.net)) {
			choice.best, choice.net = i+1, f.net
		}
	}
	return choice, nil
}

// above compares two amounts of one currency.
func above(a, b logistics.Money) bool {
	order, err := a.Cmp(b)
	return err == nil && order > 0
}

// check reports every fault of the item.
func (c *Compiled) check(item Item) error {
	var faults logistics.Faults
	currency := c.policy.Options[0].Cost.Currency()
	switch {
	case item.Value.IsZero():
		faults.Add("/value", logistics.FaultRequired, "", "an amount with its currency")
	case item.Value.Sign() < 0:
		faults.Add("/value", logistics.FaultOutOfRange, item.Value.String(), "not below zero")
	case item.Value.Currency() != currency:
		faults.Add("/value", logistics.FaultMismatch, item.Value.String(), "the policy counts in "+currency.Code())
	}
	switch {
	case item.Inbound.IsZero():
	case item.Inbound.Sign() < 0:
		faults.Add("/inbound", logistics.FaultOutOfRange, item.Inbound.String(), "not below zero")
	case item.Inbound.Currency() != currency:
		faults.Add("/inbound", logistics.FaultMismatch, item.Inbound.String(), "the policy counts in "+currency.Code())
	}
	if item.Grade == "" {
		faults.Add("/grade", logistics.FaultRequired, "", "the state the item was found in")
	}
	return faults.Err()
}

// figure is the expected net recovery of one way, or why it is closed.
type figure struct {
	closed           logistics.Code
	share            logistics.Ratio
	recovered, bring logistics.Money
	net              logistics.Money
}

func (c *Compiled) figure(i int, item Item) (f figure, err error) {
	option := &c.policy.Options[i]
	for _, r := range option.Recovery {
		if r.Grade == item.Grade {
			f.share = r.Share
		}
	}
	switch {
	case option.Way == KeepTheItem && item.Inbound.IsZero():
		return figure{closed: GoodsHere}, nil
	case f.share.IsZero():
		return figure{closed: GradeNotListed}, nil
	case option.Way != KeepTheItem:
		f.bring = item.Inbound
	}
	f.recovered, err = item.Value.Share(f.share, c.policy.Rounding)
	if err == nil {
		f.net, err = f.recovered.Sub(option.Cost)
	}
	if err == nil {
		f.net, err = f.net.Sub(f.bring)
	}
	return f, err
}

// The reasons: one for each way of the policy.
const (
	Chosen         logistics.Code = "disposition.option.chosen"
	Lower          logistics.Code = "disposition.option.lower"
	Tied           logistics.Code = "disposition.option.tied"
	GradeNotListed logistics.Code = "disposition.option.grade_not_listed"
	GoodsHere      logistics.Code = "disposition.option.goods_here"
)

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: Chosen, Text: "{way} is best with {net}: {share} of {value} is {recovered}, less {cost} to process and {inbound} to bring in"},
		{Code: Lower, Text: "{way} comes to {net}, below {best}: {share} of {value} is {recovered}, less {cost} to process and {inbound} to bring in"},
		{Code: Tied, Text: "{way} comes to {net} as well, but stands later in the policy"},
		{Code: GradeNotListed, Text: "{way} is not open to grade {grade}"},
		{Code: GoodsHere, Text: "{way} is not open: the goods are here already"},
	}
}

// Reasons lists every way of the policy, in its order, with its figure.
func (c Choice) Reasons() []logistics.Reason {
	if c.compiled == nil {
		return nil
	}
	options := c.compiled.policy.Options
	reasons := make([]logistics.Reason, len(options))
	for i := range options {
		f, _ := c.compiled.figure(i, c.item) // Choose would have returned the error
		reasons[i] = c.reason(i, f)
	}
	return reasons
}

func (c Choice) reason(i int, f figure) logistics.Reason {
	option := c.compiled.policy.Options[i]
	reason := logistics.Reason{Path: "/options/" + strconv.Itoa(i), Params: []logistics.Param{{Name: "way", Text: string(option.Way)}}}
	if f.closed != "" {
		reason.Code = f.closed
		reason.Params = append(reason.Params, logistics.Param{Name: "grade", Text: string(c.item.Grade)})
		return reason
	}
	bring := f.bring
	if bring.IsZero() {
		bring = logistics.Minor(0, option.Cost.Currency())
	}
	reason.Params = append(reason.Params,
		logistics.Param{Name: "net", Text: f.net.String()}, logistics.Param{Name: "best", Text: c.net.String()},
		logistics.Param{Name: "share", Text: f.share.String()}, logistics.Param{Name: "value", Text: c.item.Value.String()},
		logistics.Param{Name: "recovered", Text: f.recovered.String()}, logistics.Param{Name: "cost", Text: option.Cost.String()},
		logistics.Param{Name: "inbound", Text: bring.String()})
	switch {
	case i == c.best-1:
		reason.Code = Chosen
	case f.net.Equal(c.net):
		reason.Code = Tied
	default:
		reason.Code = Lower
	}
	return reason
}
