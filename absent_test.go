package logistics_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
)

// TestWhatIsAbsentJudgesNothing: a window of nothing must neither be met nor missed.
func TestWhatIsAbsentJudgesNothing(t *testing.T) {
	noon := time.Date(2025, 3, 3, 12, 0, 0, 0, time.UTC)
	for name, window := range map[string]logistics.Window{
		"no window":            {},
		"no date":              logistics.WholeDay(logistics.Date{}, time.UTC),
		"no zone":              logistics.WholeDay(logistics.MustDate("2025-03-03"), nil),
		"no deadline":          logistics.Deadline(time.Time{}),
		"no period":            logistics.Period{}.Window(time.UTC),
		"no zone of a period":  logistics.MustPeriod("2025-03").Window(nil),
		"beyond the last date": logistics.WholeDay(logistics.MustDate("9999-12-31").AddDays(1), time.UTC),
	} {
		if v := window.Judge(logistics.At(noon)); v != logistics.Undetermined || !window.IsZero() {
			t.Errorf("%s: %s", name, v)
		}
		if v := window.JudgeMissing(noon, logistics.Duration{}); v != logistics.Undetermined {
			t.Errorf("%s, and nothing happened: %s", name, v)
		}
	}
	if !logistics.DateOf(noon, nil).IsZero() || !logistics.DateOf(time.Time{}, time.UTC).IsZero() {
		t.Error("a date of no instant, or in no zone")
	}
	if !(logistics.Date{}).Start(time.UTC).IsZero() || !logistics.MustDate("2025-03-03").Start(nil).IsZero() {
		t.Error("the start of no date, or in no zone")
	}
	if !(logistics.Date{}).At(logistics.TimeOfDay{}, time.UTC).IsZero() ||
		!logistics.MustDate("2025-03-03").At(logistics.TimeOfDay{}, nil).IsZero() {
		t.Error("a time of no date, or in no zone")
	}
}

// TestYearsOutsideTheCalendarAreAbsent: a sentinel of "never" is no date.
func TestYearsOutsideTheCalendarAreAbsent(t *testing.T) {
	for _, at := range []time.Time{
		time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC),
		time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Unix(1<<62, 0), time.Unix(-1<<62, 0), time.Unix(1<<40, 0),
	} {
		if date := logistics.DateOf(at, time.UTC); !date.IsZero() {
			t.Errorf("the date of %v is %s", at, date)
		}
		if stamp := logistics.StampOf(at); !stamp.IsZero() {
			t.Errorf("the stamp of %v is %s", at, stamp)
		}
	}
	last := time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
	if got := logistics.DateOf(
		last, time.UTC,
	).String() + " " + logistics.StampOf(last).String(); got != "9999-12-31 9999-12-31T23:59:59Z" {
		t.Error(got)
	}
	if first := time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC); logistics.DateOf(first, time.UTC).String() != "0001-01-01" {
		t.Error(logistics.DateOf(first, time.UTC))
	}
	vienna := location(t, "Europe/Vienna")
	for _, at := range []time.Time{last, time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC)} {
		date := logistics.DateOf(at, vienna)
		if back, err := logistics.ParseDate(date.String()); !date.IsZero() && (err != nil || back != date) {
			t.Errorf("%v is the date %q, which is read as %s, %v", at, date, back, err)
		}
	}
}

