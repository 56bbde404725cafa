package count_test

import (
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/golden"
	"github.com/logicrm/logistics/kpi/count"
)

func TestObservationsWire(t *testing.T) {
	c, err := count.NewCube(metric(t, "order_cycle_time"), months)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range subjects {
		if err := c.Add(s, newYear.AddDays(20*i), int64(485+i), 10); err != nil {
			t.Fatal(err)
		}
		if err := c.Exclude(s, newYear, "waived"); err != nil {
			t.Fatal(err)
		}
	}
	points, err := c.Trend(subjects[0], newYear, newYear.AddMonths(1))
	if err != nil {
		t.Fatal(err)
	}
	golden.Frozen(t, "testdata/wire/v1/observations.json", golden.JSON(t, c.Observations()))
	golden.Frozen(t, "testdata/wire/v1/trend.json", golden.JSON(t, points))
}

func TestLimitsOfFiguresAreInclusive(t *testing.T) {
	points, err := newCube(t, "in_full", logistics.EveryDay).Trend(subjects[0], newYear, newYear.AddDays(9999))
	if err != nil || len(points) != 10000 {
		t.Errorf("%d points, %v", len(points), err)
	}
	full := filled(t, 1000, "a")
	data, err := full.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var back count.Proportion
	if err := back.UnmarshalBinary(data); err != nil || len(back.Excluded()) != 1000 {
		t.Errorf("%d codes came back, %v", len(back.Excluded()), err)
	}
}
