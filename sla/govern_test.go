package sla_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla"
)

// changed is an agreement of 2024 with a second version for 2025, which ends with that year.
func changed(governs sla.Governs) []sla.Agreement {
	first, second := agreement(), agreement()
	first.Applies, second.Applies = logistics.Anyone(), logistics.Anyone()
	first.Governs = governs
	first.Version, first.From, first.Until = 1, logistics.MustDate("2024-01-01"), logistics.MustDate("2025-01-01")
	second.Version, second.From, second.Until = 2, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01")
	return []sla.Agreement{first, second}
}

// A case of December that is due in January is judged by the version of December.
func ExampleGoverning() {
	agreements := changed("")
	began, due := logistics.MustDate("2024-12-20"), logistics.MustDate("2025-01-10")
	for _, governs := range []sla.Governs{"", sla.AtDue} {
		agreements[0].Governs = governs
		s := sla.Governing(agreements, plain(), began, due, april)
		fmt.Println(agreements[s.Position].Version)
		fmt.Println(sla.Reasons().English(s.Reasons[len(s.Reasons)-1]))
	}
	// Output:
	// 1
	// Version 1 of agreement gold governs: it is in force on 20 Dec 2024, when the case began.
	// 2
	// Version 2 of agreement gold governs: it is in force on 10 Jan 2025, when the case was due.
}

func TestTheVersionInForceAtTheStartGovernsUnlessItSaysWhenDue(t *testing.T) {
	for _, c := range []struct {
		name       string
		governs    sla.Governs
		start, due string
		change     func([]sla.Agreement)
		version    int // 0: none
		code       logistics.Code
	}{
		{"not said", "", "2024-12-20", "2025-01-10", nil, 1, sla.GovernsFromStart},
		{"at its start", sla.AtStart, "2024-12-20", "2025-01-10", nil, 1, sla.GovernsFromStart},
		{"when it is due", sla.AtDue, "2024-12-20", "2025-01-10", nil, 2, sla.GovernsWhenDue},
		{"no change in between", sla.AtDue, "2024-12-20", "2024-12-31", nil, 1, sla.GovernsWhenDue},
		{"no due date yet", sla.AtDue, "2024-12-20", "", nil, 1, sla.GovernsFromStart},
		{"due after the end", sla.AtDue, "2024-12-20", "2026-01-01", nil, 1, sla.GovernsStill},
		{"what the later version says does not count", "", "2024-12-20", "2025-01-10", func(a []sla.Agreement) {
			a[1].Governs = sla.AtDue
		}, 1, sla.GovernsFromStart},
		{"a later version that is not known", sla.AtDue, "2024-12-20", "2025-01-10", func(a []sla.Agreement) {
			a[1].Recorded = april.Add(time.Nanosecond)
		}, 1, sla.GovernsStill},
		{"a later version for others", sla.AtDue, "2024-12-20", "2025-01-10", func(a []sla.Agreement) {
			a[1].Applies = logistics.Where("tier", "key")
		}, 1, sla.GovernsStill},
		{"another agreement on that date", sla.AtDue, "2024-12-20", "2025-01-10", func(a []sla.Agreement) {
			a[1].ID = logistics.MustID("other")
		}, 1, sla.GovernsStill},
		{"a version that was put right", sla.AtDue, "2024-12-20", "2024-12-30", func(a []sla.Agreement) {
			a[1].From, a[1].Recorded = logistics.MustDate("2024-12-01"), april
		}, 2, sla.GovernsFromStart},
		{"nothing is in force", sla.AtDue, "2023-12-31", "2024-01-10", nil, 0, ""},
	} {
		agreements := changed(c.governs)
		if c.change != nil {
			c.change(agreements)
		}
		var due logistics.Date
		if c.due != "" {
			due = logistics.MustDate(c.due)
		}
		start := logistics.MustDate(c.start)
		s := sla.Governing(agreements, plain(), start, due, april)
		if c.version == 0 {
			if s.Found || len(s.Reasons) != len(agreements) {
				t.Errorf("%s: %+v", c.name, s)
			}
			continue
		}
		last := s.Reasons[len(s.Reasons)-1]
		if !s.Found || agreements[s.Position].Version != c.version || last.Code != c.code {
			t.Errorf("%s: place %d by %s, want version %d by %s", c.name, s.Position, last.Code, c.version, c.code)
		}
	}
}

// TestWhatGovernsIsInForceOnTheDateThatDecides, with any versions that follow each other.
func TestWhatGovernsIsInForceOnTheDateThatDecides(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		begin := logistics.MustDate("2024-01-01")
		var agreements []sla.Agreement
		on := begin
		for version := range rapid.IntRange(1, 6).Draw(r, "versions") {
			a := agreement()
			a.Applies, a.Version, a.From = logistics.Anyone(), version+1, on
			a.Governs = rapid.SampledFrom([]sla.Governs{"", sla.AtStart, sla.AtDue}).Draw(r, "governs")
			on = on.AddDays(rapid.IntRange(1, 90).Draw(r, "days"))
			a.Until = on
			agreements = append(agreements, a)
		}
		agreements[len(agreements)-1].Until = logistics.Date{}
		start := begin.AddDays(rapid.IntRange(0, 400).Draw(r, "start"))
		due := start.AddDays(rapid.IntRange(0, 60).Draw(r, "due"))
		at := func(on logistics.Date) int {
			return slices.IndexFunc(agreements, func(a sla.Agreement) bool {
				return on.Compare(a.From) >= 0 && (a.Until.IsZero() || on.Compare(a.Until) < 0)
			})
		}
		want := at(start)
		if agreements[want].Governs == sla.AtDue {
			want = at(due)
		}
		order := rapid.Permutation(agreements).Draw(r, "order")
		s := sla.Governing(order, plain(), start, due, april)
		if !s.Found || order[s.Position].Version != agreements[want].Version {
			r.Fatalf("version %d, want %d", order[s.Position].Version, agreements[want].Version)
		}
	})
}

func TestAnAgreementGovernsAtItsStartOrWhenDue(t *testing.T) {
	a := agreement()
	for governs, ok := range map[sla.Governs]bool{"": true, sla.AtStart: true, sla.AtDue: true, "later": false} {
		a.Governs = governs
		if err := a.Validate(); (err == nil) != ok {
			t.Errorf("%q: %v", governs, err)
		}
	}
}
