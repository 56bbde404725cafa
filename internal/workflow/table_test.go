package workflow_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/workflow"
)

type light uint8

const (
	off light = iota + 1
	on
)

func (l light) String() string { return []string{"unspecified", "off", "on"}[l] }

type verb uint8

const (
	buy verb = iota + 1
	turn
	dust
)

func (v verb) String() string { return []string{"unspecified", "buy", "turn", "dust"}[v] }

func lamps() workflow.Moves[light, verb] {
	return workflow.Moves[light, verb]{
		{0, buy, off}, {off, turn, on}, {off, turn, off}, {off, dust, off}, {on, turn, off},
	}
}

func TestMoves(t *testing.T) {
	moves := lamps()
	for from := range light(3) {
		var allowed []verb
		for v := range verb(4) {
			has := slices.ContainsFunc(moves, func(m workflow.Move[light, verb]) bool {
				return m.From == from && m.Verb == v
			})
			if moves.Has(from, v) != has {
				t.Errorf("%s, %s: %v", from, v, !has)
			}
			if has {
				allowed = append(allowed, v)
			}
		}
		if diff := cmp.Diff(allowed, moves.Allowed(from)); diff != "" {
			t.Errorf("%s: %s", from, diff)
		}
	}
	listed := workflow.MovesOf(3, 4, func(from light, v verb) (light, bool) {
		for _, m := range moves {
			if m.From == from && m.Verb == v {
				return m.To, true
			}
		}
		return 0, false
	})
	want := append(slices.Clone(moves[:2]), moves[3:]...) // a move of one target only
	if diff := cmp.Diff(want, listed); diff != "" {
		t.Error(diff)
	}
}

func TestPictures(t *testing.T) {
	one := lamps().Diagram("lamp")
	const alone = "stateDiagram-v2\n  [*] --> off : buy\n  off --> on : turn\n  on --> off : turn\n"
	if got := workflow.Mermaid(one); got != alone {
		t.Error(cmp.Diff(alone, got))
	}
	const both = "stateDiagram-v2\n" +
		"  state lamp {\n    [*] --> off : buy\n    off --> on : turn\n    on --> off : turn\n  }\n" +
		"  state none {\n  }\n"
	if got := workflow.Mermaid(one, workflow.Moves[light, verb]{}.Diagram("none")); got != both {
		t.Error(cmp.Diff(both, got))
	}
}

// TestPermissionsAreTheirTable: who has no row may do nothing, whatever the action.
func TestPermissionsAreTheirTable(t *testing.T) {
	actions := make([]string, 64)
	for i := range actions {
		actions[i] = strings.Repeat("a", i+1)
	}
	actors := []logistics.Actor{"", logistics.ActorCustomer, logistics.ActorStaff, "robot"}
	rapid.Check(t, func(t *rapid.T) {
		var rows []logistics.Permission
		for _, actor := range actors[:3] {
			if rapid.Bool().Draw(t, "row of "+string(actor)) {
				rows = append(rows, logistics.Permission{
					Actor: actor, May: rapid.SliceOfDistinct(rapid.SampledFrom(actions), rapid.ID).Draw(t, "may"),
				})
			}
		}
		var faults logistics.Faults
		p := workflow.CompilePermissions(rows, actions, "/permissions", &faults)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		for _, actor := range actors {
			for i, action := range actions {
				want := slices.ContainsFunc(rows, func(r logistics.Permission) bool {
					return r.Actor == actor && slices.Contains(r.May, action)
				})
				if p.Allows(actor, i) != want {
					t.Fatalf("%q may %s: %v", actor, action, !want)
				}
			}
		}
	})
}

func TestFaultsOfPermissions(t *testing.T) {
	var faults logistics.Faults
	workflow.CompilePermissions([]logistics.Permission{
		{May: []string{"turn", "turn", "buy"}},
		{},
		{Actor: "a\tb"},
		{Actor: logistics.ActorStaff, May: make([]string, 65)},
	}, []string{"turn"}, "/p", &faults)
	workflow.CompilePermissions(make([]logistics.Permission, 101), nil, "/q", &faults)
	var got []string
	for _, f := range faults {
		got = append(got, f.Path+" "+string(f.Code))
	}
	want := []string{
		"/p/0/may/1 duplicate", "/p/0/may/2 unknown", "/p/1/actor duplicate", "/p/2/actor encoding",
		"/p/3/may too_many", "/q too_many",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
