package rules

import (
	"fmt"
	"go/ast"
	"go/format"
	"slices"
	"strings"
)

// Exported writes a Go file that lists every exported type and function of every public package, by its
// name in a program, so that laws can walk them all. Generic ones have no value of their own and are left
// out.
func Exported(tree *Tree, name string) ([]byte, error) {
	var imports, types, functions []string
	for _, pkg := range tree.Packages {
		if !pkg.public() {
			continue
		}
		before := len(types) + len(functions)
		local := pkg.Files[0].Syntax.Name.Name
		for _, file := range pkg.Files {
			for _, decl := range file.Syntax.Decls {
				switch decl := decl.(type) {
				case *ast.GenDecl:
					for _, spec := range decl.Specs {
						if spec, ok := spec.(*ast.TypeSpec); ok && spec.Name.IsExported() && spec.TypeParams == nil {
							types = append(types, local+"."+spec.Name.Name)
						}
					}
				case *ast.FuncDecl:
					if decl.Recv == nil && decl.Name.IsExported() && decl.Type.TypeParams == nil {
						functions = append(functions, local+"."+decl.Name.Name)
					}
				}
			}
		}
		if len(types)+len(functions) > before {
			imports = append(imports, tree.importPath(pkg.Room))
		}
	}
	slices.Sort(imports)
	slices.Sort(types)
	slices.Sort(functions)
	var b strings.Builder
	fmt.Fprintf(
		&b, "// Code generated from the source by the tests of this package. DO NOT EDIT.\n\npackage %s\n\n", name,
	)
	b.WriteString("import (\n\t\"reflect\"\n\n")
	for _, path := range imports {
		fmt.Fprintf(&b, "\t%q\n", path)
	}
	b.WriteString(")\n\n// exportedTypes are the exported types.\nfunc exportedTypes() map[string]reflect.Type {\n")
	b.WriteString("\treturn map[string]reflect.Type{\n")
	for _, t := range types {
		fmt.Fprintf(&b, "\t\t%q: reflect.TypeFor[%s](),\n", t, t)
	}
	b.WriteString(
		"\t}\n}\n\n// exportedFunctions are the exported functions.\nfunc exportedFunctions() map[string]any {\n",
	)
	b.WriteString("\treturn map[string]any{\n")
	for _, f := range functions {
		fmt.Fprintf(&b, "\t\t%q: %s,\n", f, f)
	}
	b.WriteString("\t}\n}\n")
	return format.Source([]byte(b.String()))
}
