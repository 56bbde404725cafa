package simulate

import (
	"errors"
	"math"
	"math/rand/v2"

	"github.com/logicrm/logistics"
)

// Costs are what stock costs: for a period, and for an order. In continuous time a period is a unit of it.
type Costs struct {
	Holding   float64 `json:"holding,omitzero"`   // of a unit on hand
	Shortage  float64 `json:"shortage,omitzero"`  // of a unit that waits, for as long as it waits
	LostSale  float64 `json:"lost_sale,omitzero"` // of a unit that is lost
	OrderCost float64 `json:"order,omitzero"`     // whatever its size
}

// Setup is what is simulated.
type Setup struct {
	Rule      Rule
	Demand    Source  // of a period; with Arrivals, of one arrival
	Arrivals  float64 // a unit of time, in continuous time; 0: in periods
	Lead      Source
	LostSales bool
	Crossing  bool
	Start     float64 // stock at the beginning
	Warmup    int     // periods, or arrivals, that are not counted
	Periods   int     // counted: periods, or arrivals
	Batches   int     // for the intervals; absent: 30
	Seed      uint64
	Costs     Costs
}

// Estimate is a mean with the standard error of it.
type Estimate struct {
	Mean  float64 `json:"mean"`
	Error float64 `json:"error"` // standard error, from batch means
}

// Interval holds the true mean with the confidence of so many standard errors: 1.96 are 95 %, 3.29 are
// 99.9 %.
func (e Estimate) Interval(errors float64) (low, high float64) {
	return e.Mean - errors*e.Error, e.Mean + errors*e.Error
}

// Result is what a rule delivered.
type Result struct {
	// P1: of order cycles, those that ended with stock before the order came
	CycleService Estimate `json:"cycle_service"`
	FillRate     Estimate `json:"fill_rate"`  // P2: of demand, what was served at once
	ReadyRate    Estimate `json:"ready_rate"` // P3: of the time, or of periods at their end, that with stock on hand
	OnHand       Estimate `json:"on_hand"`    // mean, at the end of a period, or over time
	Backorders   Estimate `json:"backorders"` // mean, units that wait
	Cost         Estimate `json:"cost"`       // of a period, or of a unit of time
	Orders       int64    `json:"orders"`
	Demand       float64  `json:"demand"` // in all
	Lost         float64  `json:"lost"`
}

// ErrConservation says that stock does not add up in a run: a defect of this package.
var ErrConservation = errors.New("simulate: stock does not equal receipts less issues")

const (
	mostSteps   = 100_000_000
	mostBatches = 1000

	leastArrivals = 1e-6 // in a unit of time: fewer, and the time between them has no digits left
)

func (s *Setup) check() error {
	var faults logistics.Faults
	s.Rule.validate(&faults)
	for _, source := range []struct {
		path string
		Source
	}{{"/demand", s.Demand}, {"/lead", s.Lead}} {
		if source.err != nil {
			faults.At(source.path, source.err)
		}
	}
	for _, f := range []struct {
		path  string
		value float64
	}{
		{"/arrivals", s.Arrivals},
		{"/start", s.Start},
		{"/costs/holding", s.Costs.Holding},
		{"/costs/shortage", s.Costs.Shortage},
		{"/costs/lost_sale", s.Costs.LostSale},
		{"/costs/order", s.Costs.OrderCost},
	} {
		if !(f.value >= 0 && f.value <= mostFigure) {
			faults.At(f.path, fault("", f.value, "0 to 1e12"))
		}
	}
	if s.Arrivals > 0 && s.Arrivals < leastArrivals {
		faults.At("/arrivals", fault("", s.Arrivals, "0, or at least 1e-6"))
	}
	if s.Batches == 0 {
		s.Batches = 30
	}
	if s.Batches < 2 || s.Batches > mostBatches {
		faults.OutOfRange("/batches", s.Batches, "2 to 1,000")
	}
	if s.Periods < s.Batches || s.Periods > mostSteps {
		faults.OutOfRange("/periods", s.Periods, "at least one for each batch, at most 100,000,000")
	}
	if s.Warmup < 0 || s.Warmup > mostSteps {
		faults.OutOfRange("/warmup", s.Warmup, "0 to 100,000,000")
	}
	if s.Rule.Every == 0 {
		s.Rule.Every = 1
	}
	return faults.Err()
}

// Run simulates once.
func Run(setup Setup) (Result, error) {
	var r Runner
	return r.Run(setup)
}

// Runner keeps its space from run to run. The zero Runner is ready to use, by one caller at a time.
type Runner struct {
	pipeline []shipment // on their way, the next to arrive first
	head     int
	batches  [mostBatches]tally
}

// shipment is an order on its way.
type shipment struct{ at, quantity float64 }

// tally is what is counted in a batch.
type tally struct {
	time, demand, served, lost, onHand, waiting, ready, cost float64
	cycles, good, orders                                     int64
}

// run is the state of a simulation.
type run struct {
	*Runner
	setup         *Setup
	demand, leads rand.PCG
	net           float64 // on hand, or below zero what waits
	onOrder       float64
	in, out       float64 // received, and delivered or backordered, since the beginning
	last          float64 // when the last order placed will arrive, so that none overtakes it
	now           float64
	total         *tally
}

