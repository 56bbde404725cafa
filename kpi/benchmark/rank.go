package benchmark

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
)

// Member is one of one's own lanes, sites, carriers or customers, with its counts.
type Member struct {
	ID    logistics.ID `json:"id"`
	Good  int64        `json:"good"`
	Total int64        `json:"total"` // 0: nothing was measured, and it is not ranked
}

// Standing is the place of a member.
type Standing struct {
	Member
	Rank   int     `json:"rank"`   // from 1, the best; members of the same value share it
	Value  float64 `json:"value"`  // drawn towards the mean
	Weight float64 `json:"weight"` // how much of it is the member's own: 1 is all
}

// Field is a ranking of one's own members.
type Field struct {
	Direction logistics.Direction `json:"direction"`
	Standings []Standing          `json:"standings"` // the best first, then by id
	Unranked  []logistics.ID      `json:"unranked,omitempty"`
	Mean      logistics.Ratio     `json:"mean"`     // of all cases
	Strength  float64             `json:"strength"` // cases of the mean that each member is given; -1: without bound
}

// mostMembers and mostCases keep sums of squares in the range of float64 and counts in that of int64.
const (
	mostMembers = 1_000_000
	mostCases   = 1_000_000_000_000
)

// Rank orders members by their share of good cases, each drawn towards the mean of all: to
// (good + s·mean) ÷ (total + s), with the strength s by the moments of the beta-binomial distribution. Good
// is whatever is counted; with lower_is_better the least share is the best.
func Rank(members []Member, direction logistics.Direction) (Field, error) {
	var faults logistics.Faults
	checkDirection(&faults, direction)
	checkMembers(&faults, members)
	if err := faults.Err(); err != nil {
		return Field{}, err
	}
	f := Field{Direction: direction}
	var good, total int64
	for _, m := range members {
		if m.Total == 0 {
			f.Unranked = append(f.Unranked, m.ID)
			continue
		}
		good, total = good+m.Good, total+m.Total
		f.Standings = append(f.Standings, Standing{Member: m})
	}
	// By id before any sum, so that the order of the input is not in the last digits.
	slices.SortFunc(f.Standings, func(a, b Standing) int { return cmp.Compare(a.ID.String(), b.ID.String()) })
	slices.SortFunc(f.Unranked, func(a, b logistics.ID) int { return cmp.Compare(a.String(), b.String()) })
	f.Mean = share(good, total)
	mean := float64(good) / float64(total)
	f.Strength = strength(f.Standings, mean, float64(total))
	for i := range f.Standings {
		s := &f.Standings[i]
		if s.Value = mean; f.Strength >= 0 {
			n := float64(s.Total)
			s.Weight = n / (n + f.Strength)
			s.Value = mean + s.Weight*(float64(s.Good)/n-mean)
		}
	}
	slices.SortStableFunc(f.Standings, func(a, b Standing) int {
		if direction == logistics.LowerIsBetter {
			return cmp.Compare(a.Value, b.Value)
		}
		return cmp.Compare(b.Value, a.Value)
	})
	for i := range f.Standings {
		f.Standings[i].Rank = i + 1
		if i > 0 && f.Standings[i].Value == f.Standings[i-1].Value {
			f.Standings[i].Rank = f.Standings[i-1].Rank
		}
	}
	return f, nil
}

func checkMembers(faults *logistics.Faults, members []Member) {
	if len(members) > mostMembers {
		faults.TooMany("/members", len(members), "at most a million")
		return
	}
	seen, measured := make(map[logistics.ID]bool, len(members)), false
	for i, m := range members {
		path := "/members/" + strconv.Itoa(i)
		switch {
		case m.ID.IsZero():
			faults.Required(path+"/id", "id is required")
		case seen[m.ID]:
			faults.Duplicate(path+"/id", m.ID, "each member is given once")
		}
		seen[m.ID] = true
		if m.Total < 0 || m.Total > mostCases {
			faults.OutOfRange(path+"/total", m.Total, "0 to 1e12")
		}
		if m.Good < 0 || m.Good > m.Total {
			faults.OutOfRange(path+"/good", m.Good, "0 to the total")
		}
		measured = measured || m.Total > 0
	}
	if !measured {
		faults.Required("/members", "at least one member with cases")
	}
}

// strength is how many cases of the mean a member is given: what the correlation within members is worth,
// which is estimated from how far their shares lie apart beyond chance. -1 stands for no difference.
func strength(members []Standing, mean, total float64) float64 {
	variance := mean * (1 - mean)
	if variance == 0 {
		return -1
	}
	apart, squares := 0.0, 0.0
	for _, m := range members {
		n := float64(m.Total)
		off := float64(m.Good)/n - mean
		apart += n * off * off
		squares += n * n
	}
	// E[apart] = variance × ((1−ρ)(k−1) + ρ(N − Σn²/N)), solved for ρ.
	free := float64(len(members) - 1)
	room := total - squares/total - free
	if room <= 0 {
		// One case each, or one member only: nothing tells difference from chance.
		return -1
	}
	rho := (apart/variance - free) / room
	switch {
	case rho <= 0:
		return -1
	case rho >= 1:
		return 0
	}
	return 1/rho - 1
}

// Best is the first of the ranking, as a level others can be held to: its value as drawn to the
// mean, in ten-thousandths, and its count.
func (f Field) Best(metric logistics.ID, year int) (logistics.ServiceLevel, error) {
	var faults logistics.Faults
	if metric.IsZero() {
		faults.Required("/metric", "metric is required")
	}
	if year < firstYear || year > lastYear {
		faults.OutOfRange("/year", year, "1900 to 9999")
	}
	if len(f.Standings) == 0 {
		faults.Required("/field", "a field made by Rank")
	}
	if err := faults.Err(); err != nil {
		return logistics.ServiceLevel{}, err
	}
	first := f.Standings[0]
	return logistics.ServiceLevel{
		Metric: metric, Value: share(int64(math.RoundToEven(first.Value*fine)), fine),
		Source: "internal best: " + first.ID.String(), Year: year, N: first.Total,
	}, nil
}

// Reasons says how far members were drawn to their mean, and why.
func (f Field) Reasons() []logistics.Reason {
	code := RankShrunk
	switch f.Strength {
	case -1:
		code = RankAlike
	case 0:
		code = RankAsMeasured
	}
	return []logistics.Reason{{Code: code, Params: []logistics.Param{
		f.Mean.PercentParam("mean"), logistics.FloatParam("strength", f.Strength),
	}}}
}

// Sentences tells the reasons in a language; the zero Language is English.
func (f Field) Sentences(in logistics.Language) []string { return Reasons().Sentences(f.Reasons(), in) }
