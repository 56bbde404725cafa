package rules

import (
	"bufio"
	"bytes"
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Root is the name of the root package in the text of the floors and in findings.
const Root = "logistics"

// The six folders that hold the verbs.
var folders = []string{"customer", "tier", "sla", "kpi", "returns", "vmi"}

// Finding is one violation of a rule.
type Finding struct {
	Where string // path and line, or a room
	What  string
}

// String renders the finding in one line.
func (f Finding) String() string { return f.Where + ": " + f.What }

// Tree is a module, parsed once for all rules. Nested modules are not part of it.
type Tree struct {
	Module   string
	Packages []*Package // by room
	files    fs.FS
	fset     *token.FileSet
}

// Package is one folder with Go files.
type Package struct {
	Room  string  // the folder below the module root, or [Root]
	Files []*File // without the tests, by path
	Tests []*File // the tests, internal and external, by path
}

// File is one parsed Go file.
type File struct {
	Path      string
	Syntax    *ast.File
	Lines     int
	Generated bool
	imports   map[string]string // the name a file uses -> the import path
}

// Load parses every Go file of the module at the root of files.
func Load(files fs.FS) (*Tree, error) {
	gomod, err := fs.ReadFile(files, "go.mod")
	if err != nil {
		return nil, err
	}
	tree := &Tree{Module: modulePath(gomod), files: files, fset: token.NewFileSet()}
	if tree.Module == "" {
		return nil, fmt.Errorf("rules: go.mod names no module")
	}
	rooms := map[string]*Package{}
	err = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			return tree.enter(name)
		case path.Ext(name) != ".go":
			return nil
		}
		file, err := tree.parse(name)
		if err != nil || file == nil {
			return err
		}
		room := path.Dir(name)
		if room == "." {
			room = Root
		}
		if rooms[room] == nil {
			rooms[room] = &Package{Room: room}
			tree.Packages = append(tree.Packages, rooms[room])
		}
		if strings.HasSuffix(name, "_test.go") {
			rooms[room].Tests = append(rooms[room].Tests, file)
		} else {
			rooms[room].Files = append(rooms[room].Files, file)
		}
		return nil
	})
	slices.SortFunc(tree.Packages, func(a, b *Package) int { return strings.Compare(a.Room, b.Room) })
	return tree, err
}

func modulePath(gomod []byte) string {
	lines := bufio.NewScanner(bytes.NewReader(gomod))
	for lines.Scan() {
		if fields := strings.Fields(lines.Text()); len(fields) == 2 && fields[0] == "module" {
			return strings.Trim(fields[1], `"`)
		}
	}
	return ""
}

// enter leaves out what the go command leaves out of "./...".
func (t *Tree) enter(dir string) error {
	base := path.Base(dir)
	if dir == "." {
		return nil
	}
	if base[0] == '.' || base[0] == '_' || base == "testdata" || base == "vendor" {
		return fs.SkipDir
	}
	if _, err := fs.Stat(t.files, path.Join(dir, "go.mod")); err == nil {
		return fs.SkipDir
	}
	return nil
}

// parse returns nil for a file that no build contains.
func (t *Tree) parse(name string) (*File, error) {
	source, err := fs.ReadFile(t.files, name)
	if err != nil {
		return nil, err
	}
	syntax, err := parser.ParseFile(t.fset, name, source, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	if ignored(syntax) {
		return nil, nil
	}
	file := &File{
		Path: name, Syntax: syntax, Generated: ast.IsGenerated(syntax),
		Lines: bytes.Count(source, []byte("\n")), imports: map[string]string{},
	}
	for _, spec := range syntax.Imports {
		target, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		local := defaultName(target)
		if spec.Name != nil {
			local = spec.Name.Name
		}
		if local == "_" || local == "." {
			local += target // several may share a file
		}
		file.imports[local] = target
	}
	return file, nil
}

// ignored tells whether the file is only there for "go run" and "go generate".
func ignored(file *ast.File) bool {
	for _, group := range file.Comments {
		if group.Pos() > file.Package {
			break
		}
		for _, line := range group.List {
			expr, err := constraint.Parse(line.Text)
			if err != nil {
				continue
			}
			with := expr.Eval(func(string) bool { return true })
			without := expr.Eval(func(tag string) bool { return tag != "ignore" })
			if with && !without {
				return true
			}
		}
	}
	return false
}

// defaultName is the package name by convention: the last element that is not a major version.
func defaultName(importPath string) string {
	base := path.Base(importPath)
	if len(base) > 1 && base[0] == 'v' && strings.Trim(base[1:], "0123456789") == "" {
		base = path.Base(path.Dir(importPath))
	}
	return base
}

// Package returns the package of a room, or nil.
func (t *Tree) Package(room string) *Package {
	for _, pkg := range t.Packages {
		if pkg.Room == room {
			return pkg
		}
	}
	return nil
}

// room names a package of this module from its import path.
func (t *Tree) room(importPath string) (string, bool) {
	if importPath == t.Module {
		return Root, true
	}
	return strings.CutPrefix(importPath, t.Module+"/")
}

// importPath is the inverse of room.
func (t *Tree) importPath(room string) string {
	if room == Root {
		return t.Module
	}
	return t.Module + "/" + room
}

func (t *Tree) at(pos token.Pos) string {
	position := t.fset.Position(pos)
	return position.Filename + ":" + strconv.Itoa(position.Line)
}

func (t *Tree) find(pos token.Pos, format string, args ...any) Finding {
	return Finding{Where: t.at(pos), What: fmt.Sprintf(format, args...)}
}

// testOnly packages are imported by tests and by nothing else.
func (p *Package) testOnly() bool {
	return p.Room == "internal/rules" || p.Room == "internal/golden"
}

func (p *Package) example() bool {
	return p.Room == "examples" || strings.HasPrefix(p.Room, "examples/")
}

// core packages are the library itself.
func (p *Package) core() bool { return len(p.Files) > 0 && !p.testOnly() && !p.example() }

// public packages are those whose exported names a host can use.
func (p *Package) public() bool {
	return p.core() && !slices.Contains(strings.Split(p.Room, "/"), "internal")
}

// leaf packages are the six folders and what is below them.
func (p *Package) leaf() bool { return folder(p.Room) != "" }

// folder returns which of the six folders a room belongs to, or "".
func folder(room string) string {
	first, _, _ := strings.Cut(room, "/")
	if slices.Contains(folders, first) {
		return first
	}
	return ""
}

// name is what the package clause should say.
func (p *Package) name() string { return path.Base(p.Room) }

// uses calls visit for every name that the files take from the package with that import path.
func (f *File) uses(importPath string, visit func(name *ast.Ident)) {
	var local string
	for name, target := range f.imports {
		if target == importPath {
			local = name
		}
	}
	if local == "" {
		return
	}
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		// A name that resolved inside the file is a variable which hides the import.
		if from, ok := selector.X.(*ast.Ident); ok && from.Name == local && from.Obj == nil {
			visit(selector.Sel)
		}
		return true
	})
}
