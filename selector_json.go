package logistics

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// MarshalJSON writes {"any":true}, {"attribute":"tier","in":["gold"]}, {"not":…}, {"and":[…]} or
// {"or":[…]}, and null for a blank selector.
func (s Selector) MarshalJSON() ([]byte, error) {
	switch s.kind {
	case selectAny:
		return []byte(`{"any":true}`), nil
	case selectIn:
		return json.Marshal(struct {
			Attribute string   `json:"attribute"`
			In        []string `json:"in"`
		}{s.name, append([]string{}, s.values...)})
	case selectNot:
		return json.Marshal(map[string]Selector{"not": s.parts[0]})
	case selectAnd:
		return json.Marshal(map[string][]Selector{"and": append([]Selector{}, s.parts...)})
	case selectOr:
		return json.Marshal(map[string][]Selector{"or": append([]Selector{}, s.parts...)})
	default:
		return []byte("null"), nil
	}
}

// UnmarshalJSON reads the form of MarshalJSON, strictly: a member that it does not write, one that is given
// twice, and two forms in one object are faults. All faults come with their paths.
func (s *Selector) UnmarshalJSON(data []byte) error {
	var faults Faults
	read := readSelector(data, "", 1, &faults)
	if len(faults) == 0 {
		read.validate("", 1, &faults)
	}
	if err := faults.Err(); err != nil {
		return err
	}
	*s = read
	return nil
}

func readSelector(data []byte, path string, depth int, faults *Faults) (s Selector) {
	if string(bytes.TrimSpace(data)) == "null" {
		return Selector{}
	}
	if depth > maxSelectorDepth {
		faults.TooMany(path, nil, "at most 8 levels")
		return Selector{}
	}
	names, values, ok := membersOf(data)
	if !ok {
		faults.Syntax(path, data[:min(len(data), 64)], "a condition: any, attribute and in, not, and, or")
		return Selector{}
	}
	forms := map[string]selectorKind{
		"any": selectAny, "attribute": selectIn, "in": selectIn, "not": selectNot, "and": selectAnd, "or": selectOr,
	}
	seen := map[string]bool{}
	for i, name := range names {
		at := path + Pointer(name)
		kind, known := forms[name]
		switch {
		case !known:
			faults.Unknown(at, name, "no such field")
			continue
		case seen[name]:
			faults.Duplicate(at, name, "given twice")
			continue
		case s.kind != selectBlank && s.kind != kind:
			faults.Conflict(at, name, "one form of condition at a time")
			continue
		}
		seen[name], s.kind = true, kind
		s.member(name, values[i], at, depth, faults)
	}
	if len(seen) == 0 && len(names) == 0 {
		faults.Required(path, "a condition: any, attribute and in, not, and, or")
	}
	return s
}

// member reads one member of a condition.
func (s *Selector) member(name string, value json.RawMessage, at string, depth int, faults *Faults) {
	switch name {
	case "any":
		if string(value) != "true" {
			faults.Syntax(at, value[:min(len(value), 64)], "true, or leave it out")
		}
	case "attribute":
		if json.Unmarshal(value, &s.name) != nil {
			faults.Syntax(at, value[:min(len(value), 64)], "text in quotes")
		}
	case "in":
		if json.Unmarshal(value, &s.values) != nil {
			faults.Syntax(at, value[:min(len(value), 64)], "a list of texts")
		}
	case "not":
		s.parts = []Selector{readSelector(value, at, depth+1, faults)}
	default:
		var parts []json.RawMessage
		switch {
		case json.Unmarshal(value, &parts) != nil || parts == nil:
			faults.Syntax(at, value[:min(len(value), 64)], "a list of conditions")
			return
		case len(parts) > maxSelectorParts:
			faults.TooMany(at, len(parts), "at most 100 parts")
			return
		}
		s.parts = make([]Selector, len(parts))
		for i, part := range parts {
			s.parts[i] = readSelector(part, at+"/"+strconv.Itoa(i), depth+1, faults)
		}
	}
}

// membersOf reads the members of an object in their order, those given twice too.
func membersOf(data []byte) (names []string, values []json.RawMessage, ok bool) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if open, err := decoder.Token(); err != nil || open != json.Delim('{') {
		return nil, nil, false
	}
	for decoder.More() {
		token, err := decoder.Token()
		name, isText := token.(string)
		if err != nil || !isText {
			return nil, nil, false
		}
		var value json.RawMessage
		if decoder.Decode(&value) != nil {
			return nil, nil, false
		}
		names, values = append(names, name), append(values, value)
	}
	return names, values, true
}
