package control

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// Specification is what customers accept of a measurement. The target is often, and not always, the middle.
// A delivery time may have an upper side only; what is said of a side that is open is not read, nor is the
// target then.
type Specification struct {
	Lower     float64 `json:"lower"`
	Upper     float64 `json:"upper"`
	Target    float64 `json:"target"`
	OpenBelow bool    `json:"open_below,omitzero"` // no lower limit
	OpenAbove bool    `json:"open_above,omitzero"` // no upper limit
}

func (s Specification) open() bool { return s.OpenBelow || s.OpenAbove }

// CapabilityReport says how well a process in control fits a specification. Indices of capability (Cp…) are
// with the spread within subgroups, of performance (Pp…) with that of all values. A report about a process
// that is not in control describes nothing that lasts. Of a specification that is open on a side, the indices
// that need this side are absent.
type CapabilityReport struct {
	N           int        `json:"n"`
	Mean        float64    `json:"mean"`
	Within      float64    `json:"within"`  // standard deviation
	Overall     float64    `json:"overall"` // standard deviation
	Cp          float64    `json:"cp,omitzero"`
	CpInterval  [2]float64 `json:"cp_interval,omitzero"` // 95 %
	Cpu         float64    `json:"cpu,omitzero"`
	Cpl         float64    `json:"cpl,omitzero"`
	Cpk         float64    `json:"cpk"`
	CpkInterval [2]float64 `json:"cpk_interval"` // 95 %
	Cpm         float64    `json:"cpm,omitzero"`
	Pp          float64    `json:"pp,omitzero"`
	Ppk         float64    `json:"ppk"`
	Below       float64    `json:"below"` // fraction expected under the normal distribution
	Above       float64    `json:"above"`
	BelowSeen   float64    `json:"below_seen"` // fraction of the values
	AboveSeen   float64    `json:"above_seen"`
	SigmaLevel  float64    `json:"sigma_level"` // 3·Cpk: without the shift of 1.5 that some add
	DPMO        float64    `json:"dpmo"`        // defects expected in a million
}

// Capability compares values with a specification; within is the standard deviation within subgroups, as
// the [Limits] of a chart have it.
func Capability(values []float64, within float64, s Specification) (CapabilityReport, error) {
	if err := s.check(values, within); err != nil {
		return CapabilityReport{}, err
	}
	r := CapabilityReport{N: len(values), Mean: mean(values), Within: within, Overall: math.Sqrt(variance(values))}
	if !(r.Overall > 0) {
		return CapabilityReport{}, still("/values")
	}
	r.indices(s)
	if !isFigure(r.Cp) || !isFigure(r.Cpu) || !isFigure(r.Cpl) {
		var faults logistics.Faults
		faults.OutOfRange("/within", text(within), "too small for the specification")
		return CapabilityReport{}, faults.Err()
	}
	n := float64(r.N)
	spread := distuv.ChiSquared{K: n - 1}
	r.CpInterval = [2]float64{
		r.Cp * math.Sqrt(spread.Quantile(0.025)/(n-1)), r.Cp * math.Sqrt(spread.Quantile(0.975)/(n-1)),
	}
	z, err := stat.NormalQuantile(0.975)
	if err != nil {
		return CapabilityReport{}, err
	}
	error95 := z * math.Sqrt(1/(9*n)+r.Cpk*r.Cpk/(2*(n-1)))
	r.CpkInterval = [2]float64{r.Cpk - error95, r.Cpk + error95}
	if !s.OpenBelow {
		r.Below, _ = normal((s.Lower - r.Mean) / within)
	}
	if !s.OpenAbove {
		_, r.Above = normal((s.Upper - r.Mean) / within)
	}
	for _, x := range values {
		below, above := s.outside(x)
		r.BelowSeen += float64(bit(below)) / n
		r.AboveSeen += float64(bit(above)) / n
	}
	r.SigmaLevel = 3 * r.Cpk
	r.DPMO = (r.Below + r.Above) * 1e6
	return r, nil
}

