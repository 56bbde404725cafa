package count

import (
	"iter"
	"slices"

	"github.com/logicrm/logistics"
)

// series is what is known of one subject: its periods in order, none without a figure. They lie in blocks, so that a
// period that is new moves no more than a block, in whatever order the days come.
type series struct {
	blocks [][]cell  // none of them empty
	one    [1][]cell // the first block of most subjects is their only one, and then the list is here
}

type cell struct {
	period logistics.Period
	counts counts
}

// mostCells is how many periods a block has before it is cut in two: a year of days and half of another.
const mostCells = 512

// spot is a place in a series: of a cell that is there, or where it would go.
type spot struct{ block, cell int }

// find returns the place of the period with the date, or where it would go.
func (s *series) find(d logistics.Date) (at spot, found bool) {
	if len(s.blocks) == 0 {
		return spot{}, false
	}
	if len(s.blocks) > 1 {
		at.block = max(0, after(len(s.blocks), func(i int) bool { return starts(&s.blocks[i][0], d) })-1)
	}
	cells := s.blocks[at.block]
	low, high := 0, len(cells)
	for low < high { // the first period that starts after d
		middle := int(uint(low+high) >> 1)
		if starts(&cells[middle], d) {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low > 0 && cells[low-1].period.Contains(d) {
		at.cell = low - 1
		return at, true
	}
	at.cell = low
	return at, false
}

// starts reports whether a period has begun on a day.
func starts(c *cell, d logistics.Date) bool { return c.period.Start().Compare(d) <= 0 }

// after is how many of n come before the first for which it no longer holds.
func after(n int, holds func(int) bool) int {
	low, high := 0, n
	for low < high {
		if middle := int(uint(low+high) >> 1); holds(middle) {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// at is the cell of a place.
func (s *series) at(p spot) *cell { return &s.blocks[p.block][p.cell] }

// insert puts a cell at a place.
func (s *series) insert(p spot, c cell) {
	if len(s.blocks) == 0 {
		s.one[0] = []cell{c}
		s.blocks = s.one[:]
		return
	}
	block := &s.blocks[p.block]
	if len(*block) < mostCells {
		*block = slices.Insert(*block, p.cell, c)
		return
	}
	// In the middle it is cut in two; at an end the new one begins a block, so that days in order fill them.
	switch full := *block; p.cell {
	case 0:
		s.blocks = slices.Insert(s.blocks, p.block, []cell{c})
	case len(full):
		s.blocks = slices.Insert(s.blocks, p.block+1, []cell{c})
	default:
		half := len(full) / 2
		s.blocks = slices.Insert(s.blocks, p.block+1, slices.Clone(full[half:]))
		clear(full[half:]) // so that nothing of it is kept alive
		s.blocks[p.block] = full[:half]
		if p.cell > half {
			p.block, p.cell = p.block+1, p.cell-half
		}
		s.insert(p, c)
	}
}

// remove takes the cell of a place out.
func (s *series) remove(p spot) {
	if s.blocks[p.block] = slices.Delete(s.blocks[p.block], p.cell, p.cell+1); len(s.blocks[p.block]) == 0 {
		s.blocks = slices.Delete(s.blocks, p.block, p.block+1)
	}
}

// all are the cells in order.
func (s *series) all() iter.Seq[*cell] {
	return func(yield func(*cell) bool) {
		for _, block := range s.blocks {
			for i := range block {
				if !yield(&block[i]) {
					return
				}
			}
		}
	}
}

// len is how many cells there are.
func (s *series) len() (n int) {
	for _, block := range s.blocks {
		n += len(block)
	}
	return n
}

// span is from the start of the first period to the end of the last.
func (s *series) span() (logistics.Period, error) {
	last := s.blocks[len(s.blocks)-1]
	return logistics.NewPeriod(s.blocks[0][0].period.Start(), last[len(last)-1].period.End())
}
