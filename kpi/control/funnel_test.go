package control_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/control"
)

// peers are carriers with late deliveries.
func peers(t *rapid.T) []control.Peer {
	n := rapid.IntRange(2, 40).Draw(t, "peers")
	all := make([]control.Peer, n)
	for i := range all {
		size := rapid.IntRange(20, 2000).Draw(t, "size")
		share := rapid.IntRange(1, 19).Draw(t, "share")
		all[i] = control.Peer{
			ID:    logistics.MustID(fmt.Sprintf("carrier-%d", i)),
			Count: control.Count{Events: int64(size * share / 20), Size: float64(size)},
		}
	}
	return all
}

func TestFunnelDoesNotDependOnTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := peers(t)
		back := slices.Clone(all)
		slices.Reverse(back)
		a, err := control.Funnel(control.Proportion, all)
		b, other := control.Funnel(control.Proportion, back)
		if err != nil || other != nil || a.Inflation < 1 || !near(a.Inflation, b.Inflation, 1e-12) {
			t.Fatalf("%v and %v: %v, %v", a.Inflation, b.Inflation, err, other)
		}
		for i, p := range a.Points {
			q := b.Points[len(all)-1-i]
			if p.ID != q.ID || !near(*p.Z, *q.Z, 1e-9) || p.Beyond != (p.Stat < p.Action[0] || p.Stat > p.Action[1]) {
				t.Fatalf("%+v and %+v", p, q)
			}
		}
	})
}

func TestFunnelNarrowsWithSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := peers(t)
		plot, err := control.Funnel(control.Rate, all)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range plot.Points {
			for k, q := range plot.Points {
				if all[i].Count.Size > all[k].Count.Size && (p.Action[1] > q.Action[1] || p.Warning[0] < q.Warning[0]) {
					t.Fatalf("%+v is wider than %+v", p, q)
				}
			}
			if p.Warning[0] < p.Action[0] || p.Warning[1] > p.Action[1] {
				t.Fatalf("%+v", p)
			}
		}
	})
}

// TestFunnelOfLikePeersIsAChart compares it with the chart of the same counts at the same probability.
func TestFunnelOfLikePeersIsAChart(t *testing.T) {
	var all []control.Peer
	var counts []control.Count
	for i, events := range []int64{9, 11, 10, 12, 8, 10, 11, 9, 10, 12, 8, 40} {
		counts = append(counts, control.Count{Events: events, Size: 100})
		all = append(all, control.Peer{ID: logistics.MustID(fmt.Sprintf("lane-%d", i)), Count: counts[i]})
	}
	plot, err := control.Funnel(control.Proportion, all[:11])
	chart, other := control.ChartCounts(control.Proportion, counts[:11], control.Options{Sigmas: 3.090232306167813})
	if err != nil || other != nil || plot.Inflation != 1 {
		t.Fatalf("%+v: %v, %v", plot, err, other)
	}
	for i, p := range plot.Points {
		if c := chart.Points[i]; !near(p.Action[0], c.Lower, 1e-12) || !near(p.Action[1], c.Upper, 1e-12) ||
			*p.Z != *c.Z {
			t.Errorf("%+v and %+v", p, c)
		}
	}
	if plot, err = control.Funnel(control.Proportion, all); err != nil || !plot.Points[11].Beyond {
		t.Errorf("%+v: %v", plot, err)
	}
}

func TestFunnelRefuses(t *testing.T) {
	good := control.Peer{ID: logistics.MustID("a"), Count: control.Count{Events: 1, Size: 9}}
	funnel := func(kind control.Kind, peers ...control.Peer) error {
		_, err := control.Funnel(kind, peers)
		return err
	}
	for i, c := range []struct {
		err  error
		path string
		code logistics.FaultCode
	}{
		{funnel(control.Events, good, good), "", logistics.FaultUnsupported},
		{funnel(control.Rate, good), "", logistics.FaultRequired},
		{funnel(control.Rate, good, good), "/peers/1/id", logistics.FaultDuplicate},
		{funnel(control.Rate, good, control.Peer{Count: good.Count}), "/peers/1/id", logistics.FaultRequired},
		{
			funnel(control.Rate, good, control.Peer{ID: logistics.MustID("b"), Count: control.Count{Size: math.NaN()}}),
			"/peers/1/count/size", logistics.FaultOutOfRange,
		},
		{
			funnel(control.Rate, good, control.Peer{ID: logistics.MustID("b")}), "/peers/1/count/size",
			logistics.FaultOutOfRange,
		},
	} {
		if !code(c.err, c.path, c.code) {
			t.Errorf("case %d: %v, want %s at %q", i, c.err, c.code, c.path)
		}
	}
}
