package control

import (
	"math"

	"github.com/logicrm/logistics"
)

// Process is what is known of the figures that come in: what they are around, and how far they scatter. For
// means of subgroups Sigma is that of the mean, σ/√n.
type Process struct {
	Centre float64 `json:"centre"`
	Sigma  float64 `json:"sigma"`
}

func (p Process) check(faults *logistics.Faults) {
	figure("/process/centre", p.Centre, faults)
	if !(p.Sigma > 0 && p.Sigma <= mostFigure) {
		faults.OutOfRange("/process/sigma", text(p.Sigma), "above 0, up to 1e15")
	}
}

// standard is a figure in standard deviations from the centre.
func (p Process) standard(x float64) (float64, error) {
	var faults logistics.Faults
	figure("", x, &faults)
	z := (x - p.Centre) / p.Sigma
	if len(faults) == 0 && !(math.Abs(z) <= mostFigure) {
		faults.OutOfRange("", text(x), "up to 1e15 standard deviations from the centre")
	}
	return z, faults.Err()
}

// EWMA is an exponentially weighted moving average with limits that are exact from the first point on. It
// finds small lasting shifts that single points hide. It is a plain value; a copy is a snapshot.
type EWMA struct {
	process Process
	lambda  float64
	sigmas  float64
	average float64 // standard deviations from the centre
	fade    float64 // (1−λ)^2i
}

// NewEWMA takes the weight of the newest point, above 0 up to 1, and how many standard errors away the
// limits are, above 0 up to 10.
func NewEWMA(process Process, lambda, sigmas float64) (EWMA, error) {
	var faults logistics.Faults
	process.check(&faults)
	checkLambda(lambda, &faults)
	checkSigmas(sigmas, &faults)
	if err := faults.Err(); err != nil {
		return EWMA{}, err
	}
	return EWMA{process: process, lambda: lambda, sigmas: sigmas, fade: 1}, nil
}

func checkLambda(lambda float64, faults *logistics.Faults) {
	if !(lambda >= 1e-3 && lambda <= 1) {
		faults.OutOfRange("/lambda", text(lambda), "0.001 to 1")
	}
}

func checkSigmas(sigmas float64, faults *logistics.Faults) {
	if !(sigmas > 0 && sigmas <= mostSigmas) {
		faults.OutOfRange("/sigmas", text(sigmas), "above 0, up to 10")
	}
}

// EWMAPoint is the average after a point.
type EWMAPoint struct {
	Average float64 `json:"average"`
	Lower   float64 `json:"lower"`
	Upper   float64 `json:"upper"`
	Signal  bool    `json:"signal"`
}

// Add takes the next figure. After an error the average is as it was.
func (e *EWMA) Add(x float64) (EWMAPoint, error) {
	z, err := e.process.standard(x)
	if err != nil {
		return EWMAPoint{}, err
	}
	keep := 1 - e.lambda
	e.average = keep*e.average + e.lambda*z
	e.fade *= keep * keep
	reach := e.sigmas * math.Sqrt(e.lambda/(2-e.lambda)*(1-e.fade))
	of := func(z float64) float64 { return e.process.Centre + e.process.Sigma*z }
	return EWMAPoint{of(e.average), of(-reach), of(reach), math.Abs(e.average) > reach}, nil
}

// CUSUM adds up how far figures are beyond an allowance, upwards and downwards: the tabular scheme. It is a
// plain value; a copy is a snapshot.
type CUSUM struct {
	process     Process
	allowance   float64
	decision    float64
	upper, down float64
}

// CUSUMPoint is the sums after a point, in standard deviations. Lower is 0 or negative.
type CUSUMPoint struct {
	Upper    float64 `json:"upper"`
	Lower    float64 `json:"lower"`
	Decision float64 `json:"decision"` // the limits: Upper above it signals, and Lower below its negative
	Signal   bool    `json:"signal"`
}

// NewCUSUM takes the allowance k (half of the shift to be found), the decision interval h, and the head
// start, all in standard deviations. The usual ones are 0.5, 5 and 0; a head start of h/2 finds what is wrong
// from the beginning sooner.
func NewCUSUM(process Process, allowance, decision, headStart float64) (CUSUM, error) {
	var faults logistics.Faults
	process.check(&faults)
	checkCUSUM(allowance, decision, &faults)
	if !(headStart >= 0 && headStart <= decision) {
		faults.OutOfRange("/head_start", text(headStart), "0 up to the decision interval")
	}
	if err := faults.Err(); err != nil {
		return CUSUM{}, err
	}
	return CUSUM{process, allowance, decision, headStart, -headStart}, nil
}

func checkCUSUM(allowance, decision float64, faults *logistics.Faults) {
	if !(allowance >= 0 && allowance <= mostSigmas) {
		faults.OutOfRange("/allowance", text(allowance), "0 to 10")
	}
	if !(decision > 0 && decision <= 100) {
		faults.OutOfRange("/decision", text(decision), "above 0, up to 100")
	}
}

// Add takes the next figure. After an error the sums are as they were. A signal does not start the sums
// anew; NewCUSUM does.
func (c *CUSUM) Add(x float64) (CUSUMPoint, error) {
	z, err := c.process.standard(x)
	if err != nil {
		return CUSUMPoint{}, err
	}
	c.upper = math.Max(0, c.upper+z-c.allowance)
	c.down = math.Min(0, c.down+z+c.allowance)
	return CUSUMPoint{c.upper, c.down, c.decision, c.upper > c.decision || c.down < -c.decision}, nil
}
