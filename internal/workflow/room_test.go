package workflow_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/internal/wire"
	"github.com/logicrm/logistics/internal/workflow"
)

// The room of these tests counts: its command adds figures, which come as a list.

type add struct {
	ID      logistics.ID `json:"id"`
	Figures []int        `json:"figures,omitempty"`
}

type added struct {
	Command add `json:"command"`
	logistics.EventHeader
}

func (e added) ID() logistics.ID { return e.Command.ID }

const (
	reused       logistics.Code = "demo.command.reused"
	conflict     logistics.Code = "demo.version"
	notPermitted logistics.Code = "demo.actor"
	tooMuch      logistics.Code = "demo.too_much"
)

func demo() workflow.Room[workflow.Event, add] {
	return workflow.Room[workflow.Event, add]{
		Texts: func() logistics.Catalog {
			return logistics.NewCatalog([]logistics.ReasonText{
				{Code: reused, Text: "{command} again"},
				{Code: conflict, Text: "{version}, not {expected}"},
				{Code: notPermitted, Text: "{actor} may not {action}"},
				{Code: tooMuch, Text: "too much"},
			})
		},
		Command: func(e workflow.Event) add { return e.(added).Command },
		Content: func(c add) ([]byte, workflow.Seal, error) {
			lists := seal(c)
			c.Figures = nil
			data, err := json.Marshal(c)
			return data, lists, err
		},
		Reused: reused, Conflict: conflict, NotPermitted: notPermitted,
	}
}

// seal is that of the figures; none of a command without figures.
func seal(c add) (lists workflow.Seal) {
	for _, n := range c.Figures {
		lists = lists.Whole(int64(n))
	}
	return lists
}

func command(n int, figures ...int) add {
	return add{ID: logistics.MustID("c-" + strings.Repeat("i", n+1)), Figures: figures}
}

// everybody may add.
func everybody(t interface{ Fatal(...any) }) *workflow.Permissions {
	var faults logistics.Faults
	p := workflow.CompilePermissions([]logistics.Permission{{May: []string{"add"}}}, []string{"add"}, "", &faults)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return &p
}

func given(c add) workflow.Given { return workflow.Given{ID: c.ID, Name: "add"} }

// TestACommandIsDecidedOnce by its id and its content, whatever became of the lists it was given with, and also
// after the log was kept and taken up again.
func TestACommandIsDecidedOnce(t *testing.T) {
	room := demo()
	rapid.Check(t, func(t *rapid.T) {
		may := everybody(t)
		n := rapid.IntRange(1, 40).Draw(t, "commands")
		replay := rapid.Bool().Draw(t, "replay")
		var log workflow.Log[workflow.Event]
		if replay {
			log.Begin(n)
		}
		for i := range n {
			c := command(i, i, i+1)
			if reasons, done := room.Admit(&log, given(c), c, may); done || len(reasons) > 0 {
				t.Fatalf("%s is new: %v, %v", c.ID, reasons, done)
			}
			log.Note(added{Command: c}, seal(c))
			for range rapid.IntRange(0, 2).Draw(t, "more") {
				log.NoteEach(added{Command: c})
			}
			c.Figures[0] = 99 // it is the host's
		}
		if replay {
			log.Finish()
		}
		kept, err := room.Keep(&log)
		if err != nil || len(kept.Decided) != n {
			t.Fatalf("%d of %d are kept, %v", len(kept.Decided), n, err)
		}
		data, err := json.Marshal(kept)
		if err != nil {
			t.Fatal(err)
		}
		back, err := wire.Decode[workflow.Kept](data, wire.Strict)
		if err != nil {
			t.Fatal(err)
		}
		var faults logistics.Faults
		again := room.Restore(back, &faults)
		if len(faults) > 0 || again.Version() != log.Version() {
			t.Fatalf("version %d, want %d: %v", again.Version(), log.Version(), faults)
		}
		for _, l := range []*workflow.Log[workflow.Event]{&log, &again} {
			for i := range n {
				if reasons, done := room.Admit(l, given(command(i)), command(i, i, i+1), may); !done ||
					len(reasons) > 0 {
					t.Fatalf("command %d repeated: %v, %v", i, reasons, done)
				}
				reasons, done := room.Admit(l, given(command(i)), command(i, i), may)
				if !done || len(reasons) != 1 || reasons[0].Code != reused {
					t.Fatalf("command %d with other content: %v, %v", i, reasons, done)
				}
			}
			if l.Decided(command(n).ID) || !l.Decided(command(0).ID) {
				t.Fatal("what was not decided is known")
			}
		}
		again.NoteEach(added{Command: command(n - 1)}) // one more event of the last command
		if twice, err := room.Keep(&again); err != nil || !cmp.Equal(twice.Decided, kept.Decided) {
			t.Fatalf("what is kept changes: %v\n%s", err, cmp.Diff(kept, twice))
		}
	})
}

