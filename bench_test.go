package logistics_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/logicrm/logistics"
)

// BenchmarkCalibration is a fixed loop, so that figures of different machines can be set against each
// other.
func BenchmarkCalibration(b *testing.B) {
	x := uint64(1)
	for b.Loop() {
		for range 100 {
			x ^= x << 13
			x ^= x >> 7
			x ^= x << 17
		}
	}
	if x == 0 {
		b.Fatal("xorshift never reaches zero")
	}
}

func BenchmarkMoneyAdd(b *testing.B) {
	x, y := logistics.MustMoney("12.50 EUR"), logistics.MustMoney("0.0042 EUR")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := x.Add(y); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMoneyAllocate(b *testing.B) {
	freight := logistics.MustMoney("1234.56 EUR")
	weights, parts := []int64{5, 0, 17, 3, 9, 1, 1, 2, 40, 12}, make([]int64, 10)
	b.ReportAllocs()
	for b.Loop() {
		if err := freight.AllocateInto(parts, weights); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMoneyParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := logistics.ParseMoney("1234.56", "EUR"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkIDParse(b *testing.B) {
	for _, text := range []string{
		"C-1001", "gln:4012345000023", "sscc:106141412345678908", "s10:RA473124829GB", "iso6346:CSQU3054383",
	} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := logistics.ParseID(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkStampParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := logistics.ParseStamp("2025-07-03T14:05:09+02:00"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStampInterval(b *testing.B) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{
		"2025-07-03", "2025-07-03T14:05", "2025-07-03T14:05:09", "2025-07-03T14:05:09+02:00",
	} {
		s := logistics.MustStamp(text)
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if i := s.IntervalIn(berlin); i.IsZero() {
					b.Fatal("absent")
				}
			}
		})
	}
}

func BenchmarkWindowJudge(b *testing.B) {
	window := logistics.WholeDay(logistics.MustDate("2025-03-03"), time.UTC)
	at := logistics.At(time.Date(2025, 3, 4, 9, 0, 0, 0, time.UTC))
	for name, late := range map[string]logistics.Duration{
		"exact": logistics.MustDuration("PT30M"), "civil": logistics.Days(2),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if window.JudgeWithin(at, logistics.Duration{}, late) == 0 {
					b.Fatal("no verdict")
				}
			}
		})
	}
}

func BenchmarkWorkingHoursBetween(b *testing.B) {
	hours := office()
	from := time.Date(2025, 1, 7, 10, 0, 0, 0, time.UTC)
	for name, to := range map[string]time.Time{"day": from.AddDate(0, 0, 1), "year": from.AddDate(1, 0, 0)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := hours.Between(from, to); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkOrderMarshal(b *testing.B) {
	order := wholeOrder()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := json.Marshal(order); err != nil {
			b.Fatal(err)
		}
	}
}
