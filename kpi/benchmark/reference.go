package benchmark

import (
	"encoding/json"
	"errors"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/enum"
	"github.com/logicrm/logistics/internal/wire"
)

// Between says what is read between two quantiles.
type Between uint8

// The ways to read between quantiles.
const (
	OnlyBounds  Between = iota + 1 // nothing: the quantiles on both sides are all that is known
	Interpolate                    // the straight line
)

var betweenNames = []string{"unknown", "only_bounds", "interpolate"}

var errBetween = errors.New("benchmark: unknown way to read between quantiles")

// String is the text on the wire; the zero value is "unknown".
func (b Between) String() string { return enum.Name(b, betweenNames) }

// MarshalText writes the name; the zero value is an error.
func (b Between) MarshalText() ([]byte, error) { return enum.Marshal(b, betweenNames, errBetween) }

// UnmarshalText reads what MarshalText writes.
func (b *Between) UnmarshalText(text []byte) error {
	return enum.Unmarshal(b, betweenNames, text, errBetween)
}

// Quantile is a point of a field: so large a share of it has this value or less.
type Quantile struct {
	Share logistics.Ratio `json:"share"` // above 0, below 1
	Value logistics.Ratio `json:"value"`
}

// Reference is a field of figures that somebody measured and published.
type Reference struct {
	Schema    string              `json:"schema"` // "logistics/benchmark.reference/1"; in Go it may be left out
	Metric    logistics.ID        `json:"metric"`
	Direction logistics.Direction `json:"direction"`
	Source    string              `json:"source"`
	Year      int                 `json:"year"`
	N         int64               `json:"n,omitzero"` // members of the field; 0 is not known
	Quantiles []Quantile          `json:"quantiles"`  // rising in share, and not falling in value
	Between   Between             `json:"between"`
}

func document() wire.Document { return wire.Document{Name: "benchmark.reference"} }

// MarshalJSON writes the reference with its schema.
func (r Reference) MarshalJSON() ([]byte, error) {
	type plain Reference
	r.Schema = document().Written(r.Schema)
	return json.Marshal(plain(r))
}

// DecodeReference reads a reference strictly: an unknown field is a fault. All faults are returned.
func DecodeReference(data []byte) (Reference, error) {
	return wire.DecodeDocument[Reference](document(), data, wire.Strict)
}

const (
	mostQuantiles = 1_000
	maxSource     = 200
	firstYear     = 1900
	lastYear      = 9999
)

// Validate reports every fault.
func (r Reference) Validate() error {
	var faults logistics.Faults
	document().Check(r.Schema, &faults)
	if r.Metric.IsZero() {
		faults.Required("/metric", "the metric that was measured")
	}
	checkDirection(&faults, r.Direction)
	wire.CheckText("/source", r.Source, "who measured it", maxSource, &faults)
	if r.Year < firstYear || r.Year > lastYear {
		faults.OutOfRange("/year", r.Year, "1900 to 9999")
	}
	if r.N < 0 {
		faults.OutOfRange("/n", r.N, "must be 0 or greater")
	}
	if r.Between < OnlyBounds || r.Between > Interpolate {
		faults.Required("/between", enum.Wanted(betweenNames))
	}
	r.checkQuantiles(&faults)
	return faults.Err()
}

func (r Reference) checkQuantiles(faults *logistics.Faults) {
	switch n := len(r.Quantiles); {
	case n == 0:
		faults.Required("/quantiles", "at least one quantile")
		return
	case n > mostQuantiles:
		faults.TooMany("/quantiles", n, "at most 1,000")
		return
	}
	for i, q := range r.Quantiles {
		path := "/quantiles/" + strconv.Itoa(i)
		known := q.Value.Den() > 0
		if !known {
			faults.Required(path+"/value", "the value of the quantile")
		}
		if !inUnit(q.Share) || q.Share.Num() == 0 || q.Share.Num() == q.Share.Den() {
			faults.OutOfRange(path+"/share", q.Share, "above 0 and below 100%")
			continue
		}
		if i == 0 {
			continue
		}
		before := r.Quantiles[i-1]
		if before.Share.Den() > 0 && !less(before.Share, q.Share) {
			what := "must be above the share before it, " + before.Share.String()
			faults.Conflict(path+"/share", q.Share, what)
		}
		if known && before.Value.Den() > 0 && less(q.Value, before.Value) {
			what := "must not be below the value before it, " + before.Value.String()
			faults.Conflict(path+"/value", q.Value, what)
		}
	}
}

func checkDirection(faults *logistics.Faults, d logistics.Direction) {
	if d != logistics.HigherIsBetter && d != logistics.LowerIsBetter {
		faults.Unknown("/direction", d, "higher_is_better or lower_is_better")
	}
}
