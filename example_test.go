package logistics_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/logicrm/logistics"
)

// show prints a value, or why there is none.
func show[T any](value T, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(value)
}

// Was a delivery in time? The carrier wrote a local time without a zone, to the minute.
func Example() {
	berlin, _ := time.LoadLocation("Europe/Berlin")
	window, _ := logistics.NewWindow(
		time.Date(2025, 3, 3, 8, 0, 0, 0, berlin), time.Date(2025, 3, 3, 12, 0, 0, 0, berlin), logistics.Until)
	scan := logistics.MustStamp("2025-03-03T11:59")

	unknownClock, _ := scan.Interval(nil)
	fmt.Println(window.Judge(unknownClock))
	fmt.Println(window.Judge(scan.IntervalIn(berlin)))
	// Output:
	// undetermined
	// met
}

func ExampleParseMoney() {
	show(logistics.ParseMoney("12.5", "EUR"))
	_, err := logistics.ParseMoney("1e3", "EURO")
	fmt.Println(err) // both faults
	// Output:
	// 12.50 EUR
	// logistics: /amount: syntax "1e3": a plain decimal number as text, without exponent
	// logistics: /currency: unknown "EURO": not an ISO 4217 code
}

func ExampleMinor() {
	fmt.Println(
		logistics.Minor(1250, logistics.MustCurrency("EUR")), logistics.Minor(1250, logistics.MustCurrency("JPY")),
	)
	// Output:
	// 12.50 EUR 1250 JPY
}

func ExampleMoneyFromDecimal() {
	show(logistics.MoneyFromDecimal(decimal.RequireFromString("0.0042"), logistics.MustCurrency("EUR")))
	// Output:
	// 0.0042 EUR
}

func ExampleMoney_Add() {
	freight := logistics.MustMoney("12.50 EUR")
	show(freight.Add(logistics.MustMoney("0.0042 EUR")))
	show(freight.Add(logistics.MustMoney("100 JPY")))
	// Output:
	// 12.5042 EUR
	// logistics: sum of 12.50 EUR and 100 JPY: currencies differ
}

func ExampleMoney_Sub() {
	show(logistics.MustMoney("12.50 EUR").Sub(logistics.MustMoney("20 EUR")))
	// Output:
	// -7.50 EUR
}

func ExampleMoney_Cmp() {
	show(logistics.MustMoney("1.5 EUR").Cmp(logistics.MustMoney("1.50 EUR")))
	// Output:
	// 0
}

func ExampleMoney_Times() {
	show(logistics.MustMoney("19.99 EUR").Times(3))
	// Output:
	// 59.97 EUR
}

func ExampleMoney_For() {
	rate := logistics.MustMoney("0.0042 EUR") // for each piece
	show(rate.For(logistics.MustQuantity("1250 EA"), logistics.HalfUp))
	// Output:
	// 5.25 EUR
}

func ExampleMoney_Share() {
	show(logistics.MustMoney("99.99 EUR").Share(logistics.MustRatio("15%"), logistics.HalfUp))
	// Output:
	// 15.00 EUR
}

func ExampleMoney_Round() {
	show(logistics.MustMoney("2.345 EUR").Round(logistics.HalfEven))
	show(logistics.MustMoney("2.345 KWD").Round(logistics.HalfEven))
	// Output:
	// 2.34 EUR
	// 2.345 KWD
}

func ExampleMoney_Allocate() {
	// A freight bill over three lines by weight: the parts sum to the bill.
	show(logistics.MustMoney("100 EUR").Allocate([]int64{1, 1, 1}))
	show(logistics.MustMoney("0.01 EUR").Allocate([]int64{0, 1, 1}))
	// Output:
	// [33.34 EUR 33.33 EUR 33.33 EUR]
	// [0.00 EUR 0.01 EUR 0.00 EUR]
}

func ExampleMoney_AllocateInto() {
	cents := make([]int64, 3)
	if err := logistics.MustMoney("100 EUR").AllocateInto(cents, []int64{1, 1, 1}); err != nil {
		fmt.Println(err)
	}
	fmt.Println(cents)
	// Output:
	// [3334 3333 3333]
}

