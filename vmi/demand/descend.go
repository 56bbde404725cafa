package demand

import "math"

// descent is the method of Broyden, Fletcher, Goldfarb and Shanno with a search along each direction that
// stops at a sufficient decrease. It changes x to the best point found, never looks at more than the given
// number of points.
type descent struct {
	n                             int
	inverse                       []float64 // of the curvature, n by n
	direction, slope, next, moved []float64
	trial, product                []float64
}

func newDescent(n int) *descent {
	room := make([]float64, n*n+6*n)
	part := func(i int) []float64 { return room[n*n+i*n : n*n+(i+1)*n : n*n+(i+1)*n] }
	return &descent{
		n: n, inverse: room[: n*n : n*n], direction: part(0), slope: part(1), next: part(2),
		moved: part(3), trial: part(4), product: part(5),
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// run takes the function with its slope, and the gain below which a few steps in a row are the end.
func (d *descent) run(
	f func(x, slope []float64) float64, x []float64, gain float64, most int,
) (value float64, used int) {
	n := d.n
	value = f(x, d.slope)
	used = 1
	if math.IsInf(value, 1) {
		return value, used
	}
	fresh, dull := true, 0
	for used < most && dull < 3 {
		if fresh {
			clear(d.inverse)
			scale := 1 / math.Max(1, math.Sqrt(dot(d.slope, d.slope)))
			for i := range n {
				d.inverse[i*n+i] = scale
			}
		}
		for i := range n {
			d.direction[i] = -dot(d.inverse[i*n:(i+1)*n], d.slope)
		}
		down := dot(d.direction, d.slope)
		if !(down < 0) {
			if fresh {
				break
			}
			fresh = true
			continue
		}
		// A constant on the scale of logits needs no step beyond a few units.
		longest := 0.0
		for _, m := range d.direction {
			longest = math.Max(longest, math.Abs(m))
		}
		step := math.Min(1, 4/longest)
		reached, ok := 0.0, false
		for tries := 0; tries < 30 && used < most; tries++ {
			for i := range n {
				d.trial[i] = x[i] + step*d.direction[i]
			}
			reached = f(d.trial, d.next)
			used++
			if reached <= value+1e-4*step*down {
				ok = true
				break
			}
			// The parabola through the two values and the slope, held to a part of the step.
			shorter := 0.1
			if !math.IsInf(reached, 1) {
				shorter = -down * step / (2 * (reached - value - down*step))
				shorter = math.Min(math.Max(shorter, 0.1), 0.5)
			}
			step *= shorter
		}
		if !ok {
			if fresh {
				break
			}
			fresh = true
			continue
		}
		if value-reached < gain {
			dull++
		} else {
			dull = 0
		}
		d.learn(x, step, fresh)
		fresh = false
		value = reached
		copy(x, d.trial)
		copy(d.slope, d.next)
	}
	return value, used
}

// learn brings what the step has shown about the curvature into the inverse.
func (d *descent) learn(x []float64, step float64, fresh bool) {
	n := d.n
	for i := range n {
		d.moved[i] = step * d.direction[i]
		d.slope[i] = d.next[i] - d.slope[i] // the change, until the caller puts the new slope there
	}
	along, change := dot(d.moved, d.slope), dot(d.slope, d.slope)
	if along > 1e-10*change && change > 0 {
		if fresh {
			scale := along / change
			clear(d.inverse)
			for i := range n {
				d.inverse[i*n+i] = scale
			}
		}
		for i := range n {
			d.product[i] = dot(d.inverse[i*n:(i+1)*n], d.slope)
		}
		factor := (1 + dot(d.slope, d.product)/along) / along
		for i := range n {
			row := d.inverse[i*n : (i+1)*n]
			mi, pi := d.moved[i], d.product[i]/along
			for k := range row {
				row[k] += factor*mi*d.moved[k] - pi*d.moved[k] - mi*d.product[k]/along
			}
		}
	}
}
