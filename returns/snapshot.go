package returns

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/internal/workflow"
)

// snapshot is a case on the wire. What is counted of lines and tenders follows from the rest.
type snapshot struct {
	Schema    string          `json:"schema"`
	Order     logistics.ID    `json:"order,omitzero"`
	Customer  logistics.ID    `json:"customer,omitzero"`
	Lines     []Sold          `json:"lines,omitempty"`
	Shipping  logistics.Money `json:"shipping,omitzero"`
	Tenders   []Tender        `json:"tenders,omitempty"`
	Returns   []keptReturn    `json:"returns,omitempty"`
	Refunds   []Refund        `json:"refunds,omitempty"`
	Outbounds []keptOutbound  `json:"outbounds,omitempty"`
	workflow.Kept
}

type keptReturn struct {
	Return
	RefundFrom time.Time `json:"refund_from,omitzero"`
	Noted      []Clock   `json:"noted,omitempty"`
}

type keptOutbound struct {
	Outbound
	Noted bool `json:"noted,omitzero"`
}

func caseDocument() wire.Document { return wire.Document{Name: "returns.case"} }

// MarshalJSON writes the case as a document from which [DecodeCase] goes on: whatever is decided and applied
// then is as if the whole history had been replayed. Of the commands that were decided it has the ids and
// digests of their contents, so that none is decided twice.
func (c Case) MarshalJSON() ([]byte, error) {
	kept, err := room.Keep(&c.log)
	if err != nil {
		return nil, err
	}
	s := snapshot{
		Schema: caseDocument().Schema(), Lines: c.Lines(), Refunds: c.Refunds(), Kept: kept,
	}
	b := c.book()
	s.Order, s.Customer, s.Shipping = b.order, b.customer, b.shipping
	for _, t := range b.tenders {
		s.Tenders = append(s.Tenders, t.Tender)
	}
	for _, r := range c.returns.All() {
		s.Returns = append(s.Returns, keptReturn{r.view(), r.refundFrom, r.noted.list()})
	}
	for _, o := range c.outbounds.All() {
		s.Outbounds = append(s.Outbounds, keptOutbound{o.Outbound, o.noted})
	}
	return json.Marshal(s)
}

// UnmarshalJSON is [DecodeCase].
func (c *Case) UnmarshalJSON(data []byte) error {
	read, err := DecodeCase(data)
	if err == nil {
		*c = read
	}
	return err
}

// DecodeCase takes a case up again that was kept as a document. It is read strictly: a case of which something is not
// understood goes on wrongly. All faults are returned.
func DecodeCase(data []byte) (Case, error) {
	s, err := wire.DecodeDocument[snapshot](caseDocument(), data, wire.Strict)
	if err != nil {
		return Case{}, err
	}
	log := room.Restore(s.Kept, new(logistics.Faults))
	c := s.restore()
	c.log = log
	return c, nil
}

func (s *snapshot) restore() Case {
	var c Case
	if !s.Order.IsZero() {
		c.books = &books{
			order: s.Order, customer: s.Customer, shipping: s.Shipping, tenders: make([]tender, len(s.Tenders)),
		}
	}
	lines := make([]line, len(s.Lines))
	for i := range s.Lines {
		lines[i].Sold = s.Lines[i]
	}
	for i := range s.Tenders {
		c.books.tenders[i].Tender = s.Tenders[i]
	}
	returns := make([]record, len(s.Returns))
	at := make(map[logistics.ID]*record, len(s.Returns))
	for i := range s.Returns {
		r := &s.Returns[i]
		returns[i] = recordOf(&r.Return)
		returns[i].refundFrom = r.RefundFrom
		for _, clock := range r.Noted {
			returns[i].noted |= clock.bit()
		}
		at[r.ID] = &returns[i]
	}
	refunds := make([]payment, len(s.Refunds))
	for i := range s.Refunds {
		refunds[i] = paymentOf(&s.Refunds[i])
		if r := at[s.Refunds[i].Return]; s.Refunds[i].State == RefundPending {
			r.unpaid++
		}
	}
	outbounds := make([]shipment, len(s.Outbounds))
	for i := range s.Outbounds {
		outbounds[i] = shipment{s.Outbounds[i].Outbound, s.Outbounds[i].Noted}
		at[s.Outbounds[i].Return].reach(0, outbounds[i].open())
	}
	c.lines = workflow.ListOf(lines)
	c.count(returns, refunds)
	c.returns, c.refunds, c.outbounds = workflow.ListOf(returns), workflow.ListOf(refunds), workflow.ListOf(outbounds)
	return c
}

// Validate reports every fault.
func (s snapshot) Validate() error {
	var faults logistics.Faults
	s.check(&faults)
	room.Restore(s.Kept, &faults)
	return faults.Err()
}

