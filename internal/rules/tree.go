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
	Code      int // lines that hold more than a comment
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
		Lines: bytes.Count(source, []byte("\n")), Code: codeLines(source), imports: map[string]string{},
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

func (t *Tree) at(pos token.Pos) string {
	position := t.fset.Position(pos)
	return position.Filename + ":" + strconv.Itoa(position.Line)
}

func (t *Tree) find(pos token.Pos, format string, args ...any) Finding {
	return Finding{Where: t.at(pos), What: fmt.Sprintf(format, args...)}
}

// codeLines counts the lines that are neither blank nor a comment alone.
func codeLines(source []byte) int {
	n := 0
	for line := range bytes.Lines(source) {
		if line = bytes.TrimSpace(line); len(line) > 0 && !bytes.HasPrefix(line, []byte("//")) {
			n++
		}
	}
	return n
}
