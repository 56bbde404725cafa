package rules

import (
	"go/ast"
	"go/doc"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Methods that encode, decode or serve the errors package. They are shown by the examples of the
// verbs around them.
var codecs = []string{"Scan", "Value", "Error", "Unwrap", "Is", "As", "AppendText", "AppendBinary"}

// Examples reports exported functions of public packages, and exported methods that return an error,
// without an example in an external test file, and examples without an output to compare.
func Examples(tree *Tree) []Finding {
	var found []Finding
	for _, pkg := range tree.Packages {
		if !pkg.public() {
			continue
		}
		var external []*ast.File
		for _, file := range pkg.Tests {
			if strings.HasSuffix(file.Syntax.Name.Name, "_test") {
				external = append(external, file.Syntax)
			}
		}
		examples := doc.Examples(external...)
		shown := func(name string) bool {
			return slices.ContainsFunc(examples, func(e *doc.Example) bool { return shows(e.Name, name) })
		}
		for _, file := range pkg.Files {
			for _, decl := range file.Syntax.Decls {
				if name := verb(decl); name != "" && !shown(name) {
					found = append(found, tree.find(decl.Pos(), "%s.%s has no Example%s in package %s_test",
						pkg.name(), strings.Replace(name, "_", ".", 1), name, pkg.name()))
				}
			}
		}
		for _, example := range examples {
			if example.Output == "" && !example.EmptyOutput {
				found = append(found, tree.find(example.Code.Pos(), "Example%s has no output to compare", example.Name))
			}
		}
	}
	return found
}

// verb returns the name that an example for the declaration has: F, or T_M; "" when it needs none.
func verb(decl ast.Decl) string {
	f, ok := decl.(*ast.FuncDecl)
	if !ok || !f.Name.IsExported() || strings.HasPrefix(f.Name.Name, "Must") {
		return ""
	}
	if f.Recv == nil {
		return f.Name.Name
	}
	owner, _ := receiver(f)
	name := f.Name.Name
	if !ast.IsExported(owner) || strings.HasPrefix(name, "Marshal") || strings.HasPrefix(name, "Unmarshal") ||
		slices.Contains(codecs, name) || !fails(f.Type) {
		return ""
	}
	return owner + "_" + name
}

// fails tells whether the function returns an error.
func fails(f *ast.FuncType) bool {
	return f.Results != nil && slices.ContainsFunc(f.Results.List, func(result *ast.Field) bool {
		name, ok := result.Type.(*ast.Ident)
		return ok && name.Name == "error"
	})
}

// shows tells whether an example is about name: it has the name, perhaps with a suffix in lower case.
func shows(example, name string) bool {
	suffix, ok := strings.CutPrefix(example, name)
	if !ok || suffix == "" {
		return ok
	}
	suffix, ok = strings.CutPrefix(suffix, "_")
	first, _ := utf8.DecodeRuneInString(suffix)
	return ok && unicode.IsLower(first)
}
