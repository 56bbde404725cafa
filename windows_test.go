package logistics_test

import (
	"testing"
	"time"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
)

func TestPeriodsAgreeWithTheTable(t *testing.T) {
	_, rows := golden.Rows(t, "testdata/sla_windows.csv.gz")
	rules := map[string]logistics.PeriodRule{
		"day": {Kind: logistics.EveryDay}, "isoweek": {Kind: logistics.EveryWeek},
		"sunweek": {Kind: logistics.SundayWeek},
		"month":   {Kind: logistics.EveryMonth}, "quarter": {Kind: logistics.EveryQuarter},
		"year":          {Kind: logistics.EveryYear},
		"fy_apr":        {Kind: logistics.EveryYear, YearMonth: 4},
		"month_from_15": {Kind: logistics.EveryMonth, AnchorDay: 15},
	}
	passed := 0
	for _, row := range rows {
		at, err := time.Parse(time.RFC3339, row[0])
		if err != nil {
			t.Fatal(err)
		}
		loc := location(t, row[1])
		rule, ok := rules[row[2]]
		if !ok {
			t.Fatalf("no rule %s", row[2])
		}
		window := rule.Of(logistics.DateOf(at, loc)).Window(loc)
		from, to := window.From().UTC().Format(time.RFC3339), window.To().UTC().Format(time.RFC3339)
		if from != row[3] || to != row[4] {
			t.Errorf("%s of %s in %s: %s to %s, want %s to %s", row[2], row[0], row[1], from, to, row[3], row[4])
			continue
		}
		passed++
	}
	t.Logf("%d of %d rows", passed, len(rows))
}
