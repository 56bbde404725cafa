package demand

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Point is what is known of the demand of a period. Missing, zero and below zero are different: nothing
// is known, nothing was asked for, more came back than was asked for.
type Point struct {
	Units      float64 `json:"units"`
	Missing    bool    `json:"missing,omitzero"`
	OutOfStock bool    `json:"out_of_stock,omitzero"` // the demand was Units or more
}

// Points makes a list from figures; NaN is missing.
func Points(series []float64) []Point {
	points := make([]Point, len(series))
	for i, y := range series {
		if points[i].Units = y; y != y {
			points[i] = Point{Missing: true}
		}
	}
	return points
}

// Cleaning says what is done with periods that do not show the demand. The zero value fills the missing,
// takes returns out, and raises periods out of stock.
type Cleaning struct {
	// a missing period takes the mean of its season; 0 or 1 for the mean of all
	Period         int  `json:"period,omitzero"`
	RefuseMissing  bool `json:"refuse_missing,omitzero"`    // a missing period is a fault instead
	KeepReturns    bool `json:"keep_returns,omitzero"`      // leave periods below zero as they are
	KeepOutOfStock bool `json:"keep_out_of_stock,omitzero"` // take what was sold for the demand
}

// Change is one period that was cleaned, and why.
type Change struct {
	Index int            `json:"index"`
	From  float64        `json:"from"` // 0 for a missing one
	To    float64        `json:"to"`
	Code  logistics.Code `json:"code"`
}

// Cleaned is a series that forecasts can be made from.
type Cleaned struct {
	Series  []float64 `json:"series"`
	Returns []float64 `json:"returns"` // what came back in each period, above what was asked for
	Changes []Change  `json:"changes"` // in the order of the periods
}

// Clean makes a series of demand. Where a period was out of stock the demand is what is expected of a
// demand that was at least as much, by the product-limit estimate of all periods (Kaplan and Meier); without a
// greater one there is nothing to expect it from and the figure stays. Figures that are filled in are whole
// when all others are.
func Clean(points []Point, c Cleaning) (Cleaned, error) {
	var faults logistics.Faults
	if len(points) == 0 || len(points) > mostPoints {
		faults.OutOfRange("/points", len(points), "1 to "+strconv.Itoa(mostPoints)+" periods")
	}
	checkCount(&faults, "/period", c.Period, 0, mostPeriod)
	known, whole := 0, true
	for i, p := range points {
		path := "/points/" + strconv.Itoa(i)
		switch {
		case p.Missing && c.RefuseMissing:
			faults.Required(path, "a record of this period")
		case p.Missing:
		case !finite(p.Units):
			faults.OutOfRange(path+"/units", text(p.Units), "a number from -1e12 to 1e12")
		default:
			known++
			whole = whole && p.Units == math.Floor(p.Units)
		}
	}
	if len(faults) == 0 && known == 0 {
		faults.Required("/points", "at least one period with a record")
	}
	if err := faults.Err(); err != nil {
		return Cleaned{}, err
	}
	out := Cleaned{Series: make([]float64, len(points)), Returns: make([]float64, len(points)), Changes: []Change{}}
	change := func(i int, to float64, code logistics.Code) {
		if whole {
			to = math.Round(to)
		}
		out.Changes = append(out.Changes, Change{Index: i, From: points[i].Units, To: to, Code: code})
		out.Series[i] = to
	}
	for i, p := range points {
		out.Series[i] = p.Units
		if p.Units < 0 && !p.Missing && !c.KeepReturns {
			out.Returns[i] = -p.Units
			change(i, 0, ReturnTaken)
		}
	}
	if !c.KeepOutOfStock {
		for i, to := range uncensored(points, out.Series) {
			if points[i].OutOfStock && !points[i].Missing {
				code := StockOutRaised
				if to == out.Series[i] {
					code = StockOutKept
				}
				change(i, to, code)
			}
		}
	}
	fill(points, out.Series, max(c.Period, 1), change)
	slices.SortStableFunc(out.Changes, func(a, b Change) int { return a.Index - b.Index })
	return out, nil
}

// fill gives missing periods the mean of their season, or of all where the season has none.
func fill(points []Point, series []float64, period int, change func(int, float64, logistics.Code)) {
	sums, counts := make([]float64, period), make([]float64, period)
	total, n := 0.0, 0.0
	for i, p := range points {
		if !p.Missing {
			sums[i%period] += series[i]
			counts[i%period]++
			total, n = total+series[i], n+1
		}
	}
	for i, p := range points {
		if !p.Missing {
			continue
		}
		to := total / n
		if k := i % period; counts[k] > 0 {
			to = sums[k] / counts[k]
		}
		change(i, to, MissingFilled)
	}
}

// uncensored is the series with what is expected where a period was out of stock. The weight of such a
// period goes, in equal parts, to those that sold more.
func uncensored(points []Point, series []float64) []float64 {
	order := make([]int, 0, len(points))
	for i, p := range points {
		if !p.Missing {
			order = append(order, i)
		}
	}
	// Of equal figures the one that was out of stock stands last: its demand was more.
	slices.SortStableFunc(order, func(a, b int) int {
		switch order := cmp.Compare(series[a], series[b]); {
		case order != 0 || points[a].OutOfStock == points[b].OutOfStock:
			return order
		case points[b].OutOfStock:
			return -1
		}
		return 1
	})
	// From the greatest down, so that only what lies above is needed. The greatest observed demand takes all
	// the weight there is from it on.
	out := slices.Clone(series)
	n := len(order)
	above, known := 0.0, false // what is expected of a demand from here on
	for k := n - 1; k >= 0; k-- {
		i := order[k]
		atRisk := float64(n - k)
		if points[i].OutOfStock {
			if known {
				out[i] = above
			}
			continue
		}
		// An observed demand takes one part in as many as are still at risk; the rest lies above.
		if share := 1 / atRisk; known {
			above = share*series[i] + (1-share)*above
		} else {
			above, known = series[i], true
		}
	}
	return out
}

// Reasons says what was done to each period that was changed.
func (c Cleaned) Reasons() []logistics.Reason {
	reasons := make([]logistics.Reason, len(c.Changes))
	for i, change := range c.Changes {
		reasons[i] = logistics.Reason{
			Code: change.Code, Path: "/points/" + strconv.Itoa(change.Index), Params: []logistics.Param{
				whole("period", change.Index+1), number("from", change.From), number("to", change.To),
			},
		}
	}
	return reasons
}