// check reports what no case can have kept.
func (s *snapshot) check(faults *logistics.Faults) {
	if s.Order.IsZero() {
		if len(s.Lines)+len(s.Tenders)+len(s.Returns)+len(s.Refunds)+len(s.Outbounds) > 0 {
			faults.Required("/order", "must be absent as long as nothing is opened")
		}
		return
	}
	known := len(*faults)
	Open{Order: s.Order, Customer: s.Customer, Lines: s.Lines, Shipping: s.Shipping, Tenders: s.Tenders}.check(faults)
	if len(*faults) > known {
		return // nothing else can be held against lines that are at fault
	}
	k := keeper{
		currency: s.Lines[0].Paid.Currency(), faults: faults, lines: map[logistics.ID]bool{},
		returns: map[logistics.ID]bool{},
	}
	for i := range s.Lines {
		k.lines[s.Lines[i].ID] = true
	}
	for i := range s.Returns {
		k.record(&s.Returns[i], "/returns/"+strconv.Itoa(i))
	}
	refunds, outbounds := map[logistics.ID]bool{}, map[logistics.ID]bool{}
	for i := range s.Refunds {
		path := "/refunds/" + strconv.Itoa(i)
		k.once(path+"/id", s.Refunds[i].ID, refunds)
		k.payment(&s.Refunds[i], path)
	}
	for i := range s.Outbounds {
		path := "/outbounds/" + strconv.Itoa(i)
		k.once(path+"/id", s.Outbounds[i].ID, outbounds)
		k.shipment(&s.Outbounds[i].Outbound, path)
	}
}

// keeper holds the parts of a document against each other.
type keeper struct {
	currency logistics.Currency
	faults   *logistics.Faults
	lines    map[logistics.ID]bool
	returns  map[logistics.ID]bool
}

func (k *keeper) once(path string, id logistics.ID, seen map[logistics.ID]bool) {
	needs(path, id, k.faults)
	if seen[id] && !id.IsZero() {
		k.faults.Duplicate(path, id, "each once")
	}
	seen[id] = true
}

func (k *keeper) in(path string, id logistics.ID, known map[logistics.ID]bool) {
	if !known[id] {
		k.faults.Unknown(path, id, "not in the document")
	}
}

// counts refuses units that no command can have led to.
func (k *keeper) counts(path string, counts ...int64) {
	for _, n := range counts {
		if n < 0 || n > maxUnits*maxItems {
			k.faults.OutOfRange(path, n, "a number of units")
		}
	}
}

// amounts refuses money of another currency.
func (k *keeper) amounts(path string, amounts ...logistics.Money) {
	for _, m := range amounts {
		if !m.IsZero() && m.Currency() != k.currency {
			k.faults.Mismatch(path, m, "one currency for an order")
		}
	}
}

func (k *keeper) record(r *keptReturn, path string) {
	k.once(path+"/id", r.ID, k.returns)
	if r.State == 0 {
		k.faults.Required(path+"/state", "the state of a return")
	}
	for _, clock := range r.Noted {
		if clock.bit() == 0 {
			k.faults.Unknown(path+"/noted", clock, "a clock of a return")
		}
	}
	k.amounts(path, r.Owed, r.Freight)
	seen := map[logistics.ID]bool{}
	for i := range r.Goods {
		g, at := &r.Goods[i], path+"/goods/"+strconv.Itoa(i)
		k.once(at+"/line", g.Line, seen)
		k.in(at+"/line", g.Line, k.lines)
		k.counts(
			at, g.Requested, g.Dispatched, g.Good, g.Damaged, g.Missing, g.Settled, g.Review, g.Replaced, g.Exchanged,
			g.SentBack,
		)
		for _, l := range g.Lots {
			k.counts(at+"/lots", l.Inspected, l.Accepted, l.Rejected, l.Refunded)
			for _, d := range l.Disposed {
				k.counts(at+"/lots", d.Units)
				k.amounts(at+"/lots", d.Recovered)
			}
		}
	}
}

func (k *keeper) payment(r *Refund, path string) {
	k.in(path+"/return", r.Return, k.returns)
	if r.State == 0 {
		k.faults.Required(path+"/state", "the state of a refund")
	}
	k.amounts(path, r.Shipping, r.Freight, r.ClawBack, r.Amount)
	for i, part := range r.Parts {
		at := path + "/parts/" + strconv.Itoa(i)
		k.counts(at, part.Units)
		k.amounts(at, part.Gross, part.Tax, part.Kept)
	}
	for i, portion := range r.Tenders {
		k.amounts(path+"/tenders/"+strconv.Itoa(i), portion.Amount)
	}
}

func (k *keeper) shipment(o *Outbound, path string) {
	k.in(path+"/return", o.Return, k.returns)
	k.counts(path, o.Units, o.Delivered, o.Back)
	k.amounts(path, o.Credit, o.Difference)
}
