package rules

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// API lists every exported identifier of every public package, one a line, sorted. Fields, their tags
// and the values of constants are in it, because hosts store them.
func API(tree *Tree) (string, error) {
	var lines []string
	for _, pkg := range tree.Packages {
		if !pkg.public() {
			continue
		}
		for _, file := range pkg.Files {
			// Parsed again without its comments, which the printer would otherwise repeat.
			source, err := fs.ReadFile(tree.files, file.Path)
			if err != nil {
				return "", err
			}
			fset := token.NewFileSet()
			syntax, err := parser.ParseFile(fset, file.Path, source, parser.SkipObjectResolution)
			if err != nil {
				return "", err
			}
			lister := &lister{fset: fset}
			for _, decl := range syntax.Decls {
				lister.decl(decl)
			}
			for _, line := range lister.lines {
				lines = append(lines, pkg.Room+": "+line+"\n")
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, ""), nil
}

type lister struct {
	fset  *token.FileSet
	lines []string
}

func (l *lister) add(format string, args ...any) {
	l.lines = append(l.lines, fmt.Sprintf(format, args...))
}

// The printer keeps the line breaks of the source; a signature is the same however it is laid out.
var layout = strings.NewReplacer("( ", "(", ", )", ")", "[ ", "[", ", ]", "]")

func (l *lister) print(node ast.Node) string {
	var b strings.Builder
	if err := printer.Fprint(&b, l.fset, node); err != nil {
		return err.Error()
	}
	return layout.Replace(strings.Join(strings.Fields(b.String()), " "))
}

func (l *lister) decl(decl ast.Decl) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		kind := "func"
		head := &ast.FuncDecl{Name: decl.Name, Type: decl.Type}
		if decl.Recv != nil {
			kind = "method"
			if name, _ := receiver(decl); !ast.IsExported(name) {
				return
			}
			head.Recv = &ast.FieldList{List: []*ast.Field{{Type: decl.Recv.List[0].Type}}}
		}
		if decl.Name.IsExported() {
			l.add("%s %s", kind, strings.TrimPrefix(l.print(head), "func "))
		}
	case *ast.GenDecl:
		var before *ast.ValueSpec
		for i, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if spec.Name.IsExported() {
					l.typeSpec(spec)
				}
			case *ast.ValueSpec:
				if decl.Tok == token.CONST && spec.Type == nil && spec.Values == nil {
					spec = &ast.ValueSpec{Names: spec.Names, Type: before.Type, Values: before.Values}
				}
				before = spec
				l.values(decl.Tok, spec, i)
			}
		}
	}
}

var iotaWord = regexp.MustCompile(`\biota\b`)

// values lists constants with their value, iota replaced by its number, and variables with their type.
func (l *lister) values(kind token.Token, spec *ast.ValueSpec, iota int) {
	for i, name := range spec.Names {
		if !name.IsExported() {
			continue
		}
		line := kind.String() + " " + name.Name
		if spec.Type != nil {
			line += " " + l.print(spec.Type)
		}
		if kind == token.CONST {
			line += " = " + iotaWord.ReplaceAllString(l.print(spec.Values[i]), strconv.Itoa(iota))
		}
		l.add("%s", line)
	}
}

func (l *lister) typeSpec(spec *ast.TypeSpec) {
	head := "type " + spec.Name.Name
	if spec.TypeParams != nil {
		var params []string
		for _, field := range spec.TypeParams.List {
			for _, name := range field.Names {
				params = append(params, name.Name+" "+l.print(field.Type))
			}
		}
		head += "[" + strings.Join(params, ", ") + "]"
	}
	switch body := spec.Type.(type) {
	case *ast.StructType:
		if l.fields(spec.Name.Name, body.Fields) {
			l.add("%s struct with unexported fields", head)
		} else {
			l.add("%s struct", head)
		}
	case *ast.InterfaceType:
		if l.methods(spec.Name.Name, body.Methods) {
			l.add("%s interface, sealed", head)
		} else {
			l.add("%s interface", head)
		}
	default:
		if spec.Assign.IsValid() {
			head += " ="
		}
		l.add("%s %s", head, l.print(body))
	}
}

// fields lists the exported fields of a struct and tells whether there are others.
func (l *lister) fields(owner string, list *ast.FieldList) (others bool) {
	for _, field := range list.List {
		tag := ""
		if field.Tag != nil {
			tag = " " + field.Tag.Value
		}
		if field.Names == nil {
			name, _ := baseName(field.Type)
			if !ast.IsExported(name) {
				others = true
				continue
			}
			l.add("field %s.%s embedded %s%s", owner, name, l.print(field.Type), tag)
		}
		for _, name := range field.Names {
			if !name.IsExported() {
				others = true
				continue
			}
			l.add("field %s.%s %s%s", owner, name.Name, l.print(field.Type), tag)
		}
	}
	return others
}

// methods lists the exported methods of an interface and tells whether there are others.
func (l *lister) methods(owner string, list *ast.FieldList) (others bool) {
	for _, method := range list.List {
		if method.Names == nil {
			l.add("method %s embeds %s", owner, l.print(method.Type))
		}
		for _, name := range method.Names {
			if !name.IsExported() {
				others = true
				continue
			}
			l.add("method %s.%s%s", owner, name.Name, strings.TrimPrefix(l.print(method.Type), "func"))
		}
	}
	return others
}

// receiver returns the name of the type a method belongs to, and whether it is reached by pointer; ""
// for a function.
func receiver(decl *ast.FuncDecl) (name string, pointer bool) {
	if decl.Recv == nil || len(decl.Recv.List) == 0 {
		return "", false
	}
	return baseName(decl.Recv.List[0].Type)
}

// baseName is the type name within a type: T of *T, T[K], p.T.
func baseName(e ast.Expr) (name string, pointer bool) {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x.Name, pointer
		case *ast.StarExpr:
			e, pointer = x.X, true
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.SelectorExpr:
			return x.Sel.Name, pointer
		default:
			return "", pointer
		}
	}
}
