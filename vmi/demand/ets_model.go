package demand

import (
	"strings"

	"github.com/logicrm/logistics"
)

// form is a state space model by its parts: how the error enters, whether there is a trend and whether it
// is damped, and how seasons enter.
type form struct {
	relative bool // the error is a share of the forecast
	trend    bool
	damped   bool
	season   season
}

type season uint8

const (
	noSeason season = iota
	additive
	multiplied
)

// parseForm reads "ANN", "MAdM": error A or M, trend N, A or Ad, season N, A or M.
func parseForm(model string) (f form, ok bool) {
	rest := model
	switch {
	case strings.HasPrefix(rest, "A"):
	case strings.HasPrefix(rest, "M"):
		f.relative = true
	default:
		return f, false
	}
	rest = rest[1:]
	switch {
	case strings.HasPrefix(rest, "N"):
		rest = rest[1:]
	case strings.HasPrefix(rest, "Ad"):
		f.trend, f.damped, rest = true, true, rest[2:]
	case strings.HasPrefix(rest, "A"):
		f.trend, rest = true, rest[1:]
	default:
		return f, false
	}
	switch rest {
	case "N":
	case "A":
		f.season = additive
	case "M":
		f.season = multiplied
	default:
		return f, false
	}
	return f, true
}

func (f form) String() string {
	name := "A"
	if f.relative {
		name = "M"
	}
	switch {
	case f.damped:
		name += "Ad"
	case f.trend:
		name += "A"
	default:
		name += "N"
	}
	return name + [...]string{"N", "A", "M"}[f.season]
}

// parameters is how many figures are estimated: constants, start, and the variance of the error. One
// season follows from the others.
func (f form) parameters(period int) int {
	k := 3
	if f.trend {
		k += 2
	}
	if f.damped {
		k++
	}
	if f.season != noSeason {
		k += period
	}
	return k
}

// forms are the models that a series can have, in order: with relative errors or seasons only where every
// observation is above zero, and without those whose forecasts are numerically unstable, additive errors
// with seasons that multiply.
func forms(series []float64, period int) []form {
	positive := true
	for _, y := range series {
		positive = positive && y > 0
	}
	var list []form
	for _, relative := range []bool{false, true} {
		for _, s := range []season{noSeason, additive, multiplied} {
			for trend := range 3 {
				f := form{relative: relative, trend: trend > 0, damped: trend > 1, season: s}
				switch {
				case !positive && (relative || s == multiplied),
					s != noSeason && (period < 2 || len(series) < 2*period+1),
					s == multiplied && !relative:
					continue
				}
				list = append(list, f)
			}
		}
	}
	return list
}

// checkModel reads the name of a model and reports what does not fit the series.
func checkModel(faults *logistics.Faults, series []float64, period int, model string) form {
	f, ok := parseForm(model)
	if !ok {
		faults.Unknown("/model", model, "error A or M, trend N, A or Ad, season N, A or M: \"MAdM\"")
		return f
	}
	if f.season != noSeason && (period < 2 || len(series) < 2*period+1) {
		faults.Conflict(
			"/period", text(float64(period)),
			"seasons need a period of 2 or more, and observations of more than two periods",
		)
	}
	if f.relative || f.season == multiplied {
		for _, y := range series {
			if y <= 0 {
				faults.Conflict("/model", model, "multiplicative errors and seasons need observations above 0")
				break
			}
		}
	}
	return f
}
