package benchmark

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/exact"
)

// Option is a way to serve: a carrier, a network, a stocking policy, with what it costs and what it delivers.
type Option struct {
	ID      logistics.ID    `json:"id"`
	Cost    logistics.Money `json:"cost"`    // 0 or more, in one currency for all
	Service logistics.Ratio `json:"service"` // 0 to 1, more is better
}

// Step is an efficient option and what its service costs beyond the one before.
type Step struct {
	Option
	Extra    logistics.Money `json:"extra,omitzero"`     // over the efficient option before; none for the first
	PerPoint logistics.Money `json:"per_point,omitzero"` // of it, for a percentage point of service, in the minor unit
}

// Dominated is an option with one that is no worse in cost and service and better in one of them.
type Dominated struct {
	Option
	By logistics.ID `json:"by"`
}

// Frontier is the options sorted out.
type Frontier struct {
	Steps     []Step       `json:"steps"`               // rising in cost and in service
	Dominated []Dominated  `json:"dominated,omitempty"` // by cost, then id
	Dearest   logistics.ID `json:"dearest"`             // of the options that cost most, the one that serves best
	Best      logistics.ID `json:"best"`                // of those that serve best, the cheapest
}

const mostOptions = 100_000

// Efficient sorts options into those that nothing beats in cost and service, and the others. Of options
// alike in both, the first by id is efficient and dominates the rest.
func Efficient(options []Option) (Frontier, error) {
	var faults logistics.Faults
	checkOptions(&faults, options)
	if err := faults.Err(); err != nil {
		return Frontier{}, err
	}
	sorted := slices.Clone(options)
	slices.SortFunc(sorted, func(a, b Option) int {
		cost, _ := a.Cost.Cmp(b.Cost) // one currency, as checked
		service, _ := b.Service.Cmp(a.Service)
		return cmp.Or(cost, service, cmp.Compare(a.ID.String(), b.ID.String()))
	})
	var f Frontier
	for _, o := range sorted {
		if n := len(f.Steps); n > 0 && !less(f.Steps[n-1].Service, o.Service) {
			f.Dominated = append(f.Dominated, Dominated{o, f.Steps[n-1].ID})
			continue
		}
		s := Step{Option: o}
		if n := len(f.Steps); n > 0 {
			var err error
			if s.Extra, s.PerPoint, err = extra(f.Steps[n-1].Option, o); err != nil {
				faults.At("/options", err)
				return Frontier{}, faults.Err()
			}
		}
		f.Steps = append(f.Steps, s)
	}
	f.Best = f.Steps[len(f.Steps)-1].ID
	last := sorted[len(sorted)-1]
	for _, o := range sorted {
		if o.Cost.Equal(last.Cost) {
			f.Dearest = o.ID
			break
		}
	}
	return f, nil
}

func checkOptions(faults *logistics.Faults, options []Option) {
	switch n := len(options); {
	case n == 0:
		faults.Required("/options", "at least one option")
		return
	case n > mostOptions:
		faults.TooMany("/options", n, "at most 100,000")
		return
	}
	seen := make(map[logistics.ID]bool, len(options))
	for i, o := range options {
		path := "/options/" + strconv.Itoa(i)
		switch {
		case o.ID.IsZero():
			faults.Required(path+"/id", "id is required")
		case seen[o.ID]:
			faults.Duplicate(path+"/id", o.ID, "each option is given once")
		}
		seen[o.ID] = true
		switch {
		case o.Cost.Currency().IsZero():
			faults.Required(path+"/cost", "an amount")
		case o.Cost.Sign() < 0:
			faults.OutOfRange(path+"/cost", o.Cost, "must be 0 or greater")
		case o.Cost.Currency() != options[0].Cost.Currency() && !options[0].Cost.Currency().IsZero():
			faults.Mismatch(path+"/cost", o.Cost, "must be in the currency of the first option")
		}
		if !inUnit(o.Service) {
			faults.OutOfRange(path+"/service", o.Service, "0 to 100%")
		}
	}
}

