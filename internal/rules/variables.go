package rules

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// variables reports package variables that hold state, and init functions. What may stand at package
// level is an error, a compile-time assertion, and an unexported table that nothing writes to.
func (t *Tree) variables(pkg *Package) []Finding {
	var found []Finding
	tables := map[string]*ast.ValueSpec{}
	for _, file := range pkg.Files {
		for _, decl := range file.Syntax.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if decl.Recv == nil && decl.Name.Name == "init" {
					found = append(found, t.find(decl.Pos(), "no init: nothing runs before it is called"))
				}
			case *ast.GenDecl:
				if decl.Tok != token.VAR {
					continue
				}
				for _, spec := range decl.Specs {
					spec := spec.(*ast.ValueSpec)
					for i, name := range spec.Names {
						found = append(found, t.variable(file, spec, i)...)
						tables[name.Name] = spec
					}
				}
			}
		}
	}
	delete(tables, "_")
	for _, file := range pkg.Files {
		found = append(found, t.writes(file, tables)...)
	}
	return found
}

// variable judges the i-th variable of a spec by how it begins.
func (t *Tree) variable(file *File, spec *ast.ValueSpec, i int) []Finding {
	name := spec.Names[i]
	if name.Name == "_" {
		return nil
	}
	var value ast.Expr
	if len(spec.Values) == len(spec.Names) {
		value = spec.Values[i]
	}
	isError := file.makesError(value)
	switch _, isTable := value.(*ast.CompositeLit); {
	case isError && (!name.IsExported() || strings.HasPrefix(name.Name, "Err")):
		return nil
	case isError:
		return []Finding{t.find(name.Pos(), "%s: an exported error is named Err…", name.Name)}
	case name.IsExported():
		return []Finding{t.find(name.Pos(), "%s: any host could assign it; make it a function", name.Name)}
	case !isTable:
		return []Finding{
			t.find(name.Pos(), "%s: a package variable is an error or a table written as a literal", name.Name),
		}
	}
	return nil
}

// makesError tells whether the expression is errors.New or fmt.Errorf, or the Err… of another package.
func (f *File) makesError(value ast.Expr) bool {
	if other, ok := value.(*ast.SelectorExpr); ok {
		from, ok := other.X.(*ast.Ident)
		return ok && f.imports[from.Name] != "" && strings.HasPrefix(other.Sel.Name, "Err")
	}
	call, ok := value.(*ast.CallExpr)
	if !ok {
		return false
	}
	maker, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	from, ok := maker.X.(*ast.Ident)
	return ok && (f.imports[from.Name] == "errors" && maker.Sel.Name == "New" ||
		f.imports[from.Name] == "fmt" && maker.Sel.Name == "Errorf")
}

// writes reports every statement that could change a package variable.
func (t *Tree) writes(file *File, tables map[string]*ast.ValueSpec) []Finding {
	var found []Finding
	check := func(target ast.Expr, how string) {
		name := rootOf(target)
		if name == nil || tables[name.Name] == nil {
			return
		}
		// A name that resolved to anything but the variable is a local one of the same name.
		if name.Obj == nil || name.Obj.Decl == tables[name.Name] {
			found = append(found, t.find(name.Pos(), "%s: a package variable is never %s", name.Name, how))
		}
	}
	ast.Inspect(file.Syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, target := range n.Lhs {
					check(target, "assigned")
				}
			}
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				check(n.Key, "assigned")
				check(n.Value, "assigned")
			}
		case *ast.IncDecStmt:
			check(n.X, "assigned")
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				check(n.X, "given away by address")
			}
		case *ast.CallExpr:
			if len(n.Args) > 0 && file.changes(n.Fun) {
				check(n.Args[0], "changed in place")
			}
		}
		return true
	})
	return found
}

// changes tells whether a call to the function writes into its first argument.
func (f *File) changes(function ast.Expr) bool {
	switch function := function.(type) {
	case *ast.Ident:
		return slices.Contains([]string{"clear", "copy", "delete"}, function.Name)
	case *ast.SelectorExpr:
		from, ok := function.X.(*ast.Ident)
		if !ok {
			return false
		}
		name := function.Sel.Name
		switch f.imports[from.Name] {
		case "sort":
			return !strings.HasPrefix(name, "Search") && !strings.HasSuffix(name, "AreSorted")
		case "slices":
			return name == "Sort" || name == "SortFunc" || name == "SortStableFunc" || name == "Reverse" ||
				strings.HasPrefix(name, "Delete") || strings.HasPrefix(name, "Compact")
		case "maps":
			return name == "Copy" || name == "DeleteFunc" || name == "Insert"
		}
	}
	return false
}

// rootOf returns the variable that an expression reaches into: x of x.f[i].g, or nil.
func rootOf(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}
