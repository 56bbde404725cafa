// Package script runs stories: text files in which facts and commands stand as short lines, and after each
// the answer of whatever they are told to.
//
//	# Two of ten come back, and the parcel is lost on the way.
//
//	request id=c2 return=R-1 cause=too_small items:=[{"line":"1","units":2}]
//	----
//	requested R-1
//
// A story is blocks with a blank line between them. A block is comments, a command with its arguments, lines
// of input that are indented, and behind four dashes the answer. Arguments are words, name=text, or
// name:=JSON; text with blanks is quoted. What the verbs mean is for the host to say: a [Runner] is a table
// of them, so that a host can tell stories about its own policies.
package script

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"strings"
)

// Story is a file of blocks.
type Story struct {
	Name   string
	Blocks []Block
}

// Block is a command with its answer; one without a verb is a comment by itself.
type Block struct {
	Comments []string
	Command  string   // the line as it stands
	Input    []string // without the indentation
	Answer   []string
	Line     int // of the command in the file
}

const dashes = "----"

// Parse reads a story. What is out of place is an error with its line.
func Parse(name string, data []byte) (Story, error) {
	story := Story{Name: name}
	var block Block
	answering := false
	finish := func() {
		if block.Command != "" || len(block.Comments) > 0 {
			story.Blocks = append(story.Blocks, block)
		}
		block, answering = Block{}, false
	}
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		line = strings.TrimRight(line, " \t\r")
		switch {
		case line == "":
			finish()
		case answering:
			block.Answer = append(block.Answer, line)
		case line == dashes && block.Command != "":
			answering = true
		case strings.HasPrefix(line, "#") && block.Command == "":
			block.Comments = append(block.Comments, line)
		case (line[0] == ' ' || line[0] == '\t') && block.Command != "":
			block.Input = append(block.Input, strings.TrimSpace(line))
		case block.Command == "":
			block.Command, block.Line = line, i+1
		default:
			return Story{}, fmt.Errorf("%s:%d: a second command before the answer of the first: %q", name, i+1, line)
		}
	}
	finish()
	return story, nil
}

// Text is the story as a file.
func (s Story) Text() []byte {
	var b bytes.Buffer
	for i, block := range s.Blocks {
		if i > 0 {
			b.WriteByte('\n')
		}
		for _, line := range block.Comments {
			b.WriteString(line + "\n")
		}
		if block.Command == "" {
			continue
		}
		b.WriteString(block.Command + "\n")
		for _, line := range block.Input {
			b.WriteString("  " + line + "\n")
		}
		b.WriteString(dashes + "\n")
		for _, line := range block.Answer {
			b.WriteString(line + "\n")
		}
	}
	return b.Bytes()
}

// Call is a command as a verb gets it.
type Call struct {
	Words []string          // without name, in their order
	Text  map[string]string // name=text
	Raw   map[string]json.RawMessage
	Input []string
}

// Verb answers a command. An error is an answer too: what is refused is part of the story.
type Verb func(call Call) (string, error)

// Runner is a table of verbs by the first word of a command.
type Runner map[string]Verb

// Run tells the story again: the same blocks, with the answers of the verbs.
func (r Runner) Run(story Story) (Story, error) {
	told := Story{Name: story.Name, Blocks: make([]Block, len(story.Blocks))}
	for i, block := range story.Blocks {
		told.Blocks[i] = block
		if block.Command == "" {
			continue
		}
		name, call, err := parseCall(block)
		if err != nil {
			return Story{}, fmt.Errorf("%s:%d: %w", story.Name, block.Line, err)
		}
		verb, ok := r[name]
		if !ok {
			return Story{}, fmt.Errorf("%s:%d: nobody knows the verb %q", story.Name, block.Line, name)
		}
		answer, err := verb(call)
		if err != nil {
			answer = strings.TrimRight(answer+"\n"+err.Error(), "\n")
		}
		told.Blocks[i].Answer = lines(answer)
	}
	return told, nil
}

// lines are those of an answer that have something in them: a blank one would end the block.
func lines(answer string) []string {
	var out []string
	for line := range strings.Lines(answer) {
		if line = strings.TrimRight(line, " \t\n"); line != "" {
			out = append(out, line)
		}
	}
	return out
}

func parseCall(block Block) (verb string, call Call, err error) {
	call = Call{Text: map[string]string{}, Raw: map[string]json.RawMessage{}, Input: block.Input}
	words, err := split(block.Command)
	if err != nil {
		return "", Call{}, err
	}
	for _, word := range words[1:] {
		name, value, named := strings.Cut(word, "=")
		switch {
		case !named || name == "":
			call.Words = append(call.Words, word)
		case strings.HasSuffix(name, ":"):
			if !json.Valid([]byte(value)) {
				return "", Call{}, fmt.Errorf("%s is not JSON", word)
			}
			call.Raw[strings.TrimSuffix(name, ":")] = json.RawMessage(value)
		default:
			call.Text[name] = value
		}
	}
	return words[0], call, nil
}

// split cuts a line at blanks that stand in no quotes and in no brackets. Quotes around the text of an
// argument are taken off; those within JSON stay.
func split(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	depth, quoted, started := 0, false, false
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case quoted && c == '\\' && i+1 < len(line):
			word.WriteByte(c)
			i++
			word.WriteByte(line[i])
			continue
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		case c == ' ' && depth == 0:
			if started {
				words = append(words, word.String())
			}
			word.Reset()
			started = false
			continue
		}
		word.WriteByte(c)
		started = true
	}
	if quoted || depth != 0 {
		return nil, fmt.Errorf("a quote or bracket is not closed: %s", line)
	}
	if started {
		words = append(words, word.String())
	}
	for i, w := range words {
		name, value, named := strings.Cut(w, "=")
		switch {
		case named && !strings.HasSuffix(name, ":") && strings.HasPrefix(value, `"`):
			text, err := strconv.Unquote(value)
			if err != nil {
				return nil, fmt.Errorf("%s is not quoted well", w)
			}
			words[i] = name + "=" + text
		case !named && strings.HasPrefix(w, `"`):
			text, err := strconv.Unquote(w)
			if err != nil {
				return nil, fmt.Errorf("%s is not quoted well", w)
			}
			words[i] = text
		}
	}
	return words, nil
}

// JSON is the call as a JSON object: texts and raw values by their names, besides those given.
func (c Call) JSON(more map[string]string) []byte {
	object := map[string]json.RawMessage{}
	maps.Copy(object, c.Raw)
	for _, texts := range []map[string]string{c.Text, more} {
		for name, value := range texts {
			quoted, _ := json.Marshal(value) // of a string it always is
			object[name] = quoted
		}
	}
	data, _ := json.Marshal(object)
	return data
}
