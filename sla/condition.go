package sla

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Subject is what an agreement, a target or a clock is looked up for.
type Subject struct {
	Customer logistics.ID `json:"customer,omitzero"`
	Tier     logistics.ID `json:"tier,omitzero"`
	Priority string       `json:"priority,omitzero"`
	Service  string       `json:"service,omitzero"`
	Lane     string       `json:"lane,omitzero"`
}

// Condition says which subjects something is for. Each list that is given must name the subject; a list
// that is absent asks nothing. A condition that asks nothing at all matches nothing, unless it says
// Any: a forgotten condition never becomes a catch-all.
type Condition struct {
	Any        bool           `json:"any,omitzero"`
	Customers  []logistics.ID `json:"customers,omitempty"`
	Tiers      []logistics.ID `json:"tiers,omitempty"`
	Priorities []string       `json:"priorities,omitempty"`
	Services   []string       `json:"services,omitempty"`
	Lanes      []string       `json:"lanes,omitempty"`
}

// blank reports whether the condition asks nothing.
func (c *Condition) blank() bool {
	return len(c.Customers)+len(c.Tiers)+len(c.Priorities)+len(c.Services)+len(c.Lanes) == 0
}

// Matches reports whether the condition is for the subject.
func (c Condition) Matches(s Subject) bool { return c.mismatch(&s) == "" }

// mismatch names the first list the subject is not on; "" when the condition is for it.
func (c *Condition) mismatch(s *Subject) string {
	switch {
	case c.blank():
		if c.Any {
			return ""
		}
		return "blank"
	case !on(c.Customers, s.Customer):
		return "customer"
	case !on(c.Tiers, s.Tier):
		return "tier"
	case !on(c.Priorities, s.Priority):
		return "priority"
	case !on(c.Services, s.Service):
		return "service"
	case !on(c.Lanes, s.Lane):
		return "lane"
	default:
		return ""
	}
}

// specificity is how many lists a condition asks for: the more, the closer it fits.
func (c Condition) specificity() int {
	n := 0
	for _, asked := range [5]bool{len(c.Customers) > 0, len(c.Tiers) > 0, len(c.Priorities) > 0, len(c.Services) > 0, len(c.Lanes) > 0} {
		if asked {
			n++
		}
	}
	return n
}

func on[T comparable](list []T, value T) bool { return len(list) == 0 || slices.Contains(list, value) }

func (c Condition) clone() Condition {
	c.Customers, c.Tiers = slices.Clone(c.Customers), slices.Clone(c.Tiers)
	c.Priorities, c.Services, c.Lanes = slices.Clone(c.Priorities), slices.Clone(c.Services), slices.Clone(c.Lanes)
	return c
}

// IsZero reports whether nothing is said.
func (c Condition) IsZero() bool { return !c.Any && c.blank() }

const maxListed = 1000

func (c Condition) validate(path string, faults *logistics.Faults) {
	if c.Any && !c.blank() {
		faults.Add(path+"/any", logistics.FaultConflict, "", "any subject, and only some")
	}
	for _, list := range []struct {
		name string
		n    int
	}{{"/customers", len(c.Customers)}, {"/tiers", len(c.Tiers)}, {"/priorities", len(c.Priorities)}, {"/services", len(c.Services)}, {"/lanes", len(c.Lanes)}} {
		if list.n > maxListed {
			faults.Add(path+list.name, logistics.FaultTooMany, strconv.Itoa(list.n), "at most 1000")
		}
	}
}
