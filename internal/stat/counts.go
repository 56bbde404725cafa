package stat

import "math"

// counted is what a discrete law gives at whole numbers from 0 on; everything between and below
// follows from it.
type counted interface {
	Counting
	lossAt(k float64) float64
	loss2At(k float64) float64
	shortAt(k float64) float64
	short2At(k float64) float64
}

// interpolatedLoss is E(X−x)⁺: straight between whole numbers.
func interpolatedLoss(l counted, x float64) float64 {
	if x < 0 {
		return l.Mean() - x
	}
	k, rest := whole(x)
	if rest == 0 {
		return l.lossAt(k)
	}
	return float64((1-rest)*l.lossAt(k)) + float64(rest*l.lossAt(k+1))
}

// interpolatedLoss2 is E(X−x)⁺(X−x−1)⁺/2. Below 0 every value counts; between whole numbers only those
// from two above on, of which the polynomial is taken.
func interpolatedLoss2(l counted, x float64) float64 {
	k, rest := whole(x)
	switch {
	case x <= -1:
		over := l.Mean() - x
		return 0.5 * clean(l.Variance()+float64(over*over)-over)
	case rest == 0:
		return l.loss2At(k)
	case k < 0: // between −1 and 0 all values but 0 count
		over := l.Mean() - x
		return clean(0.5 * (l.Variance() + float64(over*over) - over - float64(x*(x+1)*l.PMF(0))))
	}
	return clean(l.loss2At(k+1) + float64((1-rest)*l.lossAt(k+1)) - float64(0.5*rest*(1-rest)*l.Survival(k+1)))
}

// interpolatedShort is E(x−X)⁺.
func interpolatedShort(l counted, x float64) float64 {
	if x <= 0 {
		return 0
	}
	k, rest := whole(x)
	if rest == 0 {
		return l.shortAt(k)
	}
	return float64((1-rest)*l.shortAt(k)) + float64(rest*l.shortAt(k+1))
}

// interpolatedShort2 is E(x−X)⁺(x−X−1)⁺/2: for values up to x−1, which are those up to k−1.
func interpolatedShort2(l counted, x float64) float64 {
	if x <= 1 {
		return 0
	}
	k, rest := whole(x)
	if rest == 0 {
		return l.short2At(k)
	}
	// (j+t)(j+t−1)/2 over j = k−X from 1 on is C(j,2) + t·j − t(1−t)/2.
	return clean(l.short2At(k) + float64(rest*l.shortAt(k)) - float64(0.5*rest*(1-rest)*l.CDF(k-1)))
}

// fallingSums are Σ j·p(k−j) and Σ j(j−1)/2·p(k−j), from the nearest value down to where nothing is
// left.
func fallingSums(l Counting, k float64) (first, second float64) {
	mean := l.Mean()
	for j := 1.0; j <= k && j < maxTerms; j++ {
		p := l.PMF(k - j)
		first += j * p
		second += 0.5 * j * (j - 1) * p
		if k-j < mean && (j*j*p <= epsilon*epsilon*second || p < vanished) {
			break
		}
	}
	return first, second
}

// tails are what a quantile is searched by.
type tails interface {
	CDF(x float64) float64
	Survival(x float64) float64
}

// searchQuantile finds the smallest whole number with CDF ≥ p near a guess: strides that double, then
// halves. The larger half of the probabilities is compared by its complement, which has the digits.
func searchQuantile(l tails, p, guess float64) float64 {
	reached := func(k float64) bool {
		if p > 0.5 {
			return l.Survival(k) <= 1-p
		}
		return l.CDF(k) >= p
	}
	k := max(math.Floor(guess), 0)
	stride := 1.0
	low, high := k-1, k // low has not reached p, high has
	if reached(k) {
		for low >= 0 && reached(low) {
			high, stride = low, 2*stride
			low = max(high-stride, -1)
		}
	} else {
		low, high = k, k+1
		for !reached(high) && high < maxX {
			low, stride = high, 2*stride
			high += stride
		}
	}
	for high-low > 1 {
		if mid := low + math.Floor((high-low)/2); reached(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high
}