// TestEveryReasonComesBeforeTheRoom: the actor and the version are both named; with another version the room is not
// asked.
func TestEveryReasonComesBeforeTheRoom(t *testing.T) {
	room, none := demo(), &workflow.Permissions{}
	var log workflow.Log[workflow.Event]
	c := command(1)
	for _, test := range []struct {
		given workflow.Given
		may   *workflow.Permissions
		want  string
		done  bool
	}{
		{given(c), everybody(t), "", false},
		{given(c), none, "An actor without a name may not add", false},
		{workflow.Given{ID: c.ID, Name: "add", Actor: "guest"}, everybody(t), "Guest may not add", false},
		{workflow.Given{ID: c.ID, Name: "add", Expect: 4}, everybody(t), "0, not 4", true},
		{workflow.Given{ID: c.ID, Name: "add", Expect: 4}, none, "An actor without a name may not add 0, not 4", true},
	} {
		reasons, done := room.Admit(&log, test.given, c, test.may)
		got := strings.TrimPrefix(
			strings.TrimPrefix(room.Refuse(c.ID, reasons).Error(), logistics.ErrRefused.Error()), ": ",
		)
		if got != test.want || done != test.done {
			t.Errorf("%+v: %q, done %v", test.given, got, done)
		}
	}
}

// TestARefusalHasTheSentencesOfItsReasons, in their order.
func TestARefusalHasTheSentencesOfItsReasons(t *testing.T) {
	room := demo()
	err := room.Refuse(command(0).ID, []logistics.Reason{{Code: tooMuch}, {Code: tooMuch}})
	var refused *logistics.RefusedError
	if !errors.As(err, &refused) || refused.Command != command(0).ID || len(refused.Reasons) != 2 {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"too much", "too much"}, refused.Sentences(logistics.Language{})); diff != "" {
		t.Error(diff)
	}
}

// TestWhatNoLogCanHaveKept is a fault.
func TestWhatNoLogCanHaveKept(t *testing.T) {
	room := demo()
	one := workflow.Decided{Command: command(0).ID}
	for _, c := range []struct {
		kept workflow.Kept
		want string
	}{
		{workflow.Kept{}, ""},
		{workflow.Kept{Version: 2, Decided: []workflow.Decided{one}}, ""},
		{workflow.Kept{Version: 0, Decided: []workflow.Decided{one}}, "/version"},
		{workflow.Kept{Version: 3}, "/version"},
		{workflow.Kept{Version: -1}, ""},
		{workflow.Kept{Version: 3, Decided: []workflow.Decided{one, {}, one}}, "/decided/1/command /decided/2/command"},
	} {
		var faults logistics.Faults
		room.Restore(c.kept, &faults)
		var paths []string
		for _, f := range faults {
			paths = append(paths, f.Path)
		}
		want := c.want
		if c.kept.Version < 0 {
			want = "/version"
		}
		if got := strings.Join(paths, " "); got != want {
			t.Errorf("%+v: faults at %q, want %q", c.kept, got, want)
		}
	}
}

// TestSealsTellListsApart: by every element, by their order, by how they are divided, and by their number.
func TestSealsTellListsApart(t *testing.T) {
	of := func(parts ...any) (s workflow.Seal) {
		for _, p := range parts {
			switch p := p.(type) {
			case int:
				s = s.Whole(int64(p))
			case int64:
				s = s.Whole(p)
			case string:
				s = s.ID(logistics.MustID(p))
			}
		}
		return s
	}
	lists := [][]any{
		{},
		{0},
		{0, 0},
		{1},
		{1, 2},
		{2, 1},
		{-1},
		{int64(1) << 40},
		{int64(1) << 62},
		{"a"},
		{"a", "b"},
		{"b", "a"},
		{"ab"},
		{"ab", "c"},
		{"a", "bc"},
		{"a", 1},
		{"a", 1, "b", 2},
		{"a", 2, "b", 1},
		{"4012345000023"},
		{"gln:4012345000023"},
		{"host:gln:4"},
		{"abcdefgh"},
		{"abcdefghi"},
		{"abcdefgi"},
		{"abcdefg", "h"},
		{strings.Repeat("x", 64)},
		{strings.Repeat("x", 63)},
	}
	seen := map[workflow.Seal]int{}
	for i, list := range lists {
		s := of(list...)
		if k, ok := seen[s]; ok {
			t.Errorf("%v and %v have one seal", lists[k], list)
		}
		seen[s] = i
	}
	if of("L1", 2) != 0x214b884424541db {
		t.Errorf("the seal of what documents keep is another: %#x", of("L1", 2))
	}
	many := map[workflow.Seal]bool{}
	for n := range 100_000 {
		many[of("L1", n)] = true
		many[of(strconv.Itoa(n), 1)] = true
	}
	if len(many) != 200_000 {
		t.Errorf("%d seals of 200,000 lists", len(many))
	}
}