func ExampleParseCurrency() {
	kwd, _ := logistics.ParseCurrency("KWD")
	fmt.Println(kwd, kwd.Digits())
	show(logistics.ParseCurrency("XYZ"))
	// Output:
	// KWD 3
	// logistics: unknown "XYZ": not an ISO 4217 code
}

func ExampleParseQuantity() {
	show(logistics.ParseQuantity("12.5", "KGM"))
	show(logistics.ParseQuantity("NaN", "KILO"))
	// Output:
	// 12.5 KGM
	// logistics: /unit: unknown "KILO": not a UN/ECE Rec 20 code used in trade
	// logistics: /value: syntax "NaN": a plain decimal number as text, without exponent
}

func ExampleCount() {
	fmt.Println(logistics.Count(12, logistics.Each()))
	// Output:
	// 12 EA
}

func ExampleEach() {
	fmt.Println(logistics.Each(), logistics.Each().Name())
	// Output:
	// EA each
}

func ExampleQuantityFromDecimal() {
	show(logistics.QuantityFromDecimal(decimal.RequireFromString("0.25"), logistics.MustUnit("TNE")))
	// Output:
	// 0.25 TNE
}

func ExampleQuantityFromFloat() {
	// A computed stock level becomes a quantity: stock rounds up.
	show(logistics.QuantityFromFloat(41.2, logistics.Each(), 0, logistics.Ceiling))
	// Output:
	// 42 EA
}

func ExampleQuantity_Add() {
	show(logistics.MustQuantity("12 EA").Add(logistics.MustQuantity("3 EA")))
	show(logistics.MustQuantity("12 EA").Add(logistics.MustQuantity("1 XPX"))) // what a pallet holds is not arithmetic
	// Output:
	// 15 EA
	// logistics: sum of 12 EA and 1 XPX: units differ
}

func ExampleQuantity_Sub() {
	show(logistics.MustQuantity("12 EA").Sub(logistics.MustQuantity("13 EA")))
	// Output:
	// -1 EA
}

func ExampleQuantity_Cmp() {
	show(logistics.MustQuantity("1.0 KGM").Cmp(logistics.MustQuantity("1 KGM")))
	// Output:
	// 0
}

func ExampleQuantity_Share() {
	show(logistics.MustQuantity("10 EA").Share(logistics.MustRatio("1/3"), 0, logistics.Ceiling))
	// Output:
	// 4 EA
}

func ExampleQuantity_In() {
	show(logistics.MustQuantity("2.5 TNE").In(logistics.MustUnit("KGM"), 0, logistics.HalfEven))
	show(logistics.MustQuantity("1 LBR").In(logistics.MustUnit("KGM"), 6, logistics.HalfEven))
	// Output:
	// 2500 KGM
	// 0.453592 KGM
}

func ExampleParseUnit() {
	pallet, _ := logistics.ParseUnit("XPX")
	fmt.Println(pallet.Name(), pallet.Dimension())
	show(logistics.ParseUnit("PALLET"))
	// Output:
	// pallet packages
	// logistics: unknown "PALLET": not a UN/ECE Rec 20 code used in trade
}

func ExampleNewRatio() {
	onTime, _ := logistics.NewRatio(9138, 10324)
	fmt.Println(onTime, onTime.Percent(1), onTime.AtLeast(logistics.MustRatio("88.5%")))
	// Output:
	// 9138/10324 88.5% true
}

func ExampleParseRatio() {
	show(logistics.ParseRatio("98.5%"))
	show(logistics.ParseRatio("19/20"))
	// Output:
	// 985/1000
	// 19/20
}

func ExampleKnownCost() {
	amount, known := logistics.KnownCost(logistics.MustMoney("780.34 USD")).Amount()
	fmt.Println(amount, known)
	// Output:
	// 780.34 USD true
}

