package control

import (
	"math"
	"slices"
	"strconv"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/stat"
)

// Peer is one of those that are compared at the same time: a customer, a lane, a carrier, a site.
type Peer struct {
	ID    logistics.ID `json:"id"`
	Count Count        `json:"count"`
}

// FunnelPoint is a peer between limits that are wide where there are few cases.
type FunnelPoint struct {
	ID      logistics.ID `json:"id"`
	Stat    float64      `json:"stat"`
	Warning [2]float64   `json:"warning"`    // limits that 1 of 20 like peers is outside of
	Action  [2]float64   `json:"action"`     // limits that 1 of 500 like peers is outside of
	Z       *float64     `json:"z,omitzero"` // standard errors from the common level; nil where all are nothing or all
	Beyond  bool         `json:"beyond"`     // outside the limits for action
}

// FunnelPlot compares peers without ranking them.
type FunnelPlot struct {
	Level float64 `json:"level"` // of all peers together
	// how much wider than their distribution the peers scatter; 1 when it may be chance
	Inflation float64       `json:"inflation"`
	Points    []FunnelPoint `json:"points"` // in the order of the peers
}

// The probability within the limits of a funnel.
const (
	warningLevel = 0.95
	actionLevel  = 0.998
)

// Funnel compares peers by a [Proportion] or a [Rate]. The limits are those of the distribution around the common
// level. Where the peers scatter more than that by far, because they differ in what nobody measured, the
// limits are widened by the scatter, in which the tenth of the peers at either end count as the one next to
// them.
func Funnel(kind Kind, peers []Peer) (FunnelPlot, error) {
	counts, err := checkPeers(kind, peers)
	if err != nil {
		return FunnelPlot{}, err
	}
	l := Options{}.start(kind)
	l.fitCounts(counts, false)
	if l.keepStillCounts(counts); !l.Still && !(l.Sigma > 0) {
		return FunnelPlot{}, spreadless("/peers")
	}
	warning, err := stat.NormalQuantile((1 + warningLevel) / 2)
	if err != nil {
		return FunnelPlot{}, err
	}
	action, err := stat.NormalQuantile((1 + actionLevel) / 2)
	if err != nil {
		return FunnelPlot{}, err
	}
	if !l.Still {
		l.Between = inflation(l, counts)
	}
	plot := FunnelPlot{Level: l.Centre, Inflation: l.Between, Points: make([]FunnelPoint, len(peers))}
	for i, peer := range peers {
		l.Sigmas = warning
		z := new(float64)
		inner := l.count(peer.Count, z)
		l.Sigmas = action
		outer := l.count(peer.Count, z)
		plot.Points[i] = FunnelPoint{
			ID: peer.ID, Stat: outer.Stat, Z: outer.Z, Beyond: outer.Beyond,
			Warning: [2]float64{inner.Lower, inner.Upper}, Action: [2]float64{outer.Lower, outer.Upper},
		}
	}
	return plot, nil
}

func checkPeers(kind Kind, peers []Peer) ([]Count, error) {
	if kind != Proportion && kind != Rate {
		return nil, wrongKind(kind, "proportion or rate")
	}
	var faults logistics.Faults
	Options{}.check(len(peers), &faults)
	counts, seen := make([]Count, len(peers)), make(map[logistics.ID]bool, len(peers))
	for i, peer := range peers {
		path := "/peers/" + strconv.Itoa(i)
		if peer.ID.IsZero() {
			faults.Required(path+"/id", "id is required")
		} else if seen[peer.ID] {
			faults.Duplicate(path+"/id", peer.ID, "each peer is given once")
		}
		seen[peer.ID] = true
		checkCount(kind, path+"/count", peer.Count, &faults)
		counts[i] = peer.Count
	}
	return counts, faults.Err()
}

// inflation is the root of the mean square of the standardised peers, with the ends pulled in, or 1 when it
// is within two standard errors of what the distribution gives.
func inflation(l Limits, counts []Count) float64 {
	z := make([]float64, len(counts))
	for i, c := range counts {
		z[i] = l.standard(c)
	}
	slices.Sort(z)
	ends := len(z) / 10
	sum := 0.0
	for _, x := range z {
		x = max(z[ends], min(z[len(z)-1-ends], x))
		sum += x * x
	}
	k := float64(len(z))
	if square := sum / k; square > 1+2*math.Sqrt(2/k) {
		return math.Sqrt(square)
	}
	return 1
}
