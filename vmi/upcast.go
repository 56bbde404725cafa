package vmi

import (
	"encoding/json"

	"github.com/logicrm/logistics"
)

// fieldTerms gives the figures of the first proposals the names that planners use.
func fieldTerms(data json.RawMessage) (json.RawMessage, error) {
	var proposal map[string]json.RawMessage
	if json.Unmarshal(data, &proposal) != nil {
		return nil, logistics.NewFieldError(logistics.FaultSyntax, "", "an object")
	}
	rename(proposal, "wanted", "requested")
	rename(proposal, "ordered", "rounded")
	rename(proposal, "fitting", "feasible")
	var position map[string]json.RawMessage
	if json.Unmarshal(proposal["position"], &position) == nil && position != nil {
		rename(position, "waiting", "backorders")
		renamed, err := json.Marshal(position)
		if err != nil {
			return nil, err
		}
		proposal["position"] = renamed
	}
	return json.Marshal(proposal)
}

func rename(object map[string]json.RawMessage, from, to string) {
	if value, ok := object[from]; ok {
		object[to] = value
		delete(object, from)
	}
}
