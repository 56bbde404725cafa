package demand

import (
	"encoding/json"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/vmi/policy"
)

// read is json.Unmarshal with a fault of the library's.
func read(data []byte, into any, want string) error {
	if json.Unmarshal(data, into) != nil {
		return logistics.NewFieldError(logistics.FaultSyntax, string(data[:min(len(data), 64)]), want)
	}
	return nil
}

type fittedForm struct {
	Distribution   policy.Distribution `json:"distribution"`
	Classification Classification      `json:"classification,omitzero"`
	Periods        float64             `json:"periods"`
	Code           logistics.Code      `json:"code,omitzero"`
	Why            logistics.Code      `json:"why,omitzero"`
	Largest        float64             `json:"largest,omitzero"`
}

// MarshalJSON writes the distribution with what it was chosen by.
func (d FittedDemand) MarshalJSON() ([]byte, error) {
	return json.Marshal(fittedForm{d.Distribution, d.Classification, d.Periods, d.Code, d.Why, d.Largest})
}

// UnmarshalJSON reads the form of MarshalJSON.
func (d *FittedDemand) UnmarshalJSON(data []byte) error {
	var form fittedForm
	if err := read(data, &form, "a distribution with what it was chosen by"); err != nil {
		return err
	}
	*d = FittedDemand{
		Distribution: form.Distribution, Classification: form.Classification, Periods: form.Periods,
		Code: form.Code, Why: form.Why, Largest: form.Largest,
	}
	return nil
}

type trackForm struct {
	Constants      Constants `json:"constants"`
	Level          float64   `json:"level"`
	Trend          float64   `json:"trend,omitzero"`
	Squares        float64   `json:"squares"`
	Errors         int       `json:"errors"`
	Seasons        []float64 `json:"seasons,omitempty"` // the next one first
	Multiplicative bool      `json:"multiplicative,omitzero"`
	Trended        bool      `json:"trended,omitzero"`
}

// MarshalJSON writes the track as it stands, so that it can be taken up again.
func (t Track) MarshalJSON() ([]byte, error) {
	return json.Marshal(trackForm{
		t.Constants, t.Level, t.Trend, t.Squares, t.Errors, t.Seasons(), t.multiplicative, t.trended,
	})
}

// UnmarshalJSON reads the form of MarshalJSON.
func (t *Track) UnmarshalJSON(data []byte) error {
	var form trackForm
	if err := read(data, &form, "a track"); err != nil {
		return err
	}
	*t = Track{
		Constants: form.Constants, Level: form.Level, Trend: form.Trend, Squares: form.Squares, Errors: form.Errors,
		seasons: form.Seasons, multiplicative: form.Multiplicative, trended: form.Trended,
	}
	return nil
}

type smootherForm struct {
	Method Method  `json:"method,omitzero"`
	Begun  bool    `json:"begun,omitzero"`
	Given  bool    `json:"given,omitzero"`
	Sized  bool    `json:"sized,omitzero"`
	Alpha  float64 `json:"alpha"`
	Beta   float64 `json:"beta"`
	Factor float64 `json:"factor"`
	Size   float64 `json:"size"`
	Rate   float64 `json:"rate"`
	Gap    float64 `json:"gap"`
}

// MarshalJSON writes the smoother as it stands, so that it can be taken up again.
func (s Smoother) MarshalJSON() ([]byte, error) {
	return json.Marshal(
		smootherForm{s.method, s.begun, s.given, s.sized, s.alpha, s.beta, s.factor, s.size, s.rate, s.gap},
	)
}

// UnmarshalJSON reads the form of MarshalJSON.
func (s *Smoother) UnmarshalJSON(data []byte) error {
	var form smootherForm
	if err := read(data, &form, "a smoother"); err != nil {
		return err
	}
	*s = Smoother{
		method: form.Method, begun: form.Begun, given: form.Given, sized: form.Sized, alpha: form.Alpha,
		beta:   form.Beta,
		factor: form.Factor, size: form.Size, rate: form.Rate, gap: form.Gap,
	}
	return nil
}

type trackerForm struct {
	Alpha float64 `json:"alpha"`
	Limit float64 `json:"limit"`
	Sum   float64 `json:"sum"`
	Size  float64 `json:"size"`
	N     int     `json:"n"`
}

// MarshalJSON writes the tracker as it stands, so that it can be taken up again.
func (t Tracker) MarshalJSON() ([]byte, error) {
	return json.Marshal(trackerForm{t.alpha, t.limit, t.sum, t.size, t.n})
}

// UnmarshalJSON reads the form of MarshalJSON.
func (t *Tracker) UnmarshalJSON(data []byte) error {
	var form trackerForm
	if err := read(data, &form, "a tracker"); err != nil {
		return err
	}
	*t = Tracker{alpha: form.Alpha, limit: form.Limit, sum: form.Sum, size: form.Size, n: form.N}
	return nil
}
