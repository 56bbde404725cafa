package rules

import (
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strings"
)

// What the page of every public package says, under these headings.
var headings = []string{"Model and units", "Rounding", "Time", "Errors", "Guarantees", "Sources"}

// Docs reports packages without a doc.go, pages without one of the headings, and exported names
// without a comment that begins with the name. A group of constants or variables may share a comment.
func Docs(tree *Tree) []Finding {
	var found []Finding
	for _, pkg := range tree.Packages {
		if !pkg.core() {
			continue
		}
		found = append(found, pkg.page()...)
		for _, file := range pkg.Files {
			for _, decl := range file.Syntax.Decls {
				found = append(found, tree.undocumented(decl)...)
			}
		}
	}
	return found
}

// page judges the package comment.
func (p *Package) page() []Finding {
	i := slices.IndexFunc(p.Files, func(f *File) bool { return path.Base(f.Path) == "doc.go" })
	if i < 0 {
		return []Finding{{p.Room, "has no doc.go"}}
	}
	text := p.Files[i].Syntax.Doc.Text()
	if !strings.HasPrefix(text, "Package "+p.name()+" ") {
		return []Finding{{p.Files[i].Path, "the package comment does not begin with \"Package " + p.name() + "\""}}
	}
	if !p.public() {
		return nil
	}
	var found []Finding
	lines := strings.Split(text, "\n")
	for _, heading := range headings {
		if !slices.Contains(lines, "# "+heading) {
			found = append(found, Finding{p.Files[i].Path, "has no heading \"# " + heading + "\""})
		}
	}
	return found
}

func (t *Tree) undocumented(decl ast.Decl) []Finding {
	var found []Finding
	want := func(name *ast.Ident, owner string, docs ...*ast.CommentGroup) {
		if !name.IsExported() {
			return
		}
		for _, doc := range docs {
			if text := doc.Text(); text == name.Name || strings.HasPrefix(text, name.Name+" ") ||
				strings.HasPrefix(text, name.Name+"\n") || strings.HasPrefix(text, name.Name+",") {
				return
			}
		}
		found = append(found, t.find(name.Pos(), "%s%s has no comment that begins with its name", owner, name.Name))
	}
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		owner, _ := receiver(decl)
		switch {
		case owner == "":
			want(decl.Name, "", decl.Doc)
		case ast.IsExported(owner):
			want(decl.Name, owner+".", decl.Doc)
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				want(spec.Name, "", spec.Doc, soleDoc(decl))
			case *ast.ValueSpec:
				// Within parentheses one sentence about all of them, or one beside each, is enough.
				if decl.Lparen != token.NoPos && (decl.Doc != nil || spec.Doc != nil || spec.Comment != nil) {
					continue
				}
				for _, name := range spec.Names {
					want(name, "", spec.Doc, soleDoc(decl))
				}
			}
		}
	}
	return found
}

// soleDoc is the comment of a declaration that holds a single spec.
func soleDoc(decl *ast.GenDecl) *ast.CommentGroup {
	if len(decl.Specs) == 1 {
		return decl.Doc
	}
	return nil
}
