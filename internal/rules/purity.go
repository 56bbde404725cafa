package rules

import (
	"go/ast"
	"maps"
	"slices"
	"strings"
)

// Modules the library may be built from, and those that only tests and examples may add.
var (
	coreModules = []string{"github.com/shopspring/decimal", "gonum.org/v1/gonum", "golang.org/x/text"}
	testModules = []string{"github.com/google/go-cmp", "pgregory.net/rapid", "github.com/rickar/cal/v2"}
)

// Packages that reach outside the program, or around the language.
var impurePackages = []string{
	"C", "crypto/rand", "database/sql", "embed", "expvar", "flag", "io/fs", "io/ioutil", "log", "net", "os",
	"plugin", "syscall", "testing", "unsafe",
}

// Names that read a clock, a zone file or a switch of the process, with what to do instead.
var impureNames = map[string]map[string]string{
	"time": {
		"Now": clock, "Since": clock, "Until": clock, "Sleep": clock, "After": clock, "AfterFunc": clock,
		"Tick": clock, "NewTimer": clock, "NewTicker": clock,
		"Local":        "the zone comes from the policy",
		"LoadLocation": "it reads files; a host's Zones finds the zone",
		"Parse":        "it consults the zone of the process; use time.ParseInLocation with time.UTC",
	},
	"github.com/shopspring/decimal": {
		"DivisionPrecision":            global,
		"PowPrecisionNegativeExponent": global,
		"MarshalJSONWithoutQuotes":     global,
		"TrimTrailingZeros":            global,
		"UseScientificNotation":        global,
		"ExpMaxIterations":             global,
		"MaxDecodeExponent":            global,
		"Zero":                         "it can be assigned; use decimal.Decimal{}",
		"Avg":                          "it divides by a switch of the process; use DivRound",
	},
}

const (
	clock  = "the instant is an argument"
	global = "it is a switch of the whole process; use the form that takes it per call"
)

// Types of math/rand and math/rand/v2. Every other name there but a constructor draws from a source
// that the process shares.
var randomTypes = []string{"Rand", "Source", "Source64", "PCG", "ChaCha8", "Zipf"}

// Purity reports what code of the library may not do: import what reaches outside the program, read a
// clock or a global, keep state in a package variable, or run before it is called.
func Purity(tree *Tree) []Finding {
	var found []Finding
	for _, pkg := range tree.Packages {
		if !pkg.core() {
			continue
		}
		for _, file := range pkg.Files {
			found = append(found, tree.impureImports(file)...)
			found = append(found, tree.impureUses(file)...)
		}
		found = append(found, tree.variables(pkg)...)
	}
	return found
}

func (t *Tree) impureImports(file *File) []Finding {
	var found []Finding
	for _, spec := range file.Syntax.Imports {
		target := strings.Trim(spec.Path.Value, "`\"")
		first, _, _ := strings.Cut(target, "/")
		_, inside := t.room(target)
		switch {
		case spec.Name != nil && (spec.Name.Name == "." || spec.Name.Name == "_"):
			found = append(found, t.find(spec.Pos(), "import of %s as %q hides what it does", target, spec.Name.Name))
		case fromAny(target, impurePackages):
			found = append(found, t.find(spec.Pos(), "pure code does not import %s", target))
		case !inside && strings.Contains(first, ".") && !fromAny(target, coreModules):
			found = append(found, t.find(spec.Pos(), "the library does not depend on %s", target))
		}
	}
	return found
}

// fromAny tells whether target is one of the packages, or below one.
func fromAny(target string, packages []string) bool {
	return slices.ContainsFunc(packages, func(p string) bool {
		return target == p || strings.HasPrefix(target, p+"/")
	})
}

func (t *Tree) impureUses(file *File) []Finding {
	var found []Finding
	imported := map[string]bool{}
	for _, target := range slices.Sorted(maps.Values(file.imports)) {
		imported[target] = true
		if names := impureNames[target]; names != nil {
			file.uses(target, func(name *ast.Ident) {
				if why := names[name.Name]; why != "" {
					found = append(found, t.find(name.Pos(), "%s.%s: %s", defaultName(target), name.Name, why))
				}
			})
		}
		if target == "math/rand" || target == "math/rand/v2" {
			file.uses(target, func(name *ast.Ident) {
				if !strings.HasPrefix(name.Name, "New") && !slices.Contains(randomTypes, name.Name) {
					found = append(
						found, t.find(name.Pos(), "rand.%s: randomness comes from a seeded source", name.Name),
					)
				}
			})
		}
	}
	ast.Inspect(file.Syntax, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		switch {
		case !ok:
		case method.Sel.Name == "Div" && imported["github.com/shopspring/decimal"]:
			found = append(found, t.find(method.Sel.Pos(), "Div reads a switch of the process; use DivRound"))
		case method.Sel.Name == "Local" && len(call.Args) == 0 && imported["time"]:
			found = append(found, t.find(method.Sel.Pos(), "Local reads the zone of the process"))
		}
		return true
	})
	return found
}
