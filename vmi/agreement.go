package vmi

import (
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/vmi/policy"
)

// Authority is how far the supplier may go.
type Authority string

// The degrees of authority.
const (
	AuthorityMonitor Authority = "monitor"      // watch, and order nothing
	AuthorityPropose Authority = "propose"      // suggest orders, which the customer confirms
	AuthorityShip    Authority = "ship_in_band" // ship by itself while stock ends up between minimum and maximum
)

// OrderUpTo is the rule for how far an order fills the stock.
type OrderUpTo string

// The rules.
const (
	UpToReview  OrderUpTo = "review_period" // to the reorder point and the demand of a review period
	UpToMaximum OrderUpTo = "maximum"       // to the agreed maximum
)

// LeadTime is the time from an order to its receipt, in days ("DAY").
type LeadTime struct {
	Mean logistics.Quantity `json:"mean"`
	SD   logistics.Quantity `json:"sd,omitzero"` // standard deviation; absent is none
}

// Agreement is the policy: what was agreed about one item at one place.
type Agreement struct {
	Schema       string             `json:"schema"`
	ID           logistics.ID       `json:"id"`
	Version      int                `json:"version"`
	Item         logistics.ID       `json:"item"`
	Place        logistics.Place    `json:"place"` // with the zone its reports are stamped in
	Unit         logistics.Unit     `json:"unit"`
	ServiceLevel logistics.Ratio    `json:"service_level"` // probability of no stock-out in an order cycle
	LeadTime     LeadTime           `json:"lead_time"`
	Review       logistics.Quantity `json:"review_period,omitzero"` // in days
	Pack         logistics.Quantity `json:"pack"`                   // orders are multiples of it
	PackRounding logistics.Rounding `json:"pack_rounding"`          // ceiling: the last part of a pack is a pack
	Minimum      logistics.Quantity `json:"minimum,omitzero"`
	Maximum      logistics.Quantity `json:"maximum,omitzero"`
	OrderUpTo    OrderUpTo          `json:"order_up_to"`
	Authority    Authority          `json:"authority"`
	FreshFor     logistics.Duration `json:"fresh_for"` // how old a report may be; "any" is no limit
}

func document() wire.Document { return wire.Document{Name: "vmi.agreement"} }

// DecodeAgreement reads the policy strictly. All faults are returned.
func DecodeAgreement(data []byte) (Agreement, error) {
	return wire.DecodeDocument[Agreement](document(), data, wire.Strict)
}

// Bounds: beyond them a unit or a decimal point is wrong.
const (
	maxUnits = 1e12
	maxDays  = 36525
	decimals = 6 // of a pack, and of what is computed on the way
)

// Validate reports every fault.
func (a Agreement) Validate() error {
	var faults logistics.Faults
	document().Check(a.Schema, &faults)
	for _, id := range []struct {
		path  string
		value logistics.ID
		why   string
	}{{"/id", a.ID, "an agreement is cited by its id"}, {"/item", a.Item, "the item that is looked after"}} {
		if id.value.IsZero() {
			faults.Add(id.path, logistics.FaultRequired, "", id.why)
		}
	}
	if a.Version < 1 {
		faults.Add("/version", logistics.FaultOutOfRange, strconv.Itoa(a.Version), "versions count from 1")
	}
	faults.At("/place", a.Place.Validate())
	if a.Unit.IsZero() {
		faults.Add("/unit", logistics.FaultRequired, "", "the unit stock is counted in")
	}
	a.validateService(&faults)
	a.validateStock(&faults)
	if !slices.Contains([]Authority{AuthorityMonitor, AuthorityPropose, AuthorityShip}, a.Authority) {
		faults.Add("/authority", logistics.FaultUnknown, string(a.Authority), "monitor, propose or ship_in_band")
	}
	switch {
	case a.FreshFor.IsZero():
		faults.Add("/fresh_for", logistics.FaultRequired, "", "how old a report may be, or any")
	case a.FreshFor.Negative():
		faults.Add("/fresh_for", logistics.FaultOutOfRange, a.FreshFor.String(), "not below zero")
	}
	return faults.Err()
}

// validateService reports the faults of what the reorder point is computed from.
func (a Agreement) validateService(faults *logistics.Faults) {
	half, most := logistics.MustRatio("1/2"), logistics.MustRatio("999999/1000000")
	switch {
	case a.ServiceLevel.IsZero():
		faults.Add("/service_level", logistics.FaultRequired, "", "a share such as 98%")
	case !a.ServiceLevel.AtLeast(half) || !most.AtLeast(a.ServiceLevel):
		faults.Add("/service_level", logistics.FaultOutOfRange, a.ServiceLevel.String(), "from 50% to 99.9999%")
	}
	day := logistics.MustUnit("DAY")
	checkQuantity("/lead_time/mean", a.LeadTime.Mean, day, required, maxDays, faults)
	checkQuantity("/lead_time/sd", a.LeadTime.SD, day, optional, maxDays, faults)
	checkQuantity("/review_period", a.Review, day, presence(a.OrderUpTo == UpToReview), maxDays, faults)
}

