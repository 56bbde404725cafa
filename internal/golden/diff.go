package golden

import (
	"fmt"
	"slices"
	"strings"
)

const (
	around  = 3       // equal lines shown before and after a difference
	cells   = 4 << 20 // beyond this many line pairs the diff is cut to whole blocks
	longest = 200     // lines of diff shown before it is cut
)

// Diff shows how got differs from want, line by line: "-" is only in want, "+" only in got. It is
// empty when they are equal.
func Diff(want, got []byte) string {
	if string(want) == string(got) {
		return ""
	}
	a, b := lines(want), lines(got)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	script := slices.Concat(
		equal(a[:head]),
		edits(a[head:len(a)-tail], b[head:len(b)-tail]),
		equal(a[len(a)-tail:]),
	)
	out := hunks(script)
	if len(out) > longest {
		out = append(out[:longest], fmt.Sprintf("… and %d more lines", len(out)-longest))
	}
	return strings.Join(out, "\n") + "\n"
}

// hunks keeps the changed lines of a script and the equal ones around them. A header gives the line,
// counted in the file that is committed, at which each hunk begins.
func hunks(script []string) []string {
	near := make([]bool, len(script))
	for i, line := range script {
		if line[0] == ' ' {
			continue
		}
		for j := max(0, i-around); j <= min(len(script)-1, i+around); j++ {
			near[j] = true
		}
	}
	var out []string
	number := 1
	for i, line := range script {
		if near[i] {
			if i == 0 || !near[i-1] {
				out = append(out, fmt.Sprintf("@@ line %d @@", number))
			}
			out = append(out, line)
		}
		if line[0] != '+' {
			number++
		}
	}
	return out
}

func equal(text []string) []string {
	out := make([]string, len(text))
	for i, line := range text {
		out[i] = "  " + line
	}
	return out
}

// lines splits text, and marks a missing final newline so that it shows.
func lines(text []byte) []string {
	if len(text) == 0 {
		return nil
	}
	s, ended := strings.CutSuffix(string(text), "\n")
	if !ended {
		s += `\ no newline at the end`
	}
	return strings.Split(s, "\n")
}

// edits is the shortest script from a to b, by the table of longest common subsequences.
func edits(a, b []string) []string {
	var out []string
	if len(a)*len(b) > cells {
		for _, line := range a {
			out = append(out, "- "+line)
		}
		for _, line := range b {
			out = append(out, "+ "+line)
		}
		return out
	}
	width := len(b) + 1
	common := make([]int32, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i*width+j] = common[(i+1)*width+j+1] + 1
			} else {
				common[i*width+j] = max(common[(i+1)*width+j], common[i*width+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, "  "+a[i])
			i++
			j++
		case i < len(a) && (j == len(b) || common[(i+1)*width+j] >= common[i*width+j+1]):
			out = append(out, "- "+a[i])
			i++
		default:
			out = append(out, "+ "+b[j])
			j++
		}
	}
	return out
}
