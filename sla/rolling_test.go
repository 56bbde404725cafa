package sla_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/sla"
)

func TestLatestTakesTheLastJudged(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		all := outcomes().Draw(r, "outcomes")
		for i := range all {
			all[i].Line = logistics.MustID(fmt.Sprintf("%03d", i))
		}
		n := rapid.IntRange(-1, 50).Draw(r, "n")
		asOf := time.Date(2025, 8, 1, 0, 0, 0, 0, time.UTC)
		got := sla.Latest(all, n, asOf, logistics.RightTime)
		if shuffled := rapid.Permutation(all).Draw(r, "shuffled"); sla.Latest(
			shuffled, n, asOf, logistics.RightTime,
		) != got {
			r.Fatal("the order of outcomes matters")
		}
		// A line counts when fewer than n judged ones came after it.
		var want logistics.Tally
		for i, o := range all {
			later := 0
			if o.At.IsZero() || o.At.After(asOf) || !o.Judge(logistics.RightTime).Decided() {
				continue
			}
			for j, p := range all {
				if !p.At.IsZero() && !p.At.After(asOf) && p.Judge(logistics.RightTime).Decided() &&
					(p.At.After(o.At) || p.At.Equal(o.At) && j > i) {
					later++
				}
			}
			if later < n {
				want = want.Count(o.Judge(logistics.RightTime), 1)
			}
		}
		if got != want {
			r.Fatalf("%+v, want %+v", got, want)
		}
	})
}

func TestAChangeOfPriorityKeepsConsumedTime(t *testing.T) {
	list := events(t, "opened 03-28 09:00", "waiting 03-28 11:00", "answered 03-28 12:00")
	asOf := berlin(t, "03-28 14:00")
	normal := judge(t, timerRule(), plain(), list, sla.Exclusions{}, asOf)
	high := judge(t, timerRule(), subject("priority", "high"), list, sla.Exclusions{}, asOf)
	if normal.Consumed != 4*time.Hour || high.Consumed != normal.Consumed || high.Remaining() != 0 ||
		normal.Remaining() != 12*time.Hour {
		t.Errorf("%+v, raised %+v", normal, high)
	}
}

func ExampleLatest() {
	tally := sla.Latest(delivered(), 10, april, logistics.RightTime)
	fmt.Println(tally.Attainment())
	// Output:
	// 7/10
}
