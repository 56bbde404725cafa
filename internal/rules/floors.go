package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Floors reports each import that the text does not allow, each package the text does not name, and
// the arrows that no text may allow: between two of the six folders, and onto the roof.
func Floors(tree *Tree, text string) []Finding {
	graph, err := ParseFloors(text)
	if err != nil {
		return []Finding{{"floors", err.Error()}}
	}
	found := forbidden(graph)
	for _, pkg := range tree.Packages {
		name := pkg.Room
		if pkg.example() {
			name = stories
		}
		if graph.below[name] == nil && !pkg.testOnly() {
			found = append(
				found, Finding{pkg.Room, "is not named by the floors: which room is it, and what is below it?"},
			)
			continue
		}
		for _, file := range pkg.Files {
			if pkg.testOnly() && pkg.Room != "internal/rules" {
				continue // what is never imported by the library may look at all of it; the rules look at text
			}
			found = append(found, tree.imports(file, func(target string, inside bool) string {
				switch {
				case !inside:
					return "" // what comes from outside the module is a matter of purity
				case slices.Contains(testOnlyRooms, target):
					return target + " is for tests only"
				case pkg.example() && target == name || pkg.example() && strings.HasPrefix(target, stories+"/"):
					return ""
				case !graph.Allows(name, target):
					return fmt.Sprintf("%s may not import %s", pkg.Room, target)
				}
				return ""
			})...)
		}
		for _, file := range pkg.Tests {
			found = append(found, tree.imports(file, func(target string, inside bool) string {
				switch {
				case !inside && !fromAny(target, coreModules) && !fromAny(target, testModules):
					return "tests do not import " + target
				case !inside, target == pkg.Room, target != laws && slices.Contains(testOnlyRooms, target):
					return ""
				case pkg.example() && strings.HasPrefix(target, stories+"/"), pkg.Room == laws:
					return ""
				case !graph.Allows(name, target):
					return fmt.Sprintf("the tests of %s may not import %s either", pkg.Room, target)
				}
				return ""
			})...)
		}
	}
	return found
}

// forbidden reports arrows of the text itself that the house excludes for good.
func forbidden(graph *Graph) []Finding {
	var found []Finding
	for _, room := range graph.Rooms() {
		for _, target := range slices.Sorted(maps.Keys(graph.below[room])) {
			switch from, to := folder(room), folder(target); {
			case target == roof && room != stories:
				found = append(
					found, Finding{"floors", fmt.Sprintf("%s above %s: only %s may be", room, roof, stories)},
				)
			case from != "" && to != "" && from != to && room != roof:
				found = append(
					found,
					Finding{
						"floors",
						fmt.Sprintf("%s above %s: the six folders are silent towards each other", room, target),
					},
				)
			}
		}
	}
	return found
}

// imports asks judge about every import of the file that is not of the standard library, and reports
// what it objects to. Packages of this module are given by their room.
func (t *Tree) imports(file *File, judge func(target string, inside bool) string) []Finding {
	var found []Finding
	for _, spec := range file.Syntax.Imports {
		target := strings.Trim(spec.Path.Value, "`\"")
		room, inside := t.room(target)
		if inside {
			target = room
		} else if first, _, _ := strings.Cut(target, "/"); !strings.Contains(first, ".") {
			continue
		}
		if objection := judge(target, inside); objection != "" {
			found = append(found, t.find(spec.Pos(), "%s", objection))
		}
	}
	return found
}
