package kpi

import "github.com/logicrm/logistics"

// Reasons is the catalogue of this package.
func Reasons() logistics.Catalog {
	return logistics.Catalog{
		{Code: TargetMet, Text: "{metric} of {subject} in {period} is {value} and reaches {target} ({direction})"},
		{Code: TargetMissed, Text: "{metric} of {subject} in {period} is {value} and misses {target} ({direction})"},
		{Code: TargetNone, Text: "{metric} of {subject} in {period} is not judged: it has no target"},
		{Code: NoData, Text: "{metric} of {subject} in {period}: nothing was measured"},
		{Code: LeftOut, Text: "{count} left out: {code}"},
	}
}
