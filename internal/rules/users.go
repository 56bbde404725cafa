package rules

import (
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"strings"
)

// Users reports the nouns of the root package that fewer than two rooms use: a noun moves into the
// root with the first two rooms that exchange it. A constant of a type is a use of the type. All
// examples together are one room.
//
// The awaited map excuses a noun by naming the room that is still to come. An excuse that is no longer
// needed is reported as well.
func Users(tree *Tree, awaited map[string]string) []Finding {
	root := tree.Package(Root)
	if root == nil {
		return []Finding{{Root, "there is no root package"}}
	}
	nouns := root.nouns()
	users := map[string]map[string]bool{}
	for _, pkg := range tree.Packages {
		room := pkg.Room
		if pkg.example() {
			room = stories
		} else if !pkg.leaf() {
			continue
		}
		for _, file := range pkg.Files {
			file.uses(tree.Module, func(name *ast.Ident) {
				noun := nouns[name.Name].name
				if users[noun] == nil {
					users[noun] = map[string]bool{}
				}
				users[noun][room] = true
			})
		}
	}
	var found []Finding
	for _, name := range slices.Sorted(maps.Keys(nouns)) {
		noun := nouns[name]
		if noun.name != name {
			continue
		}
		rooms := slices.Sorted(maps.Keys(users[name]))
		room, excused := awaited[name]
		switch {
		case excused && len(rooms) >= 2:
			found = append(
				found,
				tree.find(noun.pos, "%s is used by %s and no longer awaits %s", name, strings.Join(rooms, ", "), room),
			)
		case !excused && len(rooms) < 2:
			found = append(
				found,
				tree.find(
					noun.pos, "%s is used by %d of the rooms (%s), not by two", name, len(rooms),
					strings.Join(rooms, ", "),
				),
			)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(awaited)) {
		if nouns[name].name != name {
			found = append(
				found, Finding{Root, fmt.Sprintf("%s awaits %s, but there is no such type", name, awaited[name])},
			)
		}
	}
	return found
}

// noun is the type that an exported name of the root belongs to.
type noun struct {
	name string
	pos  token.Pos
}

// nouns maps each exported type to itself and each exported constant to its type.
func (p *Package) nouns() map[string]noun {
	out := map[string]noun{}
	for _, file := range p.Files {
		for _, decl := range file.Syntax.Decls {
			decl, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			typeName := ""
			for _, spec := range decl.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					if spec.Name.IsExported() {
						out[spec.Name.Name] = noun{spec.Name.Name, spec.Name.Pos()}
					}
				case *ast.ValueSpec:
					if spec.Type != nil || spec.Values != nil {
						typeName, _ = baseName(spec.Type)
					}
					for _, name := range spec.Names {
						if decl.Tok == token.CONST && name.IsExported() && ast.IsExported(typeName) {
							out[name.Name] = noun{typeName, name.Pos()}
						}
					}
				}
			}
		}
	}
	return out
}
