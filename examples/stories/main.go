// Command stories tells the domain in text files: facts and commands, and below each what the library answers.
//
//	go run ./examples/stories [FILE…]
//
// Without files it tells those that come with it. It ends with status 1 when the library answers otherwise than a
// file says, and shows where. README.md has the form of a story and the words that can stand in one.
package main

import (
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	_ "time/tzdata" // the same zones on every machine

	"github.com/logicrm/logistics/examples/stories/script"
)

//go:embed stories/*.txt
var bundled embed.FS

func main() {
	err := run(os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "stories:", err)
		os.Exit(1)
	}
}

// errUsage is a mistake on the command line, of which flag has told already.
var errUsage = errors.New("usage")

// errDiffers says that a file and the library do not agree.
var errDiffers = errors.New("the library answers otherwise")

// run is the program without the process around it: stories go to out, differences to complaints.
func run(args []string, out, complaints io.Writer) error {
	flags := flag.NewFlagSet("stories", flag.ContinueOnError)
	flags.SetOutput(complaints)
	flags.Usage = func() { fmt.Fprintln(complaints, "usage: stories [FILE…]") }
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return errUsage
	}
	names, read := flags.Args(), os.ReadFile
	if len(names) == 0 {
		entries, err := bundled.ReadDir("stories")
		if err != nil {
			return err
		}
		for _, entry := range entries {
			names = append(names, "stories/"+entry.Name())
		}
		read = bundled.ReadFile
	}
	differs := 0
	for i, name := range names {
		data, err := read(name)
		if err != nil {
			return err
		}
		story, told, err := tell(name, data)
		if err != nil {
			return err
		}
		if i > 0 {
			fmt.Fprintln(out)
		}
		if _, err := out.Write(told.Text()); err != nil {
			return err
		}
		differs += complain(complaints, story, told)
	}
	if differs > 0 {
		return fmt.Errorf("%w in %d places", errDiffers, differs)
	}
	return nil
}

// tell parses a story and tells it in a world of its own. A story without a command is an error: it would agree with
// anything.
func tell(name string, data []byte) (story, told script.Story, err error) {
	if story, err = script.Parse(name, data); err != nil {
		return story, told, err
	}
	if !slices.ContainsFunc(story.Blocks, func(b script.Block) bool { return b.Command != "" }) {
		return story, told, fmt.Errorf("%s: nothing happens in it", name)
	}
	told, err = newWorld().verbs().Run(story)
	return story, told, err
}

// complain writes every answer that is not that of the file, and counts them.
func complain(w io.Writer, story, told script.Story) (differs int) {
	for i, block := range story.Blocks {
		want, got := block.Answer, told.Blocks[i].Answer
		if slices.Equal(want, got) {
			continue
		}
		differs++
		fmt.Fprintf(w, "%s:%d: %s\n", story.Name, block.Line, block.Command)
		for len(want) > 0 && len(got) > 0 && want[0] == got[0] {
			want, got = want[1:], got[1:]
		}
		for len(want) > 0 && len(got) > 0 && want[len(want)-1] == got[len(got)-1] {
			want, got = want[:len(want)-1], got[:len(got)-1]
		}
		for _, line := range want {
			fmt.Fprintln(w, "  - the file:   ", line)
		}
		for _, line := range got {
			fmt.Fprintln(w, "  + the library:", line)
		}
	}
	return differs
}
