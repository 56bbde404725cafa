package vmi

import (
	"math"
	"math/bits"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi/policy"
)

// Row is one item at one place for [Plan]: what an agreement and a report say, as numbers of one unit and
// of days. Quantities have at most six decimals; a reorder point is 9,000,000 units at the most.
type Row struct {
	Demand       policy.Demand       `json:"demand"`
	Lead         policy.LeadTime     `json:"lead"`
	Service      policy.CycleService `json:"service"`
	Review       float64             `json:"review"` // days
	Pack         float64             `json:"pack"`
	Minimum      float64             `json:"minimum"`
	Maximum      float64             `json:"maximum"` // 0: none
	MinimumOrder float64             `json:"minimum_order"`
	MaximumOrder float64             `json:"maximum_order"` // 0: none
	UpToMaximum  bool                `json:"up_to_maximum,omitzero"`
	OnHand       float64             `json:"on_hand"`
	OnOrder      float64             `json:"on_order"`
	Allocated    float64             `json:"allocated"`
}

// Planned is what a row comes to.
type Planned struct {
	Position     float64 `json:"position"`
	ReorderPoint float64 `json:"reorder_point"`
	Target       float64 `json:"target"`
	Packs        int64   `json:"packs"` // to be ordered
}

// Plan works out many rows at once, each as [Planner.Propose] does it under an agreement that counts whole
// units, rounds packs up and skips an order that does not fit: it is the same arithmetic without the
// documents and the reasons, and it does not allocate. Freshness, authority and calendar are the host's to
// look at before. The plans go where out says, which has a place for each row. When any row is at fault,
// all faults are returned, up to a thousand, and nothing is planned.
func Plan(rows []Row, out []Planned) error {
	if len(out) < len(rows) {
		return logistics.NewFieldError(
			logistics.FaultConflict, strconv.Itoa(len(out)), "room for "+strconv.Itoa(len(rows))+" rows",
		)
	}
	for i := range rows {
		if !rows[i].fine() {
			return faultsOfRows(rows)
		}
	}
	for i := range rows {
		if err := rows[i].plan(&out[i]); err != nil {
			clear(out[:i+1])
			return faultsOfRows(rows)
		}
	}
	return nil
}

// micro is how fine the arithmetic is, and mostMicro where it ends.
const (
	micro     = 1_000_000
	mostMicro = 9e12
)

// within is false for NaN too.
func within(f float64) bool { return f >= 0 && f <= mostMicro/micro }

// fine is the check of a row that is in order.
func (r *Row) fine() bool {
	least := min(r.Review, r.Minimum, r.Maximum, r.MinimumOrder, r.MaximumOrder, r.OnHand, r.OnOrder, r.Allocated)
	most := max(
		r.Review, r.Pack, r.Minimum, r.Maximum, r.MinimumOrder, r.MaximumOrder, r.OnHand, r.OnOrder, r.Allocated,
	)
	return least >= 0 && most <= mostMicro/micro && r.Pack > 0 && (r.Maximum == 0 || r.Maximum >= r.Minimum) &&
		(!r.UpToMaximum || r.Maximum > 0) &&
		(r.MaximumOrder == 0 || r.MaximumOrder >= max(r.Pack, r.MinimumOrder)) && scaled(r.Pack) > 0 &&
		within(r.Demand.MeanPerDay) && within(r.Lead.MeanDays)
}