// extra is what the better of two options costs more, in all and for a percentage point.
func extra(before, after Option) (all, perPoint logistics.Money, err error) {
	if all, err = after.Cost.Sub(before.Cost); err != nil {
		return all, perPoint, err
	}
	points := new(big.Rat).Sub(exact.Rat(after.Service), exact.Rat(before.Service))
	points.Mul(points, big.NewRat(100, 1))
	points.Inv(points)
	if !points.Num().IsInt64() || !points.Denom().IsInt64() {
		return all, perPoint, logistics.NewFieldError(
			logistics.FaultOutOfRange, after.Service.String(), "the services differ by too little",
		)
	}
	perPoint, err = all.Share(share(points.Num().Int64(), points.Denom().Int64()), logistics.HalfEven)
	return all, perPoint, err
}

// Choose finds the option with the most left when a percentage point of service is worth so much: worth ×
// service − cost. Of two that leave the same, the cheaper. Only efficient options can be it.
func (f Frontier) Choose(worth logistics.Money) (best Step, err error) {
	var faults logistics.Faults
	if len(f.Steps) == 0 {
		faults.Required("/frontier", "a frontier made by Efficient")
	}
	for i, s := range f.Steps {
		if s.Service.IsZero() || s.Cost.IsZero() {
			faults.Required("/frontier/steps/"+strconv.Itoa(i), "cost and service are required")
		}
	}
	switch {
	case worth.Currency().IsZero():
		faults.Required("/worth", "an amount for a percentage point")
	case worth.Sign() < 0:
		faults.OutOfRange("/worth", worth, "must be 0 or greater")
	case len(f.Steps) > 0 && worth.Currency() != f.Steps[0].Cost.Currency():
		faults.Mismatch("/worth", worth, "must be in the currency of the options")
	}
	if err := faults.Err(); err != nil {
		return Step{}, err
	}
	var most *big.Rat
	point := worth.Decimal().Rat()
	for _, s := range f.Steps {
		left := new(big.Rat).Mul(exact.Rat(s.Service), big.NewRat(100, 1))
		left.Mul(left, point).Sub(left, s.Cost.Decimal().Rat())
		if most == nil || left.Cmp(most) > 0 {
			best, most = s, left
		}
	}
	return best, nil
}

// Options are the efficient ones: what a curve is best fitted to, as the others say what was paid rather
// than what the service costs.
func (f Frontier) Options() []Option {
	options := make([]Option, len(f.Steps))
	for i, s := range f.Steps {
		options[i] = s.Option
	}
	return options
}

// Reasons says for every option why it is efficient or not, and whether what costs most serves best.
func (f Frontier) Reasons() []logistics.Reason {
	var reasons []logistics.Reason
	about := func(o Option) []logistics.Param {
		return []logistics.Param{o.ID.Param("option"), o.Cost.Param("cost"), o.Service.PercentParam("service")}
	}
	best := Option{}
	for _, s := range f.Steps {
		reasons = append(reasons, logistics.Reason{Code: OptionEfficient, Params: about(s.Option)})
		best = s.Option
	}
	for _, d := range f.Dominated {
		reasons = append(reasons, logistics.Reason{Code: OptionDominated, Params: append(
			about(d.Option), d.By.Param("by"),
		)})
	}
	for _, d := range f.Dominated {
		if d.ID == f.Dearest && less(d.Service, best.Service) {
			reasons = append(reasons, logistics.Reason{Code: DearestNotBest, Params: []logistics.Param{
				d.ID.Param("option"),
				d.Cost.Param("cost"),
				best.ID.Param("best"),
				best.Service.PercentParam("service"),
			}})
		}
	}
	return reasons
}

// Sentences tells the reasons in a language; the zero Language is English.
func (f Frontier) Sentences(in logistics.Language) []string {
	return Reasons().Sentences(f.Reasons(), in)
}
