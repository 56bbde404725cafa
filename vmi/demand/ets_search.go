package demand

import "math"

// search looks for the constants and the start of the greatest likelihood. Constants are searched on the
// scale of logits within their bounds, the start in deviations from what the first observations say.
type search struct {
	pass      *pass
	fixed     *Constants
	rounds    int // seasons of the model, 1 without
	period    int
	reference start
	scale     float64 // of the level
	slant     float64 // of the trend
	ring      float64 // of seasons
	at        start
	slopes    start
	best      []float64
	value     float64
	descent   *descent
}

const (
	leastPhi, mostPhi = 0.8, 0.98
	constants         = 4 // the places of alpha, beta, gamma and phi
)

func newSearch(f form, series []float64, period int, fixed *Constants) *search {
	rounds := seasonCount(f, period)
	s := &search{pass: newPass(f, series, rounds), fixed: fixed, rounds: rounds, period: period, value: math.Inf(1)}
	s.reference = firstGuess(f, series, rounds)
	spread := deviation(differences(series, rounds))
	s.scale = math.Max(spread, 1e-6*math.Abs(s.reference.level)+1e-9)
	// A trend adds up along the series.
	s.slant = 2 * s.scale / float64(len(series))
	s.ring = s.scale
	if f.season == multiplied {
		s.ring = s.scale / math.Max(math.Abs(s.reference.level), 1e-9)
	}
	s.at.seasons, s.slopes.seasons = make([]float64, rounds), make([]float64, rounds)
	n := constants + 2
	if f.seasonal() {
		n += rounds
	}
	s.descent = newDescent(n)
	return s
}

func differences(series []float64, lag int) []float64 {
	out := make([]float64, 0, len(series))
	for i := lag; i < len(series); i++ {
		out = append(out, series[i]-series[i-lag])
	}
	return out
}

