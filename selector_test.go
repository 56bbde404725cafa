package logistics_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/logicrm/logistics"
)

func ExampleSelector() {
	express := logistics.Every(
		logistics.Where("tier", "gold", "silver"),
		logistics.Unless(logistics.Where("lane", "DE-FR")),
	)
	subject := logistics.AttributesOf(map[string]string{"tier": "gold"})
	fmt.Println(express.Judge(subject), express.Against(subject))
	fmt.Println(express.Judge(subject.With("lane", "DE-PL")))
	fmt.Println(express.Judge(subject.With("tier", "bronze")), express.Against(subject.With("tier", "bronze")))
	fmt.Println(logistics.Selector{}.Judge(subject), logistics.Anyone().Judge(subject))
	// Output:
	// undetermined [lane]
	// met
	// missed [tier]
	// missed met
}

func ExampleAttributes_Entitled() {
	support := logistics.Entitlement{
		Name: "priority_support", Value: "24x7",
		From: logistics.MustDate("2025-01-01"), Until: logistics.MustDate("2026-01-01"),
	}
	when := logistics.Where("priority_support", "24x7")
	for _, on := range []string{"2025-12-31", "2026-01-01"} {
		subject := logistics.Attributes{}.Entitled([]logistics.Entitlement{support}, logistics.MustDate(on))
		fmt.Println(on, when.Judge(subject))
	}
	fmt.Println("unknown", when.Judge(logistics.Attributes{}))
	// Output:
	// 2025-12-31 met
	// 2026-01-01 missed
	// unknown undetermined
}

func anySelector(depth int) *rapid.Generator[logistics.Selector] {
	return rapid.Custom(func(r *rapid.T) logistics.Selector {
		kinds := 3
		if depth > 0 {
			kinds = 6
		}
		parts := func() []logistics.Selector {
			return rapid.SliceOfN(anySelector(depth-1), 0, 3).Draw(r, "parts")
		}
		switch rapid.IntRange(0, kinds-1).Draw(r, "kind") {
		case 0:
			return logistics.Anyone()
		case 1, 2:
			values := rapid.SliceOfN(rapid.SampledFrom([]string{"x", "y", ""}), 1, 2).Draw(r, "values")
			return logistics.Where(rapid.SampledFrom([]string{"a", "b"}).Draw(r, "name"), values...)
		case 3:
			return logistics.Unless(anySelector(depth-1).Draw(r, "not"))
		case 4:
			return logistics.Every(parts()...)
		default:
			return logistics.Either(parts()...)
		}
	})
}

// TestUnknownIsEveryValue: a selector is decided on a subject only if it is so whatever the attributes are
// that nobody knows.
func TestUnknownIsEveryValue(t *testing.T) {
	names, values := []string{"a", "b"}, []string{"x", "y", "z", ""}
	rapid.Check(t, func(r *rapid.T) {
		s := anySelector(3).Draw(r, "selector")
		subject := logistics.Attributes{}
		var unknown []string
		for _, name := range names {
			if rapid.Bool().Draw(r, "known") {
				subject = subject.With(name, rapid.SampledFrom(values).Draw(r, "value"))
			} else {
				unknown = append(unknown, name)
			}
		}
		verdict := s.Judge(subject)
		if len(unknown) == 0 && !verdict.Decided() {
			r.Fatalf("all is known, and %v is %s", subject, verdict)
		}
		whole := subject
		for _, name := range unknown {
			whole = whole.With(name, rapid.SampledFrom(values).Draw(r, "whatever"))
		}
		if got := s.Judge(whole); verdict.Decided() && got != verdict {
			r.Fatalf("%s without %v and %s with it", verdict, unknown, got)
		}
		against := s.Against(subject)
		if verdict == logistics.Met && against != nil {
			r.Fatalf("met against %v", against)
		}
		for _, name := range against {
			if !slices.Contains(s.Names(), name) {
				r.Fatalf("%s is not asked for", name)
			}
		}
	})
}

func TestSelectorsReadBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := anySelector(3).Draw(r, "selector")
		data, err := json.Marshal(s)
		if err != nil {
			r.Fatal(err)
		}
		var back logistics.Selector
		if err := json.Unmarshal(data, &back); err != nil || !back.Equal(s) {
			r.Fatalf("%s reads back as %v: %v", data, back, err)
		}
	})
}

func TestSelectorsAreStrict(t *testing.T) {
	for text, want := range map[string]string{
		`{}`:                                  "\x00required",
		`{"any":false}`:                       "/any\x00syntax",
		`{"tier":"gold"}`:                     "/tier\x00unknown",
		`{"any":true,"and":[]}`:               "/and\x00conflict",
		`{"any":true,"any":true}`:             "/any\x00duplicate",
		`{"attribute":"tier"}`:                "/in\x00required",
		`{"in":["gold"]}`:                     "/attribute\x00required",
		`{"attribute":"tier","in":"gold"}`:    "/in\x00syntax",
		`{"attribute":1,"in":["gold"]}`:       "/attribute\x00syntax",
		`{"and":[{"attribute":"a","in":[]}]}`: "/and/0/in\x00required",
		`{"or":[{"or":[{"x":1}]}]}`:           "/or/0/or/0/x\x00unknown",
		`{"not":null}`:                        "/not\x00required",
		`{"and":null}`:                        "/and\x00syntax",
		`[]`:                                  "\x00syntax",
		strings.Repeat(
			`{"not":`, 8,
		) + `{"any":true}` + strings.Repeat("}", 8): strings.Repeat("/not", 8) + "\x00too_many",
	} {
		var s logistics.Selector
		err := json.Unmarshal([]byte(text), &s)
		var faults logistics.Faults
		if !errors.As(err, &faults) || faults[0].Path+"\x00"+string(faults[0].Code) != want || !s.IsZero() {
			t.Errorf("%s: %q, want %q", text, err, want)
		}
	}
}

func TestSpecificityCountsTheWayToAMatch(t *testing.T) {
	tier, lane := logistics.Where("tier", "gold"), logistics.Where("lane", "DE-FR")
	for want, s := range map[int]logistics.Selector{
		0: logistics.Anyone(), 1: logistics.Either(tier, logistics.Every(tier, lane)),
		2: logistics.Every(tier, logistics.Unless(lane)),
	} {
		if got := s.Specificity(); got != want {
			t.Errorf("%v: %d, want %d", s, got, want)
		}
	}
}

func TestSelectorsKeepNoArgument(t *testing.T) {
	values, parts := []string{"gold"}, []logistics.Selector{logistics.Anyone()}
	where, every, either := logistics.Where("tier", values...), logistics.Every(parts...), logistics.Either(parts...)
	known := map[string]string{"tier": "gold"}
	subject := logistics.AttributesOf(known)
	values[0], parts[0], known["tier"] = "none", logistics.Selector{}, "none"
	if !where.Matches(subject) || !every.Matches(subject) || !either.Matches(subject) {
		t.Error("a selector changed with the caller's list")
	}
}

func TestJudgingASelectorDoesNotAllocate(t *testing.T) {
	s := logistics.Every(logistics.Where("tier", "gold"), logistics.Unless(logistics.Where("lane", "DE-FR")))
	subject := logistics.AttributesOf(map[string]string{"tier": "gold", "lane": "DE-PL"})
	if n := testing.AllocsPerRun(100, func() { s.Judge(subject) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
