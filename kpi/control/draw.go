package control

import (
	"fmt"
	"math"
	"strings"
)

// drawn is how many columns a drawing has.
const drawn = 49

// mark is what is drawn of a point.
type mark struct {
	value, lower, centre, upper float64
	sign                        byte
	note                        string
}

// scale is from the least to the greatest number of a drawing.
type scale struct{ least, most float64 }

func scaleOf(marks []mark) scale {
	s := scale{math.Inf(1), math.Inf(-1)}
	for _, m := range marks {
		s.least, s.most = min(s.least, m.value, m.lower), max(s.most, m.value, m.upper)
	}
	return s
}

func (s scale) column(x float64) int {
	if !(s.most > s.least) {
		return drawn / 2
	}
	share := (x - s.least) / (s.most - s.least)
	if !(share >= 0) {
		return 0 // a centre line outside its limits, or what is no number: such a chart was made by hand
	}
	return int(math.Round(min(share, 1) * (drawn - 1)))
}

// draw writes one line.
func (s scale) draw(b *strings.Builder, name string, m mark) {
	line := []byte(strings.Repeat(" ", drawn))
	line[s.column(m.centre)] = '|'
	line[s.column(m.lower)], line[s.column(m.upper)] = '[', ']'
	line[s.column(m.value)] = m.sign
	row := fmt.Sprintf("%4s %10.4g  %s  %s", name, m.value, line, m.note)
	b.WriteString(strings.TrimRight(row, " "))
	b.WriteByte('\n')
}

func draw(marks []mark) string {
	s := scaleOf(marks)
	var b strings.Builder
	for i, m := range marks {
		s.draw(&b, fmt.Sprint(i), m)
	}
	return b.String()
}

func signOf(beyond, signal bool) byte {
	switch {
	case beyond:
		return 'X'
	case signal:
		return '#'
	}
	return 'o'
}

func (c Chart) marks() []mark {
	marks := make([]mark, len(c.Points))
	for i, p := range c.Points {
		marks[i] = mark{p.Stat, p.Lower, p.Centre, p.Upper, signOf(p.Beyond, p.Fired != 0), p.Fired.String()}
	}
	return marks
}

// Draw is the chart as text, a line for each point, downwards in order: its place, the statistic, and where
// it lies between its limits. "[", "|" and "]" are the lower limit, the centre line and the upper limit; "o"
// is a point, "#" one at which a rule fired, "X" one beyond its limits. The rules that fired are named.
func (c Chart) Draw() string { return draw(c.marks()) }

// Draw is the chart as text, as [Chart.Draw] is, with what each point means.
func (c XmRChart) Draw() string {
	marks := make([]mark, len(c.Points))
	for i, p := range c.Points {
		m := mark{value: p.Value, lower: c.Lower, centre: c.Mean, upper: c.Upper, sign: signOf(
			p.Pattern == BeyondLimit, p.Pattern != 0,
		)}
		if p.Pattern != 0 {
			m.note = p.Variation.String() + ": " + p.Pattern.String()
		}
		marks[i] = m
	}
	return draw(marks)
}

// Draw is the plot as text, as [Chart.Draw] is: the peers in their order between the limits for action, those
// beyond them with an "X", and those beyond the limits of warning with a "#".
func (p FunnelPlot) Draw() string {
	marks := make([]mark, len(p.Points))
	for i, q := range p.Points {
		warned := q.Stat < q.Warning[0] || q.Stat > q.Warning[1]
		marks[i] = mark{q.Stat, q.Action[0], p.Level, q.Action[1], signOf(q.Beyond, warned), q.ID.String()}
	}
	return draw(marks)
}
