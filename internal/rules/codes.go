package rules

import (
	"bytes"
	"go/ast"
	"go/token"
	"strconv"
)

// code is a constant of a code type.
type code struct {
	name *ast.Ident
	text string
	pkg  *Package
}

// codes returns the constants of a package that are declared with, or converted to, a code type.
func (t *Tree) codes(pkg *Package, typeName string) ([]code, []Finding) {
	var codes []code
	var found []Finding
	for _, file := range pkg.Files {
		isCode := func(e ast.Expr) bool {
			switch e := e.(type) {
			case *ast.Ident:
				return pkg.Room == Root && e.Name == typeName
			case *ast.SelectorExpr:
				from, ok := e.X.(*ast.Ident)
				return ok && e.Sel.Name == typeName && file.imports[from.Name] == t.Module
			}
			return false
		}
		for _, decl := range file.Syntax.Decls {
			decl, ok := decl.(*ast.GenDecl)
			if !ok || decl.Tok != token.CONST {
				continue
			}
			for _, spec := range decl.Specs {
				spec := spec.(*ast.ValueSpec)
				for i, value := range spec.Values {
					call, converted := value.(*ast.CallExpr)
					converted = converted && len(call.Args) == 1 && isCode(call.Fun)
					if !converted && !isCode(spec.Type) {
						continue
					}
					if converted {
						value = call.Args[0]
					}
					literal, ok := value.(*ast.BasicLit)
					if !ok || literal.Kind != token.STRING {
						found = append(
							found,
							t.find(
								value.Pos(), "%s: a code is written as one literal, so that it can be searched for",
								spec.Names[i].Name,
							),
						)
						continue
					}
					text, _ := strconv.Unquote(literal.Value)
					codes = append(codes, code{spec.Names[i], text, pkg})
				}
			}
		}
	}
	return codes, found
}

// mentions tells whether a code occurs in the text, and not as a part of a longer one.
func mentions(text []byte, code string) bool {
	part := func(b byte) bool {
		return b == '_' || b == '.' || 'a' <= b && b <= 'z' || '0' <= b && b <= '9'
	}
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte(code))
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(code)
		if (start == 0 || !part(text[start-1])) && (end == len(text) || !part(text[end])) {
			return true
		}
		from = start + 1
	}
}