func ExampleUnknownCost() {
	cost, _ := logistics.UnknownCost(logistics.CostSeeDocument, logistics.MustID("DN-304"))
	_, known := cost.Amount()
	fmt.Println(cost, known)
	// Output:
	// see_document DN-304 false
}

func ExampleSumCosts() {
	included, _ := logistics.UnknownCost(logistics.CostIncluded, logistics.ID{})
	total, unknown, err := logistics.SumCosts([]logistics.CostFact{
		logistics.KnownCost(logistics.MustMoney("10 EUR")), included, {},
	})
	fmt.Println(total, unknown, err)
	// Output:
	// 10.00 EUR [{included 1} {not_captured 1}] <nil>
}

func ExampleParseID() {
	show(logistics.ParseID("gtin:6291041500213"))
	show(logistics.ParseID("C-1001"))
	show(logistics.ParseID("gtin:6291041500214"))
	show(logistics.ParseID("gtn:6291041500213"))
	// Output:
	// gtin:06291041500213
	// C-1001
	// logistics: check_digit "6291041500214": GS1 modulo 10
	// logistics: unknown "gtn": not an id scheme
}

func ExampleNewID() {
	show(logistics.NewID(logistics.SchemeISO6346, "CSQU3054383"))
	show(logistics.NewID(logistics.SchemeS10, "RA473124829GB"))
	// Output:
	// iso6346:CSQU3054383
	// s10:RA473124829GB
}

func ExampleHostID() {
	show(logistics.HostID("order:17"))
	show(logistics.HostID(" 17"))
	// Output:
	// host:order:17
	// logistics: syntax " 17": blank at the edge
}

func ExampleNewDate() {
	show(logistics.NewDate(2024, time.February, 29))
	show(logistics.NewDate(2025, time.February, 29))
	// Output:
	// 2024-02-29
	// logistics: out_of_range "2025-2-29": no such date
}

func ExampleParseDate() {
	d, _ := logistics.ParseDate("2025-01-31")
	fmt.Println(d, d.Weekday(), d.AddMonths(1), d.AddDays(1))
	// Output:
	// 2025-01-31 Friday 2025-02-28 2025-02-01
}

func ExampleDateOf() {
	kathmandu, _ := time.LoadLocation("Asia/Kathmandu")
	fmt.Println(logistics.DateOf(time.Date(2025, 3, 3, 18, 15, 0, 0, time.UTC), kathmandu))
	// Output:
	// 2025-03-04
}

func ExampleParseTimeOfDay() {
	show(logistics.ParseTimeOfDay("24:00"))
	// Output:
	// 24:00
}

func ExampleParseDuration() {
	show(logistics.ParseDuration("PT90M"))
	show(logistics.ParseDuration("P1M"))
	// Output:
	// PT1H30M
	// logistics: syntax "P1M": days are the only unit before T
}

func ExampleDays() {
	berlin, _ := time.LoadLocation("Europe/Berlin")
	evening := time.Date(2025, 3, 29, 18, 0, 0, 0, berlin) // clocks go forward in the night
	fmt.Println(logistics.Days(1).AddTo(evening))
	fmt.Println(logistics.Exactly(24 * time.Hour).AddTo(evening))
	// Output:
	// 2025-03-30 18:00:00 +0200 CEST
	// 2025-03-30 19:00:00 +0200 CEST
}

func ExampleExactly() {
	fmt.Println(logistics.Exactly(36 * time.Hour))
	// Output:
	// PT36H
}

func ExampleAnyTime() {
	fmt.Println(logistics.AnyTime(), logistics.AnyTime().Any())
	// Output:
	// any true
}

func ExampleParseStamp() {
	s, _ := logistics.ParseStamp("2025-03-03T14:05[Europe/Berlin]")
	_, hasOffset := s.Offset()
	fmt.Println(s.Date(), s.Precision(), s.Zone(), hasOffset)
	show(logistics.ParseStamp("2025-03-03T14:05+15:00"))
	// Output:
	// 2025-03-03 minute Europe/Berlin false
	// logistics: out_of_range "2025-03-03T14:05+15:00": an offset between -14:00 and +14:00
}

