package demand_test

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/vmi/demand"
)

// seasonal is a series with a trend and seasons of four.
func seasonal(n int) []float64 {
	series := make([]float64, n)
	for i := range series {
		series[i] = 100 + float64(i) + []float64{10, -5, 0, 7}[i%4] + 3*math.Sin(float64(i*i))
	}
	return series
}

// kept writes a value and reads it back.
func kept[T any](t interface{ Fatal(...any) }, value T) T {
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var back T
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	return back
}

// TestResultsAreDocuments: what was fitted and kept forecasts as it did, and a smoother goes on as it would.
func TestResultsAreDocuments(t *testing.T) {
	series := seasonal(40)
	for _, model := range []string{"ANN", "AAN", "AAdA", "MAM", "MNA"} {
		fitted, err := demand.FitETS(series, 4, model)
		if err != nil {
			t.Fatal(err)
		}
		golden.Survives(t, fitted)
		before, err := fitted.Forecast(12)
		if err != nil {
			t.Fatal(err)
		}
		golden.Survives(t, before)
		after, err := kept(t, fitted).Forecast(12)
		if err != nil || golden.Difference(before, after) != "" {
			t.Errorf("%s forecasts otherwise once kept, %v:\n%s", model, err, golden.Difference(before, after))
		}
		lead, err := kept(t, before).LeadTimeDemand(5)
		if err != nil {
			t.Fatal(err)
		}
		golden.Survives(t, lead)
		if len(lead.Reasons()) != len(kept(t, lead).Reasons()) {
			t.Error("a distribution that was kept has other reasons")
		}
	}
	track, err := demand.HoltWinters(series, 4, true, demand.Constants{Alpha: 0.3, Beta: 0.1, Gamma: 0.2, Phi: 1})
	if err != nil {
		t.Fatal(err)
	}
	back := kept(t, *track)
	track.Update(150)
	back.Update(150)
	one, oneErr := track.Forecast(6)
	two, twoErr := back.Forecast(6)
	if diff := golden.Difference(one, two); oneErr != nil || twoErr != nil || diff != "" {
		t.Errorf("a track that was kept goes on otherwise, %v, %v:\n%s", oneErr, twoErr, diff)
	}
	fit, err := demand.FitSmoother(
		[]float64{0, 3, 0, 0, 5, 0, 2}, demand.Options{Method: demand.SBA, Alpha: 0.1, Beta: 0.1},
	)
	if err != nil {
		t.Fatal(err)
	}
	golden.Survives(t, fit)
}

func TestASmootherThatWasKeptGoesOn(t *testing.T) {
	methods := []demand.Method{demand.Croston, demand.SBA, demand.SBJ, demand.TSB, demand.SES}
	rapid.Check(t, func(r *rapid.T) {
		s, err := demand.NewSmoother(rapid.SampledFrom(methods).Draw(r, "method"), 0.2, 0.1)
		if err != nil {
			r.Fatal(err)
		}
		tracker, err := demand.NewTracker(0.2, 4)
		if err != nil {
			r.Fatal(err)
		}
		other, otherTracker := s, tracker
		for range rapid.IntRange(1, 20).Draw(r, "n") {
			y := float64(rapid.IntRange(0, 4).Draw(r, "y"))
			s.Update(y)
			tracker.Update(y, s.Forecast())
			other.Update(y)
			otherTracker.Update(y, other.Forecast())
			other, otherTracker = kept(r, other), kept(r, otherTracker)
			if s != other || tracker != otherTracker {
				r.Fatalf("%+v and kept %+v, %+v and kept %+v", s, other, tracker, otherTracker)
			}
		}
	})
}
