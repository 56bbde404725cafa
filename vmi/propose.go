package vmi

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/vmi/policy"
)

// Proposal is what to order, with everything it was decided on.
type Proposal struct {
	Schema    string            `json:"schema"` // "logistics/vmi.proposal/2"; in Go it may be left out
	Agreement Agreement         `json:"agreement"`
	Position  Position          `json:"position"`
	Demand    Demand            `json:"demand"`
	AsOf      time.Time         `json:"as_of"` // on the clock of the place
	Today     logistics.Date    `json:"today"` // at the place
	Fresh     logistics.Verdict `json:"fresh"` // whether the report is: met, missed, or undetermined

	// what is there and counts as coming, less what is promised
	InventoryPosition logistics.Quantity `json:"inventory_position"`
	LateSupply        logistics.Quantity `json:"late_supply,omitzero"` // on its way, and not counted
	Minimum           logistics.Quantity `json:"minimum,omitzero"`     // of the band, in stock
	Maximum           logistics.Quantity `json:"maximum,omitzero"`
	Calculated        logistics.Quantity `json:"calculated"`    // the reorder point by demand and service level
	ReorderPoint      logistics.Quantity `json:"reorder_point"` // the same, and not below the minimum
	Target            logistics.Quantity `json:"target"`        // what an order fills up to
	// whole packs to the target; nothing when no order is due
	Requested logistics.Quantity `json:"requested"`
	// the same, raised to the minimum order and cut to the maximum order
	Rounded  logistics.Quantity `json:"rounded"`
	Feasible logistics.Quantity `json:"feasible"`        // of them, what fits below the maximum
	Closed   logistics.Code     `json:"closed,omitzero"` // why no order may be placed at this instant

	Action    Action             `json:"action"`
	Quantity  logistics.Quantity `json:"quantity"`  // to be ordered
	Projected logistics.Quantity `json:"projected"` // inventory position with it
}

func proposalDocument() wire.Document {
	return wire.Document{Name: "vmi.proposal", Upcasts: []wire.Upcast{fieldTerms}}
}

// Validate reports every fault of the facts that the proposal was made of, and an action that is none.
func (p Proposal) Validate() error {
	var faults logistics.Faults
	proposalDocument().Check(p.Schema, &faults)
	faults.At("/agreement", p.Agreement.Validate())
	if p.AsOf.IsZero() {
		faults.Required("/as_of", "the time of the proposal")
	}
	if _, err := p.Action.MarshalText(); err != nil {
		faults.At("/action", err)
	}
	if _, err := p.Fresh.MarshalText(); err != nil {
		faults.At("/fresh", err)
	}
	return faults.Err()
}

// MarshalJSON writes the proposal with its schema.
func (p Proposal) MarshalJSON() ([]byte, error) {
	type plain Proposal
	p.Schema = proposalDocument().Written(p.Schema)
	return json.Marshal(plain(p))
}

// DecodeProposal reads a proposal that was kept; fields of a later release are passed over.
func DecodeProposal(data []byte) (Proposal, error) {
	return wire.DecodeDocument[Proposal](proposalDocument(), data, wire.Tolerant)
}

// Propose compiles the agreement and proposes once: for the first program one writes. Compile once for
// more.
func Propose(a Agreement, zones logistics.Zones, p Position, d Demand, asOf time.Time) (Proposal, error) {
	c, err := Compile(a, zones)
	if err != nil {
		return Proposal{}, err
	}
	return c.Propose(p, d, asOf)
}