// firstGuess reads the start from the first observations.
func firstGuess(f form, series []float64, rounds int) start {
	s := start{seasons: make([]float64, rounds)}
	first := series[:min(len(series), 10)]
	if f.seasonal() {
		if t, err := seasonalStart(series, rounds, f.season == multiplied); err == nil {
			s.level, s.trend = t.Level, t.Trend
			copy(s.seasons, t.seasons)
			if f.season == multiplied {
				for i, z := range s.seasons {
					s.seasons[i] = math.Max(z, 0.05)
				}
			}
			// The line begins half a round on.
			s.level -= s.trend * float64(rounds/2)
			if !f.trend {
				s.level, s.trend = mean(series[:rounds]), 0
			}
			if f.season == multiplied {
				s.level = math.Max(s.level, 0.1*mean(series[:rounds]))
			}
			return s
		}
		for i := range s.seasons {
			if f.season == multiplied {
				s.seasons[i] = 1
			}
		}
	}
	if f.trend {
		s.level, s.trend = line(first)
		if f.relative && s.level <= 0 {
			s.level, s.trend = mean(first), 0
		}
		return s
	}
	s.level = mean(first)
	return s
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// place turns a point of the search into constants and start.
func (s *search) place(x []float64) {
	a := &s.at
	f := s.pass.form
	a.alpha = logistic(x[0])
	a.beta, a.gamma, a.phi = 0, 0, 0
	if f.trend {
		a.beta, a.phi = a.alpha*logistic(x[1]), 1
	}
	if f.seasonal() {
		a.gamma = (1 - a.alpha) * logistic(x[2])
	}
	if f.damped {
		a.phi = leastPhi + (mostPhi-leastPhi)*logistic(x[3])
	}
	if c := s.fixed; c != nil {
		a.alpha, a.beta, a.gamma = c.Alpha, c.Beta, c.Gamma
		if f.trend {
			a.phi = c.filled().Phi
		}
	}
	a.level = s.reference.level + s.scale*x[4]
	a.trend = 0
	if f.trend {
		a.trend = s.reference.trend + s.slant*x[5]
	}
	if f.seasonal() {
		for i := range a.seasons {
			a.seasons[i] = s.reference.seasons[i] + s.ring*x[constants+2+i]
		}
	}
}

// objective is minus twice the log-likelihood at a point, and its slope.
func (s *search) objective(x, slope []float64) float64 {
	s.place(x)
	value := s.pass.run(&s.at)
	clear(slope)
	if math.IsInf(value, 0) {
		return value
	}
	s.pass.slope(&s.at, &s.slopes)
	d, a, f := &s.slopes, &s.at, s.pass.form
	if s.fixed == nil {
		toAlpha := d.alpha * a.alpha * (1 - a.alpha)
		if f.trend {
			ratio := logistic(x[1])
			toAlpha += d.beta * ratio * a.alpha * (1 - a.alpha)
			slope[1] = d.beta * a.beta * (1 - ratio)
		}
		if f.seasonal() {
			ratio := logistic(x[2])
			toAlpha -= d.gamma * ratio * a.alpha * (1 - a.alpha)
			slope[2] = d.gamma * a.gamma * (1 - ratio)
		}
		if f.damped {
			ratio := logistic(x[3])
			slope[3] = d.phi * (mostPhi - leastPhi) * ratio * (1 - ratio)
		}
		slope[0] = toAlpha
	}
	slope[4] = d.level * s.scale
	if f.trend {
		slope[5] = d.trend * s.slant
	}
	if f.seasonal() {
		for i := range d.seasons {
			slope[constants+2+i] = d.seasons[i] * s.ring
		}
	}
	return value
}

// guesses are constants to begin with: alpha, and the shares of beta, gamma and phi within their bounds.
var guesses = [][4]float64{
	{0.2, 0.05, 0.1, 0.9},
	{0.7, 0.05, 0.1, 0.9},
	{0.05, 0.3, 0.4, 0.5},
	{0.97, 0.7, 0.1, 0.1},
	{0.02, 0.9, 0.05, 0.9},
	{0.3, 0.8, 0.6, 0.3},
}

// begin goes a few steps from each guess.
func (s *search) begin() {
	x := make([]float64, s.descent.n)
	for _, g := range guesses {
		clear(x)
		for i, p := range g {
			x[i] = logit(p)
		}
		if value, _ := s.descent.run(s.objective, x, 1e-3, 25); s.best == nil || value < s.value {
			s.best, s.value = append(s.best[:0], x...), value
		}
		if s.fixed != nil {
			break
		}
	}
}

// finish goes on from the best point to the end.
func (s *search) finish() {
	for range 3 {
		before := s.value
		value, _ := s.descent.run(s.objective, s.best, 1e-5, 400)
		s.value = value
		if !(before-value > 1e-3) {
			break
		}
	}
}

// estimated is the number of parameters that are not given.
func (s *search) estimated() int {
	f := s.pass.form
	k := f.parameters(s.rounds)
	if s.fixed == nil {
		return k
	}
	for _, is := range []bool{true, f.trend, f.damped, f.seasonal()} {
		if is {
			k--
		}
	}
	return k
}

// criterion is the AICc.
func (s *search) criterion() float64 {
	n, k := float64(len(s.pass.series)), float64(s.estimated())
	return s.value + 2*k + 2*k*(k+1)/(n-k-1)
}

// result runs the best point once more, with seasons that average to nothing.
func (s *search) result() ETS {
	s.place(s.best)
	a := &s.at
	switch s.pass.form.season {
	case additive:
		middle := mean(a.seasons)
		a.level += middle
		for i := range a.seasons {
			a.seasons[i] -= middle
		}
	case multiplied:
		middle := mean(a.seasons)
		a.level *= middle
		a.trend *= middle
		for i := range a.seasons {
			a.seasons[i] /= middle
		}
	}
	value := s.pass.run(a)
	return resulting(s.pass, a, value, s.period, s.estimated())
}