// Run simulates once, with the space of the runs before.
func (r *Runner) Run(setup Setup) (Result, error) {
	if err := setup.check(); err != nil {
		return Result{}, err
	}
	clear(r.batches[:setup.Batches])
	r.pipeline, r.head = r.pipeline[:0], 0
	state := run{Runner: r, setup: &setup, net: setup.Start}
	state.demand.Seed(setup.Seed, 0x9e3779b97f4a7c15)
	state.leads.Seed(setup.Seed, 0xbf58476d1ce4e5b9)
	var warm tally
	state.total = &warm
	for step := -setup.Warmup; step < setup.Periods; step++ {
		if step >= 0 {
			// In 64 bits: a hundred million steps of a thousand batches do not fit 32.
			state.total = &r.batches[int64(step)*int64(setup.Batches)/int64(setup.Periods)]
		}
		if setup.Arrivals > 0 {
			state.arrival()
		} else {
			state.period(step + setup.Warmup)
		}
		// What is there is what there was, what came in, and what went out.
		if gap := setup.Start + state.in - state.out - state.net; !(math.Abs(gap) <= 1e-9*(1+state.in+state.out)) {
			return Result{}, ErrConservation
		}
	}
	return r.result(&setup), nil
}

// period is one period: arrivals, review, demand, count.
func (s *run) period(step int) {
	s.now = float64(step)
	s.arrive(s.now)
	if s.setup.Rule.Every == 1 || step%s.setup.Rule.Every == 0 {
		s.review()
	}
	s.take(s.setup.Demand.draw(&s.demand))
	s.elapse(1)
}

// arrival is one demand in continuous time, and the time before it.
func (s *run) arrival() {
	until := s.now + expo(&s.demand)/s.setup.Arrivals
	for s.head < len(s.pipeline) && s.pipeline[s.head].at <= until {
		at := s.pipeline[s.head].at
		s.elapse(at - s.now)
		s.now = at
		s.arrive(at)
	}
	s.elapse(until - s.now)
	s.now = until
	s.take(s.setup.Demand.draw(&s.demand))
	s.review()
	s.arrive(s.now) // an order without a lead time
}

// arrive takes in what is due.
func (s *run) arrive(until float64) {
	for s.head < len(s.pipeline) && s.pipeline[s.head].at <= until {
		q := s.pipeline[s.head].quantity
		s.head++
		if s.total.cycles++; s.net >= 0 {
			s.total.good++
		}
		s.net += q
		s.in += q
		s.onOrder -= q
	}
	if s.head > 64 && 2*s.head > len(s.pipeline) { // what has arrived makes room, now and then
		s.pipeline = s.pipeline[:copy(s.pipeline, s.pipeline[s.head:])]
		s.head = 0
	}
}

// take serves a demand.
func (s *run) take(d float64) {
	s.total.demand += d
	served := math.Min(math.Max(s.net, 0), d)
	s.total.served += served
	if s.setup.LostSales {
		s.total.lost += d - served
		s.total.cost += s.setup.Costs.LostSale * (d - served)
		d = served
	}
	s.net -= d
	s.out += d
}

// review orders by the rule.
func (s *run) review() {
	q := s.setup.Rule.order(s.net + s.onOrder)
	if q <= 0 {
		return
	}
	s.total.orders++
	s.total.cost += s.setup.Costs.OrderCost
	lead := s.setup.Lead.draw(&s.leads)
	if s.setup.Arrivals == 0 {
		lead = math.Floor(lead)
	}
	at := s.now + lead
	if !s.setup.Crossing {
		at = math.Max(at, s.last)
		s.last = at
	}
	s.onOrder += q
	s.pipeline = append(s.pipeline, shipment{at, q})
	for i := len(s.pipeline) - 1; i > s.head && s.pipeline[i-1].at > at; i-- {
		s.pipeline[i], s.pipeline[i-1] = s.pipeline[i-1], s.pipeline[i]
	}
	if s.setup.Arrivals == 0 && lead == 0 {
		s.arrive(s.now)
	}
}

// elapse counts what is there for some time.
func (s *run) elapse(time float64) {
	t := s.total
	t.time += time
	if s.net > 0 {
		t.onHand += time * s.net
		t.ready += time
		t.cost += time * s.setup.Costs.Holding * s.net
	} else {
		t.waiting -= time * s.net
		t.cost -= time * s.setup.Costs.Shortage * s.net
	}
}

func (r *Runner) result(setup *Setup) Result {
	var all tally
	for i := range r.batches[:setup.Batches] {
		b := &r.batches[i]
		all.demand, all.lost, all.orders = all.demand+b.demand, all.lost+b.lost, all.orders+b.orders
	}
	ratio := func(of func(*tally) (float64, float64)) Estimate { return estimate(r.batches[:setup.Batches], of) }
	return Result{
		CycleService: ratio(func(t *tally) (float64, float64) { return float64(t.good), float64(t.cycles) }),
		FillRate:     ratio(func(t *tally) (float64, float64) { return t.served, t.demand }),
		ReadyRate:    ratio(func(t *tally) (float64, float64) { return t.ready, t.time }),
		OnHand:       ratio(func(t *tally) (float64, float64) { return t.onHand, t.time }),
		Backorders:   ratio(func(t *tally) (float64, float64) { return t.waiting, t.time }),
		Cost:         ratio(func(t *tally) (float64, float64) { return t.cost, t.time }),
		Orders:       all.orders, Demand: all.demand, Lost: all.lost,
	}
}

// estimate is a ratio of sums with its standard error by the delta method over the batches; nothing over
// nothing is nothing.
func estimate(batches []tally, of func(*tally) (float64, float64)) Estimate {
	var num, den float64
	for i := range batches {
		a, b := of(&batches[i])
		num, den = num+a, den+b
	}
	if den == 0 {
		return Estimate{}
	}
	e := Estimate{Mean: num / den}
	var squares float64
	for i := range batches {
		a, b := of(&batches[i])
		residual := a - e.Mean*b
		squares += residual * residual
	}
	n := float64(len(batches))
	e.Error = math.Sqrt(squares*n/(n-1)) / den
	return e
}