// validateStock reports the faults of pack, minimum and maximum.
func (a Agreement) validateStock(faults *logistics.Faults) {
	before := len(*faults)
	checkQuantity("/pack", a.Pack, a.Unit, required, maxUnits, faults)
	if len(*faults) == before {
		fine, err := a.Pack.Share(whole(1), decimals, logistics.TowardZero)
		switch {
		case a.Pack.Sign() == 0:
			faults.Add("/pack", logistics.FaultOutOfRange, a.Pack.String(), "above zero")
		case err != nil || !fine.Equal(a.Pack):
			faults.Add("/pack", logistics.FaultTooLong, a.Pack.String(), "at most six decimals")
		}
	}
	if a.PackRounding == 0 {
		faults.Add("/pack_rounding", logistics.FaultRequired, "", "how a part of a pack is rounded")
	}
	band := a.Authority == AuthorityShip
	checkQuantity("/minimum", a.Minimum, a.Unit, presence(band), maxUnits, faults)
	checkQuantity("/maximum", a.Maximum, a.Unit, presence(band || a.OrderUpTo == UpToMaximum), maxUnits, faults)
	// One that is absent has no unit, so that the two do not compare.
	if order, err := a.Maximum.Cmp(a.Minimum); err == nil && order < 0 {
		faults.Add("/maximum", logistics.FaultConflict, a.Maximum.String(), "below the minimum of "+a.Minimum.String())
	}
	if !slices.Contains([]OrderUpTo{UpToReview, UpToMaximum}, a.OrderUpTo) {
		faults.Add("/order_up_to", logistics.FaultUnknown, string(a.OrderUpTo), "review_period or maximum")
	}
}

type presence bool

const (
	optional presence = false
	required presence = true
)

// checkQuantity accepts quantities of the unit from zero up to most.
func checkQuantity(path string, q logistics.Quantity, unit logistics.Unit, must presence, most float64, faults *logistics.Faults) {
	switch {
	case q.IsZero():
		if must {
			faults.Add(path, logistics.FaultRequired, "", "a quantity with its unit")
		}
	case q.Unit() != unit:
		faults.Add(path, logistics.FaultMismatch, q.String(), "in the unit "+unit.Code())
	case q.Sign() < 0:
		faults.Add(path, logistics.FaultOutOfRange, q.String(), "not below zero")
	case q.Float() > most:
		faults.Add(path, logistics.FaultOutOfRange, q.String(), "at most "+strconv.FormatFloat(most, 'f', 0, 64))
	}
}

// whole is n as a ratio, to multiply by.
func whole(n int64) logistics.Ratio {
	r, _ := logistics.NewRatio(n, 1) // a denominator of one is never a fault
	return r
}

// Compiled is an [Agreement] that was found in order. It is immutable and safe for concurrent use.
type Compiled struct {
	agreement    Agreement
	clock        *time.Location // nil when the zone of the place is not known
	service      policy.CycleService
	lead         policy.LeadTime
	leadDays     logistics.Ratio
	reviewDays   logistics.Ratio
	unitDecimals int
	schema       string // of the proposals, put together once
}

// Compile prepares the agreement; it returns every fault. The zone of the place, where there is one, is
// looked up in zones.
func Compile(a Agreement, zones logistics.Zones) (*Compiled, error) {
	var faults logistics.Faults
	faults.At("", a.Validate())
	clock := locate(a.Place.Zone, zones, &faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	service, _ := a.ServiceLevel.Float() // validated: there is data
	a.Place.Address.Lines = slices.Clone(a.Place.Address.Lines)
	c := &Compiled{
		agreement: a, clock: clock, service: policy.CycleService(service),
		lead:       policy.LeadTime{MeanDays: a.LeadTime.Mean.Float(), SDDays: a.LeadTime.SD.Float()},
		leadDays:   inDays(a.LeadTime.Mean),
		reviewDays: inDays(a.Review),
		schema:     proposalDocument().Schema(),
	}
	if d := a.Unit.Dimension(); d != logistics.Counted && d != logistics.Packages {
		c.unitDecimals = 3
	}
	return c, nil
}

// locate finds a zone, "" being none.
func locate(name string, zones logistics.Zones, faults *logistics.Faults) *time.Location {
	if name == "" {
		return nil
	}
	if zones != nil {
		if clock, err := zones.Zone(name); err == nil && clock != nil {
			return clock
		}
	}
	faults.Add("/place/zone", logistics.FaultUnknown, name, "no such time zone here")
	return nil
}

// inDays is a number of days as a ratio; none is nothing.
func inDays(q logistics.Quantity) logistics.Ratio {
	days, ok := q.ShareOf(logistics.Count(1, logistics.MustUnit("DAY")))
	if !ok {
		return whole(0)
	}
	return days
}
