package calendar

import (
	"encoding/json"
	"strconv"

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
	eachObject(calendar, "seasons", "/seasons/", upcastSeason, &faults)
	var holidays map[string]json.RawMessage
	if json.Unmarshal(calendar["holidays"], &holidays) == nil && holidays != nil {
		eachObject(holidays, "rules", "/holidays/rules/", upcastRule, &faults)
		var err error
		if calendar["holidays"], err = json.Marshal(holidays); err != nil {
			return nil, err
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return json.Marshal(calendar)
}

// eachObject changes the objects of a list in place; what is no list of objects is left for the decoder to refuse.
// What is wrong with one is collected below its place.
func eachObject(
	parent map[string]json.RawMessage, name, path string, change func(map[string]json.RawMessage) error,
	faults *logistics.Faults,
) {
	var list []map[string]json.RawMessage
	if json.Unmarshal(parent[name], &list) != nil || list == nil {
		return
	}
	for i, object := range list {
		if object != nil {
			faults.At(path+strconv.Itoa(i), change(object))
		}
	}
	changed, err := json.Marshal(list)
	faults.At(path, err)
	parent[name] = changed
}

// fieldOfNow is the fault of a field that the first version did not have.
func fieldOfNow(name string) error {
	var faults logistics.Faults
	faults.Unknown("/"+name, name, "no such field in the first version")
	return faults.Err()
}

func upcastRule(rule map[string]json.RawMessage) error {
	if _, given := rule["observed"]; given {
		return fieldOfNow("observed")
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
		return fieldOfNow("each_year")
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
