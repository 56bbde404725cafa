package words

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// Twice are the members of objects that a JSON document gives twice, which JSON readers pass over, as JSON
// pointers; more says that something follows the document.
func Twice(data []byte) (paths []string, more bool) {
	type level struct {
		path string
		keys map[string]bool // nil in a list
		key  string
		want bool // a key comes next
	}
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	var stack []level
	read := false
	decoder := json.NewDecoder(bytes.NewReader(data))
	for {
		token, err := decoder.Token()
		if err != nil {
			return paths, false // what is no JSON is reported by whoever decodes it
		}
		if read && len(stack) == 0 {
			return paths, true
		}
		read = true
		path := ""
		if n := len(stack); n > 0 {
			top := &stack[n-1]
			if key, ok := token.(string); ok && top.want {
				at := top.path + "/" + escape.Replace(key)
				if top.keys[key] {
					paths = append(paths, at)
				}
				top.keys[key], top.key, top.want = true, at, false
				continue
			}
			path = top.key
			top.want = top.keys != nil
		}
		switch token {
		case json.Delim('{'):
			stack = append(stack, level{path: path, keys: map[string]bool{}, want: true})
		case json.Delim('['):
			stack = append(stack, level{path: path, key: path})
		case json.Delim('}'), json.Delim(']'):
			stack = stack[:len(stack)-1]
		}
	}
}

// Compare holds a translated sentence against the English one: figures it asks for that there are none of, and
// what it lacks, in words.
func Compare(given, english string, categories []string) (strange, lacking []string) {
	uses, wants := Read(given), Read(english)
	for _, name := range uses.Figures {
		if !slices.Contains(wants.Figures, name) {
			strange = append(strange, "{"+name+"}")
		}
	}
	for _, name := range wants.Figures {
		if !slices.Contains(uses.Figures, name) {
			lacking = append(lacking, "{"+name+"}, which the English sentence tells")
		}
	}
	for _, plural := range uses.Plurals {
		for _, category := range categories {
			if !slices.Contains(plural.Keys, category) {
				lacking = append(lacking, "the plural form "+category+" of {"+plural.Figure+"}")
			}
		}
	}
	return strange, lacking
}
