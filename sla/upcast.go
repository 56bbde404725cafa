package sla

import (
	"encoding/json"

	"github.com/logicrm/logistics"
)

// conditionsToSelectors reads the lists of the first version, each of which had to name the subject, as
// selectors.
func conditionsToSelectors(data json.RawMessage) (json.RawMessage, error) {
	var agreement map[string]json.RawMessage
	if err := json.Unmarshal(data, &agreement); err != nil {
		return nil, logistics.NewFieldError(logistics.FaultSyntax, "", "an object")
	}
	if err := upcastCondition(agreement, "applies"); err != nil {
		return nil, err
	}
	err := eachLimit(agreement, func(limit map[string]json.RawMessage) error { return upcastCondition(limit, "when") })
	if err != nil {
		return nil, err
	}
	return json.Marshal(agreement)
}

// daysFromTheDate says of the limits of the second version where their days are counted from: it was the date of
// the start, open or not.
func daysFromTheDate(data json.RawMessage) (json.RawMessage, error) {
	var agreement map[string]json.RawMessage
	if err := json.Unmarshal(data, &agreement); err != nil {
		return nil, logistics.NewFieldError(logistics.FaultSyntax, "", "an object")
	}
	err := eachLimit(agreement, func(limit map[string]json.RawMessage) error {
		_, days := limit["days"]
		_, by := limit["by"]
		if _, said := limit["from"]; (days || by) && !said {
			limit["from"] = json.RawMessage(`"` + FromDate + `"`)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return json.Marshal(agreement)
}

// eachLimit changes the limits of every timer in place.
func eachLimit(agreement map[string]json.RawMessage, change func(map[string]json.RawMessage) error) error {
	return eachObject(agreement, "objectives", func(objective map[string]json.RawMessage) error {
		var timer map[string]json.RawMessage
		if json.Unmarshal(objective["timer"], &timer) != nil || timer == nil {
			return nil
		}
		err := eachObject(timer, "limits", change)
		if err != nil {
			return err
		}
		objective["timer"], err = json.Marshal(timer)
		return err
	})
}

// eachObject changes the objects of a list in place; what is no list of objects is left for the decoder to
// refuse.
func eachObject(parent map[string]json.RawMessage, name string, change func(map[string]json.RawMessage) error) error {
	var list []map[string]json.RawMessage
	if json.Unmarshal(parent[name], &list) != nil || list == nil {
		return nil
	}
	for _, object := range list {
		if object == nil {
			continue
		}
		if err := change(object); err != nil {
			return err
		}
	}
	var err error
	parent[name], err = json.Marshal(list)
	return err
}

// firstCondition is the condition of the first version.
type firstCondition struct {
	Any        bool     `json:"any"`
	Customers  []string `json:"customers"`
	Tiers      []string `json:"tiers"`
	Priorities []string `json:"priorities"`
	Services   []string `json:"services"`
	Lanes      []string `json:"lanes"`
}

func upcastCondition(parent map[string]json.RawMessage, name string) error {
	data, ok := parent[name]
	if !ok {
		return nil
	}
	var members map[string]json.RawMessage
	var old firstCondition
	if json.Unmarshal(data, &members) != nil || json.Unmarshal(data, &old) != nil {
		return nil // no condition: the decoder says so
	}
	for member := range members {
		switch member {
		case "any", "customers", "tiers", "priorities", "services", "lanes":
		default:
			return nil // a field that nobody knows: the decoder says so
		}
	}
	var asked []logistics.Selector
	for _, list := range []struct {
		attribute string
		values    []string
	}{
		{logistics.AttributeCustomer, old.Customers},
		{logistics.AttributeTier, old.Tiers},
		{logistics.AttributePriority, old.Priorities},
		{logistics.AttributeService, old.Services},
		{logistics.AttributeLane, old.Lanes},
	} {
		if len(list.values) > 0 {
			asked = append(asked, logistics.Where(list.attribute, list.values...))
		}
	}
	selector := logistics.Every(asked...)
	switch {
	case old.Any && len(asked) > 0:
		return logistics.NewFieldError(logistics.FaultConflict, "", "any subject, and only some")
	case old.Any:
		selector = logistics.Anyone()
	case len(asked) == 0:
		selector = logistics.Selector{}
	case len(asked) == 1:
		selector = asked[0]
	}
	var err error
	parent[name], err = json.Marshal(selector)
	return err
}
