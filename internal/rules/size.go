package rules

import (
	"fmt"
	"go/ast"
)

// How large things may grow, in lines. Tests and generated files do not count, and for the root neither
// do blank lines and comments: its documentation shall not be short.
const (
	mostRoot     = 4500
	mostFile     = 450
	mostFunction = 80
)

// Size reports a root package, files and functions that have outgrown their place: there is a noun
// hiding in them.
func Size(tree *Tree) []Finding {
	var found []Finding
	for _, pkg := range tree.Packages {
		lines := 0
		for _, file := range pkg.Files {
			if file.Generated {
				continue
			}
			lines += file.Code
			if file.Lines > mostFile {
				found = append(found, Finding{file.Path, fmt.Sprintf("%d lines, at most %d", file.Lines, mostFile)})
			}
			for _, decl := range file.Syntax.Decls {
				f, ok := decl.(*ast.FuncDecl)
				if !ok || listing(f) {
					continue
				}
				if n := tree.fset.Position(f.End()).Line - tree.fset.Position(f.Pos()).Line + 1; n > mostFunction {
					found = append(found, tree.find(f.Pos(), "%s has %d lines, at most %d", f.Name.Name, n, mostFunction))
				}
			}
		}
		if pkg.Room == Root && lines > mostRoot {
			found = append(found, Finding{Root, fmt.Sprintf("%d lines of code, at most %d", lines, mostRoot)})
		}
	}
	return found
}

// listing tells whether the function does nothing but return a literal: a table, which is as long as
// what it lists.
func listing(f *ast.FuncDecl) bool {
	if f.Body == nil || len(f.Body.List) != 1 {
		return false
	}
	result, ok := f.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(result.Results) != 1 {
		return false
	}
	_, ok = result.Results[0].(*ast.CompositeLit)
	return ok
}