// TestEveryPeriodOfADateHoldsIt for every rule and any date, at the ends of the calendar too.
func TestEveryPeriodOfADateHoldsIt(t *testing.T) {
	rules := []logistics.PeriodRule{
		{Kind: logistics.EveryDay},
		{Kind: logistics.EveryWeek},
		{Kind: logistics.SundayWeek},
		{Kind: logistics.EveryMonth},
		{Kind: logistics.EveryMonth, AnchorDay: 15},
		{Kind: logistics.EveryQuarter, YearMonth: 4},
		{Kind: logistics.EveryYear, YearMonth: 7},
		{Kind: logistics.FourFourFive, YearStart: logistics.MustDate("2025-02-02")},
		{Kind: logistics.AnchoredWeek, AnchorDay: 6},
		{Kind: logistics.FourFiveFour, YearRule: logistics.NearestWeek, AnchorDay: 7, YearMonth: 2},
		{Kind: logistics.FiveFourFour, YearRule: logistics.LastWeek, AnchorDay: 1, Span: logistics.EveryYear},
		{
			Kind: logistics.FourFourFive, YearStart: logistics.MustDate("2022-01-30"),
			LongYears: []logistics.Date{logistics.MustDate("2023-01-29")}, Span: logistics.EveryQuarter,
		},
		{Kind: logistics.RollingPeriod, RollDays: 28},
	}
	first, last := logistics.MustDate("0001-01-01"), logistics.MustDate("9999-12-31")
	rapid.Check(t, func(r *rapid.T) {
		rule := rapid.SampledFrom(rules).Draw(r, "rule")
		var date logistics.Date
		switch rapid.IntRange(0, 2).Draw(r, "where") {
		case 0:
			date = first.AddDays(rapid.IntRange(1, 400).Draw(r, "after"))
		case 1:
			date = last.AddDays(-rapid.IntRange(0, 400).Draw(r, "before"))
		default:
			date = first.AddDays(rapid.IntRange(1, last.DaysSince(first)).Draw(r, "at"))
		}
		period := rule.Of(date)
		if period.IsZero() {
			if date.DaysSince(first) > 400 && last.DaysSince(date) > 400 {
				r.Fatalf("%+v has no period for %s", rule, date)
			}
			return
		}
		back, err := logistics.ParsePeriod(period.String())
		if !period.Contains(date) || period.End() != last.AddDays(1) && (err != nil || back != period) {
			r.Fatalf("%s of %+v is %s, read as %s, %v", date, rule, period, back, err)
		}
		if window := period.Window(time.UTC); window.Judge(logistics.At(date.Start(time.UTC))) != logistics.Met {
			r.Fatalf("%s is not in the window of %s", date, period)
		}
	})
	if p := (logistics.PeriodRule{Kind: logistics.EveryMonth}).Of(logistics.Date{}); !p.IsZero() {
		t.Errorf("the month of no date is %s", p)
	}
}

// TestWindowsOfOtherOffsetsAreInOrder compares instants where offsets are known.
func TestWindowsOfOtherOffsetsAreInOrder(t *testing.T) {
	for _, c := range []struct {
		from, to string
		fault    bool
	}{
		{"2025-03-04T00:30+02:00", "2025-03-03T23:30Z", false}, // an hour, over a local midnight
		{"2025-03-03T23:30Z", "2025-03-04T00:30+02:00", true},
		{"2025-03-04T08:00", "2025-03-04T12:00", false},
		{"2025-03-04T12:00", "2025-03-04T08:00", true},
		{"2025-03-04", "2025-03-04T08:00", false},
		{"2025-03-05", "2025-03-04", true},
		{"2025-03-04T12:00", "2025-03-04T08:00Z", false}, // can be in order
		{"2025-03-06T12:00", "2025-03-04T08:00Z", true},
		{"2025-03-04T12:00[Europe/Berlin]", "2025-03-04T08:00[Europe/Berlin]", true},
	} {
		order := wholeOrder()
		order.Promises[0].From, order.Promises[0].To = logistics.MustStamp(c.from), logistics.MustStamp(c.to)
		err := order.Validate()
		var faults logistics.Faults
		if errors.As(err, &faults) != c.fault || c.fault && faults[0].Path != "/promises/0/from" {
			t.Errorf("from %s to %s: %v", c.from, c.to, err)
		}
	}
}

func ExampleDate_At() {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	for _, date := range []string{"2025-03-29", "2025-03-30", "2025-10-26"} {
		at := logistics.MustDate(date).At(logistics.MustTimeOfDay("02:30"), berlin)
		fmt.Println(at.Format(time.RFC3339)) // skipped on 30 March, shown twice on 26 October
	}
	fmt.Println(logistics.MustDate("2025-03-03").At(logistics.MustTimeOfDay("24:00"), berlin).Format(time.RFC3339))
	// Output:
	// 2025-03-29T02:30:00+01:00
	// 2025-03-30T03:00:00+02:00
	// 2025-10-26T02:30:00+02:00
	// 2025-03-04T00:00:00+01:00
}

func ExampleNewDuration() {
	show(logistics.NewDuration(2, 12*time.Hour))
	show(logistics.NewDuration(100000, 0))
	show(logistics.NewDuration(1, -time.Hour))
	// Output:
	// P2DT12H
	// logistics: out_of_range "100000": at most 36525 days
	// logistics: conflict "-1h0m0s": days and exact time in opposite directions
}

