package sla_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/sla"
)

// long is one case with many events and exclusions, some events at one instant.
func long(t testing.TB, n int) sla.Timeline {
	line := sla.Timeline{Subject: plain()}
	start := berlin(t, "01-06 09:00")
	var out []sla.Exclusion
	parties := []logistics.ID{logistics.MustID("desk"), logistics.MustID("customer"), logistics.MustID("vendor")}
	kinds := []string{"waiting", "answered", "note"}
	line.Events = append(line.Events, sla.Event{Kind: "opened", At: start})
	for i := range n {
		line.Events = append(line.Events, sla.Event{
			ID: logistics.MustID(fmt.Sprint("e", i)), Kind: kinds[i%3], At: start.Add(time.Duration(i/2) * time.Minute),
			Party: parties[i%3],
		})
		from := start.Add(time.Duration(i/2)*time.Minute + time.Duration(i%7)*time.Second)
		out = append(out, sla.Exclusion{From: from, To: from.Add(90 * time.Second), Reason: "strike"})
	}
	line.Exclusions = prepared(t, out)
	return line
}

func TestWorkGrowsWithTheCase(t *testing.T) {
	compiled := timer(t, timerRule())
	asOf := berlin(t, "12-01 09:00")
	golden.Growth(t, 2000, func(n int) func() {
		line := long(t, n)
		line.Scratch = make([]sla.Event, 0, 2*n)
		return func() {
			if _, err := compiled.Judge(line, asOf); err != nil {
				t.Fatal(err)
			}
		}
	})
	golden.Growth(t, 2000, func(n int) func() {
		line := long(t, n)
		return func() {
			x, err := compiled.Explain(line, asOf)
			if err != nil {
				t.Fatal(err)
			}
			x.LostTimes()
			if _, ok := compiled.Check(x); !ok {
				t.Fatal("it does not hold")
			}
		}
	})
	golden.Growth(t, 2000, func(n int) func() {
		line := sla.Timeline{Subject: plain()}
		for i := range n {
			kind := []string{"opened", "waiting", "answered", "resolved", "reopened", "rerouted"}[i%6]
			line.Events = append(line.Events, sla.Event{Kind: kind, At: asOf.AddDate(0, -2, 0)})
		}
		line.Scratch = make([]sla.Event, 0, n)
		return func() {
			if _, err := compiled.Judge(line, asOf); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestWorkGrowsWithTheList(t *testing.T) {
	for name, id := range map[string]func(int) string{
		"of many agreements": func(i int) string { return fmt.Sprint("a", i) },
		"of many versions":   func(i int) string { return "a" },
	} {
		golden.Growth(t, 2000, func(n int) func() {
			var list []sla.Agreement
			for i := range n {
				a := agreement()
				a.ID, a.Version, a.Applies = logistics.MustID(id(i)), n-i, logistics.Where("tier", "key")
				list = append(list, a)
			}
			return func() {
				if s := sla.Select(list, plain(), logistics.MustDate("2025-04-01"), april); len(s.Reasons) != n {
					t.Fatal(name)
				}
			}
		})
	}
	e, err := sla.Compile(timed(timerRule()), hostZones{}, sla.Clocks{office: officeHours(t)})
	if err != nil {
		t.Fatal(err)
	}
	golden.Growth(t, 2000, func(n int) func() {
		log := bulk(t, n)
		return func() {
			if _, err := e.Run(log, april); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestWorkGrowsWithTheRuns: many runs of one event each, of one case, made and merged one by one from either side.
func TestWorkGrowsWithTheRuns(t *testing.T) {
	e, err := sla.Compile(timed(timerRule()), hostZones{}, sla.Clocks{office: officeHours(t)})
	if err != nil {
		t.Fatal(err)
	}
	for name, merge := range map[string]func(whole, next *sla.Run) (*sla.Run, error){
		"into the whole": func(whole, next *sla.Run) (*sla.Run, error) { return whole, whole.Merge(next) },
		"the whole into": func(whole, next *sla.Run) (*sla.Run, error) { return next, next.Merge(whole) },
	} {
		golden.Growth(t, 1000, func(n int) func() {
			list := long(t, n).Events
			return func() {
				var whole *sla.Run
				for _, event := range list {
					next, err := e.Run(sla.Log{Entries: []sla.Entry{{Case: office, Event: event}}}, april)
					if err == nil && whole != nil {
						next, err = merge(whole, next)
					}
					if whole = next; err != nil {
						t.Fatal(err)
					}
				}
				if len(whole.Cases()) != 1 {
					t.Fatal(name)
				}
			}
		})
	}
}