func faultsOfRows(rows []Row) error {
	var faults logistics.Faults
	for i := range rows {
		r := &rows[i]
		path := "/" + strconv.Itoa(i)
		if r.fine() {
			faults.At(path, r.plan(new(Planned)))
			continue
		}
		for _, f := range []struct {
			path  string
			value float64
		}{
			{"/mean_per_day", r.Demand.MeanPerDay},
			{"/lead_days", r.Lead.MeanDays},
			{"/review", r.Review},
			{"/minimum", r.Minimum},
			{"/maximum", r.Maximum},
			{"/minimum_order", r.MinimumOrder},
			{"/maximum_order", r.MaximumOrder},
			{"/on_hand", r.OnHand},
			{"/on_order", r.OnOrder},
			{"/allocated", r.Allocated},
		} {
			if !within(f.value) {
				faults.OutOfRange(path+f.path, strconv.FormatFloat(f.value, 'g', 12, 64), "0 to 9,000,000")
			}
		}
		if !within(r.Pack) || scaled(r.Pack) <= 0 {
			faults.OutOfRange(path+"/pack", strconv.FormatFloat(r.Pack, 'g', 12, 64), "0.000001 to 9,000,000")
		}
		if r.Maximum != 0 && r.Maximum < r.Minimum || r.UpToMaximum && r.Maximum == 0 {
			faults.Conflict(
				path+"/maximum", strconv.FormatFloat(r.Maximum, 'g', 12, 64),
				"must not be below the minimum, and is required with up_to_maximum",
			)
		}
		if r.MaximumOrder != 0 && r.MaximumOrder < max(r.Pack, r.MinimumOrder) {
			faults.Conflict(
				path+"/maximum_order", strconv.FormatFloat(r.MaximumOrder, 'g', 12, 64),
				"must not be below the pack and the minimum order",
			)
		}
		if len(faults) >= 1000 {
			break
		}
	}
	return faults.Err()
}

// plan does the sums in millionths of a unit, so that they are those of exact quantities.
func (r *Row) plan(out *Planned) error {
	level, err := policy.ReorderPoint(r.Demand, r.Lead, r.Service)
	if err != nil {
		return err
	}
	mean := scaled(r.Demand.MeanPerDay)
	safety := math.Ceil(level.SafetyStock() * micro)
	lead := times(mean, scaled(r.Lead.MeanDays))
	if !(math.Abs(safety) <= mostMicro) || lead > mostMicro || times(mean, scaled(r.Review)) > mostMicro {
		return logistics.NewFieldError(logistics.FaultOutOfRange, "",
			"reorder point and target may be at most 9,000,000 units: demand, deviation or times are too large")
	}
	reorder := max(wholeUnits(lead+int64(safety)), scaled(r.Minimum))
	target := reorder
	switch {
	case mean == 0:
	case r.UpToMaximum:
		target = scaled(r.Maximum)
	default:
		target += wholeUnits(times(mean, scaled(r.Review)))
	}
	position := scaled(r.OnHand) + scaled(r.OnOrder) - scaled(r.Allocated)
	*out = Planned{
		Position: float64(position) / micro, ReorderPoint: float64(reorder) / micro, Target: float64(target) / micro,
	}
	if position > reorder || target <= position {
		return nil
	}
	pack := scaled(r.Pack)
	packs := up(target-position, pack)
	least := up(scaled(r.MinimumOrder), pack)
	ordered := max(packs, least)
	if r.MaximumOrder > 0 {
		ordered = min(ordered, scaled(r.MaximumOrder)/pack)
		least = min(least, ordered)
	}
	if r.Maximum > 0 {
		ordered = min(ordered, max(scaled(r.Maximum)-position, 0)/pack)
	}
	if ordered >= least {
		out.Packs = ordered
	}
	return nil
}

// scaled is a figure in millionths.
func scaled(f float64) int64 { return int64(math.Round(f * micro)) }

// times is a product of two figures in millionths, rounded up.
func times(a, b int64) int64 {
	high, low := bits.Mul64(uint64(a), uint64(b))
	low, carry := bits.Add64(low, micro-1, 0)
	if high+carry >= micro {
		return math.MaxInt64 / 4 // beyond every bound of a row
	}
	quotient, _ := bits.Div64(high+carry, low, micro)
	return int64(min(quotient, math.MaxInt64/4))
}

// up is how many packs hold a quantity.
func up(q, pack int64) int64 { return (q + pack - 1) / pack }

// wholeUnits rounds up.
func wholeUnits(q int64) int64 {
	if q <= 0 {
		return -(-q / micro) * micro
	}
	return (q + micro - 1) / micro * micro
}
