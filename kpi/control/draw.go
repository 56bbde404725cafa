package control

import (
	"fmt"
	"math"
	"strings"
)

// drawn is how many columns a drawing has.
const drawn = 49

// Draw is the chart as text, a line for each point, downwards in order: its place, the statistic, and where
// it lies between its limits. "[", "|" and "]" are the lower limit, the centre line and the upper limit; "o"
// is a point, "#" one at which a rule fired, "X" one beyond its limits. The rules that fired are named.
func (c Chart) Draw() string {
	least, most := math.Inf(1), math.Inf(-1)
	for _, p := range c.Points {
		least, most = min(least, p.Stat, p.Lower), max(most, p.Stat, p.Upper)
	}
	column := func(x float64) int {
		if !(most > least) {
			return drawn / 2
		}
		return int(math.Round((x - least) / (most - least) * (drawn - 1)))
	}
	var b strings.Builder
	for i, p := range c.Points {
		line := []byte(strings.Repeat(" ", drawn))
		line[column(p.Centre)] = '|'
		line[column(p.Lower)], line[column(p.Upper)] = '[', ']'
		mark := byte('o')
		switch {
		case p.Beyond:
			mark = 'X'
		case p.Fired != 0:
			mark = '#'
		}
		line[column(p.Stat)] = mark
		row := fmt.Sprintf("%4d %10.4g  %s  %s", i, p.Stat, line, p.Fired)
		b.WriteString(strings.TrimRight(row, " "))
		b.WriteByte('\n')
	}
	return b.String()
}
