package golden_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/logicrm/logistics/internal/golden"
)

type parcel struct {
	Lines  []line         `json:"lines"`
	Next   *parcel        `json:"next,omitempty"`
	Marks  map[string]int `json:"marks,omitempty"`
	Any    any            `json:"any,omitempty"`
	hidden []int
}

type line struct {
	Name string `json:"name"`
	Tags []int  `json:"tags,omitempty"`
}

func TestScrambleOverwritesWhatIsShared(t *testing.T) {
	tags, hidden := []int{1, 2}, []int{3}
	p := parcel{
		Lines: []line{{"a", tags}}, Next: &parcel{Marks: map[string]int{"x": 1}}, Any: line{"b", []int{4}},
		hidden: hidden,
	}
	copied := p
	golden.Scramble(p)
	if copied.Lines[0].Name != "" || tags[0] != 0 || tags[1] != 0 || len(copied.Next.Marks) != 0 || hidden[0] != 3 {
		t.Errorf("%+v, %v", copied, tags)
	}
	golden.Scramble(nil)
	golden.Scramble((*parcel)(nil))
}

func TestNullsStandInEveryPlace(t *testing.T) {
	var paths []string
	golden.Nulls(t, []byte(`{"a":1,"b":{"c":[2,{"d":3}]}}`), func(path string, nulled []byte) {
		var v any
		if err := json.Unmarshal(nulled, &v); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path+" "+string(nulled))
	})
	want := []string{
		`/a {"a":null,"b":{"c":[2,{"d":3}]}}`, `/b {"a":1,"b":null}`, `/b/c {"a":1,"b":{"c":null}}`,
		`/b/c/# {"a":1,"b":{"c":[null,{"d":3}]}}`, `/b/c/# {"a":1,"b":{"c":[2,null]}}`,
		`/b/c/#/d {"a":1,"b":{"c":[2,{"d":null}]}}`,
	}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Error(diff)
	}
}

func TestRoundTripReadsBack(t *testing.T) {
	if back := golden.RoundTrip(t, line{"a", []int{1}}); back.Name != "a" || back.Tags[0] != 1 {
		t.Errorf("%+v", back)
	}
}
