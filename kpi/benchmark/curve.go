package benchmark

import (
	"math"
	"strconv"

	"github.com/logicrm/logistics"
)

// Curve is cost against service: Fixed + Slope × ln(1 ÷ (1 − service)). Every time the failures shrink to
// a given share of what they were, the same is added to the cost; the last points are the expensive ones.
type Curve struct {
	Fixed   float64 `json:"fixed"` // cost of no service at all, in the currency of the options
	Slope   float64 `json:"slope"` // cost of e times fewer failures
	SlopeSD float64 `json:"slope_sd"`
	// share of the variance of the cost that the curve explains; 1 where there is none
	RSquared float64            `json:"r_squared"`
	N        int                `json:"n"` // options it was fitted to; 0: there is no curve
	Currency logistics.Currency `json:"currency"`
}

// Optimum is a service with its bounds.
type Optimum struct {
	Service float64 `json:"service"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
}

// FitCurve fits the curve to options by least squares. It takes three services or more that differ, all below 100 %.
func FitCurve(options []Option) (Curve, error) {
	var faults logistics.Faults
	checkOptions(&faults, options)
	distinct := make(map[float64]bool)
	for i, o := range options {
		s, _ := o.Service.Float()
		if inUnit(o.Service) && o.Service.Num() == o.Service.Den() {
			what := "must be below 100%: the curve has no cost for no failures at all"
			faults.OutOfRange("/options/"+strconv.Itoa(i)+"/service", o.Service, what)
		}
		distinct[s] = true
	}
	if len(options) > 0 && len(distinct) < 3 {
		what := "at least three different services"
		faults.OutOfRange("/options", len(distinct), what)
	}
	if err := faults.Err(); err != nil {
		return Curve{}, err
	}
	n := float64(len(options))
	var meanX, meanY float64
	x, y := make([]float64, len(options)), make([]float64, len(options))
	for i, o := range options {
		x[i], y[i] = nines(o.Service), o.Cost.Float()
		meanX, meanY = meanX+x[i]/n, meanY+y[i]/n
	}
	var xx, xy, yy float64
	for i := range x {
		dx, dy := x[i]-meanX, y[i]-meanY
		xx, xy, yy = xx+dx*dx, xy+dx*dy, yy+dy*dy
	}
	c := Curve{Slope: xy / xx, N: len(options), RSquared: 1, Currency: options[0].Cost.Currency()}
	c.Fixed = meanY - c.Slope*meanX
	off := math.Max(0, yy-c.Slope*xy)
	if yy > 0 {
		c.RSquared = 1 - off/yy
	}
	c.SlopeSD = math.Sqrt(off / (n - 2) / xx)
	return c, nil
}

// nines is ln(1 ÷ (1 − service)), from the counts themselves.
func nines(service logistics.Ratio) float64 {
	return math.Log(float64(service.Den()) / float64(service.Den()-service.Num()))
}

// Cost is the cost of a service on the curve, below 100 %.
func (c Curve) Cost(service logistics.Ratio) (float64, error) {
	if err := c.check(service); err != nil {
		return 0, err
	}
	return c.Fixed + c.Slope*nines(service), nil
}

// Marginal is the cost of the next percentage point at a service, below 100 %: Slope ÷ (100 × (1 − service)).
func (c Curve) Marginal(service logistics.Ratio) (float64, error) {
	if err := c.check(service); err != nil {
		return 0, err
	}
	return c.Slope / 100 * float64(service.Den()) / float64(service.Den()-service.Num()), nil
}

func (c Curve) check(service logistics.Ratio) error {
	var faults logistics.Faults
	if c.N == 0 {
		faults.Required("/curve", "a curve made by FitCurve")
	}
	if !inUnit(service) || service.Num() == service.Den() {
		faults.OutOfRange("/service", service, "from 0 to below 100%")
	}
	return faults.Err()
}

// Optimum is the service at which the next percentage point costs what it is worth: more would
// cost more than it brings. It is 0 where already the first point costs more, and an error on a curve
// that does not rise, as more service then never stops paying. Low and High are the services for the slope
// with so many of its standard deviations taken off and added: 1.96 for 95 % with many options.
func (c Curve) Optimum(worth logistics.Money, deviations float64) (Optimum, error) {
	var faults logistics.Faults
	switch {
	case c.N == 0:
		faults.Required("/curve", "a curve made by FitCurve")
	case !(c.Slope > 0):
		what := "the cost must rise with service"
		faults.OutOfRange("/curve", strconv.FormatFloat(c.Slope, 'g', 6, 64), what)
	case worth.Currency() != c.Currency:
		faults.Mismatch("/worth", worth, "must be in the currency of the options")
	}
	if worth.Sign() <= 0 {
		faults.OutOfRange("/worth", worth, "must be above 0")
	}
	if !(deviations >= 0 && deviations <= 100) {
		faults.OutOfRange("/deviations", strconv.FormatFloat(deviations, 'g', 6, 64), "0 to 100")
	}
	if err := faults.Err(); err != nil {
		return Optimum{}, err
	}
	at := func(slope float64) float64 {
		return math.Min(1, math.Max(0, 1-slope/(100*worth.Float())))
	}
	return Optimum{at(c.Slope), at(c.Slope + deviations*c.SlopeSD), at(c.Slope - deviations*c.SlopeSD)}, nil
}
