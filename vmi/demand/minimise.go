package demand

import (
	"cmp"
	"math"
	"slices"
)

// minimise is the simplex method of Nelder and Mead within bounds, for at most four parameters. A point
// outside is moved to the bound. It starts afresh around the best point until that no longer helps, and
// never looks at more than the given number of points.
func minimise(f func([]float64) float64, start, low, high []float64, most int) (best []float64, value float64) {
	best, value = slices.Clone(start), f(start)
	used := 1
	for step := 0.25; used < most && step > 1e-4; {
		point, found, spent := simplex(f, best, value, low, high, step, most-used)
		used += spent
		if found < value-1e-10*math.Abs(value) {
			best, value = point, found
			continue
		}
		if found < value {
			best, value = point, found
		}
		step /= 4
	}
	return best, value
}

type vertex struct {
	at    []float64
	value float64
}

// simplex is one descent from a start whose value is known.
func simplex(
	f func([]float64) float64, start []float64, value float64, low, high []float64, step float64, most int,
) (best []float64, least float64, used int) {
	n := len(start)
	points := make([]vertex, n+1)
	points[0] = vertex{slices.Clone(start), value}
	look := func(x []float64) float64 {
		for i := range x {
			x[i] = min(max(x[i], low[i]), high[i])
		}
		used++
		v := f(x)
		if v != v {
			return math.Inf(1)
		}
		return v
	}
	for i := range n {
		x := slices.Clone(start)
		move := step * (high[i] - low[i])
		if x[i]+move > high[i] {
			move = -move
		}
		x[i] += move
		points[i+1] = vertex{x, look(x)}
	}
	middle, trial := make([]float64, n), make([]float64, n)
	toward := func(worst []float64, by float64) float64 {
		for i := range trial {
			trial[i] = middle[i] + by*(worst[i]-middle[i])
		}
		return look(trial)
	}
	for used < most {
		slices.SortStableFunc(points, func(a, b vertex) int { return cmp.Compare(a.value, b.value) })
		worst := &points[n]
		if worst.value-points[0].value <= 1e-12*math.Abs(points[0].value) {
			break
		}
		clear(middle)
		for _, p := range points[:n] {
			for i, x := range p.at {
				middle[i] += x / float64(n)
			}
		}
		reflected := toward(worst.at, -1)
		reflection := slices.Clone(trial)
		switch {
		case reflected < points[0].value:
			if further := toward(worst.at, -2); further < reflected {
				worst.at, worst.value = slices.Clone(trial), further
			} else {
				worst.at, worst.value = reflection, reflected
			}
		case reflected < points[max(n-1, 0)].value:
			worst.at, worst.value = reflection, reflected
		default:
			by, bound := 0.5, worst.value
			if reflected < worst.value {
				by, bound = -0.5, reflected
			}
			if nearer := toward(worst.at, by); nearer < bound {
				worst.at, worst.value = slices.Clone(trial), nearer
				continue
			}
			for i := 1; i <= n; i++ {
				for k := range points[i].at {
					points[i].at[k] = (points[i].at[k] + points[0].at[k]) / 2
				}
				points[i].value = look(points[i].at)
			}
		}
	}
	found := slices.MinFunc(points, func(a, b vertex) int { return cmp.Compare(a.value, b.value) })
	return found.at, found.value, used
}
