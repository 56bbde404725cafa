package vmi

import (
	"encoding/json"
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
	AuthorityShipAll Authority = "ship"         // ship whatever is due
)

// OrderUpTo is the rule for how far an order fills the stock.
type OrderUpTo string

// The rules.
const (
	UpToReview  OrderUpTo = "review_period" // to the reorder point and the demand of a review period
	UpToMaximum OrderUpTo = "maximum"       // to the agreed maximum
	UpToTarget  OrderUpTo = "target"        // to the agreed target
)

// Include is which orders on their way count toward the inventory position.
type Include string

// The policies. What does not count is late supply: it is named, and may be ordered again.
const (
	IncludeAll     Include = "all"     // all of them
	IncludeHorizon Include = "horizon" // those due within the lead time and the review period
	IncludeNone    Include = "none"    // stock in the store alone
)

// Conflict is what happens when the minimum order does not fit below the maximum.
type Conflict string

// The rules for a conflict.
const (
	ConflictSkip    Conflict = "skip"    // nothing is ordered
	ConflictExceed  Conflict = "exceed"  // the minimum order is placed all the same
	ConflictPropose Conflict = "propose" // it is suggested, for the customer to confirm
)

// Weekday is a day of the week on which orders are placed.
type Weekday string

var weekdays = []Weekday{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// LeadTime is the time from an order to its receipt, in days ("DAY").
type LeadTime struct {
	Mean logistics.Quantity `json:"mean"`
	SD   logistics.Quantity `json:"sd,omitzero"` // standard deviation; absent is none
}

// Agreement is the policy: what was agreed about one item at one place.
type Agreement struct {
	Schema       string             `json:"schema"` // "logistics/vmi.agreement/1"; in Go it may be left out
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
	MinimumDays  logistics.Quantity `json:"minimum_days,omitzero"` // or as days of demand
	MaximumDays  logistics.Quantity `json:"maximum_days,omitzero"`
	SoftMaximum  bool               `json:"soft_maximum,omitzero"` // an order may pass it, and says so
	Target       logistics.Quantity `json:"target,omitzero"`       // for order_up_to target
	MinimumOrder logistics.Quantity `json:"minimum_order,omitzero"`
	MaximumOrder logistics.Quantity `json:"maximum_order,omitzero"`
	OnConflict   Conflict           `json:"on_conflict,omitzero"` // absent: skip
	OrderUpTo    OrderUpTo          `json:"order_up_to"`
	Authority    Authority          `json:"authority"`
	FreshFor     logistics.Duration `json:"fresh_for"`          // how old a report may be; "any" is no limit
	Include      Include            `json:"include,omitzero"`   // absent: all
	Effective    logistics.Period   `json:"effective,omitzero"` // absent: for ever; in the days of the place
	OrderOn      []Weekday          `json:"order_on,omitempty"` // absent: every day
	Frozen       []logistics.Period `json:"frozen,omitempty"`   // in which no order is placed or changed
	// days of demand beyond which stock is the supplier's risk
	Liability logistics.Quantity `json:"liability_days,omitzero"`
}

func document() wire.Document { return wire.Document{Name: "vmi.agreement"} }

// MarshalJSON writes the agreement with its schema.
func (a Agreement) MarshalJSON() ([]byte, error) {
	type plain Agreement
	a.Schema = document().Written(a.Schema)
	return json.Marshal(plain(a))
}

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
	document().Head(wire.Head{Schema: a.Schema, ID: a.ID, Version: a.Version}, &faults)
	if a.Item.IsZero() {
		faults.Required("/item", "the id of the item")
	}
	faults.At("/place", a.Place.Validate())
	if a.Unit.IsZero() {
		faults.Required("/unit", "the unit of the stock")
	}
	a.validateService(&faults)
	a.validateStock(&faults)
	if !slices.Contains([]Authority{AuthorityMonitor, AuthorityPropose, AuthorityShip, AuthorityShipAll}, a.Authority) {
		faults.Unknown("/authority", a.Authority, "monitor, propose, ship_in_band or ship")
	}
	a.validateCalendar(&faults)
	switch {
	case a.FreshFor.IsZero():
		faults.Required("/fresh_for", "the maximum age of a report, or \"any\"")
	case a.FreshFor.Negative():
		faults.OutOfRange("/fresh_for", a.FreshFor, "must be 0 or greater")
	}
	return faults.Err()
}

