package control

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// drawn is how many columns a drawing has.
const drawn = 49

// mark is what is drawn of a point.
type mark struct {
	name                        string
	value, lower, centre, upper float64
	sign                        byte
	note                        string
	missing                     bool
}

// scale is from the least to the greatest number of a drawing.
type scale struct{ least, most float64 }

func scaleOf(marks []mark) scale {
	s := scale{math.Inf(1), math.Inf(-1)}
	for _, m := range marks {
		if m.missing {
			continue
		}
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

// draw writes one line, with the name in a column of a width.
func (s scale) draw(b *strings.Builder, width int, m mark) {
	if m.missing {
		row := fmt.Sprintf("%*s %10s  %*s  missing", width, m.name, "-", drawn, "")
		b.WriteString(row)
		b.WriteByte('\n')
		return
	}
	line := []byte(strings.Repeat(" ", drawn))
	line[s.column(m.centre)] = '|'
	line[s.column(m.lower)], line[s.column(m.upper)] = '[', ']'
	line[s.column(m.value)] = m.sign
	row := fmt.Sprintf("%*s %10.4g  %s  %s", width, m.name, m.value, line, m.note)
	b.WriteString(strings.TrimRight(row, " "))
	b.WriteByte('\n')
}

func draw(marks []mark) string {
	s, width := scaleOf(marks), widthOf(marks)
	var b strings.Builder
	for _, m := range marks {
		s.draw(&b, width, m)
	}
	return b.String()
}

// widthOf is that of the column of names.
func widthOf(marks []mark) int {
	width := 4
	for _, m := range marks {
		width = max(width, utf8.RuneCountInString(m.name))
	}
	return width
}

// nameOf is what people call a point, or its place.
func nameOf(label string, place int) string {
	if label != "" {
		return label
	}
	return strconv.Itoa(place)
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

// marks are those of the points, of which the first has a place in the whole series.
func (c Chart) marks(from int) []mark {
	marks := make([]mark, len(c.Points))
	for i, p := range c.Points {
		marks[i] = mark{
			nameOf(labelOf(c.Labels, i), from+i), p.Stat, p.Lower, p.Centre, p.Upper, signOf(p.Beyond, p.Fired != 0),
			p.Fired.String(), p.Missing,
		}
	}
	return marks
}

// Draw is the chart as text, a line for each point, downwards in order: its label or its place, the statistic, and
// where it lies between its limits. "[", "|" and "]" are the lower limit, the centre line and the upper limit; "o"
// is a point, "#" one at which a rule fired, "X" one beyond its limits. The rules that fired are named, and what is
// missing has a line that says so.
func (c Chart) Draw() string { return draw(c.marks(0)) }

// Draw is the chart as text, as [Chart.Draw] is, with what each point means.
func (c XmRChart) Draw() string {
	marks := make([]mark, len(c.Points))
	for i, p := range c.Points {
		m := mark{
			name: nameOf(labelOf(c.Labels, i), i), value: p.Value, lower: c.Lower, centre: c.Mean, upper: c.Upper,
			sign: signOf(p.Pattern == BeyondLimit, p.Pattern != 0),
		}
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
		marks[i] = mark{
			name: strconv.Itoa(i), value: q.Stat, lower: q.Action[0], centre: p.Level, upper: q.Action[1],
			sign: signOf(q.Beyond, warned), note: q.ID.String(),
		}
	}
	return draw(marks)
}
