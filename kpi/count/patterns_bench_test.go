package count_test

import (
	"math/rand/v2"
	"runtime"
	"strconv"
	"testing"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/count"
)

// patternArray is the plain way to count patterns: a place for each of the 2,187, made when the first case comes.
type patternArray struct{ counts *[2187]int64 }

func (p *patternArray) Add(rights logistics.Rights) error {
	if p.counts == nil {
		p.counts = new([2187]int64)
	}
	judged, missed := rights.Bits()
	p.counts[ternaryWeights[judged]+ternaryWeights[missed]]++
	return nil
}

// ternaryWeights has a power of three for each right of a set.
var ternaryWeights = func() (weights [256]uint16) {
	for set := range 128 {
		for right, power := 0, uint16(1); right < 7; right, power = right+1, power*3 {
			weights[set] += power * uint16(set>>right&1)
		}
	}
	return weights
}()

// patternMap is the other plain way.
type patternMap struct{ counts map[logistics.Rights]int64 }

func (p *patternMap) Add(rights logistics.Rights) error {
	if p.counts == nil {
		p.counts = make(map[logistics.Rights]int64)
	}
	p.counts[rights]++
	return nil
}

// adder is the pointer to an accumulator of patterns.
type adder[T any] interface {
	*T
	Add(logistics.Rights) error
}

// usual are the rights of lines as they come: nine of ten judged by all seven, seven of eight kept. There are some
// dozens of patterns, of which two or three are nearly all of them.
func usual() []logistics.Rights {
	r := rand.New(rand.NewPCG(1, 2))
	rights := make([]logistics.Rights, 1<<20)
	for i := range rights {
		judged, missed := uint8(127), uint8(0)
		if r.IntN(10) == 0 {
			judged &^= 1 << r.IntN(7)
		}
		if r.IntN(8) == 0 {
			missed = 1 << r.IntN(7) & judged
		}
		rights[i], _ = logistics.RightsOf(judged, missed)
	}
	return rights
}

// BenchmarkPatternTables counts the same lines in Patterns, in a plain array and in a plain map: of one group with many
// lines, of 5,000 customers, and of 185,000 customer months, which are made anew with every pass. An array of the last
// would take 3.4 GB. Each operation is a line.
func BenchmarkPatternTables(b *testing.B) {
	rights := usual()
	for _, groups := range []int{1, 5000, 185_000} {
		r := rand.New(rand.NewPCG(3, 4))
		which := make([]uint32, len(rights))
		for i := range which {
			which[i] = uint32(r.IntN(groups))
		}
		size := strconv.Itoa(groups)
		b.Run(size+"/patterns", func(b *testing.B) { addPatterns[count.Patterns](b, rights, which, groups) })
		if groups < 100_000 {
			b.Run(size+"/array", func(b *testing.B) { addPatterns[patternArray](b, rights, which, groups) })
		}
		b.Run(size+"/map", func(b *testing.B) { addPatterns[patternMap](b, rights, which, groups) })
	}
}

func addPatterns[T any, P adder[T]](b *testing.B, rights []logistics.Rights, which []uint32, groups int) {
	pass := func(all []T, n int) {
		for i := range n {
			if err := P(&all[which[i]]).Add(rights[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	all := make([]T, groups)
	pass(all, len(rights))
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ResetTimer()
	for left := b.N; left > 0; left -= len(rights) {
		if groups > 5000 {
			all = make([]T, groups)
		}
		pass(all, min(left, len(rights)))
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
	b.ReportMetric((float64(after.HeapAlloc)-float64(before.HeapAlloc))/float64(groups), "B/group")
	runtime.KeepAlive(all)
}