func ExampleStampOf() {
	fmt.Println(logistics.StampOf(time.Date(2025, 3, 3, 14, 5, 0, 0, time.FixedZone("", 5*3600+45*60))))
	// Output:
	// 2025-03-03T14:05:00+05:45
}

func ExampleOnDate() {
	fmt.Println(logistics.OnDate(logistics.MustDate("2025-03-03")).Precision())
	// Output:
	// day
}

func ExampleStamp_Interval() {
	zones := hostZones{} // calls time.LoadLocation
	show(logistics.MustStamp("2025-03-03T14:05:00+01:00").Interval(zones))
	show(logistics.MustStamp("2025-10-26T02:30:00[Europe/Berlin]").Interval(zones)) // the clocks show it twice
	show(logistics.MustStamp("2025-03-03T14:05:00").Interval(zones))                // nobody knows where
	// Output:
	// 2025-03-03T13:05:00Z/2025-03-03T13:05:00Z
	// 2025-10-26T02:30:00+02:00/2025-10-26T02:30:00+01:00
	// 2025-03-03T00:05:00Z/2025-03-04T02:05:00Z
}

func ExampleStamp_OnClockOf() {
	dock := logistics.Place{ID: logistics.MustID("DOCK-4"), Zone: "Asia/Kathmandu"}
	show(logistics.MustStamp("2025-03-03T14:05:00").OnClockOf(dock, hostZones{}))
	// Output:
	// 2025-03-03T14:05:00+05:45/2025-03-03T14:05:00+05:45
}

func ExampleNewInterval() {
	noon := time.Date(2025, 3, 3, 12, 0, 0, 0, time.UTC)
	show(logistics.NewInterval(noon, noon.Add(time.Minute)))
	show(logistics.NewInterval(noon, noon.Add(-time.Minute)))
	// Output:
	// 2025-03-03T12:00:00Z/2025-03-03T12:01:00Z
	// logistics: conflict "2025-03-03T11:59:00Z": ends before it starts
}

func ExampleAt() {
	fmt.Println(logistics.At(time.Date(2025, 3, 3, 12, 0, 0, 0, time.UTC)))
	// Output:
	// 2025-03-03T12:00:00Z/2025-03-03T12:00:00Z
}

func ExampleNewWindow() {
	from, to := time.Date(2025, 3, 3, 8, 0, 0, 0, time.UTC), time.Date(2025, 3, 3, 12, 0, 0, 0, time.UTC)
	window, _ := logistics.NewWindow(from, to, logistics.Until)
	for _, at := range []time.Time{from.Add(-time.Minute), from, to.Add(-1), to} {
		fmt.Println(at.Format("15:04:05"), window.Judge(logistics.At(at)))
	}
	_, err := logistics.NewWindow(to, from, logistics.By)
	fmt.Println(err)
	// Output:
	// 07:59:00 missed
	// 08:00:00 met
	// 11:59:59 met
	// 12:00:00 missed
	// logistics: /to: conflict "2025-03-03T08:00:00Z": ends before it starts
}

func ExampleDeadline() {
	due := time.Date(2025, 3, 3, 17, 0, 0, 0, time.UTC)
	window := logistics.Deadline(due)
	fmt.Println(window.Judge(logistics.At(due)))
	fmt.Println(window.JudgeMissing(due.Add(-time.Hour), logistics.Duration{}))
	// Output:
	// met
	// not_due
}

func ExampleWholeDay() {
	santiago, _ := time.LoadLocation("America/Santiago")
	day := logistics.WholeDay(logistics.MustDate("2024-09-08"), santiago) // there is no midnight
	fmt.Println(day.From().Format(time.RFC3339), day.To().Sub(day.From()))
	// Output:
	// 2024-09-08T01:00:00-03:00 23h0m0s
}

func ExampleNewPeriod() {
	show(logistics.NewPeriod(logistics.MustDate("2025-01-26"), logistics.MustDate("2025-02-23")))
	// Output:
	// 2025-01-26/2025-02-23
}

