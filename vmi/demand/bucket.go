package demand

import (
	"strconv"

	"github.com/logicrm/logistics"
)

// Report is the demand of a span of days, as it was sent: days, weeks, weeks with a holiday joined to the
// next.
type Report struct {
	Period     logistics.Period `json:"period"`
	Units      float64          `json:"units"`
	OutOfStock bool             `json:"out_of_stock,omitzero"`
}

// Align brings reports into buckets of so many days, from the start to the end of the last bucket that the
// reports reach. A bucket that is not covered by reports from its first to its last day is missing; one that
// any report out of stock touches is out of stock. A report over the edge of a bucket is refused, unless
// split says that its units are divided by days. Reports that overlap are always refused.
func Align(reports []Report, start logistics.Date, days int, split bool) ([]Point, error) {
	var faults logistics.Faults
	checkCount(&faults, "/days", days, 1, 366)
	if start.IsZero() {
		faults.Required("/start", "the first day of the first bucket")
	}
	if len(reports) == 0 || len(reports) > mostPoints {
		faults.OutOfRange("/reports", len(reports), "1 to "+strconv.Itoa(mostPoints)+" reports")
	}
	if len(faults) > 0 {
		return nil, faults.Err()
	}
	last := 0
	for i, r := range reports {
		path := "/reports/" + strconv.Itoa(i)
		if !finite(r.Units) {
			faults.OutOfRange(path+"/units", text(r.Units), "a number from -1e12 to 1e12")
		}
		if r.Period.IsZero() {
			faults.Required(path+"/period", "the days of the report")
			continue
		}
		from, to := r.Period.Start().DaysSince(start), r.Period.End().DaysSince(start)
		switch {
		case from < 0:
			faults.OutOfRange(path+"/period", r.Period, "must not be before the start")
		case to > mostPoints:
			faults.OutOfRange(path+"/period", r.Period, "at most "+strconv.Itoa(mostPoints)+" days after the start")
		case !split && from/days != (to-1)/days:
			faults.Conflict(path+"/period", r.Period, "crosses the edge of a bucket of "+strconv.Itoa(days)+" days")
		}
		last = max(last, to)
	}
	if len(faults) > 0 {
		return nil, faults.Err()
	}
	n := (last + days - 1) / days
	points, covered := make([]Point, n), make([]int, n)
	owner := make([]int, last)
	for i, r := range reports {
		from, to := r.Period.Start().DaysSince(start), r.Period.End().DaysSince(start)
		for day := from; day < to; day++ {
			if owner[day] != 0 {
				faults.Duplicate(
					"/reports/"+strconv.Itoa(i)+"/period", r.Period, "overlaps report "+strconv.Itoa(owner[day]-1),
				)
				break
			}
			owner[day] = i + 1
		}
		for from < to {
			bucket := from / days
			end := min(to, (bucket+1)*days)
			p := &points[bucket]
			if end-from == r.Period.Days() {
				p.Units += r.Units
			} else {
				p.Units += r.Units * float64(end-from) / float64(r.Period.Days())
			}
			p.OutOfStock = p.OutOfStock || r.OutOfStock
			covered[bucket] += end - from
			from = end
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	for i := range points {
		if covered[i] < days {
			points[i] = Point{Missing: true}
		}
	}
	return points, nil
}
