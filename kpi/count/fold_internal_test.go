package count

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
)

func anyRights(t *rapid.T) logistics.Rights {
	verdicts := []logistics.Verdict{
		logistics.Missed, logistics.Undetermined, logistics.NotDue, logistics.Met, logistics.Waived,
	}
	rights := logistics.EachRight(rapid.SampledFrom(verdicts).Draw(t, "most"))
	for range rapid.IntRange(0, 7).Draw(t, "others") {
		right := logistics.Right(rapid.IntRange(1, 7).Draw(t, "right"))
		rights = rights.With(right, rapid.SampledFrom(verdicts).Draw(t, "verdict"))
	}
	return rights
}

// TestJoiningOrdersIsASemilattice: commutative, associative, idempotent, and no lines are its identity.
func TestJoiningOrdersIsASemilattice(t *testing.T) {
	order := func(t *rapid.T, label string) numbered {
		var n numbered
		for range rapid.IntRange(0, 2).Draw(t, label) {
			n.join(lineOf(&Entry{
				Subject: uint32(rapid.IntRange(0, 2).Draw(t, "subject")),
				Day:     uint32(rapid.IntRange(0, 5).Draw(t, "day")),
				Rights:  anyRights(t),
			}))
		}
		return n
	}
	join := func(a, b numbered) numbered { a.join(b); return a }
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := order(t, "a"), order(t, "b"), order(t, "c")
		if join(a, b) != join(b, a) || join(join(a, b), c) != join(a, join(b, c)) || join(a, a) != a ||
			join(a, numbered{}) != a || join(numbered{}, a) != a {
			t.Fatalf("%+v, %+v, %+v", a, b, c)
		}
	})
}

// TestOrdersByNumberAreThoseOfTheirLines: what is put together by number is what [logistics.JoinLines] makes.
func TestOrdersByNumberAreThoseOfTheirLines(t *testing.T) {
	first := logistics.MustDate("2025-03-01")
	rapid.Check(t, func(t *rapid.T) {
		var lines []logistics.Outcome
		var n numbered
		for range rapid.IntRange(1, 5).Draw(t, "lines") {
			e := Entry{Day: uint32(rapid.IntRange(0, 5).Draw(t, "day")), Rights: anyRights(t)}
			n.join(lineOf(&e))
			due := first.AddDays(int(e.Day)).At(logistics.MustTimeOfDay("12:00"), utc())
			lines = append(lines, logistics.Outcome{Order: logistics.MustID("A"), Rights: e.Rights, Due: due})
		}
		orders, err := logistics.JoinLines(lines)
		if err != nil {
			t.Fatal(err)
		}
		if day := first.AddDays(int(n.day)); n.rights != orders[0].Rights ||
			day != logistics.DateOf(orders[0].Dated(), utc()) {
			t.Fatalf("%q on %s, want %q on %s", n.rights, day, orders[0].Rights, orders[0].Dated())
		}
	})
}

func utc() *time.Location { return time.UTC }
