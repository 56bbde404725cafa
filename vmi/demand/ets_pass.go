package demand

import "math"

// pass runs a model along a series. It keeps what the way back needs, so that the likelihood and its
// slope for every constant and every figure of the start cost two passes together.
type pass struct {
	form
	period  int
	series  []float64
	seasons []float64 // the ring as it stands after the last run
	level   float64   // after the last run
	trend   float64
	base    []float64 // level and trend before each observation
	season  []float64 // season before each observation
	off     []float64 // error before each observation, in units
	slopes  []float64 // trend before each observation
	squares float64   // of the errors, relative ones for a relative model
	floor   float64   // squares of errors too small to tell from rounding
	back    []float64 // slopes of the ring
}

// start is where a model begins, and slope what the objective does for each of its figures.
type start struct {
	alpha, beta, gamma, phi float64
	level, trend            float64
	seasons                 []float64
}

func newPass(f form, series []float64, period int) *pass {
	n := len(series)
	room := make([]float64, 4*n+2*period)
	p := &pass{form: f, period: period, series: series}
	p.base, p.season, p.off, p.slopes = room[:n:n], room[n:2*n:2*n], room[2*n:3*n:3*n], room[3*n:4*n:4*n]
	p.seasons, p.back = room[4*n:4*n+period:4*n+period], room[4*n+period:]
	for _, y := range series {
		p.floor += y * y
	}
	// A relative error is a share of the forecast, an absolute one is in units.
	p.floor = p.floor*1e-24 + 1e-100
	if f.relative {
		p.floor = float64(n) * 1e-24
	}
	return p
}

// run is minus twice the log-likelihood, up to a constant: n·ln(Σe²), and for relative errors 2·Σln μ. It
// is infinite where the model breaks down.
func (p *pass) run(s *start) float64 {
	copy(p.seasons, s.seasons)
	l, b, at := s.level, s.trend, 0
	squares, logs, product := 0.0, 0.0, 1.0
	for i, y := range p.series {
		carried := s.phi * b
		q := l + carried
		mu, z := q, 0.0
		switch p.form.season {
		case additive:
			z = p.seasons[at]
			mu = q + z
		case multiplied:
			z = p.seasons[at]
			mu = q * z
			if !(z > 1e-8 && q > 0) {
				return math.Inf(1)
			}
		}
		d := y - mu
		e := d
		if p.relative {
			if !(mu > 1e-8) {
				return math.Inf(1)
			}
			e = d / mu
			if product *= mu; product > 1e250 || product < 1e-250 {
				logs += math.Log(product)
				product = 1
			}
		}
		squares += e * e
		p.base[i], p.season[i], p.off[i], p.slopes[i] = q, z, d, b
		g := d
		switch p.form.season {
		case additive:
			p.seasons[at] = z + s.gamma*d
		case multiplied:
			g = d / z
			p.seasons[at] = z + s.gamma*(d/q)
		}
		l = q + s.alpha*g
		b = carried + s.beta*g
		if at++; at >= p.period {
			at = 0
		}
	}
	p.level, p.trend, p.squares = l, b, squares
	value := float64(len(p.series)) * math.Log(squares+p.floor)
	if p.relative {
		value += 2 * (logs + math.Log(product))
	}
	if value != value {
		return math.Inf(1)
	}
	return value
}

// slope writes the derivatives of the last run into out, from the last observation back to the first.
func (p *pass) slope(s, out *start) {
	clear(p.back)
	n := len(p.series)
	*out = start{seasons: out.seasons}
	var toLevel, toTrend float64 // derivatives for the states after the observation
	weight := 2 * float64(n) / (p.squares + p.floor)
	at := (n - 1) % p.period
	for i := n - 1; i >= 0; i-- {
		q, z, d := p.base[i], p.season[i], p.off[i]
		g, toG := d, s.alpha*toLevel+s.beta*toTrend
		toBase, toCarried, toSeason := toLevel, toTrend, 0.0
		var toOff, toMu float64
		switch p.form.season {
		case additive:
			toSeason = p.back[at]
			out.gamma += toSeason * d
			toOff = toG + s.gamma*toSeason
		case multiplied:
			toSeason = p.back[at]
			g = d / z
			share := d / q
			out.gamma += toSeason * share
			toShare := s.gamma * toSeason
			toBase -= toShare * share / q
			toOff = toG/z + toShare/q
			toSeason -= toG * g / z
		default:
			toOff = toG
		}
		out.alpha += toLevel * g
		out.beta += toTrend * g
		if p.relative {
			mu := p.series[i] - d
			e := d / mu
			toOff += weight * e / mu
			toMu = 2/mu - weight*e*e/mu
		} else {
			toOff += weight * d
		}
		toMu -= toOff
		switch p.form.season {
		case additive:
			toBase += toMu
			toSeason += toMu
			p.back[at] = toSeason
		case multiplied:
			toBase += toMu * z
			toSeason += toMu * q
			p.back[at] = toSeason
		default:
			toBase += toMu
		}
		toCarried += toBase
		toLevel = toBase
		out.phi += toCarried * p.slopes[i]
		toTrend = s.phi * toCarried
		if at--; at < 0 {
			at = p.period - 1
		}
	}
	out.level, out.trend = toLevel, toTrend
	copy(out.seasons, p.back)
}
