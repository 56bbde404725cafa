package policy

import (
	"strconv"

	"github.com/logicrm/logistics"
)

const (
	tiniest     = 1e-50     // of a mean or deviation that must be above 0: squares still have all digits
	maxCounted  = 1e7       // of the mean of a discrete distribution
	maxMoney    = 1e12      // of a cost per unit, order or period
	maxValues   = 1<<20 - 1 // of a distribution that is held as a list
	leastCost   = 1e-9      // of a cost that must be above 0
	leastChance = 1e-300    // of a probability that must be above 0
)

// checkNumber reports a figure that is not from least to most; NaN is never.
func checkNumber(faults *logistics.Faults, path string, value, least, most float64) {
	if !(value >= least && value <= most) {
		faults.OutOfRange(path, text(value), "a number from "+text(least)+" to "+text(most))
	}
}

// checkChance reports a figure that is not between 0 and 1.
func checkChance(faults *logistics.Faults, path string, value float64) {
	if !(value >= leastChance && value < 1) {
		faults.OutOfRange(path, text(value), "a probability between 0 and 1, neither included")
	}
}

// checkWeights reports a list of weights that is empty, too long, has one below 0, or none above.
func checkWeights(faults *logistics.Faults, path string, weights []float64) {
	if len(weights) > maxValues {
		faults.TooMany(path, count(len(weights)), "at most "+count(maxValues))
		return
	}
	total, before := 0.0, len(*faults)
	for i, w := range weights {
		checkNumber(faults, at(path, i), w, 0, maxUnits)
		total += w
	}
	if len(*faults) == before && total == 0 {
		faults.Required(path, "at least one weight above 0")
	}
}

// checkLaw reports a demand that is missing, or whose figures no policy can use.
func checkLaw(faults *logistics.Faults, path string, demand LeadTimeDemand) {
	if demand == nil {
		faults.Required(path, "a distribution of demand")
		return
	}
	mean, variance := demand.Mean(), demand.Variance()
	if within(mean, maxUnits) && within(variance, maxUnits*maxUnits) {
		return // without making the paths
	}
	checkNumber(faults, path+"/mean", mean, 0, maxUnits)
	checkNumber(faults, path+"/variance", variance, 0, maxUnits*maxUnits)
}

// tooLong makes the one way in which lists in order can fail a typed fault.
func tooLong(path string, err error) error {
	if err == nil {
		return nil
	}
	var faults logistics.Faults
	faults.TooMany(
		path, nil, "the distribution would have more than "+count(maxValues)+" values, or take too long to compute",
	)
	return faults.Err()
}

func at(path string, i int) string { return path + "/" + strconv.Itoa(i) }

func count(n int) string { return strconv.Itoa(n) }