// TestDurationsAreNeverCut: a length beyond a century is refused, not shortened.
func TestDurationsAreNeverCut(t *testing.T) {
	panics := func(f func()) (panicked bool) {
		defer func() { panicked = recover() != nil }()
		f()
		return false
	}
	for _, days := range []int{36525, -36525} {
		if d := logistics.Days(days); d.Days() != days {
			t.Errorf("%d days are %s", days, d)
		}
	}
	if !panics(func() { logistics.Days(36526) }) || !panics(func() { logistics.Exactly(200 * 365 * 24 * time.Hour) }) {
		t.Error("a literal beyond a century is taken")
	}
	rapid.Check(t, func(r *rapid.T) {
		d, err := logistics.NewDuration(rapid.Int().Draw(r, "days"), time.Duration(rapid.Int64().Draw(r, "exact")))
		if err != nil {
			return
		}
		if back, err := logistics.ParseDuration(d.String()); err != nil || back != d {
			r.Fatalf("%s reads back as %s, %v", d, back, err)
		}
	})
}

// unreachable is a host whose zones cannot be asked.
type unreachable struct{ cause error }

func (u unreachable) Zone(string) (*time.Location, error) { return nil, u.cause }

func ExampleLookupZone() {
	_, err := logistics.LookupZone(unreachable{io.ErrUnexpectedEOF}, "Europe/Berlin")
	fmt.Println(err)
	fmt.Println(errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, logistics.ErrInvalid))
	// Output:
	// logistics: unknown "Europe/Berlin": no such time zone here: unexpected EOF
	// true true
}

func ExampleCacheZones() {
	asked := 0
	zones := logistics.CacheZones(logistics.ZonesFunc(func(name string) (*time.Location, error) {
		asked++
		return time.LoadLocation(name)
	}))
	for range 3 {
		if _, err := zones.Zone("Europe/Berlin"); err != nil {
			fmt.Println(err)
		}
	}
	_, err := zones.Zone("../passwd")
	fmt.Println(asked, err)
	// Output:
	// 1 logistics: syntax "../passwd": an IANA time zone name
}

// TestTheCauseOfAMissingZoneIsKept wherever a zone is looked up.
func TestTheCauseOfAMissingZoneIsKept(t *testing.T) {
	cause := errors.New("connection refused")
	zones := unreachable{cause}
	stamp := logistics.MustStamp("2025-03-03T12:00[Europe/Berlin]")
	_, stampErr := stamp.Interval(zones)
	_, hoursErr := logistics.Hours{Zone: "Europe/Berlin"}.Compile(
		zones, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"),
	)
	_, windowErr := logistics.Promise{To: stamp, End: logistics.By}.Window(zones)
	_, cacheErr := logistics.CacheZones(zones).Zone("Europe/Berlin")
	for name, err := range map[string]error{
		"stamp": stampErr, "hours": hoursErr, "window": windowErr, "cache": cacheErr,
	} {
		if !errors.Is(err, cause) || !errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, zones := range map[string]logistics.Zones{
		"none": nil, "a function of none": logistics.ZonesFunc(nil), "a cache of none": logistics.CacheZones(nil),
		"a cache": &logistics.ZoneCache{},
	} {
		if loc, err := logistics.LookupZone(zones, "Europe/Berlin"); loc != nil ||
			!errors.Is(err, logistics.ErrInvalid) {
			t.Errorf("%s: %v, %v", name, loc, err)
		}
	}
}

func TestACacheServesManyAtOnce(t *testing.T) {
	zones := logistics.CacheZones(hostZones{})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, name := range []string{"Europe/Berlin", "Asia/Tokyo", "UTC", "Nowhere/Else"} {
				if loc, err := zones.Zone(name); (err == nil) != (name != "Nowhere/Else") || err == nil &&
					loc.String() != name {
					t.Errorf("%s: %v, %v", name, loc, err)
				}
			}
		})
	}
	all.Wait()
}

// TestPercentNeverRoundsOntoAllOrNothing: 100% and 0% are said of nothing else.
func TestPercentNeverRoundsOntoAllOrNothing(t *testing.T) {
	for _, c := range []struct {
		ratio    string
		decimals int
		want     string
	}{
		{"24999/25000", 2, "99.99%"},
		{"24999/25000", 0, "99%"},
		{"25001/25000", 0, "101%"},
		{"1/30000", 2, "0.01%"},
		{"-1/30000", 1, "-0.1%"},
		{"1999/2000", 1, "99.9%"},
		{"2000/2000", 1, "100.0%"},
		{"0/7", 1, "0.0%"},
		{"1/2", 0, "50%"},
	} {
		if got := logistics.MustRatio(c.ratio).Percent(c.decimals); got != c.want {
			t.Errorf("%s with %d decimals is %s, want %s", c.ratio, c.decimals, got, c.want)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		den := rapid.Int64Range(1, 1<<40).Draw(r, "den")
		num := rapid.Int64Range(-2*den, 2*den).Draw(r, "num")
		ratio, err := logistics.NewRatio(num, den)
		if err != nil {
			r.Fatal(err)
		}
		decimals := rapid.IntRange(0, 4).Draw(r, "decimals")
		text := ratio.Percent(decimals)
		read, err := logistics.ParseRatio(text)
		if err != nil {
			r.Fatal(err)
		}
		if zero, one := read.Num() == 0, read.Num() == read.Den(); zero != (num == 0) || one != (num == den) {
			r.Fatalf("%s is %s", ratio, text)
		}
	})
}