func TestDigests(t *testing.T) {
	d := workflow.DigestOf([]byte("abc"), 0)
	text, err := d.MarshalText()
	if err != nil || string(text) != "ba7816bf8f01cfea414140de5dae2223" { // FIPS 180-4, the first half
		t.Errorf("%s, %v", text, err)
	}
	var back workflow.Digest
	if err := back.UnmarshalText(text); err != nil || back != d {
		t.Errorf("%x, %v", back, err)
	}
	sealed := workflow.DigestOf([]byte("abc")[:2:3], 7)
	if sealed == workflow.DigestOf([]byte("ab"), 0) || sealed == workflow.DigestOf([]byte("ab"), 8) {
		t.Error("a seal changes nothing")
	}
	for _, bad := range []string{"", "ba", string(text[:31]), string(text) + "00", strings.Repeat("g", 32)} {
		if err := back.UnmarshalText([]byte(bad)); !errors.Is(err, logistics.ErrInvalid) || back != d {
			t.Errorf("%q is read as %x, %v", bad, back, err)
		}
	}
}

// TestAHistoryWantsEveryEvent: each that is absent, strange, doubled or missing is reported, and old ones are counted.
func TestAHistoryWantsEveryEvent(t *testing.T) {
	at := func(version int64) workflow.Event {
		return added{Command: command(0), EventHeader: logistics.EventHeader{Version: version}}
	}
	for _, c := range []struct {
		events []workflow.Event
		want   string
	}{
		{nil, ""},
		{[]workflow.Event{at(1), at(2), at(3)}, ""},
		{[]workflow.Event{at(0), at(0), at(3), at(0), at(5)}, ""},
		{[]workflow.Event{at(2)}, "/0/version"},
		{[]workflow.Event{at(1), at(1)}, "/1/version"},
		{[]workflow.Event{at(1), at(3), at(4), at(6)}, "/1/version /3/version"},
		{[]workflow.Event{at(1), nil, at(3)}, "/1"},
		{[]workflow.Event{&added{}, (*added)(nil), at(3)}, "/0 /1"},
	} {
		applied := 0
		applied, history := 0, workflow.History{}
		for _, e := range c.events {
			switch e := e.(type) {
			case added:
				applied++
				history.Next(e.Version)
			default:
				history.Strange(e == nil)
			}
		}
		err := history.Err()
		var faults logistics.Faults
		var paths []string
		errors.As(err, &faults)
		for _, f := range faults {
			paths = append(paths, f.Path)
		}
		if got := strings.Join(paths, " "); got != c.want {
			t.Errorf("%v: faults at %q, want %q", c.events, got, c.want)
		}
		if c.want == "" && applied != len(c.events) {
			t.Errorf("%d of %d were applied", applied, len(c.events))
		}
	}
	var faults logistics.Faults
	var history workflow.History
	for range 1000 {
		history.Strange(false)
	}
	if err := history.Err(); !errors.As(err, &faults) || len(faults) != 100 {
		t.Errorf("%d faults", len(faults))
	}
}

func TestEnvironments(t *testing.T) {
	noon := time.Date(2025, 3, 3, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		policy bool
		asOf   time.Time
		actor  logistics.Actor
		expect int64
		want   string
	}{
		{true, noon, "", 0, ""},
		{true, noon, "host's own", 7, ""},
		{false, time.Time{}, "a\nb", -1, "/policy /as_of /actor /expect"},
		{
			true, time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), logistics.Actor(strings.Repeat("x", 65)), 0,
			"/as_of /actor",
		},
		{true, time.Date(0, 12, 31, 23, 0, 0, 0, time.UTC), logistics.Actor(strings.Repeat("x", 64)), 0, "/as_of"},
	} {
		var faults logistics.Faults
		workflow.CheckEnv(c.policy, c.asOf, c.actor, c.expect, &faults)
		var paths []string
		for _, f := range faults {
			paths = append(paths, f.Path)
		}
		if got := strings.Join(paths, " "); got != c.want {
			t.Errorf("%+v: faults at %q", c, got)
		}
	}
	here := time.FixedZone("", 3600)
	if got := workflow.Instant(noon.In(here)); got != noon {
		t.Errorf("%v", got)
	}
}
