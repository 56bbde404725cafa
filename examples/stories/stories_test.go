package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/logicrm/logistics/examples/stories/script"
	"github.com/logicrm/logistics/internal/golden"
)

// bundledStories are the files of the stories, by name.
func bundledStories(t *testing.T) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob("stories/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no story: %v", err)
	}
	files := map[string][]byte{}
	for _, path := range paths {
		if files[path], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestStories tells every story: under -update the answers of the library are written into it.
func TestStories(t *testing.T) {
	for path, data := range bundledStories(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			_, told, err := tell(path, data)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(told.Blocks, func(b script.Block) bool { return len(b.Answer) > 0 }) {
				t.Fatal("nothing in it is answered: it would agree with anything")
			}
			golden.Equal(t, path, told.Text())
		})
	}
}

func TestTheStoriesThatComeWithItAreToldWithoutComplaint(t *testing.T) {
	var out, complaints bytes.Buffer
	if err := run(nil, &out, &complaints); err != nil || complaints.Len() > 0 {
		t.Fatalf("%v: %s", err, complaints.String())
	}
	for path, data := range bundledStories(t) {
		if !bytes.Contains(out.Bytes(), data) {
			t.Errorf("%s is not told as it stands", path)
		}
	}
}

// save writes a story to a file of its own.
func save(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "story.txt")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestEveryWrongAnswerIsFound changes, one after the other, each answer of each story.
func TestEveryWrongAnswerIsFound(t *testing.T) {
	for path, data := range bundledStories(t) {
		story, told, err := tell(path, data)
		if err != nil {
			t.Fatal(err)
		}
		for i, block := range story.Blocks {
			if block.Command == "" {
				continue
			}
			for _, wrong := range [][]string{
				append([]string{"something else"}, block.Answer...), slices.Concat(block.Answer, []string{"and more"}),
			} {
				story.Blocks[i].Answer = wrong
				if differs := complain(new(bytes.Buffer), story, told); differs != 1 {
					t.Errorf("%s:%d: %d differences where there is one", path, block.Line, differs)
				}
			}
			story.Blocks[i] = block
		}
	}
}

func TestAWrongFigureInAFileEndsTheProgramWithTheDifference(t *testing.T) {
	right := bundledStories(t)["stories/cancelled_line.txt"]
	wrong := bytes.Replace(right, []byte("lines: 1 of 3 good"), []byte("lines: 2 of 3 good"), 1)
	if bytes.Equal(right, wrong) {
		t.Fatal("the figure is not in the story")
	}
	var out, complaints bytes.Buffer
	path := save(t, wrong)
	if err := run([]string{path}, &out, &complaints); !errors.Is(err, errDiffers) {
		t.Errorf("%v", err)
	}
	if !bytes.Equal(out.Bytes(), right) {
		t.Error("the library does not tell what it answers")
	}
	for _, part := range []string{
		path + ":", ": tally\n", "- the file:    lines: 2 of 3 good; ", "+ the library: lines: 1 of 3 good; ",
	} {
		if !strings.Contains(complaints.String(), part) {
			t.Errorf("%q is not in %s", part, complaints.String())
		}
	}
	if strings.Contains(complaints.String(), "orders:") {
		t.Errorf("lines that agree are complained about: %s", complaints.String())
	}
}

func TestWhatCannotBeToldIsAnError(t *testing.T) {
	for text, part := range map[string]string{
		"":                         "nothing happens in it",
		"# A comment by itself.\n": "nothing happens in it",
		"predict\n----\nrain\n":    `nobody knows the verb "predict"`,
		"now 1\nnow 2\n":           "a second command",
	} {
		err := run([]string{save(t, []byte(text))}, new(bytes.Buffer), new(bytes.Buffer))
		if err == nil || errors.Is(err, errDiffers) || !strings.Contains(err.Error(), part) {
			t.Errorf("%q: %v, want %q", text, err, part)
		}
	}
	for arg, want := range map[string]error{
		"stories/nowhere.txt": os.ErrNotExist, "-x": errUsage, "-h": flag.ErrHelp,
	} {
		if err := run([]string{arg}, new(bytes.Buffer), new(bytes.Buffer)); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", arg, err, want)
		}
	}
}

// TestWhatIsMisspeltIsAnswered tells what a command answers that the library cannot read, or that comes too early.
func TestWhatIsMisspeltIsAnswered(t *testing.T) {
	for command, part := range map[string]string{
		"now":                                  "an instant is missing",
		"now soon":                             "cannot parse",
		"judge":                                "no tolerances were told",
		"attain period=2025-03":                "no agreement was told",
		"book":                                 "no agreement was told",
		"settle period=2025-03":                "no agreement was told",
		"schedule id=s":                        "/schema",
		"score C-1 period=2025-03":             "no card was told",
		"account":                              "no case was opened",
		"line order=O-9 id=1":                  `nobody has told of order "O-9"`,
		"order id=O-1 colour=red":              `unknown field "colour"`,
		"order\n  {\"id\":":                    "no JSON object",
		"order\n  {} {}":                       "more than one JSON object",
		"tolerances id=x":                      "/schema",
		"tally colour":                         "colour",
		"cube weather":                         "there is no metric weather",
		"return request id=c1":                 "policy",
		"return juggle id=c1":                  "juggle",
		"claim open id=k1":                     "/party",
		"shares amount=\"1 EUR\" weights:=[]":  "a weight above zero",
		"periods kind=fortnight zone=UTC":      "fortnight",
		"fulfilment id=E-1 order=O-1 line=1":   "/event/recorded",
		"metric id=m":                          "/schema",
		"card id=c":                            "/schema",
		"agreement id=a":                       "/schema",
		"returns_policy id=p":                  "/schema",
		"claim_policy id=p":                    "/schema",
		"count weather":                        "there is no metric weather",
		"promise order=O-9 line=1":             `nobody has told of order "O-9"`,
		"shares amount=\"1 EUR\" weights:=[1]": `"1": an object`,
		"claim":                                "a command is missing",
		"return":                               "a command is missing",
		"cube":                                 "a metric is missing",
	} {
		_, told, err := tell("x", []byte(command+"\n----\n"))
		if err != nil {
			t.Errorf("%s: %v", command, err)
			continue
		}
		if answer := strings.Join(told.Blocks[0].Answer, "\n"); !strings.Contains(answer, part) {
			t.Errorf("%s: %q, want %q", command, answer, part)
		}
	}
}
