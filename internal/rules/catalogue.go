package rules

import (
	"go/ast"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

var codeForm = regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)+$`)

// Catalogue reports reason codes that are malformed, given twice, missing from the Reasons function of
// their package, given by nothing, or seen by no test, and fault codes that are given twice.
func Catalogue(tree *Tree) []Finding {
	var found []Finding
	faults, reasons := map[string]code{}, map[string]code{}
	for _, pkg := range tree.Packages {
		if !pkg.core() {
			continue
		}
		codes, findings := tree.codes(pkg, "Code")
		found = append(found, findings...)
		for _, c := range codes {
			switch first, _, _ := strings.Cut(c.text, "."); {
			case !codeForm.MatchString(c.text):
				found = append(
					found, tree.find(c.name.Pos(), "%s: %q is not words joined by dots", c.name.Name, c.text),
				)
			case first != pkg.name():
				found = append(
					found, tree.find(c.name.Pos(), "%s: %q does not begin with %q", c.name.Name, c.text, pkg.name()),
				)
			}
		}
		found = append(found, tree.twice(reasons, codes)...)
		found = append(found, tree.unlisted(pkg, codes)...)
		found = append(found, tree.unreachable(codes)...)
		found = append(found, tree.unseen(pkg, codes)...)

		codes, findings = tree.codes(pkg, "FaultCode")
		found = append(found, findings...)
		found = append(found, tree.twice(faults, codes)...)
	}
	return found
}

func (t *Tree) twice(seen map[string]code, codes []code) []Finding {
	var found []Finding
	for _, c := range codes {
		if first, ok := seen[c.text]; ok {
			found = append(
				found,
				t.find(
					c.name.Pos(), "%s: %q is already %s at %s", c.name.Name, c.text, first.name.Name,
					t.at(first.name.Pos()),
				),
			)
			continue
		}
		seen[c.text] = c
	}
	return found
}

// unlisted reports the codes that the body of func Reasons() does not name.
func (t *Tree) unlisted(pkg *Package, codes []code) []Finding {
	if len(codes) == 0 {
		return nil
	}
	list := pkg.reasons()
	if list == nil {
		return []Finding{
			t.find(codes[0].name.Pos(), "%s gives reasons but has no func Reasons() that lists them", pkg.Room),
		}
	}
	listed := map[string]bool{}
	for _, file := range pkg.Files {
		for _, decl := range file.Syntax.Decls {
			if decl == list || isTexts(decl) {
				file.names(decl, t.importPath(pkg.Room), func(name *ast.Ident) { listed[name.Name] = true })
			}
		}
	}
	var found []Finding
	for _, c := range codes {
		if !listed[c.name.Name] {
			found = append(found, t.find(c.name.Pos(), "%s: not listed by Reasons()", c.name.Name))
		}
	}
	return found
}

// reasons returns the declaration of func Reasons(), or nil.
func (p *Package) reasons() *ast.FuncDecl {
	for _, file := range p.Files {
		for _, decl := range file.Syntax.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "Reasons" && f.Body != nil {
				return f
			}
		}
	}
	return nil
}

// isTexts tells whether the declaration is a table of sentences: var reasonTexts = []logistics.ReasonText{…}.
func isTexts(decl ast.Decl) bool {
	variables, ok := decl.(*ast.GenDecl)
	if !ok || variables.Tok != token.VAR {
		return false
	}
	for _, spec := range variables.Specs {
		for _, value := range spec.(*ast.ValueSpec).Values {
			table, ok := value.(*ast.CompositeLit)
			if !ok {
				return false
			}
			list, ok := table.Type.(*ast.ArrayType)
			if !ok {
				return false
			}
			switch of := list.Elt.(type) {
			case *ast.Ident:
				if of.Name != "ReasonText" {
					return false
				}
			case *ast.SelectorExpr:
				if of.Sel.Name != "ReasonText" {
					return false
				}
			default:
				return false
			}
		}
	}
	return true
}

// unreachable reports the codes that no code of the library uses, other than to list them.
func (t *Tree) unreachable(codes []code) []Finding {
	var found []Finding
	for _, c := range codes {
		if !t.used(c) {
			found = append(found, t.find(c.name.Pos(), "%s: nothing gives this reason", c.name.Name))
		}
	}
	return found
}

func (t *Tree) used(c code) bool {
	list := c.pkg.reasons()
	used := false
	for _, file := range c.pkg.Files {
		for _, decl := range file.Syntax.Decls {
			if decl != list && !isTexts(decl) {
				file.names(decl, t.importPath(c.pkg.Room), func(name *ast.Ident) {
					used = used || name.Name == c.name.Name && name != c.name
				})
			}
		}
	}
	for _, pkg := range t.Packages {
		if used || pkg == c.pkg || !pkg.core() {
			continue
		}
		for _, file := range pkg.Files {
			file.uses(t.importPath(c.pkg.Room), func(name *ast.Ident) { used = used || name.Name == c.name.Name })
		}
	}
	return used
}

// unseen reports the codes that neither the tests of the package nor its testdata mention.
func (t *Tree) unseen(pkg *Package, codes []code) []Finding {
	if len(codes) == 0 {
		return nil
	}
	seen := map[string]bool{}
	var texts [][]byte
	for _, file := range pkg.Tests {
		file.names(file.Syntax, t.importPath(pkg.Room), func(name *ast.Ident) { seen[name.Name] = true })
		ast.Inspect(file.Syntax, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				texts = append(texts, []byte(literal.Value))
			}
			return true
		})
	}
	dir := pkg.Room
	if dir == Root {
		dir = "."
	}
	// A package without testdata is walked as one without files.
	_ = fs.WalkDir(t.files, path.Join(dir, "testdata"), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil
		}
		data, err := fs.ReadFile(t.files, name)
		texts = append(texts, data)
		return err
	})
	var found []Finding
	for _, c := range codes {
		ok := seen[c.name.Name]
		for i := 0; i < len(texts) && !ok; i++ {
			ok = mentions(texts[i], c.text)
		}
		if !ok {
			found = append(
				found, t.find(c.name.Pos(), "%s: no test of %s mentions it, nor %q", c.name.Name, pkg.Room, c.text),
			)
		}
	}
	return found
}
