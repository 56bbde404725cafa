package script_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/logicrm/logistics/examples/stories/script"
)

const counting = `# A comment by itself.

# One and one.
add 1 1
  and 3
----
5

add one "two words" name=text quoted="a b" list:=[{"x": 1}]
----
old answer
`

func TestStoriesAreToldAgain(t *testing.T) {
	story, err := script.Parse("counting", []byte(counting))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(story.Text()); got != counting {
		t.Errorf("it is written as %s", got)
	}
	runner := script.Runner{"add": func(c script.Call) (string, error) {
		if len(c.Input) > 0 {
			return "5", nil
		}
		return strings.Join(c.Words, "|") + "\n\n" + string(
			c.JSON(map[string]string{"id": "x"}),
		), errors.New("refused: why not")
	}}
	told, err := runner.Run(story)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(counting, "old answer",
		`one|two words`+"\n"+`{"id":"x","list":[{"x":1}],"name":"text","quoted":"a b"}`+"\nrefused: why not", 1)
	if diff := cmp.Diff(want, string(told.Text())); diff != "" {
		t.Error(diff)
	}
	if again, err := runner.Run(told); err != nil || string(again.Text()) != string(told.Text()) {
		t.Errorf("told again it differs: %v", err)
	}
}

func TestWhatIsOutOfPlaceIsAnError(t *testing.T) {
	runner := script.Runner{"add": func(script.Call) (string, error) { return "", nil }}
	for text, part := range map[string]string{
		"add 1\nadd 2\n----\n":    "x:2: a second command",
		"subtract 1\n----\n":      `x:1: nobody knows the verb "subtract"`,
		"\nadd \"1\n----\n":       "x:2: a quote or bracket",
		"add a:={1}\n----\n":      "is not JSON",
		"add a=\"\\q\"\n----\n":   "not quoted well",
		"# why\nadd [1\n----\nok": "x:2: a quote or bracket",
	} {
		story, err := script.Parse("x", []byte(text))
		if err == nil {
			_, err = runner.Run(story)
		}
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%q: %v, want %q", text, err, part)
		}
	}
}

func TestAnyTextParsesAndIsStable(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		alphabet := []string{"add", " ", "\n", "\n\n", "----\n", "# c\n", "  in\n", "x=1", `"`, "[", "]", "\t", "é"}
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 30).Draw(r, "text"), "")
		story, err := script.Parse("x", []byte(text))
		if err != nil {
			return
		}
		again, err := script.Parse("x", story.Text())
		if err != nil || string(again.Text()) != string(story.Text()) {
			r.Fatalf("%q is written as %q and then %q, %v", text, story.Text(), again.Text(), err)
		}
	})
}
