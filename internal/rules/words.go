package rules

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"unicode/utf8"
)

// The words are put together here, so that this file does not contain them. The currency code that
// stands for "no currency" is a word too, but it is always quoted.
var unfinished = regexp.MustCompile(`\b(?:TO` + `DO|FIX` + `ME)\b|(?i:\bnot ` + `implemented\b)|` +
	`(?:^|[^"\w])(XX` + `X)(?:$|[^"\w])|\.\./` + `shared`)

// Words reports text files that say something is unfinished, or that point outside the module. It
// reads every file there is, of nested modules too, except testdata.
func Words(tree *Tree) []Finding {
	var found []Finding
	err := fs.WalkDir(tree.files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if base := path.Base(name); base == ".git" || base == "testdata" {
				return fs.SkipDir
			}
			return nil
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		data, err := fs.ReadFile(tree.files, name)
		if err != nil {
			return err
		}
		if bytes.IndexByte(data, 0) >= 0 || !utf8.Valid(data) {
			return nil
		}
		for i, line := range bytes.Split(data, []byte("\n")) {
			if word := unfinished.Find(line); word != nil {
				found = append(
					found, Finding{fmt.Sprintf("%s:%d", name, i+1), fmt.Sprintf("%q", bytes.TrimSpace(word))},
				)
			}
		}
		return nil
	})
	if err != nil {
		found = append(found, Finding{"words", err.Error()})
	}
	return found
}
