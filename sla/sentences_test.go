package sla_test

import (
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/sentences"
	"github.com/logicrm/logistics/sla"
)

func TestEveryReasonIsASentence(t *testing.T) {
	in := time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC)
	late := outcome(in, logistics.RightTime)
	var given []logistics.Reason
	for _, c := range []struct {
		outcomes []logistics.Outcome
		asOf     time.Time
	}{
		{many(20, outcome(in)), april},
		{append(many(19, outcome(in)), late), april},
		{append(many(470, outcome(in)), many(30, late)...), april},
		{append(many(18, outcome(in)), many(2, late)...), april},
		{nil, april},
		{many(9, outcome(in)), april},
		{many(9, outcome(in)), in},
		{nil, in},
		{append(many(10, outcome(in)), logistics.Outcome{At: in}), april},
	} {
		report := attain(t, c.outcomes, c.asOf)
		given = append(given, report.Reasons()...)
		if told := report.Sentences(logistics.Language{}); len(told) != len(report.Reasons()) {
			t.Errorf("%d sentences of %d reasons", len(told), len(report.Reasons()))
		}
	}
	for _, c := range []struct {
		on, known string
		subject   logistics.Attributes
	}{
		{"2025-04-01", "2025-04-02", subject("tier", "key", "service", "air")},
		{"2025-02-01", "2025-02-02", subject("tier", "core")},
		{"2025-04-01", "2025-04-02", logistics.Attributes{}},
	} {
		s := sla.Select(versions(), c.subject, logistics.MustDate(c.on), logistics.MustDate(c.known).Start(time.UTC))
		given = append(given, s.Reasons...)
		if told := s.Sentences(logistics.Language{}); len(told) != len(s.Reasons) {
			t.Errorf("%d sentences of %d reasons", len(told), len(s.Reasons))
		}
	}
	for _, governs := range []sla.Governs{sla.AtStart, sla.AtDue} {
		for _, due := range []string{"2025-01-10", "2026-01-10"} {
			s := sla.Governing(
				changed(governs), plain(), logistics.MustDate("2024-12-20"), logistics.MustDate(due), april,
			)
			given = append(given, s.Reasons...)
		}
	}
	opened := events(t, "opened 03-28 10:00")
	for _, asOf := range []string{"03-31 10:30", "04-02 16:00"} {
		timing := judge(t, timerRule(), plain(), opened, sla.Exclusions{}, berlin(t, asOf))
		if f, ok := timing.Finding(logistics.MustID("T-1"), logistics.MustRatio("1/4"), berlin(t, asOf)); ok {
			given = append(given, f.Reason)
		}
	}
	sentences.Golden(t, sla.Reasons(), given...)
}