func ExampleMonth() {
	march, _ := logistics.Month(2025, time.March)
	fmt.Println(march, march.Days(), march.End())
	// Output:
	// 2025-03 31 2025-04-01
}

func ExampleParsePeriod() {
	week, _ := logistics.ParsePeriod("2025-W01")
	fmt.Println(week.Start(), week.End())
	// Output:
	// 2024-12-30 2025-01-06
}

func ExamplePeriodRule_Validate() {
	rule := logistics.PeriodRule{Kind: logistics.EveryMonth, Zone: "Europe/Berlin", AnchorDay: 15}
	fmt.Println(rule.Validate(), rule.Of(logistics.MustDate("2025-03-03")))
	fmt.Println(logistics.PeriodRule{Kind: "lunar", Zone: "Europe/Berlin"}.Validate())
	// Output:
	// <nil> 2025-02-15/2025-03-15
	// logistics: /kind: unknown "lunar": day, week, iso_week, month, quarter, year, 4-4-5, rolling and their like
}

func ExampleNewShift() {
	show(logistics.NewShift(logistics.MustTimeOfDay("22:00"), logistics.MustTimeOfDay("30:00")))
	show(logistics.NewShift(logistics.MustTimeOfDay("22:00"), logistics.MustTimeOfDay("06:00")))
	// Output:
	// 22:00-30:00
	// logistics: conflict "22:00-06:00": ends before it starts; past midnight is 24:00 and more
}

func ExampleParseShift() {
	show(logistics.ParseShift("09:00-17:30"))
	// Output:
	// 09:00-17:30
}

func ExampleWeekdays() {
	week, _ := json.Marshal(logistics.Weekdays(logistics.MustShift("09:00-17:00")))
	fmt.Println(string(week))
	// Output:
	// {"mon":["09:00-17:00"],"tue":["09:00-17:00"],"wed":["09:00-17:00"],"thu":["09:00-17:00"],"fri":["09:00-17:00"]}
}

func ExampleHours_Validate() {
	hours := logistics.Hours{Zone: "Europe/Berlin", Week: logistics.Weekdays(logistics.MustShift("09:00-17:00"))}
	fmt.Println(hours.Validate())
	fmt.Println(logistics.Hours{}.Validate())
	// Output:
	// <nil>
	// logistics: /zone: syntax: an IANA time zone name
}

