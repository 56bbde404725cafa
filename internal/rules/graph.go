package rules

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Names in the text of the floors that stand for many rooms.
const (
	everyLeaf  = "every leaf" // each room of the six folders that the text names
	everything = "everything" // each room the text names, except those above it in the same rule
	ground     = "NONE"       // nothing at all
	roof       = "customer/view"
	stories    = "examples"
)

// Graph is the meaning of the text of the floors: who may import whom, with all that follows.
type Graph struct {
	below map[string]map[string]bool // room -> what it may import
}

// Allows tells whether a room may import another.
func (g *Graph) Allows(room, target string) bool { return g.below[room][target] }

// Rooms returns every room the text names, sorted.
func (g *Graph) Rooms() []string { return slices.Sorted(maps.Keys(g.below)) }

// ParseFloors reads rules like "a, b < c < d;", where "a < b" means that b may import a and all that a
// may import. Comments run from # to the end of the line.
func ParseFloors(text string) (*Graph, error) {
	rules, err := splitFloors(text)
	if err != nil {
		return nil, err
	}
	g := &Graph{below: map[string]map[string]bool{}}
	for _, rule := range rules {
		for _, group := range rule {
			for _, name := range group {
				if name != ground && name != everyLeaf && name != everything && g.below[name] == nil {
					g.below[name] = map[string]bool{}
				}
			}
		}
	}
	rooms := g.Rooms()
	for _, rule := range rules {
		for i := 1; i < len(rule); i++ {
			lower := expand(rooms, rule[i-1], rule[i:])
			for _, room := range expand(rooms, rule[i], rule[i+1:]) {
				if room == ground {
					return nil, errors.New("rules: NONE is below everything and above nothing")
				}
				for _, target := range lower {
					if target != ground {
						g.below[room][target] = true
					}
				}
			}
		}
	}
	return g, g.close()
}

// splitFloors takes the text apart: rules, groups separated by <, names separated by commas.
func splitFloors(text string) ([][][]string, error) {
	var plain strings.Builder
	for line := range strings.Lines(text) {
		code, _, _ := strings.Cut(line, "#")
		plain.WriteString(strings.TrimSuffix(code, "\n") + "\n")
	}
	var rules [][][]string
	for statement := range strings.SplitSeq(plain.String(), ";") {
		statement = strings.Join(strings.Fields(statement), " ")
		if statement == "" {
			continue
		}
		var rule [][]string
		for group := range strings.SplitSeq(statement, "<") {
			names := strings.Split(group, ",")
			for i, name := range names {
				names[i] = strings.TrimSpace(name)
				if names[i] == "" || strings.Contains(names[i], " ") && names[i] != everyLeaf {
					return nil, fmt.Errorf("rules: %q is not a name, in %q", names[i], statement)
				}
			}
			rule = append(rule, names)
		}
		if len(rule) < 2 {
			return nil, fmt.Errorf("rules: no arrow in %q", statement)
		}
		rules = append(rules, rule)
	}
	return rules, nil
}

// expand replaces the names that stand for many. What is above in the same rule is not part of
// everything below it.
func expand(rooms, names []string, above [][]string) []string {
	var out []string
	for _, name := range names {
		for _, room := range rooms {
			switch name {
			case everyLeaf:
				if folder(room) != "" {
					out = append(out, room)
				}
			case everything:
				if !slices.ContainsFunc(above, func(group []string) bool { return slices.Contains(group, room) }) {
					out = append(out, room)
				}
			}
		}
		if name != everyLeaf && name != everything {
			out = append(out, name)
		}
	}
	return out
}

// close adds what follows from the arrows, and refuses a circle.
func (g *Graph) close() error {
	for _, middle := range g.Rooms() {
		for _, room := range g.Rooms() {
			if g.below[room][middle] {
				maps.Copy(g.below[room], g.below[middle])
			}
		}
	}
	for _, room := range g.Rooms() {
		if g.below[room][room] {
			return fmt.Errorf("rules: %s is below itself", room)
		}
	}
	return nil
}