// Propose says what to order for a position and a demand at asOf.
func (c *Planner) Propose(position Position, demand Demand, asOf time.Time) (Proposal, error) {
	if err := c.check(&position, &demand, asOf); err != nil {
		return Proposal{}, err
	}
	p := Proposal{
		Schema: c.schema, Agreement: c.agreement, Position: position, Demand: demand,
		AsOf: c.local(asOf), Fresh: c.age(position.Reported, asOf), Action: NoOrder,
	}
	p.Agreement.Place.Address.Lines = slices.Clone(c.agreement.Place.Address.Lines)
	var sum arithmetic
	p.Position.Receipts = slices.Clone(position.Receipts)
	p.Agreement.OrderOn, p.Agreement.Frozen = slices.Clone(c.agreement.OrderOn), slices.Clone(c.agreement.Frozen)
	today := c.today(asOf)
	p.Today, p.Closed = today, c.closed(today)
	c.count(&p, today, &sum)
	c.levels(&p, &sum)
	nothing := logistics.Count(0, c.agreement.Unit)
	p.Requested, p.Rounded, p.Feasible, p.Quantity = nothing, nothing, nothing, nothing
	confirm := false
	if sum.compare(p.InventoryPosition, p.ReorderPoint) <= 0 {
		confirm = c.packs(&p, &sum)
	}
	if p.Closed == "" && p.Fresh == logistics.Met && p.Feasible.Sign() > 0 &&
		c.agreement.Authority != AuthorityMonitor {
		p.Quantity, p.Action = p.Feasible, SuggestOrder
	}
	p.Projected = sum.add(p.InventoryPosition, p.Quantity)
	if p.Action == SuggestOrder && !confirm &&
		(c.agreement.Authority == AuthorityShipAll || c.agreement.Authority == AuthorityShip && p.inBand()) {
		p.Action = ShipOrder
	}
	if sum.err != nil {
		return Proposal{}, sum.err
	}
	return p, nil
}

// levels computes the reorder point and the target.
func (c *Planner) levels(p *Proposal, sum *arithmetic) {
	a, mean := &c.agreement, p.Demand.Mean
	level, err := policy.ReorderPoint(
		policy.Demand{MeanPerDay: mean.Float(), SDPerDay: p.Demand.SD.Float()}, c.lead, c.service,
	)
	sum.keep(err)
	// The one crossing from statistics to stock; the demand of the lead time never leaves exact numbers.
	safety, err := logistics.QuantityFromFloat(level.SafetyStock(), a.Unit, decimals, logistics.Ceiling)
	sum.keep(err)
	stock := sum.add(sum.share(mean, c.leadDays, decimals), safety)
	p.Calculated = sum.share(stock, whole(1), c.unitDecimals)
	p.ReorderPoint = p.Calculated
	if p.Minimum = a.Minimum; !a.MinimumDays.IsZero() {
		p.Minimum = sum.share(mean, c.minimumDays, c.unitDecimals)
	}
	if p.Maximum = a.Maximum; !a.MaximumDays.IsZero() {
		p.Maximum = sum.share(mean, c.maximumDays, c.unitDecimals)
	}
	if !p.Minimum.IsZero() && sum.compare(p.Minimum, p.Calculated) > 0 {
		p.ReorderPoint = p.Minimum
	}
	switch {
	case mean.Sign() == 0:
		p.Target = p.ReorderPoint // nothing is stocked for a demand that is not there
	case a.OrderUpTo == UpToMaximum:
		p.Target = p.Maximum
	case a.OrderUpTo == UpToTarget:
		p.Target = a.Target
	default:
		p.Target = sum.add(p.ReorderPoint, sum.share(mean, c.reviewDays, c.unitDecimals))
	}
}

