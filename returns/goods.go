package returns

import (
	"slices"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/returns/disposition"
)

// Goods is the ledger of the units of one line in a return. What is not a count of its own here follows
// from those that are.
type Goods struct {
	Line       logistics.ID `json:"line"`
	Requested  int64        `json:"requested"` // without what was declined, called off or split off
	Dispatched int64        `json:"dispatched,omitzero"`
	Good       int64        `json:"good,omitzero"`    // received
	Damaged    int64        `json:"damaged,omitzero"` // received
	Missing    int64        `json:"missing,omitzero"` // announced and not in the parcel; still outstanding
	Settled    int64        `json:"settled,omitzero"` // without receipt, and up for a decision
	Review     int64        `json:"review,omitzero"`  // wait for a person
	Replaced   int64        `json:"replaced,omitzero"`
	Exchanged  int64        `json:"exchanged,omitzero"` // replaced by something of another price
	SentBack   int64        `json:"sent_back,omitzero"` // or promised to be
	Lots       []Lot        `json:"lots,omitempty"`
}

// Lot are the units of one condition; those that were decided without an inspection have none.
type Lot struct {
	Condition logistics.Condition `json:"condition,omitzero"`
	Inspected int64               `json:"inspected,omitzero"`
	Accepted  int64               `json:"accepted,omitzero"`
	Rejected  int64               `json:"rejected,omitzero"`
	Refunded  int64               `json:"refunded,omitzero"` // authorised, whatever became of the money
	Disposed  []Disposed          `json:"disposed,omitempty"`
}

// Received is how many units came.
func (g *Goods) Received() int64 { return g.Good + g.Damaged }

// Outstanding is how many have not come and are not settled.
func (g *Goods) Outstanding() int64 { return g.Requested - g.Received() - g.Settled }

// pool is how many can be decided.
func (g *Goods) pool() int64 { return g.Received() + g.Settled }

// replaced is how many other units went out for.
func (g *Goods) replaced() int64 { return g.Replaced + g.Exchanged }

func (g *Goods) sum(of func(*Lot) int64) (units int64) {
	for i := range g.Lots {
		units += of(&g.Lots[i])
	}
	return units
}

// Accepted is how many were accepted.
func (g *Goods) Accepted() int64 { return g.sum(func(l *Lot) int64 { return l.Accepted }) }

// Rejected is how many were rejected.
func (g *Goods) Rejected() int64 { return g.sum(func(l *Lot) int64 { return l.Rejected }) }

// Refunded is how many have a refund.
func (g *Goods) Refunded() int64 { return g.sum(func(l *Lot) int64 { return l.Refunded }) }

// Inspected is how many were inspected.
func (g *Goods) Inspected() int64 { return g.sum(func(l *Lot) int64 { return l.Inspected }) }

// Disposed is what became of received units.
func (g *Goods) Disposed() int64 { return g.sum((*Lot).disposed) }

func (l *Lot) disposed() (units int64) {
	for _, d := range l.Disposed {
		units += d.Units
	}
	return units
}

// undecided is how many units of a lot nobody has decided; those without a condition were not inspected.
func (g *Goods) undecided(condition logistics.Condition) int64 {
	lot := g.lot(condition)
	if condition == "" {
		return g.pool() - g.Inspected() - lot.Accepted - lot.Rejected
	}
	return lot.Inspected - lot.Accepted - lot.Rejected
}

// open is how many units wait for a decision. Units that are sent back are rejected ones first, and
// units that were replaced accepted ones; what is left of both needs no decision.
func (g *Goods) open() int64 {
	accepted, rejected := g.Accepted(), g.Rejected()
	return max(g.pool()-max(accepted, g.replaced())-max(rejected, g.SentBack), 0)
}

// owed is how many accepted units have neither a refund nor a replacement.
func (g *Goods) owed() int64 { return max(g.Accepted()-g.Refunded()-g.replaced(), 0) }

// lot is the lot of a condition; an empty one when there is none.
func (g *Goods) lot(condition logistics.Condition) Lot {
	for i := range g.Lots {
		if g.Lots[i].Condition == condition {
			return g.Lots[i]
		}
	}
	return Lot{Condition: condition}
}

// has reports whether units were found in a condition.
func (g *Goods) has(condition logistics.Condition) bool {
	return slices.ContainsFunc(g.Lots, func(l Lot) bool { return l.Condition == condition })
}

// has reports whether units of a lot have a disposition.
func (l *Lot) has(d disposition.Disposition) bool {
	return slices.ContainsFunc(l.Disposed, func(o Disposed) bool { return o.Disposition == d })
}

// at is the place of a lot, which is made when there is none.
func (g *Goods) at(condition logistics.Condition) *Lot {
	i := slices.IndexFunc(g.Lots, func(l Lot) bool { return l.Condition == condition })
	if i < 0 {
		i, g.Lots = len(g.Lots), append(g.Lots, Lot{Condition: condition})
	}
	return &g.Lots[i]
}

func (g *Goods) clone() Goods {
	c := *g
	c.Lots = slices.Clone(g.Lots)
	for i := range c.Lots {
		c.Lots[i].Disposed = slices.Clone(c.Lots[i].Disposed)
	}
	return c
}
