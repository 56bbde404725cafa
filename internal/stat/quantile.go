package stat

import "math"

// SampleQuantile is the quantile of sorted values by one of the nine definitions of Hyndman and Fan,
// numbered as they are; 7 is the usual one of spreadsheets, 6 that of Weibull. The domain is one value
// or more, p from 0 to 1 and a definition from 1 to 9.
func SampleQuantile(sorted []float64, p float64, definition int) (float64, error) {
	n := float64(len(sorted))
	if len(sorted) == 0 || !(p >= 0 && p <= 1) || definition < 1 || definition > 9 {
		return 0, ErrDomain
	}
	at := func(i float64) float64 { return sorted[int(min(max(i, 1), n))-1] }
	if definition <= 3 {
		position := float64(n * p)
		if definition == 3 {
			position -= 0.5
		}
		j := math.Floor(position + fuzz)
		on := position <= j+fuzz
		switch {
		case definition == 2 && on:
			return between(at(j), at(j+1), 0.5), nil
		case definition != 3 && on, definition == 3 && on && math.Mod(j, 2) == 0:
			return at(j), nil
		default:
			return at(j + 1), nil
		}
	}
	a, b := plotting[definition-4][0], plotting[definition-4][1]
	position := a + float64(p*(n+1-a-b))
	j := math.Floor(position + fuzz)
	share := position - j
	if math.Abs(share) < fuzz {
		share = 0
	}
	return between(at(j), at(j+1), share), nil
}

// fuzz is how far n·p may be from a whole number by rounding alone.
const fuzz = 4 * 0x1p-52

// plotting are the positions a and b of the definitions 4 to 9.
var plotting = [6][2]float64{{0, 1}, {0.5, 0.5}, {0, 0}, {1, 1}, {1.0 / 3, 1.0 / 3}, {3.0 / 8, 3.0 / 8}}

func between(a, b, share float64) float64 {
	if share == 0 || a == b { // two products of the same value need not sum to it
		return a
	}
	return float64((1-share)*a) + float64(share*b)
}