// packs computes how many packs lead to the target, how many an order may have, and how many of them fit
// below the maximum; confirm is true when the customer has to say that more may come.
func (c *Planner) packs(p *Proposal, sum *arithmetic) (confirm bool) {
	a := &c.agreement
	need := sum.sub(p.Target, p.InventoryPosition)
	if need.Sign() <= 0 {
		return false
	}
	requested := sum.count(need, a.Pack, a.PackRounding)
	minimum := int64(0)
	if !a.MinimumOrder.IsZero() && requested > 0 {
		minimum = sum.count(a.MinimumOrder, a.Pack, logistics.Ceiling)
	}
	rounded := max(requested, minimum)
	if !a.MaximumOrder.IsZero() {
		rounded = min(rounded, sum.count(a.MaximumOrder, a.Pack, logistics.Floor))
		minimum = min(minimum, rounded)
	}
	feasible := rounded
	if !p.Maximum.IsZero() && !a.SoftMaximum {
		room := sum.sub(p.Maximum, p.InventoryPosition)
		feasible = min(rounded, max(sum.count(room, a.Pack, logistics.Floor), 0))
	}
	if feasible < minimum {
		switch a.OnConflict {
		case ConflictExceed:
			feasible = minimum
		case ConflictPropose:
			feasible, confirm = minimum, true
		default:
			feasible = 0
		}
	}
	p.Requested = sum.share(a.Pack, whole(requested), decimals)
	p.Rounded = sum.share(a.Pack, whole(rounded), decimals)
	p.Feasible = sum.share(a.Pack, whole(feasible), decimals)
	return confirm
}

// inBand reports whether the projected position is between minimum and maximum.
func (p *Proposal) inBand() bool {
	low, lowErr := p.Projected.Cmp(p.Minimum)
	high, highErr := p.Projected.Cmp(p.Maximum)
	return lowErr == nil && highErr == nil && low >= 0 && high <= 0
}

// Key names the order that is proposed, so that a host which runs the same facts twice orders once. It
// is the same for the same version of an agreement, position and demand, whatever the instant.
func (p Proposal) Key() string {
	text := make([]byte, 0, 512)
	for _, id := range []logistics.ID{p.Agreement.ID, p.Agreement.Item, p.Agreement.Place.ID} {
		text = append(append(text, id.String()...), '\n')
	}
	text = append(strconv.AppendInt(text, int64(p.Agreement.Version), 10), '\n')
	text = append(append(text, p.Position.Reported.String()...), '\n')
	for _, q := range []logistics.Quantity{
		p.Position.OnHand, p.Position.OnOrder, p.Position.Proposed, p.Position.Allocated, p.Position.Held,
		p.Position.Backorders, p.Demand.Mean, p.Demand.SD,
	} {
		text, _ = q.AppendText(text) // never fails
		text = append(text, '\n')
	}
	for _, r := range p.Position.Receipts {
		text, _ = r.Quantity.AppendText(text)
		text = append(append(append(text, ' '), r.Due.String()...), '\n')
	}
	digest := sha256.Sum256(text)
	return hex.EncodeToString(digest[:16])
}

// arithmetic computes with quantities and keeps the first error. Units and bounds were checked on the
// way in, so what can go wrong is a figure too fine or too large for 64 bits.
type arithmetic struct {
	err error
}

func (a *arithmetic) keep(err error) {
	if a.err == nil {
		a.err = err
	}
}

func (a *arithmetic) add(x, y logistics.Quantity) logistics.Quantity {
	sum, err := x.Add(y)
	a.keep(err)
	return sum
}

func (a *arithmetic) sub(x, y logistics.Quantity) logistics.Quantity {
	difference, err := x.Sub(y)
	a.keep(err)
	return difference
}

func (a *arithmetic) compare(x, y logistics.Quantity) int {
	order, err := x.Cmp(y)
	a.keep(err)
	return order
}

// share multiplies, rounding up: stock rounds up.
func (a *arithmetic) share(q logistics.Quantity, by logistics.Ratio, places int) logistics.Quantity {
	product, err := q.Share(by, places, logistics.Ceiling)
	a.keep(err)
	return product
}

// count is how often pack goes into q.
func (a *arithmetic) count(q, pack logistics.Quantity, r logistics.Rounding) int64 {
	share, ok := q.ShareOf(pack)
	if !ok {
		a.keep(
			logistics.NewFieldError(
				logistics.FaultTooLong, q.String(), "too fine or too large to count in packs of "+pack.String(),
			),
		)
		return 0
	}
	n, err := exact.DivRound(share.Num(), share.Den(), exact.Mode(r))
	a.keep(err)
	return n
}