// validateCalendar reports the faults of when orders are placed, and of what counts.
func (a Agreement) validateCalendar(faults *logistics.Faults) {
	if !slices.Contains([]Include{"", IncludeAll, IncludeHorizon, IncludeNone}, a.Include) {
		faults.Unknown("/include", a.Include, "all, horizon or none")
	}
	for i, day := range a.OrderOn {
		path := "/order_on/" + strconv.Itoa(i)
		switch {
		case !slices.Contains(weekdays, day):
			faults.Unknown(path, day, "monday to sunday")
		case slices.Contains(a.OrderOn[:i], day):
			faults.Duplicate(path, day, "each weekday may be given once")
		}
	}
	for i, p := range a.Frozen {
		if p.IsZero() {
			faults.Required("/frozen/"+strconv.Itoa(i), "a period")
		}
	}
	checkQuantity("/liability_days", a.Liability, logistics.MustUnit("DAY"), optional, maxDays, faults)
}

// validateService reports the faults of what the reorder point is computed from.
func (a Agreement) validateService(faults *logistics.Faults) {
	half, most := logistics.MustRatio("1/2"), logistics.MustRatio("999999/1000000")
	switch {
	case a.ServiceLevel.IsZero():
		faults.Required("/service_level", "a share such as 98%")
	case !a.ServiceLevel.AtLeast(half) || !most.AtLeast(a.ServiceLevel):
		faults.OutOfRange("/service_level", a.ServiceLevel, "from 50% to 99.9999%")
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
			faults.OutOfRange("/pack", a.Pack, "must be above 0")
		case err != nil || !fine.Equal(a.Pack):
			faults.Add("/pack", logistics.FaultTooLong, a.Pack.String(), "at most six decimals")
		}
	}
	if a.PackRounding == 0 {
		faults.Required("/pack_rounding", "a rounding for parts of a pack")
	}
	band := a.Authority == AuthorityShip
	checkQuantity("/minimum", a.Minimum, a.Unit, presence(band && a.MinimumDays.IsZero()), maxUnits, faults)
	checkQuantity(
		"/maximum", a.Maximum, a.Unit, presence((band || a.OrderUpTo == UpToMaximum) && a.MaximumDays.IsZero()),
		maxUnits, faults,
	)
	a.validateOrder(faults)
	// One that is absent has no unit, so that the two do not compare.
	if order, err := a.Maximum.Cmp(a.Minimum); err == nil && order < 0 {
		faults.Conflict("/maximum", a.Maximum, "below the minimum of "+a.Minimum.String())
	}
	if !slices.Contains([]OrderUpTo{UpToReview, UpToMaximum, UpToTarget}, a.OrderUpTo) {
		faults.Unknown("/order_up_to", a.OrderUpTo, "review_period, maximum or target")
	}
}

