package disposition

import (
	"encoding/json"
	"math/bits"

	"github.com/logicrm/logistics"
)

// Choose compiles the policy and chooses once: for the first program one writes. Compile once for more.
func Choose(p Policy, item Item) (Choice, error) {
	c, err := Compile(p)
	if err != nil {
		return Choice{}, err
	}
	return c.Choose(item)
}

// Choice is the best disposition of an item, with what is needed to compare it with the others. It is written to JSON
// with its figures and reasons, and says the same when it is read back.
type Choice struct {
	chooser *Chooser
	item    asked
	best    int // position in the policy plus one; 0 when no way is open
	net     logistics.Money
	read    *choice // instead of all this, when it was read
}

// Disposition is the best way out; "" when the policy has none for the item.
func (c Choice) Disposition() Disposition {
	switch {
	case c.read != nil:
		return c.read.Disposition
	case c.best == 0:
		return ""
	}
	return c.chooser.policy.Options[c.best-1].Disposition
}

// Net is the expected net recovery of the best way, below zero when even that loses money; no amount
// when there is none.
func (c Choice) Net() logistics.Money {
	if c.read != nil {
		return c.read.Net
	}
	return c.net
}

// Of is the expected net recovery of any way; ok is false for one that is not open to the item.
func (c Choice) Of(way Disposition) (net logistics.Money, ok bool) {
	if c.read != nil {
		for _, o := range c.read.Options {
			if o.Disposition == way {
				return o.Net, !o.Net.IsZero()
			}
		}
		return logistics.Money{}, false
	}
	if c.chooser == nil {
		return logistics.Money{}, false
	}
	for i := range c.chooser.policy.Options {
		if c.chooser.policy.Options[i].Disposition == way {
			f, err := c.chooser.figure(i, &c.item)
			return f.net, err == nil && f.closed == 0
		}
	}
	return logistics.Money{}, false
}

// choice is a Choice on the wire.
type choice struct {
	Disposition Disposition        `json:"disposition,omitzero"`
	Net         logistics.Money    `json:"net,omitzero"`
	Options     []option           `json:"options,omitempty"`
	Reasons     []logistics.Reason `json:"reasons,omitempty"`
	Flips       []Flip             `json:"flips,omitempty"`
}

// option is a way of the policy; one that is closed has no figure.
type option struct {
	Disposition Disposition     `json:"disposition"`
	Net         logistics.Money `json:"net,omitzero"`
}

// MarshalJSON writes the choice with its figures, its reasons and what would change it.
func (c Choice) MarshalJSON() ([]byte, error) {
	if c.read != nil {
		return json.Marshal(c.read)
	}
	out := choice{Disposition: c.Disposition(), Net: c.net, Reasons: c.Reasons(), Flips: c.Flips()}
	if c.chooser != nil {
		for i := range c.chooser.policy.Options {
			way := c.chooser.policy.Options[i].Disposition
			net, ok := c.Of(way)
			if !ok {
				net = logistics.Money{}
			}
			out.Options = append(out.Options, option{way, net})
		}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (c *Choice) UnmarshalJSON(data []byte) error {
	var read choice
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	*c = Choice{read: &read}
	return nil
}

// Choose finds the best way out for an item.
func (c *Chooser) Choose(item Item) (Choice, error) {
	if err := c.check(item); err != nil {
		return Choice{}, err
	}
	a := c.asked(item)
	return c.choose(&a, c.contenders(&a))
}

// choose finds the best of a set of ways.
func (c *Chooser) choose(a *asked, set uint64) (Choice, error) {
	choice := Choice{chooser: c, item: *a}
	for ; set != 0; set &= set - 1 {
		i := bits.TrailingZeros64(set)
		if i >= len(c.policy.Options) {
			break
		}
		f, err := c.figure(i, a)
		if err != nil {
			return Choice{}, err
		}
		if f.closed == 0 && (choice.best == 0 || above(f.net, choice.net)) {
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
