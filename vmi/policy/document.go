package policy

import (
	"encoding/json"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// distributionForm is a [Distribution] on the wire: its kind, and the figures that make it again, bit for
// bit.
type distributionForm struct {
	Kind          string    `json:"kind"` // as Name has it
	Mean          float64   `json:"mean,omitzero"`
	Deviation     float64   `json:"deviation,omitzero"`
	Variance      float64   `json:"variance,omitzero"`
	Values        []float64 `json:"values,omitempty"`
	Weights       []float64 `json:"weights,omitempty"`
	Probabilities []float64 `json:"probabilities,omitempty"` // of 0, 1, 2, … units
}

// MarshalJSON writes the kind and the figures that the distribution was made of, or its probabilities.
func (l Distribution) MarshalJSON() ([]byte, error) {
	if l.recipe == nil {
		return []byte(`{"kind":"none"}`), nil
	}
	return json.Marshal(l.recipe)
}

// UnmarshalJSON reads the form of MarshalJSON, with the bounds of the functions that make distributions.
func (l *Distribution) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*l = Distribution{}
		return nil
	}
	var form distributionForm
	if err := json.Unmarshal(data, &form); err != nil {
		return logistics.NewFieldError(
			logistics.FaultSyntax, string(data[:min(len(data), 64)]), "a distribution with its kind",
		)
	}
	read, err := form.distribution()
	if err != nil {
		return err
	}
	*l = read
	return nil
}

func (f distributionForm) distribution() (Distribution, error) {
	switch f.Kind {
	case "none":
		return Distribution{}, nil
	case "normal":
		return Normal(f.Mean, f.Deviation)
	case "gamma":
		if f.Deviation == 0 {
			return Exponential(f.Mean)
		}
		return Gamma(f.Mean, f.Deviation)
	case "lognormal":
		return Lognormal(f.Mean, f.Deviation)
	case "poisson":
		return Poisson(f.Mean)
	case "negative_binomial":
		return NegativeBinomial(f.Mean, f.Variance)
	case "empirical":
		return Empirical(f.Values, f.Weights)
	case "compound_poisson", "convolved":
		l, err := stat.LatticeOf(f.Probabilities)
		if err != nil {
			return Distribution{}, logistics.NewFieldError(
				logistics.FaultOutOfRange, "", "probabilities that add up to 1",
			)
		}
		return listed(l, f.Kind, nil)
	default:
		return Distribution{},
			logistics.NewFieldError(logistics.FaultUnknown, f.Kind, "normal, gamma, lognormal, poisson, "+
				"negative_binomial, compound_poisson, empirical, convolved or none")
	}
}

// levelForm is a [Level] on the wire.
type levelForm struct {
	Demand         Demand       `json:"demand"`
	Lead           LeadTime     `json:"lead_time"`
	Service        CycleService `json:"service"`
	Factor         float64      `json:"factor"`
	LeadTimeDemand float64      `json:"lead_time_demand"`
	Deviation      float64      `json:"deviation"`
}

// MarshalJSON writes the figures that the level is made of.
func (l Level) MarshalJSON() ([]byte, error) {
	return json.Marshal(levelForm{l.demand, l.lead, l.service, l.factor, l.leadTimeDemand, l.deviation})
}

// UnmarshalJSON reads the form of MarshalJSON.
func (l *Level) UnmarshalJSON(data []byte) error {
	var form levelForm
	if err := json.Unmarshal(data, &form); err != nil {
		return logistics.NewFieldError(
			logistics.FaultSyntax, string(data[:min(len(data), 64)]), "a level with its figures",
		)
	}
	*l = Level{form.Demand, form.Lead, form.Service, form.Factor, form.LeadTimeDemand, form.Deviation}
	return nil
}