// validateOrder reports the faults of the band in days, the target, and the sizes of an order.
func (a Agreement) validateOrder(faults *logistics.Faults) {
	day := logistics.MustUnit("DAY")
	checkQuantity("/minimum_days", a.MinimumDays, day, optional, maxDays, faults)
	checkQuantity("/maximum_days", a.MaximumDays, day, optional, maxDays, faults)
	if order, err := a.MaximumDays.Cmp(a.MinimumDays); err == nil && order < 0 {
		faults.Conflict("/maximum_days", a.MaximumDays, "below the minimum of "+a.MinimumDays.String())
	}
	for _, twice := range []struct {
		path        string
		stock, days logistics.Quantity
	}{{"/minimum_days", a.Minimum, a.MinimumDays}, {"/maximum_days", a.Maximum, a.MaximumDays}} {
		if !twice.stock.IsZero() && !twice.days.IsZero() {
			faults.Conflict(twice.path, twice.days, "give it as stock or as days, not both")
		}
	}
	checkQuantity("/target", a.Target, a.Unit, presence(a.OrderUpTo == UpToTarget), maxUnits, faults)
	checkQuantity("/minimum_order", a.MinimumOrder, a.Unit, optional, maxUnits, faults)
	checkQuantity("/maximum_order", a.MaximumOrder, a.Unit, optional, maxUnits, faults)
	for _, pair := range []struct {
		path         string
		least, order logistics.Quantity
		what         string
	}{
		{"/maximum_order", a.Pack, a.MaximumOrder, "the pack"},
		{"/maximum_order", a.MinimumOrder, a.MaximumOrder, "the minimum order"},
	} {
		if order, err := pair.order.Cmp(pair.least); err == nil && order < 0 {
			faults.Conflict(pair.path, pair.order, "below "+pair.what+" of "+pair.least.String())
		}
	}
	if !slices.Contains([]Conflict{"", ConflictSkip, ConflictExceed, ConflictPropose}, a.OnConflict) {
		faults.Unknown("/on_conflict", a.OnConflict, "skip, exceed or propose")
	}
}

type presence bool

const (
	optional presence = false
	required presence = true
)

// checkQuantity accepts quantities of the unit from zero up to most.
func checkQuantity(
	path string, q logistics.Quantity, unit logistics.Unit, must presence, most float64, faults *logistics.Faults,
) {
	switch {
	case q.IsZero():
		if must {
			faults.Required(path, "a quantity with its unit")
		}
	case q.Unit() != unit:
		faults.Mismatch(path, q, "must be in the unit "+unit.Code())
	case q.Sign() < 0:
		faults.OutOfRange(path, q, "must be 0 or greater")
	case q.Float() > most:
		faults.OutOfRange(path, q, "at most "+strconv.FormatFloat(most, 'f', 0, 64))
	}
}

// whole is n as a ratio, to multiply by.
func whole(n int64) logistics.Ratio {
	r, _ := logistics.NewRatio(n, 1) // a denominator of one is never a fault
	return r
}

// Planner is an [Agreement] that was found in order. It is immutable and safe for concurrent use.
type Planner struct {
	agreement    Agreement
	clock        *time.Location // nil when the zone of the place is not known
	service      policy.CycleService
	lead         policy.LeadTime
	leadDays     logistics.Ratio
	reviewDays   logistics.Ratio
	minimumDays  logistics.Ratio
	maximumDays  logistics.Ratio
	liability    logistics.Ratio
	unitDecimals int
	schema       string // of the proposals, put together once
}

// Compile prepares the agreement; it returns every fault. The zone of the place, where there is one, is
// looked up in zones.
func Compile(a Agreement, zones logistics.Zones) (*Planner, error) {
	var faults logistics.Faults
	faults.At("", a.Validate())
	clock := locate(a.Place.Zone, zones, &faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	service, _ := a.ServiceLevel.Float() // validated: there is data
	a.Place.Address.Lines = slices.Clone(a.Place.Address.Lines)
	a.OrderOn, a.Frozen = slices.Clone(a.OrderOn), slices.Clone(a.Frozen)
	c := &Planner{
		agreement: a, clock: clock, service: policy.CycleService(service),
		lead:       policy.LeadTime{MeanDays: a.LeadTime.Mean.Float(), SDDays: a.LeadTime.SD.Float()},
		leadDays:   inDays(a.LeadTime.Mean),
		reviewDays: inDays(a.Review), minimumDays: inDays(a.MinimumDays), maximumDays: inDays(a.MaximumDays),
		liability: inDays(a.Liability),
		schema:    proposalDocument().Schema(),
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
	return faults.Zone("/place/zone", zones, name)
}

// inDays is a number of days as a ratio; none is nothing.
func inDays(q logistics.Quantity) logistics.Ratio {
	days, ok := q.ShareOf(logistics.Count(1, logistics.MustUnit("DAY")))
	if !ok {
		return whole(0)
	}
	return days
}
