package rules

import (
	"go/ast"
	"go/token"
	"slices"
)

// Enums reports the ordered closed enums of public packages that no test gives to [Enum]: exported
// types over a whole number that have a String method and constants counted by iota or by hand.
func Enums(tree *Tree) []Finding {
	var found []Finding
	for _, pkg := range tree.Packages {
		if !pkg.public() {
			continue
		}
		checked := tree.checkedEnums(pkg)
		for _, enum := range pkg.enums() {
			about := func(name string) bool { return checked[name] }
			if !about(enum.name.Name) && !slices.ContainsFunc(enum.constants, about) {
				found = append(
					found,
					tree.find(
						enum.name.Pos(), "%s: no test of %s gives its values to rules.Enum", enum.name.Name, pkg.Room,
					),
				)
			}
		}
	}
	return found
}

type enum struct {
	name      *ast.Ident
	constants []string
}

func (p *Package) enums() []enum {
	var types []*ast.Ident
	constants, prints := map[string][]string{}, map[string]bool{}
	for _, file := range p.Files {
		for _, decl := range file.Syntax.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if owner, _ := receiver(decl); decl.Name.Name == "String" {
					prints[owner] = true
				}
			case *ast.GenDecl:
				if decl.Tok == token.CONST {
					count(decl, constants)
				}
				for _, spec := range decl.Specs {
					if spec, ok := spec.(*ast.TypeSpec); ok && spec.Name.IsExported() && whole(spec.Type) {
						types = append(types, spec.Name)
					}
				}
			}
		}
	}
	var out []enum
	for _, name := range types {
		if prints[name.Name] && len(constants[name.Name]) > 0 {
			out = append(out, enum{name, constants[name.Name]})
		}
	}
	return out
}

// count adds the exported constants that a declaration counts up. Bits and magnitudes are no enums.
func count(decl *ast.GenDecl, constants map[string][]string) {
	typeName, counts := "", false
	for _, spec := range decl.Specs {
		spec := spec.(*ast.ValueSpec)
		if spec.Values != nil {
			name, ok := spec.Type.(*ast.Ident)
			typeName, counts = "", ok && counting(spec.Values[0])
			if ok {
				typeName = name.Name
			}
		}
		for _, name := range spec.Names {
			if counts && name.IsExported() {
				constants[typeName] = append(constants[typeName], name.Name)
			}
		}
	}
}

// counting tells whether the value of a constant is iota, iota plus something, or a single digit.
func counting(value ast.Expr) bool {
	switch value := value.(type) {
	case *ast.Ident:
		return value.Name == "iota"
	case *ast.BasicLit:
		return len(value.Value) == 1
	case *ast.BinaryExpr:
		return value.Op == token.ADD && counting(value.X)
	}
	return false
}

// The whole numbers a closed enum may be kept in.
var wholes = []string{"int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "byte"}

func whole(e ast.Expr) bool {
	name, ok := e.(*ast.Ident)
	return ok && slices.Contains(wholes, name.Name)
}

// checkedEnums returns every name that a call of Enum mentions in the tests of the package, and the
// result types of the functions it calls.
func (t *Tree) checkedEnums(pkg *Package) map[string]bool {
	lists := map[string]string{}
	for _, file := range pkg.Files {
		for _, decl := range file.Syntax.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Type.Results == nil || len(f.Type.Results.List) != 1 {
				continue
			}
			if list, ok := f.Type.Results.List[0].Type.(*ast.ArrayType); ok {
				lists[f.Name.Name], _ = baseName(list.Elt)
			}
		}
	}
	checked := map[string]bool{}
	for _, file := range pkg.Tests {
		ast.Inspect(file.Syntax, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !t.callsEnum(file, call.Fun) {
				return true
			}
			ast.Inspect(call, func(n ast.Node) bool {
				if name, ok := n.(*ast.Ident); ok {
					checked[name.Name] = true
					checked[lists[name.Name]] = true
				}
				return true
			})
			return true
		})
	}
	return checked
}

// callsEnum recognises rules.Enum and rules.Enum[T].
func (t *Tree) callsEnum(file *File, function ast.Expr) bool {
	if index, ok := function.(*ast.IndexExpr); ok {
		function = index.X
	}
	selector, ok := function.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "Enum" {
		return false
	}
	from, ok := selector.X.(*ast.Ident)
	return ok && file.imports[from.Name] == t.Module+"/internal/rules"
}