func TestRatiosAreEqualByValue(t *testing.T) {
	half, percent := logistics.MustRatio("1/2"), logistics.MustRatio("50%")
	if !half.Equal(percent) || half == percent || half.Equal(logistics.Ratio{}) ||
		!(logistics.Ratio{}).Equal(logistics.Ratio{}) {
		t.Error("1/2 and 50% are one value and other counts; no data is none")
	}
	if _, err := half.Cmp(logistics.Ratio{}); !errors.Is(err, logistics.ErrNoData) {
		t.Errorf("no data compares: %v", err)
	}
	if text := logistics.MustRatio("95%").String(); text != "95/100" {
		t.Error(text)
	}
}

func TestSharesOfNothingAreNoData(t *testing.T) {
	euros := func(s string) logistics.Money { return logistics.MustMoney(s + " EUR") }
	for _, c := range [][2]string{{"-10", "-40"}, {"10", "0"}, {"10", "-40"}} {
		if share, ok := euros(c[0]).ShareOf(euros(c[1])); ok || share != (logistics.Ratio{}) {
			t.Errorf("%s of %s is %s", c[0], c[1], share)
		}
	}
	if share, ok := euros("-10").ShareOf(euros("40")); !ok || share.String() != "-10/40" {
		t.Errorf("%s, %v", share, ok)
	}
	if price, err := euros("12").For(logistics.Quantity{}, logistics.HalfUp); !errors.Is(err, logistics.ErrInvalid) ||
		!price.IsZero() {
		t.Errorf("the price of no quantity is %s, %v", price, err)
	}
}

func ExampleMoney_Convert() {
	limit := logistics.MustMoney("8.33 XDR") // for a kilogram of lost goods carried by road
	show(limit.Convert(logistics.MustRatio("1.2345"), logistics.MustCurrency("EUR"), logistics.HalfEven))
	show(limit.Convert(logistics.Ratio{}, logistics.MustCurrency("EUR"), logistics.HalfEven))
	// Output:
	// 10.28 EUR
	// logistics: out_of_range: a rate above zero
}

// TestLargeAmountsReadTheirOwnText up to the bound of 34 digits.
func TestLargeAmountsReadTheirOwnText(t *testing.T) {
	for _, digits := range []string{
		"100000000000000000000000000000000", "9999999999999999999999999999999999",
		"-9999999999999999999999999999999999",
	} {
		for _, currency := range []string{"EUR", "JPY", "CLF"} {
			money, err := logistics.ParseMoney(digits, currency)
			if err != nil {
				t.Fatal(err)
			}
			data, err := json.Marshal(money)
			var back logistics.Money
			if err != nil || json.Unmarshal(data, &back) != nil || !back.Equal(money) {
				t.Errorf("%s reads back as %s, %v", data, back, err)
			}
		}
	}
	if _, err := logistics.ParseMoney(
		"9999999999999999999999999999999999.1", "EUR",
	); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("35 digits are taken: %v", err)
	}
}

func ExampleCostFact_In() {
	freight := logistics.KnownCost(logistics.MustMoney("12.50 EUR")).In(logistics.MustID("INV-9"))
	data, err := json.Marshal(freight)
	fmt.Println(freight, string(data), err)
	// Output:
	// 12.50 EUR INV-9 {"amount":{"amount":"12.50","currency":"EUR"},"reference":"INV-9"} <nil>
}

func TestAReferenceAloneSaysNothingAboutACost(t *testing.T) {
	var fact logistics.CostFact
	if err := json.Unmarshal([]byte(`{"reference":"INV-9"}`), &fact); !errors.Is(err, logistics.ErrInvalid) {
		t.Errorf("read as %v, %v", fact, err)
	}
	if err := json.Unmarshal(
		[]byte(`{"amount":{"amount":"1.00","currency":"EUR"},"reference":"INV-9"}`), &fact,
	); err != nil || fact.Reference() != logistics.MustID("INV-9") {
		t.Errorf("the reference is lost: %v, %v", fact, err)
	}
	if nothing := (logistics.CostFact{}).In(logistics.MustID("INV-9")); !nothing.IsZero() {
		t.Error("nothing said became something")
	}
}
