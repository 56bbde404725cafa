package stat

import "math"

const logRootTwoPi = 0.918938533204672741780329736405617639861

// stirlingError is ln Γ(n+1) − ((n+½)·ln n − n + ln √2π), which is what Stirling's formula leaves out.
func stirlingError(n float64) float64 {
	if n <= 15 {
		l, _ := math.Lgamma(n + 1)
		return l - (float64((n+0.5)*math.Log(n)) - n + logRootTwoPi)
	}
	m := 1 / (n * n)
	return (1.0/12 - m*(1.0/360-m*(1.0/1260-m*(1.0/1680-m*(1.0/1188))))) / n
}

// devianceTerm is x·ln(x/m) + m − x without the loss of digits where x is near m.
func devianceTerm(x, m float64) float64 {
	if math.Abs(x-m) >= 0.1*(x+m) {
		return float64(x*math.Log(x/m)) + m - x
	}
	v := (x - m) / (x + m)
	sum := (x - m) * v
	term := 2 * x * v
	v *= v
	for j := 3.0; j < 2000; j += 2 {
		term *= v
		next := sum + term/j
		if next == sum {
			break
		}
		sum = next
	}
	return sum
}

// poissonTerm is m^k·e^−m/Γ(k+1) for every k from 0 on, whole or not.
func poissonTerm(k, m float64) float64 {
	switch {
	case m == 0:
		if k == 0 {
			return 1
		}
		return 0
	case k == 0:
		return math.Exp(-m)
	case k < 1:
		l, _ := math.Lgamma(k + 1)
		return math.Exp(float64(k*math.Log(m)) - m - l)
	}
	return math.Exp(-stirlingError(k)-devianceTerm(k, m)) / math.Sqrt(2*math.Pi*k)
}

// binomialTerm is Γ(n+1)/(Γ(x+1)·Γ(n−x+1))·p^x·q^(n−x) for 0 < x < n, whole or not.
func binomialTerm(x, rest, p, q float64) float64 {
	n := x + rest
	exponent := stirlingError(n) - stirlingError(x) - stirlingError(rest) -
		devianceTerm(x, n*p) - devianceTerm(rest, n*q)
	return math.Exp(exponent) * math.Sqrt(n/(2*math.Pi*x*rest))
}