func (r *CapabilityReport) indices(s Specification) {
	r.Cpk, r.Ppk = math.Inf(1), math.Inf(1)
	if !s.OpenAbove {
		r.Cpu = (s.Upper - r.Mean) / (3 * r.Within)
		r.Cpk, r.Ppk = r.Cpu, (s.Upper-r.Mean)/(3*r.Overall)
	}
	if !s.OpenBelow {
		r.Cpl = (r.Mean - s.Lower) / (3 * r.Within)
		r.Cpk, r.Ppk = math.Min(r.Cpk, r.Cpl), math.Min(r.Ppk, (r.Mean-s.Lower)/(3*r.Overall))
	}
	if s.open() {
		return
	}
	room := s.Upper - s.Lower
	r.Cp = room / (6 * r.Within)
	r.Cpm = room / (6 * math.Hypot(r.Within, r.Mean-s.Target))
	r.Pp = room / (6 * r.Overall)
}

// outside tells on which side of a specification a figure is.
func (s Specification) outside(x float64) (below, above bool) {
	return !s.OpenBelow && x < s.Lower, !s.OpenAbove && x > s.Upper
}

func (s Specification) check(values []float64, within float64) error {
	var faults logistics.Faults
	faults.At("", checkSeries(values, 2))
	if !(within > 0 && within <= mostFigure) {
		faults.OutOfRange("/within", text(within), "above 0, up to 1e15")
	}
	if !s.OpenBelow {
		figure("/specification/lower", s.Lower, &faults)
	}
	if !s.OpenAbove {
		figure("/specification/upper", s.Upper, &faults)
	}
	switch {
	case s.OpenBelow && s.OpenAbove:
		faults.Required("/specification", "a limit on at least one side")
	case s.open():
	case !(s.Lower < s.Upper):
		faults.Conflict("/specification/upper", text(s.Upper), "must be above the lower limit")
	case !(s.Target >= s.Lower && s.Target <= s.Upper):
		faults.Conflict("/specification/target", text(s.Target), "must be within the specification")
	}
	return faults.Err()
}

// Dispersion is how far counts scatter, against what their distribution has.
type Dispersion struct {
	Statistic        float64 `json:"statistic"` // chi-squared
	DegreesOfFreedom int     `json:"degrees_of_freedom"`
	Ratio            float64 `json:"ratio"`  // 1 is as distributed
	P                float64 `json:"p"`      // of at least as much scatter by chance
	PLess            float64 `json:"p_less"` // of at most as much
	// the statistic with the mean size in place of each, for comparison with other programs
	MeanSize float64 `json:"mean_size"`
}

// checkDispersion returns the counts of periods with cases.
func checkDispersion(kind Kind, counts []Count) ([]Count, error) {
	if kind != Proportion && kind != Events && kind != Rate {
		return nil, wrongKind(kind, "proportion, events or rate")
	}
	var faults logistics.Faults
	Options{}.check(len(counts), &faults)
	for i, c := range counts {
		checkCountAt(kind, i, c, &faults)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return present(kind, "/counts", counts)
}

// DispersionOf tests whether counts scatter as their distribution says: binomial for [Proportion], Poisson for
// [Events] and [Rate]. Each count is compared with what its own size leads to expect; periods without cases are
// left out.
func DispersionOf(kind Kind, counts []Count) (Dispersion, error) {
	counts, err := checkDispersion(kind, counts)
	if err != nil {
		return Dispersion{}, err
	}
	l := Options{}.start(kind)
	l.fitCounts(counts, false)
	if !(l.Sigma > 0) {
		return Dispersion{}, still("/counts")
	}
	d := Dispersion{DegreesOfFreedom: len(counts) - 1}
	events, size := make([]float64, len(counts)), 0.0
	for i, c := range counts {
		events[i] = float64(c.Events)
		if kind == Events {
			c.Size = 1
		}
		size += c.Size / float64(len(counts))
		z := l.standard(c)
		d.Statistic += z * z
	}
	d.Ratio = d.Statistic / float64(d.DegreesOfFreedom)
	chiSquared := distuv.ChiSquared{K: float64(d.DegreesOfFreedom)}
	d.P, d.PLess = chiSquared.Survival(d.Statistic), chiSquared.CDF(d.Statistic)
	d.MeanSize = float64(d.DegreesOfFreedom) * variance(events) / (size * l.Sigma * l.Sigma)
	return d, nil
}
