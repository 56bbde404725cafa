package calendar

import (
	"encoding/json"

	"github.com/logicrm/logistics"
)

// observedInstead reads the first version. Its rules moved a holiday to the day it is observed on, and its seasons of
// each year were dates of which the year did not count.
func observedInstead(data json.RawMessage) (json.RawMessage, error) {
	var calendar map[string]json.RawMessage
	if err := json.Unmarshal(data, &calendar); err != nil {
		return nil, logistics.NewFieldError(logistics.FaultSyntax, "", "an object")
	}
	var faults logistics.Faults
	for _, name := range []string{"part_days", "uncounted"} {
		if _, given := calendar[name]; given {
			faults.Unknown("/"+name, name, "no such field in the first version")
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	if err := eachObject(calendar, "seasons", upcastSeason); err != nil {
		return nil, err
	}
	var holidays map[string]json.RawMessage
	if json.Unmarshal(calendar["holidays"], &holidays) == nil && holidays != nil {
		if err := eachObject(holidays, "rules", upcastRule); err != nil {
			return nil, err
		}
		var err error
		if calendar["holidays"], err = json.Marshal(holidays); err != nil {
			return nil, err
		}
	}
	return json.Marshal(calendar)
}

// eachObject changes the objects of a list in place; what is no list of objects is left for the decoder to refuse.
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

func upcastRule(rule map[string]json.RawMessage) error {
	if _, given := rule["observed"]; given {
		return logistics.NewFieldError(logistics.FaultUnknown, "observed", "no such field in the first version")
	}
	for _, name := range []string{"observed_saturday", "observed_sunday"} {
		if moved, given := rule[name]; given && string(moved) != "0" && string(moved) != "null" {
			rule["observed"] = json.RawMessage(`"` + Instead + `"`)
		}
	}
	return nil
}

func upcastSeason(season map[string]json.RawMessage) error {
	if _, given := season["each_year"]; given {
		return logistics.NewFieldError(logistics.FaultUnknown, "each_year", "no such field in the first version")
	}
	var yearly bool
	if json.Unmarshal(season["yearly"], &yearly) != nil {
		return nil // absent, or none: the decoder says so
	}
	delete(season, "yearly")
	var from, through logistics.Date
	if !yearly || json.Unmarshal(season["from"], &from) != nil || json.Unmarshal(season["through"], &through) != nil {
		return nil
	}
	delete(season, "from")
	delete(season, "through")
	var err error
	season["each_year"], err = json.Marshal(YearPart{dayOf(from), dayOf(through)})
	return err
}

// dayOf is the day of the year of a date.
func dayOf(d logistics.Date) MonthDay {
	if d.IsZero() {
		return MonthDay{}
	}
	_, month, day := d.Civil()
	return MonthDay{uint8(month), uint8(day)}
}