// office is open on weekdays from nine to five in Berlin, and closes at noon on Christmas Eve.
func office() *logistics.WorkingHours {
	hours := logistics.Hours{
		Zone: "Europe/Berlin",
		Week: logistics.Weekdays(logistics.MustShift("09:00-17:00")),
		Dates: []logistics.DayHours{
			{Date: logistics.MustDate("2025-12-24"), Shifts: []logistics.Shift{logistics.MustShift("09:00-12:00")}},
		},
		Holidays: []logistics.Date{logistics.MustDate("2025-12-25"), logistics.MustDate("2025-12-26")},
	}
	compiled, err := hours.Compile(hostZones{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-07-01"))
	if err != nil {
		panic(err)
	}
	return compiled
}

func ExampleHours_Compile() {
	hours := logistics.Hours{Zone: "Europe/Berlin", Week: logistics.Weekdays(logistics.MustShift("09:00-17:00"))}
	_, err := hours.Compile(logistics.ZoneMap{}, logistics.MustDate("2025-01-01"), logistics.MustDate("2026-01-01"))
	fmt.Println(err)
	// Output:
	// logistics: /zone: unknown "Europe/Berlin": no such time zone here
}

func ExampleWorkingHours_Between() {
	from := time.Date(2025, 12, 24, 10, 0, 0, 0, time.UTC) // 11:00 in Berlin
	show(office().Between(from, from.AddDate(0, 0, 5)))
	// Output:
	// 3h0m0s
}

func ExampleWorkingHours_Add() {
	show(office().Add(time.Date(2025, 12, 24, 10, 0, 0, 0, time.UTC), 4*time.Hour))
	// Output:
	// 2025-12-29 11:00:00 +0000 UTC
}

func ExampleWorkingHours_IsOpen() {
	show(office().IsOpen(time.Date(2025, 12, 24, 11, 0, 0, 0, time.UTC)))
	// Output:
	// false
}

func ExampleWorkingHours_Count() {
	show(office().Count(logistics.MustDate("2025-12-22"), logistics.MustDate("2025-12-29")))
	// Output:
	// 3
}

func ExampleWorkingHours_MayWorkOn() {
	fmt.Println(office().MayWorkOn(time.Friday), office().MayWorkOn(time.Sunday))
	// Output: true false
}

func ExampleWorkingHours_Offset() {
	show(office().Offset(logistics.MustDate("2025-12-24"), 2))
	// Output:
	// 2025-12-30
}

func ExampleRoundTheClock_Between() {
	berlin, _ := time.LoadLocation("Europe/Berlin")
	day := logistics.MustDate("2025-03-30")
	show(logistics.RoundTheClock{}.Between(day.Start(berlin), day.AddDays(1).Start(berlin)))
	// Output:
	// 23h0m0s
}

func ExampleRoundTheClock_Add() {
	show(logistics.RoundTheClock{}.Add(time.Date(2025, 3, 3, 12, 0, 0, 0, time.UTC), 72*time.Hour))
	// Output:
	// 2025-03-06 12:00:00 +0000 UTC
}

func ExampleRoundTheClock_Count() {
	show(logistics.RoundTheClock{}.Count(logistics.MustDate("2025-02-01"), logistics.MustDate("2025-03-01")))
	// Output:
	// 28
}

func ExampleRoundTheClock_Offset() {
	show(logistics.RoundTheClock{}.Offset(logistics.MustDate("2025-02-28"), 1))
	// Output:
	// 2025-03-01
}

func ExampleZoneMap_Zone() {
	zones := logistics.ZoneMap{"Office/Third_Floor": time.FixedZone("", 3600)}
	show(zones.Zone("Office/Third_Floor"))
	show(zones.Zone("Office/Cellar"))
	// Output:
	// logistics: unknown "Office/Cellar": no such time zone here
}

func ExampleAnd() {
	fmt.Println(logistics.And(logistics.Met, logistics.Waived, logistics.Undetermined), logistics.And())
	// Output:
	// undetermined waived
}

func ExampleOr() {
	fmt.Println(logistics.Or(logistics.Missed, logistics.NotDue))
	// Output:
	// not_due
}

func ExampleAllRights() {
	var rights logistics.Rights
	for i, right := range logistics.AllRights() {
		rights = rights.With(right, []logistics.Verdict{logistics.Met, logistics.Missed, logistics.Undetermined}[i%3])
	}
	fmt.Println(rights)
	// Output:
	// product -condition quantity -cost time
}

func ExampleRightsOf() {
	show(logistics.RightsOf(0b1001000, 0b1000000))
	show(logistics.RightsOf(0b0001000, 0b1000000))
	// Output:
	// quantity -time
	// logistics: conflict "64": a right that was not judged cannot be missed
}

func ExampleRights_Bits() {
	judged, missed := logistics.AllMet(
		logistics.RightProduct, logistics.RightQuantity,
	).With(logistics.RightTime, logistics.Missed).Bits()
	fmt.Printf("%07b %07b\n", judged, missed)
	// Output:
	// 1001001 1000000
}

func ExampleNewFieldError() {
	err := logistics.NewFieldError(logistics.FaultUnknown, "EURO", "not an ISO 4217 code")
	fmt.Println(err, errors.Is(err, logistics.ErrInvalid))
	// Output:
	// logistics: unknown "EURO": not an ISO 4217 code true
}

func ExampleFaults_Err() {
	var faults logistics.Faults
	faults.Add("/lines/1/quantity", logistics.FaultRequired, "", "")
	_, err := logistics.ParseMoney("x", "EUR")
	faults.At("/lines/0/price", err)
	fmt.Println(faults.Err())
	// Output:
	// logistics: /lines/0/price/amount: syntax "x": a plain decimal number as text, without exponent
	// logistics: /lines/1/quantity: required
}

func ExamplePointer() {
	fmt.Println(logistics.Pointer("prices", "EUR/USD"))
	// Output:
	// /prices/EUR~1USD
}

func ExampleEnvelope_Validate() {
	fmt.Println(logistics.Envelope{}.Validate())
	// Output:
	// logistics: /at: required: when it happened
	// logistics: /id: required: id is required
	// logistics: /recorded: required: when the event became known
}

func ExampleFulfilment_Validate() {
	// A fulfilment that only takes an earlier one back.
	retraction := logistics.Fulfilment{Event: logistics.Envelope{
		ID: logistics.MustID("E-2"), Retracts: logistics.MustID("E-1"),
		Recorded: time.Date(2025, 3, 4, 9, 0, 0, 0, time.UTC),
	}}
	fmt.Println(retraction.Validate())
	// Output:
	// <nil>
}

func ExamplePlace_Validate() {
	fmt.Println(logistics.Place{ID: logistics.MustID("gln:4012345000023"), Zone: "Europe/../Berlin"}.Validate())
	// Output:
	// logistics: /zone: syntax "Europe/../Berlin": an IANA time zone name
}

func ExampleOrder_Validate() {
	order := logistics.Order{
		ID: logistics.MustID("O-1"), Customer: logistics.Party{ID: logistics.MustID("C-1")},
		Placed: logistics.MustStamp("2025-03-03T09:00Z"),
		Lines:  []logistics.OrderLine{{ID: logistics.MustID("1"), Product: logistics.MustID("gtin:6291041500213")}},
		Promises: []logistics.Promise{{
			Line: logistics.MustID("2"), Revision: 1, Place: logistics.Place{ID: logistics.MustID("P-1")},
			To: logistics.MustStamp("2025-03-05"), End: logistics.By, By: logistics.BySupplier,
		}},
	}
	fmt.Println(order.Validate())
	// Output:
	// logistics: /lines/0/quantity: required: a quantity with its unit
	// logistics: /promises/0/line: conflict "2": no such line
}

func ExamplePromise_Window() {
	promise := logistics.Promise{
		Place: logistics.Place{ID: logistics.MustID("P-1"), Zone: "Europe/Berlin"},
		From:  logistics.MustStamp("2025-03-05"), To: logistics.MustStamp("2025-03-06"), End: logistics.By,
	}
	window, _ := promise.Window(hostZones{})
	fmt.Println(window.From().Format(time.RFC3339), window.End(), window.To().Format(time.RFC3339)) // two whole days
	// Output:
	// 2025-03-05T00:00:00+01:00 until 2025-03-07T00:00:00+01:00
}

func ExampleCatalog_Render() {
	catalog := logistics.NewCatalog([]logistics.ReasonText{
		{Code: "demo.late", Text: "{units, plural, one {# unit} other {# units}} of line {line} came {off} late."},
	})
	reason := logistics.Reason{Code: "demo.late", Params: []logistics.Param{
		logistics.CountParam("units", 1), logistics.MustID("A-7").Param("line"),
		logistics.MustDuration("PT62H").Param("off"),
	}}
	english, err := catalog.Render(reason, logistics.Language{})
	fmt.Println(english, err)

	translation := catalog.Translation("de") // the document for a translator
	translation.Texts["demo.late"] = "{units, plural, one {# Stück} other {# Stück}} von Position {line} kam " +
		"{off} zu spät."
	german, err := logistics.NewLanguage(translation, logistics.Formats().Translation("de"))
	fmt.Println(err)
	sentence, _ := catalog.Render(reason, german)
	fmt.Println(sentence)
	// Output:
	// 1 unit of line A-7 came 2 days 14 h late. <nil>
	// <nil>
	// 1 Stück von Position A-7 kam 2 days 14 h zu spät.
}
