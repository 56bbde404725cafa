package demand

import "github.com/logicrm/logistics"

// Smoother forecasts a demand that is often zero, an observation at a time: Croston's method and its
// kin. It is a small value; a copy goes its own way. The zero value forecasts 0 and takes nothing.
//
// Croston, SBA and SBJ begin with the first demand: its size, and the periods up to it. The second demand
// is the first that is smoothed. TSB begins with probability 1 or 0, as the first observation is a demand
// or not, and with the size of the first demand. SES begins with the first observation.
type Smoother struct {
	method      Method
	begun       bool // the first demand was met, or the start was given; for TSB and SES the first observation
	given       bool // the start was given and is not read from the first demand
	sized       bool // TSB: the size is known
	alpha, beta float64
	factor      float64 // the correction of the bias
	size        float64
	rate        float64 // the interval, or for TSB the probability
	gap         float64 // periods since the last demand
}

// NewSmoother takes the constant for the size (alpha) and for the interval or the probability (beta),
// from 0 to 1. SES has alpha only.
func NewSmoother(method Method, alpha, beta float64) (Smoother, error) {
	var faults logistics.Faults
	checkMethod(&faults, method)
	checkNumber(&faults, "/alpha", alpha, 0, 1)
	checkNumber(&faults, "/beta", beta, 0, 1)
	if err := faults.Err(); err != nil {
		return Smoother{}, err
	}
	return smoother(method, alpha, beta), nil
}

func checkMethod(faults *logistics.Faults, method Method) {
	if method < Croston || method > SES {
		faults.Unknown("/method", method, "croston, sba, sbj, tsb or ses")
	}
}

func smoother(method Method, alpha, beta float64) Smoother {
	s := Smoother{method: method, alpha: alpha, beta: beta, factor: 1}
	switch method {
	case SBA:
		s.factor = 1 - beta/2
	case SBJ:
		s.factor = 1 - beta/(2-beta)
	}
	return s
}

// Update takes the next observation and tells whether it did: one that is missing (NaN), or beyond the
// bounds, changes nothing, not even the time since the last demand. A zero is an observation.
func (s *Smoother) Update(y float64) bool {
	if y == 0 && s.method <= SBJ {
		s.gap++
		return s.method != 0
	}
	return s.observe(y)
}

// UpdateAll takes observations one after the other, as Update does, and counts those it took.
func (s *Smoother) UpdateAll(series []float64) (taken int) {
	i := 0
	for ; i < len(series) && (!s.begun || s.method == SES || s.method == TSB && !s.sized); i++ {
		if s.Update(series[i]) {
			taken++
		}
	}
	// From here on nothing but three figures changes; they stay in registers.
	size, rate, gap, missed := s.size, s.rate, s.gap, 0
	alpha, beta, keep := s.alpha, s.beta, 1-s.beta
	if s.method == TSB {
		for _, y := range series[i:] {
			switch {
			case y == 0:
				rate *= keep
			case finite(y):
				rate += beta * (1 - rate)
				size += alpha * (y - size)
			default:
				missed++
			}
		}
	} else {
		for _, y := range series[i:] {
			switch {
			case y == 0:
				gap++
			case finite(y):
				gap++
				size += alpha * (y - size)
				rate += beta * (gap - rate)
				gap = 0
			default:
				missed++
			}
		}
	}
	s.size, s.rate, s.gap = size, rate, gap
	return taken + len(series) - i - missed
}

// starting says what the first demand, or for TSB and SES the first observation, is taken for.
func (s *Smoother) starting(size, rate float64) {
	s.size, s.rate, s.given, s.sized = size, rate, true, true
}

// observe takes a demand of Croston's methods, and everything of the others.
func (s *Smoother) observe(y float64) bool {
	if !finite(y) || s.method == 0 {
		return false
	}
	switch s.method {
	case TSB:
		s.observeTSB(y)
	case SES:
		switch {
		case s.begun:
			s.size += s.alpha * (y - s.size)
		case !s.given:
			s.size = y
		}
		s.begun = true
	default:
		s.gap++
		switch {
		case s.begun:
			s.size += s.alpha * (y - s.size)
			s.rate += s.beta * (s.gap - s.rate)
		case !s.given:
			s.size, s.rate = y, s.gap
		}
		s.begun, s.gap = true, 0
	}
	return true
}

func (s *Smoother) observeTSB(y float64) {
	if !s.begun {
		s.begun = true
		if y != 0 && !s.sized {
			s.size, s.rate, s.sized = y, 1, true
		}
		return
	}
	if y == 0 {
		s.rate *= 1 - s.beta
		return
	}
	s.rate += s.beta * (1 - s.rate)
	if !s.sized {
		s.size, s.sized = y, true
	}
	s.size += s.alpha * (y - s.size)
}

// Forecast is the demand expected in a period; 0 before the first demand.
func (s *Smoother) Forecast() float64 {
	switch {
	case !s.begun:
		return 0
	case s.method == TSB:
		return s.size * s.rate
	case s.method == SES:
		return s.size
	}
	return s.factor * s.size / s.rate
}

// Size is the smoothed size of a demand; for SES the level.
func (s *Smoother) Size() float64 { return s.size }

// Rate is the smoothed interval between demands, for TSB the probability of a demand in a period, for SES
// 0.
func (s *Smoother) Rate() float64 { return s.rate }
