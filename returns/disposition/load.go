package disposition

import (
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Load is how a way stands at the moment: how long its queue is, and how many units it still takes.
type Load struct {
	Disposition Disposition     `json:"way"`
	Queue       logistics.Ratio `json:"queue,omitzero"` // weeks an item waits before the way begins; absent: none
	Left        *int64          `json:"left,omitempty"` // units of the quota that are left; absent: no quota
}

// With is the same policy with its ways as they stand now. Loads that were given before are forgotten.
// All faults are returned.
func (c *Chooser) With(loads []Load) (*Chooser, error) {
	var faults logistics.Faults
	if !c.ready() {
		faults.Required("/policy", "a compiled policy")
		return nil, faults.Err()
	}
	now := *c
	now.loads, now.queues = make([]Load, len(c.policy.Options)), make([]float64, len(c.policy.Options))
	for i, load := range loads {
		path := "/" + strconv.Itoa(i)
		k := slices.IndexFunc(c.policy.Options, func(o Option) bool { return o.Disposition == load.Disposition })
		switch {
		case k < 0:
			faults.Unknown(path+"/way", load.Disposition, "no disposition of the policy")
		case now.loads[k].Disposition != "":
			faults.Duplicate(path+"/way", load.Disposition, "each disposition once")
		default:
			if load.Left != nil {
				left := *load.Left
				load.Left = &left
			}
			now.loads[k] = load
			now.queues[k], _ = load.Queue.Float()
		}
		if order, err := load.Queue.Cmp(logistics.MustRatio("520/1")); load.Queue.Num() < 0 || err == nil && order > 0 {
			faults.OutOfRange(path+"/queue", load.Queue, "from 0 to "+strconv.Itoa(maxWeeks)+" weeks")
		}
		if load.Left != nil && *load.Left < 0 {
			faults.OutOfRange(path+"/left", *load.Left, "not below zero")
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return &now, nil
}
