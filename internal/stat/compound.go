package stat

import "math"

// CompoundPoisson is the law of the sum of a Poisson number of orders, events on average, whose sizes
// have the probabilities of size; sizes of 0 are allowed. Panjer's recursion adds positive terms only,
// so every probability keeps its digits. The list ends where less than 1e-18 of the demand is left.
func CompoundPoisson(events float64, size []float64) (*Lattice, error) {
	sizes, err := NewLattice(size)
	if err != nil || !(events >= 0 && events <= 1e6) {
		return nil, ErrDomain
	}
	q := sizes.pmf
	rate := events * (1 - q[0])
	if rate == 0 || len(q) == 1 {
		return newLattice([]float64{1}), nil
	}
	m1, m2, m3 := 0.0, 0.0, 0.0
	for k, p := range q {
		j := float64(k)
		m1, m2, m3 = m1+j*p, m2+j*j*p, m3+j*j*j*p
	}
	mean, sd := events*m1, math.Sqrt(events*m2)
	// Ten deviations, and more for the skewness and the longest size: checked by the tail below.
	length := mean + 10*sd + 25*m3/m2 + 12*float64(len(q))
	for {
		if length > maxCount || length*float64(len(q)) > maxWork {
			return nil, ErrDomain
		}
		f := panjer(events, q, int(length))
		if last := tailShare(f, len(q)); last < 1e-18 {
			return newLattice(normalised(f)), nil
		}
		length *= 1.5
	}
}

// panjer is f(x) = events/x·Σ j·q(j)·f(x−j), up to a factor: it begins with 1 instead of e^−rate, which
// would underflow, and is scaled down before it could overflow.
func panjer(events float64, q []float64, length int) []float64 {
	const much = 1e250
	weight := make([]float64, len(q))
	for j, p := range q {
		weight[j] = events * float64(j) * p
	}
	f := make([]float64, length)
	f[0] = 1
	for x := 1; x < length; x++ {
		sum := 0.0
		for j := 1; j <= min(x, len(q)-1); j++ {
			sum += weight[j] * f[x-j]
		}
		f[x] = sum / float64(x)
		if f[x] > much {
			for i := range x + 1 {
				f[i] /= much
			}
		}
	}
	return f
}

// tailShare is the part of the sum that lies in the last values.
func tailShare(f []float64, width int) float64 {
	total, last := 0.0, 0.0
	for k, p := range f {
		total += p
		if k >= len(f)-width {
			last += p
		}
	}
	return last / total
}
