package rules

import (
	"fmt"
	"go/ast"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// How large things may grow, in lines. Tests and generated files do not count, and for the root neither
// do blank lines and comments: its documentation shall not be short.
const (
	mostRoot     = 4500
	mostFile     = 450
	mostFunction = 80
	mostColumns  = 120 // a tab counts as four
	mostTypes    = 45  // on the page of a room
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
					found = append(
						found, tree.find(f.Pos(), "%s has %d lines, at most %d", f.Name.Name, n, mostFunction),
					)
				}
			}
		}
		if pkg.Room == Root && lines > mostRoot {
			found = append(found, Finding{Root, fmt.Sprintf("%d lines of code, at most %d", lines, mostRoot)})
		}
	}
	return found
}

// Columns reports lines of any file, tests too, that do not fit into 120 columns.
func Columns(tree *Tree) []Finding {
	var found []Finding
	for _, pkg := range tree.Packages {
		for _, file := range slices.Concat(pkg.Files, pkg.Tests) {
			if file.Generated {
				continue
			}
			source, err := fs.ReadFile(tree.files, file.Path)
			if err != nil {
				return append(found, Finding{file.Path, err.Error()})
			}
			number := 0
			for line := range strings.Lines(string(source)) {
				number++
				line = strings.TrimSuffix(line, "\n")
				if n := utf8.RuneCountInString(line) + 3*strings.Count(line, "\t"); n > mostColumns {
					where := file.Path + ":" + strconv.Itoa(number)
					found = append(found, Finding{where, fmt.Sprintf("%d columns, at most %d", n, mostColumns)})
				}
			}
		}
	}
	return found
}

// Pages reports rooms whose page lists more types than a newcomer reads: there are two rooms in them.
// Commands and events, which are read as a list, are not counted, and neither is the root.
func Pages(tree *Tree) []Finding {
	var found []Finding
	for _, pkg := range tree.Packages {
		if !pkg.public() || pkg.Room == Root {
			continue
		}
		types := 0
		for _, file := range pkg.Files {
			if name := path.Base(file.Path); strings.HasPrefix(name, "command") || strings.HasPrefix(name, "event") {
				continue
			}
			types += exportedTypes(file)
		}
		if types > mostTypes {
			found = append(found, Finding{pkg.Room, fmt.Sprintf("%d exported types, at most %d", types, mostTypes)})
		}
	}
	return found
}

func exportedTypes(file *File) (n int) {
	for _, decl := range file.Syntax.Decls {
		decl, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range decl.Specs {
			if spec, ok := spec.(*ast.TypeSpec); ok && spec.Name.IsExported() {
				n++
			}
		}
	}
	return n
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
