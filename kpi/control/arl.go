package control

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/mat"

	"github.com/logicrm/logistics"
)

// nodes is how many points the integral equations are solved at: ten digits for the designs in use.
const nodes = 80

// longest is a run length beyond which the equations are nearly singular: six digits are left there.
const longest = 1e10

// ARLOfCUSUM is the average number of points to a signal of a two-sided [CUSUM] without a head start, when
// the process is shift standard deviations from its centre; 0 is how far apart false alarms are.
func ARLOfCUSUM(allowance, decision, shift float64) (float64, error) {
	var faults logistics.Faults
	checkCUSUM(allowance, decision, &faults)
	checkShift(shift, &faults)
	if err := faults.Err(); err != nil {
		return 0, err
	}
	// From a start at zero one sum signals at a time, so that the rates of signals add up.
	up, down := oneSided(allowance, decision, shift), oneSided(allowance, decision, -shift)
	return finite(1 / (1/up + 1/down))
}

// oneSided solves L(u) = 1 + L(0)·Φ(k−u−δ) + ∫₀ʰ L(v)·φ(v+k−u−δ) dv, the equation of Page, for L(0).
func oneSided(k, h, shift float64) float64 {
	x, w := make([]float64, nodes), make([]float64, nodes)
	quad.Legendre{}.FixedLocations(x, w, 0, h)
	from := func(i int) float64 { // the last unknown is L(0)
		if i == nodes {
			return 0
		}
		return x[i]
	}
	length := solve(nodes+1, func(i, j int) float64 {
		if j == nodes {
			below, _ := normal(k - from(i) - shift)
			return below
		}
		return w[j] * density(x[j]+k-from(i)-shift)
	})[nodes]
	if !(length > 0 && length <= longest) {
		return math.Inf(1) // this side never signals, as far as the other is concerned
	}
	return length
}

// ARLOfEWMA is the average number of points to a signal of an average with the limits it has in the long
// run, started at the centre, when the process is shift standard deviations from it.
func ARLOfEWMA(lambda, sigmas, shift float64) (float64, error) {
	var faults logistics.Faults
	checkLambda(lambda, &faults)
	checkSigmas(sigmas, &faults)
	checkShift(shift, &faults)
	if err := faults.Err(); err != nil {
		return 0, err
	}
	reach := sigmas * math.Sqrt(lambda/(2-lambda))
	if reach == 0 {
		return 1, nil // limits that no point lies between
	}
	x, w := make([]float64, nodes), make([]float64, nodes)
	quad.Legendre{}.FixedLocations(x, w, -reach, reach)
	// L(u) = 1 + 1/λ · ∫ L(v)·φ((v−(1−λ)u)/λ − δ) dv over the limits; the last unknown is L(0).
	return finite(solve(nodes+1, func(i, j int) float64 {
		if j == nodes {
			return 0
		}
		from := 0.0
		if i < nodes {
			from = x[i]
		}
		return w[j] / lambda * density((x[j]-(1-lambda)*from)/lambda-shift)
	})[nodes])
}

func density(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }

func checkShift(shift float64, faults *logistics.Faults) {
	if !(math.Abs(shift) <= mostSigmas) {
		faults.OutOfRange("/shift", text(shift), "-10 to 10 standard deviations")
	}
}

// finite refuses run lengths that the equations no longer resolve.
func finite(length float64) (float64, error) {
	if !(length >= 1-1e-9 && length <= longest) {
		return 0, logistics.NewFieldError(
			logistics.FaultOutOfRange, text(length), "a run length beyond 1e10 cannot be computed",
		)
	}
	return math.Max(length, 1), nil
}

// solve returns the expected number of steps to absorption from each state: L = 1 + A·L.
func solve(n int, a func(i, j int) float64) []float64 {
	system, ones, result := mat.NewDense(n, n, nil), mat.NewVecDense(n, nil), mat.NewVecDense(n, nil)
	for i := range n {
		ones.SetVec(i, 1)
		for j := range n {
			system.Set(i, j, -a(i, j))
		}
		system.Set(i, i, 1+system.At(i, i))
	}
	if err := result.SolveVec(system, ones); err != nil {
		for i := range n {
			result.SetVec(i, math.NaN()) // what is singular has no bound, and finite says so
		}
	}
	return result.RawVector().Data
}
