package rules

import (
	"go/ast"
	"path"
	"slices"
	"strings"
)

// The six folders that hold the verbs.
var folders = []string{"customer", "tier", "sla", "kpi", "returns", "vmi"}

// Package returns the package of a room, or nil.
func (t *Tree) Package(room string) *Package {
	for _, pkg := range t.Packages {
		if pkg.Room == room {
			return pkg
		}
	}
	return nil
}

// room names a package of this module from its import path.
func (t *Tree) room(importPath string) (string, bool) {
	if importPath == t.Module {
		return Root, true
	}
	return strings.CutPrefix(importPath, t.Module+"/")
}

// importPath is the inverse of room.
func (t *Tree) importPath(room string) string {
	if room == Root {
		return t.Module
	}
	return t.Module + "/" + room
}

// laws is the room whose tests walk all others.
const laws = "internal/laws"

// testOnlyRooms are imported by tests and by nothing else.
var testOnlyRooms = []string{"internal/rules", "internal/golden", "internal/sentences", laws}

// testOnly packages are imported by tests and by nothing else.
func (p *Package) testOnly() bool {
	return slices.Contains(testOnlyRooms, p.Room)
}

func (p *Package) example() bool {
	return p.Room == "examples" || strings.HasPrefix(p.Room, "examples/")
}

// core packages are the library itself.
func (p *Package) core() bool { return len(p.Files) > 0 && !p.testOnly() && !p.example() }

// public packages are those whose exported names a host can use.
func (p *Package) public() bool {
	return p.core() && !slices.Contains(strings.Split(p.Room, "/"), "internal")
}

// leaf packages are the six folders and what is below them.
func (p *Package) leaf() bool { return folder(p.Room) != "" }

// folder returns which of the six folders a room belongs to, or "".
func folder(room string) string {
	first, _, _ := strings.Cut(room, "/")
	if slices.Contains(folders, first) {
		return first
	}
	return ""
}

// name is what the package clause should say.
func (p *Package) name() string { return path.Base(p.Room) }

// uses calls visit for every name that the files take from the package with that import path.
func (f *File) uses(importPath string, visit func(name *ast.Ident)) {
	var local string
	for name, target := range f.imports {
		if target == importPath {
			local = name
		}
	}
	if local == "" {
		return
	}
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		// A name that resolved inside the file is a variable which hides the import.
		if from, ok := selector.X.(*ast.Ident); ok && from.Name == local && from.Obj == nil {
			visit(selector.Sel)
		}
		return true
	})
}

// names calls visit for every identifier below node that can mean something declared at the level of
// the package with that import path: not a field, not a key of a struct, not a name of another
// package.
func (f *File) names(node ast.Node, importPath string, visit func(name *ast.Ident)) {
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			visit(n)
		case *ast.Field:
			f.names(n.Type, importPath, visit)
			return false
		case *ast.SelectorExpr:
			if from, ok := n.X.(*ast.Ident); ok && f.imports[from.Name] == importPath && from.Obj == nil {
				visit(n.Sel)
			}
			f.names(n.X, importPath, visit)
			return false
		case *ast.CompositeLit:
			switch n.Type.(type) {
			case *ast.MapType, *ast.ArrayType:
				return true
			case nil:
			default:
				f.names(n.Type, importPath, visit)
			}
			for _, element := range n.Elts {
				if pair, ok := element.(*ast.KeyValueExpr); ok {
					element = pair.Value
				}
				f.names(element, importPath, visit)
			}
			return false
		}
		return true
	})
}
